"""One exposure followed back to the figures it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuechain.analysis.workbench import Workbench, prepare
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.indicators.explain import explain as follow
from valuechain.results.routes import Route
from valuechain.schema import Model
from valuechain.shocks.perspective import countries_of
from valuechain.shocks.removals import Bound, Removal
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Mode


def subject_row(bench: Workbench, subject: str) -> int:
    """Row of a use, or of the virtual buyer of a product.

    Raises
    ------
    AnalysisError
        VA605: there is no such use or product.
    """
    model = bench.model
    name = subject if subject in model.uses else f"buyer/{subject}"
    if name not in bench.stack.producer_ids:
        remedy = nearest(subject, (*model.uses, *model.products))
        raise AnalysisError("VA605", f"unknown use or product {subject!r}.", remedy)
    return bench.stack.position(name)


def _removal(bench: Workbench, without: str, *, product: str | None, mode: Mode) -> Removal:
    attribute, colon, name = without.partition(":")
    if not colon:
        attribute, name = "any", without
    if product is not None and product not in bench.model.products:
        remedy = nearest(product, bench.model.products)
        raise AnalysisError("VA605", f"unknown product {product!r}.", remedy)
    if attribute == "firm":
        if name not in bench.stack.firm_ids:
            remedy = nearest(name, bench.stack.firm_ids)
            raise AnalysisError("VA605", f"no supplier is the firm {name!r}.", remedy)
        return Removal("firm", name, "any", mode, frozenset(), product)
    if attribute not in ATTRIBUTES:
        allowed = ", ".join((*ATTRIBUTES, "firm"))
        raise AnalysisError(
            "VA606", f"unknown attribute {attribute!r} in {without!r}.", f"Use one of {allowed}."
        )
    members = countries_of(bench.model, [name])
    kind = "group" if name in bench.model.groups else "country"
    return Removal(kind, name, attribute, mode, members, product)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Explained:
    """A result followed back, with its bounds on what the remainders may hold."""

    route: Route
    bound_low: float
    bound_high: float
    at_most: Route
    """The same at the upper bound."""
    home: tuple[str, ...]
    trusted: tuple[str, ...]


def _follow(
    model: Model,
    subject: str,
    *,
    without: str,
    product: str | None,
    mode: Mode,
    weeks: int,
    perspective: tuple[str | Iterable[str] | None, str | Iterable[str] | None],
    bounds: Sequence[Bound],
) -> tuple[Workbench, list[Route]]:
    bench = prepare(model, home=perspective[0], trusted=perspective[1])
    row = subject_row(bench, subject)
    if not 0 <= weeks <= 10 * HORIZONS[-1]:
        raise AnalysisError(
            "VA607", f"week {weeks} cannot be computed.", f"Use 0 (limit) to {10 * HORIZONS[-1]}."
        )
    removal = _removal(bench, without, product=product, mode=mode)
    routes = [
        route
        for bound in bounds
        for route in follow(
            bench.engine,
            bench.removals,
            citations=bench.citations,
            effects=bench.effects(),
            asked=[(removal, row)],
            week=weeks,
            bound=bound,
        )
    ]
    return bench, routes


def explain(
    model: Model,
    subject: str,
    *,
    without: str,
    product: str | None = None,
    mode: Mode = "withheld",
    weeks: int = 52,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
) -> Route:
    """Follow the exposure of a use or product; see :func:`valuechain.explain`."""
    _, (route,) = _follow(
        model,
        subject,
        without=without,
        product=product,
        mode=mode,
        weeks=weeks,
        perspective=(home, trusted),
        bounds=("value",),
    )
    return route


def explain_with_bounds(
    model: Model,
    subject: str,
    *,
    without: str,
    product: str | None = None,
    mode: Mode = "withheld",
    weeks: int = 52,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
) -> Explained:
    """Follow an exposure as :func:`explain` does, at the upper bound too, and give its bounds."""
    bench, (route, low, high) = _follow(
        model,
        subject,
        without=without,
        product=product,
        mode=mode,
        weeks=weeks,
        perspective=(home, trusted),
        bounds=("value", "low", "high"),
    )
    return Explained(
        route=route,
        bound_low=min(low.exposure, route.exposure),
        bound_high=max(high.exposure, route.exposure),
        at_most=high,
        home=bench.home,
        trusted=bench.trusted,
    )
