"""Markings: a result carries the highest marking of anything it rests on."""

from collections.abc import Iterator

from valuechain.schema import Model
from valuechain.schema.terms import Record
from valuechain.vocab.words import MARKINGS


def _markings(held: object) -> Iterator[str]:
    if isinstance(held, Record):
        for name in type(held).model_fields:
            own = getattr(held, name)
            if name == "marking" and own is not None:
                yield own
            else:
                yield from _markings(own)
    elif isinstance(held, dict):
        for one in held.values():
            yield from _markings(one)
    elif isinstance(held, tuple):
        for one in held:
            yield from _markings(one)


def highest_marking(model: Model) -> str | None:
    """Highest marking of a model or any part of it; None where nothing is marked.

    A nulmeting rests on every figure of its model, so it carries this marking.
    """
    found = set(_markings(model))
    return max(found, key=MARKINGS.index) if found else None
