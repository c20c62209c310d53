"""Photographs as they come: honest ones, and some that are more than a picture."""

import io
import struct
import zlib

from PIL import Image

PLACE = "48 12 30 N harbour"


def photograph(kind="JPEG", size=(40, 30), *, colour="teal", orientation=1, mode="RGB"):
    """A picture with a place, a camera and a comment written into it, as telephones do."""
    picture = Image.new(mode, size, colour)
    exif = Image.Exif()
    exif[0x010F] = "Camera of Cleo"
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[1], gps[29] = "N", PLACE
    written = io.BytesIO()
    more = {"comment": b"taken at the harbour"} if kind == "JPEG" else {}
    picture.save(written, format=kind, exif=exif, **more)
    return written.getvalue()


def bomb(width=60_000, height=60_000):
    """A PNG of a few hundred bytes that says it has 3.6 thousand million pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
