"""The question as it is asked: answers on the shipped model, and what cannot be asked."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import valuechain as vc
from tests.conformance.computed_cases import TINY
from tests.conformance.computed_cases import plan as small_plan
from valuechain.analysis.workbench import prepare
from valuechain.cli import main
from valuechain.errors import AnalysisError, FileProblems
from valuechain.files.measure_references import with_their_needs
from valuechain.files.measures import all_measures
from valuechain.questions.plan.answer import chosen_measures, helped, plan
from valuechain.questions.plan.figure import pictures as plan_pictures
from valuechain.questions.plan.screen import show as plan_text
from valuechain.questions.plan.study import choose_cases

CASES = ("owner:USA/office-suite-nl-gov/withheld", "site:NLD/office-suite-nl-gov/lost")
TARGETS = """\
schema: valuechain/1
id: targets
model: {id: ai-stack}
sources:
  mine: {title: Mine, kind: judgement, reliability: F, rationale: a test}
targets:
  half-office:
    title: {en: Half of the office, nl: De helft van het kantoor}
    product: office-suite-nl-gov
    removed: USA
    below: 0.5
    by: 2032
    source: mine
    credibility: 6
    status: judgement
  never:
    title: {en: Never}
    use: government-services
    removed: USA
    below: 0.01
    by: 2032
    source: mine
    credibility: 6
    status: judgement
  far:
    title: {en: Far}
    use: election-count
    removed: USA
    below: 0.01
    by: 2050
    source: mine
    credibility: 6
    status: judgement
"""


@pytest.fixture(scope="module")
def model():
    return vc.load()


@pytest.fixture(scope="module")
def found(model, tmp_path_factory):
    targets = tmp_path_factory.mktemp("targets") / "targets.yaml"
    targets.write_text(TARGETS, encoding="utf-8")
    return plan(
        model,
        budget="60M/year",
        years="2027-2032",
        cases=CASES,
        weeks=60,
        runs=400,
        frontier=False,
        targets=targets,
    )


def test_the_plan_is_proved_dated_and_within_its_money(found):
    assert found.options["gap"] <= 0.002
    rows = found["plan"]
    assert "m-mail-standby" in set(rows["measure"])
    years = found["years"]
    assert (years["spent_eur"] <= 60e6 + 1).all()
    starts = dict(zip(rows["measure"], rows["start"], strict=True))
    for row in rows[rows["start"].notna()].to_dict("records"):
        for need in filter(None, row["needs_first"].split(";")):
            assert starts[need] < row["start"]
    assert years["loss"].iloc[-1] < found.options["loss_before"]


def test_moving_the_owner_of_the_office_does_not_help_against_a_disaster_at_home(found):
    cases = found["cases"].set_index("case")
    owner, site = (cases.loc[name] for name in CASES)
    assert owner["loss_after"] < owner["loss_before"]
    gain_owner = owner["loss_before"] - owner["loss_after"]
    assert site["loss_before"] - site["loss_after"] < gain_owner


def test_targets_are_reached_on_track_off_track_or_cannot_be_told(found):
    verdicts = dict(zip(found["targets"]["target"], found["targets"]["verdict"], strict=True))
    assert verdicts["never"] == "off-track"
    assert verdicts["far"] == "cannot-tell"
    assert verdicts["half-office"] in {"on-track", "off-track"}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_and_the_pictures_are_in_both_languages(found, model, lang):
    text = plan_text(found, model, lang=lang)
    assert ("Het plan" in text) == (lang == "nl")
    pictures = plan_pictures(found, model, lang=lang)
    assert {"figures/plan-roadmap.png", "figures/plan-years.svg"} <= set(pictures)


def test_a_launching_customer_is_not_told_what_is_not_known(found):
    table = found["launching_customer"]
    told = table["viable_supplier"]
    assert ((told == "unknown") == table["smallest_supplier"].isna()).all()
    listed = table[told != "unknown"]
    enough = listed["together_share"] >= listed["smallest_supplier"]
    assert len(listed)
    assert ((listed["viable_supplier"] == "yes") == enough).all()
    assert {"state", "vital"} <= set(table["body"])
    assert (table["movable_share"] <= table["demand_share"] + 1e-12).all()


def test_no_money_buys_nothing(model):
    none = plan(model, budget=0, years="2027-2028", cases=CASES, weeks=20, runs=20, frontier=False)
    assert not len(none["plan"])
    assert none.options["loss_after"] == none.options["loss_before"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"cases": ()}, "VA730"),
        ({"cases": "owner:USA/no-such/withheld"}, "VA731"),
        ({"weights": {"nothing": 1.0}}, "VA731"),
        ({"weights": {CASES[0]: -1.0}}, "VA734"),
        ({"budget": "much"}, "VA736"),
        ({"years": "1999-2001"}, "VA737"),
        ({"must": "m-nothing"}, "VA739"),
        ({"actor": "nobody"}, "VA739"),
        ({"lever": "magic"}, "VA739"),
        ({"must": "m-escrow", "never": "m-exit-nine"}, "VA740"),
        ({"must": "m-escrow", "never": "m-escrow"}, "VA740"),
        ({"budget": 10}, "VA741"),
        ({"coalition": "ATLANTIS"}, "VA601"),
        ({"must": "m-nds", "budget": "50M"}, "VA735"),
    ],
)
def test_what_cannot_be_asked_says_so(model, asked, code):
    with pytest.raises(AnalysisError) as refused:
        plan(
            model,
            **{
                "cases": CASES,
                "weeks": 10,
                "runs": 10,
                "frontier": False,
                "years": "2027-2032",
                **asked,
            },
        )
    assert refused.value.code == code


def test_there_are_measures_over_all_layers_and_most_are_honest_about_guesses(model):
    every = vc.measures(model)
    assert len([one for one in every.values() if not one.political]) >= 50
    assert {one.layer for one in every.values()} == {one.layer for one in model.products.values()}
    assert any(change.status == "judgement" for one in every.values() for change in one.changes)
    assert set(chosen_measures(model, actor="defence")) < set(every)


def test_a_measure_written_into_the_model_is_a_model(model):
    changed = vc.apply(model, ["m-gpt-nl-next"])
    before = {one.key: one.share.mode for one in model.products["dutch-llm"].producers}
    after = {one.key: one.share.mode for one in changed.products["dutch-llm"].producers}
    assert after["gpt-nl/NLD"] == pytest.approx(before["gpt-nl/NLD"] + 0.1)
    assert sum(after.values()) == pytest.approx(sum(before.values()))
    with pytest.raises(AnalysisError, match="VA738"):
        vc.apply(model, "m-gallium-stock")


def test_one_measure_is_explained_by_what_it_eases(model):
    found = helped(model, "m-mail-standby", cases=CASES, weeks=20)
    assert {case for case, before, after in found.changes if after < before} == set(CASES)


def test_commands_list_check_and_write_measures(tmp_path):
    run = CliRunner()
    listed = run.invoke(main, ["measures", "--layer", "data", "--lang", "en"])
    assert listed.exit_code == 0
    assert "m-data-embassy" in listed.output
    new = tmp_path / "mine.yaml"
    assert run.invoke(main, ["measures", "new", str(new)]).exit_code == 0
    assert run.invoke(main, ["measures", "check", str(new)]).exit_code == 0
    new.write_text(new.read_text(encoding="utf-8").replace("mode: 8 weeks", "mode: 80 weeks"))
    refused = run.invoke(main, ["measures", "check", str(new)])
    assert refused.exit_code == 2
    assert "VC043" in refused.output


def test_a_target_about_nothing_is_refused(model, tmp_path):
    wrong = tmp_path / "targets.yaml"
    wrong.write_text(TARGETS.replace("office-suite-nl-gov", "office"), encoding="utf-8")
    with pytest.raises(FileProblems, match="VC060"):
        plan(model, cases=CASES, targets=wrong, weeks=10, runs=10, frontier=False)


def test_a_group_of_uses_stands_for_those_of_them_that_need_the_input(model, tmp_path):
    def written(customer: str, product: str = "telecom-access-nl") -> Path:
        change = f"kind: raise-buffer, input: {product}, customers: [{customer}], weeks: 2 weeks"
        judged = "source: mine, credibility: 6, status: judgement"
        lines = (
            "schema: valuechain/1",
            "id: mine",
            "title: {en: Mine}",
            "model: {id: ai-stack}",
            "sources:",
            "  mine: {title: Mine, kind: judgement, reliability: F, rationale: a test}",
            "measures:",
            "  m-mine:",
            "    title: {en: Mine}",
            "    because: {en: A test}",
            "    layer: energy-datacentres-cloud",
            f"    changes: [{{{change}, {judged}}}]",
            f"    cost: {{capex: 1, opex_per_year: 0, price_year: 2025, {judged}}}",
            f"    lead: {{time: 12 months, {judged}}}",
            "    actor: {en: We}",
            "    actors: [we]",
            "    levers: [stock]",
        )
        path = tmp_path / f"{customer}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    change = all_measures(model, [written("elections")])["m-mine"].changes[0]
    every = set(model.named_customers(["elections"]))
    assert set(change.customers) < every
    assert set(change.customers) == {
        use
        for use in every
        if any("telecom-access-nl" in one.options for one in model.uses[use].inputs)
    }
    with pytest.raises(FileProblems, match=r"VC105 .*no use of the group 'national-defence'"):
        all_measures(model, [written("national-defence", "election-print")])


def test_a_use_is_a_case_for_what_is_strategic_to_it(monkeypatch):
    monkeypatch.setattr("valuechain.plans.cases.STRATEGIC", frozenset({"undecided"}))
    bench = prepare(TINY)
    every = {one.id for one in choose_cases(bench, ["undecided"], n_weeks=4)}
    of_use = [
        {one.id for one in choose_cases(bench, [bench.stack.producer_ids[row]], n_weeks=4)}
        for row in bench.uses
    ]
    assert set.union(*of_use) == every
    assert any(some < every for some in of_use)


def test_shipped_scenarios_are_cases_as_far_as_they_are_about_the_model(model):
    with pytest.raises(AnalysisError, match="VA730"):
        choose_cases(prepare(TINY), ["scenarios"], n_weeks=4)
    cases = {
        home: {one.id for one in choose_cases(prepare(model, home=home), ["scenarios"], n_weeks=4)}
        for home in ("EST", "NLD")
    }
    assert cases["EST"]
    assert cases["EST"] < cases["NLD"]


def test_only_the_loss_of_the_uses_that_are_named_counts(tmp_path):
    found = small_plan(tmp_path, uses="elections")
    assert found.options["uses"] == ["elections"]
    with pytest.raises(AnalysisError, match="VA641"):
        small_plan(tmp_path, uses="nobody")


def test_what_voters_and_parties_buy_is_not_bought_by_the_state(found):
    body = found["launching_customer"].groupby("use")["body"].unique().map(list).to_dict()
    assert body["election-campaign"] == ["other"]
    assert body["election-count"] == ["state"]


def test_a_home_chooses_from_the_shipped_measures_as_far_as_it_feels_them(shipped_model):
    whole = all_measures(None)
    assert all_measures(prepare(shipped_model, home="NLD").model).keys() == whole.keys()
    est = all_measures(prepare(shipped_model, home="EST").model)
    assert 0 < len(est) < len(whole)
    assert "m-office-open" not in est
    assert all(set(one.needs_first) | set(one.excludes) <= est.keys() for one in est.values())
    ((stock,), (seen,)) = whole["m-gallium-stock"].changes, est["m-gallium-stock"].changes
    assert set(stock.customers) - set(seen.customers) == {"naval-c2-radar"}
    assert seen.model_copy(update={"customers": stock.customers}) == stock


def test_a_measure_goes_with_what_it_needs_first():
    measures = all_measures(None)
    needing = {name: one for name, one in measures.items() if one.needs_first}
    name, one = next(iter(needing.items()))
    left = with_their_needs({k: v for k, v in measures.items() if k != one.needs_first[0]})
    assert name in with_their_needs(measures)
    assert name not in left


@pytest.mark.parametrize("never", [(), "m-0"])
def test_a_plan_of_nothing_has_no_list_and_no_years(tmp_path, never):
    found = small_plan(tmp_path, never=never)
    text = plan_text(found, prepare(TINY).model, lang="en")
    assert ("The plan, in the order of start" in text) is not bool(never)
    assert ("By year" in text) is not bool(never)
    assert ("there is nothing to choose" in text) is bool(never)
