"""Sentences of the page about what shipped scenarios do, Dutch then English."""

from typing import Final

from valuechain.texts.phrases import Phrases

PAGE: Final = Phrases(
    "what-if-page",
    {
        "nav": (
            "Wat als",
            "What if",
        ),
        "heading": (
            "Wat als: bij {hurt} van de {all} scenario's verliest een toepassing iets",
            "What if: in {hurt} of {all} scenarios a use loses something",
        ),
        "heading-perhaps": (
            "{base}, bij nog {n} alleen in zware vorm of door aanbod dat niet genoemd is",
            "{base}, in {n} more only in severe form or through supply that is not listed",
        ),
        "lead": (
            "Deze scenario's duren niet eeuwig en rekenen met anderen die inspringen; de rest van deze meting niet. Elk scenario heeft zijn eigen zwaarte, begin en duur: een samengestelde crisis kan daardoor minder kosten dan een van haar delen op zichzelf. Zwaarte en duur zijn vooral onze inschatting. Geen kans: of dit gebeurt staat er niet.",
            "These scenarios do not last for ever and count others who step in; the rest of this measurement does not. Each has a severity, a start and a duration of its own: a compound crisis may so cost less than one of its parts by itself. Severity and duration are mostly our judgement. No probability: whether it happens is not said.",
        ),
        "legend": (
            "Elke cel: het grootste verlies in enige week, zoals gesteld; eronder de eerste week met verlies, het bereik door niet-genoemd aanbod, en het verlies als de schokken zo zwaar zijn als hun bereik toelaat. Leeg: ook dan niets.",
            "Each cell: the largest loss of any week, as stated; below it the first week with a loss, the range from unlisted supply, and the loss if the shocks are as severe as their ranges allow. Empty: nothing then either.",
        ),
        "caption": (
            "Diepste verlies per scenario en toepassing",
            "Deepest loss by scenario and use",
        ),
        "scenario": (
            "Scenario",
            "Scenario",
        ),
        "week": (
            "week {week}",
            "week {week}",
        ),
        "range": ("{low} tot {high}", "{low} to {high}"),
        "severe": ("zwaar: {loss}", "severe: {loss}"),
        "unseen": (
            "Niet gevolgd, omdat zij gaan over producten of toepassingen die hier niet in het model staan: {names}.",
            "Not followed, since they are about products or uses that the model does not have here: {names}.",
        ),
        "unhurt": (
            "Zonder verlies binnen hun horizon, ook in zware vorm en ook door niet-genoemd aanbod niet: {names}.",
            "No loss within their horizon, neither in severe form nor through unlisted supply: {names}.",
        ),
    },
)
"""What a page says of it, by key; what stands in braces is filled in."""
