"""Keep the headline tables of the shipped model anew; the diff is then to be reviewed.

In a checkout, with the Python that runs the tests::

    python -m tests.golden.regenerate

A changed number needs a line in ``changelog.d/<issue>.results.md``: from what to what, and why.
"""

import sys

import valuechain as vc
from tests.golden.snapshots import MAKE, changes, keep, kept, snapshot


def main() -> None:
    """Measure, keep, and say what changed."""
    base = vc.nulmeting(rules=("default",))
    for name in MAKE:
        found = snapshot(name, base)
        try:
            lines = changes(kept(name), found)
        except FileNotFoundError:
            lines = ["new"]
        keep(name, found)
        for line in lines:
            sys.stdout.write(f"{name}: {line}\n")


if __name__ == "__main__":
    main()
