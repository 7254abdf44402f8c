"""A comparison on a screen: what moved most of each use and why, and which verdicts changed."""

from typing import Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import marked, plain, wrapped
from valuechain.questions.change import QUESTION
from valuechain.questions.change.page import document
from valuechain.questions.change.sentences import ChangeTeller
from valuechain.questions.question import Asked, Reply
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang

_USES: Final = 8
_VERDICTS: Final = 8


def reply(asked: Asked) -> Reply:
    """Answer the command: sentences, and a letter with tables and pictures where a folder is."""
    given = dict(asked.given)
    overlays = given.pop("over", ())
    found: Result = QUESTION.ask(
        given.pop("old"), given.pop("new"), overlays=overlays, progress=asked.progress, **given
    )
    if found.model is None:
        raise ValueError("a comparison is about a model")
    text = show(found, found.model, lang=asked.lang)
    if asked.out is None:
        return Reply.of(found, text)
    pictures = QUESTION.part("figure").pictures(found, found.model, lang=asked.lang)
    one = Reply.of(found, text, pictures=pictures)
    page = document(found, Names(found.model, asked.lang))
    return Reply(
        one.text,
        result=found,
        documents=one.documents,
        pages={"change.html": page},
        warnings=one.warnings,
    )


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what changed between two versions, and why.

    Parameters
    ----------
    found : Result
        The result of a comparison.
    model : Model
        The new model.
    lang : str
        Language.
    """
    teller = ChangeTeller(found, Names(model, lang))
    days = {"old": teller.day("old"), "new": teller.day("new")}
    lines = [*marked(lang, found.marking), teller.say("kicker", **days), teller.heading()]
    for sentence in teller.summary():
        lines += wrapped(sentence)
    for row in teller.tops()[:_USES]:
        lines += ["", *wrapped(teller.top(row)), *wrapped(teller.because(row), "  ", rest="  ")]
    turned = teller.turned()
    if turned:
        lines += ["", teller.say("heading-verdicts")]
        for row in turned[:_VERDICTS]:
            lines += wrapped(teller.verdict(row), "- ", rest="  ")
    if len(turned) > _VERDICTS:
        lines += wrapped(teller.say("more-verdicts", count=len(turned) - _VERDICTS))
    return plain("\n".join([*lines, "", *wrapped(found.meaning[lang])]))
