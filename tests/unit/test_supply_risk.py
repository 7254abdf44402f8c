"""Supply risk by hand, and what is missing."""

from dataclasses import replace

import pytest

from tests.build import country, firm, lab, need, product, use
from valuechain.errors import AnalysisError
from valuechain.indicators.supply_risk import (
    CountrySupply,
    Stage,
    governance_hhi,
    highest_risk,
    lacking,
    supply_risk,
    world_supply,
)

WORLD = (CountrySupply("CHN", 0.8, 5.0, 1.1), CountrySupply("USA", 0.2, 3.0))
UNION = (CountrySupply("NOR", 1.0, 1.0, 0.8),)
STAGE = Stage(WORLD, UNION, reliance=0.6, recycling=0.1, substitution=0.9)


def refused(call, *given):
    with pytest.raises(AnalysisError) as caught:
        call(*given)
    assert caught.value.code == "VA657"


def test_by_hand():
    world = 0.64 * 5 * 1.1 + 0.04 * 3
    assert governance_hhi(WORLD) == pytest.approx(world)
    assert supply_risk(STAGE) == pytest.approx((world * 0.3 + 0.8 * 0.7) * 0.9 * 0.9)
    assert supply_risk(replace(STAGE, basis="world")) == pytest.approx(world * 0.81)
    assert supply_risk(replace(STAGE, basis="union")) == pytest.approx(0.8 * 0.81)


def test_the_highest_stage_is_reported():
    stages = {"extraction": STAGE, "processing": replace(STAGE, recycling=0.5)}
    assert highest_risk(stages) == ("extraction", pytest.approx(supply_risk(STAGE)))
    refused(highest_risk, {"extraction": STAGE, "processing": replace(STAGE, recycling=None)})
    refused(highest_risk, {})


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"world": None}, ("world supply",)),
        ({"union": ()}, ("union supply",)),
        ({"reliance": None}, ("import reliance",)),
        ({"recycling": None, "substitution": None}, ("recycling rate", "substitution index")),
    ],
)
def test_nothing_missing_becomes_a_zero(change, missing):
    stage = replace(STAGE, **change)
    assert lacking(stage) == missing
    refused(supply_risk, stage)


def test_what_the_basis_does_not_use_may_be_missing():
    assert lacking(replace(STAGE, union=None, reliance=None, basis="world")) == ()
    assert lacking(replace(STAGE, world=None, reliance=None, basis="union")) == ()


def test_wrong_inputs():
    refused(supply_risk, replace(STAGE, recycling=32.0))
    refused(governance_hhi, [CountrySupply("CHN", 80.0, 5.0)])
    refused(governance_hhi, [CountrySupply("CHN", 0.8, None)])


def test_world_supply_of_the_stack():
    made = lab(
        {
            "ore": product(
                firm("a", "USA", 0.3), firm("b", "USA", 0.2), country("CHN", 0.4), remainder=0.1
            )
        },
        {"task": use(need("ore"))},
    )
    found = world_supply(made.model, made.stack, product="ore", trade={"CHN": 1.1})
    assert found == (
        CountrySupply("CHN", 0.4, None, 1.1),
        CountrySupply("USA", pytest.approx(0.5), None, 1.0),
    )
    with pytest.raises(AnalysisError, match="VA657"):
        world_supply(made.model, made.stack, product="gold")
