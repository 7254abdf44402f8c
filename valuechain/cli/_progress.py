"""Progress of long work, on the error stream."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress where it does not mix with the answer.

    Yields
    ------
    callable
        To be called with a step, what is done of it, and all of it.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    steps: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:

        def show(step: str, done: int, of: int) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=of)
            bar.update(steps[step], completed=done)

        yield show
