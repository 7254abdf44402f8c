"""A briefing is a notebook with its parameters set, as a page without code that fetches nothing."""

import ast
import base64
import io
import json
import re
from pathlib import Path
from unittest.mock import patch

import pptx
import pypdf
import pytest
from click.testing import CliRunner
from matplotlib.figure import Figure

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
        (path,), marking = write_briefing("first-look", tmp_path, given={"home": "EU27"})
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


TABLE = {
    "output_type": "display_data",
    "metadata": {},
    "data": {
        "text/html": "<table><caption>Who</caption><thead><tr><th></th><th colspan=2>loss</th></tr>"
        "<tr><th>use</th><th>low</th><th>high</th></tr></thead><tbody>"
        "<tr><th rowspan=2>voting</th><td>1%</td><td>90%</td></tr><tr><td>2%</td><td>3%</td></tr>"
        "</tbody></table>"
    },
}


def picture():
    """An output with a picture that can be read."""
    stream = io.BytesIO()
    Figure(figsize=(2, 1)).savefig(stream, format="png")
    return {**DRAWN, "data": {"image/png": base64.b64encode(stream.getvalue()).decode()}}


def test_pdf_and_slides_say_what_the_page_says_without_code(tmp_path):
    with shows(SAID, WARNED, TABLE, picture()):
        paths, _ = write_briefing(
            "first-look", tmp_path, given={"lang": "nl"}, formats=["pptx", "pdf"]
        )
    assert [one.suffix for one in paths] == [".html", ".pdf", ".pptx"]
    found = pypdf.PdfReader(paths[1])
    assert found.trailer["/Root"]["/Lang"] == "nl"
    assert b"pdfuaid" in found.trailer["/Root"]["/Metadata"].get_data()
    deck = pptx.Presentation(paths[2])
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    slides = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    slides += "\n".join(cell.text for s in shapes if s.has_table for cell in s.table.iter_cells())
    for text in ("".join(page.extract_text() for page in found.pages), slides):
        assert "Een eerste blik op de keten" in text
        assert "It holds <b>" in text
        assert "90%" in text
        for absent in ("secret_code", "a warning", "The question", "[nbconvert"):
            assert absent not in text
    (table,) = [shape.table for shape in shapes if shape.has_table]
    assert [cell.text for cell in table.iter_cells()] == [
        *("use", "loss low", "loss high"),
        *("voting", "1%", "90%"),
        *("voting", "2%", "3%"),
    ]
    assert any(shape.shape_type == 13 for shape in shapes)


def test_a_document_beside_the_page_is_replaced_only_as_it_was_written(tmp_path):
    with shows(SAID):
        (page, paper), _ = write_briefing("first-look", tmp_path, formats=["pdf"])
        assert write_briefing("first-look", tmp_path, formats=["pdf"])[0] == (page, paper)
        paper.write_bytes(paper.read_bytes() + b"edited")
        before = page.read_bytes()
        for formats in (["pdf"], ["pdf", "pptx"]):
            with pytest.raises(AnalysisError, match="VA501"):
                write_briefing("first-look", tmp_path, formats=formats)
        with pytest.raises(AnalysisError, match="VA520"):
            write_briefing("first-look", tmp_path, formats=["pfd"])
    assert paper.read_bytes().endswith(b"edited")
    assert page.read_bytes() == before


def test_a_new_briefing_is_one_that_runs(tmp_path, capsys):
    mine = tmp_path / "my-briefing.ipynb"
    run = CliRunner()
    assert run.invoke(main, ["briefing", "new", str(mine)]).exit_code == 0
    again = run.invoke(main, ["briefing", "new", str(mine)])
    assert again.exit_code == 2
    assert "exists already" in again.output
    notebook = notebook_of(str(mine))
    assert notebook.name == "my-briefing"
    assert notebook.languages == ("nl", "en")
    for lang in notebook.languages:
        asked = asked_of(notebook, {"model": str(TINY), "lang": lang})
        cells = with_parameters(notebook, asked)["cells"]
        code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
        held: dict[str, object] = {}
        for one in code:
            exec(one.replace("%matplotlib inline\n", ""), held)  # noqa: S102 - a file of ours
        assert len(capsys.readouterr().out.split()) > 20


def test_a_briefing_replaces_itself_and_nothing_else(tmp_path):
    with shows(SAID):
        (path,), _ = write_briefing("first-look", tmp_path)
        (tmp_path / "mine.txt").write_text("mine")
        assert write_briefing("first-look", tmp_path)[0] == (path,)
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
        (path,), marking = write_briefing("two-nulmetingen", tmp_path / "out", given=given)
    assert marking == "confidential"
    assert path.name == "briefing-two-nulmetingen-confidential.html"
    assert "CONFIDENTIAL" in path.read_text("utf-8").upper()
