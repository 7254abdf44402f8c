"""What the European Commission published in 2023 on raw materials that an AI stack rests on.

References
----------
Scores and inputs: Grohol & Veeh (2023), Study on the critical raw materials for the EU 2023: final
report, doi:10.2873/725585, CC BY 4.0, Annex, as transcribed in meyerdata/CritMAT. Which are listed:
Regulation (EU) 2024/1252, annexes I and II. Supply of the union: the report's Appendix 7, as
transcribed by E. Milsson (EU-Critical-Raw-Materials-CRM-Reports-Datasets, CC BY 4.0); governance:
World Bank, Worldwide Governance Indicators, 2024 update. Which product of the shipped model is
which material is our judgement.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

MaterialMatch = Literal["same", "broader", "part", "other-stage"]
MaterialList = Literal["critical", "strategic", "no"]


@dataclass(frozen=True, slots=True)
class Published:
    """One material as the Commission scored it, and the product that it stands for here.

    ``match``: the same; theirs is broader than our product; theirs is a part of it; or theirs is
    another stage (refining for mining). ``reliance`` (import reliance, 0..1) and ``union_hhi`` (HHI
    of the union's printed supply, weighted with governance of 2016 to 2020 and printed trade
    parameters) are None where the Commission took the world's supply alone, or its printed
    supply is not in the tables. ``recycling`` and ``substitution`` are 0..1, the latter a
    range where only that of members of a group is printed, None where nothing is. ``stage_risk``
    is the score of the stage, ``risk`` the highest of all stages, which is what is reported.
    ``strategic`` is listed for its use, below the thresholds.
    """

    product: str
    match: MaterialMatch
    material: str
    stage: str
    reliance: float | None
    union_hhi: float | None
    recycling: float
    substitution: tuple[float, float] | None
    stage_risk: float
    risk: float
    listed: MaterialList


@cache
def published() -> tuple[Published, ...]:
    """Figures that the Commission published in 2023 on critical raw materials, by product."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as stream:
        return tuple(_row(row) for row in csv.DictReader(stream))


def _known(cell: str) -> float | None:
    return float(cell) if cell else None


def _row(row: dict[str, str]) -> Published:
    ends = row["substitution_low"], row["substitution_high"]
    return Published(
        product=row["product"],
        match=cast("MaterialMatch", row["match"]),
        material=row["material"],
        stage=row["stage"],
        reliance=_known(row["import_reliance"]),
        union_hhi=_known(row["union_hhi"]),
        recycling=float(row["recycling"]),
        substitution=(float(ends[0]), float(ends[1])) if all(ends) else None,
        stage_risk=float(row["stage_risk"]),
        risk=float(row["risk"]),
        listed=cast("MaterialList", row["listed"]),
    )
