"""`valuechain chokepoints`: the smallest sets that bring a use down."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._options import question_options, read_model, seen_by_home, weeks_option

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="chokepoints")
@question_options
@click.option(
    "by",
    "--by",
    multiple=True,
    type=click.Choice(["countries", "firms", "producers"]),
    help="What is taken away; may be given more than once [default: countries and firms].",
)
@click.option(
    "--attribute",
    type=click.Choice(["site", "headquarters", "owner", "any"]),
    help="Which country of a supplier counts [default: owner where withheld, site where lost].",
)
@click.option(
    "--mode",
    type=click.Choice(["withheld", "lost", "both"]),
    default="both",
    show_default=True,
    help="Is refused to us, or stops for everybody.",
)
@weeks_option(52)
@click.option(
    "--size",
    type=int,
    metavar="1-3",
    help="Largest set [default: 3 countries, 2 firms, 1 producer].",
)
@click.option(
    "--rule",
    type=click.Choice(["default", "strict", "lenient"]),
    default="default",
    show_default=True,
    help="Variant of the importance rule.",
)
def command(
    uses: tuple[str, ...],
    by: tuple[str, ...],
    theta: float | None,
    weeks: int,
    size: int | None,
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: "Lang",
    out: Path | None,
    **asked: str | None,
) -> None:
    """Who can stop a use: the smallest sets that together bring it below a level.

    For example, which countries could stop elections within a quarter by refusing us:
    valuechain chokepoints --use elections --by countries --mode withheld --weeks 13
    """
    from valuechain.cli._answering import deliver
    from valuechain.cli._progress import shown
    from valuechain.report.chokepoints_text import chokepoints_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.chokepoints import chokepoints

    if out is not None:
        check_folder(out)
    loaded = seen_by_home(read_model(model, overlays), asked["home"])
    with shown() as show:
        found = chokepoints(
            loaded.model,
            home=asked["home"],
            trusted=asked["trusted"],
            uses=uses or None,
            by=by or ("countries", "firms"),
            attribute=asked["attribute"],
            mode=asked["mode"] or "both",
            theta=theta,
            weeks=weeks,
            size=size,
            rule=asked["rule"] or "default",  # type: ignore[arg-type]
            overlays=loaded.log,
            progress=show,
        )
    screen = chokepoints_text(found, loaded.model, lang=lang)
    deliver(found, screen=screen, out=out, documents={})
