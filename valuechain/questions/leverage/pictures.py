"""One picture per partner: what each side loses by the other, layer by layer."""

from typing import TYPE_CHECKING

from valuechain.presentation.names import Names
from valuechain.presentation.picture_files import Picture, picture_of
from valuechain.questions.leverage.figure import Bar, LayerBars, mutual
from valuechain.questions.leverage.screen import LeverageReader
from valuechain.questions.leverage.words import verb
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model, Text
from valuechain.texts.languages import Lang, capital

if TYPE_CHECKING:
    import pandas as pd


def pictures(found: Result, model: Model, *, lang: Lang) -> dict[str, bytes]:
    """Draw every partner that is shown.

    Parameters
    ----------
    found : Result
        The answer to `leverage`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    dict of str to bytes
        ``figures/<partner>.svg`` and ``.png``.
    """
    reader = LeverageReader(found, Names(model, lang))
    return {
        f"figures/{partner}.{kind}": content
        for partner in reader.shown
        for kind, content in partner_picture(reader, partner).items()
    }


def partner_picture(reader: LeverageReader, partner: str) -> Picture:
    """Draw one partner."""
    rows = rows_of(reader.found["mutual"], partner=partner)
    layers = [
        _layer(reader, layer.title, rows_of(rows, layer=layer.id))
        for layer in reader.words.model.layers
        if layer.id in set(rows["layer"])
    ]
    name = reader.partner(partner)
    refuse = verb(reader.lang, "refuse", codes=[partner])
    words = {
        "title": capital(reader.say("figure-title", partner=name)),
        "ours": reader.say("figure-ours", partner=name, they_refuse=refuse),
        "theirs": reader.say("figure-theirs"),
        "note": _note(reader, rows_of(rows, horizon_weeks=reader.asked)),
    }
    threshold = reader.found.settings.exposure_threshold
    return picture_of(mutual(layers, words=words, threshold=threshold, lang=reader.lang))


def _layer(reader: LeverageReader, title: Text, rows: "pd.DataFrame") -> LayerBars:
    chosen = [rows_of(rows, horizon_weeks=horizon).iloc[0] for horizon in reader.horizons]
    first = chosen[0]
    return LayerBars(
        title=reader.words.text(title),
        ours=[_bar(reader, row, "our") for row in chosen] if first["products"] else [],
        theirs=[_bar(reader, row, "their") for row in chosen] if first["products"] else [],
        own=_bar(reader, first, "our_own") if isinstance(first["our_own_product"], str) else None,
    )


def _bar(reader: LeverageReader, row: "pd.Series", who: str) -> Bar:
    product = row[f"{who}_product"]
    low, loss, high = (float(row[f"{who}_loss{end}"]) for end in ("_low", "", "_high"))
    title = reader.words.title(product) if isinstance(product, str) else ""
    restricted = who == "their" and isinstance(row["their_restrictions"], str)
    return Bar(title, low, loss, high, marked=restricted)


def _note(reader: LeverageReader, rows: "pd.DataFrame") -> str:
    note = reader.say("figure-note", when=reader.when(reader.asked))
    restricted = rows["their_restrictions"].map(lambda one: isinstance(one, str)).any()
    return f"{note} {reader.say('figure-restricted')}" if restricted else note
