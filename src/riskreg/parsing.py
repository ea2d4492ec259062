"""How a command's words are read, with our way of complaining and of helping."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from riskreg.faults import Trouble
from riskreg.texts import LANGUAGES, N_, Texts


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a command: its names, what it is for, and what else argparse is told."""

    names: tuple[str, ...]
    help: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it does and takes, and the function that does it and gives the exit code."""

    name: str
    help: str
    run: Callable[[argparse.Namespace, Texts], int]
    arguments: tuple[Argument, ...]


# What argparse says in English, by its shape, and how we say it.
_MISUSE = (
    (r"the following arguments are required: (?P<what>.+)", N_("{what} is missing")),
    (r"unrecognized arguments: (?P<what>.+)", N_("{what} is not known")),
    (r"argument (?P<what>.+?): expected one argument", N_("{what} wants a value")),
    (r"argument (?P<what>.+?): invalid choice: '(?P<value>.+?)' \(.*", N_("{what} cannot be “{value}”")),
    (
        r"argument (?P<what>.+?): invalid _year value: '(?P<value>.+)'",
        N_("“{value}” is not a year for {what}"),
    ),
    (
        r"argument (?P<what>.+?): invalid int value: '(?P<value>.+)'",
        N_("“{value}” is not a whole number for {what}"),
    ),
    (
        r"argument (?P<what>.+?): invalid _day value: '(?P<value>.+)'",
        N_("“{value}” is not a date for {what}, such as 2022-01-31"),
    ),
)


class _Parser(argparse.ArgumentParser):
    """argparse with our way of complaining: one line, in the user's language."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        reason = message
        for shape, sentence in _MISUSE:
            if found := re.fullmatch(shape, message, re.DOTALL):
                reason = self.texts(sentence, **found.groupdict())
        raise Trouble(
            N_("The command is not understood: {reason}. {program} --help shows how it is used."),
            reason=reason,
            program=self.prog,
        )

    def format_help(self) -> str:
        return super().format_help().replace("usage:", self.texts(N_("usage:")), 1)


def parser_of(command: Command, _: Texts) -> argparse.ArgumentParser:
    """What reads the words after a command's name."""
    parser = _Parser(
        prog=f"riskreg {command.name}", add_help=False, allow_abbrev=False, description=_(command.help)
    )
    parser.texts = _
    named = parser.add_argument_group(_(N_("Arguments")))
    optional = parser.add_argument_group(_(N_("Options")))
    optional.add_argument("-h", "--help", action="help", help=_(N_("show this help")))
    for argument in command.arguments:
        group = optional if argument.names[0].startswith("-") else named
        group.add_argument(*argument.names, help=_(argument.help), **argument.options)
    return parser


# What riskreg does without a command.
_OTHERWISE = (
    ("riskreg [FILE]", N_("open the window, on a register")),
    (f"riskreg [--language {'|'.join(LANGUAGES)}] …", N_("speak this language")),
    ("riskreg --version", N_("say the version")),
)


def overview(commands: Sequence[Command], _: Texts) -> str:
    """Every command with what it does."""
    named = tuple((f"riskreg {command.name}", command.help) for command in commands)
    width = max(len(usage) for usage, _about in (*_OTHERWISE, *named))

    def listed(entries: Sequence[tuple[str, str]]) -> str:
        return "\n".join(f"  {usage:{width}}  {_(about)}" for usage, about in entries)

    return "\n\n".join(
        [
            _(N_("riskreg: a register for internal control and risk")),
            listed(_OTHERWISE),
            listed(named),
            _(N_("riskreg COMMAND --help shows how a command is used.")),
        ]
    )
