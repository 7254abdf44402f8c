"""The strategic questions on the page: who holds the thread, how long it holds, whom to trust."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from valuechain.report.reader import Reader, known, rows_of
from valuechain.report.survival_text import gone_name, worst_losses
from valuechain.texts.comparing import indicator_name
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline, listing
from valuechain.texts.numbers import duration, duration_range, number, percent, percent_range

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = 10
_FEATURED: Final = "hhi-wgi"
_LITTLE: Final = 0.005
"""A change of less than half a per cent is not shown as one."""
_TEXT, _NUMBER = "text", "number"
Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question on the page: the finding, how to read it, and a table.

    ``columns`` are heads with what they hold (text or number); ``notes`` stand below the table.
    """

    heading: str
    lead: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def _columns(reader: Reader, **kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple((reader.say(key.replace("_", "-")), kind) for key, kind in kinds.items())


def _range(reader: Reader, row: Row, stem: str) -> str:
    low, middle, high = (float(row[stem + end]) for end in ("_low", "", "_high"))
    return percent_range(reader.lang, low, mode=middle, high=high)


def _names(reader: Reader, cell: object, *, most: int = 3) -> str:
    names = [name for name in str(cell).split(";") if name and name != "nan"]
    shown = ", ".join(inline(reader.product(name)) for name in names[:most])
    return f"{shown} …" if len(names) > most else shown


def _rests(row: Row) -> str:
    """How many figures were read, recalled and judged."""
    return ", ".join(str(int(row[status])) for status in ("read", "recall", "judgement"))


def thread(reader: Reader) -> Answer | None:
    """Single points of failure, the worst first; None if it was not asked."""
    table = reader.base.strategic.get("single_points")
    if table is None:
        return None
    theta = percent(reader.lang, reader.base.settings.theta)
    sure = table[table["standing"] != "undecided"].sort_values("rank")
    open_ones = len(table) - len(sure)
    notes = []
    if len(sure) > SHOWN:
        notes.append(reader.say("thread-more", n=len(sure) - SHOWN))
    if open_ones:
        notes.append(reader.say("thread-undecided", n=open_ones))
    key = "thread-heading" if len(sure) else "thread-heading-none"
    return Answer(
        heading=reader.say(key, n=number(reader.lang, sure["what"].nunique()), theta=theta),
        lead=reader.say("thread-lead"),
        columns=_columns(
            reader,
            thread_who=_TEXT,
            thread_case=_TEXT,
            thread_uses=_NUMBER,
            thread_loss=_NUMBER,
            thread_week=_NUMBER,
            thread_through=_TEXT,
            rests=_NUMBER,
        ),
        rows=tuple(_point(reader, row) for row in sure.head(SHOWN).to_dict("records")),
        notes=tuple(notes),
    )


def _point(reader: Reader, row: Row) -> tuple[str, ...]:
    case = label(reader.lang, str(row["mode"]), of="mode")
    if row["by"] == "countries":
        case = f"{case} ({label(reader.lang, str(row['attribute']), of='attribute')})"
    what = str(row["what"])
    name = reader.supplier(what) if row["by"] == "producers" else reader.removed(what)
    week = row["earliest_week"]
    return (
        name,
        case,
        number(reader.lang, int(row["uses_cut"])),
        _range(reader, row, "deepest_loss"),
        number(reader.lang, int(week)) if known(week) else "–",
        _names(reader, row["through"]),
        _rests(row),
    )


def survive(reader: Reader) -> Answer | None:
    """Of each use the loss of another country that it survives least; None if not asked."""
    table = reader.base.strategic.get("survival")
    if table is None:
        return None
    settings, lang = reader.base.settings, reader.lang
    theta = percent(lang, settings.theta)
    uses = list(dict.fromkeys(reader.base.exposure["use"]))
    worst: list[Row] = []
    for use in uses:
        mine = worst_losses(table, use=use, own=settings.home_countries)
        worst += mine.head(1).to_dict("records")
    worst.sort(key=lambda row: (row["verdict"] == "undecided", _weeks_of(row["tts"])))
    unhurt = [reader.use(use) for use in uses if use not in {row["use"] for row in worst}]
    heading = reader.say("survive-heading-none", theta=theta)
    if worst and worst[0]["verdict"] != "undecided":
        first = worst[0]
        weeks = int(_weeks_of(first["tts"]))
        alike = [
            row
            for row in worst
            if row["removed"] == first["removed"] and _weeks_of(row["tts"]) == weeks
        ]
        heading = reader.say(
            "survive-heading",
            theta=theta,
            use=listing(lang, [inline(reader.use(str(row["use"]))) for row in alike]),
            weeks=reader.say("survive-after", weeks=duration(lang, weeks))
            if weeks
            else reader.say("survive-at-once"),
            what=reader.place(str(first["removed"])),
        )
    names = listing(lang, [inline(name) for name in unhurt])
    return Answer(
        heading=heading,
        lead=reader.say("survive-lead", theta=theta, tie=label(lang, "any", of="attribute")),
        columns=_columns(
            reader,
            use=_TEXT,
            survive_what=_TEXT,
            survive_holds=_NUMBER,
            survive_back=_NUMBER,
            survive_verdict=_TEXT,
            survive_missing=_TEXT,
            rests=_NUMBER,
        ),
        rows=tuple(_endured(reader, row) for row in worst),
        notes=(reader.say("survive-unhurt", names=names),) if unhurt else (),
    )


def _weeks_of(cell: Any) -> float:
    return float(cell) if known(_plain(cell)) else float("inf")


def _plain(cell: Any) -> float | None:
    """Read a cell of a column of whole numbers that may be empty."""
    import pandas as pd

    return None if pd.isna(cell) else float(cell)


def _endured(reader: Reader, row: Row) -> tuple[str, ...]:
    def weeks(stem: str) -> str:
        low, middle, high = (_plain(row[stem + end]) for end in ("_low", "", "_high"))
        never = reader.say("survive-never")
        told = [never if one is None else duration(reader.lang, one) for one in (middle, low, high)]
        if told[1] == told[0] == told[2]:
            return told[0]
        if low is not None and high is not None:
            return f"{told[0]} ({duration_range(reader.lang, low, high=high)})"
        return f"{told[0]} ({told[1]} – {told[2]})"

    return (
        reader.use(str(row["use"])),
        capital(gone_name(reader.model, row, lang=reader.lang, room=60)),
        weeks("tts"),
        weeks("weeks_to_recovery"),
        reader.say(f"survive-{row['verdict']}"),
        _names(reader, row["binding"]),
        _rests(row),
    )


def partners(reader: Reader) -> Answer | None:
    """What trusting one more partner takes away; None if it was not asked."""
    table = reader.base.strategic.get("partners")
    if table is None:
        return None
    told = (_partner(reader, str(name), part) for name, part in table.groupby("candidate"))
    rows = sorted(one for one in told if one is not None)
    heading = reader.say("partners-heading-none")
    alone = table[(table["kind"] == "country") & (table["effect"] == "reduces")]
    if len(alone):
        best = _most(alone)
        heading = reader.say(
            "partners-heading",
            who=reader.place(str(best["candidate"])),
            use=inline(reader.use(str(best["use"]))),
            before=percent(reader.lang, float(best["without"])),
            after=_range(reader, best, "with"),
        )
    return Answer(
        heading=heading,
        lead=reader.say("partners-lead", tie=label(reader.lang, "owner", of="attribute")),
        columns=(
            (reader.say("partners-who"), _TEXT),
            (reader.say("partners-sure"), _NUMBER),
            (reader.say("partners-left", n=table["use"].nunique()), _NUMBER),
            (reader.say("partners-best"), _TEXT),
            (reader.say("partners-worse"), _TEXT),
        ),
        rows=tuple(cells for _, cells in rows),
    )


def _most(rows: "pd.DataFrame") -> Row:
    """The row with the largest gain."""
    first: Row = rows.sort_values("gain", ascending=False, kind="stable").to_dict("records")[0]
    return first


def _partner(
    reader: Reader, name: str, part: "pd.DataFrame"
) -> tuple[tuple[float, str], tuple[str, ...]] | None:
    """Cells of one candidate, with what to sort by; None where trust changes nothing for sure."""
    sure, worse = part[part["effect"] == "reduces"], part[part["gain"] < -_LITTLE]
    if not len(sure) and not (part["effect"] == "raises").any():
        return None
    left = float(part["with"].sum())
    best = _most(part)
    change = reader.say(
        "partners-change",
        use=reader.use(str(best["use"])),
        before=percent(reader.lang, float(best["without"])),
        after=_range(reader, best, "with"),
    )
    shown = "+".join(reader.removed(one) for one in name.split("+"))
    cells = (
        reader.say("like-minded") if name == "like-minded" else shown,
        f"{len(sure)} / {len(part)}",
        " → ".join(
            number(reader.lang, one, digits=2) for one in (float(part["without"].sum()), left)
        ),
        change if float(best["gain"]) > 0 else "–",
        ", ".join(
            inline(reader.use(str(use)))
            if effect == "raises"
            else reader.say("partners-perhaps", use=inline(reader.use(str(use))))
            for use, effect in zip(worse["use"], worse["effect"], strict=True)
        )
        or "–",
    )
    return (left, name), cells


def mutual(reader: Reader) -> Answer | None:
    """What partners lose by us beside what we lose by them; None if it was not asked."""
    table = reader.base.strategic.get("leverage")
    if table is None or not len(table):
        return None
    rows = []
    for name in dict.fromkeys(table["partner"]):
        cells = [reader.removed(str(name))]
        for horizon in (str(reader.base.settings.judged_weeks), "limit"):
            row = rows_of(table, partner=str(name), horizon_weeks=horizon).iloc[0]
            cells += [_counted(row, "their_hit"), _counted(row, "our_hit")]
        rows.append(tuple(cells))
    held = reader.base.strategic["indispensable"]
    held = held[held["verdict"] == "yes"].sort_values(
        ["countries_hit_limit", "share"], ascending=False, kind="stable"
    )
    products = sorted({int(count) for count in table["products"]})
    spread = "–".join(str(count) for count in dict.fromkeys((products[0], products[-1])))
    return Answer(
        heading=reader.say(
            "mutual-heading",
            threshold=percent(reader.lang, reader.base.settings.exposure_threshold),
        ),
        lead=reader.say("mutual-note", products=spread),
        columns=_columns(
            reader,
            mutual_who=_TEXT,
            mutual_they=_NUMBER,
            mutual_we=_NUMBER,
            mutual_they_end=_NUMBER,
            mutual_we_end=_NUMBER,
        ),
        rows=tuple(rows),
        notes=_positions(reader, held),
    )


def _positions(reader: Reader, held: "pd.DataFrame") -> tuple[str, ...]:
    """Products in which home is indispensable, each with the reason."""
    told = [
        f"{reader.product(str(row['product']))}. {row[f'reason_{reader.lang}']}"
        for row in held.head(SHOWN // 2).to_dict("records")
    ]
    more = len(held) - len(told)
    return (*told, reader.say("indispensable-more", n=more)) if more else tuple(told)


def _counted(row: "pd.Series", stem: str) -> str:
    low, middle, high = (int(row[stem + end]) for end in ("_low", "", "_high"))
    return str(middle) if low == high else f"{middle} ({low}–{high})"


def others(reader: Reader) -> Answer | None:
    """What the indicators of others see of our dependencies; None if it was not asked."""
    table = reader.base.strategic.get("agreement")
    if table is None or not len(table):
        return None
    counts = ("both", "elsewhere", "missed", "alone", "open", "not_covered")
    featured = table[table["indicator"] == _FEATURED].iloc[0]
    ours = int(featured[["both", "elsewhere", "missed", "not_covered", "open_ours"]].sum())
    heading = reader.say("others-heading-none")
    if ours:
        heading = reader.say(
            "others-heading",
            ours=ours,
            name=indicator_name(reader.lang, _FEATURED),
            both=int(featured["both"]),
        )
    return Answer(
        heading=heading,
        lead=reader.say("others-lead", home=reader.place(reader.homes[0]), ours=ours),
        columns=_columns(
            reader,
            others_name=_TEXT,
            others_both=_NUMBER,
            others_elsewhere=_NUMBER,
            others_missed=_NUMBER,
            others_alone=_NUMBER,
            others_open=_NUMBER,
            others_blind=_NUMBER,
        ),
        rows=tuple(
            (indicator_name(reader.lang, row["indicator"]), *(str(int(row[n])) for n in counts))
            for row in table.to_dict("records")
        ),
        notes=_by_value(reader),
    )


def _by_value(reader: Reader) -> tuple[str, ...]:
    """What can be said by value: little, where few cost shares are stated."""
    table = reader.base.strategic.get("lookthrough")
    if table is None:
        return ()
    uses = table[table["kind"] == "use"]
    blind = uses[~(uses["traced"] > 0)]
    return (
        reader.say(
            "others-value",
            inputs=int(table["inputs"].sum()),
            stated=int(table["inputs_stated"].sum()),
            blind=len(blind),
            uses=len(uses),
        ),
    )
