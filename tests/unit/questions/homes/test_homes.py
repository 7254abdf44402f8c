"""Two homes side by side: the same measure, and what may be compared follows from the data."""

import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.build import country, make_model, need, product, use
from tests.unit.page_parts import grid, headings, sentences
from valuechain.cli import main
from valuechain.presentation.names import Names
from valuechain.questions.homes.page import document
from valuechain.schema import Model


@pytest.fixture(scope="module")
def toy() -> Model:
    """Desks of both hang on American mail; Estonian mail is measured by domains."""
    made = make_model(
        {
            "mail": product(country("USA", 0.8), country("NLD", 0.2)),
            "chips": product(country("CHN", 1.0)),
        },
        {
            "desk-nl": {**use(need("mail", "service")), "groups": ["desks"]},
            "desk-ee": {**use(need("mail", "service"), at="EST"), "groups": ["desks"]},
            "care-nl": {**use(need("chips", "service")), "groups": ["care"]},
            "care-ee": {**use(need("chips", "service"), at="EST"), "groups": ["care"]},
            "vote-nl": {**use(need("mail", "service")), "groups": ["votes"]},
            "seal-nl": {**use(need("chips", "service")), "groups": ["votes"]},
            "vote-ee": {
                **use(need("mail", "service"), at="EST"),
                "groups": ["votes"],
                "critical_window": "7 days",
            },
            "port-nl": use(need("chips", "service")),
        },
    )
    data = made.model_dump(mode="json", by_alias=True, exclude_none=True)
    groups = {"desks": "Desks", "care": "Care", "votes": "Votes"}
    data["use_groups"] = {key: {"title": {"en": title}} for key, title in groups.items()}
    data["uses"]["desk-ee"]["inputs"][0]["measured_by"] = {"en": "100 domains"}
    return Model.model_validate(data)


@pytest.fixture(scope="module")
def found(toy) -> vc.Result:
    return vc.compare_homes(toy, homes=("NLD", "EST"))


def caveats(found: vc.Result, group: str, mode: str = "withheld") -> tuple[str, str]:
    rows = found["pairs"]
    row = rows[(rows["group"] == group) & (rows["mode"] == mode)].iloc[0]
    return str(row["comparable"]), str(row["caveats"])


def test_what_differs_is_said_from_the_data(found):
    assert caveats(found, "care") == ("care", "judged")
    assert caveats(found, "desks") == ("no", "measures;judged")
    assert caveats(found, "votes") == ("no", "functions;window;judged")
    assert caveats(found, "port-nl") == ("no", "no-counterpart")


def test_each_side_is_what_that_home_alone_would_be_told(found, toy):
    sides = found["sides"].set_index(["group", "mode", "home"])
    # all mail of an Estonian desk may be refused by Americans but the Dutch fifth
    for group, home in (("desks", "NLD"), ("desks", "EST"), ("care", "EST")):
        row = sides.loc[(group, "withheld", home)]
        told = vc.explain(
            row["use"], f"owner:{row['removed']}", model=toy, home=home, weeks=int(row["week"])
        )
        assert row["loss"] == pytest.approx(told.exposure)
        assert row["loss"] > 0.5
    assert sides.loc[("votes", "withheld", "NLD"), "uses"] == 2


def test_the_page_names_the_pairs_and_counts_them(found, toy):
    page = document(found, Names(toy, "en"))
    assert page.heading == (
        "The Netherlands and Estonia: of 3 shared groups of uses none may be compared, "
        "1 with care and 2 not"
    )
    refused = next(one for one in page.sections if one.anchor == "pairs-withheld")
    rows = {row[0]: row for row in grid(refused)}
    assert rows["Desks"][3] == "no"
    assert "the Netherlands by the thing itself; Estonia by 100 domains" in rows["Desks"][4]
    assert "No counterpart in Estonia." in rows["port-nl"][4]
    assert rows["port-nl"][2] == "–"
    assert list(rows)[-1] == "port-nl"
    products = page.sections[-1]
    assert headings(products)[0].startswith("The same figures of 2 shared products")
    assert "For all 2 the loss is the same" in " ".join(sentences(products))


def test_one_home_is_not_compared_with_itself():
    for words in (["NLD"], ["NLD", "NLD"], ["NLD", "EST", "FIN"]):
        answer = CliRunner().invoke(main, ["compare-homes", *words])
        assert answer.exit_code == 2
        assert "VA644" in answer.output
