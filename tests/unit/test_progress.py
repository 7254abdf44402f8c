"""What is said of long work while it runs, and of what its steps cost."""

import io
import sys
from pathlib import Path

import pytest

from valuechain import chokepoints, load
from valuechain.cli._progress import Costs, shown
from valuechain.questions.nulmeting.answer import nulmeting
from valuechain.texts.steps import STEPS, step_name

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"


def spent(*seconds: float) -> Costs:
    """Costs of a step that takes so many seconds, once for each."""
    times = iter([0.0, *seconds])
    return Costs(lambda: next(times))


def test_short_work_says_nothing_and_long_work_what_each_step_took():
    short = spent(2.0)
    short.count("countries (default)")
    assert short.said("en") == ""
    long = spent(40.0, 40.2, 61.0)
    for step in ("countries (default)", "model", "verdicts"):
        long.count(step)
    assert long.said("en") == "Time taken: countries, default rule 40 s and verdicts 21 s."
    assert long.said("nl") == "Rekentijd: landen, gewone regel 40 s en oordelen 21 s."


@pytest.mark.parametrize(
    ("ask", "how"), [(nulmeting, {"rules": ("default",)}), (chokepoints, {"size": 1})]
)
def test_every_step_has_a_name_and_ends(ask, how):
    told: dict[str, tuple[int, int]] = {}
    ask(load(TINY), **how, progress=lambda step, done, of: told.update({step: (done, of)}))
    assert len(told) > 2
    for step in told:
        assert all(word in STEPS for word in step.replace("(", "").replace(")", "").split()), step
        assert step_name("nl", step)


class Terminal(io.StringIO):
    """An error stream that someone looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_what_steps_cost_and_a_file_nothing(monkeypatch):
    for stream, said in ((Terminal(), True), (io.StringIO(), False)):
        times = iter([0.0, 7.0])
        monkeypatch.setattr(sys, "stderr", stream)
        with shown("nl", clock=lambda times=times: next(times)) as show:
            show("countries", 1, 1)
        assert ("Rekentijd: landen 7 s." in stream.getvalue()) == said
