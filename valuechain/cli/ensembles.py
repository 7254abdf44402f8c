"""`valuechain ensembles`: what is stored, whether it is sound, and what to do about it."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from valuechain.cli._gate import say
from valuechain.cli._options import lang_option

if TYPE_CHECKING:
    from valuechain.ensembles.store import Stored
    from valuechain.texts.languages import Lang


def _chosen(ctx: click.Context, parameter: click.Parameter, given: Path | None) -> Path:
    del ctx, parameter
    from valuechain.ensembles.store import default_folder

    return given or default_folder()


store_option = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    callback=_chosen,
    help="Folder in which ensembles are kept and found again [default: that of the user].",
)
command = click.Group("ensembles", help="List, verify, resume or remove ensembles that are stored.")


def _line(one: "Stored", lang: "Lang") -> str:
    from valuechain.questions.uncertainty.words import WORDS

    states = list(one.states().values())
    return WORDS.say(
        lang,
        "ensemble-line",
        name=one.name,
        model=one.manifest["model"]["id"],
        good=states.count("good"),
        all=len(states),
        draws=one.n_draws,
        seed=one.manifest["seed"],
        size=f"{one.n_bytes / 1e6:.1f}",
    )


@command.command(name="list")
@store_option
@lang_option
def list_them(store: Path, lang: "Lang") -> None:
    """List the ensembles in a folder, with how much of each is there."""
    from valuechain.ensembles.store import stored
    from valuechain.questions.uncertainty.words import WORDS

    found = list(stored(store))
    if not found:
        say(WORDS.say(lang, "ensembles-none", folder=store))
    for one in found:
        say(_line(one, lang))


@command.command()
@click.argument("name")
@store_option
@lang_option
def verify(name: str, store: Path, lang: "Lang") -> None:
    """Check every chunk of an ensemble; exit status 1 if any must be computed again."""
    from valuechain.ensembles.store import find_stored
    from valuechain.questions.uncertainty.words import WORDS

    one = find_stored(store, name)
    states = one.states()
    for state, some in groupby(states, key=states.__getitem__):
        spans = list(some)
        first, last = spans[0][0], spans[-1][1] - 1
        say(WORDS.say(lang, "chunk-state", first=first, last=last, state=WORDS.say(lang, state)))
    if any(state != "good" for state in states.values()):
        raise SystemExit(1)


@command.command()
@click.argument("name")
@store_option
@lang_option
@click.option(
    "--workers",
    type=click.IntRange(1, 4096),
    default=1,
    show_default=True,
    help="Processes of this machine.",
)
@click.option("--dask", metavar="ADDRESS", help="Scheduler of a Dask cluster, or local.")
def resume(name: str, store: Path, lang: "Lang", workers: int, dask: str | None) -> None:
    """Compute what an ensemble lacks: chunks that are missing, corrupt or of another."""
    from valuechain.cli._progress import shown
    from valuechain.ensembles.ensemble import run_ensemble
    from valuechain.ensembles.executors import chosen_executor
    from valuechain.ensembles.store import find_stored
    from valuechain.questions.uncertainty.kept import about, kept_question, question_files

    one = find_stored(store, name)
    question = kept_question(one)
    with shown() as show:
        run_ensemble(
            question,
            one.n_draws,
            root=store,
            executor=chosen_executor(workers, dask),
            about=about(question),
            files=lambda: question_files(question),
            progress=show,
        )
    say(_line(find_stored(store, name), lang))


@command.command()
@click.argument("name")
@store_option
@lang_option
def remove(name: str, store: Path, lang: "Lang") -> None:
    """Remove an ensemble and all its files."""
    from valuechain.ensembles.store import find_stored
    from valuechain.ensembles.store import remove as take_away
    from valuechain.questions.uncertainty.words import WORDS

    one = find_stored(store, name)
    take_away(one)
    say(WORDS.say(lang, "removed", name=one.name))
