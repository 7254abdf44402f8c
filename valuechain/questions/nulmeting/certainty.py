"""How sure we are: on what the headlines rest, what to check first, what is undecided."""

from collections import Counter

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
from valuechain.questions.nulmeting.dependencies import Ten
from valuechain.questions.nulmeting.headline import Headline
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import rows_of
from valuechain.texts.numbers import percent

CHECKED = 5
SHOWN_UNDECIDED = 5


def certainty(reader: Reader, heads: list[Headline], *, table: Ten) -> Section:
    """Say how sure we are.

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
        Bars of evidence, figures to check, what is undecided, and warnings.
    """
    found = [(n, head.evidence) for n, head in enumerate(heads, 1) if head.evidence]
    blocks: list[Block] = [
        Heading(_heading(reader, [evidence for _, evidence in found])),
        Paragraph(reader.say("sure-lead")),
    ]
    if found:
        blocks.append(EvidenceBars(tuple(_bar(reader, n, evidence) for n, evidence in found)))
    blocks.append(Beside((_to_check(reader, table), _open(reader))))
    if reader.result.warnings:
        blocks += [Heading(reader.say("warnings"), 3), ListBlock(reader.result.warnings)]
    return Section("sure", reader.say("nav-sure"), tuple(blocks))


def _bar(reader: Reader, number: int, found: EvidenceCount) -> EvidenceBar:
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
    return EvidenceBar(reader.say("sure-headline", n=number), found, f"{sentence}. {weakest}")


def _to_check(reader: Reader, table: Ten) -> tuple[Block, ...]:
    heading, checks = Heading(reader.say("check-heading"), 3), tuple(_checks(reader, table))
    if checks:
        return (heading, Paragraph(reader.say("check-lead")), ListBlock(checks, ordered=True))
    routed = any(row.figures for row in table.rows)
    return (heading, Paragraph(reader.say("check-none" if routed else "check-no-routes")))


def _open(reader: Reader) -> tuple[Block, ...]:
    count, reasons = _undecided(reader)
    heading = reader.say("undecided-heading", n=count) if count else reader.say("undecided-none")
    if not reasons:
        return (Heading(heading, 3),)
    return (Heading(heading, 3), Paragraph(reader.say("undecided-lead")), ListBlock(reasons))


def _heading(reader: Reader, found: list[EvidenceCount]) -> str:
    total = sum(one.figures for one in found)
    if not total:
        return reader.say("sure-heading-plain")
    read = sum(one.read for one in found) / total
    judged = sum(one.judgement for one in found) / total
    return reader.say(
        "sure-heading", read=percent(reader.lang, read), judgement=percent(reader.lang, judged)
    )


def _checks(reader: Reader, table: Ten) -> list[str]:
    """Choose the figures to check first: unseen, weak, and carrying many dependencies."""
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
    return [
        reader.say(
            "check-item",
            what=told.about or told.keys,
            text=told.text,
            status=told.status_name,
            n=carried[told.keys],
        )
        for told in order[:CHECKED]
    ]


def _undecided(reader: Reader) -> tuple[int, tuple[str, ...]]:
    rows = rows_of(reader.result.verdicts, **{"class": "undecided"})
    if not len(rows):
        return 0, ()
    column = "reason_nl" if reader.lang == "nl" else "reason_en"
    order = rows.assign(depth=rows["exposure_high"].round(6)).sort_values(
        ["depth", "use", "product", "country", "attribute", "question"],
        ascending=[False, True, True, True, True, True],
    )
    one_each = order.drop_duplicates(["product", "country"])
    return len(rows), tuple(one_each[column].head(SHOWN_UNDECIDED))
