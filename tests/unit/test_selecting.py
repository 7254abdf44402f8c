"""Whom a shock means: suppliers by every key, customers by site, and whom it spares."""

import numpy as np
import pytest

from tests.build import buys, country, firm, lab, need, product, use
from tests.scenarios import course_of, left, opening, scenario, shock
from valuechain.errors import AnalysisError
from valuechain.schema.scenario import Selector
from valuechain.shocks.courses import CourseColumn
from valuechain.shocks.selection import Selection, customers_of, products_of
from valuechain.shocks.suppliers import BOUNDS, Suppliers


def three():
    """Two products; sites, headquarters and owners differ; a remainder that nobody knows."""
    return lab(
        {
            "code": product(
                firm("giant", "IRL", 0.4, led="USA", owned="USA"),
                firm("local", "NLD", 0.2),
                country("CHN", 0.2),
                remainder=0.2,
            ),
            "cloud": product(
                firm("giant", "NLD", 0.5, led="USA", owned="USA"),
                firm("local", "NLD", 0.2),
                firm("east", "JPN", 0.2, owned="CHN"),
                remainder=0.1,
                country="DEU",
                inputs=[need("code")],
            ),
        },
        {
            "task": use(need("cloud", "service"), need("code")),
            "afar": use(need("cloud", "service"), at="USA"),
        },
        trusted=["DEU"],
        groups={"PAIR": ["CHN", "JPN"], "EUROPE": ["DEU", "IRL", "NLD"]},
    )


def meant(made, bound="value", *, products=None, **keys):
    """Rows that a selector means, with the part where that is not all of it."""
    every = np.arange(len(made.stack.product_ids), dtype=np.int32)
    chosen = every if products is None else np.array(products, dtype=np.int32)
    found = Selection(
        Selector(**keys),
        suppliers=Suppliers(made.stack),
        model=made.model,
        products=chosen,
        bound=bound,
    ).selected()
    assert (found.taken[found.matched] == 1).all()
    rows = np.flatnonzero(found.taken)
    return {made.stack.producer_ids[n]: round(float(found.taken[n]), 12) for n in rows}


def wholly(*names):
    return dict.fromkeys(names, 1.0)


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        ({"site": "IRL"}, ["code/giant/IRL"]),
        ({"headquarters": "USA"}, ["code/giant/IRL", "cloud/giant/NLD"]),
        ({"owner": "CHN"}, ["code/chn-all", "cloud/east/JPN"]),
        ({"any": "JPN"}, ["cloud/east/JPN"]),
        ({"site": "PAIR"}, ["code/chn-all", "cloud/east/JPN"]),
        ({"site": ["IRL", "JPN"]}, ["code/giant/IRL", "cloud/east/JPN"]),
        ({"owner": "USA", "site": "NLD"}, ["cloud/giant/NLD"]),
        ({"firm": "giant", "site": "IRL"}, ["code/giant/IRL"]),
        ({"firm": ["east", "local"]}, ["cloud/east/JPN", "cloud/local/NLD", "code/local/NLD"]),
        ({"producer": "cloud/local/NLD"}, ["cloud/local/NLD"]),
        ({"producer": ["code/remainder", "code/giant/IRL"], "owner": "USA"}, ["code/giant/IRL"]),
        ({"producer": "code/remainder"}, ["code/remainder"]),
        ({"site": "DEU"}, ["cloud/remainder"]),
    ],
)
def test_all_keys_must_hold_each_for_one_of_its_names(keys, rows):
    assert meant(three(), **keys) == wholly(*rows)


def test_without_a_selector_the_whole_supply_is_meant_remainders_too():
    made = three()
    supply = [n for n in made.stack.producer_ids if n.startswith(("code/", "cloud/"))]
    for bound in BOUNDS:
        assert meant(made, bound) == wholly(*supply)
    code = made.stack.product_ids.index("code")
    assert meant(made, products=[code]) == wholly(*(n for n in supply if n.startswith("code/")))


def test_a_remainder_with_a_stated_country_is_meant_but_not_under_low():
    made = three()
    assert meant(made, "low", site="DEU") == {}
    assert meant(made, "value", site="DEU") == wholly("cloud/remainder")
    # high: nobody from Germany is listed for code, so at most the smallest country, 0.2 of 0.2
    assert meant(made, "high", site="DEU") == wholly("cloud/remainder", "code/remainder")


def test_high_takes_of_a_remainder_what_meets_every_key():
    made = lab(
        {
            "a": product(
                firm("x", "USA", 0.1), firm("y", "USA", 0.2), country("CHN", 0.3), remainder=0.4
            ),
            "b": product(firm("z", "JPN", 0.7), firm("w", "JPN", 0.3)),
        },
        {"task": use(need("a"), need("b"))},
    )
    # an American may be the whole remainder: there are American firms
    assert meant(made, "high", site="USA")["a/remainder"] == 1.0
    # nobody from France is listed: at most the smaller of the two countries, 0.3 of 0.4
    assert meant(made, "high", site="FRA") == {"a/remainder": 0.75}
    # z is not listed for a: at most as much as x, 0.1 of 0.4; being American takes nothing off
    assert meant(made, "high", firm="z", products=[0]) == {"a/remainder": 0.25}
    assert meant(made, "high", firm="z", site="USA", products=[0]) == {"a/remainder": 0.25}
    assert meant(made, "high", firm="z", site="CHN", products=[0]) == {}
    # two of them could be there both
    assert meant(made, "high", firm=["w", "z"], products=[0]) == {"a/remainder": 0.5}
    # both keys could be met by the same 0.3 of 0.4, no more
    assert meant(made, "high", site="FRA", owner="USA") == {"a/remainder": 0.75}
    # named producers leave the remainder alone
    assert meant(made, "high", site="USA", producer="a/x/USA") == wholly("a/x/USA")


@pytest.mark.parametrize(
    ("field", "names", "what"),
    [
        ("product", "clod", "product 'clod'"),
        ("layer", "attic", "layer 'attic'"),
        ("of", {"firm": "gaint"}, "firm 'gaint'"),
        ("of", {"producer": "buyer/code"}, "producer 'buyer/code'"),
        ("customers", "tusk", "use or product 'tusk'"),
    ],
)
def test_unknown_names_are_refused(field, names, what):
    made = three()
    asked = scenario(shock("export-ban", to="NLD", **{field: names}))
    with pytest.raises(AnalysisError, match=f"VA623 unknown {what}"):
        course_of(made, asked)
    with pytest.raises(AnalysisError, match="VA601"):
        course_of(made, scenario(shock("outage", of={"site": "NETHERLANDS"})))


def test_products_and_layers_add_up():
    made = three()
    one = scenario(
        shock("outage", product="code"),
        shock("outage", layer="all"),
        shock("outage"),
    ).shocks
    ids = made.stack.product_ids
    found = [[ids[p] for p in products_of(s, made.model, stack=made.stack)] for s in one]
    assert found == [["code"], ["cloud", "code"], ["cloud", "code"]]


def reached(made, **fields):
    asked = scenario(shock("export-ban", **fields)).shocks[0]
    found = customers_of(asked, made.stack, perspective=made.removals.perspective, model=made.model)
    return {made.stack.producer_ids[n] for n in np.flatnonzero(found)}


BUYERS = {"buyer/cloud", "buyer/code"}
AT_HOME = {"task", "cloud/giant/NLD", "cloud/local/NLD", "code/local/NLD"}
GERMAN = {"cloud/remainder"}
ABROAD = {"afar", "cloud/east/JPN", "code/chn-all", "code/giant/IRL"}


def test_customers_are_reached_by_their_site():
    made = three()
    assert reached(made, to="NLD") == AT_HOME | BUYERS
    assert reached(made, to="EUROPE") == AT_HOME | BUYERS | GERMAN | {"code/giant/IRL"}
    assert reached(made, to=["USA", "CHN"]) == {"afar", "code/chn-all"}
    assert reached(made, to="EUROPE", spares="NLD") == GERMAN | {"code/giant/IRL"}


def test_all_is_everyone_outside_the_countries_of_from():
    made = three()
    # who is nowhere known is in no country that is named, so it is among all the others
    others = AT_HOME | BUYERS | GERMAN | ABROAD | {"code/remainder"}
    assert reached(made, to="all", of={"owner": "CHN"}) == others - {"code/chn-all"}
    assert reached(made, to="all", of={"site": "NLD"}) == others - AT_HOME - BUYERS
    # without a country everyone is
    assert reached(made, to="all", of={"firm": "giant"}) == others
    assert reached(made, to="all", spares="EUROPE", of={"owner": "CHN"}) == {
        "afar",
        "cloud/east/JPN",
        "code/remainder",
    }


def test_nobody_ships_from_there_hits_who_is_not_listed_at_every_bound():
    made = lab(
        {
            "wafer": product(country("TWN", 0.6), country("USA", 0.4)),
            "chip": product(country("KOR", 0.5), remainder=0.5, inputs=[need("wafer")]),
        },
        {"task": use(need("chip"))},
    )
    for bound in BOUNDS:
        course = ban(made, bound, product="wafer", to="all", of={"site": "TWN"})
        for to in ("chip/kor-all", "chip/remainder", "buyer/wafer"):
            assert opening(made, course, 1, of="wafer/twn-all", to=to)[0] == 0
        # a named place reaches none whose site is not known
        course = ban(made, bound, product="wafer", to=["KOR", "NLD"], of={"site": "TWN"})
        assert opening(made, course, 1, of="wafer/twn-all", to="chip/remainder")[0] == 1


@pytest.mark.parametrize("key", ["site", "owner", "any"])
def test_a_virtual_buyer_at_home_is_never_refused_by_home(key):
    made = lab(
        {"chip": product(firm("own", "NLD", 0.4), firm("near", "DEU", 0.4), remainder=0.2)},
        {"task": use(need("chip"))},
        groups={"PAIR": ["DEU", "NLD"]},
    )
    for bound in BOUNDS:
        course = ban(made, bound, to="PAIR", of={key: "PAIR"})
        for to in ("task", "buyer/chip"):
            assert opening(made, course, 1, of="chip/own/NLD", to=to)[0] == 1
            assert opening(made, course, 1, of="chip/near/DEU", to=to)[0] == 0
        rest = [
            opening(made, course, 1, of="chip/remainder", to=t)[0] for t in ("task", "buyer/chip")
        ]
        assert rest[0] == rest[1]


def test_a_virtual_buyer_of_a_home_of_two_countries_is_served_by_both():
    made = lab(
        {"chip": product(country("NLD", 0.5), country("BEL", 0.3), country("DEU", 0.2))},
        {"task": use(need("chip"))},
        home=["NLD", "BEL"],
        groups={"TRIO": ["BEL", "DEU", "NLD"]},
    )
    course = ban(made, to="TRIO", of={"site": "TRIO"})
    seen = [
        opening(made, course, 1, of=f"chip/{one}-all", to="buyer/chip")[0]
        for one in ("nld", "bel", "deu")
    ]
    assert seen == [1, 1, 0]
    # the use stands in one of them, and is refused by the other
    seen = [
        opening(made, course, 1, of=f"chip/{one}-all", to="task")[0]
        for one in ("nld", "bel", "deu")
    ]
    assert seen == [1, 0, 0]


def test_buyers_are_reached_where_all_of_home_is():
    made = lab(
        {"a": product(country("USA", 1.0))},
        {"task": use(need("a"))},
        home=["NLD", "BEL"],
        groups={"LOW": ["BEL", "LUX", "NLD"]},
    )
    assert reached(made, to="NLD") == {"task"}
    assert reached(made, to="LOW") == {"task", "buyer/a"}
    assert reached(made, to="all", of={"site": "NLD"}) == {"a/usa-all", "buyer/a"}
    assert reached(made, to="all", of={"site": "LOW"}) == {"a/usa-all"}
    assert reached(made, to="LOW", spares="NLD") == {"buyer/a"}


def test_named_customers_are_uses_or_makers_and_never_virtual_buyers():
    made = three()
    assert reached(made, to=["NLD", "DEU"], customers="task") == {"task"}
    makers = {"cloud/giant/NLD", "cloud/local/NLD", "cloud/remainder"}
    assert reached(made, to=["NLD", "DEU"], customers="cloud") == makers
    assert reached(made, to="NLD", customers=["task", "code"]) == {"task", "code/local/NLD"}


def ban(made, bound="value", **fields):
    return course_of(made, CourseColumn(scenario(shock("export-ban", **fields)), bound=bound))


def test_each_country_spares_its_own_and_no_other():
    made = three()
    course = ban(made, to="NLD", of={"owner": ["USA", "CHN"]})
    seen = {
        (of, to): opening(made, course, 1, of=of, to=to).tolist()
        for of in ("code/giant/IRL", "code/chn-all", "code/local/NLD")
        for to in ("cloud/giant/NLD", "cloud/local/NLD")
    }
    open_, shut = [1.0] * 3, [0.0] * 3
    assert seen == {
        ("code/giant/IRL", "cloud/giant/NLD"): open_,
        ("code/chn-all", "cloud/giant/NLD"): shut,
        ("code/local/NLD", "cloud/giant/NLD"): open_,
        ("code/giant/IRL", "cloud/local/NLD"): shut,
        ("code/chn-all", "cloud/local/NLD"): shut,
        ("code/local/NLD", "cloud/local/NLD"): open_,
    }


def test_naming_several_is_the_same_as_a_ban_by_each():
    made = three()
    for key, names in (
        ("owner", ["USA", "CHN"]),
        ("firm", ["giant", "east"]),
        ("any", ["USA", "JPN"]),
    ):
        for bound in ("low", "value"):
            both = ban(made, bound, to="EUROPE", of={key: names})
            each = scenario(*(shock("export-ban", to="EUROPE", of={key: one}) for one in names))
            apart = course_of(made, CourseColumn(each, bound=bound))
            for one, other in zip(left(both.at(1)), left(apart.at(1)), strict=True):
                np.testing.assert_array_equal(one, other)


def test_who_shares_one_of_several_keys_is_spared():
    made = three()
    # American-owned and made in Ireland: neither the American nor an Irish customer is refused
    course = ban(made, to="NLD", of={"owner": "USA", "site": "IRL"})
    assert opening(made, course, 1, of="code/giant/IRL", to="cloud/giant/NLD").tolist() == [1] * 3
    assert opening(made, course, 1, of="code/giant/IRL", to="cloud/local/NLD").tolist() == [0] * 3


@pytest.mark.parametrize("of", [{"firm": "giant"}, {"producer": "code/giant/IRL"}])
def test_a_firm_never_refuses_itself(of):
    made = three()
    course = ban(made, to="EUROPE", of=of)
    assert opening(made, course, 1, of="code/giant/IRL", to="cloud/giant/NLD")[0] == 1
    assert opening(made, course, 1, of="code/giant/IRL", to="cloud/local/NLD")[0] == 0
    assert opening(made, course, 1, of="code/giant/IRL", to="buyer/code")[0] == 0


def test_a_producer_of_no_firm_never_refuses_itself():
    made = lab(
        {"a": product(country("CHN", 0.5), country("NLD", 0.5), inputs=[need("a")])},
        {"task": use(need("a"))},
    )
    course = ban(made, to=["CHN", "NLD"], of={"producer": "a/chn-all"})
    assert opening(made, course, 1, of="a/chn-all", to="a/chn-all")[0] == 1
    assert opening(made, course, 1, of="a/chn-all", to="a/nld-all")[0] == 0


@pytest.mark.parametrize(
    "nothing",
    [
        shock("outage", of={"site": "FRA"}, product="cloud"),
        shock("export-ban", of={"site": "IRL"}, to="BEL"),
        # nobody buys code as a service, nothing as a machine
        shock("access-denial", of={"owner": "USA"}, product="code", to="NLD"),
        shock("capital-stop", of={"owner": "USA"}, to="all"),
        shock("export-ban", of={"site": "NLD"}, to="all", customers="task"),
        shock("takeover", firm="idle", to="CHN"),
    ],
)
def test_what_touches_nothing_is_refused(nothing):
    made = lab(
        {
            "code": product(firm("giant", "IRL", 1.0, led="USA", owned="USA")),
            "cloud": product(firm("local", "NLD", 1.0), inputs=[need("code")]),
            "spare": product(firm("idle", "NLD", 0.0), country("NLD", 1.0)),
        },
        {"task": use(need("cloud", "service"), need("spare"))},
    )
    fine = shock("outage", of={"site": "IRL"})
    with pytest.raises(AnalysisError, match="VA620 shock 2 of 'trial'"):
        course_of(made, scenario(fine, nothing))
    course_of(made, scenario(fine))


def test_stated_sourcing_is_looked_at_before_something_is_said_to_touch_nothing():
    made = lab(
        {"a": product(country("USA", 0.5), country("NLD", 0.5))},
        {
            "task": use(need("a"), sourcing=buys(None, "a", nld_all=1.0)),
            "other": use(need("a")),
        },
    )
    asked = shock("export-ban", of={"site": "USA"}, to="NLD")
    with pytest.raises(AnalysisError, match="VA620"):
        course_of(made, scenario({**asked, "customers": "task"}))
    course_of(made, scenario({**asked, "customers": "other"}))
