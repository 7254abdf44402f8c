"""Core dependency indicators by hand, and what missing trade leaves open."""

import math

import pytest

from valuechain.errors import AnalysisError
from valuechain.indicators.core_dependency import (
    CoreThresholds,
    TradeFlow,
    core_dependencies,
    persistence,
)

UNION = frozenset({"DEU", "NLD"})
TRADE = {"from CHN": 60.0, "from USA": 40.0, "from DEU": 25.0, "to USA": 50.0, "to NLD": 30.0}


def one(year=2024, **changed):
    """Indicators of one year of TRADE with changes; None is missing, () leaves a row out."""
    return core_dependencies(flows(year, **changed), UNION)[0]


def flows(year=2024, *, thing="x", **changed):
    rows = {**TRADE, **{name.replace("_", " "): amount for name, amount in changed.items()}}
    return [
        TradeFlow(thing, year, "import" if way == "from" else "export", partner, amount)
        for (way, partner), amount in ((key.split(), value) for key, value in rows.items())
        if amount != ()
    ]


def test_the_three_by_hand():
    found = one()
    assert found.concentration == pytest.approx(0.36 + 0.16)
    assert found.outside == pytest.approx(100 / 125)
    assert found.cover == pytest.approx(100 / 80)
    assert (found.dependent, found.missing) == ("yes", ())


@pytest.mark.parametrize(
    ("changed", "dependent"),
    [
        ({"from_DEU": 100.0}, "no"),  # half comes from outside: at the threshold is not above it
        ({"from_DEU": 99.0}, "yes"),
        ({"to_USA": 70.0}, "no"),  # cover 1
        ({"to_USA": 69.0}, "yes"),
        ({"from_RUS": 100.0}, "no"),  # concentration 0.38
    ],
)
def test_every_threshold_counts_and_only_above_it(changed, dependent):
    assert one(**changed).dependent == dependent


def test_concentration_at_its_threshold_is_not_above_it():
    at = core_dependencies(flows(), UNION, thresholds=CoreThresholds(concentration=0.52))[0]
    below = core_dependencies(flows(), UNION, thresholds=CoreThresholds(concentration=0.51))[0]
    assert at.concentration == pytest.approx(0.52)
    assert (at.dependent, below.dependent) == ("no", "yes")


def test_a_missing_flow_is_not_a_zero():
    found = one(from_USA=None)
    assert (found.concentration, found.outside, found.cover) == (None, None, None)
    assert (found.dependent, found.missing) == ("unknown", ("import from USA",))
    export = one(to_NLD=None)
    assert export.cover is None
    assert (export.dependent, export.missing) == ("unknown", ("export to NLD",))
    # one indicator that is known to stay below its threshold settles it
    assert one(to_NLD=None, from_DEU=200.0).dependent == "no"


def test_a_direction_without_rows_is_missing():
    found = one(to_USA=(), to_NLD=())
    assert (found.cover, found.dependent, found.missing) == (None, "unknown", ("exports: no rows",))


def test_no_exports_and_no_imports_from_outside():
    assert one(to_USA=0.0, to_NLD=()).cover == math.inf
    assert one(to_USA=0.0, to_NLD=()).dependent == "yes"
    home = one(from_CHN=(), from_USA=())
    assert (home.concentration, home.outside, home.dependent) == (None, 0.0, "no")
    assert one(from_CHN=0.0, from_USA=0.0, from_DEU=0.0).dependent == "no"


def test_persistence_needs_two_of_three_years():
    no = {"from_DEU": 200.0}
    lost = {"from_CHN": None}
    trade = [
        *flows(2020),
        *flows(2021, **no),
        *flows(2022),
        *flows(2023, **no),
        *flows(2024, **no),
        *flows(2026, **lost),
        *flows(2024, thing="y"),
    ]
    found = {(p.product, p.year): p for p in persistence(core_dependencies(trade, UNION))}
    assert found["x", 2020].years == ("unknown", "unknown", "yes")
    assert [found["x", year].persistent for year in (2020, 2021, 2022, 2023, 2024)] == [
        "unknown",
        "unknown",
        "yes",
        "no",
        "no",
    ]
    assert found["x", 2026].years == ("no", "unknown", "unknown")
    assert found["x", 2026].persistent == "unknown"
    assert found["y", 2024].persistent == "unknown"
    strict = persistence(core_dependencies(trade, UNION), needed=1, window=1)
    assert [p.persistent for p in strict if p.product == "y"] == ["yes"]


def test_wrong_rows_and_questions():
    for rows in (
        flows() + flows(),
        flows(from_CHN=-1.0),
        flows(from_CHN=math.inf),
        flows(from_CHN=math.nan),
    ):
        with pytest.raises(AnalysisError, match="VA656"):
            core_dependencies(rows, UNION)
    for needed, window in ((0, 3), (4, 3)):
        with pytest.raises(AnalysisError, match="VA656"):
            persistence([], needed=needed, window=window)
