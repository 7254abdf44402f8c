"""`valuechain model`: write a model to start from, or list what differs between two."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import marked, marking_of, say
from valuechain.cli._new_file import offer
from valuechain.cli._options import json_option, lang_option, overlay_option

if TYPE_CHECKING:
    from valuechain.texts.languages import Lang

command = click.Group(name="model", help="Write a model to start from, or list what differs.")


@command.command(name="new")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@lang_option
def new(file: Path | None, lang: "Lang") -> None:
    """Write a small model with a comment at every key, to FILE or to the screen.

    It loads as it stands, and never replaces a file.
    """
    from valuechain.texts.model_template import model_template

    name = "my-model" if file is None else file.stem
    fit = re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
    offer(model_template(lang, name if fit else "my-model"), file)


@command.command(name="diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@overlay_option
@click.option(
    "old_overlays",
    "--old-overlay",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Lay this file over OLD; may be given more than once.",
)
@lang_option
@json_option
def diff(
    old: Path,
    new: Path | None,
    overlays: tuple[Path, ...],
    old_overlays: tuple[Path, ...],
    lang: "Lang",
    as_json: bool,
) -> None:
    """List each figure that NEW has otherwise than OLD: where, from what to what, and why.

    Both are root files of models, or folders of results. Overlays are laid over NEW; without NEW
    over OLD, so that it is told what they change.
    """
    from valuechain.analysis.versions import read_version
    from valuechain.files.model_changes import model_changes
    from valuechain.presentation.change_list import change_list, change_rows

    if new is None and not overlays:
        raise click.UsageError("there is nothing to hold OLD against: give NEW or --overlay.")
    before = read_version(old, old_overlays)
    after = read_version(new or old, overlays if new else (*old_overlays, *overlays))
    changes = model_changes(before.model, after.model)
    finds = (lambda one: before.place(one.keys_before), lambda one: after.place(one.keys_after))
    if as_json:
        rows = change_rows(changes, finds[0], after=finds[1])
        text = json.dumps({"changes": rows}, ensure_ascii=False, indent=2)
    else:
        text = change_list(changes, finds[0], after=finds[1], lang=lang)
    marking = marking_of(before.model, after.model)
    say(marked(text, marking, lang=lang, as_json=as_json))
