"""An edition: named files with their hashes, stored and served as they are."""

import hashlib
from collections.abc import Mapping

from msgspec import Struct


class EditionFile(Struct, frozen=True, kw_only=True):
    """One file of an edition. `digest` is the SHA-256 of `content` in hexadecimal."""

    name: str
    media_type: str
    content: bytes
    digest: str


class Edition(Struct, frozen=True, kw_only=True):
    """What one publishing made: the same record gives the same bytes. Links between the files are relative."""

    files: tuple[EditionFile, ...]

    def file(self, name: str) -> EditionFile | None:
        """The file of that name; None where this edition has none."""
        return next((file for file in self.files if file.name == name), None)

    @property
    def digest(self) -> str:
        """One hash for all: SHA-256 over the names and hashes of the files, sorted by name."""
        return digest_of_files({file.name: file.digest for file in self.files})


def digest_of_files(digests: Mapping[str, str]) -> str:
    """One hash for all: SHA-256 over hashes and names, a line each, sorted."""
    lines = sorted(f"{digest}  {name}\n" for name, digest in digests.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class Masthead(Struct, frozen=True, kw_only=True):
    """Who shows these pages: the name at the top and where it leads, relative to the edition's folder or absolute on the same site."""

    name: str = "Weigh-In"
    home: str = ""  # address of the list of round-ups; no link where empty
    motto: str = "Experts weigh in. We keep the record."
    desk: str = ""  # where editors sign in; no link where empty


PLAIN = Masthead()


def edition_file(name: str, media_type: str, content: str | bytes) -> EditionFile:
    """A file with its hash; text becomes UTF-8."""
    octets = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    return EditionFile(name=name, media_type=media_type, content=octets, digest=hashlib.sha256(octets).hexdigest())
