"""`valuechain plan`: the best measures for a budget, when they start, what they do not solve."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._options import (
    Decorator,
    folder_option,
    home_option,
    lang_option,
    model_option,
    overlay_option,
    read_model,
    trusted_option,
)

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


def _several(name: str, help_text: str, metavar: str = "NAME") -> Decorator:
    return click.option(f"--{name}", multiple=True, metavar=metavar, help=help_text)


@click.command(name="plan")
@model_option
@overlay_option
@home_option
@trusted_option
@click.option(
    "--budget",
    default="250M/year",
    show_default=True,
    metavar="EUR",
    help="Money: 250M/year, or 2B in all.",
)
@click.option("--years", metavar="YEARS", help="Such as 2027-2034 [default: eight years].")
@_several("cases", "risky, strategic, undecided, scenarios, a scenario, or a dependency.", "CASE")
@click.option(
    "case_weights",
    "--weights",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="YAML: weight by case; a weight is no probability.",
)
@click.option(
    "--objective",
    type=click.Choice(["mean", "worst", "cvar"]),
    default="mean",
    show_default=True,
    help="What of the losses is made small.",
)
@_several("must", "A measure that is taken.")
@_several("never", "A measure that is not taken.")
@_several("actor", "Only measures in which this one takes part.")
@_several("lever", "Only measures that use this lever.")
@_several("coalition", "A country or group that takes part, beside home and trusted.", "PLACE")
@_several("measures", "A file of measures beside the shipped ones.", "FILE")
@click.option(
    "--targets",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Targets to hold the plan to.",
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    default=156,
    show_default=True,
    help="Weeks that a lasting loss is followed.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=30.0,
    show_default=True,
    help="Time for the search at each budget.",
)
@click.option("--no-frontier", "alone", is_flag=True, help="This budget only, which is faster.")
@click.option("--robust", is_flag=True, help="The best plan under other readings too.")
@lang_option
@folder_option
def command(
    model: Path | None,
    lang: "Lang",
    out: Path | None,
    overlays: tuple[Path, ...],
    case_weights: Path | None,
    *,
    alone: bool,
    cases: tuple[str, ...],
    **asked: Any,
) -> None:
    """Find what to do first: the best measures for a budget, by whom, from when.

    Every set of measures is run through the whole model; how much better any other could be is
    told beside it. What stays unsolved is named with the reason.
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.plans.weights import read_weights
    from valuechain.questions.plan.answer import plan
    from valuechain.questions.plan.figure import plan_pictures
    from valuechain.questions.plan.screen import plan_text
    from valuechain.questions.plan.study import DEFAULT_CASES
    from valuechain.results.folder import check_folder

    if out is not None:
        check_folder(out)
    loaded = read_model(model, overlays)
    with shown() as show:
        found = plan(
            loaded.model,
            cases=cases or DEFAULT_CASES,
            weights=None if case_weights is None else read_weights(case_weights),
            frontier=not alone,
            overlays=loaded.log,
            progress=show,
            **asked,
        )
    pictures = plan_pictures(found, loaded.model, lang=lang) if out is not None else {}
    deliver(found, screen=plan_text(found, loaded.model, lang=lang), out=out, documents=pictures)
