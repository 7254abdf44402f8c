"""On what a number rests: each figure counted once, with its own status and grade."""

import pytest

import valuechain as vc
from tests.build import country, firm, make_model, need, product, use
from valuechain.indicators.evidence import support
from valuechain.results.routes import CitedFigure
from valuechain.schema import Source

READ = {"source": "book", "status": "read", "credibility": 2}
RECALLED = {"source": "paper", "status": "recall", "credibility": 3}
SOURCES = {
    "us": Source.model_validate({"title": "Us", "kind": "judgement", "reliability": "F"}),
    "book": Source.model_validate({"title": "Book", "kind": "statistics", "reliability": "A"}),
    "paper": Source.model_validate({"title": "Paper", "kind": "press", "reliability": "C"}),
}


def figure(keys, source="book", status="read", credibility=2, reliability="A"):
    return CitedFigure(keys, keys, source, status, credibility, reliability)


def test_a_figure_that_two_routes_share_counts_once():
    found = support(
        [
            figure("a"),
            figure("b", "us", "judgement", 6, "F"),
            figure("a"),
            figure("c", "paper", "recall", 3, "C"),
        ]
    )
    assert (found.figures, found.read, found.recall, found.judgement) == (3, 1, 1, 1)
    assert (found.weakest_reliability, found.weakest_credibility) == ("F", 6)
    assert found.sources == ("book", "paper", "us")


def test_the_weakest_source_and_the_weakest_figure_are_two_axes():
    found = support([figure("a", credibility=5), figure("b", "paper", "recall", 1, "C")])
    assert (found.weakest_reliability, found.weakest_credibility) == ("C", 5)


def test_without_figures_nothing_is_weakest():
    found = support([])
    assert (found.figures, found.weakest_reliability, found.weakest_credibility) == (0, None, None)


def model():
    """Task <- chips (read) <- gas (recalled); what a producer's countries rest on varies."""
    made = make_model(
        {
            "chips": product(
                firm("a", "TWN", 0.6) | READ,
                firm("b", "NLD", 0.2, owned="USA") | RECALLED,
                {**firm("c", "JPN", 0.2), **READ, "site_basis": "proxy"},
                inputs=[
                    need("gas", buffer=4)
                    | {"evidence": {"buffer": READ}, "substitution": "80 weeks"}
                ],
            ),
            "gas": product(
                {**country("CHN", 0.7), **RECALLED, "owner_basis": "proxy"},
                firm("g", "DEU", 0.3) | READ,
            ),
        },
        {
            "task": use(
                need("chips", "capital", lifetime=20, fallback=(0.1, 0))
                | {"substitution": "30 weeks"}
            )
        },
    )
    return made.model_copy(update={"sources": SOURCES})


def figures(without, **asked):
    route = vc.explain("task", without, model=model(), **{"mode": "lost", "weeks": 0} | asked)
    return {one.keys: one for step in route.steps for one in step.figures}


TASK = {f"uses.task.inputs[0].{name}" for name in ("essentiality", "lifetime", "fallback")}
CHIPS = {f"products.chips.inputs[0].{name}" for name in ("essentiality", "buffer")}
A, B, C = (f"products.chips.producers[{n}]" for n in range(3))
CHN = "products.gas.producers[0]"

CITED = {
    # who is removed for where it makes: the share, and no record of the firm
    "site:TWN": TASK | {f"{A}.share"},
    # for who controls it: the record of the firm too
    "owner:TWN": TASK | {f"{A}.share", "firms.a"},
    "headquarters:TWN": TASK | {f"{A}.share", "firms.a"},
    "any:TWN": TASK | {f"{A}.share", "firms.a"},
    "firm:a": TASK | {f"{A}.share", "firms.a"},
    "owner:USA": TASK | {f"{B}.share", "firms.b"},
    # a site that is only where the firm is led from is our judgement
    "site:JPN": TASK | {f"{C}.share", f"{C}.site"},
    "owner:JPN": TASK | {f"{C}.share", "firms.c"},
    # through the chips: their shares, not their owners, who are not what is removed
    "site:CHN": TASK | CHIPS | {f"{one}.share" for one in (A, B, C, CHN)},
    "owner:CHN": TASK | CHIPS | {f"{one}.share" for one in (A, B, C, CHN)} | {f"{CHN}.owner"},
}


@pytest.mark.parametrize("without", CITED)
def test_the_figures_on_the_routes(without):
    assert set(figures(without)) == CITED[without]


def test_a_figure_says_on_what_it_rests_itself():
    found = figures("owner:CHN")
    assert (found[f"{A}.share"].status, found[f"{A}.share"].reliability) == ("read", "A")
    assert found[f"{A}.share"].text == "60 % of chips (2024)"
    assert (found[f"{B}.share"].status, found[f"{B}.share"].source) == ("recall", "paper")
    # the buffer was read, though the input as a whole is judged
    by_field = {
        name: found[f"products.chips.inputs[0].{name}"] for name in ("essentiality", "buffer")
    }
    assert (by_field["buffer"].status, by_field["buffer"].credibility) == ("read", 2)
    assert (by_field["essentiality"].status, by_field["essentiality"].reliability) == (
        "judgement",
        "F",
    )
    # who owns an aggregate is taken to be where it stands: not read, whatever the share is
    assert (found[f"{CHN}.owner"].status, found[f"{CHN}.owner"].source) == ("judgement", "paper")
    assert figures("site:JPN")[f"{C}.site"].status == "judgement"


@pytest.fixture(scope="module")
def base():
    return vc.nulmeting(model(), rules=("default",))


def row(base, product, removed, attribute):
    table = base.evidence
    found = table[
        (table["product"] == product)
        & (table["removed"] == removed)
        & (table["attribute"] == attribute)
        & (table["mode"] == "lost")
    ]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("product", ["", "gas"], ids=["all of a country", "one product"])
def test_the_table_counts_what_the_routes_cite(base, product):
    found = row(base, product, "CHN", "owner")
    # judged: task's three, the essentiality of gas, the owner of China's producers
    # read: shares of a and c, the buffer; recalled: shares of b and China
    assert (found["figures"], found["read"], found["recall"], found["judgement"]) == (10, 3, 2, 5)
    assert (found["weakest_reliability"], found["weakest_credibility"]) == ("F", 6)
    assert found["sources"] == "book;paper;us"


def test_the_verdict_takes_the_substitution_of_the_slot_that_binds(base):
    table = base.verdicts[base.verdicts["attribute"] == "site"].set_index(["product", "country"])
    disaster = table[table["question"] == "disaster"]
    assert disaster.loc[("gas", "CHN"), "replacement_weeks"] == 80
    assert disaster.loc[("chips", "TWN"), "replacement_weeks"] == 30
    assert disaster.loc[("gas", "CHN"), "lost_share"] == pytest.approx(0.7)
