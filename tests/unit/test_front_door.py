"""What `import valuechain as vc` offers, and how it shows itself."""

import copy
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import valuechain as vc
from valuechain.cli import main
from valuechain.questions.registry import questions

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
WITHOUT_MODEL = {"compare", "explain", "lookthrough_table"}
"""Questions that name their subject first, or are about no model."""


@pytest.fixture(scope="module")
def model():
    return vc.load(TINY)


@pytest.fixture(scope="module")
def followed(model):
    return vc.run(model, vc.shock("outage", product="gallium", from_site="CHN", horizon=8))


# ---- what there is


def test_every_question_is_listed_and_there():
    described = {one.function or one.package for one in questions()}
    assert described <= set(dir(vc))
    assert described - set(vc.__all__) == set()
    for name in vc.__all__:
        assert getattr(vc, name).__doc__.strip(), name
    with pytest.raises(AttributeError, match="nulmetin"):
        _ = vc.nulmetin


def test_it_is_imported_in_no_time():
    program = (
        "import sys, valuechain; print(len({'pandas', 'numpy', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"0"


def test_indicators_of_other_studies_are_reached():
    firms = {"firm": ["mine", "mill", "shop"], "sector": ["ore", "steel", "retail"]}
    links = {"supplier": ["mine", "mill"], "customer": ["mill", "shop"], "value": [1.0, 3.0]}
    table = vc.read_firms(
        firms, links, essentiality=[[2] * 3] * 3, sectors=["ore", "steel", "retail"]
    )
    assert vc.esri(table).downstream.tolist() == [1.0, 0.75, 0.0]
    assert vc.Cascade(table.network).columns_within() > 0
    assert vc.spread([0.5, 0.25, 0.25]).hhi == pytest.approx(0.375)
    world = (vc.CountrySupply("CHN", 1.0, 2.0),)
    stage = vc.Stage(world, world, reliance=0.5, recycling=0.0, substitution=1.0)
    assert vc.supply_risk(stage) == pytest.approx(2.0)


def test_a_stack_goes_to_tables_and_back(model):
    stack = vc.compile_model(model)
    assert isinstance(stack, vc.Stack)
    frames = vc.to_frames(stack)
    names = inspect.signature(vc.stack_from_tables).parameters
    tables = {name: getattr(frames, name) for name in names if hasattr(frames, name)}
    assert vc.stack_from_tables(**tables).digest == stack.digest


# ---- how it is asked


@pytest.mark.parametrize("name", ["nulmeting", "run", "explain", "survival", "leverage", "load"])
def test_a_wrong_keyword_names_the_function_and_the_nearest(name):
    wrong, right = ("overlay", "overlays") if name == "load" else ("hom", "home")
    with pytest.raises(TypeError, match=rf"^{name}\(\) has no keyword '{wrong}'.*'{right}'"):
        getattr(vc, name)(**{wrong: "NLD"})


def test_every_question_works_without_a_model():
    for name in {one.function or one.package for one in questions()} | {"run", "nulmeting"}:
        first = next(iter(inspect.signature(getattr(vc, name)).parameters.values()))
        if name not in WITHOUT_MODEL:
            assert (first.name, first.default) == ("model", None), name


def test_scenarios_may_stand_first(model, monkeypatch, followed):
    monkeypatch.setattr(vc, "load", lambda: model)
    ban = vc.shock("outage", product="gallium", from_site="CHN", horizon=8)
    for given in ((ban,), ([ban],), (None, ban), (model, [ban])):
        assert vc.run(*given).summary.equals(followed.summary)
    assert vc.run(scenarios=ban).summary.equals(followed.summary)
    with pytest.raises(TypeError, match="a model from load"):
        vc.run("taiwan-blockade", ban)
    for given in ((), (model,)):
        with pytest.raises(vc.AnalysisError, match="VA631"):
            vc.run(*given)


# ---- how it shows itself


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_explained_reads_as_the_command_prints_it(model, lang):
    found = vc.explain("elections", "owner:USA", model=model, weeks=13, lang=lang)
    words = ["explain", "elections", "--without", "owner:USA", "--weeks", "13", "--lang", lang]
    done = CliRunner().invoke(main, [*words, "--model", str(TINY)])
    assert done.exit_code == 0, done.output
    assert f"{found}\n" == done.stdout
    assert found.text("en" if lang == "nl" else "nl") != str(found)


def test_a_scenario_explained_reads_as_the_command_prints_it(model):
    outage = vc.shock("outage", product="gallium", from_site="CHN", horizon=30)
    found = vc.explain("register", scenario=outage, model=model, weeks=30)
    assert "30" in str(found)
    assert found.subject == "register"


def test_an_explanation_is_a_route_with_bounds(model):
    found = vc.explain("elections", "owner:USA", model=model)
    assert found.bound_low <= found.exposure <= found.bound_high
    assert found.steps is found.route.steps
    assert repr(found) == "<elections without USA in week 8: 45.0% lost, 2 steps>"
    assert found._repr_html_().startswith("<pre>Elections")
    assert copy.copy(found) == found
    with pytest.raises(AttributeError, match="colour"):
        _ = found.colour


def test_models_and_scenarios_are_one_line():
    shipped = vc.load()
    for one in (shipped, vc.shock("outage", from_site="CHN")):
        assert "\n" not in repr(one)
        assert len(repr(one)) < 150
        assert str(one) == repr(one)
    assert f"{len(shipped.products)} products" in repr(shipped)
    page = shipped._repr_html_()
    assert page.count("<tr>") == len(shipped.layers) + 1


def test_a_title_cannot_smuggle_code_into_a_notebook(model):
    text = model.title.model_copy(update={"en": "<script>alert(1)</script>"})
    assert "<script>" not in model.model_copy(update={"title": text})._repr_html_()
    outage = vc.shock("outage", from_site="CHN").model_copy(update={"title": text})
    assert "<script>" not in outage._repr_html_()


def test_a_result_is_reached_by_attribute_and_by_name(followed):
    assert followed.paths is followed["paths"]
    assert {"paths", "matrix", "plot"} <= set(dir(followed))
    with pytest.raises(AttributeError, match=r"no table 'path'.*paths"):
        _ = followed.path
    again = copy.copy(followed)
    assert again.paths is followed.paths
    assert pickle.loads(pickle.dumps(followed)).paths.equals(followed.paths)  # noqa: S301


# ---- pictures


def test_a_what_if_draws_itself_and_once_more_when_it_is_opened(followed, tmp_path):
    drawn = followed.plot()
    assert drawn.names == ("register", "elections")
    assert set(drawn) == {f"{use}.{end}" for use in drawn.names for end in ("svg", "png")}
    assert drawn["elections.svg"].startswith(b"<?xml")
    assert repr(drawn) == "<pictures of register, elections>"
    assert drawn._repr_html_().count("data:image/svg+xml") == 2
    followed.write(tmp_path / "out")
    opened = vc.open(tmp_path / "out").plot("elections", lang="nl")
    assert opened.names == ("elections",)
    files = opened.save(tmp_path / "pictures")
    assert {one.name for one in files} == {"elections.svg", "elections.png"}
    assert all(one.read_bytes() for one in files)


@pytest.mark.parametrize("name", ["survival", "leverage"])
def test_questions_with_a_figure_draw_themselves(name, model):
    assert getattr(vc, name)(model).plot().names


def test_what_has_no_picture_says_so(model, followed):
    with pytest.raises(vc.AnalysisError, match=r"VA512.*register, elections"):
        followed.plot("electons")
    with pytest.raises(vc.AnalysisError, match=r"VA512.*no pictures"):
        vc.lookthrough(model).plot()
