"""A briefing is a notebook with its parameters set, as a page without code that fetches nothing."""

import ast
import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.documents import briefing
from valuechain.documents.briefing import asked_of, notebook_of, with_parameters, write_briefing
from valuechain.errors import AnalysisError
from valuechain.files.shipped import shipped_notebooks, variants

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
PIXEL = "iVBORw0KGgo="


def shows(*outputs):
    """A notebook that was run: its first cells, and a cell with these outputs."""

    def run(notebook, values):
        whole = with_parameters(notebook, values)
        code = {"cell_type": "code", "id": "x", "metadata": {}, "execution_count": 1}
        whole["cells"] = [
            *whole["cells"][:4],
            {**code, "source": "secret_code()", "outputs": outputs},
        ]
        for cell in whole["cells"]:
            cell.setdefault("outputs", []) if cell["cell_type"] == "code" else None
        return json.loads(json.dumps(whole))

    return patch.object(briefing, "_executed", run)


SAID = {"output_type": "stream", "name": "stdout", "text": ["It holds <b>\n"]}
WARNED = {"output_type": "stream", "name": "stderr", "text": ["a warning\n"]}
DRAWN = {
    "output_type": "display_data",
    "metadata": {},
    "data": {"image/png": PIXEL, "text/plain": ["<Figure>"]},
}


def code_of(refused):
    return refused.value.code


def test_each_shipped_notebook_has_a_name_and_parameters_of_its_own():
    assert list(shipped_notebooks())[:2] == ["first-look", "nulmeting-nederland"]
    answer = CliRunner().invoke(main, ["briefing", "list"])
    for one in briefing.notebooks():
        assert one.name in answer.output
        assert one.parameters
    assert notebook_of("01_first_look") == notebook_of("first-look") == notebook_of("first_look")


def test_the_variants_that_ship_are_overlays():
    for path in variants().values():
        assert "\noverlay: ai-stack\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "given", "code", "says"),
    [
        ("frist-look", {}, "VA527", "'first-look'"),
        ("first-look", {"hoem": "NLD"}, "VA528", "'home'"),
        ("first-look", {"home": 3}, "VA528", "'NLD'"),
        ("first-look", {"lang": "fr"}, "VA521", "nl or en"),
        ("how-sure", {"lang": "fr"}, "VA521", "nl or en"),
        ("how-sure", {"draws": "many"}, "VA528", "100"),
    ],
)
def test_what_a_notebook_does_not_take_is_refused(tmp_path, name, given, code, says):
    with pytest.raises(AnalysisError) as refused:
        write_briefing(name, tmp_path / "out", given=given)
    assert code_of(refused) == code
    assert says in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_every_shipped_notebook_is_written_in_both_languages():
    for one in briefing.notebooks():
        assert one.languages == ("nl", "en"), one.name
        assert asked_of(one, {"lang": "nl"})["lang"] == "nl"


def test_the_language_of_a_notebook_in_one_language_may_be_named(tmp_path):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# Mine"}]
    cells.append({"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "a = 1"})
    (tmp_path / "mine.ipynb").write_text(json.dumps({"cells": cells}))
    mine = briefing.Notebook("mine", tmp_path / "mine.ipynb")
    assert asked_of(mine, {"lang": "en"}) == {"a": 1}
    with pytest.raises(AnalysisError, match="VA521"):
        asked_of(mine, {"lang": "nl"})


def test_parameters_are_set_as_literals_and_texts_are_of_one_language():
    notebook = notebook_of("how-sure")
    before = notebook.path.read_bytes()
    odd = "NLD\"; print('x')\n"
    whole = with_parameters(notebook, {**notebook.parameters, "home": odd, "lang": "nl"})
    (cell,) = [one for one in whole["cells"] if "parameters" in one["metadata"].get("tags", ())]
    values = {
        one.targets[0].id: ast.literal_eval(one.value) for one in ast.parse(cell["source"]).body
    }
    assert values == {**notebook.parameters, "home": odd, "lang": "nl"}
    texts = "\n".join("".join(one["source"]) for one in whole["cells"])
    assert "De vraag" in texts
    assert "The question" not in texts
    assert notebook.path.read_bytes() == before


def test_the_page_has_what_is_shown_and_neither_code_nor_anything_from_elsewhere(tmp_path):
    with shows(SAID, WARNED, DRAWN):
        path, marking = write_briefing("first-look", tmp_path, given={"home": "EU27"})
    page = path.read_text(encoding="utf-8")
    assert marking is None
    assert path.name == "briefing-first-look.html"
    assert "It holds &lt;b&gt;" in page
    assert '<html lang="en">' in page
    assert "home: EU27" in page
    for absent in ("secret_code", "a warning", "vc.load", "In [", "<script", "<link", "@import"):
        assert absent not in page, absent
    assert all(where.startswith("data:") for where in re.findall(r'src="([^"]*)', page))
    assert re.findall(r'<img[^>]*alt="([^"]*)"', page, flags=re.DOTALL) == ["What is in it"]


def test_a_briefing_replaces_itself_and_nothing_else(tmp_path):
    with shows(SAID):
        path, _ = write_briefing("first-look", tmp_path)
        (tmp_path / "mine.txt").write_text("mine")
        assert write_briefing("first-look", tmp_path)[0] == path
        path.write_bytes(path.read_bytes() + b"<!-- edited -->")
        with pytest.raises(AnalysisError) as refused:
            write_briefing("first-look", tmp_path)
    assert code_of(refused) == "VA501"
    assert path.read_bytes().endswith(b"<!-- edited -->")
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name, "mine.txt"]


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_computed(tmp_path):
    (tmp_path / "file").write_text("mine")
    computed = patch.object(briefing, "_executed", side_effect=AssertionError("computed"))
    with computed, pytest.raises(AnalysisError) as refused:
        write_briefing("first-look", tmp_path / "file" / "out")
    assert code_of(refused) == "VA502"


def test_what_the_notebook_was_refused_is_said_as_the_program_says_it(tmp_path):
    error = {"output_type": "error", "ename": "AnalysisError", "traceback": []}
    said = {**error, "evalue": "VA601 unknown country or group 'XYZ'. Use NLD."}
    with shows(SAID, said), pytest.raises(AnalysisError, match="unknown country") as refused:
        write_briefing("first-look", tmp_path)
    assert code_of(refused) == "VA601"
    assert not list(tmp_path.iterdir())


def test_what_is_missing_is_named_with_how_to_install_it(tmp_path):
    def find(name):
        return None if name == "nbconvert" else True

    with patch.object(briefing.importlib.util, "find_spec", find):
        answer = CliRunner().invoke(main, ["briefing", "first-look", "--out", str(tmp_path)])
    assert answer.exit_code == 2
    assert "VA529 nbconvert" in answer.output
    assert "pip install 'valuechain[notebooks]'" in answer.output


@pytest.mark.parametrize("name", ["old", "new"])
def test_a_marked_version_marks_the_comparison(tmp_path, name):
    share = "share: 1.0, basis: units, year: 2024, source: survey"
    text = TINY.read_text("utf-8")
    assert share in text
    (tmp_path / "marked.yaml").write_text(text.replace(share, f"{share}, marking: confidential"))
    given = {"old": str(TINY), "new": str(TINY), name: str(tmp_path / "marked.yaml")}
    with shows(SAID):
        path, marking = write_briefing("two-nulmetingen", tmp_path / "out", given=given)
    assert marking == "confidential"
    assert path.name == "briefing-two-nulmetingen-confidential.html"
    assert "CONFIDENTIAL" in path.read_text("utf-8").upper()
