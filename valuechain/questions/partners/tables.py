"""What each partner and coalition is worth to home, and what stays missing, as tables."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.provenance import no_uses
from valuechain.analysis.question_frame import checked_weeks, chosen_uses, conclude, outside
from valuechain.analysis.support import Loss, figures_behind, support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.best_coalition import BestCoalition
from valuechain.indicators.citations import tie_of
from valuechain.indicators.evidence import support
from valuechain.indicators.outside import gain_bounds
from valuechain.indicators.smallest_coalition import Cover
from valuechain.kernels.arrays import Floats
from valuechain.questions.partners.candidates import Candidate, company
from valuechain.questions.partners.contracts import (
    CAPACITIES,
    COALITIONS,
    MEASURES,
    MISSING,
    PAIRS,
    PARTNERS,
    PRODUCT_SHARES,
    SMALLEST,
    TABLES,
)
from valuechain.questions.partners.study import (
    BestCoalitions,
    KeptByBuyer,
    Lost,
    MeasuredPartners,
    PartnerTerms,
    circles_of,
    losses,
    make_trust,
)
from valuechain.questions.partners.words import WORDS
from valuechain.results.contract import RowCells
from valuechain.results.result import Result
from valuechain.results.routes import CitedFigure
from valuechain.shocks.outsiders import Circle
from valuechain.shocks.removals import BOUNDS, Bound, Cut
from valuechain.vocab.tolerances import EXACT

HEADLINE: Final = (PARTNERS,)
"""The tables of this question that a nulmeting holds too."""


def result(measured: MeasuredPartners, *, overlays: Sequence[str] = ()) -> Result:
    """Put in tables what each partner and coalition is worth.

    Parameters
    ----------
    measured : MeasuredPartners
        From `valuechain.questions.partners.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    trust = measured.trust
    return conclude(
        trust.bench,
        "partners",
        said=WORDS,
        contracts=TABLES,
        frames={
            **_exposed(measured),
            "capacities": _capacities(measured),
            "product_shares": _product_shares(measured),
            "smallest": _smallest(measured),
            "missing": _missing(measured),
        },
        options=measured.options,
        counts={"responses": trust.outside.computed},
        overlays=overlays,
        warnings=no_uses(trust.bench),
    )


def _exposed(measured: MeasuredPartners) -> dict[str, pd.DataFrame]:
    """What partners take off the exposure of uses; empty tables where home has none."""
    trust, lost = measured.trust, measured.lost
    if lost is None:
        nothing = (PARTNERS, PAIRS, COALITIONS)
        return {table.name: pd.DataFrame(columns=list(table.names)) for table in nothing}
    asked = trust.company.partners
    return {
        "partners": _partners(trust, asked, lost, measures=MEASURES),
        "pairs": _pairs(trust, asked, lost),
        "coalitions": _coalitions(measured.best),
    }


def headline(bench: Workbench, **_: object) -> dict[str, pd.DataFrame]:
    """Joint gains within a year, by owner, from the circle as it is: the cheap part.

    Raises
    ------
    AnalysisError
        VA642: home has no uses; VA643: nobody is outside; VA692: nobody is a candidate.
    """
    outside(bench)
    who = company(bench, candidates=None, coalitions=None)
    week, uses = checked_weeks(52), chosen_uses(bench, None)
    trust = make_trust(bench, who, attribute="owner", week=week, uses=uses)
    asked = [one for one in who.partners if one.start == "circle" and one.added]
    lost = losses(trust, circles_of(asked), alone=False)
    return {PARTNERS.name: _partners(trust, asked, lost, measures=MEASURES[:1])}


def _partners(
    trust: PartnerTerms, asked: Sequence[Candidate], lost: Lost, *, measures: Sequence[str]
) -> pd.DataFrame:
    rows, cases = [], []
    cut = cache(partial(_cut, trust))
    tie = tie_of(trust.outside.outsiders.attribute)
    for partner in asked:
        for measure in measures:
            for number, use in enumerate(trust.uses):
                row = _row(trust, partner, lost, measure=measure, use=number)
                rows.append({**row, "use": use})
                for circle in (partner.before, partner.after):
                    refused = _refused(trust, lost, circle, measure=measure, use=number)
                    cases.append(Loss(cut(*refused), trust.outside.watch[number], tie))
    figures = figures_behind(
        trust.bench, cases, weeks=trust.outside.weeks, effects=trust.outside.effects
    )
    return _supported(rows, figures)


def _supported(rows: list[RowCells], figures: list[list[CitedFigure]]) -> pd.DataFrame:
    """Join to every row the figures on the routes of both its exposures."""
    full = [
        {**row, **support_columns(support([*figures[2 * n], *figures[2 * n + 1]]))}
        for n, row in enumerate(rows)
    ]
    frame = pd.DataFrame(full, columns=list(PARTNERS.names))
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _row(
    trust: PartnerTerms, partner: Candidate, lost: Lost, *, measure: str, use: int
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


def _worst(trust: PartnerTerms, lost: Lost, place: int, use: int) -> str:
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


def _refused(
    trust: PartnerTerms, lost: Lost, circle: Circle, *, measure: str, use: int
) -> tuple[Circle, Bound, str | None]:
    """Who refuses whom behind one exposure: all outside together, or one country of them.

    The bound is that of the figure, or the upper one where the figure loses nothing.
    """
    place = lost.place[circle]
    table = lost.joint if measure == "joint" else lost.alone
    side = 1 if table[place, 1, use] > EXACT else 2
    if measure == "joint":
        return circle, BOUNDS[side], None
    return circle, BOUNDS[side], trust.countries[int(lost.worst[place, side, use])]


def _cut(trust: PartnerTerms, circle: Circle, bound: Bound, country: str | None) -> Cut:
    """What is left of the stack if all outside a circle refuse it, or one country of them."""
    build = trust.outside.outsiders
    if country is None:
        return build.joint(circle, bound)
    return build.alone(circle, country, bound=bound)


def _pairs(trust: PartnerTerms, asked: Sequence[Candidate], lost: Lost) -> pd.DataFrame:
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


def _coalitions(every: Sequence[BestCoalitions]) -> pd.DataFrame:
    """Table ``coalitions``: the best of at most 1, 2, ... members, by both measures."""
    rows = [
        _best_row(one, best, left)
        for one in every
        for best, left in zip(one.found["value"].best, one.left, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COALITIONS.names))


def _best_row(
    one: BestCoalitions, best: BestCoalition, left: tuple[float, float, float]
) -> RowCells:
    without = one.found["value"].left[frozenset()]
    others = [one.found[side].best[best.size - 1] for side in ("low", "high")]
    same = all(other.exact and other.members == best.members for other in others)
    behind = best.next_members
    return {
        "measure": one.measure,
        "size": best.size,
        "members": ";".join(best.members),
        "without": without,
        **_triple("left", left),
        "gain": without - best.left,
        "gap": best.gap,
        "exact": best.exact,
        "candidates": one.candidates,
        "examined": best.examined,
        "next_members": ";".join(behind or ()),
        "next_gain": None if best.next_left is None else without - best.next_left,
        "decision": "decided" if best.exact and same else "undecided",
        "members_low": ";".join(others[0].members),
        "members_high": ";".join(others[1].members),
    }


def _capacities(measured: MeasuredPartners) -> pd.DataFrame:
    """Table ``capacities``: how much of each layer a coalition holds itself."""
    rows: list[RowCells] = [
        {
            "coalition": one.coalition,
            "layer": layer.layer,
            "attribute": one.attribute,
            "products": layer.products,
            "smallest_product": layer.smallest_product,
            "short": ";".join(layer.short),
            "unsure": ";".join(layer.unsure),
            **_triple("at_theta", layer.at_theta),
            **_triple("smallest", layer.smallest),
        }
        for one in measured.capacities
        for layer in one.layers
    ]
    return pd.DataFrame(rows, columns=list(CAPACITIES.names))


def _product_shares(measured: MeasuredPartners) -> pd.DataFrame:
    """Table ``product_shares``: how much of each product a coalition holds itself."""
    bench = measured.trust.bench
    rows: list[RowCells] = [
        {
            "coalition": one.coalition,
            "product": product,
            "layer": bench.model.products[product].layer,
            "attribute": one.attribute,
            **_triple("share", one.held[n].tolist()),
        }
        for one in measured.capacities
        for n, product in enumerate(bench.stack.product_ids)
        if one.held[n, 2] > 0
    ]
    return pd.DataFrame(rows, columns=list(PRODUCT_SHARES.names))


def _triple(stem: str, three: Sequence[float]) -> RowCells:
    return {f"{stem}_low": three[0], stem: three[1], f"{stem}_high": three[2]}


def _smallest(measured: MeasuredPartners) -> pd.DataFrame:
    """Table ``smallest``: the fewest countries that hold enough of each layer."""
    ids = measured.trust.bench.stack.product_ids
    rows: list[RowCells] = [
        {
            "layer": one.layer,
            "bound": cover.bound,
            "theta": measured.theta,
            "attribute": measured.covers.attribute,
            "products": one.products,
            "covered": len(cover.covered),
            "number": len(cover.members),
            "members": ";".join(cover.members),
            "gap": cover.gap,
            "exact": cover.gap == 0,
            "missing": ";".join(ids[n] for n in cover.missing),
            "decision": _decision(one.covers),
            **_kept(kept, ids),
        }
        for one in measured.layers
        for cover, kept in zip(one.covers, one.kept, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SMALLEST.names))


def _kept(kept: KeptByBuyer | None, ids: Sequence[str]) -> RowCells:
    if kept is None:
        empty = {"level_low": None, "level": None, "level_high": None}
        return {"worst_product": "", **empty, "down": 0}
    return {
        "worst_product": ids[kept.worst_product],
        **_triple("level", kept.level),
        "down": kept.down,
    }


def _decision(three: Sequence[Cover]) -> str:
    if not three[0].missing:
        return "supplied"
    return "short" if three[2].missing else "undecided"


def _missing(measured: MeasuredPartners) -> pd.DataFrame:
    """Table ``missing``: products that all candidates do not hold, and who holds most of them."""
    trust, covers, theta = measured.trust, measured.covers, measured.theta
    stack, model = trust.bench.stack, trust.bench.model
    inside = trust.company.home | frozenset(covers.names)
    enough = covers.reach >= theta - EXACT
    rows = []
    for n in np.flatnonzero(~enough[:, 0]).tolist():
        totals = covers.remainders.totals(n, covers.attribute)
        others = {
            place: share
            for place, share in totals.items()
            if not stack.place_members[stack.place_ids.index(place)] <= inside
        }
        holder = max(sorted(others), key=lambda place: others[place], default="")
        product = stack.product_ids[n]
        rows.append(
            {
                "product": product,
                "layer": model.products[product].layer,
                **_triple("held", covers.reach[n].tolist()),
                "decision": "undecided" if enough[n, 2] else "missing",
                "holder": holder,
                "holder_share": min(1.0, others[holder]) if holder else None,
            }
        )
    return pd.DataFrame(rows, columns=list(MISSING.names))
