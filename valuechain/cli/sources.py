"""`valuechain sources`: on what a model rests, what its licences ask, what to check first."""

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command(name="sources")
@click.argument("model", required=False, type=click.Path(path_type=Path))
@click.option(
    "overlays",
    "--overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over the model; may be given more than once.",
)
@click.option(
    "--unverified",
    "to_check",
    is_flag=True,
    help="List the recalled and judged figures on which most rests: what to check first.",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("as_json", "--json", is_flag=True, help="Answer for machines.")
def command(
    model: Path | None, overlays: tuple[Path, ...], to_check: bool, lang: str, as_json: bool
) -> None:
    """List the sources of MODEL (the shipped model if left out) and what their licences ask.

    Counts the figures that rest on each source, and how they are known: read in the source,
    recalled from general knowledge, or judged.
    """
    from valuechain.files import load, shipped_model
    from valuechain.report.sources_text import FIRST, sources_text, unverified_text
    from valuechain.results.obligations import obligations
    from valuechain.studies.checking import unverified
    from valuechain.studies.sources import source_table

    loaded = load(model or shipped_model(), overlays)
    for line in loaded.log:
        click.echo(line, err=True)
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
