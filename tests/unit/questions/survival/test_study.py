"""How long uses hold, when others are there, and which stock does: cases worked out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import valuechain as vc
from tests.build import JUDGED, buys, country, firm, make_model, need, product, use
from valuechain.analysis.removal_choice import choose_removals
from valuechain.analysis.workbench import prepare
from valuechain.errors import AnalysisError
from valuechain.indicators.survival import time_to_recover_weeks
from valuechain.kernels.arrays import ConvergenceError
from valuechain.kernels.fast import Engine
from valuechain.kernels.unfold import CourseEngine
from valuechain.presentation.screen import WIDTH
from valuechain.questions.survival.figure import pictures
from valuechain.questions.survival.screen import show
from valuechain.shocks.removal_course import lasting

BACK = "weeks_to_recovery"


def market(*producers, spare=1.0, **more):
    """A product whose producers can raise output by a part of it; None: not known."""
    made = product(*(producers or (firm("a", "USA", 0.5), firm("b", "DEU", 0.5))), **more)
    if spare is not None:
        made["spare_capacity"] = {"low": spare, "mode": spare, "high": spare, **JUDGED}
    return made


def chain(lag=10, *, spare=1.0, kind="consumable", **more):
    """A use that buys all its q from a in the United States; b could make as much."""
    entry = need("q", kind, **more)
    if lag is not None:
        entry["substitution"] = f"{lag} weeks"
    return make_model(
        {"q": market(spare=spare)}, {"u": use(entry, sourcing=buys(None, "q", a__USA=1.0))}
    )


def ask(model, **more):
    asked = {"theta": 0.4, "attribute": "site", "mode": "lost", "removed": "USA", **more}
    return vc.survival(model, **asked)


def only(frame, **wanted):
    for name, word in wanted.items():
        frame = frame[frame[name] == word]
    (row,) = frame.to_dict("records")
    return row


def times(model, **more):
    return tuple(only(ask(model, **more).summary)[n] for n in ("verdict", "tts", BACK, "gap"))


@pytest.mark.parametrize("stock", [1, 2, 5])
def test_a_stock_of_b_weeks_and_a_lag_of_l_leave_a_gap_of_l_minus_b(stock):
    assert times(chain(10, buffer=stock)) == ("gap", stock, 10, 10 - stock)


def test_who_is_there_before_the_stock_is_gone_leaves_no_gap():
    found = ask(chain(10, buffer=12))
    row = only(found.summary)
    assert (row["verdict"], row["tts"], row[BACK], row["gap"]) == ("bridged", 12, 0, 0)
    assert not len(found["stocks"])


def test_the_stock_found_closes_the_gap_and_a_week_less_does_not():
    """Week 10 needs 0.4 of what is left of 2 + e weeks after nine: e = 7.4, so 8 weeks."""
    found = ask(chain(10, buffer=2))
    row = only(found["stocks"], held_by="use")
    assert (row["extra_weeks"], row["sufficient"], row["stocked"]) == (8, "yes", "q")
    assert row["customer"] == "u"
    assert row["level"] >= 0.4
    assert times(chain(10, buffer=2 + 8))[0] == "bridged"
    assert times(chain(10, buffer=2 + 7))[0] == "gap"
    assert times(chain(10, buffer=2 + 4))[0] == "gap"


@pytest.mark.parametrize("lifetime", [4, 20])
def test_a_stock_of_machines_is_used_up_before_the_base_wears(lifetime):
    """Of capital, K = (1 - 1/lifetime)^(t - 1) in week t, from the end of its stock on."""
    worn = int(np.floor(np.log(0.4) / np.log(1 - 1 / lifetime)))
    for stock in (0, 3):
        model = chain(60, kind="capital", lifetime=lifetime, buffer=stock)
        verdict, tts, recovery, _ = times(model, weeks=130)
        assert (verdict, tts) == ("gap", worn + 1 + stock)
        assert recovery >= 60
        extra = only(ask(model, weeks=130)["stocks"], held_by="use")["extra_weeks"]
        assert 0 < extra <= recovery
        more = chain(60, kind="capital", lifetime=lifetime, buffer=stock + extra)
        less = chain(60, kind="capital", lifetime=lifetime, buffer=stock + extra - 1)
        assert (times(more, weeks=130)[0], times(less, weeks=130)[0]) == ("bridged", "gap")


def test_a_service_cannot_be_stocked():
    found = ask(chain(10, kind="service", buffer=2), mode="withheld")
    assert only(found.summary)["tts"] == 2
    row = only(found["stocks"], held_by="use")
    assert (row["sufficient"], row["obstacle"], row["input_kind"]) == ("no", "service", "service")
    assert np.isnan(row["level"])


def test_grace_does_not_help_where_everything_stops():
    assert times(chain(10, kind="service", buffer=2))[1] == 0


@pytest.mark.parametrize(
    ("model", "obstacle"),
    [
        (chain(10, spare=0.0, buffer=2), "spare-none"),
        (chain(10, spare=0.1, buffer=2), "spare-little"),
        (chain(100, buffer=2), "time"),
    ],
)
def test_where_nobody_steps_in_the_gap_has_no_figure_and_no_stock(model, obstacle):
    found = ask(model, weeks=60)
    row = only(found.summary)
    assert row["verdict"] == "gap"
    assert pd.isna(row[BACK])
    assert pd.isna(row["gap"])
    assert row["gap_at_least"] == 58
    stock = only(found["stocks"])
    assert (stock["sufficient"], stock["obstacle"]) == ("no", obstacle)
    assert pd.isna(stock["extra_weeks"])


@pytest.mark.parametrize(
    ("model", "obstacle", "least"),
    [
        (chain(None, buffer=2), "time-unknown", ("undecided", 0, 0)),
        (chain(1, spare=None, buffer=2), "spare-unknown", ("undecided", 0, 0)),
        # whatever they have to spare, nobody is there before week 11
        (chain(10, spare=None, buffer=2), "spare-unknown", ("gap", 3, 1)),
    ],
)
def test_a_gap_that_an_unknown_spare_or_time_could_close_is_undecided(model, obstacle, least):
    found = ask(model, weeks=60)
    row = only(found.summary)
    assert (row["verdict"], row[f"{BACK}_low"], row["gap_low"]) == least
    assert row["tts"] == 2
    for name in (BACK, f"{BACK}_high", "gap", "gap_high", "gap_at_least"):
        assert pd.isna(row[name])
    assert row["reason_en"].endswith("is not known of q.")
    assert row["reason_nl"].endswith("is niet bekend van q.")
    assert only(found["stocks"])["obstacle"] == obstacle


def test_the_reason_says_what_the_upper_bound_changes():
    """By name others are back in week 10; with the unlisted gone too too few are left for that."""
    some = market(firm("a", "USA", 0.7), firm("b", "DEU", 0.15), remainder=0.15)
    entry = {**need("q", buffer=2), "substitution": "10 weeks"}
    row = only(ask(make_model({"q": some}, {"u": use(entry)})).summary)
    assert (row["verdict"], row[BACK]) == ("gap", 10)
    assert pd.isna(row[f"{BACK}_high"])
    assert "If what unlisted supply there may be goes too" in row["reason_en"]
    assert "is het niet terug binnen" in row["reason_nl"]


def test_what_does_not_fall_within_the_weeks_followed_is_no_row_with_a_number():
    found = ask(chain(10, buffer=30), weeks=20)
    assert not len(found.summary)
    assert not len(found["holding"])
    assert show(found, chain(), lang="en").startswith(
        "None of the losses looked at (1) takes a use below 40%"
    )
    some = market(firm("a", "USA", 0.4), firm("b", "DEU", 0.6))
    held = only(ask(make_model({"q": some}, {"u": use(need("q"))}))["holding"])
    assert held["lowest"] == pytest.approx(0.6)
    assert not held["capped"]


def test_who_is_held_by_the_importance_rule_alone_is_marked():
    found = ask(chain(10, importance="important", buffer=1))
    row = only(found["holding"])
    assert (row["lowest"], row["capped"]) == (0.5, True)
    assert times(chain(10, importance="important", buffer=1), theta=0.6)[:2] == ("gap", 1)


def test_stocks_may_lie_with_who_buys_from_what_is_gone_or_with_the_use():
    """Stock of q at the makers of p carries the use as well as stock of p at the use."""
    lagged = {**need("q", buffer=2), "substitution": "10 weeks"}
    made = market(
        firm("m", "NLD", 1.0),
        inputs=[lagged],
        sourcing=buys("m/NLD", "q", a__USA=1.0),
    )
    model = make_model({"q": market(), "p": made}, {"u": use(need("p", buffer=3))})
    found = ask(model)
    row = only(found.summary)
    assert (row["tts"], row[BACK], row["gap"]) == (5, 10, 5)
    source = only(found["stocks"], held_by="source")
    at_use = only(found["stocks"], held_by="use")
    assert (source["customer"], source["stocked"]) == ("p", "q")
    assert (at_use["customer"], at_use["stocked"]) == ("u", "p")
    assert source["extra_weeks"] == at_use["extra_weeks"] == 5


def test_inputs_that_bind_one_after_the_other_are_needed_together():
    lagged = [
        {**need(name, buffer=b), "substitution": "10 weeks"} for name, b in (("q", 2), ("r", 4))
    ]
    bought = [*buys(None, "q", a__USA=1.0), *buys(None, "r", c__USA=1.0)]
    second = market(firm("c", "USA", 0.5), firm("d", "DEU", 0.5))
    model = make_model({"q": market(), "r": second}, {"u": use(*lagged, sourcing=bought)})
    stocks = ask(model)["stocks"]
    at_use = stocks[stocks["held_by"] == "use"]
    assert sorted(at_use["stocked"]) == ["q", "r"]
    assert set(at_use["extra_weeks"]) == {8}


def test_bounds_that_disagree_are_undecided():
    """A fifth is named, the rest could be anybody's: only at the upper bound is there a gap."""
    open_market = market(firm("a", "USA", 0.2), remainder=0.8)
    entry = {**need("q", buffer=1), "substitution": "10 weeks"}
    model = make_model({"q": open_market}, {"u": use(entry)})
    found = ask(model)
    assert "10 years: 0, with unlisted supply at most 1." in " ".join(
        show(found, model, lang="en").split()
    )
    row = only(found.summary)
    assert row["verdict"] == "undecided"
    assert (row["tts_low"], row["gap_low"]) == (1, 0)
    assert pd.isna(row["tts"])
    assert pd.isna(row["gap_high"])
    assert "Undecided" in row["reason_en"]
    assert "Onbeslist" in row["reason_nl"]
    assert set(found["stocks"]["bound"]) == {"bound_high"}


def test_firms_producers_and_parts_are_asked_by_name():
    model = chain(10, buffer=2)
    for by, name in (("firms", "a"), ("producers", "q/a/USA"), ("parts", "USA")):
        row = only(ask(model, by=by, removed=name).summary)
        assert (row["verdict"], row["tts"], row[BACK]) == ("gap", 2, 10)
    assert row["product"] == "q"


def test_a_producer_that_refuses_serves_itself_and_the_rest_of_the_world():
    row = only(ask(chain(10, buffer=2), by="producers", removed="q/a/USA", mode="withheld").summary)
    assert (row["tts"], row[BACK]) == (2, 10)


def test_a_producer_is_named_by_its_maker_and_its_product():
    row = only(ask(chain(10, buffer=2), by="producers", removed="q/a/USA").summary)
    assert row["reason_en"].startswith("Without q by a (US): holds for 2")
    assert row["reason_nl"].startswith("Zonder q van a (VS): houdt het 2")
    listed = market(country("USA", 0.5), firm("b", "DEU", 0.5))
    entry = {**need("q", buffer=2), "substitution": "10 weeks"}
    bought = [{"input": "q", "supplier": "usa-all", "share": 1.0, **JUDGED}]
    model = make_model({"q": listed}, {"u": use(entry, sourcing=bought)})
    row = only(ask(model, by="producers", removed="q/usa-all").summary)
    assert row["reason_en"].startswith("Without q by US")


def test_stocks_that_were_not_looked_for_are_not_counted():
    model = chain(10, buffer=2)
    assert "Closed by a stock" not in show(ask(model, stocks=False), model, lang="en")


def test_a_part_gone_is_less_than_a_country_gone():
    other = market(country("USA", 1.0))
    model = make_model(
        {"q": market(), "r": other},
        {"u": use(need("q", buffer=4), need("r", buffer=1), sourcing=buys(None, "q", a__USA=1.0))},
    )
    rows = ask(model, by=("countries", "parts"), theta=0.9).summary
    assert rows.set_index("product")["tts"].to_dict() == {"": 1, "q": 4, "r": 1}


def test_evidence_and_binding_products_stand_in_the_row():
    row = only(ask(chain(10, buffer=2)).summary)
    assert (row["binding"], row["substitution_weeks"], row["sources"]) == ("q", 10.0, "us")
    assert row["figures"] == row["judgement"] > 0


def test_extra_stock_is_what_a_model_with_that_stock_gives():
    model = chain(10, buffer=2)
    bench = prepare(model)
    stack = bench.stack
    (loss,) = [
        one
        for one in choose_removals(bench, by=("countries",), attributes=("site",), modes=("lost",))
        if one.removal.removed == "USA"
    ]
    on_top = np.where(stack.alternative_buffer > 0, 3.0, 0.0)
    more = replace(stack, alternative_buffer=stack.alternative_buffer + on_top)
    course = lasting(stack, [loss.cuts[1]], n_weeks=20, extra_buffers=on_top[:, None])
    paths = [
        CourseEngine(Engine(one)).unfold(course_, bench.effects(), watch=bench.uses).level
        for one, course_ in (
            (stack, course),
            (more, lasting(more, [loss.cuts[1]], n_weeks=20)),
        )
    ]
    np.testing.assert_array_equal(*paths)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"theta": 0.0}, "VA640"),
        ({"theta": 1.2}, "VA640"),
        ({"uses": "nothing"}, "VA641"),
        ({"home": "FRA"}, "VA642"),
        ({"home": ("NLD", "USA", "DEU"), "mode": "withheld"}, "VA643"),
        ({"home": "XXX"}, "VA601"),
        ({"weeks": 0}, "VA607"),
        ({"weeks": 521}, "VA607"),
        ({"by": "planets"}, "VA700"),
        ({"attribute": "colour"}, "VA700"),
        ({"mode": "stolen"}, "VA700"),
        ({"by": ()}, "VA700"),
        ({"removed": "BRA"}, "VA701"),
        ({"trusted": "USA", "mode": "withheld"}, "VA603"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, code):
    with pytest.raises(AnalysisError) as refused:
        ask(chain(), **asked)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("firms", "Asked by firms, name the id of a firm;"),
        (("countries", "parts"), "name the code of a country;"),
        (("countries", "producers"), "name the code of a country or the id of a producer;"),
    ],
)
def test_the_remedy_names_what_can_be_named_in_the_sort_of_loss_asked(by, wanted):
    with pytest.raises(AnalysisError) as refused:
        ask(chain(), by=by, removed="BRA")
    assert refused.value.code == "VA701"
    assert wanted in str(refused.value)


def test_supply_of_which_nobody_is_named_is_no_proof_of_survival():
    model = make_model({"q": product(remainder=1.0)}, {"u": use(need("q"))})
    with pytest.raises(AnalysisError) as refused:
        vc.survival(model)
    assert refused.value.code == "VA643"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_screen_says_the_finding_and_fits(lang):
    model = chain(10, buffer=2)
    text = show(ask(model), model, lang=lang)
    assert max(map(len, text.splitlines())) <= WIDTH
    text = " ".join(text.split())
    assert ("8 weken voorraad" if lang == "nl" else "8 weeks of stock") in text
    assert ("Met voorraad te dichten: 1" if lang == "nl" else "Closed by a stock: 1") in text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_parts_of_the_finding_add_up_to_the_number_before_them_and_its_tie_is_named(lang):
    open_market = market(firm("a", "USA", 0.2), remainder=0.8)
    model = make_model({"q": open_market}, {"u": use(need("q"))})
    found = ask(model)
    assert list(found.summary["verdict"]) == ["undecided"]
    lines = show(found, model, lang=lang).splitlines()
    text = " ".join(lines)
    if lang == "nl":
        assert ": 0, met niet-genoemd aanbod hoogstens 1. Van die 1: 0 zonder dat" in text
        assert "0 overbrugd, 1 onbeslist" in text
        assert "Een land telt naar vestiging." in text
    else:
        assert ": 0, with unlisted supply at most 1. Of those 1: 0 without" in text
        assert "0 bridged, 1 undecided" in text
        assert "A country counts by site." in text
    (row,) = (line for line in lines if "(" in line and ">520" in line)
    assert "onbeslist" in row or "undecided" in row
    assert max(map(len, lines)) <= WIDTH


def test_where_no_country_is_asked_about_no_tie_is_named():
    model = chain(10, buffer=2)
    text = show(ask(model, by="firms", removed="a"), model, lang="en")
    assert "counts by" not in text


def test_the_picture_is_drawn_where_a_use_falls():
    model = chain(10, buffer=2)
    drawn = pictures(ask(model, stocks=False), model, lang="en")
    assert drawn["figures/survival.png"].startswith(b"\x89PNG")
    assert b"US, gone" in drawn["figures/survival.svg"]
    quiet = chain(10, buffer=30)
    assert pictures(ask(quiet, weeks=20), quiet, lang="en") == {}


def test_recovery_is_the_last_week_below_and_without_end_if_the_last_one_is():
    levels = np.array([[1, 0.2, 1, 0.2, 1], [1, 1, 1, 1, 0.3], [1, 1, 1, 1, 1]], dtype=float)
    assert time_to_recover_weeks(levels, 0.5).tolist() == [4.0, np.inf, 0.0]
    assert time_to_recover_weeks(levels[:, :0], 0.5).tolist() == [0.0, 0.0, 0.0]
    with pytest.raises(ConvergenceError):
        time_to_recover_weeks(np.array([np.nan]), 0.5)
