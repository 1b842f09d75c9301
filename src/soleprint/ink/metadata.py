"""What a file says about itself: document information, XMP, viewer preferences (PDF/A-2 6.6, PDF/UA-1 5 and 7.1)."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from soleprint.ink import icc, syntax
from soleprint.ink.markup import escape
from soleprint.ink.objects import Objects, Preferences, Stream, deflated
from soleprint.ink.own import GAP, Own, around
from soleprint.marks import Publication

if TYPE_CHECKING:
    from soleprint.ink.inks import Separation

_CONDITION = re.compile(r"FOGRA\d{2}|CGATS TR ?\d{3}|JC200\d{3}")
"""Names of printing conditions in the registry of the ICC."""
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A allows only the schemas it lists; the one of PDF/UA has to be described in the file (6.6.2.3)."""


def _moment(publication: Publication) -> datetime:
    return datetime.fromtimestamp(publication.created, UTC)


def fill_info(objects: Objects, publication: Publication, producer: str) -> None:
    """Set the document information dictionary; its title is each copy's own."""
    date = _moment(publication).strftime("(D:%Y%m%d%H%M%S+00'00')")
    texts = {
        "Title": GAP,
        "Author": publication.author,
        "Subject": publication.subject,
        "Keywords": publication.keywords,
        "Creator": producer,
        "Producer": producer,
    }
    entries = {name: syntax.string(text) for name, text in texts.items() if text}
    objects.info.dict |= entries | {"CreationDate": date, "ModDate": date, "Trapped": "/False"}
    body = objects.info.format(None).decode("latin-1")
    objects.make_own(objects.info, Own(around(body, syntax.string(GAP), lambda copy: syntax.string(copy.title))))


def _localised(tag: str, value: str) -> str:
    return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{tag}>' if value else ""


_SHOP_EXTENSION = (
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/X identification schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.npes.org/pdfx/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfxid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>GTS_PDFXVersion</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Version of PDF/X that the file conforms to</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li>"
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Adobe PDF schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://ns.adobe.com/pdf/1.3/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdf</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>Trapped</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Whether the file has been trapped</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li>"
)


def _shop(publication: Publication, digest: str) -> str:
    """What PDF/X-4 wants to know of a file (ISO 15930-7); its identity is that of its content."""
    date = _moment(publication).strftime("%Y-%m-%dT%H:%M:%SZ")
    identity = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))
    return (
        '<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" '
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'
        f"<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>"
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass><pdf:Trapped>False</pdf:Trapped>"
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate></rdf:Description>"
    )


_TAGGED = "<pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
_UNTAGGED = "<pdfaid:conformance>U</pdfaid:conformance>"


def _xmp(publication: Publication, producer: str, digest: str = "", tagged: bool = True) -> str:
    """``digest``: that of a file for a print shop."""
    extension = _EXTENSION if tagged else ""
    if digest:
        extension = extension.replace("</rdf:Bag>", _SHOP_EXTENSION + "</rdf:Bag>")
    date = _moment(publication).strftime("%Y-%m-%dT%H:%M:%SZ")
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(publication.author)}</rdf:li></rdf:Seq></dc:creator>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfaid:part>2</pdfaid:part>'
        f"{_TAGGED if tagged else _UNTAGGED}<dc:format>application/pdf</dc:format>"
        f"<dc:language><rdf:Bag><rdf:li>{escape(publication.lang)}</rdf:li></rdf:Bag></dc:language>"
        f"{_localised('dc:title', GAP)}{_localised('dc:description', publication.subject)}"
        f"{author if publication.author else ''}<pdf:Producer>{escape(producer)}</pdf:Producer>"
        f"{f'<pdf:Keywords>{escape(publication.keywords)}</pdf:Keywords>' if publication.keywords else ''}"
        f"<xmp:CreatorTool>{escape(producer)}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate></rdf:Description>"
        f"{_shop(publication, digest) if digest else ''}{extension}</rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )


@cache
def _compressed_profile() -> bytes:
    return zlib.compress(icc.srgb_profile())


def _preferences(publication: Publication) -> Preferences:
    preferences = Preferences()
    preferences["DisplayDocTitle"] = "true"
    preferences["PrintScaling"] = "None"
    if publication.duplex:
        preferences["Duplex"] = publication.duplex
    if publication.rtl:
        preferences["Direction"] = "R2L"
    return preferences


def fill_catalog(
    objects: Objects, publication: Publication, producer: str, inks: Separation | None = None, *, tagged: bool = True
) -> None:
    """Set the catalog's entries about the document as a whole; XMP, whose title is each copy's own, stays uncompressed
    for tools that look for it."""
    catalog = objects.catalog
    catalog.Lang = syntax.string(publication.lang)
    if tagged:
        catalog.MarkInfo = "<</Marked true>>"
    catalog.ViewerPreferences = objects.add(_preferences(publication))
    metadata = _xmp(publication, producer, objects.digest() if inks else "", tagged)
    own = around(metadata, GAP, lambda copy: escape(copy.title), "utf-8")
    catalog.Metadata = objects.add_own(Own(own, "/Type/Metadata/Subtype/XML"))
    if inks is not None:
        catalog.OutputIntents = _shop_intents(objects, inks)
        return
    profile = objects.add(Stream("/N 3/Filter/FlateDecode", _compressed_profile()))
    catalog.OutputIntents = (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile}>>]"
    )


def _shop_intents(objects: Objects, inks: Separation) -> str:
    """The printing condition that the file is for, and the same for the archive: one profile."""
    profile = objects.add(deflated("/N 4", inks.profile))
    known = _CONDITION.search(inks.name)
    name = syntax.string(known[0] if known else inks.name)
    registry = f"/RegistryName{syntax.string('http://www.color.org')}" if known else ""
    entries = f"/OutputConditionIdentifier{name}/Info{syntax.string(inks.name)}/DestOutputProfile {profile}"
    intents = "".join(f"<</Type/OutputIntent/S/{kind}{entries}{registry}>>" for kind in ("GTS_PDFX", "GTS_PDFA1"))
    return f"[{intents}]"
