"""What makes supply problems likely: every ground, each at its own threshold."""

import pytest

from tests.build import JUDGED, country, make_model, need, product, use
from valuechain.indicators.likelihood import Ground, likelihood
from valuechain.schema import Country, Law, Restriction

CIRCLE = frozenset({"NLD", "DEU"})
GROUPS = {"EU27": ["DEU", "FRA", "NLD"], "BLOC": ["CHN", "RUS"], "G2": ["JPN", "USA"]}
GOOD = Country.model_validate({"governance": {"value": 2.0, **JUDGED}})


def restriction(**changed):
    stated = {
        "by": "CHN",
        "towards": ["all"],
        "products": ["gallium"],
        "instrument": "Order 23",
        "since": "2023-08-01",
        "standing": "in-force",
        "strength": "licence",
        **JUDGED,
    }
    return Restriction.model_validate(stated | changed)


def law(**changed):
    stated = {
        "country": "CHN",
        "statute": "Data Act",
        "levers": ["data"],
        "reach": "Owners",
        "standing": "in-force",
        **JUDGED,
    }
    return Law.model_validate(stated | changed)


def ask(question="coercion", attribute="owner", of="gallium", **parts):
    """Likelihood of China's part of gallium; governance is good unless said otherwise."""
    model = make_model(
        {"gallium": product(country("CHN", 1.0)), "cloud": product(country("CHN", 1.0))},
        {"task": use(need("gallium"), need("cloud"))},
        groups=GROUPS,
    )
    made = {"countries": {"CHN": GOOD}}
    for name, what in parts.items():
        made[name] = what if isinstance(what, dict) else {"only": what}
    return likelihood(
        model.model_copy(update=made),
        country="CHN",
        product=of,
        attribute=attribute,
        question=question,
        circle=CIRCLE,
    )


def governed(score):
    return {"CHN": Country.model_validate({"governance": {"value": score, **JUDGED}})}


@pytest.mark.parametrize("question", ["disaster", "coercion"])
@pytest.mark.parametrize(
    ("score", "answer"), [(4.9, "no"), (5.0, "yes"), (7.3, "yes")], ids=["below", "at", "above"]
)
def test_governance_counts_from_its_threshold_in_both_questions(question, score, answer):
    found, grounds = ask(question, countries=governed(score))
    assert found == answer
    assert grounds == (Ground("governance", "yes", score=score),) * (answer == "yes")


@pytest.mark.parametrize("known", [{}, {"CHN": Country.model_validate({})}])
def test_without_an_estimate_governance_is_unknown(known):
    assert ask(countries=known) == ("unknown", (Ground("governance", "unknown"),))


def test_what_is_known_to_be_likely_outweighs_what_is_unknown():
    found, grounds = ask(countries={}, restrictions=restriction())
    assert found == "yes"
    assert grounds == (Ground("restriction", "yes", ids=("only",)),)


def shaken(*products):
    hazard = {"title": {"en": "Earthquakes", "nl": "Aardbevingen"}, "products": products, **JUDGED}
    governance = {"value": 1.0, **JUDGED}
    return {"CHN": Country.model_validate({"governance": governance, "hazards": [hazard]})}


@pytest.mark.parametrize(
    ("products", "answer"), [(("gallium",), "yes"), ((), "yes"), (("cloud",), "no")]
)
def test_a_hazard_counts_for_its_products_or_for_all(products, answer):
    found, grounds = ask("disaster", countries=shaken(*products))
    assert found == answer
    assert grounds == (Ground("hazard", "yes", place=0),) * (answer == "yes")


def test_a_hazard_is_no_reason_for_coercion():
    assert ask("coercion", countries=shaken()) == ("no", ())


TOUCHES = {
    "towards all": ({}, "yes"),
    "towards home": ({"towards": ["NLD"]}, "yes"),
    "towards a partner": ({"towards": ["USA", "DEU"]}, "yes"),
    "towards a group that holds us": ({"towards": ["EU27"]}, "yes"),
    "aimed at others only": ({"towards": ["USA", "G2"]}, "no"),
    "by a group of which it is a member": ({"by": "BLOC"}, "yes"),
    "by another country": ({"by": "RUS"}, "no"),
    "by a group without it": ({"by": "G2"}, "no"),
    "on another product": ({"products": ["cloud"]}, "no"),
    "on no product of the model": ({"products": []}, "no"),
    "a ban": ({"strength": "ban"}, "yes"),
    "a quota": ({"strength": "quota"}, "yes"),
    "a physical obstacle": ({"strength": "physical"}, "no"),
    "physical by standing": ({"standing": "physical"}, "no"),
    "on imports": ({"side": "import"}, "no"),
    "ended": ({"standing": "ended"}, "no"),
    "proposed": ({"standing": "proposed"}, "no"),
    "of unknown standing": ({"standing": "unknown"}, "unknown"),
    "of unknown standing, on another product": (
        {"standing": "unknown", "products": ["cloud"]},
        "no",
    ),
    "of unknown standing, aimed at others": ({"standing": "unknown", "towards": ["USA"]}, "no"),
}


@pytest.mark.parametrize("name", TOUCHES)
def test_a_restriction_counts_if_it_is_in_force_on_the_product_and_touches_us(name):
    changed, answer = TOUCHES[name]
    for attribute in ("site", "headquarters", "owner", "any"):
        found, grounds = ask(attribute=attribute, restrictions=restriction(**changed))
        assert found == answer
        expected = Ground("restriction", answer, ids=("only",))
        assert grounds == (expected,) * (answer != "no")


def test_a_restriction_is_no_disaster():
    assert ask("disaster", restrictions=restriction(), laws=law()) == ("no", ())


REACHES = {
    "its own statute": ({}, "yes"),
    "one lever among others": ({"levers": ["goods", "data"]}, "yes"),
    "another lever": ({"levers": ["goods"]}, "no"),
    "another country": ({"country": "USA"}, "no"),
    "a group of which it is a member": ({"country": "BLOC"}, "yes"),
    "a group without it": ({"country": "EU27"}, "no"),
    "ended": ({"standing": "ended"}, "no"),
    "proposed": ({"standing": "proposed"}, "no"),
    "of unknown standing": ({"standing": "unknown"}, "unknown"),
    "of unknown standing, another lever": ({"standing": "unknown", "levers": ["goods"]}, "no"),
}


@pytest.mark.parametrize("name", REACHES)
def test_a_law_reaches_headquarters_and_owner_never_the_site(name):
    changed, answer = REACHES[name]
    for attribute in ("headquarters", "owner", "any"):
        found, grounds = ask(attribute=attribute, laws=law(**changed))
        assert found == answer
        assert grounds == (Ground("law", answer, ids=("only",)),) * (answer != "no")
    assert ask(attribute="site", laws=law(**changed)) == ("no", ())


def test_a_law_of_a_group_reaches_owners_in_its_members():
    model = make_model(
        {"cloud": product(country("DEU", 1.0))}, {"task": use(need("cloud"))}, groups=GROUPS
    ).model_copy(update={"countries": {"DEU": GOOD}, "laws": {"only": law(country="EU27")}})
    found = likelihood(
        model,
        country="DEU",
        product="cloud",
        attribute="owner",
        question="coercion",
        circle=frozenset({"NLD"}),
    )
    assert found == ("yes", (Ground("law", "yes", ids=("only",)),))


def test_laws_in_force_are_one_ground_the_unknown_ask_one_by_one():
    laws = {
        "a": law(statute="First"),
        "b": law(statute="Second"),
        "c": law(statute="Third", standing="unknown"),
    }
    assert ask(laws=laws) == ("yes", (Ground("law", "yes", ids=("a", "b")),))
    laws = {"c": laws["c"], "d": law(statute="Fourth", standing="unknown")}
    asked = tuple(Ground("law", "unknown", ids=(key,)) for key in laws)
    assert ask(laws=laws) == ("unknown", asked)


def test_every_ground_that_passes_is_named():
    found, grounds = ask(countries=governed(9.0), restrictions=restriction(), laws=law())
    assert found == "yes"
    assert [one.component for one in grounds] == ["governance", "restriction", "law"]
