"""Sentences of the check of a scenario: what each shock touches."""

from collections.abc import Sequence
from typing import Final

from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import SPACE, percent_range
from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "scenario-check",
    {
        "head": (
            "{scenario}: {title} ({weeks}{space}weken, model {model})",
            "{scenario}: {title} ({weeks}{space}weeks, model {model})",
        ),
        "bought": ("{customers} als {kinds}", "{customers} as {kinds}"),
        "one": ("1 afnemer", "1 customer"),
        "many": ("{count} afnemers", "{count} customers"),
        "nobody": ("raakt geen afnemer in het model", "hits no customer in the model"),
    },
)


def check_head(lang: Lang, *, scenario: str, title: str, weeks: int, model: str) -> str:
    """Name a scenario, its length and its model."""
    said = {"scenario": scenario, "title": title, "weeks": weeks, "model": model}
    return WORDS.say(lang, "head", space=SPACE, **said)


def check_line(
    lang: Lang,
    product: str,
    *,
    share: float,
    between: tuple[float, float],
    customers: int,
    kinds: Sequence[str],
) -> str:
    r"""Say which share of a product a shock touches, and who buys that.

    Examples
    --------
    >>> check_line("en", "gallium", share=0.8, between=(0.8, 0.9), customers=2, kinds=["capital"])
    'gallium: 80% (80 to 90%), 2 customers as installed base'
    >>> check_line("nl", "gallium", share=0.8, between=(0.8, 0.8), customers=0, kinds=[])
    'gallium: 80\xa0%, raakt geen afnemer in het model'
    """
    shares = percent_range(lang, between[0], mode=share, high=between[1])
    return f"{product}: {shares}, {_bought(lang, customers, kinds)}"


def _bought(lang: Lang, customers: int, kinds: Sequence[str]) -> str:
    if customers == 0:
        return WORDS.say(lang, "nobody")
    count = WORDS.say(lang, "one" if customers == 1 else "many", count=customers)
    names = listing(lang, [label(lang, kind, of="kind") for kind in kinds])
    return WORDS.say(lang, "bought", customers=count, kinds=names)
