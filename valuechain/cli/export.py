"""`valuechain export`: the supplier graph for Gephi, Cytoscape, Excel and others."""

from pathlib import Path

import click


@click.command(name="export")
@click.argument("model", required=False, type=click.Path(path_type=Path))
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
@click.option(
    "overlays",
    "--overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over the model; may be given more than once.",
)
@click.option(
    "--lang",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="Language of the labels.",
)
def command(
    model: Path | None, form: str, out: Path, level: str, overlays: tuple[Path, ...], lang: str
) -> None:
    """Write the supplier graph of MODEL (the shipped model if left out), supplier to customer.

    Shares are 0 to 1, durations are weeks; what a row does not have is left out.
    """
    from valuechain.files import load, shipped_model
    from valuechain.stack import compile_model
    from valuechain.stack.export import graph_files, producer_graph, product_graph, write_whole

    loaded = load(model or shipped_model(), overlays)
    for line in loaded.log:
        click.echo(line, err=True)
    if level == "product":
        graph = product_graph(loaded.model, lang=lang)  # type: ignore[arg-type]
    else:
        stack = compile_model(loaded.model)
        graph = producer_graph(loaded.model, stack, lang=lang)  # type: ignore[arg-type]
    files = graph_files(graph, form=form, level=level)  # type: ignore[arg-type]
    for path in write_whole(out, files):
        click.echo(path)
    click.echo(f"{len(graph)} {level}s and uses, {graph.number_of_edges()} links", err=True)
