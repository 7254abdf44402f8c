"""Sentences of the page and of the summary, by key, in Dutch and English."""

from typing import Final

from valuechain.questions.nulmeting.words_evidence import SECOND_HALF
from valuechain.questions.nulmeting.words_first_half import FIRST_HALF
from valuechain.questions.nulmeting.words_scenarios import WHAT_IF_SENTENCES
from valuechain.questions.nulmeting.words_strategic import STRATEGIC_SENTENCES
from valuechain.texts.languages import Lang

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **FIRST_HALF,
    **SECOND_HALF,
    **WHAT_IF_SENTENCES,
    **STRATEGIC_SENTENCES,
}
"""Every sentence, Dutch then English; what stands in braces is filled in."""


def say(lang: Lang, key: str, **parts: object) -> str:
    """Say a sentence of the page.

    Parameters
    ----------
    lang : str
        Language.
    key : str
        Which sentence.
    **parts : object
        What is filled in.

    Returns
    -------
    str
        The sentence, not yet escaped.

    Examples
    --------
    >>> say("nl", "skip"), say("en", "skip")
    ('Naar de inhoud', 'Skip to the content')
    """
    return SENTENCES[key][lang == "en"].format(**parts)
