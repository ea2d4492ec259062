"""The printed plan as its readers meet it: seen, extracted, and read aloud."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskreg.domain.fields import Kind, visible_fields
from riskreg.domain.records import ControlPoint, Organisation
from riskreg.domain.scales import Decision, Extent, GoalKind, Origin, Stage
from riskreg.domain.wording import value_said
from riskreg.domain.year import Year, year_of
from riskreg.paper.columns import ALIGNED, LEAST
from riskreg.paper.plan import PLAN
from riskreg.texts import N_, Texts, texts
from tests.builders import YEAR, a_goal, a_point, an_edit, an_indicator, copy_on, year_with
from tests.paper.reading import heard, opened, program, structure, text_of, told_by_pdfinfo, written

FULL = {
    "text": "Leverantörsavtal efterlevs inte",
    "likelihood": 3,
    "consequence": 4,
    "responsible": "Förvaltningsorganisationen",
    "method": "Dialog med varje leverantör",
    "frequency": "Varje tertial",
    "extent": Extent.SAMPLE,
    "governing_document": "Policy mot jäv",
    "period": "Våren 2022",
    "status": "Pågår",
    "decision": Decision.HANDLE,
    "analysis": "Avtalen är många och kommunerna är beroende av dem.",
}


def year_of_points(*points: dict[str, Any], plan: dict[str, Any] | None = None) -> Year:
    """A year with these control points, and with these values in its plan."""
    edit, empty = an_edit()
    for position, values in enumerate(points, 1):
        edit.add(a_point(empty, position=position, **values))
    year = year_of(edit.contents, YEAR)
    return replace(year, plan=replace(year.plan, **(plan or {})))


@pytest.mark.parametrize("origin", list(Origin))
def test_every_field_of_a_control_point_is_printed(tmp_path: Path, sv: Texts, origin: Origin) -> None:
    year = year_of_points({**FULL, "origin": origin})
    pdf = PLAN.draw(year, sv)
    point = year.control_points[0]
    for text in (text_of(pdf, tmp_path), heard(pdf)):
        for field in visible_fields(ControlPoint):
            if field.name not in {"origin", "decision"}:
                assert value_said(point, field, sv) in text, field.name
        assert sv(N_("Handled through internal control")) in text or sv(str(Decision.HANDLE.label)) in text


def test_pdfinfo_hears_the_same(tmp_path: Path, en: Texts) -> None:
    pdf = PLAN.draw(year_of_points(FULL), en)
    told = told_by_pdfinfo(pdf, tmp_path)
    assert told.replace(" ", "") == heard(pdf).replace(" ", "")
    assert "Leverantörsavtal efterlevs inte" in told


def test_goals_and_indicators_stand_with_what_guards_them(tmp_path: Path, en: Texts) -> None:
    text = text_of(PLAN.draw(year_with(4), en), tmp_path)
    assert re.search(r"E1 Bättre service K1, K3, K2, O1|E1 Bättre service K1, K2, K3, O1", text)
    assert re.search(r"M2 Mål 2 E1 I2 K2, O1", text)
    assert re.search(r"I1 Mått 1 M1 K1, K3|I1 Mått 1 Not stated M1 K1, K3", text)


def test_the_identity_is_on_the_first_page(tmp_path: Path, en: Texts) -> None:
    plan = {
        "case_number": "2021/28-2.2.0.1",
        "dated": date(2021, 12, 2),
        "meeting": date(2021, 12, 16),
        "prepared_by": "Samordnaren",
        "decision_sought": "Nämnden antar planen.",
        "edition": 6,
    }
    path = written(tmp_path, PLAN.draw(year_of_points(FULL, plan=plan), en))
    first = program("pdftotext", "-l", "1", path, "-")
    for said in (
        "2021/28-2.2.0.1",
        "2021-12-02",
        "2021-12-16",
        "Samordnaren",
        "Nämnden antar planen.",
        "Public",
    ):
        assert said in first
    assert first.index("Internal control plan 2022") < first.index("Decision sought") < first.index("Summary")


def test_every_page_says_what_it_is_part_of(tmp_path: Path, en: Texts) -> None:
    pdf = PLAN.draw(year_with(40), en)
    path = written(tmp_path, pdf)
    pages = program("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        assert f"Page {number} ({len(pages)})" in page
        assert "Internal control plan 2022" in page
        assert "Edition 1" in page
        assert "DRAFT" in page


def test_only_a_draft_says_so(tmp_path: Path, en: Texts) -> None:
    adopted = year_of_points(FULL, plan={"stage": Stage.ADOPTED})
    assert "DRAFT" not in text_of(PLAN.draw(adopted, en), tmp_path)


def test_markup_is_printed_as_it_is_written(tmp_path: Path, sv: Texts) -> None:
    text = "Se <b>& <img src=x> {0} {name} \\n %s &amp; (a) \\"
    year = year_of_points({**FULL, "text": text, "analysis": text}, plan={"summary": text})
    assert text_of(PLAN.draw(year, sv), tmp_path).count(text) == 3
    assert heard(PLAN.draw(year, sv)).count("<b>& <img src=x> {0} {name}") == 3


def test_an_empty_plan_says_in_sentences_what_it_lacks(tmp_path: Path, en: Texts) -> None:
    edit, _plan = an_edit()
    text = text_of(PLAN.draw(year_of(edit.contents, YEAR), en), tmp_path)
    assert "No own control point is accepted." in text
    assert "The plan has no mandatory control points." in text
    assert "The plan states no goals." in text
    assert "Not stated" in text


def test_even_a_plan_without_scales_is_printed(tmp_path: Path, en: Texts) -> None:
    year = replace(year_with(4), likelihoods=(), consequences=(), bands=())
    assert "Risk nummer 1" in text_of(PLAN.draw(year, en), tmp_path)


def test_an_empty_cell_says_so(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(FULL, {"text": "Utan ansvarig", "decision": Decision.HANDLE})
    assert "Utan ansvarig Not stated" in heard(PLAN.draw(year, en))


def test_a_decision_not_made_is_a_part_of_its_own(tmp_path: Path, en: Texts) -> None:
    year = year_of_points({"text": "Utan beslut"})
    assert "Not decided No. Control point" in heard(PLAN.draw(year, en))


def test_the_header_is_seen_on_every_page_and_heard_once(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(*[{**FULL, "text": f"Risk {n}"} for n in range(60)])
    pdf = PLAN.draw(year, en)
    assert text_of(pdf, tmp_path).count("Governing document") > 3
    assert heard(pdf).count("Governing document") == 1


def test_a_row_taller_than_a_page_goes_on_and_is_heard_as_one(tmp_path: Path, en: Texts) -> None:
    analysis = " ".join(f"Ord{n}" for n in range(3000))
    pdf = PLAN.draw(year_of_points({**FULL, "analysis": analysis}), en)
    assert analysis in heard(pdf)
    with opened(pdf) as opened_pdf:
        assert len(opened_pdf.pages) > 4


def test_long_names_and_goals_fit(tmp_path: Path, sv: Texts) -> None:
    name = "Gemensamma nämnden för e-förvaltning, digitalisering och informationssäkerhet i inlandet, norr"
    goal = " ".join(["Nämnden har samordnat behovsanalyser, förstudier och upphandlingar"] * 12)
    edit, plan = an_edit()
    edit.add(a_goal(plan, text=goal))
    year = year_of(edit.contents, YEAR)
    text = text_of(PLAN.draw(replace(year, organisation=Organisation(name=name)), sv), tmp_path)
    assert name in text
    assert goal in text


def test_the_matrix_names_every_point_and_its_table_says_the_same(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(FULL, {**FULL, "text": "En till"}, {"text": "Obedömd"})
    pdf = PLAN.draw(year, en)
    with opened(pdf) as opened_pdf:
        [figure] = structure(opened_pdf).all("Figure")
        assert "risk value 12 Hög: K1, K2" in str(figure.raw.Alt).replace("High", "Hög")
    text = heard(pdf)
    assert "Not assessed: K3." in text
    assert re.search(r"12 \w+ 3 [\w ]+ 4 [\w ]+ 2 K1, K2", text)


def test_a_crowded_cell_counts_its_points(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(*[{**FULL, "text": f"Risk {n}"} for n in range(40)])
    text = text_of(PLAN.draw(year, en), tmp_path)
    assert "40 points" in text
    assert "K39, K40" in text


def test_every_kind_of_value_has_its_column() -> None:
    assert set(ALIGNED) == set(LEAST) == set(Kind)


def test_the_outline_leads_to_every_heading(en: Texts) -> None:
    with opened(PLAN.draw(year_with(8), en)) as pdf:
        headings = list(structure(pdf).all("H1", "H2", "H3"))
        with pdf.open_outline() as outline:
            titles: list[str] = []

            def walk(items: Any) -> None:
                for item in items:
                    titles.append(item.title)
                    walk(item.children)

            walk(outline.root)
    assert titles[0] == "Internal control plan 2022"
    assert len(titles) == len(headings)


any_text = st.text(max_size=80) | st.sampled_from(
    ["\ud800", "\x00\x07", "<b>&", "a" * 3000, "\u202e\u200b", "\n\n"]
)


@settings(max_examples=25)
@given(any_text, any_text, st.integers(-3, 99) | st.none())
def test_no_text_stops_the_printing(text: str, other: str, value: int | None) -> None:
    edit, plan = an_edit()
    edit.add(a_point(plan, text=text, responsible=other, analysis=other, likelihood=value, consequence=2))
    edit.add(a_goal(plan, text=other, kind=GoalKind.EFFECT))
    edit.add(an_indicator(plan, text=text, target=other))
    year = year_of(edit.contents, YEAR)
    year = replace(
        year,
        organisation=Organisation(name=text),
        plan=replace(year.plan, prepared_by=other, summary=text, decision_sought=other, edition=None),
        bands=tuple(replace(band, name=other) for band in year.bands),
        likelihoods=tuple(replace(step, name=text) for step in year.likelihoods),
    )
    assert PLAN.draw(year, texts("sv")).startswith(b"%PDF")


def test_earlier_years_risk_values_stand_with_the_point(tmp_path: Path, sv: Texts, en: Texts) -> None:
    edit, plan = an_edit()
    edit.add(a_point(plan, position=1, text="Avtal följs inte", likelihood=3, consequence=3))
    copied = copy_on(edit, YEAR, YEAR + 1).control_points[0]
    edit.put(copied, replace(copied, likelihood=2))
    new = edit.add(a_point(year_of(edit.contents, YEAR + 1).plan, position=2, text="Ny risk", likelihood=1))
    assert "earlier years" not in heard(PLAN.draw(year_of(edit.contents, YEAR), en))
    edit.remove(new)
    last = copy_on(edit, YEAR + 1, YEAR + 2)
    pdf = PLAN.draw(last, en)
    assert pdf == PLAN.draw(year_of(edit.contents, YEAR + 2), en)
    for told in (heard(pdf), text_of(pdf, tmp_path)):
        assert "Risk value in earlier years" in told
        assert "2022: 9, 2023: 6" in " ".join(told.replace("\u00a0", " ").split())
    assert "Riskvärde tidigare år" in heard(PLAN.draw(last, sv))
