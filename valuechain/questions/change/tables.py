"""What changed between two nulmetingen or versions of a model, and why, as tables."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from valuechain.analysis.markings import highest_marking
from valuechain.analysis.mixed_models import class_of
from valuechain.analysis.question_frame import conclude
from valuechain.analysis.source_table import source_table
from valuechain.analysis.versions import Version
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.files.loaded import digest
from valuechain.questions.change.contracts import (
    CHANGE,
    FIGURE_CHANGES,
    MOVES,
    RISKY,
    TABLES,
    VERDICT_CHANGES,
)
from valuechain.questions.change.split import MICRO
from valuechain.questions.change.study import ComparedVersions, Move
from valuechain.questions.change.two_results import Reading
from valuechain.questions.change.words import WORDS
from valuechain.results.columns import HORIZON_WORDS
from valuechain.results.result import Result
from valuechain.vocab.words import CHANGE_CLASSES, MARKINGS


def result(found: ComparedVersions) -> Result:
    """Put what differs between two versions in tables.

    Parameters
    ----------
    found : ComparedVersions
        From `valuechain.questions.change.study.measure`.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    bench = prepare(found.new.model, home=found.home, trusted=found.trusted)
    made = conclude(
        bench,
        "compare",
        said=WORDS,
        contracts=TABLES,
        frames={
            "change": _change(found, bench),
            "moves": _moves(found),
            "verdict_changes": _verdict_changes(found),
            "figure_changes": _figure_changes(found),
        },
        options={
            "old": _told(found.old),
            "new": _told(found.new),
            "least": found.least,
            "smaller_moves": found.smaller,
            "classes": list(dict.fromkeys(unit.klass for unit in found.units)),
            "figures_without_reason": sum(one.reason is None for one in found.changes),
        },
        counts={"models": found.measured, "tried": found.tried},
        overlays=found.new.overlays,
        warnings=_warnings(found),
    )
    held = [highest_marking(found.old.model), made.marking]
    held += [one.result.marking for one in (found.old, found.new) if one.result is not None]
    marking = max((one for one in held if one), key=MARKINGS.index, default=None)
    earlier = source_table(found.old.model)
    earlier = earlier[~earlier["source"].isin(made["sources"]["source"])]
    sources = pd.concat([made["sources"], earlier], ignore_index=True)
    return replace(made, marking=marking, frames={**made.frames, "sources": sources})


def _told(version: Version) -> dict[str, object]:
    return {
        "model": version.model.id,
        "as_of": version.model.as_of.isoformat(),
        "digest": digest(version.model),
        "stored": version.result is not None,
    }


def _warnings(found: ComparedVersions) -> tuple[str, ...]:
    warnings = []
    for there, which in (("old", "old"), ("new", "new")):
        some = [use for use, where in found.uses.items() if where == there]
        if some:
            warnings.append(f"Measured in the {which} version only: {', '.join(some)}.")
    if any(turn.how == "not-tried" for turn in found.turns):
        warnings.append(
            "So many figures changed that they were not tried one by one on the verdicts: give "
            "more of them a reason, or compare with a version between the two."
        )
    return tuple(warnings)


def _fraction(micro: int) -> float:
    return micro / MICRO


def _difference(old: int, new: int, parts: Mapping[str, int]) -> list[float]:
    return [_fraction(new - old), *(_fraction(parts[name]) for name in CHANGE_CLASSES)]


def _moves(found: ComparedVersions) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                one.row.use,
                *one.row.taken,
                HORIZON_WORDS[one.horizon],
                _fraction(one.old),
                _fraction(one.new),
                *_difference(one.old, one.new, one.parts),
            )
            for one in found.moves
        ],
        columns=list(MOVES.names),
    ).astype(_numbers(MOVES.names))


def _numbers(names: tuple[str, ...]) -> dict[str, str]:
    """Types of the numeric columns of a table that may be empty."""
    numeric = {"old", "new", "difference", "exposure_old", "exposure_new", *CHANGE_CLASSES}
    return {name: "float64" for name in names if name in numeric}


def _verdict_changes(found: ComparedVersions) -> pd.DataFrame:
    rows = []
    for one in found.turns:
        risky = "new" if one.new == RISKY else "vanished" if one.old == RISKY else "no"
        rows.append(
            (
                *one.dependency,
                one.old,
                one.new,
                risky,
                _fraction(one.exposure_old),
                _fraction(one.exposure_new),
                *(_fraction(one.parts[name]) for name in CHANGE_CLASSES),
                one.how,
                ";".join(one.hangs_on) or None,
            )
        )
    names = VERDICT_CHANGES.names
    return pd.DataFrame(rows, columns=list(names)).astype(_numbers(names))


def _figure_changes(found: ComparedVersions) -> pd.DataFrame:
    rows = []
    for one in found.changes:
        reason = one.reason
        old, new = (text or None for text in one.shown)
        rows.append(
            (
                one.name,
                one.what,
                old,
                new,
                one.source_before or None,
                one.source_after or None,
                class_of(one),
                None if reason is None else reason.why,
                None if reason is None else reason.text.nl or reason.text.en,
                None if reason is None else reason.text.en,
            )
        )
    return pd.DataFrame(rows, columns=list(FIGURE_CHANGES.names), dtype=object)


def _change(found: ComparedVersions, bench: Workbench) -> pd.DataFrame:
    weeks = str(round(bench.model.thresholds.horizon.value))
    judged = HORIZON_WORDS.index(weeks)
    before, after = found.readings
    counts = Counter(one.row.use for one in found.moves)
    turned = Counter(one.dependency.use for one in found.turns if one.dependency.attribute == "any")
    rows = []
    for use, there in found.uses.items():
        top = _top(found, bench, use=use, judged=judged)
        told: list[object] = [None] * (7 + len(CHANGE_CLASSES))
        if top is not None:
            taken = top.row.taken
            told = [taken.removed, taken.attribute, taken.mode, HORIZON_WORDS[top.horizon]]
            told += [_fraction(top.old), _fraction(top.new)]
            told += _difference(top.old, top.new, top.parts)
        risky = [_risky(one, use) for one in (before, after)]
        rows.append((use, there, counts[use], *told, *risky, turned[use]))
    names = CHANGE.names
    return pd.DataFrame(rows, columns=list(names)).astype(_numbers(names))


def _top(found: ComparedVersions, bench: Workbench, *, use: str, judged: int) -> Move | None:
    """What moved most of a use at the judged horizon: a country outside home, all of it."""
    own = bench.perspective.home
    mine = [
        one
        for one in found.moves
        if one.row.use == use
        and one.horizon == judged
        and one.row.taken.kind == "country"
        and not one.row.taken.product
        and one.row.taken.removed not in own
    ]
    return max(mine, key=lambda one: (abs(one.new - one.old), one.row), default=None)


def _risky(reading: Reading, use: str) -> int:
    return sum(
        judged.klass == RISKY
        for one, judged in reading.verdicts.items()
        if one.use == use and one.attribute == "any"
    )
