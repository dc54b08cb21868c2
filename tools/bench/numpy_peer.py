"""NumPy as someone writes it who knows it: batches as rows, products over the whole time, in place."""

import os

os.environ['OPENBLAS_NUM_THREADS'] = os.environ['OMP_NUM_THREADS'] = '1'

import numpy as np

from numpy_gru import gru_backward, gru_forward
from peer import serve, windows


def arrays(tree):
    return {k: arrays(v) if isinstance(v, dict) else np.array(v) for k, v in tree.items()}


def softmax_cross_entropy(o, y):
    """The sum over rows, and do = ŷ − y."""
    rows = np.arange(len(y))
    o = o - o.max(1, keepdims=True)
    e = np.exp(o)
    s = e.sum(1, keepdims=True)
    loss = (np.log(s[:, 0]) - o[rows, y]).sum()
    e /= s
    e[rows, y] -= 1
    return loss, e


def rnn_forward(p, drive, h0):
    """drive is U x(t) + b, [T, N, H]; the states, h0 first, are [T + 1, N, H]."""
    W_T = np.ascontiguousarray(p['W'].T)
    hs = np.empty((len(drive) + 1, *h0.shape))
    hs[0] = h0
    for t, u in enumerate(drive):
        a = hs[t] @ W_T
        a += u
        np.tanh(a, out=hs[t + 1])
    return hs


def rnn_backward(p, hs, do):
    """do is [T N, K]; da(t) for every t, [T N, H], and the gradients but that of U."""
    T, N, H = len(hs) - 1, *hs.shape[1:]
    h = hs[1:].reshape(-1, H)
    da = (do @ p['V']).reshape(T, N, H)
    slope = 1 - hs[1:] ** 2
    for t in reversed(range(T)):
        if t + 1 < T:
            da[t] += da[t + 1] @ p['W']
        da[t] *= slope[t]
    da = da.reshape(-1, H)
    return da, {
        'W': da.T @ hs[:-1].reshape(-1, H),
        'b': da.sum(0)[:, None],
        'V': do.T @ h,
        'c': do.sum(0)[:, None],
    }


def adam(parameters, rate=1e-3, beta1=0.9, beta2=0.999):
    """
    Adam over all parameters at once: they are laid into one vector, of which the returned arrays
    are parts. Returns them, and a function that makes one step, given the gradients.
    """
    theta = np.concatenate([p.reshape(-1) for p in parameters])
    ends = np.cumsum([p.size for p in parameters])[:-1]
    parts = [part.reshape(p.shape) for part, p in zip(np.split(theta, ends), parameters)]
    m, v, root = (np.zeros_like(theta) for _ in range(3))
    k = 0

    def step(gradients):
        nonlocal k
        k += 1
        g = np.concatenate([gradient.reshape(-1) for gradient in gradients])
        np.multiply(m, beta1, out=m)
        np.multiply(g, 1 - beta1, out=root)
        np.add(m, root, out=m)
        np.multiply(v, beta2, out=v)
        np.multiply(g, g, out=g)
        np.multiply(g, 1 - beta2, out=g)
        np.add(v, g, out=v)
        np.sqrt(v, out=root)
        np.divide(root, np.sqrt(1 - beta2**k), out=root)
        np.add(root, 1e-8, out=root)
        np.divide(m, root, out=root)
        np.multiply(root, rate / (1 - beta1**k), out=root)
        np.subtract(theta, root, out=theta)

    return parts, step


def w1(data):
    p, text = arrays(data['parameters']), np.array(data['text'])
    memory = {name: np.zeros_like(theta) for name, theta in p.items()}
    parts, h0 = windows(text), np.zeros((1, len(p['W'])))

    def step():
        nonlocal h0
        x, y, begins = next(parts)
        if begins:
            h0 = np.zeros_like(h0)
        W, V, T = p['W'], p['V'], len(x)
        drive = p['U'].T[x] + p['b'][:, 0]
        hs = np.empty((T + 1, h0.shape[1]))
        hs[0] = h0[0]
        for t in range(T):
            np.tanh(drive[t] + W @ hs[t], out=hs[t + 1])
        loss, do = softmax_cross_entropy(hs[1:] @ V.T + p['c'][:, 0], y)
        da = do @ V
        slope = 1 - hs[1:] ** 2
        for t in reversed(range(T)):
            if t + 1 < T:
                da[t] += da[t + 1] @ W
            da[t] *= slope[t]
        dU = np.zeros((p['U'].shape[1], len(W)))
        np.add.at(dU, x, da)
        d = {'U': dU.T, 'W': da.T @ hs[:-1], 'V': do.T @ hs[1:]}
        d = {**d, 'b': da.sum(0)[:, None], 'c': do.sum(0)[:, None]}
        for name, theta in p.items():
            g = np.clip(d[name], -5, 5, out=d[name])
            memory[name] += g * g
            theta -= 0.02 * g / (np.sqrt(memory[name]) + 1e-10)
        h0 = hs[-1:]
        return loss

    return step


def w2(data):
    p = arrays(data['parameters'])
    x = np.array(data['x']).transpose(1, 0, 2)  # [T, N, 4]
    y = np.array(data['y']).transpose(1, 0, 2).reshape(-1, 1)
    T, N, _ = x.shape
    flat, h0 = x.reshape(T * N, -1), np.zeros((N, len(p['W'])))
    parts, update = adam(p.values())
    p = dict(zip(p, parts))

    def step():
        drive = (flat @ p['U'].T + p['b'][:, 0]).reshape(T, N, -1)
        hs = rnn_forward(p, drive, h0)
        error = hs[1:].reshape(T * N, -1) @ p['V'].T + p['c'][:, 0] - y
        da, d = rnn_backward(p, hs, 2 / (T * N) * error)
        update([(da.T @ flat) if name == 'U' else d[name] for name in p])
        return (error * error).sum() / (T * N)

    return step


def w3(data):
    p, texts = arrays(data['parameters']), np.array(data['texts']).T  # [T + 1, N]
    T, N = len(texts) - 1, texts.shape[1]
    x, y = texts[:-1].reshape(-1), texts[1:].reshape(-1)
    one_hot = np.eye(p['U'].shape[1])[x]
    h0 = np.zeros((N, len(p['W'])))
    parts, update = adam(p.values())
    p = dict(zip(p, parts))

    def step():
        drive = (p['U'].T[x] + p['b'][:, 0]).reshape(T, N, -1)
        hs = rnn_forward(p, drive, h0)
        o = hs[1:].reshape(T * N, -1) @ p['V'].T
        o += p['c'][:, 0]
        loss, do = softmax_cross_entropy(o, y)
        do /= T * N
        da, d = rnn_backward(p, hs, do)
        update([(da.T @ one_hot) if name == 'U' else d[name] for name in p])
        return loss / (T * N)

    return step


def w4(data):
    p = arrays(data['parameters'])
    encoder, decoder = p['encoder'], p['decoder']
    source, target = np.array(data['source']).T, np.array(data['target']).T
    x, y, N = target[:-1], target[1:].reshape(-1), source.shape[1]
    H = encoder['W'].shape[1]
    parts, update = adam([*encoder.values(), *decoder.values()])
    encoder, decoder = dict(zip(encoder, parts)), dict(zip(decoder, parts[len(encoder) :]))

    def step():
        es, e_gates = gru_forward(encoder, source, np.zeros((N, H)))
        ds, d_gates = gru_forward(decoder, x, es[-1])
        h = np.concatenate(ds[1:])
        loss, do = softmax_cross_entropy(h @ decoder['V'].T + decoder['c'][:, 0], y)
        do /= len(y)
        dh_at = (do @ decoder['V']).reshape(len(x), N, H)
        of_decoder, dh = gru_backward(decoder, x, ds, d_gates, dh_at, np.zeros((N, H)))
        of_decoder |= {'V': do.T @ h, 'c': do.sum(0)[:, None]}
        of_encoder, _ = gru_backward(encoder, source, es, e_gates, None, dh)
        update([of_encoder[k] for k in encoder] + [of_decoder[k] for k in decoder])
        return loss / len(y)

    return step


def w5(data):
    p, text = arrays(data['parameters']), np.array(data['text'])
    x, y, rows = text[:-1], text[1:], np.arange(len(text) - 1)

    def loss():
        drive = p['U'].T[x] + p['b'][:, 0]
        hs, h, W = np.empty_like(drive), np.zeros(drive.shape[1]), p['W']
        for t in range(len(x)):
            h = np.tanh(drive[t] + W @ h, out=hs[t])
        o = hs @ p['V'].T + p['c'][:, 0]
        o -= o.max(1, keepdims=True)
        return (np.log(np.exp(o).sum(1)) - o[rows, y]).sum()

    def step():
        total = 0.0
        for theta in p.values():
            flat = theta.reshape(-1)
            for i, value in enumerate(flat.tolist()):
                flat[i] = value + 1e-5
                above = loss()
                flat[i] = value - 1e-5
                total += ((above - loss()) / 2e-5) ** 2
                flat[i] = value
        return total

    return step


if __name__ == '__main__':
    serve({'W1': w1, 'W2': w2, 'W3-128': w3, 'W3-256': w3, 'W4': w4, 'W5': w5})
