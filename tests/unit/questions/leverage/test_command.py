"""`valuechain leverage` and `vc.leverage` on the tiny model: tables, screen, pictures, refusals."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.build import firm, make_model, need, product, use
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.presentation.screen import WIDTH
from valuechain.questions.leverage.figure import pictures
from valuechain.questions.leverage.screen import show

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"


def invoke(*words):
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.fixture(scope="module")
def model():
    return vc.load(TINY)


@pytest.fixture(scope="module")
def found(model):
    return vc.leverage(model)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "leverage"
    return out, invoke("leverage", "--model", TINY, "--lang", "en", "--out", out)


def row(frame, **of):
    for name, one in of.items():
        frame = frame[frame[name] == one]
    assert len(frame) == 1
    return frame.iloc[0]


# Without Taiwan 0.7 of the chips is gone; scanners lose half of what they miss of chips, and the
# other 0.3 of the chips is made with scanners: x = 0.7 + 0.3 * 0.5 x
IN_THE_END = 0.7 / 0.85


def test_home_holds_the_scanners_and_chips_hold_home(found):
    """Scanners wear 1/416 a week: Taiwan, 0.7 of all chips, has lost little after a year."""
    chips = row(found["products"], partner="TWN", product="logic-chips", horizon_weeks=52)
    assert chips["their_loss"] == pytest.approx(0.7 * (1 - (1 - 1 / 416) ** 51))
    assert (chips["their_direct"], chips["our_direct"]) == (0.0, 0.7)
    assert 0.7 < chips["our_loss"] < 0.75
    assert chips["difference"] == pytest.approx(chips["their_loss"] - chips["our_loss"])
    # in the end it is the same for both: neither has chips without the other
    last = row(found["products"], partner="TWN", product="logic-chips", horizon_weeks="limit")
    assert last["their_loss"] == pytest.approx(IN_THE_END)
    assert last["our_loss"] == pytest.approx(IN_THE_END)


def test_headline_counts_and_names_what_follows(found):
    now = row(found.summary, partner="TWN", horizon_weeks=52)
    # what is hosted in the three countries is not sold in Taiwan
    assert (now["products"], now["their_hit"], now["their_knock_on"]) == (4, 1, 0)
    # chips, and scanners: more than half of 0.7 that is missing
    assert (now["our_hit"], now["our_knock_on"], now["hit_difference"]) == (2, 1, -1)
    assert now["their_product"] == "logic-chips"
    assert now["figures"] > 0
    last = row(found.summary, partner="TWN", horizon_weeks="limit")
    assert (last["their_hit"], last["their_knock_on"], last["hit_difference"]) == (2, 1, 0)
    assert last["our_product"] == "scanners"
    assert last["our_loss"] == pytest.approx(IN_THE_END / 2)
    assert last["our_use"] == "elections"
    assert last["our_use_loss"] == pytest.approx(IN_THE_END)


def test_layers_set_both_sides_beside_each_other(found):
    machines = row(found["mutual"], partner="TWN", layer="machines", horizon_weeks=52)
    assert machines["relation"] == "mutual"
    chips = row(found["mutual"], partner="TWN", layer="chips", horizon_weeks=52)
    assert chips["relation"] == "we"
    services = row(found["mutual"], partner="TWN", layer="services", horizon_weeks="limit")
    # nothing of it is sold in Taiwan; what we lose of it stands apart
    assert services["relation"] == "not-compared"
    assert services["products"] == 0
    assert services["our_own_loss"] == pytest.approx(IN_THE_END)


def test_scanners_are_indispensable_with_the_reason_and_the_countries(found):
    one = row(found["indispensable"], product="scanners")
    assert (one["verdict"], one["share"]) == ("yes", 1.0)
    assert one["quickest_weeks"] == pytest.approx(520)
    assert one["reason_nl"].startswith("Onmisbaar: 100")
    assert one["reason_en"].startswith("Indispensable: 100")
    # Taiwan, and America with 0.2 of the chips: x = 0.2 + 0.8 * 0.5 x; Germany, 0.1, is not
    assert (one["countries_hit"], one["countries_hit_limit"]) == (0, 2)
    assert one["others_knock_on_limit"] == 1
    for partner, loss in (("TWN", IN_THE_END), ("USA", 1 / 3), ("DEU", 0.1 / 0.55)):
        last = row(found["knock_ons"], product="scanners", partner=partner, horizon_weeks="limit")
        assert last["their_loss"] == pytest.approx(loss)


def test_partner_weeks_and_theta_of_ones_own(model):
    one = vc.leverage(model, partners="TWN,EU3", weeks=26, theta=0.9, attribute="site")
    assert set(one.summary["partner"]) == {"EU3", "TWN"}
    assert set(one.summary["horizon_weeks"]) == {26, "limit"}
    assert set(one["mutual"]["horizon_weeks"]) == {1, 13, 26, 52, 156, "limit"}
    assert one.options["theta"] == 0.9
    chips = row(one["mutual"], partner="TWN", layer="chips", horizon_weeks=26)
    # 0.7 (1 - (1 - 1/416)^(t - 1)) > 0.1 once t - 1 = 65
    assert chips["their_week"] == 66
    last = vc.leverage(model, partners=["TWN"], weeks=0).summary
    assert last["horizon_weeks"].tolist() == ["limit"]


def test_a_home_without_uses_says_so_and_sees_the_other_side(model):
    one = vc.leverage(model, home="TWN", trusted=[], partners=["NLD"])
    assert any("no uses" in warning for warning in one.warnings)
    assert (one.summary["our_use"] == "").all()
    other = vc.leverage(model, home="NLD", trusted=[], partners=["TWN"])
    mine, turned = (row(x["mutual"], layer="chips", horizon_weeks=52) for x in (one, other))
    assert mine["their_loss"] == pytest.approx(turned["our_loss"])
    assert mine["difference"] == pytest.approx(-turned["difference"])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"partners": "NLD"}, "VA681"),
        ({"partners": ["XYZ"]}, "VA601"),
        ({"partners": []}, "VA682"),
        ({"home": "CHN,DEU,IRL,JPN,NLD,TWN,USA"}, "VA680"),
        ({"theta": 1.5}, "VA640"),
        ({"theta": float("nan")}, "VA640"),
        ({"weeks": -1}, "VA607"),
        ({"home": "NOWHERE"}, "VA601"),
        ({"home": ""}, "VA602"),
        ({"attribute": "colour"}, "VA606"),
    ],
)
def test_what_cannot_be_asked_is_refused(model, asked, code):
    with pytest.raises(AnalysisError) as refused:
        vc.leverage(model, **asked)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--partner", "NLD"], "VA681"),
        (["--partner", "narnia"], "VA601"),
        (["--home", "CHN,DEU,IRL,JPN,NLD,TWN,USA"], "VA680"),
        (["--theta", "2"], "VA640"),
        (["--weeks", "9999"], "VA607"),
        (["--weeks", "0"], "a number of weeks from 1"),
    ],
)
def test_the_command_refuses_without_an_answer(words, code, tmp_path):
    done = invoke("leverage", "--model", TINY, "--out", tmp_path / "out", *words)
    assert done.exit_code == 2
    assert code in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = invoke("leverage", "--model", TINY, "--out", tmp_path)
    assert done.exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_it_writes_tables_pictures_and_summary(written, found):
    out, done = written
    assert (done.exit_code, done.stderr.strip()) == (0, "")
    assert done.stdout.splitlines()[-1] == str(out)
    for name in ("leverage", "mutual", "indispensable", "knock_ons", "products", "sources"):
        with (out / f"tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
            assert len(list(csv.DictReader(stream))) == len(found[name])
    asked = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["asked"]
    assert asked["attribute"] == "any"
    drawn = {path.name for path in (out / "figures").iterdir()}
    assert drawn == {f"{one}.{kind}" for one in asked["shown"] for kind in ("svg", "png")}
    assert "TWN" in asked["shown"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_fits_and_gives_the_finding_first(found, model, lang):
    lines = show(found, model, lang=lang).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert any("Taiwan" in line for line in lines[:8])
    assert any("100" in line and "Scanners" in line for line in lines)


def test_pictures_say_who_is_who_and_come_out_the_same(model):
    one = vc.leverage(model, partners=["TWN"])
    first, again = (pictures(one, model, lang="nl") for _ in range(2))
    assert first == again
    drawn = first["figures/TWN.svg"].decode()
    assert "wij, als Taiwan ons weigert" in drawn
    assert "zij, als Nederland hun weigert" in drawn
    assert "100\u00a0% Scanners" in drawn


@pytest.mark.parametrize(("remainder", "doubt"), [(0.0, False), (0.1, True)])
def test_a_small_loss_that_follows_is_not_called_nothing(remainder, doubt):
    """A fifth of the tools is ours: chips there lose that much, not more than the threshold."""
    goods = {
        "tool": product(
            firm("us", "NLD", 0.2), firm("a", "USA", 0.8 - remainder), remainder=remainder
        ),
        "chip": product(firm("b", "USA", 1.0), inputs=[need("tool")]),
    }
    model = make_model(goods, {"task": use(need("chip"))})
    found = vc.leverage(model, partners="USA", attribute="site")
    text = " ".join(show(found, model, lang="en").split())
    assert "more than 25% of anything else follows with none of these partners" in text
    assert "follows there in the end: chip, 20%" in text
    assert ("Unlisted supply decides whether that is so." in text) == doubt
