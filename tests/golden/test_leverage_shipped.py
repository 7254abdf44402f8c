"""Leverage of the shipped model: cases that are known, without a number that is tuned."""

import pytest

from valuechain.analysis.workbench import Workbench
from valuechain.indicators.indispensable import (
    KnockOn,
    held_products,
    judge_held,
    knock_ons,
    reroutings,
)
from valuechain.schema import Model
from valuechain.shocks.counterparts import find_partners
from valuechain.vocab.words import Attribute

EUV = "euv-lithography"
WEEKS = (1, 52, 156, 1040)


def refused(bench: Workbench, attribute: Attribute, *names: str) -> dict[str, KnockOn]:
    """EUV machines withheld from each partner by itself."""
    stack = bench.stack
    found = knock_ons(
        bench.engine,
        [bench.removals.product[EUV]],
        partners=find_partners(bench.model, stack, home=bench.perspective.home, names=names),
        stack=stack,
        perspective=bench.perspective,
        attribute=attribute,
        effects=bench.effects(),
        theta=0.5,
        horizons=WEEKS,
    )
    return {one.partner.name: one for one in found}


@pytest.mark.parametrize("attribute", ["site", "owner"])
def test_who_makes_advanced_chips_loses_them_slowly_without_new_euv_machines(
    bench: Workbench, attribute: Attribute
) -> None:
    found = refused(bench, attribute, "TWN", "KOR", "USA", "VNM")
    # Vietnam has no maker in the model that buys them
    assert set(found) == {"TWN", "KOR", "USA"}
    chips = bench.removals.product["foundry-advanced"]
    first, year, three, twenty, last = found["TWN"].at[1, chips]
    # machines that are there go on: nothing at first, little in three years, most in the end
    assert first == 0
    assert year < three < twenty < last
    assert three < 0.25 < twenty
    assert last > found["USA"].at[1, chips, -1]


def test_nobody_else_makes_them_and_nobody_turns_away_soon(model: Model, bench: Workbench) -> None:
    stack, seen = bench.stack, bench.perspective
    held = held_products(model, stack, perspective=seen, attribute="site", least=0.25)
    shares = {stack.product_ids[place]: share for place, share in held}
    times = reroutings(model, stack, home=seen.home)[EUV]
    one = judge_held(model, EUV, share=shares[EUV], rerouting=times)
    assert (one.verdict, one.needed, one.slow, one.short) == ("yes",) * 4
    # what is sold in the Netherlands only is no hold on anyone
    assert not {"base-registers-nl", "digital-identity-nl", "ehr-software"} & set(shares)
