"""The comparison with indicators of others on a screen: what each sees, and what it misses."""

from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import columns, marked, plain, wrapped
from valuechain.questions.comparison.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, listing
from valuechain.vocab.comparison import ForeignIndicator

if TYPE_CHECKING:
    import pandas as pd

_MOST: Final = 6
_COUNTS: Final = ("both", "elsewhere", "missed", "alone", "open", "not_covered")
_HEADS: Final = ("col-both", "col-elsewhere", "col-missed", "col-alone", "col-open", "col-blind")
_LAYOUT: Final = ("<32", *([">8"] * len(_COUNTS)))
_FEATURED: Final[ForeignIndicator] = "hhi-wgi"
_LISTED: Final[ForeignIndicator] = "ec-list"


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which of our dependencies the others would miss, and the reverse.

    Parameters
    ----------
    found : Result
        Answer of `valuechain.compare_indicators`.
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
    sentences = [_headline(found, words), *_reasons(found, words), *_lists(found, lang)]
    lines = [*marked(lang, found.marking), *wrapped(found.title[lang])]
    for sentence in [*sentences, _deep(found, lang)]:
        lines += wrapped(sentence, "- ") if sentence else []
    lines += ["", *_table(found.summary, lang), "", *wrapped(WORDS.say(lang, "legend"))]
    return plain("\n".join(lines))


def _row(found: Result, name: ForeignIndicator) -> "pd.Series":
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
        judged = found["comparison"].drop_duplicates("product")
        doubt = int((judged["class"] == "undecided").sum())
        key = "none" if not doubt else "none-sure"
        return WORDS.say(lang, key, tie=tie, home=home, count=doubt, all=len(judged))
    return WORDS.say(
        lang,
        "headline",
        count=_ours(row),
        tie=tie,
        home=home,
        who=WORDS.say(lang, _FEATURED),
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
        names = [words.inline(one) for one in part["product"]]
        if len(names) > _MOST:
            more = WORDS.say(lang, "more", count=len(names) - _MOST)
            names = [*names[:_MOST], more]
        said = WORDS.say(lang, f"why-{reason}")
        told.append(WORDS.say(lang, "because", reason=said, products=", ".join(names)))
    return told


def _lists(found: Result, lang: Lang) -> list[str]:
    """What the list of raw materials does not know, and what it alone flags."""
    row, compared = _row(found, _LISTED), found["comparison"]
    told = []
    if row["not_covered"]:
        told.append(WORDS.say(lang, "blind", blind=row["not_covered"], count=_ours(row)))
    mine = compared[(compared["indicator"] == _LISTED) & (compared["relation"] == "alone")]
    if len(mine):
        counts = mine["differs"].value_counts().sort_index().sort_values(ascending=False)
        reasons = [
            WORDS.say(lang, "one-reason", count=number, reason=WORDS.say(lang, f"why-{one}"))
            for one, number in counts.items()
        ]
        told.append(WORDS.say(lang, "reverse", alone=len(mine), reasons=listing(lang, reasons)))
    flagged = compared[(compared["indicator"] == "hhi-country") & (compared["flagged"] == "yes")]
    every = compared[compared["indicator"] == "hhi-country"]
    who = WORDS.say(lang, "hhi-country")
    told.append(WORDS.say(lang, "flags-much", who=who, flagged=len(flagged), count=len(every)))
    return told


def _deep(found: Result, lang: Lang) -> str:
    rows = found["uses"]
    deep = int((rows["steps"] > 2).sum())
    return WORDS.say(lang, "deep", deep=deep, count=len(rows)) if deep else ""


def _table(rows: "pd.DataFrame", lang: Lang) -> list[str]:
    lines = [columns([WORDS.say(lang, one) for one in ("col-indicator", *_HEADS)], _LAYOUT)]
    for row in rows.to_dict("records"):
        counts = (str(row[name]) for name in _COUNTS)
        lines.append(columns([WORDS.say(lang, row["indicator"]), *counts], _LAYOUT))
    return lines
