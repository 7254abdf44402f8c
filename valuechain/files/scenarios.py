"""From a scenario file to a checked scenario, phase by phase, as with models."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.geography import Finding
from valuechain.files.keypaths import Keys, read_keys, write_keys
from valuechain.files.loaded import digest
from valuechain.files.model_tree import Gathered, gather_alone, gather_text_alone
from valuechain.files.nearest import nearest
from valuechain.files.scenario_aim import Aims, Warned, written_for
from valuechain.files.scenario_references import scenario_references, unused_scenario_sources
from valuechain.files.scenario_sense import sense_problems
from valuechain.files.schema_problems import shape_problems
from valuechain.files.shipped import shipped_scenarios
from valuechain.files.tree import Mapped, MarkedList, find_place
from valuechain.schema import Model, Scenario, shape

_PYTHON_ONLY: Final = ("from_", "except_")
"""Names that the keys `from` and `except` have in Python."""


@dataclass(frozen=True)
class LoadedScenario:
    """A checked scenario, with its digest and the warnings about its file."""

    scenario: Scenario
    """The scenario."""
    paths: tuple[Path, ...]
    """The file that was read; none for a text."""
    warnings: tuple[Problem, ...]
    """What is odd but not wrong."""
    tree: Mapped = field(repr=False, compare=False)
    """What was read, with the place of every key."""
    start: Place = field(repr=False, compare=False)
    """Start of the file."""

    @property
    def path(self) -> Path | None:
        """The file that was read; None if the scenario came as a text."""
        return self.paths[0] if self.paths else None

    def place(self, keys: str) -> Place:
        """Find where a key stands, or the nearest key above it that does.

        Parameters
        ----------
        keys : str
            Its path, such as ``shocks[0].from.site``.

        Returns
        -------
        Place
            File, line and column; the start of the file if nothing of the path exists.
        """
        return find_place(self.tree, read_keys(keys), otherwise=self.start)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the meaning: key order, comments and notation do not count."""
        return digest(self.scenario)


def scenario_digest(scenario: Scenario) -> str:
    """Give the SHA-256 of what a scenario says, as 64 hexadecimal digits."""
    return digest(scenario)


def load_scenario(path: str | Path, *, model: Model | None = None) -> LoadedScenario:
    """Read a scenario and check it against the model that it was written for.

    Parameters
    ----------
    path : str or Path
        The file.
    model : Model, optional
        The model it is about; if left out, only what can be told without it is checked.

    Returns
    -------
    LoadedScenario
        The scenario, the place of every key, what is odd about it and its digest.

    Raises
    ------
    FileProblems
        All problems of the first phase that has any: reading (VC001-VC025), keys (VC030, VC031),
        types and ranges (VC040-VC052, VC100-VC102), references (VC010-VC017, VC060-VC070,
        VC103-VC105), sense (VC105-VC114).
    """
    return _check(gather_alone(Path(path)), model)


def load_scenario_text(
    text: str, shown: str = "<text>", *, model: Model | None = None
) -> LoadedScenario:
    """Read and check a scenario that stands in a text.

    Parameters
    ----------
    text : str
        The scenario, as YAML.
    shown : str
        How its problems name it.
    model : Model, optional
        The model it is about.

    Raises
    ------
    FileProblems
        As :func:`load_scenario`.
    """
    return _check(gather_text_alone(text, shown), model)


def find_scenario(name: str | Path) -> Path:
    """Find a shipped scenario by its name, or a file by its path.

    Parameters
    ----------
    name : str or Path
        A text that is the name of a shipped scenario means that; all else is a path.

    Raises
    ------
    FileProblems
        VC001: neither.
    """
    shipped = shipped_scenarios()
    if isinstance(name, str) and name in shipped:
        return shipped[name]
    path = Path(name)
    if path.exists() or path.is_symlink():
        return path
    message = "this is no file, and no shipped scenario has this name."
    known = f"Shipped are {', '.join(shipped)}." if shipped else "Check the name and the folder."
    remedy = nearest(path.stem, shipped) or known
    raise FileProblems((Problem(Place(str(name)), "VC001", "", message, remedy),))


def is_scenario(path: str | Path) -> bool:
    """Tell whether a file holds a scenario; a file that cannot be read does not."""
    try:
        tree = gather_alone(Path(path)).tree
    except FileProblems:
        return False
    return "shocks" in tree or "horizon" in tree


def _check(found: Gathered, model: Model | None) -> LoadedScenario:
    misnamed = list(_misnamed(found))
    scenario = shape(Scenario, found.tree)
    if not isinstance(scenario, Scenario):
        problems = shape_problems(scenario, found.tree, start=found.root, sort=Scenario)
        unknown = [one for one in problems if one.code == "VC031"]
        _refuse([*found.problems, *misnamed, *unknown])
        raise FileProblems(tuple(problems))
    _refuse([*found.problems, *misnamed])
    _refuse(_placed(scenario_references(scenario, model), found))
    findings = list(sense_problems(scenario))
    aims = None if model is None else Aims(scenario, model)
    if aims is not None:
        findings.extend(aims.problems())
    _refuse(_placed(findings, found))
    warned = sorted(
        Problem(_where(found, keys), code, write_keys(_written(found.tree, keys)), message)
        for keys, code, message in _odd(scenario, aims)
    )
    return LoadedScenario(
        scenario, tuple(found.paths), tuple(warned), tree=found.tree, start=found.root
    )


def _odd(scenario: Scenario, aims: Aims | None) -> Iterator[Warned]:
    for keys, message in unused_scenario_sources(scenario):
        yield keys, "VC072", message
    if aims is None:
        return
    yield from aims.warnings()
    stated = scenario.model.digest
    if stated is not None:
        now = digest(aims.model)
        if stated != now:
            yield written_for(aims, stated=stated, now=now)


def _placed(findings: "Iterator[Finding] | list[Finding]", found: Gathered) -> list[Problem]:
    return [
        Problem(_where(found, keys), code, write_keys(_written(found.tree, keys)), *words)
        for keys, code, *words in findings
    ]


def _where(found: Gathered, keys: Keys) -> Place:
    return find_place(found.tree, keys, otherwise=found.root)


def _written(tree: Mapped, keys: Keys) -> Keys:
    """Leave out the position in a list of one that is written without brackets."""
    inner: object = tree
    for length, key in enumerate(keys):
        if isinstance(inner, str):
            return keys[:length]
        if isinstance(inner, Mapped) and key in inner:
            inner = inner[str(key)]
        elif isinstance(inner, MarkedList) and isinstance(key, int) and key < len(inner):
            inner = inner[key]
        else:
            break
    return keys


def _misnamed(found: Gathered) -> Iterator[Problem]:
    """Refuse the names that Python has for keys which are words of Python."""
    shocks = found.tree.get("shocks")
    for position, shock in enumerate(shocks if isinstance(shocks, MarkedList) else ()):
        for name in _PYTHON_ONLY:
            if isinstance(shock, Mapped) and name in shock:
                keys: Keys = ("shocks", position, name)
                message = f"there is no key '{name}' here."
                remedy = f"Did you mean '{name.rstrip('_')}'?"
                place = find_place(found.tree, keys, otherwise=found.root)
                yield Problem(place, "VC031", write_keys(keys), message, remedy)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise FileProblems(tuple(sorted(set(problems))))
