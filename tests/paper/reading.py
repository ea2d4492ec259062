"""Reads a PDF as others do: its text in order, its structure, its pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf


def written(folder: Path, pdf: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return path


def program(*arguments: str | Path) -> str:
    done = subprocess.run(arguments, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def plain(text: str) -> str:
    """The text with broken words whole and every white space one space."""
    return " ".join(re.sub("\u00ad\\s*", "", text).split())


def text_of(pdf: bytes, folder: Path) -> str:
    """What `pdftotext` reads."""
    return plain(program("pdftotext", written(folder, pdf), "-"))


def told_by_pdfinfo(pdf: bytes, folder: Path) -> str:
    """What `pdfinfo` finds in the structure; it takes seconds."""
    told = program("pdfinfo", "-struct-text", written(folder, pdf))
    return plain(" ".join(re.findall(r'^\s*"(.*)"$', told, re.MULTILINE)).replace('" "', " "))


def heard(pdf: bytes) -> str:
    """What the structure holds, in the order in which a screen reader says it."""
    with opened(pdf) as file:
        marked: dict[tuple[tuple[int, int], int], str] = {}
        for page in file.pages:
            marked |= {(page.obj.objgen, mark): text for mark, text in _marked(page)}
        return plain(
            " ".join(marked[mark] for node in everything(structure(file)) for mark in marks_of(node))
        )


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """The text of each mark on a page, by the fonts' own word for what their letters mean."""
    letters = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    mark, text, font = -1, "", ""
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC" if str(step.operands[0]) != "/Artifact":
                mark, text = int(step.operands[1].MCID), ""
            case "Tf":
                font = str(step.operands[0])
            case "Tj":
                text += "".join(letters[font][code] for code in bytes(step.operands[0]))
            case "EMC" if mark >= 0:
                yield mark, text
                mark = -1


def to_unicode(font: Any) -> dict[int, str]:
    """What each of a font's letters means."""
    pairs = re.findall(rb"<(\w\w)> <(\w{4,})>", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}


class Node(NamedTuple):
    """An element of the structure."""

    tag: str
    raw: Any
    below: list[Node]

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element with one of the tags, this one included, in reading order."""
        if self.tag in tags:
            yield self
        for node in self.below:
            yield from node.all(*tags)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def structure(pdf: pikepdf.Pdf) -> Node:
    return _node(pdf.Root.StructTreeRoot.K)


def _kids(raw: Any) -> list[Any]:
    kids = raw.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _node(raw: Any) -> Node:
    below = [_node(k) for k in _kids(raw) if isinstance(k, pikepdf.Dictionary) and k.get("/S") is not None]
    return Node(str(raw.S)[1:], raw, below)


def marks_of(node: Node) -> Iterator[tuple[tuple[int, int], int]]:
    """The page object and number of each mark that the element itself owns."""
    for kid in _kids(node.raw):
        if isinstance(kid, int):
            yield node.raw.Pg.objgen, kid
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            yield kid.Pg.objgen, int(kid.MCID)


def everything(node: Node) -> Iterator[Node]:
    yield node
    for below in node.below:
        yield from everything(below)
