"""Known trouble: what the user can mend.  Anything else that is raised is a bug."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Mapping
from pathlib import PurePath

from riskreg import __version__
from riskreg.texts import Texts


class Trouble(Exception):
    """Something that the user can mend, in one sentence that says what is wrong and what to do.

    The sentence is kept untranslated (marked with `N_`), with its values, so that the window and the
    command line each say it in their own language.  A value may be marked text of its own.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values) if values else sentence)
        self.sentence = sentence
        self.values = values

    def say(self, _: Texts) -> str:
        """The sentence in the language of `_`."""
        return worded(self.sentence, self.values, _)


class Marked(str):
    """A value in a sentence that is itself a text of ours and wants translating."""

    __slots__ = ()


def worded(sentence: str, values: Mapping[str, object], _: Texts) -> str:
    """A marked sentence in the language of `_`, with its values, marked ones translated as well."""
    return _(sentence, **{name: _(v) if isinstance(v, Marked) else v for name, v in values.items()})


def report(error: BaseException) -> str:
    """A bug as a text to send: versions, the kind of error and where it arose.

    The error's own words are left out, since they may quote the register.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    system = f"riskreg {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([system, f"{type(error).__module__}.{type(error).__qualname__}", *places])
