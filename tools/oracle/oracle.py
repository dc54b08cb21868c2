"""
Writes the reference numbers of data/oracle: every network of the lectures by PyTorch's automatic
differentiation, in float64 on the CPU, from seeded random cases. `npm run oracle` runs it.

usage: oracle.py FOLDER
"""

import os
import sys

# One core and no instruction set of this machine's own: fewer reasons for a last bit to differ.
os.environ.update(ATEN_CPU_CAPABILITY='default', MKL_CBWR='COMPATIBLE', OMP_NUM_THREADS='1')

import json
from pathlib import Path

import torch

import cases
import composites
import truncated
import updates
from modules import assert_as_modules
from record import OPTIMIZERS


def main(folder):
    assert_as_modules()
    source = {'madeBy': 'tools/oracle/oracle.py', 'torch': torch.__version__.split('+')[0]}
    for name, make in (cases.FILES | composites.FILES | truncated.FILES | updates.FILES).items():
        content = {
            'network': name,
            'source': source,
            'optimizers': OPTIMIZERS,
            'cases': list(make()),
        }
        path = Path(folder, f'{name}.json')
        path.write_text(json.dumps(content, separators=(',', ':')) + '\n')
        print(f'{path}: {len(content["cases"])} cases, {path.stat().st_size // 1024} kB')


if __name__ == '__main__':
    main(sys.argv[1])
