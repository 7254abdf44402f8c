"""Sentences about what scenarios do to uses, in Dutch and English."""

from typing import Final

from valuechain.texts.phrases import Phrases

WORDS: Final = Phrases(
    "what-if",
    {
        "asks": (
            "Wat als: {names}",
            "What if: {names}",
        ),
        "meaning": (
            "Wat er van de levering van vandaag over is terwijl een scenario zich afspeelt; een verlies is geen kans. Of vervanging meetelt staat per scenario in het manifest.",
            "What is left of today's output while a scenario unfolds; a loss is not a probability. Whether substitution is counted stands with each scenario in the manifest.",
        ),
        "what-if": ("Wat als: {title}", "What if: {title}"),
        "lasting": (
            "{horizon} weken gevolgd; de schok begint in week {start} en houdt aan. {relief}",
            "Followed for {horizon} weeks; the shock starts in week {start} and lasts. {relief}",
        ),
        "ending": (
            "{horizon} weken gevolgd; schokken van week {start} tot en met week {end}. {relief}",
            "Followed for {horizon} weeks; shocks from week {start} to week {end}. {relief}",
        ),
        "with-substitution": (
            "Anderen springen in waar dat kan.",
            "Others step in where they can.",
        ),
        "without-substitution": (
            "Zonder vervanging: niemand springt in.",
            "Without substitution: nobody steps in.",
        ),
        "nothing": (
            "Binnen deze weken gaat niets verloren.",
            "Within these weeks nothing is lost.",
        ),
        "nothing-at-most": (
            (
                "Via de genoemde leveranciers gaat niets verloren. Van een deel van het aanbod is niet bekend van "
                "wie het is; hoort dat erbij, dan gaat van {use} tot {high} verloren."
            ),
            (
                "Nothing is lost through the named suppliers. Of some supply it is not known whose it is; if that is "
                "hit too, up to {high} of {use} is lost."
            ),
        ),
        "severe-only": (
            "Bij zware schokken gaat van {use} tot {loss} verloren.",
            "If the shocks are severe, up to {loss} of {use} is lost.",
        ),
        "first": (
            "Als eerste geraakt: {use}, in week {week}.",
            "Hit first: {use}, in week {week}.",
        ),
        "deepest": (
            "Het zwaarst geraakt: {use}; in week {week} is {loss} weg, door gebrek aan {product}",
            "Hit hardest: {use}; {loss} is gone in week {week}, for want of {product}",
        ),
        "deepest-plain": (
            "Het zwaarst geraakt: {use}; in week {week} is {loss} weg",
            "Hit hardest: {use}; {loss} is gone in week {week}",
        ),
        "first-deepest": (
            "Als eerste en het zwaarst geraakt: {use}, vanaf week {first}; in week {week} is {loss} weg, door gebrek aan {product}",
            "Hit first and hardest: {use}, from week {first}; {loss} is gone in week {week}, for want of {product}",
        ),
        "first-deepest-plain": (
            "Als eerste en het zwaarst geraakt: {use}, vanaf week {first}; in week {week} is {loss} weg",
            "Hit first and hardest: {use}, from week {first}; {loss} is gone in week {week}",
        ),
        "between": (
            " ({mild} bij milde, {severe} bij zware schokken).",
            " ({mild} if the shocks are mild, {severe} if severe).",
        ),
        "col-use": ("toepassing", "use"),
        "col-product": ("product", "product"),
        "col-first": ("vanaf", "from"),
        "col-deepest": ("diepst", "deepest"),
        "col-loss-weeks": ("samen", "in all"),
        "col-binds": ("wat ontbreekt", "what is missing"),
        "week-short": ("wk {week}", "wk {week}"),
        "weeks-short": ("{weeks} wk", "{weeks} wk"),
        "untouched": ("Niet geraakt: {names}.", "Not hit: {names}."),
        "at-once": (
            "Meteen na de laatste schok hersteld: {names}.",
            "Recovered at once after the last shock: {names}.",
        ),
        "recovered": (
            "Na de laatste schok hersteld: {names}.",
            "Recovered after the last shock: {names}.",
        ),
        "recovered-in": ("{use} ({time})", "{use} ({time})"),
        "not-recovered": (
            "In week {horizon} nog niet geheel hersteld: {names}.",
            "Not yet fully recovered in week {horizon}: {names}.",
        ),
        "still-lost": ("{use} ({loss} weg)", "{use} ({loss} gone)"),
        "no-weeks": ("niets", "nothing"),
        "relief": (
            "Voor {use} scheelden voorraden en respijt {buffers} en vervanging {substitution}.",
            "For {use}, stocks and grace periods saved {buffers} and substitution {substitution}.",
        ),
        "relief-buffers": (
            "Voor {use} scheelden voorraden en respijt {buffers}.",
            "For {use}, stocks and grace periods saved {buffers}.",
        ),
        "loss-weeks": ("{weeks} verliesweken", "{weeks} loss-weeks"),
        "shares": (
            "Het verlies van {use} komt van {parts}.",
            "The loss of {use} comes from {parts}.",
        ),
        "share-part": ("{shock} ({share})", "{shock} ({share})"),
        "share-numbered": ("{shock}, schok {n}", "{shock}, shock {n}"),
        "limit": (
            "Hielden de schokken op hun diepst aan, dan bleef van {use} uiteindelijk {level} over.",
            "If the shocks lasted at their deepest, {level} of {use} would be left in the end.",
        ),
        "note": (
            "Verlies is van de capaciteit van nu; tussen haakjes wat niet-genoemd aanbod kan schelen. Samen: het verlies van alle weken, in weken normale capaciteit. Hoe de vraag over de afnemers verdeeld is, is onze inschatting waar het model geen bron noemt: dat beslist mee over inspringen, toewijzing en vraagpieken. Geen kans: of dit gebeurt staat er niet.",
            "Loss is of today's capacity; in brackets what unlisted supply could change. In all: the loss of all weeks, in weeks of normal capacity. How demand divides over customers is our judgement where the model cites no source: it helps decide stepping in, allocation and surges. No probability: whether it happens is not said.",
        ),
        "matrix-title": (
            "Diepste verlies en de week waarin het begint, gezien vanuit {home}",
            "Deepest loss and the week in which it starts, seen from {home}",
        ),
        "matrix-scenario": ("scenario", "scenario"),
        "matrix-columns": ("Kolommen: {names}.", "Columns: {names}."),
        "matrix-note": (
            (
                "-: geen verlies binnen de horizon van het scenario; valt ook niet-genoemd aanbod weg, dan hoogstens "
                "een half procent. ?: onbeslist, er is alleen verlies als ook niet-genoemd aanbod wegvalt. *: wel verlies als de schokken zwaar zijn."
            ),
            (
                "-: no loss within the horizon of the scenario; if unlisted supply goes too, half a percent at most. "
                "?: undecided, there is a loss only if unlisted supply goes too. *: there is a loss if the shocks are severe."
            ),
        ),
        "matrix-note-severe": (
            "Onderin: het diepste verlies bij zware schokken, waar dat anders is.",
            "At the bottom: the deepest loss if the shocks are severe, where that differs.",
        ),
        "matrix-severe": ("zwaar: {loss}", "severe: {loss}"),
        "matrix-cell": ("vanaf week {week}", "from week {week}"),
        "figure-title": ("{use}: wat er over is", "{use}: what is left"),
        "figure-axis": ("weken", "weeks"),
        "figure-half": ("uitval onder {theta}", "down below {theta}"),
        "figure-window": (
            "kritiek venster van {weeks}, op zijn slechtst",
            "critical window of {weeks}, at its worst",
        ),
        "figure-fallback": (
            "terugval vanaf week {week}: {title}",
            "fallback from week {week}: {title}",
        ),
        "figure-fallback-plain": ("terugval vanaf week {week}", "fallback from week {week}"),
        "figure-deepest": ("{level} over in week {week}", "{level} left in week {week}"),
        "figure-range": ("{mild} mild, {severe} zwaar", "{mild} mild, {severe} severe"),
        "figure-legend": (
            (
                "Lijn: wat er over is van de capaciteit van nu. Band: wat niet-genoemd aanbod kan schelen. "
                "Staafje: de diepste week bij milde en bij zware schokken. Grijs: weken met een schok."
            ),
            (
                "Line: what is left of today's capacity. Band: what unlisted supply could change. Bar: the "
                "deepest week if the shocks are mild, and if severe. Grey: weeks with a shock."
            ),
        ),
        "figure-none": (
            "Niets of minder dan {least} verloren in: {names}.",
            "Nothing or less than {least} lost in: {names}.",
        ),
    },
)
