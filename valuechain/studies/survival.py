"""Survival: how long each use holds out after a lasting loss, and the stock that would do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict, Unpack

import numpy as np

from valuechain.errors import AnalysisError
from valuechain.indicators.closing import PLACES, Binding, Closed, Closing, Gap
from valuechain.indicators.endurance import Endured, Look, endure
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.unfold import CourseEngine
from valuechain.results.findings import Findings
from valuechain.results.survival import HOLDING, STOCKS, SURVIVAL
from valuechain.schema import Model
from valuechain.shocks.lasting import lasting
from valuechain.shocks.removals import Cut
from valuechain.studies.enduring import Endurance, Remedy
from valuechain.studies.finding import (
    checked_theta,
    chosen_uses,
    conclude,
    refuse_unknown,
)
from valuechain.studies.losing import Loss, asked_losses
from valuechain.studies.survival_tables import (
    holding_table,
    stock_table,
    survival_table,
)
from valuechain.studies.workbench import Workbench, prepare
from valuechain.vocab.words import ATTRIBUTES, MODES, Attribute, Mode

_CHUNK: Final = 224
WEEKS: Final = 520
"""Weeks that are followed unless asked otherwise, and at most: ten years."""
Progress = Callable[[str, int, int], None]


class Work(TypedDict, total=False):
    """How the work is done, whatever is asked."""

    stocks: bool
    overlays: Sequence[str]
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class _Asked:
    bench: Workbench
    engine: CourseEngine
    watch: tuple[int, ...]
    theta: float
    n_weeks: int
    progress: Progress | None


def survival(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = "countries",
    removed: str | Iterable[str] = (),
    attribute: Attribute | None = None,
    mode: Mode | None = None,
    theta: float | None = None,
    weeks: int = WEEKS,
    **work: Unpack[Work],
) -> Findings:
    """Find how long each use survives single losses, when it is back, and the stock in between.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    home, trusted : str or iterable of str, optional
        Countries or groups; the model's own if left out.
    uses : str or iterable of str, optional
        Uses asked about; all of home if left out.
    by : str or iterable of str
        Sorts of loss: ``countries``, ``firms``, ``producers``, ``parts`` (a country's part of one
        product).
    removed : str or iterable of str, optional
        Only losses of these countries, firms or producers.
    attribute : str, optional
        Which country of a supplier counts; all four if left out.
    mode : str, optional
        ``lost`` or ``withheld``; both if left out.
    theta : float, optional
        Level below which a use is down; the model's own if left out.
    weeks : int
        Weeks that are followed, 1 to 520.
    **work : Work
        ``stocks``: whether to look for what closes the gaps (True); ``overlays``: figures that were
        replaced, for the manifest; ``progress``: called with a step, what is done of it, and all.

    Returns
    -------
    Findings
        Tables ``survival``, ``stocks``, ``holding``.

    Raises
    ------
    AnalysisError
        VA601, VA602, VA603, VA640 to VA643: as in all questions; VA607: weeks out of range;
        VA700, VA701: an unknown sort, attribute, mode or loss.
    ConvergenceError
        A week did not settle.

    Notes
    -----
    TTS is without substitution, weeks to recovery with it: rules R95 to R97. What substitutes
    add is an upper bound, so recovery is at its most favourable.
    """
    return survival_of(
        prepare(model, home=home, trusted=trusted),
        uses=uses,
        by=by,
        removed=removed,
        attribute=attribute,
        mode=mode,
        theta=theta,
        weeks=weeks,
        **work,
    )


def survival_of(
    bench: Workbench,
    *,
    uses: str | Iterable[str] | None = None,
    by: str | Iterable[str] = "countries",
    removed: str | Iterable[str] = (),
    attribute: Attribute | None = None,
    mode: Mode | None = None,
    theta: float | None = None,
    weeks: int = WEEKS,
    **work: Unpack[Work],
) -> Findings:
    """Answer :func:`survival` where the model is ready already."""
    refuse_unknown(work, Work)
    asked = _Asked(
        bench,
        CourseEngine(bench.engine),
        chosen_uses(bench, uses or None),
        checked_theta(bench, theta),
        _checked_weeks(weeks),
        work.get("progress"),
    )
    sorts = (by,) if isinstance(by, str) else tuple(by)
    losses = asked_losses(
        bench,
        by=sorts,
        attributes=ATTRIBUTES if attribute is None else (attribute,),
        modes=MODES if mode is None else (mode,),
        removed=(removed,) if isinstance(removed, str) else removed,
    )
    found = _endurance(asked, losses)
    closed = _closed(asked, losses, found) if work.get("stocks", True) else {}
    frames = {
        "survival": survival_table(bench, losses, found=found),
        "stocks": stock_table(bench, losses, found=found, remedies=closed),
        "holding": holding_table(bench, losses, found=found),
    }
    return conclude(
        bench,
        "survival",
        contracts=(SURVIVAL, STOCKS, HOLDING),
        frames=frames,
        options={
            "theta": asked.theta,
            "weeks": weeks,
            "uses": [bench.stack.producer_ids[row] for row in asked.watch],
            "by": list(sorts),
            "attribute": attribute or "all",
            "mode": mode or "both",
            "stocks": work.get("stocks", True),
        },
        counts={"losses": len(losses), "combinations": len(losses) * len(asked.watch)},
        overlays=work.get("overlays", ()),
    )


def _checked_weeks(weeks: int) -> int:
    if not 1 <= weeks <= WEEKS:
        raise AnalysisError(
            "VA607", f"{weeks} weeks cannot be followed.", f"Use 1 to {WEEKS}, ten years."
        )
    return weeks


def _endurance(asked: _Asked, losses: Sequence[Loss]) -> Endurance:
    """Follow every distinct cut alone, and those that take a use down with others stepping in."""
    found = Endurance(asked.watch, asked.n_weeks, asked.theta)
    distinct = {cut for loss in losses for cut in loss.cuts if not cut.nothing}
    alone = _followed(asked, distinct, step="TTS", substitution=False, look="fall")
    falling = []
    for cuts, endured in alone:
        found.add_alone(cuts, endured)
        if endured.moments is not None:
            found.add_states(cuts, _binding(asked, endured), last=False)
        down = np.isfinite(endured.held)
        falling += [cut for b, cut in enumerate(cuts) if down[:, b].any()]
    for cuts, endured in _followed(asked, falling, step="recovery", substitution=True, look="end"):
        found.add_helped(cuts, endured)
        if endured.moments is not None:
            found.add_states(cuts, _binding(asked, endured), last=True)
    return found


def _binding(asked: _Asked, endured: Endured) -> Binding:
    if endured.moments is None:
        raise ValueError("nothing was kept to look at")
    return Binding(asked.bench.stack, endured.moments, asked.bench.effects())


def _followed(
    asked: _Asked, distinct: Iterable[Cut], *, step: str, substitution: bool, look: Look
) -> list[tuple[list[Cut], Endured]]:
    """Follow cuts in batches of bounded memory, alike cuts together."""
    order = sorted(distinct, key=lambda cut: (len(cut.classes), _first(cut)))
    found = []
    for start in range(0, len(order), _CHUNK):
        cuts = order[start : start + _CHUNK]
        course = lasting(asked.bench.stack, cuts, n_weeks=asked.n_weeks, substitution=substitution)
        endured = endure(
            asked.engine,
            course,
            effects=asked.bench.effects(),
            watch=asked.watch,
            theta=asked.theta,
            look=look,
        )
        found.append((cuts, endured))
        if asked.progress:
            asked.progress(step, start + len(cuts), len(order))
    return found


def _first(cut: Cut) -> tuple[int, ...]:
    closed = cut.capacity or cut.classes[0][1]
    return (len(closed), *(producer for producer, _ in closed[:3]))


def _closed(asked: _Asked, losses: Sequence[Loss], found: Endurance) -> dict[Gap, Remedy]:
    """Find a stock for every gap that ends."""
    highs: dict[Gap, set[Cut]] = {}
    for loss in losses:
        for row in asked.watch:
            gaps = [
                gap for place in PLACES if (gap := found.gap(loss, row, place=place)) is not None
            ]
            for gap in gaps:
                highs.setdefault(gap, set())
                if loss.cuts[2] != gap.cut and 0 < found.helped(loss.cuts[2], row) < np.inf:
                    highs[gap].add(loss.cuts[2])
    if not highs:
        return {}
    closing = Closing(
        asked.engine, asked.bench.stack, effects=asked.bench.effects(), theta=asked.theta
    )
    if asked.progress:
        asked.progress("stocks", 0, len(highs))
    closed = dict(zip(highs, closing.close(list(highs)), strict=True))
    remedies = _verified(closing, closed, highs, found)
    if asked.progress:
        asked.progress("stocks", len(highs), len(highs))
    return remedies


def _verified(
    closing: Closing, closed: dict[Gap, Closed], highs: dict[Gap, set[Cut]], found: Endurance
) -> dict[Gap, Remedy]:
    """Follow once more with the stock found, at the bound it is sized for and at the upper one."""
    runs = [
        (gap, cut)
        for gap, one in closed.items()
        if one.extra_weeks is not None
        for cut in (gap.cut, *sorted(highs[gap], key=repr))
    ]
    remedies = {gap: Remedy(one, None, frozenset()) for gap, one in closed.items()}
    if not runs:
        return remedies
    tried = [Gap(cut, gap.row, int(found.helped(cut, gap.row)), gap.place) for gap, cut in runs]
    endured = closing.follow(
        tried,
        [(closed[gap].holdings, float(closed[gap].extra_weeks or 0)) for gap, _ in runs],
    )
    watch = sorted({gap.row for gap in tried})
    for b, (gap, cut) in enumerate(runs):
        place = watch.index(gap.row)
        holds = not np.isfinite(endured.held[place, b])
        known = remedies[gap]
        if cut != gap.cut:
            more = known.enough | {cut} if holds else known.enough
            remedies[gap] = Remedy(known.closed, known.level, more)
            continue
        if not holds:
            raise ConvergenceError("a stock that was found to close a gap does not")
        level = float(endured.lowest[place, b])
        remedies[gap] = Remedy(known.closed, level, known.enough)
    return remedies
