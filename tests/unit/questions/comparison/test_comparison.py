"""Our verdicts beside the indicators of others: by hand, by law, and through the command."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

import valuechain as vc
from tests.build import JUDGED, buys, country, firm, make_model, need, product, use
from tests.random_models import random_model, seeds
from tests.regression import reproduction
from valuechain.analysis.evidence import verdicts
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.exchange.eucrm2023 import published
from valuechain.indicators.disagreement import RISKY, Ours, Theirs, differs, flagged, relation
from valuechain.indicators.exposure import exposures
from valuechain.indicators.supply_risk import governance_hhi
from valuechain.questions.comparison.foreign_indicators import largest_third_country, others
from valuechain.questions.comparison.screen import show
from valuechain.questions.comparison.study import screen, steps_below
from valuechain.questions.comparison.tables import headline
from valuechain.questions.comparison.words import WORDS
from valuechain.schema.risk import Country, Governance
from valuechain.shocks.catalogue import part_removals
from valuechain.vocab.comparison import INDICATORS, REASONS

TESTS = Path(__file__).parents[3]
TINY = TESTS / "models" / "tiny.yaml"


def ours(klass="risky-strategic", **changed):
    asked = {
        "product": "p",
        "klass": klass,
        "countries": frozenset({"USA"}) if klass in RISKY else frozenset(),
        "by_site": "no",
        "one_law": "yes",
        "used": True,
        "exposed": True,
        "in_the_end": True,
        "crucial": "yes",
        "largest_at_home": False,
    }
    return Ours(**(asked | changed))


def theirs(name="hhi-country", answer="yes", *points, figure=0.5):
    return Theirs(name, figure, figure, figure, answer, frozenset(points))


@pytest.mark.parametrize(
    ("low", "high", "answer"), [(0.25, 0.3, "yes"), (0.2, 0.24, "no"), (0.2, 0.25, "unknown")]
)
def test_a_threshold_between_bounds_is_unknown(low, high, answer):
    assert flagged("hhi-country", low=low, high=high) == answer


def test_thresholds_of_trade_and_of_third_countries_must_be_passed():
    assert flagged("crma-65", low=0.65, high=0.65) == "no"
    assert flagged("hhi-wgi", low=None, high=None) is None


@pytest.mark.parametrize(
    ("mine", "other", "wanted"),
    [
        (ours(), theirs("hhi-country", "yes", "USA"), ("both", None)),
        (ours(), theirs("hhi-country", "yes", "NLD"), ("elsewhere", "location-hides-ownership")),
        (ours(by_site="yes"), theirs("hhi-wgi", "yes", "CHN"), ("elsewhere", "another-country")),
        (ours(), theirs("hhi-firm", "yes", "NLD"), ("elsewhere", "another-country")),
        (ours(), theirs("crma-65", "no"), ("missed", "location-hides-ownership")),
        (ours(by_site="yes"), theirs("hhi-wgi", "no"), ("missed", "well-governed")),
        (ours(by_site="yes"), theirs("crma-65", "no"), ("missed", "part-is-enough")),
        (ours(), theirs("hhi-firm", "no"), ("missed", "one-law-many-firms")),
        (ours(one_law="no"), theirs("hhi-firm", "no"), ("missed", "part-is-enough")),
        (ours(), theirs("cdi", None, figure=None), ("not-covered", "no-rows")),
        (ours(), theirs("ec-list", None, figure=None), ("not-covered", "other-goods-only")),
        (ours(), theirs("ec-list", None, figure=0.3), ("not-covered", "category-too-broad")),
        (ours(), theirs("hhi-wgi", "unknown"), ("open", "theirs-unknown")),
        (ours("undecided"), theirs("hhi-wgi", "yes"), ("open", "ours-undecided")),
        (ours("none"), theirs("hhi-wgi", "no"), ("neither", None)),
        (ours("none", used=False), theirs(), ("alone", "no-use")),
        (ours("none", largest_at_home=True), theirs(), ("alone", "concentrated-at-home")),
        (ours("none", exposed=False), theirs(), ("alone", "slow")),
        (ours("none", exposed=False, in_the_end=False), theirs(), ("alone", "small")),
        (ours("watch", crucial="no"), theirs(), ("alone", "use-not-crucial")),
        (ours("watch"), theirs(), ("alone", "not-likely")),
    ],
)
def test_every_relation_and_reason(mine, other, wanted):
    every = {"hhi-country": theirs("hhi-country", "yes")}
    assert (relation(mine, other), differs(mine, other, every=every)) == wanted


def test_every_reason_and_indicator_has_words():
    for lang in ("nl", "en"):
        assert len({WORDS.say(lang, f"why-{one}") for one in REASONS}) == len(REASONS)
        assert len({WORDS.say(lang, one) for one in INDICATORS}) == len(INDICATORS)


def test_the_largest_third_country_by_hand():
    goods = {
        "ore": product(
            country("CHN", 0.5), country("DEU", 0.2), country("UNION", 0.1), remainder=0.2
        ),
        "chips": product(country("DEU", 1.0)),
    }
    model = make_model(
        goods,
        {"care": use(need("ore"), need("chips"))},
        groups={"EU27": ("DEU", "NLD"), "UNION": ("DEU", "USA")},
    )
    bench = prepare(model)
    # China has an aggregate row, so none of the remainder; the USA could have 0.1 + 0.1
    place = bench.stack.product_ids.index
    assert largest_third_country(bench, place("ore")) == pytest.approx((0.5, 0.5, 0.5))
    assert largest_third_country(bench, place("chips")) == (0.0, 0.0, 0.0)


def test_steps_below_a_use_count_the_shortest_way():
    goods = {
        "a": product(country("CHN", 1.0), inputs=[need("b")]),
        "b": product(country("CHN", 1.0), inputs=[need("c"), need("a")]),
        "c": product(country("CHN", 1.0)),
    }
    model = make_model(goods, {"care": use(need(["a", "b"]))})
    assert steps_below(model, "care") == {"a": 1, "b": 1, "c": 2}


@settings(max_examples=3)
@given(seeds)
def test_screening_gives_the_verdicts_of_the_whole_measurement(seed):
    bench = prepare(random_model(seed))
    if not bench.uses:
        return
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if not one.members & bench.perspective.home
    ]
    limit = bench.model.thresholds.exposure.value
    found = exposures(
        bench.engine,
        parts,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=limit,
        horizons=(1, 13, 52),
    )
    every, _ = verdicts(bench, found)
    attribute = ("any", "owner")[seed % 2]
    quick = screen(bench, bench.uses, attribute=attribute)
    for key, worst in quick.products.items():
        mine = [v for v in every if v.dependency.product == key]
        classes = {v.klass for v in mine if v.dependency.attribute == attribute}
        assert worst.klass == next((one for one in ORDER if one in classes), "none")
        by_site = {
            v.klass
            for v in mine
            if v.dependency.attribute == "site"
            and (v.dependency.country in worst.countries or not worst.countries)
        }
        answer = "yes" if by_site & set(RISKY) else "unknown" if "undecided" in by_site else "no"
        assert worst.by_site == answer


ORDER = ("risky-strategic", "strategic", "undecided", "watch", "none")


def test_published_inputs_are_those_of_the_reproduction():
    with (TESTS / "regression/eucrm2023/scores.csv").open(encoding="utf-8", newline="") as stream:
        rows = {(row["material"], row["stage"]): row for row in csv.DictReader(stream)}
    for one in published():
        row = rows[one.material, one.stage[0].upper()]
        printed = reproduction.stage(row)
        if one.union_hhi is not None:
            assert one.union_hhi == pytest.approx(governance_hhi(printed.union), abs=5e-5)
        if one.reliance is not None:
            assert (one.reliance, printed.basis) == (printed.reliance, "both")
        assert one.recycling == pytest.approx(float(row["recycling_pct"]) / 100)
        if row["substitution"]:
            assert one.substitution == (float(row["substitution"]),) * 2
        assert one.stage_risk == float(row["supply_risk"])
        every = [float(r["supply_risk"]) for (m, _), r in rows.items() if m == one.material]
        assert one.risk == max(every)


def test_supply_risk_of_a_material_from_the_shares_of_the_stack():
    goods = {"gallium": product(country("CHN", 0.9), remainder=0.1)}
    model = make_model(goods, {"care": use(need("gallium"))})
    said = others(prepare(model))
    (found,) = said.scored
    # nobody has a governance score in this model: 0 at least, 10 at most; the rest is the union's
    union = 2.7708 * (1 - 0.98 / 2) * 0.98
    assert found.material.risk == 3.9
    assert found.risk[1] is None
    assert found.risk[0] == pytest.approx(union)
    assert found.risk[2] == pytest.approx(union + 0.9**2 * 10 * 0.49 * 0.98, abs=0.2)
    assert said.theirs["gallium"]["ec-sr"].flagged == "yes"
    assert said.theirs["gallium"]["ec-list"].flagged == "yes"


def scored(model, **scores):
    """The same model with governance scores."""
    known = {
        one: Country(governance=Governance(value=score, **JUDGED)) for one, score in scores.items()
    }
    return model.model_copy(update={"countries": known})


def test_supply_risk_by_hand():
    goods = {"germanium": product(country("CHN", 0.8), country("USA", 0.2))}
    model = scored(make_model(goods, {"care": use(need("germanium"))}), CHN=6.0, USA=3.0)
    said = others(prepare(model))
    # half the import reliance of 42 % on the world, the rest on the union as printed; less 2 %
    # recycled, times a substitution index of 0.94
    by_hand = ((0.8**2 * 6 + 0.2**2 * 3) * 0.21 + 3.9596 * 0.79) * 0.98 * 0.94
    assert said.scored[0].risk == pytest.approx((by_hand,) * 3)
    assert said.theirs["germanium"]["ec-sr"].points_at == {"CHN"}


TRADE = """year,product,flow,partner,amount
2022,gallium,import,CHN,90
2022,gallium,import,DEU,10
2022,gallium,export,USA,5
2023,gallium,import,CHN,80
2023,gallium,import,DEU,c
2023,gallium,export,USA,5
2024,gallium,import,CHN,95
2024,gallium,import,DEU,5
2024,gallium,export,USA,1
2024,photoresist,import,JPN,
2024,photoresist,export,DEU,3
"""


def invoke(*words):
    return CliRunner().invoke(main, ["compare-indicators", *map(str, words)])


def rows_of(folder, name):
    with (folder / f"tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    trade = folder / "trade.csv"
    trade.write_text(TRADE, encoding="utf-8")
    done = invoke("--model", TINY, "--lang", "en", "--trade", trade, "--out", folder / "out")
    return folder / "out", done


def test_the_command_on_the_tiny_stack(answer):
    out, done = answer
    assert (done.exit_code, done.stderr.strip()) == (0, "")
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80
    files = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"figures/comparison.png", "figures/comparison.svg", "summary.txt"} <= set(files)
    found = {(r["product"], r["indicator"]): r for r in rows_of(out, "comparison")}
    # Triad makes at home and is owned from the USA: its site says home
    hosting = found["hosting-global", "hhi-country"]
    assert hosting["flagged"] == "yes"
    assert {r["relation"] for r in found.values()} <= {
        "both", "elsewhere", "missed", "alone", "neither", "open", "not-covered",
    }  # fmt: skip
    assert found["photoresist", "ec-list"]["differs"] == "other-goods-only"
    agreement = {row["indicator"]: row for row in rows_of(out, "agreement")}
    counted = ("both", "elsewhere", "missed", "alone", "neither", "open")
    for row in agreement.values():
        assert sum(int(row[name]) for name in counted) == int(row["products"])
        assert row["citation"]


def test_trade_through_the_command(answer):
    out, _ = answer
    found = {(row["product"], row["year"]): row for row in rows_of(out, "trade")}
    gallium = found["gallium", "2024"]
    # all from China, 95 of 100 from outside the circle, 95 bought against 1 sold
    assert (gallium["cdi1"], gallium["cdi2"], gallium["cdi3"]) == ("1", "0.95", "95")
    assert (gallium["dependent"], gallium["persistent"]) == ("yes", "yes")
    hidden = found["gallium", "2023"]
    assert (hidden["cdi2"], hidden["dependent"]) == ("", "unknown")
    assert found["photoresist", "2024"]["dependent"] == "unknown"
    cdi = [row for row in rows_of(out, "comparison") if row["indicator"] == "cdi"]
    flags = {row["product"]: row["flagged"] for row in cdi}
    assert (flags["gallium"], flags["photoresist"], flags["scanners"]) == ("yes", "unknown", "")


def small(**changed):
    """Hosting made at home by a firm of a foreign owner, and a mineral that nobody needs soon."""
    goods = {
        "hosting": product(firm("triad", "NLD", 1.0, led="NLD", owned="USA")),
        "ore": product(country("CHN", 1.0)),
        "tools": product(firm("lithos", "NLD", 1.0), inputs=[need("ore", buffer=500)]),
    }
    goods["hosting"]["spare_capacity"] = {"low": 0, "mode": 0, "high": 0, **JUDGED}
    hosted = {**need("hosting", "service"), "substitution": "24 months"}
    uses = {"care": use(hosted, need("tools", "capital", lifetime=500))}
    return scored(make_model(goods, uses, **changed), CHN=6.0, NLD=1.5, USA=3.0)


def test_ownership_hidden_by_location_and_a_slow_mineral():
    found = vc.compare_indicators(small(), attribute="any")
    rows = found["comparison"].set_index(["product", "indicator"])
    hosting, ore = rows.loc["hosting", "hhi-country"], rows.loc["ore", "hhi-country"]
    products = found["products"].set_index("product")
    assert products.loc["hosting", "country"] == "USA"
    assert products.loc["hosting", "by_site"] == "no"
    assert hosting["class"] == "strategic"
    assert (hosting["relation"], hosting["differs"]) == ("elsewhere", "location-hides-ownership")
    assert rows.loc["hosting", "crma-65"]["relation"] == "missed"
    assert (ore["class"], ore["relation"], ore["differs"]) == ("none", "alone", "slow")


def test_the_headline_of_a_nulmeting_is_the_same_table():
    model = small()
    bench = prepare(model)
    found = exposures(
        bench.engine,
        part_removals(bench.removals, bench.stack.product_ids),
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=0.25,
    )
    every, _ = verdicts(bench, found)
    table = headline(bench, judged=every, parts=found)["agreement"]
    pd.testing.assert_frame_equal(table, vc.compare_indicators(model).summary)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_in_both_languages(lang):
    model = small()
    text = show(vc.compare_indicators(model), model, lang=lang)
    assert max(map(len, text.splitlines())) <= 80
    assert WORDS.say(lang, "hhi-wgi") in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("klass", "said"), [("none", "No use depends"), ("undecided", "known for sure")]
)
def test_no_dependency_and_an_undecided_one_are_two_answers(klass, said):
    model = small()
    found = vc.compare_indicators(model)
    frames = {name: frame.copy() for name, frame in found.frames.items()}
    frames["comparison"]["class"] = klass
    counts = ["both", "elsewhere", "missed", "not_covered", "open_ours"]
    frames["agreement"][counts] = 0
    text = " ".join(show(replace(found, frames=frames), model, lang="en").split())
    assert said in text
    products = frames["comparison"]["product"].nunique()
    assert (f"for {products} of {products} products it is undecided" in text) == (klass != "none")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"home": "EVERYONE"}, "VA643"),
        ({"home": "Atlantis"}, "VA601"),
        ({"home": "BEL"}, "VA642"),
        ({"uses": "football"}, "VA641"),
        ({"attribute": "nobody"}, "VA718"),
    ],
)
def test_wrong_questions(asked, code):
    model = small(groups={"EVERYONE": ("NLD", "USA", "CHN")})
    with pytest.raises(AnalysisError, match=code):
        vc.compare_indicators(model, **asked)


def test_a_wrong_trade_file_stops_the_command(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("year,product\n", encoding="utf-8")
    done = invoke("--model", TINY, "--trade", path, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert f"{path}:1:1: VA716" in done.stderr
    assert not (tmp_path / "out").exists()


def test_sourcing_of_one_use_is_ours_and_not_theirs():
    goods = {
        "cloud": product(
            firm("here", "NLD", 0.5), firm("there", "USA", 0.25), firm("east", "CHN", 0.25)
        )
    }
    bought = buys(None, "cloud", there__USA=1.0)
    model = make_model(goods, {"care": use(need("cloud", "service"), sourcing=bought)})
    found = vc.compare_indicators(model, attribute="site")
    row = found["products"].set_index("product").loc["cloud"]
    assert (row["country"], row["exposure"]) == ("USA", 1.0)
