"""The notebooks run from start to end, their pairs agree, and they answer what they ask."""

import os
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
TEXTS = sorted(FOLDER.glob("*.md"))
# In a process of its own: a kernel brings event loops and sockets of others with it.
MEASURED = "02_nulmeting_nederland"
ASKS = 'vc.nulmeting(model, home="NLD", rules=("default",))'
"""What that notebook asks first; it takes over a minute, and the golden tests ask just that too."""
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=900, kernel_name="python3").execute()
nbformat.write(notebook, sys.argv[2])
"""


def cells(notebook):
    """Kind and text of every cell."""
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def test_there_are_notebooks_and_each_is_a_pair():
    assert len(TEXTS) >= 2
    assert [path.stem for path in TEXTS] == [path.stem for path in sorted(FOLDER.glob("*.ipynb"))]


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_the_pair_is_in_step_and_holds_no_outputs(text):
    notebook = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    nbformat.validate(notebook)
    assert cells(notebook) == cells(jupytext.read(text))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_it_uses_what_the_front_door_offers(text):
    code = "\n".join(part for kind, part in cells(jupytext.read(text)) if kind == "code")
    assert re.findall(r"valuechain\.[a-z_.]+|from valuechain.*", code) == []
    assert "import valuechain as vc" in code


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if text.stem != MEASURED], ids=lambda path: path.stem
)
def test_it_opens_with_its_question_and_ends_with_its_answer(text, tmp_path):
    holds(text.with_suffix(".ipynb"), tmp_path)


@pytest.mark.xdist_group("shipped-model")
def test_the_notebook_of_the_nulmeting_does_too(shipped_nulmeting, tmp_path):
    shipped_nulmeting.write(tmp_path / "measured")
    notebook = nbformat.read(FOLDER / f"{MEASURED}.ipynb", as_version=4)
    (asking,) = [cell for cell in notebook.cells if ASKS in cell.source]
    asking.source = asking.source.replace(ASKS, f"vc.open({str(tmp_path / 'measured')!r})")
    nbformat.write(notebook, tmp_path / "given.ipynb")
    holds(tmp_path / "given.ipynb", tmp_path)


def holds(given, tmp_path):
    """Run a notebook and look at how it begins, what it shows and how it ends."""
    done = tmp_path / "done.ipynb"
    command = [sys.executable, "-c", RUN, str(given), str(done)]
    env = {**os.environ, "IPYTHONDIR": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    notebook = nbformat.read(done, as_version=4)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert notebook.cells[0].source.startswith("# ")
    question = "\n".join(cell.source for cell in notebook.cells[: kinds.index("code")])
    assert "**The question.**" in question
    assert "?" in question
    assert notebook.cells[-2].source == "## The answer"
    (answer,) = notebook.cells[-1].outputs
    assert answer.name == "stdout"
    assert len(answer.text.split()) > 40
    assert "nan" not in answer.text
    shown = [out.get("data", {}) for cell in notebook.cells for out in cell.get("outputs", ())]
    assert any("image/png" in found for found in shown)
    assert sum("text/html" in found for found in shown) >= 3
    assert not any(
        out.get("name") == "stderr" for c in notebook.cells for out in c.get("outputs", ())
    )
