"""Core dependency indicators of the European Commission on trade, with persistence over years.

References
----------
European Commission (2021), SWD(2021) 352: the three indicators. Persistence over years: C4 of
CEPII GeoDep (Vicard & Wibaux 2023, CEPII Policy Brief 41).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from valuechain.errors import AnalysisError
from valuechain.indicators.concentration import hhi
from valuechain.vocab.words import Answer


@dataclass(frozen=True, slots=True)
class TradeFlow:
    """Trade of the union in one product with one partner in one year.

    ``amount`` is money, at least 0, or None where it is confidential or not reported. A partner
    without a row did not trade; a year without any row of a direction is missing, not 0.
    """

    product: str
    year: int
    direction: Literal["import", "export"]
    partner: str
    amount: float | None


@dataclass(frozen=True, slots=True)
class CoreThresholds:
    """A product is dependent when it is **above** all three."""

    concentration: float = 0.4
    outside: float = 0.5
    cover: float = 1.0


@dataclass(frozen=True, slots=True)
class CoreDependency:
    """Indicators of one product in one year; None where the rows do not say.

    ``concentration`` is CDI1, ``outside`` CDI2 and ``cover`` CDI3 (infinite where there is import
    from outside and no export at all). ``missing`` names what is not known, in words.
    """

    product: str
    year: int
    concentration: float | None
    outside: float | None
    cover: float | None
    dependent: Answer
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Persistence:
    """Whether a product was a core dependency in enough of the last years."""

    product: str
    year: int
    years: tuple[Answer, ...]
    persistent: Answer


@dataclass(slots=True)
class _Year:
    """Amounts of one product in one year, by direction and side of the border."""

    rows: dict[tuple[str, bool], dict[str, float | None]]

    def of(self, direction: str, *, outside: bool) -> dict[str, float | None] | None:
        """Amounts by partner; None if nothing is reported of that direction."""
        if not any(key[0] == direction for key in self.rows):
            return None
        return self.rows.get((direction, outside), {})


def _total(amounts: dict[str, float | None] | None) -> float | None:
    if amounts is None or any(one is None for one in amounts.values()):
        return None
    return math.fsum(one for one in amounts.values() if one is not None)


def _gaps(year: _Year) -> tuple[str, ...]:
    found = []
    for direction in ("import", "export"):
        for outside in (True, False):
            amounts = year.of(direction, outside=outside)
            if amounts is None:
                found.append(f"{direction}s: no rows")
                break
            found += [
                f"{direction} {'from' if direction == 'import' else 'to'} {one}"
                for one, amount in sorted(amounts.items())
                if amount is None
            ]
    return tuple(found)


def _indicators(year: _Year) -> tuple[float | None, float | None, float | None]:
    abroad = year.of("import", outside=True)
    bought, within = _total(abroad), _total(year.of("import", outside=False))
    sold = [_total(year.of("export", outside=side)) for side in (True, False)]
    first = second = third = None
    if abroad and bought:
        first = hhi([amount / bought for amount in abroad.values() if amount is not None])
    if bought is not None and within is not None and bought + within > 0:
        second = bought / (bought + within)
    if bought is not None and sold[0] is not None and sold[1] is not None:
        exported = sold[0] + sold[1]
        if exported > 0:
            third = bought / exported
        elif bought > 0:
            third = math.inf
    return first, second, third


def _answer(
    indicators: Sequence[float | None], limits: CoreThresholds, *, buys_abroad: bool
) -> Answer:
    """Yes if all three are above their thresholds; no as soon as one known one is not."""
    if not buys_abroad:
        return "no"
    pairs = zip(indicators, (limits.concentration, limits.outside, limits.cover), strict=True)
    passed = [None if one is None else one > limit for one, limit in pairs]
    if False in passed:
        return "no"
    return "unknown" if None in passed else "yes"


def core_dependencies(
    flows: Iterable[TradeFlow], union: frozenset[str], *, thresholds: CoreThresholds | None = None
) -> list[CoreDependency]:
    """The core dependency indicators of the Commission (CDI 1 to 3) of every product and year.

    Parameters
    ----------
    flows : iterable of TradeFlow
        Trade of the union's members, added up over members.
    union : frozenset of str
        Members; trade with them is trade within, with all others trade with outside.
    thresholds : CoreThresholds, optional
        Those of SWD(2021) 352 if left out.

    Returns
    -------
    list of CoreDependency
        By product and year. A product that is not bought outside is not dependent, and has no
        concentration.

    Raises
    ------
    AnalysisError
        VA656: an amount below 0 or not finite, or a row that occurs twice.

    Notes
    -----
    CDI1 = sum over partners c outside of (M_c / M_outside)^2; CDI2 = M_outside / (M_outside +
    M_within); CDI3 = M_outside / (X_outside + X_within). Sector and product classes hide
    chokepoints inside them, and the country of dispatch says nothing of ownership.

    Examples
    --------
    >>> trade = [("import", "CHN", 9.0), ("import", "USA", 1.0), ("import", "DEU", 5.0)]
    >>> rows = [TradeFlow("gallium", 2024, *one) for one in [*trade, ("export", "USA", 8.0)]]
    >>> (found,) = core_dependencies(rows, frozenset({"DEU", "NLD"}))
    >>> round(found.concentration, 2), round(found.outside, 3), found.cover, found.dependent
    (0.82, 0.667, 1.25, 'yes')
    """
    limits = thresholds or CoreThresholds()
    years: dict[tuple[str, int], _Year] = {}
    for flow in flows:
        side = (flow.direction, flow.partner not in union)
        amounts = years.setdefault((flow.product, flow.year), _Year({})).rows.setdefault(side, {})
        wrong = flow.amount is not None and not 0 <= flow.amount < math.inf
        if wrong or flow.partner in amounts:
            what = "is below 0 or not finite" if wrong else "is there twice"
            row = f"{flow.direction} of {flow.product!r}, {flow.partner} {flow.year}"
            raise AnalysisError("VA656", f"trade: {row} {what}.", "Give each flow once.")
        amounts[flow.partner] = flow.amount
    found = []
    for (product, number), year in sorted(years.items()):
        three = _indicators(year)
        bought = _total(year.of("import", outside=True))
        answer = _answer(three, limits, buys_abroad=bought != 0)
        found.append(CoreDependency(product, number, *three, answer, _gaps(year)))
    return found


def persistence(
    found: Iterable[CoreDependency], *, needed: int = 2, window: int = 3
) -> list[Persistence]:
    """Say of every product whether it stays a core dependency over several years.

    Returns
    -------
    list of Persistence
        One per product and year reported. Years that are not there are unknown, and unknown years
        leave the answer open only where they could change it.

    Raises
    ------
    AnalysisError
        VA656: more years needed than the window has, or none.
    """
    if not 1 <= needed <= window:
        raise AnalysisError(
            "VA656", f"{needed} of {window} years cannot be asked.", "Need 1 to all of them."
        )
    answers = {(one.product, one.year): one.dependent for one in found}
    rows = []
    for product, last in sorted(answers):
        past: tuple[Answer, ...] = tuple(
            answers.get((product, year), "unknown") for year in range(last - window + 1, last + 1)
        )
        sure, possible = past.count("yes"), window - past.count("no")
        answer: Answer = "yes" if sure >= needed else "unknown" if possible >= needed else "no"
        rows.append(Persistence(product, last, past, answer))
    return rows
