"""Makes drawn pages into a document to keep: PDF/UA-1 (read aloud) and PDF/A-2a (readable for ever).

ReportLab has no means for the metadata, the colour profile and the structure; they are added here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from riskreg.paper.icc import PROFILE, srgb_profile
from riskreg.paper.structure import plain, with_structure
from riskreg.paper.tagged import Drawn, Link, Picture

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
_LONG_LETTER = re.compile(rb"(?<=<)([0-9A-F]{5})(?=>)")
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
        _prepare(pdf, drawn.links)
        _show(pdf, drawn.pictures)
        _mend_letters(pdf)
        _identify(pdf, identity)
        pdf.save(
            out,
            deterministic_id=True,
            recompress_flate=True,  # by one library's hand, whatever this Python was built with
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return with_structure(out.getvalue(), drawn.document)


def _prepare(pdf: pikepdf.Pdf, links: Sequence[Link]) -> None:
    """The places that the structure will fill, and the links that it will tell of."""
    pages = [page.obj for page in pdf.pages]
    for at, page in enumerate(pages):
        page.StructParents, page.Tabs = at, Name.S
    for at, link in enumerate(links, len(pages)):
        to = Array([pages[link.to.page], Name.XYZ, 0, round(link.to.top, 2), None])
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(side, 2) for side in link.box]),
            Border=Array([0, 0, 0]),
            F=4,  # it is there in print too
            Dest=to,
            Contents=String(plain(link.said)),
            StructParent=at,
        )
        page = pages[link.page]
        page.Annots = Array([*page.get("/Annots", ()), pdf.make_indirect(note)])
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _show(pdf: pikepdf.Pdf, pictures: Mapping[Picture, Sequence[int]]) -> None:
    """Each picture once, for all the pages that it is on."""
    for at, (picture, pages) in enumerate(pictures.items()):
        shown = pdf.make_stream(
            picture.pixels,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
        for page in pages:
            resources = pdf.pages[page].obj.Resources
            if Name.XObject not in resources:
                resources.XObject = Dictionary()
            resources.XObject[f"/P{at}"] = shown


def _mend_letters(pdf: pikepdf.Pdf) -> None:
    """ReportLab writes a letter beyond the first 65,536 as five digits; readers expect a pair of four."""
    for font in pdf.pages[0].Resources.Font.values():
        said = font.ToUnicode.read_bytes()
        mended = _LONG_LETTER.sub(
            lambda m: chr(int(m[1], 16)).encode("utf-16-be").hex().upper().encode(), said
        )
        if mended != said:
            font.ToUnicode.write(mended)


def _identify(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """The same facts in the information dictionary and in XMP, which PDF/A compares."""
    facts = {"Title": identity.title, "Author": identity.author, "Subject": identity.subject}
    facts = {name: plain(text) for name, text in facts.items()}
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
