"""What a reader must know of a scenario: when its shocks hold, and what is fallen back on."""

import math
from collections.abc import Iterator

from valuechain.analysis.scenario_choice import ChosenScenario
from valuechain.analysis.scenario_tables import Ends
from valuechain.analysis.workbench import Workbench
from valuechain.results.scenario_contracts import VARIANTS
from valuechain.results.scenario_facts import FallbackFact, Played
from valuechain.schema import Text
from valuechain.schema.scenario import Scenario, Shock, Stockpile
from valuechain.shocks.variants import Variant, can_lose, end_of, one_of


def texts_of(text: Text | None) -> dict[str, str]:
    """Give a text by language, English where there is no Dutch."""
    return {} if text is None else {"en": text.en, "nl": text.nl or text.en}


def _losing(scenario: Scenario) -> list[Shock]:
    return [shock for shock in scenario.shocks if can_lose(shock)]


def _stop(shock: Shock, variant: Variant) -> float:
    lasts = None if isinstance(shock, Stockpile) else shock.duration
    return math.inf if lasts is None else shock.start.mode + one_of(lasts, variant)


def ends_of(scenario: Scenario) -> dict[str, Ends]:
    """When the shocks of a scenario are over, by variant; takeovers take nothing themselves."""
    losing = _losing(scenario)
    found: dict[str, Ends] = {}
    for variant in VARIANTS:
        found[variant] = Ends(
            stopped=max((_stop(shock, variant) for shock in losing), default=0.0),
            back=max((end_of(shock, variant) for shock in losing), default=0.0),
        )
    return found


def played(bench: Workbench, asked: ChosenScenario) -> Played:
    """Sum up a scenario as it was computed: title, horizon, shocks and rules, for the manifest."""
    scenario = asked.scenario
    start = min((int(shock.start.mode) for shock in _losing(scenario)), default=0)
    stopped = ends_of(scenario)["stated"].stopped
    return Played(
        id=scenario.id,
        title=texts_of(scenario.title),
        because=texts_of(scenario.because),
        digest=asked.digest,
        horizon_weeks=int(scenario.horizon),
        start_week=start + 1,
        end_weeks=stopped if math.isfinite(stopped) else None,
        allocation=scenario.allocation,
        substitution=scenario.substitution,
        as_of=scenario.as_of,
        marking=scenario.marking,
        fallbacks=tuple(_fallbacks(bench, start)),
    )


def _fallbacks(bench: Workbench, start: int) -> Iterator[FallbackFact]:
    """Fallbacks of every use, with the first week in which their lag is over."""
    for row in bench.uses:
        use = bench.stack.producer_ids[row]
        for entry in bench.model.uses[use].inputs:
            if entry.fallback is not None:
                yield FallbackFact(
                    use=use,
                    product=entry.options[0],
                    title=texts_of(entry.fallback.title),
                    level=entry.fallback.level.mode,
                    week=start + math.floor(entry.fallback.after) + 1,
                )
