"""How many dependencies law makes likely under each reading, and which verdicts turn on it."""

from collections.abc import Sequence

import pandas as pd

from valuechain.indicators.likelihood import likelihood
from valuechain.indicators.verdicts import Verdict, judge
from valuechain.results.law_readings import LAW_READINGS
from valuechain.schema import Model
from valuechain.schema.risk import GradeThreshold
from valuechain.studies.workbench import Workbench
from valuechain.vocab.words import ATTRIBUTES, LAW_GRADES, LawGrade


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
    rows = []
    for grade in (*LAW_GRADES, None):
        model = _read(bench.model, grade)
        again = [judge(model, one.dependency, circle=bench.perspective.circle) for one in asked]
        for attribute in ATTRIBUTES:
            both = [
                (old, new)
                for old, new in zip(asked, again, strict=True)
                if old.dependency.attribute == attribute
            ]
            pairs = {(old.dependency.product, old.dependency.country) for old, _ in both}
            likely = {
                (product, country)
                for product, country in pairs
                if likelihood(
                    model,
                    country=country,
                    product=product,
                    attribute=attribute,
                    question="coercion",
                    circle=bench.perspective.circle,
                )[0]
                == "yes"
            }
            turned = sorted(
                f"{new.dependency.use} <- {new.dependency.product} ({new.dependency.country}): "
                f"{old.klass} -> {new.klass}"
                for old, new in both
                if old.klass != new.klass
            )
            rows.append(
                {
                    "reading": grade or "no-law",
                    "attribute": attribute,
                    "own": own is not None and own.value == grade,
                    "pairs": len(pairs),
                    "likely": len(likely),
                    "verdicts": len(both),
                    "turned": len(turned),
                    "which": "; ".join(turned) or None,
                }
            )
    return pd.DataFrame(rows, columns=list(LAW_READINGS.names)).astype({"own": bool})


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
