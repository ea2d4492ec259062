"""The rows under a table's headings: which are records, what heads a part of them, and what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from types import MappingProxyType

from riskreg.exchange.cell_kinds import CellKind, bare, is_label, is_scale_word, kind_of, scale_step
from riskreg.exchange.header_rows import Header, Known, Region, Rows, header_at
from riskreg.exchange.table_profile import (
    Profile,
    depth_of,
    is_figure,
    is_worded,
    may_number,
    profile_of,
    series_of,
)
from riskreg.texts import N_


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the source that is a record; what stands beside the table is not among its cells."""

    number: int  # as the spreadsheet numbers it, from 1
    cells: tuple[str, ...]
    category: str = ""  # the heading row that stands above it inside the table


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of the source that is no record, and why, as a marked text."""

    number: int
    reason: str


class Sort(Enum):
    """What a row is, with the reason why it is no record."""

    RECORD = ""
    HEADING = N_("a heading inside the table, taken as category")
    TITLE = N_("a title between the parts of the table")
    REPEATED = N_("repeats the headings")
    NUMBERING = N_("numbers the columns")
    EXPLAINING = N_("explains the columns")
    CONTINUED = N_("continues the row above, and is read with it")
    EMPTY = N_("numbered, but otherwise empty")
    NUMBERS = N_("holds numbers only")
    TOTAL = N_("a total")
    NOTE = N_("a note, not a record")
    OTHER = N_("a legend or another table below this one")


_GOING_ON = (Sort.RECORD, Sort.CONTINUED)  # what a row may go on from

BESIDE = N_("stands beside the table")

_NOTHING: frozenset[int] = frozenset()
_NONE: Mapping[int, frozenset[int]] = MappingProxyType({})
_TELLING = ("title", "description", "text")  # what a heading means above what a record is about
_SCORE = re.compile(r"\d{1,3}([.,]\d)?")
_TITLE_LETTERS = 100
_HEADING_LETTERS = 60  # of a cell in the headings of another table
_TOTALS = re.compile(
    r"(total|totalt|totals|totalsumma|sum|summa|summe|suma|sub-?total|i alt|iallt|sammanlagt|gesamt\w*|"
    r"yhteensä|average|medel(värde)?|mean|durchschnitt|promedio|gennemsnit|gjennomsnitt|antal|antall|count)\b"
    r"[\w ]{0,25}:?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(\*|¹|²|note|notes|nb|obs|anm|anmärkning|hinweis|anmerkung|legend|legende|legenda|leyenda|nota|notas|"
    r"förklaring|teckenförklaring|forklaring|selite|key|source|källa|quelle|fuente|scale|skala|escala)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[(\[].{1,40}[)\]]|%")
_GOES_ON = re.compile(
    r"[\s,–-]*\(?\b(continued|cont\.?|cont[’']d|forts\.?|fortsättning|fortsatt|fortsat|fortsetzung|"
    r"continuación|cont|jatkuu|suite)\.?\)?\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Found:
    """A filled row and what it seems to be."""

    at: int
    sort: Sort
    text: str = ""  # of a heading
    after_gap: bool = False


def sorted_rows(
    rows: Rows, header: Header, bottom: int, known: Known, carried: Mapping[int, frozenset[int]] = _NONE
) -> tuple[tuple[Line, ...], tuple[LeftOut, ...], int]:
    """The records under a heading, the rows that are none, and the row (from 0) at which the table ends."""
    region = Region(header.region.bottom, bottom, header.region.left, header.region.right)
    profile = profile_of(rows, region)
    found, end = _judged(rows, header, region, profile, known)
    _settle_merged(rows, header, region, found, known, carried)
    _settle_headings(rows, header, found, profile)
    last = max((row.at for row in found if row.sort is Sort.RECORD), default=-1)
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    category = _first_category(rows, header, found)
    for row in found:
        if row.sort is Sort.RECORD:
            lines.append(Line(row.at + 1, _inside(rows[row.at], region), category))
            continue
        if row.sort is Sort.CONTINUED:
            lines[-1] = _joined(lines[-1], _inside(rows[row.at], region), carried.get(row.at, _NOTHING))
        elif row.sort is Sort.HEADING:
            category = _without_going_on(row.text)
        left_out.append(LeftOut(row.at + 1, row.sort.value))
    below = [row for row in found if row.at > last and row.after_gap]
    return tuple(lines), tuple(left_out), below[0].at if below else end


def _joined(line: Line, more: tuple[str, ...], carried: frozenset[int]) -> Line:
    """The record with the texts of the row under it added to its own, without what is merged with it."""
    cells = (
        f"{cell}\n{added}".strip() if added and at not in carried else cell
        for at, (cell, added) in enumerate(zip(line.cells, more, strict=True))
    )
    return Line(line.number, tuple(cells), line.category)


def _inside(row: tuple[str, ...], region: Region) -> tuple[str, ...]:
    """The row without what stands beside the table."""
    left, right = region.left, region.right
    if right - left == len(row):
        return row
    return ("",) * left + row[left:right] + ("",) * (len(row) - right)


# ------------------------------------------------------------------ each row by itself
def _judged(
    rows: Rows, header: Header, region: Region, profile: Profile, known: Known
) -> tuple[list[_Found], int]:
    """Every filled row up to the next table, and where that begins."""
    found: list[_Found] = []
    gap = outside = False
    quick = next(iter(profile.numbers), None)
    for at in range(region.top, region.bottom):
        row = rows[at]
        if (
            not gap
            and not outside
            and quick is not None
            and row[profile.main]
            and kind_of(row[quick]) is CellKind.NUMBER
            and found
            and kind_of(row[profile.main]) is CellKind.TEXT
        ):
            found.append(_Found(at, Sort.RECORD))
            continue
        cells = region.cells(row)
        if not cells:
            gap = gap or not any(row)
            continue
        if _begins_another(rows, at, header, region, profile, known, gap):
            return found, at
        judged = _judge(row, cells, header, profile, len(found))
        judged.at, judged.after_gap = at, gap
        follows = not gap and not outside and bool(found) and found[-1].sort in _GOING_ON
        if follows and judged.sort in (Sort.RECORD, Sort.HEADING) and _continues(row, cells, profile):
            judged.sort = Sort.CONTINUED
        if judged.sort is Sort.RECORD:
            outside = not _fits(cells, profile, loose=not gap and not outside)
            judged.sort = Sort.OTHER if outside else Sort.RECORD
        gap = False
        found.append(judged)
    return found, region.bottom


def _judge(
    row: tuple[str, ...], cells: list[tuple[int, str]], header: Header, profile: Profile, before: int
) -> _Found:
    """What a row seems to be, seen alone; a lone text may be a heading, which its neighbours decide."""
    if _repeats(cells, header):
        return _Found(0, Sort.REPEATED)
    if before < 3 and _numbers_columns(cells):
        return _Found(0, Sort.NUMBERING)
    if len(cells) > 1 and any(_is_total(text, cells) for _column, text in cells[:2]):
        return _Found(0, Sort.TOTAL)
    worded = [(c, text) for c, text in cells if c != profile.identifier and is_worded(text)]
    main = row[profile.main]
    if not worded and kind_of(main) in (CellKind.EMPTY, CellKind.NUMBER, CellKind.MARK):
        number = min(profile.main, header.region.left)  # where one may stand before an empty row
        more = [text for column, text in cells if column > number and not _says_nothing(text)]
        if more and profile.identifier is None and not any(is_worded(text) for _c, text in cells):
            return _Found(0, Sort.NUMBERS)
        lone = len(cells) == 1 and is_worded(cells[0][1])
        return _Found(0, Sort.HEADING, cells[0][1]) if lone else _Found(0, Sort.EMPTY)
    if before < 2 and all(_UNIT.fullmatch(text) for _column, text in cells):
        return _Found(0, Sort.EXPLAINING)
    if heading := _lone_text(row, cells, worded, profile):
        return _Found(0, Sort.HEADING, heading)
    if len(worded) > 2 and len({text for _column, text in cells}) == 1:  # a long text over the whole width
        return _Found(0, Sort.NOTE)
    if before < 2 and _explains(row, profile):
        return _Found(0, Sort.EXPLAINING)
    identified = profile.identifier is not None and bool(row[profile.identifier])
    if identified and not main and not any(row[column] for column in profile.texts):
        return _Found(0, Sort.EMPTY)
    return _Found(0, Sort.RECORD)


def _is_total(text: str, cells: list[tuple[int, str]]) -> bool:
    return bool(_TOTALS.fullmatch(text)) and all(is_figure(other) or other == text for _c, other in cells)


def _repeats(cells: list[tuple[int, str]], header: Header) -> bool:
    """Whether a row says the headings again."""
    same = sum(
        bare(text) in (bare(part) for part in header.headings[column].split(" / ")) for column, text in cells
    )
    return same >= 2 and same >= 0.7 * len(cells)


def _continues(row: tuple[str, ...], cells: list[tuple[int, str]], profile: Profile) -> bool:
    """Whether a row only goes on with texts of the record above, which did not fit on its row."""
    if profile.typical < 3 or (profile.identifier is not None and row[profile.identifier]):
        return False
    if not all(is_worded(text) for _column, text in cells) or len({text for _c, text in cells}) < len(cells):
        return False
    if main := row[profile.main]:
        return profile.identifier is not None and main[0].islower() and cells[0][0] == profile.main
    return cells[0][0] > profile.main and len(cells) < 0.5 * profile.typical


def _numbers_columns(cells: list[tuple[int, str]]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 … or A, B, C …"""
    texts = [text.strip("()[].") for _column, text in cells]
    if len(texts) < 4:
        return False
    if all(text.isdecimal() for text in texts):
        return [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts)))
    return all(len(text) == 1 and text.isalpha() for text in texts) and [ord(t) for t in texts] == list(
        range(ord(texts[0]), ord(texts[0]) + len(texts))
    )


def _explains(row: tuple[str, ...], profile: Profile) -> bool:
    """Whether a row has words where all others have scores: it says how to fill in the columns."""
    scores = [row[column] for column in profile.numbers if row[column]]
    words = [text for text in scores if is_worded(text) and not is_scale_word(text)]
    return len(words) >= 2 and len(words) == len(scores)


def _lone_text(
    row: tuple[str, ...], cells: list[tuple[int, str]], worded: list[tuple[int, str]], profile: Profile
) -> str:
    """The text of a row that holds nothing else (but its number): it may head what follows."""
    texts = {bare(text) for _column, text in worded}
    if len(texts) != 1 or profile.typical < 2 or (len(cells) > 1 and profile.typical < 3):
        return ""
    rest = [pair for pair in cells if bare(pair[1]) not in texts and not _says_nothing(pair[1])]
    column, text = worded[0]
    if len(text) > _TITLE_LETTERS:
        return ""
    if sum(bare(other) in texts for _c, other in cells) > 1:  # merged over several columns
        return text if not rest else ""
    if not rest:
        return text
    number = row[profile.identifier] if profile.identifier is not None else ""
    only_number = len(rest) == 1 and rest[0][1] == number and may_number(number)
    if only_number and column == profile.main and depth_of(number) < profile.depth and profile.typical >= 3:
        return f"{number} {text}"
    return ""


def _says_nothing(text: str) -> bool:
    return text == "0" or kind_of(text) is CellKind.MARK


def _fits(cells: list[tuple[int, str]], profile: Profile, *, loose: bool) -> bool:
    """Whether a row looks like the records: `loose` when it follows one, so that less is asked of it."""
    few = len(cells) < 0.5 * profile.typical
    if scale_step([text for _column, text in cells]) and (few or len(cells) <= 3):
        return False
    filled = dict(cells)
    number = "" if profile.identifier is None else filled.get(profile.identifier, "")
    identified = kind_of(number) in (CellKind.NUMBER, CellKind.CODE) and series_of(number) in profile.series
    about = filled.get(profile.main, "")
    if about and profile.main in profile.texts and not is_worded(about) and not identified:
        return False
    if loose:
        return True
    if not about:
        return False
    if not identified and profile.identifier is not None and profile.scored.isdisjoint(filled):
        return len(cells) > 0.5 * profile.typical  # neither a number nor a score
    if few and not identified:
        return len(cells) >= 0.3 * profile.typical and len(cells) > 1
    odd = sum(is_worded(text) and not is_scale_word(text) for c, text in cells if c in profile.scored)
    scored = sum(column in profile.scored for column in filled)
    return odd <= 0.5 * scored or scored == 0


def _begins_another(
    rows: Rows, at: int, header: Header, region: Region, profile: Profile, known: Known, gap: bool
) -> bool:
    """Whether a row heads another table."""
    cells = region.cells(rows[at])
    if len({text for _column, text in cells}) < 2 or not all(is_label(text) for _column, text in cells):
        return False
    if _repeats(cells, header) or at <= region.top:
        return False
    columns = Region(at, region.bottom, region.left, region.right)
    other = header_at(rows, at, columns, known)
    if other is None or any(is_scale_word(text) or len(text) > _HEADING_LETTERS for _column, text in cells):
        return False
    lone = len(set(rows[at - 1])) <= 2
    return other.known >= (2 if gap or lone else 3) and 2 * other.known >= len({text for _c, text in cells})


# ------------------------------------------------------------------ each row among its neighbours
def _settle_merged(
    rows: Rows,
    header: Header,
    region: Region,
    found: list[_Found],
    known: Known,
    carried: Mapping[int, frozenset[int]],
) -> None:
    """Find the rows that only add to a record: its text is merged over them, and they have no scores."""
    told = {at for at, heading in enumerate(header.headings) if heading and str(known(heading)) in _TELLING}
    for before, row in pairwise(found):
        held = carried.get(row.at, _NOTHING)
        if row.sort is not Sort.RECORD or before.sort not in _GOING_ON or not told & held:
            continue
        own = [text for column, text in region.cells(rows[row.at]) if column not in held]
        if not any(_SCORE.fullmatch(text) or is_scale_word(text) for text in own):
            row.sort = Sort.CONTINUED


def _settle_headings(rows: Rows, header: Header, found: list[_Found], profile: Profile) -> None:
    """Decide of each lone text whether it heads what follows, is a record of few words, or a note."""
    following = Sort.OTHER
    for at in range(len(found) - 1, -1, -1):
        row = found[at]
        if row.sort is not Sort.HEADING:
            following = row.sort
            continue
        heads = following in (Sort.RECORD, Sort.EMPTY, Sort.REPEATED)
        if heads and not _NOTES.match(row.text):
            if _is_record(rows[row.at], row.text, profile):
                row.sort = following = Sort.RECORD
            elif following is Sort.REPEATED and _stands_above(rows, header, row.text):
                row.sort = Sort.TITLE
        elif (
            _is_record(rows[row.at], row.text, profile)
            and not row.after_gap
            and not _NOTES.match(row.text)
            and (not at or found[at - 1].sort is Sort.RECORD)
        ):
            row.sort = following = Sort.RECORD
        else:
            row.sort = Sort.NOTE


def _is_record(row: tuple[str, ...], text: str, profile: Profile) -> bool:
    """Whether a lone text is rather a record of which nothing else is known: it stands where theirs do."""
    if row[profile.main] != text or sum(cell == text for cell in row) > 1 or profile.identifier is not None:
        return False
    others = profile.typical < 3
    return others or len(text) > 60 or text.endswith(".")


def _stands_above(rows: Rows, header: Header, text: str) -> bool:
    """Whether the same title stands above the first headings: it is that of the page."""
    wanted = bare(_without_going_on(text))
    above = rows[max(header.region.top - 5, 0) : header.region.top]
    return any(bare(_without_going_on(cell)) == wanted for row in above for cell in row if cell)


def _first_category(rows: Rows, header: Header, found: list[_Found]) -> str:
    """The title right above the first headings, when the later parts of the table have one above theirs."""
    pairs = pairwise(found)
    if not any(row.sort is Sort.HEADING and after.sort is Sort.REPEATED for row, after in pairs):
        return ""
    above = {cell for cell in rows[header.region.top - 1] if cell} if header.region.top else set()
    return above.pop() if len(above) == 1 else ""


def _without_going_on(text: str) -> str:
    """A heading without the remark that it is continued from the page before."""
    return _GOES_ON.sub("", text).strip() or text
