"""How sure we are: on what the headlines rest, what to check first, what is undecided."""

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from valuechain.indicators.verdicts import classify
from valuechain.presentation.blocks import (
    Beside,
    Block,
    Citation,
    EvidenceBar,
    EvidenceBars,
    EvidenceCount,
    Heading,
    ListBlock,
    Paragraph,
    Section,
)
from valuechain.questions.nulmeting.dependencies import Ten, counts_of
from valuechain.questions.nulmeting.headline import Headline
from valuechain.questions.nulmeting.layer_figures import evidence_by_layer
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.registry import question
from valuechain.results.frames import known, rows_of
from valuechain.texts.labels import label
from valuechain.texts.languages import listing
from valuechain.texts.numbers import number, percent
from valuechain.vocab.words import PUBLIC_INTERESTS

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.presentation.cells import TableRow

CHECKED = 5
SHOWN_UNDECIDED = 5


def certainty(reader: Reader, heads: list[Headline], *, table: Ten) -> Section:
    """Say how sure the verdicts and losses of a nulmeting are, and what would settle the open ones.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    heads : list of Headline
        The sentences on top of the page.
    table : Ten
        The dependencies shown.

    Returns
    -------
    Section
        Bars of evidence, figures to check, and what is undecided.
    """
    found = [(n, head.evidence) for n, head in enumerate(heads, 1) if head.evidence]
    rests = _heading(reader, [evidence for _, evidence in found])
    drawn: tuple[Block, ...] = (
        question("uncertainty")
        .part("page")
        .blocks(dict(reader.result.tables()), reader.names, asked=reader.result.options)
    )
    blocks: list[Block] = [*drawn, Heading(rests, 3)] if drawn else [Heading(rests)]
    blocks.append(Paragraph(reader.say("sure-lead")))
    if found:
        blocks.append(EvidenceBars(tuple(_bar(reader, n, evidence) for n, evidence in found)))
    blocks += evidence_by_layer(reader)
    if drawn:
        blocks += _open(reader)
    else:
        blocks.append(Paragraph(reader.say("sure-undrawn"), "notice"))
        blocks.append(Beside((_to_check(reader, table), _open(reader))))
    if told := _law(reader):
        blocks += [Heading(reader.say("law-heading"), 3), Paragraph(told)]
    return Section("sure", reader.say("nav-sure"), tuple(blocks))


def _law(reader: Reader) -> str:
    """How many refusals each reading of law makes likely, and how many verdicts turn on it."""
    found = reader.result.frames.get("law_readings")
    if found is None or not found["own"].any():
        return ""
    rows = {row["reading"]: row for row in rows_of(found, attribute="any").to_dict("records")}
    own = next(row for row in rows.values() if row["own"])
    said = {
        f"{name}_{column}": number(reader.lang, int(rows[reading][column]))
        for name, reading in (("every", "exists"), ("none", "no-law"))
        for column in ("likely", "turned")
    }
    said |= {name: number(reader.lang, int(own[name])) for name in ("likely", "pairs")}
    return reader.say("law", own=label(reader.lang, own["reading"], of="law_grade"), **said)


def _bar(reader: Reader, place: int, found: EvidenceCount) -> EvidenceBar:
    sentence = reader.say(
        "sure-bar", read=found.read, recall=found.recall, judgement=found.judgement
    )
    weakest = ""
    if found.weakest_reliability and found.weakest_credibility:
        weakest = reader.say(
            "sure-weakest",
            reliability=found.weakest_reliability,
            credibility=found.weakest_credibility,
        )
    return EvidenceBar(reader.say("sure-headline", n=place), found, f"{sentence}. {weakest}")


def _to_check(reader: Reader, table: Ten) -> tuple[Block, ...]:
    """Name the figures to check first, and how many of the dependencies shown rest on them."""
    heading, chosen = Heading(reader.say("check-heading"), 3), _checks(table)
    routed = [row for row in table.rows if row.figures]
    if not chosen:
        if not len(reader.result.verdicts):
            return (heading, Paragraph(reader.say("ten-unjudged")))
        key = "check-no-routes" if table.rows else "check-no-rows"
        return (heading, Paragraph(reader.say("check-none" if routed else key)))
    keys = {told.keys for told, _ in chosen}
    carried = sum(any(told.keys in keys for told in row.figures) for row in routed)
    key = "check-lead" if len(chosen) > 1 else "check-lead-one"
    lead = reader.say(key, n=len(chosen), carried=carried, of=len(routed))
    items = tuple(
        reader.say(
            "check-item",
            what=told.about or told.keys,
            text=told.text,
            status=told.status_name,
            n=n,
        )
        for told, n in chosen
    )
    return (heading, Paragraph(lead), ListBlock(items, ordered=True))


def _open(reader: Reader) -> tuple[Block, ...]:
    """Say which verdicts are undecided, and what would have to be known; or that none is."""
    every = reader.result.verdicts
    rows = rows_of(every, **{"class": "undecided"})
    if not len(rows):
        key = "undecided-none" if len(every) else "undecided-unjudged"
        return (Heading(reader.say(key, n=number(reader.lang, len(every))), 3),)
    key = "undecided-heading" if len(rows) > 1 else "undecided-one"
    causes = Counter(cause for row in rows.to_dict("records") for cause in _causes(reader, row))
    told = [
        reader.say(f"cause-{cause}", n=number(reader.lang, n)) for cause, n in causes.most_common()
    ]
    lead = reader.say("undecided-lead", causes=listing(reader.lang, told))
    outside = counts_of(reader)[1]
    if outside < len(rows):
        n = number(reader.lang, len(rows) - outside)
        lead = f"{reader.say('undecided-inside', n=n)} {lead}"
    heading = Heading(reader.say(key, n=number(reader.lang, len(rows))), 3)
    return (heading, Paragraph(lead), ListBlock(_reasons(reader, rows)))


def _causes(reader: Reader, row: "TableRow") -> set[str]:
    """What is missing for one verdict: every answer that is not known, for what reason.

    An answer that is unknown but cannot change the class is left out.
    """
    use = reader.model.uses[str(row["use"])]
    limit = PUBLIC_INTERESTS.index(reader.model.thresholds.public_interest.value)
    interest = PUBLIC_INTERESTS.index(use.public_interest) <= limit
    threshold = reader.result.settings.exposure_threshold
    above = {float(row[f"exposure{end}"]) > threshold for end in ("_low", "", "_high")}
    choices = (above, _both(row["likely"]), _both(row["limited"]))
    found = {answers: _class(answers, interest=interest) for answers in product(*choices)}
    causes: set[str] = set()
    for place, cause in enumerate(("unlisted", "likely", "limited")):
        groups: dict[tuple[bool, ...], set[str]] = {}
        for answers, klass in found.items():
            groups.setdefault(answers[:place] + answers[place + 1 :], set()).add(klass)
        if any(len(classes) > 1 for classes in groups.values()):
            causes |= _of_replacement(row) if cause == "limited" else {cause}
    return causes


def _class(answers: tuple[bool, ...], *, interest: bool) -> str:
    exposed, likely, limited = answers
    return classify(interest=interest, exposed=exposed, likely=likely, limited=limited)


def _of_replacement(row: "TableRow") -> set[str]:
    """Why it is not known whether replacement is limited."""
    unknown = {"time": row["replacement_weeks"], "spare": row["spare_elsewhere"]}
    return {cause for cause, cell in unknown.items() if not known(cell)} or {"unlisted"}


def _both(answer: object) -> set[bool]:
    return {"yes": {True}, "no": {False}}.get(str(answer), {True, False})


def _heading(reader: Reader, found: list[EvidenceCount]) -> str:
    total = sum(one.figures for one in found)
    if not total:
        return reader.say("sure-heading-plain")
    read = sum(one.read for one in found) / total
    judged = sum(one.judgement for one in found) / total
    return reader.say(
        "sure-heading", read=percent(reader.lang, read), judgement=percent(reader.lang, judged)
    )


def _checks(table: Ten) -> list[tuple[Citation, int]]:
    """Choose the figures to check first: unseen, carrying most dependencies, then the weakest."""
    carried: Counter[str] = Counter()
    unseen: dict[str, Citation] = {}
    for row in table.rows:
        for told in row.figures:
            if told.status != "read":
                carried[told.keys] += 1
                unseen[told.keys] = told
    order = sorted(
        unseen.values(),
        key=lambda told: (-carried[told.keys], -told.credibility, told.keys),
    )
    return [(told, carried[told.keys]) for told in order[:CHECKED]]


def _reasons(reader: Reader, rows: "pd.DataFrame") -> tuple[str, ...]:
    column = "reason_nl" if reader.lang == "nl" else "reason_en"
    order = rows.assign(depth=rows["exposure_high"].round(6)).sort_values(
        ["depth", "use", "product", "country", "attribute", "question"],
        ascending=[False, True, True, True, True, True],
    )
    one_each = order.drop_duplicates(["product", "country"])
    return tuple(one_each[column].head(SHOWN_UNDECIDED))
