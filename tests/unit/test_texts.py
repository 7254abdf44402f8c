"""Texts: nothing is missing in either language, and sentences read well."""

import re
from string import Formatter

import pytest

from valuechain import texts
from valuechain.results.columns import CIRCLES, CLASSES, QUESTIONS, SEGMENTS
from valuechain.texts.labels import LABELS
from valuechain.texts.page import SENTENCES
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab import words
from valuechain.vocab.countries import COUNTRIES


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_there_in_both_languages(key: str) -> None:
    dutch, english = SENTENCES[key]
    assert dutch.strip()
    assert english.strip()
    assert slots(dutch) == slots(english)


def test_every_word_of_the_closed_lists_has_a_label() -> None:
    lists = {
        "attribute": words.ATTRIBUTES,
        "mode": words.MODES,
        "question": QUESTIONS,
        "class": CLASSES,
        "status": words.STATUSES,
        "kind": words.KINDS,
        "essentiality": words.ESSENTIALITIES,
        "public_interest": words.PUBLIC_INTERESTS,
        "segment": SEGMENTS,
        "circle": CIRCLES,
        "marking": words.MARKINGS,
        "lever": words.Lever.__args__,
    }
    for name, allowed in lists.items():
        assert set(allowed) <= set(LABELS[name]), name
        assert all(all(pair) for pair in LABELS[name].values())


@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_every_country_has_a_name_and_a_tie(lang: texts.Lang) -> None:
    for code in COUNTRIES:
        name = texts.place_name(lang, code)
        assert name != code, code
        for attribute in words.ATTRIBUTES:
            assert under_tie(lang, code, attribute=attribute)
            assert who_refuses(lang, code, attribute=attribute)


def test_dutch_notation() -> None:
    assert texts.percent("nl", 0.79) == "79\u00a0%"
    assert texts.number("nl", 12345.6, digits=1) == "12.345,6"
    assert texts.duration("nl", 130) == "2,5\u00a0jaar"
    assert texts.duration("nl", 1) == "1\u00a0week"
    assert texts.within("nl", "156") == "binnen drie jaar"


def test_a_share_is_never_rounded_to_nothing_or_all() -> None:
    assert texts.percent("en", 0.001) == "<1%"
    assert texts.percent("en", 0.999) == ">99%"
    assert (texts.percent("en", 0), texts.percent("en", 1)) == ("0%", "100%")


REASON = {
    "use_title": "Overheidsdiensten",
    "product_title": "Clouddiensten {EU}",
    "country": "USA",
    "attribute": "owner",
    "question": "coercion",
    "klass": "risky-strategic",
    "exposure": (0.6, 0.66, 0.73),
    "horizon": 52,
    "crucial_note": "vitaal proces",
    "likely_components": [texts.likely_law("nl", "CLOUD Act", attribute="owner")],
    "replacement_weeks": 104.0,
    "spare": 0.05,
    "lost_share": 0.67,
    "undecided": None,
}


def test_a_reason_says_what_from_whom_how_deep_why_and_how_long() -> None:
    told = texts.verdict_reason("nl", **REASON).replace("\u00a0", " ")
    assert told == (
        "Amerikaanse eigenaren weigeren clouddiensten {EU}: binnen een jaar valt 66 % (60 tot "
        "73 %) van overheidsdiensten weg. Cruciaal: vitaal proces. Aannemelijk: recht dat de "
        "eigenaar bindt (CLOUD Act). Vervanging duurt 2 jaar; elders is 5 % van het aanbod vrij, "
        "wie geweigerd wordt heeft 67 % nodig."
    )


@pytest.mark.parametrize("lang", texts.LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("klass", CLASSES)
def test_a_reason_is_one_line(lang: texts.Lang, question: str, klass: str) -> None:
    changed = {
        "question": question,
        "klass": klass,
        "replacement_weeks": None,
        "spare": None,
        "undecided": "who\nthe rest is" if klass == "undecided" else None,
    }
    for attribute in words.ATTRIBUTES:
        told = texts.verdict_reason(lang, **(REASON | changed | {"attribute": attribute}))
        assert "\n" not in told
        assert told.endswith(".")
        assert not re.search(r"\.\.|  |None|nan", told)


def test_a_headline_never_is_a_bare_number() -> None:
    told = texts.headline_refusal(
        "nl",
        product="Clouddiensten",
        use=None,
        country="XKX",
        attribute="owner",
        loss=(0.5, 0.5, 0.5),
        horizon="1",
        home="FRA",
    )
    assert told.startswith("Weigeren eigenaren onder het recht van Kosovo ons clouddiensten")
    assert "Frankrijk" in told
