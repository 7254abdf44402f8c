"""One result followed back: which slots bind, from whom they miss, and where a route ends."""

import pytest

import valuechain as vc
from tests.build import SAME, buys, country, firm, make_model, need, product, use
from valuechain.errors import AnalysisError


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


def follow(model, without, subject="task", **asked):
    return vc.explain(subject, without, model=model, **{"mode": "lost", "weeks": 1} | asked)


def steps(route):
    """What a reader follows: (depth, customer, product, missing, suppliers, removed)."""
    return [
        (s.depth, s.customer, s.product, pytest.approx(s.missing), dict(s.suppliers), s.removed)
        for s in route.steps
    ]


def chain(**more):
    """Task <- chips <- gas (critical, 0.6 Chinese) and paint (minor, all Chinese)."""
    return make_model(
        {
            "chips": product(
                firm("a", "TWN", 0.7),
                firm("b", "NLD", 0.3),
                inputs=[
                    need("gas") | {"substitution": "10 weeks"},
                    need("paint", importance="minor"),
                ],
            ),
            "gas": product(country("CHN", 0.6), firm("g", "DEU", 0.4)),
            "paint": product(country("CHN", 1.0)),
        },
        {"task": use(need("chips"), need("paint", importance="minor"))},
        **more,
    )


def test_the_steps_run_from_the_use_to_what_is_removed():
    route = follow(chain(), "site:CHN")
    # chips: gas leaves 0.4; paint alone would leave 0.5, and does not bind
    assert route.exposure == is_(0.6)
    assert steps(route) == [
        (0, "task", "chips", 0.6, {"chips/a/TWN": is_(0.42), "chips/b/NLD": is_(0.18)}, ()),
        (1, "chips", "gas", 0.6, {"gas/chn-all": is_(0.6)}, ("gas/chn-all",)),
    ]
    assert [name for name, _ in route.steps[0].suppliers] == ["chips/a/TWN", "chips/b/NLD"]
    assert [s.customer_level for s in route.steps] == [is_(0.4), is_(0.4)]
    assert [s.left for s in route.steps] == [is_(0.4), is_(0.4)]
    assert [s.substitution_weeks for s in route.steps] == [None, 10.0]
    assert (route.subject, route.removed, route.mode, route.week) == ("task", "CHN", "lost", 1)


def test_only_their_part_of_one_product():
    route = follow(chain(), "site:CHN", product="paint")
    # minor effect 0.5 on chips and on the task: chips leave 0.5, paint leaves 0.5
    assert route.removed == "paint from CHN"
    assert route.exposure == is_(0.5)
    assert [(d, c, p) for d, c, p, *_ in steps(route)] == [
        (0, "task", "paint"),
        (0, "task", "chips"),
        (1, "chips", "paint"),
    ]


def test_minor_inputs_bind_together():
    model = make_model(
        {
            "x": product(country("CHN", 1.0)),
            "y": product(country("CHN", 0.4), country("DEU", 0.6)),
            "z": product(country("DEU", 1.0)),
        },
        {"task": use(*(need(one, importance="minor") for one in "xyz"))},
    )
    route = follow(model, "site:CHN")
    assert route.exposure == is_(0.5 + 0.2)
    assert [(s.product, s.missing) for s in route.steps] == [("x", is_(1.0)), ("y", is_(0.4))]


def test_an_important_input_binds_where_its_effect_is_deepest():
    model = make_model(
        {
            "x": product(country("CHN", 1.0)),
            "y": product(country("CHN", 0.4), firm("d", "DEU", 0.6)),
        },
        {"task": use(need("x", importance="important"), need("y"))},
    )
    # important and all gone: 0.5 lost; critical and 0.4 gone: 0.4 lost
    route = follow(model, "site:CHN")
    assert route.exposure == is_(0.5)
    assert [(s.product, s.essentiality) for s in route.steps] == [("x", "important")]


def test_capital_says_what_is_delivered_and_what_is_left():
    model = make_model(
        {"machine": product(country("USA", 1.0))},
        {"task": use(need("machine", "capital", lifetime=10))},
    )
    assert follow(model, "site:USA", weeks=1).steps == ()
    (step,) = follow(model, "site:USA", weeks=3).steps
    assert (step.kind, step.missing) == ("capital", is_(1.0))
    assert step.left == step.customer_level == is_(0.81)
    (last,) = follow(model, "site:USA", weeks=0).steps
    assert last.left == is_(0.0)


def test_nothing_lost_has_no_steps():
    route = follow(chain(), "site:JPN")
    assert (route.exposure, route.steps) == (0.0, ())


def test_a_stock_that_lasts_has_no_steps_until_it_is_gone():
    model = make_model({"gas": product(country("CHN", 1.0))}, {"task": use(need("gas", buffer=2))})
    assert follow(model, "site:CHN", weeks=2).steps == ()
    assert follow(model, "site:CHN", weeks=3).exposure == 1.0


def test_alternatives_that_miss_something_are_steps_of_one_slot():
    model = make_model(
        {
            "x": product(country("USA", 1.0)),
            "y": product(country("USA", 0.5), firm("d", "DEU", 0.5)),
        },
        {"task": use(need(["x", {"product": "y", "capacity": 0.8}]))},
    )
    route = follow(model, "site:USA")
    assert route.exposure == is_(0.6)
    assert [(s.product, s.missing, s.left) for s in route.steps] == [
        ("x", is_(1.0), is_(0.4)),
        ("y", is_(0.5), is_(0.4)),
    ]


def test_a_circle_is_passed_once():
    model = make_model(
        {
            "chips": product(firm("a", "TWN", 1.0), inputs=[need("tools")]),
            "tools": product(
                firm("b", "NLD", 0.5),
                firm("c", "JPN", 0.5),
                inputs=[need("chips", importance="important")],
            ),
        },
        {"task": use(need("chips"))},
    )
    # chips = tools = 0.5 of level; half the tools gone, the other half lose half of what chips lose
    route = follow(model, "site:JPN")
    level = 1 - route.exposure
    assert level == pytest.approx(0.5 * (1 - 0.5 * (1 - level)))
    assert [(s.depth, s.customer, s.product) for s in route.steps] == [
        (0, "task", "chips"),
        (1, "chips", "tools"),
        (2, "tools", "chips"),
    ]


def refusal():
    """American owners refuse: one cloud is theirs, the other buys half its chips from them."""
    return make_model(
        {
            "cloud": product(
                firm("triad", "NLD", 0.5, owned="USA"),
                firm("local", "NLD", 0.5),
                inputs=[need("chips")],
            ),
            "chips": product(country("USA", 0.5), country("TWN", 0.5)),
        },
        {"task": use(need("cloud"))},
    )


def test_refusal_closes_the_routes_of_those_who_are_not_theirs():
    route = follow(refusal(), "owner:USA", mode="withheld")
    assert route.exposure == is_(0.75)
    assert steps(route) == [
        (
            0,
            "task",
            "cloud",
            0.75,
            {"cloud/triad/NLD": is_(0.5), "cloud/local/NLD": is_(0.25)},
            ("cloud/triad/NLD",),
        ),
        (1, "cloud", "chips", 0.5, {"chips/usa-all": is_(0.5)}, ("chips/usa-all",)),
    ]


def test_a_refusal_leaves_their_own_daughter_served():
    """By site America is not the daughter's country: its chips stop too, but it refuses nothing."""
    route = follow(refusal(), "site:USA", mode="withheld")
    assert route.exposure == is_(0.5)
    assert steps(route)[0] == (
        0,
        "task",
        "cloud",
        0.5,
        {"cloud/triad/NLD": is_(0.25), "cloud/local/NLD": is_(0.25)},
        (),
    )


def test_the_sourcing_of_a_customer_decides_whose_slot_binds():
    model = make_model(
        {
            "chips": product(
                firm("a", "TWN", 0.5),
                firm("b", "NLD", 0.5),
                inputs=[need("gas")],
                sourcing=buys("b/NLD", "gas", g__DEU=1.0),
            ),
            "gas": product(country("CHN", 0.5), firm("g", "DEU", 0.5)),
        },
        {"task": use(need("chips"))},
    )
    route = follow(model, "site:CHN")
    assert route.exposure == is_(0.25)
    assert steps(route) == [
        (0, "task", "chips", 0.25, {"chips/a/TWN": is_(0.25)}, ()),
        (1, "chips", "gas", 0.5, {"gas/chn-all": is_(0.5)}, ("gas/chn-all",)),
    ]


def twins():
    """Two uses that need the same, on different evidence and with different ways out."""
    fast = need("gas") | {"substitution": "4 weeks"}
    slow = need("gas") | {"substitution": "99 weeks"}
    return make_model({"gas": product(country("CHN", 1.0))}, {"one": use(fast), "two": use(slow)})


@pytest.mark.parametrize(("subject", "weeks"), [("one", 4.0), ("two", 99.0)])
def test_uses_with_equal_needs_keep_their_own_figures(subject, weeks):
    (step,) = follow(twins(), "site:CHN", subject=subject).steps
    assert (step.customer, step.substitution_weeks) == (subject, weeks)
    assert step.figures[0].keys == f"uses.{subject}.inputs[0].essentiality"


def test_a_product_is_explained_as_a_buyer_at_home_sees_it():
    route = follow(chain(), "site:CHN", subject="gas")
    assert (route.subject, route.exposure) == ("buyer/gas", is_(0.6))
    assert [(s.product, s.removed) for s in route.steps] == [("gas", ("gas/chn-all",))]


def test_a_firm_and_a_group():
    model = chain(groups={"PAIR": ["CHN", "TWN"]})
    assert follow(model, "firm:g").exposure == is_(0.4)
    pair = follow(model, "site:PAIR")
    assert pair.exposure == is_(1 - 0.3 * 0.4)
    assert set(pair.steps[0].removed) == {"chips/a/TWN"}


@pytest.mark.parametrize(
    ("asked", "code", "hint"),
    [
        ({"without": "site:ATLANTIS"}, "VA601", "alpha-3"),
        ({"without": "place:CHN"}, "VA606", "site"),
        ({"without": "firm:gg"}, "VA605", "gg"),
        ({"without": "site:CHN", "subject": "tasks"}, "VA605", "'task'"),
        ({"without": "site:CHN", "product": "chip"}, "VA605", "'chips'"),
        ({"without": "site:CHN", "weeks": -1}, "VA607", "0 (limit)"),
        ({"without": "site:CHN", "weeks": 99999}, "VA607", "0 (limit)"),
        ({"without": "owner:NLD", "mode": "withheld"}, "VA603", "cannot withhold"),
    ],
)
def test_a_question_that_cannot_be_answered_has_a_code_and_a_way_out(asked, code, hint):
    with pytest.raises(AnalysisError) as found:
        follow(chain(), **asked)
    assert found.value.code == code
    assert hint in str(found.value)
