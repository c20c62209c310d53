"""Documents of every container, made by the tests themselves, and documents that are made to do harm."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_package(body: str, *, before: str = "", **parts: bytes) -> bytes:
    """A DOCX package around the XML of a body; further parts by name, `__` standing for `/` and the last `_` for the point."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", document)
        for name, content in parts.items():
            package.writestr(".".join(name.replace("__", "/").rsplit("_", 1)), content)
    return packed.getvalue()


def word_paragraph(text: str, *, style: str = "") -> str:
    """The XML of one paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def pdf(
    pages: Sequence[Iterable[tuple[float, float, str]]], *, size: int = 11, title: str = "", rotate: int = 0
) -> bytes:
    """A small PDF: on each page lines of text at places in points from the lower left corner, in Helvetica."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = (
            b"BT "
            + b" ".join(
                b"/F1 %d Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj" % (size, left, bottom, _escaped(text))
                for left, bottom, text in lines
            )
            + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % (rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    about = b""
    if title:
        objects.append(b"<< /Title (%s) >>" % _escaped(title))
        about = b" /Info %d 0 R" % len(objects)
    return _assembled(objects, about)


def encrypted_pdf() -> bytes:
    """A PDF that says that it is encrypted and for which nobody has the password."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >>" % (b"41" * 32, b"42" * 32),
    ]
    return _assembled(objects, b" /Encrypt 3 0 R /ID [<00> <00>]")


def letter(
    text: str, *, html: str = "", subject: str = "Re: five questions", sender: str = "Ada Quist <ada@paper.example>"
) -> EmailMessage:
    """A letter with a plain part, and an HTML part where one is given."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "desk@paper.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 14 Oct 2025 17:20:08 +0100"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)
