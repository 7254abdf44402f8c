"""What can stop a use, in plain words for a screen."""

import textwrap
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import plain
from valuechain.questions.chokepoints.words import say, within_weeks
from valuechain.results.columns import names_of
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, inline, listing
from valuechain.texts.numbers import percent, percent_range
from valuechain.texts.places import place_name
from valuechain.vocab.words import HORIZONS

if TYPE_CHECKING:
    pass

WIDTH: Final = 80
_MOST_POINTS: Final = 10
_MOST_SETS: Final = 5
_NAME, _MODE, _USES, _LOSS, _WEEK = 21, 10, 5, 20, 7
Row = Mapping[Hashable, object]


def chokepoints_text(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what can stop a use.

    Parameters
    ----------
    found : Result
        The answer.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        Lines of at most 80 characters: the worst single point of failure in a sentence, the
        single points as a table, sets of two and three, the uses that nothing brings down, and
        how complete the search is.
    """
    teller = _Teller(found, model, lang)
    blocks = [
        teller.heading(),
        teller.singles(),
        teller.sets(),
        [*teller.holding(), *teller.coverage()],
        teller.wrapped(say(lang, "note")),
    ]
    return plain("\n\n".join("\n".join(block) for block in blocks if block))


class _Teller:
    """The parts of the text."""

    def __init__(self, found: Result, model: Model, lang: Lang) -> None:
        self.found, self.model, self.lang = found, model, lang
        self.words = Names(model, lang)
        self.weeks = 0 if found.options["weeks"] == "limit" else int(str(found.options["weeks"]))
        self.theta = percent(lang, float(str(found.options["theta"])))

    def wrapped(self, text: str) -> list[str]:
        """Lines of a sentence."""
        return textwrap.wrap(text, WIDTH, break_on_hyphens=False)

    def use(self, key: object) -> str:
        """Title of a use, inside a sentence."""
        return inline(self.words.title(str(key)))

    def name(self, by: object, key: str) -> str:
        """Name of a country, firm or producer."""
        if by == "countries":
            return place_name(self.lang, key, titles=self.words.groups)
        if by == "firms":
            return self.model.firms[key].name
        return f"{self.words.maker(key)}, {inline(self.words.title(key.partition('/')[0]))}"

    def heading(self) -> list[str]:
        """Marking, question, perspective and the headline."""
        lang, settings = self.lang, self.found.settings
        lines = []
        if self.found.marking is not None:
            lines.append(label(lang, self.found.marking, of="marking").upper())
        when = within_weeks(lang, self.weeks)
        without = say(lang, "without")
        lines += self.wrapped(say(lang, "title", when=when, theta=self.theta, without=without))
        places = [
            listing(lang, [place_name(lang, one, titles=self.words.groups) for one in some])
            for some in (settings.home, settings.trusted)
        ]
        key = "seen-from" if places[1] else "seen-alone"
        lines += self.wrapped(say(lang, key, home=places[0], trusted=places[1]))
        return [*lines, *self.headline()]

    def headline(self) -> list[str]:
        """The worst that others can do by refusing; if nothing, the worst of all."""
        points, sets = self.found["single_points"], self.found["sets"]
        home = list(self.found.settings.home_countries)
        ours = set(sets[sets["owners"].isin(home)]["members"]) | set(home)
        sure = points[points["uses_cut"] > 0]
        theirs = sure[(sure["mode"] == "withheld") & ~sure["what"].isin(list(ours))]
        first = (theirs if len(theirs) else sure).head(1)
        return [line for text in first[f"reason_{self.lang}"] for line in self.wrapped(str(text))]

    def singles(self) -> list[str]:
        """Single points of failure as a table."""
        lang, points = self.lang, self.found["single_points"]
        sure = points[points["uses_cut"] > 0]
        perhaps = len(points) - len(sure)
        if len(sure):
            key = "singles" if perhaps else "singles-sure"
        elif perhaps:
            key = "no-singles"
        else:
            high = bool((self.found["coverage"]["searched_at"] == "high").any())
            key = "none" if high else "none-named"
        told = say(lang, key, sure=len(sure), perhaps=perhaps, use=self._any_use())
        lines = self.wrapped(told)
        if not len(sure):
            return lines
        columns = ("col-what", "col-uses", "col-loss", "col-week", "col-through")
        what, *rest = (say(lang, one) for one in columns)
        lines.append(self._line(what, "", *rest))
        for row in sure.head(_MOST_POINTS).to_dict("records"):
            week = row["earliest_week"]
            through = str(row["through"] or "").split(";")[0]
            lines.append(
                self._line(
                    self.name(row["by"], str(row["what"])),
                    say(lang, f"mode-{row['mode']}"),
                    str(row["uses_cut"]),
                    self._span(row, "deepest_loss"),
                    "-" if _empty(week) else f"wk {week}",
                    inline(self.words.title(through)) if through else "",
                )
            )
        left = len(sure) - _MOST_POINTS
        return [*lines, *([say(lang, "rest-points", count=left)] if left > 0 else [])]

    def _any_use(self) -> str:
        """Whichever use is looked at, named where only some of those of the model are."""
        asked = list(dict.fromkeys(self.found["coverage"]["use"]))
        if len(asked) == len(self.words.model.uses):
            return say(self.lang, "any-use")
        if len(asked) == 1:
            return self.use(asked[0])
        return say(self.lang, "any-asked", count=len(asked))

    def _span(self, row: Row, name: str) -> str:
        """A loss, with its bounds where they say something else."""
        low, mode, high = (float(str(row[one])) for one in names_of(name))
        return percent_range(self.lang, low, mode=mode, high=high)

    def _line(self, what: str, mode: str, uses: str, *cells: str) -> str:
        loss, week, through = cells
        short = what if len(what) < _NAME else f"{what[: _NAME - 2]}…"
        text = f"{short:<{_NAME}}{mode:<{_MODE}}{uses:>{_USES}}{loss:>{_LOSS}}{week:>{_WEEK}}"
        text = plain(f"{text}  {through}")
        return (text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…").rstrip()

    def sets(self) -> list[str]:
        """Sets of two and three, the deepest of every use first."""
        every = self.found["sets"]
        rows = every[(every["size"] > 1) & (every["standing"] != "undecided")]
        if not len(rows):
            return []
        turn = rows.groupby(["use", "by", "mode"], sort=False).cumcount()
        shown = rows.assign(turn=turn).sort_values(["turn", "size"], kind="stable")
        lines = [say(self.lang, "together")]
        for row in shown.head(_MOST_SETS).to_dict("records"):
            lines += textwrap.wrap(
                self._set(row),
                WIDTH,
                initial_indent="- ",
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
        left = len(rows) - _MOST_SETS
        return [*lines, *([say(self.lang, "rest-sets", count=left)] if left > 0 else [])]

    def _set(self, row: Row) -> str:
        lang = self.lang
        members = [self.name(row["by"], one) for one in str(row["members"]).split(";")]
        late = say(lang, "later", week=HORIZONS[-1])
        return say(
            lang,
            "set",
            members=" + ".join(members),
            mode=say(lang, f"mode-{row['mode']}"),
            use=self.use(row["use"]),
            loss=self._span(row, "loss"),
            week=late if _empty(row["week"]) else say(lang, "week", week=row["week"]),
            fills=say(lang, f"fills-{row['spare_capacity_fills']}"),
        )

    def holding(self) -> list[str]:
        """Uses that no set brings down, and how sure that is."""
        coverage, sets = self.found["coverage"], self.found["sets"]
        down = set(sets[sets["standing"] != "undecided"]["use"])
        keys = ("holds", "holds-named", "holds-alone", "holds-perhaps", "holds-unsearched")
        kinds: dict[str, list[str]] = {key: [] for key in keys}
        for use in dict.fromkeys(coverage["use"]):
            if use in down:
                continue
            rows = rows_of(coverage, use=use)
            at_value = rows_of(rows, searched_at="value")
            if not bool(at_value["complete"].all()):
                kinds["holds-unsearched"].append(self.use(use))
            elif int(rows["found"].sum()) or bool((rows["reason"] == "responses").any()):
                kinds["holds-perhaps"].append(self.use(use))
            elif bool(rows["complete"].all()):
                level = percent(self.lang, float(rows["level_without_all"].min()))
                named = len(at_value) == len(rows)
                key = "holds-named" if named else "holds"
                left = say(self.lang, "use-left", use=self.use(use), level=level)
                kinds[key].append(left)
            else:
                kinds["holds-alone"].append(self.use(use))
        return [
            line
            for key, uses in kinds.items()
            if uses
            for line in self.wrapped(
                say(self.lang, key, theta=self.theta, uses=listing(self.lang, uses))
            )
        ]

    def coverage(self) -> list[str]:
        """How complete the search is."""
        lang, coverage = self.lang, self.found["coverage"]
        at_value = rows_of(coverage, searched_at="value")
        scopes = [
            say(lang, "scope", by=say(lang, f"by-{by}"), size=int(rows["size"].max()))
            for by, rows in at_value.groupby("by", sort=False)
            if bool(rows["complete"].all())
        ]
        lines = self.wrapped(say(lang, "complete", scope=listing(lang, scopes))) if scopes else []
        open_ones = at_value[~at_value["complete"]]
        for (by, mode, use), rows in open_ones.groupby(["by", "mode", "use"], sort=False):
            text = say(
                lang,
                "incomplete",
                by=say(lang, f"by-{by}"),
                mode=say(lang, f"mode-{mode}"),
                use=self.use(use),
                size=int(rows["size"].min()) - 1,
                found=int(rows["found"].sum()),
            )
            lines += self.wrapped(text)
        high = rows_of(coverage, searched_at="high")
        counted = int((~high["complete"] | (high["listed"] < high["found"])).sum())
        return [*lines, *(self.wrapped(say(lang, "counted", count=counted)) if counted else [])]


def _empty(cell: object) -> bool:
    """Whether a cell of a table is empty."""
    import pandas as pd

    return bool(pd.isna(cell))  # type: ignore[call-overload]
