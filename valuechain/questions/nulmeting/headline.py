"""The three sentences on top of the page: the fastest refusal, the deepest loss, what we hold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from valuechain.indicators.positions import needed_by
from valuechain.presentation.blocks import EvidenceCount, KeyFinding, KeyFindings
from valuechain.questions.nulmeting.headline_words import (
    RefusalFacts,
    headline_held,
    headline_loss,
    headline_refusal,
    in_brief,
    share_is_loss,
)
from valuechain.questions.nulmeting.reader import Reader
from valuechain.results.frames import known, rows_of
from valuechain.texts.languages import inline
from valuechain.texts.numbers import percent, within
from valuechain.texts.ties import who_refuses
from valuechain.vocab.words import STATUSES, Attribute

if TYPE_CHECKING:
    import pandas as pd

    from valuechain.schema.supply import Producer

NEAR: Final = 0.8
"""Refusals that do at least this part of the worst compete on the gap of site and control."""
HALF: Final = 0.5
NEARLY_ALL: Final = 0.95
"""A slow loss is dated at the first horizon with this part of it."""


ExposureKey = tuple[str, str, str, str, str, str]
"""Use, product (empty for all of a country), who is removed, attribute, mode and horizon."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence of the page's summary, with the figures it rests on.

    ``who`` is whom it is about, as a subject, and ``blow`` says how much of what is gone by when;
    both are empty for what home holds.
    """

    text: str
    evidence: EvidenceCount | None
    who: str = ""
    blow: str = ""
    cell: ExposureKey | None = None
    """Where its number stands, if it is of a use."""
    bounded: bool = False
    """Whether it gives bounds, and so says what they are."""


def headlines(reader: Reader) -> list[Headline]:
    """Make the sentences that the tables bear out, at most three.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.

    Returns
    -------
    list of Headline
        The fastest refusal, the deepest slow loss, and what is held at home or in Europe. The
        first that gives bounds says what they are.
    """
    first = refusal(reader)
    spelled = first is None or not first.bounded
    found = (first, slow_loss(reader, spelled=spelled), held(reader))
    return [headline for headline in found if headline is not None]


def key_findings(reader: Reader, heads: list[Headline]) -> KeyFindings:
    """Put the sentences as the document shows them, each with what it rests on."""
    return KeyFindings(tuple(KeyFinding(head.text, _rests(reader, head)) for head in heads))


def _rests(reader: Reader, head: Headline) -> str:
    found = head.evidence
    if found is None:
        return ""
    text = reader.say(
        "rests-on" if found.figures > 1 else "rests-on-one",
        n=found.figures,
        read=found.read,
        recall=found.recall,
        judgement=found.judgement,
    )
    if found.proxies:
        key = "rests-proxies" if found.proxies > 1 else "rests-proxy"
        text += " " + reader.say(key, n=found.proxies)
    return text


def refusal(reader: Reader) -> Headline | None:
    """Say which refusal takes most, soonest, with the gap of site and control."""
    chosen = _worst_refusal(reader)
    if chosen is None:
        return None
    lang, attribute = reader.lang, cast("Attribute", chosen["attribute"])
    use = reader.subject(chosen["use"]) if "use" in chosen else None
    product = reader.model.products.get(chosen["product"])
    everything = _everything(reader, chosen)
    cell = _cell(chosen) if use else None
    near = None if product is None else product.measured_by
    told: RefusalFacts = RefusalFacts(
        product=reader.names.title(chosen["product"]),
        use=use,
        country=chosen["removed"],
        attribute=attribute,
        loss=_triple(chosen),
        sure=_interval(reader, cell),
        horizon=chosen["horizon_weeks"],
        home=reader.homes[0],
        at_home=_share_at_home(reader, chosen["product"]),
        controlled=_controlled(reader, chosen["product"], chosen["removed"]),
        everything=everything,
        unit=None if product is None else product.unit,
        measured=None if near is None else in_brief(reader.names.text(near)),
        spelled=True,
        titles=reader.names.groups,
    )
    who = who_refuses(lang, chosen["removed"], attribute=attribute, titles=reader.names.groups)
    blow = _refused(reader, chosen, told)
    text, (low, _, high) = headline_refusal(lang, **told), _triple(chosen)
    bounded = percent(lang, low) != percent(lang, high)
    return Headline(text, evidence_of(reader, chosen), who, blow, cell, bounded=bounded)


def _refused(reader: Reader, chosen: "pd.Series", told: RefusalFacts) -> str:
    """Say how much of what is gone by when; of what is measured by something near it, of that."""
    use, measured = told["use"], told.get("measured")
    what, lost = use or told["product"], float(chosen["value"])
    if not measured:
        everything = told.get("everything")
        return _blow(reader, chosen, what=what, lost=lost if everything is None else everything)
    if use and share_is_loss(told):
        return _blow(reader, chosen, what=measured, lost=lost, key="blow-measure")
    blow = _blow(reader, chosen, what=what, lost=lost)
    return reader.say("blow-measured", blow=blow, measured=measured)


def _everything(reader: Reader, chosen: "pd.Series") -> float | None:
    """What the use loses if those who refuse the product refuse all they have; None if unknown."""
    if "use" not in chosen:
        return None
    words = {name: chosen[name] for name in ("use", "removed", "attribute", "horizon_weeks")}
    rows = rows_of(reader.result.exposure, mode="withheld", rule="default", **words)
    return float(rows["value"].iloc[0]) if len(rows) else None


def _blow(reader: Reader, row: "pd.Series", *, what: str, lost: float, key: str = "blow") -> str:
    """Say how much of what is gone by when, for the title of the page."""
    by = within(reader.lang, row["horizon_weeks"])
    return reader.say(key, by=by, lost=percent(reader.lang, lost), what=inline(what))


def _worst_refusal(reader: Reader) -> "pd.Series | None":
    """Choose the refusal: of a use if there is one, else of a buyer at home."""
    calm = reader.use_rows(critical=False)
    frame = rows_of(reader.result.dependencies, use=calm) if calm else _bought(reader)
    frame = rows_of(
        frame,
        kind="country",
        mode="withheld",
        rule="default",
        attribute=("owner", "headquarters", "site"),
    )
    for horizon in ("1", "13", "52", "156", "limit"):
        rows = rows_of(frame, horizon_weeks=horizon)
        if not len(rows) or float(rows["value"].max()) < reader.result.settings.exposure_threshold:
            continue
        first = rows.sort_values(["value", "removed"], ascending=[False, True]).iloc[0]
        rows = rows_of(rows, removed=first["removed"])
        rows = rows[rows["value"] >= NEAR * first["value"]]
        gaps = [
            _gap(reader, product, removed)
            for product, removed in zip(rows["product"], rows["removed"], strict=True)
        ]
        order = {"owner": 0, "headquarters": 1, "site": 2}
        rows = rows.assign(gap=gaps, place=rows["attribute"].map(order)).sort_values(
            ["gap", "value", "place", "product"], ascending=[False, False, True, True]
        )
        chosen: pd.Series = rows.iloc[0]
        return chosen
    return None


def _bought(reader: Reader) -> "pd.DataFrame":
    """Refusals to a buyer at home of products that are bought on a larger market."""
    frame = reader.result.products
    return frame[~frame["removed"].isin(reader.ours)]


def _gap(reader: Reader, product: str, country: str) -> float:
    at_home, controlled = _share_at_home(reader, product), _controlled(reader, product, country)
    return 0.0 if at_home is None or controlled is None else round(min(at_home, controlled), 2)


def _share_at_home(reader: Reader, product: str) -> float | None:
    rows = rows_of(reader.result.positions, product=product, circle="home", attribute="site")
    return None if not len(rows) else float(rows["share"].iloc[0])


def _controlled(reader: Reader, product: str, country: str) -> float | None:
    found = reader.model.products.get(product)
    if found is None:
        return None
    total = 0.0
    for producer in found.producers:
        firm = reader.model.firms.get(producer.firm or "")
        owner = producer.owner if firm is None else firm.owner
        total += producer.share.mode if owner == country else 0.0
    return total


def slow_loss(reader: Reader, *, spelled: bool = False) -> Headline | None:
    """Say which loss is small at first and deep after three years."""
    calm = reader.use_rows(critical=False)
    frame = rows_of(reader.result.exposure, use=calm) if calm else reader.result.products
    frame = rows_of(frame, kind="country", mode="lost", attribute="site", rule="default")
    frame = frame[~frame["removed"].isin(reader.ours)]
    keys = ["use" if calm else "product", "removed"]
    late = rows_of(frame, horizon_weeks="156").set_index(keys)
    first = rows_of(frame, horizon_weeks="1").set_index(keys)
    early = first["value"]
    if not len(late):
        return None
    grown = (late["value"] - early.reindex(late.index).fillna(0)).round(9)
    if float(grown.max()) < reader.result.settings.exposure_threshold:
        return None
    subject, removed = min(grown[grown == grown.max()].index)
    row = late.loc[(subject, removed)]
    horizon = "156"
    for sooner in ("52", "13"):
        then = rows_of(frame, horizon_weeks=sooner).set_index(keys).loc[(subject, removed)]
        if float(then["value"]) < NEARLY_ALL * float(row["value"]):
            break
        horizon, row = sooner, then
    asked = row.copy()
    for name, word in (("use", subject), ("removed", removed), ("product", "")):
        asked[name] = word
    asked["horizon_weeks"] = horizon
    asked["attribute"], asked["mode"] = "site", "lost"
    cell = _cell(asked) if calm else None
    text = headline_loss(
        reader.lang,
        product=None,
        use=reader.subject(subject),
        country=removed,
        attribute="site",
        early=float(early.get((subject, removed), 0.0)),
        early_high=float(first["bound_high"].get((subject, removed), 0.0)),
        loss=_triple(row),
        sure=_interval(reader, cell),
        horizon=horizon,
        home=reader.homes[0],
        spelled=spelled,
        titles=reader.names.groups,
    )
    who = who_refuses(reader.lang, removed, attribute="site", titles=reader.names.groups)
    blow = _blow(reader, asked, what=reader.subject(subject), lost=float(row["value"]))
    if not calm:
        return Headline(text, None, who, blow)
    return Headline(text, evidence_of(reader, asked), who, blow, cell)


def held(reader: Reader) -> Headline | None:
    """Say which product home, or else Europe, controls and others need longest to do without."""
    for circle in ("home", "europe"):
        rows = rows_of(reader.result.positions, circle=circle, attribute="owner")
        rows = rows[rows["share"] > HALF]
        rows = rows[rows["product"].isin([p for p in rows["product"] if traded(reader, p)])]
        if len(rows):
            rows = rows.assign(time=rows["substitution_weeks"].fillna(0)).sort_values(
                ["time", "share", "product"], ascending=[False, False, True]
            )
            return _held(reader, rows.iloc[0], circle)
    return None


def _held(reader: Reader, row: "pd.Series", circle: str) -> Headline:
    low, high = row["substitution_weeks_low"], row["substitution_weeks_high"]
    bounded = known(low, high)
    sites = rows_of(
        reader.result.positions, product=row["product"], circle=circle, attribute="site"
    )
    made = len(sites) > 0 and float(sites["share"].iloc[0]) > HALF
    text = headline_held(
        reader.lang,
        product=reader.names.title(row["product"]),
        circle=reader.homes[0] if circle == "home" else circle,
        share=float(sites["share"].iloc[0]) if made else float(row["share"]),
        weeks=(float(low), float(high)) if bounded else None,
        made=made,
        titles=reader.names.groups,
    )
    states = _position_statuses(reader, row["product"], timed=bounded)
    read, recall, judged = (states.count(status) for status in STATUSES)
    producers = reader.model.products[row["product"]].producers
    proxies = sum(_proxy(producer, "site" if made else "owner") for producer in producers)
    found = EvidenceCount(read, recall, judged, proxies=proxies)
    return Headline(text, found if found.figures else None)


def _proxy(producer: "Producer", attribute: str) -> bool:
    """Tell whether the country that counts only stands in for one that is not known."""
    bases = {"site": (producer.site_basis,), "owner": (producer.owner_basis,)}
    return "proxy" in bases.get(attribute, (producer.site_basis, producer.owner_basis))


def _position_statuses(reader: Reader, product: str, *, timed: bool) -> list[str | None]:
    """How each figure behind a position is known: shares, head offices, times to do without."""
    producers = reader.model.products[product].producers
    states: list[str | None] = [producer.status for producer in producers]
    states += [reader.model.firms[producer.firm].status for producer in producers if producer.firm]
    if timed:
        inputs = (entry for _, entry in needed_by(reader.model)[product])
        states += [
            entry.evidence["substitution"].status
            if "substitution" in entry.evidence
            else entry.status
            for entry in inputs
            if entry.substitution is not None
        ]
    return states


def traded(reader: Reader, product: str) -> bool:
    """Tell whether a product is sold on a market that holds home and is larger than home."""
    found = reader.model.products.get(product)
    if found is None:
        return False
    group = reader.model.groups.get(found.market)
    if group is None:
        return found.market == "world"
    ours = {*reader.homes, *reader.result.settings.home_countries}
    members = set(group.members)
    return bool(members & ours) and bool(members - ours)


def evidence_of(reader: Reader, row: "pd.Series") -> EvidenceCount | None:
    """Find on what a number rests: the evidence at its horizon, or at the nearest one there is.

    Parameters
    ----------
    reader : Reader
        The result, its model and the language.
    row : pandas.Series
        A row of ``exposure``, ``dependencies`` or alike.

    Returns
    -------
    EvidenceCount or None
        Counts of figures; None if the result keeps none for it.
    """
    if "use" not in row:
        return None
    frame = rows_of(
        reader.result.evidence,
        use=row["use"],
        removed=row["removed"],
        attribute=row["attribute"],
        mode=row["mode"],
    )
    frame = frame[frame["product"].fillna("") == row.get("product", "")]
    same = rows_of(frame, horizon_weeks=str(row["horizon_weeks"]))
    rows = same if len(same) else frame
    return None if not len(rows) else evidence_from(rows.iloc[0], proxies=_proxies(reader, row))


def _proxies(reader: Reader, row: "pd.Series") -> int:
    """Count the shares on the kept route of a number whose country only stands in for another."""
    part = row.get("product", "")
    removed = f"{part} from {row['removed']}" if part else row["removed"]
    case = (row["use"], removed, row["attribute"], row["mode"])
    routes = [route for key, route in reader.result.routes.items() if key[:4] == case]
    steps = [step for route in routes[:1] for step in route.steps]
    found = {figure.keys for step in steps for figure in step.figures}
    return sum(
        _proxy(producer, row["attribute"])
        for key, product in reader.model.products.items()
        for n, producer in enumerate(product.producers)
        if f"products.{key}.producers[{n}].share" in found
    )


def evidence_from(row: "pd.Series", *, proxies: int = 0) -> EvidenceCount:
    """Count the figures behind a number, and their grades, from a row of evidence."""
    credibility = row["weakest_credibility"]
    reliability = row["weakest_reliability"]
    return EvidenceCount(
        int(row["read"]),
        int(row["recall"]),
        int(row["judgement"]),
        reliability if isinstance(reliability, str) else "",
        f"{credibility:.0f}" if known(credibility) else "",
        proxies,
    )


def _cell(row: "pd.Series") -> ExposureKey:
    """Where a number of a use stands."""
    names = ("use", "product", "removed", "attribute", "mode", "horizon_weeks")
    use, product, removed, attribute, mode, horizon = (str(row.get(name, "")) for name in names)
    return use, product, removed, attribute, mode, horizon


def _interval(reader: Reader, cell: ExposureKey | None) -> tuple[float, float] | None:
    """From where to where a number lies in nine of ten draws; None if it was not drawn."""
    drawn = dict(reader.result.tables()).get("uncertainty")
    if drawn is None or cell is None:
        return None
    use, product, removed, attribute, mode, horizon = cell
    rows = rows_of(drawn, use=use, product=product, removed=removed, attribute=attribute, mode=mode)
    rows = rows[rows["horizon_weeks"].astype(str) == horizon]
    return (float(rows["p05"].iloc[0]), float(rows["p95"].iloc[0])) if len(rows) else None


def _triple(row: "pd.Series") -> tuple[float, float, float]:
    return float(row["bound_low"]), float(row["value"]), float(row["bound_high"])
