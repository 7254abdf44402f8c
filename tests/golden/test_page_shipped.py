"""What the page of the shipped model claims is what its tables say."""

import re

import pytest

from tests.page_claims import agrees, losses_of
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.brief import brief
from valuechain.report.html import html_page
from valuechain.texts import LANGUAGES

pytestmark = pytest.mark.xdist_group("shipped-model")
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
    page = html_page(brief(base, Names(model, lang)))
    text = re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert len(text.split()) < TWO_SHEETS
