"""The styles of a DOCX file: the built-in ones that templates know, in the colours and sizes of our paper."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from riskreg.paper.look import ACCENT, GREY, INK, RULE, SHADE, Colour

# The ids by which paragraphs, letters and tables name their styles.
TITLE, HEADING, SUBHEADING, LEAD = "Title", "Heading1", "Heading2", "Subtitle"
BODY, CAPTION, DECISION, SMALL = "BodyText", "Caption", "Decision", "Small"
HEADER, FOOTER = "Header", "Footer"
TABLE, CELL, LABEL = "PlanTable", "TableText", "Strong"

_FONT = "Calibri"  # what a municipality's computers have; pasted into a template, its own takes over
_KEPT = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", LABEL})
_NS = nsdecls("w")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph style is set, in points; `level` is its place in the outline, from 0."""

    name: str
    size: float
    before: float = 0.0
    after: float = 0.0
    line: float = 1.15
    colour: Colour = INK
    heads: bool = False
    level: int | None = None
    ruled: bool = False


# The names of built-in styles are written as the format has them; each program shows them in its language.
_LOOKS = {
    TITLE: _Look("Title", 26, 0, 6, 1.0, ACCENT, heads=True),
    LEAD: _Look("Subtitle", 13, 0, 4, heads=True),
    HEADING: _Look("heading 1", 16, 20, 4, 1.0, ACCENT, heads=True, level=0),
    SUBHEADING: _Look("heading 2", 12.5, 14, 4, 1.0, heads=True, level=1),
    BODY: _Look("Body Text", 11, 0, 6),
    DECISION: _Look("Decision", 11, 0, 6, ruled=True),
    SMALL: _Look("Small", 9, 12, 0, colour=GREY),
    CAPTION: _Look("caption", 10.5, 12, 4, 1.0, heads=True),
    CELL: _Look("Table Text", 9, 1, 1, 1.0),
    HEADER: _Look("header", 9, line=1.0, colour=GREY),
    FOOTER: _Look("footer", 9, line=1.0, colour=GREY),
}


def hexadecimal(colour: Colour) -> str:
    """A colour as the format writes it: F0E6A8."""
    return "".join(f"{round(part * 255):02X}" for part in colour)


def dress(document: Document, locale: str) -> None:
    """Give a new document its language and styles, and take away the many that nothing here uses."""
    styles = document.styles
    for style in list(styles):
        if style.style_id not in _KEPT:
            style.delete()
    for name, look in _LOOKS.items():
        styles.element.append(parse_xml(_paragraph_style(name, look)))
    styles.element.append(parse_xml(_TABLE_STYLE))
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)
    stop = settings.find(qn("w:defaultTabStop"))
    stop.addprevious(parse_xml(f"<w:autoHyphenation {_NS}/>"))


def _paragraph_style(name: str, look: _Look) -> str:
    keeps = "<w:keepNext/><w:keepLines/>" if look.heads else ""
    whole = "<w:suppressAutoHyphens/>" if look.heads else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    rule, indent = "", ""
    if look.ruled:
        side = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{hexadecimal(ACCENT)}"/>'
        rule, indent = f"<w:pBdr>{side}</w:pBdr>", '<w:ind w:left="200"/>'
    custom = ' w:customStyle="1"' if name in (DECISION, SMALL, CELL) else ""
    return f"""<w:style {_NS} w:type="paragraph" w:styleId="{name}"{custom}>
        <w:name w:val="{look.name}"/><w:basedOn w:val="Normal"/>
        <w:next w:val="{BODY if look.heads else name}"/><w:qFormat/>
        <w:pPr>{keeps}<w:widowControl/>{rule}{whole}
          <w:spacing w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}"
            w:line="{look.line * 240:.0f}" w:lineRule="auto"/>{indent}{level}</w:pPr>
        <w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>
          {"<w:b/>" if look.heads else ""}<w:color w:val="{hexadecimal(look.colour)}"/>
          <w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/></w:rPr>
      </w:style>"""


_LINE = f'w:val="single" w:sz="4" w:space="0" w:color="{hexadecimal(RULE)}"'
_TABLE_STYLE = f"""<w:style {_NS} w:type="table" w:styleId="{TABLE}" w:customStyle="1">
    <w:name w:val="Plan Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
    <w:tblPr>
      <w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>
      <w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
        <w:bottom w:w="30" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>
    </w:tblPr>
    <w:tblStylePr w:type="firstRow">
      <w:rPr><w:b/><w:color w:val="{hexadecimal(ACCENT)}"/></w:rPr>
      <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(SHADE)}"/></w:tcPr>
    </w:tblStylePr>
  </w:style>"""
