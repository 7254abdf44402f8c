"""Slow circles against their closed forms; refusal where there is no number."""

from dataclasses import replace

import numpy as np
import pytest

from tests.build import (
    HALF,
    buys,
    country,
    firm,
    lab,
    need,
    plain_shocks,
    product,
    removal,
    use,
)
from valuechain.kernels import circles, reference
from valuechain.kernels.arrays import ConvergenceError, Effects
from valuechain.kernels.fast import Engine
from valuechain.kernels.run import Run

USA = removal("USA")
TEN = ("CHN", "USA", "JPN", "NLD", "DEU", "FRA", "TWN", "KOR", "GBR", "BEL")


def circle(abroad, importance="important", fallback=None):
    """Chips need tools and tools need chips, of which a part comes from abroad."""
    return lab(
        {
            "chips": product(
                firm("fab", "NLD", 1 - abroad), country("USA", abroad), inputs=[need("tools")]
            ),
            "tools": product(
                firm("maker", "NLD", 1.0),
                inputs=[need("chips", importance=importance, fallback=fallback)],
            ),
        },
        {"task": use(need("chips"))},
    )


def fast_limit(made, effects=HALF, asked=USA):
    rows = [made.stack.position("task")]
    return float(made.engine.limit(made.shocks(asked), effects, watch=rows)[0, 0])


@pytest.mark.parametrize("short_of_1", [1e-2, 1e-4, 1e-5])
@pytest.mark.parametrize("abroad", [0.2, 1e-3, 1e-5])
def test_a_gain_just_below_1_has_its_closed_form(short_of_1, abroad):
    e = 1.0 - short_of_1
    # losses: chips x = (1 - a) y + a and tools y = e x, so x = a / (1 - e (1 - a))
    loss = abroad / (1.0 - e * (1.0 - abroad))
    found = fast_limit(circle(abroad), Effects(important=e, minor=0.1))
    assert found == pytest.approx(1.0 - loss, abs=1e-9)


@pytest.mark.parametrize("abroad", [1e-3, 1e-4, 1e-6])
def test_a_tiny_loss_brings_a_critical_circle_down_in_the_end(abroad):
    assert fast_limit(circle(abroad, "critical")) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("abroad", [1e-2, 1e-4])
def test_a_fallback_catches_a_circle_that_comes_down_slowly(abroad):
    made = circle(abroad, "critical", fallback=(0.35, 2))
    # chips x = (1 - a) * 0.35, for tools fall back on 0.35
    assert fast_limit(made) == pytest.approx((1 - abroad) * 0.35, abs=1e-9)


@pytest.mark.parametrize("length", [3, 12])
def test_a_long_circle(length):
    e, abroad = 0.999, 1e-3
    products = {
        f"p{n}": product(
            firm(f"f{n}", "NLD", 1.0 - abroad * (n == 0)),
            *([country("USA", abroad)] if n == 0 else []),
            inputs=[need(f"p{(n + 1) % length}", importance="important")],
        )
        for n in range(length)
    }
    made = lab(products, {"task": use(need("p0"))})
    # losses: x0 = (1 - a) e x1 + a, and xi = e x(i+1): x0 = a / (1 - (1 - a) e^length)
    loss = abroad / (1.0 - (1.0 - abroad) * e**length)
    assert fast_limit(made, Effects(e, 0.1)) == pytest.approx(1.0 - loss, abs=1e-9)


@pytest.mark.parametrize("short_of_1", [1e-3, 1e-4])
def test_a_slow_circle_within_every_week(short_of_1):
    e = 1.0 - short_of_1
    made = circle(1e-3)
    loss = 1e-3 / (1.0 - e * (1.0 - 1e-3))
    rows = [made.stack.position("task")]
    effects = Effects(e, 0.1)
    found = made.engine.weeks(made.shocks(USA), effects, watch=rows, n_weeks=3)[0, :, 0]
    assert found == pytest.approx(np.full(3, 1.0 - loss), abs=1e-9)


def test_a_circle_that_does_not_settle_gives_no_number(monkeypatch):
    made = circle(1e-5, "critical")
    monkeypatch.setattr(circles, "_ROUNDS", 2)
    monkeypatch.setattr(circles, "_newton", lambda *_, **__: {})
    with pytest.raises(ConvergenceError, match="did not settle"):
        fast_limit(made)
    rows = [made.stack.position("task")]
    with pytest.raises(ConvergenceError, match="did not settle"):
        made.engine.weeks(made.shocks(USA), HALF, watch=rows, n_weeks=2)
    monkeypatch.setattr(reference, "_MOST_ITERATIONS", 50)
    with pytest.raises(ConvergenceError, match="no fixed point"):
        reference.limit(made.stack, made.shocks(USA), effects=HALF, watch=rows)


@pytest.mark.parametrize(
    "column",
    [
        "slot_fallback",
        "slot_fallback_after",
        "alternative_capacity",
        "alternative_buffer",
        "alternative_lifetime",
        "link_share",
    ],
)
@pytest.mark.parametrize("importance", ["critical", "important", "minor"])
def test_what_is_not_a_number_gives_no_number(column, importance):
    made = circle(0.1, importance)
    broken = getattr(made.stack, column).copy()
    broken[:] = np.nan
    stack = replace(made.stack, **{column: broken})
    refused(stack, made.shocks(USA), HALF)


def test_one_entry_that_is_not_a_number_far_from_the_shock_gives_no_number():
    made = circle(0.1)
    shares = made.stack.link_share.copy()
    shares[-1] = np.nan
    refused(replace(made.stack, link_share=shares), made.left(), HALF)


def test_shocks_and_effects_that_are_not_numbers_give_no_number():
    made = circle(0.1)
    capacity = np.ones((made.stack.n_producers, 2))
    capacity[1, 1] = np.nan
    refused(made.stack, plain_shocks(capacity), HALF)
    shocks = made.shocks(removal("USA", mode="withheld"))
    shocks.opening[0, 0, 0] = np.nan
    refused(made.stack, shocks, HALF)
    refused(made.stack, made.shocks(USA), Effects(np.nan, 0.1))
    refused(made.stack, made.shocks(USA), Effects(0.5, np.nan))


def refused(stack, shocks, effects):
    """Neither kernel gives a number, in the limit or by week."""
    with pytest.raises(ConvergenceError, match="not a number"):
        Engine(stack).limit(shocks, effects, watch=[0])
    with pytest.raises(ConvergenceError, match="not a number"):
        Engine(stack).weeks(shocks, effects, watch=[0], n_weeks=2)
    with pytest.raises(ConvergenceError, match="not a number"):
        reference.limit(stack, shocks, effects=effects, watch=[0])
    with pytest.raises(ConvergenceError, match="not a number"):
        reference.weeks(stack, shocks, effects=effects, watch=[0], n_weeks=2)


def itself(abroad):
    """It buys all but a part from itself."""
    return lab(
        {"p": product(country("NLD", 1 - abroad), country("JPN", abroad), inputs=[need("p")])},
        {"task": use(need("p"))},
    )


def test_a_circle_that_hardly_damps_stops_within_a_bounded_number_of_sweeps(monkeypatch):
    """At 1e-10 no sweep gets there, and a direct step is but rounding; a millionth is solved."""
    count, plain = [0], Run.evaluate

    def evaluate(run, *rest):
        count[0] += 1
        plain(run, *rest)

    monkeypatch.setattr(Run, "evaluate", evaluate)
    with pytest.raises(ConvergenceError, match="did not settle"):
        fast_limit(itself(1e-10), asked=removal("JPN"))
    assert count[0] <= 26_000
    count[0] = 0
    assert fast_limit(itself(1e-6), asked=removal("JPN")) == pytest.approx(0.0, abs=1e-9)
    assert count[0] <= 100


@pytest.mark.parametrize("over", [-9e-7, 1e-10, 9e-7])
def test_shares_that_sum_to_1_within_the_tolerance_are_made_to(over):
    """A circle whose shares sum to a millionth more than 1 would grow as it goes round."""
    made = lab(
        {
            "p": product(
                country("NLD", 0.7 + over),
                country("JPN", 0.2),
                remainder=0.1,
                inputs=[need("p", importance="important")],
                sourcing=buys("nld-all", "p", jpn_all=0.5, nld_all=0.5 - over),
            )
        },
        {"task": use(need("p"))},
    )
    assert made.stack.producer_share.sum() == pytest.approx(1.0, abs=1e-15)
    sums = np.bincount(made.stack.link_alternative, weights=made.stack.link_share)
    assert sums == pytest.approx(np.ones(len(sums)), abs=1e-15)
    assert fast_limit(made, asked=removal("CHN")) == 1.0


def test_shares_that_sum_to_1_but_for_rounding_stay_as_they_are_written():
    made = lab({"p": product(*(country(c, 0.1) for c in TEN))}, {"task": use(need("p"))})
    listed = made.stack.producer_share[made.stack.producer_share > 0]
    assert listed.tolist() == [0.1] * 10
