"""Under any, each tie is judged by itself, and the worst of the three counts."""

import pytest

import valuechain as vc
from tests.build import JUDGED, firm, make_model, need, product, use
from valuechain.indicators.verdicts import Dependency, Verdict
from valuechain.indicators.worst_tie import worst_tie
from valuechain.schema import Country
from valuechain.schema.risk import Law

RISKY, STRATEGIC, WATCH, NONE = "risky-strategic", "strategic", "watch", "none"


def verdict(tie, *classes, exposure=0.5):
    found = Dependency("u", "p", "USA", tie, "coercion", (exposure,) * 3, None, 0.5, None)
    klass = classes[0] if len(classes) == 1 else "undecided"
    return Verdict(
        found,
        klass,
        "yes",
        "yes",
        "no",
        interest=True,
        grounds=(),
        needs=(),
        possible=frozenset(classes),
        tie=tie,
    )


@pytest.mark.parametrize(
    ("by", "klass", "tie"),
    [
        ([(NONE,), (STRATEGIC,), (WATCH,)], STRATEGIC, "headquarters"),
        ([(NONE,)], NONE, "site"),
        # the owner might make it worse: undecided, and the owner says what is needed
        ([(STRATEGIC,), (NONE,), (WATCH, RISKY)], "undecided", "owner"),
        # whatever the owner turns out to be, it is not worse than strategic
        ([(STRATEGIC,), (NONE,), (NONE, STRATEGIC)], STRATEGIC, "site"),
        # at least watch by site, at most risky by owner
        ([(WATCH,), (NONE, WATCH), (NONE, RISKY)], "undecided", "owner"),
        ([(RISKY,), (WATCH, RISKY), (NONE, RISKY)], RISKY, "site"),
    ],
)
def test_the_worst_tie_counts_and_is_named(by, klass, tie):
    three = [
        verdict(name, *classes)
        for name, classes in zip(("site", "headquarters", "owner"), by, strict=False)
    ]
    found = worst_tie(three)
    assert (found.klass, found.tie, found.dependency.attribute) == (klass, tie, "any")
    assert found == worst_tie(three[::-1])


def test_of_equal_classes_the_deepest_loss_is_told():
    found = worst_tie([verdict("site", WATCH, exposure=0.3), verdict("owner", WATCH, exposure=0.6)])
    assert (found.tie, found.dependency.exposure[1]) == ("owner", 0.6)


def test_a_law_on_owners_makes_no_loss_of_sites_likely():
    """Clouds made in America by Irish firms: the law reaches owners, and none is owned there."""
    late = {**need("cloud"), "substitution": "200 weeks"}
    model = make_model(
        {"cloud": product(firm("c", "USA", 0.6, led="IRL"), firm("n", "NLD", 0.4))},
        {"task": use(late)},
    )
    calm = Country.model_validate({"governance": {"value": 2.0, **JUDGED}})
    law = Law.model_validate(
        {
            "country": "USA",
            "statute": "Act",
            "levers": ["data"],
            "reach": "owners",
            "standing": "in-force",
            **JUDGED,
        }
    )
    spare = {"low": 0, "mode": 0, "high": 0, **JUDGED}
    cloud = type(model.products["cloud"]).model_validate(
        model.products["cloud"].model_dump(by_alias=True, exclude_none=True)
        | {"spare_capacity": spare}
    )
    model = model.model_copy(
        update={
            "countries": {"USA": calm, "IRL": calm, "NLD": calm},
            "laws": {"act": law},
            "products": {"cloud": cloud},
        }
    )
    rows = vc.nulmeting(model, rules=("default",)).verdicts
    rows = rows[(rows["country"] == "USA") & (rows["question"] == "coercion")]
    by = rows.set_index("attribute")
    # by site 0.6 is lost and nothing makes it likely; by owner nothing is lost
    assert by.loc["site", ["class", "likely", "tie"]].tolist() == [STRATEGIC, "no", "site"]
    assert by.loc["any", ["class", "likely", "tie"]].tolist() == [STRATEGIC, "no", "site"]
    assert by.loc["any", "exposure"] == pytest.approx(0.6, abs=1e-9)
