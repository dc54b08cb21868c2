"""Clipping and the optimizers on bare matrices: given gradients, what comes of them."""

from zlib import crc32

import torch

from record import OPTIMIZERS, optimizer, with_gradient
from seeded import Seeded, leaves, map_tree, plain

SHAPES = {'U': (4, 3), 'W': (4, 4), 'b': (4, 1)}


def matrices(seeded, size):
    return {name: seeded.matrix(*shape, size) for name, shape in SHAPES.items()}


def optimizers():
    """
    θ after each of three steps, for given gradients of very different sizes: with settings of our
    own, and with PyTorch's and gradients so small that its ε shows.
    """
    for name, settings in OPTIMIZERS.items():
        yield three_steps(name, name, settings, [0.1, 30, 1.2], 1)
        yield three_steps(
            f'{name} as it is', name, {'rate': settings['rate']}, [1.2, 2.4, 0.6], 1e-8
        )


def three_steps(title, name, settings, sizes, scale):
    seeded = Seeded(crc32(title.encode()))
    theta = matrices(seeded, 1.2)
    gradients = [map_tree(lambda g: scale * g, matrices(seeded, size)) for size in sizes]
    moving = map_tree(with_gradient, theta)
    step = optimizer(name, leaves(moving), settings)
    after = []
    for gradient in gradients:
        for key, value in moving.items():
            value.grad = gradient[key].clone()
        step.step()
        after.append(plain(map_tree(torch.Tensor.detach, moving)))
    return {
        'name': title,
        'optimizer': name,
        'settings': settings,
        'parameters': plain(theta),
        'gradients': plain(gradients),
        'after': after,
    }


def clipping():
    """Gradients before and after: by their common norm, and number by number."""
    for kind, limit, size in [
        ('norm', 2, 1.2),
        ('norm', 1000, 1.2),
        ('value', 0.5, 1.2),
        ('value', 9, 1.2),
    ]:
        name = f'by {kind}, to {limit}'
        gradients = matrices(Seeded(crc32(name.encode())), size)
        clipped = map_tree(with_gradient, gradients)
        for key, gradient in gradients.items():
            clipped[key].grad = gradient.clone()
        norm = torch.linalg.vector_norm(torch.cat([g.flatten() for g in gradients.values()]))
        clip = torch.nn.utils.clip_grad_norm_ if kind == 'norm' else torch.nn.utils.clip_grad_value_
        clip(leaves(clipped), limit)
        yield {
            'name': name,
            'by': kind,
            'limit': limit,
            'gradients': plain(gradients),
            'norm': norm.item(),
            'clipped': plain(map_tree(lambda leaf: leaf.grad, clipped)),
        }


FILES = {'optimizers': optimizers, 'clipping': clipping}
