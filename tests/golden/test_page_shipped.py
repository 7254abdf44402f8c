"""What the page of the shipped model claims is what its tables say."""

import re

import pytest

from tests.page_claims import agrees, losses_of
from valuechain.documents.html import html_page
from valuechain.presentation.blocks import TableBlock
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.brief import brief
from valuechain.texts import LANGUAGES
from valuechain.texts.numbers import percent

TWO_SHEETS = 1300
"""Words that two sheets of A4 hold in the size of the brief; 1,137 were seen to fit with room."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_and_selections_are_what_the_tables_say(claims, lang):
    claims(lang).hold()
    assert all(agrees(text, amount, lang=lang) for text, amount in losses_of(claims(lang).page))


@pytest.mark.parametrize(
    ("scenario", "least"), [("spruce-pine-quartz", 0.8), ("jp-photoresist", 0.6)]
)
def test_what_only_a_severe_variant_costs_is_on_the_page(base, claims, scenario, least):
    rows = base.what_if[base.what_if["scenario"] == scenario]
    assert rows["deepest_loss"].max() == 0
    assert rows["deepest_loss_severe"].max() > least
    shown = next(
        row
        for row in claims("en").table("what-if").rows
        if row.cells[0].text == rows["title_en"].iloc[0]
    )
    assert any(
        f"severe: {rows['deepest_loss_severe'].max():.0%}" in cell.note for cell in shown.cells
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_fits_two_sheets(base, model, lang):
    told = brief(base, Names(model, lang))
    tables = [one for part in told.sections for one in part.blocks if isinstance(one, TableBlock)]
    assert max(len(table.columns) for table in tables) <= 7, "what is wider is cut on paper"
    page = html_page(told)
    text = re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert len(text.split()) < TWO_SHEETS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_brief_names_the_uses_that_a_scenario_hits_hardest(base, model, lang):
    names = Names(model, lang)
    section = next(one for one in brief(base, names).sections if one.anchor == "what-if")
    table = next(one for one in section.blocks if isinstance(one, TableBlock))
    assert len(table.rows) == 3
    for row in table.rows:
        rows = base.what_if[base.what_if[f"title_{lang}"] == row.cells[0].text]
        worst = rows.loc[rows["deepest_loss"].idxmax()]
        first = f"{names.title(worst['use'])} {percent(lang, worst['deepest_loss'])}"
        assert row.cells[1].text.startswith(first)
        severe, bound = rows["deepest_loss_severe"], rows["deepest_loss_bound_high"]
        felt = int(((rows["deepest_loss"] > 0) | (severe > 0) | (bound > 0)).sum())
        assert (f" {felt - 3}" in row.cells[1].text[-12:]) == (felt > 3)
