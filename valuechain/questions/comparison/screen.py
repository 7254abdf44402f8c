"""The comparison with indicators of others on a screen: what each sees, and what it misses."""

import textwrap
from typing import TYPE_CHECKING, Final, cast

from valuechain.presentation.names import Names
from valuechain.presentation.screen import plain
from valuechain.questions.comparison.words import indicator_name, set_beside, why
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline, listing
from valuechain.vocab.comparing import Indicator, Reason

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_NAME: Final = 32
_MOST: Final = 6
_COUNTS: Final = ("both", "elsewhere", "missed", "alone", "open", "not_covered")
_HEADS: Final = ("col-both", "col-elsewhere", "col-missed", "col-alone", "col-open", "col-blind")
_FEATURED: Final[Indicator] = "hhi-wgi"
_LISTED: Final[Indicator] = "ec-list"


def comparing_text(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which of our dependencies the others would miss, and the reverse.

    Parameters
    ----------
    found : Result
        Answer of `valuechain.questions.comparison.study.compare_indicators`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters: the finding, then one row per indicator.
    """
    words = Names(model, lang)
    marking = [] if found.marking is None else [label(lang, found.marking, of="marking").upper()]
    sentences = [_headline(found, words), *_reasons(found, words), *_lists(found, lang)]
    lines = [*marking, *_wrapped(found.title[lang])]
    for sentence in [*sentences, _deep(found, lang)]:
        lines += _bullet(sentence) if sentence else []
    lines += ["", *_table(found.summary, lang), "", *_wrapped(set_beside(lang, "legend"))]
    return plain("\n".join(lines))


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)


def _bullet(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
    )


def _row(found: Result, name: Indicator) -> "pd.Series":
    table = found.summary
    return table[table["indicator"] == name].iloc[0]


def _ours(row: "pd.Series") -> int:
    """How many products are a dependency by our rules."""
    compared = row[["both", "elsewhere", "missed", "not_covered"]].sum()
    return int(compared) + int(row["open_ours"])


def _headline(found: Result, words: Names) -> str:
    lang = words.lang
    home = listing(lang, [words.place(one) for one in found.settings.home])
    row, tie = _row(found, _FEATURED), label(lang, str(found.options["attribute"]), of="attribute")
    if not _ours(row):
        return set_beside(lang, "none", tie=tie, home=home)
    return set_beside(
        lang,
        "headline",
        count=_ours(row),
        tie=tie,
        home=home,
        who=indicator_name(lang, _FEATURED),
        both=row["both"],
        elsewhere=row["elsewhere"],
        missed=row["missed"],
        open=row["open_ours"],
    )


def _reasons(found: Result, words: Names) -> list[str]:
    """Which products the featured indicator does not see for our country, by reason."""
    rows, lang = found["comparison"], words.lang
    rows = rows[rows["indicator"] == _FEATURED]
    rows = rows[rows["relation"].isin(["elsewhere", "missed"])]
    told = []
    for reason, part in rows.groupby("differs", sort=True):
        names = [inline(words.title(one)) for one in part["product"]]
        if len(names) > _MOST:
            more = set_beside(lang, "more", count=len(names) - _MOST)
            names = [*names[:_MOST], more]
        said = why(lang, cast("Reason", reason))
        told.append(set_beside(lang, "because", reason=said, products=", ".join(names)))
    return told


def _lists(found: Result, lang: Lang) -> list[str]:
    """What the list of raw materials does not know, and what it alone flags."""
    row, compared = _row(found, _LISTED), found["comparison"]
    told = []
    if row["not_covered"]:
        told.append(set_beside(lang, "blind", blind=row["not_covered"], count=_ours(row)))
    mine = compared[(compared["indicator"] == _LISTED) & (compared["relation"] == "alone")]
    if len(mine):
        counts = mine["differs"].value_counts().sort_index().sort_values(ascending=False)
        reasons = [
            set_beside(lang, "one-reason", count=number, reason=why(lang, cast("Reason", one)))
            for one, number in counts.items()
        ]
        told.append(set_beside(lang, "reverse", alone=len(mine), reasons=listing(lang, reasons)))
    flagged = compared[(compared["indicator"] == "hhi-country") & (compared["flagged"] == "yes")]
    every = compared[compared["indicator"] == "hhi-country"]
    who = indicator_name(lang, "hhi-country")
    told.append(set_beside(lang, "flags-much", who=who, flagged=len(flagged), count=len(every)))
    return told


def _deep(found: Result, lang: Lang) -> str:
    rows = found["uses"]
    deep = int((rows["steps"] > 2).sum())
    return set_beside(lang, "deep", deep=deep, count=len(rows)) if deep else ""


def _table(rows: "pd.DataFrame", lang: Lang) -> list[str]:
    head = "".join(f"{set_beside(lang, one):>8}" for one in _HEADS)
    lines = [f"{set_beside(lang, 'col-indicator'):<{_NAME}}{head}"]
    for row in rows.to_dict("records"):
        counts = "".join(f"{row[name]:>8}" for name in _COUNTS)
        lines.append(f"{indicator_name(lang, row['indicator']):<{_NAME}}{counts}")
    return lines
