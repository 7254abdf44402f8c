"""Verdicts: the truth table, what is undecided and what it needs, and the reason in words."""

import re
from itertools import product as every

import pytest

from tests.build import JUDGED, country, make_model, need, product, use
from valuechain.indicators.verdicts import Dependency, VerdictRule, classify
from valuechain.questions.nulmeting.words_verdicts import VerdictWords
from valuechain.schema import Country

# Method section 3. Crucial: public interest, and exposed. Crucial and likely and limited = risky
# strategic; crucial and (likely or limited) = strategic; crucial, or exposed and likely = watch.
RISKY = {(1, 1, 1, 1)}
STRATEGIC = {(1, 1, 1, 0), (1, 1, 0, 1)}
WATCH = {(1, 1, 0, 0), (0, 1, 1, 0), (0, 1, 1, 1)}


@pytest.mark.parametrize("case", list(every((0, 1), repeat=4)))
def test_the_truth_table(case):
    interest, exposed, likely, limited = map(bool, case)
    expected = (
        "risky-strategic"
        if case in RISKY
        else "strategic"
        if case in STRATEGIC
        else "watch"
        if case in WATCH
        else "none"
    )
    assert classify(interest=interest, exposed=exposed, likely=likely, limited=limited) == expected


SURE = (0.4, 0.4, 0.4)
OPEN = (0.1, 0.1, 0.4)
SHALLOW = (0.1, 0.1, 0.1)


def judged(
    exposure=SURE,
    *,
    interest="vital",
    governance=7.0,
    weeks=100.0,
    spare=0.1,
    lost=0.8,
    question="disaster",
    attribute="site",
):
    """A dependency on gallium from China; likely, limited and crucial unless said otherwise."""
    model = make_model(
        {"gallium": product(country("CHN", 0.8), remainder=0.2)},
        {"task": use(need("gallium")) | {"public_interest": interest}},
    )
    known = {} if governance is None else {"governance": {"value": governance, **JUDGED}}
    model = model.model_copy(update={"countries": {"CHN": Country.model_validate(known)}})
    dependency = Dependency(
        use="task",
        product="gallium",
        country="CHN",
        attribute=attribute,
        question=question,
        exposure=exposure,
        replacement_weeks=weeks,
        lost_share=lost,
        spare=spare,
    )
    return model, VerdictRule(model, circle=frozenset({"NLD"})).judge(dependency)


def told(*exposure, **changed):
    """The verdict, and its reasons in English and Dutch."""
    model, found = judged(*exposure, **changed)
    return found, *(plain(VerdictWords(model, lang).reason(found)) for lang in ("en", "nl"))


DECIDED = {
    "risky": ({}, "risky-strategic", "yes", "yes", "yes"),
    "unlikely": ({"governance": 4.0}, "strategic", "yes", "no", "yes"),
    "soon replaced": ({"weeks": 52.0}, "strategic", "yes", "yes", "no"),
    "just too late": ({"weeks": 52.1}, "risky-strategic", "yes", "yes", "yes"),
    "enough to spare": ({"spare": 0.8}, "strategic", "yes", "yes", "no"),
    "just not enough": ({"spare": 0.79}, "risky-strategic", "yes", "yes", "yes"),
    "neither": ({"governance": 4.0, "weeks": 1.0}, "watch", "yes", "no", "no"),
    "essential": ({"interest": "essential"}, "risky-strategic", "yes", "yes", "yes"),
    "valuable": ({"interest": "valuable"}, "watch", "no", "yes", "yes"),
    "valuable, unlikely": ({"interest": "valuable", "governance": 4.0}, "none", "no", "no", "yes"),
    "shallow": ({"exposure": SHALLOW}, "none", "no", "yes", "yes"),
    "at the threshold": ({"exposure": (0.25, 0.25, 0.25)}, "none", "no", "yes", "yes"),
    "just above": ({"exposure": (0.2501, 0.26, 0.3)}, "risky-strategic", "yes", "yes", "yes"),
}


@pytest.mark.parametrize("name", DECIDED)
def test_decided(name):
    changed, klass, crucial, likely, limited = DECIDED[name]
    found, english, dutch = told(**changed)
    assert (found.klass, found.crucial, found.likely, found.limited) == (
        klass,
        crucial,
        likely,
        limited,
    )
    assert found.needs == ()
    assert "Undecided" not in english
    assert "Onbeslist" not in dutch


WHO = ("who supplies the unlisted 20% of supply", "wie de niet-genoemde 20 % van het aanbod levert")
HOW = ("governance estimate", "schatting van het bestuur")
LONG = ("how long replacement takes", "hoe lang vervanging duurt")
ROOM = ("the spare capacity elsewhere", "hoeveel capaciteit elders vrij is")

UNDECIDED = {
    "bounds on both sides of the threshold": ({"exposure": OPEN}, {WHO}),
    "the lower bound alone below": ({"exposure": (0.2, 0.3, 0.3)}, {WHO}),
    "governance": ({"governance": None}, {HOW}),
    "replacement": ({"weeks": None}, {LONG}),
    "spare": ({"spare": None}, {ROOM}),
    "replacement and spare": ({"weeks": None, "spare": None}, {LONG, ROOM}),
    "all": ({"exposure": OPEN, "governance": None, "weeks": None}, {WHO, HOW, LONG}),
    # an interest that is not crucial: how hard it is to replace decides nothing
    "valuable": ({"interest": "valuable", "governance": None, "weeks": None}, {HOW}),
    "valuable, bounds": (
        {"interest": "valuable", "exposure": OPEN, "weeks": None, "spare": None},
        {WHO},
    ),
}


@pytest.mark.parametrize("name", UNDECIDED)
def test_undecided_names_what_would_decide_and_nothing_else(name):
    changed, needed = UNDECIDED[name]
    found, english, dutch = told(**changed)
    assert found.klass == "undecided"
    for place, text, start in (
        (0, english, "Undecided until it is known: "),
        (1, dutch, "Onbeslist: nodig is te weten "),
    ):
        asked = text.partition(start)[2]
        assert asked
        for need_of in (WHO, HOW, LONG, ROOM):
            assert (need_of[place] in asked) == (need_of in needed)


NOT_NEEDED = {
    "shallow whatever else is unknown": (
        {"exposure": SHALLOW, "governance": None, "weeks": None, "spare": None},
        "none",
    ),
    "soon replaced whatever is spare": ({"weeks": 1.0, "spare": None}, "strategic"),
    "enough to spare however long it takes": ({"weeks": None, "spare": 0.9}, "strategic"),
    "neither crucial nor likely": (
        {"interest": "valuable", "governance": 4.0, "exposure": OPEN, "weeks": None},
        "none",
    ),
}


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_an_unknown_that_decides_nothing_leaves_the_verdict(name):
    changed, klass = NOT_NEEDED[name]
    assert judged(**changed)[1].klass == klass


def plain(text):
    return re.sub(r"\s", " ", text)


WORDS = {
    "en": (
        "Without gallium",
        "from China",
        "40% (30 to 50%) of task",
        "within a year",
        "public interest vital",
        "scores 7.0 (threshold 5.0",
        "Replacement takes",
        "10% of supply is spare elsewhere, 80% is lost",
    ),
    "nl": (
        "Zonder gallium",
        "uit China",
        "binnen een jaar",
        "40 % (30 tot 50 %) van task",
        "publiek belang vitaal",
        "scoort 7,0 (drempel 5,0",
        "Vervanging duurt",
        "10 % van het aanbod vrij, 80 % valt weg",
    ),
}


def test_the_reason_says_what_from_whom_how_deep_when_why_and_how_long():
    _, english, dutch = told((0.3, 0.4, 0.5))
    for lang, text in (("en", english), ("nl", dutch)):
        places = [text.find(part) for part in WORDS[lang]]
        assert -1 not in places, text
        assert places == sorted(places), text


def test_the_reason_of_coercion_says_who_refuses_and_by_which_tie():
    _, by_owner, dutch = told(question="coercion", attribute="owner")
    _, by_site, _ = told(question="coercion", attribute="site")
    assert "owners refuse gallium: 40% of task" in by_owner
    assert "eigenaren weigeren gallium: " in dutch
    assert by_owner != by_site


def test_a_use_that_is_not_crucial_gives_no_reason_why_it_is():
    found, english, _ = told(interest="valuable")
    assert found.klass == "watch"
    assert "Crucial" not in english
    assert "Likely" in english
