"""Cited figures in the reader's words: what each is about, what it says, where it comes from."""

import re
from typing import Final

from valuechain.presentation.blocks import Citation
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.routes import CitedFigure
from valuechain.schema import Input, Product, Use
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline
from valuechain.texts.numbers import duration, number, percent

_PLACE: Final = re.compile(
    r"(?P<part>uses|products)\.(?P<key>[^.]+)\.(?P<list>inputs|producers|sourcing)"
    r"\[(?P<n>\d+)\](?:\.(?P<field>\w+))?"
)
_WEEKS: Final = re.compile(r"(?:buffer|lifetime|substitution) ([\d.]+) weeks?")
_PERCENT: Final = re.compile(r"(?:fallback )?([\d.]+) %(?: of \S+ \((\d{4})\)| from (\S+))?")
_FIRM: Final = re.compile(r"(.+): headquarters (\w+), owner (\w+)")


def cited(reader: Reader, figure: CitedFigure) -> Citation:
    """Put a cited figure in the reader's words; what is not recognised stays as it is.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    figure : CitedFigure
        The figure, as a route carries it.

    Returns
    -------
    Citation
        What it is about, what it says, and where it comes from.
    """
    return Citation(
        about=capital(_about(reader, figure.keys)),
        text=_text(reader, figure.text),
        status=figure.status,
        status_name=label(reader.lang, figure.status, of="status"),
        source=figure.source,
        reliability=figure.reliability,
        credibility=figure.credibility,
        note=figure.note,
        keys=figure.keys,
    )


def _about(reader: Reader, keys: str) -> str:
    """Name a figure by its place: ``uses.defence.inputs[2].buffer`` is "stock of X at defence"."""
    found = _PLACE.fullmatch(keys)
    owner: Use | Product | None = None
    if found is not None:
        uses, products = reader.model.uses, reader.model.products
        owner = (uses if found["part"] == "uses" else products).get(found["key"])
    if found is None or owner is None:
        return ""
    n, subject = int(found["n"]), inline(reader.names.title(found["key"]))
    if found["list"] == "inputs" and n < len(owner.inputs):
        what = label(reader.lang, found["field"] or "", of="field")
        product = inline(reader.names.title(_product(owner.inputs[n])))
        return reader.say("cited-input", what=what, product=product, customer=subject)
    if found["list"] == "sourcing" and n < len(owner.sourcing):
        product = inline(reader.names.title(owner.sourcing[n].input))
        return reader.say("cited-sourcing", product=product, customer=subject)
    if isinstance(owner, Product) and n < len(owner.producers):
        producer = owner.producers[n]
        name = f"{producer.firm}/{producer.site}" if producer.firm else producer.id
        maker = reader.names.supplier(f"{found['key']}/{name}")
        return reader.say("cited-share", maker=maker, product=subject)
    return ""


def _product(slot: Input) -> str:
    if slot.product is not None:
        return slot.product
    first = (slot.any_of or ("",))[0]
    return first if isinstance(first, str) else first.product


def _text(reader: Reader, text: str) -> str:
    lang = reader.lang
    if found := _WEEKS.fullmatch(text):
        return duration(lang, float(found[1])) if float(found[1]) else reader.say("none-at-all")
    if found := _PERCENT.fullmatch(text):
        share = float(found[1])
        part = percent(lang, share / 100)
        if share != round(share):
            unit = percent(lang, 1).removeprefix("100")
            part = number(lang, share, digits=1) + unit
        return f"{part} ({found[2]})" if found[2] else part
    if found := _FIRM.fullmatch(text):
        led = label(lang, "headquarters", of="attribute")
        owned = label(lang, "owner", of="attribute")
        places = reader.names.short(found[2]), reader.names.short(found[3])
        return f"{found[1]}: {led} {places[0]}, {owned} {places[1]}"
    return label(lang, text, of="essentiality")
