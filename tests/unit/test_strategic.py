"""The strategic questions in a nulmeting: tables and sections, and homes that cannot be asked."""

import inspect
import re

import pytest

import valuechain as vc
from valuechain.analysis.workbench import prepare
from valuechain.files import load
from valuechain.questions.nulmeting import answers as strategic
from valuechain.questions.nulmeting.answers import mutual, others, partners, survive, thread
from valuechain.questions.nulmeting.contracts import STRATEGIC
from valuechain.questions.nulmeting.page import nulmeting_page
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words import SENTENCES
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


def test_every_sentence_that_is_said_exists():
    code = inspect.getsource(strategic)
    said = set(re.findall(r'say\(\s*"([a-z-]+)"', code))
    said |= {name.replace("_", "-") for name in re.findall(r"(\w+)=_(?:TEXT|NUMBER)", code)}
    assert len(said) > 40
    assert said - set(SENTENCES) == set()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_each_question_in_both_languages(model, tiny, lang):
    page = nulmeting_page(tiny, model=model, lang=lang)
    for section in SECTIONS:
        assert f'<section id="{section}"' in page
        assert f'href="#{section}"' in page
    assert 'id="mutual-h"' in page


def test_single_points_on_the_page_are_the_sure_ones_in_order(model, tiny):
    answer = thread(Reader(tiny, model, "en"))
    table = tiny["single_points"].sort_values("rank")
    sure = table[table["standing"] != "undecided"]
    assert answer is not None
    assert len(answer.rows) == min(10, len(sure))
    reader = Reader(tiny, model, "en")
    names = [
        reader.supplier(what) if by == "producers" else reader.removed(what)
        for what, by in zip(sure["what"], sure["by"], strict=True)
    ]
    assert [row[0] for row in answer.rows] == names[: len(answer.rows)]
    told = " ".join(answer.notes)
    open_ones = len(table) - len(sure)
    assert (f"{open_ones} more, supply decides" in told) == (open_ones > 0)


def test_a_home_without_uses_is_asked_what_it_holds_only(model):
    base = vc.nulmeting(model, home="TWN", rules=("default",))
    assert {"leverage", "indispensable", "lookthrough"} == headlines_of(base)
    page = nulmeting_page(base, model=model, lang="en")
    for section in SECTIONS:
        assert f'<section id="{section}"' not in page
    reader = Reader(base, model, "en")
    assert [ask(reader) for ask in (thread, survive, partners, others)] == [None] * 4
    assert mutual(reader) is not None


def test_a_home_that_is_everyone_is_measured_without_what_asks_for_others(model):
    bench = prepare(model)
    everyone = sorted({one for members in bench.stack.place_members for one in members})
    base = vc.nulmeting(model, home=everyone, rules=("default",))
    assert "leverage" not in base.frames
    assert "partners" not in base.frames
    assert "<h1>" in nulmeting_page(base, model=model, lang="nl")
