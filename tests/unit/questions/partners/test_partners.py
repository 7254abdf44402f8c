"""Partners and coalitions as a question: worked by hand, then from the command to the files."""

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.build import SAME, country, firm, make_model, need, product, use
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.presentation.screen import WIDTH
from valuechain.questions.partners.contracts import PARTNERS, TABLES
from valuechain.questions.partners.screen import show
from valuechain.questions.partners.tables import headline
from valuechain.results.frames import arranged
from valuechain.vocab.countries import COUNTRIES

TINY = Path(__file__).parents[3] / "models" / "tiny.yaml"
GROUPS = {
    "G7": ["CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"],
    "EU27": ["BEL", "DEU", "NLD"],
    "D9+": ["BEL", "NLD"],
    "WORLD": sorted(COUNTRIES),
}
GOODS = {
    # half American, a fifth British, a tenth our own, the rest unlisted
    "cloud": product(
        firm("big", "NLD", 0.5, owned="USA"),
        firm("isles", "GBR", 0.2),
        firm("ours", "NLD", 0.1),
        remainder=0.2,
    ),
    # all Chinese: no candidate has any
    "ore": product(country("CHN", 1.0)),
}
TASKS = {"register": use(need("cloud", "service")), "works": use(need("ore"))}


def is_(*numbers):
    return pytest.approx(numbers, abs=SAME, rel=0)


@pytest.fixture(scope="module")
def model():
    return make_model(GOODS, TASKS, trusted=["BEL"], groups=GROUPS)


@pytest.fixture(scope="module")
def found(model):
    return vc.partners(model, size=2)


def row(found, table="partners", **wanted):
    frame = found[table]
    for name, one in wanted.items():
        frame = frame[frame[name] == one]
    assert len(frame) == 1, wanted
    return frame.iloc[0]


def three(found_row, stem):
    return tuple(float(found_row[f"{stem}{end}"]) for end in ("_low", "", "_high"))


def test_trust_takes_what_the_partner_owns_off_the_exposure(found):
    joint = row(found, candidate="USA", use="register", measure="joint")
    # the fifth that is unlisted is outside at the upper bound only
    assert three(joint, "without") == is_(0.7, 0.7, 0.9)
    assert three(joint, "with") == is_(0.2, 0.2, 0.4)
    # least without minus most with, and the other way round
    assert three(joint, "gain") == is_(0.3, 0.5, 0.7)
    assert joint["part_gone"] == pytest.approx(5 / 7)
    assert (joint["effect"], joint["added"]) == ("reduces", "USA")
    assert (joint["worst_without"], joint["figures"] > 0) == ("", True)
    alone = row(found, candidate="USA", use="register", measure="alone")
    assert three(alone, "without")[1] == pytest.approx(0.5)
    assert three(alone, "with")[1] == pytest.approx(0.2)
    assert (alone["worst_without"], alone["worst_with"]) == ("USA", "GBR")


def test_who_owns_nothing_makes_no_difference_that_is_known(found):
    canada = row(found, candidate="CAN", use="register", measure="joint")
    # it could own some of the unlisted, and hosts nobody: trust cannot hurt
    assert three(canada, "gain")[:2] == is_(0.0, 0.0)
    assert canada["effect"] == "undecided"
    assert row(found, candidate="USA", use="works", measure="joint")["effect"] == "nothing"


def test_countries_above_the_threshold_are_counted(found):
    pairs = row(found, "pairs", candidate="USA", use="register", starting_from="circle")
    assert (pairs["without"], pairs["with"]) == (1, 0)


def test_the_best_coalition_and_what_the_next_one_leaves(found):
    one = row(found, "coalitions", measure="joint", size=1)
    # register 0.7 and works 1 before; America takes half a register off
    assert (one["members"], one["next_members"]) == ("USA", "GBR")
    assert (one["without"], one["left"], one["next_gain"]) == is_(1.7, 1.2, 0.2)
    assert bool(one["exact"])
    two = row(found, "coalitions", measure="joint", size=2)
    assert (two["members"], two["gap"]) == ("GBR;USA", 0.0)
    assert two["left"] == pytest.approx(1.0)


def test_a_remainder_that_decides_the_best_coalition_leaves_it_undecided():
    # of the German remainder only the country is known: named rows alone put Britain first
    goods = {
        "x": product(
            firm("isles", "GBR", 0.3),
            firm("rhine", "DEU", 0.25),
            firm("rest", "CHN", 0.35),
            remainder=0.1,
            country="DEU",
        )
    }
    model = make_model(goods, {"task": use(need("x"))})
    made = vc.partners(model, candidates="DEU,GBR", coalitions="DEU", size=1)
    assert "Whether that is so depends on the unlisted supply." in show(
        made, model, lang="en"
    ).replace("\n", " ")
    best = row(made, "coalitions", measure="joint", size=1)
    assert (best["members"], best["members_low"]) == ("DEU", "GBR")
    assert (bool(best["exact"]), best["decision"]) == (True, "undecided")


def test_ready_coalitions_are_seen_from_the_circle_and_from_home(found):
    union = row(found, candidate="D9+", use="register", measure="joint", starting_from="circle")
    assert (union["added"], union["effect"], union["gain"]) == ("", "nothing", 0.0)
    alone = row(found, candidate="D9+", use="register", measure="joint", starting_from="home")
    assert alone["added"] == "BEL"
    seven = row(found, candidate="G7", use="register", measure="joint", starting_from="circle")
    assert three(seven, "with")[1] == pytest.approx(0.0)


def test_what_coalitions_hold_and_what_nobody_holds(found):
    held = row(found, "product_shares", coalition="G7", product="cloud", attribute="owner")
    # all seven together could also have all of the unlisted
    assert three(held, "share") == is_(0.8, 0.8, 1.0)
    layer = row(found, "capacities", coalition="home", layer="all", attribute="owner")
    assert (layer["products"], layer["at_theta"], layer["short"]) == (2, 0, "cloud;ore")
    missing = row(found, "missing", product="ore")
    assert (missing["decision"], missing["holder"], missing["holder_share"]) == (
        "missing",
        "CHN",
        1,
    )


def test_the_smallest_coalition_and_what_a_buyer_keeps(found):
    least = row(found, "smallest", bound="value")
    assert (least["members"], least["covered"], least["missing"]) == ("USA", 1, "ore")
    assert least["decision"] == "short"
    # America and home refuse nothing, Britain does: 0.8 is left, 0.6 if the unlisted refuse too
    assert three(least, "level") == is_(0.6, 0.8, 0.8)


def test_whom_home_trusts_already_helps_to_hold_a_layer():
    goods = {
        "x": product(firm("friend", "BEL", 0.4), firm("isles", "GBR", 0.2), country("CHN", 0.4))
    }
    made = vc.partners(
        make_model(goods, {"task": use(need("x"))}, trusted=["BEL"], groups=GROUPS),
        candidates="GBR",
        size=1,
    )
    assert row(made, "smallest", bound="value")["members"] == "BEL;GBR"


def test_the_order_of_names_makes_no_difference(model):
    first = vc.partners(model, coalitions=["JPN+GBR"], candidates="USA,GBR", size=1)
    other = vc.partners(model, coalitions=["GBR,JPN"], candidates=["GBR", "USA"], size=1)
    for name in ("without", "with", "gain_low", "gain_high"):
        assert first.summary[name].tolist() == other.summary[name].tolist()


def test_everyone_trusted_by_name_leaves_what_the_unlisted_could_do(model):
    made = vc.partners(model, candidates="GBR,USA,CHN", coalitions=["WORLD"], size=1)
    named = row(
        made, candidate="like-minded", use="register", measure="joint", starting_from="circle"
    )
    assert three(named, "with") == is_(0.0, 0.0, 0.2)
    world = row(made, candidate="WORLD", use="register", measure="joint", starting_from="home")
    assert three(world, "with") == is_(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"candidates": ","}, "VA690"),
        ({"coalitions": [" "]}, "VA690"),
        ({"coalitions": ["NLD+GBR"]}, "VA691"),
        ({"candidates": "NLD"}, "VA691"),
        ({"home": "EU27", "trusted": "", "coalitions": ["D9+"]}, "VA691"),
        ({"home": "EU27", "trusted": "", "candidates": "D9+"}, "VA692"),
        ({"size": 0}, "VA693"),
        ({"size": 5}, "VA693"),
        ({"coalitions": ["NAVO"]}, "VA601"),
        ({"candidates": "Atlantis"}, "VA601"),
        ({"home": "WORLD"}, "VA643"),
        ({"theta": 0.0}, "VA640"),
        ({"theta": 1.5}, "VA640"),
        ({"theta": float("nan")}, "VA640"),
        ({"weeks": -1}, "VA607"),
        ({"uses": "chess"}, "VA641"),
    ],
)
def test_questions_without_an_answer_are_refused(model, asked, code):
    with pytest.raises(AnalysisError) as refused:
        vc.partners(model, **asked)
    assert refused.value.code == code


def test_names_with_a_plus_sign_can_be_joined(model):
    made = vc.partners(model, coalitions="D9++GBR", candidates="USA", size=1)
    joined = row(made, candidate="D9++GBR", use="works", measure="alone", starting_from="home")
    assert joined["added"] == "BEL;GBR"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_summary_fits_a_screen_and_says_what_is_not_certain(found, model, lang):
    text = show(found, model, lang=lang)
    lines = text.splitlines()
    assert max(len(line) for line in lines) <= WIDTH == 80
    assert len(lines) < 55
    for wanted in {
        "nl": (
            "Het meest levert vertrouwen in de Verenigde Staten op",
            "politieke keuze",
            "China (1)",
        ),
        "en": ("Trusting the United States gains most", "political choice", "China (1)"),
    }[lang]:
        assert wanted in " ".join(lines)


def opening_of(candidates, lang, size=2):
    """What is said first where the use needs an American and a British input."""
    goods = {
        "cloud": product(firm("big", "USA", 1.0)),
        "fuel": product(firm("isles", "GBR", 1.0)),
    }
    tasks = {"register": use(need("cloud", "service"), need("fuel", "service"))}
    both_needed = make_model(goods, tasks, trusted=["BEL"], groups=GROUPS)
    found = vc.partners(both_needed, candidates=candidates, size=size, weeks=20)
    text = show(found, both_needed, lang=lang)
    return " ".join(text.split("\n\n")[0].split())


@pytest.mark.parametrize(
    ("lang", "alone", "together"),
    [
        ("nl", "maakt bij de genoemde leveranciers in zijn eentje", "Samen wel: met VK, VS gaat"),
        ("en", "none of the candidates makes joint exposure smaller by itself", "with UK, US it"),
    ],
)
def test_who_helps_only_together_is_named_with_what_that_changes(lang, alone, together):
    said = opening_of("USA,GBR", lang)
    assert alone in said
    assert together in said
    assert ("van 1,00 naar 0,00" if lang == "nl" else "from 1.00 to 0.00") in said
    # no pairs are looked for, but the table shows that all candidates together do help
    said = opening_of("USA,GBR", lang, size=1)
    assert alone in said
    assert together not in said
    said = opening_of("CAN,JPN", lang)
    assert alone not in said
    assert ("blootstelling kleiner" if lang == "nl" else "makes exposure smaller") in said


def test_the_summary_of_the_shipped_model_fits_a_screen():
    shipped = vc.load()
    text = show(
        vc.partners(shipped, candidates="G7", coalitions="D9+", size=1, weeks=1), shipped, lang="nl"
    )
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert len(text.splitlines()) < 55
    # as many numbers in every row, none run together: with, worst, pairs, sure
    row = next(line for line in text.splitlines() if line.startswith("  VS "))
    assert re.match(r"  VS +\d+,\d\d +\d+,\d\d +\d+ +\d+ van 14\b", row), row


def invoke(*words):
    return CliRunner().invoke(main, ["partners", "--model", str(TINY), *map(str, words)])


def test_the_command_answers_and_writes_a_data_package(tmp_path):
    out = tmp_path / "answer"
    done = invoke(
        "--candidates", "USA,JPN,EU3", "--coalition", "JPN+USA", "--out", out, "--lang", "en"
    )
    assert done.exit_code == 0, done.output
    assert "Seen from the Netherlands; trusted: Belgium, Germany." in done.output.replace("\n", " ")
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    names = {one["name"].replace("-", "_") for one in described["resources"]}
    assert {table.name for table in TABLES} | {"sources"} <= names
    with (out / "tables" / "partners.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert {one["candidate"] for one in rows} == {"JPN", "USA", "JPN+USA", "like-minded"}
    assert (out / "figures" / "partners.png").read_bytes().startswith(b"\x89PNG")
    drawn = (out / "figures" / "partners.svg").read_text(encoding="utf-8")
    assert "What stays exposed of each use" in drawn
    asked = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["asked"]
    assert (asked["size"], asked["weeks"], asked["candidate_groups"]) == (3, 52, [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "VA692"),  # the tiny model has none of the like-minded groups
        (("--candidates", "USA", "--coalition", "NLD"), "VA691"),
        (("--candidates", "USA", "--size", "9"), "VA693"),
        (("--candidates", "USA", "--theta", "2"), "VA640"),
        (("--candidates", "XXX"), "VA601"),
    ],
)
def test_the_command_refuses_with_a_code_and_no_traceback(words, code):
    done = invoke(*words)
    assert done.exit_code == 2
    assert code in done.output
    assert "Traceback" not in done.output


def test_the_cheap_part_says_the_same(model, found):
    cheap = headline(prepare(model))["partners"]
    whole = found.summary
    same = whole[
        (whole["measure"] == "joint")
        & (whole["starting_from"] == "circle")
        & (whole["added"] != "")
    ].reset_index(drop=True)
    pd.testing.assert_frame_equal(arranged(PARTNERS, cheap), same)
