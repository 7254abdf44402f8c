"""Words of the comparison with indicators of others: their names, and why answers differ."""

from typing import Final

from valuechain.texts.phrases import Phrases
from valuechain.vocab.comparison import ForeignIndicator

CITATIONS: Final[dict[ForeignIndicator, str]] = {
    "hhi-country": "U.S. DoJ & FTC (2010), Horizontal Merger Guidelines, 5.3: 2500",
    "hhi-firm": "U.S. DoJ & FTC (2010), Horizontal Merger Guidelines, 5.3: 2500",
    "hhi-wgi": "Threshold of SR, European Commission (2017), doi:10.2873/769526; none published",
    "crma-65": "Regulation (EU) 2024/1252, art. 5(1)(b)",
    "ec-sr": "European Commission (2017), doi:10.2873/769526",
    "ec-list": "Grohol & Veeh (2023), doi:10.2873/725585; Regulation (EU) 2024/1252, annex II",
    "cdi": "European Commission, SWD(2021) 352; persistence after CEPII GeoDep",
}
"""Where the threshold of each indicator is from."""
WORDS: Final = Phrases(
    "comparison",
    {
        "asks": (
            "Wat zouden de indicatoren van anderen zien, en wat missen zij?",
            "What would the indicators of others see, and what do they miss?",
        ),
        "meaning": (
            "Ons oordeel (wat een toepassing verliest, voor wie, en of dat aannemelijk en moeilijk te vervangen is) naast concentratie, bestuur, het aanbodrisico van de Commissie en handel. Wie iets mist heeft een ander doel en maakt geen fout.",
            "Our verdict (what a use loses, by whom, and whether that is likely and hard to replace) beside concentration, government, the Commission's supply risk and trade. What misses something has another purpose, and is not wrong.",
        ),
        "hhi-country": ("HHI van vestigingen", "HHI of sites"),
        "hhi-firm": ("HHI van bedrijven", "HHI of firms"),
        "hhi-wgi": ("HHI x WGI van vestigingen", "HHI x WGI of sites"),
        "crma-65": ("grootste derde land > 65 %", "largest third country > 65%"),
        "ec-sr": ("SR uit onze aandelen", "SR from our shares"),
        "ec-list": ("EU-lijst kritieke grondstoffen", "EU list of critical materials"),
        "cdi": ("CDI1-3 van de handel", "CDI1-3 of trade"),
        "why-location-hides-ownership": (
            "vestiging zeggenschap verbergt",
            "location hides ownership",
        ),
        "why-well-governed": (
            "het land goed bestuurd wordt",
            "the country is well governed",
        ),
        "why-one-law-many-firms": (
            "veel bedrijven onder het recht van een land vallen",
            "many firms are under the law of one country",
        ),
        "why-part-is-enough": (
            "het deel van een land al te veel is om te missen",
            "one country's part is already too much to miss",
        ),
        "why-another-country": (
            "zij een ander land aanwijzen",
            "they point at another country",
        ),
        "why-no-use": (
            "geen toepassing hier ervan afhangt",
            "no use here rests on it",
        ),
        "why-concentrated-at-home": (
            "het bij onszelf geconcentreerd is",
            "it is concentrated at home",
        ),
        "why-slow": (
            "voorraad en machines het langer dan de horizon uithouden",
            "stocks and machines carry it beyond the horizon",
        ),
        "why-small": (
            "geen toepassing ooit boven de drempel verliest",
            "no use ever loses more than the threshold",
        ),
        "why-use-not-crucial": (
            "de geraakte toepassing niet cruciaal is",
            "the use that is hit is not crucial",
        ),
        "why-not-likely": (
            "problemen niet aannemelijk zijn, of vervanging snel genoeg is",
            "problems are not likely, or replacement is quick enough",
        ),
        "why-ours-undecided": (
            "ons oordeel onbeslist is",
            "our verdict is undecided",
        ),
        "why-theirs-unknown": (
            "hun cijfer ontbreekt, vertrouwelijk is, of te onzeker voor de drempel",
            "their figure is missing or confidential, or too uncertain for the threshold",
        ),
        "why-other-goods-only": (
            "hun tabel het product niet kent",
            "their table does not know the product",
        ),
        "why-category-too-broad": (
            "hun categorie te ruim is en het knelpunt verbergt",
            "their category is too broad and hides the chokepoint",
        ),
        "why-no-rows": ("er geen handelscijfers zijn", "there are no trade rows"),
        "headline": (
            "Producten waarvan een toepassing risicovol strategisch of strategisch afhangt van een land buiten {home} ({tie}): {count}. {who} ziet er {both} voor dat land en {elsewhere} voor een ander land; {missed} gemist, {open} open.",
            "Products on which a use depends in a risky strategic or strategic way on a country outside {home} ({tie}): {count}. {who} sees {both} for that country and {elsewhere} for another country; {missed} missed, {open} open.",
        ),
        "because": ("Dat is omdat {reason}: {products}.", "That is because {reason}: {products}."),
        "flags-much": (
            "Concentratie alleen kiest niet: {who} wijst {flagged} van de {count} producten aan.",
            "Concentration alone does not choose: {who} flags {flagged} of the {count} products.",
        ),
        "blind": (
            "De EU-lijst van grondstoffen kent {blind} van deze {count} niet.",
            "The EU list of raw materials does not know {blind} of these {count}.",
        ),
        "reverse": (
            "Omgekeerd staan {alone} producten op de EU-lijst die bij ons minder wegen: {reasons}.",
            "The other way round, {alone} products on the EU list weigh less here: {reasons}.",
        ),
        "none": (
            "Geen toepassing hangt risicovol strategisch of strategisch af van een land buiten {home} ({tie}); {all} producten zijn beoordeeld.",
            "No use depends in a risky strategic or strategic way on a country outside {home} ({tie}); {all} products were judged.",
        ),
        "none-sure": (
            "Van geen toepassing staat vast dat zij risicovol strategisch of strategisch afhangt van een land buiten {home} ({tie}); van {count} van de {all} producten is het onbeslist.",
            "No use is known for sure to depend in a risky strategic or strategic way on a country outside {home} ({tie}); for {count} of {all} products it is undecided.",
        ),
        "deep": (
            "Dieper dan de twee lagen van HHI x WGI liggen {deep} van de {count} oordelen.",
            "Deeper than the two tiers of HHI x WGI lie {deep} of the {count} verdicts.",
        ),
        "one-reason": ("{count} omdat {reason}", "{count} because {reason}"),
        "col-indicator": ("indicator van anderen", "indicator of others"),
        "col-both": ("beide", "both"),
        "col-elsewhere": ("elders", "elsewh."),
        "col-missed": ("mist", "misses"),
        "col-alone": ("alleen", "alone"),
        "col-open": ("open", "open"),
        "col-blind": ("blind", "blind"),
        "legend": (
            "Elders: aangewezen, maar voor een ander land. Mist: wel voor ons, niet voor hen. Alleen: wel voor hen, niet voor ons. Open: iets onbekends beslist, ook bij producten die voor ons niet tellen. Blind: van ons, niet in hun tabel.",
            "Elsewhere: flagged, but for another country. Misses: for us, not for them. Alone: for them, not for us. Open: something unknown decides, also of products that do not count for us. Blind: ours, not in their table.",
        ),
        "more": ("en {count} meer", "and {count} more"),
        "figure-title": (
            "Wat een concentratiemaat ziet, en wat een jaar zonder kost",
            "What a measure of concentration sees, and what a year without costs",
        ),
        "figure-x": (
            "HHI x WGI van vestigingen (0 best, 10 slechtst)",
            "HHI x WGI of sites (0 best, 10 worst)",
        ),
        "figure-y": (
            "verlies van de zwaarst getroffen toepassing ({weeks} weken)",
            "loss of the use that is hit hardest ({weeks} weeks)",
        ),
        "figure-note": (
            "Open: de maat wijst een ander land aan dan ons oordeel. Grijze lijnen: drempels. Elk punt is een product.",
            "Hollow: the measure points at another country than our verdict. Grey lines: thresholds. Every dot is a product.",
        ),
        "figure-ours": ("risicovol strategisch of strategisch", "risky strategic or strategic"),
        "figure-watch": ("let op, of onbeslist", "watch, or undecided"),
        "figure-none": ("geen", "none"),
    },
)
"""Names of indicators, why answers differ (to follow "since" or "omdat"), and sentences."""
