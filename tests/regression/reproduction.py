"""The Commission's supply risk of 2023, computed again from its own printed inputs.

In a checkout, with the Python that runs the tests, write the table of the documentation anew::

    python -m tests.regression.reproduction
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from valuechain.indicators.supply_risk import CountrySupply, Stage, lacking, supply_risk

HERE = Path(__file__).with_name("eucrm2023")
PAGE = Path(__file__).parents[2] / "docs" / "comparators.md"
HEAVY = {
    "Dysprosium", "Erbium", "Europium", "Gadolinium", "Holmium", "Lutetium", "Terbium", "Thulium",
    "Ytterbium", "Yttrium",
}  # fmt: skip
BASES = {"GSonly": "world", "EUonly": "union", "EU": "union", "GS+EU": "both"}
STAGES = {"E": "extraction", "P": "processing"}


@cache
def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


GOVERNANCE = {row["country"]: float(row["score"]) for row in table("governance")}


def printed(text: str, *, end: int) -> float:
    """A printed share; end -1 and 1 give the smallest and largest number so printed."""
    if text.startswith("<"):
        return float(text[1:-1]) / 100 * (0.5 + end / 2)
    number = text.rstrip("%")
    half = 0.5 * 10.0 ** -len(number.partition(".")[2])
    return min(1.0, max(0.0, (float(number) + end * half) / 100))


def mix(material: str, stage: str, scope: str, *, end: int) -> tuple[CountrySupply, ...] | None:
    rows = [
        CountrySupply(
            row["country"],
            printed(row["share"], end=end),
            GOVERNANCE[row["country"]],
            float(row["t"]),
        )
        for row in table("shares")
        if (row["material"], row["stage"], row["scope"]) == (material, stage, scope)
    ]
    if not rows and material in HEAVY and scope == "union":
        return mix("HREE", stage, scope, end=end)
    return tuple(rows) or None


def fraction(text: str, *, end: int, of: float, half: float) -> float | None:
    return min(1.0, max(0.0, (float(text) + end * half) / of)) if text else None


def stage(row: dict[str, str], end: int = 0) -> Stage:
    """One row; end -1 and 1 put every input where the risk is smallest and largest."""
    material, name = row["material"], row["stage"]
    return Stage(
        world=mix(material, name, "world", end=end),
        union=mix(material, name, "union", end=end),
        reliance=fraction(row["import_reliance_pct"], end=0, of=100, half=0.5),
        recycling=fraction(row["recycling_pct"], end=-end, of=100, half=0.5),
        substitution=fraction(row["substitution"], end=end, of=1, half=0.005),
        basis=BASES[row["supply_used"]],
    )


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


def agrees(found: float, published: str) -> bool:
    return f"{found:.{decimals(published)}f}" == published


def span(row: dict[str, str]) -> tuple[float, float]:
    """Smallest and largest risk from inputs that would be printed as these are."""
    ends = []
    for end in (-1, 1):
        one = stage(row, end)
        reliance = row["import_reliance_pct"]
        either = [fraction(reliance, end=e, of=100, half=0.5) for e in (-1, 1)]
        ends.append([supply_risk(replace(one, reliance=r)) for r in either])
    return min(ends[0]), max(ends[1])


@dataclass(frozen=True)
class Outcome:
    """One published row beside what its printed inputs give."""

    material: str
    stage: str
    published: str
    found: float | None
    verdict: str
    why: str
    golden: bool


def others(row: dict[str, str]) -> str:
    """Which other reading of the supply would give the published number."""
    one = stage(row)
    fitting = [
        {"both": "both supplies", "world": "the world's supply", "union": "the union's supply"}[b]
        for b in ("both", "world", "union")
        if b != one.basis
        and not lacking(replace(one, basis=b))
        and agrees(supply_risk(replace(one, basis=b)), row["supply_risk"])
    ]
    return (
        f"would follow from {' or '.join(fitting)}"
        if fitting
        else "neither rounding nor another supply explains it"
    )


def outcome(row: dict[str, str]) -> Outcome:
    published, one = row["supply_risk"], stage(row)
    found, why = None, row["note"]
    missing = lacking(one)
    if missing:
        verdict, why = "not computable", f"not in the tables: {', '.join(missing)}"
    else:
        found = supply_risk(one)
        low, high = span(row)
        half = 0.5 * 10.0 ** -decimals(published)
        if agrees(found, published):
            verdict = "reproduced"
        elif low <= float(published) + half and high >= float(published) - half:
            verdict, why = "within rounding", f"inputs as printed allow {low:.2f} to {high:.2f}"
        else:
            verdict, why = "not reproduced", row["note"] or others(row)
    return Outcome(
        row["material"], row["stage"], published, found, verdict, why, row["golden"] == "yes"
    )


def outcomes() -> list[Outcome]:
    return [outcome(row) for row in table("scores")]


HEAD = """# Other indicators: what we reproduce

## Supply risk of the European Commission, 2023

Made by `python -m tests.regression.reproduction`; a test holds it. The formula is rule R73 of the
[method](method.md). The inputs are those that the Commission printed (Grohol & Veeh 2023,
[doi:10.2873/725585](https://doi.org/10.2873/725585), CC BY 4.0, through two public transcriptions)
and the Worldwide Governance Indicators of 2016 to 2020 in their update of 2024. Nothing is tuned:
no input is changed to fit.

"""
REST = "\n## Our verdicts beside theirs\n"
"""What follows on the page is written by hand."""
TAIL = """
* *Within rounding*: the published number lies between the smallest and the largest risk that
  inputs printed like these can give.
* *Not computable*: an input is not in the tables; scores of groups are means of their members.
* *Would follow from*: another supply than the one the report says it used gives the published
  decimal, which points to a slip in the report or in its transcription.
"""


def lines(found: list[Outcome]) -> Iterator[str]:
    """The page, line by line."""
    kinds = ("reproduced", "within rounding", "not reproduced", "not computable")
    count = {kind: sum(one.verdict == kind for one in found) for kind in kinds}
    computed = len(found) - count["not computable"]
    yield HEAD
    yield (
        f"Of {len(found)} published stage scores {computed} can be computed; {count['reproduced']} "
        f"come out at the published decimal ({count['reproduced'] / len(found):.0%} of all, "
        f"{count['reproduced'] / computed:.0%} of those computed), {count['within rounding']} more "
        f"within the rounding of their inputs.\n\n"
    )
    yield "| material | stage | published | computed | | why |\n|---|---|--:|--:|---|---|\n"
    for one in sorted(found, key=lambda o: (kinds.index(o.verdict), o.material, o.stage)):
        number = "" if one.found is None else f"{one.found:.3f}"
        yield (
            f"| {one.material} | {STAGES[one.stage]} | {one.published} | {number} | "
            f"{one.verdict} | {one.why} |\n"
        )
    yield TAIL


def page() -> str:
    return "".join(lines(outcomes()))


if __name__ == "__main__":
    _, mark, rest = PAGE.read_text(encoding="utf-8").partition(REST)
    PAGE.write_text(page() + mark + rest, encoding="utf-8")
