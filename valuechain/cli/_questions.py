"""Every question as a command: its options from its descriptor, its answer printed and written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._options import csv_option, read_model, seen_by_home, week_of
from valuechain.questions.question import FRAME, Asked, Misasked, Option, Question, Reply

if TYPE_CHECKING:
    from valuechain.files import Loaded


def question_command(question: Question) -> click.Command:
    """Make a command of a question from what it says of itself."""

    def body(**given: Any) -> None:
        try:
            _answer(question, given)
        except Misasked as found:
            raise click.UsageError(str(found)) from None

    command = click.Command(
        question.name,
        callback=body,
        params=[_parameter(option) for option in question.options],
        help=question.help,
    )
    writes = any(option.name == "out" for option in question.options)
    return csv_option(command) if writes else command


def _answer(question: Question, given: dict[str, Any]) -> None:
    """Ask it, print the answer, and write tables and documents if a folder is named."""
    from valuechain.cli._progress import shown
    from valuechain.results.folder import check_folder

    out: Path | None = given.get("out")
    read = {option.name: option.read(given[option.name]) for option in question.options}
    asked = {name: one for name, one in read.items() if name not in FRAME and one is not None}
    if out is not None:
        check_folder(out)
    with shown(given["lang"]) as show:
        one = Asked(
            lambda: _read(given),
            given["lang"],
            asked,
            out=out,
            progress=show,
            of_model=bool(given.get("model") or given.get("overlays")),
        )
        reply = question.reply(one)
        for warning in reply.warnings:
            say(warning, err=True)
        if out is not None and reply.result is not None:
            show("files", 0, 1)
            _write(one, reply, csv=given.get("csv", "plain"))
            show("files", 1, 1)
    _deliver(one, reply)


def _read(given: dict[str, Any]) -> "Loaded":
    """Read the model asked about, as the home asked about sees it."""
    loaded = read_model(given["model"], given["overlays"])
    return seen_by_home(loaded, given["home"]) if "home" in given else loaded


def _write(asked: Asked, reply: Reply, *, csv: str) -> None:
    """Write tables and pages to the folder that was named."""
    if asked.out is None or reply.result is None:
        return
    rendered = {}
    if reply.pages:
        from valuechain.documents.html import html_page

        rendered = {name: html_page(page) for name, page in reply.pages.items()}
    texts = {
        name: marked(content, reply.result.marking, lang=asked.lang)
        for name, content in reply.documents.items()
        if isinstance(content, str) and name.endswith(".txt")
    }
    documents = {**reply.documents, **texts, **rendered}
    taken = asked.loaded.defaults if asked.is_read else ()
    known = replace(reply.result.provenance, defaults=taken)
    replace(reply.result, provenance=known).write(asked.out, documents=documents, csv=csv)


def _deliver(asked: Asked, reply: Reply) -> None:
    """Print the answer, and write single files."""
    out = asked.out
    if reply.files:
        from valuechain.results.whole_files import unwritable, write_new

        for path, content in reply.files.items():
            try:
                write_new(path, content)
            except OSError as found:
                raise unwritable(path, found) from None
    rests_on = (asked.loaded.model if asked.is_read else None, reply.scenario)
    marking = reply.result.marking if reply.result is not None else marking_of(*rests_on)
    as_json = bool(asked.given.get("as_json"))
    say(marked(reply.text, marking, lang=asked.lang, as_json=as_json))
    if out is not None:
        written = [str(out / name).replace("\n", r"\n") for name in reply.pages or [""]]
        say("\n" + "\n".join(written))


def _parameter(option: Option) -> click.Parameter:
    """Make an option or argument of click."""
    more: dict[str, Any] = {"type": _type(option)}
    if option.metavar is not None:
        more["metavar"] = option.metavar
    if option.argument:
        several = -1 if option.several else 1
        return click.Argument([option.name], required=option.required, nargs=several, **more)
    more |= {"help": option.help, "multiple": option.several, "required": option.required}
    if option.default is not None:
        more |= {"default": option.default, "show_default": True}
    if option.form == "week":
        more["callback"] = week_of
    if option.form == "flag":
        more = {"help": option.help, "is_flag": True}
    return click.Option([option.name, *option.spellings], **more)


def _type(option: Option) -> Any:
    if option.form == "path":
        return click.Path(path_type=Path)
    if option.form == "choice":
        return click.Choice(option.words)
    if option.form == "number":
        return float
    if option.form == "count":
        bounded = option.least is not None or option.most is not None
        return click.IntRange(option.least, option.most) if bounded else int
    return str
