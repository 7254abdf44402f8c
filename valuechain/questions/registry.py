"""All questions there are, found by name; none of their parts is imported."""

import importlib
from functools import cache
from typing import TYPE_CHECKING, Final

from valuechain.questions.question import Question

if TYPE_CHECKING:
    from valuechain.results.result import Result
    from valuechain.texts.languages import Lang

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
    """List all questions there are, in the order of an analyst's work."""
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


def answer(result: "Result", *, lang: "Lang" = "en") -> str:
    """Say what a result says, in the sentences that its command prints.

    Parameters
    ----------
    result : Result
        Of any question but a nulmeting, which has :func:`valuechain.page`.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    str
        Plain text, at most 80 wide; the first line is the marking, if there is one.

    Raises
    ------
    AnalysisError
        ``VA513``: its question prints no such text.
    """
    from valuechain.errors import AnalysisError

    for one in questions():
        asks = result.question in {one.name, one.package.replace("_", "-")}
        if asks and one.has("screen") and hasattr(one.part("screen"), "show"):
            said: str = one.part("screen").show(result, result.model, lang=lang)
            return said
    raise AnalysisError(
        "VA513", f"the result of {result.question} has no text.", "Its page is vc.page(result)."
    )
