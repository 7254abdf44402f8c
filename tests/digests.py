"""Digests of what commands print and write: the same before and after a change that moves nothing.

In a checkout, with the Python that runs the tests::

    python -m tests.digests > before.txt          # the cheap ones, some minutes
    python -m tests.digests --all nulmeting       # all whose name has this in it

One line an output: its digest, the name of the command and the file. Compare two runs with diff.
"""

import argparse
import hashlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from valuechain.cli import main

EXPLAINED: Final = {
    "government-services": "owner:USA",
    "elections": "owner:USA",
    "election-count": "site:CHN",
    "defence": "any:TWN",
    "agriculture": "site:DEU",
    "maritime-logistics": "headquarters:USA",
    "chip-machine-building": "site:JPN",
    "life-sciences-health": "any:CHN",
    "election-campaign": "owner:USA",
    "payments-ee": "owner:USA",
}
"""Of each use the loss that is followed back."""
CHEAP: Final = {
    "run": "run --all --out {out}",
    "leverage": "leverage --out {out}",
    "survival": "survival --out {out}",
    "survival-producers": "survival --by producers --mode withheld --out {out}",
    "lookthrough": "lookthrough --out {out}",
    "comparison": "compare-indicators --out {out}",
    "sources": "sources",
    **{f"explain-{use}": f"explain {use} --without {tie} --json" for use, tie in EXPLAINED.items()},
}
DEAR: Final = {
    "nulmeting-nl": "nulmeting --out {out}",
    "nulmeting-en": "nulmeting --lang en --out {out}",
    "nulmeting-quick": "nulmeting --quick --out {out}",
    "chokepoints": "chokepoints --out {out}",
    "partners": "partners --out {out}",
    "plan": "plan --out {out}",
}
MOVING: Final = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?[\d.+:Z-]*")
"""What differs between two runs of one program: when it ran."""


def digest(content: bytes) -> str:
    """First half of the SHA-256 of some bytes, but for when they were made."""
    return hashlib.sha256(MOVING.sub(b"", content)).hexdigest()[:32]


def digests(name: str, command: str) -> Iterator[str]:
    """One line for what a command prints, and one for each file it writes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        done = CliRunner().invoke(main, command.format(out=out).split())
        printed = done.stdout.replace(str(out), "OUT").encode()
        yield f"{digest(printed)} {name} exit {done.exit_code}"
        for path in sorted(out.rglob("*")):
            if path.is_file():
                yield f"{digest(path.read_bytes())} {name} {path.relative_to(out).as_posix()}"


def run() -> None:
    """Print the digests that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="commands whose name has one of these in it")
    parser.add_argument("--all", action="store_true", help="those that take minutes too")
    asked = parser.parse_args()
    every = {**CHEAP, **DEAR} if asked.all else CHEAP
    for name, command in every.items():
        if not asked.names or any(part in name for part in asked.names):
            for line in digests(name, command):
                print(line, flush=True)


if __name__ == "__main__":
    run()
