"""Which partners are worth most, what a coalition covers, and what stays missing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypedDict, Unpack

import pandas as pd

from valuechain.errors import AnalysisError
from valuechain.indicators.outside import Outside
from valuechain.results.findings import Findings
from valuechain.results.partners import COALITIONS, PAIRS, PARTNERS, TABLES
from valuechain.schema import Model
from valuechain.shocks.catalogue import countries
from valuechain.shocks.outsiders import Outsiders
from valuechain.studies.accounting import no_uses
from valuechain.studies.coalition_tables import capacity_tables, coalition_table, smallest_tables
from valuechain.studies.finding import (
    checked_theta,
    checked_weeks,
    chosen_uses,
    conclude,
    outside,
    refuse_unknown,
)
from valuechain.studies.partner_tables import Trust, joint_table, partner_tables
from valuechain.studies.partnering import LARGEST, Company, company, like_minded
from valuechain.studies.workbench import Workbench, prepare
from valuechain.vocab.words import Attribute

Progress = Callable[[str, int, int], None]


class Session(TypedDict, total=False):
    """How an answer is made, beside what is asked."""

    overlays: Sequence[str]
    """Figures that overlays replaced, for the manifest."""
    progress: Progress | None
    """Called with (what, done, all)."""


_STEPS = ("partners", "coalitions", "capacities", "smallest")


def partners(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    candidates: str | Iterable[str] | None = None,
    coalitions: str | Iterable[str] | None = None,
    size: int = 3,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "owner",
    weeks: int = 52,
    theta: float | None = None,
    **session: Unpack[Session],
) -> Findings:
    """Measure what trusting a country or coalition is worth, and what it leaves.

    Parameters
    ----------
    model : Model, optional
        A checked model; the shipped one if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out.
    candidates : str or iterable of str, optional
        Countries or groups that could be trusted; the like-minded groups of the model if left
        out, which is a political choice.
    coalitions : str or iterable of str, optional
        Each a group, or names joined by ``+`` or commas; D9+, Semicon-Coalition, EU27+EFTA and G7
        if left out.
    size : int
        Most members of the best coalitions, 1 to 4.
    uses : str or iterable of str, optional
        Uses of home; all if left out.
    attribute : str
        Which country of a supplier counts.
    weeks : int
        Week looked at, from 1; 0 is the limit.
    theta : float, optional
        Share from which a product counts as supplied; the model's own if left out.
    **session
        ``overlays`` and ``progress``: see :class:`Session`.

    Returns
    -------
    Findings
        Tables partners, pairs, coalitions, capacities, product_shares, smallest and missing; of a
        home of which the model has no uses the first three are empty.

    Raises
    ------
    AnalysisError
        VA601, VA602: unknown or empty places; VA607: the week; VA640: theta; VA641, VA642: uses;
        VA643: nobody is outside; VA690 to VA693: candidates, coalitions and size; VA695: a cover
        was not found.
    ConvergenceError
        VA604: a response did not converge.
    """
    bench = prepare(model, home=home, trusted=trusted)
    if not 1 <= size <= LARGEST:
        raise AnalysisError(
            "VA693", f"size {size} cannot be searched.", f"Use 1 to {LARGEST} members."
        )
    level, week = checked_theta(bench, theta), checked_weeks(weeks)
    refuse_unknown(session, Session)
    asked = chosen_uses(bench, uses) if uses or bench.uses else ()
    outside(bench)
    who = company(bench, candidates=candidates, coalitions=coalitions)
    trust = _trust(bench, who, attribute=attribute, week=week, uses=asked)

    def tell(done: int) -> None:
        if progress := session.get("progress"):
            progress(_STEPS[min(done, len(_STEPS) - 1)], done, len(_STEPS))

    frames = {}
    tell(0)
    if asked:
        frames["partners"], frames["pairs"] = partner_tables(trust)
        tell(1)
        frames["coalitions"] = coalition_table(trust, size=size)
    else:
        nothing = (PARTNERS, PAIRS, COALITIONS)
        frames |= {table.name: pd.DataFrame(columns=list(table.names)) for table in nothing}
    tell(2)
    frames["capacities"], frames["product_shares"] = capacity_tables(trust, theta=level)
    tell(3)
    frames["smallest"], frames["missing"] = smallest_tables(trust, theta=level)
    tell(4)
    return conclude(
        bench,
        "partners",
        contracts=TABLES,
        frames=frames,
        options={
            "candidates": list(who.candidates),
            "candidate_groups": list(like_minded(bench.model)) if candidates is None else [],
            "coalitions": {name: sorted(members) for name, members in who.coalitions},
            "size": size,
            "uses": [bench.stack.producer_ids[row] for row in asked],
            "attribute": attribute,
            "weeks": week,
            "theta": level,
        },
        counts={"responses": trust.outside.computed},
        overlays=session.get("overlays", ()),
        warnings=no_uses(bench),
    )


def partner_gains(
    bench: Workbench, *, attribute: Attribute = "owner", weeks: int = 52
) -> pd.DataFrame:
    """Rows of the table ``partners`` that a nulmeting shows: joint gains from the circle.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    attribute : str
        Which country of a supplier counts.
    weeks : int
        Week looked at, from 1; 0 is the limit.

    Returns
    -------
    pandas.DataFrame
        One row for every like-minded candidate or ready coalition that adds someone, and use.

    Raises
    ------
    AnalysisError
        VA642: home has no uses; VA643: nobody is outside; VA692: nobody is a candidate.
    """
    outside(bench)
    who = company(bench, candidates=None, coalitions=None)
    uses = chosen_uses(bench, None)
    return joint_table(
        _trust(bench, who, attribute=attribute, week=checked_weeks(weeks), uses=uses)
    )


def _trust(
    bench: Workbench,
    who: Company,
    *,
    attribute: Attribute,
    week: int,
    uses: tuple[int, ...],
) -> Trust:
    outsiders = Outsiders(bench.stack, home=who.home, attribute=attribute)
    return Trust(
        bench=bench,
        company=who,
        outside=Outside(bench.engine, outsiders, bench.effects(), uses, week),
        countries=tuple(countries(bench.stack)),
    )
