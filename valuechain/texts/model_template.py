"""A model to start from, with what every key means, in the reader's language."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

_WORDS: Final = Phrases(
    "model-template",
    {
        "top": (
            "Een model om mee te beginnen: vervang de verzonnen cijfers, elk met zijn bron.",
            "A model to start from: replace the invented figures, each with its source.",
        ),
        "check": (
            "Controleren: valuechain validate BESTAND. Meten: valuechain nulmeting BESTAND.",
            "To check it: valuechain validate FILE. To measure it: valuechain nulmeting FILE.",
        ),
        "home": ("eigen land of landen", "own country or countries"),
        "trusted": (
            "landen of groep die apart van eigen land tellen als vertrouwd",
            "countries, or a group, counted apart from home as trusted",
        ),
        "layers": (
            "van grondstof naar toepassing, in die volgorde",
            "from raw materials to uses, in that order",
        ),
        "groups": (
            "groepen landen, te gebruiken waar een land kan staan",
            "groups of countries, usable wherever a country is",
        ),
        "sources": (
            "elk cijfer wijst naar een bron; reliability: A (betrouwbaar) tot F (niet te beoordelen)",
            "every figure points at a source; reliability: A (reliable) to F (cannot be judged)",
        ),
        "figure": (
            "van elk cijfer: source; credibility 1 (bevestigd) tot 6; status read | recall | judgement",
            "of every figure: source; credibility 1 (confirmed) to 6; status read | recall | judgement",
        ),
        "firms": (
            "waar een bedrijf geleid wordt, en wiens recht zijn eigenaar bereikt",
            "where a firm is led from, and whose law reaches its owner",
        ),
        "shares": (
            "aandelen van de makers en de rest tellen op tot 1",
            "shares of the makers and the remainder sum to 1",
        ),
        "aggregate": (
            "alle makers van een land samen: id en kind in plaats van firm",
            "all makers of a country together: id and kind in the place of firm",
        ),
        "remainder": (
            "wie er niet staat: nooit stilzwijgend veilig; excludes: landen die er zeker niet bij zijn",
            "who is not listed: never silently safe; excludes: countries that surely have no part in it",
        ),
        "inputs": (
            "wat de makers nodig hebben; kind: consumable | capital | service",
            "what the makers need; kind: consumable | capital | service",
        ),
        "essentiality": ("critical | important | minor", "critical | important | minor"),
        "buffer": (
            "voorraad; een cijfer of {{low, mode, high}}",
            "stock; one figure or {{low, mode, high}}",
        ),
        "substitution": (
            "hoelang tot een andere leverancier het overneemt; weg te laten waar onbekend",
            "how long until another supplier can step in; leave out where not known",
        ),
        "uses": (
            "waar het publiek op rekent; public_interest: vital | essential | valuable",
            "what the public counts on; public_interest: vital | essential | valuable",
        ),
        "fallback": (
            "een armere manier van werken: niveau, en hoelang voor die er is",
            "a poorer way of working: its level, and how long before it is there",
        ),
        "defaults": (
            "parameters en thresholds mogen ontbreken: dan gelden de beschreven standaardwaarden.",
            "parameters and thresholds may be left out: the documented defaults then hold.",
        ),
        "title": ("Mijn keten", "My chain"),
        "goods": ("Goederen", "Goods"),
        "services": ("Diensten", "Services"),
        "chips": ("Chips", "Chips"),
        "hosting": ("Hosting", "Hosting"),
        "register": ("Bevolkingsregister", "Population register"),
        "paper": ("Papieren kopieën", "Printed copies"),
        "judgement": ("Onze eigen inschatting", "Our own judgement"),
        "survey": ("Eigen enquête onder leveranciers", "Our own survey of suppliers"),
        "all-chips": ("Alle makers op Taiwan", "All makers in Taiwan"),
    },
)

_TEMPLATE: Final = """\
# {top}
# {check}
schema: valuechain/1
id: {name}
title: {{en: "{title_en}", nl: "{title_nl}"}}
as_of: 2026-01-31
perspective:
  home: [NLD]            # {home}
  trusted: PARTNERS      # {trusted}

layers:                  # {layers}
  - {{id: goods, title: {{en: {goods_en}, nl: {goods_nl}}}}}
  - {{id: services, title: {{en: {services_en}, nl: {services_nl}}}}}

groups:                  # {groups}
  PARTNERS: {{members: [BEL, DEU, FRA], source: judgement, credibility: 6, status: judgement}}

# {sources}
sources:
  judgement: {{title: "{judgement}", kind: judgement, reliability: F}}
  survey: {{title: "{survey}", kind: statistics, year: 2025, reliability: B}}

# {figure}
firms:                   # {firms}
  maker: {{name: Maker, headquarters: USA, owner: USA, source: survey, credibility: 2, status: read}}

products:
  chips:
    layer: goods
    title: {{en: {chips_en}, nl: {chips_nl}}}
    market: world
    producers:           # {shares}
      - {{firm: maker, site: USA, share: 0.3, basis: revenue, year: 2025, source: survey, credibility: 2, status: read}}
      # {aggregate}
      - {{id: twn-all, kind: country-aggregate, title: {{en: "{all_en}", nl: "{all_nl}"}}, site: TWN,
         share: {{low: 0.5, mode: 0.6, high: 0.7}}, basis: revenue, year: 2025, source: survey, credibility: 2, status: read}}
    remainder: {{share: 0.1, excludes: [NLD]}}   # {remainder}
  hosting:
    layer: services
    title: {{en: {hosting_en}, nl: {hosting_nl}}}
    market: NLD
    producers:
      - {{firm: maker, site: NLD, share: 1.0, basis: revenue, year: 2025, source: survey, credibility: 2, status: read}}
    remainder: {{share: 0.0}}
    inputs:              # {inputs}
      - product: chips
        kind: capital
        essentiality: critical      # {essentiality}
        lifetime: {{low: 3 years, mode: 5 years, high: 7 years}}
        buffer: 4 weeks             # {buffer}
        substitution: 24 months     # {substitution}
        source: judgement
        credibility: 6
        status: judgement

uses:                    # {uses}
  register:
    country: NLD
    title: {{en: {register_en}, nl: {register_nl}}}
    public_interest: vital
    source: judgement
    credibility: 6
    status: judgement
    inputs:
      - product: hosting
        kind: service
        essentiality: critical
        fallback: {{level: 0.4, after: 1 week, title: {{en: {paper_en}, nl: {paper_nl}}},   # {fallback}
                   source: judgement, credibility: 6, status: judgement}}
        source: judgement
        credibility: 6
        status: judgement

# {defaults}
"""
_BOTH: Final = ("title", "goods", "services", "chips", "hosting", "register", "paper")
_ONE: Final = (
    "top",
    "check",
    "home",
    "trusted",
    "layers",
    "groups",
    "sources",
    "figure",
    "firms",
    "shares",
    "aggregate",
    "remainder",
    "inputs",
    "essentiality",
    "buffer",
    "substitution",
    "uses",
    "fallback",
    "defaults",
    "judgement",
    "survey",
)


def model_template(lang: Lang, name: str = "my-model") -> str:
    """Write a small model that loads as it stands, for an analyst to change.

    Parameters
    ----------
    lang : str
        Language of the comments.
    name : str
        Name of the model, in kebab-case.

    Returns
    -------
    str
        YAML with a comment at every key that a newcomer asks about.
    """
    parts = {key: _WORDS.say(lang, key) for key in _ONE}
    for key in _BOTH:
        parts |= {f"{key}_{one}": _WORDS.say(one, key) for one in ("en", "nl")}
    parts |= {f"all_{one}": _WORDS.say(one, "all-chips") for one in ("en", "nl")}
    return _TEMPLATE.format(name=name, **parts)
