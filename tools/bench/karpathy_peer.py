"""
The loop that the course's students know best: one character at a time, every vector a NumPy column,
as Karpathy's min-char-rnn goes about it, written from its description.
"""

import os

os.environ['OPENBLAS_NUM_THREADS'] = os.environ['OMP_NUM_THREADS'] = '1'

import numpy as np

from peer import serve, windows


def w1(data):
    p = {name: np.array(rows) for name, rows in data['parameters'].items()}
    memory = {name: np.zeros_like(theta) for name, theta in p.items()}
    parts = windows(data['text'])
    H, V = len(p['W']), len(p['c'])
    h_last = np.zeros((H, 1))

    def step():
        nonlocal h_last
        inputs, targets, begins = next(parts)
        if begins:
            h_last = np.zeros((H, 1))
        xs, hs, ps, loss = {}, {-1: h_last}, {}, 0.0
        for t, label in enumerate(inputs):
            xs[t] = np.zeros((V, 1))
            xs[t][label] = 1
            hs[t] = np.tanh(np.dot(p['U'], xs[t]) + np.dot(p['W'], hs[t - 1]) + p['b'])
            o = np.dot(p['V'], hs[t]) + p['c']
            ps[t] = np.exp(o) / np.sum(np.exp(o))
            loss += -np.log(ps[t][targets[t], 0])
        d = {name: np.zeros_like(theta) for name, theta in p.items()}
        dh_next = np.zeros((H, 1))
        for t in reversed(range(len(inputs))):
            do = np.copy(ps[t])
            do[targets[t]] -= 1
            d['V'] += np.dot(do, hs[t].T)
            d['c'] += do
            dh = np.dot(p['V'].T, do) + dh_next
            da = (1 - hs[t] * hs[t]) * dh
            d['b'] += da
            d['U'] += np.dot(da, xs[t].T)
            d['W'] += np.dot(da, hs[t - 1].T)
            dh_next = np.dot(p['W'].T, da)
        for name in p:
            np.clip(d[name], -5, 5, out=d[name])
            memory[name] += d[name] * d[name]
            p[name] += -0.02 * d[name] / (np.sqrt(memory[name]) + 1e-10)
        h_last = hs[len(inputs) - 1]
        return loss

    return step


def w5(data):
    """The squared length of the numeric gradient: every number nudged up and down."""
    p, text = {name: np.array(rows) for name, rows in data['parameters'].items()}, data['text']

    def loss():
        h, total = np.zeros((len(p['W']), 1)), 0.0
        for label, target in zip(text[:-1], text[1:]):
            x = np.zeros((len(p['c']), 1))
            x[label] = 1
            h = np.tanh(np.dot(p['U'], x) + np.dot(p['W'], h) + p['b'])
            o = np.dot(p['V'], h) + p['c']
            total += -np.log(np.exp(o) / np.sum(np.exp(o)))[target, 0]
        return total

    def step():
        total = 0.0
        for theta in p.values():
            for i in range(theta.size):
                value = theta.flat[i]
                theta.flat[i] = value + 1e-5
                above = loss()
                theta.flat[i] = value - 1e-5
                total += ((above - loss()) / 2e-5) ** 2
                theta.flat[i] = value
        return total

    return step


if __name__ == '__main__':
    serve({'W1': w1, 'W5': w5})
