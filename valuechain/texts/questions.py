"""The strategic questions: what each asks, and what its numbers mean."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

ASKED: Final = Phrases(
    "questions",
    {
        "nulmeting": (
            "Van wie hangt eigen land af, hoe snel, hoe diep, en op welk bewijs?",
            "On whom does home depend, how fast, how deep, and on what evidence?",
        ),
        "nulmeting/meaning": (
            "Blootstelling is het deel van wat vandaag geleverd wordt dat verloren gaat, zonder vervanging, nadat iets voorgoed is weggevallen; zij is geen kans.",
            "Exposure is the part of today's output that is lost, without substitution, after something is taken away for good; it is not a probability.",
        ),
        "what-if": (
            "Wat als: {names}",
            "What if: {names}",
        ),
        "what-if/meaning": (
            "Wat er van de levering van vandaag over is terwijl een scenario zich afspeelt; een verlies is geen kans. Of vervanging meetelt staat per scenario in het manifest.",
            "What is left of today's output while a scenario unfolds; a loss is not a probability. Whether substitution is counted stands with each scenario in the manifest.",
        ),
        "chokepoints": (
            "Welke kleinste verzamelingen landen, bedrijven of producenten halen een toepassing neer?",
            "Which smallest sets of countries, firms or producers bring a use down?",
        ),
        "chokepoints/meaning": (
            "Een verzameling is genoemd als de toepassing onder theta zakt wanneer alles ervan voorgoed wegvalt, en geen deel ervan dat doet; zonder vervanging. Onbeslist: alleen als ook niet-genoemd aanbod van hen is. Geen kans: of dit gebeurt staat er niet.",
            "A set is listed if the use falls below theta when all of it is taken away for good, and no part of it does that; without substitution. Undecided: only if unlisted supply is theirs too. No probability: whether it happens is not said.",
        ),
        "leverage": (
            "Wat verliezen anderen als wij weigeren, en wat wij als zij weigeren?",
            "What do others lose if we refuse, and what do we if they do?",
        ),
        "leverage/meaning": (
            "Verlies van kopers elders als alleen zij geen aanbod meer krijgen van eigen land, naast verlies hier als de partner ons weigert; zonder vervanging, geen kans. De grenzen zeggen wat niet-genoemde leveranciers kunnen veranderen.",
            "Loss of buyers elsewhere if they alone get no more supply from home, beside loss here if the partner refuses us; without substitution, no probability. The bounds say what unlisted suppliers could change.",
        ),
        "compare-indicators": (
            "Wat zouden de indicatoren van anderen zien, en wat missen zij?",
            "What would the indicators of others see, and what do they miss?",
        ),
        "compare-indicators/meaning": (
            "Ons oordeel (wat een toepassing verliest, voor wie, en of dat aannemelijk en moeilijk te vervangen is) naast concentratie, bestuur, het aanbodrisico van de Commissie en handel. Wie iets mist heeft een ander doel en maakt geen fout.",
            "Our verdict (what a use loses, by whom, and whether that is likely and hard to replace) beside concentration, government, the Commission's supply risk and trade. What misses something has another purpose, and is not wrong.",
        ),
        "compare": (
            "Wat is er veranderd sinds de vorige meting, en waardoor?",
            "What has changed since the last measurement, and why?",
        ),
        "compare/meaning": (
            "Elk verschil is precies verdeeld: de wereld veranderde, een cijfer is verbeterd of beter gelezen, het model dekt iets anders, het programma rekent anders, of niemand verklaart het. De volgorde van de veranderingen telt niet: elk deel is het gemiddelde over alle volgorden. Een hogere blootstelling is geen grotere kans.",
            "Each difference is split exactly: the world changed, a figure was corrected or better read, the model covers something else, the program computes otherwise, or nobody explains it. The order of the changes does not count: each part is the mean over all orders. A higher exposure is no higher probability.",
        ),
        "compare-homes": (
            "Wat verliezen twee landen aan wie, en wat is daarvan te vergelijken?",
            "What do two countries lose to whom, and what of it may be compared?",
        ),
        "compare-homes/meaning": (
            "Dezelfde keten en maat voor beide; van elke groep toepassingen de zwaarst getroffen, zonder vervanging, geen kans. Of de cijfers hetzelfde meten volgt uit het model: benaderingen, hoe zij bekend zijn, vensters, en toepassingen zonder tegenhanger.",
            "The same stack and measure for both; of each group of uses the one hit hardest, without substitution, no probability. Whether the figures measure the same follows from the model: proxies, how they are known, windows, and uses without a counterpart.",
        ),
        "lookthrough": (
            "In welke landen wordt verdiend wat wij betalen?",
            "In which countries is what we pay earned?",
        ),
        "lookthrough/meaning": (
            "Toegevoegde waarde is het deel van de kosten dat in een land verdiend wordt, in de hele keten; direct is wat daar zelf gekocht wordt. Waarover geen kostenaandeel iets zegt, kan naar iedereen in de keten gaan: vandaar de grenzen.",
            "Value added is the part of the cost that is earned in a country along the whole chain; face value is what is bought there directly. What no cost share speaks of may go to anybody in the chain: hence the bounds.",
        ),
        "lookthrough-table": (
            "Wie verdient wat een sector betaalt?",
            "Who earns what a sector pays?",
        ),
        "lookthrough-table/meaning": (
            "Direct: som van de technische coëfficiënten a van de groep. Bruto: som van de Leontief-inverse L. Toegevoegde waarde: som van vL, met v = 1 min de kolomsom van A; telt over alle groepen op tot 1. Verkoop (Ghosh): som van Gf, met f = 1 min de rijsom van B; telt op tot 1.",
            "Face value: sum of the technical coefficients a of the group. Gross: sum of the Leontief inverse L. Value added: sum of vL, with v = 1 minus the column sum of A; sums to 1 over all groups. Sales (Ghosh): sum of Gf, with f = 1 minus the row sum of B; sums to 1.",
        ),
        "partners": (
            "Welke partners zijn het meest waard, en wat houdt een coalitie zelf in handen",
            "Which partners are worth most, and what a coalition holds itself",
        ),
        "partners/meaning": (
            "Winst is de blootstelling aan wie buiten de kring staat, zonder de partner min met: gezamenlijk (iedereen weigert) en van het ergste land alleen. Wie gelijkgezind is, is een politieke keuze.",
            "Gain is the exposure to whoever stands outside the circle, without the partner minus with: jointly (everyone withholds) and of the worst country alone. Who is like-minded is a political choice.",
        ),
        "uncertainty": ("Hoe zeker is elk cijfer?", "How sure is each figure?"),
        "uncertainty/meaning": (
            "p05, p50 en p95 zeggen wat de cijfers die we hebben kunnen veranderen; de grenzen wat niet-genoemde leveranciers kunnen veranderen. Die twee worden nooit samengevoegd. Blootstelling is geen kans: kans staat hier alleen voor wat wij niet weten.",
            "p05, p50 and p95 say what the figures we have could change; the bounds what unlisted suppliers could change. The two are never merged. Exposure is not a probability: chance here is only about what we do not know.",
        ),
        "what-to-find-out": ("Wat moeten we eerst weten?", "What should we find out first?"),
        "what-to-find-out/meaning": (
            "Waarde: hoeveel oordelen minder fout zouden zijn als we het cijfer wisten. De meeste foute oordelen komen van enkele cijfers. Wat een cijfer kost om te achterhalen staat er niet.",
            "Worth: how many fewer verdicts would be wrong if we knew the figure. Most wrong verdicts come from a few figures. What it takes to find a figure is not said.",
        ),
        "survival": (
            "Hoelang houdt elke toepassing het vol, en welke voorraad overbrugt het gat",
            "How long each use holds out, and which stock bridges the gap",
        ),
        "survival/meaning": (
            "TTS: hele weken op of boven het niveau theta na een blijvend verlies, met de voorraden die er zijn en zonder dat iemand inspringt. Weken tot herstel: de laatste week eronder als anderen inspringen met wat zij overhebben, op zijn gunstigst. Het gat is het verschil. Een voorraad telt alleen als narekenen laat zien dat hij het gat dicht.",
            "TTS: whole weeks at or above the level theta after a lasting loss, with the stocks there are and nobody stepping in. Weeks to recovery: the last week below it if others step in with what they have to spare, at its most favourable. The gap is the difference. A stock counts only if computing it anew shows that it closes the gap.",
        ),
    },
)
"""What each question asks, and what its numbers mean."""


def title(lang: Lang, question: str) -> str:
    """What a question asks."""
    return ASKED.raw(lang, question)


def meaning(lang: Lang, question: str) -> str:
    """What the numbers of a question mean, in a sentence or two."""
    return ASKED.raw(lang, f"{question}/meaning")
