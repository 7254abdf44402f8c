"""What all strategic questions share: how they are asked, checked and answered."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from valuechain.analysis.workbench import Workbench
from valuechain.errors import AnalysisError
from valuechain.files.directory import meant
from valuechain.results.contract import Table
from valuechain.results.result import Result
from valuechain.results.supply import SOURCES
from valuechain.schema.scenario import Scenario
from valuechain.texts.phrases import Phrases
from valuechain.vocab.words import HORIZONS

if TYPE_CHECKING:
    import pandas as pd


def conclude(
    bench: Workbench,
    question: str,
    *,
    said: Phrases,
    contracts: Sequence[Table],
    frames: "Mapping[str, pd.DataFrame]",
    options: Mapping[str, object],
    counts: Mapping[str, int] | None = None,
    overlays: Sequence[str] = (),
    warnings: Sequence[str] = (),
    scenarios: Sequence[Scenario] = (),
) -> Result:
    """Put the answer to a question together; the sources of the model join its tables.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    question : str
        Name of the question.
    said : Phrases
        Its own words; ``asks`` is what it asks, ``meaning`` what its numbers mean.
    contracts : sequence of Table
        What each table looks like, the headline first.
    frames : mapping of str to pandas.DataFrame
        The tables by name.
    options : mapping of str to object
        How it was asked; plain values.
    counts : mapping of str to int, optional
        What was computed, for the manifest.
    overlays, warnings : sequence of str, optional
        Replaced figures; what a reader must know.
    scenarios : sequence of Scenario, optional
        Scenarios that it rests on, beside the model.

    Raises
    ------
    AnalysisError
        VA503: a table breaks its contract; VA608: the model is judged at a week that is not
        measured.
    """
    # Tables are made only here: whoever asks for numbers does not wait for pandas.
    from valuechain.analysis.markings import highest_marking
    from valuechain.analysis.provenance import provenance_of, settings_of
    from valuechain.analysis.scenario_facts import texts_of
    from valuechain.analysis.source_table import source_table

    return Result(
        question=question,
        title=said.both("asks"),
        meaning=said.both("meaning"),
        settings=settings_of(bench),
        provenance=provenance_of(bench, counts=counts or {}, overlays=overlays),
        model_title=texts_of(bench.model.title),
        as_of=bench.model.as_of,
        options=options,
        contracts=(*contracts, SOURCES),
        frames={**frames, "sources": source_table(bench.model, scenarios)},
        model=bench.model,
        marking=highest_marking(bench.model, *scenarios),
        warnings=tuple(warnings),
    )


def chosen_uses(bench: Workbench, names: str | Iterable[str] | None) -> tuple[int, ...]:
    """Rows of the uses asked about, a group of uses for all it holds: all of home if none is named.

    Raises
    ------
    AnalysisError
        VA641: a use is not one of home; VA642: the model has no uses of home.
    """
    known = {bench.stack.producer_ids[row]: row for row in bench.uses}
    if not known:
        raise AnalysisError(
            "VA642",
            f"the model has no uses of {', '.join(bench.home)}.",
            "Choose a home of which it has uses, or lay uses over it: `valuechain country new` "
            "begins them; partners, leverage and lookthrough need none.",
        )
    asked = [names] if isinstance(names, str) else list(names or ())
    rows = {name: bench.named_uses(name) for name in asked}
    unknown = [name for name, found in rows.items() if not found]
    if unknown and (whose := bench.model.uses_of_others.get(unknown[0])):
        raise AnalysisError(
            "VA641",
            f"{unknown[0]!r} is a use of {whose}, which is not home ({', '.join(bench.home)}).",
            f"Ask with home {whose}; home has {', '.join(known)}.",
        )
    if unknown:
        near = meant(bench.model, unknown[0], wanted=("use", "use group"))
        groups = [name for name in bench.model.use_groups if bench.named_uses(name)]
        remedy = (
            near
            if any(repr(use) in near for use in (*known, *groups))
            else f"{near} Home has {', '.join(known)}.".strip()
        )
        raise AnalysisError("VA641", f"home has no use {unknown[0]!r}.", remedy)
    wanted = {row for found in rows.values() for row in found}
    return tuple(row for row in known.values() if not asked or row in wanted)


def checked_theta(bench: Workbench, theta: float | None) -> float:
    """Level below which a use or product counts as down; the model's own if not asked.

    Raises
    ------
    AnalysisError
        VA640: it is not above 0 and at most 1.
    """
    asked = bench.model.thresholds.theta.value if theta is None else float(theta)
    if not math.isfinite(asked) or not 0.0 < asked <= 1.0:
        raise AnalysisError(
            "VA640",
            f"theta {asked:g} is no level.",
            "Give a number above 0 and at most 1: 0.5 is half of today's output.",
        )
    return asked


def checked_weeks(weeks: int, *, limit: bool = True) -> int:
    """Check the week that is asked for: from 1, or 0 for the limit.

    Raises
    ------
    AnalysisError
        VA607: it is out of range.
    """
    least, most = int(not limit), 10 * HORIZONS[-1]
    if not least <= weeks <= most:
        from_where = "0 (the limit)" if limit else "1"
        raise AnalysisError(
            "VA607", f"week {weeks} cannot be computed.", f"Use {from_where} to {most}."
        )
    return weeks


def outside(bench: Workbench) -> frozenset[str]:
    """Countries that the model names and that are neither home nor trusted.

    Raises
    ------
    AnalysisError
        VA643: there are none, so nobody is left to depend on.
    """
    members = (place for place in bench.stack.place_members if len(place) == 1)
    found = frozenset[str]().union(*members) - bench.perspective.circle
    if not found:
        raise AnalysisError(
            "VA643",
            "home and trusted hold every country that the model names: nobody is left outside.",
            "Choose a smaller home or trusted circle.",
        )
    return found
