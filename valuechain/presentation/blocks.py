"""What a document is made of: sections of headings, sentences, tables, figures and lists.

A question says what it has to say in these blocks, and every kind of document renders the same
ones. They hold plain text in one language, numbers beside their text, and no markup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from valuechain.texts.languages import Lang
from valuechain.vocab.words import Status

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tone = Literal["plain", "small", "notice", "setting"]
"""How a sentence stands on a page: as text, as a note, as a warning, or as the setting of all."""
CellKind = Literal["text", "number", "loss", "class", "evidence"]
"""What a column holds: a loss is a fraction 0..1, a class is a word of the verdicts."""
TableStyle = Literal["answers", "dependencies", "figures", "held", "what-if"]


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """How many figures a number rests on, by how we know them, and the weakest of them.

    ``proxies`` are shares of suppliers whose country stands in for one that is not known, such as
    the head office for the site; they are counted among the others too.
    """

    read: int
    recall: int
    judgement: int
    weakest_reliability: str = ""
    weakest_credibility: str = ""
    proxies: int = 0

    @property
    def figures(self) -> int:
        """Number of figures that a number rests on."""
        return self.read + self.recall + self.judgement

    @property
    def parts(self) -> tuple[tuple[Status, int], ...]:
        """How many figures are read, recalled and judged, the best known first."""
        return (("read", self.read), ("recall", self.recall), ("judgement", self.judgement))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that says the finding, and where links to it lead."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences, if need be after a word in bold."""

    text: str
    tone: Tone = "plain"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs that belong together, in columns where there is room."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFinding:
    """A sentence of the summary, with a sentence on what it rests; empty if that is unknown."""

    text: str
    rests: str


@dataclass(frozen=True, slots=True)
class KeyFindings:
    """The sentences that someone with one minute reads, numbered."""

    findings: tuple[KeyFinding, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place for a table of contents."""

    title: str


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """Head of a column: its words, what it holds, and whether rows may be sorted by it.

    ``over`` stands above this head and the following ones that belong together.
    """

    text: str
    kind: CellKind = "text"
    sorts: bool = False
    over: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, the number that it stands for, and what there is to say beside it.

    ``order`` says where the cell sorts, where that is not by its number; ``note`` is a second,
    smaller line; ``word`` is a word of a closed list that gives the cell a look; ``evidence``
    replaces the text where there is some.
    """

    text: str
    amount: float | None = None
    order: float | None = None
    note: str = ""
    word: str = ""
    evidence: EvidenceCount | None = None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of a table, with what is said below it and what can be opened there."""

    cells: tuple[TableCell, ...]
    reason: str = ""
    details: "Details | None" = None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: what it shows, the heads of its columns, and its rows; the first cell names a row.

    Without ``caption`` the text around it says what it shows.
    """

    columns: tuple[ColumnHead, ...]
    rows: tuple[BodyRow, ...]
    style: TableStyle = "answers"
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure with its name, what it shows in words, and how to draw it."""

    name: str
    title: str
    description: str
    draw: "Callable[[], Figure]"


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """Small figures that share their axes: one row per subject, one column per case."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[FigureBlock | None, ...]], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """A small figure with a title above and sentences beside it."""

    title: str
    figure: FigureBlock
    text: str


@dataclass(frozen=True, slots=True)
class Illustrations:
    """Figures below each other that share the meaning of their colours.

    ``legend`` gives the word for each colour with its name for people.
    """

    legend: tuple[tuple[str, str], ...]
    parts: tuple[Illustration, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of sentences, numbered where their order counts."""

    entries: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its name, what it is for, and facts about it."""

    title: str
    about: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of things, each with what is known of it."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure of the model with where it comes from.

    ``reliability`` is that of the source (A-F), ``credibility`` that of the figure (1-6), both by
    the Admiralty code; ``keys`` is its place in the files.
    """

    about: str
    text: str
    status: str
    status_name: str
    source: str
    reliability: str
    credibility: int
    note: str
    keys: str


@dataclass(frozen=True, slots=True)
class CitationList:
    """Figures of the model that something rests on, each with its source."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EvidenceBar:
    """What one number rests on, as a bar: its name, the figures, and the same in words."""

    name: str
    evidence: EvidenceCount
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceBars:
    """Bars of how many figures are read, recalled and judged."""

    bars: tuple[EvidenceBar, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source as documents list it, with a link if it has a web address."""

    key: str
    title: str
    publisher: str
    year: str
    link: str
    licence: str
    reliability: str
    figures: int


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """The sources of a document, in a table that citations lead to."""

    caption: str
    columns: tuple[ColumnHead, ...]
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Blocks that a reader may open, under a line on what they hold."""

    summary: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Beside:
    """Parts that stand beside each other where there is room."""

    parts: "tuple[tuple[Block, ...], ...]"


Block = (
    Heading
    | Paragraph
    | Prose
    | KeyFindings
    | Contents
    | TableBlock
    | FigureGrid
    | Illustrations
    | ListBlock
    | EntryList
    | CitationList
    | EvidenceBars
    | SourceBlock
    | Details
    | Beside
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: where links lead, its name in the contents, and what it holds.

    Without ``nav`` it is not in the contents.
    """

    anchor: str
    nav: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page, brief or report in one language, as blocks that any renderer can show.

    ``title`` is that of the file, ``kicker`` says what it is, for whom and of when, ``heading``
    states its finding. ``marking`` stands on every page; empty if there is none. ``subject`` names
    what the document is about, ``skip`` leads past what comes before the content. A ``brief`` is
    set to fit two sheets; a ``report`` has chapters, each named by ``nav``.
    """

    lang: Lang
    title: str
    kicker: str
    heading: str
    subject: str
    marking: str
    skip: str
    sections: tuple[Section, ...]
    footer: str
    form: Literal["page", "brief", "report"] = "page"
