"""Sentences of a plan: what to do first, by whom, from when; in Dutch and English."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from valuechain.texts.languages import Lang
from valuechain.texts.numbers import number
from valuechain.texts.phrases import Phrases

TITLE: Final = {
    "nl": "Wat eerst te doen: maatregelen, geld en jaren",
    "en": "What to do first: measures, money and years",
}
MEANING: Final = {
    "nl": (
        "Het beste pakket maatregelen binnen een budget, met het begin van elke maatregel, wat het "
        "van het verlies afhaalt en wat het niet oplost. Elk pakket is door het hele model gehaald. "
        "Een gewicht is geen kans, en niets hier is een voorspelling."
    ),
    "en": (
        "The best set of measures within a budget, with the start of each, what it takes off the "
        "loss and what it does not solve. Every set was run through the whole model. A weight is no "
        "probability, and nothing here is a forecast."
    ),
}
WORDS: Final = Phrases(
    "plan",
    {
        "head": (
            "Met {budget} in {years}: het verlies daalt van {before} naar {after} weken per toepassing ({drop} minder).",
            "With {budget} in {years}: the loss falls from {before} to {after} weeks a use ({drop} less).",
        ),
        "range": (
            "Werken maatregelen zo zwak als hun ondergrens, dan blijft {low}; zo sterk als hun bovengrens, {high}.",
            "If measures work as little as their low end, {low} stays; as much as their high end, {high}.",
        ),
        "unit": (
            "Verlies: weken werk die een toepassing kwijt is, gemiddeld over de toepassingen en de gewogen gevallen ({cases}). Een gewicht is geen kans.",
            "Loss: weeks of work that a use loses, mean over the uses and the weighted cases ({cases}). A weight is no probability.",
        ),
        "gap": (
            "Geen pakket binnen dit budget laat minder over dan {bound}: het gat is {gap}.",
            "No set within this budget leaves less than {bound}: the gap is {gap}.",
        ),
        "proof": (
            "Geen pakket binnen dit budget is beter: dat is bewezen (gat {gap}).",
            "No set within this budget is better: that is proved (gap {gap}).",
        ),
        "nothing": (
            "Met dit budget en deze wensen is er niets te kiezen: het verlies blijft {before} weken per toepassing.",
            "With this budget and these wishes there is nothing to choose: the loss stays {before} weeks a use.",
        ),
        "plan": ("Het plan, in volgorde van begin", "The plan, in the order of start"),
        "line": (
            "  {start}  {title} ({actors}): {cost}, werkt vanaf {works}, haalt {gain} weken af{status}",
            "  {start}  {title} ({actors}): {cost}, works from {works}, takes {gain} weeks off{status}",
        ),
        "unfit": (
            "  past in geen jaar: {title}",
            "  fits no year: {title}",
        ),
        "guess": (" (effect: ons oordeel)", " (effect: our judgement)"),
        "years": ("Per jaar", "By year"),
        "year-line": (
            "  {year}  uitgegeven {spent}; verlies {loss} (dwang {coercion}, ramp {disaster}, scenario's {scenario}); bijdragen opgeteld gaven {expected}",
            "  {year}  spent {spent}; loss {loss} (coercion {coercion}, disaster {disaster}, scenarios {scenario}); contributions added up gave {expected}",
        ),
        "uses": (
            "Verlies per toepassing, voor en in {year}",
            "Loss by use, before and in {year}",
        ),
        "use-line": ("  {use}: {sides}", "  {use}: {sides}"),
        "needed": ("; nodig voor wat volgt", "; needed for what follows"),
        "use-spared": (
            "  De andere {n} toepassingen verliezen in deze gevallen niets.",
            "  The other {n} uses lose nothing in these cases.",
        ),
        "use-spared-one": (
            "  De andere toepassing verliest in deze gevallen niets.",
            "  The other use loses nothing in these cases.",
        ),
        "coercion": ("dwang", "coercion"),
        "disaster": ("ramp", "disaster"),
        "scenario": ("scenario's", "scenarios"),
        "stays": ("Wat blijft, en waarom", "What stays, and why"),
        "nobody": (
            "  geen maatregel in deze verzameling raakt het ({count}): {names}",
            "  no measure in this collection touches it ({count}): {names}",
        ),
        "none": (
            "  wat blijft lost geen van deze maatregelen op ({count}): {names}",
            "  what stays none of these measures solves ({count}): {names}",
        ),
        "time": (
            "  te laat, of niet met deze partners en wensen ({count}): {names}",
            "  too late, or not with these partners and wishes ({count}): {names}",
        ),
        "money": (
            "  te duur voor dit budget ({count}): {names}",
            "  too expensive for this budget ({count}): {names}",
        ),
        "worse": (
            "  het plan maakt het erger ({count}): {names}",
            "  the plan makes it worse ({count}): {names}",
        ),
        "site-owner": (
            "Naar plaats en naar eigenaar: maatregelen halen {site} weken af van gevallen naar plaats en {owner} van gevallen naar eigenaar.",
            "By site and by owner: measures take {site} weeks off cases by site and {owner} off cases by owner.",
        ),
        "regret": (
            "In elk plan met geld ({count} budgetten): {names}.",
            "In every plan that has money ({count} budgets): {names}.",
        ),
        "no-regret": (
            "Geen maatregel staat in elk plan met geld.",
            "No measure is in every plan that has money.",
        ),
        "next": (
            "Het volgende geld: {title} ({price}) haalt {gain} weken af, {rate} per 10 miljoen.",
            "The next money: {title} ({price}) takes {gain} weeks off, {rate} for 10 million.",
        ),
        "frontier": ("Budget tegen verlies", "Budget against loss"),
        "frontier-line": (
            "  {budget}: {loss} weken (gat {gap}), {count} maatregelen",
            "  {budget}: {loss} weeks (gap {gap}), {count} measures",
        ),
        "targets": ("Doelen", "Targets"),
        "reached": ("gehaald", "reached"),
        "on-track": ("op koers", "on track"),
        "off-track": ("niet op koers", "off track"),
        "cannot-tell": ("niet te zeggen", "cannot tell"),
        "target-line": (
            "  {title}: {verdict} (onder {below} in {by}; nu {now}{then})",
            "  {title}: {verdict} (below {below} in {by}; now {now}{then})",
        ),
        "then": (", dan {then}", ", then {then}"),
        "readings": (
            "Onder andere lezingen van het model laat dit plan hooguit {regret} weken meer over dan het beste plan daar.",
            "Under other readings of the model this plan leaves at most {regret} weeks more than the best plan there.",
        ),
        "readings-clash": (
            "Onder {names} gaan de maatregelen van dit plan niet samen: wat het daar overlaat is onbekend.",
            "Under {names} the measures of this plan cannot go together: what it leaves there is unknown.",
        ),
        "readings-gap": (
            "De beste plannen daar zijn de beste die gevonden zijn: een ander kan tot {gap} weken minder overlaten.",
            "The best plans there are the best that were found: another may leave up to {gap} weeks less.",
        ),
        "robust": (
            "In het beste plan van alle {count} lezingen en trekkingen: {names}.",
            "In the best plan of all {count} readings and draws: {names}.",
        ),
        "robust-none": (
            "Geen maatregel staat in het beste plan van alle {count} lezingen en trekkingen.",
            "No measure is in the best plan of all {count} readings and draws.",
        ),
        "axis-money": (
            "budget over alle jaren (miljoen euro)",
            "budget over all years (million euro)",
        ),
        "axis-loss": ("verlies (weken per toepassing)", "loss (weeks a use)"),
        "figure-frontier": ("Wat geld aan verlies wegneemt", "What money takes off the loss"),
        "figure-run": ("plan, doorgerekend", "plan, run through the model"),
        "figure-bound": ("geen plan laat minder over", "no plan leaves less"),
        "figure-roadmap": ("Wanneer wat begint en werkt", "When what starts and works"),
        "figure-prepare": ("van besluit tot eerste effect", "from decision to first effect"),
        "figure-works": ("werkt", "works"),
        "figure-years": ("Verlies per jaar met het plan", "Loss by year with the plan"),
        "figure-before": ("zonder het plan", "without the plan"),
        "figure-worth": (
            "Wat elke maatregel van het verlies afhaalt",
            "What each measure takes off the loss",
        ),
        "axis-worth": ("weken per toepassing (Shapley)", "weeks a use (Shapley)"),
        "figure-error": ("streepje: fout van de steekproef", "whisker: error of the sampling"),
        "list-head": (
            "{count} maatregelen over {layers} lagen.",
            "{count} measures over {layers} layers.",
        ),
        "list-line": (
            "  {name}  {title} ({actors}; {levers}): {cost} in zes jaar",
            "  {name}  {title} ({actors}; {levers}): {cost} in six years",
        ),
        "list-none": (
            "Geen maatregel voldoet daaraan.",
            "No measure matches that.",
        ),
        "show-cost": (
            "Kosten voor ons: eenmalig {capex}, per jaar {opex} (prijzen van {year}; {status}).",
            "Cost for home: once {capex}, a year {opex} (prices of {year}; {status}).",
        ),
        "show-lead": (
            "Van besluit tot effect: {time}{ramp}.",
            "From decision to effect: {time}{ramp}.",
        ),
        "show-ramp": (", daarna oplopend over {weeks} weken", ", then rising over {weeks} weeks"),
        "show-who": ("Wie: {actor}. Waarmee: {levers}.", "Who: {actor}. By: {levers}."),
        "show-needs": ("Eerst nodig: {names}.", "Needed first: {names}."),
        "show-joint": ("Samen met: {names}.", "Jointly with: {names}."),
        "show-changes": ("Verandert in het model:", "Changes in the model:"),
        "show-helps": (
            "Ontlast, alleen genomen en helemaal werkend:",
            "Relieves, taken alone and wholly working:",
        ),
        "show-help": (
            "  {case}: {before} naar {after} weken",
            "  {case}: {before} to {after} weeks",
        ),
        "show-harm": (
            "Maakt erger:",
            "Makes worse:",
        ),
        "show-no-help": (
            "Ontlast geen van de gevallen ({count}): het raakt er geen, of iets anders bindt eerst.",
            "Relieves none of the cases ({count}): it touches none, or something else binds first.",
        ),
        "add-supply": (
            "meer aanbod van {product} door {who}: {share} van het aanbod",
            "more supply of {product} by {who}: {share} of the supply",
        ),
        "raise-buffer": (
            "{weeks} weken meer voorraad {product} bij {who}",
            "{weeks} weeks more stock of {product} at {who}",
        ),
        "shorten-substitution": (
            "sneller een ander voor {product} bij {who}",
            "another for {product} sooner at {who}",
        ),
        "raise-fallback": (
            "noodvoorziening voor {product} bij {who} naar {share}",
            "fallback for {product} at {who} to {share}",
        ),
        "add-fallback": (
            "nieuwe noodvoorziening voor {product} bij {who}: {share}",
            "new fallback for {product} at {who}: {share}",
        ),
        "add-alternative": (
            "{other} naast {product} bij {who}, voor {share} van de behoefte",
            "{other} beside {product} at {who}, for {share} of the need",
        ),
        "change-owner": ("nieuwe eigenaar van {who}: {other}", "new owner of {who}: {other}"),
        "lower-need": ("minder {product} nodig bij {who}", "less {product} needed at {who}"),
        "add-spare-capacity": (
            "{share} meer reservecapaciteit voor {product}",
            "{share} more spare capacity for {product}",
        ),
        "trust": ("{other} telt als partner", "{other} counts as a partner"),
        "read": ("gelezen", "read"),
        "recall": ("uit algemene kennis", "general knowledge"),
        "judgement": ("ons oordeel", "our judgement"),
        "procurement": ("inkoop", "procurement"),
        "subsidy": ("subsidie", "subsidy"),
        "stake": ("deelneming", "stake"),
        "rule": ("regel", "rule"),
        "stock": ("voorraad", "stock"),
        "treaty": ("verdrag", "treaty"),
        "norm": ("norm", "norm"),
    },
)


def tell(lang: Lang, key: str, **parts: object) -> str:
    """Say a sentence about a plan in the reader's language.

    Examples
    --------
    >>> tell("en", "figure-works")
    'works'
    """
    return WORDS.say(lang, key, **parts)


def needed(rows: Iterable[Mapping[Any, Any]]) -> frozenset[str]:
    """Name the measures of a plan that others in it need first.

    Examples
    --------
    >>> sorted(needed([{"needs_first": "m-law;m-desk"}, {"needs_first": None}]))
    ['m-desk', 'm-law']
    """
    said = (row["needs_first"] for row in rows)
    return frozenset(name for one in said if isinstance(one, str) for name in one.split(";"))


def money(lang: Lang, eur: float) -> str:
    r"""Write an amount of EUR as people say it.

    Examples
    --------
    >>> money("en", 2.5e8), money("nl", 1.25e9), money("en", 4e4)
    ('EUR\xa0250 million', 'EUR\xa01,2 miljard', 'EUR\xa00.04 million')
    """
    if abs(eur) >= 1e9:
        return f"EUR\u00a0{number(lang, eur / 1e9, digits=1)} {'miljard' if lang == 'nl' else 'billion'}"
    digits = 0 if abs(eur) >= 1e7 or eur == 0 else 1 if abs(eur) >= 1e6 else 2
    return f"EUR\u00a0{number(lang, eur / 1e6, digits=digits)} {'miljoen' if lang == 'nl' else 'million'}"


def weeks(lang: Lang, amount: float) -> str:
    """Write an amount of loss-weeks in the reader's language.

    Examples
    --------
    >>> weeks("nl", 3.14159), weeks("en", 0.0012)
    ('3,14', '0.001')
    """
    return number(lang, amount, digits=2 if abs(amount) >= 0.05 or amount == 0 else 3)
