"""The headline in many draws: classes and exposures of each written model, and its quantities."""

import dataclasses
import pickle

import numpy as np
import pytest

import valuechain as vc
from tests.build import need
from tests.unit.test_windows import model as windowed
from tests.unit.test_windows import vote
from valuechain.analysis.evidence import verdicts
from valuechain.analysis.scenario_maker import shock
from valuechain.analysis.workbench import prepare
from valuechain.ensembles.draws import Sampler
from valuechain.ensembles.factors import factors_of
from valuechain.ensembles.store import find_stored
from valuechain.ensembles.written import written
from valuechain.errors import AnalysisError
from valuechain.files import load
from valuechain.indicators.exposure import exposures
from valuechain.questions.uncertainty.choice import chosen_removals, headline_removals
from valuechain.questions.uncertainty.classes import (
    class_table,
    exposed_answers,
    limited_answers,
    worst_of_ties,
)
from valuechain.questions.uncertainty.headline import WEEKS, HeadlineMeasure, HeadlineQuestion
from valuechain.questions.uncertainty.kept import about, kept_question, question_files
from valuechain.results.columns import CLASSES
from valuechain.schema import Model
from valuechain.shocks.catalogue import country_removals, part_removals
from valuechain.shocks.removals import Removal

TINY = load("tests/models/tiny.yaml").model
SHIPPED = "models/stack.yaml"
TRADED = ("cloud-eu", "cloud-nl-public-sector", "rare-earth-magnets", "telecom-access-nl")


def question(model: Model, removals: list[Removal], **more) -> HeadlineQuestion:
    bench = prepare(model)
    uses = tuple(bench.stack.producer_ids[row] for row in bench.uses)
    return HeadlineQuestion(model, bench.home, bench.trusted, uses, tuple(removals), **more)


def same_as_written(model: Model, removals: list[Removal], n_draws: int) -> set[str]:
    """Hold every draw to what the one-model code says of the written model; classes seen."""
    asked = question(model, removals, limit=True, seed=4)
    found = asked.ready()(range(n_draws))
    factors = factors_of(model)
    figures = Sampler(factors, 4).draw(range(n_draws))
    seen = set()
    for draw, column in enumerate(figures.T):
        bench = prepare(written(model, factors, figures=column.tolist()))
        at = exposures(
            bench.engine,
            removals,
            builder=bench.removals,
            effects=bench.effects(),
            watch=bench.uses,
            threshold=bench.model.thresholds.exposure.value,
            windows=bench.windows,
        )
        parts = dataclasses.replace(at, removals=tuple(removals))
        judged, _ = verdicts(bench, parts)
        classes = {
            (
                one.dependency.use,
                one.dependency.product,
                one.dependency.country,
                one.dependency.attribute,
                "lost" if one.dependency.question == "disaster" else "withheld",
            ): one.klass
            for one in judged
        }
        for number, one in enumerate(asked.quantities):
            key = (one.product, one.removed, one.attribute, one.mode)
            removal, use = asked.places[key], asked.uses.index(one.use)
            if one.kind == "class":
                klass = CLASSES[int(found[number, draw])]
                assert klass == classes.get((one.use, *key), "none"), one
                seen.add(klass)
            if one.kind == "in-window":
                assert at.in_window is not None
                assert found[number, draw] == pytest.approx(
                    at.in_window[removal, 1, use], abs=1e-12
                ), one
            if one.kind == "exposure" and one.week in (1, 13, 52, 156, 0):
                horizon = (1, 13, 52, 156, 0).index(one.week)
                assert found[number, draw] == pytest.approx(
                    at.at[removal, 1, use, horizon], abs=1e-12
                ), one
    return seen


def test_every_draw_of_a_small_model_is_judged_as_its_written_model():
    bench = prepare(TINY)
    removals = part_removals(bench.removals, bench.stack.product_ids)
    seen = same_as_written(TINY, removals, 12)
    assert seen >= {"none", "undecided"}


def test_draws_of_the_shipped_model_are_judged_as_their_written_models():
    model = load(SHIPPED).model
    bench = prepare(model)
    removals = [
        one for one in part_removals(bench.removals, TRADED) if one.removed in ("USA", "CHN")
    ]
    seen = same_as_written(model, removals, 2)
    assert {"none", "risky-strategic"} <= seen


def test_draws_judge_a_use_within_its_window_as_the_written_model_does():
    late = vote(need("ballots", buffer=10), window="2 weeks")
    soon = vote(need("ballots", fallback=(0.9, 3)), window="2 weeks")
    toy = windowed(late, soon)
    bench = prepare(toy)
    removals = part_removals(bench.removals, ["ballots"])
    same_as_written(toy, removals, 3)
    plain = toy.model_copy(
        update={
            "uses": {
                key: use.model_copy(update={"critical_window": None})
                for key, use in toy.uses.items()
            }
        }
    )
    classes = []
    for one in (toy, plain):
        asked = question(one, removals, seed=4)
        found = asked.ready()([0])[:, 0]
        rows = zip(asked.quantities, found.tolist(), strict=True)
        classes.append({q.use: CLASSES[int(n)] for q, n in rows if q.kind == "class"})
    # The stock of ten weeks outlasts the window and not the year; the other way with the fallback.
    assert classes[0]["use-0"] == "none" != classes[1]["use-0"]
    assert classes[1]["use-1"] == "none" != classes[0]["use-1"]


def test_survival_and_scenarios_are_those_of_the_written_model():
    bench = prepare(TINY)
    scenario = shock("outage", from_any="USA", weeks=6, horizon=20)
    removals = [one for one in country_removals(bench.removals) if one.removed == "USA"]
    asked = question(TINY, removals, scenarios=(scenario,), seed=1)
    found = asked.ready()([5])[:, 0]
    factors = factors_of(TINY)
    made = written(TINY, factors, figures=Sampler(factors, 1).draw([5])[:, 0].tolist())
    rows = vc.run(made, scenario).summary
    rows = rows[(rows["variant"] == "stated") & (rows["subject_kind"] == "use")].set_index("use")
    assert rows["deepest_loss"].max() > 0
    for number, one in enumerate(asked.quantities):
        if one.kind == "deepest-loss":
            assert found[number] == pytest.approx(rows.loc[one.use, "deepest_loss"], abs=1e-12)
        if one.kind == "loss-weeks":
            assert found[number] == pytest.approx(rows.loc[one.use, "loss_weeks"], abs=1e-12)


def test_under_another_rule_the_effects_are_not_drawn():
    bench = prepare(TINY)
    removals = [one for one in country_removals(bench.removals) if one.removed == "USA"]
    default, strict = (question(TINY, removals, rule=rule) for rule in ("default", "strict"))
    assert default.digest != strict.digest
    assert (strict.ready()(range(20)) >= default.ready()(range(20)) - 1e-12)[
        [one.kind == "exposure" for one in default.quantities]
    ].all()


def test_a_batch_is_its_draws():
    bench = prepare(TINY)
    asked = question(TINY, part_removals(bench.removals, bench.stack.product_ids)[:6])
    measure = asked.ready()
    together = measure(range(6))
    for draw in (0, 4):
        np.testing.assert_allclose(together[:, [draw]], measure([draw]), rtol=0, atol=1e-12)


def test_a_question_of_classes_alone_gives_those_of_the_whole_one():
    bench = prepare(TINY)
    removals = part_removals(bench.removals, bench.stack.product_ids)
    whole, alone = question(TINY, removals), question(TINY, removals, only_classes=True)
    assert whole.digest != alone.digest
    assert {one.kind for one in alone.quantities} == {"class"}
    classes = [one.kind == "class" for one in whole.quantities]
    asked = [one for one in whole.quantities if one.kind == "class"]
    assert alone.quantities == tuple(asked)
    np.testing.assert_array_equal(alone.ready()(range(6)), whole.ready()(range(6))[classes])


def test_classes_alone_are_those_of_the_whole_measure():
    bench = prepare(TINY)
    removals = part_removals(bench.removals, bench.stack.product_ids)
    asked = question(TINY, removals)
    headline = asked.ready()
    assert isinstance(headline, HeadlineMeasure)
    figures = headline.sampler.draw(range(5))
    table = headline.classes(figures, removals=[3, 0])
    whole = headline.measured(figures)
    for place, removal in enumerate((3, 0)):
        for use, name in enumerate(asked.uses):
            one = removals[removal]
            number = next(
                n
                for n, q in enumerate(asked.quantities)
                if q.kind == "class"
                and (q.use, q.product, q.removed, q.attribute, q.mode)
                == (name, one.product, one.removed, one.attribute, one.mode)
            )
            assert table[place, use].tolist() == whole[number].tolist()


def test_a_question_can_be_sent_and_kept(tmp_path):
    from valuechain.ensembles.ensemble import run_ensemble

    scenario = shock("outage", from_any="USA", weeks=6, horizon=20)
    pinned = scenario.model_copy(
        update={"model": scenario.model.model_copy(update={"id": TINY.id})}
    )
    asked = question(TINY, [], scenarios=(pinned,), seed=2)
    assert pickle.loads(pickle.dumps(asked)).digest == asked.digest  # noqa: S301
    run_ensemble(asked, 20, root=tmp_path, about=about(asked), files=lambda: question_files(asked))
    one = find_stored(tmp_path, "")
    assert kept_question(one) == asked
    (one.folder / "question.json").write_text("{}", encoding="utf-8")
    with pytest.raises(AnalysisError, match="VA726"):
        kept_question(one)


def test_only_foreign_countries_are_chosen_and_the_worst_first():
    bench = prepare(TINY)
    wide = headline_removals(bench)
    assert wide
    assert not {one.removed for one in wide} & bench.perspective.circle
    asked = part_removals(bench.removals, bench.stack.product_ids)
    parts = exposures(
        bench.engine,
        asked,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=bench.model.thresholds.exposure.value,
        windows=bench.windows,
    )
    whole = dataclasses.replace(parts, removals=(), at=parts.at[:0])
    judged, _ = verdicts(bench, parts)
    some = chosen_removals(bench, whole=whole, parts=parts, judged=judged, dependencies=2)
    assert list(some) == [one for one in wide if one.product][:2]


def test_answers_where_bounds_or_knowledge_differ():
    exposure = np.array([[0.1, 0.1, 0.3], [0.1, 0.1, 0.4], [0.2, 0.3, 0.5]])
    assert exposed_answers(exposure, threshold=0.25).tolist() == [0, 2, 1]
    lost, most = np.array([0.5, 0.5, 0.5]), np.array([0.5, 0.6, 0.5])
    weeks = np.array([60.0, 60.0, np.nan])
    asked = {"lost": (lost, most), "needed": (lost, most), "longest": 52.0}
    assert limited_answers(replacement_weeks=weeks, spare=None, **asked).tolist() == [2, 2, 2]
    assert limited_answers(
        replacement_weeks=weeks, spare=np.array([0.1, 0.55, 0.9]), **asked
    ).tolist() == [1, 2, 0]
    assert limited_answers(
        replacement_weeks=np.array([10.0] * 3), spare=None, **asked
    ).tolist() == [0, 0, 0]


def test_what_is_refused_to_few_is_replaced_by_little_spare():
    lost, needed = np.array([0.5, 0.5]), np.array([0.05, 0.3])
    found = limited_answers(
        replacement_weeks=np.array([60.0, 60.0]),
        spare=np.array([0.1, 0.1]),
        lost=(lost, lost),
        needed=(needed, needed),
        longest=52.0,
    )
    assert found.tolist() == [0, 1]


def test_the_worst_tie_counts_and_is_undecided_only_if_it_could_be_worse():
    worst, strategic, watch, none, undecided = range(5)
    decided = np.array([[strategic] * 4, [strategic] * 4], dtype=np.int8)
    other = np.array([[worst, watch, worst, none], [none, none, worst, none]], dtype=np.int8)
    found = worst_of_ties([decided, other])
    assert found.tolist() == [undecided, strategic, worst, strategic]
    assert worst_of_ties([other]).tolist() == [undecided, undecided, worst, none]


def test_the_table_of_classes_is_undecided_only_where_an_unknown_decides():
    table = worst_of_ties([class_table(TINY, "elections", likely_answer=1)])
    names = [[CLASSES[one] for one in row] for row in table]
    assert names == [
        ["none", "none", "none"],
        ["strategic", "risky-strategic", "undecided"],
        ["undecided", "undecided", "undecided"],
    ]


def test_horizons_of_the_method_are_among_the_weeks():
    assert {1, 13, 52, 156} <= set(WEEKS)
