"""Sentences of the answers that commands print: one result followed back, and the sources."""

from typing import Final

from valuechain.texts.languages import Lang

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "loses": (
        "{subject}: {when} gaat {loss} verloren als {cause}, zonder vervanging.",
        "{subject}: {loss} is lost {when} if {cause}, without substitution.",
    ),
    "loses-nothing": (
        "{subject}: {when} gaat niets verloren als {cause}, zonder vervanging.",
        "{subject}: nothing is lost {when} if {cause}, without substitution.",
    ),
    "scenario-loses": (
        "{subject}: in week {week} van “{scenario}” is {loss} weg. {relief}",
        "{subject}: in week {week} of “{scenario}” {loss} is gone. {relief}",
    ),
    "scenario-nothing": (
        "{subject}: in week {week} van “{scenario}” is niets weg. {relief}",
        "{subject}: in week {week} of “{scenario}” nothing is gone. {relief}",
    ),
    "at-most": (
        (
            "Het kan hoogstens {high} zijn: van een deel van de makers is niet bekend wie of waar zij zijn. "
            "Langs deze wegen zou dat gaan:"
        ),
        (
            "It could be {high} at most: of some makers it is not known who or where they are. "
            "That would run along these routes:"
        ),
    ),
    "at-most-nothing": (
        "Ook als makers van wie niet bekend is wie of waar zij zijn erbij horen, gaat niets verloren.",
        "Nothing is lost either if makers of whom that is not known are among them.",
    ),
    "no-routes": (
        "Er zijn dus geen wegen die een verlies dragen.",
        "So there are no routes that carry a loss.",
    ),
    "perspective": (
        "Gezien vanuit {home}; vertrouwd: {trusted}.",
        "Seen from {home}; trusted: {trusted}.",
    ),
    "perspective-alone": ("Gezien vanuit {home}.", "Seen from {home}."),
    "as-buyer": ("{product}, voor een koper hier", "{product}, for a buyer at home"),
    "in-week": ("in week {week}", "in week {week}"),
    "in-the-end": ("uiteindelijk", "in the end"),
    "everything": ("alles", "everything"),
    "cause-refused": ("{who} ons {what} weigeren", "{who} refuse us {what}"),
    "cause-refused-all": ("{who} ons niets meer leveren", "{who} refuse to supply us"),
    "cause-firm": ("{who} ons {what} weigert", "{who} refuses us {what}"),
    "cause-firm-all": ("{who} ons niets meer levert", "{who} refuses to supply us"),
    "cause-lost": (
        "{what} {tie} voor iedereen wegvalt",
        "{what} {tie} stops for everybody",
    ),
    "cause-firm-lost": (
        "{what} van {who} voor iedereen wegvalt",
        "{what} of {who} stops for everybody",
    ),
    "routes": ("Wegen die dat dragen, grootste eerst:", "Routes that carry it, largest first:"),
    "misses": (
        "mist {missing}, houdt {left} over ({why}); {customer} op {level}",
        "misses {missing}, has {left} left ({why}); {customer} at {level}",
    ),
    "why-fallback": ("terugval: {title}", "fallback: {title}"),
    "why-fallback-plain": ("terugval", "fallback"),
    "why-stock": ("voorraad", "stock"),
    "why-grace": ("loopt nog even door", "runs on for a while"),
    "why-base": ("wat al staat, slijt", "what is installed wears out"),
    "why-other": ("een andere mogelijkheid springt in", "an alternative steps in"),
    "why-recovering": (
        "alles levert weer; voorraad of machines zijn nog niet terug",
        "all deliver again; stock or machines are not back yet",
    ),
    "why-nothing": ("niets vangt het op", "nothing makes up for it"),
    "gone": ("leveren niet meer: {names}", "no longer supply: {names}"),
    "hit": ("getroffen door een schok: {names}", "hit by a shock: {names}"),
    "less": ("leveren minder: {names}", "supply less: {names}"),
    "others": ("{count} andere {share}", "{count} others {share}"),
    "place-site": ("vestiging {place}", "site {place}"),
    "place-led": ("hoofdkantoor {place}", "headquarters {place}"),
    "place-owner": ("zeggenschap {place}", "control {place}"),
    "unknown-place": ("land onbekend", "country unknown"),
    "remainder": ("niet genoemde makers", "makers not listed"),
    "unlisted-suppliers": ("niet-genoemde leveranciers", "unlisted suppliers"),
    "replace": ("een ander inzetten duurt {time}", "putting another in place takes {time}"),
    "replace-unknown": (
        "hoelang een ander inzetten duurt is niet bekend",
        "how long putting another in place takes is not known",
    ),
    "rests": ("berust op {figures}", "rests on {figures}"),
    "see": ("(zie {product} elders in de boom)", "(see {product} elsewhere in the tree)"),
    "more": ("en nog {count}: --all toont alles", "and {count} more: --all shows everything"),
    "sources": ("Bronnen", "Sources"),
    "grade": (
        (
            "Tussen haakjes: betrouwbaarheid van de bron (A-F), geloofwaardigheid (1-6), gelezen, uit kennis "
            "of ingeschat."
        ),
        "In brackets: reliability of the source (A-F), credibility (1-6), read, recalled or judged.",
    ),
    "figure-share": ("aandeel {name} {share}", "share of {name} {share}"),
    "figure-buffer": ("voorraad {time}", "stock {time}"),
    "figure-grace": ("respijt {time}", "grace {time}"),
    "figure-lifetime": ("levensduur {time}", "lifetime {time}"),
    "figure-fallback": ("terugval {level}", "fallback {level}"),
    "figure-firm": ("zeggenschap over {name}", "control of {name}"),
    "figure-site": ("plaats van {name}", "site of {name}"),
    "figure-owner": ("zeggenschap over {name}", "control of {name}"),
    "figure-sourcing": ("inkoop {share}", "sourcing {share}"),
    "figure-sourcing-row": ("doet het zonder", "does without"),
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
            "may not be used commercially; who wants to, asks permission or replaces them."
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
            "Gewicht: elk gebruik waar het cijfer op uitkomt telt 1 gedeeld door het aantal stappen "
            "daarheen; maal het aandeel, of maal het belang van de input (onmisbaar 1, belangrijk {important}, "
            "bijkomend {minor}). Cijfers zonder weg naar een gebruik (context, risico van landen) "
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
}
"""Every sentence, Dutch then English; what stands in braces is filled in."""


def tell(lang: Lang, key: str, **parts: object) -> str:
    """Say a sentence of the answer of a command.

    Parameters
    ----------
    lang : str
        Language.
    key : str
        Which sentence.
    **parts : object
        What is filled in.

    Examples
    --------
    >>> tell("nl", "in-week", week=13), tell("en", "in-the-end")
    ('in week 13', 'in the end')
    """
    return _SENTENCES[key][lang == "en"].format(**parts)
