"""The what-if of the page: what is lost, what only unlisted supply could lose, what is not."""

import dataclasses

import pandas as pd
import pytest

from tests.unit.results_sample import frame, sample, tiny
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.what_if import what_if
from valuechain.questions.what_if.headline_contract import WHAT_IF


def row(scenario, use, *, week, low, loss, high):
    """One row of the table."""
    return {
        "scenario": scenario,
        "title_en": scenario.title(),
        "title_nl": scenario.title(),
        "use": use,
        "first_loss_week": week,
        "deepest_loss": loss,
        "deepest_loss_bound_low": low,
        "deepest_loss_bound_high": high,
    }


@pytest.fixture
def told():
    """A storm that hurts, a drizzle that may, a calm that does not."""
    rows = [
        row("storm", "register", week=3, low=0.3, loss=0.4, high=0.5),
        row("storm", "elections", week=None, low=0.0, loss=0.0, high=0.0),
        row("drizzle", "register", week=None, low=0.0, loss=0.0, high=0.2),
        row("drizzle", "elections", week=None, low=0.0, loss=0.0, high=0.0),
        row("calm", "register", week=None, low=0.0, loss=0.0, high=0.0),
        row("calm", "elections", week=None, low=0.0, loss=0.0, high=0.0),
    ]
    table = frame(WHAT_IF, rows)
    table["first_loss_week"] = table["first_loss_week"].astype("Int64")
    base = sample()
    base = dataclasses.replace(base, frames={**base.frames, "what_if": table})
    return what_if(Reader(base, tiny(), "en"))


def test_what_unlisted_supply_could_lose_is_never_called_unhurt(told):
    assert [title for title, _ in told.rows] == ["Storm", "Drizzle"]
    assert "Calm" in told.unhurt
    assert "Drizzle" not in told.unhurt


def test_a_cell_tells_loss_bounds_and_first_week(told):
    (_, storm), (_, drizzle) = told.rows
    assert storm == (("40%", "30% to 50%; week 3"), ("", ""))
    assert drizzle[0] == ("0 to 20%", "")
    assert "1 of 3" in told.heading


def test_no_table_no_section():
    base = sample({"what_if": []})
    assert isinstance(base.what_if, pd.DataFrame)
    assert what_if(Reader(base, tiny(), "nl")) is None
