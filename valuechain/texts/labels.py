"""Labels of the closed lists: what each word of a table is called for readers."""

from typing import Final

from valuechain.texts.languages import Lang

LABELS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "attribute": {
        "site": ("vestiging", "site"),
        "headquarters": ("hoofdkantoor", "headquarters"),
        "owner": ("zeggenschap", "control"),
        "any": ("vestiging of zeggenschap", "site or control"),
    },
    "mode": {
        "lost": ("valt weg voor iedereen", "stops for everybody"),
        "withheld": ("wordt ons geweigerd", "is refused to us"),
    },
    "question": {"disaster": ("ramp", "disaster"), "coercion": ("dwang", "coercion")},
    "class": {
        "risky-strategic": ("risicovol strategisch", "risky strategic"),
        "strategic": ("strategisch", "strategic"),
        "watch": ("volgen", "watch"),
        "none": ("geen", "none"),
        "undecided": ("onbeslist", "undecided"),
    },
    "status": {
        "read": ("gelezen", "read"),
        "recall": ("uit kennis", "recalled"),
        "judgement": ("ingeschat", "judged"),
    },
    "kind": {
        "consumable": ("verbruik", "consumable"),
        "capital": ("installatie", "installed base"),
        "service": ("dienst", "service"),
    },
    "essentiality": {
        "critical": ("onmisbaar", "critical"),
        "important": ("belangrijk", "important"),
        "minor": ("bijkomend", "minor"),
    },
    "public_interest": {
        "vital": ("vitaal", "vital"),
        "essential": ("essentieel", "essential"),
        "valuable": ("waardevol", "valuable"),
    },
    "segment": {
        "home": ("eigen land", "home"),
        "europe": ("rest van Europa", "rest of Europe"),
        "trusted": ("vertrouwd", "trusted"),
        "other": ("overige landen", "others"),
        "unknown": ("onbekend", "unknown"),
    },
    "circle": {
        "home": ("eigen land", "home"),
        "trusted": ("met vertrouwde partners", "with trusted partners"),
        "europe": ("Europa", "Europe"),
    },
    "marking": {
        "public": ("Openbaar", "Public"),
        "internal": ("Intern", "Internal"),
        "dep-v": ("Departementaal vertrouwelijk", "Departmentally confidential"),
        "confidential": ("Vertrouwelijk", "Confidential"),
        "secret": ("Geheim", "Secret"),
    },
    "lever": {
        "goods": ("goederen", "goods"),
        "technology": ("technologie", "technology"),
        "service": ("diensten", "services"),
        "assets": ("bezittingen", "assets"),
        "data": ("gegevens", "data"),
        "ownership": ("eigendom", "ownership"),
        "other": ("overig", "other"),
    },
    "field": {
        "kind": ("soort gebruik", "kind of use"),
        "essentiality": ("belang", "importance"),
        "buffer": ("voorraad of respijt", "stock or grace period"),
        "lifetime": ("levensduur", "lifetime"),
        "substitution": ("vervangtijd", "substitution time"),
        "fallback": ("terugval", "fallback"),
        "cost_share": ("kostenaandeel", "cost share"),
    },
    "origin": {
        "read": ("gelezen", "read"),
        "proxy": ("bij benadering gemeten", "measured by proxy"),
        "judged": ("eigen inschatting", "our judgement"),
    },
    "law_grade": {
        "used": (
            "sinds 2018 gebruikt tegen een bondgenoot of EU-orgaan",
            "used since 2018 against an ally or EU body",
        ),
        "exists": ("bestaat", "exists"),
        "contractable": ("contractueel te vermijden", "can be contracted around"),
    },
    "cost_basis": {
        "price": ("prijs", "price"),
        "revenue": ("omzet", "revenue"),
        "annual-cost": ("jaarlijkse kosten", "annual cost"),
        "manufacturing-cost": ("maakkosten", "manufacturing cost"),
        "capex": ("investering", "investment"),
        "development-cost": ("ontwikkelkosten", "development cost"),
    },
    "strength": {
        "ban": ("verbod", "ban"),
        "licence": ("vergunningplicht", "licence"),
        "quota": ("quotum", "quota"),
        "physical": ("feitelijke onderbreking", "physical disruption"),
    },
}


def label(lang: Lang, word: str, *, of: str) -> str:
    """Name a word of a closed list for readers.

    Parameters
    ----------
    lang : str
        Language.
    word : str
        The word, as tables have it.
    of : str
        The list it belongs to: ``attribute``, ``mode``, ``question``, ``class``, ``status``,
        ``kind``, ``essentiality``, ``public_interest``, ``segment``, ``circle``, ``marking``,
        ``lever``, ``origin``, ``law_grade``,
        ``cost_basis``, ``strength``.

    Returns
    -------
    str
        Its name; the word itself where the list does not have it.

    Examples
    --------
    >>> label("nl", "owner", of="attribute"), label("en", "risky-strategic", of="class")
    ('zeggenschap', 'risky strategic')
    """
    found = LABELS[of].get(word)
    return word if found is None else found[lang == "en"]
