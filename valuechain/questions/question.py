"""What a question is: how it is asked, on the command line and in Python, and of what parts it is.

Only the standard library is imported here and in the `__init__` of every question, so that the
help of the command line stays quick.
"""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Literal

from valuechain.vocab.words import Progress

if TYPE_CHECKING:
    from valuechain.files import Loaded
    from valuechain.presentation.blocks import Document
    from valuechain.results.result import Content, Result
    from valuechain.schema import Scenario

Form = Literal["text", "path", "choice", "number", "count", "week", "flag"]
"""What is written behind an option: words, a file, one of some words, a number, a whole number,
weeks or ``limit``, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that a question can be asked: an option of its command, a keyword of its function.

    What is not given on the command line is not handed to the function, so that its own default
    holds.
    """

    name: str
    """The keyword of the function."""
    written: tuple[str, ...] = ()
    """How it is written on the command line; ``--name`` if left out, nothing for an argument."""
    form: Form = "text"
    words: tuple[str, ...] = ()
    """The words of a choice."""
    default: Any = None
    several: bool = False
    """Whether it may be given more than once."""
    least: int | None = None
    most: int | None = None
    metavar: str | None = None
    help: str | None = None
    """What ``--help`` says, which stands in English."""
    argument: bool = False
    """Whether it stands without a name of its own."""
    required: bool = False
    denies: bool = False
    """Whether giving this flag means no."""
    every: str | None = None
    """The word of a choice that stands for leaving the keyword out."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """How an option is written on the command line."""
        return self.written or (f"--{self.name}",)

    def read(self, given: Any) -> Any:
        """Turn what the command line gives into what the function takes; None: leave it out."""
        if self.denies:
            return not given
        if given == () or (self.every is not None and given == self.every):
            return None
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOption(Option):
    """The folder in which ensembles are kept: that of the user, if the command line names none."""

    def read(self, given: Any) -> Any:
        """Give the folder that is named, or that of the user."""
        from valuechain.ensembles.store import default_folder

        return given or default_folder()


class Misasked(Exception):
    """What is asked on the command line does not go together; the text says why."""


@dataclass(frozen=True)
class Asked:
    """One question as it was asked on the command line."""

    read: Callable[[], "Loaded"]
    """Reads the model asked about."""
    lang: Literal["nl", "en"]
    given: Mapping[str, Any]
    """What was asked, by keyword; without what was left out."""
    out: Path | None = None
    """Where tables and pictures go, if anywhere."""
    progress: Progress | None = None
    of_model: bool = False
    """Whether a model or an overlay is named."""

    @cached_property
    def loaded(self) -> "Loaded":
        """The model asked about, with what overlays replaced; read when it is needed."""
        return self.read()

    @property
    def is_read(self) -> bool:
        """Whether the answer needed the model, so that it was read."""
        return "loaded" in self.__dict__

    @property
    def keywords(self) -> dict[str, Any]:
        """What was asked, as keywords of the public function of the question."""
        return {"overlays": self.loaded.log, "progress": self.progress, **self.given}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the command line prints and writes as the answer."""

    text: str
    result: "Result | None" = None
    """What is written where a folder is named; None: there is nothing to write."""
    documents: "Mapping[str, Content]" = field(default_factory=dict)
    pages: "Mapping[str, Document]" = field(default_factory=dict)
    """Documents to be rendered, by file name; they are pointed at in the end."""
    warnings: tuple[str, ...] = ()
    scenario: "Scenario | None" = None
    """A scenario that the answer rests on beside the model."""
    files: "Mapping[Path, bytes]" = field(default_factory=dict)
    """Single files that were asked for by name, whole."""

    @classmethod
    def of(
        cls, found: "Result", text: str, *, pictures: Mapping[str, bytes] | None = None
    ) -> "Reply":
        """Reply with a result, what a screen says of it, and pictures."""
        documents: dict[str, Content] = {"summary.txt": f"{text}\n", **(pictures or {})}
        return cls(text, result=found, documents=documents, warnings=found.warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that can be asked: its name, its options, and where its parts are.

    The parts are the modules of its package. Each is imported when it is needed, and a question
    leaves out what it does not have:

    - ``study``: ``measure(bench, ...)``, numbers only;
    - ``tables``: ``result(measured, ...)``, and ``headline(bench, ...)`` for a nulmeting;
    - ``screen``: ``show(result, model, *, lang)``; or ``reply(asked)``, where the command line
      does more than print that;
    - ``figure``: ``pictures(result, model, *, lang)``;
    - ``page``: blocks for a page or report.
    """

    name: str
    """The name of the command."""
    package: str
    """The package in `valuechain.questions`."""
    help: str
    options: tuple[Option, ...]
    function: str = ""
    """The public function, if it is not called as the package is."""
    headline: bool = False
    """Whether a nulmeting shows what its part ``tables`` has as ``headline``, if home can be asked.

    Those tables are declared there as ``HEADLINE``.
    """

    @property
    def place(self) -> str:
        """Full name of the package in which a question lives."""
        return f"valuechain.questions.{self.package}"

    def ask(self, *given: Any, **asked: Any) -> Any:
        """Ask the question as the front door does: call its public function."""
        package = importlib.import_module(self.place)
        return getattr(package, self.function or self.package)(*given, **asked)

    def has(self, part: str) -> bool:
        """Whether a question has a part, such as a figure or a page."""
        return importlib.util.find_spec(f"{self.place}.{part}") is not None

    def part(self, name: str) -> ModuleType:
        """Import a part of a question, such as its figure, when it is needed.

        Raises
        ------
        ModuleNotFoundError
            The question does not have it.
        """
        return importlib.import_module(f"{self.place}.{name}")

    def reply(self, asked: Asked) -> Reply:
        """Answer as the command line shows it: what is printed, and what is written."""
        screen = self.part("screen")
        if hasattr(screen, "reply"):
            reply: Reply = screen.reply(asked)
            return reply
        model, lang = asked.loaded.model, asked.lang
        found = self.ask(model, **asked.keywords)
        text = screen.show(found, model, lang=lang)
        pictures: dict[str, bytes] = {}
        if asked.out is not None and self.has("figure"):
            pictures = self.part("figure").pictures(found, model, lang=lang)
        return Reply.of(found, text, pictures=pictures)


MODEL: Final = Option(
    name="model",
    form="path",
    metavar="FILE",
    help="Root file of a model [default: the shipped model].",
)
MODEL_FILE: Final = Option(name="model", form="path", argument=True)
OVERLAYS: Final = Option(
    name="overlays",
    written=("--overlay",),
    form="path",
    several=True,
    metavar="FILE",
    help="Lay this file over the model; may be given more than once.",
)
HOME: Final = Option(
    name="home", metavar="PLACES", help="Own countries or groups [default: the model's]."
)
TRUSTED: Final = Option(
    name="trusted", metavar="PLACES", help="Partners counted apart [default: the model's]."
)
USES: Final = Option(
    name="uses",
    written=("--use",),
    several=True,
    metavar="USE",
    help="Only this use, or the uses of this group; may be given more than once.",
)
THETA: Final = Option(
    name="theta",
    form="number",
    metavar="LEVEL",
    help="Level below which it counts as down, above 0 and at most 1 [default: the model's].",
)
LANG: Final = Option(name="lang", form="choice", words=("nl", "en"), default="nl")
OUT: Final = Option(
    name="out",
    form="path",
    metavar="DIR",
    help="Folder for tables and manifest; an earlier result there is replaced.",
)
JSON: Final = Option(name="as_json", written=("--json",), form="flag", help="Answer for machines.")
STRATEGIC: Final = (MODEL, OVERLAYS, HOME, TRUSTED, USES, THETA, LANG, OUT)
"""What every strategic question can be asked."""
FRAME: Final = frozenset({"model", "overlays", "lang", "out"})
"""What the command line sees to itself."""


def attribute_option(default: str) -> Option:
    """Offer the choice of which country of a supplier counts."""
    return Option(
        name="attribute",
        form="choice",
        words=("site", "headquarters", "owner", "any"),
        default=default,
        help="Which country of a supplier counts.",
    )


def weeks_option(default: int) -> Option:
    """Offer the choice of the week that is looked at, or of the limit."""
    return Option(
        name="weeks",
        form="week",
        metavar="WEEK",
        default=str(default),
        help="Weeks after the loss, from 1; or limit: in the end.",
    )
