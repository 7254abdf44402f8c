"""`valuechain sources`: on what a model rests, what its licences ask, what to check first."""

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


@click.command(name="sources")
@model_argument
@overlay_option
@click.option(
    "--unverified",
    "to_check",
    is_flag=True,
    help="List the recalled and judged figures on which most rests: what to check first.",
)
@lang_option
@json_option
def command(
    model: Path | None, overlays: tuple[Path, ...], to_check: bool, lang: str, as_json: bool
) -> None:
    """List the sources of MODEL (the shipped model if left out) and what their licences ask.

    Counts the figures that rest on each source, and how they are known: read in the source,
    recalled from general knowledge, or judged.
    """
    from valuechain.analysis.source_table import source_table
    from valuechain.questions.sources.obligations import obligations
    from valuechain.questions.sources.screen import FIRST, sources_text, unverified_text
    from valuechain.questions.sources.study import unverified

    loaded = read_model(model, overlays)
    if to_check:
        figures = unverified(loaded.model)
        if as_json:
            rows = figures.to_dict("records")
            placed = [{**row, "place": str(loaded.place(row["keys"]))} for row in rows]
            click.echo(json.dumps({"check_first": placed}, ensure_ascii=False, indent=2))
            return
        places = [loaded.place(keys) for keys in figures["keys"].head(FIRST)]
        text = unverified_text(figures, loaded.model, places=places, lang=lang)  # type: ignore[arg-type]
        click.echo(text)
        return
    table = source_table(loaded.model)
    asked = obligations(table)
    if as_json:
        rows = json.loads(table.to_json(orient="records"))
        answer = {"sources": rows, "obligations": [asdict(one) for one in asked]}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    click.echo(sources_text(table, loaded.model, asked=asked, lang=lang))  # type: ignore[arg-type]
