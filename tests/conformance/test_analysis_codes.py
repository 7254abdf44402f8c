"""Every code of an analysis: what is refused with it, in which words, and what is not.

The words stand in ``analysis.txt``, one line a code; a changed line is a changed interface.
``python -m tests.conformance.test_analysis_codes`` writes that file anew.
"""

import re
import sys
import tempfile
from pathlib import Path

import pytest

import tests.conformance.briefing_cases
import tests.conformance.computed_cases  # noqa: F401 - it adds its cases
from tests.conformance.analysis_cases import CASES
from valuechain.errors import CATALOGUE, AnalysisError, FileProblems

EXPECTED = Path(__file__).with_name("analysis.txt")
PACKAGE = Path(sys.modules["valuechain"].__file__).parent
LISTS = {PACKAGE / "errors.py", PACKAGE / "files" / "prose.py"}
"""Where codes are listed, not raised."""
ANALYSIS = [code for code in CATALOGUE if code.startswith("VA")]


def refusal(code: str, at: Path) -> str:
    """What is said when the question of a code is asked, the folder left out."""
    bad, _ = CASES[code]
    with pytest.raises((AnalysisError, FileProblems)) as refused:
        bad(at)
    said = str(refused.value).replace(str(at), "FOLDER").replace("\n", " / ")
    said = re.sub(r" \(HiGHS .*?\)", "", said)  # what the solver adds differs by its version
    return re.sub(r"\b[0-9a-f]{16}\b", "NAME", said)  # an ensemble is named by a digest


def expected() -> dict[str, str]:
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    return {re.search(r"VA\d{3}", line)[0]: line for line in lines}


def test_every_code_has_a_case_and_words():
    assert sorted(CASES) == sorted(ANALYSIS)
    assert list(expected()) == sorted(ANALYSIS)


@pytest.mark.parametrize("code", ANALYSIS)
def test_a_question_that_cannot_be_answered_is_refused_with_the_expected_words(code, tmp_path):
    assert refusal(code, tmp_path) == expected()[code]


@pytest.mark.parametrize("code", ANALYSIS)
def test_a_question_like_it_is_answered(code, tmp_path):
    _, good = CASES[code]
    assert good(tmp_path) is not None


def test_every_code_that_is_raised_is_catalogued_and_every_catalogued_one_is_raised():
    """Codes stand in the package as texts of their own; in docstrings they have no quotes."""
    raised = set()
    for path in PACKAGE.rglob("*.py"):
        if path not in LISTS:
            raised |= set(re.findall(r'"(V[AC]\d{3})"', path.read_text(encoding="utf-8")))
    assert raised - set(CATALOGUE) == set(), "give it an entry in valuechain/errors.py"
    assert set(CATALOGUE) - raised == set(), "nothing raises it any more"


def write() -> None:
    """Write the expected words anew."""
    lines = []
    for code in sorted(CASES):
        with tempfile.TemporaryDirectory() as folder:
            lines.append(f"{refusal(code, Path(folder))}\n")
    EXPECTED.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write()
