"""In which countries the cost of what we use is earned, with bounds, as tables."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from valuechain.analysis.provenance import no_uses
from valuechain.analysis.question_frame import conclude
from valuechain.analysis.support import support_columns
from valuechain.analysis.workbench import Workbench
from valuechain.indicators.citations import cite, tie_of
from valuechain.indicators.evidence import Support, support
from valuechain.indicators.stack_lookthrough import ValueShare
from valuechain.questions.lookthrough.study import MeasuredValue, inputs_of, measure
from valuechain.questions.lookthrough.words import WORDS
from valuechain.results.columns import ANSWERS, ATTRIBUTE, SUPPORT, count, fraction, ids, words
from valuechain.results.contract import Column, Table
from valuechain.results.result import Result
from valuechain.results.routes import CitedFigure
from valuechain.schema import CostShare, Input
from valuechain.stack.columns import BUYER, REMAINDER
from valuechain.vocab.words import Attribute

_KIND: Final = words(
    "kind",
    ("use", "product"),
    "Use, or product of the stack",
    "Toepassing, of product van de keten",
)
_SUBJECT: Final = ids("subject", "Whose cost it is", "Wiens kosten het zijn")
_UNSTATED: Final = fraction(
    "unstated",
    "Part of the cost that no cost share speaks of",
    "Deel van de kosten waarover geen kostenaandeel iets zegt",
)
_NOTHING: Final = (
    "All of the cost could be earned there, and none of it: the row says nothing",
    "Alle kosten kunnen daar verdiend zijn, en niets: de rij zegt niets",
)

SUBJECTS: Final = Table(
    "lookthrough",
    "Of which part of the cost of each use and product it is known where it is earned",
    "Van welk deel van de kosten van toepassingen en producten bekend is waar het verdiend wordt",
    (
        _KIND,
        _SUBJECT,
        ATTRIBUTE,
        count("inputs", "Its inputs", "Zijn inputs"),
        count(
            "inputs_stated",
            "Of these: inputs with a stated cost share",
            "Daarvan: inputs met een vermeld kostenaandeel",
        ),
        count(
            "inputs_at_most",
            "Of these: inputs of which only a part of some of the cost is known, taken as at most",
            "Daarvan: inputs waarvan alleen een deel van een deel van de kosten bekend is, als ten "
            "hoogste genomen",
        ),
        _UNSTATED,
        fraction(
            "traced",
            "Part of the cost that is surely earned in one country or another; empty under any, "
            "where countries overlap",
            "Deel van de kosten dat zeker in een of ander land verdiend wordt; leeg bij any, waar "
            "landen overlappen",
            optional=True,
        ),
        ids(
            "largest",
            "Country with the largest sure part, of those of which something is said",
            "Land met het grootste zekere deel, van die waarover iets gezegd is",
            optional=True,
        ),
        fraction("added_low", "Earned there at least", "Daar ten minste verdiend", optional=True),
        fraction("added_high", "Earned there at most", "Daar ten hoogste verdiend", optional=True),
        count(
            "countries",
            "Countries where a part of it could be earned",
            "Landen waar een deel ervan verdiend kan zijn",
        ),
        count(
            "countries_open",
            "Of these: where all of it could be earned, and none: nothing is said of them",
            "Daarvan: waar alles verdiend kan zijn, en niets: daarover is niets gezegd",
        ),
        *SUPPORT,
    ),
    ("kind", "subject", "attribute"),
)
"""The headline of the look-through of the stack."""

COUNTRIES: Final = Table(
    "lookthrough_countries",
    "Part of the cost of each use and product that is bought, and earned, in each country",
    "Deel van de kosten van toepassingen en producten dat in elk land gekocht en verdiend wordt",
    (
        _KIND,
        _SUBJECT,
        ids("country", "Country (ISO 3166-1 alpha-3)", "Land (ISO 3166-1 alpha-3)"),
        ATTRIBUTE,
        _UNSTATED,
        fraction(
            "face_low",
            "Face value: bought there directly, at least",
            "Direct: daar gekocht, ten minste",
        ),
        fraction("face_high", "The same, at most", "Hetzelfde, ten hoogste"),
        fraction(
            "added_low",
            "Value added: earned there along the whole chain, at least",
            "Toegevoegde waarde: daar verdiend in de hele keten, ten minste",
        ),
        fraction("added_high", "The same, at most", "Hetzelfde, ten hoogste"),
        Column("says_nothing", "boolean", "", *_NOTHING),
        words(
            "at_theta",
            ANSWERS,
            "At least theta of the cost is earned there; unknown where the bounds differ",
            "Ten minste theta van de kosten is daar verdiend; onbekend waar de grenzen verschillen",
        ),
    ),
    ("kind", "subject", "attribute", "country"),
)

HEADLINE: Final = (SUBJECTS,)
"""The tables of this question that a nulmeting holds too."""


def result(measured: MeasuredValue, *, overlays: Sequence[str] = ()) -> Result:
    """Put in tables where the cost of uses and products is bought and earned.

    Parameters
    ----------
    measured : MeasuredValue
        From `valuechain.questions.lookthrough.study.measure`.
    overlays : sequence of str, optional
        The figures that overlays replaced, for the manifest.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract.
    """
    return conclude(
        measured.bench,
        "lookthrough",
        said=WORDS,
        contracts=[SUBJECTS, COUNTRIES],
        frames={
            "lookthrough": _subjects(measured),
            "lookthrough_countries": _countries(measured.shares, measured.theta),
        },
        options=measured.options,
        overlays=overlays,
        warnings=no_uses(measured.bench),
    )


def headline(bench: Workbench, **_: object) -> dict[str, pd.DataFrame]:
    """In which countries the cost of uses and products is earned, by site."""
    return {SUBJECTS.name: _subjects(measure(bench))}


def _countries(rows: Sequence[ValueShare], theta: float) -> pd.DataFrame:
    names = list(COUNTRIES.names)
    return pd.DataFrame(
        [
            (
                one.kind,
                one.subject,
                one.country,
                one.attribute,
                one.unstated,
                *one.face,
                *one.added,
                one.says_nothing,
                _reaches(one.added, theta),
            )
            for one in rows
        ],
        columns=names,
    ).astype({"says_nothing": bool})


def _reaches(bounds: tuple[float, float], theta: float) -> str:
    if bounds[0] >= theta:
        return "yes"
    return "no" if bounds[1] < theta else "unknown"


def _subjects(measured: MeasuredValue) -> pd.DataFrame:
    """One row per use and product: what is surely known of where its cost is earned."""
    bench, attribute = measured.bench, measured.attribute
    mine: dict[tuple[str, str], list[ValueShare]] = {key: [] for key in measured.subjects}
    for one in measured.shares:
        mine[one.kind, one.subject].append(one)
    found = []
    for (kind, subject), shares in sorted(mine.items()):
        inputs = (bench.model.uses if kind == "use" else bench.model.products)[subject].inputs
        telling = [one for one in shares if not one.says_nothing]
        first = max(telling, key=lambda s: (*s.added, s.country), default=None)
        sure = sum(one.added[0] for one in shares)
        found.append(
            {
                "kind": kind,
                "subject": subject,
                "attribute": attribute,
                "inputs": len(inputs),
                "inputs_stated": sum(entry.cost is not None for entry in inputs),
                "inputs_at_most": sum(entry.cost_at_most is not None for entry in inputs),
                "unstated": shares[0].unstated if shares else _unstated(inputs),
                "traced": None if attribute == "any" else min(1.0, sure),
                "largest": first.country if first else None,
                "added_low": first.added[0] if first else None,
                "added_high": first.added[1] if first else None,
                "countries": len(shares),
                "countries_open": sum(one.says_nothing for one in shares),
                **support_columns(_support(bench, kind, subject, attribute)),
            }
        )
    frame = pd.DataFrame(found, columns=list(SUBJECTS.names))
    numbers = ["traced", "added_low", "added_high"]
    frame[numbers] = frame[numbers].astype(float)
    frame["weakest_credibility"] = frame["weakest_credibility"].astype("Int64")
    return frame


def _unstated(inputs: Sequence[Input]) -> float:
    """Part of the cost not stated, of who buys only from who has no country at all."""
    left = 1.0 - sum(entry.cost or 0.0 for entry in inputs)
    most = [
        1.0 if one is None else one for one in (e.cost_at_most for e in inputs if e.cost is None)
    ]
    return min(left, sum(most))


def _support(bench: Workbench, kind: str, subject: str, attribute: Attribute) -> Support:
    """Figures that carry the sure part: cost shares that are stated, and shares behind them."""
    model, stack, figures = bench.model, bench.stack, list[CitedFigure]()
    owners = {f"{kind}s.{subject}"}
    todo = list(owners)
    inputs = dict(inputs_of(model))
    while todo:
        place = todo.pop()
        for number, entry in enumerate(inputs[place]):
            if entry.cost is None:
                continue
            stated = entry.cost_share
            keys, own = (
                f"{place}.inputs[{number}].cost_share",
                stated
                if isinstance(stated, CostShare)
                else entry.evidence.get("cost_share", entry),
            )
            text = f"cost share {entry.cost:.4g}"
            figures.append(cite(model, keys, text=text, own=own, whole=entry))
            behind = f"products.{entry.options[0]}"
            if behind not in owners:
                owners.add(behind)
                todo.append(behind)
    products = [stack.product_ids.index(o[9:]) for o in sorted(owners) if o.startswith("products.")]
    rows = np.isin(stack.producer_product, products)
    rows &= (stack.producer_kind != BUYER) & (stack.producer_kind != REMAINDER)
    for row in np.flatnonzero(rows).tolist():
        figures += bench.citations.of_producer(row, tie=tie_of(attribute))
    return support(figures)
