"""How sure a nulmeting is: its own draws or a stored ensemble, in tables, sentences and words."""

import re
from dataclasses import replace
from shutil import copytree

import numpy as np
import pytest

import valuechain as vc
from valuechain.analysis.workbench import prepare
from valuechain.documents.html import html_page
from valuechain.ensembles.store import stored
from valuechain.files import load
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.headline import headlines
from valuechain.questions.nulmeting.reader import Reader
from valuechain.questions.uncertainty.study import headline_question
from valuechain.questions.uncertainty.sureness import fitting_question
from valuechain.texts.numbers import percent_span

TINY = load("tests/models/tiny.yaml").model


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A folder with one ensemble of 40 draws."""
    folder = tmp_path_factory.mktemp("ensembles")
    vc.uncertainty(TINY, draws=40, store=folder)
    return folder


@pytest.fixture(scope="module")
def base(store):
    """A nulmeting that finds it there, though it asks for less."""
    return vc.nulmeting(TINY, rules=("default",), draws=20, store=store)


def test_a_stored_ensemble_that_fits_is_used(base, store):
    assert base.options["draws"] == 40
    own = headline_question(prepare(TINY), uses=None, removals=None)
    asked, draws = fitting_question(own, draws=20, root=store)
    assert (asked, draws) == (own, 40)
    for other in (
        replace(own, trusted=("BEL",)),
        replace(own, removals=own.removals[1:]),
        replace(own, uses=own.uses[:1]),
        replace(own, rule="strict"),
    ):
        assert fitting_question(other, draws=20, root=store) == (other, 20)
    assert fitting_question(own, draws=41, root=store) == (own, 41)
    assert fitting_question(own, draws=20, root=None) == (own, 20)


def test_a_damaged_ensemble_is_not_used(store, tmp_path):
    copytree(store, tmp_path / "copy")
    own = headline_question(prepare(TINY), uses=None, removals=None)
    one = max(stored(tmp_path / "copy"), key=lambda one: len(one.quantities()))
    (one.folder / "question.json").write_text("{}", encoding="utf-8")
    assert fitting_question(own, draws=20, root=tmp_path / "copy") == (own, 20)


def test_what_is_stored_and_what_is_drawn_anew_are_the_same_bytes(base):
    other = vc.nulmeting(TINY, rules=("default",), draws=40)
    one, other = base.files({}), other.files({})
    assert one.keys() == other.keys()
    assert all(one[name] == other[name] for name in one if name != "manifest.json")


def test_verdicts_carry_the_word_and_the_interval_of_the_draws(base):
    sure = base.certainty.set_index(["use", "product", "country", "attribute", "question"])
    drawn = base.verdicts[base.verdicts["sureness"] != ""]
    assert set(drawn["sureness"]) <= {"firm", "leaning", "open"}
    assert len(drawn) < len(base.verdicts)
    ends = base.uncertainty.assign(weeks=base.uncertainty["horizon_weeks"].astype(str))
    for row in drawn.to_dict("records"):
        key = tuple(row[n] for n in ("use", "product", "country", "attribute", "question"))
        if key in sure.index:
            assert row["sureness"] == sure.loc[key, "sureness"]
            assert row["chance"] == sure.loc[key, "chance"]
        else:  # a class in no draw
            assert (row["sureness"], row["likeliest"], row["chance"]) == ("firm", "none", 1.0)
        mode = "lost" if row["question"] == "disaster" else "withheld"
        same = (ends[["use", "product", "removed", "attribute"]] == list(key[:4])).all(axis=1)
        same &= (ends["mode"] == mode) & (ends["weeks"] == str(row["horizon_weeks"]))
        if same.any():
            assert ends.loc[same, "p05"].tolist() == [row["exposure_p05"]]
            assert ends.loc[same, "p95"].tolist() == [row["exposure_p95"]]
        else:  # followed for its word only
            assert np.isnan([row["exposure_p05"], row["exposure_p95"]]).all()
    undrawn = base.verdicts[base.verdicts["sureness"] == ""]
    assert set(undrawn["class"]) == {"none"}
    assert undrawn[["chance", "exposure_p05", "exposure_p95"]].isna().all(axis=None)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_sentences_give_the_interval_of_their_number(base, lang):
    reader = Reader(base, Names(TINY, lang))
    told = 0
    for head in headlines(reader):
        if head.cell is None:
            continue
        use, product, removed, attribute, mode, horizon = head.cell
        rows = base.uncertainty
        rows = rows[(rows["use"] == use) & (rows["product"] == product)]
        rows = rows[(rows["removed"] == removed) & (rows["attribute"] == attribute)]
        row = rows[(rows["mode"] == mode) & (rows["horizon_weeks"].astype(str) == horizon)].iloc[0]
        assert percent_span(lang, row["p05"], high=row["p95"]) in head.text
        told += 1
    assert told == 2


def test_without_draws_the_page_says_so_and_with_them_it_leads_with_what_to_find_out(base):
    names = ("uncertainty", "certainty", "find_out", "surveys", "break_even")
    plain = replace(base, contracts=tuple(t for t in base.contracts if t.name not in names))
    pages = {}
    for name, result in (("plain", plain), ("drawn", base)):
        page = html_page(vc.page(result, lang="en"))
        pages[name] = re.sub(r"\s+", " ", page[page.index('id="sure"') :])
    assert "made without draws" in pages["plain"]
    assert "Find out first" not in pages["plain"]
    assert "made without draws" not in pages["drawn"]
    assert pages["drawn"].index("Find out first") < pages["drawn"].index("Headline 1")
    first = base.find_out.sort_values("rank").iloc[0]["figure_en"]
    assert first[1:] in pages["drawn"]


def test_a_loss_within_the_window_is_the_deepest_of_its_weeks(base):
    rows = base.uncertainty
    within = rows[(rows["use"] == "elections") & (rows["horizon_weeks"] == "window")]
    assert len(within)
    keys = ["product", "removed", "attribute", "mode"]
    first = rows["horizon_weeks"].isin([1, 2, 4, 8])
    weeks = rows[(rows["use"] == "elections") & first]
    deepest = weeks.groupby(keys)["value"].max()
    for row in within.to_dict("records"):
        least = deepest.loc[tuple(row[name] for name in keys)]
        assert row["value"] >= least - 1e-9
        assert np.isclose(row["value"], least, atol=0.2)
