"""Along which inputs and suppliers the losses run that a reader of the page meets first."""

from collections.abc import Iterable, Sequence

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.ranking import RankedDependency
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.explain import explain
from valuechain.results.routes import Route, RouteKey
from valuechain.shocks.removals import Removal
from valuechain.vocab.words import Attribute, Mode

_SOON = 13
_TOLD: tuple[tuple[Attribute, Mode], ...] = (("owner", "withheld"), ("site", "lost"))


def baseline_routes(
    bench: Workbench, *, chosen: Sequence[RankedDependency], shown: Iterable[str]
) -> dict[RouteKey, Route]:
    """Routes of the worst dependencies, and of the countries shown at every use.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    chosen : sequence of RankedDependency
        The dependencies that the page lists.
    shown : iterable of str
        Countries whose refusal (by owner) and loss (of their sites) is explained per use.
    """
    weeks = judged_weeks(bench)
    wanted: dict[int, list[tuple[Removal, int]]] = {_SOON: [], weeks: []}
    for one in chosen:
        attribute: Attribute = one.attribute  # type: ignore[assignment]
        mode: Mode = one.mode  # type: ignore[assignment]
        members = frozenset({one.country})
        removal = Removal("country", one.country, attribute, mode, members, one.product)
        wanted.setdefault(one.week, []).append((removal, bench.stack.position(one.use)))
    for country in shown:
        for attribute, mode in _TOLD:
            removal = Removal("country", country, attribute, mode, frozenset({country}))
            if bench.removals.defined(removal):
                for asked in (wanted[_SOON], wanted[weeks]):
                    asked += [(removal, use) for use in bench.uses]
    found = [
        route
        for week, asked in wanted.items()
        for route in explain(
            bench.engine,
            bench.removals,
            citations=bench.citations,
            effects=bench.effects(),
            asked=asked,
            week=week,
        )
    ]
    return {route.key: route for route in found if route.steps}
