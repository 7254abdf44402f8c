"""Tables of a comparison: per use, every move, every verdict that changed, every figure."""

from typing import Final

from valuechain.results.columns import (
    ATTRIBUTE,
    CLASSES,
    HORIZON,
    HORIZON_WORDS,
    KIND,
    MODE,
    PRODUCT,
    QUESTIONS,
    REMOVED,
    USE,
    count,
    fraction,
    ids,
    words,
)
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import ATTRIBUTES, CHANGE_CLASSES, CHANGE_WHYS, MODES

WHATS: Final = ("changed", "new", "vanished", "evidence")
HOWS: Final = ("alone", "enough", "together", "not-tried", "program")
RISKY: Final = "risky-strategic"

_PARTS: Final = {
    "world": ("the world changed", "de wereld veranderde"),
    "figure": (
        "a figure was corrected or better read",
        "een cijfer is verbeterd of beter gelezen",
    ),
    "scope": ("the model covers something else", "het model dekt iets anders"),
    "unexplained": ("nobody says why", "niemand zegt waarom"),
    "program": (
        "the method or the program changed",
        "de methode of het programma veranderde",
    ),
}


def _parts(of_en: str, of_nl: str, *, optional: bool = False) -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            "number",
            "",
            f"{of_en}, because {_PARTS[name][0]}",
            f"{of_nl}, doordat {_PARTS[name][1]}",
            optional=optional,
        )
        for name in CHANGE_CLASSES
    )


def _difference(*, optional: bool = False) -> Column:
    return Column("difference", "number", "", "New minus old", "Nieuw min oud", optional=optional)


_OLD: Final = ("Loss of the use in the old version", "Verlies van de toepassing in de oude versie")
_NEW: Final = (
    "Loss of the use in the new version",
    "Verlies van de toepassing in de nieuwe versie",
)

CHANGE: Final = Table(
    "change",
    "Per use: which exposure moved most, why, and how many dependencies are risky now and then",
    "Per toepassing: welke blootstelling het meest veranderde, waardoor, en hoeveel "
    "risicovolle afhankelijkheden er toen en nu zijn",
    (
        USE,
        words(
            "there",
            ("both", "old", "new"),
            "In which of the two the use is measured",
            "In welke van de twee de toepassing gemeten is",
        ),
        count("moves", "Exposures that moved enough", "Blootstellingen die genoeg veranderden"),
        ids(
            "removed",
            "Country outside home of which the exposure at the judged horizon moved most",
            "Land buiten eigen land waarvan de blootstelling op de horizon het meest veranderde",
            optional=True,
        ),
        Column("attribute", "string", "", ATTRIBUTE.en, ATTRIBUTE.nl, ATTRIBUTES, optional=True),
        Column("mode", "string", "", MODE.en, MODE.nl, MODES, optional=True),
        Column("horizon", "string", "", HORIZON.en, HORIZON.nl, HORIZON_WORDS, optional=True),
        fraction("old", *_OLD, optional=True),
        fraction("new", *_NEW, optional=True),
        _difference(optional=True),
        *_parts("Part of the difference", "Deel van het verschil", optional=True),
        count(
            "risky_old",
            "Risky strategic dependencies in the old version, whatever the tie",
            "Risicovolle strategische afhankelijkheden in de oude versie, ongeacht de band",
        ),
        count("risky_new", "The same in the new version", "Hetzelfde in de nieuwe versie"),
        count(
            "verdicts_changed",
            "Dependencies with another class, whatever the tie",
            "Afhankelijkheden met een andere klasse, ongeacht de band",
        ),
    ),
    ("use",),
)
"""The headline."""

MOVES: Final = Table(
    "moves",
    "Every exposure that moved enough, and the parts of its difference, which sum to it",
    "Elke blootstelling die genoeg veranderde, en de delen van het verschil, die daartoe optellen",
    (
        USE,
        Column(PRODUCT.name, "string", "", PRODUCT.en, PRODUCT.nl, optional=True),
        REMOVED,
        KIND,
        ATTRIBUTE,
        MODE,
        HORIZON,
        fraction("old", *_OLD),
        fraction("new", *_NEW),
        _difference(),
        *_parts("Part of the difference", "Deel van het verschil"),
    ),
    ("use", "product", "removed", "kind", "attribute", "mode", "horizon_weeks"),
)

VERDICT_CHANGES: Final = Table(
    "verdict_changes",
    "Every dependency with another class than before, why, and on which figure that hangs",
    "Elke afhankelijkheid met een andere klasse dan eerst, waardoor, en aan welk cijfer dat hangt",
    (
        USE,
        PRODUCT,
        ids("country", "Country", "Land"),
        ATTRIBUTE,
        words(
            "question",
            QUESTIONS,
            "disaster (lost) or coercion (withheld)",
            "ramp (lost) of dwang (withheld)",
        ),
        words(
            "class_old",
            CLASSES,
            "Class in the old version; none where there was no route",
            "Klasse in de oude versie; none waar geen route was",
        ),
        words(
            "class_new",
            CLASSES,
            "Class in the new version; none where there is no route",
            "Klasse in de nieuwe versie; none waar geen route is",
        ),
        words(
            "risky",
            ("new", "vanished", "no"),
            "Whether it became risky strategic, or is so no more",
            "Of zij risicovol strategisch werd, of dat niet meer is",
        ),
        fraction("exposure_old", "Loss judged in the old version", "Oude beoordeelde verlies"),
        fraction("exposure_new", "Loss judged in the new version", "Nieuwe beoordeelde verlies"),
        *_parts("Part of the change of class", "Deel van de verandering van klasse"),
        words(
            "how",
            HOWS,
            "alone: without any of the figures it had not changed; enough: each of them would have "
            "changed it; together: neither; not-tried: too many changes; program: no figure did it",
            "alone: zonder elk van de cijfers was zij niet veranderd; enough: elk had haar "
            "veranderd; together: geen van beide; not-tried: te veel veranderingen; program: geen "
            "cijfer deed het",
        ),
        ids(
            "hangs_on",
            "Those figures by their path, separated by ;",
            "Die cijfers met hun pad, gescheiden door ;",
            optional=True,
        ),
    ),
    ("use", "product", "country", "attribute", "question"),
)

FIGURE_CHANGES: Final = Table(
    "figure_changes",
    "Every figure of the model that differs, with its sources and the reason that is given",
    "Elk cijfer van het model dat verschilt, met bronnen en de reden die erbij staat",
    (
        ids("figure", "Path of the figure", "Pad van het cijfer"),
        words(
            "what",
            WHATS,
            "changed, new, vanished; evidence: only what it rests on differs",
            "changed, new, vanished; evidence: alleen waar het op rust verschilt",
        ),
        ids("old", "Old figure", "Oude cijfer", optional=True),
        ids("new", "New figure", "Nieuwe cijfer", optional=True),
        ids("source_old", "Source of the old figure", "Bron van het oude cijfer", optional=True),
        ids("source_new", "Source of the new figure", "Bron van het nieuwe cijfer", optional=True),
        words(
            "class",
            CHANGE_CLASSES,
            "What its effect is put down to",
            "Waaraan het effect wordt toegeschreven",
        ),
        Column(
            "why",
            "string",
            "",
            "The reason that is given",
            "De reden die erbij staat",
            CHANGE_WHYS,
            optional=True,
        ),
        ids("because_nl", "The same in words, in Dutch", "In woorden", optional=True),
        ids("because_en", "The same in words, in English", "In woorden, Engels", optional=True),
    ),
    ("figure", "what"),
)

TABLES: Final = (CHANGE, MOVES, VERDICT_CHANGES, FIGURE_CHANGES)
