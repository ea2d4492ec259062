"""The texts: every one that the code can show is in the Swedish catalogue, and nothing else is."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from riskreg.texts import LANGUAGES

CHECKOUT = Path(__file__).parent.parent
SOURCE = CHECKOUT / "src"
CATALOGUE = CHECKOUT / "resources" / "i18n" / "sv.po"
MEND = "run `make texts`, then fill in resources/i18n/sv.po"


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make texts` would extract."""
    template = tmp_path_factory.mktemp("texts") / "riskreg.pot"
    options: list[str | Path] = ["-q", "extract", "-F", CHECKOUT / "pyproject.toml", "-o", template, SOURCE]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *options], check=True)
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="sv")


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The text, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def messages(catalogue: Catalog) -> dict[tuple[str, ...], Message]:
    return {forms(message.id): message for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_in_the_code_is_translated(in_code: Catalog, swedish: Catalog) -> None:
    translated = {key for key, message in messages(swedish).items() if all(forms(message.string))}
    assert messages(in_code), "the extractor found nothing at all"
    assert messages(in_code).keys() - translated == set(), MEND


def test_no_translation_is_stale_or_a_guess(in_code: Catalog, swedish: Catalog) -> None:
    assert messages(swedish).keys() - messages(in_code).keys() == set(), MEND
    assert not swedish.obsolete, MEND
    assert [message.id for message in swedish if message.id and message.fuzzy] == []


def test_translations_hold_the_same_placeholders(swedish: Catalog) -> None:
    """A placeholder too many would fail when the text is shown; one too few would leave a fact out."""
    wrong = {}
    for english, message in messages(swedish).items():
        for original, translation in zip(english, forms(message.string), strict=True):
            missing = placeholders(original) ^ placeholders(translation)
            if len(english) == 2:
                missing -= {"count"}  # "one risk" may stand for "{count} risk"
            if translation and missing:
                wrong[original] = missing
    assert wrong == {}


def literals(argument: ast.expr) -> Iterator[str]:
    """The texts that an argument may turn out to be; an f-string is shown as it is written."""
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield ast.unparse(argument)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from (*literals(one), *literals(other))
        case ast.BoolOp(values=values):
            yield from (text for value in values for text in literals(value))


def marked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every `_("…")`, `self._("…")`, `N_("…")` and `_.n("…", "…", count)`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="_" | "N_") | ast.Attribute(attr="_")):
                yield from ((node.lineno, text) for text in literals(node.args[0]))
            case ast.Call(func=ast.Attribute(value=ast.Name(id="_") | ast.Attribute(attr="_"), attr="n")):
                yield from ((node.lineno, text) for one in node.args[:2] for text in literals(one))


def test_the_extractor_sees_every_text(in_code: Catalog) -> None:
    """It reads word by word: it misses a text among another's arguments, and joins `a if x else b`."""
    known = {text for key in messages(in_code) for text in key}
    unseen = [
        f"{file.name}:{line} {text}"
        for file in sorted(SOURCE.rglob("*.py"))
        for line, text in marked(ast.parse(file.read_text("utf-8")))
        if text not in known
    ]
    assert unseen == [], "give each text a call of its own, outside f-strings, with only the text in it"


def test_every_text_that_is_looked_up_is_marked() -> None:
    """Under another name than `_`, a text wants its N_: the extractor would miss it."""
    unmarked = [
        f"{file.name}:{node.lineno} {text}"
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args
        if isinstance(node.func, ast.Name | ast.Attribute)
        if (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in ("texts", "_texts")
        for text in literals(node.args[0])
        if text not in LANGUAGES
    ]
    assert unmarked == []


def test_the_compiled_catalogue_is_up_to_date(swedish: Catalog) -> None:
    """`make test` compiles it; after a change by hand it is `python hatch_build.py`."""
    compiled = BytesIO()
    write_mo(compiled, swedish)
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()
