"""What the tables of a plan look like: columns, units and words."""

from typing import Final

from valuechain.results.columns import USE, count, fraction, ids, words
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import STATUSES

SIDES: Final = ("coercion", "disaster", "scenario")
WHY_NOT: Final = (
    "chosen",
    "unwanted",
    "partners",
    "late",
    "dear",
    "needs",
    "no-effect",
    "others-better",
)
UNSOLVED: Final = ("solved", "money", "time", "none", "nobody")
_MEASURE: Final = ids("measure", "Measure", "Maatregel")
_LOSS: Final = "loss-weeks"


def _number(name: str, unit: str, *meaning: str, optional: bool = False) -> Column:
    en, nl = meaning
    return Column(name, "number", unit, en, nl, optional=optional)


PLAN: Final = Table(
    "plan",
    "The measures chosen, in the order in which they start",
    "De gekozen maatregelen, in volgorde van begin",
    (
        count("order", "Place in the order of start", "Plaats in de volgorde"),
        _MEASURE,
        ids("title_en", "Name in English", "Naam in het Engels"),
        ids("title_nl", "Name in Dutch", "Naam in het Nederlands"),
        ids("layer", "Layer of the stack", "Laag van de keten"),
        Column(
            "start",
            "integer",
            "",
            "Year of the decision; empty: it fits no year of the budget",
            "Jaar van het besluit; leeg: het past in geen jaar van het budget",
            optional=True,
        ),
        _number("works_from", "", "First effect", "Eerste effect", optional=True),
        ids("actors", "Who acts, separated by ;", "Wie het doet, gescheiden door ;"),
        ids("levers", "By what, separated by ;", "Waarmee, gescheiden door ;"),
        _number("cost_low_eur", "EUR", "Cost for home, low", "Kosten voor ons, laag"),
        _number("cost_eur", "EUR", "Cost for home over the years", "Kosten voor ons over de jaren"),
        _number("cost_high_eur", "EUR", "Cost for home, high", "Kosten voor ons, hoog"),
        _number(
            "contribution",
            _LOSS,
            "What it takes off the loss in this plan (Shapley)",
            "Wat het in dit plan van het verlies afhaalt (Shapley)",
        ),
        _number("contribution_error", _LOSS, "Standard error of the sampling", "Standaardfout"),
        words(
            "effect_status",
            STATUSES,
            "The weakest status of what it is said to change",
            "De zwakste status van wat het zou veranderen",
        ),
        ids("needs_first", "Measures that come before", "Wat eerst moet", optional=True),
        ids("jointly_with", "Who must take part", "Wie mee moet doen", optional=True),
    ),
    ("order",),
)
YEARS: Final = Table(
    "years",
    "Money and loss by year, as expected from contributions and as run",
    "Geld en verlies per jaar, zoals verwacht uit bijdragen en zoals doorgerekend",
    (
        Column("year", "integer", "", "Year", "Jaar"),
        _number("spent_eur", "EUR", "Money spent", "Uitgegeven"),
        _number("expected_loss", _LOSS, "Loss, contributions added", "Verlies, bijdragen opgeteld"),
        _number("loss", _LOSS, "Loss, run through the model", "Verlies, doorgerekend"),
        _number("difference", _LOSS, "The one less the other", "Het verschil"),
        *(_number(side, _LOSS, f"Loss of {side} cases", f"Verlies, {side}") for side in SIDES),
    ),
    ("year",),
)
USES: Final = Table(
    "uses",
    "Loss of every use before the plan and in every year, coercion and disaster apart",
    "Verlies van elke toepassing voor het plan en in elk jaar, dwang en ramp apart",
    (
        USE,
        words("side", SIDES, "Sort of case", "Soort geval"),
        Column("year", "integer", "", "Year; 0: without the plan", "Jaar; 0: zonder het plan"),
        _number("loss", _LOSS, "Mean over the cases, weighted", "Gewogen gemiddelde"),
    ),
    ("use", "side", "year"),
)
CASES: Final = Table(
    "cases",
    "Every case before and after, and why the rest stays",
    "Elk geval voor en na, en waarom de rest blijft",
    (
        ids("case", "Case", "Geval"),
        words("side", SIDES, "Sort of case", "Soort geval"),
        Column(
            "tie",
            "string",
            "",
            "By which tie: site or owner; empty for a scenario",
            "Naar welke band: site of owner; leeg voor een scenario",
            words=("site", "owner"),
            optional=True,
        ),
        fraction("weight", "Weight, chosen and no probability", "Gewicht, gekozen, geen kans"),
        _number("loss_before", _LOSS, "Loss without the plan", "Verlies zonder het plan"),
        _number("loss_low_effect", _LOSS, "Loss if measures do least", "Als het minste werkt"),
        _number("loss_after", _LOSS, "Loss with the whole plan", "Verlies met het hele plan"),
        _number("loss_high_effect", _LOSS, "Loss if they do most", "Als het meeste werkt"),
        _number(
            "left_money",
            _LOSS,
            "Left that more money could solve, at most",
            "Rest die meer geld hooguit zou oplossen",
        ),
        _number(
            "left_time",
            _LOSS,
            "Left that would come too late or is not to be had, at most",
            "Rest die hooguit te laat komt of niet mag",
        ),
        _number(
            "left_none",
            _LOSS,
            "Left that none of these measures solves",
            "Rest die geen van deze maatregelen oplost",
        ),
        words(
            "why",
            UNSOLVED,
            "What most of the rest needs: more money; more time, partners or other wishes; "
            "measures that are not here; nobody: no measure here touches it",
            "Wat de meeste rest vraagt: geld (money); tijd, partners of andere wensen (time); "
            "maatregelen die hier niet staan (none); nobody: niets hier raakt het",
        ),
    ),
    ("case",),
)
FRONTIER: Final = Table(
    "frontier",
    "What each budget leaves, every point a plan that was run",
    "Wat elk budget overlaat, elk punt een doorgerekend plan",
    (
        _number("budget_eur", "EUR", "Budget over all years", "Budget over alle jaren"),
        _number("cost_eur", "EUR", "Cost of the plan", "Kosten van het plan"),
        _number("loss", _LOSS, "Loss that stays", "Verlies dat blijft"),
        _number("bound", _LOSS, "No plan leaves less than this", "Geen plan laat minder over"),
        _number("gap", _LOSS, "The one less the other; 0 is proof", "Het verschil; 0 is bewijs"),
        count("n_measures", "Measures in it", "Aantal maatregelen"),
        ids("measures", "Measures, separated by ;", "Maatregelen", optional=True),
    ),
    ("budget_eur",),
)
MEASURES: Final = Table(
    "measures",
    "Every measure: alone, in the plans of the frontier, and why it is not in this plan",
    "Elke maatregel: alleen, in de plannen van het front, en waarom niet in dit plan",
    (
        _MEASURE,
        ids("layer", "Layer of the stack", "Laag van de keten"),
        _number("cost_eur", "EUR", "Cost for home over the years", "Kosten over de jaren"),
        _number(
            "alone",
            _LOSS,
            "What it takes off with what it needs first",
            "Wat het afhaalt met wat eerst moet",
            optional=True,
        ),
        _number(
            "alone_site",
            _LOSS,
            "The same, mean over dependencies by site",
            "Hetzelfde, gemiddeld over afhankelijkheden naar vestiging",
            optional=True,
        ),
        _number(
            "alone_owner",
            _LOSS,
            "The same, mean over dependencies by owner",
            "Hetzelfde, gemiddeld over afhankelijkheden naar zeggenschap",
            optional=True,
        ),
        count("in_plans", "Plans of the frontier that have it", "Plannen van het front ermee"),
        Column(
            "no_regret",
            "boolean",
            "",
            "In every plan of the frontier that takes anything",
            "In elk plan van het front dat iets doet",
        ),
        count(
            "in_readings",
            "Best plans under other readings that have it",
            "Beste plannen onder andere lezingen ermee",
        ),
        words("why_not", WHY_NOT, "Why it is not in the plan", "Waarom het er niet in zit"),
    ),
    ("measure",),
)
STEPS: Final = Table(
    "next_steps",
    "What the next money would buy on top of the plan",
    "Wat het volgende geld boven op het plan koopt",
    (
        _MEASURE,
        _number("price_eur", "EUR", "Price with what it needs first", "Prijs met wat eerst moet"),
        _number("gain", _LOSS, "What it takes off", "Wat het afhaalt"),
        _number("gain_per_10m", _LOSS, "The same for 10 million", "Hetzelfde per 10 miljoen"),
    ),
    ("measure",),
)
CUSTOMERS: Final = Table(
    "launching_customer",
    "What the State and vital bodies buy of each product, and what they could move",
    "Wat Rijk en vitale organisaties van elk product kopen, en wat zij kunnen verplaatsen",
    (
        ids("product", "Product", "Product"),
        USE,
        words("body", ("state", "vital", "other"), "Who buys", "Wie koopt"),
        fraction(
            "demand_share",
            "Part of the demand for the product in the model",
            "Deel van de vraag in het model",
        ),
        fraction(
            "outside_share",
            "Part of what it buys whose owner is outside home and partners",
            "Deel van de inkoop met eigenaar buiten ons en partners",
        ),
        fraction(
            "movable_share",
            "Part of all demand that it could move",
            "Deel van alle vraag dat kan verhuizen",
        ),
        fraction(
            "together_share",
            "The same of the State and all vital bodies together",
            "Hetzelfde van Rijk en alle vitale organisaties samen",
        ),
        fraction(
            "smallest_supplier",
            "Share of the smallest firm that the model lists: a size at which a supplier exists",
            "Aandeel van het kleinste bedrijf in het model: een maat waarop een aanbieder bestaat",
            optional=True,
        ),
        ids("measures", "Measures of the plan that move it", "Maatregelen daarvoor", optional=True),
        words(
            "viable_supplier",
            ("yes", "no", "unknown"),
            "Whether what they could move together is at least that; unknown where none is listed",
            "Of wat zij samen kunnen verplaatsen minstens dat is; unknown waar geen bedrijf staat",
        ),
    ),
    ("product", "use"),
)
READINGS: Final = Table(
    "readings",
    "The best plan under other readings of the model, and what this plan leaves there more",
    "Het beste plan onder andere lezingen, en wat dit plan daar meer overlaat",
    (
        ids("reading", "What is read otherwise", "Wat anders wordt gelezen"),
        _number(
            "regret",
            _LOSS,
            "What this plan leaves more; empty if its measures cannot go together there",
            "Wat dit plan meer overlaat; leeg als zijn maatregelen daar niet samengaan",
            optional=True,
        ),
        _number("gap", _LOSS, "Gap of that search", "Gat van die zoektocht"),
        ids("measures", "Its measures, separated by ;", "De maatregelen", optional=True),
    ),
    ("reading",),
)
TARGETS: Final = Table(
    "targets",
    "Targets and whether the plan reaches them",
    "Doelen en of het plan ze haalt",
    (
        ids("target", "Target", "Doel"),
        ids("title_en", "Name in English", "Naam in het Engels"),
        ids("title_nl", "Name in Dutch", "Naam in het Nederlands"),
        fraction("below", "What it is to be below", "Waar het onder moet"),
        Column("by", "integer", "", "Year", "Jaar"),
        fraction("now", "Today", "Nu"),
        fraction("then", "In that year with the plan", "In dat jaar met het plan", optional=True),
        fraction("then_high", "The same at the upper bound", "De bovengrens", optional=True),
        words(
            "verdict",
            ("reached", "on-track", "off-track", "cannot-tell"),
            "Whether it is reached",
            "Of het wordt gehaald",
        ),
    ),
    ("target",),
)
CONTRACTS: Final = (
    PLAN, YEARS, USES, CASES, FRONTIER, MEASURES, STEPS, CUSTOMERS, READINGS, TARGETS,
)  # fmt: skip
