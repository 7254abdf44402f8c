"""Markings: a result carries the highest marking of anything it rests on."""

from collections.abc import Iterator

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


def highest_marking(*held: Record) -> str | None:
    """Highest marking of a model, of scenarios, or of any part of them; None if nothing is marked.

    A result rests on every figure of its model and scenarios, so it carries this marking.
    """
    found = {marking for one in held for marking in _markings(one)}
    return max(found, key=MARKINGS.index) if found else None
