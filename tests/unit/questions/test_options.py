"""Every strategic question takes the same options, and each of them matters."""

import pytest
from click.testing import CliRunner

import valuechain as vc
from valuechain.cli import main
from valuechain.errors import AnalysisError

QUESTIONS = (
    "chokepoints",
    "compare-indicators",
    "leverage",
    "lookthrough",
    "partners",
    "survival",
)
SHARED = ("--home", "--attribute", "--use", "--theta", "--lang", "--out", "--model", "--overlay")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_the_shared_options(question):
    shown = CliRunner().invoke(main, [question, "--help"]).output
    assert [name for name in SHARED if f"{name} " not in shown] == []


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--theta", "1.5"], "VA640"),
        (["--theta", "nan"], "VA640"),
        (["--use", "electons"], "VA641"),
        (["--home", "Atlantis"], "VA601"),
    ],
)
def test_every_question_refuses_what_cannot_be_asked(question, words, code):
    answer = CliRunner().invoke(main, [question, *words])
    assert (answer.exit_code, code in answer.output) == (2, True), answer.output


def test_leverage_looks_at_the_uses_that_are_named():
    found = vc.leverage(None, partners="USA", uses="defence")
    assert found.options["uses"] == ["defence"]
    assert set(found.summary["our_use"].dropna()) <= {"defence", ""}


def test_a_lower_level_makes_fewer_dependencies_in_the_comparison():
    asked = {"attribute": "owner", "uses": "elections"}
    usual = vc.compare_indicators(None, **asked)
    stern = vc.compare_indicators(None, theta=0.9, **asked)
    assert "thresholds.exposure.value: 0.25 -> 0.1" in stern.provenance.overlays
    assert stern.settings.exposure_threshold == pytest.approx(0.1)
    counts = [(one["products"]["class"] != "none").sum() for one in (usual, stern)]
    assert counts[0] < counts[1]


def test_lookthrough_says_where_the_bounds_decide():
    found = vc.lookthrough(None, theta=0.6)["lookthrough_countries"]
    for answer, low, high in zip(
        found["at_theta"], found["added_low"], found["added_high"], strict=True
    ):
        assert answer == ("yes" if low >= 0.6 else "no" if high < 0.6 else "unknown")
    assert set(found["at_theta"]) == {"yes", "no", "unknown"}


@pytest.mark.parametrize("question", [vc.leverage, vc.partners, vc.compare_indicators])
def test_a_home_that_is_everyone_has_nobody_to_depend_on(question):
    model = vc.load()
    everyone = {
        one
        for product in model.products.values()
        for maker in product.producers
        for one in [maker.site, maker.headquarters, maker.owner]
        if one
    } | {one for firm in model.firms.values() for one in (firm.headquarters, firm.owner)}
    with pytest.raises(AnalysisError, match=r"VA6(43|80)"):
        question(None, home=[str(one) for one in everyone])


@pytest.mark.parametrize("question", [vc.chokepoints, vc.partners, vc.survival])
def test_a_keyword_that_is_not_known_is_not_ignored(question):
    with pytest.raises(TypeError, match="has no keyword 'use'"):
        question(None, use="elections")
