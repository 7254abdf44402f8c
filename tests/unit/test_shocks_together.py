"""Shocks that meet: parts of one remainder, wear and stop, and an allocation that has no turn."""

import pytest

from tests.build import HALF, SAME, country, firm, lab, need, product, use
from tests.scenarios import course_of, opening, scenario, shock
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.courses import CourseColumn

QUARTER = {"remainder": 0.2, "at_most_each": 0.05}


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def left_of_remainder(made, *shocks, weeks=(1,), to="task", bound="high"):
    found = course_of(made, CourseColumn(scenario(*shocks), bound=bound))
    return [float(opening(made, found, t, of="ore/remainder", to=to)[0]) for t in weeks]


def ban_of(site, **more):
    return shock("export-ban", product="ore", of={"site": site}, to="NLD", **more)


def test_two_shocks_may_hold_different_parts_of_one_remainder():
    made = lab(
        {
            "ore": product(
                firm("c", "CHN", 0.4), firm("u", "USA", 0.4), remainder=0.2, at_most_each=0.1
            )
        },
        {"task": use(need("ore"))},
        groups={"PAIR": ["CHN", "USA"]},
    )
    one = left_of_remainder(made, ban_of("CHN"))
    assert one == is_([0.5])
    together = left_of_remainder(made, ban_of(["CHN", "USA"]))
    apart = left_of_remainder(made, ban_of("CHN"), ban_of("USA"))
    assert together == apart == is_([0.0])
    # one holder twice is one holder
    assert left_of_remainder(made, ban_of("CHN"), ban_of("CHN", severity=0.9)) == is_([0.5])
    # half of China's part and all of America's
    assert left_of_remainder(made, ban_of("CHN", severity=0.5), ban_of("USA")) == is_([0.25])
    # a tenth of everything, and all of China's part: a tenth of the other half on top
    everything = shock("export-ban", product="ore", to="NLD", severity=0.1)
    assert left_of_remainder(made, everything, ban_of("CHN")) == is_([0.45])
    # two shocks one after the other do not overlap
    first, later = ban_of("CHN", duration="2 weeks"), ban_of("USA", start="2 weeks")
    assert left_of_remainder(made, first, later, weeks=(1, 2, 3)) == is_([0.5, 0.5, 0.5])
    # three of which each may hold half hold at most all
    three = [ban_of(site, severity=0.8) for site in ("CHN", "USA", "JPN")]
    assert left_of_remainder(made, *three) == is_([0.2])
    # who holds it is counted once, by whichever shock it is meant
    assert left_of_remainder(made, ban_of(["CHN", "USA"]), ban_of("USA")) == is_([0.0])
    # below the upper bound nobody holds any of it
    assert left_of_remainder(made, *three, bound="value") == is_([1.0])


def test_a_holder_that_two_shocks_name_is_one_holder():
    """Each country could have a quarter: two and one of these two are two."""
    made = lab(
        {"ore": product(firm("c", "CHN", 0.4), firm("u", "USA", 0.4), **QUARTER)},
        {"task": use(need("ore"))},
    )
    assert left_of_remainder(made, ban_of(["CHN", "USA"]), ban_of("USA")) == is_([0.5])
    assert left_of_remainder(made, ban_of(["CHN", "USA"]), ban_of("JPN")) == is_([0.25])
    # made in and owned in: who meets both is a holder of its own, told apart from the others
    both = shock("export-ban", product="ore", of={"site": "CHN", "owner": "CHN"}, to="NLD")
    assert left_of_remainder(made, both) == is_([0.75])
    assert left_of_remainder(made, both, ban_of("CHN")) == is_([0.5])


def test_an_outage_and_a_ban_claim_a_remainder_together():
    made = lab(
        {
            "ore": product(
                firm("c", "CHN", 0.4), firm("u", "USA", 0.4), remainder=0.2, at_most_each=0.1
            )
        },
        {"task": use(need("ore")), "afar": use(need("ore"), at="JPN")},
    )
    shocks = (shock("outage", product="ore", of={"site": "CHN"}), ban_of("USA"))
    assert left_of_remainder(made, *shocks) == is_([0.0])
    assert left_of_remainder(made, *shocks, to="afar") == is_([0.5])


@pytest.mark.parametrize("severity", [0.0, 0.39, 0.41, 1.0])
def test_wear_is_in_proportion_to_what_is_stopped(severity):
    """A base of 200 weeks that lasts 80 without service: a partial stop takes a part of that."""
    made = lab(
        {"machine": product(country("USA", 1.0))},
        {"task": use(need("machine", "capital", lifetime=200))},
    )
    stop = {"of": {"site": "USA"}, "to": "NLD", "severity": severity, "product": "machine"}
    both = [
        course_of(made, scenario(shock("capital-stop", **stop, **more), substitution=False))
        for more in ({}, {"lifetime": "80 weeks"})
    ]
    row = made.stack.position("task")
    plain, worn = (
        CourseEngine(made.engine).unfold(one, HALF, watch=[row]).level[0, 1, 0] for one in both
    )
    # what arrives is 1 - severity of a two-hundredth; the rest goes at 1/80 - 1/200 a week
    assert 1 - plain == is_(severity / 200)
    assert plain - worn == is_(severity * (1 / 80 - 1 / 200))


def test_home_last_leaves_its_part_to_who_buys_nothing_of_a_market():
    """Nobody at home buys salt: the virtual buyer shares a shortage, it does not wait for all."""
    made = lab(
        {
            "salt": product(country("CHN", 1.0)),
            "glass": product(country("USA", 1.0), inputs=[need("salt")]),
        },
        {"task": use(need("glass"))},
    )
    for rule, kept in (("home-last", 0.99), ("contractual", 0.99), ("reallocate", 0.99)):
        short = scenario(shock("outage", product="salt", severity=0.01), allocation=rule)
        row = made.stack.position("buyer/salt")
        found = CourseEngine(made.engine).unfold(course_of(made, short), HALF, watch=[row]).level
        assert found[0, 0, 0] == is_(kept)
