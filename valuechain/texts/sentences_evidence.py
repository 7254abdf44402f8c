"""Sentences of the second half of the page: elections, positions, evidence, method, summary."""

from typing import Final

SECOND_HALF: Final[dict[str, tuple[str, str]]] = {
    # elections
    "elections-heading": (
        (
            "{use}: van {stops} van de {of} voorzieningen kan een land buiten de vertrouwde kring in het "
            "kritieke venster meer dan {threshold} stilleggen"
        ),
        (
            "{use}: of {stops} of {of} facilities a country outside the trusted circle can stop more "
            "than {threshold} in the critical window"
        ),
    ),
    "elections-reached": (
        "verliest {share} in het venster door wat het zelf inkoopt, zonder {place}",
        "loses {share} in the window through what it buys itself, without {place}",
    ),
    "elections-heading-fallback": (
        "{base}; voor {n} van de {of} is er een terugvaloptie",
        "{base}; {n} of {of} have a fallback",
    ),
    "elections-none": (
        "Dit model kent geen toepassing met een kritiek venster, zoals verkiezingen, in {home}.",
        "This model has no use with a critical window, such as elections, in {home}.",
    ),
    "elections-none-heading": (
        "Verkiezingen zitten niet in dit model",
        "Elections are not in this model",
    ),
    "elections-lead": (
        (
            "Het kritieke venster is {window} voor de stemming. Een percentage zegt hier niets op "
            "zichzelf; het gaat erom wat in dat venster stilvalt en wat doorgaat."
        ),
        (
            "The critical window is {window} before polling day. A percentage says nothing by itself "
            "here; what counts is what stops in that window and what goes on."
        ),
    ),
    "elections-stops": ("Kan stilvallen in het venster", "Can stop in the window"),
    "elections-goes": ("Gaat door", "Goes on"),
    "elections-control": (
        "{share} onder {who} zeggenschap",
        "{share} under {who} control",
    ),
    "elections-control-of": (
        "{share} onder zeggenschap van {who}",
        "{share} under control of {who}",
    ),
    "elections-site": ("{share} staat in {place}", "{share} is in {place}"),
    "elections-ours": (
        "{share} onder eigen zeggenschap",
        "{share} under own control",
    ),
    "elections-grace": (
        "Werkt na een weigering nog {time} door.",
        "Goes on for {time} after a refusal.",
    ),
    "elections-at-once": ("Stopt meteen na een weigering.", "Stops at once after a refusal."),
    "elections-fallback-now": (
        "Terugval: {title} (meteen, {level} van de capaciteit).",
        "Fallback: {title} (at once, {level} of capacity).",
    ),
    "elections-fallback": (
        "Terugval: {title} ({level} van de capaciteit, na {after}).",
        "Fallback: {title} ({level} of capacity, after {after}).",
    ),
    "elections-fallback-plain": ("een terugvaloptie", "a fallback"),
    "elections-stops-none": (
        (
            "Geen van de voorzieningen ligt voor meer dan {threshold} bij één land buiten de "
            "vertrouwde partners."
        ),
        (
            "None of the facilities rests for more than {threshold} on one country outside the "
            "trusted partners."
        ),
    ),
    # held
    "held-heading": (
        "{place} heeft bij {n} producten meer dan de helft in handen, waaronder {example}",
        "{place} holds more than half of {n} products, among them {example}",
    ),
    "held-heading-none": (
        "Er is geen wereldproduct waarvan eigen land of Europa meer dan de helft levert",
        "There is no world product of which home or Europe supplies more than half",
    ),
    "held-lead": (
        (
            "Producten op een markt groter dan het eigen land waarvan eigen land of Europa meer dan "
            "de helft levert, met de tijd die anderen nodig hebben om eromheen te werken. Wat de "
            "wereld van ons nodig heeft, is ook een positie."
        ),
        (
            "Products on a market larger than home of which home or Europe supplies more than half, "
            "with the time others need to route around them. What the world needs of us is a "
            "position too."
        ),
    ),
    "held-caption": ("Sterke posities", "Positions of strength"),
    "col-product": ("Product", "Product"),
    "col-layer": ("Laag", "Layer"),
    "col-home-site": ("{home}, vestiging", "{home}, site"),
    "col-home-owner": ("{home}, zeggenschap", "{home}, control"),
    "col-europe-site": ("Europa, vestiging", "Europe, site"),
    "col-europe-owner": ("Europa, zeggenschap", "Europe, control"),
    "col-without": ("Anderen zonder ons", "Others without us"),
    "col-needed": ("Nodig voor (aantal)", "Needed for (number)"),
    # how sure
    "sure-heading": (
        (
            "Van de cijfers achter de koppen is {read} gelezen in een bron; {judgement} is eigen "
            "inschatting"
        ),
        (
            "Of the figures behind the headlines {read} were read in a source; {judgement} are our "
            "own judgement"
        ),
    ),
    "sure-heading-plain": ("Waarop de cijfers rusten", "On what the figures rest"),
    "sure-lead": (
        (
            "Gelezen: gezien in de bron. Uit kennis: algemeen bekend, niet nagezocht. Ingeschat: "
            "door ons gezet, met een reden. De zwakste schakel telt, niet het gemiddelde."
        ),
        (
            "Read: seen in the source. Recalled: general knowledge, not looked up. Judged: set by "
            "us, with a reason. The weakest link counts, not the mean."
        ),
    ),
    "sure-headline": ("Kop {n}", "Headline {n}"),
    "sure-bar": (
        "{read} gelezen, {recall} uit kennis, {judgement} ingeschat",
        "{read} read, {recall} recalled, {judgement} judged",
    ),
    "sure-weakest": (
        "Zwakste bron {reliability}, zwakste cijfer {credibility} (Admiralty A-F en 1-6).",
        "Weakest source {reliability}, weakest figure {credibility} (Admiralty A-F and 1-6).",
    ),
    "check-heading": ("Vijf cijfers om eerst na te gaan", "Five figures to check first"),
    "check-lead": (
        "Niet in een bron gezien, en de meeste van de zwaarste afhankelijkheden rusten erop.",
        "Not seen in a source, and most of the heaviest dependencies rest on them.",
    ),
    "check-none": (
        "Alle cijfers op de getoonde routes zijn in een bron gezien.",
        "All figures on the routes shown were seen in a source.",
    ),
    "check-no-routes": (
        "Bij deze uitkomst zijn geen routes bewaard, dus ook geen losse cijfers.",
        "This result keeps no routes, and so no single figures.",
    ),
    "cited-input": (
        "{what} van {product} bij {customer}",
        "{what} of {product} at {customer}",
    ),
    "cited-sourcing": (
        "inkoop van {product} door {customer}",
        "purchase of {product} by {customer}",
    ),
    "cited-share": ("aandeel van {maker} in {product}", "share of {maker} in {product}"),
    "none-at-all": ("geen", "none"),
    "check-item": (
        "{what}: {text} ({status}); draagt {n} van de getoonde afhankelijkheden.",
        "{what}: {text} ({status}); carries {n} of the dependencies shown.",
    ),
    "undecided-heading": (
        "{n} oordelen zijn onbeslist",
        "{n} verdicts are undecided",
    ),
    "undecided-lead": (
        "Hier valt het oordeel anders uit tussen onder- en bovengrens. De diepste:",
        "Here the verdict differs between the lower and the upper bound. The deepest:",
    ),
    "undecided-none": (
        "Geen oordeel hangt af van wat we niet weten.",
        "No verdict depends on what we do not know.",
    ),
    "warnings": ("Waarschuwingen", "Warnings"),
    # method
    "method-heading": (
        "Blootstelling is een profiel in de tijd, geen kans en geen som",
        "Exposure is a profile over time, not a probability and not a sum",
    ),
    "method-1": (
        (
            "Het model beschrijft wie wat levert aan wie: {products} producten, {producers} "
            "producenten, {uses} toepassingen. Van elke producent staan drie landen vast: waar hij "
            "maakt (vestiging), vanwaar hij wordt geleid (hoofdkantoor) en wiens recht de eigenaar "
            "bindt (zeggenschap)."
        ),
        (
            "The model describes who supplies what to whom: {products} products, {producers} "
            "producers, {uses} uses. Of each producer three countries are kept: where it makes "
            "(site), where it is led from (headquarters) and whose law binds its owner (control)."
        ),
    ),
    "method-2": (
        (
            "Blootstelling is het deel van de capaciteit van vandaag dat wegvalt als iets blijvend "
            "verdwijnt. Twee vragen, nooit opgeteld: ramp (het stopt voor iedereen) en dwang (het "
            "wordt ons geweigerd, de wereld gaat door). Voorraden, geplaatste machines, alternatieven "
            "en terugvalopties tellen mee; nieuwe leveranciers nog niet."
        ),
        (
            "Exposure is the part of today's capacity that is lost when something goes for good. Two "
            "questions, never added up: disaster (it stops for everybody) and coercion (it is "
            "refused to us, the world goes on). Stocks, installed machines, alternatives and "
            "fallbacks count; new suppliers do not yet."
        ),
    ),
    "method-3": (
        (
            "Wat we niet weten is nooit veilig en nooit wild gevaarlijk: van het niet-genoemde "
            "aanbod nemen we in de bovengrens weg wat van het land of bedrijf kan zijn. Het cijfer "
            "zelf laat hen die niet genoemd zijn ongemoeid: waar veel aanbod niet genoemd is, is het "
            "aan de lage kant."
        ),
        (
            "What we do not know is never safe and never wildly dangerous: of unlisted supply the "
            "upper bound takes away what could belong to the country or firm. The figure itself "
            "leaves those who are not listed untouched: where much supply is not listed, it is on "
            "the low side."
        ),
    ),
    "method-4": (
        (
            "Een afhankelijkheid is risicovol strategisch als zij cruciaal is voor een publiek "
            "belang (verlies boven {threshold} na {horizon}), leveringsproblemen aannemelijk zijn en "
            "vervanging langer duurt dan {replacement} zonder genoeg vrije capaciteit elders: voor "
            "wie geweigerd wordt, naar een verdeling van de vraag die vooral onze inschatting is."
        ),
        (
            "A dependency is risky strategic if it is crucial for a public interest (loss above "
            "{threshold} after {horizon}), supply problems are likely, and replacement takes longer "
            "than {replacement} without enough spare capacity elsewhere: for those who are refused, "
            "by a division of demand that is mostly our judgement."
        ),
    ),
    "method-5": (
        (
            "De tabel van de zwaarste afhankelijkheden telt per product en land één rij. Eerst de "
            "zwaarste klasse, dan het diepste verlies, dan het aantal toepassingen; buiten de zwaarste "
            "klasse hooguit vier uit één land. Toepassingen, banden en vragen van hetzelfde product en land zijn samengenomen."
        ),
        (
            "The table of the heaviest dependencies has one row per product and country. Worst class "
            "first, then the deepest loss, then the number of uses; below the worst "
            "class at most four on one country. "
            "Uses, ties and questions of the same product and country are merged."
        ),
    ),
    "method-6": (
        (
            "Niveau 1 is het gebruik van vandaag: dit meet behoud, geen groei. Een sector die groeit "
            "merkt een stop van machines eerder."
        ),
        (
            "Level 1 is today's use: this measures keeping, not growth. A growing sector feels a stop "
            "of machines earlier."
        ),
    ),
    "sources-heading": ("{n} bronnen, met hun licentie", "{n} sources, with their licences"),
    "sources-caption": (
        "Bronnen waarop cijfers van dit model rusten",
        "Sources on which figures of this model rest",
    ),
    "sources-nc": (
        "Niet-commercieel: {names}.",
        "Non-commercial: {names}.",
    ),
    "col-source": ("Bron", "Source"),
    "col-publisher": ("Uitgever", "Publisher"),
    "col-year-of": ("Jaar", "Year"),
    "col-licence": ("Licentie", "Licence"),
    "col-reliability": ("Betr.", "Rel."),
    "col-figures": ("Cijfers", "Figures"),
    "licence-none": ("niet vermeld", "not stated"),
    "made-by": (
        "Model {model}, vingerafdruk {digest}. Tabellen en beschrijving staan naast deze pagina.",
        "Model {model}, digest {digest}. Tables and their description are beside this page.",
    ),
    "legend-evidence": (
        "Bewijs: ■ gelezen in de bron, ◧ uit kennis, □ ingeschat.",
        "Evidence: ■ read in the source, ◧ recalled, □ judged.",
    ),
    # summary
    "summary-title": ("Nulmeting {home}, stand {day}", "Nulmeting {home}, as of {day}"),
    "summary-ten": ("Zwaarste afhankelijkheden", "Heaviest dependencies"),
    "summary-without": (
        "Verlies van de zwaarst geraakte toepassing, zonder vervanging.",
        "Loss of the use hit hardest, without substitution.",
    ),
    "summary-classes": (
        "Producten uit één land, naar klasse: {counts}.",
        "Products from one country, by class: {counts}.",
    ),
}
