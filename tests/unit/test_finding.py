"""What the strategic questions share: how they are asked, and the evidence behind a loss."""

import json

import numpy as np
import pandas as pd
import pytest

import valuechain as vc
from valuechain.analysis import question_frame as finding
from valuechain.analysis.provenance import provenance_of, settings_of
from valuechain.analysis.source_table import source_table
from valuechain.analysis.support import Loss, support_columns, supports
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError
from valuechain.files import load, shipped_model
from valuechain.results.columns import SUPPORT, fraction, ids
from valuechain.results.contract import Table
from valuechain.results.result import Result
from valuechain.results.supply import SOURCES
from valuechain.shocks.removals import Removal

HEADLINE = Table(
    "losses",
    "Losses",
    "Verliezen",
    (ids("use", "Use", "Toepassing"), fraction("loss", "Loss", "Verlies")),
    ("use",),
)


@pytest.fixture(scope="module")
def bench():
    return prepare(None)


def findings(bench, **changed):
    asked = {
        "question": "losses",
        "title": {"en": "What is lost", "nl": "Wat valt weg"},
        "meaning": {"en": "A part of today's output.", "nl": "Een deel."},
        "settings": settings_of(bench),
        "provenance": provenance_of(bench, counts={"removals": 1}),
        "model_title": {"en": "Model"},
        "as_of": bench.model.as_of,
        "options": {"theta": 0.5},
        "contracts": (HEADLINE,),
        "frames": {"losses": pd.DataFrame({"use": ["defence"], "loss": [0.25]})},
    }
    return Result(**(asked | changed))


def test_the_shipped_model_is_asked_if_none_is_given(bench):
    assert bench.model.id == load(shipped_model()).model.id


def test_uses_are_all_of_home_or_those_named_once_in_the_order_of_the_model(bench):
    every = finding.chosen_uses(bench, None)
    names = [bench.stack.producer_ids[row] for row in every]
    assert every == bench.uses
    assert finding.chosen_uses(bench, names[::-1]) == every
    assert finding.chosen_uses(bench, names[2]) == (every[2],)


def test_a_use_that_home_has_not_is_refused_with_the_nearest(bench):
    with pytest.raises(AnalysisError, match="Did you mean use group 'elections'") as refused:
        finding.chosen_uses(bench, "electons")
    assert refused.value.code == "VA641"


def test_a_home_without_uses_is_refused():
    elsewhere = prepare(None, home="FRA")
    with pytest.raises(AnalysisError, match="VA642"):
        finding.chosen_uses(elsewhere, None)


@pytest.mark.parametrize("theta", [0.0, -0.1, 1.01, float("nan"), float("inf")])
def test_a_level_outside_its_range_is_refused(bench, theta):
    with pytest.raises(AnalysisError, match="VA640"):
        finding.checked_theta(bench, theta)


def test_the_level_is_the_models_own_if_none_is_asked(bench):
    assert finding.checked_theta(bench, None) == bench.model.thresholds.theta.value
    assert finding.checked_theta(bench, 1) == 1.0


@pytest.mark.parametrize(("weeks", "limit"), [(-1, True), (0, False), (1561, True)])
def test_a_week_that_cannot_be_computed_is_refused(weeks, limit):
    with pytest.raises(AnalysisError, match="VA607"):
        finding.checked_weeks(weeks, limit=limit)


def test_nobody_left_outside_is_refused(bench):
    everyone = {one for members in bench.stack.place_members for one in members}
    # with the packs of all countries at home there are more places
    everyone |= {one for place in prepare(None, home=everyone).stack.place_members for one in place}
    alone = prepare(None, home=everyone)
    with pytest.raises(AnalysisError, match="VA643"):
        finding.outside(alone)
    assert "NLD" not in finding.outside(bench)
    assert "USA" in finding.outside(bench)


def test_a_table_that_breaks_its_contract_is_no_finding(bench):
    wrong = {"losses": pd.DataFrame({"use": ["defence"], "loss": [1.5]})}
    with pytest.raises(AnalysisError, match="VA503"):
        findings(bench, frames=wrong)


def test_a_finding_is_written_with_how_it_was_asked(bench, tmp_path):
    made = findings(
        bench,
        contracts=(HEADLINE, SOURCES),
        frames={
            "losses": pd.DataFrame({"use": ["defence"], "loss": [0.25]}),
            "sources": source_table(bench.model),
        },
    )
    made.write(tmp_path / "out", documents={"summary.txt": "25 %\n"})
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["question"] == "losses"
    assert manifest["asked"] == {"theta": 0.5}
    assert manifest["rows"]["losses"] == 1
    assert (tmp_path / "out/tables/losses.csv").read_text() == "use,loss\ndefence,0.25\n"
    assert made["losses"] is made.summary


def test_support_is_what_a_route_cites(bench):
    stack = bench.stack
    removal = Removal("country", "USA", "owner", "withheld", frozenset({"USA"}))
    cut = bench.removals.cut(removal, "value")
    rows = bench.uses[:3]
    cases = [Loss(cut, row, "control") for row in rows]
    found = supports(bench, cases, weeks=13, effects=bench.effects())
    for row, one in zip(rows, found, strict=True):
        route = vc.explain(stack.producer_ids[row], "owner:USA", model=bench.model, weeks=13).route
        cited = {figure.source for step in route.steps for figure in step.figures}
        assert cited == set(one.sources)
        assert one.figures == one.read + one.recall + one.judgement
    assert max(one.figures for one in found) > 0
    columns = support_columns(found[0])
    assert list(columns) == [column.name for column in SUPPORT]


def test_support_stands_in_the_order_asked_whatever_the_cuts(bench):
    removals = [
        Removal("country", name, "owner", mode, frozenset({name}))
        for name in ("USA", "CHN")
        for mode in ("lost", "withheld")
    ]
    cuts = [bench.removals.cut(one, "value") for one in removals]
    cases = [Loss(cut, row, "control") for cut in cuts for row in bench.uses]
    together = supports(bench, cases, weeks=52, effects=bench.effects())
    picked = np.random.default_rng(1).choice(len(cases), 6, replace=False)
    for place in picked:
        alone = supports(bench, [cases[place]], weeks=52, effects=bench.effects())
        assert alone == [together[place]]
