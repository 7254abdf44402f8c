"""Two versions of the tiny stack, compared once."""

import zipfile
from pathlib import Path

import pytest

import valuechain as vc
from valuechain.files import load_text

TESTS = Path(__file__).parents[3]
TEXT = (TESTS / "models" / "tiny.yaml").read_text(encoding="utf-8")
WHY = 'changed_because: {{why: {}, text: {{en: "{}", nl: "{}"}}}}, source: survey'
OWNER = (
    "headquarters: IRL, owner: USA, source: survey",
    f"headquarters: IRL, owner: CHN, {WHY.format('world', 'It was sold', 'Het is verkocht')}",
)
SHARE = (
    "{firm: triad, site: NLD, share: 0.9, basis: revenue, year: 2025, source: survey",
    "{firm: triad, site: NLD, share: 0.7, basis: revenue, year: 2025, "
    + WHY.format("corrected", "A typing mistake", "Een tikfout"),
)
REST = ("remainder: {share: 0.1, country: DEU}", "remainder: {share: 0.3, country: DEU}")
CAPACITY = ("capacity: 0.6, buffer: 2 weeks", "capacity: 0.8, buffer: 2 weeks")


def version(*edits):
    """The tiny stack with some edits of its text."""
    text = TEXT.replace("as_of: 2026-01-31", "as_of: 2028-01-31")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return load_text(text).model


@pytest.fixture(scope="session")
def earlier(tmp_path_factory):
    """The folder of a result that 0.1.0 wrote."""
    folder = tmp_path_factory.mktemp("earlier") / "tiny"
    with zipfile.ZipFile(TESTS / "results" / "tiny-0.1.0.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def new():
    """The new version: sold, corrected, and one figure that nobody explains."""
    return version(OWNER, SHARE, REST, CAPACITY)


@pytest.fixture(scope="session")
def found(earlier, new):
    """The comparison of the two."""
    return vc.compare(earlier, new)
