"""From YAML text to a tree: strict, without recursion, and nothing in it is executed."""

import io
from typing import Any, Final, NoReturn

import yaml
from yaml.scanner import ScannerError

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.keypaths import Keys, write_keys
from valuechain.files.raw_text import CONTROL
from valuechain.files.scalars import read_scalar
from valuechain.files.tree import Mapped, Mark, MarkedList, place_of

MAX_DEPTH: Final = 32
"""Deepest nesting that is read; the format itself needs eight levels."""
MAX_ENTRIES: Final = 2_000_000
"""Most keys, items and brackets that one file holds."""

_AT_MOST: Final = 50
_SHOWN: Final = 6
_ENDS: Final = "\0 \t\r\n\x85\u2028\u2029"


class SlowLoader(yaml.SafeLoader):
    """YAML as libyaml reads it, where libyaml is not there.

    The two differ in one thing: within brackets, PyYAML ends a plain text at a question mark, so
    that `{url: https://a.b/c?d}` could not be read.
    """

    def scan_plain(self) -> yaml.ScalarToken:
        """Read one plain text; outside brackets as PyYAML does."""
        if not self.flow_level:
            plain: yaml.ScalarToken = super().scan_plain()
            return plain
        chunks: list[str] = []
        spaces: list[str] = []
        start = end = self.get_mark()
        while self.peek() != "#":
            length = 0
            while not self._ends(length):
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start) or []
            if not spaces:
                break
        return yaml.ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def _ends(self, length: int) -> bool:
        """Whether a plain text within brackets ends so far from here."""
        here = self.peek(length)
        if here != ":":
            return here in f"{_ENDS},[]{{}}"
        after = self.peek(length + 1)
        if after in ",?[]{}":
            said = "while scanning a plain scalar", self.get_mark(), "found unexpected ':'"
            raise ScannerError(*said, self.get_mark())
        return after in _ENDS


_LOADER: Final = getattr(yaml, "CSafeLoader", SlowLoader)


def parse(text: str, shown: str) -> tuple[Mapped, tuple[Problem, ...]]:
    """Read YAML text to a tree that knows the place of every key; nothing in it is executed.

    Parameters
    ----------
    text : str
        The text of one file.
    shown : str
        How its problems name the file.

    Returns
    -------
    Mapped
        The top of the file.
    tuple of Problem
        Its duplicate keys, which belong to a later phase.

    Raises
    ------
    FileProblems
        VC002 too many entries, VC003 empty, VC007 no mapping at the top, VC020 not YAML,
        VC021 tags, VC022 anchors, VC023 too deep, VC024 several documents, VC025 keys that
        are no text.
    """
    builder, loader = _Builder(shown), None
    try:
        loader = _LOADER(_Named(text, shown))
        builder.read(loader)
    except yaml.YAMLError as found:
        raise FileProblems((*builder.problems, _not_yaml(found, shown))) from None
    finally:
        if loader is not None:
            loader.dispose()
    if builder.problems:
        raise FileProblems(tuple(sorted(builder.problems)))
    if builder.root is None:
        raise FileProblems((_empty(Place(shown)),))
    return builder.root, tuple(builder.duplicates)


class _Named(io.BytesIO):
    """Text with the name that the parser puts in its marks."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text.encode("utf-8"))
        self.name = name


class _Builder:
    """Builds the tree from the parser's events, one by one and without recursion."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.root: Mapped | None = None
        self.problems: list[Problem] = []
        self.duplicates: list[Problem] = []
        self._documents = 0
        self._open: list[Mapped | MarkedList] = []
        self._pending: list[tuple[str, Mark] | None] = []
        self._path: list[str | int] = []

    def read(self, loader: Any) -> None:
        """Read events until the stream ends."""
        handlers = {
            yaml.StreamStartEvent: lambda _event: None,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: lambda _event: None,
            yaml.MappingStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
        }
        get_event = loader.get_event
        for _ in range(MAX_ENTRIES):
            event = get_event()
            kind = event.__class__
            if kind is yaml.StreamEndEvent:
                return
            handlers[kind](event)
        self._stop(
            "VC002",
            f"this file has more than {MAX_ENTRIES:,} entries.",
            "Split it.",
            event.start_mark,
        )

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            remedy = "Keep one; put the others in files of their own."
            self._stop("VC024", "a second document starts here.", remedy, event.start_mark)
        if event.version or event.tags:
            self._note(
                "VC021", "there is a directive here.", "Remove the line that starts with %.", event
            )

    def _start(self, event: Any) -> None:
        inner = Mapped() if event.__class__ is yaml.MappingStartEvent else MarkedList()
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        if not self._open:
            if not isinstance(inner, Mapped):
                self._stop("VC007", "there is a list at the top.", _TOP, event.start_mark)
            self.root = inner
        elif len(self._open) == MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep."
            self._stop(
                "VC023", message, "Check the brackets and the indentation.", event.start_mark
            )
        else:
            self._path.append(self._add(inner, event.start_mark))
        self._open.append(inner)
        self._pending.append(None)

    def _end(self, _event: Any) -> None:
        self._open.pop()
        self._pending.pop()
        if self._path:
            self._path.pop()

    def _scalar(self, event: Any) -> None:
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        if not self._open:
            if not text and not event.style:
                raise FileProblems((_empty(place_of(event.start_mark)),))
            self._stop("VC007", "there is a single value at the top.", _TOP, event.start_mark)
        if self._pending[-1] is None and isinstance(self._open[-1], Mapped):
            self._key(text, event)
        elif event.style:
            if event.style == '"' and not text.isprintable():
                self._escaped(text, event)
            self._add(text, event.start_mark)
        else:
            self._add(read_scalar(text), event.start_mark)

    def _key(self, text: str, event: Any) -> None:
        if text == "<<" and not event.style:
            self._note("VC022", "there is a merge key `<<` here.", "Write the keys out.", event)
        elif not text:
            self._note("VC025", "this key is empty.", "Name what stands after the colon.", event)
        outer = self._open[-1]
        first = outer.marks.get(text) if isinstance(outer, Mapped) else None
        if first is not None:
            message = f"the key '{text}' stands here again; it was first on line {first.line + 1}."
            self._note("VC030", message, "Remove one of the two.", event, (text,))
        self._pending[-1] = (text, event.start_mark)

    def _add(self, content: Any, mark: Mark) -> str | int:
        outer = self._open[-1]
        if isinstance(outer, MarkedList):
            outer.append(content)
            outer.marks.append(mark)
            return len(outer) - 1
        pending = self._pending[-1]
        if pending is None:
            self._stop("VC025", "this key is itself a list or mapping.", "Write a name.", mark)
        key = pending[0]
        outer.marks[key] = pending[1]
        self._pending[-1] = None
        outer[key] = content
        return key

    def _alias(self, event: Any) -> None:
        self._note(
            "VC022",
            f"there is the alias `*{event.anchor}`.",
            "Write out what it stands for.",
            event,
        )
        if not self._open:
            return
        if self._pending[-1] is None and isinstance(self._open[-1], Mapped):
            self._pending[-1] = (f"*{event.anchor}", event.start_mark)
        else:
            self._add(None, event.start_mark)

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self._note("VC022", f"there is the anchor `&{event.anchor}`.", "Remove it.", event)
        if event.tag is not None:
            self._note(
                "VC021",
                f"there is the tag `{event.tag}`.",
                "Remove it: files are data only.",
                event,
            )

    def _escaped(self, text: str, event: Any) -> None:
        found = CONTROL.search(text)
        if found is not None:
            message = f"there is an escape for the invisible character U+{ord(found[0]):04X}."
            self._note("VC005", message, "Remove it.", event)

    def _note(self, code: str, message: str, remedy: str, event: Any, last: Keys = ()) -> None:
        problem = Problem(
            place_of(event.start_mark), code, write_keys(self._keys() + last), message, remedy
        )
        if code == "VC030":
            self.duplicates.append(problem)
            return
        self.problems.append(problem)
        if len(self.problems) == _AT_MOST:
            raise FileProblems(tuple(self.problems))

    def _stop(self, code: str, message: str, remedy: str, mark: Mark) -> NoReturn:
        keys = write_keys(self._keys()[:_SHOWN])
        self.problems.append(Problem(place_of(mark), code, keys, message, remedy))
        raise FileProblems(tuple(sorted(self.problems)))

    def _keys(self) -> Keys:
        """Give the key path of what is being read."""
        if not self._open:
            return ()
        outer, pending = self._open[-1], self._pending[-1]
        if isinstance(outer, MarkedList):
            return (*self._path, len(outer))
        return (*self._path, pending[0]) if pending else tuple(self._path)


_TOP: Final = "Start with `schema: valuechain/1` and `id:`."


def _empty(place: Place) -> Problem:
    return Problem(place, "VC003", "", "the file is empty.", _TOP)


def _not_yaml(found: yaml.YAMLError, shown: str) -> Problem:
    mark = getattr(found, "problem_mark", None) or getattr(found, "context_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    said = str(
        getattr(found, "problem", None) or getattr(found, "reason", None) or "cannot be read"
    )
    context = getattr(found, "context", None)
    message = f"not YAML: {said}{f' ({context})' if context else ''}."
    remedy = "Check quotes, brackets and indentation here and just above."
    return Problem(place, "VC020", "", message, remedy)
