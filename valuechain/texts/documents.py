"""What documents say of themselves: names of their parts, and what they leave to others."""

from typing import Final

from valuechain.texts.phrases import Phrases

DOCUMENTS: Final = Phrases(
    "documents",
    {
        "table": ("Tabel", "Table"),
        "figure": ("Figuur", "Figure"),
        "alt": ("{title}. {description}", "{title}. {description}"),
        "cited": (
            "{title}. {facts}. {licence}. Betrouwbaarheid {reliability}.",
            "{title}. {facts}. {licence}. Reliability {reliability}.",
        ),
        "first-of": (
            "De eerste {shown} van {of}; alles staat in het rapport.",
            "The first {shown} of {of}; all is in the report.",
        ),
        "licence-note": (
            "Elk cijfer draagt de licentie van zijn bron. Cijfers uit bronnen met een niet-commerciële licentie (CC BY-NC) mogen niet commercieel worden gebruikt; dat geldt ook voor uitkomsten die erop rusten. Noem de bronnen bij het doorgeven van de tabellen.",
            "Each figure carries the licence of its source. Figures from sources under a non-commercial licence (CC BY-NC) may not be used commercially, and results that rest on them inherit that limit; name the sources when you pass on the tables.",
        ),
        # workbook
        "sheet-contents": ("Inhoud", "Contents"),
        "sheet-findings": ("Bevindingen", "Findings"),
        "sheet": ("Blad", "Sheet"),
        "says": ("Wat erin staat", "What it says"),
        "rows": ("Rijen", "Rows"),
        "chapter": ("Hoofdstuk", "Chapter"),
        "finding": ("Bevinding", "Finding"),
        "back": ("Naar de inhoud", "To the contents"),
        "too-large": (
            "Te groot voor een werkblad; staat in tables/{name}.csv van de meting.",
            "Too large for a worksheet; stands in tables/{name}.csv of the measurement.",
        ),
        "unit/fraction": ("deel van 1", "part of 1"),
        "unit/weeks": ("weken", "weeks"),
        "unit/count": ("aantal", "number"),
        "unit/score": ("score", "score"),
        "unit/": ("–", "–"),
    },
)
"""Every word that a kind of document adds, Dutch then English."""
