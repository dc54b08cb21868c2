"""What is recorded of a case: outputs, loss, every gradient, and three steps of every optimizer."""

import torch

from losses import assert_as_pytorch, total_loss
from seeded import leaves, map_tree, plain

# The optimizers, as the files name them, with their settings.
OPTIMIZERS = {
    'sgd': {'rate': 0.02},
    'momentum': {'rate': 0.01, 'mu': 0.9},
    'adagrad': {'rate': 0.05, 'epsilon': 1e-10},
    'adam': {'rate': 0.03, 'beta1': 0.8, 'beta2': 0.99, 'epsilon': 1e-8},
}


def optimizer(name, parameters, settings):
    """The optimizer of torch.optim; what the settings leave out is as PyTorch has it."""
    options = {'eps': settings['epsilon']} if 'epsilon' in settings else {}
    if 'beta1' in settings:
        options['betas'] = (settings['beta1'], settings['beta2'])
    if name == 'momentum':
        options['momentum'] = settings.get('mu', 0.9)
    kinds = {'adagrad': torch.optim.Adagrad, 'adam': torch.optim.Adam}
    return kinds.get(name, torch.optim.SGD)(parameters, settings['rate'], **options)


def record(network, case, parameters, initial):
    """
    The case with everything that follows from it. network(p, s, data) gives one sequence's
    outputs; s and data are that sequence's part of `initial` and of the case's data.
    """
    p, s = map_tree(with_gradient, parameters), map_tree(with_gradient, initial)
    outputs, loss = run(network, case, p, s)
    loss.backward()
    assert loss.item() < 1e3 and torch.isfinite(loss), 'a loss out of bounds: take another seed'
    return {
        **case,
        'parameters': plain(parameters),
        'initial': plain(initial),
        'outputs': plain(map_tree(torch.Tensor.flatten, outputs)),
        'learned': {
            'loss': loss.item(),
            'gradients': plain(map_tree(lambda theta: theta.grad, p)),
            'initialGradients': plain(map_tree(lambda s0: s0.grad, s)),
            'trained': {
                name: plain(trained(name, network, case, parameters, initial))
                for name in OPTIMIZERS
            },
        },
    }


def use(network, case, parameters, initial):
    """The same of a network in use: its outputs, and nothing to learn."""
    outputs, _ = run(network, case, parameters, initial)
    return {
        **case,
        'parameters': plain(parameters),
        'initial': plain(initial),
        'outputs': plain(map_tree(torch.Tensor.flatten, outputs)),
    }


def with_gradient(tensor):
    return tensor.clone().requires_grad_()


def trained(name, network, case, parameters, initial, clip=lambda parameters: None):
    """The parameters after three steps of an optimizer, the initial states as they were."""
    p = map_tree(with_gradient, parameters)
    step = optimizer(name, leaves(p), OPTIMIZERS[name])
    for _ in range(3):
        step.zero_grad()
        run(network, case, p, initial)[1].backward()
        clip(leaves(p))
        step.step()
    return map_tree(torch.Tensor.detach, p)


def run(network, case, p, s):
    """Outputs of every sequence, and the loss of the batch; for several decoders by their names."""
    data = case['data']
    N = len(data['x'])
    outputs = [
        network(p, map_tree(lambda s0: s0[:, i : i + 1], s), of_sequence(data, i)) for i in range(N)
    ]
    if 'decoders' not in data:
        return outputs, loss_of(outputs, data)
    decoders = data['decoders']
    outputs = {name: [o[name] for o in outputs] for name in decoders}
    return outputs, sum(loss_of(outputs[name], decoders[name]) for name in decoders)


def of_sequence(data, i):
    """What a network reads of sequence i."""
    part = {key: data[key][i] for key in ('x', 'y') if key in data}
    if 'decoders' in data:
        part['decoders'] = {name: of_sequence(d, i) for name, d in data['decoders'].items()}
    return part


def loss_of(outputs, data):
    total = total_loss(outputs, data['y'], data['weights'], data['loss'])
    assert_as_pytorch(outputs, data['y'], data['weights'], data['loss'], data['reduction'], total)
    return total
