"""Sentences about what partners and coalitions are worth, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "partners",
    {
        "asks": (
            "Welke partners zijn het meest waard, en wat houdt een coalitie zelf in handen",
            "Which partners are worth most, and what a coalition holds itself",
        ),
        "meaning": (
            "Winst is de blootstelling aan wie buiten de kring staat, zonder de partner min met: gezamenlijk (iedereen weigert) en van het ergste land alleen. Wie gelijkgezind is, is een politieke keuze.",
            "Gain is the exposure to whoever stands outside the circle, without the partner minus with: jointly (everyone withholds) and of the worst country alone. Who is like-minded is a political choice.",
        ),
        "asked": (
            "Gezien vanuit {home}; vertrouwd: {trusted}. Geteld naar {attribute}, {when}, zonder vervanging.",
            "Seen from {home}; trusted: {trusted}. Counted by {attribute}, {when}, without substitution.",
        ),
        "asked-alone": (
            "Gezien vanuit {home}; nog niemand vertrouwd. Geteld naar {attribute}, {when}, zonder vervanging.",
            "Seen from {home}; nobody trusted yet. Counted by {attribute}, {when}, without substitution.",
        ),
        "judgement": (
            "Wie gelijkgezind is, is een politieke keuze, geen uitkomst: hier {groups} (--candidates).",
            "Who is like-minded is a political choice, not a finding: here {groups} (--candidates).",
        ),
        "chosen": ("Kandidaten zoals gevraagd: {names}.", "Candidates as asked: {names}."),
        "headline": (
            (
                "Het meest levert vertrouwen in {partner} op: van {use} is dan {with_} blootgesteld aan wie buiten de kring "
                "staat, nu {without}."
            ),
            (
                "Trusting {partner} gains most: {with_} of {use} is then exposed to whoever stands outside the "
                "circle, {without} now."
            ),
        ),
        "unsure": (
            "Of dat zo is, beslist het niet-genoemde aanbod.",
            "Whether that is so depends on the unlisted supply.",
        ),
        "rests": (
            "Dit berust op {figures} cijfers: {read} gelezen, {recall} uit kennis, {judgement} ingeschat (zwakste {weakest}).",
            "This rests on {figures} figures: {read} read, {recall} recalled, {judgement} judged (weakest {weakest}).",
        ),
        "no-gain": (
            "Geen van de kandidaten maakt bij de genoemde leveranciers de blootstelling kleiner.",
            "Counted by the named suppliers, none of the candidates makes exposure smaller.",
        ),
        "no-gain-alone": (
            "Geen van de kandidaten maakt bij de genoemde leveranciers in zijn eentje de gezamenlijke blootstelling kleiner.",
            "Counted by the named suppliers, none of the candidates makes joint exposure smaller by itself.",
        ),
        "gain-together": (
            "Samen wel: met {members} gaat die, opgeteld over toepassingen, van {without} naar {left}.",
            "Together they do: with {members} it goes, summed over uses, from {without} to {left}.",
        ),
        "hurts": (
            (
                "De blootstelling van {use} groeit dan, naar de genoemde leveranciers geteld, van {without} naar {with_}: een "
                "weigering raakt ook leveranciers bij de nieuwe partner."
            ),
            (
                "The exposure of {use} then grows, counted by the named suppliers, from {without} to {with_}: a refusal also "
                "hits suppliers with the new partner."
            ),
        ),
        "stays": (
            "Met alle kandidaten vertrouwd blijft {with_} van {use} blootgesteld{alone}.",
            "With all candidates trusted {with_} of {use} stays exposed{alone}.",
        ),
        "stays-alone": (
            "; van één land alleen kost {place} dan het meest ({loss})",
            "; of single countries {place} then costs most ({loss})",
        ),
        "nobody-holds": (
            (
                "Van {count} van de {all} producten hebben eigen land, vertrouwden en kandidaten samen minder dan {theta} "
                "in handen; grootste houders: {holders}."
            ),
            (
                "Of {count} of the {all} products home, the trusted and the candidates together hold less than {theta}; "
                "largest holders: {holders}."
            ),
        ),
        "all-hold": (
            "Van elk product hebben eigen land, vertrouwden en kandidaten samen minstens {theta} in handen.",
            "Of every product home, the trusted and the candidates together hold at least {theta}.",
        ),
        "undecided-products": (
            "Bij nog {count} beslist het niet-genoemde aanbod.",
            "For {count} more the unlisted supply decides.",
        ),
        "holder": ("{place} ({count})", "{place} ({count})"),
        "table-partners": (
            "Gezamenlijke blootstelling, opgeteld over toepassingen (nu {without} van hoogstens {count}):",
            "Joint exposure, summed over uses ({without} of at most {count} now):",
        ),
        "col-partner": ("partner", "partner"),
        "col-left": ("met", "with"),
        "col-worst": ("ergste", "worst"),
        "col-pairs": ("paren", "pairs"),
        "col-most": ("meeste winst", "largest gain"),
        "col-sure": ("zeker", "sure"),
        "row-most": ("{use} {gain}", "{use} {gain}"),
        "from-home": (
            "vertrouwd; eigen land: nu {without}",
            "trusted; home alone: {without} now",
        ),
        "nobody-added": ("al in de kring", "in the circle already"),
        "worst-note": (
            (
                "ergste: som van het ergste land alleen (nu {without}). paren: hoe vaak een land alleen een toepassing "
                "meer dan {threshold} kan kosten (nu {pairs}). zeker: bij hoeveel toepassingen de winst vaststaat, wat "
                "het niet-genoemde aanbod ook is."
            ),
            (
                "worst: sum of the worst country alone ({without} now). pairs: how often one country alone can cost a "
                "use more than {threshold} ({pairs} now). sure: for how many uses the gain holds whatever the unlisted "
                "supply is."
            ),
        ),
        "no-difference": (
            "Maakt bij de genoemde leveranciers geen verschil: {names}.",
            "No difference by the named suppliers: {names}.",
        ),
        "table-best": (
            "Beste coalitie van hoogstens k erbij, gezamenlijk / van het ergste land alleen:",
            "Best coalition of at most k more, jointly / of the worst country alone:",
        ),
        "best": (
            "k={size}: {members} (nog {left} van {without}, {proof})",
            "k={size}: {members} ({left} of {without} left, {proof})",
        ),
        "nobody": ("niemand", "nobody"),
        "proof-decided": ("exact", "exact"),
        "proof-undecided": ("exact; het niet-genoemde beslist", "exact; the unlisted decides"),
        "proof-gap": ("hoogstens {gap} beter", "{gap} better at most"),
        "table-layers": (
            (
                "Kleinste coalitie die per laag {theta} in handen heeft van elk product waarvoor eigen land, vertrouwden "
                "en kandidaten dat samen hebben:"
            ),
            (
                "Smallest coalition that holds, of each layer, {theta} of every product of which home, the trusted and the "
                "candidates together do:"
            ),
        ),
        "col-layer": ("laag", "layer"),
        "col-covered": ("gedekt", "covered"),
        "col-level": ("over", "kept"),
        "col-members": ("naast {home}", "beside {home}"),
        "level-note": (
            (
                "over: wat een koper hier van het slechtst gedekte product overhoudt als iedereen buiten die coalitie "
                "weigert; aandelen verbergen wat hun makers zelf van buiten nodig hebben."
            ),
            (
                "kept: what a buyer here keeps of the worst of the covered products if everyone outside that coalition "
                "refuses; shares hide what their makers need from outside."
            ),
        ),
        "undecided": ("onbeslist", "undecided"),
        "of": ("{some} van {all}", "{some} of {all}"),
        "figure-title": (
            "Wat van elke toepassing blootgesteld blijft met elke partner vertrouwd",
            "What stays exposed of each use with each partner trusted",
        ),
        "figure-now": ("nu: {trusted} vertrouwd", "now: {trusted} trusted"),
        "figure-now-alone": ("nu: niemand vertrouwd", "now: nobody trusted"),
        "figure-note": (
            (
                "Blootstelling als iedereen buiten de kring tegelijk weigert, en het verschil met nu. Tussen haakjes: als "
                "ook niet-genoemd aanbod van buiten is."
            ),
            (
                "Exposure if everyone outside the circle withholds at once, and the difference with now. In brackets: if "
                "unlisted supply is from outside too."
            ),
        ),
        "up-to": (" (≤{high})", " (≤{high})"),
        "points-1": ("{sign}1 punt", "{sign}1 point"),
        "points": ("{sign}{points} punten", "{sign}{points} points"),
        "all-candidates": ("alle kandidaten", "all candidates"),
        "more": ("{names} en {count} andere", "{names} and {count} others"),
    },
)
