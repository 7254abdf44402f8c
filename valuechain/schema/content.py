"""From plain content to a model or a scenario, or to a list of what does not fit."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from valuechain.schema.measure import MeasureFile, TargetFile
from valuechain.schema.model import Model
from valuechain.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that does not fit."""

    kind: str
    """What sort of mistake it is."""
    steps: tuple[str | int, ...]
    """Where: keys, positions, and the names of branches where a key allows several shapes."""
    context: dict[str, Any]
    """What was expected, by the name of the limit."""


def shape(content: object) -> Model | tuple[Refusal, ...]:
    """Make a model of what a file says.

    Parameters
    ----------
    content : object
        Mappings, lists and scalars.

    Returns
    -------
    Model or tuple of Refusal
        The model; or everything in it that does not fit.
    """
    try:
        return Model.model_validate(content)
    except ValidationError as refused:
        return _refusals(refused)


def shape_scenario(content: object) -> Scenario | tuple[Refusal, ...]:
    """Make a scenario of what a file says.

    Parameters
    ----------
    content : object
        Mappings, lists and scalars.

    Returns
    -------
    Scenario or tuple of Refusal
        The scenario; or everything in it that does not fit.
    """
    try:
        return Scenario.model_validate(content)
    except ValidationError as refused:
        return _refusals(refused)


def shape_measures(content: object) -> MeasureFile | tuple[Refusal, ...]:
    """Make a file of measures of what a file says.

    Parameters
    ----------
    content : object
        Mappings, lists and scalars.

    Returns
    -------
    MeasureFile or tuple of Refusal
        The measures; or everything in them that does not fit.
    """
    try:
        return MeasureFile.model_validate(content)
    except ValidationError as refused:
        return _refusals(refused)


def shape_targets(content: object) -> TargetFile | tuple[Refusal, ...]:
    """Make a file of targets of what a file says.

    Parameters
    ----------
    content : object
        Mappings, lists and scalars.

    Returns
    -------
    TargetFile or tuple of Refusal
        The targets; or everything in them that does not fit.
    """
    try:
        return TargetFile.model_validate(content)
    except ValidationError as refused:
        return _refusals(refused)


def _refusals(refused: ValidationError) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(error["type"], error["loc"], error.get("ctx", {}))
        for error in refused.errors(include_url=False, include_input=False)
    )
