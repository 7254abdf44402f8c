"""`valuechain validate`: is a file right, and if not, what is wrong and what to do."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._options import (
    json_option,
    model_argument,
    overlay_option,
    problem_row,
)

if TYPE_CHECKING:
    from valuechain.errors import Problem
    from valuechain.files import Loaded, LoadedScenario


@click.command(name="validate")
@model_argument
@click.option(
    "about",
    "--model",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Root file of the model of a scenario [default: the shipped model].",
)
@overlay_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    model: Path | None,
    about: Path | None,
    overlays: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check MODEL (the shipped model if left out) and say everything that is wrong with it.

    MODEL may also be a scenario file. The exit status is 0 if nothing is wrong and 2 otherwise.
    """
    from valuechain.errors import FileProblems
    from valuechain.files import load, load_scenario, shipped_model
    from valuechain.files.scenarios import is_scenario

    scenario = model if model is not None and is_scenario(model) else None
    if scenario is None and about is not None:
        raise click.UsageError("--model names the model of a scenario, and this is none.")
    try:
        loaded = load((about if scenario else model) or shipped_model(), overlays)
        if scenario is None:
            _show_model(loaded, as_json=as_json)
        else:
            for line in loaded.log:
                say(line, err=True)
            _show_scenario(load_scenario(scenario, model=loaded.model), as_json=as_json)
    except FileProblems as found:
        _refuse(ctx, found.problems, as_json=as_json)


def _refuse(ctx: click.Context, problems: "tuple[Problem, ...]", *, as_json: bool) -> NoReturn:
    if as_json:
        rows = [problem_row(problem) for problem in problems]
        say(json.dumps({"valid": False, "problems": rows}, indent=2))
    else:
        for problem in problems:
            say(str(problem))
        some = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
        say(some, err=True)
    ctx.exit(2)


def _show_model(loaded: "Loaded", *, as_json: bool) -> None:
    content = loaded.model
    counts = {
        "products": len(content.products),
        "producers": sum(len(product.producers) for product in content.products.values()),
        "inputs": sum(
            len(customer.inputs)
            for customers in (content.products, content.uses)
            for customer in customers.values()
        ),
        "uses": len(content.uses),
        "sources": len(content.sources),
    }
    if as_json:
        answer = {
            "valid": True,
            "model": content.id,
            "counts": counts,
            "digest": loaded.digest,
            "overlaid": list(loaded.log),
            "warnings": [problem_row(warning) for warning in loaded.warnings],
        }
        text = json.dumps(answer, indent=2)
        say(marked(text, marking_of(content), lang="en", as_json=True))
        return
    first = marked("", marking_of(content), lang="en").rstrip()
    for line in (*([first] * bool(first)), *loaded.log):
        say(line)
    for warning in loaded.warnings:
        say(f"warning: {warning}", err=True)
    counted = ", ".join(f"{count} {name}" for name, count in counts.items())
    say(f"{content.id} is valid: {counted}; digest {loaded.digest}")


def _show_scenario(loaded: "LoadedScenario", *, as_json: bool) -> None:
    scenario = loaded.scenario
    if as_json:
        answer = {
            "valid": True,
            "scenario": scenario.id,
            "model": scenario.model.id,
            "counts": {"shocks": len(scenario.shocks), "weeks": int(scenario.horizon)},
            "digest": loaded.digest,
            "warnings": [problem_row(warning) for warning in loaded.warnings],
        }
        say(json.dumps(answer, indent=2))
        return
    for warning in loaded.warnings:
        say(f"warning: {warning}", err=True)
    shocks = "1 shock" if len(scenario.shocks) == 1 else f"{len(scenario.shocks)} shocks"
    say(
        f"{scenario.id} is valid: {shocks} on {scenario.model.id}, {scenario.horizon:g} weeks; "
        f"digest {loaded.digest}"
    )
