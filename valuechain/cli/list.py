"""`valuechain list`: what a model names, and which of those names a word means."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import say
from valuechain.cli._options import (
    json_option,
    lang_option,
    model_option,
    overlay_option,
    read_model,
)

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang


@click.command(name="list")
@click.argument(
    "sort",
    required=False,
    metavar="[KIND]",
    type=click.Choice(
        [
            "uses",
            "use-groups",
            "products",
            "firms",
            "groups",
            "layers",
            "scenarios",
            "measures",
            "countries",
        ]
    ),
)
@click.option("--search", metavar="WORD", help="Only what this word could mean, in any language.")
@model_option
@overlay_option
@lang_option
@json_option
def command(
    sort: str | None,
    search: str | None,
    model: Path | None,
    overlays: tuple[Path, ...],
    lang: "Lang",
    as_json: bool,
) -> None:
    """List names: uses, products, firms, groups, layers, scenarios, measures, countries.

    Without KIND uses, groups and layers are listed; with --search all kinds are looked through,
    the most likely first: valuechain list --search hospitals
    """
    from valuechain.cli._gate import marked, marking_of
    from valuechain.files.directory import SORTS, directory, find

    plural = {"country": "countries", **{name: f"{name.replace(' ', '-')}s" for name in SORTS[:-1]}}
    loaded = read_model(model, overlays)
    if sort is None:
        sorts = SORTS if search else ("use", "use group", "group", "layer")
    else:
        sorts = tuple(name for name in SORTS if plural[name] == sort)
    if search is None:
        found = list(directory(loaded.model, sorts=sorts))
    else:
        found = find(loaded.model, search, sorts=sorts)
    marking = marking_of(loaded.model)
    if as_json:
        rows = [{"kind": one.sort, "id": one.id, "titles": one.titles} for one in found]
        text = json.dumps(rows, ensure_ascii=False, indent=2)
        say(marked(text, marking, lang=lang, as_json=True))
        return
    width = max((len(one.id) for one in found), default=0)
    lines = []
    for one in found:
        title = one.titles.get(lang, one.id)
        kind = "" if len(sorts) == 1 else f"{one.sort:<10}"
        lines.append(f"{kind}{one.id:<{width}}  {title}".rstrip())
    if lines:
        say(marked("\n".join(lines), marking, lang=lang))
    else:
        say("nothing found", err=True)
