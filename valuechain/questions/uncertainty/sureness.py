"""How sure a nulmeting is: a stored ensemble that fits it, or a small one of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from valuechain.analysis.workbench import Workbench
from valuechain.ensembles.store import Stored, code_digest, stored
from valuechain.errors import AnalysisError
from valuechain.indicators.exposure import Exposures
from valuechain.indicators.verdicts import Verdict
from valuechain.questions.uncertainty.choice import chosen_removals
from valuechain.questions.uncertainty.contracts import (
    BREAK_EVEN,
    CERTAINTY,
    FIND_OUT,
    SURVEYS,
    UNCERTAINTY,
)
from valuechain.questions.uncertainty.decisive import decisive, flips_of
from valuechain.questions.uncertainty.find_out_tables import (
    break_even_table,
    find_out_table,
    survey_table,
)
from valuechain.questions.uncertainty.headline import HeadlineQuestion
from valuechain.questions.uncertainty.kept import about, kept_question
from valuechain.questions.uncertainty.study import Work, headline_question, measure
from valuechain.questions.uncertainty.tables import certainty_table, uncertainty_table
from valuechain.shocks.removals import Removal

if TYPE_CHECKING:
    import pandas as pd

TABLES: Final = (UNCERTAINTY, CERTAINTY, FIND_OUT, SURVEYS, BREAK_EVEN)
"""What a nulmeting tells of it."""
FOUND_OUT: Final = 10
"""Figures to find out first."""
_FLIPPED: Final = 1
"""Figures tried on each verdict: the one that moves it most; `what-to-find-out` tries three."""


WORDS: Final = 100
"""Draws by which every other verdict gets its word, unless fewer are asked."""


@dataclass(frozen=True, slots=True)
class NulmetingSureness:
    """How sure the losses and verdicts of a nulmeting are, as its page shows it."""

    frames: "Mapping[str, pd.DataFrame]"
    """Tables of :data:`TABLES`, by name."""
    n_draws: int
    n_others: int
    """Draws by which verdicts beside those of the followed dependencies get their word."""
    seed: int
    misjudged: float
    """Verdicts that the likeliest class gets wrong, on average over the draws."""


def sureness(
    bench: Workbench,
    *,
    measured: tuple[Exposures, Exposures],
    judged: Sequence[Verdict],
    needed: Sequence[Removal],
    draws: int,
    work: Work,
) -> NulmetingSureness:
    """Draw what a nulmeting says, or use an ensemble that is stored and says as much.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    measured : tuple of Exposures
        Exposures to countries, and to every country's part of one product.
    judged : sequence of Verdict
        What is judged of the latter.
    needed : sequence of Removal
        Those of which the nulmeting gives an interval; drawn beside where they are not chosen.
    draws : int
        Draws, unless a stored ensemble has more.
    work : Work
        How it is computed, and where ensembles are kept.

    Raises
    ------
    AnalysisError
        VA722 to VA725: no room, no workers, too few draws.
    ConvergenceError
        VA604: a response did not settle in some draw.
    """
    whole, parts = measured
    chosen = chosen_removals(bench, whole=whole, parts=parts, judged=judged)
    own = headline_question(bench, uses=None, removals=chosen)
    asked, n_draws = fitting_question(own, draws=draws, root=work.root)
    found = measure(bench, asked, draws=n_draws, work=work)
    decided = decisive(found, progress=work.progress, flipped=_FLIPPED)
    shown = [found]
    if missing := [one for one in needed if one not in asked.removals]:
        beside = headline_question(bench, uses=None, removals=missing, seed=asked.seed)
        shown.append(measure(bench, beside, draws=n_draws, work=work))
    drawn = list(shown)
    if others := _others(parts, judged, known=[*asked.removals, *missing]):
        words = headline_question(
            bench, uses=None, removals=others, seed=asked.seed, only_classes=True
        )
        drawn.append(measure(bench, words, draws=min(n_draws, WORDS), work=work))
    frames = {
        UNCERTAINTY.name: _together([uncertainty_table(one) for one in shown]),
        CERTAINTY.name: _together([certainty_table(one) for one in drawn]),
        FIND_OUT.name: find_out_table(found, decided, count=FOUND_OUT),
        SURVEYS.name: survey_table(found, decided),
        BREAK_EVEN.name: _together(
            [
                break_even_table(found, decided.flips),
                *(break_even_table(one, flips_of(one, most=_FLIPPED)) for one in drawn[1:]),
            ]
        ),
    }
    wrong = float((1.0 - frames[CERTAINTY.name]["chance"]).sum())
    return NulmetingSureness(frames, n_draws, drawn[-1].sample.n_draws, asked.seed, wrong)


def _others(
    parts: Exposures, judged: Sequence[Verdict], *, known: Sequence[Removal]
) -> list[Removal]:
    """Dependencies that are a class for any use, beside those that are followed already."""
    mode = {"disaster": "lost", "coercion": "withheld"}
    wanted = {
        (one.product, one.country, one.attribute, mode[one.question])
        for one in (verdict.dependency for verdict in judged if verdict.klass != "none")
    }
    return [
        one
        for one in parts.removals
        if (one.product, one.removed, one.attribute, one.mode) in wanted and one not in known
    ]


def _together(frames: "Sequence[pd.DataFrame]") -> "pd.DataFrame":
    """Rows of several tables of one form; a table without rows says nothing of types."""
    import pandas as pd

    some = [frame for frame in frames if len(frame)]
    return pd.concat(some, ignore_index=True) if some else frames[0]


def fitting_question(
    own: HeadlineQuestion, *, draws: int, root: Path | None
) -> tuple[HeadlineQuestion, int]:
    """Choose the stored question with most draws that fits, else one's own.

    Parameters
    ----------
    own : HeadlineQuestion
        What would be asked if nothing is stored.
    draws : int
        Draws that it must have at least.
    root : pathlib.Path, optional
        Folder of all ensembles.

    Returns
    -------
    question : HeadlineQuestion
        Of the same model, home, trusted, uses and removals, by this code; scenarios and seed do
        not matter.
    draws : int
        How many it has.
    """
    if root is None:
        return own, draws
    said = about(own)
    known = sorted(
        (one for one in stored(root) if _alike(one, said)),
        key=lambda one: (-one.n_draws, one.name),
    )
    for one in known:
        if one.n_draws < draws or any(state != "good" for state in one.states().values()):
            continue
        try:
            asked = kept_question(one)
        except AnalysisError:
            continue
        if asked.rule == own.rule and asked.uses == own.uses and asked.removals == own.removals:
            return asked, one.n_draws
    return own, draws


def _alike(one: Stored, said: Mapping[str, object]) -> bool:
    """Whether an ensemble is of the same model, side and code, by its manifest."""
    same = all(one.manifest.get(name) == said[name] for name in ("home", "trusted"))
    model = one.manifest.get("model") or {}
    return same and model == said["model"] and one.manifest.get("code") == code_digest()
