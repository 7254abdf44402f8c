"""Which dependencies matter most: one per product and country, worst class first."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

RANKS: Final = {"risky-strategic": 0, "strategic": 1, "watch": 2}
"""Classes that are shown, worst first."""
TIES: Final = ("site", "headquarters", "owner")
NEARLY: Final = 0.9
"""A tie or question that does nearly as much as the worst is named beside it."""


@dataclass(frozen=True, slots=True)
class RankedDependency:
    """One product from one country, over all uses, ties and questions.

    ``use``, ``attribute`` and ``question`` are those of the row that decides: the worst class,
    then the deepest loss; ``week`` is the one in which that loss stands. ``ties`` and
    ``questions`` that do nearly as much stand beside it, ``uses`` are all that it puts in a class.
    """

    product: str
    country: str
    use: str
    attribute: str
    question: str
    klass: str
    exposure: tuple[float, float, float]
    ties: tuple[str, ...]
    questions: tuple[str, ...]
    uses: tuple[str, ...]
    replacement_weeks: float | None
    week: int
    reasons: dict[str, str]

    @property
    def mode(self) -> str:
        """How it is taken away: lost in a disaster, withheld in coercion."""
        return "lost" if self.question == "disaster" else "withheld"

    @property
    def removed(self) -> str:
        """What is taken away, as routes name it: ``gallium from CHN``."""
        return f"{self.product} from {self.country}"


def top_dependencies(
    verdicts: "pd.DataFrame", n: int = 10, *, inside: Collection[str] = ()
) -> list[RankedDependency]:
    """Choose the dependencies that matter most: the worst class first, then the largest loss.

    Parameters
    ----------
    verdicts : pandas.DataFrame
        The table ``verdicts``.
    n : int, optional
        How many.
    inside : collection of str, optional
        Countries of home and trusted partners: what hangs on them is not a foreign dependency.

    Returns
    -------
    list of RankedDependency
        Worst class first, then by the loss of the use that is hit most, then by the number of
        uses: none that is left out stands before one that is chosen.

    Notes
    -----
    Rows of one product and country are merged: what differs is the use, the tie or the question,
    and a reader who acts on one acts on all.
    """
    verdicts = verdicts[~verdicts["country"].isin(list(inside))]
    judged = verdicts[verdicts["class"].isin(list(RANKS))]
    judged = _most_exact(
        judged.assign(rank=judged["class"].map(RANKS), depth=judged["exposure"].round(6))
    ).sort_values(
        ["rank", "depth", "product", "country", "use", "attribute", "question"],
        ascending=[True, False, True, True, True, False, True],
    )
    merged = [_merge(rows) for _, rows in judged.groupby(["product", "country"], sort=False)]
    merged.sort(
        key=lambda found: (
            RANKS[found.klass],
            -round(found.exposure[1], 3),
            -len(found.uses),
            found.product,
            found.country,
        )
    )
    return merged[:n]


def _most_exact(judged: "pd.DataFrame") -> "pd.DataFrame":
    """Leave out rows of any tie where one tie alone puts the dependency in the same class."""
    pairs = ["product", "country"]
    exact = judged[judged["attribute"] != "any"].groupby(pairs)["rank"].min().rename("exact")
    known = judged.join(exact, on=pairs)
    worse = known["exact"].isna() | (known["rank"] < known["exact"])
    return known[(known["attribute"] != "any") | worse]


def _merge(rows: "pd.DataFrame") -> RankedDependency:
    first = rows.iloc[0]
    same = rows[rows["use"] == first["use"]]
    alike = same[(same["rank"] == first["rank"]) & (same["depth"] >= NEARLY * first["depth"])]
    asked = alike[alike["question"] == first["question"]]
    weeks = first["replacement_weeks"]
    return RankedDependency(
        product=first["product"],
        country=first["country"],
        use=first["use"],
        attribute=first["attribute"],
        question=first["question"],
        klass=first["class"],
        exposure=(
            float(first["exposure_low"]),
            float(first["exposure"]),
            float(first["exposure_high"]),
        ),
        ties=tuple(tie for tie in (*TIES, "any") if tie in set(asked["attribute"])),
        questions=tuple(sorted(set(alike["question"]), key=lambda q: q != first["question"])),
        uses=tuple(dict.fromkeys(rows["use"])),
        replacement_weeks=None if weeks is None or math.isnan(weeks) else float(weeks),
        week=int(first["judged_week"]),
        reasons={"nl": str(first["reason_nl"]), "en": str(first["reason_en"])},
    )


def most_telling(paths: "pd.DataFrame", n: int = 5) -> tuple[str, ...]:
    """Choose the countries and groups whose removal takes most from the uses.

    Parameters
    ----------
    paths : pandas.DataFrame
        The table ``paths``.
    n : int, optional
        How many.

    Returns
    -------
    tuple of str
        Those with the largest loss, the mean over uses and weeks of the worst case.
    """
    worst = paths.groupby(["removed", "use", "week"])["value"].max()
    mean = worst.groupby("removed").mean().round(9)
    order = sorted(mean.items(), key=lambda entry: (-float(entry[1]), str(entry[0])))
    return tuple(str(removed) for removed, _ in order[:n])
