"""Labels of the closed lists: what each word of a table is called for readers."""

from typing import Final

from valuechain.texts.languages import Lang
from valuechain.texts.phrases import Phrases

LABELS: Final = Phrases(
    "labels",
    {
        "attribute/site": ("vestiging", "site"),
        "attribute/headquarters": ("hoofdkantoor", "headquarters"),
        "attribute/owner": ("zeggenschap", "control"),
        "attribute/any": ("vestiging of zeggenschap", "site or control"),
        "mode/lost": ("valt weg voor iedereen", "stops for everybody"),
        "mode/withheld": ("wordt ons geweigerd", "is refused to us"),
        "question/disaster": ("ramp", "disaster"),
        "question/coercion": ("dwang", "coercion"),
        "class/risky-strategic": ("risicovol strategisch", "risky strategic"),
        "class/strategic": ("strategisch", "strategic"),
        "class/watch": ("volgen", "watch"),
        "class/none": ("geen", "none"),
        "class/undecided": ("onbeslist", "undecided"),
        "sureness/firm": ("vast", "firm"),
        "sureness/leaning": ("neigend", "leaning"),
        "sureness/open": ("open", "open"),
        "status/read": ("gelezen", "read"),
        "status/recall": ("uit kennis", "recalled"),
        "status/judgement": ("ingeschat", "judged"),
        "kind/consumable": ("verbruik", "consumable"),
        "kind/capital": ("installatie", "installed base"),
        "kind/service": ("dienst", "service"),
        "essentiality/critical": ("onmisbaar", "critical"),
        "essentiality/important": ("belangrijk", "important"),
        "essentiality/minor": ("bijkomend", "minor"),
        "public_interest/vital": ("vitaal", "vital"),
        "public_interest/essential": ("essentieel", "essential"),
        "public_interest/valuable": ("waardevol", "valuable"),
        "segment/home": ("eigen land", "home"),
        "segment/europe": ("rest van Europa", "rest of Europe"),
        "segment/trusted": ("vertrouwd", "trusted"),
        "segment/other": ("overige landen", "others"),
        "segment/unknown": ("onbekend", "unknown"),
        "circle/home": ("eigen land", "home"),
        "circle/trusted": ("met vertrouwde partners", "with trusted partners"),
        "circle/europe": ("Europa", "Europe"),
        "marking/public": ("Openbaar", "Public"),
        "marking/internal": ("Intern", "Internal"),
        "marking/dep-v": ("Departementaal vertrouwelijk", "Departmentally confidential"),
        "marking/confidential": ("Vertrouwelijk", "Confidential"),
        "marking/secret": ("Geheim", "Secret"),
        "lever/goods": ("goederen", "goods"),
        "lever/technology": ("technologie", "technology"),
        "lever/service": ("diensten", "services"),
        "lever/assets": ("bezittingen", "assets"),
        "lever/data": ("gegevens", "data"),
        "lever/ownership": ("eigendom", "ownership"),
        "lever/other": ("overig", "other"),
        "field/kind": ("soort gebruik", "kind of use"),
        "field/essentiality": ("belang", "importance"),
        "field/buffer": ("voorraad of respijt", "stock or grace period"),
        "field/lifetime": ("levensduur", "lifetime"),
        "field/substitution": ("vervangtijd", "substitution time"),
        "field/fallback": ("terugval", "fallback"),
        "field/cost_share": ("kostenaandeel", "cost share"),
        "origin/read": ("gelezen", "read"),
        "origin/proxy": ("bij benadering gemeten", "measured by proxy"),
        "origin/judged": ("eigen inschatting", "our judgement"),
        "law_grade/used": (
            "sinds 2018 gebruikt tegen een bondgenoot of EU-orgaan",
            "used since 2018 against an ally or EU body",
        ),
        "law_grade/exists": ("bestaat", "exists"),
        "law_grade/contractable": ("contractueel te vermijden", "can be contracted around"),
        "cost_basis/price": ("prijs", "price"),
        "cost_basis/revenue": ("omzet", "revenue"),
        "cost_basis/annual-cost": ("jaarlijkse kosten", "annual cost"),
        "cost_basis/manufacturing-cost": ("maakkosten", "manufacturing cost"),
        "cost_basis/capex": ("investering", "investment"),
        "cost_basis/development-cost": ("ontwikkelkosten", "development cost"),
        "why/world": ("de wereld veranderde", "the world changed"),
        "why/corrected": ("verbeterd", "corrected"),
        "why/better-read": ("beter gelezen", "better read"),
        "why/scope": ("het model dekt iets anders", "the model covers something else"),
        "change/world": ("de wereld", "the world"),
        "change/figure": ("betere cijfers", "better figures"),
        "change/scope": ("reikwijdte", "scope"),
        "change/unexplained": ("niet verklaard", "unexplained"),
        "change/program": ("programma", "program"),
        "strength/ban": ("verbod", "ban"),
        "strength/licence": ("vergunningplicht", "licence"),
        "strength/quota": ("quotum", "quota"),
        "strength/physical": ("feitelijke onderbreking", "physical disruption"),
    },
)
"""Names of words, by list and word."""


def label(lang: Lang, word: str, *, of: str) -> str:
    """Name a word of a closed list, such as ``withheld``, for readers.

    Parameters
    ----------
    lang : str
        Language.
    word : str
        The word, as tables have it.
    of : str
        The list it belongs to: ``attribute``, ``mode``, ``question``, ``class``, ``status``,
        ``kind``, ``essentiality``, ``public_interest``, ``segment``, ``circle``, ``marking``,
        ``lever``, ``origin``, ``law_grade``, ``cost_basis``, ``strength``, ``why``, ``change``,
        ``sureness``.

    Returns
    -------
    str
        Its name; the word itself where the list does not have it.

    Examples
    --------
    >>> label("nl", "owner", of="attribute"), label("en", "risky-strategic", of="class")
    ('zeggenschap', 'risky strategic')
    """
    return LABELS.get(lang, f"{of}/{word}") or word
