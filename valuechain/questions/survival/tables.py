"""The tables of survival: how long a use holds, when it is back, and the stock in between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.question_frame import conclude
from valuechain.analysis.removal_choice import RemovalCuts
from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.evidence import Support, route_figures, support
from valuechain.indicators.gap_stock import (
    PLACES,
    BindingInputs,
    Gap,
    StockHolding,
    StockPlace,
    holding_of,
)
from valuechain.presentation.names import Names
from valuechain.questions.survival.study import Endurance, Remedy, Survived, measure
from valuechain.questions.survival.words import WORDS, Gone, WeeksOrNever, WeekSpan, survival_reason
from valuechain.results.columns import (
    ATTRIBUTE,
    MODE,
    REMOVED,
    SUPPORT,
    USE,
    fraction,
    ids,
    names_of,
    words,
)
from valuechain.results.contract import Column, RowCells, Table
from valuechain.results.frames import frame_of
from valuechain.results.result import Result
from valuechain.shocks.removals import Cut
from valuechain.stack.columns import Stack
from valuechain.texts.languages import LANGUAGES, Lang, listing
from valuechain.vocab.tolerances import EXACT
from valuechain.vocab.words import HORIZONS

VERDICTS: Final = ("gap", "undecided", "bridged")
OBSTACLES: Final = (
    "service",
    "time-unknown",
    "time",
    "spare-unknown",
    "spare-none",
    "spare-little",
    "not-found",
)
_KIND: Final = words(
    "kind",
    ("country", "firm", "producer"),
    "Sort of thing taken away",
    "Soort van wat wegvalt",
)
_PRODUCT: Final = ids(
    "product",
    "Product of which only the country's part is taken away; empty for all it makes",
    "Product waarvan alleen het deel van het land wegvalt; leeg voor alles wat het maakt",
    optional=True,
)
_LOSS: Final = (USE, REMOVED, _KIND, ATTRIBUTE, MODE, _PRODUCT)
_KEY: Final = ("use", "removed", "kind", "attribute", "mode", "product")


def _weeks(stem: str, *meaning: str) -> tuple[Column, ...]:
    """Whole weeks at the three bounds; empty: not within the weeks that were followed."""
    en, nl = meaning
    ends = (
        ("_low", ", shortest", ", kortst"),
        ("", "", ""),
        ("_high", ", longest", ", langst"),
    )
    return tuple(
        Column(stem + end, "integer", "weeks", en + more_en, nl + more_nl, optional=True)
        for end, more_en, more_nl in ends
    )


SURVIVAL: Final = Table(
    "survival",
    "How long each use holds out after a lasting loss, when others have stepped in, and the gap",
    "Hoelang elke toepassing het volhoudt na een blijvend verlies, wanneer anderen het hebben "
    "overgenomen, en het gat",
    (
        *_LOSS,
        words(
            "verdict",
            VERDICTS,
            "gap: it is below theta for some time; bridged: it would fall, but others step in "
            "first; undecided: that depends on who is not listed, or on a substitution time or "
            "spare capacity that is not known",
            "gap: het ligt enige tijd onder theta; bridged: het zou vallen, maar anderen springen "
            "eerder in; undecided: dat hangt af van wie niet genoemd is, of van een vervangtijd of "
            "reservecapaciteit die niet bekend is",
        ),
        *_weeks(
            "tts",
            "TTS: whole weeks at or above theta with the stocks there are and nobody stepping in; "
            "empty: it does not fall within the weeks followed",
            "TTS: hele weken op of boven theta met de voorraden die er zijn en zonder dat iemand "
            "inspringt; leeg: het valt niet binnen de gevolgde weken",
        ),
        *_weeks(
            "weeks_to_recovery",
            "Weeks to recovery of the use: last week below theta if others step in; 0: it never "
            "is; empty: it is not back within the weeks followed",
            "Weken tot herstel van de toepassing: laatste week onder theta als anderen inspringen; "
            "0: die is er niet; leeg: het is niet terug binnen de gevolgde weken",
        ),
        *_weeks(
            "gap",
            "Weeks to recovery less TTS if it falls, else 0; empty: not closed within the weeks "
            "followed",
            "Weken tot herstel min TTS als het valt, anders 0; leeg: niet dicht binnen de gevolgde "
            "weken",
        ),
        Column(
            "gap_at_least",
            "integer",
            "weeks",
            "Where the gap has no figure: what it is at least",
            "Waar het gat geen cijfer heeft: wat het minstens is",
            optional=True,
        ),
        Column(
            "substitution_weeks",
            "number",
            "weeks",
            "Longest substitution time of the inputs that lack what is gone when it falls; empty "
            "if one of them is not known",
            "Langste vervangtijd van de inputs die missen wat weg is als het valt; leeg als er een "
            "onbekend is",
            optional=True,
        ),
        ids(
            "binding",
            "Products that are missing when it falls, separated by ;",
            "Producten die ontbreken als het valt, gescheiden door ;",
            optional=True,
        ),
        ids("reason_nl", "Reason in Dutch", "Reden in het Nederlands"),
        ids("reason_en", "Reason in English", "Reden in het Engels"),
        *SUPPORT,
    ),
    _KEY,
    (names_of("tts"), names_of("weeks_to_recovery"), names_of("gap")),
)
"""Losses that no bound takes below theta stand in :data:`HOLDING` instead."""

STOCKS: Final = Table(
    "stocks",
    "The stock that would close each gap, or why no stock does",
    "De voorraad die elk gat zou dichten, of waarom geen voorraad dat doet",
    (
        *_LOSS,
        words(
            "held_by",
            ("source", "use"),
            "Where the stock lies: with those who buy from what is gone (source), or with the use",
            "Waar de voorraad ligt: bij wie koopt van wat weg is (source), of bij de toepassing",
        ),
        ids("customer", "Who holds it: makers of a product, or a use", "Wie hem aanhoudt"),
        ids("stocked", "Product of which a stock is needed", "Product waarvan voorraad nodig is"),
        words(
            "input_kind",
            ("consumable", "capital", "service"),
            "Kind of input",
            "Soort input",
        ),
        words(
            "bound",
            ("value", "bound_high"),
            "Bound for which it is sized: bound_high where only that has a gap",
            "Grens waarvoor hij is bepaald: bound_high waar alleen die een gat heeft",
        ),
        Column(
            "extra_weeks",
            "integer",
            "weeks",
            "Weeks of normal use on top of today's stock, of every row of the same loss and place "
            "together; empty if no stock closes the gap",
            "Weken normaal gebruik boven op de voorraad van nu, van alle rijen van hetzelfde "
            "verlies en dezelfde plaats samen; leeg als geen voorraad het gat dicht",
            optional=True,
        ),
        words("sufficient", ("yes", "no"), "Whether it closes the gap", "Of het gat dicht is"),
        fraction(
            "level",
            "Lowest level of the use with that stock",
            "Laagste niveau van de toepassing met die voorraad",
            optional=True,
        ),
        words(
            "sufficient_high",
            ("yes", "no"),
            "Whether it is enough too if unlisted supply is gone as well",
            "Of hij ook genoeg is als het niet-genoemde aanbod mee wegvalt",
        ),
        Column(
            "obstacle",
            "string",
            "",
            "Why no stock closes it: a service cannot be stocked; the substitution time is not "
            "known (time-unknown) or longer than the weeks followed (time); spare capacity is not "
            "known (spare-unknown), none (spare-none) or too little (spare-little); no set was "
            "found (not-found)",
            "Waarom geen voorraad het dicht: een dienst is niet op voorraad te leggen (service); "
            "de vervangtijd is onbekend (time-unknown) of langer dan de gevolgde weken (time); de "
            "reservecapaciteit is onbekend (spare-unknown), nul (spare-none) of te klein "
            "(spare-little); niet gevonden (not-found)",
            words=OBSTACLES,
            optional=True,
        ),
    ),
    (*_KEY, "held_by", "customer", "stocked", "input_kind"),
)

HOLDING: Final = Table(
    "holding",
    "Losses that a use feels and comes through at or above theta, without substitution",
    "Verliezen die een toepassing voelt en op of boven theta doorstaat, zonder vervanging",
    (
        *_LOSS,
        fraction(
            "lowest_low",
            "Lowest level within the weeks followed, unlisted supply gone too",
            "Laagste niveau binnen de gevolgde weken, ook zonder het niet-genoemde aanbod",
        ),
        fraction("lowest", "Lowest level", "Laagste niveau"),
        fraction(
            "lowest_high",
            "Lowest level, named suppliers gone alone",
            "Laagste niveau, alleen zonder de genoemde leveranciers",
        ),
        Column(
            "capped",
            "boolean",
            "",
            "The lowest level sits where the importance rule stops it: the rule holds it, not the "
            "chain",
            "Het laagste niveau ligt waar de regel voor belangrijkheid het stopt: de regel houdt "
            "het vast, niet de keten",
        ),
    ),
    _KEY,
    (names_of("lowest"),),
)


_KINDS: Final = ("consumable", "capital", "service")


HEADLINE: Final = (SURVIVAL,)
"""The tables of this question that a nulmeting holds too."""


def result(measured: Survived, *, overlays: Sequence[str] = ()) -> Result:
    """Put in tables how long uses hold out, and which stock would bridge each gap.

    Parameters
    ----------
    measured : Survived
        From `valuechain.questions.survival.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    bench, losses, found = measured.bench, measured.losses, measured.found
    return conclude(
        bench,
        "survival",
        said=WORDS,
        contracts=(SURVIVAL, STOCKS, HOLDING),
        frames={
            "survival": survival_table(bench, losses, found=found),
            "stocks": stock_table(bench, losses, found=found, remedies=measured.remedies),
            "holding": holding_table(bench, losses, found=found),
        },
        options=measured.options,
        counts={"losses": len(losses), "combinations": len(losses) * len(found.watch)},
        overlays=overlays,
    )


def headline(bench: Workbench, **_: object) -> dict[str, pd.DataFrame]:
    """How long uses hold after the loss of any country, within three years; no stocks."""
    measured = measure(bench, attribute="any", weeks=HORIZONS[-1], stocks=False)
    return {SURVIVAL.name: survival_table(bench, measured.losses, found=measured.found)}


def survival_table(
    bench: Workbench, losses: Sequence[RemovalCuts], *, found: Endurance
) -> pd.DataFrame:
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
                        _gone(bench, loss, lang),
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
    return frame_of(SURVIVAL, rows, sort=True)


def stock_table(
    bench: Workbench,
    losses: Sequence[RemovalCuts],
    *,
    found: Endurance,
    remedies: Mapping[Gap, Remedy],
) -> pd.DataFrame:
    """What closes each gap, one row per input of which a stock is needed; or why nothing does."""
    rows: list[RowCells] = []
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
    return frame_of(STOCKS, rows, sort=True)


def _remedied(
    bench: Workbench, remedy: Remedy, place: StockPlace, shared: RowCells, *, enough: bool
) -> Iterator[RowCells]:
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
    bench: Workbench, found: Endurance, which: tuple[Cut, int], shared: RowCells
) -> Iterator[RowCells]:
    """Inputs that still lack what is gone in the last week, and why nobody makes up for it."""
    binding, column = found.ends[which]
    seen: dict[StockHolding, str] = {}
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

    def binds(states: Mapping[tuple[Cut, int], tuple[BindingInputs, int]]) -> list[int]:
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
    names = Names(bench.model, lang)
    return listing(lang, [names.inline(product) for product in products])


def holding_table(
    bench: Workbench, losses: Sequence[RemovalCuts], *, found: Endurance
) -> pd.DataFrame:
    """Losses that are felt and do not take a use below theta at any bound."""
    effect = bench.effects().important
    rows = []
    for loss, row in _pairs(losses, found):
        low, middle, high = (found.lowest(cut, row) for cut in reversed(loss.cuts))
        low, high = min(low, middle), max(high, middle)
        if low > 1.0 - EXACT or found.verdict(loss, row) != "holds":
            continue
        at = 0.0 < effect < 1.0 and abs(middle - (1.0 - effect)) < EXACT
        rows.append(
            {
                **_named(bench, loss, row),
                "lowest_low": low,
                "lowest": middle,
                "lowest_high": high,
                "capped": bool(at),
            }
        )
    return frame_of(HOLDING, rows, sort=True)


def _gone(bench: Workbench, loss: RemovalCuts, lang: Lang) -> Gone:
    """Name what is gone as sentences need it."""
    names = Names(bench.model, lang)
    one = loss.removal
    name, product = names.lost(one.removed, kind=one.kind, product=one.product or "")
    return Gone(name, one.kind, one.attribute, one.mode, product, names.groups)


def _pairs(losses: Sequence[RemovalCuts], found: Endurance) -> Iterator[tuple[RemovalCuts, int]]:
    return ((loss, row) for loss in losses for row in found.watch)


def _named(bench: Workbench, loss: RemovalCuts, row: int) -> RowCells:
    one = loss.removal
    return {
        "use": bench.stack.producer_ids[row],
        "removed": one.removed,
        "kind": one.kind,
        "attribute": one.attribute,
        "mode": one.mode,
        "product": one.product or "",
    }


def _holding(bench: Workbench, one: StockHolding) -> RowCells:
    stack = bench.stack
    own = one.customer < 0
    return {
        "customer": stack.producer_ids[-1 - one.customer]
        if own
        else stack.product_ids[one.customer],
        "stocked": stack.product_ids[one.product],
        "input_kind": _KINDS[one.kind],
    }


def _span(three: Sequence[float]) -> WeekSpan:
    """Three times in order, the first expected to be the shortest; widened to hold the second."""
    low, middle, high = three
    return WeekSpan(_whole(min(low, middle)), _whole(middle), _whole(max(high, middle)))


def _whole(weeks: float) -> WeeksOrNever:
    return int(weeks) if np.isfinite(weeks) else None


def _columns(stem: str, span: WeekSpan) -> RowCells:
    return {f"{stem}_low": span.low, stem: span.middle, f"{stem}_high": span.high}


def _longest(bench: Workbench, slots: Sequence[int]) -> float | None:
    some = list(slots)
    if not some or not bench.stack.slot_substitution_known[some].all():
        return None
    return float(bench.stack.slot_substitution[some].max())


def _support(
    bench: Workbench, binding: BindingInputs, column: int, row: int, loss: RemovalCuts
) -> Support:
    return support(
        route_figures(
            binding.moments.trace.plan,
            bench.citations,
            reached=binding.reached(row),
            column=column,
            tie=loss.tie,
        )
    )
