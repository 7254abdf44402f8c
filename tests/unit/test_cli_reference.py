"""The page of commands names every command and every option, and no other."""

import re
from pathlib import Path

import click
import pytest

from valuechain.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
COMMANDS = main.list_commands(click.Context(main))


def sections():
    """Text of the page by command."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split("\n", 1)[0].strip(): part for part in parts}


def options_of(name):
    """Names of the options of a command as a user writes them."""
    command = main.get_command(click.Context(main), name)
    return {
        written
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for written in parameter.opts
        if written not in {"-h", "--help"}
    }


def test_every_command_has_a_section_and_no_other():
    assert set(sections()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_named_and_no_other(name):
    text = sections()[name]
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert named - {"--help"} == options_of(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_says_what_stands_first(name):
    command = main.get_command(click.Context(main), name)
    given = [p for p in command.params if isinstance(p, click.Argument)]
    if any(argument.name == "model" for argument in given):
        assert "[MODEL]" in sections()[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_or_speaks_for_itself(name):
    command = main.get_command(click.Context(main), name)
    silent = {
        parameter.name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    }
    assert silent <= {"lang"}
