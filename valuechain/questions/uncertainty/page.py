"""How sure a nulmeting is, and what to find out first, on a page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import Beside, Block, Heading, ListBlock, Paragraph
from valuechain.presentation.names import Names
from valuechain.questions.uncertainty.page_words import PAGE
from valuechain.questions.uncertainty.words import amount_of
from valuechain.texts.labels import label
from valuechain.texts.languages import capital
from valuechain.texts.numbers import number

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.presentation.cells import TableRow

_FLIPS: Final = 8
"""Verdicts of which it is said where they flip."""


def blocks(
    tables: "Mapping[str, pd.DataFrame]", names: Names, *, asked: Mapping[str, object]
) -> tuple[Block, ...]:
    """Show how sure the verdicts are, what to find out first, and where verdicts flip.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables of a nulmeting.
    names : Names
        Names in the reader's language.
    asked : mapping of str to object
        How it was asked: draws, and verdicts that are misjudged on average.

    Returns
    -------
    tuple of Block
        Nothing where figures were not drawn.
    """
    certain = tables.get("certainty")
    if certain is None:
        return ()
    lang = names.lang
    draws, others = int(str(asked["draws"])), int(str(asked.get("other_draws", asked["draws"])))
    lead = PAGE.say(
        lang,
        "lead",
        draws=number(lang, draws),
        others=PAGE.say(lang, "others", n=number(lang, others)) if others < draws else "",
        wrong=number(lang, float(str(asked["misjudged"])), digits=1),
        n=len(certain),
    )
    return (
        Heading(_heading(names, certain)),
        Paragraph(lead),
        Beside(
            (
                _figures(names, tables["find_out"]),
                (
                    *_sources(names, tables["surveys"]),
                    *_flips(names, certain, tables["break_even"]),
                ),
            )
        ),
    )


def _heading(names: Names, certain: "pd.DataFrame") -> str:
    counts = certain["sureness"].value_counts()
    told = {word: int(counts.get(word, 0)) for word in ("firm", "leaning", "open")}
    key = "heading" if len(certain) else "heading-none"
    return PAGE.say(names.lang, key, n=len(certain), **told)


def _figures(names: Names, rows: "pd.DataFrame") -> tuple[Block, ...]:
    """The figures to find out first."""
    lang = names.lang
    if not len(rows):
        return (Heading(PAGE.say(lang, "find-none"), 3),)
    entries = []
    for row in rows.sort_values("rank", kind="stable").to_dict("records"):
        amounts = {name: _amount(names, row, name) for name in ("stated", "low", "high")}
        entries.append(
            PAGE.say(
                lang,
                "figure",
                figure=capital(str(row[f"figure_{lang}"])),
                status=label(lang, str(row["status"]), of="status"),
                worth=number(lang, float(str(row["worth"])), digits=2),
                who=row[f"who_{lang}"],
                **amounts,
            )
        )
    heading = PAGE.say(lang, "find" if len(rows) > 1 else "find-one", n=len(rows))
    return Heading(heading, 3), ListBlock(tuple(entries), ordered=True)


def _amount(names: Names, row: "TableRow", name: str) -> str:
    return amount_of(names.lang, str(row["sort"]), amount=float(str(row[name])))


def _sources(names: Names, rows: "pd.DataFrame") -> tuple[Block, ...]:
    """The sources that yield most if their figures were known better."""
    lang = names.lang
    if not len(rows):
        return ()
    ordered = rows.sort_values(["worth", "source"], ascending=[False, True], kind="stable")
    entries = tuple(
        PAGE.say(
            lang,
            "source" if int(str(row["figures"])) > 1 else "source-one",
            title=row["title"],
            worth=number(lang, float(str(row["worth"])), digits=2),
            figures=row["figures"],
        )
        for row in ordered.to_dict("records")
    )
    return Heading(PAGE.say(lang, "sources"), 3), ListBlock(entries, ordered=True)


def _flips(names: Names, certain: "pd.DataFrame", rows: "pd.DataFrame") -> tuple[Block, ...]:
    """Where verdicts that are not firm flip, the nearest first; which only flip together."""
    lang = names.lang
    keys = ["use", "product", "country", "attribute", "question"]
    doubtful = certain[certain["sureness"] != "firm"]
    if not len(doubtful):
        return ()
    nearest = rows.sort_values(["change", *keys], kind="stable").drop_duplicates(keys)
    # A verdict by site and one by owner, or of both questions, mostly flip alike.
    told = tuple(dict.fromkeys(_flip(names, row) for row in nearest.to_dict("records")))
    entries = told[:_FLIPS]
    head = Heading(PAGE.say(lang, "flips"), 3)
    alone = len(doubtful) - len(nearest)
    rest = []
    if len(told) > _FLIPS:
        rest.append(PAGE.say(lang, "flips-more", n=len(told) - _FLIPS))
    if alone:
        rest.append(
            PAGE.say(lang, "flips-together" if alone > 1 else "flips-together-one", n=alone)
        )
    listed: tuple[Block, ...] = (ListBlock(entries),) if entries else ()
    notes: tuple[Block, ...] = (Paragraph(" ".join(rest), "small"),) if rest else ()
    return (head, *listed, *notes)


def _flip(names: Names, row: "TableRow") -> str:
    lang = names.lang
    at, stated = _amount(names, row, "flips_at"), _amount(names, row, "stated")
    above = float(str(row["flips_at"])) >= float(str(row["stated"]))
    key = "flip" if at != stated else ("flip-more" if above else "flip-less")
    return PAGE.say(
        lang,
        key,
        use=capital(names.inline(str(row["use"]))),
        product=names.inline(str(row["product"])),
        country=names.place(str(row["country"])),
        before=label(lang, str(row["class"]), of="class"),
        after=label(lang, str(row["becomes"]), of="class"),
        figure=row[f"figure_{lang}"],
        at=at,
        stated=stated,
    )
