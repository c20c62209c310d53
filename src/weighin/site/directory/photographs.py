"""A photograph as it came, made anew: the same picture, and nothing else that was in the file."""

import io
import warnings

from msgspec import Struct
from PIL import Image, ImageOps

from weighin.errors import NotAccepted

MOST_BYTES = 15_000_000  # a telephone's largest is about 12 MB
MOST_PIXELS = 50_000_000  # 150 MB while it is open
LONGEST_SIDE = 800
READ = (
    "JPEG",
    "PNG",
    "WEBP",
)  # each decoded by a library that expects strangers' files; SVG is a program, not a picture
REFUSED = "this is no photograph that can be read; expected a JPEG, PNG or WebP file"


class MadeAnew(Struct, frozen=True, kw_only=True):
    """A JPEG with nothing but its pixels, and its size."""

    content: bytes
    width: int
    height: int


def made_anew(came: bytes) -> MadeAnew:
    """The picture in a file as a JPEG of at most 800 pixels a side, upright, on white, without metadata: no location, no camera, no comment.

    Only pixels pass, so that what else a file may be at the same time (an archive, a script) stays behind. Size is looked at before a pixel is read.

    Raises:
        NotAccepted: no JPEG, PNG or WebP, damaged, or larger than the limits.
    """
    if len(came) > MOST_BYTES:
        msg = f"a photograph has at most {MOST_BYTES // 1_000_000} MB; this one has {len(came) / 1_000_000:.1f}"
        raise NotAccepted(msg)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit on pixels is stricter than the one that Pillow warns of
            with Image.open(io.BytesIO(came), formats=READ) as found:
                _require_bounded(found.width, found.height)
                found.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
                return _as_jpeg(ImageOps.exif_transpose(found))
    except NotAccepted:
        raise
    except Image.DecompressionBombError as error:  # Pillow's own limit, met before ours can look
        msg = f"a photograph has at most {MOST_PIXELS // 1_000_000} million pixels; this one says that it has far more"
        raise NotAccepted(msg) from error
    except Exception as error:  # a decoder meets strangers' bytes: whatever it trips over, the file is at fault
        raise NotAccepted(REFUSED) from error


def _require_bounded(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        msg = f"a photograph has at most {MOST_PIXELS // 1_000_000} million pixels; this one has {width} × {height}"
        raise NotAccepted(msg)


def _as_jpeg(picture: Image.Image) -> MadeAnew:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = picture.convert("RGBA")
    sheet = Image.new("RGB", seen.size, "white")  # a new image: nothing but pixels is carried over
    sheet.paste(seen, mask=seen.getchannel("A"))
    written = io.BytesIO()
    sheet.save(written, format="JPEG", quality=85, optimize=True)
    return MadeAnew(content=written.getvalue(), width=sheet.width, height=sheet.height)
