"""The dependencies that matter most: one row each, which opens to suppliers, route and sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

from valuechain.analysis.ranking import RankedDependency, top_dependencies
from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    Citation,
    CitationList,
    ColumnHead,
    Details,
    EvidenceCount,
    Heading,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.questions.nulmeting.cited import cited
from valuechain.questions.nulmeting.headline import evidence_of
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.results.routes import CitedFigure, Route
from valuechain.texts.labels import label
from valuechain.texts.languages import inline, listing
from valuechain.texts.numbers import duration, number, percent, percent_range, within
from valuechain.texts.ties import under_tie
from valuechain.vocab.words import WINDOW, Attribute

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.schema import Producer

HORIZONS: Final = ("1", "13", "52", "156")
COLUMNS: Final = ("col-week", "col-quarter", "col-year", "col-three")
_SEEN: Final = 0.005
_NEVER: Final = 1e9
"""Where an unknown time sorts: unknown is never soon."""


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """One dependency on a country's part of a product, as the page shows it."""

    title: str
    product: str
    place: str
    ties: str
    questions: str
    uses: TableCell
    use_names: str
    losses: tuple[TableCell, ...]
    replacement: TableCell
    klass: str
    class_name: str
    class_order: int
    sure: str
    """How sure the class is, in a word; empty where figures were not drawn."""
    reason: str
    evidence: EvidenceCount | None
    suppliers: tuple[str, ...]
    route_title: str
    steps: tuple[str, ...]
    figures: tuple[Citation, ...]
    decides: RankedDependency


@dataclass(frozen=True, slots=True)
class Ten:
    """The table of the ten dependencies that matter most, with what it shows."""

    heading: str
    rows: tuple[DependencyRow, ...]


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
    settings = reader.result.settings
    ours = (*settings.home_countries, *settings.trusted_countries)
    chosen = top_dependencies(reader.result.verdicts, n, inside=ours)
    rows = tuple(_row(reader, dependency) for dependency in chosen)
    return Ten(_heading(reader, rows), rows)


def _heading(reader: Reader, rows: tuple[DependencyRow, ...]) -> str:
    """State the finding; that there is none, nothing sure, and nothing judged are told apart."""
    judged, undecided = counts_of(reader)
    threshold = reader.result.settings.exposure_threshold
    if rows:
        fast = sum((row.losses[1].amount or 0.0) > threshold for row in rows)
        depth = percent(reader.lang, threshold)
        return reader.say("ten-heading", n=fast, of=len(rows), threshold=depth)
    said = {"n": number(reader.lang, judged), "open": number(reader.lang, undecided)}
    if undecided:
        return reader.say("ten-heading-undecided", **said)
    if judged:
        return reader.say("ten-heading-none", **said)
    why = "unlisted" if len(reader.result.exposure) else "unjudged"
    return reader.say(f"ten-heading-{why}", home=reader.home_said)


def counts_of(reader: Reader) -> tuple[int, int]:
    """Count the verdicts on countries outside home and trusted, and those that are undecided."""
    settings = reader.result.settings
    ours = (*settings.home_countries, *settings.trusted_countries)
    verdicts = reader.result.verdicts
    outside = verdicts[~verdicts["country"].isin(list(ours))]
    return len(outside), int((outside["class"] == "undecided").sum())


def section(reader: Reader, table: Ten) -> Section:
    """Put the dependencies in a table of which each row opens.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    table : Ten
        The dependencies.

    Returns
    -------
    Section
        Finding, table and legend.
    """
    nav, heading = reader.say("nav-ten"), Heading(table.heading)
    judged, undecided = counts_of(reader)
    if not table.rows:
        key = "ten-undecided" if undecided else ("ten-none" if judged else "ten-unjudged")
        return Section("ten", nav, (heading, Paragraph(reader.say(key))))
    text = tuple(
        ColumnHead(reader.say(f"col-{key}"), sorts=True) for key in ("what", "tie", "question")
    )
    losses = (
        ColumnHead(reader.say(key), "loss", sorts=True, over="" if n else reader.say("col-loss"))
        for n, key in enumerate(COLUMNS)
    )
    block = TableBlock(
        columns=(
            *text,
            ColumnHead(reader.say("col-uses"), "number", sorts=True),
            *losses,
            ColumnHead(reader.say("col-replace"), "number", sorts=True),
            ColumnHead(reader.say("col-class"), "class", sorts=True),
            ColumnHead(reader.say("col-evidence"), "evidence", sorts=True),
        ),
        rows=tuple(_body_row(reader, row) for row in table.rows),
        style="dependencies",
        caption=reader.say("ten-caption"),
    )
    text_lead = reader.say("ten-lead")
    if undecided:
        open_ones = reader.say(
            f"ten-lead-open{'-one' if undecided == 1 else ''}", n=number(reader.lang, undecided)
        )
        text_lead = f"{text_lead} {open_ones}"
    notes = reader.say("legend-evidence")
    if any(_falls(row) for row in table.rows):
        notes = f"{notes} {reader.say('falls')}"
    lead, legend = Paragraph(text_lead), Paragraph(notes, "small")
    return Section("ten", nav, (heading, lead, block, legend))


def _falls(row: DependencyRow) -> bool:
    """Tell whether less is lost at a later horizon than at an earlier one."""
    lost = [cell.amount or 0.0 for cell in row.losses]
    return any(later < sooner - _SEEN for sooner, later in pairwise(lost))


def _body_row(reader: Reader, row: DependencyRow) -> BodyRow:
    judged = -1 if row.evidence is None else row.evidence.judgement
    cells = (
        *(TableCell(text) for text in (row.title, row.ties, row.questions)),
        row.uses,
        *row.losses,
        row.replacement,
        TableCell(row.class_name, order=row.class_order, note=row.sure, word=row.klass),
        TableCell("–", order=judged, evidence=row.evidence),
    )
    inside: list[Block] = [Paragraph(f"{row.use_names}.", label=reader.say("col-uses"))]
    if row.suppliers:
        inside += [Heading(reader.say("suppliers"), 3), ListBlock(row.suppliers)]
    if row.steps:
        route = Heading(f"{reader.say('route')}: {row.route_title}", 3)
        inside += [route, ListBlock(row.steps, ordered=True)]
    if row.figures:
        inside += [Heading(reader.say("figures"), 3), CitationList(row.figures)]
    return BodyRow(cells, row.reason, Details(reader.say("open-row"), tuple(inside)))


def _row(reader: Reader, found: RankedDependency) -> DependencyRow:
    lang = reader.lang
    frame = rows_of(
        reader.result.dependencies,
        use=found.use,
        product=found.product,
        removed=found.country,
        attribute=found.attribute,
        mode=found.mode,
        rule="default",
    )
    loss = {str(row["horizon_weeks"]): row for row in frame.to_dict("records")}
    weeks = found.replacement_weeks
    route = route_of(reader, found)
    judged = {
        "use": found.use,
        "product": found.product,
        "removed": found.country,
        "attribute": found.attribute,
        "mode": found.mode,
        "horizon_weeks": WINDOW
        if reader.model.uses[found.use].critical_window
        else str(reader.result.settings.judged_weeks),
    }
    classes = ("risky-strategic", "strategic", "watch")
    return DependencyRow(
        title=_title(reader, found),
        product=reader.names.title(found.product),
        place=reader.names.short(found.country),
        ties=listing(lang, [label(lang, tie, of="attribute") for tie in told_ties(found.ties)]),
        questions=listing(lang, [label(lang, asked, of="question") for asked in found.questions]),
        uses=TableCell(_of_all(reader, len(found.uses)), len(found.uses)),
        use_names=listing(lang, [inline(reader.names.title(use)) for use in found.uses]),
        losses=tuple(_loss(reader, loss.get(horizon)) for horizon in HORIZONS),
        replacement=TableCell(
            reader.say("unknown") if weeks is None else duration(lang, weeks),
            weeks,
            order=_NEVER if weeks is None else None,
        ),
        klass=found.klass,
        class_name=label(lang, found.klass, of="class"),
        class_order=classes.index(found.klass),
        sure=_sure(reader, found),
        reason=" ".join((found.reasons[lang], *reader.measured_of(found.use, found.product))),
        evidence=evidence_of(reader, _series(judged)),
        suppliers=tuple(_suppliers(reader, found)),
        route_title=""
        if route is None
        else reader.say(
            "route-week",
            use=reader.names.title(route.subject),
            when=within(lang, route.week or "limit"),
        ),
        steps=tuple(_steps(reader, route)),
        figures=tuple(cited(reader, figure) for figure in _figures_of(route)),
        decides=found,
    )


def _sure(reader: Reader, found: RankedDependency) -> str:
    """How sure the verdict is that decides, and its likeliest class if that is another."""
    rows = rows_of(
        reader.result.verdicts,
        use=found.use,
        product=found.product,
        country=found.country,
        attribute=found.attribute,
        question=found.question,
    )
    row = rows.iloc[0]
    if not row["sureness"]:
        return ""
    word = label(reader.lang, str(row["sureness"]), of="sureness")
    if row["likeliest"] == found.klass:
        return word
    other = label(reader.lang, str(row["likeliest"]), of="class")
    return reader.say("sure-rather", word=word, klass=other)


def _of_all(reader: Reader, n: int) -> str:
    return reader.say("uses-of", n=n, of=reader.result.exposure["use"].nunique())


def _title(reader: Reader, found: RankedDependency) -> str:
    """Name a dependency by its product and how it hangs on the country."""
    told = told_ties(found.ties)
    attribute = cast("Attribute", told[0] if told else found.attribute)
    tie = under_tie(reader.lang, found.country, attribute=attribute, titles=reader.names.groups)
    return f"{reader.names.title(found.product)} {tie}"


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


def _loss(reader: Reader, row: "dict[object, object] | None") -> TableCell:
    if row is None:
        return TableCell("–", order=-1.0)
    amount = float(str(row["value"]))
    return TableCell(percent(reader.lang, amount), amount)


def route_of(reader: Reader, found: RankedDependency) -> Route | None:
    """Find the route that explains a dependency: of its use, tie and mode, nearest the horizon."""
    week = found.week
    fitting = [
        route
        for route in reader.result.routes.values()
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


def _suppliers(reader: Reader, found: RankedDependency) -> list[str]:
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
        name = reader.names.text(producer.title)
    share = percent_range(
        lang, producer.share.low, mode=producer.share.mode, high=producer.share.high
    )
    parts = [
        f"{name}: {share}",
        f"{label(lang, 'site', of='attribute')} {reader.names.short(site)}",
        f"{label(lang, 'owner', of='attribute')} {reader.names.short(owner)}",
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
            product=inline(reader.names.title(step.product)),
            kind=label(lang, step.kind, of="kind"),
            essentiality=label(lang, step.essentiality, of="essentiality"),
            left=percent(lang, step.left),
        )
        names = [reader.names.supplier(name) for name, _ in step.suppliers[:4]]
        if names:
            text += " " + reader.say("route-through", names=listing(lang, names))
        lines.append(text)
    return list(dict.fromkeys(lines))


def _customer(reader: Reader, customer: str) -> str:
    """Name the customer of a step: a use, or a maker with what it makes."""
    product, slash, _ = customer.partition("/")
    if not slash:
        return reader.names.title(customer)
    made = inline(reader.names.title(product))
    return reader.say("route-customer", maker=reader.names.supplier(customer), product=made)


def _figures_of(route: Route | None) -> tuple[CitedFigure, ...]:
    """List the figures of a route, each once."""
    found: dict[str, CitedFigure] = {}
    for step in () if route is None else route.steps:
        for figure in step.figures:
            found.setdefault(figure.keys, figure)
    return tuple(found.values())
