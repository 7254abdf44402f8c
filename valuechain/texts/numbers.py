"""Numbers, percentages, durations and dates as each language writes them."""

from datetime import date
from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases
from valuechain.vocab.tolerances import EXACT

SPACE: Final = "\u00a0"
"""A space that does not break a line."""

WORDS: Final = Phrases(
    "numbers",
    {
        "in-1": ("een week", "a week"),
        "in-13": ("een kwartaal", "a quarter"),
        "in-52": ("een jaar", "a year"),
        "in-156": ("drie jaar", "three years"),
        "limit": ("uiteindelijk", "in the end"),
        "within": ("binnen {time}", "within {time}"),
        "day": ("dag", "day"),
        "days": ("dagen", "days"),
        "week": ("week", "week"),
        "weeks": ("weken", "weeks"),
        "month": ("maand", "month"),
        "months": ("maanden", "months"),
        "year": ("jaar", "year"),
        "years": ("jaar", "years"),
        "to": ("{low} tot {high}", "{low} to {high}"),
    },
)


def number(lang: Lang, amount: float, *, digits: int = 0) -> str:
    """Write a number with the decimal mark and spaces of a language.

    Examples
    --------
    >>> number("nl", 1234.56, digits=1), number("en", 1234.56, digits=1)
    ('1.234,6', '1,234.6')
    """
    text = f"{amount:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def _per_cent(lang: Lang) -> str:
    return f"{SPACE}%" if lang == "nl" else "%"


def _whole(fraction: float) -> str:
    if 0 < fraction < 0.005:
        return "<1"
    if 0.995 <= fraction < 1 - EXACT:
        return ">99"
    return f"{100 * fraction:.0f}"


def percent(lang: Lang, fraction: float) -> str:
    """Write a fraction as a percentage; what is nearly nothing or nearly all says so.

    Examples
    --------
    >>> percent("en", 0.664), percent("en", 0.001), percent("en", 0.9999)
    ('66%', '<1%', '>99%')
    """
    return _whole(fraction) + _per_cent(lang)


def percent_range(lang: Lang, low: float, *, mode: float, high: float) -> str:
    """Write a fraction with its bounds, which are left out where they say the same.

    Examples
    --------
    >>> percent_range("en", 0.6, mode=0.66, high=0.73), percent_range("en", 0.6, mode=0.6, high=0.6)
    ('66% (60 to 73%)', '60%')
    """
    if _whole(low) == _whole(high):
        return percent(lang, mode)
    between = WORDS.say(lang, "to", low=_whole(low), high=percent(lang, high))
    return f"{percent(lang, mode)} ({between})"


def percent_span(lang: Lang, low: float, *, high: float) -> str:
    r"""Write two fractions as a range of percentages.

    Examples
    --------
    >>> percent_span("en", 0.1, high=0.45), percent_span("nl", 0.2, high=0.2)
    ('10 to 45%', '20\xa0%')
    """
    if _whole(low) == _whole(high):
        return percent(lang, high)
    return WORDS.say(lang, "to", low=_whole(low), high=percent(lang, high))


def _trim(lang: Lang, amount: float) -> str:
    return number(lang, amount, digits=0 if abs(amount - round(amount)) < 0.05 else 1)


def duration(lang: Lang, weeks: float) -> str:
    r"""Write weeks in the unit that people would use: days, weeks, months or years.

    Examples
    --------
    >>> duration("en", 0.5), duration("nl", 1 / 7)
    ('4\xa0days', '1\xa0dag')
    >>> duration("en", 1), duration("en", 26), duration("en", 130)
    ('1\xa0week', '6\xa0months', '2.5\xa0years')
    """
    if 0 < weeks < 0.95:
        amount, unit = number(lang, max(1, 7 * weeks)), "day"
    elif weeks < 12.5:
        amount, unit = _trim(lang, weeks), "week"
    elif weeks < 103:
        amount, unit = number(lang, weeks * 12 / 52), "month"
    else:
        amount, unit = _trim(lang, round(2 * weeks / 52) / 2), "year"
    return f"{amount}{SPACE}{WORDS.say(lang, unit if amount == '1' else f'{unit}s')}"


def days(lang: Lang, weeks: float) -> str:
    r"""Write a duration in days, for what is counted in days by law.

    Examples
    --------
    >>> days("en", 9 / 7), days("nl", 1 / 7)
    ('9\xa0days', '1\xa0dag')
    """
    amount = number(lang, max(1, round(7 * weeks)) if weeks > 0 else 0)
    return f"{amount}{SPACE}{WORDS.say(lang, 'day' if amount == '1' else 'days')}"


def duration_range(lang: Lang, low: float, *, high: float) -> str:
    r"""Write the shortest and the longest time as one range.

    Examples
    --------
    >>> duration_range("en", 104, high=208)
    '2 to 4\xa0years'
    """
    first, last = duration(lang, low), duration(lang, high)
    if first == last:
        return last
    if first.split(SPACE)[1][:3] == last.split(SPACE)[1][:3]:
        first = first.split(SPACE)[0]
    return WORDS.say(lang, "to", low=first, high=last)


def horizon_text(lang: Lang, weeks: float | str) -> str:
    r"""Name a horizon: a week, a quarter, a year, three years, or another number of weeks.

    Examples
    --------
    >>> horizon_text("en", "13"), horizon_text("en", 8), horizon_text("en", "limit")
    ('a quarter', '8\xa0weeks', 'in the end')
    """
    text = str(weeks) if isinstance(weeks, str) else f"{weeks:g}"
    if text == "limit":
        return WORDS.say(lang, "limit")
    return WORDS.get(lang, f"in-{text}") or duration(lang, float(text))


def within(lang: Lang, weeks: float | str) -> str:
    """Say by when: "within 13 weeks", or in the end.

    Examples
    --------
    >>> within("nl", 1), within("en", "52"), within("nl", "limit")
    ('binnen een week', 'within a year', 'uiteindelijk')
    """
    text = horizon_text(lang, weeks)
    if str(weeks) == "limit":
        return text
    return WORDS.say(lang, "within", time=text)


def date_text(lang: Lang, day: date) -> str:
    """Write a date with the name of its month.

    Examples
    --------
    >>> date_text("nl", date(2026, 11, 22))
    '22 november 2026'
    """
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=lang)
