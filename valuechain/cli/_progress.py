"""Progress of long work, on the error stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from valuechain.vocab.words import Progress

if TYPE_CHECKING:
    from rich import progress as bars


@contextmanager
def shown() -> Iterator[Progress]:
    """Show progress where it does not mix with the answer, from the first step on.

    Yields
    ------
    callable
        To be called with a step, what is done of it, and all of it.
    """
    started: list[bars.Progress] = []
    steps: dict[str, bars.TaskID] = {}

    def show(step: str, done: int, of: int) -> None:
        bar = started[0] if started else _bar()
        if not started:
            started.append(bar)
            bar.start()
        if step not in steps:
            steps[step] = bar.add_task(step, total=of)
        bar.update(steps[step], completed=done)

    try:
        yield show
    finally:
        for bar in started:
            bar.stop()


def _bar() -> "bars.Progress":
    from rich import progress as bars
    from rich.console import Console

    return bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TaskProgressColumn(),
        bars.TimeElapsedColumn(),
        # Of the step that runs, from the pace of the last half minute.
        bars.TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
