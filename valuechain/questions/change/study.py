"""What moved between two nulmetingen or two versions of a model, and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from valuechain.analysis.mixed_models import Mixer, Unit, units_of
from valuechain.analysis.versions import Version
from valuechain.errors import AnalysisError
from valuechain.files.loaded import digest
from valuechain.files.model_changes import FigureChange, model_changes
from valuechain.questions.change.split import MICRO, Millionths, Subset, split, subsets
from valuechain.questions.change.two_results import (
    DependencyKey,
    JudgedLoss,
    LossKey,
    Reading,
    RemovalKey,
    WantedRows,
    measure_model,
    read_result,
)
from valuechain.schema import Model
from valuechain.schema.packs import seen_from
from valuechain.shocks.perspective import make_perspective
from valuechain.vocab.words import CHANGE_CLASSES, Progress

MOST_UNITS: Final = 40
"""Changes that are tried one by one on the verdicts that changed."""


@dataclass(frozen=True, slots=True)
class Move:
    """One exposure at one horizon that moved, in millionths; the parts sum to the difference."""

    row: LossKey
    horizon: int
    """Position among the horizons."""
    old: int
    new: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One verdict that changed; the parts sum to one, in millionths."""

    dependency: DependencyKey
    old: str
    new: str
    exposure_old: int
    exposure_new: int
    parts: Mapping[str, int]
    hangs_on: tuple[str, ...] = ()
    how: str = "together"
    """``alone``: without any of these it would not have changed; ``enough``: each of these would
    have changed it by itself; ``together``: neither; ``not-tried``: there were too many changes;
    ``program``: no change of the model did it."""


@dataclass(frozen=True, slots=True)
class ComparedVersions:
    """Everything that differs between two versions of a model or of its results."""

    old: Version
    new: Version
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    least: float
    changes: tuple[FigureChange, ...]
    units: tuple[Unit, ...]
    moves: tuple[Move, ...]
    turns: tuple[VerdictChange, ...]
    uses: Mapping[str, str]
    """Uses of either: ``both``, ``old`` or ``new``."""
    readings: tuple[Reading, Reading]
    smaller: int = 0
    """Exposures that moved by less than ``least``."""
    measured: int = 0
    """Models that were measured."""
    tried: int = 0


@dataclass(slots=True)
class _Lab:
    """Measures models between two versions, each once."""

    old: Model
    new: Model
    home: tuple[str, ...]
    trusted: tuple[str, ...]
    progress: Progress | None
    mixer: Mixer = field(init=False)
    first: Reading = field(default_factory=lambda: Reading(()))
    last: Reading = field(default_factory=lambda: Reading(()))
    count: int = 0

    def __post_init__(self) -> None:
        self.mixer = Mixer(self.old, self.new)

    def whole(self, model: Model) -> Reading:
        return self._measure(model, None)

    def mixed(self, units: Sequence[Unit], wanted: WantedRows) -> Reading:
        return self._measure(self.mixer.mix(units), wanted)

    def ends(self, before: Version, after: Version, wanted: WantedRows) -> None:
        """Measure with today's program what was stored; what was measured now is known."""
        if before.result is not None:
            self.first = self._measure(self.old, wanted)
        if after.result is not None:
            self.last = self._measure(self.new, wanted)

    def _measure(self, model: Model, wanted: WantedRows | None) -> Reading:
        self.count += 1
        return measure_model(
            model, home=self.home, trusted=self.trusted, wanted=wanted, progress=self.progress
        )


def measure(
    old: Version,
    new: Version,
    *,
    home: Iterable[str] | None = None,
    trusted: Iterable[str] | None = None,
    least: float = 0.01,
    progress: Progress | None = None,
) -> ComparedVersions:
    """Find what moved from one version to the other, and put it down to classes of changes.

    Parameters
    ----------
    old, new : Version
        Stored nulmetingen, or models.
    home, trusted : iterable of str, optional
        Of two models: from whose side; the new model's own if left out.
    least : float
        Smallest move of an exposure that is listed, above 0 and below 1.
    progress : callable, optional
        Called with (step, done, all).

    Raises
    ------
    AnalysisError
        VA752 to VA755: a result of another question, another side, nothing in common, no level.
    """
    if not 0.0 < least < 1.0:
        raise AnalysisError(
            "VA755", f"{least:g} is no move.", "Give a fraction above 0 and below 1, such as 0.01."
        )
    own, partners = _side(old, new, home=home, trusted=trusted)
    seen = [_seen(one.model, own) for one in (old, new)]
    lab = _Lab(seen[0], seen[1], own, partners, progress)
    before = _reading(old, seen[0], lab)
    after = before if _same(old, new, seen) else _reading(new, seen[1], lab)
    uses = _uses(before, after)
    changes = model_changes(*seen)
    units = units_of(changes)
    moved, smaller = _moved(before, after, uses=uses, least=round(least * MICRO))
    turned = _turned(before, after, uses=uses)
    wanted = WantedRows(frozenset(row.taken for row, _ in moved), frozenset(turned))
    lab.first, lab.last = before, after
    measured: dict[Subset, Reading] = {}
    if moved or turned:
        lab.ends(old, new, wanted)
        measured = _measured(lab, units, wanted=wanted)
    moves = _moves(before, after, moved=moved, measured=measured)
    parts = _turn_parts(before, after, turned=turned, measured=measured)
    hung, tried = _hung(lab, units, turned=turned, parts=parts, measured=measured)
    turns = [
        VerdictChange(
            one,
            before.klass(one),
            after.klass(one),
            before.verdicts.get(one, JudgedLoss("", 0)).exposure,
            after.verdicts.get(one, JudgedLoss("", 0)).exposure,
            parts[one],
            *hung[one],
        )
        for one in turned
    ]
    return ComparedVersions(
        old, new, own, partners, least, changes, units, tuple(moves), tuple(turns), uses,
        (before, after), smaller, lab.count, tried,
    )  # fmt: skip


def _side(
    old: Version,
    new: Version,
    *,
    home: Iterable[str] | None,
    trusted: Iterable[str] | None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """From whose side both are seen."""
    sides = []
    for one in (old, new):
        if one.result is not None:
            if one.result.question != "nulmeting":
                raise AnalysisError(
                    "VA752",
                    f"the result in {one.name} is an answer to {one.result.question}.",
                    "Name the folder of a nulmeting.",
                )
            sides.append((one.name, one.result.settings.home, one.result.settings.trusted))
    asked = (None if home is None else tuple(home), None if trusted is None else tuple(trusted))
    if not sides:
        stated = new.model.perspective
        circle = (stated.trusted,) if isinstance(stated.trusted, str) else stated.trusted
        sides.append(
            (new.name, asked[0] or stated.home, circle if trusted is None else asked[1] or ())
        )
    name, own, partners = sides[-1]
    for other, their_home, their_circle in [*sides, ("what is asked", *asked)]:
        for mine, theirs, what in ((own, their_home, "home"), (partners, their_circle, "trusted")):
            if theirs is not None and set(theirs) != set(mine):
                raise AnalysisError(
                    "VA753",
                    f"{what} is {', '.join(theirs) or 'nobody'} in {other} "
                    f"and {', '.join(mine) or 'nobody'} in {name}.",
                    "Measure both from one side, or compare their models.",
                )
    return own, partners


def _seen(model: Model, home: Collection[str]) -> Model:
    return seen_from(model, make_perspective(model, home=tuple(home)).home)


def _same(old: Version, new: Version, seen: Sequence[Model]) -> bool:
    """Whether the two are one model, of which nothing was stored."""
    return old.result is None and new.result is None and digest(seen[0]) == digest(seen[1])


def _reading(version: Version, seen: Model, lab: _Lab) -> Reading:
    return lab.whole(seen) if version.result is None else read_result(version.result)


def _uses(before: Reading, after: Reading) -> dict[str, str]:
    both = [use for use in after.uses if use in before.uses]
    if not both:
        raise AnalysisError(
            "VA754",
            "the two have no use of home in common.",
            "Compare nulmetingen of which some uses are the same.",
        )
    found = dict.fromkeys(both, "both")
    found |= {use: "new" for use in after.uses if use not in found}
    return found | {use: "old" for use in before.uses if use not in found}


def _moved(
    before: Reading, after: Reading, *, uses: Mapping[str, str], least: int
) -> tuple[list[tuple[LossKey, int]], int]:
    """Rows and horizons that moved enough, and how many moved less."""
    moved, smaller = [], 0
    for row in sorted({*before.rows, *after.rows}):
        if uses.get(row.use) != "both":
            continue
        pairs = zip(_losses(before, row), _losses(after, row), strict=True)
        for horizon, (old, new) in enumerate(pairs):
            if abs(new - old) >= least:
                moved.append((row, horizon))
            elif abs(new - old) > 1:  # a millionth is the rounding of tables
                smaller += 1
    return moved, smaller


def _losses(reading: Reading, row: LossKey) -> tuple[int, ...]:
    return reading.rows.get(row, (0, 0, 0, 0, 0))


def _turned(before: Reading, after: Reading, *, uses: Mapping[str, str]) -> list[DependencyKey]:
    every = sorted({*before.verdicts, *after.verdicts})
    return [
        one
        for one in every
        if uses.get(one.use) == "both" and before.klass(one) != after.klass(one)
    ]


def _measured(lab: _Lab, units: Sequence[Unit], *, wanted: WantedRows) -> dict[Subset, Reading]:
    """Measure the old version with every set of classes of changes."""
    classes = [name for name in CHANGE_CLASSES if any(unit.klass == name for unit in units)]
    every = subsets(classes)
    if not classes:
        # The changes, if any, touch nothing that is measured: old and new are one to the program.
        return {frozenset(): lab.first}
    found = {every[0]: lab.first, every[-1]: lab.last}
    for some in every[1:-1]:
        found[some] = lab.mixed([unit for unit in units if unit.klass in some], wanted)
    return found


def _classes(measured: Mapping[Subset, object]) -> list[str]:
    present = frozenset[str]().union(*measured) if measured else frozenset[str]()
    return [name for name in CHANGE_CLASSES if name in present]


def _parts(
    old: Millionths, new: Millionths, arrays: Mapping[Subset, Millionths]
) -> list[dict[str, int]]:
    """Split differences; what today's program does not reproduce is put down to the program."""
    classes = _classes(arrays)
    full = frozenset(classes)
    parts = split(arrays, classes)
    program = (new - old) - (arrays[full] - arrays[frozenset()])
    parts["program"] = program
    zero = np.zeros_like(old)
    every = {name: parts.get(name, zero) for name in CHANGE_CLASSES}
    return [{name: int(part[at]) for name, part in every.items()} for at in range(len(old))]


def _moves(
    before: Reading,
    after: Reading,
    *,
    moved: Sequence[tuple[LossKey, int]],
    measured: Mapping[Subset, Reading],
) -> list[Move]:
    if not moved:
        return []

    def losses(reading: Reading) -> Millionths:
        return np.array([_losses(reading, row)[at] for row, at in moved], dtype=np.int64)

    old, new = losses(before), losses(after)
    parts = _parts(old, new, {some: losses(one) for some, one in measured.items()})
    return [Move(row, at, int(old[n]), int(new[n]), parts[n]) for n, (row, at) in enumerate(moved)]


def _turn_parts(
    before: Reading,
    after: Reading,
    *,
    turned: Sequence[DependencyKey],
    measured: Mapping[Subset, Reading],
) -> dict[DependencyKey, dict[str, int]]:
    """Split each change of class: of a set of changes counts whether it gives the new class."""
    if not turned:
        return {}

    def reached(reading: Reading) -> Millionths:
        return np.array(
            [MICRO * (reading.klass(one) == after.klass(one)) for one in turned], dtype=np.int64
        )

    arrays = {some: reached(one) for some, one in measured.items()}
    parts = _parts(reached(before), reached(after), arrays)
    return dict(zip(turned, parts, strict=True))


def _hung(
    lab: _Lab,
    units: Sequence[Unit],
    *,
    turned: Sequence[DependencyKey],
    parts: Mapping[DependencyKey, Mapping[str, int]],
    measured: Mapping[Subset, Reading],
) -> tuple[dict[DependencyKey, tuple[tuple[str, ...], str]], int]:
    """Find the changes without which a verdict had stayed, or that each change it alone."""
    by_model = [one for one in turned if any(parts[one][unit.klass] for unit in units)]
    found: dict[DependencyKey, tuple[tuple[str, ...], str]] = {
        one: ((), "together" if one in by_model else "program") for one in turned
    }
    behind = [unit for unit in units if any(parts[one][unit.klass] for one in by_model)]
    if len(behind) > MOST_UNITS:
        return found | dict.fromkeys(by_model, ((), "not-tried")), 0
    full = frozenset(_classes(measured))
    wanted = WantedRows(frozenset[RemovalKey](), frozenset(by_model))
    tried = 0
    for how in ("alone", "enough"):
        open_ = [one for one in by_model if not found[one][0]]
        if not open_:
            break
        names: dict[DependencyKey, list[str]] = {one: [] for one in open_}
        for unit in behind:
            some = [unit] if how == "enough" else [one for one in units if one is not unit]
            reading = lab.mixed(some, wanted)
            tried += 1
            for one in open_:
                now = measured[full].klass(one)
                if (reading.klass(one) == now) == (how == "enough"):
                    names[one].append(unit.name)
        found |= {one: (tuple(some), how) for one, some in names.items() if some}
    return found, tried
