"""What a path of levels says: when it hurts, how deep, for how long, and whether it is over."""

import numpy as np
import pytest

from tests.build import HALF, firm, lab, need, product, removal, use
from tests.scenarios import course_of, scenario, shock
from valuechain.indicators.consequence import consequence, loss_weeks, worst_window
from valuechain.indicators.endurance import endure
from valuechain.kernels.unfold import CourseEngine
from valuechain.shocks.removal_course import lasting


def test_a_shock_that_outlasts_the_horizon_has_not_recovered():
    """The use is well again in week 3, on stocks or on others; what was taken is still gone."""
    path = np.array([1.0, 0.4, 1.0, 1.0])
    over = consequence(path, stopped=4.0, theta=0.5)
    assert over.recovery_weeks == 0.0
    for stopped in (4.1, 52.0, np.inf):
        assert consequence(path, stopped=stopped, theta=0.5).recovery_weeks is None


def test_a_path_that_loses_in_its_last_week_has_not_recovered():
    assert consequence(np.array([1.0, 0.4, 0.9]), stopped=1.0, theta=0.5).recovery_weeks is None
    # by one millionth of a millionth it is well again
    nearly = consequence(np.array([1.0, 0.4, 1 - 1e-12]), stopped=1.0, theta=0.5)
    assert nearly.recovery_weeks == 1.0


def test_recovery_counts_from_the_end_of_the_last_shock():
    path = np.array([0.4, 0.4, 0.6, 0.9, 1.0])
    assert consequence(path, stopped=2.5, theta=0.5).recovery_weeks == 1.5


def test_rounding_makes_no_week_deeper_than_another():
    path = np.array([1.0, 0.4, 0.4 - 1e-15, 0.4 - 1e-12, 1.0])
    assert consequence(path, stopped=4, theta=0.5).deepest_week == 2
    assert consequence(path, stopped=4, theta=0.4).tts_weeks is None
    assert worst_window(path, weeks=1) == 2


def test_what_is_lost_within_rounding_is_not_summed():
    path = np.array([[[1.0], [0.4], [1 - 1e-12]]])
    assert loss_weeks(path)[0, 0] == pytest.approx(0.6, abs=1e-15)
    found = consequence(path[0, :, 0], stopped=1, theta=0.5)
    assert (found.loss_weeks, found.first_loss_week) == (pytest.approx(0.6, abs=1e-15), 2)


@pytest.mark.parametrize(("part", "stock", "weeks"), [(0.4, 0.7, 2), (0.45, 0.6, 2), (0.4, 0.6, 1)])
def test_a_run_and_the_question_of_survival_count_theta_alike(part, stock, weeks):
    """0.4 made at home and a stock of 0.7 weeks: exactly one half is left in week 2."""
    made = lab(
        {"chip": product(firm("n", "NLD", part), firm("d", "DEU", 1 - part))},
        {"task": use(need("chip", buffer=stock))},
    )
    engine, row = CourseEngine(made.engine), made.stack.position("task")
    stop = scenario(shock("outage", product="chip", of={"site": "DEU"}), substitution=False)
    path = engine.unfold(course_of(made, stop), HALF, watch=[row]).level[0, :, 0]
    gone = lasting(
        made.stack,
        [made.removals.cut(removal("DEU"), "value")],
        n_weeks=12,
        substitution=False,
    )
    survived = endure(engine, gone, effects=HALF, watch=[row], theta=0.5)
    assert consequence(path, stopped=np.inf, theta=0.5).tts_weeks == weeks
    assert survived.held[0, 0] == weeks
