"""The markup inside a spreadsheet's file, read as it streams in.  Nothing in it is expanded or looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

Attributes = dict[str, str]


class BadMarkup(Exception):
    """The markup is broken, or declares entities, which no spreadsheet program writes."""


def walk(
    chunks: Iterable[bytes],
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell every element by its local name, with its attributes by theirs, and the text between.

    Raises BadMarkup.  What a handler raises goes through.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BadMarkup(str(error)) from error
    except LookupError as error:
        if type(error) is not LookupError:  # a missing key is a bug of ours
            raise
        raise BadMarkup("its encoding is unknown") from error


def local(name: str) -> str:
    """A name without its prefix, which every program chooses as it likes."""
    return name.rpartition(":")[2]


def _refuse(*_declared: object) -> None:
    raise BadMarkup("a document type is declared")
