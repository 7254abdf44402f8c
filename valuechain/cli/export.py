"""`valuechain export`: the supplier graph for Gephi, Cytoscape, Excel and others."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import say
from valuechain.cli._options import (
    csv_option,
    lang_option,
    model_argument,
    overlay_option,
    read_model,
    seen_by_home,
)

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="export")
@model_argument
@click.option(
    "form",
    "--format",
    required=True,
    type=click.Choice(["graphml", "json", "csv"]),
    help="GraphML, node-link JSON, or two tables as CSV.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE_OR_DIR",
    help="File to write; a folder for csv.",
)
@click.option(
    "--level",
    type=click.Choice(["product", "producer"]),
    default="product",
    show_default=True,
    help="Products and uses with one link per input, or every producer with every link.",
)
@overlay_option
@csv_option
@lang_option
def command(
    model: Path | None,
    form: str,
    out: Path,
    level: str,
    overlays: tuple[Path, ...],
    *,
    csv: str,
    lang: "Lang",
) -> None:
    """Write the supplier graph of MODEL (the shipped model if left out), supplier to customer.

    Shares are 0 to 1, durations are weeks; what a row does not have is left out.
    """
    from valuechain.cli._gate import marked, marking_of
    from valuechain.exchange.graphs import (
        graph_files,
        producer_graph,
        product_graph,
        refuse_others,
    )
    from valuechain.results.dialect import dialect_of
    from valuechain.results.whole_files import unwritable, write_whole
    from valuechain.stack import compile_model

    loaded = seen_by_home(read_model(model, overlays), None)
    if level == "product":
        graph = product_graph(loaded.model, lang=lang)
    else:
        stack = compile_model(loaded.model)
        graph = producer_graph(loaded.model, stack, lang=lang)
    marking = marking_of(loaded.model)
    if marking is not None:
        graph.graph["marking"] = marking
    dialect = dialect_of(csv)
    files = graph_files(graph, form=form, level=level, dialect=dialect)  # type: ignore[arg-type]
    refuse_others(out, files, form=form)  # type: ignore[arg-type]
    try:
        written = write_whole(out, files)
    except OSError as found:
        raise unwritable(out, found) from None
    for path in written:
        say(path)
    text = f"{len(graph)} {level}s and uses, {graph.number_of_edges()} links"
    say(marked(text, marking, lang=lang), err=True)
