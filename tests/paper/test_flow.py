from __future__ import annotations

from dataclasses import dataclass, replace

from riskreg.paper.flow import Strip, flow


@dataclass(kw_only=True, slots=True, eq=False)
class Piece(Strip):
    name: str = ""
    cuttable: bool = False

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        if not self.cuttable or room < 10 or self.height <= page:
            return None
        return replace(self, height=room), replace(self, height=self.height - room)


def names(pages: list[list[object]]) -> list[list[str]]:
    return [[placed.strip.name for placed in page] for page in pages]  # type: ignore[attr-defined]


def laid(*strips: Piece, room: float = 100) -> list[list[str]]:
    return names(flow(strips, room))  # type: ignore[arg-type]


def test_strips_fill_a_page_before_the_next() -> None:
    assert laid(*(Piece(height=40, name=n) for n in "abc")) == [["a", "b"], ["c"]]


def test_a_heading_goes_with_what_follows() -> None:
    heading = Piece(height=20, name="h", keeps=True)
    assert laid(Piece(height=70, name="a"), heading, Piece(height=20, name="b")) == [["a"], ["h", "b"]]


def test_the_space_above_is_swallowed_at_the_top_of_a_page() -> None:
    pages = flow([Piece(height=90, name="a"), Piece(height=20, before=30, name="b")], 100)
    assert [placed.down for placed in pages[1]] == [0]


def test_a_head_is_repeated_above_what_begins_a_page() -> None:
    head = Piece(height=10, name="head")
    rows = [Piece(height=40, name=n, head=head) for n in "abc"]
    assert laid(replace(head, keeps=True), *rows) == [["head", "a", "b"], ["head", "c"]]


def test_what_a_page_cannot_hold_is_cut_and_goes_on() -> None:
    pages = laid(Piece(height=50, name="a"), Piece(height=220, name="b", cuttable=True))
    assert pages == [["a", "b"], ["b"], ["b"]]


def test_what_a_page_cannot_hold_is_cut_also_where_the_next_belongs_to_it() -> None:
    strips = [Piece(height=220, name="a", cuttable=True, keeps=True), Piece(height=20, name="b")]
    assert laid(Piece(height=50, name="x"), *strips) == [["x", "a"], ["a"], ["a", "b"]]


def test_what_fits_a_page_but_not_below_its_heading_is_cut_there() -> None:
    strips = [Piece(height=20, name="h", keeps=True), Piece(height=95, name="a", cuttable=True)]
    assert laid(Piece(height=50, name="x"), *strips) == [["x"], ["h", "a"], ["a"]]


def test_what_cannot_be_cut_has_a_page_of_its_own() -> None:
    assert laid(Piece(height=50, name="a"), Piece(height=150, name="b"), Piece(height=50, name="c")) == [
        ["a"],
        ["b"],
        ["c"],
    ]


def test_more_that_keeps_together_than_a_page_holds_still_ends() -> None:
    assert sum(map(len, laid(*(Piece(height=40, name="a", keeps=True) for _ in range(9))))) == 9
