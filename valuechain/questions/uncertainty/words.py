"""Sentences on how sure figures are and what to find out first, in Dutch and English."""

import re
from typing import Final

from valuechain.ensembles.factors import WEEKS_SORTS, Factor
from valuechain.presentation.names import Names
from valuechain.schema import Model
from valuechain.texts.labels import label
from valuechain.texts.languages import LANGUAGES, Lang, inline
from valuechain.texts.numbers import duration, percent
from valuechain.texts.phrases import Phrases
from valuechain.texts.places import place_name
from valuechain.vocab.words import ESSENTIALITIES

WORDS: Final = Phrases(
    "uncertainty",
    {
        "asks": ("Hoe zeker is elk cijfer?", "How sure is each figure?"),
        "meaning": (
            "p05, p50 en p95 zeggen wat de cijfers die we hebben kunnen veranderen; de grenzen wat niet-genoemde leveranciers kunnen veranderen. Die twee worden nooit samengevoegd. Blootstelling is geen kans: kans staat hier alleen voor wat wij niet weten.",
            "p05, p50 and p95 say what the figures we have could change; the bounds what unlisted suppliers could change. The two are never merged. Exposure is not a probability: chance here is only about what we do not know.",
        ),
        "head": (
            "{draws} trekkingen van {figures} cijfers (zaad {seed}); {read} van de {all} cijfers hebben een eigen spreiding, de andere een naar hun kwaliteit.",
            "{draws} draws of {figures} figures (seed {seed}); {read} of the {all} figures state a range of their own, the others have one by their grade.",
        ),
        "worst": ("Ergste afhankelijkheden, verlies {within}", "Worst dependencies, loss {within}"),
        "columns": ("als gesteld  5-95 %  niet-genoemd", "as stated  5-95 %  unlisted"),
        "classes": (
            "Oordelen: {firm} vast, {leaning} neigend, {open} open.",
            "Verdicts: {firm} firm, {leaning} leaning, {open} open.",
        ),
        "firm": ("vast", "firm"),
        "leaning": ("neigend", "leaning"),
        "open": ("open", "open"),
        "verdict": (
            "{use}: {product} uit {country}: {klass}, {sure}",
            "{use}: {product} from {country}: {klass}, {sure}",
        ),
        "otherwise": ("; als gesteld {klass}", "; as stated {klass}"),
        "unsettled": (
            "{count} van de {all} blootstellingen zijn nog niet stabiel: trek vaker om hun grenzen te vertrouwen.",
            "{count} of the {all} exposures have not settled: draw more often to trust their ends.",
        ),
        "not-drawn": (
            "Niet getrokken: {proxies} vestigingen en eigenaren die alleen zijn aangenomen, drempels van het oordeel, landenrisico, en de marges van scenario's zelf.",
            "Not drawn: {proxies} sites and owners that are only assumed, thresholds of the verdict, country risk, and the ranges of scenarios themselves.",
        ),
        "scenario": ("Scenario {name}", "Scenario {name}"),
        "deepest": (
            "{use}: grootste verlies {stated} ({low} tot {high})",
            "{use}: largest loss {stated} ({low} to {high})",
        ),
        "find-head": (
            "Gemiddeld zijn {wrong} van de {all} oordelen fout als we telkens het waarschijnlijkste kiezen. Eerst achterhalen:",
            "On average {wrong} of the {all} verdicts are wrong if we always choose the likeliest. Find out first:",
        ),
        "find-none": (
            "Geen enkel cijfer verandert een oordeel: alle oordelen liggen vast binnen deze spreidingen.",
            "No figure changes a verdict: all verdicts stand within these ranges.",
        ),
        "find-line": (
            "{rank}. {figure}: nu {stated} ({low} tot {high}), {status}; scheelt {worth} foute oordelen",
            "{rank}. {figure}: now {stated} ({low} to {high}), {status}; saves {worth} wrong verdicts",
        ),
        "who": ("   wie kan het weten: {who}", "   who could know: {who}"),
        "surveys": ("Bronnen die samen het meest opleveren:", "Sources that yield most together:"),
        "survey": (
            "- {title}: scheelt {worth} foute oordelen (cijfers: {figures})",
            "- {title}: saves {worth} wrong verdicts (figures: {figures})",
        ),
        "flips": (
            "Waar een oordeel omslaat (de andere cijfers als gesteld):",
            "Where a verdict flips (other figures as stated):",
        ),
        "flip": (
            "- {use}, {product} uit {country}: van {before} naar {after} zodra {figure} {at} is in plaats van {stated}",
            "- {use}, {product} from {country}: from {before} to {after} once {figure} is {at} instead of {stated}",
        ),
        "flip-more": (
            "- {use}, {product} uit {country}: van {before} naar {after} zodra {figure} ook maar iets meer is dan {stated}",
            "- {use}, {product} from {country}: from {before} to {after} once {figure} is anything above {stated}",
        ),
        "flip-less": (
            "- {use}, {product} uit {country}: van {before} naar {after} zodra {figure} ook maar iets minder is dan {stated}",
            "- {use}, {product} from {country}: from {before} to {after} once {figure} is anything below {stated}",
        ),
        "no-flip": (
            "Geen enkel cijfer op zichzelf doet een open oordeel omslaan binnen zijn spreiding: alleen samen.",
            "No single figure flips an open verdict within its range: only together do they.",
        ),
        "figure-band": ("cijfers (5-95 %)", "figures (5-95 %)"),
        "figure-unlisted": ("niet-genoemde leveranciers", "unlisted suppliers"),
        "figure-stated": ("als gesteld", "as stated"),
        "figure-weeks": ("weken na het wegvallen", "weeks after the removal"),
        "figure-loss": ("verlies", "loss"),
        "profile": ("{use} zonder {what}", "{use} without {what}"),
        "dots": (
            "De tien ergste afhankelijkheden, verlies {within}",
            "The ten worst dependencies, loss {within}",
        ),
        "tornado": (
            "{use}: wat we aannemen en wat we niet weten",
            "{use}: what we assume and what we do not know",
        ),
        "assumption": (
            "aanname: belangrijke inputs streng of mild",
            "assumption: important inputs strict or lenient",
        ),
        "unlisted": ("niet-genoemde leveranciers", "unlisted suppliers"),
        "all-figures": ("alle cijfers samen (5-95 %)", "all figures together (5-95 %)"),
        "from": ("{product} uit {country}", "{product} from {country}"),
        "all-of": ("alles uit {country}", "everything from {country}"),
        "ensembles-none": ("Geen ensembles in {folder}.", "No ensembles in {folder}."),
        "ensemble-line": (
            "{name}  {model}  {good}/{all} delen  {draws} trekkingen  zaad {seed}  {size} MB",
            "{name}  {model}  {good}/{all} chunks  {draws} draws  seed {seed}  {size} MB",
        ),
        "chunk-state": ("trekkingen {first}-{last}: {state}", "draws {first}-{last}: {state}"),
        "good": ("in orde", "sound"),
        "missing": ("ontbreekt", "missing"),
        "corrupt": ("beschadigd", "corrupt"),
        "foreign": ("van een ander ensemble", "of another ensemble"),
        "request-importance": (
            "Graag horen wij van u: wat gebeurt er met {customer} zonder {product}? Valt alles stil (onmisbaar), gaat een deel door (belangrijk) of scheelt het weinig (bijkomend)? Wij rekenen nu met {stated}.",
            "We would like to hear from you: what happens to {customer} without {product}? Does all of it stop (critical), does part of it go on (important), or does it hardly matter (minor)? We now reckon with {stated}.",
        ),
        "request": (
            "Graag horen wij van u: {figure}. Wij rekenen nu met {stated}, en houden {low} tot {high} voor mogelijk.",
            "We would like to hear from you: {figure}. We now reckon with {stated}, and consider {low} to {high} possible.",
        ),
        "makers": ("makers van {title}", "makers of {title}"),
        "nothing": ("niets", "nothing"),
        "removed": ("{name} is verwijderd.", "{name} is removed."),
    },
)

# A customer or product may be one or several, so that neither is the subject of a verb.
FIGURES: Final = Phrases(
    "uncertain-figures",
    {
        "share": ("het aandeel van {who} in {product}", "the share of {who} in {product}"),
        "remainder": (
            "het aandeel van niet-genoemde leveranciers in {product}",
            "the share of unlisted suppliers in {product}",
        ),
        "sourcing": (
            "het deel van {product} bij {customer} dat van {who} komt",
            "the part of {product} at {customer} that comes from {who}",
        ),
        "demand": (
            "het deel van de vraag naar {product} van {who}",
            "the part of the demand for {product} of {who}",
        ),
        "spare": (
            "de vrije capaciteit van makers van {product}",
            "the spare capacity of makers of {product}",
        ),
        "buffer": (
            "de voorraad of respijt van {product} bij {customer}",
            "the stock or grace period of {product} at {customer}",
        ),
        "lifetime": (
            "de levensduur van {product} bij {customer}",
            "the lifetime of {product} at {customer}",
        ),
        "substitution": (
            "de tijd om {product} te vervangen bij {customer}",
            "the time to replace {product} at {customer}",
        ),
        "fallback-level": (
            "het niveau dat bij {customer} overblijft zonder {product}",
            "the level that is left at {customer} without {product}",
        ),
        "fallback-after": (
            "de tijd tot werken zonder {product} mogelijk is bij {customer}",
            "the time until work without {product} is possible at {customer}",
        ),
        "capacity": (
            "het deel dat bij {customer} over kan gaan op {product}",
            "the part at {customer} that can change over to {product}",
        ),
        "essentiality": (
            "het belang van {product} voor {customer}",
            "the importance of {product} to {customer}",
        ),
        "important": (
            "het effect van een belangrijke input die ontbreekt",
            "the effect of an important input that is missing",
        ),
        "minor": (
            "het effect van een bijkomende input die ontbreekt",
            "the effect of a minor input that is missing",
        ),
    },
)

KNOWERS: Final = Phrases(
    "who-knows-figures",
    {
        "share": (
            "de brancheorganisatie of statistiek van {product}, of marktonderzoekers",
            "the trade association or statistics of {product}, or market researchers",
        ),
        "sourcing": ("de inkoop van {customer}", "the purchasers of {customer}"),
        "demand": ("de brancheorganisatie van {product}", "the trade association of {product}"),
        "spare": (
            "makers van {product} en hun brancheorganisatie",
            "makers of {product} and their trade association",
        ),
        "buffer": (
            "de logistiek of het beheer van {customer}",
            "the logistics or operations of {customer}",
        ),
        "lifetime": ("het onderhoud van {customer}", "the maintenance of {customer}"),
        "substitution": (
            "wie bij {customer} leveranciers goedkeurt",
            "who approves suppliers at {customer}",
        ),
        "fallback-level": (
            "wie de continuïteit van {customer} beheert",
            "who is in charge of continuity of {customer}",
        ),
        "fallback-after": (
            "wie de continuïteit van {customer} beheert",
            "who is in charge of continuity of {customer}",
        ),
        "capacity": ("de beheerders van {product}", "the operators of {product}"),
        "essentiality": (
            "de vakmensen van {customer}",
            "the engineers and process owners of {customer}",
        ),
        "effect": (
            "onderzoekers die bedrijven naar onmisbare inputs vragen",
            "researchers who survey firms about essential inputs",
        ),
    },
)

_PLACE: Final = re.compile(r"^(products|uses)\.([^.]+)\.(.*)$")
_INPUT: Final = re.compile(r"^inputs\[([^\]#]+)(?:#\d+)?\]")
_SOURCING: Final = re.compile(r"^sourcing\[(?:(.*), )?([^,\]]+)\]\.(.+)$")
_BRACKET: Final = re.compile(r"\[([^\]]+)\]")
_OPTION: Final = re.compile(r"any_of\[([^\]]+)\]")


def both(key: str) -> dict[str, str]:
    """Say one sentence in both languages."""
    return {lang: WORDS.say(lang, key) for lang in LANGUAGES}


def _supplier(model: Model, product: str, name: str, *, lang: Lang) -> str:
    """Name of a producer for people."""
    if name == "remainder" or product not in model.products:
        return WORDS.say(lang, "unlisted")
    for one in model.products[product].producers:
        if one.key != name:
            continue
        if one.firm is not None:
            return f"{model.firms[one.firm].name} ({place_name(lang, one.site)})"
        if one.title is not None:
            return inline(Names(model, lang).text(one.title))
    return name


def _parts(factor: Factor, model: Model, lang: Lang) -> dict[str, str]:
    """What the name of a figure says: product, customer, who."""
    found = _PLACE.match(factor.name)
    if found is None:
        return {}
    group, key, rest = found.groups()
    names = Names(model, lang)
    title = names.inline(key)
    customer = title if group == "uses" else WORDS.say(lang, "makers", title=title)
    parts = {"product": title, "customer": customer}
    if (entry := _INPUT.match(rest)) is not None:
        option = _OPTION.search(rest)
        options = [option.group(1)] if option else entry.group(1).split("+")[:1]
        parts["product"] = names.inline(options[0])
    elif (row := _SOURCING.match(rest)) is not None:
        parts["product"] = names.inline(row.group(2))
        parts["who"] = _supplier(model, row.group(2), row.group(3), lang=lang)
    elif (inside := _BRACKET.search(rest)) is not None:
        name = inside.group(1)
        known = name in model.products or name in model.uses
        parts["who"] = names.inline(name) if known else _supplier(model, key, name, lang=lang)
    return parts


def figure_title(lang: Lang, factor: Factor, *, model: Model) -> str:
    """Say in plain words what a figure of the model is a figure of."""
    key: str = factor.sort
    if factor.name.endswith("remainder.share"):
        key = "remainder"
    if factor.sort == "effect":
        key = "important" if "important" in factor.name else "minor"
    return FIGURES.say(lang, key, **_parts(factor, model, lang))


def who_knows(lang: Lang, factor: Factor, *, model: Model) -> str:
    """Say who could know a figure better than the model does."""
    return KNOWERS.say(lang, factor.sort, **_parts(factor, model, lang))


def amount_text(lang: Lang, factor: Factor, *, amount: float) -> str:
    """Write the amount of a figure with its unit."""
    return amount_of(lang, factor.sort, amount=amount)


def amount_of(lang: Lang, sort: str, *, amount: float) -> str:
    """An amount of a figure of some sort with its unit."""
    if sort == "essentiality":
        return label(lang, ESSENTIALITIES[round(amount)], of="essentiality")
    if sort in WEEKS_SORTS:
        return duration(lang, amount) if amount else WORDS.say(lang, "nothing")
    return percent(lang, amount)


def request(lang: Lang, factor: Factor, *, model: Model) -> str:
    """Write the sentence that asks a source for a figure; of an importance, by what would happen."""
    stated = amount_text(lang, factor, amount=factor.mode)
    if factor.sort == "essentiality":
        parts = _parts(factor, model, lang)
        return WORDS.say(
            lang,
            "request-importance",
            customer=parts["customer"],
            product=parts["product"],
            stated=stated,
        )
    return WORDS.say(
        lang,
        "request",
        figure=figure_title(lang, factor, model=model),
        stated=stated,
        low=amount_text(lang, factor, amount=factor.low),
        high=amount_text(lang, factor, amount=factor.high),
    )


TO_FIND: Final = Phrases(
    "find-out",
    {
        "asks": ("Wat moeten we eerst weten?", "What should we find out first?"),
        "meaning": (
            "Waarde: hoeveel oordelen minder fout zouden zijn als we het cijfer wisten. De meeste foute oordelen komen van enkele cijfers. Wat een cijfer kost om te achterhalen staat er niet.",
            "Worth: how many fewer verdicts would be wrong if we knew the figure. Most wrong verdicts come from a few figures. What it takes to find a figure is not said.",
        ),
    },
)
"""What is asked where figures are to be found."""
