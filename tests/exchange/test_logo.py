"""Logos taken in: what becomes of them, and what is refused with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from riskreg.domain.pictures import LARGEST, packed, unpacked
from riskreg.exchange.logo import logo_from
from riskreg.faults import Trouble
from tests.builders import A_PICTURE

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'
)
RED_HALF = '<rect width="50" height="50" fill="#c00"/>'


def svg(folder: Path, inside: str = RED_HALF, more: str = 'width="100" height="50"') -> Path:
    path = folder / "logo.svg"
    path.write_text(SVG.format(more=more, inside=inside), encoding="utf-8")
    return path


def png(folder: Path, picture: Image.Image, kind: str = "PNG") -> Path:
    path = folder / "logo.png"
    picture.save(path, kind)
    return path


def seen(logo: str) -> Image.Image:
    return Image.open(io.BytesIO(unpacked(logo)))


def test_an_svg_is_drawn_on_white(tmp_path: Path) -> None:
    picture = seen(logo_from(svg(tmp_path)))
    assert (picture.size, picture.mode) == ((1000, 500), "RGB")
    assert picture.getpixel((100, 100)) == (204, 0, 0)
    assert picture.getpixel((900, 100)) == (255, 255, 255)


def test_a_png_loses_what_is_clear_and_what_is_too_fine(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (3000, 300), (0, 0, 0, 0))
    clear.paste((0, 100, 0, 255), (0, 0, 1500, 300))
    picture = seen(logo_from(png(tmp_path, clear)))
    assert (picture.size, picture.mode) == ((1000, 100), "RGB")
    assert picture.getpixel((10, 10)) == (0, 100, 0)
    assert picture.getpixel((990, 10)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "I;16"])
def test_any_sort_of_png_is_taken(tmp_path: Path, mode: str) -> None:
    assert seen(logo_from(png(tmp_path, Image.new(mode, (20, 10))))).size == (20, 10)


def test_a_picture_that_does_not_compress_is_made_smaller(tmp_path: Path) -> None:
    noise = Image.effect_noise((1000, 1000), 100).convert("RGB")
    assert len(unpacked(logo_from(png(tmp_path, noise)))) <= LARGEST


def test_the_same_file_gives_the_same_logo(tmp_path: Path) -> None:
    assert logo_from(svg(tmp_path)) == logo_from(svg(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n\x1a\n broken",
        b"%PDF-1.7",
        b"<html><body/></html>",
        b"<svg",
        b"\xff\xfe\x00\x01",
        SVG.format(more='width="0" height="0"', inside="").encode(),
        SVG.format(more="", inside="<g>" * 50_000 + "</g>" * 50_000).encode(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format(more="", inside="<text>&a;</text>").encode(),
    ],
    ids=lambda content: content[:20].decode("latin-1"),
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(content)
    with pytest.raises(Trouble, match="is no picture that can be printed"):
        logo_from(path)


def test_half_a_png_and_another_sort_of_picture_are_refused(tmp_path: Path) -> None:
    path = png(tmp_path, Image.effect_noise((200, 200), 50))
    path.write_bytes(path.read_bytes()[:5_000])
    with pytest.raises(Trouble, match="is no picture"):
        logo_from(path)
    with pytest.raises(Trouble, match="is no picture"):
        logo_from(png(tmp_path, Image.new("RGB", (9, 9)), "JPEG"))


@pytest.mark.parametrize("size", [5_000_001, 50_000_000])
def test_a_file_that_is_too_large_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "logo.png"
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(Trouble, match="larger than 5 MB"):
        logo_from(path)


def test_a_small_file_of_a_vast_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="larger than"):
        logo_from(png(tmp_path, Image.new("1", (8_000, 8_000))))


def test_a_tall_or_wide_svg_takes_no_more_room_than_another(tmp_path: Path) -> None:
    assert seen(logo_from(svg(tmp_path, more='width="1" height="1000000"'))).size == (1, 1000)


@pytest.mark.parametrize(
    "href", ["/etc/hostname", "file:///etc/hostname", "https://x.se/a.png", "data:image/svg+xml,x"]
)
def test_an_svg_that_refers_elsewhere_is_refused(tmp_path: Path, href: str) -> None:
    for name in ("href", "xlink:href"):
        with pytest.raises(Trouble, match="refers to another file"):
            logo_from(svg(tmp_path, f'<image {name}="{href}" width="9" height="9"/>'))


def test_what_an_svg_holds_itself_may_be_referred_to(tmp_path: Path) -> None:
    assert logo_from(svg(tmp_path, f'<defs><g id="a">{RED_HALF}</g></defs><use href="#a"/>')) == logo_from(
        svg(tmp_path)
    )


def test_a_picture_is_packed_and_unpacked() -> None:
    assert packed(unpacked(A_PICTURE)) == A_PICTURE
    for wrong in ("", "x", packed(b"GIF89a"), packed(unpacked(A_PICTURE) + bytes(LARGEST))):
        with pytest.raises(Trouble, match="damaged"):
            unpacked(wrong)
