"""Firms that change hands: whom they are refused with, and whom they refuse, from then on."""

import pytest

from tests.build import SAME, buys, firm, lab, need, product, use
from tests.scenarios import course_of, follow, scenario, shock
from valuechain.errors import AnalysisError
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.touched import touched


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def hosted():
    """A firm at home that will be sold; it serves, and it is served by an American."""
    return lab(
        {
            "code": product(firm("giant", "USA", 1.0)),
            "cloud": product(
                firm("ours", "NLD", 0.6), firm("rest", "DEU", 0.4), inputs=[need("code")]
            ),
        },
        {"task": use(need("cloud"))},
        groups={"PAIR": ["CHN", "USA"]},
    )


TO_AMERICA = shock("takeover", firm="ours", to="USA", start="2 weeks")
REFUSED = shock("export-ban", of={"owner": "USA"}, to=["NLD", "DEU"], severity=0.5)


def test_from_a_takeover_on_a_firm_is_refused_and_spared_with_its_new_owner():
    made = hosted()
    course = course_of(made, scenario(TO_AMERICA, REFUSED, horizon=4))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == [1, 1, 0.5, 0.5]
    # America does not refuse what has become American
    assert follow(made, course, of="code/giant/USA", to="cloud/ours/NLD") == [0.5, 0.5, 1, 1]
    assert follow(made, course, of="code/giant/USA", to="cloud/rest/DEU") == [0.5] * 4
    # before and after make one class: ours, the German and whoever else is at home, all others
    assert len(course.class_rows) == 3


def test_an_owner_counts_from_the_first_week_that_starts_at_or_after_the_takeover():
    made = hosted()
    inside = {**TO_AMERICA, "start": "10 days"}
    course = course_of(made, scenario(inside, REFUSED, horizon=4))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == [1, 1, 0.5, 0.5]
    at_once = {**TO_AMERICA, "start": "0 weeks"}
    course = course_of(made, scenario(at_once, REFUSED, horizon=2))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == [0.5, 0.5]


def test_a_ban_that_ends_inside_a_week_is_split_exactly_by_a_takeover():
    made = hosted()
    half = {**REFUSED, "duration": "17.5 days", "severity": 1.0}
    course = course_of(made, scenario(TO_AMERICA, half, horizon=4))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == is_([1, 1, 0.5, 1])
    assert follow(made, course, of="code/giant/USA", to="cloud/rest/DEU") == is_([0, 0, 0.5, 1])


def test_a_takeover_that_ends_gives_the_firm_back():
    made = hosted()
    course = course_of(made, scenario({**TO_AMERICA, "duration": "1 weeks"}, REFUSED, horizon=5))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == [1, 1, 0.5, 1, 1]


def test_the_latest_of_several_takeovers_counts():
    made = hosted()
    back = shock("takeover", firm=["ours", "rest"], to="CHN", start="3 weeks")
    course = course_of(made, scenario(back, TO_AMERICA, REFUSED, horizon=5))
    assert follow(made, course, of="cloud/ours/NLD", to="task") == [1, 1, 0.5, 1, 1]
    with pytest.raises(AnalysisError, match="VA622 two takeovers of 'ours'"):
        course_of(made, scenario({**back, "start": "2 weeks"}, TO_AMERICA, REFUSED))


def test_a_new_owner_may_be_a_place_that_the_model_does_not_name():
    made = hosted()
    for owner in ("CHN", "PAIR"):
        sold = shock("takeover", firm="ours", to=owner, start="1 weeks")
        names = "CHN" if owner == "CHN" else "PAIR"
        refusal = shock("outage", of={"any": names}, product="cloud")
        course = course_of(made, scenario(sold, refusal, horizon=2))
        row = made.stack.position("cloud/ours/NLD")
        assert [course.at(t).capacity[row, 0] for t in (1, 2)] == [1, 0]
    assert "CHN" not in made.stack.place_ids


def test_without_the_takeover_nothing_happens_to_the_firm():
    made = hosted()
    asked = scenario(
        TO_AMERICA, shock("export-ban", product="cloud", of={"owner": "USA"}, to="NLD"), horizon=4
    )
    course = course_of(
        made,
        CourseColumn(asked),
        CourseColumn(asked, shocks=(1,)),
        CourseColumn(asked, shocks=(0,)),
    )
    seen = [follow(made, course, of="cloud/ours/NLD", to="task", column=b) for b in range(3)]
    assert seen == [[1, 1, 0, 0], [1] * 4, [1] * 4]


def test_a_ban_touches_what_its_country_owns_while_it_lasts():
    made = hosted()
    until = {**shock("export-ban", of={"owner": "USA"}, to="NLD"), "product": ["cloud", "code"]}

    def shares(*shocks):
        rows = touched(
            scenario(*shocks, horizon=4),
            made.stack,
            perspective=made.removals.perspective,
            model=made.model,
        )
        return {one.product: one.share for one in rows if one.kind == "export-ban"}

    assert shares(TO_AMERICA, until) == {"cloud": 0.6, "code": 1.0}
    assert shares(TO_AMERICA, {**until, "duration": "2 weeks"}) == {"code": 1.0}
    assert shares(TO_AMERICA, {**until, "duration": "15 days"}) == {"cloud": 0.6, "code": 1.0}
    # after the horizon all that could be meant is looked at, so that nothing is said to be empty
    assert shares(TO_AMERICA, {**until, "start": "6 weeks"}) == {"cloud": 0.6, "code": 1.0}


def test_a_firm_without_a_share_that_somebody_names_is_touched():
    made = lab(
        {"a": product(firm("small", "NLD", 0.0), firm("big", "USA", 1.0))},
        {"task": use(need("a"), sourcing=buys(None, "a", small__NLD=1.0))},
    )
    rows = touched(
        scenario(shock("outage", of={"firm": "small"})),
        made.stack,
        perspective=made.removals.perspective,
        model=made.model,
    )
    assert [(one.product, one.share_high, one.n_customers) for one in rows] == [("a", 0.0, 1)]
