"""The cases, a file for each network: sizes differ pairwise, biases and initial states are not 0."""

from functools import partial
from zlib import crc32

import networks
from cells import ACTIVATIONS, initial, recurrence
from losses import LOSSES, weights_of
from record import record, use
from seeded import Seeded

D, H, K, E = 3, 4, 5, 2
LENGTHS = [2, 7, 1, 3, 7, 4]
N = len(LENGTHS)
CROSS_ENTROPY, SQUARED_ERROR = LOSSES
EVERY, LAST = 'every step', 'last step'


def targets(seeded, lengths, loss, reduction, at, K):
    """Targets and their weights: labels for the cross-entropy, vectors for the squared error."""
    of = seeded.labels if loss == CROSS_ENTROPY else seeded.vectors
    weights = weights_of(lengths, reduction, at, K, loss)
    goal = {'loss': loss, 'reduction': reduction, 'at': at}
    return {'y': of(lengths, K), **goal, 'weights': weights}


def inputs(seeded, one_hot, lengths, D):
    return seeded.labels(lengths, D) if one_hot else seeded.vectors(lengths, D)


def start(*words, **settings):
    """A case's name, settings and generator, whose seed comes from the name."""
    name = ', '.join(words)
    return {'name': name, **settings}, Seeded(crc32(name.encode()))


def with_readout(seeded, parameters, H, K):
    return {**parameters, 'V': seeded.matrix(K, H), 'c': seeded.matrix(K)}


GOALS = [
    (loss, reduction, at)
    for loss in LOSSES
    for reduction in ('sum', 'mean')
    for at in (EVERY, LAST)
]
TWO_GOALS = [GOALS[0], GOALS[-1]]


def every_step(cells, goals):
    """RNN (A) and the gated cells: one-hot inputs for the sums, dense ones for the means."""
    for cell in cells:
        for loss, reduction, at in goals:
            one_hot = reduction == 'sum'
            case, seeded = start(cell, loss, reduction, at, cell=cell, D=D, H=H, K=K)
            x = inputs(seeded, one_hot, LENGTHS, D)
            case['data'] = {'x': x, **targets(seeded, LENGTHS, loss, reduction, at, K)}
            p = with_readout(seeded, recurrence(seeded, cell, D, H), H, K)
            yield record(
                partial(networks.every_step, cell=cell), case, p, initial(seeded, cell, H, N)
            )


def rnn_b():
    feedbacks = ['target', 'target', 'softmax', 'output', 'greedy']
    for feedback, loss, activation, reduction in zip(
        feedbacks,
        [*LOSSES, *LOSSES, CROSS_ENTROPY],
        ['tanh', 'sigmoid', 'relu', 'tanh', 'sigmoid'],
        ['sum', 'mean', 'sum', 'mean', 'sum'],
    ):
        settings = {'activation': activation, 'feedback': feedback, 'D': D, 'H': H, 'K': K}
        case, seeded = start(f'{feedback} fed back', activation, loss, reduction, EVERY, **settings)
        x = inputs(seeded, activation == 'tanh', LENGTHS, D)
        case['data'] = {'x': x, **targets(seeded, LENGTHS, loss, reduction, EVERY, K)}
        p = {'U': seeded.matrix(H, D), 'W': seeded.matrix(H, K), 'b': seeded.matrix(H)}
        network = partial(networks.rnn_b, activation=activation, feedback=feedback)
        yield record(network, case, with_readout(seeded, p, H, K), {'y': seeded.matrix(K, N)})


def rnn_c():
    for cell, loss, reduction in zip(
        [*ACTIVATIONS, 'gru'], [*LOSSES, *LOSSES], ['sum', 'mean'] * 2
    ):
        case, seeded = start(cell, loss, reduction, cell=cell, D=D, H=H, K=K)
        x = inputs(seeded, cell == 'relu', LENGTHS, D)
        case['data'] = {'x': x, **targets(seeded, [1] * N, loss, reduction, LAST, K)}
        p = with_readout(seeded, recurrence(seeded, cell, D, H), H, K)
        yield record(partial(networks.rnn_c, cell=cell), case, p, initial(seeded, cell, H, N))


def vector_to_sequence():
    feedbacks = ['target', 'target', 'softmax', 'output', 'greedy']
    for feedback, loss, activation in zip(
        feedbacks, [*LOSSES, *LOSSES, CROSS_ENTROPY], ['tanh', 'sigmoid', 'tanh', 'relu', 'tanh']
    ):
        settings = {'activation': activation, 'feedback': feedback, 'E': E, 'H': H, 'K': K}
        case, seeded = start(f'{feedback} fed back', activation, loss, 'mean', EVERY, **settings)
        x = seeded.matrix(N, E).tolist()
        case['data'] = {'x': x, **targets(seeded, LENGTHS, loss, 'mean', EVERY, K)}
        p = {'U': seeded.matrix(H, K), 'W': seeded.matrix(H, H), 'R': seeded.matrix(H, E)}
        p = with_readout(seeded, {**p, 'b': seeded.matrix(H)}, H, K)
        network = partial(networks.vector_to_sequence, activation=activation, feedback=feedback)
        s = {'h': seeded.matrix(H, N, 0.9), 'y': seeded.matrix(K, N)}
        yield record(network, case, p, s) if feedback == 'target' else use(network, case, p, s)


FILES = {
    'rnn-a': partial(every_step, list(ACTIVATIONS), GOALS),
    'gru': partial(every_step, ['gru'], TWO_GOALS),
    'lstm': partial(every_step, ['lstm'], TWO_GOALS),
    'rnn-b': rnn_b,
    'rnn-c': rnn_c,
    'vector-to-sequence': vector_to_sequence,
}
