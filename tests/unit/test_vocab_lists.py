"""The closed lists: countries against CLDR, durations there and back."""

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from valuechain.vocab.countries import ALPHA2, ALPHA3, COUNTRIES, OFTEN_WRITTEN, meant_country
from valuechain.vocab.durations import format_weeks, parse_weeks


def test_countries_are_those_of_iso_and_cldr():
    assert len(COUNTRIES) == 249 + 1
    assert ALPHA2["XKX"] == "XK"
    aliases = get_global("territory_aliases")
    assert {code for code, short in ALPHA2.items() if aliases.get(code) != [short]} == {"XKX"} - {
        code for code in ("XKX",) if aliases.get(code) == ["XK"]
    }
    names = Locale("nl").territories
    assert [short for short in ALPHA2.values() if short not in names] == []
    assert len(ALPHA3) == len(ALPHA2)


def test_codes_in_use_elsewhere_are_no_codes_themselves():
    assert set(OFTEN_WRITTEN) & COUNTRIES == set()
    assert set(OFTEN_WRITTEN.values()) <= COUNTRIES
    assert meant_country("uk") == "GBR"
    assert meant_country("EU") is None


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("1 week", 1), ("7 days", 1), ("1 month", 52 / 12), ("1.5 years", 78), ("0 days", 0)],
)
def test_durations_are_weeks(text, weeks):
    assert parse_weeks(text) == weeks


@pytest.mark.parametrize(
    "text",
    ["8", "8weeks", "8  weeks", "8 Weeks", "eight weeks", "-1 week", "1e3 weeks", "1 week\n"],
)
def test_anything_else_is_no_duration(text):
    with pytest.raises(ValueError, match=r"^" + text.replace("\n", "\\n")):
        parse_weeks(text)


@given(st.floats(0, 1e12))
def test_weeks_are_written_so_that_they_read_back(weeks):
    assert parse_weeks(format_weeks(weeks)) == weeks
