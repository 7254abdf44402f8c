"""One result in every kind of document that is asked for, written whole or not at all."""

import dataclasses
import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from valuechain.documents.paper import drawn_once
from valuechain.errors import AnalysisError
from valuechain.files.nearest import nearest
from valuechain.presentation.names import Names
from valuechain.questions.nulmeting.brief import brief as two_pages
from valuechain.questions.nulmeting.chapters import report as in_chapters
from valuechain.questions.nulmeting.chapters import slides
from valuechain.questions.registry import questions
from valuechain.results.folder import check_folder, replace_folder
from valuechain.results.listing import MANIFEST, digests
from valuechain.results.manifest import made_with, model_part
from valuechain.results.package import json_text
from valuechain.texts.languages import LANGUAGES, Lang
from valuechain.vocab.words import Progress

if TYPE_CHECKING:
    from valuechain.presentation.blocks import Document
    from valuechain.results.result import Result

FORMATS: Final = ("html", "pdf", "docx", "xlsx", "pptx")


def check_formats(wanted: Sequence[str]) -> tuple[str, ...]:
    """Refuse a kind of document that cannot be made; give each once, in the order asked.

    Raises
    ------
    AnalysisError
        ``VA520``: there is none of that name, or none is asked for.
    """
    for one in wanted or [""]:
        if one not in FORMATS:
            hint = nearest(one, FORMATS) if one else ""
            raise AnalysisError(
                "VA520",
                f"a report cannot be made as {one!r}." if one else "no kind of document is asked.",
                hint or f"Use one or more of {', '.join(FORMATS)}.",
            )
    return tuple(dict.fromkeys(wanted))


def check_lang(lang: str) -> None:
    """Refuse a language in which nothing is written.

    Raises
    ------
    AnalysisError
        ``VA521``: it is not Dutch or English.
    """
    if lang not in LANGUAGES:
        raise AnalysisError(
            "VA521", f"nothing is written in {lang!r}.", f"Use {' or '.join(LANGUAGES)}."
        )


def check_place(folder: Path, made_from: Path | None = None) -> None:
    """Refuse a folder that cannot take a report, before anything is computed.

    Parameters
    ----------
    folder : pathlib.Path
        Where the report goes.
    made_from : pathlib.Path, optional
        Folder of the result that it is made from.

    Raises
    ------
    AnalysisError
        ``VA501``, ``VA502``: as for a result; ``VA523``: the result itself is there, or the folder
        would lie inside it.
    """
    if made_from is not None:
        result, place = made_from.resolve(), folder.resolve()
        if place == result or result in place.parents:
            raise AnalysisError(
                "VA523",
                f"{folder} holds the result that the report is made from.",
                "Name another folder with --out.",
            )
    check_folder(folder)


def report_files(
    result: "Result",
    lang: Lang,
    *,
    formats: Sequence[str],
    chapters: Sequence[str] = (),
    brief: bool = False,
    progress: Progress | None = None,
) -> dict[str, bytes]:
    """Make the files of a report in the formats that are asked for.

    Parameters
    ----------
    result : Result
        A nulmeting, measured now or read back, or another result that has a page, such as a
        comparison.
    lang : str
        ``nl`` or ``en``.
    formats : sequence of str
        Some of `FORMATS`.
    chapters : sequence of str, optional
        Chapters of the report, all if left out.
    brief : bool, optional
        Make the two pages for a director in the place of the report.
    progress : callable, optional
        Called with (step, done, all).

    Returns
    -------
    dict of str to bytes
        Content by file name; the name carries the marking of the result, if it has one.

    Raises
    ------
    AnalysisError
        ``VA513``: the result has no page; ``VA520`` to ``VA522``, ``VA524``: a format,
        language or chapter that there is not, or chapters of the two pages.
    """
    chosen = check_formats(formats)
    check_lang(lang)
    if brief and chapters:
        raise AnalysisError(
            "VA524", "the two pages have no chapters.", "Leave out either --brief or --chapters."
        )
    told: Document = drawn_once(_told(result, lang, chapters=chapters, brief=brief))
    stem = "brief" if brief else "report"
    if result.marking is not None:
        stem = f"{stem}-{result.marking}"
    found = {}
    for done, one in enumerate(chosen):
        if progress:
            progress("report", done, len(chosen))
        found[f"{stem}.{one}"] = _rendered(one, told, result=result, whole=not (chapters or brief))
    if progress:
        progress("report", len(chosen), len(chosen))
    return found


def _told(result: "Result", lang: Lang, *, chapters: Sequence[str], brief: bool) -> "Document":
    """Say what a result says: a nulmeting in chapters, another that has a page as that page.

    Raises
    ------
    AnalysisError
        ``VA513``: it has neither; ``VA522``: a chapter that there is not.
    """
    if result.model is not None and result.question == "nulmeting":
        names = Names(result.model, lang)
        if brief:
            return two_pages(result, names)
        return in_chapters(result, names, chapters=chapters)
    page = next(
        (
            one.part("page")
            for one in questions()
            if result.question in {one.name, one.package} and one.has("page")
        ),
        None,
    )
    if result.model is None or brief or not hasattr(page, "document"):
        what = "two pages" if brief else "page"
        raise AnalysisError(
            "VA513", f"the result of {result.question} has no {what}.", "Ask for a nulmeting."
        )
    whole: Document = page.document(result, Names(result.model, lang))  # type: ignore[union-attr]
    known = [one.anchor for one in whole.sections if one.nav]
    for wanted in chapters:
        if wanted not in known:
            raise AnalysisError(
                "VA522", f"it has no chapter {wanted!r}.", f"Use {', '.join(known)}."
            )
    kept = tuple(one for one in whole.sections if not chapters or one.anchor in chapters)
    return dataclasses.replace(whole, sections=kept)


def _rendered(one: str, told: "Document", *, result: "Result", whole: bool) -> bytes:
    """Render a document; the workbook of a whole report has the tables of the result too."""
    render = getattr(importlib.import_module(f"valuechain.documents.{one}"), one)
    given: list[Any] = [told]
    if one == "pptx" and whole and told.form == "report":
        given = [slides(told)]
    if one == "xlsx" and whole:
        given.append([(table, result.frames[table.name]) for table in result.contracts])
    made: bytes = render(*given)
    return made


def report(
    result: "Result | str | Path",
    folder: str | Path,
    *,
    formats: Sequence[str] = ("html", "pdf"),
    lang: Lang = "en",
    chapters: Sequence[str] = (),
    brief: bool = False,
) -> tuple[Path, ...]:
    """Write a report of a nulmeting, as the command ``report`` does.

    Parameters
    ----------
    result : Result, str or pathlib.Path
        A nulmeting, or the folder that one was written to.
    folder : str or pathlib.Path
        Where to write; an earlier report there is replaced, anything else is left alone.
    formats : sequence of str, optional
        Some of ``html``, ``pdf``, ``docx``, ``xlsx`` and ``pptx``.
    lang : str, optional
        ``nl`` or ``en``.
    chapters : sequence of str, optional
        Only these chapters.
    brief : bool, optional
        Two pages for a director in the place of the report.

    Returns
    -------
    tuple of pathlib.Path
        The documents.

    Raises
    ------
    AnalysisError
        VA501, VA502, VA523: the folder cannot take it; VA504 to VA509: that folder holds no result
        of ours; VA513: it is no nulmeting; VA520 to VA522, VA524: a format, language or chapter
        that there is not.
    """
    from valuechain.results.result import Result

    check_formats(formats)
    check_lang(lang)
    stored = Path(result) if isinstance(result, str | Path) else None
    check_place(Path(folder), stored)
    found = Result.read(result) if isinstance(result, str | Path) else result
    return write_report(found, folder, lang=lang, formats=formats, chapters=chapters, brief=brief)


def write_report(
    result: "Result",
    folder: str | Path,
    *,
    lang: Lang,
    formats: Sequence[str],
    chapters: Sequence[str] = (),
    brief: bool = False,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Make the documents of a result and write them to a folder, all or nothing.

    Parameters
    ----------
    result, lang, formats, chapters, brief, progress
        As in `report_files`.
    folder : str or pathlib.Path
        Where to write: absent, empty, or with an earlier report or result, which is replaced.

    Returns
    -------
    tuple of pathlib.Path
        The documents.

    Raises
    ------
    AnalysisError
        As `report_files`; ``VA501``, ``VA502``: the folder holds something else, or cannot be
        written.
    """
    place = Path(folder)
    check_place(place)
    files = report_files(
        result, lang, formats=formats, chapters=chapters, brief=brief, progress=progress
    )
    how = {"lang": lang, "formats": list(formats), "chapters": list(chapters), "brief": brief}
    manifest = json_text(_manifest(result, files, how)).encode()
    replace_folder(place, {**files, MANIFEST: manifest})
    return tuple(place / name for name in files)


def _manifest(
    result: "Result", files: Mapping[str, bytes], how: Mapping[str, object]
) -> dict[str, object]:
    """Say from what a report was made, and of which files it is."""
    model = model_part(result.provenance, title=result.model_title, day=result.as_of)
    return {
        **made_with(),
        "report": dict(how),
        "question": result.question,
        "settings": dataclasses.asdict(result.settings),
        "model": model,
        "marking": result.marking,
        "files": digests(files),
    }
