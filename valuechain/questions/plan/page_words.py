"""Sentences of the page about a plan and targets, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "plan-page",
    {
        "nav": ("Wat eerst", "What first"),
        "a-year": (" per jaar", " a year"),
        "heading": (
            "Met {budget} in {years} daalt het verlies van {before} naar {after} weken per toepassing ({drop} minder)",
            "With {budget} in {years} the loss falls from {before} to {after} weeks a use ({drop} less)",
        ),
        "heading-nothing": (
            "Met {budget} in {years} is er niets te kiezen: het verlies blijft {before} weken per toepassing",
            "With {budget} in {years} there is nothing to choose: the loss stays {before} weeks a use",
        ),
        "col-measure": ("Maatregel", "Measure"),
        "col-who": ("Wie", "Who"),
        "col-start": ("Besluit", "Decision"),
        "col-works": ("Werkt vanaf", "Works from"),
        "col-cost": ("Kosten", "Cost"),
        "col-takes": ("Haalt af (weken)", "Takes off (weeks)"),
        "col-effect": ("Effect", "Effect"),
        "no-year": ("past in geen jaar", "fits no year"),
        "uses": (
            "Verlies per toepassing, zonder en met het plan",
            "Loss by use, without and with the plan",
        ),
        "uses-caption": (
            "Weken werk die een toepassing kwijt is, gemiddeld over de gewogen gevallen; dwang, ramp en scenario's apart",
            "Weeks of work that a use loses, mean over the weighted cases; coercion, disaster and scenarios apart",
        ),
        "col-use": ("Toepassing", "Use"),
        "col-now": ("zonder", "without"),
        "col-then": ("in {year}", "in {year}"),
        "stays": (
            "Van de {of} gevallen lost het plan er {n} op; wat blijft, en waarom",
            "Of the {of} cases the plan solves {n}; what stays, and why",
        ),
        "stays-nobody": (
            "{n}: geen maatregel in deze verzameling raakt het.",
            "{n}: no measure in this collection touches it.",
        ),
        "stays-none": (
            "{n}: de rest lost geen van deze maatregelen op.",
            "{n}: none of these measures solves the rest.",
        ),
        "stays-time": (
            "{n}: te laat, of niet met deze partners en wensen.",
            "{n}: too late, or not with these partners and wishes.",
        ),
        "stays-money": (
            "{n}: te duur voor dit budget.",
            "{n}: too expensive for this budget.",
        ),
        "targets": ("Van de {n} doelen: {told}", "Of the {n} targets: {told}"),
        "targets-caption": (
            "Gehaald: ook bij de bovengrens al eronder. Op koers: zo in dat jaar met het plan. Niet te zeggen: zonder plan voor dat jaar, of de grenzen spreken elkaar tegen.",
            "Reached: below already, at the upper bound too. On track: so in that year with the plan. Cannot tell: without a plan for that year, or the bounds disagree.",
        ),
        "col-target": ("Doel", "Target"),
        "col-below": ("Onder", "Below"),
        "col-by": ("In", "By"),
        "col-today": ("Nu", "Now"),
        "col-planned": ("Dan, met het plan", "Then, with the plan"),
        "col-stands": ("Stand", "Stands"),
        "customers": (
            "Bij {n} van de {of} producten kunnen Rijk en vitale organisaties samen zoveel vraag verplaatsen als de kleinste aanbieder nu bedient",
            "For {n} of {of} products the State and vital bodies can together move as much demand as the smallest supplier serves today",
        ),
        "customers-lead": (
            "Verplaatsbaar is wat zij kopen bij aanbieders met een eigenaar buiten ons en onze partners, als deel van alle vraag. De maat voor een levensvatbare aanbieder is het kleinste bedrijf dat het model noemt: wat bestaat, kan bestaan. Delen van de vraag zijn grotendeels onze inschatting.",
            "Movable is what they buy from suppliers whose owner is outside us and our partners, as a part of all demand. The measure of a viable supplier is the smallest firm that the model lists: what exists can exist. Parts of the demand are mostly our judgement.",
        ),
        "customers-caption": (
            "Waar Rijk en vitale organisaties launching customer kunnen zijn, de meeste vraag voorop",
            "Where the State and vital bodies could be launching customer, most demand first",
        ),
        "col-product": ("Product", "Product"),
        "col-movable": ("Samen verplaatsbaar", "Movable together"),
        "col-smallest": ("Kleinste bedrijf", "Smallest firm"),
        "col-carries": ("Draagt een aanbieder", "Carries a supplier"),
        "carries-yes": ("ja", "yes"),
        "carries-no": ("nee", "no"),
        "carries-unknown": ("onbekend", "unknown"),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
