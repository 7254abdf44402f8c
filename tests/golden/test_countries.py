"""The same stack from another country, and the variant of 2027: what must hold without tuning."""

from pathlib import Path

import valuechain as vc
from valuechain.schema import Model
from valuechain.schema.packs import pack_of, seen_from

VARIANT = Path(__file__).parents[2] / "models" / "variants" / "2027-elections.yaml"
TRAPS = (
    "earth-observation",
    "election-software",
    "ehr-software",
    "defence-systems-imports",
    "naval-c2-radar",
    "dutch-llm",
    "port-community-system",
)


def loss(model: Model, subject: str, without: str, mode: str = "lost", **more: object) -> float:
    return vc.explain(subject, model=model, without=without, mode=mode, **more).exposure  # type: ignore[arg-type]


def test_estonia_sees_its_own_uses_and_no_dutch_product(model: Model) -> None:
    seen = seen_from(model, {"EST"})
    assert {use.country for use in seen.uses.values()} == {"EST"}
    assert len(seen.uses) == 6
    assert not {name for name in seen.products if name.endswith("-nl")}
    assert not set(TRAPS) & set(seen.products)
    bought = {
        option
        for held in (*seen.products.values(), *seen.uses.values())
        for entry in held.inputs
        for option in entry.options
    }
    assert bought <= set(seen.products)


def test_the_netherlands_sees_nothing_of_estonia_but_what_all_share(model: Model) -> None:
    seen = seen_from(model, {"NLD"})
    assert not {name for name in seen.products if pack_of(model, name) == "EST"}
    assert not {one.geography for one in seen.indicators} & {"EST"}
    assert not {"cybernetica", "sk-id-solutions"} & set(seen.firms)
    assert "ee-riigikohus-2025" not in seen.sources


def test_dutch_power_does_not_feed_an_estonian_office(model: Model) -> None:
    for use in ("government-services-ee", "health-ee", "payments-ee"):
        assert loss(model, use, "site:NLD", home="EST", weeks=1) < 0.01
    # what an American refusal of offices takes there is felt here too
    assert loss(model, "government-services-ee", "owner:USA", "withheld", home="EST") > 0.25


def test_paper_is_the_way_back_of_internet_voting_and_its_level_is_open(model: Model) -> None:
    (entry,) = [one for one in model.uses["elections-ee"].inputs if one.product == "i-voting-ee"]
    assert entry.fallback is not None
    level = entry.fallback.level
    assert level.low < 1 - model.thresholds.exposure.value <= level.high
    assert {key: one.origin for key, one in entry.fallback.origins.items()} == {
        "low": "proxy",
        "mode": "judged",
        "high": "read",
    }
    assert model.uses["elections-ee"].groups == ("elections",)


def test_the_variant_of_2027_moves_the_dependence_of_nomination(model: Model) -> None:
    later = vc.load(overlays=[VARIANT])
    german, american = "site:DEU", "owner:USA"
    today = loss(model, "election-nomination", german)
    assert loss(later, "election-nomination", german) < today / 4
    assert loss(model, "election-nomination", american, "withheld") == 0
    assert loss(later, "election-nomination", american, "withheld") > 0.05
    # and of publication, to who hosts the portal
    assert loss(model, "election-publication", "owner:FRA") < 0.05
    assert loss(later, "election-publication", "owner:FRA") > 0.25
