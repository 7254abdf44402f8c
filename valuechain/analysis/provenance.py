"""How a result came about, as its manifest says it."""

from collections.abc import Mapping, Sequence
from typing import Final

from valuechain.analysis.evidence import judged_weeks
from valuechain.analysis.workbench import Workbench
from valuechain.files.loaded import digest
from valuechain.results.settings import Provenance, Settings
from valuechain.vocab.tolerances import CONVERGED

JOINED: Final = "Home joins the packs of"
"""How the warning begins that a home joins several country packs."""


def settings_of(bench: Workbench, *, shown: Sequence[str] = ()) -> Settings:
    """From whose side a result is seen, and with which thresholds.

    Raises
    ------
    AnalysisError
        VA608: the model is judged at a week at which nothing is measured.
    """
    limits = bench.model.thresholds
    return Settings(
        home=bench.home,
        home_countries=tuple(sorted(bench.perspective.home)),
        trusted=bench.trusted,
        trusted_countries=tuple(sorted(bench.perspective.trusted)),
        europe_countries=tuple(sorted(bench.perspective.europe)),
        theta=limits.theta.value,
        exposure_threshold=limits.exposure.value,
        judged_weeks=judged_weeks(bench),
        replacement_weeks=limits.replacement.value,
        shown=tuple(shown),
    )


def provenance_of(
    bench: Workbench,
    *,
    counts: Mapping[str, int],
    overlays: Sequence[str] = (),
    iterations: int = 0,
    cycles: Sequence[str] = (),
) -> Provenance:
    """Which model a result rests on, and how much there was to compute.

    Parameters
    ----------
    bench : Workbench
        The model made ready.
    counts : mapping of str to int
        What else was counted, beside producers, slots and links.
    overlays : sequence of str, optional
        The figures that overlays replaced.
    iterations : int
        Sweeps that the slowest circle took.
    cycles : sequence of str
        Circles that collapse only by accumulation.
    """
    stack = bench.stack
    return Provenance(
        model_id=bench.model.id,
        digest=digest(bench.model),
        overlays=tuple(overlays),
        tolerance=CONVERGED,
        iterations=iterations,
        counts={
            "producers": stack.n_producers,
            "slots": stack.n_slots,
            "links": len(stack.link_supplier),
            **counts,
        },
        cycles=tuple(cycles),
    )


def no_uses(bench: Workbench) -> tuple[str, ...]:
    """Warn of a home of which the model has no uses, or that joins several country packs."""
    if len(bench.packs) > 1:
        packs = " and ".join(bench.packs)
        said = (
            f"{JOINED} {packs}: shared products have the inputs of each, so a stop "
            "in one may reach customers of the other. Ask for one country at a time."
        )
        return (said,)
    if bench.uses:
        return ()
    home = ", ".join(bench.home)
    return (f"The model has no uses of {home}: products and layers only.",)
