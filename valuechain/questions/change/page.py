"""The two-yearly letter as blocks: what changed since the last measurement, and why."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from valuechain.presentation.blocks import (
    Block,
    BodyRow,
    ColumnHead,
    Contents,
    Document,
    FigureBlock,
    FigureGrid,
    Heading,
    KeyFinding,
    KeyFindings,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.names import Names
from valuechain.questions.change.figure import cause_chart, loss_chart, shifts_of
from valuechain.questions.change.sentences import ChangeTeller
from valuechain.results.result import Result
from valuechain.texts.labels import label
from valuechain.texts.languages import capital
from valuechain.texts.numbers import percent
from valuechain.vocab.words import CHANGE_CLASSES

_VERDICTS: Final = 30
_FIGURES: Final = 60


def document(found: Result, names: Names) -> Document:
    """Say everything that a comparison of two versions says, as one document.

    Parameters
    ----------
    found : Result
        The result of a comparison.
    names : Names
        Names in the reader's language, from the new model.

    Returns
    -------
    Document
        Findings, losses then and now, verdicts and figures that changed.
    """
    teller, lang = ChangeTeller(found, names), names.lang
    title = found.model_title.get(lang) or found.model_title["en"]
    days = {"old": teller.day("old"), "new": teller.day("new")}
    findings = [KeyFinding(sentence, "") for sentence in teller.summary()]
    findings += [KeyFinding(teller.top(row), teller.because(row)) for row in teller.tops()[:1]]
    top = Section("top", "", (KeyFindings(tuple(findings)), Contents(teller.say("contents"))))
    return Document(
        lang=lang,
        title=teller.say("page-title", model=title),
        kicker=teller.say("kicker", **days),
        heading=teller.heading(),
        subject=title,
        marking="" if found.marking is None else label(lang, found.marking, of="marking"),
        skip=teller.say("skip"),
        sections=(top, *sections(found, names)),
        footer=teller.say("made-by", model=found.provenance.model_id, **days),
    )


def sections(found: Result, names: Names) -> tuple[Section, ...]:
    """Give the chapters of a comparison: losses, verdicts, figures, and how it is split.

    Parameters
    ----------
    found : Result
        The result of a comparison.
    names : Names
        Names in the reader's language, from the new model.
    """
    teller = ChangeTeller(found, names)
    parts = {
        "moves": tuple(_moves(teller)),
        "verdicts": tuple(_verdicts(teller)),
        "figures": tuple(_figures(teller)),
        "meaning": (Paragraph(found.meaning[names.lang]),),
    }
    return tuple(
        Section(
            f"change-{key}",
            teller.say(f"nav-{key}"),
            (Heading(teller.say(f"heading-{key}")), *blocks),
        )
        for key, blocks in parts.items()
    )


def _moves(teller: ChangeTeller) -> Iterator[Block]:
    tops, lang = teller.tops(), teller.names.lang
    if not tops:
        yield Paragraph(teller.say("heading-none", least=teller.least))
        return
    shifts = shifts_of(teller)
    told = " ".join(f"{teller.top(row)} {teller.because(row)}" for row in tops[: len(shifts)])
    charts = {
        "loss": partial(loss_chart, shifts, lang=lang),
        "points": partial(cause_chart, shifts, lang=lang),
    }
    heads = tuple(capital(teller.say(f"figure-{key}")) for key in charts)
    figures = tuple(
        FigureBlock(f"change-{key}", head, told, draw)
        for head, (key, draw) in zip(heads, charts.items(), strict=True)
    )
    rows_of_figures = ((teller.say("figure-title"), figures),)
    yield FigureGrid(heads, rows_of_figures, teller.say("caption-moves"))
    present = [name for name in CHANGE_CLASSES if any(row[name] for row in tops)]
    keys = ("use", "who", "old", "new", "difference")
    columns = [
        ColumnHead(teller.say(f"col-{key}"), "text" if key in {"use", "who"} else "number")
        for key in keys
    ]
    columns += [ColumnHead(label(lang, name, of="change"), "number") for name in present]
    columns.append(ColumnHead(teller.say("col-risky"), "number"))
    rows = []
    for row in tops:
        losses = [TableCell(percent(lang, row[key]), float(row[key])) for key in ("old", "new")]
        points = [
            TableCell(teller.points(float(row[key])), float(row[key]))
            for key in ("difference", *present)
        ]
        who = teller.names.short(str(row["removed"]))
        note = "; ".join(label(lang, str(row[key]), of=key) for key in ("attribute", "mode"))
        cells = (TableCell(teller.title(row)), TableCell(who, note=note), *losses, *points)
        risky = f"{row['risky_old']} \u2192 {row['risky_new']}"
        rows.append(BodyRow((*cells, TableCell(risky, float(row["risky_new"])))))
    yield TableBlock(tuple(columns), tuple(rows), "what-if", teller.say("caption-moves"))


def _verdicts(teller: ChangeTeller) -> Iterator[Block]:
    turned, lang = teller.turned(), teller.names.lang
    if not turned:
        yield Paragraph(teller.say("no-verdicts"))
        return
    heads = ("dependency", "old", "new", "hangs")
    columns = tuple(ColumnHead(teller.say(f"col-{key}")) for key in heads)
    rows = []
    for row in turned[:_VERDICTS]:
        place = teller.names.short(str(row["country"]))
        question = label(lang, str(row["question"]), of="question")
        named = f"{teller.title(row)}: {teller.names.inline(str(row['product']))}, {place}"
        ends = [
            TableCell(
                label(lang, str(row[f"class_{end}"]), of="class"),
                note=percent(lang, row[f"exposure_{end}"]),
            )
            for end in ("old", "new")
        ]
        hangs = TableCell(teller.hangs(row))
        rows.append(BodyRow((TableCell(f"{named} ({question})"), *ends, hangs)))
    yield TableBlock(columns, tuple(rows), "what-if", teller.say("caption-verdicts"))
    if len(turned) > _VERDICTS:
        yield Paragraph(teller.say("more-verdicts", count=len(turned) - _VERDICTS), "small")


def _figures(teller: ChangeTeller) -> Iterator[Block]:
    rows = teller.found["figure_changes"].to_dict("records")
    if not rows:
        yield Paragraph(teller.say("figures-none"))
        return
    columns = tuple(ColumnHead(teller.say(f"col-{key}")) for key in ("figure", "old", "new", "why"))
    body = tuple(
        BodyRow(
            (
                TableCell(str(row["figure"])),
                TableCell(str(row["old"] or ""), note=str(row["source_old"] or "")),
                TableCell(str(row["new"] or ""), note=str(row["source_new"] or "")),
                TableCell(teller.reason(row)),
            )
        )
        for row in rows[:_FIGURES]
    )
    yield TableBlock(columns, body, "what-if", teller.say("caption-figures"))
    if len(rows) > _FIGURES:
        yield Paragraph(teller.say("more-figures", count=len(rows) - _FIGURES), "small")
