"""Seeded random numbers, and trees (nested dicts and lists) of tensors in and out of JSON."""

import random

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)


class Seeded:
    """Random numbers of three decimals, none of them zero: short in JSON and exact in float64."""

    def __init__(self, seed):
        self.generator = random.Random(seed)

    def number(self, size=1.2):
        """Uniform within ±size; for the 1.2 of weights the standard deviation is 0.7."""
        number = round(self.generator.uniform(-size, size), 3)
        return number if number != 0 else self.number(size)

    def matrix(self, rows, cols=1, size=1.2):
        return torch.tensor([[self.number(size) for _ in range(cols)] for _ in range(rows)])

    def labels(self, lengths, count):
        return [[self.generator.randrange(count) for _ in range(n)] for n in lengths]

    def vectors(self, lengths, rows):
        return [[[self.number() for _ in range(rows)] for _ in range(n)] for n in lengths]


def column(x, rows):
    """x(t) as a column [rows, 1]: a label is one-hot, a vector itself."""
    if isinstance(x, int):
        return torch.nn.functional.one_hot(torch.tensor([x]), rows).T.to(torch.float64)
    return torch.tensor(x).reshape(rows, 1)


def map_tree(f, *trees):
    """f of the corresponding leaves of trees of one form."""
    first = trees[0]
    if isinstance(first, dict):
        return {key: map_tree(f, *(tree[key] for tree in trees)) for key in first}
    if isinstance(first, list):
        return [map_tree(f, *parts) for parts in zip(*trees, strict=True)]
    return f(*trees)


def leaves(tree):
    found = []
    map_tree(found.append, tree)
    return found


def plain(tree):
    """The tree with lists of rows for tensors: what JSON holds."""
    return map_tree(lambda leaf: leaf.tolist() if isinstance(leaf, torch.Tensor) else leaf, tree)
