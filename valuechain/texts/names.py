"""How things are named that have no name of their own: makers, weeks, causes, figures."""

from typing import Final

from valuechain.texts.phrases import Phrases

NAMES: Final = Phrases(
    "names",
    {
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
        "place-site": ("vestiging {place}", "site {place}"),
        "place-led": ("hoofdkantoor {place}", "headquarters {place}"),
        "place-owner": ("zeggenschap {place}", "control {place}"),
        "unknown-place": ("land onbekend", "country unknown"),
        "remainder": ("niet genoemde makers", "makers not listed"),
        "unlisted-suppliers": ("niet-genoemde leveranciers", "unlisted suppliers"),
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
    },
)
