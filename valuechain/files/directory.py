"""What a model names, and which of those names a word means."""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from valuechain.files.measures import load_measures
from valuechain.files.scenarios import load_scenario
from valuechain.files.shipped import shipped_measures, shipped_scenarios
from valuechain.schema import Model, Text
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.texts.places import place_name
from valuechain.vocab.countries import ALPHA2, meant_country

EntrySort = Literal[
    "use", "use group", "product", "firm", "group", "layer", "scenario", "measure", "country"
]
SORTS: Final[tuple[EntrySort, ...]] = (
    "use",
    "use group",
    "product",
    "firm",
    "group",
    "layer",
    "scenario",
    "measure",
    "country",
)
"""Sorts of things that have a name, in the order in which they are listed."""
_TOLD: Final = 3
"""How far a name is in whose description a word stands."""
_CLOSE: Final = 0.75
_SHORT: Final = 4


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One thing that has a name: its sort, its id, and what it is called in each language."""

    sort: EntrySort
    id: str
    titles: dict[Lang, str]
    also: str = ""
    """What else is said of it, in any language: its description, what is fallen back on."""


def directory(model: Model, *, sorts: Collection[str] = SORTS) -> tuple[NamedEntry, ...]:
    """List what a model names, and the scenarios and measures that come with the package.

    Parameters
    ----------
    model : Model
        A checked model.
    sorts : collection of str
        Sorts of things to list, of :data:`SORTS`.

    Returns
    -------
    tuple of NamedEntry
        By sort, each in the order of the model; countries are those of ISO 3166-1.
    """
    return tuple(one for one in _all(model, sorts) if one.sort in sorts)


def _all(model: Model, sorts: Collection[str]) -> Iterator[NamedEntry]:
    for key, use in model.uses.items():
        backs = [entry.fallback.title for entry in use.inputs if entry.fallback is not None]
        told = [use.description or "", *(_words(title) for title in backs)]
        yield NamedEntry("use", key, _titles(model.title_of_use(key)), " ".join(told))
    for key, joined in model.use_groups.items():
        yield NamedEntry("use group", key, _titles(joined.title), _words(joined.description))
    for key, product in model.products.items():
        yield NamedEntry("product", key, _titles(product.title), product.description or "")
    for key, firm in model.firms.items():
        yield NamedEntry("firm", key, dict.fromkeys(LANGUAGES, firm.name))
    for key, group in model.groups.items():
        yield NamedEntry("group", key, _titles(group.title) or dict.fromkeys(LANGUAGES, key))
    for layer in model.layers:
        yield NamedEntry("layer", layer.id, _titles(layer.title))
    yield from _outside_the_model(model, sorts)


def _outside_the_model(model: Model, sorts: Collection[str]) -> Iterator[NamedEntry]:
    if "scenario" in sorts:
        for name, path in shipped_scenarios().items():
            scenario = load_scenario(path).scenario
            yield NamedEntry("scenario", name, _titles(scenario.title), _words(scenario.because))
    if "measure" in sorts:
        files = [load_measures(path).file for path in shipped_measures()]
        held = [file.measures for file in files if file.model.id == model.id]
        for name, measure in (pair for one in held for pair in one.items()):
            yield NamedEntry("measure", name, _titles(measure.title), _words(measure.because))
    if "country" in sorts:
        for code in ALPHA2:
            titles = {lang: place_name(lang, code, titles={}) for lang in LANGUAGES}
            yield NamedEntry("country", code, titles)


def _titles(text: Text | None) -> dict[Lang, str]:
    return {} if text is None else {"en": text.en, "nl": text.nl or text.en}


def _words(text: Text | None) -> str:
    return " ".join(_titles(text).values())


def find(model: Model, word: str, *, sorts: Collection[str] = SORTS) -> list[NamedEntry]:
    """Find what a word could mean, the most likely first.

    Parameters
    ----------
    model : Model
        A checked model.
    word : str
        What somebody wrote: an id, a name in any language of the model, a part of either, or
        something like it.
    sorts : collection of str
        Sorts of things to look among.

    Returns
    -------
    list of NamedEntry
        Names that are the word come first, then those that contain it, those in whose description
        it stands, and those that are spelled much like it; empty if there are none.
    """
    return [one for _, one in _ranked(model, word, sorts)]


def _ranked(model: Model, word: str, sorts: Collection[str]) -> list[tuple[int, NamedEntry]]:
    """Names that a word could mean with how far each is from it, the nearest first."""
    asked = " ".join(word.casefold().replace("-", " ").split())
    if not asked:
        return []
    code = meant_country(word)
    found = [(_likeness(one, asked, code), one) for one in directory(model, sorts=sorts)]
    known = [(rank, one) for rank, one in found if rank is not None]
    return sorted(
        known, key=lambda one: (one[0], 0.0 if one[0] == _TOLD else -_alike(asked, one[1].id))
    )


def _alike(asked: str, name: str) -> float:
    """How much a name is spelled like what was asked, 0..1."""
    return difflib.SequenceMatcher(None, asked, name.casefold().replace("-", " ")).ratio()


def _likeness(one: NamedEntry, asked: str, code: str | None) -> int | None:
    """How far a name is from what was asked: 0 is the same; None where it is something else."""
    names = {one.id.casefold().replace("-", " ")}
    names |= {title.casefold().replace("-", " ") for title in one.titles.values()}
    if asked in names or (one.sort == "country" and one.id == code):
        return 0
    stem = asked[: max(_SHORT, len(asked) - 2)]
    words = [part for name in names for part in re.findall(r"[^\W_]+", name)]
    if any(re.search(rf"\b{re.escape(asked)}\b", name) for name in names):
        return 1
    if one.sort == "group" and one.id.casefold().startswith(asked):
        return 1
    if len(asked) >= _SHORT and any(part.startswith(stem) for part in words):
        return 2
    told = re.findall(r"[^\W_]+", one.also.casefold())
    if len(asked) >= _SHORT and any(part.startswith(stem) for part in told):
        return _TOLD
    close = difflib.get_close_matches(asked, [*names, *words], 1, _CLOSE)
    return 4 if close and len(asked) > _SHORT else None


def meant(model: Model, word: str, *, wanted: Collection[str] = SORTS) -> str:
    """Say what an unknown name could have meant, as the remedy of an error.

    Parameters
    ----------
    model : Model
        A checked model.
    word : str
        The name that is not known.
    wanted : collection of str
        Sorts of things that could have stood there.

    Returns
    -------
    str
        At most three names with their sort and title, those of a wanted sort first; empty where
        nothing is like it.
    """
    ranked = _ranked(model, word, SORTS)
    if not ranked:
        return ""
    nearest = min(rank for rank, _ in ranked)
    found = [one for rank, one in ranked if rank <= max(1, nearest) or one.sort in wanted]
    found = [one for rank, one in ranked if rank == nearest] if nearest == 0 else found
    found.sort(key=lambda one: one.sort not in wanted)
    told = [f"{one.sort} {one.id!r} ({one.titles.get('en', one.id)})" for one in found[:3]]
    return f"Did you mean {' or '.join(told)}?"
