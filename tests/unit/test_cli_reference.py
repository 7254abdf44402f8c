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


def parameters(name):
    """Parameters of a command; of a group, those of its commands."""
    command = main.get_command(click.Context(main), name)
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return [parameter for one in (command, *inner) for parameter in one.params]


def options_of(name):
    """Names of the options of a command as a user writes them."""
    return {
        written
        for parameter in parameters(name)
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
    given = [p for p in parameters(name) if isinstance(p, click.Argument)]
    if any(argument.name == "model" for argument in given):
        assert "[MODEL]" in sections()[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_or_speaks_for_itself(name):
    silent = {
        parameter.name
        for parameter in parameters(name)
        if isinstance(parameter, click.Option) and not parameter.help
    }
    assert silent <= {"lang"}
