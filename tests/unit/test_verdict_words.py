"""Reasons of verdicts: as the slow way says them, and each kind of ground and need in words."""

from functools import cache
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import JUDGED, country, make_model, need, product, use
from tests.random_models import HOME, TRUSTED, random_model
from tests.reference_reasons import reason_of
from valuechain.analysis.evidence import verdicts
from valuechain.analysis.workbench import prepare
from valuechain.indicators.likelihood import Ground
from valuechain.indicators.verdicts import Dependency, Verdict
from valuechain.questions.nulmeting.study import measure_exposures
from valuechain.questions.nulmeting.words_verdicts import VerdictWords
from valuechain.schema import Country, Law, Restriction
from valuechain.texts.languages import LANGUAGES
from valuechain.vocab.words import ATTRIBUTES

FORBIDS = {
    "by": "CHN",
    "towards": ["all"],
    "products": ["gallium"],
    "instrument": "Order 23",
    "since": "2023-08-01",
    "strength": "licence",
    **JUDGED,
}
REACHES = {"country": "CHN", "levers": ["data"], "reach": "Owners", **JUDGED}
QUAKES = {"title": {"en": "Earthquakes", "nl": "Aardbevingen"}, **JUDGED}


@cache
def risky_model():
    """Gallium from China, of which every ground of likelihood is known, or asked."""
    china = {"governance": {"value": 7.25, **JUDGED}, "hazards": [QUAKES]}
    model = make_model(
        {"gallium": product(country("CHN", 0.8), remainder=0.2)}, {"task": use(need("gallium"))}
    )
    return model.model_copy(
        update={
            "countries": {"CHN": Country.model_validate(china)},
            "restrictions": {
                key: Restriction.model_validate(FORBIDS | {"standing": standing})
                for key, standing in (("stands", "in-force"), ("asked", "unknown"))
            },
            "laws": {
                key: Law.model_validate(REACHES | {"statute": key, "standing": standing})
                for key, standing in (
                    ("First Act", "in-force"),
                    ("Second Act", "in-force"),
                    ("Third Act", "in-force"),
                    ("Fourth Act", "unknown"),
                )
            },
        }
    )


def said(lang, *, klass="strategic", grounds=(), needs=(), **changed):
    """The reason of a verdict on gallium from China."""
    found = {
        "use": "task",
        "product": "gallium",
        "country": "CHN",
        "attribute": "owner",
        "question": "coercion",
        "exposure": (0.3, 0.4, 0.4),
        "replacement_weeks": 104.0,
        "lost_share": 0.8,
        "spare": 0.05,
    }
    verdict = Verdict(
        Dependency(**(found | changed)),
        klass,
        "yes",
        "yes",
        "yes",
        True,
        grounds,
        needs,
        possible=frozenset({klass}),
        tie=(found | changed)["attribute"],
    )
    model = risky_model()
    told = VerdictWords(model, lang).reason(verdict)
    assert told == reason_of(model, verdict, lang)
    assert "\n" not in told
    assert told.endswith(".")
    return told.replace("\u00a0", " ")


GROUNDS = {
    Ground("governance", "yes", score=7.25): (
        "bestuur van China scoort 7,2 (drempel 5,0; 10 is slechtst)",
        "government of China scores 7.2 (threshold 5.0; 10 is worst)",
    ),
    Ground("hazard", "yes"): ("gevaar: aardbevingen", "hazard: earthquakes"),
    Ground("restriction", "yes", ids=("stands",)): (
        "vergunningplicht van kracht (Order 23, sinds 2023)",
        "licence in force (Order 23, since 2023)",
    ),
    Ground("law", "yes", ids=("First Act", "Second Act", "Third Act")): (
        "recht dat geldt voor de eigenaar (First Act; Second Act en 1 meer)",
        "law binding the owner (First Act; Second Act and 1 more)",
    ),
}
UNKNOWN = {
    Ground("governance", "unknown"): (
        "hoe het land wordt bestuurd (geen schatting van het bestuur)",
        "how the country is governed (no governance estimate)",
    ),
    Ground("restriction", "unknown", ids=("asked",)): (
        "of deze beperking nu geldt: Order 23",
        "whether this restriction applies today: Order 23",
    ),
    Ground("law", "unknown", ids=("Fourth Act",)): (
        "of Fourth Act nu geldt",
        "whether Fourth Act applies today",
    ),
}


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda one: one.component)
def test_a_ground_is_said_in_both_languages(ground):
    dutch, english = GROUNDS[ground]
    assert f"Aannemelijk: {dutch}." in said("nl", grounds=(ground,))
    assert f"Likely: {english}." in said("en", grounds=(ground,))


@pytest.mark.parametrize("ground", UNKNOWN, ids=lambda one: one.component)
def test_an_unknown_ground_is_asked_where_it_decides(ground):
    asked = {"klass": "undecided", "grounds": (ground,), "needs": ("likelihood",)}
    dutch, english = UNKNOWN[ground]
    assert said("nl", **asked).endswith(f"Onbeslist: nodig is te weten {dutch}.")
    assert said("en", **asked).endswith(f"Undecided until it is known: {english}.")
    assert "Likely" not in said("en", **asked)


@pytest.mark.parametrize(
    ("attribute", "whom"),
    [
        ("owner", "the owner"),
        ("headquarters", "the headquarters"),
        ("site", "those who make it there"),
    ],
)
def test_a_law_says_whom_it_binds(attribute, whom):
    ground = Ground("law", "yes", ids=("First Act",))
    assert f"law binding {whom} (First Act)" in said("en", attribute=attribute, grounds=(ground,))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("question", ["disaster", "coercion"])
def test_a_reason_is_one_line_without_holes(lang, question):
    for klass, attribute in every(("risky-strategic", "watch", "none", "undecided"), ATTRIBUTES):
        needs = ("unlisted", "place", "replacement", "spare") if klass == "undecided" else ()
        told = said(
            lang,
            klass=klass,
            needs=needs,
            question=question,
            attribute=attribute,
            replacement_weeks=None,
            spare=None,
        )
        assert not any(hole in told for hole in ("..", "  ", "None", "nan", "{", "}"))


def test_what_stays_below_the_thresholds_says_only_that():
    assert said("en", klass="none").endswith("within a year. Stays below the thresholds.")


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_on_random_models_every_reason_is_as_the_slow_way_says_it(seed):
    bench = prepare(random_model(seed), home=HOME, trusted=",".join(TRUSTED))
    judged, _ = verdicts(bench, measure_exposures(bench, rules=("default",)).parts["default"])
    for lang in LANGUAGES:
        words = VerdictWords(bench.model, lang)
        for one in judged:
            assert words.reason(one) == reason_of(bench.model, one, lang)
