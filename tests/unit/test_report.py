"""The page and the summary: order, escaping, no outside request, any home."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.unit.page_parts import every
from tests.unit.results_sample import rows, sample, tiny
from valuechain.documents.html import nulmeting_page
from valuechain.presentation.blocks import FigureGrid, TableBlock
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.cited import cited
from valuechain.questions.nulmeting.contracts import STRATEGIC, TABLES
from valuechain.questions.nulmeting.page import document
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.screen import summary
from valuechain.questions.nulmeting.time_figure import APART, spread
from valuechain.results.routes import CitedFigure
from valuechain.texts import LANGUAGES, Lang
from valuechain.texts.numbers import percent

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "use"}
LOADS = {"src", "srcset", "data", "poster", "action", "background", "xlink:href", "manifest"}


class Structure(HTMLParser):
    """Hold a page to balance, unique identifiers and no loading of anything."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.refers: set[str] = set()
        self.links: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.seen.append((tag, given))
        assert not LOADS & set(given), (tag, given)
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        else:
            assert (given.get("href") or "#").startswith("#"), given
        self.refers |= set((given.get("aria-labelledby") or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.words.append(data)


def read(page: str) -> Structure:
    found = Structure()
    found.feed(page)
    found.close()
    assert found.open == []
    return found


@pytest.fixture(scope="module")
def pages() -> dict[Lang, str]:
    return {lang: nulmeting_page(sample(), model=tiny(), lang=lang) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_well_formed(pages: dict[Lang, str], lang: Lang) -> None:
    found = read(pages[lang])
    assert len(set(found.ids)) == len(found.ids)
    assert found.refers <= set(found.ids)
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert set(inside) <= set(found.ids)
    tags = [tag for tag, _ in found.seen]
    assert tags.count("main") == tags.count("h1") == tags.count("nav") == 1
    assert ("html", {"lang": lang}) in found.seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sections_stand_in_the_readers_order(pages: dict[Lang, str], lang: Lang) -> None:
    sections = re.findall(r'<section id="([\w-]+)"', pages[lang])
    assert sections == [
        "top",
        "time",
        "map",
        "stack",
        "ten",
        "elections",
        "held",
        "what-if",
        "sure",
        "method",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_fetched(pages: dict[Lang, str], lang: Lang) -> None:
    page = pages[lang]
    assert "default-src 'none'" in page
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)|fetch\(|XMLHttp|<link|<img|<iframe", page)
    outside = [link for link in read(page).links if not link.startswith("#")]
    assert set(outside) == {"https://example.org/a?b=1&c=2"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_picture_has_a_text_alternative(pages: dict[Lang, str], lang: Lang) -> None:
    pictures = re.findall(r"<svg.*?</svg>", pages[lang], re.DOTALL)
    assert len(pictures) == 10, (
        "two uses by two questions, two maps, a storey, and one by layer, of the ten, of evidence"
    )
    for picture in pictures:
        assert re.search(r'role="img" aria-labelledby="[\w-]+ [\w-]+"', picture)
        assert re.search(r"<title [^>]*>[^<]+</title><desc [^>]*>[^<]+</desc>", picture)
        assert "<text" in picture, "text stays text"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_the_same_every_time(pages: dict[Lang, str], lang: Lang) -> None:
    assert nulmeting_page(sample(), model=tiny(), lang=lang) == pages[lang]


def test_the_dutch_page_says_what_it_must(pages: dict[Lang, str]) -> None:
    words = " ".join(" ".join(read(pages["nl"]).words).split())
    assert "Weigeren Amerikaanse eigenaren ons hosting door een wereldspeler" in words
    assert "onder Amerikaanse zeggenschap" in words
    assert "zonder vervanging" in words
    assert "risicovol strategisch" in words
    assert "Reden van hosting-global." in words
    assert "Niet-commercieel: survey." in words
    assert "Scanners" in words
    assert "None" not in words
    assert "nan" not in words.split()


def test_the_english_page_has_no_dutch(pages: dict[Lang, str]) -> None:
    words = " ".join(read(pages["en"]).words)
    assert not re.search(r"\b(niet|zeggenschap|vestiging|wordt|weken|onder)\b", words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_rendered_from_blocks_without_markup(lang: Lang) -> None:
    told = document(sample(), Names(tiny(), lang))
    words = "".join(str(part) for section in told.sections for part in section.blocks)
    assert not re.search(r"</?(p|th|td|ul|svg)\b|&amp;", words)
    figures = [block for section in told.sections for block in every(section.blocks)]
    assert sum(isinstance(block, FigureGrid) for block in figures) == 5


def test_numbers_stay_numbers_in_the_tables_of_a_document() -> None:
    told = document(sample(), Names(tiny(), "en"))
    found = 0
    for section in told.sections:
        for block in every(section.blocks):
            if not isinstance(block, TableBlock):
                continue
            for row in block.rows:
                for cell, column in zip(row.cells, block.columns, strict=True):
                    if column.kind == "loss" and cell.amount is not None:
                        assert percent("en", cell.amount) == cell.text
                        found += 1
    assert found > 0


EVIL = "<script>alert('x')</script>"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_models_say_is_never_executed(lang: Lang) -> None:
    model = tiny()
    told = model.model_dump(mode="json", by_alias=True)
    title = {"en": EVIL, "nl": EVIL}
    told["layers"][3]["title"] = told["title"] = title
    for part in ("products", "uses"):
        for record in told[part].values():
            record["title"] = title
    told["groups"]["EU3"]["title"] = title
    changed = rows()
    changed["verdicts"] = [
        row | {"reason_nl": EVIL, "reason_en": EVIL} for row in changed["verdicts"]
    ]
    changed["sources"] = [
        row | {"title": EVIL, "url": "javascript:alert(1)", "licence": EVIL}
        for row in changed["sources"]
    ]
    base = sample(changed, title=EVIL)
    page = nulmeting_page(base, model=type(model).model_validate(told), lang=lang)
    found = read(page)
    assert [tag for tag, _ in found.seen].count("script") == 1, "only the page's own"
    assert not [link for link in found.links if link.startswith("javascript")]
    assert "alert(&#39;x&#39;)" in page
    assert "alert('x')" not in re.sub(r"<text[^>]*>[^<]*</text>", "", page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_marking_is_on_page_and_summary(lang: Lang) -> None:
    base = sample(marking="dep-v")
    word = {"nl": "Departementaal vertrouwelijk", "en": "Departmentally confidential"}[lang]
    assert word in nulmeting_page(base, model=tiny(), lang=lang)
    assert word.upper() in summary(base, tiny(), lang=lang)


def without(*names: str) -> dict[str, list]:
    return {name: [] for name in names}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "empty",
    [
        ("exposure", "dependencies", "verdicts", "evidence", "paths"),
        ("layer_shares", "layers"),
        ("positions",),
        ("verdicts", "evidence"),
        tuple(table.name for table in (*TABLES, *STRATEGIC)),
    ],
)
def test_the_page_works_with_less(lang: Lang, empty: tuple[str, ...]) -> None:
    base = sample(without(*empty), home="FRA")
    read(nulmeting_page(base, model=tiny(), lang=lang))
    assert summary(base, tiny(), lang=lang)


def test_a_home_without_uses_says_so() -> None:
    base = sample(without("exposure", "dependencies", "verdicts", "evidence", "paths"), home="FRA")
    page = nulmeting_page(base, model=tiny(), lang="nl")
    assert "geen toepassingen van Frankrijk" in page
    assert "mist een afnemer in Frankrijk" in page
    assert "geen toepassing met een kritiek venster" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_fits_a_screen(lang: Lang) -> None:
    lines = summary(sample(), tiny(), lang=lang).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "heights", [[0.0, 0.0, 0.0], [0.5] * 6, [0.0, 0.02, 0.98, 1.0, 1.0], [0.3, 0.35, 0.9]]
)
def test_labels_never_overlap(heights: list[float]) -> None:
    placed = spread(heights)
    gaps = [above - below for below, above in pairwise(placed)]
    assert min(gaps) >= APART - 1e-9
    assert min(placed) >= 0
    assert max(placed) <= 1.05


@pytest.mark.parametrize(
    ("keys", "text", "about", "says"),
    [
        (
            "uses.register.inputs[0].essentiality",
            "critical",
            "Belang van hosting door een wereldspeler bij het kadaster",
            "onmisbaar",
        ),
        (
            "uses.register.inputs[0].buffer",
            "buffer 1 weeks",
            "Voorraad of respijt van hosting door een wereldspeler bij het kadaster",
            "1 week",
        ),
        (
            "products.gallium.producers[0].share",
            "80 % of gallium (2024)",
            "Aandeel van China, alle producenten in gallium",
            "80 % (2024)",
        ),
        (
            "products.logic-chips.sourcing[1]",
            "50 % from jpn-all",
            "Inkoop van fotolak door logische chips",
            "50 %",
        ),
        (
            "firms.triad",
            "Triad: headquarters IRL, owner USA",
            "",
            "Triad: hoofdkantoor Ierland, zeggenschap VS",
        ),
        ("products.gone.producers[9].share", "something else", "", "something else"),
    ],
)
def test_cited_figures_are_said_in_the_readers_words(
    keys: str, text: str, about: str, says: str
) -> None:
    figure = CitedFigure(keys, text, "survey", "read", 2, "B")
    told = cited(Reader(sample(), Names(tiny(), "nl")), figure)
    assert told.about == about
    assert told.text.replace("\u00a0", " ") == says
