"""The map of a nulmeting: which countries can hit a use of home, and how hard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from valuechain.presentation.blocks import (
    BodyRow,
    ColumnHead,
    Details,
    FigureBlock,
    FigureGrid,
    Heading,
    Paragraph,
    Section,
    TableBlock,
    TableCell,
)
from valuechain.presentation.world import STEPS, world_map
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.words_map import MAP
from valuechain.results.frames import rows_of
from valuechain.texts.languages import capital, inline
from valuechain.texts.numbers import percent, within

if TYPE_CHECKING:
    import pandas as pd

CASES: Final = (("withheld", ("owner", "any")), ("lost", ("site", "any")))
"""Per map its mode, and the attributes to show, the first that was measured."""
TOLD: Final = STEPS[1]
"""Least loss of a country that is named in words."""


@dataclass(frozen=True, slots=True)
class _Worst:
    """The use that loses most by one country, in one case."""

    country: str
    use: str
    loss: float


@dataclass(frozen=True, slots=True)
class _Map:
    """One map: what it shows, and per country the use that loses most, largest loss first."""

    mode: str
    key: str
    worst: tuple[_Worst, ...]

    @property
    def losses(self) -> dict[str, float]:
        """Loss by country."""
        return {found.country: found.loss for found in self.worst}

    @property
    def told(self) -> tuple[_Worst, ...]:
        """Those that are named in words."""
        return tuple(found for found in self.worst if found.loss >= TOLD)


def world_section(reader: Reader) -> Iterator[Section]:
    """Show on two maps what each country can do to the use of home that it hits hardest.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Yields
    ------
    Section
        Finding, maps and the figures behind them; nothing where no use of home was measured.
    """
    maps = tuple(_maps(reader))
    if not maps:
        return
    lang = reader.lang
    when = within(lang, reader.result.settings.judged_weeks)
    least = percent(lang, STEPS[0])
    grid = FigureGrid(
        columns=tuple(MAP.say(lang, drawn.key) for drawn in maps),
        rows=((capital(when), tuple(_figure(reader, drawn) for drawn in maps)),),
        caption=MAP.say(lang, "caption", least=least),
    )
    yield Section(
        "map",
        MAP.say(lang, "nav"),
        (
            Heading(_heading(reader, maps, when)),
            Paragraph(MAP.say(lang, "lead", when=when)),
            grid,
            *_table(reader, maps),
        ),
    )


def _maps(reader: Reader) -> Iterator[_Map]:
    exposure, settings = reader.result.exposure, reader.result.settings
    if not len(exposure):
        return
    rows = rows_of(
        exposure, kind="country", rule="default", horizon_weeks=str(settings.judged_weeks)
    )
    rows = rows[~rows["removed"].isin(set(settings.home_countries))]
    for mode, wanted in CASES:
        there = rows_of(rows, mode=mode)
        attributes = set(there["attribute"])
        attribute = next((word for word in wanted if word in attributes), None)
        if attribute is not None:
            key = mode if attribute != "any" else f"{mode}-any"
            worst = _worst(rows_of(there, attribute=attribute))
            yield _Map(mode, key, worst)


def _worst(rows: "pd.DataFrame") -> tuple[_Worst, ...]:
    """Choose per country the use that loses most; the first by name where several do."""
    ordered = rows.sort_values(["value", "use"], ascending=[False, True], kind="stable")
    first = ordered.drop_duplicates("removed")
    return tuple(
        _Worst(str(row["removed"]), str(row["use"]), float(row["value"]))
        for row in first.to_dict("records")
    )


def _heading(reader: Reader, maps: tuple[_Map, ...], when: str) -> str:
    """Count the countries that hit hard in either case, and name the one that hits hardest."""
    lang, said = reader.lang, {"home": reader.home_said, "least": percent(reader.lang, TOLD)}
    told = [(found, drawn) for drawn in maps for found in drawn.told]
    if not told:
        return MAP.say(lang, "heading-none", when=when, **said)
    most, drawn = max(told, key=lambda one: one[0].loss)
    count = len({found.country for found, _ in told})
    return MAP.say(
        lang,
        "heading" if count > 1 else "heading-one",
        n=count,
        when=when,
        most=reader.names.place(most.country),
        loss=percent(lang, most.loss),
        use=inline(reader.names.title(most.use)),
        how=MAP.say(lang, f"how-{drawn.key}"),
        **said,
    )


def _figure(reader: Reader, drawn: _Map) -> FigureBlock:
    lang, home = reader.lang, reader.result.settings.home_countries
    ends = (*STEPS[1:], 1.0)
    steps = tuple(
        f"{round(100 * low)}–{percent(lang, high)}" for low, high in zip(STEPS, ends, strict=True)
    )
    return FigureBlock(
        name=f"map-{drawn.mode}",
        title=MAP.say(lang, drawn.key),
        description=_told(reader, drawn),
        draw=partial(world_map, drawn.losses, home=home, steps=steps, home_name=reader.home),
    )


def _told(reader: Reader, drawn: _Map) -> str:
    """Say the map in words."""
    lang, least = reader.lang, percent(reader.lang, TOLD)
    if not drawn.told:
        return MAP.say(lang, "alt-none", least=least)
    listed = "; ".join(MAP.say(lang, "one", **_said(reader, found)) for found in drawn.told)
    return MAP.say(lang, "alt", least=least, countries=listed)


def _said(reader: Reader, found: _Worst) -> Mapping[str, str]:
    return {
        "country": reader.names.place(found.country),
        "loss": percent(reader.lang, found.loss),
        "use": inline(reader.names.title(found.use)),
    }


def _table(reader: Reader, maps: tuple[_Map, ...]) -> tuple[Details, ...]:
    lang = reader.lang
    rows = tuple(
        BodyRow(
            (
                TableCell(MAP.say(lang, drawn.key)),
                TableCell(capital(reader.names.place(found.country))),
                TableCell(percent(lang, found.loss), found.loss),
                TableCell(reader.names.title(found.use)),
            )
        )
        for drawn in maps
        for found in drawn.worst
        if found.loss >= STEPS[0]
    )
    if not rows:
        return ()
    heads = (
        ColumnHead(MAP.say(lang, "case")),
        ColumnHead(MAP.say(lang, "country")),
        ColumnHead(MAP.say(lang, "loss"), "loss"),
        ColumnHead(MAP.say(lang, "use")),
    )
    return (Details(MAP.say(lang, "table"), (TableBlock(heads, rows, "figures"),)),)
