"""The smallest sets that bring a use down: by hand, with bounds, as tables and as a command."""

import inspect
import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.build import country, firm, make_model, need, product, use
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.indicators.joint_losses import JointLosses
from valuechain.questions.chokepoints import chokepoints
from valuechain.questions.chokepoints.cut_search import MOST_LISTED
from valuechain.questions.chokepoints.screen import show
from valuechain.questions.chokepoints.tables import headline
from valuechain.vocab.countries import COUNTRIES


def small(**more):
    """Power is one firm's; chips are made by two, a third of them by who knows whom."""
    return make_model(
        {
            "power": product(firm("grid", "NLD", 1.0)),
            "chips": product(
                firm("one", "TWN", 0.4), firm("two", "KOR", 0.3), remainder=0.3, at_most_each=0.2
            ),
            "cloud": product(
                firm("big", "NLD", 0.6, led="USA"),
                firm("other", "IRL", 0.4, led="USA"),
                inputs=[need("chips", "capital", lifetime=4.0)],
            ),
            "own-cloud": product(firm("house", "NLD", 1.0)),
        },
        {
            "task": use(need("power", "service"), need(["cloud", "own-cloud"], "service")),
            "play": use(need("cloud", "service")),
            "calm": use(need("power", importance="minor")),
        },
        trusted=("BEL",),
        **more,
    )


def sets(found, **wanted):
    rows = found["sets"]
    for column, word in wanted.items():
        rows = rows[rows[column] == word]
    return {row.members: row.standing for row in rows.itertuples()}


@pytest.fixture(scope="module")
def found():
    return chokepoints(small(), by=["countries", "firms", "producers"], size=3, weeks=20)


def test_alternatives_take_both(found):
    # the house cloud stands in for the other; a firm abroad is refused no chips
    assert sets(found, by="firms", mode="withheld", use="task") == {
        "grid": "certain",
        "big;house": "certain",
        "house;one;other": "certain",
        "house;other;two": "certain",
    }
    assert sets(found, by="firms", mode="lost", use="play") == {
        "big": "certain",
        "one;two": "certain",
        "one;other": "certain",
        "other;two": "certain",
        # it holds 0.4 of cloud, and could hold what is not listed of chips
        "other": "undecided",
    }


def test_producers_are_rows(found):
    assert sets(found, by="producers", mode="lost", use="play") == {
        "cloud/big/NLD": "certain",
        "chips/one/TWN;chips/two/KOR": "certain",
        "chips/one/TWN;cloud/other/IRL": "certain",
        "chips/two/KOR;cloud/other/IRL": "certain",
    }


def test_countries_refuse_by_owner_and_stop_by_site(found):
    assert sets(found, by="countries", mode="withheld", use="play") == {
        "USA": "certain",
        # 0.7 of the chips wear out to a level above a half in 20 weeks, unless more is theirs
        "KOR;TWN": "undecided",
    }
    lost = sets(found, by="countries", mode="lost", use="play")
    assert lost["NLD"] == lost["KOR;TWN"] == lost["IRL;TWN"] == "certain"
    assert lost["TWN"] == "undecided"
    assert not any("NLD;" in one or ";NLD" in one for one in lost)


def test_unlisted_supply_makes_undecided():
    model = make_model(
        {"ore": product(country("CHN", 0.45), firm("mine", "AUS", 0.2), remainder=0.35)},
        {"task": use(need("ore"))},
    )
    found = chokepoints(model, by="countries", mode="lost", weeks=1)
    rows = found["sets"].set_index("members")
    # China has an aggregate row: all its producers are in it; Australia may have more
    assert rows.loc["AUS;CHN", "standing"] == "certain"
    assert rows.loc["AUS", "standing"] == "undecided"
    assert "CHN" not in rows.index
    assert rows.loc["AUS", "loss"] == pytest.approx(0.2)
    assert rows.loc["AUS", "loss_high"] == pytest.approx(0.55)
    assert list(rows.loc["AUS", ["week_bound_high"]]) == [1]
    points = found["single_points"].iloc[0]
    assert (points["what"], points["uses_cut"], points["uses_undecided"]) == ("AUS", 0, 1)
    assert "Undecided" in points["reason_en"]
    assert "Onbeslist" in points["reason_nl"]


def test_who_does_it_alone_is_listed_however_many_they_are():
    # each of 41 sells a hundredth, and could hold all that is not listed
    sellers = sorted(COUNTRIES - {"NLD"})[: MOST_LISTED + 1]
    ore = product(*(firm(f"f{one.lower()}", one, 0.01) for one in sellers), remainder=0.59)
    model = make_model({"ore": ore}, {"task": use(need("ore"))})
    found = chokepoints(model, by="countries", mode="lost", weeks=1, size=1)
    assert sets(found, use="task", size=1) == dict.fromkeys(sellers, "undecided")
    points = found["single_points"]
    assert sorted(points["what"]) == sellers
    assert set(points["uses_undecided"]) == {1}
    # at most three tenths are one's: all 820 pairs could do it, and are counted only
    ore = {**ore, "remainder": {"share": 0.59, "at_most_each": 0.3}}
    model = make_model({"ore": ore}, {"task": use(need("ore"))})
    found = chokepoints(model, by="countries", mode="lost", weeks=1, size=2)
    assert not len(found["sets"])
    high = found["coverage"].query("searched_at == 'high'").set_index("size")
    assert high["found"].tolist() == [0, 820]


def test_weeks_until_it_bites_and_what_others_can_fill():
    def model(spare):
        goods = {
            "tool": {
                **product(firm("a", "JPN", 0.52), firm("b", "BEL", 0.48)),
                **({"spare_capacity": spare} if spare else {}),
            }
        }
        inputs = {**need("tool", buffer=3), "substitution": "4 weeks"}
        return make_model(goods, {"task": use(inputs)}, trusted=("BEL",))

    judged = {"source": "us", "credibility": 6, "status": "judgement"}
    for spare, fills in ((None, "unknown"), (0.0, "no"), (0.0005, "partly"), (1.0, "yes")):
        stated = None if spare is None else {"low": spare, "mode": spare, "high": spare, **judged}
        found = chokepoints(model(stated), by="firms", mode="withheld", weeks=20)
        row = found["sets"].iloc[0]
        # a stock of three weeks makes up for 52 % for five weeks and most of a sixth
        assert (row["members"], row["week"]) == ("a", 7)
        assert row["spare_capacity_fills"] == fills
    assert row["through"] == "tool"
    assert row["figures"] > 0


def test_nothing_that_others_than_the_model_would_stop(found):
    assert set(found["coverage"]["use"]) == {"calm", "play", "task"}
    assert not sets(found, use="calm")
    whole = found["coverage"]
    assert whole[whole["searched_at"] == "value"]["complete"].all()


def test_what_was_not_searched_is_said():
    found = chokepoints(small(), by="firms", mode="lost", size=2, most_responses=7)
    coverage = found["coverage"]
    value = coverage[(coverage["searched_at"] == "value") & (coverage["use"] == "play")]
    assert value["complete"].tolist() == [True, False]
    assert value["reason"].tolist() == ["all", "responses"]
    high = coverage[(coverage["searched_at"] == "high") & (coverage["size"] == 2)]
    # not even all firms together bring down what needs power for minor things only
    assert dict(zip(high["use"], high["reason"], strict=True)) == {
        "calm": "all",
        "play": "skipped",
        "task": "skipped",
    }


def test_theta_1_counts_any_loss_and_a_rounding_is_none():
    # shares that sum to one in binary only nearly: nothing is lost by nobody
    model = make_model(
        {"x": product(*(firm(f"f{n}", "NLD", 0.1) for n in range(10)))},
        {"task": use(need("x"))},
    )
    found = chokepoints(model, by="firms", mode="lost", theta=0.5, size=3)
    assert not len(found["sets"])
    alone = chokepoints(model, by="firms", mode="lost", theta=1.0, size=3)["sets"]
    assert set(alone["members"]) == {f"f{n}" for n in range(10)}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"theta": 1.5}, "VA640"),
        ({"theta": -0.1}, "VA640"),
        ({"theta": float("nan")}, "VA640"),
        ({"uses": "elections"}, "VA641"),
        ({"home": "FRA"}, "VA642"),
        ({"trusted": "BEL,IRL,KOR,TWN,USA"}, "VA643"),
        ({"weeks": -1}, "VA607"),
        ({"by": "towns"}, "VA670"),
        ({"by": []}, "VA670"),
        ({"size": 4}, "VA671"),
        ({"size": 0}, "VA671"),
        ({"mode": "stolen"}, "VA672"),
        ({"attribute": "flag"}, "VA673"),
        ({"home": "ATLANTIS"}, "VA601"),
    ],
)
def test_questions_that_cannot_be_answered(asked, code):
    with pytest.raises(AnalysisError) as refused:
        chokepoints(small(), **asked)
    assert refused.value.code == code
    assert refused.value.remedy


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_fits_and_says_what_holds(found, lang):
    text = show(found, small(), lang=lang)
    assert max(map(len, text.splitlines())) <= 80
    assert "{" not in text
    assert "calm" in text
    assert "grid" in text


@pytest.mark.parametrize(
    ("uses", "wanted"),
    [
        ("calm", "Nothing brings calm down by itself"),
        (("calm", "quiet"), "Nothing brings any of the 2 uses looked at down by itself"),
    ],
)
def test_that_nothing_stops_a_use_is_said_of_the_uses_asked_about(uses, wanted):
    model = make_model(
        {"power": product(firm("grid", "NLD", 1.0))},
        {
            "task": use(need("power", "service")),
            "calm": use(need("power", importance="minor")),
            "quiet": use(need("power", importance="minor")),
        },
        trusted=("BEL",),
    )
    asked = chokepoints(model, uses=uses, weeks=20, mode="lost")
    assert wanted in " ".join(show(asked, model, lang="en").split())


def test_of_named_producers_nothing_unlisted_is_claimed():
    alone = chokepoints(small(), by="producers", weeks=20)
    text = " ".join(show(alone, small(), lang="en").split())
    assert "by none of the sets of named producers searched: calm" in text
    assert "unlisted" not in text


def test_the_command_writes_its_tables(tmp_path):
    out = tmp_path / "found"
    asked = [
        "chokepoints",
        "--use",
        "government-services",
        "--by",
        "countries",
        "--mode",
        "withheld",
    ]
    more = ["--weeks", "1", "--size", "1", "--lang", "en"]
    ran = CliRunner().invoke(main, [*asked, *more, "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["asked"]["weeks"] == 1
    assert manifest["asked"]["attribute"] == {"withheld": "owner"}
    assert (out / "tables" / "sets.csv").exists()
    assert "United States" in ran.output


def test_the_command_refuses_in_words():
    ran = CliRunner().invoke(main, ["chokepoints", "--theta", "2"])
    assert ran.exit_code == 2
    assert "VA640" in ran.output
    assert "Traceback" not in ran.output


def test_the_headline_is_the_same_table():
    bench = prepare(small())
    alone = chokepoints(small(), size=1)["single_points"]
    pd.testing.assert_frame_equal(headline(bench)["single_points"], alone)
    assert alone["rank"].tolist() == list(range(1, len(alone) + 1))
    assert alone["uses_cut"].is_monotonic_decreasing


def test_the_front_door_has_it():
    assert inspect.unwrap(vc.chokepoints) is chokepoints


@pytest.mark.parametrize("seed", [0, 1])
def test_equal_losses_are_ranked_by_name_whatever_rounding_leaves(monkeypatch, seed):
    model = make_model(
        {"power": product(firm("grid", "USA", 1.0))},
        {name: use(need("power", "service")) for name in ("one", "two", "three", "four")},
    )
    plain, noise = chokepoints(model), np.random.default_rng(seed)
    exactly = JointLosses.lowest

    def nearly(self, sets, bound):
        found = exactly(self, sets, bound)
        return np.clip(found + 1e-14 * noise.random(found.shape), 0.0, 1.0)

    monkeypatch.setattr(JointLosses, "lowest", nearly)
    for name, frame in chokepoints(model).tables():
        pd.testing.assert_frame_equal(frame, plain[name])
    reason = plain.single_points.iloc[0]["reason_en"]
    places = [reason.index(f" {use} (") for use in ("four", "one", "three", "two")]
    assert places == sorted(places)
