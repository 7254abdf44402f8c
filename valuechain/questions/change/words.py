"""Sentences about what changed since the last measurement, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "change",
    {
        "asks": (
            "Wat is er veranderd sinds de vorige meting, en waardoor?",
            "What has changed since the last measurement, and why?",
        ),
        "meaning": (
            "Elk verschil is precies verdeeld: de wereld veranderde, een cijfer is verbeterd of beter gelezen, het model dekt iets anders, het programma rekent anders, of niemand verklaart het. De volgorde van de veranderingen telt niet: elk deel is het gemiddelde over alle volgorden. Een hogere blootstelling is geen grotere kans.",
            "Each difference is split exactly: the world changed, a figure was corrected or better read, the model covers something else, the program computes otherwise, or nobody explains it. The order of the changes does not count: each part is the mean over all orders. A higher exposure is no higher probability.",
        ),
        "page-title": (
            "Vergelijking van nulmetingen: {model}",
            "Comparison of nulmetingen: {model}",
        ),
        "kicker": (
            "Wat er veranderd is van {old} tot {new}",
            "What has changed from {old} to {new}",
        ),
        "skip": ("Naar de inhoud", "To the content"),
        "contents": ("Inhoud", "Contents"),
        "made-by": (
            "Gemaakt met valuechain uit model {model}: {old} en {new}.",
            "Made with valuechain from model {model}: {old} and {new}.",
        ),
        "heading-none": (
            "Niets veranderde met minstens {least}",
            "Nothing changed by {least} or more",
        ),
        "heading-same": (
            "Geen afhankelijkheid werd risicovol strategisch of hield op dat te zijn",
            "No dependency became risky strategic or ceased to be so",
        ),
        "heading-risky": (
            "Nieuw risicovol strategisch: {new}; niet langer: {gone}",
            "Newly risky strategic: {new}; no longer so: {gone}",
        ),
        "moved": (
            "Blootstellingen die met minstens {least} veranderden: {moves}; oordelen die veranderden: {verdicts}.",
            "Exposures that moved by {least} or more: {moves}; verdicts that changed: {verdicts}.",
        ),
        "smaller": (
            "Kleinere veranderingen: {count}.",
            "Smaller moves: {count}.",
        ),
        "top": (
            "{use}, zonder {who} ({tie}; {mode}), {when}: van {old} naar {new}.",
            "{use}, without {who} ({tie}; {mode}), {when}: from {old} to {new}.",
        ),
        "because": ("In procentpunten: {parts}.", "In percentage points: {parts}."),
        "part": ("{name} {points}", "{name} {points}"),
        "only-old": (
            "Alleen in de oude meting: {names}. Daarvan is niets te vergelijken.",
            "In the old measurement only: {names}. Of these nothing can be compared.",
        ),
        "only-new": (
            "Alleen in de nieuwe meting: {names}. Daarvan is niets te vergelijken.",
            "In the new measurement only: {names}. Of these nothing can be compared.",
        ),
        "verdict": (
            "{use}: {product} uit {country} ({question}): van {old} naar {new}; verlies van {before} naar {after}. {hangs}",
            "{use}: {product} from {country} ({question}): from {old} to {new}; loss from {before} to {after}. {hangs}",
        ),
        "how-alone": (
            "Zonder dit cijfer was het oordeel niet veranderd: {names}.",
            "Without this figure the verdict would not have changed: {names}.",
        ),
        "how-alone-some": (
            "Zonder elk van deze cijfers was het oordeel niet veranderd: {names}.",
            "Without any one of these figures the verdict would not have changed: {names}.",
        ),
        "how-enough": (
            "Elk van deze cijfers had het oordeel al veranderd: {names}.",
            "Each of these figures would have changed the verdict by itself: {names}.",
        ),
        "how-enough-one": (
            "Dit cijfer had het oordeel al veranderd: {names}.",
            "This figure would have changed the verdict by itself: {names}.",
        ),
        "how-together": (
            "Verschillende cijfers veranderden het samen.",
            "Several figures changed it together.",
        ),
        "how-not-tried": (
            "Aan welk cijfer het hangt is niet uitgezocht: er veranderden er te veel.",
            "Which figure it hangs on was not tried: too many changed.",
        ),
        "how-program": (
            "Geen cijfer van het model deed het: het programma rekent anders.",
            "No figure of the model did it: the program computes otherwise.",
        ),
        "figures": (
            "Cijfers van het model die verschillen: {count}; zonder reden: {silent}.",
            "Figures of the model that differ: {count}; without a reason: {silent}.",
        ),
        "figures-none": (
            "Geen cijfer van het model verschilt.",
            "No figure of the model differs.",
        ),
        "heading-moves": (
            "Wat elke toepassing verliest: oud en nieuw",
            "What each use loses: old and new",
        ),
        "heading-verdicts": (
            "Oordelen die veranderden, en aan welk cijfer dat hangt",
            "Verdicts that changed, and on which figure that hangs",
        ),
        "heading-figures": (
            "Cijfers die veranderden, en waarom",
            "Figures that changed, and why",
        ),
        "heading-meaning": ("Hoe dit verdeeld is", "How this is split"),
        "nav-moves": ("Verlies", "Loss"),
        "nav-verdicts": ("Oordelen", "Verdicts"),
        "nav-figures": ("Cijfers", "Figures"),
        "nav-meaning": ("Verdeling", "Split"),
        "no-verdicts": ("Geen oordeel veranderde.", "No verdict changed."),
        "more-verdicts": (
            "Meer oordelen die veranderden: {count}; ze staan in tables/verdict_changes.csv.",
            "More verdicts that changed: {count}; they are in tables/verdict_changes.csv.",
        ),
        "more-figures": (
            "Meer cijfers die veranderden: {count}; ze staan in tables/figure_changes.csv.",
            "More figures that changed: {count}; they are in tables/figure_changes.csv.",
        ),
        "col-use": ("Toepassing", "Use"),
        "col-who": ("Zonder", "Without"),
        "col-old": ("Oud", "Old"),
        "col-new": ("Nieuw", "New"),
        "col-difference": ("Verschil", "Difference"),
        "col-risky": ("Risicovol", "Risky"),
        "col-dependency": ("Afhankelijkheid", "Dependency"),
        "col-hangs": ("Hangt aan", "Hangs on"),
        "col-figure": ("Cijfer", "Figure"),
        "col-why": ("Waarom", "Why"),
        "caption-moves": (
            "Per toepassing het land waarvan de blootstelling het meest veranderde, met de delen van het verschil in procentpunten",
            "Per use the country of which the exposure moved most, with the parts of the difference in percentage points",
        ),
        "caption-verdicts": (
            "Oordelen die veranderden, ongeacht de band",
            "Verdicts that changed, whatever the tie",
        ),
        "caption-figures": (
            "Cijfers van het model die verschillen",
            "Figures of the model that differ",
        ),
        "figure-title": ("Verlies toen en nu", "Loss then and now"),
        "figure-old": ("toen", "then"),
        "figure-now": ("nu", "now"),
        "figure-points": (
            "verschil in procentpunten, naar oorzaak",
            "difference in percentage points, by cause",
        ),
        "figure-loss": ("verlies van de toepassing", "loss of the use"),
        "figure-row": ("{use}, zonder {who}", "{use}, without {who}"),
    },
)
"""Sentences and heads, by key; what stands in braces is filled in."""
