"""The tables of the chokepoints."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.cut_sets import CutSets
from valuechain.indicators.evidence import Support
from valuechain.questions.chokepoints.contracts import COVERAGE, SETS, SINGLE_POINTS, STANDINGS
from valuechain.questions.chokepoints.cut_search import (
    MOST_LISTED,
    Asked,
    Cutting,
    Effect,
    Listed,
    undecided,
)
from valuechain.questions.chokepoints.words import Point, point_reason
from valuechain.results.columns import SUPPORT
from valuechain.schema import Text
from valuechain.stack.columns import Stack
from valuechain.texts.languages import LANGUAGES, Lang

_EXACT = 1e-9
_WEEKS = ("week_bound_low", "week", "week_bound_high")


@dataclass(frozen=True, slots=True)
class Answer:
    """One search with everything about its listed sets."""

    cutting: Cutting
    size: int
    rows: tuple[Listed, ...]
    effects: tuple[Effect, ...]
    routes: tuple[tuple[tuple[str, ...], Support], ...]

    @property
    def case(self) -> dict[str, object]:
        """The columns that say what was searched."""
        cutting = self.cutting
        return {"by": cutting.by, "attribute": cutting.elements.attribute, "mode": cutting.mode}


def set_table(bench: Workbench, answers: Sequence[Answer], *, asked: Asked) -> pd.DataFrame:
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
                "capped": 0 < cap < 1 and abs(effect.loss[1] - cap) < _EXACT,
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


def single_table(bench: Workbench, sets: pd.DataFrame, *, asked: Asked) -> pd.DataFrame:
    """Single points of failure over all uses, worst first."""
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
    asked: Asked,
) -> str:
    model = bench.model

    def named(text: Text) -> str:
        return (text.nl or text.en) if lang == "nl" else text.en

    groups = {key: named(one.title) for key, one in model.groups.items() if one.title}
    high = point["standing"] == "undecided"
    loss, week = ("loss_high", "week_bound_high") if high else ("loss", "week")
    deepest = rows.sort_values([loss, "use"], ascending=[False, True])
    return point_reason(
        lang,
        Point(
            what=str(point["what"]),
            name=_name_of(bench, str(point["what"]), lang),
            by=str(point["by"]),
            attribute=point["attribute"],  # type: ignore[arg-type]
            mode=point["mode"],  # type: ignore[arg-type]
            theta=asked.theta,
            weeks=asked.weeks,
            undecided=high,
            uses=tuple(
                (named(model.uses[str(use)].title), float(lost), None if pd.isna(w) else int(w))
                for use, lost, w in zip(deepest["use"], deepest[loss], deepest[week], strict=True)
            ),
            n_uses=len(asked.uses),
            through=tuple(named(model.products[product].title) for product in through),
            groups=groups,
        ),
    )


def _name_of(bench: Workbench, what: str, lang: Lang) -> str:
    """Name of a firm or producer; of a producer with its product."""
    model = bench.model
    if what in model.firms:
        return model.firms[what].name
    product, _, key = what.partition("/")
    if product not in model.products:
        return what
    text = model.products[product].title
    title = (text.nl or text.en) if lang == "nl" else text.en
    made = next(one for one in model.products[product].producers if one.key == key)
    maker = model.firms[made.firm].name if made.firm else str(made.id)
    return f"{maker} ({title})"


def coverage_table(bench: Workbench, answers: Sequence[Answer], *, asked: Asked) -> pd.DataFrame:
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
                    perhaps = sum(len(names) == size for names in undecided(cutting, use))
                    left_out = perhaps if bound == "high" and perhaps > MOST_LISTED else 0
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
