"""The functions of an election on the page: law first, what stops, what goes on, how we know."""

import pytest

import valuechain as vc
from tests.build import JUDGED, country, make_model, need, product, use
from tests.unit.page_parts import every, grid, headings, table
from valuechain.presentation.blocks import Paragraph, Section
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.elections import elections, in_short
from valuechain.questions.nulmeting.reader import as_stored
from valuechain.schema import Model

ORIGINS = {
    "low": {"origin": "proxy", "shown_by": {"en": "a fifth did in 2026"}},
    "mode": {"origin": "judged"},
    "high": {"origin": "read", "shown_by": {"en": "counted by hand in 2017, on time"}},
}
LAW = {"article": "Act 1", "says": {"en": "Paper decides", "nl": "Papier beslist"}, **JUDGED}


def voted(*inputs, window="9 days", groups=(), law=()):
    return {**use(*inputs), "critical_window": window, "groups": list(groups), "law": list(law)}


def ranged(low, mode, high):
    origins = {key: {**JUDGED, **one} for key, one in ORIGINS.items()}
    level = {"low": low, "mode": mode, "high": high}
    return {"level": level, "origins": origins, "after": "0 weeks", **JUDGED}


@pytest.fixture(scope="module")
def toy() -> Model:
    """Tools and posters are American, ballots Dutch; paper keeps the count up."""
    core, space = ("votes", "core"), ("votes", "space")
    software = {**need("tools", "service"), "fallback": ranged(0.8, 0.95, 0.999)}
    sites = {**need("posters", "service"), "fallback": ranged(0.0, 0.24, 0.88)}
    made = make_model(
        {
            "tools": product(country("USA", 1.0)),
            "posters": product(country("USA", 1.0)),
            "ballots": product(country("NLD", 1.0)),
        },
        {
            "counting": voted(software, groups=core, law=[LAW]),
            "casting": voted(need("ballots", "service"), window="1 day", groups=core),
            "checking": voted(sites, groups=space),
            "informing": voted(need("posters", "service", buffer=1.0), groups=space),
            "hospitals": use(need("tools", "service")),
        },
    )
    titles = {"votes": "Votes", "core": "Core of votes", "space": "Space of votes"}
    data = made.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["use_groups"] = {key: {"title": {"en": title}} for key, title in titles.items()}
    return Model.model_validate(data)


@pytest.fixture(scope="module")
def section(toy) -> Section:
    result = vc.nulmeting(toy, rules=("default",))
    return elections(as_stored(result, Names(toy, "en")))


def card(section: Section, title: str) -> list[tuple[str, str]]:
    """What is said of one function, by label."""
    blocks = list(every(section.blocks))
    start = next(n for n, one in enumerate(blocks) if getattr(one, "text", "").startswith(title))
    told = []
    for block in blocks[start + 1 :]:
        if not isinstance(block, Paragraph):
            break
        told.append((block.label, block.text.replace("\xa0", " ")))
    return told


def test_the_finding_counts_by_group_and_never_over_all(section):
    assert headings(section)[0] == (
        "Core of votes: all 2 functions stand within their window; "
        "space of votes: one function can stop and one is undecided"
    )
    assert section.nav == "Votes"
    assert [row[0] for row in grid(section)] == ["counting", "casting", "checking", "informing"]
    assert [row[2] for row in grid(section)] == ["stands", "stands", "undecided", "can stop"]
    assert "hospitals" not in str(section)


def test_law_stands_before_figures_and_each_level_says_how_it_is_known(section):
    told = card(section, "counting")
    labels = [label for label, _ in told]
    assert labels[:3] == ["Window", "Law", "Hit hardest"]
    said = dict(told)
    assert said["Law"] == "Paper decides (Act 1; judged: us)."
    assert said["Hit hardest"].startswith("No country takes more than 25% of it. ")
    assert "5% (<1 to 20%) is lost" in said["Hit hardest"]
    assert "95% (80 to >99%) is kept up without tools" in said["Goes on"]
    assert ">99%: read, counted by hand in 2017, on time [us]" in said["How we know"]
    assert "80%: measured by proxy, a fifth did in 2026 [us]" in said["How we know"]
    assert "Turning point" not in said


def test_an_open_function_says_at_which_level_it_turns_and_on_which_day(section):
    said = dict(card(section, "checking"))
    assert said["Turning point"] == "At 75% kept up without posters the verdict turns."
    assert "76% (12 to 100%)" in said["May stop, undecided"]
    assert "at once: on day 1 of 9 days" in said["May stop, undecided"]
    late = dict(card(section, "informing"))
    assert "after 7 days, in a window of 9 days" in late["Stops"]
    assert late["Law"] == "This model holds no provision on it."
    assert (
        "posters: 100% under American control, 100% is in the United States."
        in (late["Control and site"])
    )


def test_what_nobody_outside_reaches_stands_at_every_bound(section):
    said = dict(card(section, "casting"))
    assert said["Hit hardest"] == "No country outside the Netherlands takes anything of it."
    row = next(row for row in grid(section) if row[0] == "casting")
    assert row[3:5] == ["0%", "nobody"]


def test_a_home_without_such_uses_says_so():
    model = make_model({"a": product(country("USA", 1.0))}, {"plain": use(need("a", "service"))})
    reader = as_stored(vc.nulmeting(model, rules=("default",)), Names(model, "en"))
    assert headings(elections(reader)) == ["Elections are not in this model"]
    assert [block.text for block in in_short(reader)] == ["Elections are not in this model"]


def test_what_only_a_partner_can_stop_is_said_as_such():
    model = make_model(
        {"a": product(country("FRA", 1.0))},
        {"vote": voted(need("a", "service"))},
        trusted=["FRA"],
    )
    reader = as_stored(vc.nulmeting(model, rules=("default",)), Names(model, "en"))
    found = elections(reader)
    assert headings(found)[0] == (
        "vote can stop within its window, but only by a country in the trusted circle"
    )
    assert "by a trusted country" in [cell.note for row in table(found).rows for cell in row.cells]


def test_one_function_without_a_group_is_told_by_its_name():
    model = make_model({"a": product(country("USA", 1.0))}, {"vote": voted(need("a", "service"))})
    reader = as_stored(vc.nulmeting(model, rules=("default",)), Names(model, "en"))
    found = elections(reader)
    assert headings(found)[0] == "vote can stop within its window"
    assert found.nav == "vote"
