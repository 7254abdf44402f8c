"""`valuechain validate`: is a model right, and if not, what is wrong and what to do."""

import json
from pathlib import Path
from typing import Any

import click


@click.command(name="validate")
@click.argument("model", required=False, type=click.Path(path_type=Path))
@click.option(
    "overlays",
    "--overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over the model; may be given more than once.",
)
@click.option("as_json", "--json", is_flag=True, help="Answer for machines.")
@click.pass_context
def command(
    ctx: click.Context, model: Path | None, overlays: tuple[Path, ...], as_json: bool
) -> None:
    """Check MODEL (the shipped model if left out) and say everything that is wrong with it.

    The exit status is 0 if nothing is wrong and 2 otherwise.
    """
    from valuechain.errors import FileProblems
    from valuechain.files import load, shipped_model

    try:
        loaded = load(model or shipped_model(), overlays)
    except FileProblems as found:
        problems = found.problems
        if as_json:
            rows = [_row(problem) for problem in problems]
            click.echo(json.dumps({"valid": False, "problems": rows}, indent=2))
        else:
            for problem in problems:
                click.echo(str(problem))
            some = "1 problem." if len(problems) == 1 else f"{len(problems)} problems."
            click.echo(some, err=True)
        ctx.exit(2)
    content = loaded.model
    counts = {
        "products": len(content.products),
        "producers": sum(len(product.producers) for product in content.products.values()),
        "inputs": sum(
            len(customer.inputs)
            for customers in (content.products, content.uses)
            for customer in customers.values()
        ),
        "uses": len(content.uses),
        "sources": len(content.sources),
    }
    if as_json:
        answer = {
            "valid": True,
            "model": content.id,
            "counts": counts,
            "digest": loaded.digest,
            "overlaid": list(loaded.log),
            "warnings": [_row(warning) for warning in loaded.warnings],
        }
        click.echo(json.dumps(answer, indent=2))
        return
    for line in loaded.log:
        click.echo(line)
    for warning in loaded.warnings:
        click.echo(f"warning: {warning}", err=True)
    counted = ", ".join(f"{count} {name}" for name, count in counts.items())
    click.echo(f"{content.id} is valid: {counted}; digest {loaded.digest}")


def _row(problem: Any) -> dict[str, Any]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "keys": problem.keys,
        "message": problem.message,
        "remedy": problem.remedy,
    }
