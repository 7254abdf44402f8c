"""Sentences on two homes side by side, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "homes",
    {
        "asks": (
            "Wat verliezen twee landen aan wie, en wat is daarvan te vergelijken?",
            "What do two countries lose to whom, and what of it may be compared?",
        ),
        "meaning": (
            "Dezelfde keten en maat voor beide; van elke groep toepassingen de zwaarst getroffen, zonder vervanging, geen kans. Of de cijfers hetzelfde meten volgt uit het model: benaderingen, hoe zij bekend zijn, vensters, en toepassingen zonder tegenhanger.",
            "The same stack and measure for both; of each group of uses the one hit hardest, without substitution, no probability. Whether the figures measure the same follows from the model: proxies, how they are known, windows, and uses without a counterpart.",
        ),
        "title": ("{first} en {second} naast elkaar", "{first} and {second} side by side"),
        "kicker": ("Vergelijking · stand {day}", "Comparison · as of {day}"),
        "skip": ("Naar de inhoud", "Skip to the content"),
        "heading": (
            "{first} en {second}: van {n} gedeelde groepen van toepassingen zijn er {yes} te vergelijken, {care} met voorbehoud en {no} niet",
            "{first} and {second}: of {n} shared groups of uses {yes} may be compared, {care} with care and {no} not",
        ),
        "none": ("geen", "none"),
        "heading-none": (
            "{first} en {second} delen geen groep van toepassingen; alleen producten zijn te vergelijken",
            "{first} and {second} share no group of uses; only products may be compared",
        ),
        "lead": (
            "Dezelfde keten, dezelfde maat: het deel van de capaciteit dat binnen een jaar, of binnen het kritieke venster, wegvalt zonder vervanging, door het ene land buiten de eigen en de vertrouwde kring dat het meest wegneemt. Van elke groep telt de zwaarst getroffen toepassing. Of de cijfers hetzelfde meten, staat erbij; dat volgt uit het model zelf.",
            "The same stack, the same measure: the part of capacity lost within a year, or within the critical window, without substitution, by the one country outside home and the trusted circle that takes most. Of each group the use hit hardest counts. Whether the figures measure the same is said beside it; that follows from the model itself.",
        ),
        "nav-pairs": ("Toepassingen", "Uses"),
        "nav-products": ("Producten", "Products"),
        "pairs-withheld": (
            "Als eigenaren weigeren (zeggenschap)",
            "If owners refuse (control)",
        ),
        "pairs-lost": ("Als de productie stopt (vestiging)", "If production stops (site)"),
        "col-group": ("Groep", "Group"),
        "col-may": ("Te vergelijken", "May be compared"),
        "col-why": ("Waarom niet of met voorbehoud", "Why not, or with care"),
        "col-product": ("Product", "Product"),
        "yes": ("ja", "yes"),
        "care": ("met voorbehoud", "with care"),
        "no": ("nee", "no"),
        "side": ("{place} {loss}", "{place} {loss}"),
        "side-note": (
            "{use}; {read} van {figures} cijfers gelezen",
            "{use}; {read} of {figures} figures read",
        ),
        "nothing": ("niets", "nothing"),
        "absent": ("–", "–"),
        "why-no-counterpart": (
            "geen tegenhanger in {absent}",
            "no counterpart in {absent}",
        ),
        "why-measures": (
            "de cijfers meten iets anders: {first} aan {measured_first}; {second} aan {measured_second}",
            "the figures measure different things: {first} by {measured_first}; {second} by {measured_second}",
        ),
        "itself": ("de zaak zelf", "the thing itself"),
        "why-functions": (
            "{first} telt {uses_first} in deze groep, {second} {uses_second}",
            "{first} has {uses_first} in this group, {second} {uses_second}",
        ),
        "use-one": ("één toepassing", "one use"),
        "use-many": ("{n} toepassingen", "{n} uses"),
        "why-window": (
            "het venster verschilt: {first} {window_first}, {second} {window_second}",
            "windows differ: {first} {window_first}, {second} {window_second}",
        ),
        "window-none": ("een jaar", "a year"),
        "why-judged": (
            "meer dan de helft van de cijfers is ingeschat in {judged}",
            "more than half of the figures are judged in {judged}",
        ),
        "why-open": (
            "de grenzen liggen aan weerszijden van {threshold} in {open}",
            "bounds lie on both sides of {threshold} in {open}",
        ),
        "products-heading": (
            "Onder beide liggen dezelfde cijfers van {n} gedeelde producten: die zijn te vergelijken",
            "The same figures of {n} shared products lie under both: these may be compared",
        ),
        "products-lead": (
            "Wat een afnemer na een jaar mist als de eigenaren in het zwaarste land weigeren. Waar de twee verschillen, komt dat door wie tot de eigen en de vertrouwde kring hoort en door wat een landenpakket aan een gedeeld product toevoegt.",
            "What a buyer is short of after a year if owners in the worst country refuse. Where the two differ, that comes from who is home and trusted, and from what a country pack adds to a shared product.",
        ),
        "products-differ": (
            "Van {differ} van de {n} verschilt het verlies; van de andere is het gelijk. De zwaarste staan hieronder.",
            "For {differ} of {n} the loss differs; for the others it is the same. The heaviest are below.",
        ),
        "products-same": (
            "Van alle {n} is het verlies gelijk. De zwaarste staan hieronder.",
            "For all {n} the loss is the same. The heaviest are below.",
        ),
        "caption-pairs": ("Verlies per groep van toepassingen", "Loss by group of uses"),
        "caption-products": ("Verlies van gedeelde producten", "Loss of shared products"),
        "method": (
            "Een streepje: dat land heeft zo'n toepassing niet in het model. Het bereik tussen haakjes zegt wat niet-genoemde leveranciers kunnen veranderen; het is geen betrouwbaarheidsinterval. Blootstelling is geen kans. Rangschik geen landen: een kleiner verlies kan een ontbrekend cijfer zijn.",
            "A dash: that country has no such use in the model. The range in brackets says what unlisted suppliers could change; it is no confidence interval. Exposure is no probability. Do not rank countries: a smaller loss may be a missing figure.",
        ),
        "footer": ("Model {model}, vingerafdruk {digest}.", "Model {model}, digest {digest}."),
    },
)
"""Every sentence, Dutch then English; what stands in braces is filled in."""
