"""Sentences on uses with a critical window, function by function, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "functions",
    {
        "nav": ("Kritieke vensters", "Critical windows"),
        "none-heading": (
            "Verkiezingen zitten niet in dit model",
            "Elections are not in this model",
        ),
        "none": (
            "Dit model kent geen toepassing met een kritiek venster, zoals verkiezingen, in {home}.",
            "This model has no use with a critical window, such as elections, in {home}.",
        ),
        # the finding
        "all-stands": (
            "alle {of} functies blijven in hun venster overeind",
            "all {of} functions stand within their window",
        ),
        "all-stops": (
            "alle {of} functies kunnen in hun venster stilvallen",
            "all {of} functions can stop within their window",
        ),
        "all-open": ("alle {of} functies zijn onbeslist", "all {of} functions are undecided"),
        "of-stands": ("{n} van de {of} functies blijven overeind", "{n} of {of} functions stand"),
        "of-stops": (
            "{n} van de {of} functies kunnen stilvallen",
            "{n} of {of} functions can stop",
        ),
        "of-open": ("{n} zijn onbeslist", "{n} are undecided"),
        "one-stands": ("één functie blijft overeind", "one function stands"),
        "one-stops": ("één functie kan stilvallen", "one function can stop"),
        "one-open": ("één is onbeslist", "one is undecided"),
        "only-stands": ("blijft in het venster overeind", "stands within its window"),
        "only-stops": ("kan in het venster stilvallen", "can stop within its window"),
        "only-open": ("is onbeslist", "is undecided"),
        "partner-only": (
            "{text}, maar alleen door een land uit de vertrouwde kring",
            "{text}, but only by a country in the trusted circle",
        ),
        "partner-note": ("door een vertrouwd land", "by a trusted country"),
        "lead": (
            "Geteld is wat binnen het venster van een functie wegvalt als een land vlak ervoor stopt of weigert; boven {threshold} kan zij stilvallen. Eerst staat er wat de wet zegt, dan wat is gemeten of ingeschat. Een percentage van het geheel bestaat niet: de functies zijn niet op te tellen.",
            "Counted is what is lost within the window of a function if a country stops or refuses just before it; above {threshold} it can stop. First stands what the law says, then what was measured or judged. There is no percentage of the whole: functions do not add up.",
        ),
        # the table
        "col-function": ("Functie", "Function"),
        "col-window": ("Venster", "Window"),
        "col-state": ("In het venster", "Within it"),
        "col-lost": ("Valt weg", "Lost"),
        "col-who": ("Als wie stopt of weigert", "If who stops or refuses"),
        "col-goes": ("Wat doorgaat", "What goes on"),
        "state-stands": ("blijft overeind", "stands"),
        "state-stops": ("kan stilvallen", "can stop"),
        "state-open": ("onbeslist", "undecided"),
        "caption": (
            "Per functie wat in het venster wegvalt en wat doorgaat",
            "Of each function what is lost within its window and what goes on",
        ),
        "nobody": ("niemand", "nobody"),
        "nothing-bought": (
            "niets onmisbaars wordt ingekocht",
            "nothing critical is bought",
        ),
        "no-fallback": ("geen terugval bekend", "no fallback known"),
        # one function
        "window-label": ("Venster", "Window"),
        "window": ("{days}, {title} ({status}: {source})", "{days}, {title} ({status}: {source})"),
        "window-plain": ("{days}", "{days}"),
        "no-window": (
            "geen venster bekend; beoordeeld {horizon}",
            "no window known; judged {horizon}",
        ),
        "law-label": ("Wet", "Law"),
        "law": (
            "{says} ({article}; {status}: {source}).",
            "{says} ({article}; {status}: {source}).",
        ),
        "law-plain": ("{says} ({status}: {source}).", "{says} ({status}: {source})."),
        "law-none": (
            "dit model kent hierover geen bepaling.",
            "this model holds no provision on it.",
        ),
        "stops-label": ("Valt stil", "Stops"),
        "open-label": ("Kan stilvallen, onbeslist", "May stop, undecided"),
        "stands-label": ("Zwaarst geraakt", "Hit hardest"),
        "refuse": (
            "weigeren {who} {product}, dan valt {loss} weg{when}.",
            "if {who} refuse {product}, {loss} is lost{when}.",
        ),
        "stop": (
            "zonder {product} {tie} valt {loss} weg{when}.",
            "without {product} {tie}, {loss} is lost{when}.",
        ),
        "stands": (
            "geen land neemt er meer dan {threshold} van weg. {most}",
            "no country takes more than {threshold} of it. {most}",
        ),
        "stands-nothing": (
            "geen land buiten {home} neemt er iets van weg.",
            "no country outside {home} takes anything of it.",
        ),
        "same-day": (", op de dag zelf", ", on the day itself"),
        "at-once": (", meteen: op dag 1 van {window}", ", at once: on day 1 of {window}"),
        "at-once-most": (
            ", meteen, of hooguit na {most}, in een venster van {window}",
            ", at once or after {most} at most, in a window of {window}",
        ),
        "after": (
            ", na {time}, in een venster van {window}",
            ", after {time}, in a window of {window}",
        ),
        "in-week": (
            ", het diepst in week {week} van een venster van {window}",
            ", deepest in week {week} of a window of {window}",
        ),
        "partner": (
            "Dat land hoort tot de vertrouwde kring.",
            "That country is in the trusted circle.",
        ),
        "together": (
            "Zonder alles wat aan {place} hangt valt {loss} weg.",
            "Without everything that depends on {place}, {loss} is lost.",
        ),
        "control-label": ("Zeggenschap en vestiging", "Control and site"),
        "control": ("{share} onder {who} zeggenschap", "{share} under {who} control"),
        "control-of": (
            "{share} onder zeggenschap van {who}",
            "{share} under control of {who}",
        ),
        "site": ("{share} staat in {place}", "{share} is in {place}"),
        "ours": ("{share} onder eigen zeggenschap", "{share} under own control"),
        "unlisted": ("leveranciers niet genoemd", "suppliers not listed"),
        "leans": ("leunt zelf op {names}", "itself leans on {names}"),
        "facility": ("{title}: {facts}.", "{title}: {facts}."),
        "goes-label": ("Gaat door", "Goes on"),
        "fallback": (
            "{title}: {level} blijft overeind zonder {product}{after}.",
            "{title}: {level} is kept up without {product}{after}.",
        ),
        "fallback-plain": ("Een terugvaloptie", "A fallback"),
        "fallback-after": (", na {time}", ", after {time}"),
        "without": ("te missen: {names}.", "can be done without: {names}."),
        "known-label": ("Hoe wij dat weten", "How we know"),
        "known": ("{level}: {origin}", "{level}: {origin}"),
        "known-shown": (
            "{level}: {origin}, {shown} [{source}]",
            "{level}: {origin}, {shown} [{source}]",
        ),
        "known-seen": ("{level}: {origin}, {shown}", "{level}: {origin}, {shown}"),
        "turn-label": ("Kantelpunt", "Turning point"),
        "turn": (
            "bij {at} van wat overeind blijft zonder {product} slaat het oordeel om.",
            "at {at} kept up without {product} the verdict turns.",
        ),
        "turn-later": (
            "binnen het venster niet; duurt het een jaar, dan bij {at} van wat overeind blijft zonder {product}.",
            "not within the window; if it lasts a year, at {at} kept up without {product}.",
        ),
        "measures-label": ("Wat het cijfer meet", "What the figure measures"),
    },
)
"""Every sentence, Dutch then English; what stands in braces is filled in."""
