"""`valuechain scenario`: write a scenario to start from, and check what one touches."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._gate import say
from valuechain.cli._new_file import offer
from valuechain.cli._options import (
    home_option,
    json_option,
    lang_option,
    model_option,
    overlay_option,
    problem_row,
    read_model,
    trusted_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valuechain.files import LoadedScenario
    from valuechain.schema import Scenario
    from valuechain.shocks.stockpiles import HeldStock
    from valuechain.shocks.touched import Touched
    from valuechain.texts.languages import Lang

command = click.Group(
    name="scenario", help="Write a scenario to start from, or check what scenarios touch."
)


@command.command(name="new")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@model_option
@overlay_option
@lang_option
def new(file: Path | None, model: Path | None, overlays: tuple[Path, ...], lang: "Lang") -> None:
    """Write a scenario to start from, with comments, to FILE or to the screen.

    It is about the model, loads as it stands, and never replaces a file.
    """
    from valuechain.files.scenario_start import start_scenario

    about = read_model(model, overlays).model
    name = {} if file is None else {"name": file.stem}
    offer(start_scenario(about, lang=lang, **name), file)


@command.command(name="check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@model_option
@home_option
@trusted_option
@overlay_option
@lang_option
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: "Lang",
    as_json: bool,
    **perspective: str | None,
) -> None:
    """Say everything that is wrong with scenarios; of the others, what each shock touches.

    FILE is a file or the name of a shipped scenario. What is touched is a share of the supply of a
    product, with its bounds where it is not known whose some supply is, at full force and seen
    from home. The exit status is 0 if nothing is wrong and 2 otherwise.
    """
    from valuechain.analysis.workbench import prepare
    from valuechain.cli._gate import marked, marking_of
    from valuechain.errors import AnalysisError, FileProblems, Place, Problem
    from valuechain.files import find_scenario, load_scenario
    from valuechain.shocks.stockpiles import held
    from valuechain.shocks.touched import touched

    about = read_model(model, overlays).model
    bench = prepare(about, home=perspective["home"], trusted=perspective["trusted"])
    problems: list[Problem] = []
    rows: list[dict[str, Any]] = []
    read: list[Scenario] = []
    for name in files:
        try:
            loaded = load_scenario(find_scenario(name), model=about)
            case, stack, side = loaded.scenario, bench.stack, bench.perspective
            hit = touched(case, stack, perspective=side, model=about)
            stock = held(case, stack, perspective=side, model=about)
        except FileProblems as found:
            problems.extend(found.problems)
            continue
        except AnalysisError as found:
            problems.append(Problem(Place(name), found.code, "", found.message, found.remedy))
            continue
        read.append(loaded.scenario)
        if as_json:
            rows.append(_row(loaded, hit, stock))
        else:
            said = "\n".join(_lines(loaded, hit, stock, lang=lang))
            say(marked(said, marking_of(about, loaded.scenario), lang=lang))
    if as_json:
        listed = [problem_row(problem) for problem in problems]
        answer = {"valid": not problems, "scenarios": rows, "problems": listed}
        text = json.dumps(answer, ensure_ascii=False, indent=2)
        say(marked(text, marking_of(about, *read), lang=lang, as_json=True))
    else:
        for problem in problems:
            say(str(problem))
    ctx.exit(2 if problems else 0)


def _lines(
    loaded: "LoadedScenario",
    hit: "tuple[Touched, ...]",
    stock: "tuple[HeldStock, ...]",
    *,
    lang: "Lang",
) -> "Iterator[str]":
    from valuechain.texts.languages import capital
    from valuechain.texts.scenario_check import check_head, check_line, held_line
    from valuechain.texts.scenarios import shock_kind

    scenario = loaded.scenario
    for warning in loaded.warnings:
        say(str(warning), err=True)
    title = (scenario.title.nl or scenario.title.en) if lang == "nl" else scenario.title.en
    weeks, model = int(scenario.horizon), scenario.model.id
    yield check_head(lang, scenario=scenario.id, title=title, weeks=weeks, model=model)
    for number, shock in enumerate(scenario.shocks, start=1):
        yield f"  {number}. {capital(shock_kind(lang, shock.kind))}"
        for one in hit:
            if one.shock == number:
                line = check_line(
                    lang,
                    one.product,
                    share=one.share,
                    between=(one.share_low, one.share_high),
                    customers=one.n_customers,
                    kinds=one.kinds,
                    spared=one.spared,
                )
                yield f"     {line}"
        for kept in stock:
            if kept.shock == number:
                line = held_line(
                    lang,
                    kept.product,
                    weeks=kept.weeks,
                    between=(kept.weeks_low, kept.weeks_high),
                    customers=kept.n_customers,
                )
                yield f"     {line}"


def _row(
    loaded: "LoadedScenario", hit: "tuple[Touched, ...]", stock: "tuple[HeldStock, ...]"
) -> dict[str, Any]:
    from dataclasses import asdict

    scenario = loaded.scenario
    return {
        "scenario": scenario.id,
        "path": str(loaded.path),
        "model": scenario.model.id,
        "digest": loaded.digest,
        "horizon_weeks": int(scenario.horizon),
        "warnings": [problem_row(warning) for warning in loaded.warnings],
        "touched": [asdict(one) for one in hit],
        "held": [asdict(one) for one in stock],
    }
