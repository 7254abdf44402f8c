"""What if: scenarios on small models whose answer can be worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest

import valuechain as vc
from tests.build import country, firm, make_model, need, product, use
from valuechain.analysis.scenario_run import course_of
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError, FileProblems
from valuechain.indicators.attribution import combinations_of, shapley
from valuechain.indicators.consequence import worst_window
from valuechain.questions.what_if import study
from valuechain.results.scenario_contracts import OUTCOME_TABLES

ROUND = 1e-9
TWO = product(firm("a", "USA", 0.6), firm("b", "DEU", 0.4))


def small(*inputs, products=None):
    """A use that needs q, of which 60 % is made in the United States."""
    return make_model(products or {"q": TWO}, {"u": use(*(inputs or (need("q"),)))})


def stop(**more):
    """An outage of what stands in the United States."""
    return vc.shock("outage", from_site="USA", **{"product": "q", "horizon": 20, **more})


def row(outcome, subject="u", variant="stated", kind="use"):
    rows = outcome.summary
    (found,) = rows[
        (rows["subject"] == subject) & (rows["variant"] == variant) & (rows["subject_kind"] == kind)
    ].to_dict("records")
    return found


def path(outcome, column="level", subject="u", kind="use"):
    rows = outcome.paths
    rows = rows[(rows["subject"] == subject) & (rows["subject_kind"] == kind)]
    return rows.sort_values("week")[column].tolist()


def parts(outcome, use="u"):
    rows = outcome.contributions
    return rows[rows["use"] == use].set_index("part")


def is_absent(cell):
    return bool(pd.isna(cell))


@pytest.fixture(scope="module")
def stocked():
    """Two weeks of stock, four weeks without the larger supplier from week 2 on."""
    return vc.run(small(need("q", buffer=2)), stop(start=1, weeks=4))


def test_a_stock_is_used_up_before_anything_is_lost(stocked):
    # 0.6 missing in weeks 2 to 5: the stock of 2 runs 1.4, 0.8, 0.2 and covers a third of week 5.
    found = row(stocked)
    assert path(stocked)[:6] == pytest.approx([1, 1, 1, 1, 0.6, 1])
    assert (found["first_loss_week"], found["deepest_week"]) == (5, 5)
    assert found["deepest_loss"] == pytest.approx(0.4)
    assert found["loss_weeks"] == pytest.approx(0.4)
    assert (found["recovery_weeks"], found["ttr_weeks"]) == (0.0, 5.0)
    assert is_absent(found["tts_weeks"])
    assert found["limit_level"] == pytest.approx(0.4)


def test_what_binds_and_who_misses_most(stocked):
    assert path(stocked, "binding_input")[3:6] == ["", "q", ""]
    assert path(stocked, "binding_supplier")[3:6] == ["", "q/a/USA", ""]


@pytest.mark.parametrize(
    ("allocation", "level", "supplier"),
    [
        ("contractual", 0.2, "q/a/USA"),
        ("reallocate", 0.8, "q/b/DEU"),
        ("home-last", 0.0, "q/b/DEU"),
    ],
)
def test_who_misses_most_goes_by_what_is_shared_out(allocation, level, supplier):
    # The US serves others only, and half of the German part is not made: 0.8 is made, 0.2 reaches
    # home by contract. The use is a hundredth of the demand, so of what is moved to home more than
    # enough could come; what is made is then too little, and that is the German half.
    makers = {"q": TWO, "w": product(country("CHN", 1.0), inputs=[need("q")])}
    model = make_model(makers, {"u": use(need("q"), need("w", importance="minor"))})
    ban = vc.shock("export-ban", product="q", from_site="USA", to="NLD", horizon=4)
    lost = vc.shock("outage", product="q", from_site="DEU", severity=0.5)
    asked = ban.model_copy(update={"shocks": (*ban.shocks, *lost.shocks)})
    outcome = vc.run(model, asked, allocation=allocation, substitution=False)
    assert path(outcome)[0] == pytest.approx(level)
    assert path(outcome, "binding_supplier")[0] == supplier


def test_what_the_stock_was_worth(stocked):
    found = parts(stocked)
    # Without the stock 0.6 is lost in each of four weeks.
    assert found["loss_weeks"]["buffers"] == pytest.approx(0.4 - 2.4)
    assert found["left_out"]["buffers"] == pytest.approx(2.4)
    assert found["loss_weeks"]["substitution"] == pytest.approx(0.0)


def test_a_linear_recovery_and_the_time_to_survive():
    outcome = vc.run(small(), stop(weeks=1, recovery_weeks=2))
    found = row(outcome)
    assert path(outcome)[:4] == pytest.approx([0.4, 0.55, 0.85, 1])
    assert (found["first_loss_week"], found["tts_weeks"]) == (1, 0)
    assert found["loss_weeks"] == pytest.approx(1.2)
    assert (found["recovery_weeks"], found["ttr_weeks"]) == (2.0, 3.0)


def test_what_lasts_to_the_horizon_has_not_recovered():
    found = row(vc.run(small(), stop()))
    assert is_absent(found["recovery_weeks"])
    assert is_absent(found["ttr_weeks"])


def test_machines_wear_and_name_who_last_missed():
    outcome = vc.run(small(need("q", "capital", lifetime=4)), stop(weeks=4))
    # K falls to what arrives by a quarter of the difference a week, then climbs back.
    left = [1.0]
    for arrives in [0.4] * 4 + [1.0] * 15:
        left.append(left[-1] + (arrives - left[-1]) / 4)
    assert path(outcome) == pytest.approx(left)
    assert path(outcome, "binding_supplier")[-1] == "q/a/USA"
    assert is_absent(row(outcome)["recovery_weeks"])


def test_nothing_lost_says_nothing_happens():
    outcome = vc.run(small(), stop(severity=(0.0, 0.0, 0.5), weeks=4))
    found = row(outcome)
    assert is_absent(found["first_loss_week"])
    assert is_absent(found["deepest_week"])
    assert (found["deepest_loss"], found["loss_weeks"], found["recovery_weeks"]) == (0, 0, 0)
    assert row(outcome, variant="severe")["deepest_loss"] == pytest.approx(0.3)


def test_variants_stand_in_order():
    outcome = vc.run(
        small(need("q", buffer=1)),
        stop(severity=(0.2, 0.5, 1.0), weeks=(2, 4, 8), recovery_weeks=3),
    )
    mild, stated, severe = (
        np.array(path(outcome, name)) for name in ("level_mild", "level", "level_severe")
    )
    assert (severe <= stated + ROUND).all()
    assert (stated <= mild + ROUND).all()
    assert severe.sum() < stated.sum() < mild.sum()
    depths = [row(outcome, variant=one)["loss_weeks"] for one in ("mild", "stated", "severe")]
    assert depths == sorted(depths)


def test_bounds_take_what_could_be_theirs():
    some = product(firm("a", "USA", 0.5), firm("b", "DEU", 0.2), remainder=0.3)
    found = row(vc.run(small(products={"q": some}), stop(weeks=4)))
    assert found["deepest_loss"] == pytest.approx(0.5)
    assert found["deepest_loss_bound_low"] == pytest.approx(0.5)
    assert found["deepest_loss_bound_high"] == pytest.approx(0.8)
    assert found["loss_weeks_bound_high"] == pytest.approx(3.2)


def two_products():
    return make_model({"q": TWO, "r": TWO}, {"u": use(need("q"), need("r"))})


def two_shocks():
    return vc.scenario(
        [
            stop(weeks=2),
            vc.shock("outage", product="r", from_site="DEU", start=1, weeks=2, horizon=10),
        ]
    )


def test_shapley_divides_the_loss_over_the_shocks():
    # q loses 0.6 in weeks 1 and 2, r loses 0.4 in weeks 2 and 3; the larger loss counts.
    outcome = vc.run(two_products(), two_shocks())
    found = parts(outcome)
    first, second = "shock:1 outage/q", "shock:2 outage/r"
    assert found["alone"][first] == pytest.approx(1.2)
    assert found["alone"][second] == pytest.approx(0.8)
    assert found["left_out"][first] == pytest.approx(0.8)
    assert found["loss_weeks"][first] == pytest.approx(1.0)
    assert found["loss_weeks"][second] == pytest.approx(0.6)
    total = row(outcome)["loss_weeks"]
    assert found["loss_weeks"][[first, second]].sum() == pytest.approx(total)


def test_more_than_six_shocks_are_not_divided():
    every = [stop(start=n, weeks=1) for n in range(7)]
    outcome = vc.run(small(), vc.scenario(every))
    found = parts(outcome)
    shocks = found[found["part_kind"] == "shock"]
    assert len(shocks) == 7
    assert set(shocks["method"]) == {"alone-and-without"}
    assert shocks["loss_weeks"].isna().all()
    assert shocks["alone"].tolist() == pytest.approx([0.6] * 7)
    assert shocks["left_out"].tolist() == pytest.approx([3.6] * 7)
    assert found["method"]["buffers"] == "shapley"


def test_shapley_sums_for_any_game():
    random = np.random.default_rng(3)
    worth = {kept: random.random(2) for kept in combinations_of(5)}
    divided = shapley(worth, count=5)
    np.testing.assert_allclose(sum(divided), worth[frozenset(range(5))] - worth[frozenset()])


def test_spare_capacity_steps_in_and_is_worth_something():
    spare = {
        **TWO,
        "spare_capacity": {
            "low": 1.0, "mode": 1.0, "high": 1.0,
            "source": "us", "credibility": 6, "status": "judgement",
        },
    }  # fmt: skip
    model = small({**need("q"), "substitution": "2 weeks"}, products={"q": spare})
    helped = vc.run(model, stop(weeks=6))
    alone = vc.run(model, stop(weeks=6), substitution=False)
    assert row(alone)["loss_weeks"] == pytest.approx(3.6)
    # After two weeks b doubles its 40 %: 20 % stays missing in the last four weeks.
    assert row(helped)["loss_weeks"] == pytest.approx(2 * 0.6 + 4 * 0.2)
    assert parts(helped)["loss_weeks"]["substitution"] == pytest.approx(2.0 - 3.6)
    assert "substitution" not in parts(alone).index
    assert [one.substitution for one in (*helped.scenarios, *alone.scenarios)] == [True, False]


def test_each_scenario_ends_at_its_own_horizon():
    outcome = vc.run(small(), [stop(weeks=4, horizon=8), stop(weeks=4, horizon=15)])
    names = [played.id for played in outcome.scenarios]
    assert names == ["outage-q-usa", "outage-q-usa-2"]
    last = outcome.paths.groupby("scenario")["week"].max()
    assert last.to_dict() == {names[0]: 8, names[1]: 15}


def test_layers_are_their_worst_product_and_how_many_are_down():
    outcome = vc.run(two_products(), two_shocks())
    layer = row(outcome, "all", kind="layer")
    assert layer["deepest_loss"] == pytest.approx(0.6)
    assert layer["worst_product"] == "q"
    assert layer["products_below_theta"] == 1
    assert path(outcome, "binding_input", "all", "layer")[:4] == ["q", "q", "r", ""]
    assert path(outcome, subject="q", kind="product")[:3] == pytest.approx([0.4, 0.4, 1])


def test_products_may_be_left_out():
    outcome = vc.run(small(), stop(weeks=4), products=False)
    assert set(outcome.summary["subject_kind"]) == {"use"}
    assert outcome.summary["use"].equals(outcome.summary["subject"])
    assert path(outcome)[0] == pytest.approx(0.4)


def test_a_home_without_uses_gets_products():
    outcome = vc.run(small(), stop(weeks=4), home="BEL")
    assert set(outcome.summary["subject_kind"]) == {"product", "layer"}
    assert set(outcome.summary["use"]) == {""}
    assert len(outcome.contributions) == 0
    assert "no uses of BEL" in outcome.warnings[-1]


def test_what_each_shock_touches():
    some = product(firm("a", "USA", 0.5), firm("b", "DEU", 0.2), remainder=0.3)
    (touched,) = vc.run(small(products={"q": some}), stop()).shocks.to_dict("records")
    assert (touched["shock"], touched["product"]) == ("shock:1 outage/q", "q")
    shares = [touched[name] for name in ("share_low", "share", "share_high")]
    assert shares == pytest.approx([0.5, 0.5, 0.8])


def test_the_highest_marking_counts():
    marked = stop().model_copy(update={"marking": "confidential"})
    assert vc.run(small(), [stop(), marked]).marking == "confidential"
    assert vc.run(small(), stop()).marking is None


def test_sources_of_the_scenario_are_listed():
    sources = vc.run(small(), stop()).sources.set_index("source")
    assert sources["judgement"]["analyst-what-if"] == 1
    assert sources["reliability"]["analyst-what-if"] == "F"


def test_tables_meet_their_contract_and_say_what_they_are(stocked):
    assert [name for name, _ in stocked.tables()] == [table.name for table in OUTCOME_TABLES]
    for table in OUTCOME_TABLES:
        assert list(getattr(stocked, table.name).columns) == list(table.names)
        assert all(column.en and column.nl for column in table.columns)


def test_batches_keep_within_memory_and_change_nothing(monkeypatch):
    whole = vc.run(two_products(), two_shocks())
    sizes = []

    def noted(bench, cases):
        sizes.append(len(cases))
        return course_of(bench, cases)

    monkeypatch.setattr(study, "course_of", noted)
    monkeypatch.setattr(study, "MEMORY", 1)
    pieces = vc.run(two_products(), two_shocks())
    assert sizes == [4, 3]
    pd.testing.assert_frame_equal(pieces.contributions, whole.contributions)


def test_progress_is_told():
    steps = []
    study.measure(prepare(small()), stop(weeks=4), progress=lambda *step: steps.append(step))
    assert steps[-1][1] == steps[-1][2]
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


def test_the_worst_stretch_of_weeks():
    assert worst_window(np.array([1, 0.9, 0.2, 0.2, 1]), weeks=2) == 3
    assert worst_window(np.array([0.5, 1.0]), weeks=8) == 1


def test_a_shock_without_a_file():
    ban = vc.shock(
        kind="export-ban", product="gallium", from_site="CHN", to="EU27", severity=0.9,
        weeks=(13, 26, 52),
    )  # fmt: skip
    (one,) = ban.shocks
    assert (one.kind, one.product, one.from_.site, one.to) == (
        "export-ban", ("gallium",), ("CHN",), ("EU27",),
    )  # fmt: skip
    assert (one.severity.mode, one.duration.low, one.duration.high) == (0.9, 13, 52)
    assert (one.status, ban.sources[one.source].kind) == ("judgement", "judgement")


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: vc.shock("boycott", product="q"), "VA633"),
        (lambda: vc.shock("export-ban", product="q"), "VA633"),
        (lambda: vc.shock("outage", product="q", severity=1.2), "VA633"),
        (lambda: vc.shock("outage", product="q", severity=math.nan), "VA633"),
        (lambda: vc.shock("outage", product="q", colour="red"), "VA633"),
        (lambda: vc.scenario([]), "VA634"),
        (
            lambda: vc.scenario([stop(), stop().model_copy(update={"substitution": False})]),
            "VA635",
        ),
        (lambda: vc.run(small(), []), "VA631"),
        (lambda: vc.run(small(), vc.shock("outage", product="q", from_site="CHN")), "VA620"),
    ],
    ids=[
        "kind",
        "to",
        "severity",
        "nan",
        "key",
        "none",
        "differ",
        "nothing",
        "nobody",
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_code(ask, code):
    with pytest.raises(AnalysisError, match=code):
        ask()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (vc.shock("outage", product="galium"), "VC060"),
        (vc.shock("outage", product="q", from_site="KORR"), "VC012"),
        (vc.shock("outage", product="q", start=30, horizon=20), "VC1"),
        ("no-such-scenario", "VC001"),
    ],
)
def test_names_and_times_are_held_to_the_rules_of_files(asked, code):
    with pytest.raises(FileProblems, match=code):
        vc.run(small(), asked)
