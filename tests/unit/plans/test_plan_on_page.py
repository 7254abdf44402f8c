"""A plan and targets on the page of a nulmeting, and what a launching customer carries."""

import re

import pytest

import valuechain as vc
from tests.conformance.analysis_cases import written
from tests.conformance.computed_cases import HOSTING, OWNER, TINY, measures, plan
from valuechain.analysis.workbench import prepare
from valuechain.documents.html import html_page
from valuechain.errors import AnalysisError
from valuechain.plans.demand import Customer, launching_customers
from valuechain.questions.plan.screen import show

STOCK = "kind: raise-buffer, input: gallium, customers: [logic-chips], weeks: 1 week"
TARGETS = """\
schema: valuechain/1
id: targets
model: {id: tiny}
sources:
  mine: {title: Mine, kind: judgement, reliability: F, rationale: a test}
targets:
  hosting:
    title: {en: Half of hosting}
    product: hosting-global
    removed: USA
    below: 0.5
    by: 2029
    source: mine
    credibility: 6
    status: judgement
  register:
    title: {en: The register holds}
    use: register
    removed: IRL
    attribute: headquarters
    mode: withheld
    below: 0.01
    by: 2029
    source: mine
    credibility: 6
    status: judgement
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with targets and a plan that was held to them; one measure needs another."""
    at = tmp_path_factory.mktemp("plan")
    (at / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    said = measures(at, OWNER.format("NLD"), STOCK).read_text(encoding="utf-8")
    first = "title: {en: m-0}"
    written(at / "measures.yaml", said.replace(first, f"{first}\n    needs_first: [m-1]"))
    asked = {"budget": "1M", "years": "2027-2029", "cases": HOSTING, "weeks": 4, "runs": 10}
    found = vc.plan(
        TINY,
        measures=[at / "measures.yaml"],
        targets=at / "targets.yaml",
        frontier=False,
        **asked,
    )
    found.write(at / "plan")
    return at


@pytest.fixture(scope="module")
def base(made):
    return vc.nulmeting(TINY, rules=("default",), plan=made / "plan")


def text_of(page):
    """The chapter of a page, without markup."""
    said = html_page(page)
    start = said.find('id="plan"')
    chapter = said[start : said.find('id="sure"')] if start >= 0 else ""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", chapter))


def test_the_chapter_says_what_the_tables_of_the_plan_say(base, made):
    stored = vc.open(made / "plan")
    for name in ("plan", "targets", "launching_customer"):
        assert base[name].equals(stored[name])
    assert base["plan_cases"].equals(stored["cases"])
    chapter = text_of(vc.page(base, lang="en"))
    assert "m-0" in chapter
    before, after = (float(stored.options[f"loss_{end}"]) for end in ("before", "after"))
    assert f"falls from {before:.2f} to {after:.2f} weeks a use" in chapter
    rows = base["targets"].set_index("target")
    assert rows.loc["hosting", "verdict"] == "on-track"
    assert "1 on track" in chapter
    assert "Carries a supplier" in chapter


def test_a_page_of_a_stored_nulmeting_says_the_same(base, tmp_path):
    base.write(tmp_path / "out")
    again = vc.open(tmp_path / "out")
    assert text_of(vc.page(again, lang="nl")) == text_of(vc.page(base, lang="nl"))


def test_a_measure_that_others_need_is_said_to_be_so_on_the_page_as_on_the_screen(base, made):
    stored = vc.open(made / "plan")
    takes = stored["plan"].set_index("measure")["contribution"]
    assert takes["m-1"] == 0 < takes["m-0"]
    for lang, tail in (("en", "; needed for what follows"), ("nl", "; nodig voor wat volgt")):
        chapter = text_of(vc.page(base, lang=lang))
        assert f"m-1{tail}" in chapter
        assert chapter.count(tail) == show(stored, TINY, lang=lang).count(tail) == 1


def test_targets_alone_are_reached_or_cannot_be_told(made):
    found = vc.nulmeting(TINY, rules=("default",), aims=made / "targets.yaml")
    assert set(found["targets"]["verdict"]) <= {"reached", "cannot-tell"}
    assert found["targets"]["then"].isna().all()
    chapter = text_of(vc.page(found, lang="en"))
    assert "Of the 2 targets" in chapter
    assert "Measure" not in chapter
    assert "plan" not in dict(found.tables())


def test_a_plan_with_own_measures_cannot_be_held_to_other_targets(made):
    with pytest.raises(AnalysisError, match="VA739"):
        vc.nulmeting(TINY, rules=("default",), plan=made / "plan", aims=made / "targets.yaml")


def test_another_model_or_another_question_is_no_plan_of_it(base, made):
    with pytest.raises(AnalysisError, match="VA743 the result is of nulmeting"):
        vc.nulmeting(TINY, rules=("default",), plan=base)
    other = vc.apply(TINY, [])
    other = other.model_copy(update={"id": "other"})
    with pytest.raises(AnalysisError, match="VA743 the plan was made for another model"):
        vc.nulmeting(other, rules=("default",), plan=made / "plan")


def test_what_can_be_moved_carries_a_supplier_of_a_size_that_exists():
    found = {(one.product, one.use): one for one in launching_customers(prepare(TINY))}
    hosting = {use: one for (product, use), one in found.items() if product == "hosting-global"}
    together = sum(one.movable_share for one in hosting.values() if one.body != "other")
    firms = {}
    for one in TINY.products["hosting-global"].producers:
        if one.firm and one.share.mode > 0:
            firms[one.firm] = firms.get(one.firm, 0.0) + one.share.mode
    for one in hosting.values():
        assert one.together_share == pytest.approx(min(1.0, together))
        assert one.smallest_supplier == pytest.approx(min(firms.values()))
    sizes = {"product": "p", "use": "u", "body": "state", "demand_share": 1.0, "outside_share": 1.0}
    assert Customer(**sizes, together_share=0.2, smallest_supplier=0.2).carries == "yes"
    assert Customer(**sizes, together_share=0.1, smallest_supplier=0.2).carries == "no"
    assert Customer(**sizes, together_share=0.1).carries == "unknown"


def test_the_best_plan_is_sought_in_draws_and_what_is_in_all_of_them_is_named(tmp_path):
    found = plan(tmp_path, draws=3, seed=2)
    readings = found["readings"].set_index("reading")
    assert list(readings.index) == ["draw-0", "draw-1", "draw-2"]
    assert (readings["regret"] >= 0).all()
    # Whoever owns it, hosting that is no longer American helps in every draw.
    assert (readings["measures"] == "m-0").all()
    assert found["measures"].set_index("measure").loc["m-0", "in_readings"] == 3
    assert "In the best plan of all 3 readings and draws: m-0." in show(found, TINY, lang="en")
    assert not len(plan(tmp_path)["readings"])


HOST = (
    "kind: add-supply, product: hosting-global, share: {{low: 0.2, mode: 0.4, high: 0.6}}, "
    "from: [triad/NLD], maker: {{id: {0}, title: {{en: {0}}}, site: NLD, headquarters: NLD, "
    "owner: NLD}}"
)


def test_what_a_plan_leaves_where_its_measures_cannot_go_together_is_unknown(tmp_path):
    # Two new hosts take 0.4 each of the 0.9 that one firm has; at the high end 0.6 each.
    found = plan(tmp_path, HOST.format("one"), HOST.format("two"), robust=True)
    assert set(found["plan"]["measure"]) == {"m-0", "m-1"}
    regret = found["readings"].set_index("reading")["regret"]
    assert regret[regret.isna()].index.tolist() == ["effect-high"]
    said = show(found, TINY, lang="en")
    assert "Under effect-high the measures of this plan cannot go together" in said
    assert "at most 0.00 weeks more" in said
