"""Reasons of verdicts said one by one, nothing kept: the oracle of the words of verdicts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from valuechain.indicators.likelihood import Ground
from valuechain.indicators.verdicts import Dependency, Verdict
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import Lang, capital, inline, listing
from valuechain.texts.numbers import duration, number, percent, percent_range, within
from valuechain.texts.places import in_sentence
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab.words import Attribute


def verdict_reason(lang: Lang, **of: Any) -> str:
    """Give the reason of a verdict in one line."""
    low, middle, high = of["exposure"]
    opening = _what_happens(lang, of).format(
        depth=percent_range(lang, low, mode=middle, high=high), by=within(lang, of["horizon"])
    )
    parts = [opening, *_why(lang, of)]
    if undecided := of.get("undecided"):
        parts.append(undecided)
    return " ".join(f"{' '.join(part.splitlines()).rstrip('.')}." for part in parts)


def _choose(lang: Lang, dutch: str, english: str) -> str:
    return dutch if lang == "nl" else english


def _why(lang: Lang, of: dict[str, Any]) -> list[str]:
    """Say why it is crucial, why likely, and how long replacement takes."""
    if of["klass"] == "none":
        return [_choose(lang, "Blijft onder de drempels", "Stays below the thresholds")]
    parts = []
    if of["crucial_note"]:
        parts.append(f"{_choose(lang, 'Cruciaal', 'Crucial')}: {of['crucial_note']}")
    if of["likely_components"]:
        why = listing(lang, merged(lang, of["likely_components"]))
        parts.append(f"{_choose(lang, 'Aannemelijk', 'Likely')}: {why}")
    parts.append(_replacement(lang, of))
    return parts


def merged(lang: Lang, components: Sequence[str]) -> list[str]:
    """Say once what several components have in common; of what differs name at most two."""
    found: dict[str, list[str]] = {}
    for component in components:
        start, bracket, rest = component.partition(" (")
        details = found.setdefault(start, [])
        if bracket:
            details.extend(rest.removesuffix(")").split("; "))
    return [
        f"{start} ({_first(lang, details)})" if details else start
        for start, details in found.items()
    ]


def _first(lang: Lang, details: Sequence[str]) -> str:
    more = len(details) - 2
    told = "; ".join(details[:2])
    return told + _choose(lang, f" en {more} meer", f" and {more} more") if more > 0 else told


def _what_happens(lang: Lang, of: dict[str, Any]) -> str:
    """Make the opening sentence, with places for depth and time."""
    use, product = _plain(inline(of["use_title"])), _plain(of["product_title"])
    country, attribute = of["country"], of["attribute"]
    if of["question"] == "coercion":
        who = _plain(capital(who_refuses(lang, country, attribute=attribute)))
        thing = inline(product)
        return _choose(
            lang,
            f"{who} weigeren {thing}: {{by}} valt {{depth}} van {use} weg",
            f"{who} refuse {thing}: {{depth}} of {use} is lost {{by}}",
        )
    supply = f"{inline(product)} {_plain(under_tie(lang, country, attribute=attribute))}"
    return _choose(
        lang,
        f"Zonder {supply} valt {{by}} {{depth}} van {use} weg",
        f"Without {supply}, {{depth}} of {use} is lost {{by}}",
    )


def _plain(name: str) -> str:
    """Keep braces in a name from being read as places to fill."""
    return name.replace("{", "{{").replace("}", "}}")


def _replacement(lang: Lang, of: dict[str, Any]) -> str:
    weeks, spare, lost_share = of["replacement_weeks"], of["spare"], of["lost_share"]
    text = (
        _choose(
            lang, "Hoe lang vervanging duurt is onbekend", "How long replacement takes is unknown"
        )
        if weeks is None
        else f"{_choose(lang, 'Vervanging duurt', 'Replacement takes')} {duration(lang, weeks)}"
    )
    if spare is not None and lost_share is not None:
        part, refused = percent(lang, lost_share), of["question"] == "coercion"
        text += _choose(
            lang,
            f"; elders is {percent(lang, spare)} van het aanbod vrij, "
            + (f"wie geweigerd wordt heeft {part} nodig" if refused else f"{part} valt weg"),
            f"; {percent(lang, spare)} of supply is spare elsewhere, "
            + (f"those refused need {part}" if refused else f"{part} is lost"),
        )
    return text


def likely_governance(lang: Lang, score: float, *, threshold: float, country: str) -> str:
    """Say that the quality of government passes its threshold."""
    place = in_sentence(lang, country)
    score_text, limit = number(lang, score, digits=1), number(lang, threshold, digits=1)
    return _choose(
        lang,
        f"bestuur van {place} scoort {score_text} (drempel {limit}; 10 is slechtst)",
        f"government of {place} scores {score_text} (threshold {limit}; 10 is worst)",
    )


def likely_hazard(lang: Lang, title: str) -> str:
    """Say which hazard has stopped or can stop supply."""
    return f"{_choose(lang, 'gevaar', 'hazard')}: {inline(title)}"


def likely_restriction(
    lang: Lang, instrument: str, *, strength: str, since: str | None = None
) -> str:
    """Say which restriction is in force on the product."""
    kind = label(lang, strength, of="strength")
    when = f", {_choose(lang, 'sinds', 'since')} {since[:4]}" if since else ""
    return f"{kind} {_choose(lang, 'van kracht', 'in force')} ({instrument}{when})"


def likely_law(lang: Lang, statute: str, *, attribute: Attribute) -> str:
    """Say which law reaches the headquarters or the owner."""
    whom = {
        "site": ("wie daar maakt", "those who make it there"),
        "owner": ("de eigenaar", "the owner"),
        "headquarters": ("het hoofdkantoor", "the headquarters"),
    }.get(attribute, ("plaats, hoofdkantoor of eigenaar", "site, headquarters or owner"))[
        lang == "en"
    ]
    return _choose(
        lang, f"recht dat geldt voor {whom} ({statute})", f"law binding {whom} ({statute})"
    )


def _title(text: Any, lang: Lang) -> str:
    return text.nl if lang == "nl" and text.nl else text.en


def ground_text(model: Model, found: Dependency, ground: Ground, lang: Lang) -> str:
    """One thing that makes supply problems likely, or the question whether it does."""
    say = _ask_ground if ground.answer == "unknown" else _say_ground
    return say(model, found, ground, lang)


def _ask_ground(model: Model, found: Dependency, ground: Ground, lang: Lang) -> str:
    del found
    if ground.component == "governance":
        return _choose(
            lang,
            "hoe het land wordt bestuurd (geen schatting van het bestuur)",
            "how the country is governed (no governance estimate)",
        )
    if ground.component == "restriction":
        start = _choose(
            lang, "of deze beperking nu geldt", "whether this restriction applies today"
        )
        return f"{start}: {model.restrictions[ground.ids[0]].instrument}"
    statute = model.laws[ground.ids[0]].statute
    return _choose(lang, f"of {statute} nu geldt", f"whether {statute} applies today")


def _say_ground(model: Model, found: Dependency, ground: Ground, lang: Lang) -> str:
    if ground.component == "governance":
        threshold = model.thresholds.governance.value
        return likely_governance(lang, ground.score, threshold=threshold, country=found.country)
    if ground.component == "hazard":
        title = model.countries[found.country].hazards[ground.place].title
        return likely_hazard(lang, _title(title, lang))
    if ground.component == "restriction":
        rule = model.restrictions[ground.ids[0]]
        return likely_restriction(lang, rule.instrument, strength=rule.strength, since=rule.since)
    statutes = "; ".join(model.laws[key].statute for key in ground.ids)
    return likely_law(lang, statutes, attribute=found.attribute)


def needs_text(model: Model, verdict: Verdict, lang: Lang) -> str:
    """What would have to be known to decide."""
    found = verdict.dependency
    share = percent(lang, model.products[found.product].remainder.share)
    said = {
        "unlisted": (
            f"wie de niet-genoemde {share} van het aanbod levert",
            f"who supplies the unlisted {share} of supply",
        ),
        "place": (
            "waar in die landen de leveranciers staan van wie alleen de groep bekend is",
            "where the suppliers stand of whom only a group of countries is known",
        ),
        "replacement": ("hoe lang vervanging duurt", "how long replacement takes"),
        "spare": ("hoeveel capaciteit elders vrij is", "the spare capacity elsewhere"),
    }
    needs = []
    for need in verdict.needs:
        if need == "likelihood":
            needs += [ground_text(model, found, one, lang) for one in verdict.grounds]
        else:
            needs.append(_choose(lang, *said[need]))
    return _choose(
        lang, "Onbeslist: nodig is te weten ", "Undecided until it is known: "
    ) + "; ".join(needs)


def reason_of(model: Model, verdict: Verdict, lang: Lang) -> str:
    """The reason of a verdict, nothing of it kept."""
    found, use = verdict.dependency, model.uses[verdict.dependency.use]
    of_tie = replace(found, attribute=verdict.tie)
    interest = label(lang, use.public_interest, of="public_interest")
    note = _choose(lang, f"publiek belang {interest}", f"public interest {interest}")
    return verdict_reason(
        lang,
        use_title=_title(model.title_of_use(found.use), lang),
        product_title=_title(model.products[found.product].title, lang),
        country=found.country,
        attribute=found.attribute,
        question=found.question,
        klass=verdict.klass,
        exposure=found.exposure,
        horizon=model.thresholds.horizon.value,
        crucial_note=note if verdict.interest else None,
        likely_components=[
            ground_text(model, of_tie, one, lang) for one in verdict.grounds if one.answer == "yes"
        ],
        replacement_weeks=found.replacement_weeks,
        spare=found.spare,
        lost_share=found.to_replace[0],
        undecided=needs_text(model, verdict, lang) if verdict.klass == "undecided" else None,
    )
