"""What to check first: recalled and judged figures, ranked by how much rests on them."""

import re
from typing import Final

from valuechain.analysis.source_table import all_figures
from valuechain.results.routes import CitedFigure
from valuechain.schema import Model

UNVERIFIED: Final = ("recall", "judgement")
_LISTED: Final = re.compile(r"(products|uses)\.([^.]+)\.(producers|inputs|sourcing)\[(\d+)\]")


def steps_to_uses(model: Model) -> dict[str, dict[str, int]]:
    """Count the steps from every product to every use that it serves, directly or not.

    Returns
    -------
    dict
        By product or use, by use: the least number of inputs in between; 0 from a use to itself.
    """
    found: dict[str, dict[str, int]] = {key: {} for key in (*model.products, *model.uses)}
    for use in model.uses:
        front, steps = {use}, 0
        while front:
            for key in front:
                found[key][use] = steps
            ahead = {
                option
                for key in front
                for entry in (model.uses.get(key) or model.products[key]).inputs
                for option in entry.options
            }
            front = {key for key in ahead if use not in found[key]}
            steps += 1
    return found


def measure(model: Model) -> list[tuple[float, CitedFigure]]:
    """Rank the figures that no one read in their source by how much rests on them.

    Parameters
    ----------
    model : Model
        A checked model.

    Returns
    -------
    list of (float, CitedFigure)
        Rank and figure, highest first. Figures that are on no route to a use, such as context and
        country risk, are not in it.

    Notes
    -----
    Each use that a figure leads to counts 1 over the number of steps to it. The sum is taken
    times the share for a share of supply, and times the effect of the importance rule (critical 1,
    important and minor as the model's parameters say) for an input. A stated sourcing counts as
    its input times the part bought times the share of the customers it is about; a firm as all its
    shares together. A rule of thumb for where to look, not a sensitivity.
    """
    steps = steps_to_uses(model)
    found = [
        (rank, figure)
        for figure in all_figures(model)
        if figure.status in UNVERIFIED and (rank := _rank(model, steps, figure)) > 0
    ]
    return sorted(found, key=lambda one: (-one[0], one[1].keys))


def _reach(steps: dict[str, int], further: int) -> float:
    """Uses that are reached, each by 1 over the number of steps to it."""
    return sum(1.0 / max(1, far + further) for far in steps.values())


def _rank(model: Model, steps: dict[str, dict[str, int]], figure: CitedFigure) -> float:
    if figure.keys.startswith("firms."):
        firm = figure.keys.partition(".")[2]
        return sum(
            producer.share.mode * _reach(steps[key], 0)
            for key, product in model.products.items()
            for producer in product.producers
            if producer.firm == firm
        )
    found = _LISTED.match(figure.keys)
    if found is None:
        return 0.0
    _, key, part, number = found.groups()
    if part == "producers":
        return model.products[key].producers[int(number)].share.mode * _reach(steps[key], 0)
    held = model.uses.get(key) or model.products[key]
    known = model.parameters
    effects = {"important": known.important_effect.value, "minor": known.minor_effect.value}
    if part == "inputs":
        entry = held.inputs[int(number)]
        return effects.get(entry.essentiality, 1.0) * _reach(steps[key], 1)
    stated = held.sourcing[int(number)]
    makers = model.products[key].producers if key in model.products else ()
    mine = sum(one.share.mode for one in makers if one.key in stated.customers) if makers else 1.0
    needed = [one.essentiality for one in held.inputs if stated.input in one.options]
    part_bought = 1.0 if stated.share is None else stated.share
    return mine * part_bought * max(effects.get(one, 1.0) for one in needed) * _reach(steps[key], 1)
