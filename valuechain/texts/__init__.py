"""Every sentence a person reads, in Dutch and English: labels, numbers, places."""

from valuechain.texts.labels import label
from valuechain.texts.languages import LANGUAGES, Lang, inline
from valuechain.texts.numbers import (
    date_text,
    duration,
    horizon_text,
    number,
    percent,
    percent_range,
    within,
)
from valuechain.texts.places import adjective, in_sentence, place_name

__all__ = [
    "LANGUAGES",
    "Lang",
    "adjective",
    "date_text",
    "duration",
    "horizon_text",
    "in_sentence",
    "inline",
    "label",
    "number",
    "percent",
    "percent_range",
    "place_name",
    "within",
]
