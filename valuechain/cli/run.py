"""`valuechain run`: what if, as a summary, tables and pictures."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import (
    home_option,
    lang_option,
    model_option,
    overlay_option,
    read_model,
    seen_by_home,
    trusted_option,
)

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang
    from valuechain.vocab.words import Allocation, Rule


@click.command(name="run")
@click.argument("scenarios", nargs=-1, metavar="SCENARIO...")
@click.option("every", "--all", is_flag=True, help="All shipped scenarios that could happen.")
@model_option
@home_option
@trusted_option
@lang_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("what-if"),
    show_default=True,
    help="Folder for tables, manifest and pictures; an earlier result there is replaced.",
)
@click.option(
    "--rule",
    type=click.Choice(["default", "strict", "lenient"]),
    default="default",
    show_default=True,
    help="Variant of the importance rule.",
)
@click.option(
    "--allocation",
    type=click.Choice(["contractual", "reallocate", "home-first", "home-last"]),
    help="What becomes of supply that a stopped customer leaves [default: the scenario's].",
)
@click.option(
    "--weeks",
    type=int,
    metavar="WEEKS",
    help="Weeks to follow, 1 to 520 [default: the horizon of each scenario].",
)
@click.option("--no-substitution", "alone", is_flag=True, help="Nobody steps in for who stops.")
@overlay_option
def command(
    scenarios: tuple[str, ...],
    every: bool,
    model: Path | None,
    lang: "Lang",
    out: Path,
    rule: "Rule",
    allocation: "Allocation | None",
    weeks: int | None,
    alone: bool,
    overlays: tuple[Path, ...],
    **perspective: str | None,
) -> None:
    """Follow scenarios week by week: when does it start to hurt, how deep, how long, and why.

    SCENARIO is the name of a shipped scenario or the path of a file. With --all the shipped
    scenarios that could happen stand in one matrix.
    """
    from valuechain.cli._progress import shown
    from valuechain.report.outcome_documents import documents, screen
    from valuechain.results.folder import check_folder
    from valuechain.studies.asking import Instead, fitting, forward_scenarios
    from valuechain.studies.running import run

    if every and scenarios:
        raise click.UsageError("give scenarios, or --all.")
    names = forward_scenarios() if every else scenarios
    if not names:
        raise click.UsageError("name a scenario, or give --all.")
    check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), perspective["home"])
    if every and perspective["home"]:
        names, left = fitting(loaded.model, names)
        for line in left:
            click.echo(line, err=True)
    with shown() as show:
        outcome = run(
            loaded.model,
            names,
            home=perspective["home"],
            trusted=perspective["trusted"],
            rule=rule,
            instead=Instead(allocation, False if alone else None, weeks),
            overlays=loaded.log,
            progress=show,
        )
    for warning in outcome.warnings:
        click.echo(warning, err=True)
    outcome.write(out, documents=documents(outcome, loaded.model, lang=lang))
    click.echo(screen(outcome, loaded.model, lang=lang, matrix=every))
    click.echo(f"\n{out}")
