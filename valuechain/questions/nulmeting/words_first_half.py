"""Sentences of the first half of the page: headline, picture, storeys and dependencies."""

from typing import Final

FIRST_HALF: Final[dict[str, tuple[str, str]]] = {
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
        (
            "Gezien vanuit {home}{trusted}. Model van {day}. Gerekend zonder vervanging: wat er "
            "gebeurt als niemand iets doet."
        ),
        (
            "Seen from {home}{trusted}. Model of {day}. Computed without substitution: what happens "
            "if nobody does anything."
        ),
    ),
    "perspective-trusted": ("; vertrouwde partners: {names}", "; trusted partners: {names}"),
    "perspective-licence": (
        (
            "Elk cijfer draagt de licentie van zijn bron; een deel mag niet commercieel worden "
            "gebruikt (zie bronnen)."
        ),
        (
            "Each figure carries the licence of its source; some may not be used commercially (see "
            "sources)."
        ),
    ),
    "h1-both": (
        "{home} hangt het snelst aan {fast}, het diepst op termijn aan {slow}",
        "{home} hangs on {fast} first, and in the long run on {slow}",
    ),
    "h1-one": ("{home} hangt het snelst aan {fast}", "{home} hangs on {fast} first"),
    "h1-plain": ("Waar {home} aan een draad hangt", "Where {home} hangs by a thread"),
    "rests-on": (
        "Rust op {n} cijfers: {read} gelezen, {recall} uit kennis, {judgement} ingeschat.",
        "Rests on {n} figures: {read} read, {recall} recalled, {judgement} judged.",
    ),
    "rests-on-one": (
        "Rust op één cijfer: {read} gelezen, {recall} uit kennis, {judgement} ingeschat.",
        "Rests on one figure: {read} read, {recall} recalled, {judgement} judged.",
    ),
    "no-uses": (
        (
            "Dit model kent geen toepassingen van {home}. De cijfers gaan daarom over een afnemer in "
            "{home} van elk product."
        ),
        (
            "This model has no uses of {home}. The figures are therefore about a buyer in {home} of "
            "each product."
        ),
    ),
    # over time
    "time-none": ("Er zijn geen tijdpaden om te tonen.", "There are no paths over time to show."),
    "time-heading-two": (
        "{fast} als de eigenaren weigeren; {slow}",
        "{fast} if its owners refuse; {slow}",
    ),
    "time-heading-plain": (
        "Wat geweigerd wordt raakt snel, wat wegvalt raakt langzaam",
        "What is refused hits fast, what stops hits slowly",
    ),
    "time-slow": (
        "stopt het aanbod uit {place}, dan worden er tussen een kwartaal en drie jaar {hits} geraakt",
        "if supply from {place} stops, {hits} are hit between a quarter and three years",
    ),
    "time-lead": (
        (
            "Een toepassing telt als geraakt als meer dan {threshold} van haar capaciteit wegvalt. "
            "Diensten onder vreemde zeggenschap raken binnen dagen of weken. Machines, chips en "
            "grondstoffen werken door tot voorraden op zijn en geplaatste apparatuur slijt."
        ),
        (
            "A use counts as hit when more than {threshold} of its capacity is lost. Services under "
            "foreign control hit within days or weeks. Machines, chips and minerals hit when stocks "
            "run out and installed equipment wears out."
        ),
    ),
    "time-withheld": (
        "Als de eigenaren weigeren (zeggenschap)",
        "If the owners refuse (control)",
    ),
    "time-withheld-any": ("Als men ons weigert", "If we are refused"),
    "time-lost": (
        "Als de productie stopt (vestiging)",
        "If production stops (site)",
    ),
    "time-lost-any": ("Als het voor iedereen stopt", "If it stops for everybody"),
    "time-caption": (
        (
            "Verlies van de capaciteit van vandaag, in weken na de breuk (logaritmisch). De band is "
            "wat we niet weten: wie de niet-genoemde leveranciers zijn. Lijnen die onder 2 % eindigen "
            "hebben geen naam; grijze lijnen zijn overige landen."
        ),
        (
            "Loss of today's capacity, by weeks after the cut (logarithmic). The band is what we do "
            "not know: who the unlisted suppliers are. Lines that end below 2% carry no name; grey "
            "lines are other countries."
        ),
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
        (
            "In {outside} van de {layers} lagen ligt meer dan de helft van de zeggenschap buiten "
            "Europa"
        ),
        "In {outside} of {layers} layers more than half of control lies outside Europe",
    ),
    "stack-heading-gap": (
        "{base}; in {layer} is het verschil tussen vestiging en zeggenschap het grootst",
        "{base}; in {layer} site and control differ most",
    ),
    "stack-lead": (
        (
            "Boven de toepassingen, onderaan de grondstoffen. Per laag twee balken over dezelfde as: "
            "waar het aanbod wordt gemaakt (vestiging) en wie de eigenaar is (zeggenschap). "
            "Ongewogen gemiddelde over de producten van de laag."
        ),
        (
            "Applications on top, raw materials at the bottom. Two bars per layer on one axis: where "
            "supply is made (site) and who owns it (control). Unweighted mean over the products of "
            "the layer."
        ),
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
        "Kwetsbaarst: {product}, als {condition}.",
        "Most vulnerable: {product}, if {condition}.",
    ),
    "stack-if-lost": ("alle aanbod {tie} stopt", "all supply {tie} stops"),
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
        (
            "Bij {n} van de {of} zwaarste afhankelijkheden is het verlies binnen een kwartaal al "
            "meer dan {threshold}"
        ),
        "In {n} of the {of} heaviest dependencies more than {threshold} is lost within a quarter",
    ),
    "ten-heading-none": (
        "Geen afhankelijkheid komt boven de drempels uit",
        "No dependency passes the thresholds",
    ),
    "ten-lead": (
        (
            "Elke rij is één product uit één land. Klap een rij open voor de leveranciers, de route "
            "en de bronnen. Het verlies is dat van de zwaarst geraakte toepassing."
        ),
        (
            "Each row is one product from one country. Open a row for its suppliers, route and "
            "sources. The loss is that of the use that is hit hardest."
        ),
    ),
    "ten-none": (
        "De verdicten van dit model wijzen geen strategische afhankelijkheid aan.",
        "The verdicts of this model name no strategic dependency.",
    ),
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
    "what-from": ("{product} uit {place}", "{product} from {place}"),
    "what-of": ("{product} van {place}", "{product} of {place}"),
    "uses-of": ("{n} van {of}", "{n} of {of}"),
    "open-row": ("Leveranciers, route en bronnen", "Suppliers, route and sources"),
    "suppliers": ("Wie het levert", "Who supplies it"),
    "route": ("De route van het verlies", "The route of the loss"),
    "route-week": ("{use}, {when}", "{use}, {when}"),
    "route-step": (
        "{customer} mist {missing} van {product} ({kind}, {essentiality}); houdt {left} over.",
        "{customer} misses {missing} of {product} ({kind}, {essentiality}); {left} is left.",
    ),
    "route-level": ("Nog {level} werkt.", "{level} still works."),
    "route-through": ("Via {names}.", "Through {names}."),
    "figures": ("Cijfers en bronnen", "Figures and sources"),
    "reason": ("Waarom deze klasse", "Why this class"),
    "sort-by": ("Sorteer op {column}", "Sort by {column}"),
    "rest": ("niet-genoemde leveranciers", "unlisted suppliers"),
    "route-customer": ("{maker}, maker van {product}", "{maker}, maker of {product}"),
    "unknown": ("onbekend", "unknown"),
}
