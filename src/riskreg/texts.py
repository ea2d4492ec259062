"""Every text of ours, for the window, for paper and for the command line.

English stands in the code and is the key; Swedish comes from the catalogue.  A
`Texts` is passed to whoever speaks, because the window speaks the user's
language and paper the register's, at the same time.
"""

from __future__ import annotations

import gettext
import locale
from dataclasses import dataclass
from functools import cache

from riskreg import paths

LANGUAGES = {"sv": "Svenska", "en": "English"}
DEFAULT_LANGUAGE = "sv"


def N_(message: str) -> str:
    """Mark a text for translation where it is declared; `Texts` translates it where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Texts:
    """One language.  Kept in variables named `_`, so that the extractor finds the calls."""

    language: str
    catalogue: gettext.NullTranslations

    def __call__(self, message: str, **values: object) -> str:
        """The text in this language, with `{name}` filled in from `values`."""
        text = self.catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """The text in the number that `count` asks for; `{count}` is filled in."""
        return self.catalogue.ngettext(one, many, count).format(count=count, **values)

    def decimal(self, value: float, places: int = 1) -> str:
        """A number with the decimal sign of the language."""
        text = f"{value:.{places}f}"
        return text.replace(".", ",") if self.language == "sv" else text


@cache
def texts(language: str) -> Texts:
    """The texts of a language; one that we do not have gives the default one."""
    if language not in LANGUAGES:
        language = DEFAULT_LANGUAGE
    if language == "en":
        return Texts(language, gettext.NullTranslations())
    catalogue = paths.resources() / "i18n" / f"{language}.mo"
    with catalogue.open("rb") as file:
        return Texts(language, gettext.GNUTranslations(file))


def system_language() -> str:
    """The language of the system where we have it; otherwise English, and Swedish when it says nothing."""
    name = locale.setlocale(locale.LC_CTYPE).lower()  # asks only; getlocale() takes C.UTF-8 for en_US
    return "sv" if name.startswith(("sv", "swedish")) or name.split(".")[0] in ("c", "posix") else "en"
