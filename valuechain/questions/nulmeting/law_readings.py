"""How many dependencies law makes likely under each reading, and which verdicts turn on it."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.verdicts import Verdict, VerdictRule
from valuechain.indicators.worst_tie import worst_tie
from valuechain.results.columns import ATTRIBUTE, count, ids, words
from valuechain.results.contract import Column, Table
from valuechain.schema import Model
from valuechain.schema.risk import GradeThreshold
from valuechain.vocab.words import ATTRIBUTES, LAW_GRADES, LawGrade

LAW_READINGS: Final = Table(
    "law_readings",
    "How many dependencies law makes likely under each reading, and which verdicts turn on it",
    "Hoeveel afhankelijkheden recht aannemelijk maakt per lezing, en welke oordelen erop draaien",
    (
        words(
            "reading",
            (*LAW_GRADES, "no-law"),
            "Lowest grade of law that counts: used against an ally or EU body since 2018, exists, "
            "or can be contracted around; no-law: none counts",
            "Laagste graad van recht die telt: sinds 2018 gebruikt tegen een bondgenoot of "
            "EU-orgaan, bestaat, of contractueel te vermijden; no-law: geen recht telt",
        ),
        ATTRIBUTE,
        Column("own", "boolean", "", "The reading of the model", "De lezing van het model"),
        count(
            "pairs",
            "Pairs of a product and a country that could refuse it",
            "Paren van een product en een land dat het kan weigeren",
        ),
        count(
            "likely",
            "Of these: refusal is likely by any component",
            "Daarvan: weigering is aannemelijk, door welk onderdeel ook",
        ),
        count("verdicts", "Verdicts on coercion", "Oordelen over dwang"),
        count(
            "turned",
            "Of these: of another class than under the reading of the model",
            "Daarvan: in een andere klasse dan bij de lezing van het model",
        ),
        ids("which", "Which, separated by ;", "Welke, gescheiden door ;", optional=True),
    ),
    ("reading", "attribute"),
)
"""One row per reading and attribute."""


def law_readings(bench: Workbench, judged: Sequence[Verdict]) -> pd.DataFrame:
    """Judge all verdicts on coercion again with each lowest grade of law, and without law.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    judged : sequence of Verdict
        All verdicts under the model's own reading.

    Returns
    -------
    pandas.DataFrame
        Table ``law_readings``: one row per reading and attribute.
    """
    asked = [one for one in judged if one.dependency.question == "coercion"]
    own = bench.model.thresholds.law_grade
    circle = bench.perspective.circle
    rows = []
    for grade in (*LAW_GRADES, None):
        rule = VerdictRule(_read(bench.model, grade), circle=circle)
        again = _again(rule, asked)
        for attribute in ATTRIBUTES:
            both = [
                (old, new)
                for old, new in zip(asked, again, strict=True)
                if old.dependency.attribute == attribute
            ]
            answers = {
                (old.dependency.product, old.dependency.country): rule.likely(old.dependency)[0]
                for old, _ in both
            }
            turned = sorted(_turn(old, new) for old, new in both if old.klass != new.klass)
            rows.append(
                {
                    "reading": grade or "no-law",
                    "attribute": attribute,
                    "own": own is not None and own.value == grade,
                    "pairs": len(answers),
                    "likely": list(answers.values()).count("yes"),
                    "verdicts": len(both),
                    "turned": len(turned),
                    "which": "; ".join(turned) or None,
                }
            )
    return pd.DataFrame(rows, columns=list(LAW_READINGS.names)).astype({"own": bool})


def _again(rule: VerdictRule, asked: Sequence[Verdict]) -> list[Verdict]:
    """Judge the dependencies by another rule, in the same order; under ``any`` by the worst tie.

    Law changes nothing but what is likely: where that is the same, so is the verdict.
    """
    ties: dict[tuple[str, str, str], list[Verdict]] = {}
    turned: set[tuple[str, str, str]] = set()
    again = []
    for old in asked:
        found, new = old.dependency, old
        if found.attribute != "any":
            if rule.likely(found) != (old.likely, old.grounds):
                new = rule.judge(found)
                turned.add(_whose(old))
            ties.setdefault(_whose(old), []).append(new)
        again.append(new)
    return [
        worst_tie(ties[_whose(new)])
        if new.dependency.attribute == "any" and _whose(new) in turned
        else new
        for new in again
    ]


def _whose(verdict: Verdict) -> tuple[str, str, str]:
    """Use, product and country of a verdict, which all ties have in common."""
    found = verdict.dependency
    return found.use, found.product, found.country


def _turn(old: Verdict, new: Verdict) -> str:
    found = new.dependency
    return f"{found.use} <- {found.product} ({found.country}): {old.klass} -> {new.klass}"


def _read(model: Model, grade: LawGrade | None) -> Model:
    """The model with another lowest grade of law; without laws for none."""
    if grade is None:
        return model.model_copy(update={"laws": {}})
    known = model.thresholds.law_grade
    threshold = (
        GradeThreshold(value=grade) if known is None else known.model_copy(update={"value": grade})
    )
    thresholds = model.thresholds.model_copy(update={"law_grade": threshold})
    return model.model_copy(update={"thresholds": thresholds})
