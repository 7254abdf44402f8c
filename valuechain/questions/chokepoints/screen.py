"""What can stop a use, in plain words for a screen."""

from typing import Final

from valuechain.presentation.cells import TableRow
from valuechain.presentation.names import Names
from valuechain.presentation.screen import clipped, columns, fitted, marked, plain, stacked, wrapped
from valuechain.presentation.teller import Teller
from valuechain.questions.chokepoints.words import WORDS, within_weeks
from valuechain.results.columns import names_of
from valuechain.results.frames import empty, rows_of
from valuechain.results.result import Result
from valuechain.schema import Model
from valuechain.texts.languages import Lang, listing
from valuechain.texts.numbers import percent, percent_range
from valuechain.texts.places import place_name
from valuechain.vocab.words import HORIZONS

_MOST_POINTS: Final = 10
_MOST_SETS: Final = 5
_NAME: Final = 21
_LAYOUT: Final = (f"<{_NAME}", "<10", ">5", ">20", ">7")


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which countries, firms or small sets of them can stop a use.

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
    theta = percent(lang, float(str(found.options["theta"])))
    teller = Teller(found, Names(model, lang), WORDS, {"theta": theta})
    return stacked(
        [
            _heading(teller),
            _singles(teller),
            _sets(teller),
            [*_holding(teller), *_coverage(teller)],
            wrapped(teller.say("note")),
        ]
    )


def _name(teller: Teller, by: object, key: str) -> str:
    """Name of a country, firm or producer."""
    if by == "countries":
        return place_name(teller.lang, key, titles=teller.names.groups)
    if by == "firms":
        return teller.names.model.firms[key].name
    return f"{teller.names.maker(key)}, {teller.names.inline(key.partition('/')[0])}"


def _heading(teller: Teller) -> list[str]:
    """Marking, question, perspective and the headline."""
    lang, settings = teller.lang, teller.result.settings
    lines = marked(lang, teller.result.marking)
    weeks = teller.result.options["weeks"]
    when = within_weeks(lang, 0 if weeks == "limit" else int(str(weeks)))
    without = teller.say("without")
    lines += wrapped(teller.say("title", when=when, without=without))
    places = [
        listing(lang, [teller.names.place(one) for one in some])
        for some in (settings.home, settings.trusted)
    ]
    key = "seen-from" if places[1] else "seen-alone"
    lines += wrapped(teller.say(key, home=places[0], trusted=places[1]))
    return [*lines, *_headline(teller)]


def _headline(teller: Teller) -> list[str]:
    """The worst that others can do by refusing; if nothing, the worst of all."""
    points, sets = teller.result["single_points"], teller.result["sets"]
    home = list(teller.result.settings.home_countries)
    ours = set(sets[sets["owners"].isin(home)]["members"]) | set(home)
    sure = points[points["uses_cut"] > 0]
    theirs = sure[(sure["mode"] == "withheld") & ~sure["what"].isin(list(ours))]
    first = (theirs if len(theirs) else sure).head(1)
    return [line for text in first[f"reason_{teller.lang}"] for line in wrapped(str(text))]


def _singles(teller: Teller) -> list[str]:
    """Single points of failure as a table."""
    points = teller.result["single_points"]
    sure = points[points["uses_cut"] > 0]
    perhaps = len(points) - len(sure)
    if len(sure):
        key = "singles" if perhaps else "singles-sure"
    elif perhaps:
        key = "no-singles"
    else:
        high = bool((teller.result["coverage"]["searched_at"] == "high").any())
        key = "none" if high else "none-named"
    told = teller.say(key, sure=len(sure), perhaps=perhaps, use=_any_use(teller))
    lines = wrapped(told)
    if not len(sure):
        return lines
    heads = ("col-what", "col-uses", "col-loss", "col-week", "col-through")
    what, *rest = (teller.say(one) for one in heads)
    lines.append(_line(what, "", *rest))
    for row in sure.head(_MOST_POINTS).to_dict("records"):
        week = row["earliest_week"]
        through = str(row["through"] or "").split(";")[0]
        lines.append(
            _line(
                _name(teller, row["by"], str(row["what"])),
                teller.say(f"mode-{row['mode']}"),
                str(row["uses_cut"]),
                _span(teller, row, "deepest_loss"),
                "-" if empty(week) else f"wk {week}",
                teller.names.inline(through) if through else "",
            )
        )
    left = len(sure) - _MOST_POINTS
    return [*lines, *([teller.say("rest-points", count=left)] if left > 0 else [])]


def _any_use(teller: Teller) -> str:
    """Whichever use is looked at, named where only some of those of the model are."""
    asked = list(dict.fromkeys(teller.result["coverage"]["use"]))
    if len(asked) == len(teller.names.model.uses):
        return teller.say("any-use")
    if len(asked) == 1:
        return teller.names.inline(str(asked[0]))
    return teller.say("any-asked", count=len(asked))


def _span(teller: Teller, row: TableRow, name: str) -> str:
    """A loss, with its bounds where they say something else."""
    low, mode, high = (float(str(row[one])) for one in names_of(name))
    return percent_range(teller.lang, low, mode=mode, high=high)


def _line(what: str, *cells: str) -> str:
    return clipped(plain(columns([fitted(what, _NAME), *cells], _LAYOUT)))


def _sets(teller: Teller) -> list[str]:
    """Sets of two and three, the deepest of every use first."""
    every = teller.result["sets"]
    rows = every[(every["size"] > 1) & (every["standing"] != "undecided")]
    if not len(rows):
        return []
    turn = rows.groupby(["use", "by", "mode"], sort=False).cumcount()
    shown = rows.assign(turn=turn).sort_values(["turn", "size"], kind="stable")
    lines = [teller.say("together")]
    for row in shown.head(_MOST_SETS).to_dict("records"):
        lines += wrapped(_set(teller, row), "- ")
    left = len(rows) - _MOST_SETS
    return [*lines, *([teller.say("rest-sets", count=left)] if left > 0 else [])]


def _set(teller: Teller, row: TableRow) -> str:
    members = [_name(teller, row["by"], one) for one in str(row["members"]).split(";")]
    late = teller.say("later", week=HORIZONS[-1])
    return teller.say(
        "set",
        members=" + ".join(members),
        mode=teller.say(f"mode-{row['mode']}"),
        use=teller.names.inline(str(row["use"])),
        loss=_span(teller, row, "loss"),
        week=late if empty(row["week"]) else teller.say("week", week=row["week"]),
        fills=teller.say(f"fills-{row['spare_capacity_fills']}"),
    )


def _holding(teller: Teller) -> list[str]:
    """Uses that no set brings down, and how sure that is."""
    coverage, sets = teller.result["coverage"], teller.result["sets"]
    down = set(sets[sets["standing"] != "undecided"]["use"])
    keys = ("holds", "holds-named", "holds-alone", "holds-perhaps", "holds-unsearched")
    kinds: dict[str, list[str]] = {key: [] for key in keys}
    for use in dict.fromkeys(coverage["use"]):
        if use in down:
            continue
        rows = rows_of(coverage, use=use)
        at_value = rows_of(rows, searched_at="value")
        if not bool(at_value["complete"].all()):
            kinds["holds-unsearched"].append(teller.names.inline(use))
        elif int(rows["found"].sum()) or bool((rows["reason"] == "responses").any()):
            kinds["holds-perhaps"].append(teller.names.inline(use))
        elif bool(rows["complete"].all()):
            level = percent(teller.lang, float(rows["level_without_all"].min()))
            named = len(at_value) == len(rows)
            key = "holds-named" if named else "holds"
            left = teller.say("use-left", use=teller.names.inline(use), level=level)
            kinds[key].append(left)
        else:
            kinds["holds-alone"].append(teller.names.inline(use))
    return [
        line
        for key, uses in kinds.items()
        if uses
        for line in wrapped(teller.say(key, uses=listing(teller.lang, uses)))
    ]


def _coverage(teller: Teller) -> list[str]:
    """How complete the search is."""
    lang, coverage = teller.lang, teller.result["coverage"]
    at_value = rows_of(coverage, searched_at="value")
    scopes = [
        teller.say("scope", by=teller.say(f"by-{by}"), size=int(rows["size"].max()))
        for by, rows in at_value.groupby("by", sort=False)
        if bool(rows["complete"].all())
    ]
    lines = wrapped(teller.say("complete", scope=listing(lang, scopes))) if scopes else []
    open_ones = at_value[~at_value["complete"]]
    for (by, mode, use), rows in open_ones.groupby(["by", "mode", "use"], sort=False):
        text = teller.say(
            "incomplete",
            by=teller.say(f"by-{by}"),
            mode=teller.say(f"mode-{mode}"),
            use=teller.names.inline(str(use)),
            size=int(rows["size"].min()) - 1,
            found=int(rows["found"].sum()),
        )
        lines += wrapped(text)
    high = rows_of(coverage, searched_at="high")
    counted = int((~high["complete"] | (high["listed"] < high["found"])).sum())
    return [*lines, *(wrapped(teller.say("counted", count=counted)) if counted else [])]
