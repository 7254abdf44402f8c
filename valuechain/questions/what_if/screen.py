"""What scenarios do, in plain words for a screen."""

import re
import textwrap
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from valuechain.presentation.names import Names
from valuechain.presentation.screen import clipped, columns, fitted, marked, plain, stacked, wrapped
from valuechain.presentation.teller import Teller
from valuechain.questions.question import Asked, Misasked, Reply
from valuechain.questions.what_if.words import WORDS
from valuechain.results.frames import empty, rows_of
from valuechain.results.result import Result
from valuechain.results.scenario_facts import Played
from valuechain.schema import Model
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent
from valuechain.texts.places import in_sentence
from valuechain.texts.scenarios import shock_kind
from valuechain.vocab.tolerances import SHOWN

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.results.result import Content

_NAME: Final = 27
_LAYOUT: Final = (f"<{_NAME}", ">7", ">15", ">9")
_SCENARIO, _CELL = 30, 7
"""Room in the matrix for a scenario and for a use."""
_MOST_PRODUCTS: Final = 8
_MOST_NAMES: Final = 4
_LITTLE: Final = 0.05
"""Loss-weeks below this are not worth a number."""
_FELT: Final = 0.005
"""A loss is named from here on where only severe shocks or unlisted supply make it."""
_SHOCK: Final = re.compile(r"shock:(\d+) ([a-z-]+)/(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case(Teller):
    """One scenario of a result, told to one reader."""

    played: Played
    rows: "pd.DataFrame"
    """Rows of the summary, stated variant: of the uses, or of products where there are none."""
    kind: str


def reply(asked: Asked) -> Reply:
    """Answer the command: each scenario in words, or all of them in one matrix.

    Raises
    ------
    Misasked
        No scenario is given, or some beside all.
    """
    from valuechain.analysis.scenario_choice import Instead, fitting, forward_scenarios
    from valuechain.analysis.workbench import prepare
    from valuechain.questions.what_if.figure import pictures
    from valuechain.questions.what_if.study import measure
    from valuechain.questions.what_if.tables import result

    given = dict(asked.given)
    every, named = given["every"], given.get("scenarios", ())
    if every and named:
        raise Misasked("give scenarios, or --all.")
    names = forward_scenarios() if every else named
    if not names:
        raise Misasked("name a scenario, or give --all.")
    model, lang = asked.loaded.model, asked.lang
    left: tuple[str, ...] = ()
    if every and given.get("home"):
        names, left = fitting(model, names)
    measured = measure(
        prepare(model, home=given.get("home"), trusted=given.get("trusted")),
        names,
        rule=given["rule"],
        instead=Instead(
            given.get("allocation"), False if given["alone"] else None, given.get("weeks")
        ),
        progress=asked.progress,
    )
    found = result(measured, overlays=asked.loaded.log)
    told = show(found, model, lang=lang)
    documents: dict[str, Content] = {"summary.txt": f"{told}\n"}
    documents |= pictures(found, model, lang=lang)
    if len(found.scenarios) > 1:
        documents["matrix.csv"] = found.matrix()
    return Reply(
        matrix_text(found, model, lang=lang) if every else told,
        result=found,
        documents=documents,
        warnings=(*left, *found.warnings),
    )


def show(outcome: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text what each scenario does to each use, when and why.

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
    blocks = [_block(outcome, played, words) for played in outcome.scenarios]
    note = wrapped(WORDS.say(lang, "note"), at_hyphens=True)
    return stacked([marked(lang, outcome.marking), *blocks, note])


def _block(outcome: Result, played: Played, words: Names) -> list[str]:
    every = rows_of(outcome.summary, scenario=played.id, variant="stated")
    uses = rows_of(every, subject_kind="use")
    kind = "use" if len(uses) else "product"
    rows = rows_of(every, subject_kind=kind).sort_values(
        ["deepest_loss", "deepest_loss_bound_high", "subject"], ascending=[False, False, True]
    )
    case = _Case(outcome, words, WORDS, played=played, rows=rows, kind=kind)
    hit = rows[rows["deepest_loss"] > SHOWN]
    lines = [
        *wrapped(case.say("what-if", title=title_of(played, case.lang))),
        *wrapped(_setting(case)),
        *wrapped(f"{_headline(case, hit)} {_severe_only(case, hit)}"),
        *_table(case),
    ]
    for sentence in (_recovery, _relief, _shares, _in_the_end):
        lines += wrapped(sentence(case, hit)) if len(hit) or sentence is _relief else []
    return lines


def _setting(case: _Case) -> str:
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


def _headline(case: _Case, hit: "pd.DataFrame") -> str:
    lang = case.lang
    if not len(hit):
        high = case.rows.sort_values("deepest_loss_bound_high", ascending=False).head(1)
        if len(high) and float(high["deepest_loss_bound_high"].iloc[0]) > SHOWN:
            most = percent(lang, float(high["deepest_loss_bound_high"].iloc[0]))
            use = case.names.inline(str(high["subject"].iloc[0]))
            return case.say("nothing-at-most", use=use, high=most)
        return case.say("nothing")
    first = hit.sort_values(["first_loss_week", "subject"]).iloc[0]
    deepest = hit.iloc[0]
    subject, week = str(deepest["subject"]), int(deepest["deepest_week"])
    product = _binding(case, subject, week)
    said: dict[str, object] = {
        "use": case.names.inline(subject),
        "week": week,
        "loss": percent(lang, float(deepest["deepest_loss"])),
        "product": inline(product),
    }
    mild, severe = (percent(lang, _variant(case, subject, one)) for one in ("mild", "severe"))
    between = case.say("between", mild=mild, severe=severe) if mild != severe else "."
    plainly = "" if product else "-plain"
    use, start = str(first["subject"]), int(first["first_loss_week"])
    if use == subject:
        said["first"] = start
        return capital(case.say(f"first-deepest{plainly}", **said)) + between
    begun = capital(case.say("first", use=case.names.inline(use), week=start))
    return f"{begun} {capital(case.say(f'deepest{plainly}', **said))}{between}"


def _severe_only(case: _Case, hit: "pd.DataFrame") -> str:
    """What only severe shocks take, where the stated ones take nothing."""
    if len(hit):
        return ""
    depths = {str(one): _variant(case, str(one), "severe") for one in case.rows["subject"]}
    worst = max(depths, key=lambda one: depths[one], default="")
    if not worst or depths[worst] < _FELT:
        return ""
    loss = percent(case.lang, depths[worst])
    return case.say("severe-only", use=case.names.inline(worst), loss=loss)


def _table(case: _Case) -> list[str]:
    """One row for every use that loses anything, at most the heaviest products."""
    rows = case.rows[case.rows["deepest_loss_bound_high"] > SHOWN]
    rows = rows if case.kind == "use" else rows.head(_MOST_PRODUCTS)
    lines = []
    if len(rows):
        head = ("col-first", "col-deepest", "col-loss-weeks", "col-binds")
        lines.append(_line(case.say(f"col-{case.kind}"), *(case.say(name) for name in head)))
    for row in rows.to_dict("records"):
        first = row["first_loss_week"]
        lines.append(
            _line(
                case.names.title(str(row["subject"])),
                "-" if empty(first) else case.say("week-short", week=int(first)),
                _span(case, row),
                case.say("weeks-short", weeks=_short(case, float(row["loss_weeks"]))),
                _missing(case, row),
            )
        )
    calm = [
        case.names.inline(str(one))
        for one in case.rows["subject"]
        if one not in set(rows["subject"])
    ]
    if case.kind == "use" and calm and len(rows):
        lines += wrapped(case.say("untouched", names=listing(case.lang, calm)))
    return lines


def _missing(case: _Case, row: Mapping[Hashable, object]) -> str:
    """What is missing in the deepest week, without what its title says in brackets."""
    week = row["deepest_week"]
    return (
        ""
        if empty(week)
        else _binding(case, str(row["subject"]), int(str(week))).partition(" (")[0]
    )


def _short(case: _Case, weeks: float) -> str:
    if 0 < weeks < _LITTLE:
        return "<" + number(case.lang, 0.1, digits=1)
    return number(case.lang, weeks, digits=1)


def _span(case: _Case, row: Mapping[Hashable, object]) -> str:
    """Deepest loss, with its bounds where they say something else."""
    names = ("deepest_loss_bound_low", "deepest_loss", "deepest_loss_bound_high")
    low, middle, high = (percent(case.lang, float(row[name])) for name in names)  # type: ignore[arg-type]
    if low == high:
        return middle
    digits = [re.sub(r"[^\d<>]", "", one) for one in (low, high)]
    return f"{middle} ({digits[0]}-{digits[1]})"


def _line(name: str, *cells: str) -> str:
    return clipped(plain(columns([fitted(name, _NAME), *cells], _LAYOUT)))


def _recovery(case: _Case, hit: "pd.DataFrame") -> str:
    if case.kind != "use" or case.played.end_weeks is None:
        return ""
    at_once = [case.names.inline(str(one)) for one in hit[hit["recovery_weeks"] < 1]["subject"]]
    later = [
        case.say(
            "recovered-in",
            use=case.names.inline(str(row["subject"])),
            time=duration(case.lang, float(row["recovery_weeks"])),
        )
        for row in hit[hit["recovery_weeks"] >= 1].to_dict("records")
    ]
    out = [
        case.say(
            "still-lost", use=case.names.inline(use), loss=percent(case.lang, _last(case, use))
        )
        for use in map(str, hit[hit["recovery_weeks"].isna()]["subject"])
    ]
    said = [
        case.say(key, names=listing(case.lang, names), horizon=case.played.horizon_weeks)
        for key, names in (("at-once", at_once), ("recovered", later), ("not-recovered", out))
        if names
    ]
    return " ".join(said)


def _of_parts(case: _Case, kind: str, use: str) -> "pd.DataFrame":
    rows = rows_of(case.result.contributions, scenario=case.played.id, use=use)
    return rows[(rows["part_kind"] == "shock") == (kind == "shock")]


def _relief(case: _Case, hit: "pd.DataFrame") -> str:
    """What stocks and substitution saved, for the use that they saved most."""
    del hit
    rows = rows_of(case.result.contributions, scenario=case.played.id)
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
    return case.say(key, use=case.names.inline(use), **parts)


def _saved(case: _Case, weeks: float, *, full: bool) -> str:
    if weeks < _LITTLE:
        return case.say("no-weeks")
    amount = number(case.lang, weeks, digits=1)
    return case.say("loss-weeks", weeks=amount) if full else amount


def _shares(case: _Case, hit: "pd.DataFrame") -> str:
    """Which shocks the loss of the use that loses most comes from."""
    if case.kind != "use":
        return ""
    use = str(hit.sort_values("loss_weeks", ascending=False)["subject"].iloc[0])
    rows = _of_parts(case, "shock", use)
    total = float(rows["loss_weeks"].sum())
    if len(rows) < 2 or rows["loss_weeks"].isna().any() or total < SHOWN:
        return ""
    rows = rows[rows["loss_weeks"] > SHOWN].sort_values("loss_weeks", ascending=False)
    names = [_shock(case, str(part)) for part in rows["part"]]
    parts = [
        case.say(
            "share-part",
            shock=name if names.count(name) == 1 else _numbered(case, name, str(row["part"])),
            share=percent(case.lang, min(1.0, float(row["loss_weeks"]) / total)),
        )
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]
    return case.say("shares", use=case.names.inline(use), parts=listing(case.lang, parts))


def _numbered(case: _Case, name: str, part: str) -> str:
    """Tell two shocks of one name apart by their places in the scenario."""
    return case.say("share-numbered", shock=name, n=part.partition(" ")[0].partition(":")[2])


def _shock(case: _Case, part: str) -> str:
    """Name a shock by its kind and products."""
    found = _SHOCK.fullmatch(part)
    if found is None:
        return part
    _, kind, about = found.groups()
    layers = {one.id: case.names.text(one.title) for one in case.names.model.layers}
    names: list[str] = [] if about == "all" else about.split("+")
    said = [inline(layers.get(name) or case.names.title(name)) for name in names[:_MOST_NAMES]]
    return " ".join([shock_kind(case.lang, kind), listing(case.lang, said)]).strip()


def _in_the_end(case: _Case, hit: "pd.DataFrame") -> str:
    worst = hit.sort_values(["limit_level", "subject"]).iloc[0]
    level = percent(case.lang, float(worst["limit_level"]))
    return case.say("limit", use=case.names.inline(str(worst["subject"])), level=level)


def _variant(case: _Case, subject: str, variant: str) -> float:
    """Deepest loss of a subject in a variant."""
    rows = rows_of(
        case.result.summary,
        scenario=case.played.id,
        subject_kind=case.kind,
        subject=subject,
        variant=variant,
    )
    return float(rows["deepest_loss"].iloc[0])


def _last(case: _Case, subject: str) -> float:
    """Loss of a subject in the last week."""
    rows = rows_of(case.result.paths, scenario=case.played.id, subject_kind=case.kind)
    rows = rows[rows["subject"] == subject]
    return 1.0 - float(rows["level"].iloc[-1])


def _binding(case: _Case, subject: str, week: int) -> str:
    """Title of the product that binds in a week; empty if it is the subject itself."""
    rows = rows_of(case.result.paths, scenario=case.played.id, subject_kind=case.kind)
    rows = rows[(rows["subject"] == subject) & (rows["week"] == week)]
    found = str(rows["binding_input"].iloc[0]) if len(rows) else ""
    return "" if found in {"", subject} else case.names.title(found)


def matrix_text(outcome: Result, model: Model, *, lang: Lang) -> str:
    """Set all scenarios against all uses in one matrix; without uses each is told in words.

    Parameters
    ----------
    outcome : Result
        The result.
    model : Model
        The model it was computed from.
    lang : str
        Language.
    """
    rows = rows_of(outcome.summary, subject_kind="use", variant="stated")
    if not len(rows):
        return show(outcome, model, lang=lang)
    words = Names(model, lang)
    uses = [use for use in model.uses if use in set(rows["subject"])]
    title = WORDS.say(lang, "matrix-title", home=home_of(outcome, model, lang=lang))
    numbered = [f"{number} {words.title(use)}" for number, use in enumerate(uses, start=1)]
    lines = wrapped(title, at_hyphens=True)
    lines += wrapped(WORDS.say(lang, "matrix-columns", names=", ".join(numbered)), at_hyphens=True)
    head = "".join(f"{number:>{_CELL}}" for number in range(1, len(uses) + 1))
    lines += ["", f"{WORDS.say(lang, 'matrix-scenario'):<{_SCENARIO}}{head}"]
    for played in outcome.scenarios:
        every = rows_of(rows, scenario=played.id).to_dict("records")
        mine = {str(row["subject"]): row for row in every}
        name = textwrap.wrap(title_of(played, lang), _SCENARIO - 1, max_lines=2, placeholder=" …")
        hard = rows_of(
            outcome.summary, subject_kind="use", variant="severe", scenario=played.id
        ).set_index("subject")["deepest_loss"]
        depth = "".join(
            f"{_loss(mine[use], lang, severe=float(hard[use])):>{_CELL}}" for use in uses
        )
        weeks = "".join(f"{_week(mine[use], lang):>{_CELL}}" for use in uses)
        more = name[1] if len(name) > 1 else ""
        lines += [f"{name[0]:<{_SCENARIO}}{depth}", f"{more:<{_SCENARIO}}{weeks}"]
    lines += ["", *wrapped(WORDS.say(lang, "matrix-note"), at_hyphens=True)]
    return plain("\n".join(line.rstrip() for line in lines))


def _loss(row: Mapping[Hashable, Any], lang: Lang, *, severe: float) -> str:
    loss = float(row["deepest_loss"])
    if loss > 0:
        return percent(lang, loss)
    mark = "?" if perhaps_lost(row) else "-"
    return f"{mark}*" if severe >= _FELT else mark


def _week(row: Mapping[Hashable, Any], lang: Lang) -> str:
    if float(row["deepest_loss"]) == 0:
        return ""
    return WORDS.say(lang, "week-short", week=int(row["first_loss_week"]))


def perhaps_lost(row: Mapping[Hashable, Any]) -> bool:
    """Whether only supply that is not listed would make a use lose anything worth telling."""
    return float(row["deepest_loss"]) == 0 and float(row["deepest_loss_bound_high"]) >= _FELT


def title_of(played: Played, lang: Lang) -> str:
    """Title of a scenario in the reader's language."""
    return played.title.get(lang) or played.title.get("en") or played.id


def home_of(outcome: Result, model: Model, *, lang: Lang) -> str:
    """Name of home inside a sentence."""
    groups = Names(model, lang).groups
    return listing(lang, [in_sentence(lang, one, titles=groups) for one in outcome.settings.home])
