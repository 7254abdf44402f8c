"""A whole nulmeting of small models: what is measured, judged and left out, for any home."""

from pathlib import Path

import pytest

import valuechain as vc
from tests.build import JUDGED, SAME, buys, country, firm, make_model, need, product, use
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError
from valuechain.questions.nulmeting.contracts import LAYERS, TABLES
from valuechain.results.contract import check_table
from valuechain.results.supply import POSITIONS
from valuechain.schema import SpareCapacity
from valuechain.schema.risk import WeeksThreshold

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
QUICK = ("default",)


def is_(number):
    return pytest.approx(number, abs=SAME, rel=0)


@pytest.fixture(scope="module")
def tiny():
    return vc.nulmeting(vc.load(TINY))


def pick(table, **chosen):
    for name, what in chosen.items():
        table = table[table[name] == what]
    return table


def one(table, **chosen):
    found = pick(table, **chosen)
    assert len(found) == 1
    return found.iloc[0]


# ---- what is left, by hand


def profile(base, use, removed, attribute, mode):
    found = pick(
        base.exposure, use=use, removed=removed, attribute=attribute, mode=mode, rule="default"
    )
    return dict(zip(found["horizon_weeks"], found["value"], strict=True))


def test_the_register_when_its_owner_refuses(tiny):
    """Global hosting (0.9 American) has a week of grace; local hosting can do 0.6 of it."""
    assert profile(tiny, "register", "USA", "owner", "withheld") == {
        1: is_(0.0),
        13: is_(0.4),
        52: pytest.approx(0.4, abs=0.02),
        156: pytest.approx(0.4, abs=0.1),
        # chips lose x = (0.2 + 0.8 x) / 2 by way of the scanners: 1/6; a third is missing
        "limit": is_(1 - 0.6 * (2 / 3)),
    }


def test_elections_when_hosting_of_the_owner_is_lost(tiny):
    """Important: half of what is missing, at once, since lost knows no grace."""
    found = profile(tiny, "elections", "USA", "owner", "lost")
    assert found[1] == is_(0.45)
    assert profile(tiny, "elections", "USA", "owner", "withheld")[1] > 0.45 * 0.5


def test_scanners_stop_the_chips_in_the_limit_and_hardly_in_a_year(tiny):
    found = profile(tiny, "elections", "NLD", "site", "lost")
    assert found[1] == is_(1.0)  # local hosting is gone
    parts = pick(
        tiny.dependencies,
        use="elections",
        product="scanners",
        removed="NLD",
        attribute="site",
        rule="default",
    )
    scanners = dict(zip(parts["horizon_weeks"], parts["value"], strict=True))
    assert scanners[1] == is_(0.0)
    assert 0 < scanners[52] < 0.05
    assert scanners["limit"] == is_(1.0)


# ---- tables


def test_every_table_holds_its_contract(tiny):
    for table in TABLES:
        check_table(table, getattr(tiny, table.name))


def test_exposure_has_every_combination_once(tiny):
    keys = ["use", "removed", "kind", "attribute", "mode", "horizon_weeks", "rule"]
    assert not tiny.exposure.duplicated(keys).any()
    for use_key in ("register", "elections"):
        for removed in ("CHN", "DEU", "IRL", "JPN", "NLD", "TWN", "USA"):
            mine = pick(tiny.exposure, use=use_key, removed=removed, kind="country")
            refuses = removed not in {"DEU", "NLD"}
            assert len(mine) == 3 * 5 * 4 * (2 if refuses else 1), removed
    firms = pick(tiny.exposure, kind="firm")
    assert set(firms["removed"]) == {"fabrik", "lithos", "polder", "triad"}
    assert set(firms["attribute"]) == {"any"}
    assert set(firms["rule"]) == {"default"}
    assert len(pick(tiny.exposure, kind="remainder")) == 2 * 5


def test_every_verdict_has_its_dependency_rows(tiny):
    parts = pick(tiny.dependencies, rule="default").assign(
        question=lambda rows: rows["mode"].map({"lost": "disaster", "withheld": "coercion"})
    )
    keys = ["use", "product", "removed", "attribute", "question"]
    at_year = pick(parts, horizon_weeks=52).set_index(keys)
    verdicts = tiny.verdicts.rename(columns={"country": "removed"}).set_index(keys)
    assert sorted(verdicts.index) == sorted(at_year.index)
    assert (parts.groupby(keys).size() == 5).all()
    both = verdicts.drop(columns="horizon_weeks").join(at_year)
    # within its window a use is judged on what stands there, not on the year
    assert both["window_weeks"].notna().any()
    both = both[both["window_weeks"].isna()]
    assert (both["exposure"] - both["value"]).abs().max() < SAME
    assert (both["exposure_low"] - both["bound_low"]).abs().max() < SAME
    assert (both["exposure_high"] - both["bound_high"]).abs().max() < SAME


def test_capped_marks_what_sits_at_the_importance_rule(tiny):
    found = tiny.exposure
    assert found.loc[found["capped"], "value"].round(9).isin([0.5, 0.25]).all()
    # the strict rule has no cap: important is critical there
    assert not pick(found, rule="strict")["capped"].any()


def test_paths_agree_with_the_horizons(tiny):
    keys = ["use", "removed", "kind", "attribute", "mode"]
    weekly = tiny.paths.assign(horizon_weeks=tiny.paths["week"]).set_index([*keys, "horizon_weeks"])
    stated = pick(tiny.exposure, rule="default").set_index([*keys, "horizon_weeks"])
    both = weekly.merge(stated, left_index=True, right_index=True, suffixes=("_path", ""))
    assert len(both) == 4 * len(tiny.paths) / 156
    for name in ("bound_low", "value", "bound_high"):
        assert (both[f"{name}_path"] - both[name]).abs().max() < SAME


def test_two_runs_are_equal(tiny):
    again = vc.nulmeting(vc.load(TINY))
    others = dict(again.tables())
    for name, table in tiny.tables():
        assert table.equals(others[name]), name
    assert again.routes == tiny.routes


# ---- verdicts: replacement and spare capacity


def ways(*chips_inputs, spare=None, horizon=None, extra=None, **gas):
    """Task <- chips <- gas of China; the other slots of gas differ."""
    model = make_model(
        {
            "gas": product(country("CHN", 0.8), firm("g", "DEU", 0.2), **gas),
            "chips": product(firm("a", "NLD", 1.0), inputs=list(chips_inputs)),
            **(extra or {}),
        },
        {"task": use(need("chips"), *([need("tools")] if extra else []))},
    )
    changed = {}
    if spare is not None:
        stated = SpareCapacity.model_validate({"low": 0, "mode": spare, "high": 1, **JUDGED})
        gas_now = model.products["gas"].model_copy(update={"spare_capacity": stated})
        changed["products"] = model.products | {"gas": gas_now}
    if horizon is not None:
        weeks = WeeksThreshold.model_validate({"value": horizon, **JUDGED})
        changed["thresholds"] = model.thresholds.model_copy(update={"horizon": weeks})
    return model.model_copy(update=changed)


def verdict(model, **chosen):
    base = vc.nulmeting(model, rules=QUICK)
    asked = {"product": "gas", "country": "CHN", "attribute": "site", "question": "disaster"}
    return one(base.verdicts, **asked | chosen)


def slow(bought, time, *rest, **more):
    return need(bought, *rest, **more) | {"substitution": time}


def test_a_slot_that_does_not_bind_is_not_waited_for():
    """Gas is needed twice: the important slot is slowly replaced, but is not what hurts."""
    model = ways(
        slow("gas", "90 weeks"),
        extra={
            "tools": product(
                firm("b", "NLD", 1.0), inputs=[slow("gas", "400 weeks", importance="important")]
            )
        },
    )
    found = verdict(model)
    assert found["exposure"] == is_(0.8)
    assert found["replacement_weeks"] == 90


def test_of_the_slots_that_bind_the_slowest_counts():
    """Both must be filled again: the need for all of them waits for the slowest."""
    model = ways(
        slow("gas", "90 weeks"),
        extra={"tools": product(firm("b", "NLD", 1.0), inputs=[slow("gas", "60 weeks")])},
    )
    assert verdict(model)["replacement_weeks"] == 90


def test_a_slot_that_binds_later_than_judged_is_not_waited_for():
    """After a year the installed base is nearly whole: only the other slot is on the route."""
    model = ways(
        slow("gas", "90 weeks"),
        extra={
            "tools": product(
                firm("b", "NLD", 1.0), inputs=[slow("gas", "400 weeks", "capital", lifetime=2000)]
            )
        },
    )
    assert verdict(model)["replacement_weeks"] == 90


def test_of_an_unknown_substitution_the_verdict_is_unknown():
    found = verdict(ways(need("gas"), spare=0.0))
    assert found["replacement_weeks"] != found["replacement_weeks"]  # absent
    assert found["limited"] == "unknown"


@pytest.mark.parametrize(
    ("known", "weeks", "limited"), [("90 weeks", 90, "yes"), ("9 weeks", None, "unknown")]
)
def test_beside_an_unknown_slot_only_a_slow_one_decides(known, weeks, limited):
    """The other slot may be slower still: less than a year is not sure, more is."""
    model = ways(
        slow("gas", known),
        extra={"tools": product(firm("b", "NLD", 1.0), inputs=[need("gas")])},
        spare=0.0,
    )
    found = verdict(model)
    assert found["limited"] == limited
    if weeks is not None:
        assert found["replacement_weeks"] == weeks


def test_spare_capacity_is_that_of_the_others():
    """Germany makes 0.2 and could make half as much again: 0.1; China's 0.8 is lost."""
    found = verdict(ways(slow("gas", "90 weeks"), spare=0.5))
    assert (found["spare_elsewhere"], found["lost_share"]) == (is_(0.1), is_(0.8))
    assert found["limited"] == "yes"
    enough = verdict(ways(slow("gas", "90 weeks"), spare=0.5), country="DEU")
    assert (enough["spare_elsewhere"], enough["lost_share"]) == (is_(0.4), is_(0.2))


def refusal(here, *, spare, question="coercion"):
    """Gas of China, 0.8, of which home wants a part; the rest goes to makers in Japan."""
    gas = {
        **product(firm("c", "CHN", 0.8), firm("g", "DEU", 0.2)),
        "demand_weights": {"task": here, "tubes": 1 - here},
        "demand_evidence": JUDGED,
        "spare_capacity": {"low": spare, "mode": spare, "high": spare, **JUDGED},
    }
    model = make_model(
        {"gas": gas, "tubes": product(firm("j", "JPN", 1.0), inputs=[need("gas")])},
        {"task": use(slow("gas", "90 weeks"), need("tubes", importance="minor"))},
    )
    return verdict(model, question=question)


def test_of_a_refusal_only_what_the_refused_bought_must_come_from_others():
    """The others could add 0.1 x 0.2 = 0.02; home bought 0.8 of its hundredth of demand."""
    found = refusal(0.01, spare=0.1)
    assert (found["exposure"], found["lost_share"]) == (is_(0.8), is_(0.8))
    assert (found["spare_elsewhere"], found["needed_share"]) == (is_(0.02), is_(0.008))
    assert found["limited"] == "no"
    assert "those refused need" in found["reason_en"]
    # of a tenth of demand it bought 0.08, which is more than there is to spare
    short = refusal(0.1, spare=0.1)
    assert (short["needed_share"], short["limited"]) == (is_(0.08), "yes")
    # of a disaster all of it is missed by everyone
    lost = refusal(0.01, spare=0.1, question="disaster")
    assert (lost["needed_share"], lost["limited"]) == (is_(0.8), "yes")


def test_a_stated_remainder_is_lost_with_its_country():
    model = ways(slow("gas", "90 weeks"))
    gas = product(country("CHN", 0.8), remainder=0.2, country="DEU")
    changed = make_model(
        {"gas": gas, "chips": product(firm("a", "NLD", 1.0), inputs=[slow("gas", "9 weeks")])},
        {"task": use(need("chips"))},
    )
    base = vc.nulmeting(changed, rules=QUICK)
    found = one(base.verdicts, product="gas", country="DEU", attribute="site", question="disaster")
    assert found["lost_share"] == is_(0.2)
    assert (found["exposure_low"], found["exposure"]) == (is_(0.0), is_(0.2))
    assert model.id == changed.id


def test_bounds_that_straddle_the_threshold_are_undecided():
    """China 0.2, unlisted 0.2: the threshold of 0.25 lies between."""
    model = make_model(
        {"gas": product(firm("a", "CHN", 0.2), firm("g", "DEU", 0.6), remainder=0.2)},
        {"task": use(slow("gas", "90 weeks"))},
    )
    found = verdict(model)
    assert (found["exposure"], found["exposure_high"]) == (is_(0.2), is_(0.4))
    assert (found["crucial"], found["class"]) == ("unknown", "undecided")
    assert "who supplies the unlisted" in found["reason_en"]
    assert found["replacement_weeks"] == 90


@pytest.mark.parametrize("weeks", ["1 week", "13 weeks", "156 weeks"])
def test_judged_at_the_horizon_of_the_model(weeks):
    model = ways(slow("gas", "90 weeks", buffer=20), horizon=weeks)
    found = verdict(model)
    assert str(found["horizon_weeks"]) == weeks.split()[0]
    assert found["exposure"] == is_(0.8 if weeks == "156 weeks" else 0.0)


def test_a_horizon_at_which_nothing_is_measured_is_refused():
    """Judging at another week than the model states would be silent about it."""
    with pytest.raises(AnalysisError, match="26") as found:
        vc.nulmeting(ways(slow("gas", "90 weeks"), horizon="26 weeks"), rules=QUICK)
    assert found.value.code == "VA608"


# ---- any home


def test_a_home_without_uses_gets_products_and_layers():
    base = vc.nulmeting(vc.load(TINY), home="DEU", rules=QUICK)
    assert len(base.exposure) == len(base.verdicts) == len(base.evidence) == len(base.paths) == 0
    assert len(base.products) > 0
    assert len(base.layers) > 0
    assert any("no uses of DEU" in text for text in base.warnings)
    chips = pick(base.products, product="logic-chips", removed="TWN", attribute="site", mode="lost")
    # scanners go on; one in ten of the chips is German, and Taiwan made 0.7
    assert dict(zip(chips["horizon_weeks"], chips["value"], strict=True))[1] == is_(0.7)
    for table in TABLES:
        check_table(table, getattr(base, table.name))


def test_a_group_as_home_has_the_uses_of_its_members():
    base = vc.nulmeting(vc.load(TINY), home="EU3", trusted="JPN,TWN", rules=QUICK)
    assert base.settings.home == ("EU3",)
    assert base.settings.home_countries == ("BEL", "DEU", "NLD")
    assert base.settings.trusted_countries == ("JPN", "TWN")
    assert set(base.exposure["use"]) == {"elections", "register"}
    refused = set(pick(base.exposure, mode="withheld", kind="country")["removed"])
    assert refused == {"CHN", "IRL", "USA"}
    position = one(base.positions, product="photoresist", circle="home", attribute="site")
    assert position["share"] == is_(0.4)


def test_several_names_in_one_text_or_list():
    model = vc.load(TINY)
    asked = [
        prepare(model, home=home).perspective.home
        for home in ("NLD,BEL", "NLD BEL", ["NLD", "BEL"])
    ]
    assert asked == [frozenset({"NLD", "BEL"})] * 3


@pytest.mark.parametrize(
    ("home", "trusted", "code"),
    [("NL", None, "VA601"), ("", None, "VA602"), ("NLD", "EU4", "VA601")],
)
def test_an_unknown_or_empty_home_is_refused(home, trusted, code):
    with pytest.raises(AnalysisError) as found:
        vc.nulmeting(vc.load(TINY), home=home, trusted=trusted, rules=QUICK)
    assert found.value.code == code


def test_without_the_default_rule_there_is_no_nulmeting():
    with pytest.raises(AnalysisError) as found:
        vc.nulmeting(vc.load(TINY), rules=("strict",))
    assert found.value.code == "VA609"


def test_a_home_that_supplies_nothing_has_no_positions():
    model = make_model({"gas": product(country("CHN", 1.0))}, {"task": use(need("gas"), at="NLD")})
    base = vc.nulmeting(model, rules=QUICK)
    assert len(base.positions) == 0
    assert list(base.positions.columns) == list(POSITIONS.names)


def test_where_nothing_can_be_taken_away_the_tables_are_empty():
    model = make_model({"gas": product(remainder=1.0)}, {"task": use(need("gas"))})
    base = vc.nulmeting(model, rules=QUICK)
    assert len(base.layers) == len(base.dependencies) == 0
    assert list(base.layers.columns) == list(LAYERS.names)
    assert set(base.exposure["kind"]) == {"remainder"}


def test_rules_order_what_important_inputs_cost(tiny):
    keys = ["use", "removed", "kind", "attribute", "mode", "horizon_weeks"]
    places = tiny.exposure[tiny.exposure["kind"].isin(["country", "group"])]
    wide = places.pivot_table(index=keys, columns="rule", values="value")
    assert (wide["strict"] >= wide["default"] - SAME).all()
    assert (wide["default"] >= wide["lenient"] - SAME).all()
    assert (wide["strict"] > wide["lenient"] + 0.1).any()


def test_the_sourcing_of_one_producer_is_its_own_slot():
    """Fabrik's own half is German: losing Japan costs it half, and the others 0.6."""
    model = make_model(
        {
            "chips": product(
                firm("fab", "DEU", 0.1),
                firm("a", "TWN", 0.9),
                inputs=[need("resist")],
                sourcing=buys("fab/DEU", "resist", fab__DEU=0.5, jpn_all=0.5),
            ),
            "resist": product(firm("fab", "DEU", 0.4), country("JPN", 0.6)),
        },
        {"task": use(need("chips"))},
    )
    base = vc.nulmeting(model, rules=QUICK)
    found = one(base.exposure, removed="JPN", attribute="site", mode="lost", horizon_weeks=1)
    assert found["value"] == is_(0.1 * 0.5 + 0.9 * 0.6)
