"""The page of a nulmeting as blocks: one document that follows the reader's questions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from valuechain.analysis.provenance import JOINED
from valuechain.presentation.blocks import (
    Block,
    ColumnHead,
    Contents,
    Document,
    Heading,
    Paragraph,
    Prose,
    Section,
    SourceBlock,
    SourceEntry,
)
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.certainty import certainty
from valuechain.questions.nulmeting.dependencies import section as dependencies
from valuechain.questions.nulmeting.dependencies import ten
from valuechain.questions.nulmeting.elections import elections
from valuechain.questions.nulmeting.headline import Headline, headlines, key_findings
from valuechain.questions.nulmeting.holdings import holdings
from valuechain.questions.nulmeting.reader import Reader, as_stored
from valuechain.questions.nulmeting.storeys import stack
from valuechain.questions.nulmeting.ten_figure import dots_of_ten
from valuechain.questions.nulmeting.timeline import timeline
from valuechain.questions.nulmeting.world_section import world_section
from valuechain.questions.registry import question
from valuechain.results.frames import known
from valuechain.results.licences import LICENCE_NOTE, non_commercial
from valuechain.results.result import Result
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, listing
from valuechain.texts.numbers import date_text, duration, horizon_text, percent
from valuechain.texts.places import place_name


def document(result: Result, names: Names) -> Document:
    """Say everything that the page of a nulmeting says, in the order of reading.

    Parameters
    ----------
    result : Result
        The result.
    names : Names
        Names in the reader's language, from the model that the result was computed from.

    Returns
    -------
    Document
        Title, finding and sections, in the order of the reader's questions.
    """
    reader, lang = as_stored(result, names), names.lang
    heads = headlines(reader)
    title = result.model_title.get(lang) or result.model_title.get("en", names.model.id)
    day, digest = date_text(lang, result.as_of), result.provenance.digest[:12]
    return Document(
        lang=lang,
        title=reader.say("page-title", home=reader.home, model=title),
        kicker=reader.say("kicker", home=reader.home, day=day),
        heading=_finding(reader, heads),
        subject=title,
        marking="" if result.marking is None else label(lang, result.marking, of="marking"),
        skip=reader.say("skip"),
        sections=(_top(reader, heads, day=day), *_sections(reader, heads)),
        footer=reader.say("made-by", model=result.provenance.model_id, digest=digest),
    )


def _sections(reader: Reader, heads: list[Headline]) -> Iterator[Section]:
    table = ten(reader)
    yield timeline(reader)
    yield from world_section(reader)
    yield stack(reader)
    found = dependencies(reader, table)
    yield replace(found, blocks=(*found.blocks, *dots_of_ten(reader, table)))
    yield from _asked(reader, "chokepoints")
    yield from _asked(reader, "survival")
    yield elections(reader)
    yield Section("held", reader.say("nav-held"), (*holdings(reader), *_mutual(reader)))
    yield from _asked(reader, "partners")
    yield from _asked(reader, "what_if")
    for found in _asked(reader, "comparison"):
        notes = _page("lookthrough").blocks(_tables(reader), reader.names)
        yield Section(found.anchor, found.nav, (*found.blocks, *notes))
    planned = _page("plan").section(_tables(reader), reader.names, asked=reader.result.options)
    if planned is not None:
        yield planned
    yield certainty(reader, heads, table=table)
    yield _method(reader)


def _page(package: str) -> Any:
    """The part of a question that shows itself on a page."""
    return question(package).part("page")


def _tables(reader: Reader) -> dict[str, Any]:
    return dict(reader.result.tables())


def _asked(reader: Reader, package: str) -> Iterator[Section]:
    """Show the answer to another question, if it was asked of this home."""
    settings = reader.result.settings
    found = _page(package).section(_tables(reader), reader.names, settings=settings)
    if found is not None:
        yield found


def _mutual(reader: Reader) -> tuple[Block, ...]:
    settings = reader.result.settings
    found: tuple[Block, ...] = _page("leverage").blocks(
        _tables(reader), reader.names, settings=settings
    )
    return found


def _top(reader: Reader, heads: list[Headline], *, day: str) -> Section:
    """Put on top what someone with one minute reads, and from whose side it is seen."""
    home = reader.home_said
    blocks: list[Block] = [key_findings(reader, heads)] if heads else []
    if not len(reader.result.exposure):
        blocks.append(Paragraph(reader.say("no-uses", home=home), "notice"))
    elif owners := _owners(reader):
        blocks.append(Paragraph(reader.say("uses-of-few", owners=owners, home=home), "notice"))
    if any(said.startswith(JOINED) for said in reader.result.warnings):
        blocks.append(Paragraph(reader.say("packs-joined"), "notice"))
    seen = reader.say("perspective", home=home, trusted=_trusted(reader), day=day)
    blocks.append(Paragraph(f"{seen} {reader.say('perspective-licence')}", "setting"))
    return Section("top", "", (*blocks, Contents(reader.say("contents"))))


def _owners(reader: Reader) -> str:
    """Name the countries whose uses are measured, where home has others too; empty if not."""
    measured = dict.fromkeys(reader.result.exposure["use"])
    owners = sorted(
        {reader.model.uses[use].country for use in measured if use in reader.model.uses}
    )
    if set(reader.result.settings.home_countries) <= set(owners):
        return ""
    return listing(reader.lang, [reader.names.place(code) for code in owners])


def _finding(reader: Reader, heads: list[Headline]) -> str:
    """State the finding of the page: the fastest and the slow blow, each with its tie and time."""
    blows = [(head.who, head.blow) for head in heads if head.who]
    if not blows:
        return reader.say("h1-plain", home=reader.home_said)
    (fast, first), *rest = blows
    said = {"home": capital(reader.home_said), "fast": fast, "first": first}
    if not rest:
        return reader.say("h1-one", **said)
    slow, second = rest[0]
    return reader.say("h1-both", slow=slow, second=second, **said)


def _trusted(reader: Reader) -> str:
    groups = reader.names.groups
    names = [
        place_name(reader.lang, code, titles=groups) for code in reader.result.settings.trusted
    ]
    return reader.say("perspective-trusted", names=listing(reader.lang, names)) if names else ""


def _method(reader: Reader) -> Section:
    """Say in half a page how it was computed, and list the sources."""
    lang, settings, model = reader.lang, reader.result.settings, reader.model
    producers = sum(len(product.producers) for product in model.products.values())
    filled = {
        "products": len(model.products),
        "producers": producers,
        "uses": len(model.uses),
        "threshold": percent(lang, settings.exposure_threshold),
        "horizon": horizon_text(lang, settings.judged_weeks),
        "replacement": duration(lang, settings.replacement_weeks),
    }
    sources = _sources(reader)
    heading = "sources-heading" if len(sources) != 1 else "sources-heading-one"
    licences = LICENCE_NOTE[lang]
    if withheld := non_commercial(reader.result.sources):
        licences += " " + reader.say("sources-nc", names=listing(lang, withheld))
    return Section(
        "method",
        reader.say("nav-method"),
        (
            Heading(reader.say("method-heading")),
            Prose(tuple(reader.say(f"method-{n}", **filled) for n in range(1, 7))),
            Heading(reader.say(heading, n=len(sources)), 3, "sources-h"),
            Paragraph(licences),
            SourceBlock(
                reader.say("sources-caption"),
                (
                    ColumnHead(reader.say("col-source"), sorts=True),
                    ColumnHead(reader.say("col-publisher"), sorts=True),
                    ColumnHead(reader.say("col-year-of"), "number", sorts=True),
                    ColumnHead(reader.say("col-licence"), sorts=True),
                    ColumnHead(reader.say("col-reliability"), sorts=True),
                    ColumnHead(reader.say("col-figures"), "number", sorts=True),
                ),
                sources,
            ),
        ),
    )


def _sources(reader: Reader) -> tuple[SourceEntry, ...]:
    """List the sources on which figures rest, those that carry most first."""
    frame = reader.result.sources
    used = frame[frame["figures"] > 0].sort_values(["figures", "source"], ascending=[False, True])
    rows = []
    for row in used.to_dict("records"):
        url = _word(row["url"])
        year = row["year"]
        rows.append(
            SourceEntry(
                key=_word(row["source"]),
                title=_word(row["title"]),
                publisher=_word(row["publisher"]),
                year=f"{year:.0f}" if known(year) else "",
                link=url if url.startswith(("https://", "http://")) else "",
                licence=_word(row["licence"]) or reader.say("licence-none"),
                reliability=_word(row["reliability"]),
                figures=int(row["figures"]),
            )
        )
    return tuple(rows)


def _word(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
