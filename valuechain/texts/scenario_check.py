"""Sentences of the check of a scenario: what each shock touches."""

from collections.abc import Sequence
from typing import Final

from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import SPACE, duration, percent_range
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import short_place

_MOST: Final = 5
"""Places that are named."""
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
        "nobody": (
            "raakt geen afnemer: niemand in het model koopt dit zo",
            "hits no customer: nobody in the model buys this that way",
        ),
        "spared": (
            "raakt geen afnemer: wie dit koopt zit in {places}, buiten `to` of gespaard",
            "hits no customer: those who buy it are in {places}, outside `to` or spared",
        ),
        "unknown-place": ("een onbekend land", "an unknown country"),
        "held": (
            "{product}: {weeks} voorraad erbij, bij {customers}",
            "{product}: {weeks} of stock on top, held by {customers}",
        ),
        "between": ("{weeks} ({low} tot {high})", "{weeks} ({low} to {high})"),
    },
)


def check_head(lang: Lang, *, scenario: str, title: str, weeks: int, model: str) -> str:
    """Name a scenario, how long it lasts and its model, as the first line of a check."""
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
    spared: Sequence[str] = (),
) -> str:
    r"""Say which share of a product a shock touches, and who buys that.

    Examples
    --------
    >>> check_line("en", "gallium", share=0.8, between=(0.8, 0.9), customers=2, kinds=["capital"])
    'gallium: 80% (80 to 90%), 2 customers as installed base'
    >>> print(check_line("en", "gallium", share=0.8, between=(0.8, 0.8), customers=0, kinds=[],
    ...                  spared=["TWN", ""]))
    gallium: 80%, hits no customer: those who buy it are in Taiwan and an unknown country, outside `to` or spared
    """
    shares = percent_range(lang, between[0], mode=share, high=between[1])
    return f"{product}: {shares}, {_bought(lang, customers, kinds, spared)}"


def held_line(
    lang: Lang, product: str, *, weeks: float, between: tuple[float, float], customers: int
) -> str:
    r"""Say how much of a product some customers hold on top.

    Examples
    --------
    >>> held_line("en", "gallium", weeks=26, between=(26, 26), customers=2).replace("\xa0", " ")
    'gallium: 6 months of stock on top, held by 2 customers'
    """
    low, high = between
    said = duration(lang, weeks)
    if low < high:
        ends = {"low": duration(lang, low), "high": duration(lang, high)}
        said = WORDS.say(lang, "between", weeks=said, **ends)
    return WORDS.say(lang, "held", product=product, weeks=said, customers=_count(lang, customers))


def _count(lang: Lang, customers: int) -> str:
    return WORDS.say(lang, "one" if customers == 1 else "many", count=customers)


def _bought(lang: Lang, customers: int, kinds: Sequence[str], spared: Sequence[str]) -> str:
    if customers == 0 and spared:
        unknown = WORDS.say(lang, "unknown-place")
        names = [short_place(lang, place) if place else unknown for place in spared]
        shown = [*names[:_MOST], "..."] if len(names) > _MOST else names
        return WORDS.say(lang, "spared", places=listing(lang, shown))
    if customers == 0:
        return WORDS.say(lang, "nobody")
    count = _count(lang, customers)
    how = listing(lang, [label(lang, kind, of="kind") for kind in kinds])
    return WORDS.say(lang, "bought", customers=count, kinds=how)
