"""Asserts that the equations of cells.py are PyTorch's own modules, gradients included."""

import torch

from cells import recurrence, states
from seeded import Seeded, map_tree

D, H, T = 3, 4, 6


def assert_as_modules():
    """Raises unless nn.RNN, nn.GRU and nn.LSTM give the same, also stacked and bidirectional."""
    for cell in ('tanh', 'relu', 'gru', 'lstm'):
        for seed, (layers, both_ways) in enumerate([(1, False), (2, False), (1, True)]):
            assert_same(cell, layers, both_ways, Seeded(seed))


def assert_same(cell, layers, both_ways, seeded):
    ways = 2 if both_ways else 1
    parts = [
        recurrence(seeded, cell, D if layer == 0 else H, H)
        for layer in range(layers)
        for _ in range(ways)
    ]
    parts = map_tree(lambda theta: theta.requires_grad_(), parts)
    module = module_with(cell, layers, both_ways, parts)
    x, h0, c0, G = (
        seeded.matrix(*shape) for shape in [(T, D), (H, len(parts)), (H, len(parts)), (T, ways * H)]
    )
    h = ours(cell, parts, x, h0, c0, both_ways)
    first = h0.T.contiguous()
    theirs, _ = module(x, (first, c0.T.contiguous()) if cell == 'lstm' else first)
    torch.testing.assert_close(h, theirs, rtol=1e-12, atol=1e-14)
    (h * G).sum().backward()
    (theirs * G).sum().backward()
    # The modules have two biases where U x + b + W h needs one; both have its gradient.
    for part, names in zip(parts, module._all_weights, strict=True):
        U, W, b, d = (getattr(module, name).grad for name in names)
        same = [(part['U'], U), (part['W'], W), (part['b'], b[:, None])]
        for theta, grad in same + ([(part['d'], d[:, None])] if cell == 'gru' else []):
            torch.testing.assert_close(theta.grad, grad, rtol=1e-11, atol=1e-13)


def module_with(cell, layers, both_ways, parts):
    kind = {'gru': torch.nn.GRU, 'lstm': torch.nn.LSTM}.get(cell, torch.nn.RNN)
    options = {} if cell in ('gru', 'lstm') else {'nonlinearity': cell}
    module = kind(D, H, layers, bidirectional=both_ways, **options)
    for part, names in zip(parts, module._all_weights, strict=True):
        for key, name in zip('UWbd', names, strict=True):
            theta = part[key].detach() if key in part else torch.zeros(len(part['b']))
            getattr(module, name).data = theta.reshape(getattr(module, name).shape).clone()
    return module


def ours(cell, parts, x, h0, c0, both_ways):
    """h(t) at every t, [T, H], or both ways beside each other, [T, 2 H]."""
    sequences = [x]
    for k, part in enumerate(parts):
        below = x if both_ways else sequences[-1]
        order = range(T)[::-1] if both_ways and k == 1 else range(T)
        s0 = {'h': h0[:, k : k + 1], 'c': c0[:, k : k + 1]}
        hs = states(cell, part, s0, [part['U'] @ below[t][:, None] for t in order])
        h = torch.cat([s['h'] for s in hs], 1).T
        sequences.append(h.flip(0) if both_ways and k == 1 else h)
    return torch.cat(sequences[1:], 1) if both_ways else sequences[-1]
