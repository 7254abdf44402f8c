"""Sentences of the page."""

from valuechain.texts.languages import Lang


def say(lang: Lang, key: str, **parts: object) -> str:
    """Say a sentence of the page."""
    raise KeyError(key)
