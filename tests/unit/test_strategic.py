"""The strategic questions in a nulmeting: tables and sections, and homes that cannot be asked."""

import pytest

import valuechain as vc
from tests.unit.page_parts import grid, sentences
from valuechain.analysis.workbench import prepare
from valuechain.documents.html import nulmeting_page
from valuechain.files import load
from valuechain.presentation.names import Names
from valuechain.questions.chokepoints import page as thread
from valuechain.questions.comparison import page as others
from valuechain.questions.leverage import page as mutual
from valuechain.questions.nulmeting.contracts import STRATEGIC
from valuechain.questions.partners import page as partners
from valuechain.questions.survival import page as survive
from valuechain.results.contract import check_table

TINY = "tests/models/tiny.yaml"
SECTIONS = ("thread", "survive", "others")
UNASKED = {"partners"}
"""The small model names no like-minded groups, so nobody is a candidate."""


@pytest.fixture(scope="module")
def model():
    return load(TINY).model


def headlines_of(base):
    """Names of the headline tables that a nulmeting has."""
    return {table.name for table in base.contracts} & {table.name for table in STRATEGIC}


@pytest.fixture(scope="module")
def tiny(model):
    return vc.nulmeting(model, rules=("default",))


def test_every_headline_table_is_there_and_holds_its_contract(tiny):
    assert headlines_of(tiny) == {table.name for table in STRATEGIC} - UNASKED
    for table in tiny.contracts:
        check_table(table, tiny[table.name])


def test_tables_are_those_of_the_questions_themselves(model, tiny):
    sets = vc.chokepoints(model, size=1)["single_points"]
    assert sorted(sets["what"]) == sorted(tiny["single_points"]["what"])
    lost = vc.survival(model, attribute="any", weeks=156, stocks=False).summary
    assert lost.equals(tiny["survival"])
    compared = vc.compare_indicators(model).summary
    assert compared.equals(tiny["agreement"])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_each_question_in_both_languages(model, tiny, lang):
    page = nulmeting_page(tiny, model=model, lang=lang)
    for section in SECTIONS:
        assert f'<section id="{section}"' in page
        assert f'href="#{section}"' in page
    assert 'id="mutual-h"' in page


def test_single_points_on_the_page_are_the_sure_ones_in_order(model, tiny):
    names = Names(model, "en")
    answer = thread.section(dict(tiny.tables()), names, settings=tiny.settings)
    points = tiny["single_points"].sort_values("rank")
    sure = points[points["standing"] != "undecided"]
    assert answer is not None
    shown = [row[0] for row in grid(answer)]
    assert len(shown) == min(10, len(sure))
    named = [
        names.supplier(what) if by == "producers" else names.removed(what)
        for what, by in zip(sure["what"], sure["by"], strict=True)
    ]
    assert shown == named[: len(shown)]
    told = " ".join(sentences(answer))
    open_ones = len(points) - len(sure)
    assert (f"{open_ones} more cases it depends on supply" in told) == (open_ones > 0)


def test_a_home_without_uses_is_asked_what_it_holds_only(model):
    base = vc.nulmeting(model, home="TWN", rules=("default",))
    assert {"leverage", "indispensable", "lookthrough"} == headlines_of(base)
    page = nulmeting_page(base, model=model, lang="en")
    for section in SECTIONS:
        assert f'<section id="{section}"' not in page
    asked = {"names": Names(model, "en"), "settings": base.settings}
    tables = dict(base.tables())
    for question in (thread, survive, partners, others):
        assert question.section(tables, **asked) is None
    assert mutual.blocks(tables, **asked)


def test_a_home_that_is_everyone_is_measured_without_what_asks_for_others(model):
    bench = prepare(model)
    everyone = sorted({one for members in bench.stack.place_members for one in members})
    base = vc.nulmeting(model, home=everyone, rules=("default",))
    assert "leverage" not in base.frames
    assert "partners" not in base.frames
    assert "<h1>" in nulmeting_page(base, model=model, lang="nl")
