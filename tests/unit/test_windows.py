"""Critical windows and fallbacks that are ranges: toys computed by hand."""

import numpy as np
import pytest

from tests.build import JUDGED, country, make_model, need, product, use
from valuechain.analysis.evidence import verdicts
from valuechain.analysis.fallbacks import spread
from valuechain.analysis.workbench import Workbench, prepare
from valuechain.indicators.exposure import exposures
from valuechain.questions.nulmeting.words_verdicts import VerdictWords
from valuechain.schema import Model
from valuechain.shocks.catalogue import part_removals
from valuechain.vocab.words import HORIZONS

SAME = 1e-12
ORIGINS = {
    "low": {"origin": "proxy", "source": "us", "credibility": 6, "status": "judgement"},
    "mode": {"origin": "judged", "source": "us", "credibility": 6, "status": "judgement"},
    "high": {"origin": "read", "source": "us", "credibility": 6, "status": "judgement"},
}


def kept_up(low, mode, high, after="0 weeks"):
    level = {"low": low, "mode": mode, "high": high}
    return {"level": level, "origins": ORIGINS, "after": after, **JUDGED}


def vote(*inputs, window=None):
    made = use(*inputs)
    return made if window is None else {**made, "critical_window": window}


def model(*uses: dict) -> Model:
    """Ballots and posters come from Germany only; each use has a name of its own."""
    return make_model(
        {"ballots": product(country("DEU", 1.0)), "posters": product(country("DEU", 1.0))},
        {f"use-{number}": one for number, one in enumerate(uses)},
    )


def measured(bench: Workbench):
    """German parts of both products, lost."""
    parts = [
        one
        for one in part_removals(bench.removals, bench.stack.product_ids)
        if one.attribute == "site" and one.mode == "lost"
    ]
    return exposures(
        bench.engine,
        parts,
        builder=bench.removals,
        effects=bench.effects(),
        watch=bench.uses,
        threshold=0.25,
        windows=bench.windows,
    )


def judged(*uses: dict) -> dict[tuple[str, str], object]:
    bench = prepare(model(*uses))
    every, _ = verdicts(bench, measured(bench))
    return {(one.dependency.use, one.dependency.product): one for one in every}


def test_a_loss_counts_as_it_stands_within_the_window():
    # a stock of 2.5 weeks: nothing is lost in weeks 1 and 2, half in week 3, all from week 4
    stock = need("ballots", buffer=2.5)
    found = judged(
        vote(stock, window="2 weeks"),
        vote(stock, window="17 days"),
        vote(stock, window="4 weeks"),
        vote(stock),
    )
    depths = [found[f"use-{n}", "ballots"].dependency for n in range(4)]
    assert [one.exposure[1] for one in depths] == pytest.approx([0.0, 0.5, 1.0, 1.0], abs=SAME)
    assert [one.judged_week for one in depths] == [1, 3, 4, 52]
    assert [one.window_weeks for one in depths] == pytest.approx([2, 17 / 7, 4, None])


def test_a_loss_that_a_late_fallback_ends_counts_at_its_deepest():
    # nothing is left in week 1, the fallback of 0.9 is there from week 2 on
    late = need("ballots", fallback=(0.9, 1.0))
    found = judged(vote(late, window="6 weeks"), vote(late))
    assert found["use-0", "ballots"].dependency.exposure[1] == pytest.approx(1.0)
    assert found["use-0", "ballots"].dependency.judged_week == 1
    assert found["use-1", "ballots"].dependency.exposure[1] == pytest.approx(0.1)
    of = model(vote(late, window="6 weeks"), vote(late))
    assert "critical window" in VerdictWords(of, "en").reason(found["use-0", "ballots"])
    assert "kritieke venster" in VerdictWords(of, "nl").reason(found["use-0", "ballots"])
    assert "critical window" not in VerdictWords(of, "en").reason(found["use-1", "ballots"])


def test_the_profile_stands_beside_the_window():
    bench = prepare(model(vote(need("ballots", buffer=2.5), window="2 weeks")))
    found = measured(bench)
    (position,) = [n for n, one in enumerate(found.removals) if one.product == "ballots"]
    assert found.at[position, 1, 0].tolist() == pytest.approx([0, 1, 1, 1, 1], abs=SAME)
    assert found.judged()[position, 1, 0] == 0


@pytest.mark.parametrize(
    ("levels", "crucial", "at"),
    [
        ((0.2, 0.5, 0.7), "yes", None),  # loses at least 0.3
        ((0.2, 0.9, 1.0), "unknown", 0.75),
        ((0.8, 0.9, 1.0), "no", None),  # loses at most 0.2
    ],
)
def test_a_verdict_is_open_where_the_range_of_a_fallback_crosses_what_flips_it(levels, crucial, at):
    need_it = {**need("ballots"), "fallback": kept_up(*levels)}
    one = judged(vote(need_it))["use-0", "ballots"]
    assert one.crucial == crucial
    assert (one.klass == "none") == (crucial == "no")
    flips = one.dependency.flips
    assert [flip.at for flip in flips] == ([] if at is None else [pytest.approx(at)])
    worst, best = one.dependency.at_fallback_ends
    assert worst[1] == pytest.approx(1 - levels[0])
    assert best[1] == pytest.approx(1 - levels[2])
    if at:
        said = VerdictWords(model(vote(need_it)), "en").reason(one).replace("\xa0", " ")
        assert "the verdict turns at 75%" in said
        assert "20% (measured by proxy), 90% (our judgement) or 100% (read)" in said


def test_an_important_need_turns_lower_and_another_loss_leaves_nothing_open():
    # half counts: 0.25 is lost where half of the need is kept up
    important = {**need("posters", importance="important"), "fallback": kept_up(0.2, 0.6, 0.9)}
    one = judged(vote(important))["use-0", "posters"]
    assert one.dependency.flips[0].at == pytest.approx(0.5)
    # where ballots, without a fallback, are lost too, posters decide nothing
    both = judged(vote(important, need("ballots")))
    assert both["use-0", "posters"].crucial == "unknown"
    assert both["use-0", "ballots"].dependency.flips == ()
    assert both["use-0", "ballots"].crucial == "yes"


def test_within_a_window_the_ends_of_a_range_count_within_it_too():
    # the installed base wears by a tenth a week: 0, 0.1, 0.19 lost in weeks 1, 2 and 3
    worn = {**need("ballots", "capital", lifetime=10), "fallback": kept_up(0.0, 0.5, 1.0)}
    short = judged(vote(worn, window="3 weeks"))["use-0", "ballots"]
    assert short.dependency.at_fallback_ends[0][1] == pytest.approx(0.19)
    assert short.klass == "none"
    # the year stands beside it: nearly all is worn, and the fallback decides
    assert short.at_horizon.crucial == "unknown"
    assert short.at_horizon.dependency.flips[0].at == pytest.approx(0.75)
    long = judged(vote(worn))["use-0", "ballots"]
    assert long.crucial == "unknown"
    assert long.dependency.flips[0].at == pytest.approx(0.75)


def test_without_ranges_nothing_is_measured_again():
    bench = prepare(model(vote(need("ballots", fallback=(0.3, 0.0)))))
    found = measured(bench)
    assert all(not one.ends for one in spread(bench, found, horizons=HORIZONS[:3]))
    assert np.array_equal(found.judged(2), found.at[:, :, :, 2])
