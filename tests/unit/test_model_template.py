"""A model to start from loads as it stands, and what it leaves out has documented defaults."""

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.files import load, load_text, shipped_model
from valuechain.texts.languages import LANGUAGES
from valuechain.texts.model_template import model_template


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_loads_and_can_be_measured(lang):
    import valuechain as vc

    loaded = load_text(model_template(lang))
    assert "thresholds.exposure" in loaded.defaults
    route = vc.explain("register", "owner:USA", model=loaded.model, weeks=2)
    assert route.exposure == pytest.approx(0.6)  # all hosting is American, 0.4 goes on on paper


def test_both_languages_say_the_same_figures():
    one, other = (load_text(model_template(lang)).model for lang in LANGUAGES)
    assert one.products == other.products
    assert one.uses == other.uses


def test_new_writes_a_file_and_never_over_one(tmp_path):
    path = tmp_path / "our-chain.yaml"
    answer = CliRunner().invoke(main, ["model", "new", str(path)])
    assert answer.exit_code == 0, answer.output
    assert load(path).model.id == "our-chain"
    assert CliRunner().invoke(main, ["model", "new", str(path)]).exit_code == 2
    assert load(path).model.id == "our-chain"


def test_defaults_are_those_of_the_documented_rules():
    """The shipped model states the same numbers itself, and takes no default."""
    shipped = load(shipped_model())
    assert shipped.defaults == ()
    made = load_text(model_template("en")).model
    for name in type(made.thresholds).model_fields:
        mine, theirs = (getattr(one.thresholds, name) for one in (made, shipped.model))
        # of law the default counts every statute that there is; the shipped model is choosier
        assert mine.value == ("contractable" if name == "law_grade" else theirs.value), name
        assert mine.source == "valuechain-defaults"
    for name in ("important_effect", "minor_effect"):
        mine, theirs = (getattr(one.parameters, name) for one in (made, shipped.model))
        assert (mine.value, mine.strict, mine.lenient) == (
            theirs.value,
            theirs.strict,
            theirs.lenient,
        )


def test_one_threshold_of_ones_own_leaves_the_others_at_their_defaults():
    text = model_template("en")
    text += "thresholds: {theta: {value: 0.7, source: judgement, credibility: 6,"
    text += " status: judgement}}\n"
    loaded = load_text(text)
    assert loaded.model.thresholds.theta.value == 0.7
    assert loaded.model.thresholds.exposure.value == 0.25
    assert "thresholds.theta" not in loaded.defaults
