"""Leverage of small models, asked in one line."""

from collections.abc import Iterable
from typing import Any

from tests.build import HALF
from valuechain.indicators.leverage import Leverage, measure_leverage
from valuechain.kernels.fast import Engine
from valuechain.schema import Model
from valuechain.shocks.counterparts import find_partners
from valuechain.shocks.perspective import make_perspective
from valuechain.stack import Stack, compile_model


def ask(
    model: Model,
    home: Iterable[str] | None = None,
    partners: Iterable[str] | None = None,
    *,
    trusted: Iterable[str] = (),
    attribute: Any = "site",
    **more: Any,
) -> tuple[Leverage, Stack]:
    """Leverage of home over partners, with the stack it was measured in."""
    stack = compile_model(model)
    seen = make_perspective(model, home=home, trusted=trusted)
    asked = find_partners(model, stack, home=seen.home, names=partners)
    given = {"effects": HALF, "theta": 0.5, **more}
    found = measure_leverage(
        Engine(stack), asked, stack=stack, perspective=seen, attribute=attribute, **given
    )
    return found, stack
