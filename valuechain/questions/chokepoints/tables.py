"""The tables of the chokepoints: sets that bring a use down, and how complete the search is."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.question_frame import conclude
from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.cut_sets import CutSets
from valuechain.presentation.names import Names
from valuechain.questions.chokepoints.cut_search import (
    FoundCutSets,
    SearchTerms,
    is_listed,
    undecided,
)
from valuechain.questions.chokepoints.study import BYS, MeasuredChokepoints, measure
from valuechain.questions.chokepoints.words import WORDS, Point, point_reason
from valuechain.results.columns import (
    ATTRIBUTE,
    CAPPED,
    MODE,
    SUPPORT,
    USE,
    count,
    fraction,
    ids,
    triple,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.results.result import Result
from valuechain.stack.columns import Stack
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.vocab.tolerances import EXACT

STANDINGS: Final = ("certain", "figure", "undecided")
FILLS: Final = ("yes", "partly", "no", "later", "unknown")
BOUNDS_SEARCHED: Final = ("value", "high")
REASONS: Final = ("all", "responses", "sets", "many", "skipped")

BY: Final = words(
    "by",
    BYS,
    "What is taken away in sets: countries, firms, or producers (who makes one product in one "
    "country)",
    "Wat in verzamelingen wegvalt: landen, bedrijven, of producenten (wie één product in één "
    "land maakt)",
)
STANDING: Final = words(
    "standing",
    STANDINGS,
    "certain: the named suppliers alone bring the use down; figure: at the figure it does; "
    "undecided: only if unlisted supply is theirs too",
    "certain: de genoemde leveranciers alleen halen de toepassing neer; figure: bij het cijfer; "
    "undecided: alleen als ook niet-genoemd aanbod van hen is",
)
THROUGH: Final = ids(
    "through",
    "Products of what is taken away on the binding routes, nearest to the use first, separated "
    "by ;",
    "Producten van wat wegvalt op de bepalende routes, dichtst bij de toepassing eerst, "
    "gescheiden door ;",
    optional=True,
)


def _week(name: str, en: str, nl: str) -> Column:
    return Column(name, "integer", "weeks", en, nl, optional=True)


SETS: Final = Table(
    "sets",
    "Smallest sets that bring a use below theta, without substitution: no part of them does",
    "Kleinste verzamelingen die een toepassing onder theta brengen, zonder vervanging: geen deel "
    "ervan doet dat",
    (
        BY,
        ATTRIBUTE,
        MODE,
        USE,
        Column("size", "integer", "count", "Members of the set", "Leden van de verzameling"),
        ids("members", "The set, separated by ;", "De verzameling, gescheiden door ;"),
        ids(
            "owners",
            "Owner countries of firms and producers, separated by ;",
            "Landen van de eigenaren van bedrijven en producenten, gescheiden door ;",
            optional=True,
        ),
        STANDING,
        *triple(
            "loss", "fraction", "Deepest loss within the weeks", "Diepste verlies binnen de weken"
        ),
        CAPPED,
        _week(
            "week_bound_low",
            "First week below theta through the named suppliers alone; empty if not in the weeks "
            "looked at (156 for the limit)",
            "Eerste week onder theta via de genoemde leveranciers alleen; leeg als dat niet binnen "
            "de bekeken weken is (156 voor de limiet)",
        ),
        _week("week", "First week below theta", "Eerste week onder theta"),
        _week(
            "week_bound_high",
            "First week below theta if unlisted supply is theirs too",
            "Eerste week onder theta als ook niet-genoemd aanbod van hen is",
        ),
        Column(
            "level_with_substitution",
            "number",
            "fraction",
            "Level in the last week looked at if others step in: an upper bound, their own inputs "
            "are not traced; at the figure, or where undecided at the upper bound",
            "Niveau in de laatste bekeken week als anderen inspringen: een bovengrens, hun eigen "
            "inputs zijn niet gevolgd; bij het cijfer, of waar onbeslist bij de bovengrens",
        ),
        words(
            "spare_capacity_fills",
            FILLS,
            "Whether spare capacity lifts the use back to theta by then: yes, partly, no; later: "
            "it is not yet below theta in that week; unknown: known capacity does not, and of a "
            "product on the route it is not known how much there is",
            "Of vrije capaciteit de toepassing dan weer op theta brengt: yes, partly, no; later: "
            "zij is in die week nog niet onder theta; unknown: de bekende niet, en van een product "
            "op de route is niet bekend hoeveel er is",
        ),
        THROUGH,
        *SUPPORT,
    ),
    ("by", "attribute", "mode", "use", "members"),
    (("loss_low", "loss", "loss_high"),),
)
SINGLE_POINTS: Final = Table(
    "single_points",
    "Single points of failure, worst first: one country, firm or producer that brings uses down",
    "Enkelvoudige knelpunten, ergste eerst: één land, bedrijf of producent dat toepassingen "
    "neerhaalt",
    (
        count("rank", "Place in the order", "Plaats in de volgorde"),
        ids("what", "Country, firm or producer", "Land, bedrijf of producent"),
        BY,
        ATTRIBUTE,
        MODE,
        count(
            "uses_cut", "Uses below theta at the figure", "Toepassingen onder theta bij het cijfer"
        ),
        count(
            "uses_undecided",
            "Further uses below theta only if unlisted supply is theirs too",
            "Verdere toepassingen onder theta alleen als ook niet-genoemd aanbod van hen is",
        ),
        ids("uses", "The uses, separated by ;", "De toepassingen, gescheiden door ;"),
        STANDING,
        *triple(
            "deepest_loss",
            "fraction",
            "Deepest loss of those uses",
            "Diepste verlies van die toepassingen",
        ),
        _week(
            "earliest_week",
            "First week in which one is below theta",
            "Eerste week dat er een onder theta is",
        ),
        THROUGH,
        ids("reason_nl", "Why, in Dutch", "Waarom, in het Nederlands"),
        ids("reason_en", "Why, in English", "Waarom, in het Engels"),
        *SUPPORT,
    ),
    ("rank",),
    (("deepest_loss_low", "deepest_loss", "deepest_loss_high"),),
)
COVERAGE: Final = Table(
    "coverage",
    "How complete the search is, per use and size of set",
    "Hoe volledig de zoektocht is, per toepassing en grootte van verzameling",
    (
        BY,
        ATTRIBUTE,
        MODE,
        USE,
        words(
            "searched_at",
            BOUNDS_SEARCHED,
            "value: sets that cut at the figure; high: sets that may cut if unlisted supply is "
            "theirs",
            "value: verzamelingen die bij het cijfer snijden; high: die misschien snijden als "
            "niet-genoemd aanbod van hen is",
        ),
        Column("size", "integer", "count", "Members of the sets", "Leden van de verzamelingen"),
        count("elements", "Things that could be taken away", "Dingen die konden wegvallen"),
        fraction(
            "level_without_all",
            "Lowest level within the weeks if all of them are taken away together",
            "Laagste niveau binnen de weken als zij alle samen wegvallen",
        ),
        count("found", "Smallest sets found", "Gevonden kleinste verzamelingen"),
        count("listed", "Of these: listed in `sets`", "Daarvan: genoemd in `sets`"),
        Column(
            "complete",
            "boolean",
            "",
            "Whether these are all sets of that size",
            "Of dit alle verzamelingen van die grootte zijn",
        ),
        words(
            "reason",
            REASONS,
            "all: complete and listed; responses, sets: the stated maximum was reached; many: "
            "complete, but too many that are undecided to list; skipped: not looked for, since any "
            "firm may be in every remainder",
            "all: volledig en genoemd; responses, sets: het gestelde maximum is bereikt; many: "
            "volledig, maar te veel onbesliste om te noemen; skipped: niet gezocht, omdat elk "
            "bedrijf in elke restpost kan zitten",
        ),
    ),
    ("by", "attribute", "mode", "use", "searched_at", "size"),
)
TABLES: Final = (SETS, SINGLE_POINTS, COVERAGE)


_WEEKS = ("week_bound_low", "week", "week_bound_high")


HEADLINE: Final = (SINGLE_POINTS,)
"""The tables of this question that a nulmeting holds too."""


def result(measured: MeasuredChokepoints, *, overlays: Sequence[str] = ()) -> Result:
    """Put the smallest sets that bring each use down in tables.

    Parameters
    ----------
    measured : MeasuredChokepoints
        From `valuechain.questions.chokepoints.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    bench, asked, answers = measured.bench, measured.asked, measured.answers
    sets = set_table(bench, answers, asked=asked)
    return conclude(
        bench,
        "chokepoints",
        said=WORDS,
        contracts=TABLES,
        frames={
            "sets": sets,
            "single_points": single_table(bench, sets, asked=asked),
            "coverage": coverage_table(bench, answers, asked=asked),
        },
        options=measured.options,
        counts={"responses": sum(one.cutting.losses.counts.total() for one in answers)},
        overlays=overlays,
    )


def headline(bench: Workbench, **_: object) -> dict[str, pd.DataFrame]:
    """Single points of failure: what is withheld by owner, what is lost by site, within a year."""
    found = measure(bench, size=1)
    sets = set_table(bench, found.answers, asked=found.asked)
    return {SINGLE_POINTS.name: single_table(bench, sets, asked=found.asked)}


def set_table(
    bench: Workbench, answers: Sequence[FoundCutSets], *, asked: SearchTerms
) -> pd.DataFrame:
    """All listed sets, smallest, surest and deepest first within each use."""
    rows, cap = [], asked.effects.important
    for order, answer in enumerate(answers):
        for row, effect, (through, support) in zip(
            answer.rows, answer.effects, answer.routes, strict=True
        ):
            names = answer.cutting.name(row.members)
            weeks = (week or None for week in effect.first_week)
            one = {
                **answer.case,
                "use": bench.stack.producer_ids[asked.uses[row.use]],
                "size": len(names),
                "members": ";".join(names),
                "owners": ";".join(_owners(bench.stack, answer.cutting.by, names)) or None,
                "standing": row.standing,
                **dict(zip(("loss_low", "loss", "loss_high"), effect.loss, strict=True)),
                "capped": 0 < cap < 1 and abs(effect.loss[1] - cap) < EXACT,
                **dict(zip(_WEEKS, weeks, strict=True)),
                "level_with_substitution": effect.with_substitution,
                "spare_capacity_fills": _fills(bench, effect.fills, through=through),
                "through": ";".join(through) or None,
                **support_columns(support),
            }
            place = (order, row.use, len(names), STANDINGS.index(row.standing))
            rows.append(((*place, -effect.loss[1], -effect.loss[2], names), one))
    frame = pd.DataFrame([one for _, one in sorted(rows, key=lambda p: p[0])], columns=SETS.names)
    whole = [*_WEEKS, "weakest_credibility"]
    return frame.astype({**dict.fromkeys(whole, "Int64"), "capped": bool})


def _fills(bench: Workbench, known: str, *, through: Sequence[str]) -> str:
    """What spare capacity does: unknown where more than is known of could be there."""
    products = (bench.model.products[one] for one in through)
    open_ = any(one.spare_capacity is None for one in products)
    return "unknown" if known in {"no", "partly"} and open_ else known


def _owners(stack: Stack, by: str, names: Sequence[str]) -> list[str]:
    """Owner country of each member; countries own themselves."""
    if by == "countries":
        return []
    found = []
    for name in names:
        if by == "firms":
            firm = stack.firm_ids.index(name)
            row = int(np.flatnonzero(stack.producer_firm == firm)[0])
        else:
            row = stack.position(name)
        place = int(stack.producer_owner[row])
        found.append(stack.place_ids[place] if place >= 0 else "?")
    return found


def single_table(bench: Workbench, sets: pd.DataFrame, *, asked: SearchTerms) -> pd.DataFrame:
    """Countries, firms and producers that alone bring a use down, the worst first."""
    points = []
    one_alone = sets[sets["size"] == 1]
    for key, rows in one_alone.groupby(["by", "attribute", "mode", "members"], sort=True):
        by, attribute, mode, what = (str(part) for part in key)
        sure = rows[rows["standing"] != "undecided"]
        shown = sure if len(sure) else rows
        standing = min(map(str, shown["standing"]), key=STANDINGS.index)
        week = shown["week"].dropna() if len(sure) else shown["week_bound_high"].dropna()
        ordered = _most_first([text.split(";") for text in shown["through"].dropna()])
        deepest = [float(shown[name].max()) for name in ("loss_low", "loss", "loss_high")]
        point = {
            "what": what,
            "by": by,
            "attribute": attribute,
            "mode": mode,
            "uses_cut": len(sure),
            "uses_undecided": len(rows) - len(sure),
            "uses": ";".join(shown["use"]),
            "standing": standing,
            "deepest_loss_low": deepest[0],
            "deepest_loss": deepest[1],
            "deepest_loss_high": deepest[2],
            "earliest_week": int(week.min()) if len(week) else None,
            "through": ";".join(ordered) or None,
        }
        for lang in LANGUAGES:
            point[f"reason_{lang}"] = _reason(bench, lang, point, shown, ordered, asked=asked)
        # the evidence of the deepest of these losses
        worst = shown.sort_values(["loss", "loss_high", "use"], ascending=[False, False, True])
        point |= {column.name: worst[column.name].iloc[0] for column in SUPPORT}
        order = (-len(sure), -deepest[1], -deepest[2], week.min() if len(week) else np.inf)
        points.append(((*order, by, mode, what), point))
    ranked = [
        {"rank": rank, **point}
        for rank, (_, point) in enumerate(sorted(points, key=lambda p: p[0]), start=1)
    ]
    frame = pd.DataFrame(ranked, columns=SINGLE_POINTS.names)
    return frame.astype(dict.fromkeys(["earliest_week", "weakest_credibility"], "Int64"))


def _most_first(routes: Sequence[Sequence[str]]) -> list[str]:
    """Products by how many uses they carry a loss to, then by how near to a use."""
    count = Counter(product for one in routes for product in one)
    near = {product: len(one) for one in routes for product in one}
    for one in routes:
        for place, product in enumerate(one):
            near[product] = min(near[product], place)
    return sorted(count, key=lambda product: (-count[product], near[product], product))


def _reason(
    bench: Workbench,
    lang: Lang,
    point: dict[str, object],
    rows: pd.DataFrame,
    through: Sequence[str],
    *,
    asked: SearchTerms,
) -> str:
    names = Names(bench.model, lang)
    high = point["standing"] == "undecided"
    loss, week = ("loss_high", "week_bound_high") if high else ("loss", "week")
    deepest = rows.sort_values([loss, "use"], ascending=[False, True])
    return point_reason(
        lang,
        Point(
            what=str(point["what"]),
            name=_name_of(names, str(point["what"])),
            by=str(point["by"]),
            attribute=point["attribute"],  # type: ignore[arg-type]
            mode=point["mode"],  # type: ignore[arg-type]
            theta=asked.theta,
            weeks=asked.weeks,
            undecided=high,
            uses=tuple(
                (names.title(str(use)), float(lost), None if pd.isna(w) else int(w))
                for use, lost, w in zip(deepest["use"], deepest[loss], deepest[week], strict=True)
            ),
            n_uses=len(asked.uses),
            through=tuple(map(names.title, through)),
            groups=names.groups,
        ),
    )


def _name_of(names: Names, what: str) -> str:
    """Name of a firm or producer; of a producer with its product."""
    model = names.model
    if what in model.firms:
        return model.firms[what].name
    product = what.partition("/")[0]
    return f"{names.maker(what)} ({names.title(product)})" if product in model.products else what


def coverage_table(
    bench: Workbench, answers: Sequence[FoundCutSets], *, asked: SearchTerms
) -> pd.DataFrame:
    """How complete every search is, per use, bound and size."""
    rows = []
    for answer in answers:
        cutting = answer.cutting
        everything = [(1 << cutting.elements.size) - 1]
        left = {b: cutting.losses.lowest(everything, b)[0] for b in cutting.found}
        for use, row in enumerate(asked.uses):
            for bound, found in cutting.found.items():
                for size in range(1, answer.size + 1):
                    one = found[use]
                    count = one.of_size(size)
                    sizes = [len(names) for names in undecided(cutting, use)]
                    counted = bound == "high" and not is_listed(size, sizes)
                    left_out = sizes.count(size) if counted else 0
                    rows.append(
                        {
                            **answer.case,
                            "use": bench.stack.producer_ids[row],
                            "searched_at": bound,
                            "size": size,
                            "elements": cutting.elements.size,
                            "level_without_all": min(1.0, float(left[bound][use])),
                            "found": count,
                            "listed": count - left_out,
                            "complete": one.is_complete(size),
                            "reason": _reached(one, size, left_out=left_out),
                        }
                    )
    return pd.DataFrame(rows, columns=COVERAGE.names)


def _reached(found: CutSets, size: int, *, left_out: int) -> str:
    """Why a search ended where it did."""
    if found.is_complete(size):
        return "many" if left_out else "all"
    return found.stopped or "skipped"
