"""The notebooks as they are shipped: run to the end, with what they answer.

``python -m tests.notebook_outputs [NAME ...]`` runs them anew. A notebook says for which figures
it was run; the tests of the notebooks refuse outputs of other figures, and at night run all again.
"""

import hashlib
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jupytext
import nbformat

from valuechain import files
from valuechain.files.measures import load_measures
from valuechain.files.scenarios import load_scenario
from valuechain.files.shipped import shipped_measures, shipped_model, shipped_scenarios

FOLDER = Path(__file__).parents[1] / "notebooks"
FIGURES = "valuechain"
"""Name, among what a notebook says of itself, of the figures that it was run for."""
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
client = NotebookClient(notebook, timeout=3600, kernel_name="python3", record_timing=False)
client.execute()
nbformat.write(notebook, sys.argv[1])
"""
STYLED = re.compile(r"\bT_[0-9a-f]{5}")
"""Name that pandas draws at random for every table with a style."""


ADDRESS = re.compile(r" at 0x[0-9a-f]+>")
"""Where an object stood in memory."""


def figures() -> str:
    """Digest of what the notebooks ask about: the shipped model, measures and scenarios."""
    said = [
        files.load(shipped_model()).digest,
        *(load_measures(path).digest for path in shipped_measures()),
        *(load_scenario(path).digest for path in shipped_scenarios().values()),
    ]
    return hashlib.sha256("\n".join(said).encode("ascii")).hexdigest()


def executed(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run a notebook in a process and a folder of its own, and name nothing at random."""
    with tempfile.TemporaryDirectory(prefix="valuechain-") as folder:
        file = Path(folder) / "notebook.ipynb"
        nbformat.write(notebook, file)
        own = {"IPYTHONDIR": folder, "MPLCONFIGDIR": folder, "XDG_CACHE_HOME": folder}
        ran = subprocess.run(
            [sys.executable, "-c", RUN, str(file)],
            env={**os.environ, **own, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(ran.stderr[-4000:])
        text = file.read_text(encoding="utf-8")
    numbers = itertools.count(1)
    names: dict[str, str] = {}
    named = STYLED.sub(lambda found: names.setdefault(found[0], f"T_{next(numbers):05d}"), text)
    return nbformat.reads(ADDRESS.sub(">", named), as_version=4)


def said(notebook: nbformat.NotebookNode) -> list[Any]:
    """Outputs of every code cell, without the bytes of pictures."""
    return [
        [
            {
                **output,
                "data": {k: v for k, v in output.get("data", {}).items() if k != "image/png"},
            }
            for output in cell.outputs
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main(names: Iterable[str]) -> None:
    """Run notebooks, all if none is named, and keep what they answer."""
    asked = tuple(names)
    now = figures()
    for path in sorted(FOLDER.glob("[0-9]*.md")):
        if asked and path.stem not in asked:
            continue
        pair = path.with_suffix(".ipynb")
        notebook = nbformat.read(pair, as_version=4)
        fresh = jupytext.read(path)
        for cell, text in zip(notebook.cells, fresh.cells, strict=True):
            cell.source = text.source
        done = executed(notebook)
        done.metadata[FIGURES] = {"figures": now}
        done.metadata.pop("language_info", None)
        nbformat.write(done, pair)
        print(pair.name)


if __name__ == "__main__":
    main(sys.argv[1:])
