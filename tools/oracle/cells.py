"""
One step of each recurrence, from its equations: p holds the parameters, s the state(s) before the
step, u the drive U x(t) (with R x, where there is one). Vectors are columns [n, 1].
"""

import torch

ACTIVATIONS = {'tanh': torch.tanh, 'relu': torch.relu, 'sigmoid': torch.sigmoid}


def simple(activation):
    g = ACTIVATIONS[activation]

    def step(p, s, u):
        # h(t) = g(b + W h(t−1) + U x(t))
        return {'h': g(near_kink(activation, p['b'] + p['W'] @ s['h'] + u))}

    return step


def gru(p, s, u):
    h = s['h']
    input_r, input_z, input_n = (u + p['b']).chunk(3)
    hidden_r, hidden_z, hidden_n = (p['W'] @ h + p['d']).chunk(3)
    r = torch.sigmoid(input_r + hidden_r)
    z = torch.sigmoid(input_z + hidden_z)
    # n = tanh(Uₙ x(t) + bₙ + r ⊙ (Wₙ h(t−1) + dₙ))
    n = torch.tanh(input_n + r * hidden_n)
    # h(t) = (1 − z) ⊙ n + z ⊙ h(t−1)
    return {'h': (1 - z) * n + z * h}


def lstm(p, s, u):
    i, f, g, o = (u + p['b'] + p['W'] @ s['h']).chunk(4)
    # c(t) = σ(f) ⊙ c(t−1) + σ(i) ⊙ tanh(g)
    c = torch.sigmoid(f) * s['c'] + torch.sigmoid(i) * torch.tanh(g)
    # h(t) = σ(o) ⊙ tanh(c(t))
    return {'h': torch.sigmoid(o) * torch.tanh(c), 'c': c}


CELLS = {**{name: simple(name) for name in ACTIVATIONS}, 'gru': gru, 'lstm': lstm}
GATES = {'gru': 3, 'lstm': 4}


def states(cell, p, initial, drives):
    """The state after every step, from the initial state on."""
    s, found = initial, []
    for u in drives:
        s = CELLS[cell](p, s, u)
        found.append(s)
    return found


def recurrence(seeded, cell, D, H):
    """Random parameters U, W, b (for the GRU d too) of a cell with D inputs and H units."""
    G = GATES.get(cell, 1) * H
    p = {'U': seeded.matrix(G, D), 'W': seeded.matrix(G, H), 'b': seeded.matrix(G)}
    return {**p, 'd': seeded.matrix(G)} if cell == 'gru' else p


def initial(seeded, cell, H, N):
    """Random initial states, a column for each sequence: h, for the LSTM c too."""
    names = 'hc' if cell == 'lstm' else 'h'
    return {name: seeded.matrix(H, N, 0.9) for name in names}


def near_kink(activation, a):
    """ReLU has no derivative at 0: a case too near to it would judge rounding, not the engine."""
    if activation == 'relu':
        assert a.abs().min() > 1e-6, 'a pre-activation is next to 0: take another seed'
    return a
