"""JAX, float64, one thread: each step, optimizer included, is one compiled function."""

import os

os.environ['XLA_FLAGS'] = '--xla_cpu_multi_thread_eigen=false'
os.environ['OMP_NUM_THREADS'] = '1'

import jax
import jax.numpy as np
from jax import lax

from peer import serve, windows

jax.config.update('jax_enable_x64', True)


def arrays(tree):
    return {k: arrays(v) if isinstance(v, dict) else np.array(v) for k, v in tree.items()}


def rnn(p, drive, h0):
    """drive is U x(t) + b, [T, …, H]; the states at every t, and the last."""

    def one(h, u):
        h = np.tanh(h @ p['W'].T + u)
        return h, h

    last, hs = lax.scan(one, h0, drive)
    return hs, last


def gru(p, x, h0):
    H = h0.shape[-1]

    def one(h, u):
        hidden = h @ p['W'].T + p['d'][:, 0]
        rz = jax.nn.sigmoid(u[..., : 2 * H] + hidden[..., : 2 * H])
        r, z = rz[..., :H], rz[..., H:]
        n = np.tanh(u[..., 2 * H :] + r * hidden[..., 2 * H :])
        h = (1 - z) * n + z * h
        return h, h

    last, hs = lax.scan(one, h0, p['U'].T[x] + p['b'][:, 0])
    return hs, last


def readout(p, hs):
    return hs @ p['V'].T + p['c'][:, 0]


def cross_entropy(o, y):
    return -np.take_along_axis(jax.nn.log_softmax(o), y[..., None], -1)


def trained_by_adam(data, loss):
    """A step of Adam; p, m and v are given up to it, and come back changed."""
    p = arrays(data['parameters'])
    state = (p, jax.tree.map(np.zeros_like, p), jax.tree.map(np.zeros_like, p), 0)

    @jax.jit
    def compiled(p, m, v, k):
        value, g = jax.value_and_grad(loss)(p)
        k = k + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        rate, root = 1e-3 / (1 - 0.9**k), np.sqrt(1 - 0.999**k)
        move = lambda p, m, v: p - rate * m / (np.sqrt(v) / root + 1e-8)
        return value, (jax.tree.map(move, p, m, v), m, v, k)

    def step():
        nonlocal state
        value, state = compiled(*state)
        return float(value)

    return step


def w1(data):
    p = arrays(data['parameters'])
    memory = jax.tree.map(np.zeros_like, p)
    parts, h0 = windows(np.array(data['text'])), np.zeros(len(p['W']))
    state = (p, memory, h0)

    def loss(p, x, y, h0):
        hs, last = rnn(p, p['U'].T[x] + p['b'][:, 0], h0)
        return cross_entropy(readout(p, hs), y).sum(), last

    @jax.jit
    def compiled(p, memory, h0, x, y):
        (value, last), g = jax.value_and_grad(loss, has_aux=True)(p, x, y, h0)
        g = jax.tree.map(lambda g: np.clip(g, -5, 5), g)
        memory = jax.tree.map(lambda s, g: s + g * g, memory, g)
        move = lambda p, g, s: p - 0.02 * g / (np.sqrt(s) + 1e-10)
        return value, (jax.tree.map(move, p, g, memory), memory, last)

    # The windows are cut beforehand: slicing outside of a compiled function is slow in JAX.
    ready = []
    for part in parts:
        if part[2] and ready:
            break
        ready.append(part)
    at = 0

    def step():
        nonlocal state, at
        x, y, begins = ready[at % len(ready)]
        at += 1
        p, memory, last = state
        value, state = compiled(p, memory, h0 if begins else last, x, y)
        return float(value)

    return step


def w2(data):
    x, y = (np.array(data[name]).transpose(1, 0, 2) for name in 'xy')
    h0 = np.zeros((x.shape[1], len(data['parameters']['W'])))

    def loss(p):
        hs, _ = rnn(p, x @ p['U'].T + p['b'][:, 0], h0)
        return ((readout(p, hs) - y) ** 2).mean()

    return trained_by_adam(data, loss)


def w3(data):
    texts = np.array(data['texts']).T
    x, y, h0 = texts[:-1], texts[1:], np.zeros((texts.shape[1], len(data['parameters']['W'])))

    def loss(p):
        hs, _ = rnn(p, p['U'].T[x] + p['b'][:, 0], h0)
        return cross_entropy(readout(p, hs), y).mean()

    return trained_by_adam(data, loss)


def w4(data):
    source, target = np.array(data['source']).T, np.array(data['target']).T
    h0 = np.zeros((source.shape[1], 128))

    def loss(p):
        _, context = gru(p['encoder'], source, h0)
        hs, _ = gru(p['decoder'], target[:-1], context)
        return cross_entropy(readout(p['decoder'], hs), target[1:]).mean()

    return trained_by_adam(data, loss)


def w5(data):
    p, text = arrays(data['parameters']), np.array(data['text'])
    h0 = np.zeros(len(p['W']))

    def loss(p):
        hs, _ = rnn(p, p['U'].T[text[:-1]] + p['b'][:, 0], h0)
        return cross_entropy(readout(p, hs), text[1:]).sum()

    def of(name, p):
        """dL/dθ of one parameter, number by number, in one compiled loop."""

        def difference(i):
            nudge = lambda e: {**p, name: p[name].reshape(-1).at[i].add(e).reshape(p[name].shape)}
            return (loss(nudge(1e-5)) - loss(nudge(-1e-5))) / 2e-5

        return lax.map(difference, np.arange(p[name].size))

    compiled = jax.jit(lambda p: sum((of(name, p) ** 2).sum() for name in p))
    return lambda: float(compiled(p))


if __name__ == '__main__':
    serve({'W1': w1, 'W2': w2, 'W3-128': w3, 'W3-256': w3, 'W4': w4, 'W5': w5})
