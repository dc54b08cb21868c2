"""
The networks, one sequence at a time: no padding, and no batch. Each takes the parameters p, the
initial states s of its sequence ([n, 1] each) and the case's data of its sequence, and returns the
outputs o(t) as a list of columns; the encoder–decoder returns a dict of such lists.
"""

import torch

from cells import ACTIVATIONS, near_kink, states
from seeded import column


def projected(U, x):
    """U x(t) for every t."""
    return [U @ column(xt, U.shape[1]) for xt in x]


def readout(p, hs):
    # o(t) = c + V h(t)
    return [p['c'] + p['V'] @ s['h'] for s in hs]


def every_step(p, s, data, cell):
    """RNN (A), and the same with a GRU or an LSTM."""
    return readout(p, states(cell, p, s, projected(p['U'], data['x'])))


def rnn_c(p, s, data, cell):
    """Many to one: V appears only once, after the last state."""
    return every_step(p, s, data, cell)[-1:]


def rnn_b(p, s, data, activation, feedback):
    """h(t) = g(b + W y(t−1) + U x(t)): y(t−1) is the true one or the network's own."""
    y, outputs = s['y'], []
    for t, u in enumerate(projected(p['U'], data['x'])):
        h = ACTIVATIONS[activation](near_kink(activation, p['b'] + p['W'] @ y + u))
        o = p['c'] + p['V'] @ h
        outputs.append(o)
        y = column(data['y'][t], len(o)) if feedback == 'target' else fed_back(o, feedback)
    return outputs


def fed_back(o, feedback):
    """ŷ(t), as the next step reads it."""
    if feedback == 'softmax':
        return torch.softmax(o, 0)
    if feedback == 'greedy':
        return column(int(o.argmax()), len(o))
    return o


def vector_to_sequence(p, s, data, activation, feedback):
    """h(t) = g(b + W h(t−1) + U y(t−1) + R x), with one x for the whole sequence."""
    h, y, outputs = s['h'], s['y'], []
    Rx = p['R'] @ column(data['x'], p['R'].shape[1])
    for target in data['y']:
        a = p['b'] + p['W'] @ h + p['U'] @ y + Rx
        h = ACTIVATIONS[activation](near_kink(activation, a))
        o = p['c'] + p['V'] @ h
        outputs.append(o)
        y = column(target, len(o)) if feedback == 'target' else fed_back(o, feedback)
    return outputs


def bidirectional(p, s, data, cell):
    """o(t) = c + V_F h(t) + V_B g(t), where g runs from the sequence's own end."""
    hs = states(cell, p['forward'], s['forward'], projected(p['forward']['U'], data['x']))
    gs = states(cell, p['backward'], s['backward'], projected(p['backward']['U'], data['x'])[::-1])
    return [p['c'] + p['V_F'] @ h['h'] + p['V_B'] @ g['h'] for h, g in zip(hs, gs[::-1])]


def encoder_decoder(p, s, data, cell):
    """The encoder's last state is where every decoder begins."""
    encoder, x = p['encoder'], data['x']
    context = states(cell, encoder, s, projected(encoder['U'], x))[-1]
    return {
        name: every_step(decoder, context, {'x': data['decoders'][name]['x']}, cell)
        for name, decoder in p['decoders'].items()
    }


def stacked(p, s, data, cells):
    """Each layer's states are the next layer's inputs."""
    hs = []
    for i, cell in enumerate(cells, 1):
        U = p[f'layer{i}']['U']
        drives = projected(U, data['x']) if i == 1 else [U @ below['h'] for below in hs]
        hs = states(cell, p[f'layer{i}'], s[f'layer{i}'], drives)
    return readout(p, hs)
