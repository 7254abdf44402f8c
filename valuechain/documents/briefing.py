"""Briefings: a notebook, run with parameters, as a page, a PDF or slides without code."""

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Final

from valuechain import __version__
from valuechain.analysis.markings import highest_marking
from valuechain.analysis.versions import version_of
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.files.shipped import shipped_model, shipped_notebooks
from valuechain.results.listing import FILE_BYTES, digest_of, read_bounded
from valuechain.results.whole_files import unwritable, write_whole
from valuechain.texts.labels import label
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.vocab.words import MARKINGS

NEEDS: Final = ("ipykernel", "nbclient", "nbconvert")
"""What runs a notebook and renders it: the extra ``notebooks``."""
TAG: Final = "parameters"
"""Tag of the cell that holds the parameters; other tags name the language of a text."""
FORMATS: Final = ("html", "pdf", "pptx")
"""Kinds of document; the page is always made, since it says which others are its own."""
_BEGIN: Final = "<!DOCTYPE html>\n<!-- valuechain briefing {digest} -->\n"
"""How a briefing begins: the digest of all that follows tells whether it was changed since."""
_BEGAN: Final = re.compile(rb"<!DOCTYPE html>\n<!-- valuechain briefing ([0-9a-f]{64}) -->\n")
_BESIDE: Final = "<!-- with {name} {digest} -->\n"
"""How a page says which documents beside it are its own, as they were written."""
_RUN: Final = """
import sys, nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
notebook = nbformat.read(sys.argv[1], as_version=4)
try:
    NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
except CellExecutionError:
    pass
nbformat.write(notebook, sys.argv[1])
"""
"""In a process of its own: a kernel brings event loops and sockets of others with it."""

NotebookCell = dict[str, Any]


@dataclass(frozen=True)
class Notebook:
    """One notebook that comes with the package."""

    name: str
    path: Path

    @cached_property
    def cells(self) -> tuple[NotebookCell, ...]:
        """The cells of a notebook as they are stored."""
        return tuple(json.loads(self.path.read_text(encoding="utf-8"))["cells"])

    @property
    def title(self) -> str:
        """The first heading of a notebook."""
        return _source(self.cells[0]).partition("\n")[0].lstrip("# ")

    @property
    def languages(self) -> tuple[Lang, ...]:
        """What its texts are written in: English, and what is tagged as another language."""
        tags = {tag for cell in self.cells for tag in _tags(cell)}
        return tuple(lang for lang in LANGUAGES if lang == "en" or lang in tags)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """What it can be asked, with the value that holds if it is not."""
        cell = next(cell for cell in self.cells if TAG in _tags(cell))
        return {
            one.targets[0].id: ast.literal_eval(one.value)
            for one in ast.parse(_source(cell)).body
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        }


def _tags(cell: NotebookCell) -> Sequence[str]:
    tags: Sequence[str] = cell["metadata"].get("tags", ())
    return tags


def _source(cell: NotebookCell) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def notebooks() -> tuple[Notebook, ...]:
    """List the notebooks that briefings are made of, in the order of their numbers."""
    return tuple(Notebook(name, path) for name, path in shipped_notebooks().items())


def notebook_of(name: str) -> Notebook:
    """Find a notebook by its name, with or without its number, or by its file.

    Raises
    ------
    AnalysisError
        ``VA527``: there is none of that name.
    """
    if name.endswith(".ipynb") and Path(name).is_file():
        return Notebook(Path(name).stem.replace("_", "-"), Path(name))
    found = {one.name: one for one in notebooks()}
    stems = {one.path.stem: one.name for one in found.values()}
    wanted = stems.get(name, name.replace("_", "-"))
    if wanted not in found:
        raise AnalysisError(
            "VA527",
            f"there is no notebook {name!r}.",
            nearest(wanted, found) or f"There are {', '.join(found)}.",
        )
    return found[wanted]


def asked_of(notebook: Notebook, given: Mapping[str, object]) -> dict[str, object]:
    """Give every parameter of a notebook its value: what is given, else its own.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    given : mapping of str to object
        Values by name.

    Raises
    ------
    AnalysisError
        ``VA528``: it has no parameter of that name, or one of another kind; ``VA521``: it is not
        written in that language.
    """
    own = notebook.parameters
    for name, value in given.items():
        if name not in own and name != "lang":
            raise AnalysisError(
                "VA528",
                f"{notebook.name} has no parameter {name!r}.",
                nearest(name, own) or f"It has {', '.join(own)}.",
            )
        if name == "lang" and value not in notebook.languages:
            raise AnalysisError(
                "VA521",
                f"{notebook.name} is not written in {value!r}.",
                f"Use {' or '.join(notebook.languages)}.",
            )
        if not _same_kind(own.get(name), value):
            raise AnalysisError(
                "VA528",
                f"parameter {name} of {notebook.name} cannot be {value!r}.",
                f"Write it as {own[name]!r} is written.",
            )
    return {**own, **{name: value for name, value in given.items() if name in own}}


def _same_kind(own: object, value: object) -> bool:
    """Whether a value can stand in the place of another; None stands for anything."""
    if own is None or type(own) is type(value):
        return True
    return isinstance(own, float) and type(value) is int


def check_tools() -> None:
    """Refuse to begin a briefing where what runs notebooks is not installed.

    Raises
    ------
    AnalysisError
        ``VA529``: what runs them is not installed.
    """
    absent = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if absent:
        raise AnalysisError(
            "VA529",
            f"{', '.join(absent)} is not installed, which a briefing needs.",
            "pip install 'valuechain[notebooks]'",
        )


def check_briefing(path: Path) -> None:
    """Refuse a place that cannot take a briefing, before anything is computed.

    Raises
    ------
    AnalysisError
        ``VA501``: what is there is no briefing, or was changed since; ``VA502``: nothing can be
        written there.
    """
    above = next(one for one in path.absolute().parents if one.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise unwritable(path, NotADirectoryError(f"nothing can be made in {above}"))
    if (path.exists() or path.is_symlink()) and not _ours(path):
        raise AnalysisError(
            "VA501",
            f"{path} is there already, and no briefing wrote it as it is now.",
            "Name another folder, or move that file away first.",
        )


def check_formats(formats: Sequence[str]) -> tuple[str, ...]:
    """Refuse a kind of document that a briefing has not; the page is always among them.

    Raises
    ------
    AnalysisError
        ``VA520``: there is none of that name.
    """
    for one in formats:
        if one not in FORMATS:
            hint = nearest(one, FORMATS) or f"Use {', '.join(FORMATS)}."
            raise AnalysisError("VA520", f"a briefing cannot be made as {one!r}.", hint)
    return tuple(one for one in FORMATS if one == "html" or one in formats)


def _check_beside(page: Path, path: Path) -> None:
    """Refuse to replace a document that the page before did not make as it is now."""
    if not path.exists() and not path.is_symlink():
        return
    known = page.is_file() and _BESIDE.format(
        name=path.name, digest=digest_of(read_bounded(path, FILE_BYTES))
    ).encode() in read_bounded(page, FILE_BYTES)
    if not known:
        raise AnalysisError(
            "VA501",
            f"{path} is there already, and no briefing wrote it as it is now.",
            "Name another folder, or move that file away first.",
        )


def _ours(path: Path) -> bool:
    """Whether a file is a briefing as it was written."""
    try:
        content = read_bounded(path, FILE_BYTES)
    except OSError:
        return False
    began = _BEGAN.match(content)
    return began is not None and digest_of(content[began.end() :]) == began[1].decode()


def write_briefing(
    name: str,
    folder: Path,
    *,
    given: Mapping[str, object] | None = None,
    formats: Sequence[str] = ("html",),
) -> tuple[tuple[Path, ...], str | None]:
    """Run a notebook with parameters and write what it says, without code.

    Parameters
    ----------
    name : str
        The notebook.
    folder : pathlib.Path
        Where the documents go; what else is there is left alone.
    given : mapping of str to object, optional
        Parameters by name; the notebook's own hold for the others.
    formats : sequence of str, optional
        ``pdf`` and ``pptx`` (slides) beside the page.

    Returns
    -------
    documents : tuple of pathlib.Path
        The page first: everything is inside, it fetches nothing and runs nothing.
    marking : str or None
        The highest marking of what it is about, which stands on the page and in its name.

    Raises
    ------
    FileProblems
        What is wrong with a model or an overlay that is named.
    AnalysisError
        ``VA501``, ``VA502``, ``VA520``, ``VA521``, ``VA527`` to ``VA529``: said before anything is
        computed;
        ``VA530``, or what the notebook itself was refused: it did not run to its end.
    """
    kinds = check_formats(formats)
    notebook = notebook_of(name)
    values = asked_of(notebook, given or {})
    check_tools()
    marking = _marking(values)
    stem = f"briefing-{notebook.name}{f'-{marking}' if marking else ''}"
    path = folder / f"{stem}.html"
    check_briefing(path)
    for one in kinds[1:]:
        _check_beside(path, folder / f"{stem}.{one}")
    done = _executed(notebook, values)
    refuse_stopped(notebook.name, done["cells"])
    page = _page(notebook, done, values=values, marking=marking)
    others = _documents(notebook, done, kinds[1:], values=values, marking=marking)
    beside = {f"{stem}.{one}": content for one, content in others.items()}
    said = "".join(_BESIDE.format(name=key, digest=digest_of(of)) for key, of in beside.items())
    whole = (said + page).encode()
    first = {path.name: _BEGIN.format(digest=digest_of(whole)).encode() + whole}
    try:
        return tuple(write_whole(folder, {**first, **beside})), marking
    except OSError as found:
        raise unwritable(path, found) from None


def _documents(
    notebook: Notebook,
    done: dict[str, Any],
    kinds: Sequence[str],
    *,
    values: Mapping[str, object],
    marking: str | None,
) -> dict[str, bytes]:
    """Make the documents beside the page from the same cells."""
    if not kinds:
        return {}
    from valuechain.documents.notebook_blocks import notebook_document, on_slides
    from valuechain.documents.paper import drawn_once
    from valuechain.documents.pdf import pdf
    from valuechain.documents.pptx import pptx

    chosen: Lang = "nl" if values.get("lang", "en") == "nl" else "en"
    asked = [f"{key}: {_written(one)}" for key, one in values.items() if one not in (None, ())]
    told = drawn_once(
        notebook_document(
            done["cells"],
            lang=chosen,
            marking="" if marking is None else label(chosen, marking, of="marking"),
            footer=f"valuechain {__version__} briefing {notebook.name}",
            kicker=" · ".join(["Briefing", *asked]),
        )
    )
    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: pdf(told),
        "pptx": lambda: pptx(on_slides(told)),
    }
    return {one: made[one]() for one in kinds}


def new_briefing() -> str:
    """Give a notebook to start from, in Dutch and English, that runs as it stands."""
    return (Path(__file__).parent / "templates" / "briefing.ipynb").read_text(encoding="utf-8")


def _marking(values: Mapping[str, object]) -> str | None:
    """Find the highest marking of the models and results that parameters name."""
    overlays = [str(one) for one in _several(values.get("overlays"))]
    root = values.get("model") or values.get("old") or shipped_model()
    asked = [(values.get("old"), []), (values.get("new"), overlays)]
    read = [version_of(str(one), over) for one, over in asked if one is not None]
    if values.get("new") is None:
        read.append(version_of(str(root), overlays))
    found = [highest_marking(one.model) for one in read]
    found += [one.result.marking for one in read if one.result is not None]
    return max((one for one in found if one is not None), key=MARKINGS.index, default=None)


def _several(given: object) -> Sequence[object]:
    return given if isinstance(given, list | tuple) else ()


def with_parameters(notebook: Notebook, asked: Mapping[str, object]) -> dict[str, Any]:
    """Give a notebook with its parameters set and without the texts of other languages.

    Parameters
    ----------
    notebook : Notebook
        The notebook, of which the file stays as it is.
    asked : mapping of str to object
        Every parameter; values are written as Python literals.
    """
    whole: dict[str, Any] = json.loads(notebook.path.read_text(encoding="utf-8"))
    chosen = asked.get("lang", "en")
    kept = []
    for cell in whole["cells"]:
        spoken = [tag for tag in _tags(cell) if tag in LANGUAGES]
        if not spoken or chosen in spoken:
            kept.append(cell)
        if TAG in _tags(cell):
            cell["source"] = "\n".join(f"{key} = {value!r}" for key, value in asked.items())
    return {**whole, "cells": kept}


def _executed(notebook: Notebook, values: Mapping[str, object]) -> dict[str, Any]:
    """Run a notebook in a process and with settings of its own."""
    with tempfile.TemporaryDirectory(prefix="valuechain-") as folder:
        file = Path(folder) / f"{notebook.name}.ipynb"
        file.write_text(json.dumps(with_parameters(notebook, values)), encoding="utf-8")
        environment = {**os.environ, "IPYTHONDIR": folder, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        ran = subprocess.run(  # noqa: S603 - this Python, our program, a file of ours
            [sys.executable, "-c", _RUN, str(file)],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            why = (ran.stderr.strip().splitlines() or ["no reason is known"])[-1]
            raise _stopped(notebook.name, why)
        done: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return done


def refuse_stopped(name: str, cells: Sequence[NotebookCell]) -> None:
    """Refuse a notebook that did not run to its end, in the words of what stopped it.

    Raises
    ------
    AnalysisError
        What the notebook was refused by the program; ``VA530``: anything else stopped it.
    """
    shown = [out for cell in cells for out in cell.get("outputs", ())]
    for found in (out for out in shown if out["output_type"] == "error"):
        coded = re.match(r"(VA\d{3}) (.*)", found["evalue"], flags=re.DOTALL)
        if found["ename"] == "AnalysisError" and coded:
            raise AnalysisError(coded[1], coded[2])
        raise _stopped(name, f"{found['ename']}: {found['evalue']}")


def _stopped(name: str, why: str) -> AnalysisError:
    return AnalysisError(
        "VA530", f"{name} stopped: {why}.", "Open the notebook itself to see where."
    )


def _page(
    notebook: Notebook,
    done: dict[str, Any],
    *,
    values: Mapping[str, object],
    marking: str | None,
) -> str:
    """Render a notebook that was run as a page of our own."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    lang = values.get("lang", "en")
    chosen: Lang = "nl" if lang == "nl" else "en"
    templates = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    titled = next(cell for cell in done["cells"] if _source(cell).startswith("# "))
    title = _source(titled).partition("\n")[0].lstrip("# ")
    return environment.get_template("briefing.html").render(
        lang=chosen,
        title=title,
        marking="" if marking is None else label(chosen, marking, of="marking"),
        body=_body(done),
        made=f"valuechain {__version__} briefing {notebook.name}",
        values={key: _written(value) for key, value in values.items() if value not in (None, ())},
    )


def _written(value: object) -> str:
    """Write a parameter for a reader: of a file only its name, as a page is sent on."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value))
    text = str(value)
    return Path(text).name if os.sep in text and Path(text).exists() else text


def _body(done: dict[str, Any]) -> str:
    """Render the cells: texts and outputs, no code, no prompts, nothing from elsewhere."""
    import nbformat
    from nbconvert import HTMLExporter

    heading = ""
    for cell in done["cells"]:
        if cell["cell_type"] == "markdown":
            found = re.findall(r"^#+ (.+)$", _source(cell), flags=re.MULTILINE)
            heading = found[-1] if found else heading
        kept = [out for out in cell.get("outputs", ()) if out.get("name") != "stderr"]
        for out in kept:
            if "image/png" in out.get("data", {}):
                out["metadata"].setdefault("image/png", {})["alt"] = escape(heading)
        if "outputs" in cell:
            cell["outputs"] = kept
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    run = nbformat.reads(json.dumps(done), as_version=4)  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(run)
    # What a keyboard must be able to scroll, and heads of tables that say nothing.
    body = str(body).replace('<div class="output_area">', '<div class="output_area" tabindex="0">')
    return re.sub(r'<th( class="blank[^"]*")\s*>\s*&nbsp;\s*</th>', r"<td\1></td>", body)
