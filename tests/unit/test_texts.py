"""Texts: nothing is missing in either language, and sentences read well."""

from string import Formatter

import pytest

from valuechain import texts
from valuechain.questions.chokepoints import page_words as chokepoints
from valuechain.questions.comparison import page_words as comparison
from valuechain.questions.leverage import page_words as leverage
from valuechain.questions.lookthrough import page_words as lookthrough
from valuechain.questions.nulmeting.headline_words import headline_refusal
from valuechain.questions.nulmeting.words import WORDS
from valuechain.questions.partners import page_words as partners
from valuechain.questions.survival import page_words as survival
from valuechain.questions.what_if import page_words as what_if
from valuechain.results.columns import CIRCLES, CLASSES, QUESTIONS, SEGMENTS
from valuechain.texts.labels import LABELS
from valuechain.texts.ties import under_tie, who_refuses
from valuechain.vocab import words
from valuechain.vocab.countries import COUNTRIES


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


CATALOGUES = (
    WORDS,
    chokepoints.PAGE,
    comparison.PAGE,
    leverage.PAGE,
    lookthrough.PAGE,
    partners.PAGE,
    survival.PAGE,
    what_if.PAGE,
)


@pytest.mark.parametrize(
    ("name", "key"), [(words.name, key) for words in CATALOGUES for key in words]
)
def test_every_sentence_is_there_in_both_languages(name: str, key: str) -> None:
    said = next(words for words in CATALOGUES if words.name == name)
    dutch, english = said.raw("nl", key), said.raw("en", key)
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
        assert [word for word in allowed if f"{name}/{word}" not in LABELS] == [], name


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


@pytest.mark.parametrize(
    ("controlled", "said", "unsaid"),
    [
        (0.67, "hits 67% of 16,500 domains within a week: our measure of desks", "capacity"),
        (0.84, "67% of desks is gone within a week, measured by 16,500 domains", "capacity"),
    ],
)
def test_a_headline_says_what_its_number_measures(controlled, said, unsaid):
    told = headline_refusal(
        "en",
        product="Cloud",
        use="Desks",
        country="USA",
        attribute="owner",
        loss=(0.67, 0.67, 0.67),
        horizon="1",
        home="NLD",
        at_home=0.8,
        controlled=controlled,
        unit="share of domains",
        measured="16,500 domains",
    )
    assert said in told
    assert unsaid not in told
    assert "share of domains" not in told


def test_a_headline_never_is_a_bare_number() -> None:
    told = headline_refusal(
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
