"""A PDF written by hand: lines of text in two weights of one of the fonts that every reader has."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from corpus.layout_page import Line

_HIGH, _WIDE, _MARGIN, _GAP = 800, 595, 50, 24
_SIZES = {1: 20, 2: 14, 3: 12}
_SPECIAL = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "ı": "i", "▸": "-", "★": "*", "☆": "o"})


def pdf(lines: Sequence[Line], *, columns: int) -> bytes:
    """The lines, wrapped and laid out in columns, on as many pages as they need."""
    width = (_WIDE - 2 * _MARGIN - (columns - 1) * _GAP) // columns
    pages = list(_pages(lines, width=width, columns=columns))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        for font in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
    ]
    kids = []
    for stream in pages:
        body = stream.encode("cp1252", "replace")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDE} 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F0 3 0 R /F1 4 0 R /F2 5 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    written = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + tail.encode()


def _pages(lines: Sequence[Line], *, width: int, columns: int) -> Iterator[str]:
    commands: list[str] = []
    column, high = 0, _HIGH
    for line in lines:
        if line.role in {"rule", "alt"} or not line.text:
            continue
        size = _SIZES.get(1 if line.role == "title" else line.level, 10)
        styles = {style for _, style in line.runs}
        font = 1 if line.level or line.role == "title" or styles == {"b"} else 2 if styles == {"i"} else 0
        many = int(width / size / 0.52)
        bare = "".join(
            c for c in unicodedata.normalize("NFKD", line.text.translate(_SPECIAL)) if not unicodedata.combining(c)
        )
        for piece in textwrap.wrap(bare, many):
            if high < _MARGIN:
                column, high = column + 1, _HIGH
            if column == columns:
                yield "\n".join(commands)
                commands, column = [], 0
            escaped = piece.replace("\\", "").replace("(", "\\(").replace(")", "\\)")
            x = _MARGIN + column * (width + _GAP)
            commands.append(f"BT /F{font} {size} Tf {x} {high} Td ({escaped}) Tj ET")
            high -= int(size * 1.25)
        high -= 8
    yield "\n".join(commands)
