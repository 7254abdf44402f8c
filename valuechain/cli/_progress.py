"""Progress of long work, on the error stream."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from valuechain.cli._gate import say
from valuechain.vocab.words import Progress

if TYPE_CHECKING:
    from rich import progress as bars

    from valuechain.texts.languages import Lang


_TOLD: Final = 5.0
"""Seconds from which on it is said what each step took."""


class Costs:
    """What the steps of long work took, in seconds by the clock.

    Parameters
    ----------
    clock : callable
        Gives seconds.

    Examples
    --------
    >>> seconds = iter([0.0, 2.0, 9.0, 9.5])
    >>> costs = Costs(lambda: next(seconds))
    >>> costs.count("countries"), costs.count("countries"), costs.count("draws")
    (None, None, None)
    >>> costs.taken
    {'countries': 9.0, 'draws': 0.5}
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._last = clock()
        self.taken: dict[str, float] = {}

    def count(self, step: str) -> None:
        """Count the time since the last call for a step."""
        now = self._clock()
        self.taken[step] = self.taken.get(step, 0.0) + now - self._last
        self._last = now

    def said(self, lang: "Lang") -> str:
        """Say what each step took; empty where all of it was short."""
        from valuechain.texts.languages import listing
        from valuechain.texts.steps import STEPS, step_name

        if sum(self.taken.values()) < _TOLD:
            return ""
        steps = [
            STEPS.say(lang, "of", step=step_name(lang, step), seconds=f"{seconds:.0f}")
            for step, seconds in self.taken.items()
            if seconds >= 1
        ]
        return STEPS.say(lang, "cost", steps=listing(lang, steps))


@contextmanager
def shown(
    lang: "Lang" = "en", *, clock: Callable[[], float] = time.perf_counter
) -> Iterator[Progress]:
    """Show progress where it does not mix with the answer, and in the end what each step took.

    On a terminal only.

    Parameters
    ----------
    lang : str
        Language of the names of the steps.
    clock : callable
        Gives seconds.

    Yields
    ------
    callable
        To be called with a step, what is done of it, and all of it.
    """
    started: list[bars.Progress] = []
    steps: dict[str, bars.TaskID] = {}
    costs = Costs(clock)

    def show(step: str, done: int, of: int) -> None:
        from valuechain.texts.steps import step_name

        bar = started[0] if started else _bar()
        if not started:
            started.append(bar)
            bar.start()
        if step not in steps:
            steps[step] = bar.add_task(step_name(lang, step), total=of)
        bar.update(steps[step], completed=done)
        costs.count(step)

    told = ""
    try:
        yield show
        if started and sys.stderr.isatty():
            told = costs.said(lang)
    finally:
        for bar in started:
            bar.stop()
    if told:
        say(told, err=True)


def _bar() -> "bars.Progress":
    from rich import progress as bars
    from rich.console import Console

    console = Console(stderr=True)
    return bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TimeElapsedColumn(),
        # Of the step that runs, from the pace of the last half minute.
        bars.TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
        # Elsewhere it would leave an empty line among what is said.
        disable=not console.is_terminal,
    )
