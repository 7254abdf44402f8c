"""A directory for every problem code: what is right, what is not, and the expected text."""

import shutil
from pathlib import Path

import pytest

from valuechain.errors import CATALOGUE, FileProblems
from valuechain.files import (
    Loaded,
    LoadedScenario,
    dump,
    load,
    load_scenario,
    load_scenario_text,
    load_text,
)
from valuechain.files.measures import (
    LoadedMeasures,
    all_measures,
    load_measures,
    load_measures_text,
)
from valuechain.files.raw_text import MAX_BYTES
from valuechain.files.scenarios import is_scenario

HERE = Path(__file__).parent
TINY = load(HERE.parent / "models" / "tiny.yaml").model
DIRECTORIES = sorted(entry for entry in HERE.iterdir() if entry.name.startswith("VC"))


def _cases(start: str) -> list[Path]:
    return [
        case
        for directory in DIRECTORIES
        for case in sorted(directory.iterdir())
        if case.name.startswith(start) and case.suffix != ".txt"
    ]


def _load(case: Path) -> Loaded | LoadedScenario | LoadedMeasures:
    """Load a case: a file, a folder with a model and its overlays, or the name of no file.

    A scenario and measures are about the tiny model; a folder may hold files of measures.
    """
    if case.suffix == ".path":
        return load(case.read_text(encoding="utf-8").strip())
    if case.is_dir():
        folder = Path(case.name)
        if several := sorted(folder.glob("measures-*.yaml")):
            together = all_measures(TINY, several, shipped=False)
            return load_measures(several[0], model=TINY, beside=together)
        return load(folder / "model.yaml", sorted(folder.glob("overlay*.yaml")))
    if is_scenario(case.name) or case.stem.endswith("-scenario"):
        return load_scenario(case.name, model=TINY)
    if "VC120" <= case.parent.name[:5] <= "VC131":
        return load_measures(case.name, model=TINY)
    return load(case.name)


def _named(case: Path) -> str:
    return f"{case.parent.name[:5]}/{case.name}"


def test_every_code_has_its_directory():
    slugs = [directory.name for directory in DIRECTORIES]
    assert [slug[:5] for slug in slugs] == sorted(c for c in CATALOGUE if c.startswith("VC"))
    for directory in DIRECTORIES:
        kinds = {case.name.partition(".")[0].partition("-")[0] for case in directory.iterdir()}
        assert kinds >= {"good"}, directory.name
        assert kinds & {"bad", "warned"}, directory.name


@pytest.mark.parametrize("case", _cases("bad"), ids=_named)
def test_bad_file_is_refused_with_the_expected_text(case, monkeypatch):
    monkeypatch.chdir(case.parent)
    with pytest.raises(FileProblems) as refused:
        _load(case)
    expected = case.with_name(case.name.partition(".")[0] + ".txt").read_text(encoding="utf-8")
    assert f"{refused.value}\n" == expected
    assert case.parent.name[:5] in {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("case", _cases("good"), ids=_named)
def test_good_file_loads_and_survives_a_round_trip(case, monkeypatch):
    monkeypatch.chdir(case.parent)
    loaded = _load(case)
    if isinstance(loaded, LoadedScenario):
        again = load_scenario_text(dump(loaded.scenario), model=TINY)
        assert again.scenario == loaded.scenario
    elif isinstance(loaded, LoadedMeasures):
        again = load_measures_text(dump(loaded.file))
        assert again.file == loaded.file
    else:
        again = load_text(dump(loaded.model))
        assert again.model == loaded.model
    assert again.digest == loaded.digest


@pytest.mark.parametrize("case", _cases("warned"), ids=_named)
def test_warning_does_not_refuse(case, monkeypatch):
    monkeypatch.chdir(case.parent)
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert "".join(f"{warning}\n" for warning in _load(case).warnings) == expected


def test_file_of_more_than_the_limit_is_refused_unread(tmp_path):
    """Too large for a repository, so made here; sparse, so made in no time."""
    large = tmp_path / "large.yaml"
    shutil.copy(HERE / "VC002-file-too-large" / "good.yaml", large)
    with large.open("r+b") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(FileProblems, match=r"VC002 this file is larger than 32 MiB\. Split it"):
        load(large)
