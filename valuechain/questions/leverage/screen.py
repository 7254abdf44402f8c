"""Leverage on a screen: who can stop what, with whom it is mutual, where home is indispensable."""

from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import marked, stacked, wrapped
from valuechain.presentation.teller import Teller
from valuechain.questions.leverage.words import WORDS, place_words, verb
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, listing
from valuechain.texts.numbers import duration, horizon_text, percent, percent_range
from valuechain.texts.places import short_place

if TYPE_CHECKING:
    import pandas as pd

_NAME, _CELL, _DIFFERENCE = 14, 12, 9
_MOST_HELD: Final = 8
_MANY: Final = {"product": "products", "country": "countries"}
_RELATIONS: Final = ("mutual", "they", "we", "neither", "undecided")
LIMIT: Final = "limit"


def teller(found: Result, model: Model, *, lang: Lang) -> Teller:
    """Make ready to tell: home, its verbs, the tie and the threshold are known to every phrase."""
    names, home = Names(model, lang), found.settings.home
    known = {
        "home": place_words(lang, home, titles=names.groups),
        "refuses": verb(lang, "refuse", codes=home),
        "supplies": verb(lang, "supply", codes=home),
        "threshold": percent(lang, found.settings.exposure_threshold),
        "tie": label(lang, str(found.options["attribute"]), of="attribute"),
    }
    return Teller(found, names, WORDS, known)


def asked_of(reader: Teller) -> str:
    """The week that was asked about, as a table names it."""
    weeks = reader.result.options["weeks"]
    return str(weeks) if weeks else LIMIT


def horizons_of(reader: Teller) -> tuple[str, ...]:
    """The week that was asked about, and the limit, as a table names them."""
    return tuple(dict.fromkeys((asked_of(reader), LIMIT)))


def shown_of(reader: Teller) -> tuple[str, ...]:
    """Partners that are told on the screen; the others stand in the tables."""
    names = reader.result.options["shown"]
    return tuple(names) if isinstance(names, list) else ()


def partner_name(reader: Teller, name: str) -> str:
    """Name a country or group inside a sentence."""
    return place_words(reader.lang, [name], titles=reader.names.groups)


def after(reader: Teller, horizon: str) -> str:
    """Say after how many weeks, or that it is in the end."""
    text = horizon_text(reader.lang, horizon)
    return text if horizon == LIMIT else reader.say("after", time=text)


def _row(reader: Teller, partner: str, horizon: str) -> "pd.Series":
    """Headline of one partner at one horizon."""
    return rows_of(reader.result.summary, partner=partner, horizon_weeks=horizon).iloc[0]


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what home and each partner can refuse each other.

    Parameters
    ----------
    found : Result
        The answer to `leverage`.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters: the finding, a table of partners, positions, a note.
    """
    reader = teller(found, model, lang=lang)
    how = reader.say("screen-how", products=_products(reader))
    blocks = [
        [*marked(lang, found.marking), *wrapped(reader.say("screen-title")), *wrapped(how)],
        wrapped(_finding(reader)),
        _table(reader),
        _positions(reader),
        wrapped(reader.say("note")),
    ]
    return stacked(blocks)


def _products(reader: Teller) -> str:
    counts = sorted(
        {int(_row(reader, one, asked_of(reader))["products"]) for one in shown_of(reader)}
    )
    if not counts:
        return "0"
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]}-{counts[-1]}"


def _count(row: "pd.Series", stem: str) -> str:
    """Write a count with its bounds where they differ."""
    low, middle, high = (int(row[stem + end]) for end in ("_low", "", "_high"))
    return str(middle) if low == high else f"{middle} ({low}-{high})"


def _finding(reader: Teller) -> str:
    """The partner with whom most follows, and the other way round."""
    single = [one for one in shown_of(reader) if one != "others"] or list(shown_of(reader))
    follows = {one: int(_row(reader, one, LIMIT)["their_knock_on"]) for one in single}
    best = max(follows, key=lambda one: follows[one], default=None)
    if best is None or not follows[best]:
        open_ = any(int(_row(reader, one, LIMIT)["their_knock_on_high"]) for one in single)
        return " ".join([reader.say("head-none"), *([reader.say("head-none-open")] * open_)])
    now, last = _row(reader, best, asked_of(reader)), _row(reader, best, LIMIT)
    some = int(now["their_knock_on_high"]) > 0
    knock = _count(now, "their_knock_on")
    when = after(reader, asked_of(reader))
    hits = _number(reader, _count(now, "their_hit"), of="product")
    said = [
        reader.say(
            "head-they",
            partner=partner_name(reader, best),
            when=when,
            count=reader.say("count", products=hits),
            knock=reader.say("knock-some", n=knock) if some else reader.say("knock-none"),
        )
    ]
    if asked_of(reader) != LIMIT:
        said.append(reader.say("head-last", last=_count(last, "their_hit")))
    said += [
        reader.say(
            "head-worst",
            when=after(reader, LIMIT),
            product=reader.names.inline(str(last["their_product"])),
            loss=_loss(reader, last, "their"),
        ),
        reader.say(
            "head-evidence",
            **{one: int(last[one]) for one in ("figures", "read", "recall", "judgement")},
        ),
        reader.say(
            "head-mutual",
            when=when,
            products=_number(reader, _count(now, "our_hit"), of="product"),
            partner=partner_name(reader, best),
            mutual=int(now["layers_mutual"]),
            layers=sum(int(now[f"layers_{one}"]) for one in _RELATIONS),
        ),
    ]
    return " ".join(said)


def _number(reader: Teller, count: str, *, of: str) -> str:
    """Write a count of products or countries."""
    return reader.say(of if count == "1" else _MANY[of], n=count)


def _loss(reader: Teller, row: "pd.Series", who: str) -> str:
    low, middle, high = (float(row[f"{who}_loss{end}"]) for end in ("_low", "", "_high"))
    return percent_range(reader.lang, low, mode=middle, high=high)


def _table(reader: Teller) -> list[str]:
    block = 2 * _CELL + _DIFFERENCE
    over = "".join(f"{after(reader, one):>{block}}" for one in horizons_of(reader))
    names = "".join(
        f"{reader.say('col-they'):>{_CELL}}{reader.say('col-we'):>{_CELL}}"
        f"{reader.say('col-difference'):>{_DIFFERENCE}}"
        for _ in horizons_of(reader)
    )
    lines = [f"{'':{_NAME}}{over}", f"{reader.say('col-partner'):{_NAME}}{names}"]
    for partner in shown_of(reader):
        name = short_place(reader.lang, partner, titles=reader.names.groups)
        name = reader.say("others") if partner == "others" else name
        name = partner if len(name) >= _NAME else name
        cells = ""
        for horizon in horizons_of(reader):
            row = _row(reader, partner, horizon)
            cells += f"{_count(row, 'their_hit'):>{_CELL}}{_count(row, 'our_hit'):>{_CELL}}"
            cells += f"{_difference(row):>{_DIFFERENCE}}"
        lines.append(f"{name:{_NAME}}{cells}")
        lines += wrapped(_follows(reader, partner), "  ")
    return lines


def _difference(row: "pd.Series") -> str:
    low, middle, high = (int(row[f"hit_difference{end}"]) for end in ("_low", "", "_high"))
    return "?" if low < 0 < high else f"{middle:+d}" if middle else "0"


def _follows(reader: Teller, partner: str) -> str:
    """The worst that follows at a partner, in the end."""
    row = _row(reader, partner, LIMIT)
    if not isinstance(row["their_product"], str):
        return reader.say("follows-nothing")
    return reader.say(
        "follows",
        when=after(reader, LIMIT),
        product=reader.names.inline(row["their_product"]),
        loss=_loss(reader, row, "their"),
    )


def _positions(reader: Teller) -> list[str]:
    every = reader.result["indispensable"]
    held = rows_of(every, verdict="yes").sort_values(
        ["countries_hit_limit", "others_knock_on_limit", "share"], ascending=False, kind="stable"
    )
    if not len(held):
        lines = wrapped(reader.say("held-none"))
    else:
        lines = wrapped(reader.say("held", n=len(held), all=len(every)))
    for _, row in held.head(_MOST_HELD).iterrows():
        text = reader.say(
            "held-row",
            product=capital(reader.names.title(str(row["product"]))),
            share=percent_range(
                reader.lang, row["share_low"], mode=row["share"], high=row["share_high"]
            ),
            time=duration(reader.lang, float(row["quickest_weeks"])),
            n=_number(reader, _count(row, "countries_hit_limit"), of="country"),
        )
        lines += wrapped(text, "- ")
    if len(held) > _MOST_HELD:
        lines.append("- " + reader.say("held-more", n=len(held) - _MOST_HELD))
    open_ = [
        reader.names.inline(str(one)) for one in rows_of(every, verdict="undecided")["product"]
    ]
    if open_:
        lines += wrapped(reader.say("held-undecided", names=listing(reader.lang, open_)))
    return lines
