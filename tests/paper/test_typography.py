"""The printed pages as a reader sees them: nothing off the page, no heading left alone, no word torn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from riskreg.domain.records import Organisation
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import Year
from riskreg.paper.fonts import SOFT_HYPHEN
from riskreg.paper.plan import PLAN
from riskreg.texts import texts
from tests.paper.reading import everything, marks_of, opened, program, structure, to_unicode, written
from tests.paper.test_plan import FULL, year_of_points

SENTENCES = (
    "Förseningar är inte ovanliga och påverkar projektekonomin i de kommuner som väntar på lösningen.",
    "Nämnden har många avtal som kommunerna nyttjar gemensamt. "
    "Leverantörsuppföljningen har skett när problem uppstått.",
    "Personuppgiftsbiträdesavtal saknas vid e-tjänsteimplementering i medlemskommunerna.",
    "Utan informationssäkerhetsklassning kan personuppgifter hamna fel.",
)
LONG_NAME = "Gemensamma nämnden för e-förvaltning, digitalisering och informationssäkerhet i Norrlands inland"


def a_plan(points: int, *, long_at: int = -1) -> Year:
    """Control points of every decision, one of them with an analysis of 3,000 words."""
    decisions = (Decision.HANDLE, Decision.HANDLE, Decision.ACCEPT, Decision.ACT)
    year = year_of_points(
        *[
            {
                **FULL,
                "text": SENTENCES[n % 4],
                "analysis": " ".join(SENTENCES[: n % 5]) if n != long_at else " ".join(SENTENCES * 65),
                "responsible": ("Förvaltningsorganisationen", "Samordnaren")[n % 2],
                "decision": decisions[n % 4],
                "origin": Origin.MANDATORY if n % 5 == 4 else Origin.OWN,
                "likelihood": n % 4 + 1,
            }
            for n in range(points)
        ]
    )
    return replace(year, organisation=Organisation(name=LONG_NAME))


PLANS = {"1": a_plan(1), "7": a_plan(7, long_at=1), "60": a_plan(60, long_at=59), "400": a_plan(400)}


@pytest.fixture(
    scope="module", params=[(n, language) for n in PLANS for language in ("sv", "en")], ids="-".join
)
def pdf(request: pytest.FixtureRequest) -> bytes:
    points, language = request.param
    return PLAN.draw(PLANS[points], texts(language))


def _lines(page: pikepdf.Page) -> Iterator[tuple[int | None, float, str]]:
    """Each drawn line: the mark that it belongs to, its baseline, its text."""
    letters = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    mark, y, font = None, 0.0, ""
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC":
                mark = None if str(step.operands[0]) == "/Artifact" else int(step.operands[1].MCID)
            case "BMC":
                mark = None
            case "BT":
                y = 0.0
            case "Td":
                y += float(step.operands[1])
            case "Tf":
                font = str(step.operands[0])
            case "Tj":
                yield mark, y, "".join(letters[font][code] for code in bytes(step.operands[0]))


def test_nothing_is_drawn_outside_the_margins(pdf: bytes) -> None:
    with opened(pdf) as file:
        for page in file.pages:
            top = float(page.mediabox[3])
            inside = [y for mark, y, _text in _lines(page) if mark is not None]
            assert min(inside) > 55
            assert max(inside) < top - 60


def test_no_heading_stands_last_on_its_page(pdf: bytes) -> None:
    with opened(pdf) as file:
        owners = {
            mark: f"{node.tag}{node.raw.get('/A', {}).get('/Scope', '')}"
            for node in everything(structure(file))
            for mark in marks_of(node)
        }
        for page in file.pages:
            lowest = min((y, mark) for mark, y, _text in _lines(page) if mark is not None)
            owner = owners[page.obj.objgen, lowest[1]]
            assert not re.match("H[1-6]|TH/Column|Caption", owner)


def test_a_word_is_broken_with_a_hyphen_or_not_at_all(pdf: bytes) -> None:
    with opened(pdf) as file:
        for page in file.pages:
            lines = list(_lines(page))
            for (mark, _y, line), (next_mark, _next_y, _next) in pairwise(lines):
                if mark is not None and mark == next_mark:
                    assert line.endswith((" ", SOFT_HYPHEN, "-", "–", "/")), line


def test_every_page_knows_how_many_there_are(pdf: bytes, tmp_path: Path) -> None:
    told = re.findall(
        r"(?:Sida|Page) (\d+) \((\d+)\)", program("pdftotext", "-layout", written(tmp_path, pdf), "-")
    )
    with opened(pdf) as file:
        count = len(file.pages)
    assert [(int(page), int(of)) for page, of in told] == [(page, count) for page in range(1, count + 1)]


@pytest.mark.parametrize("points", PLANS)
def test_no_word_of_an_analysis_is_lost(points: str, tmp_path: Path) -> None:
    year = PLANS[points]
    with opened(PLAN.draw(year, texts("sv"))) as file:
        drawn = sum(
            line.removesuffix(SOFT_HYPHEN).count("projektekonomin") + line.endswith(f"projekt{SOFT_HYPHEN}")
            for page in file.pages
            for mark, _y, line in _lines(page)
            if mark is not None
        )
    wanted = sum(f"{p.text} {p.analysis}".count("projektekonomin") for p in year.control_points)
    assert drawn == wanted
