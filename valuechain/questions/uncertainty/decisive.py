"""Which figures decide how sure we are: what each is worth, and where verdicts flip."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from valuechain.analysis.evidence import judged_weeks
from valuechain.ensembles.break_even import BreakEven, nearest_flips
from valuechain.ensembles.factors import Factor, Factors
from valuechain.ensembles.information import Worth, evppi, verdict_benefits
from valuechain.ensembles.sensitivity import GivenData, Sobol, given_data, pick_freeze, ranked
from valuechain.ensembles.statistics import FIRM
from valuechain.kernels.arrays import Floats
from valuechain.kernels.batches import batches
from valuechain.questions.uncertainty.study import Uncertain
from valuechain.results.columns import CLASSES
from valuechain.vocab.tolerances import UNFELT
from valuechain.vocab.words import Progress

_CANDIDATES: Final = 40
"""Figures of which the worth is computed for one verdict: those that move it most."""
_SURE: Final = 0.995
"""Chance of a class from which nothing is left to find out."""
_TOGETHER: Final = 8
"""Figures of one source that are taken together for one verdict: those that move it most."""
_FLIPPED: Final = 3
"""Figures of which it is sought where they change one verdict."""
_AT_ONCE: Final = 6
"""Dependencies of which it is sought at once where they flip."""
_GROUPED: Final = 12
"""Figures whose total indices are computed."""


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """One figure of a source, wherever it is used: what was drawn once."""

    stream: str
    positions: tuple[int, ...]
    """Positions among the factors."""

    def first(self, factors: Factors) -> Factor:
        """The first place of the model where a figure of a source is used."""
        return factors.every[self.positions[0]]


def figures_of(factors: Factors) -> list[SourceFigure]:
    """The figures that are drawn, each once however often it is used."""
    found: dict[str, list[int]] = {}
    for position in factors.drawn():
        found.setdefault(factors.every[position].stream, []).append(position)
    return [SourceFigure(stream, tuple(places)) for stream, places in found.items()]


@dataclass(frozen=True, slots=True)
class Decisive:
    """What decides the verdicts and the exposures of a sample."""

    figures: tuple[SourceFigure, ...]
    """Figures with any worth, most first."""
    worth: tuple[Worth, ...]
    """Verdicts that would no longer be wrong if the figure were known, summed over all verdicts."""
    at_stake: tuple[tuple[int, ...], ...]
    """Positions of the verdicts that each figure could change, those it moves most first."""
    sources: tuple[tuple[str, Worth, int], ...]
    """Sources with the worth of all their figures together, and how many those are."""
    indices: dict[int, list[tuple[SourceFigure, float, float]]]
    """By quantity: figures above noise, with their first-order index and the noise."""
    flips: tuple[BreakEven, ...]
    """Where one figure alone changes a verdict that is not firm; verdicts by quantity."""
    sobol: tuple[int, tuple[SourceFigure, ...], Sobol] | None = None
    """A quantity, figures, and their first and total indices, where they were asked for."""
    misjudged: float = 0.0
    """Verdicts that the likeliest class gets wrong, on average over the draws."""


def decisive(
    found: Uncertain,
    *,
    progress: Progress | None = None,
    sobol: int = 0,
    flipped: int = _FLIPPED,
) -> Decisive:
    """Find what decides: worth of knowing, indices, and where verdicts flip.

    Parameters
    ----------
    found : Uncertain
        The sample.
    progress : callable, optional
        Called with (step, done, all).
    sobol : int
        Base draws for first and total indices of the leading figures; 0 for none. It takes
        fourteen times as many draws.
    flipped : int
        Figures, those that move it most, of which it is sought where they flip a verdict.
    """
    figures = figures_of(found.factors)
    ranks = found.drawn[[one.positions[0] for one in figures]]
    order = ranked(ranks)
    verdicts = found.verdicts
    chance = found.chances(verdicts)
    unsure = [
        one
        for one, most in zip(verdicts, chance.chance.max(axis=1, initial=0.0), strict=True)
        if most < _SURE
    ]
    total, square, stake = _worths(found, ranks, order, unsure, progress=progress)
    telling = [n for n in np.argsort(-total, kind="stable").tolist() if total[n] > 0]
    indices = _indices(found, figures, order)
    return Decisive(
        figures=tuple(figures[n] for n in telling),
        worth=tuple(Worth(float(total[n]), float(np.sqrt(square[n]))) for n in telling),
        at_stake=tuple(
            tuple(sorted(stake[n], key=lambda verdict: -stake[n][verdict])) for n in telling
        ),
        sources=_sources(found, figures, ranks, stake),
        indices=indices,
        flips=flips_of(found, most=flipped),
        sobol=_sobol(found, figures, indices, n_base=sobol) if sobol else None,
        misjudged=float((1.0 - chance.chance.max(axis=1, initial=0.0)).sum()),
    )


def _worths(
    found: Uncertain,
    ranks: Floats,
    order: np.ndarray,
    unsure: Sequence[int],
    *,
    progress: Progress | None,
) -> tuple[Floats, Floats, list[dict[int, float]]]:
    """Worth of each figure over all verdicts, its variance, and of which verdicts it is."""
    total, square = np.zeros(len(ranks)), np.zeros(len(ranks))
    stake: list[dict[int, float]] = [{} for _ in ranks]
    for done, verdict in enumerate(unsure, start=1):
        classes = found.sample.amounts[verdict]
        benefits = verdict_benefits(classes, len(CLASSES))
        benefits = benefits[benefits.any(axis=1)]
        likeliest = benefits[benefits.mean(axis=1).argmax()]
        index = given_data(order, likeliest)
        leading = np.argsort(-index.first, kind="stable")[:_CANDIDATES]
        for n in leading[index.above_noise[leading]].tolist():
            worth = evppi(benefits, [ranks[n]])
            if worth.evppi > worth.error:
                total[n] += worth.evppi
                square[n] += worth.error**2
                stake[n][verdict] = worth.evppi
        if progress:
            progress("worth", done, len(unsure))
    return total, square, stake


def _sources(
    found: Uncertain,
    figures: Sequence[SourceFigure],
    ranks: Floats,
    stake: Sequence[dict[int, float]],
) -> tuple[tuple[str, Worth, int], ...]:
    """Worth of knowing all figures of one source that matter, for sources with any."""
    groups: dict[str, list[int]] = {}
    for n, verdicts in enumerate(stake):
        if verdicts:
            groups.setdefault(figures[n].first(found.factors).source, []).append(n)
    rows = []
    for source, members in groups.items():
        total, square = 0.0, 0.0
        for verdict in sorted({one for n in members for one in stake[n]}):
            mine = sorted((n for n in members if verdict in stake[n]),
                          key=lambda n: -stake[n][verdict])[:_TOGETHER]  # fmt: skip
            benefits = verdict_benefits(found.sample.amounts[verdict], len(CLASSES))
            worth = evppi(benefits[benefits.any(axis=1)], [ranks[n] for n in mine])
            # Knowing more is never worth less: the regression on many terms may say so by chance.
            total += max(worth.evppi, stake[mine[0]][verdict])
            square += worth.error**2
        rows.append((source, Worth(total, float(np.sqrt(square))), len(members)))
    return tuple(sorted(rows, key=lambda row: (-row[1].evppi, row[0])))


def _indices(
    found: Uncertain, figures: Sequence[SourceFigure], order: np.ndarray
) -> dict[int, list[tuple[SourceFigure, float, float]]]:
    """First-order indices of the exposures at the judged week that differ between draws."""
    week = judged_weeks(found.bench)
    rows: dict[int, list[tuple[SourceFigure, float, float]]] = {}
    for quantity in found.sample.where(kind="exposure", week=week):
        amount = found.sample.amounts[quantity]
        if amount.std() < UNFELT:
            continue
        index: GivenData = given_data(order, amount, family=len(figures))
        leading = np.argsort(-index.first, kind="stable")[:_CANDIDATES]
        rows[quantity] = [
            (figures[n], float(index.first[n]), float(index.noise[n]))
            for n in leading[index.above_noise[leading]].tolist()
        ]
    return rows


def flips_of(found: Uncertain, *, most: int = _FLIPPED) -> tuple[BreakEven, ...]:
    """Where one figure alone changes a verdict that is not firm.

    Parameters
    ----------
    found : Uncertain
        The sample.
    most : int
        Figures tried on each verdict: those that move it most.
    """
    figures = figures_of(found.factors)
    order = ranked(found.drawn[[one.positions[0] for one in figures]])
    chance = found.chances(found.verdicts).chance.max(axis=1, initial=0.0)
    moving: dict[int, dict[int, dict[SourceFigure, None]]] = {}
    for verdict, sure in zip(found.verdicts, chance, strict=True):
        if sure >= FIRM:
            continue
        classes = found.sample.amounts[verdict]
        likeliest = np.bincount(classes.astype(np.intp)).argmax()
        index = given_data(order, (classes == likeliest).astype(np.float64))
        leading = np.argsort(-index.first, kind="stable")[:most]
        some = dict.fromkeys(figures[n] for n in leading[index.above_noise[leading]].tolist())
        one = found.sample.quantities[verdict]
        removal = found.question.places[one.product, one.removed, one.attribute, one.mode]
        moving.setdefault(removal, {})[verdict] = some
    flips: list[BreakEven] = []
    for part in batches(sorted(moving), _AT_ONCE):
        flips += _flips(found, {n: moving[n] for n in part})
    return tuple(sorted(flips, key=lambda one: one.change))


def _flips(
    found: Uncertain, moving: Mapping[int, Mapping[int, Mapping[SourceFigure, None]]]
) -> Iterator[BreakEven]:
    """Where figures change verdicts of some removals: by removal, by verdict, those tried."""
    removals = list(moving)
    verdicts = [(removal, verdict) for removal in removals for verdict in moving[removal]]
    some = {one: None for removal, verdict in verdicts for one in moving[removal][verdict]}
    if not some:
        return
    uses = found.question.uses
    at = [
        (removals.index(removal), uses.index(found.sample.quantities[verdict].use))
        for removal, verdict in verdicts
    ]

    def classes_of(figures: Floats) -> Floats:
        table = found.headline.classes(figures, removals=removals)
        return np.stack([table[removal, use] for removal, use in at])

    for one in nearest_flips(
        classes_of,
        found.factors,
        figures=[one.positions for one in some],
        verdicts=range(len(verdicts)),
    ):
        yield replace(one, verdict=verdicts[one.verdict][1])


def _sobol(
    found: Uncertain,
    figures: Sequence[SourceFigure],
    indices: dict[int, list[tuple[SourceFigure, float, float]]],
    *,
    n_base: int,
) -> tuple[int, tuple[SourceFigure, ...], Sobol] | None:
    """First and total indices for the exposure that differs most between draws."""
    if not indices:
        return None
    quantity = max(indices, key=lambda one: float(found.sample.amounts[one].std()))
    some = tuple(one for one, _, _ in indices[quantity][:_GROUPED])
    place = {one.stream: number for number, one in enumerate(figures)}
    every = found.factors.every
    turn = found.headline.sampler.uniforms(range(n_base))[1]
    of_stream = np.array([place.get(one.stream, len(figures)) for one in every])

    def amount(places: Floats) -> Floats:
        chance = places[of_stream]
        drawn = found.headline.sampler.figures(chance, turn[:, : places.shape[1]])
        return np.asarray(found.headline.measured(drawn)[quantity])

    groups = [[place[one.stream]] for one in some]
    return (
        quantity,
        some,
        pick_freeze(amount, groups, n_figures=len(figures) + 1, n_base=n_base),
    )
