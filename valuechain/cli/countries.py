"""`valuechain countries`: the country packs of a model, their uses and how much was read."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._options import (
    json_option,
    lang_option,
    model_argument,
    overlay_option,
    read_model,
)

if TYPE_CHECKING:
    from valuechain.analysis.packs import PackSummary
    from valuechain.schema import Model
    from valuechain.texts.languages import Lang


@click.command(name="countries")
@model_argument
@overlay_option
@lang_option
@json_option
def command(model: Path | None, overlays: tuple[Path, ...], lang: "Lang", as_json: bool) -> None:
    """List the country packs of MODEL (the shipped model if left out).

    A pack holds what one country adds to the shared chain: its uses, what it buys on its own
    market only, and who supplies that.
    """
    from valuechain.analysis.packs import pack_summaries

    loaded = read_model(model, overlays)
    found = pack_summaries(loaded.model)
    if as_json:
        rows = [{**asdict(one), "figures": one.figures} for one in found]
        text = json.dumps({"countries": rows}, ensure_ascii=False, indent=2)
    else:
        text = _text(found, loaded.model, lang)
    say(marked(text, marking_of(loaded.model), lang=lang, as_json=as_json))


def _text(found: "Sequence[PackSummary]", model: "Model", lang: "Lang") -> str:
    """Say of every pack what it adds, for which uses, and how much of it was read."""
    from valuechain.presentation.screen import plain
    from valuechain.texts.countries import PACKS
    from valuechain.texts.languages import listing
    from valuechain.texts.numbers import percent

    if not found:
        return PACKS.say(lang, "none")
    lines = []
    for one in found:
        title = model.packs[one.country].title
        said = {
            "country": title.nl if lang == "nl" and title.nl else title.en,
            "code": one.country,
            "uses": len(one.uses),
            "products": len(one.products),
            "shared": one.shared_inputs,
            "figures": one.figures,
            "read": one.read,
            "recall": one.recall,
            "judgement": one.judgement,
            "part": percent(lang, one.read / one.figures if one.figures else 0.0),
        }
        lines += [PACKS.say(lang, "head", **said), PACKS.say(lang, "known", **said)]
        lines += [f"  {listing(lang, one.uses)}", ""]
    return plain("\n".join([*lines, PACKS.say(lang, "start")]))
