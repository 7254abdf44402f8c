"""The what-if of the page: what is lost, what only unlisted supply could lose, what is not."""

import pytest

import valuechain as vc
from tests.unit.page_parts import grid, headings, sentences, table
from tests.unit.results_sample import frame, sample, tiny
from valuechain.presentation.names import Names
from valuechain.questions.what_if.page import section
from valuechain.questions.what_if.screen import show
from valuechain.questions.what_if.shipped_scenarios import WHAT_IF


def row(scenario, use, *, week=None, low=0.0, loss=0.0, high=0.0, severe=None):
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
        "deepest_loss_mild": loss,
        "deepest_loss_severe": loss if severe is None else severe,
    }


@pytest.fixture
def told():
    """A storm that hurts, a drizzle and a frost that may, a calm that does not."""
    rows = [
        row("storm", "register", week=3, low=0.3, loss=0.4, high=0.5, severe=0.8),
        row("storm", "elections"),
        row("drizzle", "register", high=0.2),
        row("drizzle", "elections"),
        row("frost", "register", severe=0.85),
        row("frost", "elections"),
        row("calm", "register"),
        row("calm", "elections"),
    ]
    shown = frame(WHAT_IF, rows)
    shown["first_loss_week"] = shown["first_loss_week"].astype("Int64")
    return section({"what_if": shown}, Names(tiny(), "en"), settings=sample().settings)


def test_what_unlisted_supply_or_a_severe_variant_could_lose_is_never_called_unhurt(told):
    assert [title for title, *_ in grid(told)] == ["Storm", "Frost", "Drizzle"]
    (unhurt,) = [text for text in sentences(told) if "Calm" in text]
    assert "Drizzle" not in unhurt
    assert "Frost" not in unhurt
    assert "in severe form" in unhurt


def test_a_cell_tells_loss_first_week_bounds_and_the_severe_variant(told):
    storm, frost, drizzle = (
        [(cell.text, cell.note) for cell in row.cells[1:]] for row in table(told).rows
    )
    assert storm == [("40%", "week 3; 30% to 50%; severe: 80%"), ("", "")]
    assert frost[0] == ("0%", "severe: 85%")
    assert drizzle[0] == ("0%", "0% to 20%")


def test_the_title_counts_what_hurts_for_sure_apart_from_what_may(told):
    assert "in 1 of 4 scenarios" in headings(told)[0]
    assert "2 more only in severe form" in headings(told)[0]


def test_no_table_no_section():
    empty = {"what_if": sample({"what_if": []}).what_if}
    assert section(empty, Names(tiny(), "nl"), settings=sample().settings) is None


def test_two_shocks_of_one_kind_and_product_are_told_apart():
    model = tiny()
    part, whole = (
        vc.shock("outage", product="logic-chips", from_site=site, start=start, weeks=30, horizon=80)
        for site, start in (("TWN", 0), ("USA", 40))
    )
    both = part.model_copy(update={"shocks": (*part.shocks, *whole.shocks)})
    text = " ".join(show(vc.run(model, both), model, lang="en").split())
    assert "outage logic chips, shock 1 (" in text
    assert "outage logic chips, shock 2 (" in text
