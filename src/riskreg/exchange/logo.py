"""Takes in a logo: a PNG or SVG becomes a flat picture of one size, which a register holds and paper shows.

An SVG is drawn once, here, and not each time it is printed: so every machine prints the same bytes.  It is
looked through before it is drawn, since it may refer to other files or be made to bring its reader down.
"""

from __future__ import annotations

import io
from pathlib import Path
from xml.parsers import expat

import resvg_py
from PIL import Image

from riskreg.domain.pictures import LARGEST, packed
from riskreg.faults import Trouble
from riskreg.files import is_there, read_whole
from riskreg.texts import N_

MOST = 5_000_000  # bytes of a file that is taken in
_LONGEST_SIDE = 1_000  # pixels: 400 to the inch in the size that it is printed
_MOST_PIXELS = 40_000_000
_DEEPEST = 100  # elements within elements
_WHITE = (255, 255, 255)

_NO_PICTURE = N_("{path} is no picture that can be printed. Choose a logo in PNG or SVG.")
_REFERS = N_("{path} refers to another file. Save the logo with everything in it, or as PNG.")
_TOO_LARGE = N_("{path} is larger than {size} MB. Choose a smaller picture of the logo.")


def logo_from(path: Path) -> str:
    """The logo in a file, packed for a record.  Trouble when it is no PNG or SVG, or too large."""
    if is_there(path) and path.is_file() and path.stat().st_size > MOST:
        raise Trouble(_TOO_LARGE, path=path, size=MOST // 1_000_000)
    content = read_whole(path, MOST)
    drawn = content if content.startswith(b"\x89PNG") else _drawn(content, path)
    try:
        with Image.open(io.BytesIO(drawn), formats=["PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise Trouble(_TOO_LARGE, path=path, size=MOST // 1_000_000)
            flat = _flat(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Trouble(_NO_PICTURE, path=path) from error
    return packed(_small(flat))


def _flat(picture: Image.Image) -> Image.Image:
    """The picture on white paper, no larger than it need be."""
    shaded = picture.convert("RGBA")
    flat = Image.new("RGB", shaded.size, _WHITE)
    flat.paste(shaded, mask=shaded.getchannel("A"))
    flat.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
    return flat


def _small(picture: Image.Image) -> bytes:
    """The picture as PNG, made smaller until a record may hold it."""
    while True:
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= LARGEST:
            return out.getvalue()
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))


def _drawn(content: bytes, path: Path) -> bytes:
    """An SVG as PNG."""
    try:
        text = content.decode("utf-8-sig")
        _look_through(text.encode(), path)
        # Both sides: the picture is fitted in, so that no shape of it can ask for more memory.
        return resvg_py.svg_to_bytes(svg_string=text, width=_LONGEST_SIDE, height=_LONGEST_SIDE)
    except (ValueError, expat.ExpatError) as error:
        raise Trouble(_NO_PICTURE, path=path) from error


def _look_through(content: bytes, path: Path) -> None:
    """Refuse an SVG that refers to other files, declares entities, or is nested beyond all reason."""
    depth = 0

    def begin(_tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Trouble(_NO_PICTURE, path=path)
        for name, value in attributes.items():
            if name.rpartition(":")[2] == "href" and not _within(value):
                raise Trouble(_REFERS, path=path)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_entity: object) -> None:
        raise Trouble(_NO_PICTURE, path=path)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.EntityDeclHandler = declared
    parser.Parse(content, True)


def _within(reference: str) -> bool:
    """Whether what is referred to is in the file itself."""
    kind = reference.strip().lower()
    return kind.startswith("#") or (kind.startswith("data:image/") and not kind.startswith("data:image/svg"))
