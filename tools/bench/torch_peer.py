"""PyTorch eager, float64, one thread, with its own modules and optimizers."""

import torch
from torch import nn
from torch.nn import functional

from peer import serve, windows

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def load(module, p):
    """Gives nn.RNN or nn.GRU our weights; nn.RNN's second bias, which we don't have, stays 0."""
    with torch.no_grad():
        module.weight_ih_l0.copy_(torch.tensor(p['U']))
        module.weight_hh_l0.copy_(torch.tensor(p['W']))
        module.bias_ih_l0.copy_(torch.tensor(p['b'])[:, 0])
        module.bias_hh_l0.copy_(
            torch.tensor(p['d'])[:, 0] if 'd' in p else torch.zeros(len(p['b']))
        )
    module.bias_hh_l0.requires_grad_('d' in p)
    return module


def readout(p):
    linear = nn.Linear(len(p['V'][0]), len(p['V']))
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(p['V']))
        linear.bias.copy_(torch.tensor(p['c'])[:, 0])
    return linear


def sizes(p):
    return len(p['U'][0]), len(p['W'][0])


def of(*modules):
    return [theta for module in modules for theta in module.parameters() if theta.requires_grad]


def w1(data):
    p = data['parameters']
    rnn, linear = load(nn.RNN(*sizes(p)), p), readout(p)
    optimizer = torch.optim.Adagrad(of(rnn, linear), lr=0.02)
    parts, V = windows(torch.tensor(data['text'])), len(p['c'])
    h0 = torch.zeros(1, len(p['W']))

    def step():
        nonlocal h0
        x, y, begins = next(parts)
        if begins:
            h0 = torch.zeros_like(h0)
        optimizer.zero_grad()
        hs, h = rnn(functional.one_hot(x, V).double(), h0)
        loss = functional.cross_entropy(linear(hs), y, reduction='sum')
        loss.backward()
        nn.utils.clip_grad_value_(of(rnn, linear), 5)
        optimizer.step()
        h0 = h.detach()
        return loss.item()

    return step


def w2(data):
    p = data['parameters']
    rnn, linear = load(nn.RNN(*sizes(p)), p), readout(p)
    optimizer = torch.optim.Adam(of(rnn, linear))
    x, y = (torch.tensor(data[name]).transpose(0, 1).contiguous() for name in 'xy')

    def step():
        optimizer.zero_grad()
        loss = functional.mse_loss(linear(rnn(x)[0]), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def w3(data):
    p, texts = data['parameters'], torch.tensor(data['texts']).T
    rnn, linear = load(nn.RNN(*sizes(p)), p), readout(p)
    optimizer = torch.optim.Adam(of(rnn, linear))
    x, y = functional.one_hot(texts[:-1], len(p['c'])).double(), texts[1:].reshape(-1)

    def step():
        optimizer.zero_grad()
        loss = functional.cross_entropy(linear(rnn(x)[0]).flatten(0, 1), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def w4(data):
    p = data['parameters']
    encoder, decoder = (load(nn.GRU(*sizes(q)), q) for q in (p['encoder'], p['decoder']))
    linear = readout(p['decoder'])
    optimizer = torch.optim.Adam(of(encoder, decoder, linear))
    source, target = torch.tensor(data['source']).T, torch.tensor(data['target']).T
    x, before = (functional.one_hot(labels, 100).double() for labels in (source, target[:-1]))
    y = target[1:].reshape(-1)

    def step():
        optimizer.zero_grad()
        hs, _ = decoder(before, encoder(x)[1])
        loss = functional.cross_entropy(linear(hs).flatten(0, 1), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def w5(data):
    p, text = data['parameters'], torch.tensor(data['text'])
    rnn, linear = load(nn.RNN(*sizes(p)), p), readout(p)
    x, y = functional.one_hot(text[:-1], len(p['c'])).double(), text[1:]

    def loss():
        return functional.cross_entropy(linear(rnn(x)[0]), y, reduction='sum').item()

    @torch.inference_mode()
    def step():
        total = 0.0
        for theta in of(rnn, linear):
            flat = theta.view(-1)
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
