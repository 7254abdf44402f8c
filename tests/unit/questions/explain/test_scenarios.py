"""A scenario followed back from Python: the same week and loss that a run reports."""

import pytest

import valuechain as vc
from valuechain.errors import AnalysisError


def test_a_scenario_is_followed_back_in_the_week_that_a_run_calls_the_deepest():
    ban = vc.shock("outage", from_site="TWN", weeks=20, horizon=40)
    run = vc.run(None, [ban], products=False, substitution=False)
    rows = run.summary.query("subject_kind == 'use' and variant == 'stated'")
    worst = rows.loc[rows["deepest_loss"].idxmax()]
    alone = ban.model_copy(update={"substitution": False})
    route = vc.explain(worst["subject"], scenario=alone)
    assert route.exposure == pytest.approx(worst["deepest_loss"], abs=1e-9)
    week = run.paths.query("subject == @worst.subject and week == @route.week")
    assert route.exposure == pytest.approx(1 - week["level"].iloc[0], abs=1e-9)
    assert route.steps


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"without": "owner:USA", "scenario": "taiwan-blockade"},
        {"scenario": "taiwan-blockade", "product": "gallium"},
    ],
)
def test_it_must_be_clear_what_happens(asked):
    with pytest.raises(AnalysisError, match="VA606"):
        vc.explain("elections", **asked)
