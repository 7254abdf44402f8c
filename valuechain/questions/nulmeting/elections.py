"""Uses with a critical window, such as elections, by function: law first, figures second."""

from typing import Final, cast

from valuechain.presentation.blocks import (
    Beside,
    Block,
    BodyRow,
    ColumnHead,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.questions.nulmeting.facilities import Facility, facility
from valuechain.questions.nulmeting.functions import (
    STATES,
    Function,
    FunctionGroup,
    Threat,
    common_group,
    function_groups,
)
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words_elections import WORDS
from valuechain.schema import Input
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline, listing
from valuechain.texts.numbers import days, duration, percent, percent_range, within
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute

_NEEDED: Final = ("critical", "important")
_PART: Final = 0.02
"""From this difference on, all that a country holds is told beside its worst part."""


def elections(reader: Reader) -> Section:
    """Say of each function what the law says, what can stop it, and what goes on.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    Section
        A finding, a table and a card per function; that there is none if home has none.
    """
    groups = function_groups(reader)
    if not groups:
        heading, text = (
            _say(reader, key, home=reader.home_said) for key in ("none-heading", "none")
        )
        return Section(
            "elections", reader.say("nav-elections"), (Heading(heading), Paragraph(text))
        )
    cards = tuple(_cards(reader, group, alone=len(groups) == 1) for group in groups)
    threshold = percent(reader.lang, reader.result.settings.exposure_threshold)
    blocks = (
        Heading(finding(reader, groups)),
        Paragraph(_say(reader, "lead", threshold=threshold)),
        table(reader, groups),
        Beside(cards),
    )
    return Section("elections", _nav(reader, groups), blocks)


def in_short(reader: Reader) -> tuple[Block, ...]:
    """The finding, and by name what does not stand; only the finding if home has no such uses."""
    groups = function_groups(reader)
    if not groups:
        return (Heading(_say(reader, "none-heading")),)
    told = []
    for state in ("stops", "open"):
        names = [
            inline(reader.subject(one.key))
            for group in groups
            for one in group.functions
            if one.state == state
        ]
        if names:
            label_of = capital(_say(reader, f"state-{state}"))
            told.append(f"{label_of}: {listing(reader.lang, names)}.")
    found = (Heading(finding(reader, groups)),)
    return (*found, Paragraph(" ".join(told), "small")) if told else found


def finding(reader: Reader, groups: tuple[FunctionGroup, ...]) -> str:
    """Count per group what stands, what can stop and what is undecided."""
    told = []
    for group in groups:
        title = _title(reader, group)
        if len(group.functions) == 1:
            only = group.functions[0]
            state = _say(reader, f"only-{only.state}")
            text = f"{reader.names.title(only.key)} {state}"
            told.append(_say(reader, "partner-only", text=text) if _partner(reader, only) else text)
        else:
            told.append(f"{title}: {_counts(reader, group)}")
    return "; ".join([told[0], *(inline(one) for one in told[1:])])


def _partner(reader: Reader, one: Function) -> bool:
    """Whether only countries in the trusted circle can stop it: the worst outside comes first."""
    return one.state != "stands" and one.threat is not None and one.threat.country in reader.ours


def _counts(reader: Reader, group: FunctionGroup) -> str:
    of = len(group.functions)
    counts = {state: group.count(state) for state in STATES}
    parts = []
    for state, n in counts.items():
        if n == of:
            return _say(reader, f"all-{state}", of=of)
        if n:
            parts.append(_say(reader, f"one-{state}" if n == 1 else f"of-{state}", n=n, of=of))
    return listing(reader.lang, parts)


def table(reader: Reader, groups: tuple[FunctionGroup, ...]) -> TableBlock:
    """One row per function: its window, its state, the worst loss, whose, and what goes on."""
    keys = ["function", "window", "state", "lost", "who", "goes"]
    kinds = {"lost": "number"}
    rows = tuple(BodyRow(_row(reader, one)) for group in groups for one in group.functions)
    columns = tuple(
        ColumnHead(_say(reader, f"col-{key}"), "number" if key in kinds else "text") for key in keys
    )
    return TableBlock(columns, rows, caption=_say(reader, "caption"))


def _row(reader: Reader, one: Function) -> tuple[TableCell, ...]:
    lang, threat = reader.lang, one.threat
    window = "–" if one.use.critical_window is None else days(lang, one.use.critical_window)
    lost = TableCell(percent(lang, 0.0), 0.0)
    who = _say(reader, "nobody")
    if threat is not None:
        depth = percent_range(lang, threat.low, mode=threat.loss, high=threat.high)
        spread = depth.partition(" (")[2].removesuffix(")")
        lost = TableCell(percent(lang, threat.loss), threat.loss, note=spread)
        place = reader.names.short(threat.country)
        who = f"{place}: {inline(reader.names.title(threat.product))}"
    fallbacks = dict.fromkeys(
        reader.names.text(slot.fallback.title)
        for slot in one.needs(*_NEEDED)
        if slot.fallback is not None and slot.fallback.title is not None
    )
    goes = "; ".join(fallbacks)
    if not goes:
        bought = any(one.needs("critical"))
        goes = _say(reader, "no-fallback" if bought else "nothing-bought")
    return (
        TableCell(reader.subject(one.key)),
        TableCell(window),
        TableCell(
            _say(reader, f"state-{one.state}"),
            note=_say(reader, "partner-note") if _partner(reader, one) else "",
        ),
        lost,
        TableCell(who),
        TableCell(goes),
    )


def _cards(reader: Reader, group: FunctionGroup, *, alone: bool) -> tuple[Block, ...]:
    """A group with its functions below each other."""
    blocks: list[Block] = []
    if not alone:
        blocks.append(Heading(_title(reader, group), 3))
        about = reader.model.use_groups[group.key].description if group.key else None
        if about is not None:
            blocks.append(Paragraph(f"{reader.names.text(about)}.", "small"))
    for one in group.functions:
        state = _say(reader, f"state-{one.state}")
        blocks.append(Heading(f"{reader.subject(one.key)}: {state}", 4))
        blocks.extend(_card(reader, one))
    return tuple(blocks)


def _card(reader: Reader, one: Function) -> list[Block]:
    """What is said of one function: law, what stops, whose, what goes on, how we know."""
    slots = [facility(reader, one, slot=slot) for slot in one.needs(*_NEEDED)]
    spare = [reader.names.title(slot.options[0]) for slot in one.needs("minor")]
    goes = _kept_up(reader, slots)
    if spare:
        names = listing(reader.lang, [inline(name) for name in spare])
        goes.append(_say(reader, "without", names=names))
    key = {"stops": "stops-label", "open": "open-label"}.get(one.state, "stands-label")
    said = [
        ("window-label", _window(reader, one)),
        ("law-label", _law(reader, one)),
        (key, _hit(reader, one)),
        ("control-label", " ".join(found.control for found in slots if found.control)),
        ("goes-label", " ".join(capital(text) for text in dict.fromkeys(goes))),
        ("known-label", _known(reader, slots)),
        ("turn-label", _turn(reader, one)),
        (
            "measures-label",
            " ".join(text for found in slots for text in reader.measured(found.slot)),
        ),
    ]
    return [Paragraph(text, label=_say(reader, key)) for key, text in said if text]


def _window(reader: Reader, one: Function) -> str:
    use = one.use
    if use.critical_window is None:
        when = within(reader.lang, reader.result.settings.judged_weeks)
        return capital(_say(reader, "no-window", horizon=when)) + "."
    length, rest = days(reader.lang, use.critical_window), use.critical_window_evidence
    if use.critical_window_title is None or rest is None:
        return _say(reader, "window-plain", days=length) + "."
    status = label(reader.lang, rest.status or "", of="status")
    title = reader.names.text(use.critical_window_title)
    told = _say(reader, "window", days=length, title=title, status=status, source=rest.source)
    return f"{told}."


def _law(reader: Reader, one: Function) -> str:
    """What the law says, each provision with its article and how it was read."""
    if not one.use.law:
        return capital(_say(reader, "law-none"))
    return " ".join(
        _say(
            reader,
            "law" if rule.article else "law-plain",
            says=reader.names.text(rule.says),
            article=rule.article,
            status=label(reader.lang, rule.status or "", of="status"),
            source=_dated(reader, rule.source),
        )
        for rule in one.use.law
    )


def _dated(reader: Reader, source: str | None) -> str:
    """A source with its year: the text of a law in which a provision was read may be an old one."""
    found = reader.model.sources.get(source or "")
    year = None if found is None else found.year
    return f"{source}, {year}" if year else str(source)


def _hit(reader: Reader, one: Function) -> str:
    """Whose stop or refusal hits hardest, how deep, and from which day of the window on."""
    threshold = percent(reader.lang, reader.result.settings.exposure_threshold)
    if one.threat is None:
        text = capital(_say(reader, "stands-nothing", home=reader.home_said))
    else:
        text = capital(_blow(reader, one, one.threat))
        if one.state == "stands":
            text = capital(_say(reader, "stands", threshold=threshold, most=text))
        if one.threat.country in reader.ours:
            text = f"{text} {_say(reader, 'partner')}"
    whole, part = one.together, 0.0 if one.threat is None else one.threat.loss
    if whole is None or whole.loss < part + _PART:
        return text
    place = reader.names.place(whole.country)
    loss = percent_range(reader.lang, whole.low, mode=whole.loss, high=whole.high)
    return f"{text} {_say(reader, 'together', place=place, loss=loss)}"


def _blow(reader: Reader, one: Function, threat: Threat) -> str:
    lang, tie = reader.lang, cast("Attribute", threat.attribute)
    said = {
        "product": inline(reader.names.title(threat.product)),
        "loss": percent_range(lang, threat.low, mode=threat.loss, high=threat.high),
        "when": _when(reader, one, threat),
    }
    if threat.question == "coercion":
        who = who_refuses(lang, threat.country, attribute=tie, titles=reader.names.groups)
        return _say(reader, "refuse", who=who, **said)
    place = under_tie(lang, threat.country, attribute=tie, titles=reader.names.groups)
    return _say(reader, "stop", tie=place, **said)


def _when(reader: Reader, one: Function, threat: Threat) -> str:
    """From which day of the window on it is lost: the grace period of what is bought itself."""
    lang, use = reader.lang, one.use
    if use.critical_window is None:
        return ""
    window = days(lang, use.critical_window)
    slot = next((slot for slot in use.inputs if threat.product in slot.options), None)
    if slot is None or slot.kind == "capital":
        return _say(reader, "in-week", week=threat.week, window=window)
    grace, most = (0.0, 0.0) if slot.buffer is None else (slot.buffer.mode, slot.buffer.high)
    if round(7 * use.critical_window) <= 1:
        return _say(reader, "same-day")
    if grace:
        return _say(reader, "after", time=days(lang, grace), window=window)
    if most:
        longest = days(lang, min(most, use.critical_window))
        return _say(reader, "at-once-most", most=longest, window=window)
    return _say(reader, "at-once", window=window)


def _kept_up(reader: Reader, slots: list[Facility]) -> list[str]:
    """What is done without facilities, and how much that keeps up; the same is said once."""
    lang = reader.lang
    shared: dict[tuple[str, str, str], list[str]] = {}
    for found in slots:
        if (fallback := found.slot.fallback) is None:
            continue
        level, title = fallback.level, fallback.title
        name = _say(reader, "fallback-plain") if title is None else reader.names.text(title)
        depth = percent_range(lang, level.low, mode=level.mode, high=level.high)
        wait = _say(reader, "fallback-after", time=duration(lang, fallback.after))
        key = name, depth, wait if fallback.after else ""
        shared.setdefault(key, []).append(inline(found.title))
    return [
        _say(
            reader,
            "fallback",
            title=name,
            level=depth,
            product=listing(lang, products),
            after=after,
        )
        for (name, depth, after), products in shared.items()
    ]


def _known(reader: Reader, slots: list[Facility]) -> str:
    """How each level of the fallbacks is known; what several share is said once."""
    told: dict[str, None] = {}
    for found in slots:
        if found.slot.fallback is not None:
            told["; ".join(_origins(reader, found.slot))] = None
    return " ".join(f"{text}." for text in told)


def _origins(reader: Reader, slot: Input) -> list[str]:
    fallback = slot.fallback
    if fallback is None:
        return []
    lang, parts = reader.lang, []
    for end in ("low", "mode", "high"):
        origin = fallback.origins.get(end)
        level = percent(lang, getattr(fallback.level, end))
        if origin is None:
            continue
        how = label(lang, origin.origin, of="origin")
        shown = "" if origin.shown_by is None else reader.names.text(origin.shown_by)
        key = "known" if not shown else "known-seen" if origin.origin == "judged" else "known-shown"
        parts.append(_say(reader, key, level=level, origin=how, shown=shown, source=origin.source))
    if not parts and fallback.status is not None:
        level = percent(lang, fallback.level.mode)
        how = label(lang, fallback.status, of="status")
        parts.append(_say(reader, "known", level=level, origin=how))
    return list(dict.fromkeys(parts))


def _turn(reader: Reader, one: Function) -> str:
    """At which level of a fallback a verdict turns."""
    shared: dict[tuple[str, str], list[str]] = {}
    for turn in one.turns:
        key = "turn-later" if turn.later else "turn", percent(reader.lang, turn.at)
        shared.setdefault(key, []).append(inline(reader.names.title(turn.product)))
    return " ".join(
        capital(_say(reader, key, at=at, product=listing(reader.lang, names)))
        for (key, at), names in shared.items()
    )


def _title(reader: Reader, group: FunctionGroup) -> str:
    if not group.key:
        return _say(reader, "nav")
    return reader.names.text(reader.model.use_groups[group.key].title)


def _nav(reader: Reader, groups: tuple[FunctionGroup, ...]) -> str:
    """Name the section by the group that holds all, or by its only use."""
    common = common_group(reader, groups)
    if common:
        return reader.names.text(reader.model.use_groups[common].title)
    every = [one for group in groups for one in group.functions]
    return reader.names.title(every[0].key) if len(every) == 1 else _say(reader, "nav")


def _say(reader: Reader, key: str, **parts: object) -> str:
    return WORDS.say(reader.lang, key, **parts)
