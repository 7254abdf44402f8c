"""`valuechain lookthrough`: published tables through the command, and the tiny stack by hand."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import valuechain as vc
from valuechain.cli import main
from valuechain.errors import AnalysisError

TESTS = Path(__file__).parents[3]
TINY = TESTS / "models" / "tiny.yaml"
TABLES = TESTS / "regression" / "tables"


def invoke(*words):
    return CliRunner().invoke(main, ["lookthrough", *map(str, words)])


def rows(folder, name):
    with (folder / f"tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def fixture(name):
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


def to_csv(path, names, flows, **columns):
    lines = [",".join(["sector", *names, *columns])]
    for n, name in enumerate(names):
        cells = [*flows[n], *(column[n] for column in columns.values())]
        lines.append(",".join([name, *map(str, cells)]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def grid(table, who, column):
    """One column of a table of pairs as an array (groups, sectors)."""
    first = list(dict.fromkeys(row[who] for row in table))
    groups = list(dict.fromkeys(row["group"] for row in table))
    found = {(row["group"], row[who]): float(row[column]) for row in table}
    return np.array([[found[group, one] for one in first] for group in groups])


def test_miller_and_blair_through_the_command(tmp_path):
    case = fixture("miller_blair_ch2")
    given_, wanted = case["inputs"], case["expected"]
    path = to_csv(tmp_path / "mb.csv", "ab", given_["Z"], final=given_["Y"], output=given_["x"])
    done = invoke("--table", path, "--out", tmp_path / "out", "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "cells parted by comma, decimal point\n")
    bought, sold = rows(tmp_path / "out", "bought"), rows(tmp_path / "out", "sold")
    np.testing.assert_allclose(grid(bought, "customer", "face"), wanted["A"], atol=1e-6)
    np.testing.assert_allclose(grid(bought, "customer", "gross"), wanted["L"], atol=1e-6)
    assert grid(bought, "customer", "added").sum(axis=0) == pytest.approx([1, 1], abs=2e-6)
    assert grid(sold, "supplier", "final").sum(axis=0) == pytest.approx([1, 1], abs=2e-6)
    # the definition stands with the number
    assert "value added: sum of vl" in " ".join(done.stdout.split()).lower()
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["question"], manifest["model"]["id"]) == ("lookthrough-table", "mb.csv")


def test_coefficients_of_miller_and_blair_have_no_sales_side(tmp_path):
    path = to_csv(tmp_path / "a.csv", "ab", fixture("miller_blair_ch2")["expected"]["A"])
    assert invoke("--table", path, "--coefficients", "--out", tmp_path / "out").exit_code == 0
    found = grid(rows(tmp_path / "out", "bought"), "customer", "gross")
    wanted = [[1.254125412541254, 0.33003300330033], [0.26402640264026, 1.12211221122112]]
    np.testing.assert_allclose(found, wanted, atol=1e-6)
    assert not (tmp_path / "out/tables/sold.csv").exists()


def test_the_small_table_of_two_regions(tmp_path):
    case = fixture("pymrio_small_mrio")
    flows, final = np.array(case["inputs"]["Z"], float), np.array(case["inputs"]["Y"], float)
    names = [f"{region}{sector}" for region in "xy" for sector in range(3)]
    path = to_csv(tmp_path / "m.csv", names, flows, final1=final[:, 0], final2=final[:, 1])
    found = vc.lookthrough_table(path)
    assert " for " not in repr(found)
    assert "home" not in found._repr_html_().partition(".")[0]
    inverse = np.array(case["computed_here_check"]["L"])
    by_pair = found["bought"].pivot_table(index="group", columns="customer", values="gross")
    np.testing.assert_allclose(by_pair.loc[names, names], inverse, atol=1e-12)
    np.testing.assert_allclose(inverse[0], case["expected_fixture_values"]["L_row0"], atol=1e-12)
    regions = tmp_path / "regions.csv"
    regions.write_text("sector,group\n" + "".join(f"{n},{n[0]}\n" for n in names), encoding="utf-8")
    found = vc.lookthrough_table(path, groups=regions, customers=["x"])
    assert list(found["bought"]["customer"].unique()) == names[:3]
    by_hand = (1 - (flows / (flows.sum(1) + final.sum(1))).sum(0))[:, None] * inverse
    y_in_x0 = found["bought"].set_index(["customer", "group"])["added"]["x0", "y"]
    assert y_in_x0 == pytest.approx(by_hand[3:, 0].sum())


@settings(max_examples=20)
@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_shares_sum_to_one_and_names_and_order_do_not_matter(tmp_path_factory, size, seed):
    dice, folder = np.random.default_rng(seed), tmp_path_factory.mktemp("t")
    flows = dice.uniform(0, 10, (size, size)).round(4)
    final = dice.uniform(1, 50, size).round(4)
    names = [f"s{n}" for n in range(size)]
    first = vc.lookthrough_table(to_csv(folder / "a.csv", names, flows, final=final))
    order = dice.permutation(size)
    other = [f"t{n}" for n in order]
    path = to_csv(folder / "b.csv", other, flows[np.ix_(order, order)], final=final[order])
    second = vc.lookthrough_table(path)
    for name, who, column in (("bought", "customer", "added"), ("sold", "supplier", "final")):
        assert first[name].groupby(who)[column].sum().to_numpy() == pytest.approx(np.ones(size))
        moved = second[name].assign(
            **{who: "s" + second[name][who].str[1:], "group": "s" + second[name]["group"].str[1:]}
        )
        pairs = [t.set_index([who, "group"]).sort_index() for t in (first[name], moved)]
        np.testing.assert_allclose(pairs[0], pairs[1], atol=1e-9)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("s,a,final\na,-1,2\n", (), "2:2: VA712"),
        ("s,a\na,1.5\n", ("--coefficients",), "VA651"),
        ("s,a,b,output\na,0,1,5\nb,0,0,0\n", (), "VA652"),
        ("s,a,final\na,1,2\n", ("--customer", "z"), "VA715"),
        ("s,a,b,output\na,1,0,5\nb,0,0,0\n", ("--customer", "b"), "VA654"),
        ("", (), "VA710"),
    ],
)
def test_bad_tables_are_refused_with_status_2(tmp_path, text, words, code):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    done = invoke("--table", path, *words, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert code in done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--table", "t.csv", "--home", "NLD"),
        ("--customer", "a"),
        ("--attribute", "nobody"),
    ],
)
def test_options_that_do_not_go_together(words):
    assert invoke(*words).exit_code == 2


def test_the_tiny_stack_by_hand(tmp_path):
    done = invoke("--model", TINY, "--lang", "en", "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    found = {row["subject"]: row for row in rows(tmp_path / "out", "lookthrough")}
    chips = found["logic-chips"]
    # 0.05 + 0.3 of the cost is stated; gallium has no cost share, but Fabrik (0.1) buys none
    assert (chips["inputs"], chips["inputs_stated"]) == ("3", "2")
    assert float(chips["unstated"]) == pytest.approx(0.9 * 0.65)
    # photoresist: no inputs, so its makers earn all of it, wherever they are
    assert found["photoresist"]["traced"] == "1"
    assert (found["photoresist"]["largest"], found["photoresist"]["added_low"]) == ("JPN", "0.6")
    flat = " ".join(done.stdout.split())
    assert "Of the 9 inputs of the model 2 state which part of the cost they are" in flat
    assert max(map(len, done.stdout.splitlines()[:-1])) <= 80
    countries = rows(tmp_path / "out", "lookthrough_countries")
    assert all(float(r["added_low"]) <= float(r["added_high"]) for r in countries)


def test_dutch_and_one_use():
    done = invoke("--model", TINY, "--use", "elections", "--attribute", "owner")
    assert done.exit_code == 0
    flat = " ".join(done.stdout.split())
    assert "Van de 9 inputs van het model vermelden er 2" in flat
    found = vc.lookthrough(vc.load(TINY), uses="elections")
    kept = set(zip(found.summary["kind"], found.summary["subject"], strict=True))
    assert kept == {
        ("use", "elections"),
        ("product", "hosting-global"),
        ("product", "hosting-local"),
    }


def test_wrong_questions_about_the_stack():
    model = vc.load(TINY)
    for asked, code in (
        ({"uses": "football"}, "VA641"),
        ({"attribute": "nobody"}, "VA718"),
        ({"home": "Atlantis"}, "VA601"),
    ):
        with pytest.raises(AnalysisError, match=code):
            vc.lookthrough(model, **asked)
    # of another home there are products only, and that is said
    found = vc.lookthrough(model, home="BEL")
    assert set(found.summary["kind"]) == {"product"}
    assert found.warnings


def test_what_is_said_of_the_shipped_model_is_honest():
    found = vc.lookthrough(uses="elections")
    uses = found.summary[found.summary["kind"] == "use"].set_index("subject")
    assert len(uses) == 8
    # the law does not say what an election costs: nothing is sure but for printing
    sure = uses["added_low"].fillna(0.0)
    assert set(sure.index[sure > 0]) <= {"election-register"}
    products = found.summary[found.summary["kind"] == "product"]
    assert found.options["cost_shares_at_most"]["annual-cost"] == 15
    assert products["inputs_at_most"].sum() > 0
