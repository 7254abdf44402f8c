"""A report in five kinds of document: the same numbers, tags, styles, alternatives, refusals."""

import dataclasses
import html
import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf
import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.unit.results_sample import rows, sample, tiny
from valuechain.cli import main
from valuechain.documents import docx as word
from valuechain.documents import pdf as print_file
from valuechain.documents import pptx as slides
from valuechain.documents.formats import FORMATS, report_files, write_report
from valuechain.documents.html import html_page
from valuechain.documents.paper import column_weights, on_paper
from valuechain.errors import AnalysisError
from valuechain.files.loaded import digest
from valuechain.presentation import blocks
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.chapters import report
from valuechain.texts import LANGUAGES, Lang

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LOSSES = {"nl": ["50 %", "55 %", "60 %", "60 %"], "en": ["50%", "55%", "60%", "60%"]}
AMOUNTS = [0.5, 0.55, 0.6, 0.6]
MARKUP = "*Hosting* #let <b>x</b> $y$ & =SUM(A1)"


@cache
def marked() -> vc.Result:
    """The sample with its model, a marking, and titles that are markup in other languages."""
    model = tiny()
    hosting = model.products["hosting-global"]
    title = hosting.title.model_copy(update={"nl": MARKUP, "en": MARKUP})
    products = {
        **model.products,
        "hosting-global": hosting.model_copy(update={"title": title}),
    }
    model = model.model_copy(update={"products": products})
    base = sample()
    provenance = dataclasses.replace(base.provenance, digest=digest(model))
    return dataclasses.replace(base, model=model, marking="confidential", provenance=provenance)


@cache
def contents(lang: Lang) -> blocks.Document:
    """The report as blocks."""
    return report(marked(), Names(marked().model, lang))


@pytest.fixture(scope="module")
def made() -> dict[Lang, dict[str, bytes]]:
    """All documents, in both languages."""
    found: dict[Lang, dict[str, bytes]] = {}
    for lang in LANGUAGES:
        files = report_files(marked(), lang, formats=FORMATS)
        assert list(files) == [f"report-confidential.{one}" for one in FORMATS]
        found[lang] = {name.rpartition(".")[2]: content for name, content in files.items()}
    return found


def words(text: str) -> str:
    """Text without what only lays it out: spaces of any width, hyphens between syllables."""
    text = text.replace("\xad", "").replace("\ufb01", "fi").replace("\ufb02", "fl")
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u202f", " ")).strip()


@cache
def read(kind: str, content: bytes) -> str:
    """All text of a document."""
    stream = io.BytesIO(content)
    if kind == "html":
        found = re.sub(r"<(style|script|svg).*?</\1>", " ", content.decode(), flags=re.DOTALL)
        return words(html.unescape(re.sub(r"<[^>]+>", " ", found)))
    if kind == "pdf":
        pages = (page.extract_text() for page in pypdf.PdfReader(stream).pages)
        return words(re.sub(r"-\n", "", " ".join(pages)))
    if kind == "docx":
        document = docx.Document(stream)
        texts = [paragraph.text for paragraph in document.paragraphs]
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return words(" ".join((*texts, *cells)))
    if kind == "xlsx":
        book = openpyxl.load_workbook(stream)
        return words(" ".join(str(c) for s in book for r in s.values for c in r if c is not None))
    texts = []
    for slide in pptx.Presentation(stream).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return words(" ".join(texts))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_says_the_same_headline_and_the_marking(made, lang, kind):
    told = contents(lang)
    text = read(kind, made[lang][kind])
    (found,) = [b for s in told.sections for b in s.blocks if isinstance(b, blocks.KeyFindings)]
    squeezed = re.sub(r"[\s-]", "", text)  # lines of a PDF break words at hyphens
    for finding in found.findings:
        assert re.sub(r"[\s-]", "", words(finding.text)) in squeezed
    if kind != "docx":  # there it stands in the running head, which is tested apart
        marking = {"nl": "Vertrouwelijk", "en": "Confidential"}[lang]
        assert marking.upper() in text.upper()


def losses(kind: str, content: bytes, lang: Lang) -> list[object]:
    """The four losses of the one dependency, as the table of a document has them."""
    stream = io.BytesIO(content)
    if kind == "html":
        row = content.decode().split('<section id="dependencies"')[1].split("<tbody>")[1]
        return [words(cell) for cell in re.findall(r'class="n loss"[^>]*>([^<]*)<', row)]
    if kind == "pdf":
        text = read(kind, content)
        percent = " ?%" if lang == "nl" else "%"
        (found,) = re.findall(rf"2 (?:van|of) 2((?: \d+{percent}){{4}})", text)
        return re.findall(rf"\d+{percent}", found)
    if kind == "docx":
        every = [[[c.text for c in r.cells] for r in t.rows] for t in docx.Document(stream).tables]
        return [words(text) for text in next(t for t in every if len(t[0]) == 11)[1][4:8]]
    if kind == "xlsx":
        name = {"nl": "Afhankelijkheden", "en": "Dependencies"}[lang]
        sheet = openpyxl.load_workbook(stream)[name]
        assert [sheet.cell(5, n).number_format for n in range(5, 9)] == ["0%"] * 4
        return [sheet.cell(5, n).value for n in range(5, 9)]
    tables = [s.table for p in pptx.Presentation(stream).slides for s in p.shapes if s.has_table]
    wide = next(t for t in tables if len(t.columns) == 11)
    return [words(wide.cell(1, n).text) for n in range(4, 8)]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_the_same_numbers_in_its_table(made, lang, kind):
    assert losses(kind, made[lang][kind], lang) == (AMOUNTS if kind == "xlsx" else LOSSES[lang])


@pytest.mark.parametrize("kind", FORMATS)
def test_no_title_of_a_model_becomes_markup_or_a_formula(made, kind):
    squeezed = re.sub(r"[\s-]", "", read(kind, made["nl"][kind]))
    assert re.sub(r"[\s-]", "", MARKUP) in squeezed
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made["nl"][kind]))
        assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_is_tagged_with_bookmarks_language_and_alternatives(made, lang):
    found = pypdf.PdfReader(io.BytesIO(made[lang]["pdf"]))
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds, alternatives = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure", "/P"} <= kinds
    assert len(alternatives) == len(figures(on_paper(contents(lang)).sections))
    assert all(len(text) > 20 for text in alternatives)
    chapters = [s.nav for s in contents(lang).sections if s.nav]
    tops = [one.title for one in found.outline if not isinstance(one, list)]
    assert [title for title in tops if title in chapters] == chapters
    assert all(page.extract_text().startswith(("VERTR", "CONF")) for page in found.pages)


def figures(part: object) -> list[blocks.FigureBlock]:
    """Every figure in blocks."""
    if isinstance(part, blocks.FigureBlock):
        return [part]
    if isinstance(part, tuple):
        return [found for one in part for found in figures(one)]
    if dataclasses.is_dataclass(part):
        return figures(tuple(getattr(part, one.name) for one in dataclasses.fields(part)))
    return []


def tags(top: pypdf.generic.DictionaryObject) -> tuple[set[str], list[str]]:
    """Kinds of all tags, and the alternative texts of figures."""
    kinds, alternatives, waiting = set(), [], [top]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            kinds.add(one.get("/S"))
            if one.get("/S") == "/Figure":
                alternatives.append(one["/Alt"])
            if "/K" in one:
                waiting.append(one["/K"])
    return kinds, alternatives


def test_a_pdf_is_the_same_every_time_and_holds_its_fonts(made):
    again = report_files(marked(), "en", formats=["pdf"])["report-confidential.pdf"]
    assert again == made["en"]["pdf"]
    for page in pypdf.PdfReader(io.BytesIO(again)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_docx_has_styles_contents_captions_notes_and_repeated_heads(made, lang):
    found = docx.Document(io.BytesIO(made[lang]["docx"]))
    styles = {paragraph.style.name for paragraph in found.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet", "List Number"} <= styles
    heads = [p.text for p in found.paragraphs if p.style.name == "Heading 1"]
    told = contents(lang)
    assert heads == [section.nav for section in told.sections if section.nav]
    whole = found.element.xml
    assert 'TOC \\o "1-2"' in whole
    assert "SEQ" in whole
    names = set(re.findall(r'w:bookmarkStart w:name="([^"]+)"', whole))
    assert set(re.findall(r'w:anchor="([^"]+)"', whole)) == names
    pictures = re.findall(r"<wp:docPr [^>]*>", whole)
    assert len(pictures) == len(figures(on_paper(contents(lang)).sections))
    assert all(re.search(r'descr="[^"]{20,}"', one) for one in pictures)
    for table in found.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
    marking = {"nl": "VERTROUWELIJK", "en": "CONFIDENTIAL"}[lang]
    assert found.sections[0].header.paragraphs[0].text == marking
    files = zipfile.ZipFile(io.BytesIO(made[lang]["docx"]))
    spoken = re.findall(r'w:lang w:val="([^"]+)"', files.read("word/styles.xml").decode())
    assert spoken == [{"nl": "nl-NL", "en": "en-GB"}[lang]]
    assert "Survey of makers" in files.read("word/footnotes.xml").decode()
    assert whole.count("w:footnoteReference") == 1


def test_the_workbook_has_meanings_names_filters_and_links_that_lead_somewhere(made):
    book = openpyxl.load_workbook(io.BytesIO(made["en"]["xlsx"]))
    exposure = book["exposure"]
    assert exposure.freeze_panes == "B6"
    assert exposure.auto_filter.ref.startswith("A5:")
    assert [exposure.cell(5, n).value for n in (1, 2)] == ["use", "removed"]
    assert all(exposure.cell(3, n).value for n in range(1, exposure.max_column + 1))
    value = next(c.column for c in exposure[5] if c.value == "value")
    assert exposure.cell(4, value).value == "part of 1"
    found = [exposure.cell(n, value).value for n in range(6, exposure.max_row + 1)]
    assert found == marked().exposure["value"].tolist()
    findings = book.worksheets[1]
    longest = max(range(5, findings.max_row + 1), key=lambda n: len(findings.cell(n, 2).value))
    lines = len(findings.cell(longest, 2).value) / 130
    assert findings.row_dimensions[longest].height >= 15 * lines
    assert book.worksheets[0].page_setup.orientation == "landscape"
    for name in book.defined_names.values():
        (sheet, _), *_ = name.destinations
        assert sheet in book.sheetnames
    linked = [c.hyperlink.location for row in book.worksheets[0] for c in row if c.hyperlink]
    assert len(linked) == len(book.sheetnames) - 1
    assert {place.rpartition("!")[0].strip("'") for place in linked} == set(book.sheetnames[1:])


def test_slides_have_titles_native_tables_and_alternatives(made):
    deck = pptx.Presentation(io.BytesIO(made["nl"]["pptx"]))
    assert 7 <= len(deck.slides) <= 14
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    pictures = [s for p in deck.slides for s in p.shapes if s.shape_type == 13]
    assert pictures
    assert all(len(one._element.nvPicPr.cNvPr.get("descr")) > 20 for one in pictures)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_a_slide_holds_no_more_than_its_height():
    # 31.3 cm at 18 points: 98 letters a line; two lines and a gap are 1.84 cm of 13.15.
    assert slides.fitting(["x" * 130] * 8, 18) == 7
    assert slides.fitting(["x"] * 8, 18) == 8
    assert slides.fitting(["x" * 5000], 18) == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_the_documents_open_in_an_office_program(made, tmp_path):
    kinds = ("docx", "xlsx", "pptx")
    for kind in kinds:
        (tmp_path / f"{kind}.{kind}").write_bytes(made["nl"][kind])
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    names = [str(tmp_path / f"{kind}.{kind}") for kind in kinds]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=120)
    for kind in kinds:
        text = read("pdf", (tmp_path / f"{kind}.pdf").read_bytes())
        assert "VERTROUWELIJK" in text.upper()
        assert "90" in text


def test_every_kind_of_block_has_a_way_in_every_kind_of_document():
    kinds = set(blocks.Block.__args__) - {blocks.Beside, blocks.Details}
    assert kinds == set(word._RENDERS)
    assert kinds == {*slides._RENDERS, *slides.UNSHOWN}
    template = print_file.TEMPLATE.read_text(encoding="utf-8")
    named = set(re.findall(r'kind [!=]= "(\w+)"', template))
    from valuechain.documents.paper import kind_of

    shaped = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in kinds}
    assert shaped == named
    assert kind_of(blocks.ListBlock(())) in named


def test_on_paper_nothing_is_to_be_opened_and_no_level_is_skipped():
    inner = (blocks.Heading("b", 5), blocks.Paragraph("c"))
    numbers = blocks.Details("numbers", (blocks.TableBlock((), ()),))
    section = blocks.Section(
        "a",
        "A",
        (blocks.Heading("a"), blocks.Details("open", inner), numbers, blocks.Beside((inner,))),
    )
    whole = contents("en")
    (laid,) = on_paper(dataclasses.replace(whole, sections=(section,))).sections
    assert [getattr(one, "level", 0) for one in laid.blocks] == [2, 3, 0, 4, 0]


def test_no_column_is_narrower_than_its_words():
    heads = (blocks.ColumnHead("Land"), blocks.ColumnHead("Toepassingen omlaag", "number"))
    row = blocks.BodyRow((blocks.TableCell("Nederland"), blocks.TableCell("6", 6)))
    first, second = column_weights(blocks.TableBlock(heads, (row,)))
    assert first >= len("Nederland")
    assert second >= len("Toepassingen")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_chapters_are_chosen_by_name_and_stand_in_the_order_of_the_report(lang):
    told = report(marked(), Names(marked().model, lang), chapters=["glossary", "elections"])
    assert [section.anchor for section in told.sections] == ["contents", "elections", "glossary"]
    page = html_page(told)
    assert page.count("<section") == 3


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx"])
def test_two_pages_come_in_every_kind_and_stay_two(kind):
    ((name, content),) = report_files(marked(), "nl", formats=[kind], brief=True).items()
    assert name == f"brief-confidential.{kind}"
    assert "55 %" in read(kind, content)
    if kind == "pdf":
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) <= 2


def test_what_is_wrong_is_said_before_anything_is_made(tmp_path):
    base = marked()
    base.write(tmp_path / "stored")
    wrong = {
        "VA520": {"formats": ["pfd"]},
        "VA521": {"lang": "fr"},
        "VA522": {"chapters": ["electons"]},
        "VA524": {"brief": True, "chapters": ["elections"]},
    }
    for code, asked in wrong.items():
        with pytest.raises(AnalysisError) as refused:
            base.report(tmp_path / "out", **asked)
        assert refused.value.code == code
        assert not (tmp_path / "out").exists()


def test_a_report_replaces_a_report_and_nothing_else(tmp_path):
    base = vc.open(written(tmp_path))
    first = base.report(tmp_path / "out", formats=["html", "docx"], lang="nl", chapters=["stack"])
    assert [path.name for path in first] == [
        "report-confidential.html",
        "report-confidential.docx",
    ]
    (second,) = base.report(tmp_path / "out", formats=["html"], brief=True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "brief-confidential.html",
        "manifest.json",
    ]
    second.write_text("edited by hand", encoding="utf-8")
    with pytest.raises(AnalysisError, match="VA501"):
        base.report(tmp_path / "out", formats=["html"])
    assert second.read_text(encoding="utf-8") == "edited by hand"


def test_the_front_door_makes_a_report_of_a_result_or_of_its_folder(tmp_path):
    asked = {"formats": ["html"], "lang": "nl", "chapters": ["stack"]}
    stored = written(tmp_path)
    (one,) = vc.report(stored, tmp_path / "one", **asked)
    (other,) = vc.report(marked(), tmp_path / "other", **asked)
    assert one.read_bytes() == other.read_bytes()
    with pytest.raises(AnalysisError, match="VA523"):
        vc.report(stored, stored / "in")
    with pytest.raises(AnalysisError, match="VA504"):
        vc.report(tmp_path / "nothing", tmp_path / "x")
    with pytest.raises(TypeError, match="formats"):
        vc.report(stored, tmp_path / "x", format=["html"])


def written(at: Path) -> Path:
    """The marked sample in a folder."""
    marked().write(at / "stored")
    return at / "stored"


def test_a_failure_leaves_what_there_was(tmp_path, monkeypatch):
    base = marked()
    base.report(tmp_path / "out", formats=["html"], chapters=["stack"])
    before = (tmp_path / "out/report-confidential.html").read_bytes()

    def fail(_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("valuechain.documents.docx.docx", fail)
    with pytest.raises(OSError, match="No space"):
        write_report(base, tmp_path / "out", lang="nl", formats=["html", "docx"])
    assert (tmp_path / "out/report-confidential.html").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_an_empty_measurement_has_a_report_too():
    empty = sample({name: [] for name in rows() if name != "sources"})
    base = dataclasses.replace(empty, model=tiny())
    files = report_files(base, "en", formats=FORMATS)
    assert list(files) == [f"report.{kind}" for kind in FORMATS]


def test_the_command_reads_a_stored_result_and_names_what_it_wrote(tmp_path):
    stored = written(tmp_path)
    run = CliRunner()
    asked = ["report", str(stored), "--chapters", "stack", "--format", "html,xlsx", "--out"]
    done = run.invoke(main, [*asked, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[0] == "VERTROUWELIJK"
    assert done.output.count("report-confidential.") == 2
    for more, code in (
        (["--out", str(stored)], "VA523"),
        (["--format", "pfd"], "VA520"),
        (["--chapters", "stak"], "VA522"),
    ):
        refused = run.invoke(main, ["report", str(stored), "--out", str(tmp_path / "new"), *more])
        if code == "VA523":
            refused = run.invoke(main, ["report", str(stored), *more])
        assert refused.exit_code == 2
        assert code in refused.output
        assert not (tmp_path / "new").exists()
    both = run.invoke(main, ["report", str(stored), "--home", "NLD"])
    assert both.exit_code == 2
    assert "Traceback" not in both.output
