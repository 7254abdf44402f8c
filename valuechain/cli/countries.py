"""`valuechain countries`: the country packs of a model, their uses and how much was read."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from valuechain.cli._options import (
    json_option,
    lang_option,
    model_argument,
    overlay_option,
    read_model,
)


@click.command(name="countries")
@model_argument
@overlay_option
@lang_option
@json_option
def command(model: Path | None, overlays: tuple[Path, ...], lang: str, as_json: bool) -> None:
    """List the country packs of MODEL (the shipped model if left out).

    A pack holds what one country adds to the shared chain: its uses, what it buys on its own
    market only, and who supplies that.
    """
    from valuechain.report.countries_text import countries_text
    from valuechain.studies.packs import pack_summaries

    loaded = read_model(model, overlays)
    found = pack_summaries(loaded.model)
    if as_json:
        rows = [{**asdict(one), "figures": one.figures} for one in found]
        click.echo(json.dumps({"countries": rows}, ensure_ascii=False, indent=2))
        return
    click.echo(countries_text(found, loaded.model, lang=lang))  # type: ignore[arg-type]
