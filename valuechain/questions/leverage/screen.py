"""Leverage on a screen: who can stop what, with whom it is mutual, where home is indispensable."""

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names, plain
from valuechain.questions.leverage.words import leverage_words, place_words, verb
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, horizon_text, percent, percent_range
from valuechain.texts.places import short_place

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_NAME, _CELL, _DIFFERENCE = 14, 12, 9
_MOST_HELD: Final = 8
_MANY: Final = {"product": "products", "country": "countries"}
_RELATIONS: Final = ("mutual", "they", "we", "neither", "undecided")
LIMIT: Final = "limit"


@dataclass(frozen=True, slots=True)
class LeverageReader:
    """Findings about leverage, for one reader."""

    found: Result
    words: Names

    @property
    def lang(self) -> Lang:
        """Language of the reader."""
        return self.words.lang

    @property
    def home(self) -> str:
        """Home inside a sentence."""
        return place_words(self.lang, self.found.settings.home, titles=self.words.groups)

    @property
    def asked(self) -> str:
        """The horizon asked about."""
        weeks = self.found.options["weeks"]
        return str(weeks) if weeks else LIMIT

    @property
    def horizons(self) -> tuple[str, ...]:
        """The horizon asked about, and the limit."""
        return tuple(dict.fromkeys((self.asked, LIMIT)))

    @property
    def shown(self) -> tuple[str, ...]:
        """Partners that are shown."""
        names = self.found.options["shown"]
        return tuple(names) if isinstance(names, list) else ()

    @property
    def threshold(self) -> str:
        """Loss above which one depends."""
        return percent(self.lang, self.found.settings.exposure_threshold)

    def say(self, key: str, **parts: object) -> str:
        """Say a sentence; home and its verbs are known."""
        home = self.found.settings.home
        known = {
            "home": self.home,
            "refuses": verb(self.lang, "refuse", codes=home),
            "supplies": verb(self.lang, "supply", codes=home),
            "threshold": self.threshold,
            "tie": self.tie,
        }
        return leverage_words(self.lang, key, **{**known, **parts})

    @property
    def tie(self) -> str:
        """Which country of a supplier counts."""
        return label(self.lang, str(self.found.options["attribute"]), of="attribute")

    def partner(self, name: str) -> str:
        """Name a partner inside a sentence."""
        return place_words(self.lang, [name], titles=self.words.groups)

    def when(self, horizon: str) -> str:
        """Say after how long."""
        text = horizon_text(self.lang, horizon)
        return text if horizon == LIMIT else self.say("after", time=text)

    def product(self, name: str) -> str:
        """Name a product inside a sentence."""
        return inline(self.words.title(name))

    def row(self, partner: str, horizon: str) -> "pd.Series":
        """Headline of one partner at one horizon."""
        rows = rows_of(self.found.summary, partner=partner, horizon_weeks=horizon)
        return rows.iloc[0]


def leverage_text(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text who can stop what.

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
    reader = LeverageReader(found, Names(model, lang))
    how = reader.say("screen-how", products=_products(reader))
    marking = [] if found.marking is None else [label(lang, found.marking, of="marking").upper()]
    blocks = [
        [*marking, *_wrapped(reader.say("screen-title")), *_wrapped(how)],
        _wrapped(_finding(reader)),
        _table(reader),
        _positions(reader),
        _wrapped(reader.say("note")),
    ]
    return plain("\n\n".join("\n".join(lines) for lines in blocks if lines))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _products(reader: LeverageReader) -> str:
    counts = sorted({int(reader.row(one, reader.asked)["products"]) for one in reader.shown})
    if not counts:
        return "0"
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]}-{counts[-1]}"


def _count(row: "pd.Series", stem: str) -> str:
    """Write a count with its bounds where they differ."""
    low, middle, high = (int(row[stem + end]) for end in ("_low", "", "_high"))
    return str(middle) if low == high else f"{middle} ({low}-{high})"


def _finding(reader: LeverageReader) -> str:
    """The partner with whom most follows, and the other way round."""
    single = [one for one in reader.shown if one != "others"] or list(reader.shown)
    follows = {one: int(reader.row(one, LIMIT)["their_knock_on"]) for one in single}
    best = max(follows, key=lambda one: follows[one], default=None)
    if best is None or not follows[best]:
        open_ = any(int(reader.row(one, LIMIT)["their_knock_on_high"]) for one in single)
        return " ".join([reader.say("head-none"), *([reader.say("head-none-open")] * open_)])
    now, last = reader.row(best, reader.asked), reader.row(best, LIMIT)
    some = int(now["their_knock_on_high"]) > 0
    knock = _count(now, "their_knock_on")
    when = reader.when(reader.asked)
    hits = _number(reader, _count(now, "their_hit"), of="product")
    said = [
        reader.say(
            "head-they",
            partner=reader.partner(best),
            when=when,
            count=reader.say("count", products=hits),
            knock=reader.say("knock-some", n=knock) if some else reader.say("knock-none"),
        )
    ]
    if reader.asked != LIMIT:
        said.append(reader.say("head-last", last=_count(last, "their_hit")))
    said += [
        reader.say(
            "head-worst",
            when=reader.when(LIMIT),
            product=reader.product(str(last["their_product"])),
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
            partner=reader.partner(best),
            mutual=int(now["layers_mutual"]),
            layers=sum(int(now[f"layers_{one}"]) for one in _RELATIONS),
        ),
    ]
    return " ".join(said)


def _number(reader: LeverageReader, count: str, *, of: str) -> str:
    """Write a count of products or countries."""
    return reader.say(of if count == "1" else _MANY[of], n=count)


def _loss(reader: LeverageReader, row: "pd.Series", who: str) -> str:
    low, middle, high = (float(row[f"{who}_loss{end}"]) for end in ("_low", "", "_high"))
    return percent_range(reader.lang, low, mode=middle, high=high)


def _table(reader: LeverageReader) -> list[str]:
    block = 2 * _CELL + _DIFFERENCE
    over = "".join(f"{reader.when(one):>{block}}" for one in reader.horizons)
    names = "".join(
        f"{reader.say('col-they'):>{_CELL}}{reader.say('col-we'):>{_CELL}}"
        f"{reader.say('col-difference'):>{_DIFFERENCE}}"
        for _ in reader.horizons
    )
    lines = [f"{'':{_NAME}}{over}", f"{reader.say('col-partner'):{_NAME}}{names}"]
    for partner in reader.shown:
        name = short_place(reader.lang, partner, titles=reader.words.groups)
        name = reader.say("others") if partner == "others" else name
        name = partner if len(name) >= _NAME else name
        cells = ""
        for horizon in reader.horizons:
            row = reader.row(partner, horizon)
            cells += f"{_count(row, 'their_hit'):>{_CELL}}{_count(row, 'our_hit'):>{_CELL}}"
            cells += f"{_difference(row):>{_DIFFERENCE}}"
        lines.append(f"{name:{_NAME}}{cells}")
        lines += _wrapped(_follows(reader, partner), "  ")
    return lines


def _difference(row: "pd.Series") -> str:
    low, middle, high = (int(row[f"hit_difference{end}"]) for end in ("_low", "", "_high"))
    return "?" if low < 0 < high else f"{middle:+d}" if middle else "0"


def _follows(reader: LeverageReader, partner: str) -> str:
    """The worst that follows at a partner, in the end."""
    row = reader.row(partner, LIMIT)
    if not isinstance(row["their_product"], str):
        return reader.say("follows-nothing")
    return reader.say(
        "follows",
        when=reader.when(LIMIT),
        product=reader.product(row["their_product"]),
        loss=_loss(reader, row, "their"),
    )


def _positions(reader: LeverageReader) -> list[str]:
    every = reader.found["indispensable"]
    held = rows_of(every, verdict="yes").sort_values(
        ["countries_hit_limit", "others_knock_on_limit", "share"], ascending=False, kind="stable"
    )
    if not len(held):
        lines = _wrapped(reader.say("held-none"))
    else:
        lines = _wrapped(reader.say("held", n=len(held), all=len(every)))
    for _, row in held.head(_MOST_HELD).iterrows():
        text = reader.say(
            "held-row",
            product=capital(reader.words.title(str(row["product"]))),
            share=percent_range(
                reader.lang, row["share_low"], mode=row["share"], high=row["share_high"]
            ),
            time=duration(reader.lang, float(row["quickest_weeks"])),
            n=_number(reader, _count(row, "countries_hit_limit"), of="country"),
        )
        lines += textwrap.wrap(
            text, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
        )
    if len(held) > _MOST_HELD:
        lines.append("- " + reader.say("held-more", n=len(held) - _MOST_HELD))
    open_ = [reader.product(str(one)) for one in rows_of(every, verdict="undecided")["product"]]
    if open_:
        lines += _wrapped(reader.say("held-undecided", names=listing(reader.lang, open_)))
    return lines
