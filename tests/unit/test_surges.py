"""Demand that grows elsewhere: who wants more, and what is left for the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import HALF, JUDGED, country, lab, make_model, need, open_lab, product, use
from tests.random_models import random_model
from tests.scenarios import course_of, follow, opening, scenario, shock
from valuechain.errors import AnalysisError
from valuechain.kernels import reference_course
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.suppliers import BOUNDS


def surge(made, *, bound="value", variant="stated", **fields):
    asked = scenario(shock("demand-surge", **fields))
    return course_of(made, CourseColumn(asked, bound=bound, range=variant))


def demand(home=0.4):
    """One product; customers at home, in America, in Germany and one that nobody can place."""
    model = make_model(
        {
            "memory": product(country("KOR", 0.5), country("USA", 0.5)),
            "phones": product(
                country("NLD", 0.5), country("DEU", 0.25), remainder=0.25, inputs=[need("memory")]
            ),
            "servers": product(country("USA", 1.0), inputs=[need("memory")]),
        },
        {"task": use(need("memory"), need("phones"), need("servers"))},
    )
    goods = dict(model.products)
    shares = {"phones": home, "servers": 0.4, "task": 0.1}
    goods["memory"] = goods["memory"].model_copy(update={"demand_weights": shares})
    return open_lab(model.model_copy(update={"products": goods}))


def test_a_surge_abroad_leaves_less_for_home():
    made = demand()
    # at home 0.4 * 0.5 + 0.1 = 0.3; the others' 0.7 doubles: 1 / 1.7
    course = surge(made, product="memory", factor=2.0)
    share = 1 / 1.7
    for customer in ("task", "phones/nld-all", "buyer/memory"):
        for supplier in ("memory/kor-all", "memory/usa-all"):
            found = opening(made, course, 1, of=supplier, to=customer)
            assert found == pytest.approx([share] * 3, abs=1e-8)
    for customer in ("servers/usa-all", "phones/deu-all", "phones/remainder"):
        assert opening(made, course, 1, of="memory/kor-all", to=customer).tolist() == [1] * 3
    assert opening(made, course, 1, of="phones/deu-all", to="task").tolist() == [1] * 3


@pytest.mark.parametrize(
    ("bound", "part", "remainder_loses"), [("low", 0.6, False), ("high", 0.7, True)]
)
def test_who_cannot_be_placed_wants_more_or_not(bound, part, remainder_loses):
    made = demand()
    # phones/remainder stands for 0.4 * 0.25
    course = surge(made, bound=bound, product="memory", factor=3.0)
    share = 1 / (1 + 2 * part)
    assert opening(made, course, 1, of="memory/kor-all", to="task")[0] == pytest.approx(
        share, abs=1e-8
    )
    lost = opening(made, course, 1, of="memory/kor-all", to="phones/remainder")[0] < 1
    assert lost == remainder_loses


def test_a_surge_by_some_hits_all_others():
    made = demand()
    # servers in America alone: 0.4; the final tenth is nobody's
    course = surge(made, product="memory", factor=2.0, by="USA")
    share = pytest.approx(1 / 1.4, abs=1e-8)
    for customer in ("task", "phones/deu-all", "phones/remainder", "buyer/memory"):
        assert opening(made, course, 1, of="memory/kor-all", to=customer)[0] == share
    assert opening(made, course, 1, of="memory/kor-all", to="servers/usa-all")[0] == 1
    # named customers only, outside home: phones in Germany and elsewhere, 0.4 * 0.5
    named = surge(made, product="memory", factor=2.0, customers="phones")
    share = pytest.approx(1 / 1.2, abs=1e-8)
    for customer in ("task", "phones/nld-all", "servers/usa-all", "buyer/memory"):
        assert opening(made, named, 1, of="memory/kor-all", to=customer)[0] == share
    assert opening(made, named, 1, of="memory/kor-all", to="phones/deu-all")[0] == 1


def test_a_surge_grows_with_its_factor_and_fades():
    made = demand()
    asked = scenario(
        shock(
            "demand-surge",
            product="memory",
            by="USA",
            factor={"low": 1.0, "mode": 2.0, "high": 4.0},
            duration="1 weeks",
            recovery={"shape": "linear", "over": "1 weeks"},
        ),
        horizon=3,
    )
    course = course_of(
        made, *(CourseColumn(asked, range=one) for one in ("mild", "stated", "severe"))
    )
    for column, deep in enumerate((0.0, 0.4 / 1.4, 1.2 / 2.2)):
        found = follow(made, course, of="memory/kor-all", to="task", column=column)
        assert found == pytest.approx([1 - deep, 1 - deep / 2, 1], abs=1e-8)


def test_a_surge_by_nobody_is_refused():
    made = demand()
    with pytest.raises(AnalysisError, match="VA621 shock 1"):
        surge(made, product="memory", factor=2.0, by="FRA", customers="servers")
    with pytest.raises(AnalysisError, match="VA621"):
        surge(made, product="memory", factor=2.0, customers="task")


def chips(**more):
    """Chips from China with a tenth to spare; servers want nine tenths of them, a use the rest."""
    spare = {"low": 0.1, "mode": 0.1, "high": 0.1, **JUDGED}
    chip = {
        **product(country("CHN", 1.0)),
        "demand_weights": {"server": 0.9, "task": 0.1, **more},
        "demand_evidence": JUDGED,
        "spare_capacity": spare,
    }
    late = {**need("chip"), "substitution": "4 weeks"}
    return lab(
        {"chip": chip, "server": product(country("USA", 1.0), inputs=[need("chip")])},
        {"task": use(late, need("server", importance="minor"))},
    )


def levels(made, course, *names):
    rows = [made.stack.position(name) for name in names]
    found = CourseEngine(made.engine).unfold(course, HALF, watch=rows).level
    plain = reference_course.unfold(made.stack, course, effects=HALF, watch=rows)
    assert found == pytest.approx(plain, abs=1e-11)
    return found[..., 0]


def test_what_is_added_in_a_surge_is_shared_with_those_who_want_more():
    made = chips()
    path = levels(made, surge(made, product="chip", factor=2.0, by="USA"), "task")[0]
    # 1.9 is wanted and 1 is made; from week 5 on the tenth to spare is shared alike: 1.1 of 1.9
    assert path[3] == pytest.approx(1 / 1.9, abs=1e-9)
    assert path[4] == pytest.approx(1.1 / 1.9, abs=1e-9)
    assert path[-1] == pytest.approx(1.1 / 1.9, abs=1e-9)


def test_final_demand_that_wants_more_has_its_part_of_what_is_added():
    made = chips(server=0.5)
    # 0.4 is nobody's: it doubles with the servers, so 1.9 is wanted all the same
    path = levels(made, surge(made, product="chip", factor=2.0), "task")[0]
    assert path[-1] == pytest.approx(1.1 / 1.9, abs=1e-9)
    # servers alone want more, 1.5 in all; final demand misses its part as the use does
    path = levels(made, surge(made, product="chip", factor=2.0, by="USA"), "task")[0]
    assert path[-1] == pytest.approx(1.1 / 1.5, abs=1e-9)


def test_a_surge_and_an_outage_share_what_is_left():
    made = chips()
    both = scenario(
        shock("demand-surge", product="chip", factor=2.0, by="USA"),
        shock("outage", product="chip", severity=0.5),
    )
    path = levels(made, course_of(made, both), "task")[0]
    # half is made, and a tenth of that is added: 0.55 of 1.9
    assert path[0] == pytest.approx(0.5 / 1.9, abs=1e-9)
    assert path[-1] == pytest.approx(0.55 / 1.9, abs=1e-9)


@given(st.integers(0, 10_000), st.sampled_from(BOUNDS), st.floats(1.0, 5.0))
@settings(max_examples=15)
def test_surges_are_the_same_in_plain_loops_and_a_larger_one_never_helps(seed, bound, factor):
    made = open_lab(random_model(seed))
    names = [made.stack.producer_ids[n] for n in made.stack.buyers()]
    every = sorted(made.model.products)
    asked = [
        shock("demand-surge", product=every, factor=one, by="USA") for one in (factor, factor + 1)
    ]
    try:
        small, large = (
            course_of(made, CourseColumn(scenario(one, horizon=4), bound=bound)) for one in asked
        )
    except AnalysisError:
        return  # nobody there wants any of it
    try:
        more, less = levels(made, large, *names), levels(made, small, *names)
    except ConvergenceError:
        return  # a circle so slow gives no number, rather than a wrong one
    assert (more <= less + 1e-9).all()
