"""
What every Python peer speaks: a line {"workload", "data", "steps"} comes in, {"ms": […], "loss"}
goes out: the milliseconds of each of the steps, and the loss of the last. A workload's state lives
on between lines. Each peer runs on one core.
"""

import json
import sys
from time import perf_counter


def serve(makers):
    """makers: by workload, a function from its data to a function that makes one step."""
    steps = {}
    for line in sys.stdin:
        request = json.loads(line)
        name = request['workload']
        if name not in steps:
            with open(request['data']) as file:
                steps[name] = makers[name](json.load(file))
        step, ms, loss = steps[name], [], None
        for _ in range(request['steps']):
            start = perf_counter()
            loss = step()
            ms.append((perf_counter() - start) * 1e3)
        print(json.dumps({'ms': ms, 'loss': float(loss)}), flush=True)


def windows(text, T=25):
    """For ever: T labels, those that follow them, and whether the text begins anew."""
    at = 0
    while True:
        if at + T + 1 > len(text):
            at = 0
        yield text[at : at + T], text[at + 1 : at + T + 1], at == 0
        at += T
