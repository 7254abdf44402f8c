"""A scenario to start from, with what every key means, in the reader's language."""

from dataclasses import dataclass
from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Example:
    """Names for the one shock of the example; all are written as they stand in the file."""

    scenario: str
    """Name of the scenario."""
    model: str
    """Name of the model."""
    digest: str
    """Digest of the model."""
    source: str
    """Key of the example's own source, which the model does not have."""
    product: str
    """A product."""
    whose: str
    """Selector of its suppliers, such as ``{site: CHN}``; empty for all."""
    to: str
    """Who is refused."""


WORDS: Final = Phrases(
    "scenario-template",
    {
        "top": (
            "Een scenario om mee te beginnen: vul in, haal weg wat niet nodig is.",
            "A scenario to start from: fill it in, and take out what is not needed.",
        ),
        "check": (
            "Controleren: valuechain scenario check BESTAND. Doorrekenen: valuechain run BESTAND.",
            "To check it: valuechain scenario check FILE. To follow it: valuechain run FILE.",
        ),
        "title": ("Titel voor lezers", "Title for readers"),
        "because": (
            "Waar dit voor staat, en waarom het zou kunnen.",
            "What this stands for, and why it is plausible.",
        ),
        "pin": (
            "met digest waarschuwt het als het model is veranderd:",
            "with a digest it warns when the model has changed:",
        ),
        "horizon": ("hele weken, hoogstens 520", "whole weeks, at most 520"),
        "rest": (
            "Weg te laten: zo staat het als er niets staat.",
            "May be left out: these are then as they stand here.",
        ),
        "allocation": (
            "of: reallocate | home-first | home-last",
            "or: reallocate | home-first | home-last",
        ),
        "substitution": (
            "anderen springen in, na hun vervangtijd en uit reservecapaciteit",
            "others step in, after their lag and from spare capacity",
        ),
        "sources": (
            "Bronnen die het model nog niet heeft; naar die van het model mag ook worden verwezen.",
            "Sources that the model does not have; shocks may point at the model's too.",
        ),
        "source": ("Eigen oordeel", "Own judgement"),
        "rationale": ("Waarom dit oordeel", "Why this judgement"),
        "kind": (
            "of: outage | access-denial | capital-stop | demand-surge | takeover | stockpile",
            "or: outage | access-denial | capital-stop | demand-surge | takeover | stockpile",
        ),
        "product": (
            "of een lijst, of layer: alles van een laag",
            "or a list, or layer: all of a layer",
        ),
        "from": (
            "site, headquarters, owner, any, firm, producer; alle sleutels moeten kloppen",
            "site, headquarters, owner, any, firm, producer; all keys must hold",
        ),
        "to": (
            "landen en groepen van de afnemers; all: iedereen buiten from",
            "countries and groups of the customers; all: everyone outside from",
        ),
        "narrow": (
            "wie gespaard blijft; alleen deze toepassingen of afnemende producten:",
            "who is spared; only these uses, or products that buy it:",
        ),
        "severity": (
            "deel dat wegvalt: een getal, of laag, waarschijnlijkst en hoog",
            "part that is lost: one figure, or low, most plausible and high",
        ),
        "start": (
            "van kracht vanaf de week erna",
            "in force from the week after",
        ),
        "duration": ("zonder duration: tot de horizon", "without duration: to the horizon"),
        "recovery": (
            "of: {shape: step} | {shape: s-curve, over: ...} | {shape: points, points: [{after: 4 weeks, recovered: 0.5}]}",
            "or: {shape: step} | {shape: s-curve, over: ...} | {shape: points, points: [{after: 4 weeks, recovered: 0.5}]}",
        ),
        "credibility": (
            "1 bevestigd tot 6 niet te beoordelen",
            "1 confirmed to 6 cannot be judged",
        ),
        "status": ("read | recall | judgement", "read | recall | judgement"),
        "others": (
            "Andere soorten, elk met source, credibility en status:",
            "Other kinds, each with source, credibility and status:",
        ),
    },
)


def scenario_template(lang: Lang, example: Example) -> str:
    """Write a scenario to start from, as YAML with comments.

    Parameters
    ----------
    lang : str
        Language of the comments and texts.
    example : Example
        Names that stand in it.
    """
    say = {key: WORDS.raw(lang, key) for key in WORDS}
    english = {key: WORDS.raw("en", key) for key in WORDS}

    def text(key: str) -> str:
        dutch = f', nl: "{say[key]}"' if lang == "nl" else ""
        return f'{{en: "{english[key]}"{dutch}}}'

    whose = f"    from: {example.whose}  # {say['from']}\n" if example.whose else ""
    return f"""\
# {say["top"]}
# {say["check"]}
schema: valuechain/1
id: {example.scenario}
title: {text("title")}
because: {text("because")}
model:
  id: {example.model}
  # {say["pin"]}
  # digest: {example.digest}
horizon: 104 weeks  # {say["horizon"]}

# {say["rest"]}
# allocation: contractual  # {say["allocation"]}
# substitution: true  # {say["substitution"]}

# {say["sources"]}
sources:
  {example.source}:
    title: "{say["source"]}"
    kind: judgement
    reliability: F
    rationale: "{say["rationale"]}"

shocks:
  - kind: export-ban  # {say["kind"]}
    product: {example.product}  # {say["product"]}
{whose}    to: {example.to}  # {say["to"]}
    # {say["narrow"]}
    # except: [JPN]
    # customers: [...]
    severity: {{low: 0.5, mode: 0.8, high: 1.0}}  # {say["severity"]}
    start: 2 weeks  # {say["start"]}
    duration: {{low: 13 weeks, mode: 26 weeks, high: 52 weeks}}  # {say["duration"]}
    recovery: {{shape: linear, over: 13 weeks}}  # {say["recovery"]}
    source: {example.source}
    credibility: 6  # {say["credibility"]}
    status: judgement  # {say["status"]}

# {say["others"]}
#  - {{kind: outage, product: ..., from: {{site: TWN}}, severity: 0.5, duration: 8 weeks}}
#  - {{kind: access-denial, product: ..., from: {{owner: USA}}, to: all}}
#  - {{kind: capital-stop, product: ..., from: {{owner: USA}}, to: [CHN], lifetime: 2 years}}
#  - {{kind: demand-surge, product: ..., factor: {{low: 1.2, mode: 1.5, high: 2.0}}, by: [USA]}}
#  - {{kind: takeover, firm: ..., to: USA, start: 4 weeks}}
#  - {{kind: stockpile, product: ..., weeks: 26 weeks, customers: ...}}
"""
