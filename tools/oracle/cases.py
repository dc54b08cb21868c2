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


def bidirectional():
    for cell, (loss, reduction, at) in zip(['tanh', 'relu', 'gru', 'lstm'], TWO_GOALS * 2):
        back = H + 4  # the backward states may be of another size
        settings = {'cell': cell, 'D': D, 'H': {'forward': H, 'backward': back}, 'K': K}
        case, seeded = start(cell, loss, reduction, at, **settings)
        x = inputs(seeded, reduction == 'sum', LENGTHS, D)
        case['data'] = {'x': x, **targets(seeded, LENGTHS, loss, reduction, at, K)}
        sizes = {'forward': H, 'backward': back}
        p = {way: recurrence(seeded, cell, D, n) for way, n in sizes.items()}
        p = {**p, 'V_F': seeded.matrix(K, H), 'V_B': seeded.matrix(K, back), 'c': seeded.matrix(K)}
        s = {way: initial(seeded, cell, n, N) for way, n in sizes.items()}
        yield record(partial(networks.bidirectional, cell=cell), case, p, s)


def encoder_decoder():
    vocabularies = {'english': 5, 'french': 7, 'spanish': 2}
    goals = zip(
        vocabularies, [CROSS_ENTROPY, SQUARED_ERROR, CROSS_ENTROPY], ['sum', 'mean', 'mean']
    )
    goals = {name: goal for name, *goal in goals}
    lengths = {
        'english': [3, 1, 5, 2, 4, 2],
        'french': [1, 6, 2, 3, 3, 4],
        'spanish': [4, 2, 2, 1, 8, 1],
    }
    for cell in ('tanh', 'gru', 'lstm'):
        case, seeded = start(cell, 'three decoders', cell=cell, D=D, H=H, K=vocabularies)
        decoders, p = {}, {}
        for name, K in vocabularies.items():
            # y(t−1) is one-hot, with one symbol more than the outputs have: the start
            x = [[K, *labels[1:]] for labels in seeded.labels(lengths[name], K)]
            loss, reduction = goals[name]
            decoders[name] = {'x': x, **targets(seeded, lengths[name], loss, reduction, EVERY, K)}
            p[name] = with_readout(seeded, recurrence(seeded, cell, K + 1, H), H, K)
        case['data'] = {'x': inputs(seeded, cell == 'gru', LENGTHS, D), 'decoders': decoders}
        p = {'encoder': recurrence(seeded, cell, D, H), 'decoders': p}
        network = partial(networks.encoder_decoder, cell=cell)
        yield record(network, case, p, initial(seeded, cell, H, N))


def stacked():
    pairs = [('tanh', 'sigmoid'), ('gru', 'relu'), ('lstm', 'gru'), ('tanh', 'lstm')]
    for cells, (loss, reduction, at) in zip(pairs, TWO_GOALS * 2):
        sizes = [H, H + 2]
        case, seeded = start(
            ' below '.join(cells), loss, reduction, at, cells=cells, D=D, H=sizes, K=K
        )
        x = inputs(seeded, reduction == 'sum', LENGTHS, D)
        case['data'] = {'x': x, **targets(seeded, LENGTHS, loss, reduction, at, K)}
        ins = [D, sizes[0]]
        layers = [recurrence(seeded, cell, *size) for cell, *size in zip(cells, ins, sizes)]
        p = with_readout(seeded, by_layer(layers), sizes[-1], K)
        s = by_layer([initial(seeded, cell, n, N) for cell, n in zip(cells, sizes)])
        yield record(partial(networks.stacked, cells=cells), case, p, s)


def by_layer(layers):
    return {f'layer{i + 1}': layer for i, layer in enumerate(layers)}


FILES = {
    'rnn-a': partial(every_step, list(ACTIVATIONS), GOALS),
    'gru': partial(every_step, ['gru'], TWO_GOALS),
    'lstm': partial(every_step, ['lstm'], TWO_GOALS),
    'rnn-b': rnn_b,
    'rnn-c': rnn_c,
    'vector-to-sequence': vector_to_sequence,
    'bidirectional': bidirectional,
    'encoder-decoder': encoder_decoder,
    'stacked': stacked,
}
