"""The command line: each file of this folder is one command, imported when it is needed."""

import importlib
import io
import pkgutil
import sys
from typing import Any

import click

from valuechain import __version__


class Commands(click.Group):
    """A group that imports a command when it is run or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        del ctx
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command: `command` of the file with its name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what is wrong with its files or its question is said without traceback."""
        from valuechain.errors import AnalysisError, FileProblems

        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is spelled out
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except (FileProblems, AnalysisError) as found:
            click.echo(str(found), err=True)
        except MemoryError:
            click.echo("There is not enough memory for this.", err=True)
        except OSError as found:
            if isinstance(found, BrokenPipeError):
                raise
            where = f"{found.filename}: " if found.filename else ""
            click.echo(f"{where}{found.strerror or found}", err=True)
        return ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="valuechain")
def main() -> None:
    """Where does our AI hang by a thread: the AI value chain as a weighted supplier graph."""
