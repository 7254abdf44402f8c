"""From plain content to a model, a scenario or measures, or to a list of what does not fit."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from valuechain.schema.terms import Record

Shaped = TypeVar("Shaped", bound=Record)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing in a file that does not fit the format, and where it stands."""

    kind: str
    """What sort of mistake it is, by a short name: a missing key, a wrong type, a broken rule."""
    steps: tuple[str | int, ...]
    """Where it stands: keys and positions in lists, and which shape where a key allows several."""
    context: dict[str, Any]
    """What was expected: the limits that were passed and the words that were allowed, by name."""


def shape(record: type[Shaped], content: object) -> Shaped | tuple[Refusal, ...]:
    """Read the content of a file as a model, scenario, measures or targets, or refuse it.

    Parameters
    ----------
    record : type
        What the file is to hold: `Model`, `Scenario`, `MeasureFile` or `TargetFile`.
    content : object
        Mappings, lists and scalars.

    Returns
    -------
    record or tuple of Refusal
        What was asked for; or everything in the content that does not fit.
    """
    try:
        return record.model_validate(content)
    except ValidationError as refused:
        return _refusals(refused)


def _refusals(refused: ValidationError) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(error["type"], error["loc"], error.get("ctx", {}))
        for error in refused.errors(include_url=False, include_input=False)
    )
