"""A draw applied to columns equals the model with the figures of that draw written in it."""

from collections import Counter
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import example, given, settings

from tests.random_models import everyone, random_model, removals_of, seeds, sizes
from tests.rounds import rounds
from valuechain.analysis.scenario_maker import shock
from valuechain.ensembles.application import Application
from valuechain.ensembles.draws import Sampler
from valuechain.ensembles.factors import factors_of
from valuechain.ensembles.written import drawn_model, written
from valuechain.files import dump, load, load_text
from valuechain.kernels import drawn as kernel
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.schema import Model
from valuechain.shocks.courses import CourseColumn, build
from valuechain.shocks.perspective import make_perspective
from valuechain.shocks.removals import BOUNDS, Removals, to_shocks
from valuechain.stack import Stack, compile_model

SAME = 1e-12
CIRCLES = 1e-10
"""Circles are each proved to 1e-12; what is left of that adds up over weeks and circles."""
TINY = "tests/models/tiny.yaml"


def applied(model: Model) -> tuple[Application, Sampler]:
    factors = factors_of(model)
    return Application(model, compile_model(model), factors), Sampler(factors, 3)


def same_columns(one: Stack, other: Stack) -> None:
    for field in fields(Stack):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, np.ndarray):
            np.testing.assert_allclose(left, right, rtol=0, atol=SAME, err_msg=field.name)
        else:
            assert left == right, field.name


@settings(max_examples=25, deadline=None)
@given(seed=seeds, n_products=sizes)
def test_columns_of_a_draw_are_those_of_the_written_model(seed, n_products):
    model = random_model(seed, n_products)
    application, sampler = applied(model)
    for figures in sampler.draw([0, 7]).T:
        wanted = compile_model(written(model, application.factors, figures=figures.tolist()))
        same_columns(application.drawn_stack(figures), wanted)


def test_a_drawn_model_goes_through_the_checks_of_a_file():
    model = load(TINY).model
    application, sampler = applied(model)
    for draw in range(3):
        text = dump(drawn_model(model, draw, seed=3))
        same_columns(
            application.drawn_stack(sampler.draw([draw])[:, 0]),
            compile_model(load_text(text).model),
        )


@rounds(8)
@given(seed=seeds, n_products=sizes)
@example(seed=393, n_products=1)  # a buyer and a maker that need the same, of other importance
def test_responses_of_many_draws_are_those_of_each_written_model(seed, n_products):
    model = random_model(seed, n_products)
    application, sampler = applied(model)
    stack, perspective = application.stack, make_perspective(model)
    base = Removals(stack, perspective)
    by_classes: dict[int, list] = {}
    for removal in removals_of(base)[seed % 5 :: 9]:
        by_classes.setdefault(len(base.cut(removal, "value").classes), []).append(removal)
    draws = [0, 1, 2]
    figures = sampler.draw(draws)
    rows = everyone(stack)
    builders = [Removals(application.drawn_stack(one), perspective) for one in figures.T]
    for removals in by_classes.values():
        for bound in BOUNDS:
            cuts = [one.cut(removal, bound) for one in builders for removal in removals]
            shocks, cells = to_shocks(stack, cuts), application.cells(figures)
            weeks = application.engine.drawn_weeks(shocks, cells, watch=rows, n_weeks=5)
            limit = application.engine.drawn_limit(shocks, cells, watch=rows)
            for draw, column in enumerate(figures.T):
                made = written(model, application.factors, figures=column.tolist())
                engine = Engine(compile_model(made))
                builder = Removals(engine.columns, perspective)
                alone = to_shocks(engine.columns, [builder.cut(one, bound) for one in removals])
                effects = application.effects_of(column)
                mine = slice(draw * len(removals), (draw + 1) * len(removals))
                wanted = engine.weeks(alone, effects, watch=rows, n_weeks=5)
                np.testing.assert_allclose(weeks[:, :, mine], wanted, rtol=0, atol=CIRCLES)
                wanted = engine.limit(alone, effects, watch=rows)
                np.testing.assert_allclose(limit[:, mine], wanted, rtol=0, atol=CIRCLES)


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_states_of_draws_are_those_of_each_draw(seed, together):
    application, sampler = applied(random_model(seed, 5))
    stack = application.stack
    builder = Removals(stack, make_perspective(application.model))
    n_classes = Counter(len(builder.cut(one, "value").classes) for one in removals_of(builder))
    most = n_classes.most_common(1)[0][0]
    removals = [
        one for one in removals_of(builder) if len(builder.cut(one, "value").classes) == most
    ][:3]
    figures = sampler.draw([0, 1, 2])
    cells, rows = application.cells(figures), everyone(stack)
    shocks = to_shocks(stack, [builder.cut(one, "value") for one in removals] * 3)
    engine = application.engine
    if not together:
        engine.compiled = None
    n = len(removals)
    wanted = {1: [0, n, 3 * n - 1], 6: [n - 1, 2 * n]}
    seen = []
    for state in engine.drawn_states(shocks, cells, watch=rows, wanted=wanted):
        week = state.trace.week
        levels = engine.drawn_weeks(shocks, cells, watch=rows, n_weeks=week)[:, week - 1]
        for at, column in enumerate(state.columns):
            seen.append((week, column))
            touched = state.trace.plan.touched
            np.testing.assert_allclose(
                np.maximum(0.0, state.trace.level[:, at]), levels[touched, column], atol=CIRCLES
            )
            draw = column // n
            one, effects = cells.one(draw)
            alone = one.trace(shocks.narrowed([column]), effects, week=week)
            slots = state.trace.plan.slot_lumped.tolist()
            for slot, usable in zip(alone.plan.slot_lumped, alone.slot_usable[:, 0], strict=True):
                assert state.trace.slot_usable[slots.index(slot), at] == pytest.approx(
                    usable, abs=CIRCLES
                )
            np.testing.assert_array_equal(
                state.effect[:, at], cells.effect[state.trace.plan.slot_lumped, draw]
            )
    assert sorted(seen) == sorted((week, one) for week, some in wanted.items() for one in some)


def test_a_draw_with_a_slow_circle_is_followed_by_itself(monkeypatch):
    application, sampler = applied(random_model(3, 5))
    stack = application.stack
    builder = Removals(stack, make_perspective(application.model))
    removals = removals_of(builder)[:4]
    cells = application.cells(sampler.draw([0, 1, 2]))
    shocks = to_shocks(stack, [builder.cut(one, "value") for one in removals] * 3)
    rows = everyone(stack)
    ask = application.engine.drawn_weeks
    every = ask(shocks, cells, watch=rows, n_weeks=4)
    followed = kernel.follow

    def slow(*given, **named):
        found = followed(*given, **named)
        found.levels[:, :, 5] = np.nan
        return found._replace(slow=np.array([5]))

    monkeypatch.setattr(kernel, "follow", slow)
    again = ask(shocks, cells, watch=rows, n_weeks=4)
    np.testing.assert_allclose(again, every, rtol=0, atol=CIRCLES)
    wanted = {4: range(shocks.size)}
    seen = []
    for state in application.engine.drawn_states(shocks, cells, watch=rows, wanted=wanted):
        seen += state.columns
        level = np.maximum(0.0, state.trace.level)
        touched = state.trace.plan.touched
        alone = every[touched][:, 3][:, list(state.columns)]
        np.testing.assert_allclose(level, alone, rtol=0, atol=CIRCLES)
    assert sorted(seen) == list(range(shocks.size))


@pytest.mark.parametrize("seed", [1, 4])
def test_a_scenario_in_a_draw_is_that_of_the_written_model(seed):
    model = random_model(seed, 5)
    application, sampler = applied(model)
    scenario = shock("outage", from_site="CHN", weeks=4, horizon=10)
    figures = sampler.draw([2])[:, 0]
    made = written(model, application.factors, figures=figures.tolist())
    rows = everyone(application.stack)
    found = []
    for stack, engine in (
        (drawn := application.drawn_stack(figures), application.drawn_engine(figures, drawn)),
        (plain := compile_model(made), Engine(plain)),
    ):
        course = build(stack, make_perspective(model), model=made, cases=[CourseColumn(scenario)])
        effects = application.effects_of(figures)
        found.append(CourseEngine(engine).unfold(course, effects, watch=rows).level)
    np.testing.assert_allclose(found[0], found[1], rtol=0, atol=SAME)
    assert found[0].min() < 1
