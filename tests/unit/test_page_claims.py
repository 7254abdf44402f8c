"""Titles and selections of the page say what their tables say, on random models too."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

import valuechain as vc
from tests.page_claims import Claims, agrees, losses_of
from tests.random_models import random_model
from tests.unit.page_parts import every, table
from tests.unit.results_sample import rows, sample, tiny
from valuechain.analysis.provenance import no_uses
from valuechain.presentation.blocks import ListBlock, TableBlock
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.chapters import report
from valuechain.questions.nulmeting.page import document
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.screen import summary
from valuechain.questions.partners import page as partners
from valuechain.questions.survival import page as survival
from valuechain.texts import LANGUAGES


@pytest.mark.parametrize("seed", range(3))
def test_claims_hold_on_random_models(seed):
    model = random_model(seed)
    found = vc.nulmeting(model, rules=("default",))
    for lang in LANGUAGES:
        claims = Claims(found, model, lang)
        claims.hold()
        assert all(agrees(text, amount, lang=lang) for text, amount in losses_of(claims.page))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_claims_hold_on_a_result_made_by_hand(lang):
    Claims(sample(), tiny(), lang).hold()


def changed(**words):
    """The result made by hand, with other words in every verdict."""
    told = rows()
    told["verdicts"] = [row | words for row in told["verdicts"]]
    return sample(told)


CLEAR = {"class": "none"}
OPEN = {"class": "undecided", "likely": "unknown", "limited": "yes", "crucial": "yes"}


@pytest.mark.parametrize(
    ("made", "title", "screen"),
    [
        (lambda: changed(**CLEAR), "None of the 3 dependencies judged", "None of the 3"),
        (lambda: changed(**OPEN), "3 of 3 verdicts are undecided", "Undecided verdicts: 3"),
        (
            lambda: sample({"verdicts": [], "exposure": [], "evidence": []}),
            "No dependency was judged: this model has no uses",
            "No dependency was judged: the model has no uses",
        ),
        (
            lambda: sample({"verdicts": []}),
            "No dependency was judged: no supplier outside home",
            "No dependency was judged: no supplier outside the circle",
        ),
    ],
    ids=["none", "undecided", "no uses", "nobody listed"],
)
def test_none_undecided_and_not_judged_are_three_answers(made, title, screen):
    found = made()
    Claims(found, tiny(), "en").hold()
    page = document(found, Names(tiny(), "en"))
    told = next(one for one in page.sections if one.anchor == "ten").blocks[0]
    assert title in told.text
    assert screen in " ".join(summary(found, tiny(), lang="en").split())


def test_the_cause_of_doubt_is_the_one_that_is_missing():
    page = document(changed(**OPEN), Names(tiny(), "en"))
    told = " ".join(
        str(part) for one in page.sections if one.anchor == "sure" for part in one.blocks
    )
    assert "figures on governance, law or hazard (3)" in told
    assert "unlisted suppliers are (1)" in told, "of gallium the bounds lie on both sides"


def test_only_the_first_range_says_what_it_is():
    page = document(sample(), Names(tiny(), "en"))
    text = " ".join(one.text for one in page.sections[0].blocks[0].findings)
    assert text.count("depending on whose the unlisted supply is") <= 1


def test_a_group_as_home_says_whose_uses_are_measured():
    found = sample()
    settings = replace(found.settings, home=("EU3",), home_countries=("BEL", "DEU", "NLD"))
    page = document(replace(found, settings=settings), Names(tiny(), "en"))
    told = str(page.sections[0].blocks)
    assert "uses in this model are those of the Netherlands" in told
    assert "(Netherlands)" in page.heading, "whose use it is stands in the sentence"
    assert "uses in this model" not in str(document(found, Names(tiny(), "en")).sections[0])
    bench = SimpleNamespace(packs=("EST", "NLD"), uses=(1,), home=("EU27",))
    for warnings, joined in ((no_uses(bench), True), ((), False)):  # type: ignore[arg-type]
        page = document(replace(found, warnings=warnings), Names(tiny(), "en"))
        assert ("Country packs are joined here" in str(page.sections[0].blocks)) is joined


def test_a_product_of_anothers_market_is_no_position_of_ours():
    found, model = sample(), tiny()
    told = model.model_dump(mode="json", by_alias=True)
    for product in told["products"].values():
        product["market"] = "DEU"
    reader = Reader(found, Names(type(model).model_validate(told), "en"))
    page = document(found, reader.names)
    held = next(one for one in page.sections if one.anchor == "held")
    assert "There is no product" in held.blocks[0].text
    assert not any(isinstance(block, ListBlock) for block in held.blocks[1:2])


def test_who_holds_out_and_who_comes_too_late_are_not_said_alike():
    row = {"use": "register", "removed": "USA", "kind": "country", "attribute": "any"}
    row |= {"mode": "lost", "verdict": "undecided", "binding": "hosting-global", "product": ""}
    row |= {"tts_low": 0, "tts": None, "tts_high": None, "gap": 0, "gap_high": None}
    row |= {"weeks_to_recovery_low": 0, "weeks_to_recovery": None, "weeks_to_recovery_high": None}
    row |= {"read": 1, "recall": 0, "judgement": 0}
    tables = {"survival": pd.DataFrame([row]), "exposure": pd.DataFrame({"use": ["register"]})}
    shown = survival.section(tables, Names(tiny(), "en"), settings=sample().settings)
    cells = table(shown).rows[0].cells
    assert (cells[2].text, cells[3].text) == ("over 3 years", "not within 3 years")
    assert cells[2].note == "0\xa0weeks – over 3 years"


@pytest.mark.parametrize(
    ("after", "cell", "title"),
    [
        (0.1496, "less than one percentage point", "No single further country surely takes"),
        (0.1, "15% becomes 10%", "trusting the United States surely makes the largest"),
    ],
)
def test_a_difference_that_cannot_be_seen_is_not_called_the_largest(after, cell, title):
    row = {"candidate": "USA", "kind": "country", "use": "register", "effect": "reduces"}
    row |= {"without": 0.15, "with": after, "with_low": after, "with_high": after}
    tables = {"partners": pd.DataFrame([row | {"gain": 0.15 - after}])}
    shown = partners.section(tables, Names(tiny(), "en"), settings=sample().settings)
    assert title in shown.blocks[0].text
    assert cell in table(shown).rows[0].cells[3].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_head_says_by_itself_what_stands_below_it(lang):
    """On a narrow page each cell stands beside its own head, and those around it are not there."""
    names = Names(tiny(), lang)
    found = [
        [column.text for column in block.columns if column.text]
        for page in (document(sample(), names), report(sample(), names))
        for section in page.sections
        for block in every(section.blocks)
        if isinstance(block, TableBlock)
    ]
    assert found
    assert [heads for heads in found if len(set(heads)) < len(heads)] == []


def test_a_need_too_small_for_a_table_is_not_called_nothing():
    needs = {"spare_elsewhere": 0.0, "needed_share": 0.0}
    page = report(changed(**needs), Names(tiny(), "en"))
    told = str(page.sections).replace("\xa0", " ")
    assert "0% of supply is spare elsewhere, <1% is needed." in told
