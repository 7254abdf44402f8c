"""The table of the what-if of a nulmeting."""

from typing import Final

from valuechain.results.columns import USE, fraction, ids
from valuechain.results.contract import Column, Table
from valuechain.results.scenario_contracts import SCENARIO

WHAT_IF: Final = Table(
    "what_if",
    "What the scenarios that come with the model do to each use, substitution included",
    "Wat de scenario's bij het model met elke toepassing doen, vervanging inbegrepen",
    (
        SCENARIO,
        ids("title_en", "Title in English", "Titel in het Engels"),
        ids("title_nl", "Title in Dutch", "Titel in het Nederlands"),
        USE,
        Column(
            "first_loss_week",
            "integer",
            "weeks",
            "First week in which anything is lost; empty if nothing is",
            "Eerste week waarin iets verloren gaat; leeg als er niets is",
            optional=True,
        ),
        fraction("deepest_loss", "Largest loss of any week", "Grootste verlies van enige week"),
        fraction(
            "deepest_loss_bound_low",
            "The same, carried by the named suppliers alone",
            "Hetzelfde, via de genoemde leveranciers alleen",
        ),
        fraction(
            "deepest_loss_bound_high",
            "The same, if unlisted supply is what could be hit too",
            "Hetzelfde, als ook het niet-genoemde aanbod geraakt kan zijn",
        ),
        fraction(
            "deepest_loss_mild",
            "Largest loss if the shocks are as mild as their ranges allow",
            "Grootste verlies als de schokken zo mild zijn als hun bereik toelaat",
        ),
        fraction(
            "deepest_loss_severe",
            "Largest loss if the shocks are as severe as their ranges allow",
            "Grootste verlies als de schokken zo zwaar zijn als hun bereik toelaat",
        ),
    ),
    ("scenario", "use"),
)
"""The what-if of a nulmeting: the stated case, and how mild and how severe it may be."""
