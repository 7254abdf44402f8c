"""The page of a nulmeting: one self-contained document that follows the reader's questions."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from valuechain.questions.nulmeting.answers import mutual, others, partners, survive, thread
from valuechain.questions.nulmeting.certainty import certainty
from valuechain.questions.nulmeting.dependencies import ten
from valuechain.questions.nulmeting.elections import elections
from valuechain.questions.nulmeting.headline import Headline, headlines
from valuechain.questions.nulmeting.holdings import holdings
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.storeys import stack
from valuechain.questions.nulmeting.timeline import timeline
from valuechain.questions.nulmeting.what_if import what_if
from valuechain.results.frames import known
from valuechain.results.licences import LICENCE_NOTE, non_commercial
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import date_text, duration, horizon_text, percent
from valuechain.texts.places import place_name

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source as the page lists it; ``link`` is empty unless it is a web address."""

    key: str
    title: str
    publisher: str
    year: str
    link: str
    licence: str
    reliability: str
    figures: int


def nulmeting_page(base: Result, *, model: Model, lang: Lang) -> str:
    """Make the page of a nulmeting.

    Parameters
    ----------
    base : Result
        The result.
    model : Model
        The model it was computed from, for titles, roles and sources.
    lang : str
        Language of the page: ``nl`` or ``en``.

    Returns
    -------
    str
        One HTML document that needs nothing else: no network, no script, no other file.
    """
    reader = Reader(base, model, lang)
    heads = headlines(reader)
    table = ten(reader)
    return _template().render(
        lang=lang,
        say=reader.say,
        label=lambda word, of: label(lang, word, of=of),
        percent=lambda fraction: percent(lang, fraction),
        marking="" if base.marking is None else label(lang, base.marking, of="marking"),
        home=reader.home,
        home_said=listing(lang, [reader.place(code) for code in reader.homes]),
        day=date_text(lang, base.as_of),
        model_title=base.model_title.get(lang) or base.model_title.get("en", model.id),
        h1=_h1(reader, heads),
        heads=heads,
        has_uses=bool(len(base.exposure)),
        trusted=_trusted(reader),
        time=timeline(reader),
        stack=stack(reader),
        ten=table,
        elections=elections(reader),
        holdings=holdings(reader),
        mutual=mutual(reader),
        thread=thread(reader),
        survive=survive(reader),
        partners=partners(reader),
        others=others(reader),
        what_if=what_if(reader),
        certainty=certainty(reader, heads, table=table),
        method=_method(reader),
        sources=_sources(reader),
        licence_note=LICENCE_NOTE[lang],
        non_commercial=listing(lang, non_commercial(base.sources)),
        warnings=base.warnings,
        provenance=base.provenance,
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("nulmeting.html")


def _h1(reader: Reader, heads: list[Headline]) -> str:
    """State the finding of the page: where the fast and the slow thread run."""
    whom = [head.who for head in heads if head.who]
    home = " ".join(reader.place(code) for code in reader.homes[:1])
    home = home[:1].upper() + home[1:]
    if len(whom) > 1:
        return reader.say("h1-both", home=home, fast=whom[0], slow=whom[1])
    if whom:
        return reader.say("h1-one", home=home, fast=whom[0])
    return reader.say("h1-plain", home=reader.home)


def _trusted(reader: Reader) -> str:
    names = [
        place_name(reader.lang, code, titles=reader.groups) for code in reader.base.settings.trusted
    ]
    return reader.say("perspective-trusted", names=listing(reader.lang, names)) if names else ""


def _method(reader: Reader) -> list[str]:
    settings, model = reader.base.settings, reader.model
    producers = sum(len(product.producers) for product in model.products.values())
    filled = {
        "products": len(model.products),
        "producers": producers,
        "uses": len(model.uses),
        "threshold": percent(reader.lang, settings.exposure_threshold),
        "horizon": horizon_text(reader.lang, settings.judged_weeks),
        "replacement": duration(reader.lang, settings.replacement_weeks),
    }
    return [reader.say(f"method-{n}", **filled) for n in range(1, 7)]


def _sources(reader: Reader) -> list[SourceRow]:
    """List the sources on which figures rest, those that carry most first."""
    frame = reader.base.sources
    used = frame[frame["figures"] > 0].sort_values(["figures", "source"], ascending=[False, True])
    rows = []
    for row in used.to_dict("records"):
        url = _word(row["url"])
        year = row["year"]
        rows.append(
            SourceRow(
                key=_word(row["source"]),
                title=_word(row["title"]),
                publisher=_word(row["publisher"]),
                year=f"{year:.0f}" if known(year) else "",
                link=url if url.startswith(("https://", "http://")) else "",
                licence=_word(row["licence"]) or reader.say("licence-none"),
                reliability=_word(row["reliability"]),
                figures=int(row["figures"]),
            )
        )
    return rows


def _word(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
