"""A GRU over time in NumPy, for numpy_peer.py: states are rows, labels [T, N]."""

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def gru_forward(p, x, h0):
    """x holds labels [T, N]; the states [T + 1, N, H], and what the backward pass needs."""
    H = h0.shape[1]
    drive, W_T, d = p['U'].T[x] + p['b'][:, 0], np.ascontiguousarray(p['W'].T), p['d'][:, 0]
    hs, gates = [h0], []
    for u in drive:
        hidden = hs[-1] @ W_T
        hidden += d
        rz = sigmoid(u[:, : 2 * H] + hidden[:, : 2 * H])
        r, z = rz[:, :H], rz[:, H:]
        n = np.tanh(u[:, 2 * H :] + r * hidden[:, 2 * H :])
        gates.append((r, z, n, hidden[:, 2 * H :]))
        hs.append(n + z * (hs[-1] - n))
    return hs, gates


def gru_backward(p, x, hs, gates, dh_at, dh):
    """dh_at(t) is what comes from above at step t; returns the gradients and dh(−1)."""
    T, N, H = len(x), *hs[0].shape
    input_side, hidden_side = np.empty((T, N, 3 * H)), np.empty((T, N, 3 * H))
    for t in reversed(range(T)):
        r, z, n, hidden_n = gates[t]
        if dh_at is not None:
            dh = dh + dh_at[t]
        dn = dh * (1 - z) * (1 - n * n)
        dz = dh * (hs[t] - n) * z * (1 - z)
        da, db = input_side[t], hidden_side[t]
        da[:, :H] = dn * hidden_n * r * (1 - r)
        da[:, H : 2 * H] = dz
        da[:, 2 * H :] = dn
        db[:, : 2 * H] = da[:, : 2 * H]
        db[:, 2 * H :] = dn * r
        dh = dh * z + db @ p['W']
    input_side, hidden_side = input_side.reshape(T * N, -1), hidden_side.reshape(T * N, -1)
    one_hot = np.eye(p['U'].shape[1])[x.reshape(-1)]
    return {
        'U': input_side.T @ one_hot,
        'W': hidden_side.T @ np.concatenate(hs[:-1]),
        'b': input_side.sum(0)[:, None],
        'd': hidden_side.sum(0)[:, None],
    }, dh
