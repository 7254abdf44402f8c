"""Options of the commands that draw."""

from collections.abc import Callable
from pathlib import Path

import click

from valuechain.cli._options import (
    folder_option,
    home_option,
    lang_option,
    model_option,
    overlay_option,
    trusted_option,
    use_option,
)


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


def asked_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of every question but theta: the model's own holds throughout."""
    for option in (
        folder_option,
        lang_option,
        use_option,
        trusted_option,
        home_option,
        overlay_option,
        model_option,
    ):
        command = option(command)
    return command


def ensemble_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of an ensemble."""
    for option in (
        store_option,
        click.option(
            "--dask",
            metavar="ADDRESS",
            help="Compute on the Dask cluster of this scheduler; local: on one of its own.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 4096),
            default=1,
            show_default=True,
            help="Processes of this machine.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0),
            default=0,
            show_default=True,
            help="Another seed gives other draws.",
        ),
        click.option(
            "--draws",
            type=click.IntRange(20, 1_000_000),
            default=1000,
            show_default=True,
            help="How many times every figure is drawn.",
        ),
    ):
        command = option(command)
    return command
