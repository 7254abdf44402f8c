"""`scenario check`: what a shock touches, whom it spares, and what stock is held."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from valuechain.cli import main

TINY = Path(__file__).parents[1] / "models" / "tiny.yaml"
HEAD = """\
schema: valuechain/1
id: trial
title: {en: A trial}
because: {en: To see}
model: {id: tiny}
horizon: 52 weeks
shocks:
"""
EVIDENCE = "source: analysts, credibility: 6, status: judgement"


@pytest.fixture
def check(tmp_path):
    """Run the check on shocks of the tiny model."""

    def run(*shocks, lang="en", extra=(), code=0):
        lines = [f"  - {{{one}, {EVIDENCE}}}" for one in shocks]
        path = tmp_path / "trial.yaml"
        path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
        words = ["scenario", "check", str(path), "--model", str(TINY), "--lang", lang, *extra]
        found = CliRunner().invoke(main, words)
        assert found.exit_code == code, found.output
        return found.stdout.replace("\u00a0", " ")

    return run


BAN = "kind: export-ban, product: [gallium, photoresist], from: {site: [CHN, JPN]}, to: DEU"


def test_whom_a_refusal_spares_is_said(check):
    said = check(BAN)
    where = "those who buy it are in Taiwan and US, outside `to` or spared"
    assert f"gallium: 80% (80 to 90%), hits no customer: {where}" in said
    assert said.count("hits no customer") == 1
    assert "raakt geen afnemer: wie dit koopt zit in Taiwan" in check(BAN, lang="nl")
    gallium, resist = json.loads(check(BAN, extra=["--json"]))["scenarios"][0]["touched"]
    assert (gallium["n_customers"], gallium["spared"]) == (0, ["TWN", "USA"])
    assert (resist["n_customers"], resist["spared"]) == (1, [])


def test_a_refusal_that_touches_nobody_is_told_where_they_are(check):
    said = check(BAN.replace("[gallium, photoresist]", "gallium"), code=2)
    assert "VA620" in said
    assert "Those who buy them are in TWN, USA." in said


def test_stock_on_top_is_said(check):
    ban = BAN.replace("DEU", "TWN")
    weeks = "{low: 4 weeks, mode: 6 weeks, high: 8 weeks}"
    stock = f"kind: stockpile, product: gallium, by: TWN, weeks: {weeks}"
    said = check(ban, stock)
    assert "gallium: 6 weeks (4 weeks to 8 weeks) of stock on top, held by 1 customer" in said
    held = json.loads(check(ban, stock, extra=["--json"]))["scenarios"][0]["held"]
    assert held == [
        {"shock": 2, "product": "gallium", "weeks_low": 4.0, "weeks": 6.0, "weeks_high": 8.0}
        | {"n_customers": 1}
    ]
    said = check(ban, stock.replace("TWN", "DEU"), code=2)
    assert "shock 2 of 'trial' (stockpile) touches nothing" in said
