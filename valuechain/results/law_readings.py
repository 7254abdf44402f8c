"""The table of what each reading of law makes likely."""

from typing import Final

from valuechain.results.columns import ATTRIBUTE, count, ids, words
from valuechain.results.contract import Column, Table
from valuechain.vocab.words import LAW_GRADES

LAW_READINGS: Final = Table(
    "law_readings",
    "How many dependencies law makes likely under each reading, and which verdicts turn on it",
    "Hoeveel afhankelijkheden recht aannemelijk maakt per lezing, en welke oordelen erop draaien",
    (
        words(
            "reading",
            (*LAW_GRADES, "no-law"),
            "Lowest grade of law that counts: used against an ally or EU body since 2018, exists, "
            "or can be contracted around; no-law: none counts",
            "Laagste graad van recht die telt: sinds 2018 gebruikt tegen een bondgenoot of "
            "EU-orgaan, bestaat, of contractueel te vermijden; no-law: geen recht telt",
        ),
        ATTRIBUTE,
        Column("own", "boolean", "", "The reading of the model", "De lezing van het model"),
        count(
            "pairs",
            "Pairs of a product and a country that could refuse it",
            "Paren van een product en een land dat het kan weigeren",
        ),
        count(
            "likely",
            "Of these: refusal is likely by any component",
            "Daarvan: weigering is aannemelijk, door welk onderdeel ook",
        ),
        count("verdicts", "Verdicts on coercion", "Oordelen over dwang"),
        count(
            "turned",
            "Of these: of another class than under the reading of the model",
            "Daarvan: in een andere klasse dan bij de lezing van het model",
        ),
        ids("which", "Which, separated by ;", "Welke, gescheiden door ;", optional=True),
    ),
    ("reading", "attribute"),
)
"""One row per reading and attribute."""
