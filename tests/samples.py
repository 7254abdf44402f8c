"""Sample outputs in the pages: what a command prints, cut only where the page says so.

A sample is a mark, one command and what it prints::

    <!-- sample lines=1-3,9-12 -->

        valuechain list uses --lang en

    ```text
    ...
    ```

Without ``lines`` all of it is shown. Lines left out are counted: ``... (5 lines more)``.
``python -m tests.samples`` writes every sample anew; ``tests/unit/test_samples.py`` holds them.
"""

import functools
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from valuechain.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
"""Pages that may have samples."""
SAMPLE = re.compile(
    r"^<!-- sample(?: lines=(?P<lines>[\d,-]+))? -->\n\n"
    r"(?P<command>(?: {4}[^\n]+\n)+)\n"
    r"```text\n(?P<shown>.*?)^```$",
    flags=re.MULTILINE | re.DOTALL,
)
MARK = "<!-- sample"
PROGRAM = re.compile(r"^(?:valuechain|python3 dev\.py run) ")


def words(block: str) -> tuple[str, ...]:
    """Arguments of the one command in an indented block, continued with a backslash or not."""
    command = " ".join(block.replace("\\\n", " ").split())
    if "\n" in block.replace("\\\n", " ").strip() or not PROGRAM.match(command):
        raise ValueError(f"a sample is of one command of valuechain, not of: {block.strip()}")
    return tuple(shlex.split(PROGRAM.sub("", command)))


def ranges(lines: str, total: int) -> list[range]:
    """Numbers of the lines shown, from 1, of ``1-3,9-12``; the order is that of the output."""
    found = []
    last = 0
    for part in lines.split(","):
        first, _, end = part.partition("-")
        shown = range(int(first), int(end or first) + 1)
        if not last < shown.start < shown.stop <= total + 1:
            raise ValueError(f"lines={lines} does not fit an output of {total} lines")
        last = shown.stop - 1
        found.append(shown)
    return found


def cut(printed: str, lines: str | None) -> str:
    """What a page shows of an output: the lines asked for, and how many are left out where."""
    output = [line.rstrip() for line in printed.strip("\n").splitlines()]
    if lines is None:
        return "".join(f"{line}\n" for line in output)
    shown: list[str] = []
    last = 0
    for part in [*ranges(lines, len(output)), range(len(output) + 1, len(output) + 1)]:
        if left_out := part.start - last - 1:
            shown.append(f"... ({left_out} line{'s' if left_out > 1 else ''} more)")
        shown += [output[number - 1] for number in part]
        last = part.stop - 1
    return "".join(f"{line}\n" for line in shown)


@functools.cache
def ask(arguments: tuple[str, ...]) -> str:
    """Run a command in this process, once, and give what it prints for people."""
    done = CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, prog_name="valuechain")
    if done.exit_code:
        raise ValueError(f"{shlex.join(arguments)} ends with {done.exit_code}: {done.output}")
    return done.stdout


def renew(text: str, asked: Callable[[tuple[str, ...]], str]) -> str:
    """Write every sample of a page anew."""

    def sample(found: re.Match[str]) -> str:
        new = cut(asked(words(found["command"])), found["lines"])
        start, end = (edge - found.start() for edge in found.span("shown"))
        return found[0][:start] + new + found[0][end:]

    renewed = SAMPLE.sub(sample, text)
    if text.count(MARK) != len(SAMPLE.findall(text)):
        raise ValueError("a mark without one indented command and a text block after it")
    return renewed


def sampled() -> list[Path]:
    """Every page that has a sample."""
    return [page for page in PAGES if MARK in page.read_text(encoding="utf-8")]


if __name__ == "__main__":
    for path in sampled():
        path.write_text(renew(path.read_text(encoding="utf-8"), ask), encoding="utf-8")
        print(path.relative_to(ROOT))
