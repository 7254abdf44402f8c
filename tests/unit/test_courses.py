"""Scenarios week by week: outages and refusals, kinds of slot, variants, clocks and batches."""

import numpy as np
import pytest

from tests.build import SAME, buys, country, firm, lab, need, product, use
from tests.scenarios import course_of, follow, left, opening, scenario, shock
from valuechain.kernels.arrays import ConvergenceError
from valuechain.schema.scenario import Outage, WeeksRange
from valuechain.schema.terms import Range
from valuechain.shocks.courses import CourseColumn, clock_start
from valuechain.shocks.touched import touched
from valuechain.shocks.variants import end_of


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def chips(**more):
    """Machines and code feed two fabs; both are bought in several kinds."""
    return lab(
        {
            "machine": product(firm("litho", "NLD", 0.5), country("JPN", 0.5)),
            "code": product(firm("giant", "USA", 0.6, owned="USA"), remainder=0.4),
            "chip": product(
                firm("here", "NLD", 0.3),
                firm("there", "TWN", 0.7),
                inputs=[
                    need("machine", "capital", lifetime=10.0),
                    need("code", "service", buffer=2.0),
                ],
            ),
        },
        {"task": use(need("chip"), need("code")), "afar": use(need("chip"), at="TWN")},
        **more,
    )


def test_an_outage_is_capacity_that_comes_and_goes():
    made = chips()
    fade = {"shape": "linear", "over": "2 weeks"}
    course = course_of(
        made,
        scenario(
            shock(
                "outage",
                of={"site": "TWN"},
                start="1 weeks",
                duration="2 weeks",
                severity=0.8,
                recovery=fade,
            ),
            horizon=6,
        ),
    )
    row = made.stack.position("chip/there/TWN")
    found = [course.at(week).capacity[row, 0] for week in range(1, 7)]
    # 0.8 lost in weeks 2 and 3, then 0.75 and 0.25 of that
    assert found == is_([1, 0.2, 0.2, 0.4, 0.8, 1])
    others = np.delete(course.deepest().capacity, row, axis=0)
    assert (others == 1).all()
    assert course.n_rows == 1


def test_overlapping_shocks_combine_by_the_larger_loss():
    made = chips()
    course = course_of(
        made,
        scenario(
            shock("outage", of={"site": "TWN"}, duration="3 weeks", severity=0.5),
            shock("outage", of={"firm": "there"}, start="2 weeks", severity=0.3),
            shock("outage", product="chip", start="4 weeks", duration="1 weeks", severity=0.2),
            horizon=6,
        ),
    )
    row = made.stack.position("chip/there/TWN")
    assert [course.at(t).capacity[row, 0] for t in range(1, 7)] == is_(
        [0.5, 0.5, 0.5, 0.7, 0.7, 0.7]
    )
    here = made.stack.position("chip/here/NLD")
    assert [course.at(t).capacity[here, 0] for t in range(1, 7)] == is_([1, 1, 1, 1, 0.8, 1])


def test_overlapping_bans_on_one_route_too():
    made = chips()
    course = course_of(
        made,
        scenario(
            shock("export-ban", of={"site": "TWN"}, to="NLD", duration="2 weeks", severity=0.5),
            shock("export-ban", of={"site": "TWN"}, to="all", start="1 weeks", severity=0.3),
            horizon=3,
        ),
    )
    assert follow(made, course, of="chip/there/TWN", to="task") == is_([0.5, 0.5, 0.7])
    assert follow(made, course, of="chip/there/TWN", to="machine/jpn-all") == is_([1, 0.7, 0.7])
    assert follow(made, course, of="chip/there/TWN", to="afar") == [1, 1, 1]


def test_kinds_of_slot_that_each_kind_of_shock_closes():
    made = chips()
    denied = course_of(made, scenario(shock("access-denial", of={"owner": "USA"}, to="NLD")))
    assert opening(made, denied, 1, of="code/giant/USA", to="chip/here/NLD").tolist() == [1, 1, 0]
    # the task buys code as a consumable: its row says so too
    assert opening(made, denied, 1, of="code/giant/USA", to="task").tolist() == [1, 1, 0]
    # a virtual buyer of what is refused as a service is refused it
    assert opening(made, denied, 1, of="code/giant/USA", to="buyer/code").tolist() == [0, 0, 0]
    stopped = course_of(made, scenario(shock("capital-stop", of={"site": "JPN"}, to="all")))
    assert opening(made, stopped, 1, of="machine/jpn-all", to="chip/there/TWN").tolist() == [
        1,
        0,
        1,
    ]
    assert opening(made, stopped, 1, of="machine/jpn-all", to="buyer/machine").tolist() == [0, 0, 0]
    every = course_of(made, scenario(shock("export-ban", of={"site": "JPN"}, to="all")))
    assert opening(made, every, 1, of="machine/jpn-all", to="chip/there/TWN").tolist() == [0, 0, 0]
    assert not any(one.wears for one in (denied, stopped, every))


def test_what_is_not_bought_as_a_machine_is_not_stopped_as_one():
    made = chips()
    stop = shock("capital-stop", of={"site": ["JPN", "TWN"]}, to="NLD")
    course = course_of(made, scenario(stop))
    assert opening(made, course, 1, of="chip/there/TWN", to="buyer/chip").tolist() == [1, 1, 1]
    assert opening(made, course, 1, of="machine/jpn-all", to="buyer/machine").tolist() == [0] * 3


def test_kinds_mix_in_one_customer():
    made = chips()
    course = course_of(
        made,
        scenario(
            shock("access-denial", of={"owner": "USA"}, to="NLD", severity=0.5),
            shock("capital-stop", of={"site": "JPN"}, to="NLD", lifetime="4 weeks", severity=0.5),
            shock("export-ban", product="code", of={"owner": "USA"}, to="NLD", severity=0.2),
        ),
    )
    code = opening(made, course, 1, of="code/giant/USA", to="chip/here/NLD")
    machine = opening(made, course, 1, of="machine/jpn-all", to="chip/here/NLD")
    assert code.tolist() == is_([0.8, 0.8, 0.5])
    assert machine.tolist() == is_([1, 0.5, 1])
    # half of the machines wear by a quarter a week, for those who are refused
    ((rate, wear),) = course.wear(1)
    assert rate == is_(0.25)
    at = made.stack.position
    row = course.class_rows[course.customer_class[at("chip/here/NLD"), 0], 1]
    assert wear[row, at("machine/jpn-all"), 0] == is_(0.5)
    spared = course.class_rows[course.customer_class[at("chip/there/TWN"), 0], 1]
    assert not wear[spared].any()
    assert not wear[:, at("machine/litho/NLD")].any()


def test_wear_is_worse_with_a_shorter_life():
    made = chips()
    life = {"low": "1 weeks", "mode": "5 weeks", "high": "8 weeks"}
    stop = scenario(shock("capital-stop", of={"site": "JPN"}, to="NLD", lifetime=life))
    course = course_of(
        made, *(CourseColumn(stop, range=one) for one in ("mild", "stated", "severe"))
    )
    worst = {rate: part.max(axis=(0, 1)).tolist() for rate, part in course.wear(1)}
    assert worst == {1 / 8: [1, 0, 0], 1 / 5: [0, 1, 0], 1.0: [0, 0, 1]}


def test_ranges_make_a_mild_and_a_severe_variant():
    made = chips()
    asked = scenario(
        shock(
            "outage",
            of={"site": "TWN"},
            start={"low": "0 weeks", "mode": "1 weeks", "high": "2 weeks"},
            duration={"low": "1 weeks", "mode": "2 weeks", "high": "3 weeks"},
            severity={"low": 0.2, "mode": 0.5, "high": 0.9},
        ),
        horizon=5,
    )
    course = course_of(
        made, *(CourseColumn(asked, range=one) for one in ("mild", "stated", "severe"))
    )
    row = made.stack.position("chip/there/TWN")
    found = np.array([course.at(week).capacity[row] for week in range(1, 6)]).T
    assert found[0] == is_([1, 0.8, 1, 1, 1])
    assert found[1] == is_([1, 0.5, 0.5, 1, 1])
    assert found[2] == is_([1, 0.1, 0.1, 0.1, 1])
    assert [end_of(asked.shocks[0], one) for one in ("mild", "stated", "severe")] == [2, 3, 4]


def test_severity_nought_is_nothing():
    made = chips()
    course = course_of(
        made,
        scenario(
            shock("outage", of={"site": "TWN"}, severity=0.0, start="2 weeks"),
            shock("export-ban", of={"site": "JPN"}, to="all", severity=0.0),
            shock("demand-surge", product="code", factor=1.0),
        ),
    )
    assert course.strands == ()
    assert (course.deepest().opening == 1).all()
    assert (course.deepest().capacity == 1).all()
    assert not course.customer_class.any()
    assert course.start.tolist() == [0]


def test_clocks_start_with_the_first_shock_that_can_take_something():
    made = chips()
    late = shock("outage", of={"site": "TWN"}, start="5.5 weeks")
    unlikely = {"low": 0.0, "mode": 0.0, "high": 0.5}
    later = shock("outage", of={"site": "JPN"}, start="8 weeks", severity=unlikely)
    sold = shock("takeover", firm="giant", to="CHN")
    void = shock("outage", of={"site": "NLD"}, start="1 weeks", severity=0.0)
    asked = scenario(sold, later, late, void)
    course = course_of(
        made,
        CourseColumn(asked),
        CourseColumn(asked, shocks=(1, 3)),
        CourseColumn(asked, range="mild", shocks=(1,)),
    )
    assert course.start.tolist() == [5, 8, 8]
    assert clock_start(CourseColumn(asked, shocks=())) == 0


def test_columns_differ_in_scenario_buffers_substitution_and_grace():
    made = chips()
    ban_ = scenario(shock("export-ban", of={"site": "TWN"}, to="NLD"), horizon=4)
    out = scenario(shock("outage", of={"site": "TWN"}), horizon=9, substitution=False)
    kind = scenario(shock("outage", of={"site": "TWN"}), horizon=2, grace=True)
    course = course_of(
        made,
        CourseColumn(ban_, buffers=False),
        CourseColumn(out),
        CourseColumn(out, substitution=True),
        CourseColumn(kind),
        CourseColumn(ban_, substitution=False, shocks=()),
    )
    assert course.size == 5
    assert course.n_weeks == 9
    assert course.buffers.tolist() == [False, True, True, True, True]
    assert course.substitution.tolist() == [True, False, True, True, False]
    assert course.grace.tolist() == [True, False, False, True, True]
    # rows are numbered anew in every column, and equal strands are one
    assert course.n_rows == 2
    assert len(course.strands) == 2
    assert {tuple(one.columns.tolist()) for one in course.strands} == {(0,), (1, 2, 3)}
    assert course_of(made, ban_, out, n_weeks=3).n_weeks == 3


@pytest.mark.parametrize(
    ("rule", "reserved"),
    [
        ("contractual", None),
        ("home-first", {"task", "chip/here/NLD", "machine/litho/NLD"}),
        ("home-last", {"task", "chip/here/NLD", "machine/litho/NLD"}),
        ("reallocate", {"task", "chip/here/NLD", "machine/litho/NLD", "machine/jpn-all"}),
    ],
)
def test_customers_for_whom_an_allocation_makes_a_difference(rule, reserved):
    made = chips(trusted=["JPN"])
    asked = scenario(shock("outage", of={"site": "TWN"}), allocation=rule)
    course = course_of(made, asked)
    assert course.allocation == rule
    if reserved is None:
        assert course.reserved is None
    else:
        buyers = {f"buyer/{one}" for one in made.stack.product_ids}
        found = {made.stack.producer_ids[n] for n in np.flatnonzero(course.reserved)}
        assert found == reserved | buyers
    other = scenario(shock("outage", of={"site": "TWN"}), allocation="home-first")
    if rule != "home-first":
        with pytest.raises(ValueError, match="one allocation"):
            course_of(made, asked, other)
    assert course_of(made, asked, other, allocation="home-last").allocation == "home-last"


def test_what_is_not_a_number_is_refused():
    made = chips()
    asked = scenario(shock("outage", of={"site": "TWN"}))
    outage = asked.shocks[0]
    assert isinstance(outage, Outage)
    odd = Range.model_construct(low=np.nan, mode=np.nan, high=np.nan)
    early = WeeksRange.model_construct(low=np.nan, mode=np.nan, high=np.nan)
    for update in ({"severity": odd}, {"duration": early}):
        broken = asked.model_copy(update={"shocks": (outage.model_copy(update=update),)})
        with pytest.raises(ConvergenceError, match="VA604"):
            course_of(made, broken)


def test_what_is_touched():
    made = lab(
        {
            "code": product(
                firm("giant", "USA", 0.5),
                firm("other", "JPN", 0.3),
                remainder=0.2,
            ),
            "cloud": product(
                firm("ours", "NLD", 0.6),
                country("USA", 0.3),
                remainder=0.1,
                country="USA",
                inputs=[need("code", "capital", lifetime=3.0)],
            ),
        },
        {
            "task": use(need("cloud", "service"), need("code")),
            "own": use(need("code"), sourcing=buys(None, "code", other__JPN=1.0)),
        },
    )
    asked = scenario(
        shock("export-ban", of={"owner": "USA"}, to="NLD", severity=0.1),
        shock("takeover", firm="ours", to="USA", start="3 weeks"),
        shock("demand-surge", product="code", factor=2.0, by="USA"),
    )
    rows = touched(asked, made.stack, perspective=made.removals.perspective, model=made.model)
    assert [(one.shock, one.kind, one.product) for one in rows] == [
        (1, "export-ban", "cloud"),
        (1, "export-ban", "code"),
        (2, "takeover", "cloud"),
        (3, "demand-surge", "code"),
    ]
    cloud, code, sold, more = rows
    # after the takeover the American part has 0.6 more
    assert (cloud.share_low, cloud.share, cloud.share_high) == is_((0.9, 1.0, 1.0))
    assert (cloud.n_customers, cloud.kinds) == (1, ("service",))
    # of the remainder Americans could have all
    assert (code.share_low, code.share, code.share_high) == is_((0.5, 0.5, 0.7))
    # ours buys it as capital, the task as a consumable; own buys from Japan
    assert (code.n_customers, code.kinds) == (2, ("consumable", "capital"))
    assert (sold.share, sold.n_customers, sold.kinds) == (0.6, 1, ("service",))
    # Americans making cloud stand for a part of the demand for code that doubles
    wanted = made.stack.alternative_demand[
        np.isin(
            made.stack.slot_customer[made.stack.alternative_slot],
            [made.stack.position("cloud/usa-all"), made.stack.position("cloud/remainder")],
        )
    ].sum()
    assert more.share == is_(wanted / (1 + wanted))
    assert more.n_customers == 3


def test_left_reads_rows_by_kind():
    made = chips()
    course = course_of(made, scenario(shock("access-denial", of={"owner": "USA"}, to="NLD")))
    capacity, open_ = left(course.at(1))
    assert (capacity == 1).all()
    assert open_.shape == (made.stack.n_producers, 3, made.stack.n_producers)
