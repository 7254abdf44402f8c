"""The dependencies that matter most: one row each, which opens to suppliers, route and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from valuechain.report.cited import Said, said
from valuechain.report.headline import Evidence, evidence_of
from valuechain.report.reader import Reader, rows_of
from valuechain.results.ranking import Dependency, top_dependencies
from valuechain.results.routes import CitedFigure, Route
from valuechain.texts.labels import label
from valuechain.texts.languages import inline, listing
from valuechain.texts.numbers import duration, percent, percent_range, within
from valuechain.texts.ties import under_tie
from valuechain.vocab.words import Attribute

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.schema import Producer

HORIZONS = ("1", "13", "52", "156")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that sorts: its text and the number it stands for."""

    text: str
    order: float


@dataclass(frozen=True, slots=True)
class Row:
    """One dependency as the page shows it."""

    title: str
    product: str
    place: str
    ties: str
    questions: str
    uses: Cell
    use_names: str
    losses: tuple[Cell, ...]
    replacement: Cell
    klass: str
    class_name: str
    class_order: int
    reason: str
    evidence: Evidence | None
    suppliers: tuple[str, ...]
    route_title: str
    steps: tuple[str, ...]
    figures: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Ten:
    """The table, with its finding."""

    heading: str
    rows: tuple[Row, ...]


def ten(reader: Reader, *, n: int = 10) -> Ten:
    """Make the table of the dependencies that matter most.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    n : int, optional
        How many rows at most.

    Returns
    -------
    Ten
        The rows, worst first, and the finding that stands above them.
    """
    settings = reader.base.settings
    ours = (*settings.home_countries, *settings.trusted_countries)
    chosen = top_dependencies(reader.base.verdicts, n, inside=ours)
    rows = tuple(_row(reader, dependency) for dependency in chosen)
    threshold = reader.base.settings.exposure_threshold
    fast = sum(row.losses[1].order > threshold for row in rows)
    heading = (
        reader.say("ten-heading", n=fast, of=len(rows), threshold=percent(reader.lang, threshold))
        if rows
        else reader.say("ten-heading-none")
    )
    return Ten(heading, rows)


def _row(reader: Reader, found: Dependency) -> Row:
    lang = reader.lang
    frame = rows_of(
        reader.base.dependencies,
        use=found.use,
        product=found.product,
        removed=found.country,
        attribute=found.attribute,
        mode=found.mode,
        rule="default",
    )
    loss = {row["horizon_weeks"]: row for row in frame.to_dict("records")}
    weeks = found.replacement_weeks
    route = route_of(reader, found)
    judged = {
        "use": found.use,
        "product": found.product,
        "removed": found.country,
        "attribute": found.attribute,
        "mode": found.mode,
        "horizon_weeks": "window"
        if reader.model.uses[found.use].critical_window
        else str(reader.base.settings.judged_weeks),
    }
    classes = ("risky-strategic", "strategic", "watch")
    return Row(
        title=_title(reader, found),
        product=reader.product(found.product),
        place=reader.short(found.country),
        ties=listing(lang, [label(lang, tie, of="attribute") for tie in told_ties(found.ties)]),
        questions=listing(lang, [label(lang, asked, of="question") for asked in found.questions]),
        uses=Cell(_of_all(reader, len(found.uses)), len(found.uses)),
        use_names=listing(lang, [inline(reader.use(use)) for use in found.uses]),
        losses=tuple(_loss(reader, loss.get(horizon)) for horizon in HORIZONS),
        replacement=Cell(
            reader.say("unknown") if weeks is None else duration(lang, weeks),
            1e9 if weeks is None else weeks,
        ),
        klass=found.klass,
        class_name=label(lang, found.klass, of="class"),
        class_order=classes.index(found.klass),
        reason=found.reasons[lang],
        evidence=evidence_of(reader, _series(judged)),
        suppliers=tuple(_suppliers(reader, found)),
        route_title=""
        if route is None
        else reader.say(
            "route-week",
            use=reader.product(route.subject),
            when=within(lang, route.week or "limit"),
        ),
        steps=tuple(_steps(reader, route)),
        figures=tuple(said(reader, figure) for figure in _figures_of(route)),
    )


def _of_all(reader: Reader, n: int) -> str:
    return reader.say("uses-of", n=n, of=reader.base.exposure["use"].nunique())


def _title(reader: Reader, found: Dependency) -> str:
    """Name a dependency by its product and how it hangs on the country."""
    told = told_ties(found.ties)
    attribute = cast("Attribute", told[0] if told else found.attribute)
    tie = under_tie(reader.lang, found.country, attribute=attribute, titles=reader.groups)
    return f"{reader.product(found.product)} {tie}"


def told_ties(ties: Sequence[str]) -> tuple[str, ...]:
    """Leave out what goes without saying: who obeys the owner's law is mostly led from there too.

    Examples
    --------
    >>> told_ties(("site", "headquarters", "owner")), told_ties(("headquarters",))
    (('site', 'owner'), ('headquarters',))
    """
    return tuple(tie for tie in ties if tie != "headquarters" or "owner" not in ties)


def _series(row: dict[str, str]) -> "pd.Series":
    import pandas as pd

    return pd.Series(row)


def _loss(reader: Reader, row: "dict[object, object] | None") -> Cell:
    if row is None:
        return Cell("–", -1.0)
    amount = float(str(row["value"]))
    return Cell(percent(reader.lang, amount), amount)


def route_of(reader: Reader, found: Dependency) -> Route | None:
    """Find the route that explains a dependency: of its use, tie and mode, nearest the horizon."""
    week = found.week
    fitting = [
        route
        for route in reader.base.routes.values()
        if route.subject == found.use
        and route.mode == found.mode
        and route.removed in {found.removed, f"{found.product} from {found.country}"}
    ]
    fitting.sort(
        key=lambda route: (
            route.attribute != found.attribute,
            abs((route.week or 9999) - week),
            route.attribute,
        )
    )
    return fitting[0] if fitting else None


def _suppliers(reader: Reader, found: Dependency) -> list[str]:
    """Say who supplies the product from there, or under control of there, largest first."""
    product = reader.model.products.get(found.product)
    lines = []
    for producer in sorted(
        product.producers if product else (), key=lambda p: (-p.share.mode, p.site, p.firm or "")
    ):
        site, head, owner = _countries(reader, producer)
        if found.country in (site, head, owner):
            lines.append(_supplier(reader, producer, site=site, owner=owner))
    return lines


def _countries(reader: Reader, producer: "Producer") -> tuple[str, str, str]:
    firm = reader.model.firms.get(producer.firm or "")
    if firm is not None:
        return producer.site, firm.headquarters, firm.owner
    site = producer.site
    return site, producer.headquarters or site, producer.owner or site


def _supplier(reader: Reader, producer: "Producer", *, site: str, owner: str) -> str:
    lang = reader.lang
    firm = reader.model.firms.get(producer.firm or "")
    name = firm.name if firm is not None else producer.id or ""
    if firm is None and producer.title is not None:
        name = reader.text(producer.title)
    share = percent_range(
        lang, producer.share.low, mode=producer.share.mode, high=producer.share.high
    )
    parts = [
        f"{name}: {share}",
        f"{label(lang, 'site', of='attribute')} {reader.short(site)}",
        f"{label(lang, 'owner', of='attribute')} {reader.short(owner)}",
    ]
    status = "" if producer.status is None else label(lang, producer.status, of="status")
    if producer.source:
        parts.append(f"{producer.source} ({status})" if status else producer.source)
    return ", ".join(parts)


def _steps(reader: Reader, route: Route | None) -> list[str]:
    """Say the steps of a route, from the use down."""
    lang = reader.lang
    lines = []
    for step in () if route is None else sorted(route.steps, key=lambda step: step.depth):
        text = reader.say(
            "route-step",
            customer=_customer(reader, step.customer),
            missing=percent(lang, step.missing),
            product=inline(reader.product(step.product)),
            kind=label(lang, step.kind, of="kind"),
            essentiality=label(lang, step.essentiality, of="essentiality"),
            left=percent(lang, step.left),
        )
        names = [reader.supplier(name) for name, _ in step.suppliers[:4]]
        if names:
            text += " " + reader.say("route-through", names=listing(lang, names))
        lines.append(text)
    return lines


def _customer(reader: Reader, customer: str) -> str:
    """Name the customer of a step: a use, or a maker with what it makes."""
    product, slash, _ = customer.partition("/")
    if not slash:
        return reader.product(customer)
    made = inline(reader.product(product))
    return reader.say("route-customer", maker=reader.supplier(customer), product=made)


def _figures_of(route: Route | None) -> tuple[CitedFigure, ...]:
    """List the figures of a route, each once."""
    found: dict[str, CitedFigure] = {}
    for step in () if route is None else route.steps:
        for figure in step.figures:
            found.setdefault(figure.keys, figure)
    return tuple(found.values())
