"""`valuechain explain`: one result followed back to the figures it rests on."""

import json
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import (
    home_option,
    json_option,
    lang_option,
    model_option,
    overlay_option,
    read_model,
    seen_by_home,
    trusted_option,
    week_of,
)

if TYPE_CHECKING:
    from valuechain.schema import Model


@click.command(name="explain")
@click.argument("subject", metavar="USE|GROUP|PRODUCT")
@click.option(
    "--without",
    metavar="TIE:NAME",
    help="What is taken away: site, headquarters, owner or any, with a country or group; or firm.",
)
@click.option(
    "--scenario",
    metavar="SCENARIO",
    help="In the place of --without: a shipped scenario by name, or a file.",
)
@click.option("--product", metavar="PRODUCT", help="Only their part of this product.")
@click.option(
    "--mode",
    type=click.Choice(["lost", "withheld"]),
    default="withheld",
    show_default=True,
    help="Stops for everybody, or is refused to us.",
)
@click.option(
    "--weeks",
    "--week",
    metavar="WEEK",
    callback=week_of,
    help="Week looked at, from 1; or limit [default: 52; of a use with a critical window the "
    "deepest within it; of a scenario, the deepest].",
)
@home_option
@trusted_option
@model_option
@overlay_option
@lang_option
@click.option("every", "--all", is_flag=True, help="Leave nothing out.")
@json_option
def command(
    subject: str,
    without: str | None,
    product: str | None,
    mode: str,
    weeks: int | None,
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: str,
    every: bool,
    as_json: bool,
    **named: str | None,
) -> None:
    """Follow a loss back: which inputs bind, from whom they miss, on what that rests.

    For example, what refusal by American owners does to elections within a quarter:
    valuechain explain elections --without owner:USA --weeks 13
    or what a scenario does in one of its weeks:
    valuechain explain elections --scenario FILE --week 12
    """
    scenario = named["scenario"]
    if (without is None) == (scenario is None):
        raise click.UsageError("give either --without or --scenario.")
    if scenario is not None and (product is not None or weeks == 0):
        raise click.UsageError("a scenario has weeks from 1, no limit and no --product.")
    loaded = seen_by_home(read_model(model, overlays), named["home"])
    if scenario is not None:
        _of_scenario(
            loaded.model,
            subject,
            scenario=scenario,
            week=weeks,
            perspective=named,
            shown=(lang, every, as_json),
        )
        return
    _of_removal(
        loaded.model,
        subject,
        without=without or "",
        product=product,
        mode=mode,
        weeks=weeks,
        perspective=named,
        shown=(lang, every, as_json),
    )


def _of_scenario(
    model: "Model",
    subject: str,
    *,
    scenario: str,
    week: int | None,
    perspective: dict[str, str | None],
    shown: tuple[str, bool, bool],
) -> None:
    """Print the loss of one week of a scenario followed back."""
    from valuechain.report.route_text import scenario_route_text
    from valuechain.studies.explaining_scenarios import explain_scenario

    lang, every, as_json = shown
    found = explain_scenario(
        model,
        subject,
        scenario=scenario,
        week=week,
        home=perspective["home"],
        trusted=perspective["trusted"],
    )
    for warning in found.warnings:
        click.echo(warning, err=True)
    if as_json:
        said = {name: getattr(found, name) for name in ("bound_low", "bound_high", "home")}
        said |= {"scenario": found.scenario.id, "trusted": found.trusted}
        said |= {"substitution": found.scenario.substitution, "route": asdict(found.route)}
        said["at_most"] = asdict(found.at_most)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    click.echo(scenario_route_text(found, model, lang=lang, every=every))  # type: ignore[arg-type]


def _of_removal(
    model: "Model",
    subject: str,
    *,
    without: str,
    product: str | None,
    mode: str,
    weeks: int | None,
    perspective: dict[str, str | None],
    shown: tuple[str, bool, bool],
) -> None:
    """Print the loss after something is taken away, followed back."""
    from valuechain.report.explained import explained_notes
    from valuechain.report.route_text import WIDTH, route_text
    from valuechain.studies.explaining import explain_with_bounds

    lang, every, as_json = shown
    found = explain_with_bounds(
        model,
        subject,
        without=without,
        product=product,
        mode=mode,  # type: ignore[arg-type]
        weeks=weeks,
        home=perspective["home"],
        trusted=perspective["trusted"],
    )
    if as_json:
        click.echo(
            json.dumps({"substitution": "none", **asdict(found)}, ensure_ascii=False, indent=2)
        )
        return
    for line in explained_notes(found, model, lang=lang):  # type: ignore[arg-type]
        click.echo(textwrap.fill(line.replace("\xa0", " "), WIDTH))
    click.echo(
        route_text(
            found.route,
            model,
            bounds=(found.bound_low, found.bound_high),
            at_most=found.at_most,
            perspective=(found.home, found.trusted),
            lang=lang,  # type: ignore[arg-type]
            every=every,
        )
    )
