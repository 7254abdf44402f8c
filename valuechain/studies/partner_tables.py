"""What trusting each partner does to each use, with the evidence behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import support
from valuechain.indicators.outside import Outside, gain_bounds
from valuechain.kernels.arrays import Floats
from valuechain.kernels.levels import EXACT, is_above
from valuechain.results.partners import MEASURES, PAIRS, PARTNERS
from valuechain.results.routes import CitedFigure
from valuechain.shocks.outsiders import Circle
from valuechain.shocks.removals import BOUNDS
from valuechain.studies.partnering import Company, Partner
from valuechain.studies.supporting import Carried, figures_behind, support_columns
from valuechain.studies.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Trust:
    """A question about partners, made ready."""

    bench: Workbench
    company: Company
    outside: Outside
    countries: tuple[str, ...]
    """Countries that some supplier names: who may refuse alone."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Names of the uses asked about."""
        return tuple(self.bench.stack.producer_ids[row] for row in self.outside.watch)

    def hosts(self, before: Circle, after: Circle) -> bool:
        """Whether anyone can be hit in the new circle who could not be in the old one."""
        rows, outsiders = self.outside.rows, self.outside.outsiders
        return bool((outsiders.hit(after, rows) & ~outsiders.hit(before, rows)).any())


@dataclass(frozen=True, slots=True)
class _Lost:
    """Losses of every circle at every bound to every use, shape (circles, 3, uses).

    ``joint`` to everyone outside, ``alone`` to the worst country; ``worst`` is its position,
    ``above`` the number of countries above the threshold.
    """

    place: dict[Circle, int]
    joint: Floats
    alone: Floats
    worst: np.ndarray
    above: np.ndarray


def losses(trust: Trust, circles: Sequence[Circle], *, alone: bool = True) -> _Lost:
    """Joint losses of some circles at all bounds, and losses to single countries if asked."""
    distinct = list(dict.fromkeys(circles))
    joint = np.stack([trust.outside.joint(distinct, bound) for bound in BOUNDS], axis=1)
    single = np.zeros((*joint.shape[:2], 1, joint.shape[2]))
    if alone:
        each = [trust.outside.alone(distinct, trust.countries, bound=one) for one in BOUNDS]
        single = np.stack(each, axis=1)
    threshold = trust.bench.model.thresholds.exposure.value
    return _Lost(
        place={circle: n for n, circle in enumerate(distinct)},
        joint=_ordered(joint),
        alone=_ordered(single.max(axis=2)),
        worst=single.argmax(axis=2),
        above=is_above(single, threshold).sum(axis=2),
    )


def _ordered(lost: Floats) -> Floats:
    """Widen the outer bounds to hold the value, as rounding may not."""
    low, middle, high = lost[:, 0], lost[:, 1], lost[:, 2]
    return np.stack([np.minimum(low, middle), middle, np.maximum(high, middle)], axis=1)


def partner_tables(trust: Trust) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables ``partners`` and ``pairs``."""
    asked = trust.company.partners
    lost = losses(trust, _circles(asked))
    return _table(trust, asked, lost, measures=MEASURES), _pairs(trust, asked, lost)


def joint_table(trust: Trust) -> pd.DataFrame:
    """Rows of ``partners`` from the circle as it is, by the joint measure only: the cheap part."""
    asked = [one for one in trust.company.partners if one.start == "circle" and one.added]
    lost = losses(trust, _circles(asked), alone=False)
    return _table(trust, asked, lost, measures=MEASURES[:1])


def _circles(asked: Sequence[Partner]) -> list[Circle]:
    return [circle for one in asked for circle in (one.before, one.after)]


def _table(
    trust: Trust, asked: Sequence[Partner], lost: _Lost, *, measures: Sequence[str]
) -> pd.DataFrame:
    rows, cases = [], []
    for partner in asked:
        for measure in measures:
            for number, use in enumerate(trust.uses):
                row = _row(trust, partner, lost, measure=measure, use=number)
                rows.append({**row, "use": use})
                cases += [
                    _case(trust, circle, lost, measure=measure, use=number)
                    for circle in (partner.before, partner.after)
                ]
    figures = figures_behind(
        trust.bench, cases, weeks=trust.outside.weeks, effects=trust.outside.effects
    )
    return _supported(rows, figures)


def _supported(rows: list[dict[str, object]], figures: list[list[CitedFigure]]) -> pd.DataFrame:
    """Join to every row the figures on the routes of both its exposures."""
    full = [
        {**row, **support_columns(support([*figures[2 * n], *figures[2 * n + 1]]))}
        for n, row in enumerate(rows)
    ]
    frame = pd.DataFrame(full, columns=list(PARTNERS.names))
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _row(
    trust: Trust, partner: Partner, lost: _Lost, *, measure: str, use: int
) -> dict[str, object]:
    before, after = lost.place[partner.before], lost.place[partner.after]
    table = lost.joint if measure == "joint" else lost.alone
    without, included = table[before][:, use], table[after][:, use]
    hosts = trust.hosts(partner.before, partner.after)
    if partner.added:
        gain = gain_bounds(without[:, None], included[:, None], hosts=hosts)[:, 0]
    else:
        gain = np.zeros(3)
    row: dict[str, object] = {
        "candidate": partner.name,
        "kind": partner.kind,
        "added": ";".join(partner.added),
        "starting_from": partner.start,
        "measure": measure,
        "gain_low": gain[0],
        "gain": gain[1],
        "gain_high": gain[2],
        "part_gone": gain[1] / without[1] if without[1] > EXACT else None,
        "effect": _effect(gain),
        "worst_without": "",
        "worst_with": "",
    }
    for stem, three in (("without", without), ("with", included)):
        row |= {f"{stem}_low": three[0], stem: three[1], f"{stem}_high": three[2]}
        if measure == "alone":
            place = lost.place[partner.before if stem == "without" else partner.after]
            row[f"worst_{stem}"] = _worst(trust, lost, place, use)
    return row


def _worst(trust: Trust, lost: _Lost, place: int, use: int) -> str:
    """The worst country outside at the value; nobody where nobody costs anything."""
    if lost.alone[place, 1, use] <= EXACT:
        return ""
    return trust.countries[int(lost.worst[place, 1, use])]


def _effect(gain: Floats) -> str:
    """What trust does whatever the unlisted supply is."""
    if np.abs(gain).max() <= EXACT:
        return "nothing"
    if gain[0] > EXACT:
        return "reduces"
    return "raises" if gain[2] < -EXACT else "undecided"


def _case(trust: Trust, circle: Circle, lost: _Lost, *, measure: str, use: int) -> Carried:
    """The loss behind one exposure: that of the value, of the upper bound where that is nothing."""
    place = lost.place[circle]
    table = lost.joint if measure == "joint" else lost.alone
    side = 1 if table[place, 1, use] > EXACT else 2
    build = trust.outside.outsiders
    if measure == "joint":
        cut = build.joint(circle, BOUNDS[side])
    else:
        country = trust.countries[int(lost.worst[place, side, use])]
        cut = build.alone(circle, country, bound=BOUNDS[side])
    return Carried(cut, trust.outside.watch[use], tie_of(build.attribute))


def _pairs(trust: Trust, asked: Sequence[Partner], lost: _Lost) -> pd.DataFrame:
    rows = []
    for partner in asked:
        for number, use in enumerate(trust.uses):
            row: dict[str, object] = {
                "candidate": partner.name,
                "starting_from": partner.start,
                "use": use,
            }
            for stem, circle in (("without", partner.before), ("with", partner.after)):
                low, middle, high = lost.above[lost.place[circle]][:, number].tolist()
                row |= {f"{stem}_low": low, stem: middle, f"{stem}_high": high}
            rows.append(row)
    return pd.DataFrame(rows, columns=list(PAIRS.names))
