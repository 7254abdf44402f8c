"""What the uses survive, in plain words for a screen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from valuechain.presentation.cells import TableRow
from valuechain.presentation.names import Names
from valuechain.presentation.screen import columns, marked, plain, wrapped
from valuechain.questions.survival.words import WORDS
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent
from valuechain.texts.places import short_place

if TYPE_CHECKING:
    import pandas as pd

_NAME: Final = 29
_LAYOUT: Final = (f"<{_NAME}", ">10", ">12")
_EACH: Final = 3
_OBSTACLES: Final = (
    "time-unknown",
    "spare-unknown",
    "spare-none",
    "spare-little",
    "time",
    "service",
)
"""What is said of several: the first."""
_LOSS: Final = ["use", "removed", "kind", "attribute", "mode", "product"]


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text how long the uses hold out, and which losses leave a gap.

    Parameters
    ----------
    found : Result
        The result.
    model : Model
        The model it was computed from, for titles.
    lang : str
        Language.

    Returns
    -------
    str
        The headline, then of each use the losses that it survives least, at most 80 wide.
    """
    names, rows = Names(model, lang), found.summary
    lines = marked(lang, found.marking)
    if not len(rows):
        never = WORDS.say(lang, "never", **_asked(found, lang))
        return plain("\n".join([*lines, *wrapped(f"{never}{_tie(found, lang)}")]))
    lines += wrapped(f"{_headline(found, lang)}{_tie(found, lang)}")
    uses = [str(one) for one in found.options["uses"]]  # type: ignore[attr-defined]
    unhurt = [names.inline(use) for use in uses if use not in set(rows["use"])]
    if unhurt:
        lines += wrapped(WORDS.say(lang, "unhurt", names=listing(lang, unhurt)))
    if capped := int(found["holding"]["capped"].sum()):
        lines += wrapped(WORDS.say(lang, "capped", count=capped))
    heads = ("use", "tts", "recovery", "closes")
    lines += ["", columns([WORDS.say(lang, f"column-{name}") for name in heads], _LAYOUT)]
    for use in uses:
        lines += _of_use(found, names, use)
    note = WORDS.say(lang, "note", weeks=found.options["weeks"])
    return plain("\n".join([*lines, "", *wrapped(note)]))


def worst_losses(rows: "pd.DataFrame", *, use: str, own: Iterable[str]) -> "pd.DataFrame":
    """Losses that a use survives least, other than of home itself, the shortest time first.

    Where there is a gap whoever is not listed, they come first; of the attributes and modes of one
    country the worst is taken.
    """
    abroad = rows[
        (rows["use"] == use)
        & ~rows["removed"].isin(list(own))
        & rows["verdict"].isin(["gap", "undecided"])
    ]
    order = abroad.assign(
        _doubt=abroad["verdict"] != "gap",
        _tts=abroad["tts_low"].astype("float64"),
        _gap=-abroad["gap_high"].astype("float64").fillna(float("inf")),
    ).sort_values(["_doubt", "_tts", "_gap", "removed"], kind="stable")
    return order.drop_duplicates(["removed", "product"])


def gone_name(names: Names, row: TableRow, *, room: int = 40) -> str:
    """Name what is gone, and how, where there is little room."""
    kind = str(row["kind"])
    name, product = names.lost(str(row["removed"]), kind=kind, product=str(row["product"]))
    name = short_place(names.lang, name) if kind == "country" else name
    if product:
        name = f"{name}: {inline(product)}"
    mode = "withheld" if row["mode"] == "withheld" else "lost"
    how = f", {WORDS.say(names.lang, mode)}"
    if len(name) + len(how) > room:
        name = f"{name[: room - len(how) - 1].rstrip()}…"
    return f"{name}{how}"


def _asked(found: Result, lang: Lang) -> dict[str, object]:
    """How it was asked, as sentences need it."""
    return {
        "theta": percent(lang, float(str(found.options["theta"]))),
        "weeks": duration(lang, int(str(found.options["weeks"]))),
        "asked": number(lang, found.provenance.counts["combinations"]),
    }


def _headline(found: Result, lang: Lang) -> str:
    """How many losses take a use down, how sure that is, and how many a stock would close."""
    rows = found.summary
    fall = int(rows["tts"].notna().sum())
    most = "" if fall == len(rows) else WORDS.say(lang, "at-most", count=len(rows))
    said = [WORDS.say(lang, "headline", fall=fall, most=most, **_asked(found, lang))]
    told = {word: int((rows["verdict"] == word).sum()) for word in ("gap", "bridged", "undecided")}
    said.append(WORDS.say(lang, "counts", all=len(rows), **told))
    if found.options["stocks"]:
        stocks = found["stocks"]
        mine = stocks[(stocks["sufficient"] == "yes") & (stocks["bound"] == "value")]
        said.append(WORDS.say(lang, "closable", count=len(mine.drop_duplicates(_LOSS))))
    return " ".join(said)


def _tie(found: Result, lang: Lang) -> str:
    """Say by which fact a country counts, where countries were asked about."""
    asked = found.options
    if not {"countries", "parts"} & set(asked["by"]):  # type: ignore[call-overload]
        return ""
    if asked["attribute"] == "all":
        return f" {WORDS.say(lang, 'tie-all')}"
    attribute = label(lang, str(asked["attribute"]), of="attribute")
    return f" {WORDS.say(lang, 'tie', attribute=attribute)}"


def _of_use(found: Result, names: Names, use: str) -> list[str]:
    """The shortest times of one use; of one country the worst attribute."""
    worst = worst_losses(found.summary, use=use, own=found.settings.home_countries)
    if not len(worst):
        return []
    lines = [capital(names.title(use))]
    for row in worst.head(_EACH).to_dict("records"):
        doubt = row["verdict"] == "undecided"
        cells = (
            f"  {gone_name(names, row, room=_NAME - 3)}",
            _time(found, row["tts"], row["tts_low"], doubt=doubt),
            _time(
                found,
                row["weeks_to_recovery"],
                row["weeks_to_recovery_high"],
                doubt=doubt,
            ),
            _closes(found["stocks"], row, names.lang),
        )
        lines.append(columns(cells, _LAYOUT))
    if len(worst) > _EACH:
        lines.append(f"  {WORDS.say(names.lang, 'more', count=len(worst) - _EACH)}")
    return lines


def _time(found: Result, middle: object, worst: object, *, doubt: bool) -> str:
    """A time, with its unfavourable bound where that is another."""
    first, second = (
        str(one) if str(one).isdecimal() else f">{found.options['weeks']}"
        for one in (middle, worst)
    )
    if first == second:
        return first
    return f"{first} ({second}{'?' if doubt else ''})"


def _closes(stocks: "pd.DataFrame", row: TableRow, lang: Lang) -> str:
    """The stock that closes a gap, or why none does."""
    mine = stocks[(stocks[_LOSS] == [row[name] for name in _LOSS]).all(axis=1)]
    if row["verdict"] == "undecided":
        met = set(mine["obstacle"])
        unknown = [one for one in ("time-unknown", "spare-unknown") if one in met]
        return WORDS.say(lang, f"undecided-{unknown[0]}" if unknown else "undecided")
    for place in ("use", "source"):
        some = mine[(mine["held_by"] == place) & (mine["sufficient"] == "yes")]
        if len(some):
            return WORDS.say(lang, f"closes-{place}", weeks=some["extra_weeks"].iloc[0])
    for obstacle in _OBSTACLES:
        if (mine["obstacle"] == obstacle).any():
            return WORDS.say(lang, obstacle)
    return WORDS.say(lang, "not-found") if len(mine) else ""
