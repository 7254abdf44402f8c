"""`valuechain explain`: one result followed back to the figures it rests on."""

import json
from dataclasses import asdict
from pathlib import Path

import click


def _week(ctx: click.Context, parameter: click.Parameter, given: str) -> int:
    del ctx, parameter
    if given == "limit":
        return 0
    if not given.isdecimal() or len(given) > 6:
        raise click.BadParameter("a number of weeks from 1, or limit.")
    return int(given)


@click.command(name="explain")
@click.argument("subject", metavar="USE|PRODUCT")
@click.option(
    "--without",
    required=True,
    metavar="TIE:NAME",
    help="What is taken away: site, headquarters, owner or any, with a country or group; or firm.",
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
    default="52",
    show_default=True,
    metavar="WEEK",
    callback=_week,
    help="Week looked at, from 1; or limit.",
)
@click.option("--home", metavar="PLACES", help="Own countries or groups [default: the model's].")
@click.option("--trusted", metavar="PLACES", help="Partners counted apart [default: the model's].")
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Root file of a model [default: the shipped model].",
)
@click.option(
    "overlays",
    "--overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over the model; may be given more than once.",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("every", "--all", is_flag=True, help="Leave nothing out.")
@click.option("as_json", "--json", is_flag=True, help="Answer for machines.")
def command(
    subject: str,
    without: str,
    product: str | None,
    mode: str,
    weeks: int,
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: str,
    every: bool,
    as_json: bool,
    **perspective: str | None,
) -> None:
    """Follow a loss back: which inputs bind, from whom they miss, on what that rests.

    For example, what refusal by American owners does to elections within a quarter:
    valuechain explain elections --without owner:USA --weeks 13
    """
    from valuechain.files import load, shipped_model
    from valuechain.report.route_text import route_text
    from valuechain.studies.explaining import explain_with_bounds

    loaded = load(model or shipped_model(), overlays)
    for line in loaded.log:
        click.echo(line, err=True)
    found = explain_with_bounds(
        loaded.model,
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
    click.echo(
        route_text(
            found.route,
            loaded.model,
            bounds=(found.bound_low, found.bound_high),
            at_most=found.at_most,
            perspective=(found.home, found.trusted),
            lang=lang,  # type: ignore[arg-type]
            every=every,
        )
    )
