"""Sentences of the strategic questions on the page, Dutch then English."""

from typing import Final

STRATEGIC_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "nav-thread": ("Wie de draad vasthoudt", "Who holds the thread"),
    "thread-heading": (
        "{n} landen en bedrijven kunnen elk alleen een toepassing onder {theta} brengen",
        "{n} countries and firms can each bring a use below {theta} by themselves",
    ),
    "thread-heading-none": (
        "Geen enkel land of bedrijf brengt alleen een toepassing onder {theta}",
        "No single country or firm brings a use below {theta} by itself",
    ),
    "thread-lead": (
        "Wat er binnen een jaar gebeurt als er één wegvalt of ons weigert, zonder vervanging. De eigen bedrijven en het eigen land staan erbij: ook daar zit een enkele draad. Tussen haakjes wat niet-genoemd aanbod kan schelen.",
        "What happens within a year if one of them stops or refuses us, without substitution. Firms of our own and home itself stand here too: a single thread runs there as well. In brackets what unlisted supply could change.",
    ),
    "thread-undecided": (
        "In nog {n} gevallen beslist aanbod waarvan niet bekend is van wie of waar het is: onbeslist, niet veilig.",
        "In {n} more cases supply decides of which it is not known whose or where it is: undecided, not safe.",
    ),
    "thread-more": (
        "Nog {n} gevallen staan in tables/single_points.csv.",
        "{n} more cases are in tables/single_points.csv.",
    ),
    "thread-who": ("Wie", "Who"),
    "thread-case": ("Wat er gebeurt", "What happens"),
    "thread-uses": ("Toepassingen omlaag", "Uses down"),
    "thread-loss": ("Diepste verlies", "Deepest loss"),
    "thread-week": ("Vanaf week", "From week"),
    "thread-through": ("Via", "Through"),
    "rests": (
        "Rust op cijfers: gelezen, uit kennis, ingeschat",
        "Rests on figures: read, recalled, judged",
    ),
    "nav-survive": ("Hoelang het standhoudt", "How long it holds"),
    "survive-heading": (
        "Het snelst onder {theta}: {use}, {weeks} zonder {what}",
        "First below {theta}: {use}, {weeks} without {what}",
    ),
    "survive-heading-none": (
        "Geen verlies van een land brengt een toepassing binnen drie jaar onder {theta}",
        "No loss of a country brings a use below {theta} within three years",
    ),
    "survive-at-once": ("meteen", "at once"),
    "survive-after": ("na {weeks}", "after {weeks}"),
    "survive-lead": (
        "Per toepassing het verlies van een ander land ({tie}) dat zij het kortst doorstaat: hoelang zij op of boven {theta} blijft met wat er ligt, en wanneer anderen het hebben overgenomen, op zijn gunstigst. Een gat: anderen zijn er te laat, of hebben te weinig over, hoe snel zij ook zijn; hoe de vraag over afnemers verdeeld is, is daarbij vooral onze inschatting. Gevolgd: drie jaar.",
        "Per use the loss of another country ({tie}) that it survives least: how long it stays at or above {theta} with what is in stock, and when others have taken over, at best. A gap: others are too late, or have too little to spare however quick they are; how demand divides over customers is mostly our judgement. Followed: three years.",
    ),
    "survive-holds": ("Houdt stand", "Holds"),
    "survive-back": ("Anderen zover", "Others there"),
    "survive-what": ("Zonder", "Without"),
    "survive-missing": ("Wat dan ontbreekt", "What is missing then"),
    "survive-verdict": ("Oordeel", "Verdict"),
    "survive-never": ("niet binnen 3 jaar", "not within 3 years"),
    "survive-gap": ("gat", "gap"),
    "survive-bridged": ("overbrugd", "bridged"),
    "survive-undecided": ("onbeslist", "undecided"),
    "survive-unhurt": (
        "Komt elk verlies van een ander land door: {names}.",
        "Comes through every loss of another country: {names}.",
    ),
    "nav-partners": ("Partners", "Partners"),
    "partners-heading": (
        "Van alle landen scheelt {who} vertrouwen het meest: {use} van {before} naar {after}",
        "Of all countries trusting {who} matters most: {use} from {before} to {after}",
    ),
    "partners-heading-none": (
        "Geen partner erbij neemt iets weg van wat buiten de kring hangt",
        "No further partner takes away from what hangs outside the circle",
    ),
    "partners-lead": (
        "Hoeveel van het verlies verdwijnt als ook dit land of deze groep vertrouwd is en niet meer weigert, terwijl alle anderen buiten de kring tegelijk weigeren ({tie}, na een jaar). Wie gelijkgezind is, is een politieke keuze; hier de groepen van het model. Vertrouwen kan ook blootstellen: een weigering raakt dan leveranciers bij de nieuwe partner.",
        "How much of the loss disappears if this country or group is trusted too and no longer refuses, while everyone else outside the circle refuses at once ({tie}, after a year). Who is like-minded is a political choice; here the groups of the model. Trust can also expose: a refusal then hits suppliers at the new partner.",
    ),
    "partners-who": ("Partner erbij", "Partner added"),
    "partners-sure": ("Toepassingen zeker beter", "Uses surely better"),
    "partners-left": ("Verlies, opgeteld over {n} toepassingen", "Loss, added up over {n} uses"),
    "partners-best": ("Grootste verschil", "Largest difference"),
    "partners-worse": ("Slechter", "Worse"),
    "partners-perhaps": ("{use} (onbeslist)", "{use} (undecided)"),
    "partners-change": ("{use}: {before} wordt {after}", "{use}: {before} becomes {after}"),
    "like-minded": ("Alle gelijkgezinden samen", "All like-minded together"),
    "mutual-heading": (
        "Afhankelijk van elkaar: producten waarvan meer dan {threshold} verloren gaat als de ander weigert",
        "Mutual dependence: products of which more than {threshold} is lost if the other refuses",
    ),
    "mutual-who": ("Partner", "Partner"),
    "mutual-they": ("Zij door ons, na een jaar", "They by us, after a year"),
    "mutual-we": ("Wij door hen, na een jaar", "We by them, after a year"),
    "mutual-they-end": ("Zij, uiteindelijk", "They, in the end"),
    "mutual-we-end": ("Wij, uiteindelijk", "We, in the end"),
    "mutual-note": (
        "Geteld over {products} producten die beide kanten op hun markt kunnen kopen; tussen haakjes wat niet-genoemd aanbod kan schelen.",
        "Counted over {products} products that both sides can buy on their market; in brackets what unlisted supply could change.",
    ),
    "indispensable-heading": (
        "Waar anderen niet zonder {home} kunnen (vestiging of zeggenschap)",
        "Where others cannot do without {home} (site or control)",
    ),
    "indispensable-more": (
        "En nog {n}: tables/indispensable.csv.",
        "And {n} more: tables/indispensable.csv.",
    ),
    "nav-others": ("Andere indicatoren", "Other indicators"),
    "others-heading": (
        "Van {ours} afhankelijkheden ziet {name} er {both} bij hetzelfde land",
        "Of {ours} dependencies {name} sees {both} at the same country",
    ),
    "others-heading-none": (
        "Wat de indicatoren van anderen zien",
        "What the indicators of others see",
    ),
    "others-lead": (
        "Producten waarvan een toepassing hier risicovol strategisch of strategisch afhangt van een land buiten {home}, naast indicatoren die anderen gebruiken: concentratie (HHI), concentratie gewogen met de kwaliteit van bestuur (HHI x WGI), en het aanbodrisico (SR) en de lijst van de Commissie. Tabellen van sectoren verbergen knelpunten; vestiging verbergt zeggenschap. Dat een indicator iets mist is geen fout: hij heeft een ander doel. Wat bij een rij aan de {ours} ontbreekt, is onbeslist.",
        "Products on which a use here depends in a risky strategic or strategic way on a country outside {home}, beside indicators that others use: concentration (HHI), concentration weighted with the quality of government (HHI x WGI), and the supply risk (SR) and the list of the Commission. Tables of sectors hide chokepoints; location hides ownership. That an indicator misses something is no mistake: it has another purpose. What a row lacks of the {ours} is undecided.",
    ),
    "others-name": ("Indicator", "Indicator"),
    "others-both": ("Ziet hetzelfde land", "Sees the same country"),
    "others-elsewhere": ("Wijst elders heen", "Points elsewhere"),
    "others-missed": ("Mist", "Misses"),
    "others-alone": ("Alleen zij", "They alone"),
    "others-open": ("Onbeslist", "Undecided"),
    "others-blind": ("Niet in hun tabel", "Not in their table"),
    "others-value": (
        "Naar waarde is weinig te zeggen: van de {inputs} inputs van toepassingen en producten vermeldt {stated} welk deel van de kosten hij is, dus van {blind} van de {uses} toepassingen is niet te zeggen in welk land verdiend wordt wat zij kosten.",
        "By value little can be said: of the {inputs} inputs of uses and products {stated} states which part of the cost it is, so of {blind} of the {uses} uses it cannot be said in which country their cost is earned.",
    ),
}
