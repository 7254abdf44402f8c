"""Progress of long work, on the error stream."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress where it does not mix with the answer, from the first step on.

    Yields
    ------
    callable
        To be called with a step, what is done of it, and all of it.
    """
    started: list[Progress] = []
    steps: dict[str, TaskID] = {}

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


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        # Of the step that runs, from the pace of the last half minute.
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
