"""The commands and the front door: what an analyst types, and what comes out."""

import json
import re

import pytest
from click.testing import CliRunner

import valuechain as vc
from valuechain.cli import main
from valuechain.ensembles.factors import factors_of
from valuechain.ensembles.written import drawn_model
from valuechain.files import load
from valuechain.questions.uncertainty import words
from valuechain.questions.uncertainty.words import request

TINY = "tests/models/tiny.yaml"


def typed(*asked: object, code: int = 0) -> str:
    found = CliRunner().invoke(main, [str(one) for one in asked])
    assert found.exit_code == code, found.output
    return found.output


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder with one ensemble of the tiny model, and what was said about it."""
    folder = tmp_path_factory.mktemp("ensembles")
    said = typed(
        "uncertainty", "--model", TINY, "--draws", 60, "--store", folder / "store",
        "--out", folder / "out", "--lang", "en",
    )  # fmt: skip
    return folder, said


def test_the_screen_sets_figures_beside_the_unlisted(kept):
    _, said = kept
    assert "60 draws of" in said
    assert "as stated  5-95 %  unlisted" in said
    assert "Exposure is not a probability" in " ".join(said.split())
    assert all(len(line) <= 80 for line in said.splitlines() if not line.startswith("/"))


def test_tables_and_pictures_are_written(kept):
    folder, _ = kept
    names = {path.name for path in (folder / "out").rglob("*") if path.is_file()}
    tables = {"uncertainty", "certainty", "survival_draws", "ranks", "assumed", "drawn"}
    assert {f"{one}.csv" for one in tables} <= names
    assert any(name.startswith("profile_") and name.endswith(".svg") for name in names)
    assert json.loads((folder / "out/manifest.json").read_text())["asked"]["draws"] == 60


def test_ensembles_are_listed_verified_resumed_and_removed(kept):
    folder, _ = kept
    store = folder / "store"
    name = next(store.iterdir()).name
    assert name in typed("ensembles", "list", "--store", store)
    assert "in orde" in typed("ensembles", "verify", name[:6], "--store", store)
    chunk = next((store / name).glob("draws-0000050*"))
    chunk.write_bytes(b"no")
    said = typed("ensembles", "verify", name, "--store", store, "--lang", "en", code=1)
    assert "draws 50-59: corrupt" in said
    assert "2/2" in typed("ensembles", "resume", name, "--store", store)
    typed("ensembles", "verify", name, "--store", store)
    assert "VA721" in typed("ensembles", "verify", "zz", "--store", store, code=2)


def test_what_to_find_out_uses_what_is_stored(kept, tmp_path):
    folder, _ = kept
    before = {path: path.stat().st_mtime_ns for path in (folder / "store").rglob("draws*")}
    said = typed(
        "what-to-find-out", "--model", TINY, "--draws", 50, "--store", folder / "store",
        "--out", tmp_path / "out", "--lang", "en", "--count", 3,
    )  # fmt: skip
    assert "What should we find out first?" in said
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (tmp_path / "out/tables/find_out.csv").exists()


def test_ensembles_remove(tmp_path):
    store = tmp_path / "store"
    assert "No ensembles" in typed("ensembles", "list", "--store", store, "--lang", "en")
    typed("uncertainty", "--model", TINY, "--draws", 20, "--store", store)
    name = next(store.iterdir()).name
    assert "is removed" in typed("ensembles", "remove", name, "--store", store, "--lang", "en")
    assert list(store.iterdir()) == []


def test_a_draw_can_be_explained():
    asked = (
        "explain",
        "register",
        "--model",
        TINY,
        "--without",
        "any:USA",
        "--lang",
        "en",
        "--json",
    )
    stated = json.loads(typed(*asked))
    drawn = json.loads(typed(*asked, "--draw", 3, "--seed", 1))
    model = drawn_model(vc.load(TINY), 3, seed=1)
    wanted = vc.explain("register", "any:USA", model=model)
    assert drawn["route"]["exposure"] == wanted.exposure != stated["route"]["exposure"]


def test_from_python_as_tables():
    model = vc.load(TINY)
    sure = vc.uncertainty(model, draws=30, seed=1)
    rows = sure.summary
    assert (rows["p05"] <= rows["p50"]).all()
    assert (rows["p50"] <= rows["p95"]).all()
    assert (sure["certainty"].filter(like="p_").sum(axis=1) - 1).abs().max() < 1e-9
    found = vc.what_to_find_out(model, draws=200, seed=1, interactions=16)
    figures = found["find_out"]
    assert list(figures["rank"]) == list(range(1, len(figures) + 1))
    assert figures["worth"].is_monotonic_decreasing
    assert (figures["worth"] > 0).all()
    assert set(found["tornado"]["kind"]) >= {"assumption", "unlisted", "all-figures"}
    with pytest.raises(TypeError, match="unknown"):
        vc.uncertainty(model, draws=30, unknown=1)


def test_every_figure_has_its_words_in_both_languages():
    model = vc.load("models/stack.yaml")
    for one in factors_of(model).every:
        for lang in ("nl", "en"):
            for said in (
                words.figure_title(lang, one, model=model),
                words.who_knows(lang, one, model=model),
                words.request(lang, one, model=model),
            ):
                assert "{" not in said
                assert one.name not in said


def test_no_figure_makes_a_customer_or_a_product_the_subject_of_a_verb():
    # "Makers" are several and a use is one: one sentence cannot agree with both.
    subject = re.compile(r"\b(dat|die|tot|that|until) {(customer|product|who)}")
    for key, *both in words.FIGURES.rows():
        assert not any(map(subject.search, both)), key
    model = load(TINY).model
    level = next(one for one in factors_of(model).every if one.sort == "fallback-level")
    said = {lang: words.figure_title(lang, level, model=model) for lang in ("nl", "en")}
    wanted = "het niveau dat bij het kadaster overblijft zonder hosting door een wereldspeler"
    assert said["nl"] == wanted
    assert said["en"].startswith("the level that is left at the land register without hosting")


def test_importance_is_asked_by_what_would_happen():
    model = load("tests/models/tiny.yaml").model
    factors = factors_of(model).every
    one = next(factor for factor in factors if factor.sort == "essentiality")
    other = next(factor for factor in factors if factor.sort == "buffer")
    assert "hardly matter (minor)" in request("en", one, model=model)
    assert "Valt alles stil (onmisbaar)" in request("nl", one, model=model)
    assert " to " in request("en", other, model=model)
