"""What scenarios do, in plain words for a screen."""

import re
import textwrap
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import plain
from valuechain.questions.what_if.case import CaseReader, number_or_none, title_of
from valuechain.results.frames import rows_of
from valuechain.results.result import Result
from valuechain.results.scenario_facts import Played
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent
from valuechain.texts.scenarios import narrate, shock_kind

if TYPE_CHECKING:
    import pandas as pd

WIDTH: Final = 80
_NAME, _FIRST, _DEEPEST, _TOTAL = 27, 7, 15, 9
_MOST_PRODUCTS: Final = 8
_MOST_NAMES: Final = 4
_SEEN: Final = 5e-7
_LITTLE: Final = 0.05
"""Loss-weeks below this are not worth a number."""
_FELT: Final = 0.005
"""A loss only under severe shocks is named from here on."""
_SHOCK: Final = re.compile(r"shock:(\d+) ([a-z-]+)/(.+)")


def outcome_text(outcome: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what each scenario does.

    Parameters
    ----------
    outcome : Result
        The result.
    model : Model
        The model it was computed from.
    lang : str
        Language.

    Returns
    -------
    str
        A block of lines of at most 80 characters for each scenario: when it starts to hurt, how
        deep, what is missing, how long, and what stocks and substitutes were worth.
    """
    words = Names(model, lang)
    blocks = ["\n".join(_block(outcome, played, words)) for played in outcome.scenarios]
    note = textwrap.fill(narrate(lang, "note"), WIDTH)
    marking = (
        [] if outcome.marking is None else [label(lang, outcome.marking, of="marking").upper()]
    )
    return plain("\n\n".join([*marking, *blocks, note]))


def _block(outcome: Result, played: Played, words: Names) -> list[str]:
    every = rows_of(outcome.summary, scenario=played.id, variant="stated")
    uses = rows_of(every, subject_kind="use")
    kind = "use" if len(uses) else "product"
    rows = rows_of(every, subject_kind=kind).sort_values(
        ["deepest_loss", "deepest_loss_bound_high", "subject"], ascending=[False, False, True]
    )
    case = CaseReader(outcome, played, words, rows, kind)
    hit = rows[rows["deepest_loss"] > _SEEN]
    lines = [
        *_wrapped(case.say("what-if", title=title_of(played, case.lang))),
        *_wrapped(_setting(case)),
        *_wrapped(f"{_headline(case, hit)} {_severe_only(case, hit)}"),
        *_table(case),
    ]
    for sentence in (_recovery, _relief, _shares, _in_the_end):
        lines += _wrapped(sentence(case, hit)) if len(hit) or sentence is _relief else []
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)


def _setting(case: CaseReader) -> str:
    played = case.played
    relief = case.say("with-substitution" if played.substitution else "without-substitution")
    parts: dict[str, object] = {
        "horizon": played.horizon_weeks,
        "start": played.start_week,
        "relief": relief,
    }
    if played.end_weeks is None or played.end_weeks > played.horizon_weeks:
        return case.say("lasting", **parts)
    return case.say("ending", end=max(played.start_week, -int(-played.end_weeks // 1)), **parts)


def _headline(case: CaseReader, hit: "pd.DataFrame") -> str:
    lang = case.lang
    if not len(hit):
        high = case.rows.sort_values("deepest_loss_bound_high", ascending=False).head(1)
        if len(high) and float(high["deepest_loss_bound_high"].iloc[0]) > _SEEN:
            most = percent(lang, float(high["deepest_loss_bound_high"].iloc[0]))
            use = case.name(str(high["subject"].iloc[0]))
            return case.say("nothing-at-most", use=use, high=most)
        return case.say("nothing")
    first = hit.sort_values(["first_loss_week", "subject"]).iloc[0]
    deepest = hit.iloc[0]
    subject, week = str(deepest["subject"]), int(deepest["deepest_week"])
    product = case.binding(subject, week)
    said: dict[str, object] = {
        "use": case.name(subject),
        "week": week,
        "loss": percent(lang, float(deepest["deepest_loss"])),
        "product": inline(product),
    }
    mild, severe = (percent(lang, case.variant(subject, one)) for one in ("mild", "severe"))
    between = case.say("between", mild=mild, severe=severe) if mild != severe else "."
    plainly = "" if product else "-plain"
    use, start = str(first["subject"]), int(first["first_loss_week"])
    if use == subject:
        said["first"] = start
        return capital(case.say(f"first-deepest{plainly}", **said)) + between
    begun = capital(case.say("first", use=case.name(use), week=start))
    return f"{begun} {capital(case.say(f'deepest{plainly}', **said))}{between}"


def _severe_only(case: CaseReader, hit: "pd.DataFrame") -> str:
    """What only severe shocks take, where the stated ones take nothing."""
    if len(hit):
        return ""
    depths = {str(one): case.variant(str(one), "severe") for one in case.rows["subject"]}
    worst = max(depths, key=lambda one: depths[one], default="")
    if not worst or depths[worst] < _FELT:
        return ""
    loss = percent(case.lang, depths[worst])
    return case.say("severe-only", use=case.name(worst), loss=loss)


def _table(case: CaseReader) -> list[str]:
    """One row for every use that loses anything, at most the heaviest products."""
    rows = case.rows[case.rows["deepest_loss_bound_high"] > _SEEN]
    rows = rows if case.kind == "use" else rows.head(_MOST_PRODUCTS)
    lines = []
    if len(rows):
        head = ("col-first", "col-deepest", "col-loss-weeks", "col-binds")
        lines.append(_line(case.say(f"col-{case.kind}"), *(case.say(name) for name in head)))
    for row in rows.to_dict("records"):
        first = number_or_none(row["first_loss_week"])
        lines.append(
            _line(
                case.words.title(str(row["subject"])),
                "-" if first is None else case.say("week-short", week=int(first)),
                _span(case, row),
                case.say("weeks-short", weeks=_short(case, float(row["loss_weeks"]))),
                _missing(case, row),
            )
        )
    calm = [case.name(str(one)) for one in case.rows["subject"] if one not in set(rows["subject"])]
    if case.kind == "use" and calm and len(rows):
        lines += _wrapped(case.say("untouched", names=listing(case.lang, calm)))
    return lines


def _missing(case: CaseReader, row: Mapping[Hashable, object]) -> str:
    """What is missing in the deepest week, without what its title says in brackets."""
    week = number_or_none(row["deepest_week"])
    return "" if week is None else case.binding(str(row["subject"]), int(week)).partition(" (")[0]


def _short(case: CaseReader, weeks: float) -> str:
    if 0 < weeks < _LITTLE:
        return "<" + number(case.lang, 0.1, digits=1)
    return number(case.lang, weeks, digits=1)


def _span(case: CaseReader, row: Mapping[Hashable, object]) -> str:
    """Deepest loss, with its bounds where they say something else."""
    names = ("deepest_loss_bound_low", "deepest_loss", "deepest_loss_bound_high")
    low, middle, high = (percent(case.lang, float(row[name])) for name in names)  # type: ignore[arg-type]
    if low == high:
        return middle
    digits = [re.sub(r"[^\d<>]", "", one) for one in (low, high)]
    return f"{middle} ({digits[0]}-{digits[1]})"


def _line(name: str, *cells: str) -> str:
    first, deepest, total, binds = cells
    short = name if len(name) < _NAME else f"{name[: _NAME - 2]}…"
    text = f"{short:<{_NAME}}{first:>{_FIRST}}{deepest:>{_DEEPEST}}{total:>{_TOTAL}}  {binds}"
    return plain(text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…").rstrip()


def _recovery(case: CaseReader, hit: "pd.DataFrame") -> str:
    if case.kind != "use" or case.played.end_weeks is None:
        return ""
    at_once = [case.name(str(one)) for one in hit[hit["recovery_weeks"] < 1]["subject"]]
    later = [
        case.say(
            "recovered-in",
            use=case.name(str(row["subject"])),
            time=duration(case.lang, float(row["recovery_weeks"])),
        )
        for row in hit[hit["recovery_weeks"] >= 1].to_dict("records")
    ]
    out = [
        case.say("still-lost", use=case.name(use), loss=percent(case.lang, case.last(use)))
        for use in map(str, hit[hit["recovery_weeks"].isna()]["subject"])
    ]
    said = [
        case.say(key, names=listing(case.lang, names), horizon=case.played.horizon_weeks)
        for key, names in (("at-once", at_once), ("recovered", later), ("not-recovered", out))
        if names
    ]
    return " ".join(said)


def _of_parts(case: CaseReader, kind: str, use: str) -> "pd.DataFrame":
    rows = rows_of(case.outcome.contributions, scenario=case.played.id, use=use)
    return rows[(rows["part_kind"] == "shock") == (kind == "shock")]


def _relief(case: CaseReader, hit: "pd.DataFrame") -> str:
    """What stocks and substitution saved, for the use that they saved most."""
    del hit
    rows = rows_of(case.outcome.contributions, scenario=case.played.id)
    rows = rows[rows["part_kind"] != "shock"]
    saved = -rows.groupby("use")["loss_weeks"].sum()
    if not len(saved) or float(saved.max()) < _LITTLE:
        return ""
    use = str(saved.idxmax())
    mine = rows_of(rows, use=use).set_index("part_kind")["loss_weeks"]
    parts: dict[str, object] = {
        str(kind): _saved(case, -float(lost), full=kind == "buffers") for kind, lost in mine.items()
    }
    key = "relief" if "substitution" in parts else "relief-buffers"
    return case.say(key, use=case.name(use), **parts)


def _saved(case: CaseReader, weeks: float, *, full: bool) -> str:
    if weeks < _LITTLE:
        return case.say("no-weeks")
    amount = number(case.lang, weeks, digits=1)
    return case.say("loss-weeks", weeks=amount) if full else amount


def _shares(case: CaseReader, hit: "pd.DataFrame") -> str:
    """Which shocks the loss of the use that loses most comes from."""
    if case.kind != "use":
        return ""
    use = str(hit.sort_values("loss_weeks", ascending=False)["subject"].iloc[0])
    rows = _of_parts(case, "shock", use)
    total = float(rows["loss_weeks"].sum())
    if len(rows) < 2 or rows["loss_weeks"].isna().any() or total < _SEEN:
        return ""
    rows = rows[rows["loss_weeks"] > _SEEN].sort_values("loss_weeks", ascending=False)
    parts = [
        case.say(
            "share-part",
            shock=_shock(case, str(row["part"])),
            share=percent(case.lang, min(1.0, float(row["loss_weeks"]) / total)),
        )
        for row in rows.to_dict("records")
    ]
    return case.say("shares", use=case.name(use), parts=listing(case.lang, parts))


def _shock(case: CaseReader, part: str) -> str:
    """Name a shock by its kind and products."""
    found = _SHOCK.fullmatch(part)
    if found is None:
        return part
    _, kind, about = found.groups()
    layers = {one.id: case.words.text(one.title) for one in case.words.model.layers}
    names: list[str] = [] if about == "all" else about.split("+")
    said = [inline(layers.get(name) or case.words.title(name)) for name in names[:_MOST_NAMES]]
    return " ".join([shock_kind(case.lang, kind), listing(case.lang, said)]).strip()


def _in_the_end(case: CaseReader, hit: "pd.DataFrame") -> str:
    worst = hit.sort_values(["limit_level", "subject"]).iloc[0]
    level = percent(case.lang, float(worst["limit_level"]))
    return case.say("limit", use=case.name(str(worst["subject"])), level=level)
