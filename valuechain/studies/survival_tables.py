"""Survival as tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from valuechain.indicators.closing import PLACES, Binding, Gap, Holding, Place, holding_of
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.results.contract import Table
from valuechain.results.survival import HOLDING, STOCKS, SURVIVAL
from valuechain.shocks.removals import Cut
from valuechain.stack.columns import Stack
from valuechain.studies.enduring import Endurance, Remedy
from valuechain.studies.losing import Loss
from valuechain.studies.loss_names import gone_of, text_of
from valuechain.studies.supporting import support_columns
from valuechain.studies.workbench import Workbench
from valuechain.texts.languages import LANGUAGES, Lang, inline, listing
from valuechain.texts.survival import Span, Weeks, survival_reason

_KINDS: Final = ("consumable", "capital", "service")
_EXACT: Final = 1e-9
_SEEN: Final = 1e-9
Row = dict[str, object]


def survival_table(bench: Workbench, losses: Sequence[Loss], *, found: Endurance) -> pd.DataFrame:
    """Losses that take a use below theta at some bound: times, gap, reason, evidence."""
    rows = []
    cited: dict[tuple[object, ...], Support] = {}
    for loss, row in _pairs(losses, found):
        verdict = found.verdict(loss, row)
        if verdict == "holds":
            continue
        unknown = _NOTHING if verdict != "gap" else _unknown(bench, found, loss.cuts[0], row)
        verdict = "undecided" if unknown.decides else verdict
        tts = _span([found.held(cut, row) for cut in reversed(loss.cuts)])
        recovery = _span([found.helped(cut, row) for cut in loss.cuts])
        gap = _span([found.missing(cut, row) for cut in loss.cuts])
        if unknown.products:
            least = 0 if unknown.decides else 1
            recovery = replace(recovery, low=least * ((tts.middle or 0) + 1))
            gap = replace(gap, low=least)
        cut = found.telling(loss, row)
        binding, column = found.falls[cut, row]
        key = (cut, row, loss.tie)
        if key not in cited:
            cited[key] = _support(bench, binding, column, row, loss)
        slots = binding.slots(row, column, place="source")
        open_ended = gap.middle is None and not unknown.products
        rows.append(
            {
                **_named(bench, loss, row),
                "verdict": verdict,
                **_columns("tts", tts),
                **_columns("weeks_to_recovery", recovery),
                **_columns("gap", gap),
                "gap_at_least": found.n_weeks - (tts.middle or 0) if open_ended else None,
                "substitution_weeks": _longest(bench, slots),
                "binding": ";".join(
                    sorted(
                        {bench.stack.product_ids[holding_of(bench.stack, s).product] for s in slots}
                    )
                ),
                **{
                    f"reason_{lang}": survival_reason(
                        lang,
                        gone_of(
                            bench.model,
                            loss.removed,
                            kind=loss.kind,
                            attribute=loss.attribute,
                            mode=loss.mode,
                            product=loss.product,
                            lang=lang,
                        ),
                        tts=tts,
                        recovery=recovery,
                        gap=gap,
                        horizon=found.n_weeks,
                        undecided=verdict == "undecided",
                        unknown=_titles(bench, unknown.products, lang),
                    )
                    for lang in LANGUAGES
                },
                **support_columns(cited[key]),
            }
        )
    return _frame(SURVIVAL, rows)


def stock_table(
    bench: Workbench,
    losses: Sequence[Loss],
    *,
    found: Endurance,
    remedies: Mapping[Gap, Remedy],
) -> pd.DataFrame:
    """What closes each gap, one row per input of which a stock is needed; or why nothing does."""
    rows: list[Row] = []
    for loss, row in _pairs(losses, found):
        cut = found.sized(loss, row)
        if cut is None:
            continue
        shared = {
            **_named(bench, loss, row),
            "bound": "value" if cut == loss.cuts[1] else "bound_high",
        }
        if np.isinf(found.helped(cut, row)):
            rows += _never(bench, found, (cut, row), shared)
            continue
        for place in PLACES:
            gap = found.gap(loss, row, place=place)
            if gap is not None and gap in remedies:
                enough = loss.cuts[2] == cut or loss.cuts[2] in remedies[gap].enough
                rows += _remedied(bench, remedies[gap], place, shared, enough=enough)
    return _frame(STOCKS, rows)


def _remedied(
    bench: Workbench, remedy: Remedy, place: Place, shared: Row, *, enough: bool
) -> Iterator[Row]:
    closed = remedy.closed
    weeks = closed.extra_weeks
    for one in closed.holdings if weeks is not None else closed.obstacles or closed.holdings:
        obstacle = None if weeks is not None else "service" if closed.obstacles else "not-found"
        yield {
            **shared,
            "held_by": place,
            **_holding(bench, one),
            "extra_weeks": weeks,
            "sufficient": "no" if weeks is None else "yes",
            "level": remedy.level,
            "sufficient_high": "yes" if weeks is not None and enough else "no",
            "obstacle": obstacle,
        }


def _never(
    bench: Workbench, found: Endurance, which: tuple[Cut, int], shared: Row
) -> Iterator[Row]:
    """Inputs that still lack what is gone in the last week, and why nobody makes up for it."""
    binding, column = found.ends[which]
    seen: dict[Holding, str] = {}
    for slot in binding.slots(which[1], column, place="source"):
        seen.setdefault(holding_of(bench.stack, slot), _obstacle(bench, slot, found.n_weeks))
    for one, obstacle in seen.items():
        yield {
            **shared,
            "held_by": "source",
            **_holding(bench, one),
            "extra_weeks": None,
            "sufficient": "no",
            "level": None,
            "sufficient_high": "no",
            "obstacle": obstacle,
        }


def _obstacle(bench: Workbench, slot: int, n_weeks: int) -> str:
    stack = bench.stack
    product = int(stack.alternative_product[stack.alternative_start[slot]])
    if not stack.slot_substitution_known[slot]:
        return "time-unknown"
    if stack.slot_substitution[slot] >= n_weeks:
        return "time"
    if bench.model.products[stack.product_ids[product]].spare_capacity is None:
        return "spare-unknown"
    return "spare-little" if stack.product_spare[product] > 0 else "spare-none"


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Products that bind and of which it is not known how soon, or how much, others step in."""

    products: tuple[str, ...]
    decides: bool
    """Whether there may be no gap at all."""


def _unknown(bench: Workbench, found: Endurance, cut: Cut, row: int) -> _Unknown:
    """Look at what binds where a use falls, and where it is not back in the last week.

    Where nobody can be there yet when it falls, there is a gap whatever they have to spare.
    """
    stack = bench.stack

    def unknown(slot: int, week: float) -> bool:
        known = bool(stack.slot_substitution_known[slot])
        product = stack.product_ids[holding_of(stack, slot).product]
        spare = bench.model.products[product].spare_capacity
        open_ = not known or (spare is None and week > stack.slot_substitution[slot])
        return open_ and _anyone_left(stack, cut, slot)

    def binds(states: Mapping[tuple[Cut, int], tuple[Binding, int]]) -> list[int]:
        if (cut, row) not in states:
            return []
        binding, column = states[cut, row]
        return binding.slots(row, column, place="source")

    falls, ends = binds(found.falls), binds(found.ends)
    week = found.held(cut, row) + 1
    at_fall = [slot for slot in falls if unknown(slot, week)]
    at_end = [slot for slot in ends if unknown(slot, found.n_weeks)]
    late = all(week <= stack.slot_substitution[slot] for slot in falls)
    products = {holding_of(stack, slot).product for slot in (*at_fall, *at_end)}
    return _Unknown(
        tuple(stack.product_ids[one] for one in sorted(products)),
        decides=bool(at_fall or (at_end and not late)),
    )


def _anyone_left(stack: Stack, cut: Cut, slot: int) -> bool:
    """Whether any supplier can still reach a slot: where none can, nobody has anything to spare."""
    left = dict(cut.capacity)
    for customers, closed in cut.classes:
        if int(stack.slot_customer[slot]) in customers:
            left |= {n: min(part, left.get(n, 1.0)) for n, part in closed}
    makers = np.flatnonzero(
        (stack.producer_product == holding_of(stack, slot).product) & (stack.producer_share > 0)
    )
    return any(left.get(n, 1.0) > 0 for n in makers.tolist())


_NOTHING: Final = _Unknown((), decides=False)


def _titles(bench: Workbench, products: Sequence[str], lang: Lang) -> str:
    return listing(lang, [inline(text_of(bench.model.products[p].title, lang)) for p in products])


def holding_table(bench: Workbench, losses: Sequence[Loss], *, found: Endurance) -> pd.DataFrame:
    """Losses that are felt and do not take a use below theta at any bound."""
    effect = bench.effects().important
    rows = []
    for loss, row in _pairs(losses, found):
        low, middle, high = (found.lowest(cut, row) for cut in reversed(loss.cuts))
        low, high = min(low, middle), max(high, middle)
        if low > 1.0 - _SEEN or found.verdict(loss, row) != "holds":
            continue
        at = 0.0 < effect < 1.0 and abs(middle - (1.0 - effect)) < _EXACT
        rows.append(
            {
                **_named(bench, loss, row),
                "lowest_low": low,
                "lowest": middle,
                "lowest_high": high,
                "capped": bool(at),
            }
        )
    return _frame(HOLDING, rows)


def _pairs(losses: Sequence[Loss], found: Endurance) -> Iterator[tuple[Loss, int]]:
    return ((loss, row) for loss in losses for row in found.watch)


def _named(bench: Workbench, loss: Loss, row: int) -> Row:
    return {
        "use": bench.stack.producer_ids[row],
        "removed": loss.removed,
        "kind": loss.kind,
        "attribute": loss.attribute,
        "mode": loss.mode,
        "product": loss.product,
    }


def _holding(bench: Workbench, one: Holding) -> Row:
    stack = bench.stack
    own = one.customer < 0
    return {
        "customer": stack.producer_ids[-1 - one.customer]
        if own
        else stack.product_ids[one.customer],
        "stocked": stack.product_ids[one.product],
        "input_kind": _KINDS[one.kind],
    }


def _span(three: Sequence[float]) -> Span:
    """Three times in order, the first expected to be the shortest; widened to hold the second."""
    low, middle, high = three
    return Span(_whole(min(low, middle)), _whole(middle), _whole(max(high, middle)))


def _whole(weeks: float) -> Weeks:
    return int(weeks) if np.isfinite(weeks) else None


def _columns(stem: str, span: Span) -> Row:
    return {f"{stem}_low": span.low, stem: span.middle, f"{stem}_high": span.high}


def _longest(bench: Workbench, slots: Sequence[int]) -> float | None:
    some = list(slots)
    if not some or not bench.stack.slot_substitution_known[some].all():
        return None
    return float(bench.stack.slot_substitution[some].max())


def _support(bench: Workbench, binding: Binding, column: int, row: int, loss: Loss) -> Support:
    return support(
        route_figures(
            binding.moments.trace.plan,
            bench.citations,
            reached=binding.reached(row),
            column=column,
            tie=loss.tie,
        )
    )


def _frame(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows in the order of the key, whole numbers whole where cells are empty too."""
    frame = pd.DataFrame(list(rows), columns=list(table.names))
    for column in table.columns:
        if column.type == "integer":
            frame[column.name] = frame[column.name].astype("Int64")
        elif column.type == "number":
            frame[column.name] = frame[column.name].astype("float64")
        elif column.type == "boolean":
            frame[column.name] = frame[column.name].astype(bool)
    return frame.sort_values(list(table.key), kind="stable").reset_index(drop=True)
