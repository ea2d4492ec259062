"""Makes drawn pages into a document to keep: PDF/UA-1 (read aloud) and PDF/A-2a (readable for ever).

ReportLab has no means for the structure tree, the metadata and the colour profile; they are added here.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from riskreg.paper.icc import PROFILE, srgb_profile
from riskreg.paper.tagged import Drawn, Element, Mark

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
PRODUCER = "riskreg"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the file says that it is."""

    title: str
    author: str
    language: str
    dated: date | None = None  # no clock: the same records give the same bytes
    subject: str = ""


def archived(drawn: Drawn, identity: Identity) -> bytes:
    """The drawn pages with their structure, metadata and colour profile."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn.file)) as pdf:
        for page, content in zip(pdf.pages, drawn.contents, strict=True):
            page.Contents = pdf.make_stream(content, Filter=Name.FlateDecode)
        _Structure(pdf).write(drawn.document)
        _identify(pdf, identity)
        pdf.save(
            out,
            deterministic_id=True,
            recompress_flate=True,  # by one library's hand, whatever this Python was built with
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


class _Structure:
    """Writes the tree of elements, and the tree that leads from a mark on a page to its element."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        # A long plan has 50,000 elements: what is the same in many is made once.
        self._tags: dict[str, pikepdf.Object] = {}
        self._scopes: dict[str, pikepdf.Object] = {}

    def write(self, document: Element) -> None:
        pdf = self._pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._node(document, root)
        numbers = Array()
        for at, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents, page.Tabs = at, Name.S
            numbers.append(at)
            numbers.append(pdf.make_indirect(Array([owners[mark] for mark in range(len(owners))])))
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _node(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        entries: dict[str, Any] = {"/S": self._tag(element.tag), "/P": parent}
        if element.scope:
            entries["/A"] = self._scope(element.scope)
        if element.box:
            box = Array([round(side, 2) for side in element.box])
            entries["/A"] = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        if element.alt:
            entries["/Alt"] = String(_plain(element.alt))
        marks = [mark for mark in element.below if isinstance(mark, Mark)]
        if marks:
            entries |= self._marked(marks)
        node = self._pdf.make_indirect(Dictionary(entries))
        for mark in marks:
            self._owners[mark.page][mark.number] = node
        if len(marks) < len(element.below):  # it holds marks or elements, never both
            node.K = Array([self._node(kid, node) for kid in element.below if isinstance(kid, Element)])
        return node

    def _marked(self, marks: list[Mark]) -> dict[str, Any]:
        """The page of the first mark, and all marks, those of later pages with theirs."""
        home = marks[0].page
        kids = [
            mark.number
            if mark.page == home
            else Dictionary(Type=Name.MCR, Pg=self._pages[mark.page], MCID=mark.number)
            for mark in marks
        ]
        return {"/Pg": self._pages[home], "/K": kids[0] if len(kids) == 1 else Array(kids)}

    def _tag(self, tag: str) -> pikepdf.Object:
        if tag not in self._tags:
            self._tags[tag] = Name("/" + tag)
        return self._tags[tag]

    def _scope(self, scope: str) -> pikepdf.Object:
        if scope not in self._scopes:
            attributes = Dictionary(O=Name.Table, Scope=Name("/" + scope))
            self._scopes[scope] = self._pdf.make_indirect(attributes)
        return self._scopes[scope]


def _plain(text: str) -> str:
    """The text without what neither XML nor a reader can take."""
    return _NO_XML.sub(" ", text).strip()


def _identify(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """The same facts in the information dictionary and in XMP, which PDF/A compares."""
    facts = {"Title": identity.title, "Author": identity.author, "Subject": identity.subject}
    facts = {name: _plain(text) for name, text in facts.items()}
    info = Dictionary({f"/{name}": String(text) for name, text in facts.items() if text})
    info.Producer = String(PRODUCER)
    if identity.dated:
        info.CreationDate = info.ModDate = String(f"D:{identity.dated:%Y%m%d}000000+00'00'")
    pdf.trailer.Info = pdf.make_indirect(info)
    language = LOCALES.get(identity.language, identity.language)
    metadata = pdf.make_stream(_xmp(facts, language, identity.dated).encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    root = pdf.Root
    root.Metadata = metadata
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    DestOutputProfile=profile,
                    OutputConditionIdentifier=String(PROFILE),
                    Info=String(PROFILE),
                )
            )
        ]
    )


def _xmp(facts: dict[str, str], language: str, dated: date | None) -> str:
    said = {name: escape(text) for name, text in facts.items()}
    subject, dates = "", ""
    if said["Subject"]:
        text = f'<rdf:Alt><rdf:li xml:lang="x-default">{said["Subject"]}</rdf:li></rdf:Alt>'
        subject = f"<dc:description>{text}</dc:description>"
    if dated:
        stamp = f"{dated:%Y-%m-%d}T00:00:00+00:00"
        dates = f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
    return _XMP.format(
        title=said["Title"], author=said["Author"], subject=subject, dates=dates,
        language=language, producer=PRODUCER,
    )  # fmt: skip


# The second description tells PDF/A what the identification of PDF/UA is, which it does not know.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>{subject}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{dates}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
