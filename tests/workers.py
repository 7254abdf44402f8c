"""Which tests stay in one worker, so that what they share is made once."""

from typing import Any, Final

from xdist.scheduler import LoadScopeScheduling

SHIPPED: Final = ("tests/golden/", "tests/notebooks/test_notebooks.py::test_the_notebook_of_the_n")
"""Tests that look at one long measurement of the shipped model."""
ALONE: Final = ("tests/conformance/", "tests/house/", "tests/oracle/", "tests/property/")
"""Tests that share nothing."""
QUESTIONS: Final = "tests/unit/questions/"


def kept_together(nodeid: str) -> str:
    """Name what a test shares with others: tests of one name run in one worker, in their order.

    Examples
    --------
    >>> kept_together("tests/golden/test_shipped.py::test_a")
    'shipped model'
    >>> kept_together("tests/unit/questions/change/test_change.py::test_a[x/y]")
    'tests/unit/questions/change'
    >>> kept_together("tests/unit/test_stack.py::test_a")
    'tests/unit/test_stack.py'
    """
    if nodeid.startswith(SHIPPED):
        return "shipped model"
    if nodeid.startswith((*ALONE, "tests/notebooks/")):
        return nodeid
    path = nodeid.partition("::")[0]
    if path.startswith(QUESTIONS) and path.count("/") > QUESTIONS.count("/"):
        return path.rpartition("/")[0]
    return path


class Workers(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
    """Give each worker the tests that share something, in the order in which they were found."""

    def __init__(self, config: Any, log: Any = None) -> None:
        # Long measurements stand early in that order; by number of tests they would come last.
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return kept_together(nodeid)
