"""The command line: runs the command that is asked for, and is the one place that knows the exit codes.

0 done; 1 the register has findings (`check`); 2 the user can mend it, said in one line on stderr; 3 a bug.
What a command needs is imported when it runs: `--help` and `--version` wait for neither Qt nor SQLAlchemy.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from riskreg import __version__, commands
from riskreg.command_table import COMMANDS
from riskreg.faults import Trouble, report
from riskreg.parsing import overview, parser_of
from riskreg.texts import LANGUAGES, N_, Texts, system_language, texts

MENDABLE, BUG, INTERRUPTED = 2, 3, 130
LANGUAGE_VARIABLE = "RISKREG_LANGUAGE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a sign must not stop the work
    language, words = _language(words)
    _ = texts(language)
    try:
        code = _run(words, _)
        sys.stdout.flush()
    except Trouble as trouble:
        return _complain(trouble.say(_))
    except SystemExit as done:  # argparse, after showing its help
        return int(done.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.DONE
    except Exception as error:
        _complain(_(N_("An unforeseen error stopped the command. Please send this report to its makers:")))
        print(report(error), file=sys.stderr)
        return BUG
    return code


def _complain(sentence: str) -> int:
    print("riskreg:", " ".join(sentence.split()), file=sys.stderr)
    return MENDABLE


def _language(words: list[str]) -> tuple[str, list[str]]:
    """The language to speak, and the words without the option that said so."""
    if words[:1] == ["--language"] and words[1:2] and words[1] in LANGUAGES:
        return words[1], words[2:]
    chosen = os.environ.get(LANGUAGE_VARIABLE, "")
    return (chosen if chosen in LANGUAGES else system_language()), words


def _run(words: list[str], _: Texts) -> int:
    first = words[0] if words else ""
    if command := next((c for c in COMMANDS if c.name == first), None):
        return command.run(parser_of(command, _).parse_args(words[1:]), _)
    if first in ("-h", "--help"):
        print(overview(COMMANDS, _))
    elif first == "--version":
        print(f"riskreg {__version__}")
    elif first == "--language":  # a known one is taken off before
        raise Trouble(N_("After --language comes one of {languages}."), languages=", ".join(LANGUAGES))
    elif len(words) > 1 or first.startswith("-"):
        raise Trouble(N_("“{word}” is not a command. riskreg --help lists the commands."), word=first)
    else:
        return _window(first)
    return commands.DONE


def _window(name: str) -> int:
    if name and not Path(name).exists():
        raise Trouble(
            N_("“{word}” is neither a register nor a command. riskreg --help lists the commands."), word=name
        )
    from riskreg.gui.app import run

    return run(Path(name) if name else None)
