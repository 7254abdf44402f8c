"""Country packs and groups of uses: toys in which two countries share a cloud."""

import json

import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.build import country, firm, make_model, need, product, use
from valuechain.analysis.packs import pack_summaries
from valuechain.analysis.provenance import no_uses
from valuechain.analysis.question_frame import chosen_uses
from valuechain.analysis.scenario_choice import fitting
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.errors import AnalysisError
from valuechain.files.references import reference_problems
from valuechain.questions.explain.study import measure
from valuechain.schema import Model, Pack, UseGroup
from valuechain.schema.packs import seen_from


def shared() -> Model:
    """A cloud that all share; Dutch and Estonian power, each for its own customers only."""
    here = {**product(firm("net", "NLD", 1.0)), "market": "NLD"}
    there = {**product(firm("vork", "EST", 1.0)), "market": "EST"}
    made = make_model(
        {
            "cloud": product(country("USA", 1.0)),
            "power-nl": here,
            "power-ee": there,
        },
        {
            "offices-nl": {**use(need("cloud", "service")), "groups": ["state"]},
            "registers-nl": {**use(need("power-nl", "service", buffer=2)), "groups": ["state"]},
            "offices-ee": {**use(need("cloud", "service"), at="EST"), "groups": ["state"]},
        },
    )
    packs = {
        "NLD": {"cloud": [need("power-nl", "service", "important")]},
        "EST": {"cloud": [need("power-ee", "service", "important")]},
    }
    return made.model_copy(
        update={
            "use_groups": {"state": UseGroup(title={"en": "The state"})},
            "packs": {
                code: Pack.model_validate({"title": {"en": code}, "inputs": inputs})
                for code, inputs in packs.items()
            },
        }
    )


def loss(home: str, subject: str, without: str) -> float:
    return vc.explain(
        subject, without=without, model=shared(), mode="lost", home=home, weeks=4
    ).exposure


def test_a_pack_counts_for_customers_of_its_own_country_only():
    # without Dutch power half of the cloud is gone for Dutch offices, nothing for Estonian ones
    assert loss("NLD", "offices-nl", "site:NLD") == pytest.approx(0.5)
    assert loss("EST", "offices-ee", "site:NLD") == 0
    assert loss("EST", "offices-ee", "site:EST") == pytest.approx(0.5)
    assert loss("NLD", "offices-nl", "site:EST") == 0
    assert loss("NLD", "cloud", "site:EST") == 0


def test_a_home_without_a_pack_has_the_shared_products_only():
    seen = seen_from(shared(), {"DEU"})
    assert set(seen.products) == {"cloud"}
    assert not seen.uses
    assert not seen.products["cloud"].inputs
    assert set(seen.firms) == set()


def test_what_is_seen_does_not_depend_on_other_packs():
    whole = shared()
    without = whole.model_copy(
        update={
            "packs": {"NLD": whole.packs["NLD"]},
            "products": {key: one for key, one in whole.products.items() if key != "power-ee"},
            "uses": {key: one for key, one in whole.uses.items() if key != "offices-ee"},
            "firms": {key: one for key, one in whole.firms.items() if key != "vork"},
        }
    )
    assert seen_from(whole, {"NLD"}) == seen_from(without, {"NLD"})


def test_a_pack_that_names_an_unknown_product_is_refused_whatever_else_it_says():
    bought = {"producer": "USA", "input": "power-ee", "supplier": "vork/EST", "share": 1.0}
    told = {
        "title": {"en": "Estonia"},
        "inputs": {
            "cloud": [need("power-ee", "service")],
            "clowd": [need("power-ee", "service")],
        },
        "sourcing": {"cloud": [bought | {"source": "survey", "credibility": 2, "status": "read"}]},
    }
    model = shared().model_copy(update={"packs": {"EST": Pack.model_validate(told)}})
    found = [(keys, code) for keys, code, *_ in reference_problems(model) if code == "VC060"]
    assert found == [(("packs", "EST", "inputs", "clowd"), "VC060")]


def test_a_model_without_packs_is_itself():
    plain = make_model({"cloud": product(country("USA", 1.0))}, {"office": use(need("cloud"))})
    assert seen_from(plain, {"EST"}) is plain


def test_an_input_of_a_pack_takes_the_place_of_the_same_input():
    made = shared()
    cloud = made.products["cloud"]
    base = Pack.model_validate(
        {"title": {"en": "x"}, "inputs": {"cloud": [need("power-nl", "service", "minor")]}}
    )
    both = made.model_copy(
        update={
            "products": {
                **made.products,
                "cloud": cloud.model_copy(update={"inputs": made.packs["NLD"].inputs["cloud"]}),
            },
            "packs": {"NLD": base},
        }
    )
    (entry,) = seen_from(both, {"NLD"}).products["cloud"].inputs
    assert entry.essentiality == "minor"


def test_demand_of_customers_that_are_not_seen_is_final_demand():
    made = shared()
    weights = {"offices-nl": 0.3, "offices-ee": 0.2, "final": 0.5}
    cloud = made.products["cloud"].model_copy(update={"demand_weights": weights})
    seen = seen_from(
        made.model_copy(update={"products": {**made.products, "cloud": cloud}}), {"NLD"}
    )
    assert seen.products["cloud"].demand_weights == pytest.approx({"offices-nl": 0.3, "final": 0.7})


def test_a_group_means_its_uses_at_home_and_is_told_by_its_worst():
    bench = prepare(shared(), home="NLD")
    names = [bench.stack.producer_ids[row] for row in chosen_uses(bench, "state")]
    assert names == ["offices-nl", "registers-nl"]
    both = chosen_uses(bench, ["state", "offices-nl"])
    assert both == chosen_uses(bench, None)
    worst = measure(bench, "state", without="site:NLD", mode="lost", weeks=4)
    assert worst.group == ("offices-nl", "registers-nl")
    assert worst.route.subject == "registers-nl"  # all of it, of the offices half
    assert worst.route.exposure == pytest.approx(1.0)
    early = measure(bench, "state", without="owner:USA", mode="withheld", weeks=1)
    assert early.route.subject == "offices-nl"
    found = vc.chokepoints(shared(), uses="state", by="countries", size=1)
    assert found.options["uses"] == ["offices-nl", "registers-nl"]
    with pytest.raises(AnalysisError, match="Did you mean use group 'state'"):
        chosen_uses(bench, "stat")


def test_partners_of_a_home_without_uses_answers_products_and_capacities():
    found = vc.partners(shared(), home="DEU", candidates=["USA"], coalitions="USA", size=1)
    assert not len(found["partners"])
    assert len(found["product_shares"])
    assert found.warnings


def test_a_home_of_several_packs_is_warned_of():
    both = ["NLD", "EST"]
    # a command looks from home first, and then asks
    for model in (shared(), seen_from(shared(), both)):
        assert "EST and NLD" in no_uses(prepare(model, home=both))[0]
    assert no_uses(prepare(shared(), home="NLD")) == ()


def test_packs_are_listed_with_how_much_was_read():
    estonia, netherlands = pack_summaries(shared())
    assert (estonia.country, estonia.uses, estonia.products) == (
        "EST",
        ("offices-ee",),
        ("power-ee",),
    )
    assert netherlands.shared_inputs == 1
    # of the Dutch: two uses with an input each, one producer, and the input of the cloud
    assert (netherlands.read, netherlands.recall, netherlands.judgement) == (0, 0, 6)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_new_pack_is_right_as_it_stands_and_has_uses(tmp_path, lang):
    file = tmp_path / "fin.yaml"
    made = CliRunner().invoke(main, ["country", "new", "FIN", str(file), "--lang", lang])
    assert made.exit_code == 0, made.output
    again = CliRunner().invoke(main, ["country", "new", "FIN", str(file)])
    assert again.exit_code == 2
    model = vc.load(overlays=[file])
    bench = prepare(model, home="FIN")
    assert [bench.stack.producer_ids[row] for row in bench.uses] == ["government-services-fin"]
    assert "electricity-nl" not in bench.model.products
    listed = CliRunner().invoke(main, ["countries", "--overlay", str(file), "--json"])
    codes = [row["country"] for row in json.loads(listed.stdout)["countries"]]
    assert codes == ["EST", "FIN", "NLD"]


@pytest.mark.parametrize(("code", "said"), [("NLD", "VA611"), ("XXX", "VA601"), ("NL", "NLD")])
def test_no_pack_is_started_for_a_country_that_has_one_or_is_none(code, said):
    made = CliRunner().invoke(main, ["country", "new", code])
    assert made.exit_code == 2
    assert said in made.output


def test_scenarios_about_products_of_another_country_are_left_out_and_said():
    seen = seen_from(vc.load(), {"EST"})
    fits, left = fitting(seen, ["nl-grid-outage", "cn-gallium-germanium-ban"])
    assert fits == ("cn-gallium-germanium-ban",)
    assert left[0].startswith("Left out: nl-grid-outage does not fit what home sees: ")
