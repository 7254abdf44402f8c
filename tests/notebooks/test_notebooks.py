"""The notebooks run from start to end, their pairs agree, and they answer what they ask."""

import json
import re
from pathlib import Path

import jupytext
import nbformat
import pytest

from tests import notebook_outputs
from valuechain.documents.briefing import TAG, Notebook, with_parameters
from valuechain.texts.notebooks import NOTEBOOKS

FOLDER = Path(__file__).parents[2] / "notebooks"
TEXTS = sorted(FOLDER.glob("[0-9]*.md"))
# In a process of its own: a kernel brings event loops and sockets of others with it.
MEASURED = "02_nulmeting_nederland"
ASKS = 'vc.nulmeting(model, home=home, rules=("default",))'
"""What that notebook asks first; it takes over a minute, and the golden tests ask just that too."""
MODELS = FOLDER.parent / "tests" / "models"
SAID = {"nl": ("**De vraag.**", "## Het antwoord"), "en": ("**The question.**", "## The answer")}
"""How a notebook opens and ends, by language."""
RUN_IN = {
    "01_first_look": ("nl", "en"),
    "03_what_if_taiwan": ("nl",),
    "05_what_to_do_first": ("nl",),
}
"""Languages in which a notebook is run here, English if left out: the code is the same."""
SMALL = {
    "06_how_sure": {"model": str(MODELS / "tiny.yaml"), "draws": 20},
    "07_two_nulmetingen": {"old": str(MODELS / "tiny.yaml"), "new": "{sold}"},
}
"""Notebooks that take minutes on the shipped model, and what they are asked here."""


def cells(notebook):
    """Kind and text of every cell."""
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def test_there_are_notebooks_and_each_is_a_pair():
    assert len(TEXTS) >= 2
    assert [path.stem for path in TEXTS] == [path.stem for path in sorted(FOLDER.glob("*.ipynb"))]


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_the_pair_is_in_step(text):
    notebook = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    nbformat.validate(notebook)
    assert cells(notebook) == cells(jupytext.read(text))


@pytest.fixture(scope="session")
def figures():
    """Digest of the figures that notebooks ask about."""
    return notebook_outputs.figures()


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_it_shows_what_was_answered_for_the_figures_of_today(text, figures):
    notebook = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [*range(1, len(code) + 1)]
    answered(notebook, "en")
    assert not re.search(
        r"/(?:home|root|tmp|Users|work)/", json.dumps(notebook_outputs.said(notebook))
    )
    assert notebook.metadata[notebook_outputs.FIGURES]["figures"] == figures, (
        "the figures have changed since: python -m tests.notebook_outputs"
    )


@pytest.mark.nightly
@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_fresh_run_answers_the_same(text):
    kept = nbformat.read(text.with_suffix(".ipynb"), as_version=4)
    fresh = notebook_outputs.executed(nbformat.read(text.with_suffix(".ipynb"), as_version=4))
    assert notebook_outputs.said(fresh) == notebook_outputs.said(kept)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_it_uses_what_the_front_door_offers(text):
    code = "\n".join(part for kind, part in cells(jupytext.read(text)) if kind == "code")
    assert re.findall(r"valuechain\.[a-z_.]+|from valuechain.*", code) == []
    assert "import valuechain as vc" in code


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param(text, lang, id=f"{text.stem}-{lang}")
        for text in TEXTS
        if text.stem != MEASURED
        for lang in RUN_IN.get(text.stem, ("en",))
    ],
)
def test_it_opens_with_its_question_and_ends_with_its_answer(text, lang, tmp_path):
    asked = {"lang": lang, **SMALL.get(text.stem, {})}
    tiny = (MODELS / "tiny.yaml").read_text(encoding="utf-8")
    sold = tmp_path / "sold.yaml"
    sold.write_text(tiny.replace("owner: USA", "owner: CHN"), encoding="utf-8")
    notebook = Notebook(text.stem, text.with_suffix(".ipynb"))
    values = {key: str(sold) if value == "{sold}" else value for key, value in asked.items()}
    asking = json.dumps(with_parameters(notebook, {**notebook.parameters, **values}))
    answered(notebook_outputs.executed(nbformat.reads(asking, as_version=4)), lang)


def test_what_notebooks_say_stands_in_their_catalogue_and_nothing_else_does():
    code = "\n".join(cell.source for text in TEXTS for cell in jupytext.read(text).cells)
    words = set(re.findall(r"[\"' ,\[(]([a-z0-9_-]+)[\"']", code))
    words |= set(re.findall(r"\b([a-z_]+)=", code))
    assert set(re.findall(r"\bsay\((?:lang, )?\"([^\"]+)\"", code)) <= set(NOTEBOOKS)
    unsaid = [key for key in NOTEBOOKS if not {key, key.removeprefix("col-")} & words]
    assert [key for key in unsaid if not key.startswith(("bar-", "col-title_"))] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_each_parameter_is_used(text):
    notebook = Notebook(text.stem, text.with_suffix(".ipynb"))
    code = [part for kind, part in cells(jupytext.read(text)) if kind == "code"]
    (first,) = [cell for cell in notebook.cells if TAG in cell["metadata"].get("tags", ())]
    assert "".join(first["source"]) == code[0]
    rest = "\n".join(code[1:])
    assert notebook.parameters
    for name in notebook.parameters:
        assert re.search(rf"(?<![\w\"'.]){name}\b(?! *=[^=])|={name}\b", rest), name


def test_a_text_in_one_language_has_its_pair_in_the_other():
    for text in TEXTS:
        tags = [cell.metadata.get("tags", []) for cell in jupytext.read(text).cells]
        found = [tag for one in tags for tag in one if tag in {"nl", "en"}]
        assert found.count("nl") == found.count("en"), text


def test_the_notebook_of_the_nulmeting_does_too(shipped_nulmeting, tmp_path):
    shipped_nulmeting.write(tmp_path / "measured")
    notebook = nbformat.read(FOLDER / f"{MEASURED}.ipynb", as_version=4)
    (asking,) = [cell for cell in notebook.cells if ASKS in cell.source]
    asking.source = asking.source.replace(ASKS, f"vc.open({str(tmp_path / 'measured')!r})")
    answered(notebook_outputs.executed(notebook), "en")


def answered(notebook, lang):
    """Look at how a notebook that was run begins, what it shows and how it ends."""
    kinds = [cell.cell_type for cell in notebook.cells]
    assert notebook.cells[0].source.startswith("# ")
    question = "\n".join(cell.source for cell in notebook.cells[: kinds.index("code")])
    asks, answers = SAID[lang]
    assert asks in question
    assert "?" in question
    assert answers in {cell.source for cell in notebook.cells[-3:-1]}
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
