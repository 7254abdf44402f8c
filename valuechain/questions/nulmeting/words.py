"""Sentences of the page and of the summary, by key, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "nulmeting",
    {
        "asks": (
            "Van wie hangt eigen land af, hoe snel, hoe diep, en op welk bewijs?",
            "On whom does home depend, how fast, how deep, and on what evidence?",
        ),
        "meaning": (
            "Blootstelling is het deel van wat vandaag geleverd wordt dat verloren gaat, zonder vervanging, nadat iets voorgoed is weggevallen; zij is geen kans.",
            "Exposure is the part of today's output that is lost, without substitution, after something is taken away for good; it is not a probability.",
        ),
        "page-title": ("Nulmeting {home}: {model}", "Nulmeting {home}: {model}"),
        "skip": ("Naar de inhoud", "Skip to the content"),
        "kicker": ("Nulmeting · {home} · stand {day}", "Nulmeting · {home} · as of {day}"),
        "contents": ("Inhoud", "Contents"),
        "nav-time": ("In de tijd", "Over time"),
        "nav-stack": ("De keten", "The stack"),
        "nav-ten": ("Afhankelijkheden", "Dependencies"),
        "nav-elections": ("Verkiezingen", "Elections"),
        "nav-held": ("Wat wij hebben", "What we hold"),
        "nav-sure": ("Hoe zeker", "How sure"),
        "nav-method": ("Methode en bronnen", "Method and sources"),
        "perspective": (
            "Gezien vanuit {home}{trusted}. Model van {day}. Gerekend zonder vervanging: wat er gebeurt als niemand iets doet.",
            "Seen from {home}{trusted}. Model of {day}. Computed without substitution: what happens if nobody does anything.",
        ),
        "perspective-trusted": ("; vertrouwde partners: {names}", "; trusted partners: {names}"),
        "perspective-licence": (
            "Elk cijfer draagt de licentie van zijn bron; een deel mag niet commercieel worden gebruikt (zie bronnen).",
            "Each figure carries the licence of its source; some may not be used commercially (see sources).",
        ),
        "h1-both": (
            "{home}: weigeren {fast}, dan {first}; stoppen {slow}, dan {second}",
            "{home}: if {fast} refuse, {first}; if {slow} stop, {second}",
        ),
        "h1-one": ("{home}: weigeren {fast}, dan {first}", "{home}: if {fast} refuse, {first}"),
        "blow": ("is {by} {lost} van {what} weg", "{lost} of {what} is gone {by}"),
        "blow-measure": ("is {by} {lost} van {what} geraakt", "{lost} of {what} is hit {by}"),
        "blow-measured": ("{blow}, gemeten aan {measured}", "{blow}, measured by {measured}"),
        "h1-plain": ("Waar {home} aan een draad hangt", "Where {home} hangs by a thread"),
        "rests-on": (
            "Rust op {n} cijfers: {read} gelezen, {recall} uit kennis, {judgement} ingeschat.",
            "Rests on {n} figures: {read} read, {recall} recalled, {judgement} judged.",
        ),
        "rests-on-one": (
            "Rust op één cijfer: {read} gelezen, {recall} uit kennis, {judgement} ingeschat.",
            "Rests on one figure: {read} read, {recall} recalled, {judgement} judged.",
        ),
        "uses-of-few": (
            "De toepassingen in dit model zijn van {owners}; over de andere landen van {home} zegt deze meting niets.",
            "The uses in this model are those of {owners}; of the other countries of {home} this measurement says nothing.",
        ),
        "packs-joined": (
            "Hier komen landenpakketten samen: gedeelde producten hebben de inputs van elk, dus wat in het ene land stopt kan afnemers van het andere raken. Meet liever één land tegelijk.",
            "Country packs are joined here: shared products have the inputs of each, so what stops in one country may reach customers of the other. Better measure one country at a time.",
        ),
        "rests-proxies": (
            "Bij {n} ervan staat het land van het hoofdkantoor of de vestiging in voor een dat niet bekend is.",
            "In {n} of them the country of the head office or the site stands in for one not known.",
        ),
        "rests-proxy": (
            "Bij één ervan staat het land van het hoofdkantoor of de vestiging in voor een dat niet bekend is.",
            "In one of them the country of the head office or the site stands in for one not known.",
        ),
        "no-uses": (
            "Dit model kent geen toepassingen van {home}. De cijfers gaan daarom over een afnemer in {home} van elk product.",
            "This model has no uses of {home}. The figures are therefore about a buyer in {home} of each product.",
        ),
        # over time
        "time-none": (
            "Er zijn geen tijdpaden om te tonen.",
            "There are no paths over time to show.",
        ),
        "time-heading-two": (
            "{fast} als de eigenaren daar weigeren; {slow}",
            "{fast} if the owners there refuse; {slow}",
        ),
        "time-heading-one": (
            "{fast} als de eigenaren daar weigeren",
            "{fast} if the owners there refuse",
        ),
        "time-heading-plain": (
            "Wat geweigerd wordt raakt snel, wat wegvalt raakt langzaam",
            "What is refused hits fast, what stops hits slowly",
        ),
        "time-slow": (
            "stopt het aanbod uit {place}, dan raakt dat er tussen een kwartaal en drie jaar {hits}",
            "if supply from {place} stops, that hits {hits} between a quarter and three years",
        ),
        "time-lead": (
            "Een toepassing telt als geraakt als meer dan {threshold} van haar capaciteit wegvalt. Een dienst die wordt geweigerd, is binnen dagen of weken weg. Zonder nieuwe machines, chips en grondstoffen gaat het langer goed: tot voorraden op zijn en apparatuur slijt.",
            "A use counts as hit when more than {threshold} of its capacity is lost. A service that is refused is gone within days or weeks. Without new machines, chips and minerals it takes longer: until stocks run out and installed equipment wears out.",
        ),
        "time-withheld": (
            "Als de eigenaren weigeren (zeggenschap)",
            "If the owners refuse (control)",
        ),
        "time-withheld-any": ("Als men ons weigert", "If we are refused"),
        "time-lost": ("Als de productie stopt (vestiging)", "If production stops (site)"),
        "time-lost-any": ("Als het voor iedereen stopt", "If it stops for everybody"),
        "time-caption": (
            "Verlies van de capaciteit van vandaag, in weken na de breuk (logaritmisch). De lijn: het niet-genoemde aanbod blijft. De band: wat het kan schelen als ook daarvan iets wegvalt. Lijnen die onder 2 % eindigen hebben geen naam; grijze lijnen zijn overige landen.",
            "Loss of today's capacity, by weeks after the cut (logarithmic). The line: unlisted supply stays. The band: how far that may differ if some of it goes too. Lines that end below 2% carry no name; grey lines are other countries.",
        ),
        "falls": (
            "Een verlies kan weer dalen, ook zonder vervanging: een terugvaloptie die pas na weken werkt, vangt dan een deel op.",
            "A loss may fall again, also without substitution: a fallback that takes weeks to start then catches a part.",
        ),
        "time-panel": ("{use}: {column}", "{use}: {column}"),
        "time-panel-desc": (
            "Verlies na een week en na drie jaar: {facts}.",
            "Loss after a week and after three years: {facts}.",
        ),
        "time-table": ("De cijfers achter deze figuur", "The figures behind this picture"),
        "use": ("Toepassing", "Use"),
        "country": ("Land", "Country"),
        "case": ("Geval", "Case"),
        "after-1": ("1 week", "1 week"),
        "after-13": ("kwartaal", "quarter"),
        "after-52": ("jaar", "year"),
        "after-156": ("3 jaar", "3 years"),
        # storeys
        "stack-heading": (
            "In {outside} van de {layers} lagen ligt meer dan de helft van de zeggenschap buiten Europa",
            "In {outside} of {layers} layers more than half of control lies outside Europe",
        ),
        "stack-heading-gap": (
            "{base}; in {layer} verschilt het Europese deel van vestiging en zeggenschap het meest",
            "{base}; in {layer} the European parts of site and control differ most",
        ),
        "stack-lead": (
            "Boven de toepassingen, onderaan de grondstoffen. Per laag twee balken over dezelfde as: waar het aanbod wordt gemaakt (vestiging) en wie de eigenaar is (zeggenschap). Ongewogen gemiddelde over de producten van de laag.",
            "Applications on top, raw materials at the bottom. Two bars per layer on one axis: where supply is made (site) and who owns it (control). Unweighted mean over the products of the layer.",
        ),
        "stack-none": ("Er zijn geen aandelen per laag.", "There are no shares by layer."),
        "stack-bar": (
            "{layer}. Vestiging: {site}. Zeggenschap: {owner}.",
            "{layer}. Site: {site}. Control: {owner}.",
        ),
        "stack-gap": (
            "{site} staat in Europa, {owner} valt onder Europese zeggenschap.",
            "{site} is in Europe, {owner} is under European control.",
        ),
        "stack-same": (
            "{site} van de vestiging en {owner} van de zeggenschap is Europees.",
            "{site} of sites and {owner} of control is European.",
        ),
        "stack-worst": (
            "Het zwaarst in het eerste jaar: {product}, als {condition}.",
            "Hit hardest in the first year: {product}, if {condition}.",
        ),
        "stack-worst-more": (
            "Bij de zwaarst getroffen producten in het eerste jaar: {product}, als {condition}.",
            "Among the products hit hardest in the first year: {product}, if {condition}.",
        ),
        "stack-if-lost": ("al het aanbod {tie} stopt", "all supply {tie} stops"),
        "stack-if-withheld": ("{who} ons weigeren", "{who} refuse us"),
        "stack-quarter": (
            "{when} is meer dan een kwart weg, na een jaar {depth}.",
            "{when} more than a quarter is gone, after a year {depth}.",
        ),
        "stack-down": (
            "Na drie jaar is dan van {n} van de {of} producten meer dan de helft weg.",
            "After three years more than half of {n} of {of} products is then gone.",
        ),
        # dependencies
        "ten-heading": (
            "Bij {n} van de {of} zwaarste afhankelijkheden is het verlies binnen een kwartaal al meer dan {threshold}",
            "In {n} of the {of} heaviest dependencies more than {threshold} is lost within a quarter",
        ),
        "ten-heading-none": (
            "Geen van de {n} beoordeelde afhankelijkheden komt boven de drempels uit",
            "None of the {n} dependencies judged passes the thresholds",
        ),
        "ten-heading-undecided": (
            "Van geen afhankelijkheid staat vast dat zij boven de drempels uitkomt; {open} van de {n} oordelen zijn onbeslist",
            "No dependency is sure to pass the thresholds; {open} of {n} verdicts are undecided",
        ),
        "ten-heading-unlisted": (
            "Geen afhankelijkheid is beoordeeld: van wat de toepassingen van {home} nodig hebben, is geen leverancier buiten de eigen en de vertrouwde kring genoemd",
            "No dependency was judged: no supplier outside home and the trusted circle is listed of what the uses of {home} need",
        ),
        "ten-heading-unjudged": (
            "Geen afhankelijkheid is beoordeeld: dit model kent geen toepassingen van {home}",
            "No dependency was judged: this model has no uses of {home}",
        ),
        "ten-lead": (
            "Elke rij is één product uit één land. Klap een rij open voor de leveranciers, de route en de bronnen. Het verlies is dat van de zwaarst geraakte toepassing.",
            "Each row is one product from one country. Open a row for its suppliers, route and sources. The loss is that of the use that is hit hardest.",
        ),
        "ten-none": (
            "Beoordeeld zijn producten van landen buiten de eigen en de vertrouwde kring, op de horizon van het oordeel.",
            "Judged are products of countries outside home and the trusted circle, at the horizon of the verdict.",
        ),
        "ten-undecided": (
            "Onbeslist is niet veilig: zie “hoe zeker” voor wat ontbreekt.",
            "Undecided is not safe: see “how sure” for what is missing.",
        ),
        "ten-unjudged": (
            "Niet beoordeeld is iets anders dan onafhankelijk.",
            "Not judged is not the same as independent.",
        ),
        "ten-lead-open-one": ("Nog één oordeel is onbeslist.", "One more verdict is undecided."),
        "ten-lead-open": ("Nog {n} oordelen zijn onbeslist.", "{n} more verdicts are undecided."),
        "ten-caption": ("De zwaarste afhankelijkheden", "The heaviest dependencies"),
        "col-what": ("Product en land", "Product and country"),
        "col-tie": ("Band", "Tie"),
        "col-question": ("Vraag", "Question"),
        "col-uses": ("Geraakt", "Hit"),
        "col-week": ("week", "week"),
        "col-quarter": ("kwart.", "quarter"),
        "col-year": ("jaar", "year"),
        "col-three": ("3 jaar", "3 years"),
        "col-loss": ("Verlies na", "Loss after"),
        "col-replace": ("Vervanging", "Replacement"),
        "col-class": ("Klasse", "Class"),
        "col-evidence": ("Bewijs", "Evidence"),
        "uses-of": ("{n} van {of}", "{n} of {of}"),
        "open-row": ("Leveranciers, route en bronnen", "Suppliers, route and sources"),
        "suppliers": ("Wie het levert", "Who supplies it"),
        "route": ("De route van het verlies", "The route of the loss"),
        "route-week": ("{use}, {when}", "{use}, {when}"),
        "route-step": (
            "{customer} mist {missing} van {product} ({kind}, {essentiality}); houdt {left} over.",
            "{customer} misses {missing} of {product} ({kind}, {essentiality}); {left} is left.",
        ),
        "route-through": ("Via {names}.", "Through {names}."),
        "figures": ("Cijfers en bronnen", "Figures and sources"),
        "route-customer": ("{maker}, maker van {product}", "{maker}, maker of {product}"),
        "unknown": ("onbekend", "unknown"),
        # what figures measure
        "measured-heading": (
            "Benaderingen: wat deze cijfers werkelijk meten",
            "Proxies: what these figures really measure",
        ),
        "measured-share": (
            "Wat de aandelen van {product} meten: {measured}.",
            "What the shares of {product} measure: {measured}.",
        ),
        "measured-level-of": (
            "Wat van {use} overeind blijft zonder {product} is gemeten aan: {measured}.",
            "What is kept up of {use} without {product} is measured by: {measured}.",
        ),
        "measured-level": (
            "Wat overeind blijft zonder {product} is gemeten aan: {measured}.",
            "What is kept up without {product} is measured by: {measured}.",
        ),
        # held
        "held-heading": (
            "{place} heeft van {n} producten meer dan de helft in handen (zeggenschap), waaronder {example}",
            "{place} controls more than half of {n} products, among them {example}",
        ),
        "held-heading-one": (
            "{place} heeft van één product meer dan de helft in handen (zeggenschap): {example}",
            "{place} controls more than half of one product: {example}",
        ),
        "held-heading-none": (
            "Er is geen product op een grotere markt waarvan eigen land of Europa meer dan de helft in handen heeft (zeggenschap)",
            "There is no product on a larger market of which home or Europe controls more than half",
        ),
        "held-lead": (
            "Producten op een markt groter dan het eigen land waarvan meer dan de helft onder zeggenschap van het eigen land of van Europa valt, met de tijd die anderen nodig hebben om eromheen te werken. Waar de vestiging elders is, kan dat land de productie stilleggen.",
            "Products on a market larger than home of which more than half is under control of home or of Europe, with the time others need to route around them. Where the site is elsewhere, that country can stop production.",
        ),
        "held-legend": (
            "● in handen van {home} zelf; de andere zijn Europees. –: geen leverancier daar. 0 %: geen genoemde, maar het niet-genoemde aanbod kan er deels vandaan komen.",
            "● controlled by {home} itself; the others are European. –: no supplier there. 0%: none listed, but some of the unlisted supply may come from there.",
        ),
        "held-shown": (
            "Getoond zijn de eerste {shown} van {n}; alle staan in tables/positions.csv.",
            "Shown are the first {shown} of {n}; all are in tables/positions.csv.",
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
            "Van de cijfers achter de koppen is {read} gelezen in een bron; {judgement} is eigen inschatting",
            "Of the figures behind the headlines {read} were read in a source; {judgement} are our own judgement",
        ),
        "sure-heading-plain": ("Waarop de cijfers rusten", "On what the figures rest"),
        "sure-lead": (
            "Gelezen: gezien in de bron. Uit kennis: algemeen bekend, niet nagezocht. Ingeschat: door ons gezet, met een reden. De zwakste schakel telt, niet het gemiddelde.",
            "Read: seen in the source. Recalled: general knowledge, not looked up. Judged: set by us, with a reason. The weakest link counts, not the mean.",
        ),
        "sure-rather": ("{word}, eerder {klass}", "{word}, rather {klass}"),
        "sure-undrawn": (
            "Deze meting is gemaakt zonder trekkingen (--quick): hoe zeker elk cijfer is, en welk cijfer eerst achterhaald moet worden, staat er niet in.",
            "This measurement was made without draws (--quick): how sure each figure is, and which figure to find out first, is not in it.",
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
        "check-heading": ("Cijfers om eerst na te gaan", "Figures to check first"),
        "check-lead": (
            "{n} cijfers die niet in een bron zijn gezien; geen ander zulk cijfer draagt meer van de getoonde afhankelijkheden. Samen dragen zij er {carried} van de {of} waarvan de route bewaard is.",
            "{n} figures not seen in a source; no other such figure carries more of the dependencies shown. Together they carry {carried} of the {of} whose route is kept.",
        ),
        "check-lead-one": (
            "Het ene cijfer dat niet in een bron is gezien; het draagt {carried} van de {of} getoonde afhankelijkheden waarvan de route bewaard is.",
            "The one figure not seen in a source; it carries {carried} of the {of} dependencies shown whose route is kept.",
        ),
        "check-none": (
            "Alle cijfers op de getoonde routes zijn in een bron gezien.",
            "All figures on the routes shown were seen in a source.",
        ),
        "check-no-rows": (
            "Van geen afhankelijkheid staat vast dat zij boven de drempels uitkomt, dus draagt ook geen cijfer er een.",
            "No dependency is sure to pass the thresholds, so no figure carries one.",
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
        "law-heading": ("Hoe zwaar recht telt", "How much law counts"),
        "law": (
            "Weigering is bij {likely} van de {pairs} paren van een product en een land aannemelijk als recht telt zoals hier: {own}. Telde elke wet die bestaat, dan bij {every_likely} (oordelen in een andere klasse: {every_turned}); telde geen wet, dan bij {none_likely} (in een andere klasse: {none_turned}). Welke: tables/law_readings.csv.",
            "Refusal is likely for {likely} of {pairs} pairs of a product and a country if law counts as it does here: {own}. If every law that exists counted, for {every_likely} (verdicts of another class: {every_turned}); if no law counted, for {none_likely} (of another class: {none_turned}). Which: tables/law_readings.csv.",
        ),
        "undecided-one": ("Eén oordeel is onbeslist", "One verdict is undecided"),
        "undecided-heading": ("{n} oordelen zijn onbeslist", "{n} verdicts are undecided"),
        "undecided-lead": (
            "Wat ontbreekt om te beslissen: {causes}. Met het diepste mogelijke verlies voorop:",
            "What is missing to decide: {causes}. The deepest possible loss first:",
        ),
        "undecided-inside": (
            "Daarvan gaan er {n} over het eigen land of vertrouwde landen; de tabel van afhankelijkheden telt die niet mee.",
            "{n} of them are about home or trusted countries, which the table of dependencies does not count.",
        ),
        "undecided-none": (
            "Van de {n} oordelen is er geen onbeslist: bij elke grens en elk ontbrekend cijfer valt het hetzelfde uit.",
            "Of {n} verdicts none is undecided: at every bound and for every missing figure each comes out the same.",
        ),
        "undecided-unjudged": ("Er is niets beoordeeld", "Nothing was judged"),
        "cause-unlisted": (
            "wie of waar de niet-genoemde leveranciers zijn ({n})",
            "who or where the unlisted suppliers are ({n})",
        ),
        "cause-likely": (
            "cijfers over bestuur, recht of gevaar ({n})",
            "figures on governance, law or hazard ({n})",
        ),
        "cause-time": ("hoelang vervanging duurt ({n})", "how long replacement takes ({n})"),
        "cause-spare": (
            "hoeveel capaciteit elders vrij is ({n})",
            "how much capacity elsewhere is spare ({n})",
        ),
        # method
        "method-heading": (
            "Blootstelling is een profiel in de tijd, geen kans en geen som",
            "Exposure is a profile over time, not a probability and not a sum",
        ),
        "method-1": (
            "Het model beschrijft wie wat levert aan wie: {products} producten, {producers} producenten, {uses} toepassingen. Van elke producent staan drie landen vast: waar hij maakt (vestiging), vanwaar hij wordt geleid (hoofdkantoor) en wiens recht de eigenaar bindt (zeggenschap).",
            "The model describes who supplies what to whom: {products} products, {producers} producers, {uses} uses. Of each producer three countries are kept: where it makes (site), where it is led from (headquarters) and whose law binds its owner (control).",
        ),
        "method-2": (
            "Blootstelling is het deel van de capaciteit van vandaag dat wegvalt als iets blijvend verdwijnt. Twee vragen, nooit opgeteld: ramp (het stopt voor iedereen) en dwang (het wordt ons geweigerd, de wereld gaat door). Voorraden, geplaatste machines, alternatieven en terugvalopties tellen mee; nieuwe leveranciers nog niet.",
            "Exposure is the part of today's capacity that is lost when something goes for good. Two questions, never added up: disaster (it stops for everybody) and coercion (it is refused to us, the world goes on). Stocks, installed machines, alternatives and fallbacks count; new suppliers do not yet.",
        ),
        "method-3": (
            "Wat we niet weten is nooit veilig en nooit wild gevaarlijk. Het getal zelf laat het niet-genoemde aanbod staan en is dus eerder te laag dan te hoog, vooral waar veel niet genoemd is. In de bovengrens valt daarvan weg wat van het land of bedrijf kan zijn. Het bereik tussen haakjes is geen betrouwbaarheidsinterval.",
            "What we do not know is never safe and never wildly dangerous. The figure itself leaves unlisted supply standing, and so is too low rather than too high, most where much is unlisted. The upper bound takes away of it what could belong to the country or firm. The range in brackets is no confidence interval.",
        ),
        "method-4": (
            "Een afhankelijkheid is risicovol strategisch als zij cruciaal is voor een publiek belang (verlies boven {threshold} na {horizon}), leveringsproblemen aannemelijk zijn en vervanging langer duurt dan {replacement} zonder genoeg vrije capaciteit elders: voor wie geweigerd wordt, naar een verdeling van de vraag die vooral onze inschatting is.",
            "A dependency is risky strategic if it is crucial for a public interest (loss above {threshold} after {horizon}), supply problems are likely, and replacement takes longer than {replacement} without enough spare capacity elsewhere: for those who are refused, by a division of demand that is mostly our judgement.",
        ),
        "method-5": (
            "De tabel van de zwaarste afhankelijkheden telt per product en land één rij: eerst de zwaarste klasse, dan het diepste verlies, dan het aantal toepassingen. Toepassingen, banden en vragen van hetzelfde product en land zijn samengenomen.",
            "The table of the heaviest dependencies has one row per product and country: the worst class first, then the deepest loss, then the number of uses. Uses, ties and questions of the same product and country are merged.",
        ),
        "method-6": (
            "Niveau 1 is het gebruik van vandaag: dit meet behoud, geen groei. Een sector die groeit merkt een stop van machines eerder.",
            "Level 1 is today's use: this measures keeping, not growth. A growing sector feels a stop of machines earlier.",
        ),
        "sources-heading-one": ("Eén bron, met haar licentie", "One source, with its licence"),
        "sources-heading": ("{n} bronnen, met hun licentie", "{n} sources, with their licences"),
        "sources-caption": (
            "Bronnen waarop cijfers van dit model rusten",
            "Sources on which figures of this model rest",
        ),
        "sources-nc": ("Niet-commercieel: {names}.", "Non-commercial: {names}."),
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
            "Bewijs: ■ gelezen in de bron, ◧ uit kennis, □ ingeschat. 0 %: er valt niets weg, voor zover het model weet. –: niet gemeten.",
            "Evidence: ■ read in the source, ◧ recalled, □ judged. 0%: nothing is lost, as far as the model knows. –: not measured.",
        ),
        # two pages
        "brief-title": ("{title}, in twee bladzijden", "{title}, in two pages"),
        "brief-uses": ("Per toepassing wie het meest wegneemt", "Of each use who takes most"),
        "brief-withheld-13": (
            "Eigenaren weigeren: na een kwartaal",
            "Owners refuse: after a quarter",
        ),
        "brief-withheld-156": (
            "Eigenaren weigeren: na drie jaar",
            "Owners refuse: after three years",
        ),
        "brief-lost-13": ("Productie stopt: na een kwartaal", "Production stops: after a quarter"),
        "brief-lost-156": (
            "Productie stopt: na drie jaar",
            "Production stops: after three years",
        ),
        "brief-nothing": ("niets", "nothing"),
        "brief-perhaps": ("onbeslist", "undecided"),
        "brief-hit": (
            "Zwaarst geraakt: verlies (eerste week; bereik door niet-genoemd aanbod; zwaar: als de schokken zo zwaar zijn als kan)",
            "Hit hardest: loss (first week; range from unlisted supply; severe: if the shocks are as severe as can be)",
        ),
        "brief-hit-more": ("en nog {n}", "and {n} more"),
        "brief-method": (
            "Blootstelling is wat er zonder vervanging wegvalt, geen kans. Onbeslist en niet beoordeeld zijn niet veilig. Figuren, routes, bronnen en methode: nulmeting.html; elk getal: de tabellen.",
            "Exposure is what is lost without substitution, no probability. Undecided and not judged are not safe. Pictures, routes, sources and method: nulmeting.html; every number: the tables.",
        ),
        # summary
        "summary-title": ("Nulmeting {home}, stand {day}", "Nulmeting {home}, as of {day}"),
        "summary-ten": ("Zwaarste afhankelijkheden", "Heaviest dependencies"),
        "summary-without": (
            "Verlies van de zwaarst geraakte toepassing, zonder vervanging.",
            "Loss of the use hit hardest, without substitution.",
        ),
        "summary-none": (
            "Geen van de {n} beoordeelde afhankelijkheden komt boven de drempels uit.",
            "None of the {n} dependencies judged passes the thresholds.",
        ),
        "summary-undecided": ("Onbeslist (oordelen): {n}.", "Undecided verdicts: {n}."),
        "summary-unlisted": (
            "Geen afhankelijkheid is beoordeeld: van wat de toepassingen van {home} nodig hebben, is geen leverancier buiten de kring genoemd.",
            "No dependency was judged: no supplier outside the circle is listed of what the uses of {home} need.",
        ),
        "summary-unjudged": (
            "Geen afhankelijkheid is beoordeeld: het model kent geen toepassingen van {home}.",
            "No dependency was judged: the model has no uses of {home}.",
        ),
        "summary-classes": (
            "Producten uit één land, naar klasse: {counts}.",
            "Products from one country, by class: {counts}.",
        ),
    },
)
"""Every sentence, Dutch then English; what stands in braces is filled in."""
