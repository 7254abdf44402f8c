"""One exposure followed back to the figures it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.indicators.explain import explain as follow
from valuechain.results.routes import Route
from valuechain.schema import Model
from valuechain.shocks.perspective import countries_of
from valuechain.shocks.removals import Bound, Removal, to_shocks
from valuechain.studies.workbench import Workbench, prepare
from valuechain.vocab.words import ATTRIBUTES, HORIZONS, Mode


def subject_rows(bench: Workbench, subject: str) -> tuple[int, ...]:
    """Rows of a use, of the uses of a group, or of the virtual buyer of a product.

    Raises
    ------
    AnalysisError
        VA605: there is no such use, group or product.
    """
    model = bench.model
    if subject in model.use_groups and (rows := bench.named_uses(subject)):
        return rows
    name = subject if subject in model.uses else f"buyer/{subject}"
    if name not in bench.stack.producer_ids:
        remedy = nearest(subject, (*model.uses, *model.use_groups, *model.products))
        raise AnalysisError("VA605", f"unknown use or product {subject!r}.", remedy)
    return (bench.stack.position(name),)


def _week(bench: Workbench, removal: Removal, row: int) -> int:
    """Week looked at where none is asked: of a use with a window the one it loses most in."""
    within = bench.windows[bench.uses.index(row)] if row in bench.uses else 0
    if not within:
        return HORIZONS[2]
    shocks = to_shocks(bench.stack, [bench.removals.cut(removal, "value")])
    left = bench.engine.weeks(shocks, bench.effects(), watch=[row], n_weeks=within)[0, :, 0]
    return int(left.argmin()) + 1 if left.min() < 1 else within


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
    window_weeks: float | None = None
    """Critical window in which the week looked at loses most, where no week was asked."""
    group: tuple[str, ...] = ()
    """Uses of the group asked about; the subject of the route is the one that loses most."""


def _follow(
    model: Model,
    subject: str,
    *,
    without: str,
    product: str | None,
    mode: Mode,
    weeks: int | None,
    perspective: tuple[str | Iterable[str] | None, str | Iterable[str] | None],
    bounds: Sequence[Bound],
) -> tuple[Workbench, list[Route]]:
    bench = prepare(model, home=perspective[0], trusted=perspective[1])
    rows = subject_rows(bench, subject)
    if weeks is not None and not 0 <= weeks <= 10 * HORIZONS[-1]:
        raise AnalysisError(
            "VA607", f"week {weeks} cannot be computed.", f"Use 0 (limit) to {10 * HORIZONS[-1]}."
        )
    removal = _removal(bench, without, product=product, mode=mode)
    found = [
        [
            route
            for bound in bounds
            for route in follow(
                bench.engine,
                bench.removals,
                citations=bench.citations,
                effects=bench.effects(),
                asked=[(removal, row)],
                week=_week(bench, removal, row) if weeks is None else weeks,
                bound=bound,
            )
        ]
        for row in rows
    ]
    return bench, max(found, key=lambda routes: [route.exposure for route in routes])


def explain(
    model: Model,
    subject: str,
    *,
    without: str,
    product: str | None = None,
    mode: Mode = "withheld",
    weeks: int | None = None,
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
    weeks: int | None = None,
    home: str | Iterable[str] | None = None,
    trusted: str | Iterable[str] | None = None,
) -> Explained:
    """Follow an exposure as :func:`explain` does, at the upper bound too, and give its bounds.

    Of a group of uses the one that loses most is followed.
    """
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
    use = bench.model.uses.get(route.subject)
    grouped = bench.named_uses(subject) if subject in bench.model.use_groups else ()
    return Explained(
        route=route,
        window_weeks=use.critical_window if use is not None and weeks is None else None,
        group=tuple(bench.stack.producer_ids[row] for row in grouped),
        bound_low=min(low.exposure, route.exposure),
        bound_high=max(high.exposure, route.exposure),
        at_most=high,
        home=bench.home,
        trusted=bench.trusted,
    )
