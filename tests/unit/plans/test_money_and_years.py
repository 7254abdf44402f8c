"""Money by year, years that are past, and orders that respect what is needed first."""

import math

import pytest

from tests.build import JUDGED
from tests.random_measures import measure
from tests.random_models import random_model
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError
from valuechain.plans.cases import weighted
from valuechain.plans.contribution import shapley
from valuechain.plans.effects import prepare_measures
from valuechain.plans.losses import Losses
from valuechain.plans.money import Purse, purse_of, read_budget, read_years, too_late
from valuechain.plans.timeline import STARTS, schedule
from valuechain.shocks.removals import Removal

YEARS = tuple(range(2027, 2033))


def test_money_is_spread_over_the_lead_and_then_paid_while_it_works():
    purse = Purse(capex_eur=6e6, opex_eur=1e6, lead_years=1.5, ramp_years=0.0, lasts_years=2.0)
    spent = [purse.spent(2028, year) for year in YEARS]
    assert spent == [0.0, 3e6, 3.5e6, 1e6, 0.5e6, 0.0]
    assert sum(spent) == purse.total((2028, *YEARS[2:]))


def test_a_ramp_works_in_a_straight_line_and_an_end_ends():
    purse = Purse(0.0, 0.0, lead_years=1.0, ramp_years=2.0, lasts_years=3.0)
    part = [purse.working(2027, year) for year in YEARS]
    assert part == pytest.approx([0.0, 0.25, 0.75, 1.0, 0.0, 0.0], abs=0.01)


def test_home_pays_its_share_and_the_longest_lead_does_least():
    one = measure(
        {"kind": "add-spare-capacity", "product": "p0", "spare": 0.1},
        cost={
            "capex": {"low": 1e6, "mode": 2e6, "high": 8e6},
            "opex_per_year": 0,
            "price_year": 2025,
            "own_share": 0.25,
            **JUDGED,
        },
        lead={"time": {"low": "12 months", "mode": "2 years", "high": "4 years"}, **JUDGED},
    )
    assert purse_of(one).capex_eur == 5e5
    assert purse_of(one, cost="high").capex_eur == 2e6
    assert purse_of(one, lead="low").lead_years == pytest.approx(4.0, rel=0.01)


@pytest.mark.parametrize("text", ["lots", "-5M", "250M/week", "nan", ""])
def test_what_is_no_budget_is_refused(text):
    with pytest.raises(AnalysisError, match="VA736"):
        read_budget(text, YEARS)


@pytest.mark.parametrize("text", ["2020-2030", "2030-2028", "next", "2027-2077"])
def test_years_that_cannot_be_are_refused(text):
    with pytest.raises(AnalysisError, match="VA737"):
        read_years(text, today=2026)


def test_a_budget_a_year_counts_every_year():
    assert read_budget("250M/year", YEARS).total == 1.5e9
    assert read_budget("2B", YEARS).total == 2e9


def test_what_needs_a_slow_measure_first_may_be_too_late_itself():
    need = measure({"kind": "add-spare-capacity", "product": "p0", "spare": 0.1})
    second = need.model_copy(update={"needs_first": ("m-0",)})
    measures = {"m-0": need, "m-1": second}
    slow, quick = Purse(0, 0, 5.5, 0.0), Purse(0, 0, 0.5, 0.0)
    assert too_late(measures, {"m-0": slow, "m-1": quick}, years=YEARS) == {"m-1"}


def _losses():
    model = random_model(11, 3)
    bench = prepare(model, home=("NLD", "DEU", "USA"), trusted=("BEL",))
    spare = {"kind": "add-spare-capacity", "product": "p0", "spare": 0.1}
    measures = {f"m-{n}": measure(spare) for n in range(7)}
    measures["m-1"] = measures["m-1"].model_copy(update={"needs_first": ("m-0",)})
    lost = Removal("country", "CHN", "site", "lost", frozenset({"CHN"}))
    cases = weighted([lost], [], n_weeks=4)
    return Losses(bench, prepare_measures(model, measures), cases=cases)


def test_nothing_starts_before_what_it_needs_works_nor_beyond_the_money_of_a_year():
    losses = _losses()
    names = list(losses.prepared.measures)
    purses = dict.fromkeys(names, Purse(2e6, 0.0, lead_years=1.2, ramp_years=0.0))
    budget = read_budget("3M/year", YEARS)
    line = schedule(
        losses,
        names,
        budget=budget,
        purses=purses,
        contributions=dict.fromkeys(names, 1.0),
        base=9.0,
    )
    assert line.spent.max() <= 3e6
    if "m-1" in line.starts:
        assert line.starts["m-1"] >= line.starts["m-0"] + purses["m-0"].lead_years
    years = list(line.starts.values())
    assert max(years.count(year) for year in years) <= STARTS
    assert line.starts, "something starts"
    assert line.expected[0] == 9.0, "nothing works in the first year"


def test_contributions_sum_to_the_whole_whether_exact_or_drawn():
    worth = {"a": 1.0, "b": 2.0, "c": 0.5, "d": 0.0, "e": 3.0, "f": 1.5}

    def loss(some):
        both = 2.0 if {"a", "b"} <= some else 0.0
        return 20.0 - sum(worth[one] for one in some) - both

    few = shapley(["a", "b"], loss)
    assert few["a"].value == pytest.approx(2.0)
    assert few["a"].error == 0.0
    every = shapley(list(worth), loss)
    assert math.fsum(one.value for one in every.values()) == pytest.approx(10.0)
    # forwards and backwards each of a and b comes last once, so even the drawn one is exact
    assert every["a"].value == pytest.approx(2.0)
