"""The losses: Σ weight × loss of a step; the weights say which steps count, and how much."""

import torch
from torch.nn import functional

from seeded import column


def softmax_cross_entropy(o, label):
    # −log softmax(o)[label]
    return torch.logsumexp(o, 0)[0] - o[label, 0]


def squared_error(o, y):
    # ‖o − y‖²
    return ((o - column(y, len(o))) ** 2).sum()


LOSSES = {'softmax cross-entropy': softmax_cross_entropy, 'squared error': squared_error}


def weights_of(lengths, reduction, at, K, loss):
    """
    A weight for every step of every sequence: 0 leaves the step out. A mean is PyTorch's: over the
    counted steps, and for the squared error over their K numbers too.
    """
    counted = [[float(at == 'every step' or t == n - 1) for t in range(n)] for n in lengths]
    if reduction == 'sum':
        return counted
    n = sum(map(sum, counted)) * (K if loss == 'squared error' else 1)
    return [[w / n for w in sequence] for sequence in counted]


def total_loss(outputs, y, weights, loss):
    """The loss of a batch: outputs[i][t] against y[i][t]."""
    total = torch.tensor(0.0)
    for os, ys, ws in zip(outputs, y, weights, strict=True):
        for o, target, weight in zip(os, ys, ws, strict=True):
            total = total + weight * LOSSES[loss](o, target)
    return total


def assert_as_pytorch(outputs, y, weights, loss, reduction, total):
    """The same loss by torch.nn.functional."""
    counted = [
        (o, target)
        for os, ys, ws in zip(outputs, y, weights)
        for o, target, weight in zip(os, ys, ws)
        if weight > 0
    ]
    o = torch.cat([o for o, _ in counted], 1).T
    targets = torch.tensor([target for _, target in counted])
    f = functional.cross_entropy if loss == 'softmax cross-entropy' else functional.mse_loss
    torch.testing.assert_close(total, f(o, targets, reduction=reduction), rtol=1e-13, atol=0)
