"""Leverage: what others lose when home withholds, beside what home loses by them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from valuechain.analysis.provenance import no_uses
from valuechain.analysis.question_frame import checked_theta, checked_weeks, chosen_uses, conclude
from valuechain.analysis.support import supports
from valuechain.analysis.workbench import Progress, Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.indicators.buying import markets_of
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.indispensable import (
    Held,
    KnockOn,
    held_products,
    judge_held,
    knock_ons,
    reroutings,
)
from valuechain.indicators.leverage import (
    Leverage,
    measure_leverage,
)
from valuechain.questions.leverage.contracts import LEVERAGE, MUTUAL, PRODUCTS
from valuechain.questions.leverage.indispensable_contracts import INDISPENSABLE, KNOCK_ONS
from valuechain.questions.leverage.indispensable_tables import (
    held_cases,
    held_frame,
    knock_on_frame,
)
from valuechain.questions.leverage.sides import LIMIT, Sides
from valuechain.questions.leverage.tables import (
    leverage_frame,
    leverage_rows,
    mutual_frame,
    product_frame,
)
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.shocks.counterparts import OTHERS, find_partners
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Attribute

TABLES: Final = (LEVERAGE, MUTUAL, INDISPENSABLE, KNOCK_ONS, PRODUCTS)
"""The headline first."""
_TELLING: Final = 6
"""Countries that are shown where no partner is named."""


def leverage(
    model: Model | None = None,
    *,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
    partners: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    weeks: int = 52,
    theta: float | None = None,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Measure what partners lose when home withholds, beside what home loses by them.

    Parameters
    ----------
    model : Model, optional
        From :func:`valuechain.load`; the shipped model if left out.
    home, trusted : str or iterable of str, optional
        Countries (ISO 3166-1 alpha-3) or groups of the model; the model's own if left out. A
        trusted partner is a partner like any other: for our loss by it, it is not trusted.
    partners : str or iterable of str, optional
        Countries, groups or ``others``; all countries that the model names, all its groups and
        ``others`` if left out.
    uses : str or iterable of str, optional
        Uses of home that are looked at beside its products; all if left out.
    attribute : str
        Which country of a supplier counts, on both sides: ``site``, ``headquarters``, ``owner`` or
        ``any``.
    weeks : int
        Weeks after the refusal, from 1; 0 is the limit.
    theta : float, optional
        Level below which a product counts as down, above 0 and at most 1; the model's own if left
        out.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    Result
        Tables ``leverage`` (per partner, at ``weeks`` and in the limit), ``mutual`` (per partner
        and layer), ``indispensable`` (products that others cannot do without), ``knock_ons`` (what
        follows where one of them is refused), ``products``. Without substitution.

    Raises
    ------
    AnalysisError
        VA601, VA602: an unknown country or group, an empty home; VA606: an unknown attribute;
        VA607, VA640: weeks or theta out of range; VA680: home is everyone; VA681: a partner inside
        home; VA682: no partner.
    ConvergenceError
        A response did not converge: no result is returned.

    Notes
    -----
    Rules R85 to R88 of the method.
    """
    return leverage_of(
        prepare(model, home=home, trusted=trusted),
        partners=partners,
        uses=uses,
        attribute=attribute,
        weeks=weeks,
        theta=theta,
        overlays=overlays,
        progress=progress,
    )


def leverage_of(
    bench: Workbench,
    *,
    partners: str | Iterable[str] | None = None,
    uses: str | Iterable[str] | None = None,
    attribute: Attribute = "any",
    weeks: int = 52,
    theta: float | None = None,
    overlays: Sequence[str] = (),
    progress: Progress | None = None,
) -> Result:
    """Answer the same where the model is ready already; with few partners it is cheap.

    Parameters
    ----------
    bench : Workbench
        The model made ready, with its home and trusted.
    partners, uses, attribute, weeks, theta, overlays, progress
        As for :func:`leverage`.

    Raises
    ------
    AnalysisError
        As :func:`leverage`, but for home and trusted.
    """
    level, week = checked_theta(bench, theta), checked_weeks(weeks)
    if attribute not in ATTRIBUTES:
        raise AnalysisError(
            "VA606",
            f"unknown attribute {attribute!r}.",
            f"Use one of {', '.join(ATTRIBUTES)}.",
        )
    if uses is not None:
        bench = replace(bench, uses=chosen_uses(bench, uses))
    names = None if partners is None else _named(partners)
    found = _both_sides(
        bench, names, attribute=attribute, theta=level, weeks=week, progress=progress
    )
    held, follows = _positions(bench, found, attribute=attribute, theta=level, progress=progress)
    markets = markets_of(
        bench.model,
        bench.stack,
        home=bench.perspective.home,
        partners=[one.members for one in found.partners],
    )
    sides = Sides(bench, found, markets, attribute=attribute, weeks=week, theta=level)
    cases = held_cases(sides, [bench.removals.product[one.product] for one in held])
    frames = {
        "leverage": _headline(sides),
        "mutual": mutual_frame(sides),
        "indispensable": held_frame(
            sides,
            held,
            follows=follows,
            supports=supports(bench, cases, weeks=0, effects=bench.effects()),
        ),
        "knock_ons": knock_on_frame(sides, follows),
        "products": product_frame(sides),
    }
    return conclude(
        bench,
        "leverage",
        contracts=TABLES,
        frames=frames,
        options={
            "uses": [bench.stack.producer_ids[row] for row in bench.uses],
            "attribute": attribute,
            "weeks": week,
            "theta": level,
            "partners": list(names) if names else "all",
            "shown": list(names) if names else telling(frames["leverage"]),
            "horizons": list(found.horizons),
        },
        counts={"partners": len(found.partners), "positions": len(held)},
        overlays=overlays,
        warnings=no_uses(bench),
    )


def telling(headline: pd.DataFrame, *, count: int = _TELLING) -> list[str]:
    """Countries with which most is at stake on either side, and everyone else at once.

    Counted are the products of which one side loses more than the threshold because its own
    suppliers lack something, in the end, and those of which we do in the week asked about.
    """
    rows = headline[headline["partner_kind"] == "country"]
    last = rows[rows["horizon_weeks"] == "limit"].set_index("partner")
    first = rows.drop_duplicates("partner").set_index("partner")
    stake = last["their_knock_on"] + first["their_knock_on"] + first["our_hit"]
    stake = stake.sort_values(ascending=False, kind="stable")
    found = [str(name) for name in stake.index[stake > 0][:count]]
    return [*found, OTHERS] if OTHERS in set(headline["partner"]) else found


def _named(partners: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(partners, str):
        partners = [partners]
    names = (name for one in partners for name in one.replace(",", " ").split())
    return tuple(dict.fromkeys(names))


def _both_sides(
    bench: Workbench,
    names: Sequence[str] | None,
    *,
    attribute: Attribute,
    theta: float,
    weeks: int,
    progress: Progress | None,
) -> Leverage:
    partners = find_partners(bench.model, bench.stack, home=bench.perspective.home, names=names)
    return measure_leverage(
        bench.engine,
        partners,
        stack=bench.stack,
        perspective=bench.perspective,
        attribute=attribute,
        effects=bench.effects(),
        theta=theta,
        uses=bench.uses,
        horizons=tuple(sorted({*HORIZONS, weeks} - {0})),
        progress=(lambda done, of: progress("partners", done, of)) if progress else None,
    )


def _positions(
    bench: Workbench,
    found: Leverage,
    *,
    attribute: Attribute,
    theta: float,
    progress: Progress | None,
) -> tuple[list[Held], list[KnockOn]]:
    """Products in which home has a strong position, and what follows where one is refused."""
    stack, model, perspective = bench.stack, bench.model, bench.perspective
    every = held_products(
        model,
        stack,
        perspective=perspective,
        attribute=attribute,
        least=model.thresholds.exposure.value,
    )
    times = reroutings(model, stack, home=perspective.home)
    held = [
        judge_held(model, name, share=share, rerouting=times[name])
        for name, share in ((stack.product_ids[place], share) for place, share in every)
    ]
    # Countries are counted one by one whatever partners are asked about.
    countries = find_partners(model, stack, home=perspective.home)
    asked = [one for one in countries if one.kind != "group"]
    asked += [one for one in found.partners if one not in countries or one.kind == "group"]
    follows = knock_ons(
        bench.engine,
        [place for place, _ in every],
        partners=asked,
        stack=stack,
        perspective=perspective,
        attribute=attribute,
        effects=bench.effects(),
        theta=theta,
        horizons=found.horizons,
        progress=(lambda done, of: progress("positions", done, of)) if progress else None,
    )
    return held, follows


def _headline(sides: Sides) -> pd.DataFrame:
    """The headline with the evidence of what they lose."""
    rows = list(leverage_rows(sides))
    found: list[Support] = [support([])] * len(rows)
    for horizon in sides.asked:
        cases = {
            place: carried
            for place, (row, carried) in enumerate(rows)
            if carried is not None and row["horizon_weeks"] == horizon
        }
        week = 0 if horizon == LIMIT else int(horizon)
        bench = sides.bench
        answers = supports(bench, list(cases.values()), weeks=week, effects=bench.effects())
        for place, answer in zip(cases, answers, strict=True):
            found[place] = answer
    return leverage_frame([row for row, _ in rows], found)
