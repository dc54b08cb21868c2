"""The cases of networks that are made of several recurrences."""

from functools import partial

import networks
from cases import (
    CROSS_ENTROPY,
    EVERY,
    LENGTHS,
    SQUARED_ERROR,
    TWO_GOALS,
    D,
    H,
    K,
    N,
    inputs,
    start,
    targets,
    with_readout,
)
from cells import initial, recurrence
from record import record


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
        for name, words in vocabularies.items():
            # y(t−1) is one-hot, with one symbol more than the outputs have: the start
            x = [[words, *labels[1:]] for labels in seeded.labels(lengths[name], words)]
            loss, reduction = goals[name]
            decoders[name] = {
                'x': x,
                **targets(seeded, lengths[name], loss, reduction, EVERY, words),
            }
            p[name] = with_readout(seeded, recurrence(seeded, cell, words + 1, H), H, words)
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
    'bidirectional': bidirectional,
    'encoder-decoder': encoder_decoder,
    'stacked': stacked,
}
