"""`valuechain explain` as a user meets it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.build import buys, country, firm, make_model, need, product, use
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.presentation.screen import TREE_WIDTH
from valuechain.questions.explain.screen import route_text
from valuechain.questions.explain.study import measure, route_of

TINY = Path(__file__).parents[4] / "tests" / "models" / "tiny.yaml"


def run(*arguments):
    return CliRunner().invoke(main, ["explain", *map(str, arguments)])


def told(model, subject, lang="en", every=False, **asked):
    found = measure(prepare(model), subject, **asked)
    return route_text(found, model, lang=lang, every=every)


def test_elections_without_american_owners():
    answer = run("elections", "--without", "owner:USA", "--weeks", 13, "--lang", "en")
    assert answer.exit_code == 0
    said = " ".join(answer.stdout.split("Routes that carry it")[0].split())
    # a group: the use that loses most, what its figures measure, then the loss
    first = "Of the 8 uses of the group, publication and public checking loses most."
    assert said.startswith(first)
    assert "What the shares of cloud used by Dutch public and vital sectors measure: " in said
    assert "What is kept up without cloud used by Dutch public and vital sectors is" in said
    assert "critical window" not in said  # a week was asked
    assert re.search(
        r"Publication and public checking: \d+%( \(.*\))? is lost in week 13 if American owners "
        r"refuse to supply us, without substitution\. Seen from the Netherlands; trusted: the EU\.",
        said,
    )
    assert "- Publication and public checking <- " in answer.stdout
    assert "no longer supply: " in answer.stdout
    assert "control US" in answer.stdout
    assert max(map(len, answer.stdout.splitlines())) <= TREE_WIDTH
    numbers = set(re.findall(r"\[(\d+)\]", answer.stdout))
    listed = re.findall(r"^\[(\d+)\] [a-z0-9-]+: ", answer.stdout, flags=re.MULTILINE)
    assert numbers == set(listed)


def test_within_its_window_if_no_week_is_asked():
    answer = run("election-count", "--without", "owner:DEU", "--mode", "lost", "--lang", "nl")
    said = " ".join(answer.stdout.split())
    assert said.startswith("Telling en uitslag telt binnen een venster van 9 dagen: bekeken is")
    assert max(map(len, answer.stdout.splitlines())) <= TREE_WIDTH


def test_the_same_in_dutch():
    answer = run("elections", "--without", "owner:USA", "--weeks", 13)
    assert "als Amerikaanse eigenaren ons niets meer leveren" in " ".join(answer.stdout.split())
    assert "zonder vervanging" in " ".join(answer.stdout.split())


def test_the_machine_answer_holds_the_route_and_its_bounds():
    answer = json.loads(run("elections", "--without", "owner:USA", "--json").stdout)
    route = route_of(prepare(None), "elections", without="owner:USA")
    assert answer["route"]["exposure"] == route.exposure
    assert answer["route"]["subject"] in answer["group"]
    assert answer["window_weeks"] == pytest.approx(9 / 7)
    assert len(answer["route"]["steps"]) == len(route.steps)
    assert answer["bound_low"] <= route.exposure <= answer["bound_high"]
    assert answer["substitution"] == "none"


def layers():
    """A use on a service on machines; makers differ in whom they buy from."""
    return make_model(
        {
            "machines": product(firm("maker", "USA", 0.7), firm("other", "DEU", 0.3)),
            "hosting": product(
                firm("polder", "NLD", 0.5),
                firm("dune", "NLD", 0.3),
                firm("yankee", "USA", 0.2),
                inputs=[need("machines", "capital", lifetime=10)],
                sourcing=buys("dune/NLD", "machines", **{"maker/USA": 1.0}),
            ),
        },
        {"task": use(need("hosting", "service", fallback=(0.25, 0)))},
    )


def test_steps_of_one_customer_are_merged_and_the_worst_is_shown():
    text = told(layers(), "task", without="owner:USA", mode="lost", weeks=0)
    assert text.count("- hosting <- machines") == 1
    assert "misses 100%, has 0% left (nothing makes up for it); hosting at 0%" in text
    assert "no longer supply: yankee (US) 20%" in text
    assert "supply less: polder (Netherlands) 35%; dune (Netherlands) 30%" in text
    assert "(fallback); task at 25%" in text
    assert "75% is lost in the end if everything under American control stops" in text


def test_machines_wear_out():
    text = told(layers(), "task", without="owner:USA", weeks=5)
    assert "what is installed wears out" in text


def test_nothing_lost_is_said_in_words():
    text = told(layers(), "task", without="site:CHN", weeks=5)
    assert text.startswith("Task: nothing is lost in week 5 if makers in China refuse to supply us")
    assert "no route along which anything is lost. Nothing is lost even if" in " ".join(
        text.split()
    )
    assert "Sources" not in text


def test_an_upper_bound_is_mentioned_where_nothing_is_lost():
    model = make_model(
        {"ore": product(country("CHN", 0.9), remainder=0.1)}, {"task": use(need("ore"))}
    )
    text = " ".join(told(model, "task", without="site:USA", mode="lost", weeks=0).split())
    assert "nothing is lost in the end if everything from the United States stops" in text
    assert "It could be 10% at most" in text
    assert "makers not listed (country unknown) 10%" in text


def test_a_part_of_one_product_and_a_firm():
    text = told(layers(), "task", without="owner:USA", product="machines", weeks=0)
    assert "if American owners refuse us machines" in " ".join(text.split())
    text = told(layers(), "task", without="firm:maker", weeks=0)
    assert "if maker refuses to supply us" in " ".join(text.split())


def test_a_product_is_seen_as_a_buyer_at_home_sees_it():
    text = told(layers(), "machines", without="site:USA", weeks=1)
    assert text.startswith("Machines, for a buyer at home: 70% is lost in week 1")


def test_everything_is_shown_if_asked():
    model = make_model(
        {f"part-{n}": product(country("CHN", 1.0)) for n in range(7)},
        {"task": use(*(need(f"part-{n}") for n in range(7)))},
    )
    short = told(model, "task", without="site:CHN", weeks=1)
    whole = told(model, "task", without="site:CHN", weeks=1, every=True)
    assert short.count("- task <- ") == 4
    assert "+ and 3 more: --all shows everything" in short
    assert whole.count("- task <- ") == 7


def test_circles_end():
    model = make_model(
        {
            "chips": product(country("TWN", 1.0), inputs=[need("tools")]),
            "tools": product(country("JPN", 0.5), country("NLD", 0.5), inputs=[need("chips")]),
        },
        {"task": use(need("chips"))},
    )
    text = told(model, "task", without="site:JPN", mode="lost", weeks=0, every=True)
    assert text.count("- tools <- chips") == 1
    assert "(see chips elsewhere in the tree)" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["electons", "--without", "USA"], "VA605"),
        (["elections", "--without", "USA", "--product", "clod-eu"], "VA605"),
        (["elections", "--without", "firm:asmll"], "VA605"),
        (["elections", "--without", "colour:USA"], "VA606"),
        (["elections", "--without", "owner:XXX"], "VA601"),
        (["elections", "--without", "owner:NLD"], "VA603"),
        (["elections", "--without", "owner:USA", "--home", "ZZZ"], "VA601"),
        (["elections", "--without", "owner:USA", "--weeks", "999999"], "VA607"),
        (["elections", "--without", "owner:USA", "--weeks", "-1"], "--weeks"),
        (["elections", "--without", "owner:USA", "--model", "none.yaml"], "VC001"),
        (["elections"], "--without"),
    ],
)
def test_what_cannot_be_answered_is_said_with_its_code(arguments, code):
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert code in answer.stderr
    assert "Traceback" not in answer.output
    assert answer.stdout == ""


def test_another_model_and_home():
    answer = run("gallium", "--without", "site:CHN", "--model", TINY, "--lang", "en")
    assert answer.exit_code == 0
    assert "Gallium, for a buyer at home: " in answer.stdout


@pytest.mark.parametrize(
    ("asked", "whose"), [("elections", "EST or NLD"), ("government-services", "NLD")]
)
def test_a_use_of_another_country_is_refused_by_its_name(asked, whose):
    answer = run(asked, "--without", "owner:USA", "--home", "DEU")
    assert answer.exit_code == 2
    assert f"VA641 {asked!r} is a use of {whose}, which is not home (DEU)." in answer.stderr
