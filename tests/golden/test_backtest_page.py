"""The back-test of the shipped model: its page is that of the code, and no case is missing."""

from pathlib import Path

from valuechain.questions.backtest.observations import read_observed
from valuechain.questions.backtest.page import NAME, page
from valuechain.questions.backtest.study import history

DOCS = Path(__file__).parents[2] / "docs"
ASKED = {
    "spruce-pine-2024",
    "renesas-naka-2021",
    "neon-2022",
    "japan-korea-2019",
    "ga-ge-2023",
    "nexperia-2025",
    "hualien-2024",
}


def test_committed_page_equals_the_generated_one(model):
    committed = (DOCS / NAME).read_text(encoding="utf-8")
    assert committed == page(model), "run `python -m valuechain.questions.backtest.page docs`"


def test_every_case_is_observed_and_every_observation_is_of_a_case():
    cases = {path.stem for path in history()}
    observed = {row.scenario for row in read_observed(history()[0].with_name("observed.csv"))}
    assert observed == cases
    assert cases >= ASKED
