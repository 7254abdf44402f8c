"""The what-if of the page: what is lost, what only unlisted supply could lose, what is not."""

import pytest

from tests.unit.page_parts import grid, headings, sentences, table
from tests.unit.results_sample import frame, sample, tiny
from valuechain.presentation.names import Names
from valuechain.questions.what_if.page import section
from valuechain.questions.what_if.shipped_scenarios import WHAT_IF


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
    shown = frame(WHAT_IF, rows)
    shown["first_loss_week"] = shown["first_loss_week"].astype("Int64")
    return section({"what_if": shown}, Names(tiny(), "en"), settings=sample().settings)


def test_what_unlisted_supply_could_lose_is_never_called_unhurt(told):
    assert [title for title, *_ in grid(told)] == ["Storm", "Drizzle"]
    unhurt = sentences(told)[-1]
    assert "Calm" in unhurt
    assert "Drizzle" not in unhurt


def test_a_cell_tells_loss_bounds_and_first_week(told):
    storm, drizzle = (
        [(cell.text, cell.note) for cell in row.cells[1:]] for row in table(told).rows
    )
    assert storm == [("40%", "30% to 50%; week 3"), ("", "")]
    assert drizzle[0] == ("0 to 20%", "")
    assert "1 of 3" in headings(told)[0]


def test_no_table_no_section():
    empty = {"what_if": sample({"what_if": []}).what_if}
    assert section(empty, Names(tiny(), "nl"), settings=sample().settings) is None
