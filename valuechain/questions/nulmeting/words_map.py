"""Sentences of the map of a nulmeting, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

MAP: Final = Phrases(
    "nulmeting-map",
    {
        "nav": ("Op de kaart", "On the map"),
        "heading": (
            "{n} landen kunnen {when} een toepassing van {home} voor {least} of meer raken; {most} het meest: {loss} van {use} {how}",
            "{n} countries can cost a use of {home} {least} or more {when}; {most} most: {loss} of {use} {how}",
        ),
        "heading-one": (
            "Eén land kan {when} een toepassing van {home} voor {least} of meer raken: {most}, {loss} van {use} {how}",
            "One country can cost a use of {home} {least} or more {when}: {most}, {loss} of {use} {how}",
        ),
        "heading-none": (
            "Geen land kan {when} een toepassing van {home} voor {least} of meer raken, voor zover bekend",
            "No country can cost a use of {home} {least} or more {when}, as far as is known",
        ),
        "how-withheld": ("als eigenaren er weigeren", "if its owners refuse"),
        "how-withheld-any": ("als het weigert", "if it refuses"),
        "how-lost": ("als stilvalt wat er staat", "if what stands there stops"),
        "how-lost-any": ("als het wegvalt", "if it stops"),
        "lead": (
            "Per land de toepassing die {when} het meeste verliest. Op de ene kaart laat het land zijn eigenaren weigeren, op de andere valt stil wat er staat.",
            "Per country the use that loses most {when}. On one map the country makes its owners refuse, on the other what stands there stops.",
        ),
        "withheld": ("Eigenaren uit het land weigeren ons", "Owners of the country refuse us"),
        "withheld-any": (
            "Wie er zit, er geleid wordt of er zijn eigenaar heeft, weigert ons",
            "Whoever is there, is led from there or has its owner there refuses us",
        ),
        "lost": ("Wat in het land staat, stopt", "What stands in the country stops"),
        "lost-any": (
            "Wie er zit, er geleid wordt of er zijn eigenaar heeft, stopt",
            "Whoever is there, is led from there or has its owner there stops",
        ),
        "caption": (
            "Donkerder is meer; lichtgrijs is minder dan {least} voor zover bekend, niet veilig: leveranciers die niet genoemd zijn, kunnen overal staan. Kleine landen zijn een stip. Grenzen: Natural Earth.",
            "Darker is more; light grey is less than {least} as far as is known, not safe: suppliers that are not listed can be anywhere. Small countries are a dot. Borders: Natural Earth.",
        ),
        "one": ("{country} {loss} ({use})", "{country} {loss} ({use})"),
        "alt": (
            "Wereldkaart. Landen die een toepassing voor {least} of meer kosten, met de toepassing die het meest verliest: {countries}.",
            "Map of the world. Countries that cost a use {least} or more, with the use that loses most: {countries}.",
        ),
        "alt-none": (
            "Wereldkaart. Geen land kost een toepassing {least} of meer, voor zover bekend.",
            "Map of the world. No country costs a use {least} or more, as far as is known.",
        ),
        "table": ("De cijfers achter de kaart", "The figures behind the map"),
        "country": ("Land", "Country"),
        "case": ("Geval", "Case"),
        "use": ("Toepassing die het meest verliest", "Use that loses most"),
        "loss": ("Verlies", "Loss"),
    },
)
