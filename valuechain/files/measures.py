"""From files of measures, and of targets, to what they say, phase by phase, as with models."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from valuechain.errors import FileProblems, Place, Problem
from valuechain.files.evidence import evidence_problems
from valuechain.files.geography import Finding, unknown_place
from valuechain.files.keypaths import Keys, read_keys, write_keys
from valuechain.files.loaded import digest
from valuechain.files.measure_references import (
    measure_problems,
    needs_problems,
    seen_measures,
    spelled_out,
    with_their_needs,
)
from valuechain.files.model_tree import Gathered, gather_alone, gather_text_alone
from valuechain.files.nearest import nearest
from valuechain.files.schema_problems import shape_problems
from valuechain.files.shipped import shipped_measures
from valuechain.files.tree import Mapped, find_place
from valuechain.schema import (
    Measure,
    MeasureFile,
    Model,
    TargetFile,
    shape,
)
from valuechain.vocab.countries import COUNTRIES


@dataclass(frozen=True)
class LoadedMeasures:
    """A file of measures with what is known about it."""

    file: MeasureFile
    """What it says."""
    path: Path | None
    """The file that was read; None for a text."""
    tree: Mapped = field(repr=False, compare=False)
    """What was read, with the place of every key."""
    start: Place = field(repr=False, compare=False)
    """Start of the file."""

    def place(self, keys: str) -> Place:
        """Find where a key stands, or the nearest key above it that does."""
        return find_place(self.tree, read_keys(keys), otherwise=self.start)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the meaning: key order, comments and notation do not count."""
        return digest(self.file)

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What is odd but not wrong: sources that nothing points at."""
        used = {
            source
            for measure in self.file.measures.values()
            for figure in (*measure.changes, measure.cost, measure.lead)
            for source in (figure.source, *figure.also_sources)
        }
        return tuple(
            Problem(self.place(f"sources.{key}"), "VC072", f"sources.{key}", _UNUSED)
            for key in self.file.sources
            if key not in used
        )


_UNUSED = "no figure points at this source."


def load_measures(
    path: str | Path,
    *,
    model: Model | None = None,
    beside: Mapping[str, Measure] | None = None,
) -> LoadedMeasures:
    """Read a file of measures and check it against its model.

    Parameters
    ----------
    path : str or Path
        The file.
    model : Model, optional
        The model they are about; if left out, only what can be told without it is checked.
    beside : mapping of str to Measure, optional
        Measures of other files, which these may need or exclude.

    Raises
    ------
    FileProblems
        All problems of the first phase that has any: reading (VC001-VC025), keys (VC030, VC031),
        types and ranges (VC040-VC049, VC100, VC120), references and sense (VC012-VC013,
        VC060-VC069, VC105, VC121-VC131).
    """
    return _check(gather_alone(Path(path)), Path(path), model, beside or {})


def load_measures_text(
    text: str, shown: str = "<text>", *, model: Model | None = None
) -> LoadedMeasures:
    """Read and check measures that are given as a text, not as a file.

    Raises
    ------
    FileProblems
        As :func:`load_measures`.
    """
    return _check(gather_text_alone(text, shown), None, model, {})


def all_measures(
    model: Model | None, paths: Iterable[str | Path] = (), *, shipped: bool = True
) -> dict[str, Measure]:
    """Read every measure that can be chosen from: the shipped ones and those of some files.

    Parameters
    ----------
    model : Model, optional
        The model they are about.
    paths : iterable of (str or Path), optional
        Further files; what they name may take the place of nothing that is shipped.
    shipped : bool
        Whether the shipped ones are among them, as far as they are about this model.

    Raises
    ------
    FileProblems
        As :func:`load_measures`; VC131: a measure stands in two files.
    """
    ours = [load_measures(path) for path in (shipped_measures() if shipped else ())]
    ours = [one for one in ours if model is None or one.file.model.id == model.id]
    theirs = [load_measures(path) for path in paths]
    together: dict[str, Measure] = {}
    checked = [*ours, *theirs]
    if model is not None and model.uses_of_others:
        # Ours are right for the whole model, as tests hold; a home sees a part of it.
        for one in ours:
            together |= seen_measures(one.file, model).measures
        together, checked = with_their_needs(together), theirs
    problems: list[Problem] = []
    for one in checked:
        for name in one.file.measures:
            if name in together:
                keys = f"measures.{name}"
                message, remedy = "this measure stands in another file too.", "Rename one."
                problems.append(Problem(one.place(keys), "VC131", keys, message, remedy))
        together |= one.file.measures
    _refuse(problems)
    for one in checked:
        if one.path is not None:
            load_measures(one.path, model=model, beside=together)
            _refuse(_placed(needs_problems(together, one.file.measures), one.tree, one.start))
    if model is None:
        return together
    return {name: spelled_out(one, model) for name, one in together.items()}


def _check(
    found: Gathered, path: Path | None, model: Model | None, beside: Mapping[str, Measure]
) -> LoadedMeasures:
    file = shape(MeasureFile, found.tree)
    if not isinstance(file, MeasureFile):
        problems = shape_problems(file, found.tree, start=found.root, sort=MeasureFile)
        _refuse([*found.problems, *(one for one in problems if one.code == "VC031")])
        raise FileProblems(tuple(problems))
    _refuse(found.problems)
    _refuse(_placed(measure_problems(file, model), found.tree, found.root))
    if model is not None:
        together = {**beside, **file.measures}
        _refuse(_placed(needs_problems(together, file.measures), found.tree, found.root))
    return LoadedMeasures(file, path, tree=found.tree, start=found.root)


def load_targets(path: str | Path, *, model: Model) -> TargetFile:
    """Read a file of targets and check it against its model.

    Raises
    ------
    FileProblems
        As :func:`load_measures`; VC064 unknown use.
    """
    found = gather_alone(Path(path))
    file = shape(TargetFile, found.tree)
    if not isinstance(file, TargetFile):
        problems = shape_problems(file, found.tree, start=found.root, sort=TargetFile)
        _refuse([*found.problems, *(one for one in problems if one.code == "VC031")])
        raise FileProblems(tuple(problems))
    _refuse(found.problems)
    _refuse(_placed(_target_problems(file, model), found.tree, found.root))
    return file


def _target_problems(file: TargetFile, model: Model) -> Iterator[Finding]:
    if file.model.id != model.id:
        message = f"the targets are about '{file.model.id}', and the model is '{model.id}'."
        yield ("model", "id"), "VC121", message, "Give their own model with `--model`."
        return
    figures = [(("targets", name), aim) for name, aim in file.targets.items()]
    yield from evidence_problems(figures, {**model.sources, **file.sources})
    for name, aim in file.targets.items():
        keys: Keys = ("targets", name)
        for key, code, known in (
            ("use", "VC064", model.uses),
            ("product", "VC060", model.products),
        ):
            given = getattr(aim, key)
            if given is not None and given not in known:
                remedy = nearest(given, known) or f"Use a {key} of the model."
                yield (*keys, key), code, f"unknown {key} '{given}'.", remedy
        if aim.removed not in COUNTRIES and aim.removed not in model.groups:
            yield unknown_place(model, (*keys, "removed"), code=aim.removed, group_too=True)


def _placed(findings: Iterable[Finding], tree: Mapped, start: Place) -> list[Problem]:
    return [
        Problem(find_place(tree, keys, otherwise=start), code, write_keys(keys), *words)
        for keys, code, *words in findings
    ]


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise FileProblems(tuple(sorted(set(problems))))
