"""Executes a notebook from a clean state: python execute.py NOTEBOOK EXECUTED.

Writes what was executed even when a cell fails; then says which cell, and why, and exits 1.
"""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

SECONDS_A_CELL = 900

source, target = map(pathlib.Path, sys.argv[1:])
notebook = nbformat.read(source, as_version=4)
for cell in notebook.cells:
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None

begun = {}
client = NotebookClient(
    notebook,
    kernel_name="unrolled",
    timeout=SECONDS_A_CELL,
    resources={"metadata": {"path": str(source.parent)}},
    on_cell_execute=lambda cell, cell_index: begun.update(cell=cell, number=cell_index + 1),
)

try:
    client.execute()
except Exception as error:
    cell = begun.get("cell", {})
    said = "".join(output.get("text", "") for output in cell.get("outputs", []))
    print(
        f"{source.name}, cell {begun.get('number')}:\n\n{cell.get('source')}\n\n{said or error}",
        file=sys.stderr,
    )
    sys.exit(1)
finally:
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)
