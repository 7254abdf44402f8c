"""`valuechain lookthrough`: who earns what we pay, in the stack or in an input-output table."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._options import attribute_option, question_options, read_model, seen_by_home

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang
    from valuechain.vocab.words import Attribute


@click.command(name="lookthrough")
@question_options
@attribute_option("site")
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="In the place of a model: an input-output table.",
)
@click.option(
    "--groups",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Of a table: which group or country each sector belongs to [default: its `country`].",
)
@click.option(
    "customers",
    "--customer",
    multiple=True,
    metavar="SECTOR",
    help="Of a table: only this sector or group; may be given more than once.",
)
@click.option(
    "--coefficients", is_flag=True, help="The entries of the table are technical coefficients."
)
def command(
    model: Path | None,
    overlays: tuple[Path, ...],
    uses: tuple[str, ...],
    attribute: "Attribute",
    theta: float | None,
    table: Path | None,
    customers: tuple[str, ...],
    coefficients: bool,
    lang: "Lang",
    out: Path | None,
    **named: Any,
) -> None:
    """Look through cost: what is bought where directly, and where it is earned in the end.

    Of the stack, with bounds where no cost share is stated; or of any input-output table:
    valuechain lookthrough --table FILE.csv
    """
    from valuechain.cli._answering import deliver
    from valuechain.report.lookthrough_text import lookthrough_text, table_text
    from valuechain.results.folder import check_folder
    from valuechain.studies.lookthrough import lookthrough
    from valuechain.studies.lookthrough_table import lookthrough_table

    if out is not None:
        check_folder(out)
    if table is not None:
        if model or overlays or uses or theta is not None or named["home"] or named["trusted"]:
            raise click.UsageError("a table has no model, overlay, home, trusted, use or theta.")
        found = lookthrough_table(
            table, groups=named["groups"], customers=customers, coefficients=coefficients
        )
        deliver(found, screen=table_text(found, lang=lang), out=out, documents={})
        return
    if named["groups"] or customers or coefficients:
        raise click.UsageError("--groups, --customer and --coefficients belong to a --table.")
    loaded = seen_by_home(read_model(model, overlays), named["home"])
    found = lookthrough(
        loaded.model,
        home=named["home"],
        trusted=named["trusted"],
        uses=uses or None,
        attribute=attribute,
        theta=theta,
        overlays=loaded.log,
    )
    screen = lookthrough_text(found, loaded.model, lang=lang)
    deliver(found, screen=screen, out=out, documents={})
