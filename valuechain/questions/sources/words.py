"""Sentences about sources, licences and what to check first, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "sources",
    {
        "list-title": (
            (
                "{count} bronnen van {model}; erop berusten {figures} cijfers: {read} gelezen, {recall} uit "
                "kennis, {judgement} ingeschat."
            ),
            (
                "{count} sources of {model}; {figures} figures rest on them: {read} read, {recall} recalled, "
                "{judgement} judged."
            ),
        ),
        "col-source": ("bron", "source"),
        "col-grade": ("btr", "rel"),
        "col-figures": ("cijfers", "figures"),
        "col-read": ("gelezen", "read"),
        "col-recall": ("kennis", "recall"),
        "col-judgement": ("geschat", "judged"),
        "col-licence": ("licentie", "licence"),
        "col-title": ("titel", "title"),
        "obligations": ("Wat de licenties vragen", "What the licences ask"),
        "oblige-nc": (
            (
                "Niet commercieel ({licence}): {sources}. Cijfers: {figures}. Tabellen en uitkomsten die hierop "
                "berusten mogen niet commercieel worden gebruikt; wie dat wil, vraagt toestemming of vervangt ze."
            ),
            (
                "Not commercial ({licence}): {sources}. Figures: {figures}. Tables and results that rest on these "
                "may not be used commercially; whoever wants to asks permission or replaces them."
            ),
        ),
        "oblige-sa": (
            (
                "Gelijk delen ({licence}): {sources}. Cijfers: {figures}. Een bewerking van de gegevens zelf gaat "
                "onder dezelfde licentie verder."
            ),
            (
                "Share alike ({licence}): {sources}. Figures: {figures}. An adaptation of the material itself "
                "is passed on under the same licence."
            ),
        ),
        "oblige-nd": (
            (
                "Geen bewerkingen ({licence}): {sources}. Cijfers: {figures}, als feiten aangehaald; de tekst zelf "
                "wordt niet verspreid."
            ),
            (
                "No derivatives ({licence}): {sources}. Figures: {figures}, cited as facts; the text itself is "
                "not passed on."
            ),
        ),
        "oblige-by": (
            "Naam noemen ({licence}): {sources}.",
            "Name the source ({licence}): {sources}.",
        ),
        "oblige-free": ("Vrij ({licence}): {sources}.", "Free ({licence}): {sources}."),
        "oblige-other": (
            "Eigen voorwaarden ({licence}): {sources}. Cijfers: {figures}. Lees die voor doorgeven.",
            "Terms of their own ({licence}): {sources}. Figures: {figures}. Read these before passing on.",
        ),
        "oblige-none": (
            (
                "Zonder vermelde licentie: {count} bronnen, {figures} cijfers. Losse feiten zijn aangehaald; geef "
                "de bron zelf niet door."
            ),
            (
                "No licence stated: {count} sources, {figures} figures. Single facts are cited; do not pass on "
                "the source itself."
            ),
        ),
        "attribution": ("Te noemen bij doorgeven", "To be named when passing on"),
        "check-title": (
            "Eerst nakijken: {count} van {all} cijfers die uit kennis komen of ingeschat zijn.",
            "Check first: {count} of {all} figures that are recalled or judged.",
        ),
        "check-rule": (
            (
                "Gewicht: elke toepassing waar het cijfer op uitkomt telt 1 gedeeld door het aantal stappen "
                "daarheen; maal het aandeel, of maal het belang van de input (onmisbaar 1, belangrijk {important}, "
                "bijkomend {minor}). Cijfers zonder weg naar een toepassing (context, risico van landen) "
                "staan er niet bij."
            ),
            (
                "Rank: each use that the figure leads to counts 1 over the number of steps to it; times the share, "
                "or times the importance of the input (critical 1, important {important}, minor {minor}). "
                "Figures without a route to a use (context, country risk) are left out."
            ),
        ),
        "field-kind": ("soort", "kind"),
        "field-essentiality": ("belang", "importance"),
        "field-buffer": ("voorraad of respijt", "stock or grace"),
        "field-lifetime": ("levensduur", "lifetime"),
        "field-substitution": ("tijd om een ander in te zetten", "time to put another in place"),
        "field-cost_share": ("deel van de kosten", "share of the cost"),
        "field-fallback": ("terugval", "fallback"),
    },
)
