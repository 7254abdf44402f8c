"""Sentences on where the cost of what we use is earned, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "lookthrough",
    {
        "asks": (
            "In welke landen wordt verdiend wat wij betalen?",
            "In which countries is what we pay earned?",
        ),
        "meaning": (
            "Toegevoegde waarde is het deel van de kosten dat in een land verdiend wordt, in de hele keten; direct is wat daar zelf gekocht wordt. Waarover geen kostenaandeel iets zegt, kan naar iedereen in de keten gaan: vandaar de grenzen.",
            "Value added is the part of the cost that is earned in a country along the whole chain; face value is what is bought there directly. What no cost share speaks of may go to anybody in the chain: hence the bounds.",
        ),
        "stated-none": (
            "Geen van de {inputs} inputs van het model vermeldt welk deel van de kosten hij is.",
            "None of the {inputs} inputs of the model states which part of the cost it is.",
        ),
        "stated": (
            "Van de {inputs} inputs van het model vermelden er {count} welk deel van de kosten zij zijn ({names}).",
            "Of the {inputs} inputs of the model {count} state which part of the cost they are ({names}).",
        ),
        "stated-one": (
            "Van de {inputs} inputs van het model vermeldt er 1 welk deel van de kosten hij is ({names}).",
            "Of the {inputs} inputs of the model 1 states which part of the cost it is ({names}).",
        ),
        "at-most": (
            "Van {count} andere is alleen een deel van een deel van de kosten bekend ({bases}): dat telt als ten hoogste.",
            "Of {count} others only a part of some of the cost is known ({bases}): that counts as at most.",
        ),
        "more": ("en {count} meer", "and {count} more"),
        "uses-nothing": (
            "Daarom is van geen van de {count} toepassingen te zeggen in welk land verdiend wordt wat zij kosten: voor elk land in de keten ligt het tussen 0 en 100 %.",
            "So of none of the {count} uses can it be said in which country their cost is earned: for every country in the chain it lies between 0 and 100%.",
        ),
        "uses-nothing-one": (
            "Daarom is van {name} niet te zeggen in welk land verdiend wordt wat het kost: voor elk land in de keten ligt dat tussen 0 en 100 %.",
            "So of {name} it cannot be said in which country its cost is earned: for every country in the chain it lies between 0 and 100%.",
        ),
        "uses-some": (
            "Van {some} van de {count} toepassingen is van een deel te zeggen in welk land het verdiend wordt.",
            "For {some} of the {count} uses it can be said in which country a part is earned.",
        ),
        "uses-none": (
            "Eigen land heeft hier geen toepassingen: alleen producten.",
            "Home has no uses here: products only.",
        ),
        "products": (
            "Van de {count} producten is bij {some} van een deel zeker in welk land ({tie}) het verdiend wordt; {bare} daarvan hebben geen inputs in het model, zodat hun hele prijs als eigen verdienste telt.",
            "For {some} of the {count} products it is sure that a part is earned in one country or another ({tie}); {bare} of these have no inputs in the model, so that all of their price counts as earned by themselves.",
        ),
        "products-none": (
            "Van geen van de {count} producten is zeker in welk land ({tie}) een deel verdiend wordt.",
            "For none of the {count} products is it sure in which country ({tie}) a part is earned.",
        ),
        "head": ("van de prijs zeker verdiend", "surely earned of the price"),
        "col-traced": ("samen", "in all"),
        "col-country": ("meeste in", "most in"),
        "col-unstated": ("onvermeld", "not stated"),
        "between": ("{low} tot {high}", "{low} to {high}"),
        "nothing": ("zegt niets", "says nothing"),
        "table-title": (
            "{name}: {sectors} sectoren, {groups} groepen",
            "{name}: {sectors} sectors, {groups} groups",
        ),
        "hidden": (
            "Het meest verborgen: {customer} koopt per eenheid productie {face} direct bij {group}, maar van zijn prijs wordt {added} daar verdiend (bruto {gross}).",
            "Most hidden: {customer} buys {face} per unit of output from {group} directly, but {added} of its price is earned there (gross {gross}).",
        ),
        "alone": (
            "Elke sector koopt alleen bij de eigen groep.",
            "Every sector buys from its own group only.",
        ),
        "open": (
            "Nergens buiten de eigen groep wordt meer verdiend dan er direct gekocht wordt.",
            "Nowhere outside a sector's own group is more earned than is bought directly.",
        ),
        "col-customer": ("koper", "buyer"),
        "col-group": ("groep", "group"),
        "col-face": ("direct", "face"),
        "col-gross": ("bruto", "gross"),
        "col-added": ("waarde", "added"),
        "rest": (
            "en {count} rijen meer: --out DIR schrijft alles",
            "and {count} rows more: --out DIR writes all",
        ),
    },
)

FOREIGN: Final = Phrases(
    "lookthrough-table",
    {
        "asks": (
            "Wie verdient wat een sector betaalt?",
            "Who earns what a sector pays?",
        ),
        "meaning": (
            "Direct: som van de technische coëfficiënten a van de groep. Bruto: som van de Leontief-inverse L. Toegevoegde waarde: som van vL, met v = 1 min de kolomsom van A; telt over alle groepen op tot 1. Verkoop (Ghosh): som van Gf, met f = 1 min de rijsom van B; telt op tot 1.",
            "Face value: sum of the technical coefficients a of the group. Gross: sum of the Leontief inverse L. Value added: sum of vL, with v = 1 minus the column sum of A; sums to 1 over all groups. Sales (Ghosh): sum of Gf, with f = 1 minus the row sum of B; sums to 1.",
        ),
    },
)
"""What is said of a table of somebody else."""
