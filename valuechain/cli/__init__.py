"""The command line: a command for every question, and one for each file of this folder."""

import gc
import importlib
import io
import os
import pkgutil
import sys
from typing import Any, Final

import click

from valuechain import __version__
from valuechain.cli._gate import say, shown

_LINEAR_ALGEBRA: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What sets the threads of the libraries under numpy; read when numpy is first imported."""

_NEW_OBJECTS: Final = 20_000
"""New objects after which garbage is looked for; Python's own 700 made it a tenth of the work."""


class Commands(click.Group):
    """A group that makes a command when it is run or described.

    Questions describe themselves (`valuechain.questions.registry`); what is no question has a file
    here with its name, and in it `command`.
    """

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command line with one thread for linear algebra, unless the user says otherwise.

        Our matrices are small: more threads wait for each other, at work, longer than they help
        (docs/decisions/0038-each-thing-once.md).
        """
        for name in _LINEAR_ALGEBRA:
            os.environ.setdefault(name, "1")
        # What a question makes mostly lasts until it is answered: looking for garbage seldom pays.
        gc.set_threshold(_NEW_OBJECTS)
        return super().main(*arguments, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command that there is."""
        from valuechain.questions.registry import questions

        del ctx
        return sorted([*_by_hand(), *(question.name for question in questions())])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command of a question, or import one that is written by hand."""
        from valuechain.questions.registry import command as asked_by

        del ctx
        question = asked_by(cmd_name)
        if question is not None:
            from valuechain.cli._questions import question_command

            return question_command(question)
        if cmd_name not in _by_hand():
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; an option that it takes once is not given twice."""
        name, found, rest = super().resolve_command(ctx, args)
        if found is not None:
            refuse_repeated(found, rest)
        return name, found, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what is wrong with its files or its question is said without traceback."""
        from valuechain.errors import AnalysisError, FileProblems

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is spelled out
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as found:
            said = found.format_message()
            if shown(said) == said:
                raise
            raise click.UsageError(shown(said), ctx=found.ctx) from None
        except (FileProblems, AnalysisError) as found:
            say(str(found), err=True)
        except MemoryError:
            say("There is not enough memory for this.", err=True)
        except OSError as found:
            if isinstance(found, BrokenPipeError):
                raise
            where = f"{found.filename}: " if found.filename else ""
            say(f"{where}{found.strerror or found}", err=True)
        return ctx.exit(2)


def refuse_repeated(command: click.Command, given: list[str]) -> None:
    """Refuse an option that is given twice and taken once: the first would be forgotten.

    Raises
    ------
    click.UsageError
        An option is given twice.
    """
    while isinstance(command, click.Group) and given:
        inner = command.commands.get(given[0])
        if inner is None:
            return
        command, given = inner, given[1:]
    words = given[: given.index("--")] if "--" in given else given
    for option in command.params:
        if not isinstance(option, click.Option) or option.multiple or option.count:
            continue
        spelled = [w for w in words if w.partition("=")[0] in option.opts + option.secondary_opts]
        if len(spelled) > 1 and not option.is_flag:
            raise click.UsageError(
                f"{option.opts[0]} is given {len(spelled)} times and taken once: give it once."
            )


def _by_hand() -> list[str]:
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return [name.replace("_", "-") for name in names if not name.startswith("_")]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="valuechain")
def main() -> None:
    """Where does our AI hang by a thread: the AI value chain as a weighted supplier graph."""
