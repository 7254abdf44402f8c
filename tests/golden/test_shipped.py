"""The shipped model: laws that its numbers obey, and facts that they show."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from valuechain.analysis.workbench import prepare
from valuechain.indicators.exposure import exposures
from valuechain.shocks.removals import Removal

SAME = 1e-9
CASE = ["attribute", "mode", "horizon_weeks"]
SINGLE = ("site", "headquarters", "owner")


def pick(table: pd.DataFrame, **chosen: object) -> pd.DataFrame:
    for name, what in chosen.items():
        table = table[table[name] == what]
    return table


def value(table: pd.DataFrame, **chosen: object) -> float:
    found = pick(table, **chosen)
    assert len(found) == 1
    return float(found["value"].iloc[0])


# ---- laws


def test_every_verdict_has_its_dependency_rows(base):
    keys = ["use", "product", "removed", "attribute", "mode"]
    mode = base.verdicts["question"].map({"disaster": "lost", "coercion": "withheld"})
    verdicts = base.verdicts.assign(mode=mode).rename(columns={"country": "removed"})
    year = pick(base.dependencies, horizon_weeks=52).set_index(keys)
    both = (
        verdicts.drop(columns="horizon_weeks")
        .set_index(keys)[["exposure", "exposure_low", "exposure_high", "window_weeks"]]
        .join(year)
    )
    assert len(both) == len(verdicts) <= len(year) == len(base.dependencies) / 5
    both = both[both["window_weeks"].isna() & (both.index.get_level_values("attribute") != "any")]
    assert len(both) > 1000
    for judged, measured in (
        ("exposure", "value"),
        ("exposure_low", "bound_low"),
        ("exposure_high", "bound_high"),
    ):
        assert (both[judged] - both[measured]).abs().max() < SAME


@pytest.mark.parametrize("column", ["bound_low", "value"])
def test_a_group_does_at_least_what_each_member_outside_the_circle_does(base, model, column):
    places = base.exposure[base.exposure["kind"].isin(["country", "group"])]
    wide = places.pivot_table(index=["use", *CASE], columns="removed", values=column)
    circle = {*base.settings.home_countries, *base.settings.trusted_countries}
    lost = wide[wide.index.get_level_values("mode") == "lost"]
    withheld = wide[wide.index.get_level_values("mode") == "withheld"]
    pairs = 0
    for name, group in model.groups.items():
        for member in set(group.members) & set(wide.columns):
            assert (lost[name] >= lost[member] - SAME).all(), (name, member)
            pairs += 1
            if member not in circle:
                assert (withheld[name] >= withheld[member] - SAME).all(), (name, member)
    assert pairs > 50


@pytest.mark.parametrize("table", ["exposure", "dependencies", "products"])
@pytest.mark.parametrize("column", ["bound_low", "value"])
def test_any_of_the_three_countries_does_at_least_what_each_does(base, table, column):
    rows = getattr(base, table)
    rows = rows[rows["kind"].isin(["country", "group"])]
    keys = [name for name in ("use", "product", "removed", "mode", "horizon_weeks") if name in rows]
    wide = rows.pivot_table(index=keys, columns="attribute", values=column)
    for name in SINGLE:
        both = wide[["any", name]].dropna()
        # a refusal under any spares who has one of the three ties to the refuser
        both = both[both.index.get_level_values("mode") == "lost"]
        assert len(both)
        assert (both["any"] >= both[name] - SAME).all()


@pytest.mark.parametrize("column", ["bound_low", "value", "bound_high"])
def test_a_part_of_a_country_does_at_most_what_all_of_it_does(base, column):
    keys = ["use", "removed", *CASE]
    whole = pick(base.exposure, kind="country").set_index(keys)[column]
    parts = base.dependencies.groupby(keys)[column].max()
    both = pd.concat([parts.rename("part"), whole.rename("whole")], axis=1, join="inner")
    assert len(both) == len(parts) > 1000
    assert (both["part"] <= both["whole"] + SAME).all()


def _lagging(model) -> set[str]:
    """Products and uses that a fallback with a delay can help, directly or not."""
    records = {**model.products, **model.uses}
    found = {
        key
        for key, record in records.items()
        for entry in record.inputs
        if entry.fallback and entry.fallback.after > 0
    }
    while True:
        more = {
            key
            for key, record in records.items()
            for entry in record.inputs
            if found & set(entry.options)
        } - found
        if not more:
            return found
        found |= more


def test_without_a_late_fallback_what_is_lost_for_good_only_grows(base, model):
    lagging = _lagging(model)
    assert "government-services" in lagging
    assert "foundry-advanced" not in lagging
    checked = 0
    for table, subject in (("exposure", "use"), ("products", "product")):
        rows = getattr(base, table)
        rows = rows[~rows[subject].isin(lagging)]
        keys = [subject, "removed", "kind", "attribute", "mode"]
        wide = rows.pivot_table(index=keys, columns="horizon_weeks", values="value")
        steps = np.diff(wide[[1, 13, 52, 156, "limit"]].to_numpy(), axis=1)
        assert steps.min() > -SAME
        checked += len(wide)
    assert checked > 10_000


def test_a_late_fallback_helps(base):
    """Why the law above needs its condition."""
    rows = pick(base.exposure, use="government-services", removed="USA", attribute="owner")
    lost = dict(zip(*pick(rows, mode="lost")[["horizon_weeks", "value"]].T.values, strict=True))
    assert lost[1] > lost[13]


def _some_removals() -> Iterator[Removal]:
    for country in ("CHN", "IRL", "NLD", "TWN", "USA"):
        for attribute in ("site", "owner"):
            for mode in ("lost", "withheld") if country not in {"IRL", "NLD"} else ("lost",):
                yield Removal("country", country, attribute, mode, frozenset({country}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def by_rule(bench):
    removals = list(_some_removals())
    return {
        rule: exposures(
            bench.engine,
            removals,
            builder=bench.removals,
            effects=bench.effects(rule),
            watch=bench.uses,
            threshold=0.25,
        ).at
        for rule in ("lenient", "default", "strict")
    }


def test_a_stricter_rule_never_loses_less(by_rule):
    assert (by_rule["strict"] >= by_rule["default"] - SAME).all()
    assert (by_rule["default"] >= by_rule["lenient"] - SAME).all()
    assert (by_rule["strict"] > by_rule["lenient"] + 0.05).mean() > 0.1


def test_bounds_are_in_order_before_anything_sorts_them(by_rule):
    for at in by_rule.values():
        assert (at[:, 0] <= at[:, 1] + SAME).all()
        assert (at[:, 1] <= at[:, 2] + SAME).all()
        assert (at[:, 2] > at[:, 1] + 0.01).any()


def test_bounds_of_supply_are_in_order_and_open_somewhere(base):
    for table, stems in (
        ("concentration", ("hhi", "largest", "outside_home", "outside_europe")),
        ("positions", ("share",)),
    ):
        rows = getattr(base, table)
        for stem in stems:
            assert (rows[f"{stem}_low"] <= rows[stem] + SAME).all()
            assert (rows[stem] <= rows[f"{stem}_high"] + SAME).all()
            assert (rows[f"{stem}_high"] > rows[stem] + 0.01).any()


def test_the_worst_product_of_a_layer_has_the_exposure_of_the_layer(base, model):
    keys = ["removed", *CASE]
    layers = base.layers.rename(columns={"worst_product": "product"}).set_index(["product", *keys])
    products = base.products.set_index(["product", *keys])["value"]
    both = layers.join(products.rename("of_product"), how="inner")
    assert len(both) > 1000
    assert (both["value"] - both["of_product"]).abs().max() < SAME
    worst = base.products.assign(
        layer=base.products["product"].map(lambda p: model.products[p].layer)
    )
    worst = worst[worst["kind"].isin(["country", "group"])].groupby(["layer", *keys])["value"].max()
    found = base.layers.set_index(["layer", *keys])["value"].reindex(worst.index)
    assert (found - worst)[worst > 0].abs().max() < SAME
    assert found[worst > 0].notna().all()


def test_each_part_of_the_supply_of_a_layer_is_counted_once(base):
    totals = base.layer_shares.groupby(["layer", "attribute"])["share"].sum()
    assert len(totals) == 2 * base.layers["layer"].nunique()
    assert (totals - 1).abs().max() < 1e-6


def test_evidence_counts_add_up_and_name_known_sources(base):
    rows = base.evidence
    assert (rows["figures"] == rows[["read", "recall", "judgement"]].sum(axis=1)).all()
    assert (rows["figures"] > 0).all()
    cited = {name for text in rows["sources"] for name in text.split(";")}
    assert cited <= set(base.sources["source"])


def test_every_verdict_that_counts_has_evidence(base):
    keys = ["use", "product", "removed", "attribute", "mode"]
    mode = base.verdicts["question"].map({"disaster": "lost", "coercion": "withheld"})
    rows = base.verdicts.assign(mode=mode).rename(columns={"country": "removed"})
    rows = rows[rows["class"] != "none"]
    assert len(rows) > 50
    rows = rows.assign(attribute=rows["tie"])  # under any, that of the tie that decides
    assert set(rows.set_index(keys).index) <= set(base.evidence.set_index(keys).index)


def test_reasons_are_one_line_in_both_languages(base):
    for name in ("reason_nl", "reason_en"):
        assert base.verdicts[name].str.endswith(".").all()
        assert not base.verdicts[name].str.contains("\n").any()
        assert not base.verdicts[name].str.contains(r"None|nan\b|\{|\}", regex=True).any()
    undecided = pick(base.verdicts, **{"class": "undecided"})
    assert undecided["reason_en"].str.contains("Undecided until it is known: .+", regex=True).all()
    assert undecided["reason_nl"].str.contains("Onbeslist: nodig is te weten .+", regex=True).all()


# ---- facts


def test_euv_machines_rest_wholly_on_the_netherlands(base):
    mine = {"product": "euv-lithography", "attribute": "headquarters"}
    (row,) = pick(base.concentration, by="country", **mine).to_dict("records")
    assert (row["largest_name"], row["largest"], row["hhi"]) == ("NLD", 1.0, 1.0)
    (held,) = pick(base.positions, circle="home", **mine).to_dict("records")
    assert (held["share_low"], held["share"], held["share_high"]) == (1.0, 1.0, 1.0)
    lost = pick(base.products, removed="NLD", mode="lost", **mine)
    assert (lost["value"] == 1.0).all()
    assert len(lost) == 5


def test_the_european_cloud_stands_in_europe_and_obeys_america(base):
    rows = pick(base.concentration, product="cloud-eu", by="country").set_index("attribute")
    assert rows.loc["site", "outside_europe"] == 0.0
    assert rows.loc["owner", "largest_name"] == "USA"
    assert rows.loc["owner", "outside_europe"] > 0.7
    held = pick(base.positions, product="cloud-eu", circle="europe").set_index("attribute")
    assert held.loc["site", "share"] > 0.9
    assert held.loc["owner", "share"] < 0.25


def test_gallium_is_mostly_chinese_and_leading_edge_logic_mostly_taiwanese_by_site(base):
    by_site = pick(base.concentration, by="country", attribute="site").set_index("product")
    assert by_site.loc["gallium", "largest_name"] == "CHN"
    assert by_site.loc["gallium", "largest"] > 0.9
    assert by_site.loc["foundry-advanced", "largest_name"] == "TWN"
    assert by_site.loc["foundry-advanced", "largest"] > 0.5


def test_a_refused_cloud_hurts_government_within_weeks(base):
    refusal = {"use": "government-services", "removed": "USA", "attribute": "owner"}
    assert value(base.exposure, mode="withheld", horizon_weeks=1, **refusal) > 0.5
    cloud = pick(base.dependencies, product="cloud-nl-public-sector", mode="withheld", **refusal)
    assert value(cloud, horizon_weeks=1) > 0.25


@pytest.mark.parametrize("country", ["USA", "TWN"])
def test_a_stop_of_servers_takes_government_more_than_a_year(base, country):
    servers = pick(base.dependencies, product="ai-servers", removed=country)
    servers = pick(servers, use="government-services")
    assert len(servers) == 5 * 4 * 2
    soon = servers[servers["horizon_weeks"].isin([1, 13, 52])]
    assert soon["value"].max() < 0.1
    late = pick(servers, horizon_weeks="limit")
    assert late["value"].max() > soon["value"].max() + 0.1


CORE = ("election-nomination", "election-register", "election-voting", "election-count")
SPACE = ("election-publication", "election-information", "election-campaign")


def foreign(base, use: str) -> pd.DataFrame:
    """Verdicts of a use on countries outside home, from whole countries too."""
    rows = pick(base.verdicts, use=use)
    return rows[~rows["country"].isin(base.settings.home_countries)]


@pytest.mark.parametrize("use", CORE)
def test_the_legal_core_of_elections_stands_within_its_window_without_any_foreigner(base, use):
    rows = foreign(base, use)
    assert len(rows) > 100
    assert set(rows["class"]) == {"none"}
    assert rows["exposure_high"].max() < 0.25
    assert (rows["horizon_weeks"] == "window").all()


def test_nomination_with_german_software_is_open_after_a_year(base):
    rows = pick(base.verdicts, use="election-nomination", product="candidate-list-software")
    rows = rows[(rows["country"] == "DEU") & (rows["question"] == "disaster")]
    assert set(rows["class"]) == {"none"}
    assert set(rows["class_at_horizon"]) == {"undecided"}
    assert set(rows["flips_at_horizon"]) == {0.75}


@pytest.mark.parametrize("use", SPACE)
def test_publication_information_and_campaign_hang_on_american_control(base, use):
    rows = pick(foreign(base, use), country="USA", attribute="owner")
    assert rows["exposure"].max() > 0.25
    assert set(rows["class"]) - {"none"}


def test_where_a_proxy_decides_the_verdict_says_at_which_level(base):
    for use, product in (
        ("election-publication", "cloud-nl-public-sector"),
        ("election-campaign", "social-media-nl"),
    ):
        rows = pick(base.verdicts, use=use, product=product, country="USA", attribute="owner")
        assert set(rows["class"]) == {"undecided"}
        assert set(rows["flips_at"]) == {0.75}
        assert rows["reason_en"].str.contains("the verdict turns at", regex=False).all()
        assert rows["reason_nl"].str.contains("het oordeel kantelt bij", regex=False).all()


def test_nothing_critical_of_voting_is_bought(model):
    assert {one.essentiality for one in model.uses["election-voting"].inputs} == {"minor"}
    for name, use in model.uses.items():
        if "election-legal-core" in use.groups:
            assert use.critical_window_evidence is not None, name
            assert use.critical_window_evidence.status == "read"


def test_the_limit_alone_says_that_everything_hangs_on_everyone(base):
    """Why the page leads with the profile over time."""
    rows = base.exposure[base.exposure["removed"].isin(["USA", "CHN", "TWN"])]
    rows = pick(rows, attribute="site", mode="lost")
    wide = rows.pivot_table(index=["use", "removed"], columns="horizon_weeks", values="value")
    assert wide["limit"].mean() > 2 * wide[52].mean()


def test_the_first_dependencies_are_foreign_and_none_left_out_is_heavier(base):
    from valuechain.analysis.ranking import RANKS, top_dependencies

    circle = {*base.settings.home_countries, *base.settings.trusted_countries}
    chosen = top_dependencies(base.verdicts, 10, inside=circle)
    assert len(chosen) == 10
    assert not {one.country for one in chosen} & circle
    every = top_dependencies(base.verdicts, len(base.verdicts), inside=circle)
    shown = [(RANKS[one.klass], -one.exposure[1]) for one in chosen]
    left_out = [(RANKS[one.klass], -one.exposure[1]) for one in every[10:]]
    assert max(shown) <= min(left_out)
    assert chosen[0].klass == "risky-strategic"
    for one in chosen:
        key = (one.use, one.removed, one.attribute, one.mode, one.week)
        assert base.routes[key].exposure == pytest.approx(one.exposure[1], abs=SAME)


# ---- another home


@pytest.mark.parametrize("home", ["DEU", "EU27"])
def test_the_model_can_be_looked_at_from_another_home(model, home):
    bench = prepare(model, home=home)
    removals = [
        Removal("country", "USA", "owner", "withheld", frozenset({"USA"})),
        Removal("country", "TWN", "site", "lost", frozenset({"TWN"})),
    ]
    watch = bench.uses + bench.stack.buyers()
    at = exposures(
        bench.engine,
        removals,
        builder=bench.removals,
        effects=bench.effects(),
        watch=watch,
        threshold=0.25,
    ).at
    uses = {model.uses[bench.stack.producer_ids[row]].country for row in bench.uses}
    assert uses == (set() if home == "DEU" else {"EST", "NLD"})
    chips = len(bench.uses) + bench.stack.product_ids.index("foundry-advanced")
    cloud = len(bench.uses) + bench.stack.product_ids.index("cloud-eu")
    assert at[1, 1, chips, 0] > 0.5
    assert at[0, 1, cloud, 0] > 0.75
