"""A plan on the screen: the plan, loss before and after, money by year, gap, what stays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from valuechain.questions.plan.words import money, needed, tell, weeks
from valuechain.results.result import Result
from valuechain.schema import Measure, Model
from valuechain.schema.measure import (
    AddAlternative,
    AddFallback,
    AddSpareCapacity,
    AddSupply,
    Change,
    ChangeOwner,
    RaiseBuffer,
    RaiseFallback,
    Trust,
)
from valuechain.texts.languages import Lang
from valuechain.texts.numbers import percent
from valuechain.vocab.tolerances import UNFELT

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 5
_PROVED = 0.0015
"""Gap, loss-weeks, up to which a plan counts as proved the best."""
_WORSE = 0.01
"""Loss-weeks from which a case counts as worse off with the plan."""


def show(found: Result, model: Model, *, lang: Lang) -> str:
    """Tell in plain text which measures a plan takes, when, and what loss is left.

    Parameters
    ----------
    found : Result
        The tables of a plan.
    model : Model
        The model, for the names of uses.
    lang : str
        Language.
    """
    return "\n".join(_lines(found, model, lang))


def _lines(found: Result, model: Model, lang: Lang) -> Iterator[str]:
    yield from _head(found, lang)
    if rows := found["plan"].to_dict("records"):
        yield from ("", tell(lang, "plan"))
        others = needed(rows)
        for row in rows:
            line = _measure_line(row, lang)
            yield f"{line}{tell(lang, 'needed')}" if row["measure"] in others else line
        yield from _years(found, lang)
    yield from _uses(found, model, lang)
    yield from _stays(found, lang)
    yield from _further(found, lang)


def _head(found: Result, lang: Lang) -> Iterator[str]:
    asked: Mapping[str, Any] = found.options
    before, after = float(asked["loss_before"]), float(asked["loss_after"])
    if not len(found["plan"]):
        yield tell(lang, "nothing", before=weeks(lang, before))
        return
    per = {"nl": " per jaar", "en": " a year"}[lang] if asked["a_year"] else ""
    years = f"{asked['years'][0]}-{asked['years'][-1]}"
    yield tell(
        lang,
        "head",
        budget=money(lang, float(asked["budget_eur"])) + per,
        years=years,
        before=weeks(lang, before),
        after=weeks(lang, after),
        drop=percent(lang, (before - after) / before if before else 0.0),
    )
    yield tell(
        lang,
        "range",
        low=weeks(lang, float(asked["loss_low_effect"])),
        high=weeks(lang, float(asked["loss_high_effect"])),
    )
    gap = weeks(lang, float(asked["gap"]))
    key = "proof" if float(asked["gap"]) <= _PROVED else "gap"
    yield tell(lang, key, gap=gap, bound=weeks(lang, float(asked["bound"])))
    yield tell(lang, "unit", cases=len(found["cases"]))


def _measure_line(row: Mapping[Any, Any], lang: Lang) -> str:
    title = row[f"title_{lang}"]
    if row["works_from"] != row["works_from"]:  # fits no year, so there is none
        return tell(lang, "unfit", title=title)
    status = tell(lang, "guess") if row["effect_status"] == "judgement" else ""
    return tell(
        lang,
        "line",
        start=row["start"],
        title=title,
        actors=row["actors"].replace(";", ", "),
        cost=money(lang, row["cost_eur"]),
        works=int(row["works_from"]),
        gain=weeks(lang, row["contribution"]),
        status=status,
    )


def _years(found: Result, lang: Lang) -> Iterator[str]:
    yield from ("", tell(lang, "years"))
    for row in found["years"].to_dict("records"):
        losses = {
            key: weeks(lang, row[key]) for key in ("loss", "coercion", "disaster", "scenario")
        }
        yield tell(
            lang,
            "year-line",
            year=row["year"],
            spent=money(lang, row["spent_eur"]),
            expected=weeks(lang, row["expected_loss"]),
            **losses,
        )


def _uses(found: Result, model: Model, lang: Lang) -> Iterator[str]:
    frame = found["uses"]
    last = int(frame["year"].max())
    yield from ("", tell(lang, "uses", year=last))
    spared = 0
    for use, rows in frame.groupby("use"):
        if float(rows["loss"].max()) < UNFELT:
            spared += 1
            continue
        sides = []
        for side, mine in rows.groupby("side"):
            before = float(mine.loc[mine["year"] == 0, "loss"].iloc[0])
            after = float(mine.loc[mine["year"] == last, "loss"].iloc[0])
            sides.append(f"{tell(lang, str(side))} {weeks(lang, before)} > {weeks(lang, after)}")
        title = (found.model or model).title_of_use(str(use))
        name = (title.nl or title.en) if lang == "nl" else title.en
        yield tell(lang, "use-line", use=name, sides="; ".join(sides))
    if spared:
        yield tell(lang, "use-spared" if spared > 1 else "use-spared-one", n=spared)


def _stays(found: Result, lang: Lang) -> Iterator[str]:
    frame = found["cases"]
    yield from ("", tell(lang, "stays"))
    worse = frame[frame["loss_after"] > frame["loss_before"] + _WORSE]
    groups = [(why, frame[frame["why"] == why]) for why in ("nobody", "none", "time", "money")]
    for why, rows in [*groups, ("worse", worse)]:
        if len(rows):
            shown = rows.sort_values("loss_after", ascending=False)["case"].tolist()
            names = ", ".join(shown[:_SHOWN]) + (", ..." if len(shown) > _SHOWN else "")
            yield tell(lang, why, count=len(rows), names=names)
    ties = {
        tie: float(
            ((rows := frame[frame["tie"] == tie])["loss_before"] - rows["loss_after"]).mean()
        )
        for tie in ("site", "owner")
        if (frame["tie"] == tie).any()
    }
    if len(ties) == len(("site", "owner")):
        yield tell(
            lang, "site-owner", site=weeks(lang, ties["site"]), owner=weeks(lang, ties["owner"])
        )


def _further(found: Result, lang: Lang) -> Iterator[str]:
    frontier = found["frontier"]
    if len(frontier) > 2:  # more than nothing and the plan itself
        yield from ("", tell(lang, "frontier"))
        for row in frontier.to_dict("records"):
            yield tell(
                lang,
                "frontier-line",
                budget=money(lang, row["budget_eur"]),
                loss=weeks(lang, row["loss"]),
                gap=weeks(lang, row["gap"]),
                count=row["n_measures"],
            )
        always = found["measures"].loc[found["measures"]["no_regret"], "measure"].tolist()
        doing = int((frontier["n_measures"] > 0).sum())
        yield (
            tell(lang, "regret", count=doing, names=", ".join(always))
            if always
            else tell(lang, "no-regret")
        )
    better = found["next_steps"].sort_values("gain_per_10m", ascending=False)
    for row in better[better["gain"] > _WORSE].head(1).to_dict("records"):
        yield tell(
            lang,
            "next",
            title=row["measure"],
            price=money(lang, row["price_eur"]),
            gain=weeks(lang, row["gain"]),
            rate=weeks(lang, row["gain_per_10m"]),
        )
    if len(found["readings"]):
        yield from _regret(found["readings"], lang)
        rows, count = found["measures"], len(found["readings"])
        always = rows.loc[rows["in_readings"] == count, "measure"].tolist()
        yield (
            tell(lang, "robust", count=count, names=", ".join(always))
            if always
            else tell(lang, "robust-none", count=count)
        )
    if len(found["targets"]):
        yield from ("", tell(lang, "targets"))
        for row in found["targets"].to_dict("records"):
            known = row["then"] == row["then"] and row["then"] is not None
            yield tell(
                lang,
                "target-line",
                title=row[f"title_{lang}"],
                verdict=tell(lang, row["verdict"]),
                below=percent(lang, row["below"]),
                by=row["by"],
                now=percent(lang, row["now"]),
                then=tell(lang, "then", then=percent(lang, row["then"])) if known else "",
            )


def _regret(readings: "pd.DataFrame", lang: Lang) -> Iterator[str]:
    """How much more the plan leaves under other readings, where it can be run there."""
    run = readings["regret"].notna()
    if run.any():
        yield tell(lang, "readings", regret=weeks(lang, float(readings["regret"].max())))
    if not run.all():
        yield tell(lang, "readings-clash", names=", ".join(readings.loc[~run, "reading"]))
    open_to = float(readings["gap"].max())
    if open_to > _PROVED:
        yield tell(lang, "readings-gap", gap=weeks(lang, open_to))


def list_text(
    measures: Mapping[str, Measure], model: Model, *, prices: Mapping[str, float], lang: Lang
) -> str:
    """List the measures of each layer with their price and who acts."""
    layers = [layer.id for layer in model.layers]
    used = [one for one in layers if any(m.layer == one for m in measures.values())]
    if not measures:
        return tell(lang, "list-none")
    lines = [tell(lang, "list-head", count=len(measures), layers=len(used))]
    for layer in used:
        lines += ["", layer]
        lines += [
            tell(
                lang,
                "list-line",
                name=name,
                title=(one.title.nl or one.title.en) if lang == "nl" else one.title.en,
                actors=", ".join(one.actors),
                levers=", ".join(tell(lang, lever) for lever in one.levers),
                cost=money(lang, prices[name]),
            )
            for name, one in measures.items()
            if one.layer == layer
        ]
    return "\n".join(lines)


def measure_text(
    name: str,
    one: Measure,
    *,
    helps: Sequence[tuple[str, float, float]],
    count: int,
    lang: Lang,
) -> str:
    """Explain one measure: what it costs, changes, relieves and makes worse.

    Parameters
    ----------
    name : str
        Its name.
    one : Measure
        The measure.
    helps : sequence of tuple
        Cases that it changes, with the loss before and after.
    count : int
        Cases that were looked at.
    lang : str
        Language.
    """
    dutch = lang == "nl"
    title = (one.title.nl or one.title.en) if dutch else one.title.en
    because = (one.because.nl or one.because.en) if dutch else one.because.en
    part = one.cost.own_share.mode
    capex, opex = one.cost.capex, one.cost.opex_per_year
    word = "tot" if dutch else "to"
    lines = [
        f"{title} ({name})",
        because,
        tell(
            lang,
            "show-cost",
            capex=f"{money(lang, part * capex.low)} {word} {money(lang, part * capex.high)}",
            opex=f"{money(lang, part * opex.low)} {word} {money(lang, part * opex.high)}",
            year=one.cost.price_year,
            status=tell(lang, str(one.cost.status)),
        ),
    ]
    months = [round(w / 4.345) for w in (one.lead.time.low, one.lead.time.high)]
    unit = "maanden" if dutch else "months"
    ramp = tell(lang, "show-ramp", weeks=f"{one.lead.ramp:.0f}") if one.lead.ramp else ""
    lines.append(tell(lang, "show-lead", time=f"{months[0]} {word} {months[1]} {unit}", ramp=ramp))
    actor = (one.actor.nl or one.actor.en) if dutch else one.actor.en
    lines.append(
        tell(
            lang,
            "show-who",
            actor=actor,
            levers=", ".join(tell(lang, lever) for lever in one.levers),
        )
    )
    if one.needs_first:
        lines.append(tell(lang, "show-needs", names=", ".join(one.needs_first)))
    if one.jointly_with:
        lines.append(tell(lang, "show-joint", names=", ".join(one.jointly_with)))
    lines.append(tell(lang, "show-changes"))
    lines += [
        f"  {change_text(change, lang)} ({tell(lang, str(change.status))})"
        for change in one.changes
    ]
    return "\n".join([*lines, *_effects(helps, count, lang)])


def _effects(helps: Sequence[tuple[str, float, float]], count: int, lang: Lang) -> Iterator[str]:
    better = sorted((one for one in helps if one[1] > one[2]), key=lambda one: one[2] - one[1])
    worse = [one for one in helps if one[2] > one[1]]
    if not better:
        yield tell(lang, "show-no-help", count=count)
    for key, some in (("show-helps", better), ("show-harm", worse)):
        if some:
            yield tell(lang, key)
            for case, before, after in some[: 2 * _SHOWN]:
                yield tell(
                    lang,
                    "show-help",
                    case=case,
                    before=weeks(lang, before),
                    after=weeks(lang, after),
                )


def change_text(change: Change, lang: Lang) -> str:
    """Say in words what one measure changes in the model."""
    parts: dict[str, object] = {}
    if isinstance(change, AddSupply):
        who = change.maker.id if change.maker is not None else str(change.producer)
        parts = {"product": change.product, "who": who, "share": percent(lang, change.share.mode)}
    elif isinstance(change, ChangeOwner):
        parts = {"who": change.firm or change.producer, "other": change.to}
    elif isinstance(change, Trust):
        parts = {"other": change.place}
    elif isinstance(change, AddSpareCapacity):
        parts = {"product": change.product, "share": percent(lang, change.spare.mode)}
    else:
        parts = {"product": change.input, "who": ", ".join(change.customers)}
        if isinstance(change, RaiseBuffer):
            parts["weeks"] = f"{change.weeks.mode:g}"
        if isinstance(change, RaiseFallback | AddFallback):
            parts["share"] = percent(lang, change.level.mode)
        if isinstance(change, AddAlternative):
            parts |= {"other": change.product, "share": percent(lang, change.capacity.mode)}
    return tell(lang, change.kind, **parts)
