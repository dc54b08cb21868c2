"""Truncated backpropagation through time: texts in chunks, their last states carried on."""

from zlib import crc32

import torch

from cases import D, H, K, with_readout
from cells import initial, recurrence, states
from losses import total_loss
from networks import readout
from record import OPTIMIZERS, optimizer, with_gradient
from seeded import Seeded, leaves, map_tree, plain

LENGTH, CHUNK, N = 11, 4, 2


def truncated():
    for cell, name, limit in [('tanh', 'sgd', 1), ('gru', 'adagrad', 2), ('lstm', 'adam', 1.5)]:
        title = f'{cell}, chunks of {CHUNK}, {name}, clipped to norm {limit}'
        seeded = Seeded(crc32(title.encode()))
        x = seeded.labels([LENGTH] * N, D)
        y = seeded.labels([LENGTH] * N, K)
        parameters = with_readout(seeded, recurrence(seeded, cell, D, H), H, K)
        s = initial(seeded, cell, H, N)
        p = map_tree(with_gradient, parameters)
        step = optimizer(name, leaves(p), OPTIMIZERS[name])
        case = {'name': title, 'cell': cell, 'D': D, 'H': H, 'K': K, 'chunk': CHUNK}
        case |= {'optimizer': name, 'limit': limit, 'x': x, 'y': y}
        case |= {'parameters': plain(parameters), 'initial': plain(s), 'losses': [], 'norms': []}
        for at in range(0, LENGTH, CHUNK):
            step.zero_grad()
            loss, s = chunk_loss(cell, p, s, *([z[at : at + CHUNK] for z in zs] for zs in (x, y)))
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(leaves(p), limit)
            step.step()
            case['losses'].append(loss.item())
            case['norms'].append(norm.item())
        yield case | {'carried': plain(s), 'trained': plain(map_tree(torch.Tensor.detach, p))}


def chunk_loss(cell, p, s, x, y):
    """The loss of one chunk of every sequence, and the last states, cut off from what made them."""
    outputs, lasts = [], []
    for i in range(N):
        s0 = map_tree(lambda matrix: matrix[:, i : i + 1], s)
        drives = [p['U'][:, label : label + 1] for label in x[i]]
        hs = states(cell, p, s0, drives)
        outputs.append(readout(p, hs))
        lasts.append(hs[-1])
    weights = [[1.0] * len(part) for part in y]
    loss = total_loss(outputs, y, weights, 'softmax cross-entropy')
    return loss, map_tree(lambda *columns: torch.cat(columns, 1).detach(), *lasts)


FILES = {'truncated': truncated}
