"""Time to recover, time to survive and risk exposure index against published and closed forms."""

import csv
import json
import math
from pathlib import Path

import pytest

from valuechain.indicators.chain import Chain, Making, every_site_makes
from valuechain.indicators.survival import recovery_loss, risk_exposure_index, time_to_survive

HERE = Path(__file__).with_name("survival")
FORD = json.loads((HERE / "ford.json").read_text(encoding="utf-8"))
CHAIN = Chain(
    FORD["capacity"],
    every_site_makes(FORD["capacity"], FORD["demand"]),
    demand=FORD["demand"],
    unit_loss=FORD["unit_loss"],
    stock=FORD["stock"],
)
ROUNDED = 5e-4  # the case prints three decimals
EXACT = 1e-9


def near(figures, tolerance):
    return pytest.approx(figures, rel=tolerance, abs=tolerance)


def test_ford_case_as_published():
    published, cases = FORD["published"], FORD["cases"]
    exposures = risk_exposure_index(CHAIN, cases, recovery=FORD["recovery"])
    assert [one.case for one in exposures] == list(cases)
    assert [one.loss for one in exposures] == near(published["loss"], EXACT)
    assert [one.index for one in exposures] == near(published["index"], ROUNDED)
    shortage = [max(0.0, one.gap) for one in exposures]
    assert shortage == near(published["shortage"], ROUNDED)
    losses = [recovery_loss(CHAIN, down, recovery=FORD["recovery"]) for down in cases.values()]
    assert [sum(x.lost_units.values()) for x in losses] == near(published["lost_units"], EXACT)
    assert [sum(x.made_units.values()) for x in losses] == near(published["made_units"], EXACT)
    # all that is lost is the cheaper product
    assert [x.lost_units["P2"] for x in losses] == near([0, 0, 0, 0], EXACT)
    capped = [time_to_survive(CHAIN, down, cap=FORD["cap"]) for down in cases.values()]
    assert capped == near(published["survival"], ROUNDED)


def test_ford_case_in_closed_form():
    exposures = risk_exposure_index(CHAIN, FORD["cases"], recovery=FORD["recovery"])
    exact = FORD["closed_form"]
    assert [one.index for one in exposures] == near(exact["index"], EXACT)
    assert [min(one.survival, FORD["cap"]) for one in exposures] == near(exact["survival"], EXACT)
    assert exposures[0].survival == math.inf


def staged(second: float) -> Chain:
    """A finished good of one part each, which a sole supplier makes, and perhaps a second."""
    return Chain(
        {"plant": math.inf, "sole": 10.0, "second": second},
        (
            Making("plant", "good", {"part": 1.0}),
            Making("sole", "part"),
            Making("second", "part"),
        ),
        demand={"good": 10.0},
        unit_loss={"good": 1.0},
        stock={"good": 15.0, "part": 40.0},
    )


def two_products() -> Chain:
    """What is left of one part goes to the product with the larger margin."""
    return Chain(
        {"plant": math.inf},
        (Making("plant", "p1", {"part": 1.0}), Making("plant", "p2", {"part": 1.0})),
        demand={"p1": 40.0, "p2": 50.0},
        unit_loss={"p1": 5.0, "p2": 3.0},
        stock={"part": 60.0},
    )


FOUND = {
    ("sole-supplier", "survival"): lambda: time_to_survive(staged(0.0), ["sole"]),
    ("second-supplier", "survival"): lambda: time_to_survive(staged(4.0), ["sole"]),
    ("second-supplier", "lost_units"): lambda: recovery_loss(
        staged(4.0), ["sole"], recovery=10
    ).lost_units["good"],
    ("two-products", "loss"): lambda: recovery_loss(two_products(), [], recovery=1).loss,
}

with (HERE / "chains.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['case']}: {r['quantity']}" for r in ROWS])
def test_closed_forms(row):
    found = FOUND[row["case"], row["quantity"]]()
    assert found == pytest.approx(float(row["value"]), abs=float(row["tolerance"]), rel=0)
