"""All questions there are, found by name; none of their parts is imported."""

import importlib
from functools import cache
from typing import Final

from valuechain.questions.question import Question

PACKAGES: Final = (
    "nulmeting",
    "what_if",
    "explain",
    "chokepoints",
    "leverage",
    "partners",
    "survival",
    "lookthrough",
    "comparison",
    "homes",
    "plan",
    "sources",
    "uncertainty",
    "change",
)
"""Packages of the questions that can be asked by name, in the order of an analyst's work."""


@cache
def questions() -> tuple[Question, ...]:
    """Descriptors of all questions."""
    found = (importlib.import_module(f"valuechain.questions.{name}") for name in PACKAGES)
    return tuple(each for one in found for each in getattr(one, "QUESTIONS", (one.QUESTION,)))


def question(package: str) -> Question:
    """Descriptor of the question in a package, the first if it answers several.

    Raises
    ------
    KeyError
        There is no such question.
    """
    return {one.package: one for one in reversed(questions())}[package]


def command(name: str) -> Question | None:
    """Descriptor of the question that a command asks; None if the command asks none."""
    return next((one for one in questions() if one.name == name), None)
