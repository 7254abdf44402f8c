"""Names of a model: listed, searched, and meant by what somebody wrote."""

import json

import pytest
from click.testing import CliRunner

from valuechain.cli import main
from valuechain.files import load, shipped_model
from valuechain.files.directory import SORTS, directory, find, meant
from valuechain.presentation.names import Names
from valuechain.schema.packs import seen_from


@pytest.fixture(scope="module")
def model():
    return load(shipped_model()).model


def run(*arguments):
    return CliRunner().invoke(main, ["list", *arguments])


def test_everything_that_has_an_id_is_listed_once(model):
    found = [(one.sort, one.id) for one in directory(model)]
    assert len(found) == len(set(found))
    assert {one for sort, one in found if sort == "use"} == set(model.uses)
    assert {one for sort, one in found if sort == "product"} == set(model.products)
    assert {one for sort, one in found if sort == "firm"} == set(model.firms)
    assert {sort for sort, _ in found} == set(SORTS)


@pytest.mark.parametrize(
    ("word", "sort", "wanted"),
    [
        ("hospitals", "use", "life-sciences-health"),
        ("ziekenhuizen", "use", "life-sciences-health"),
        ("US", "country", "USA"),
        ("Germany", "country", "DEU"),
        ("Duitsland", "country", "DEU"),
        ("asml", "firm", "asml"),
        ("gallum", "product", "gallium"),
        ("EU", "group", "EU27"),
        ("taiwan blockade", "scenario", "taiwan-blockade"),
        ("galliumbehoefte", "measure", "m-gallium-stock"),
    ],
)
def test_a_word_in_either_language_finds_what_it_means(model, word, sort, wanted):
    best = [one for one in find(model, word) if one.sort == sort]
    assert best
    assert best[0].id == wanted
    assert f"{sort} {wanted!r}" in meant(model, word, wanted=(sort,))


def test_what_is_the_word_itself_is_the_only_thing_meant(model):
    assert meant(model, "Germany") == "Did you mean country 'DEU' (Germany)?"


def test_a_use_is_named_with_its_country_where_several_countries_have_uses(model):
    titles = {one.id: one.titles for one in directory(model) if one.sort == "use"}
    assert titles["elections-ee"] == {"en": "Elections (Estonia)", "nl": "Verkiezingen (Estland)"}
    assert titles["election-count"]["en"].endswith("(Netherlands)")
    alone = seen_from(model, {"EST"})
    assert Names(alone, "en").title("elections-ee") == "Elections"
    assert Names(model, "nl").title("elections-ee") == "Verkiezingen (Estland)"


def test_what_is_like_nothing_gets_no_guess(model):
    assert meant(model, "xyzzy") == meant(model, "") == meant(model, "--") == ""
    assert meant(model, "USSR") == meant(model, "SUN") == "", "four letters are like too much"


def test_the_command_lists_a_kind_or_searches_all():
    uses = run("uses", "--lang", "en")
    assert uses.exit_code == 0
    assert "life-sciences-health" in uses.stdout
    assert "gallium" not in uses.stdout
    found = run("--search", "hospitals", "--json")
    assert "life-sciences-health" in {row["id"] for row in json.loads(found.stdout)}
    assert run("--search", "xyzzy").stderr == "nothing found\n"
    assert run("cheeses").exit_code == 2
