"""The stack, storey by storey: site beside control, and in words the most vulnerable product."""

from functools import partial
from typing import TYPE_CHECKING, cast

from valuechain.presentation.blocks import (
    FigureBlock,
    Heading,
    Illustration,
    Illustrations,
    Paragraph,
    Section,
)
from valuechain.questions.nulmeting.layer_figures import by_country
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.nulmeting.stack_figure import stack_storey
from valuechain.results.frames import rows_of
from valuechain.texts.labels import label
from valuechain.texts.languages import capital, inline
from valuechain.texts.numbers import percent, within
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute

if TYPE_CHECKING:
    import pandas as pd

OURS = ("home", "europe")
QUARTER = 0.25
APART = 0.05
"""From this difference on, site and control are said to differ."""


def stack(reader: Reader) -> Section:
    """Draw the stack as storeys, one for each layer, with the finding above them.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    Section
        The storeys, applications on top, with the finding above them.
    """
    shares = reader.result.layer_shares
    layers = [layer.id for layer in reader.model.layers if layer.id in set(shares["layer"])]
    nav = reader.say("nav-stack")
    if not layers:
        return Section("stack", nav, (Heading(nav), Paragraph(reader.say("stack-none"))))
    storeys = Illustrations(
        legend=tuple(
            (segment, label(reader.lang, segment, of="segment"))
            for segment in ("home", "europe", "trusted", "other", "unknown")
            if segment in set(shares["segment"])
        ),
        parts=tuple(_storey(reader, layer) for layer in reversed(layers)),
    )
    heading, lead = _heading(reader, layers), reader.say("stack-lead")
    told = (Heading(heading), Paragraph(lead), storeys)
    return Section("stack", nav, (*told, *by_country(reader)))


def _europe(reader: Reader, layer: str, attribute: str) -> float:
    rows = rows_of(reader.result.layer_shares, layer=layer, attribute=attribute, segment=OURS)
    return float(rows["share"].sum())


def _outside(reader: Reader, layer: str) -> float:
    rows = rows_of(
        reader.result.layer_shares, layer=layer, attribute="owner", segment=("other", "trusted")
    )
    return float(rows["share"].sum())


def _heading(reader: Reader, layers: list[str]) -> str:
    outside = sum(_outside(reader, layer) > 0.5 for layer in layers)
    start = reader.say("stack-heading", outside=outside, layers=len(layers))
    gaps = {
        layer: _europe(reader, layer, "site") - _europe(reader, layer, "owner") for layer in layers
    }
    widest = max(gaps, key=lambda layer: (round(abs(gaps[layer]), 6), layer))
    if abs(gaps[widest]) < APART:
        return start
    return reader.say("stack-heading-gap", base=start, layer=inline(reader.names.layer(widest)))


def _storey(reader: Reader, layer: str) -> Illustration:
    shares = rows_of(reader.result.layer_shares, layer=layer)
    countries = {code for code in shares["country"].dropna() if code}
    names = {code: reader.names.short(code) for code in sorted(countries)}
    names["home"] = label(reader.lang, "home", of="segment")
    title = reader.names.layer(layer)
    described = {
        attribute: "; ".join(_segments(reader, rows_of(shares, attribute=attribute)))
        for attribute in ("site", "owner")
    }
    picture = FigureBlock(
        name=f"s-{layer}",
        title=title,
        description=reader.say("stack-bar", layer=title, **described),
        draw=partial(stack_storey, shares, names=names, lang=reader.lang),
    )
    site, owner = (_europe(reader, layer, attribute) for attribute in ("site", "owner"))
    key = "stack-gap" if abs(site - owner) >= APART else "stack-same"
    first = reader.say(key, site=percent(reader.lang, site), owner=percent(reader.lang, owner))
    return Illustration(title, picture, " ".join((first, *_worst(reader, layer))))


def _segments(reader: Reader, rows: "pd.DataFrame") -> list[str]:
    """Say the segments of one bar, for those who do not see it."""
    found = []
    for segment, country, share in zip(
        rows["segment"], rows["country"], rows["share"], strict=True
    ):
        name = (
            reader.names.removed(country)
            if isinstance(country, str) and country
            else label(reader.lang, str(segment), of="segment")
        )
        found.append(f"{name} {percent(reader.lang, float(share))}")
    return found


def _worst(reader: Reader, layer: str) -> list[str]:
    """Name the product that is hit hardest, by what, and when a quarter of it is gone.

    Hardest is the largest loss of a buyer at home, the mean of a week, a quarter and a year; the
    removal is that of one country outside home and the trusted, made there or owned from there.
    """
    frame = rows_of(
        reader.result.products,
        product=[key for key, one in reader.model.products.items() if one.layer == layer],
        kind="country",
        rule="default",
        attribute=("site", "owner"),
    )
    frame = frame[~frame["removed"].isin(reader.ours)]
    soon = rows_of(frame, horizon_weeks=("1", "13", "52"))
    if not len(soon) or not float(soon["value"].max()):
        return []
    case = ["product", "removed", "attribute", "mode"]
    depth = soon.groupby(case)["value"].sum().round(6)
    deep: dict[tuple[str, str, str, str], float] = dict(zip(depth.index, depth, strict=True))
    product, removed, attribute, mode = min(
        deep, key=lambda found: (-deep[found], found[2] != "site", found)
    )
    profile = rows_of(frame, product=product, removed=removed, attribute=attribute, mode=mode)
    loss = dict(zip(profile["horizon_weeks"].map(str), profile["value"], strict=True))
    when = next((h for h in ("1", "13", "52", "156") if loss.get(h, 0.0) >= QUARTER), None)
    alike = {found[0] for found in depth.index[depth == depth.max()]} - {product}
    sentences = [
        reader.say(
            "stack-worst-more" if alike else "stack-worst",
            product=inline(reader.names.title(product)),
            condition=_condition(reader, removed, attribute=attribute, mode=mode),
        )
    ]
    if when is not None and "52" in loss:
        year = percent(reader.lang, float(loss["52"]))
        by = capital(within(reader.lang, when))
        sentences.append(reader.say("stack-quarter", when=by, depth=year))
    late = rows_of(
        reader.result.layers,
        layer=layer,
        removed=removed,
        rule="default",
        attribute=attribute,
        mode=mode,
        horizon_weeks="156",
    )
    if len(late) and int(late["products_below_theta"].iloc[0]) > 1:
        down, every = int(late["products_below_theta"].iloc[0]), int(late["products"].iloc[0])
        sentences.append(reader.say("stack-down", n=down, of=every))
    return sentences


def _condition(reader: Reader, removed: str, *, attribute: str, mode: str) -> str:
    """Say what happens to a layer: supply stops, or is refused."""
    tied = cast("Attribute", attribute)
    if mode == "lost":
        tie = under_tie(reader.lang, removed, attribute=tied, titles=reader.names.groups)
        return reader.say("stack-if-lost", tie=tie)
    who = who_refuses(reader.lang, removed, attribute=tied, titles=reader.names.groups)
    return reader.say("stack-if-withheld", who=who)
