"""What a mark is: a place where an article may be saying who speaks."""

from enum import Enum

from msgspec import Struct

from weighin.reading.names import Name


class MarkStyle(Enum):
    """How an article may mark a speaker."""

    INLINE = "name and words in one block"  # Name: words; Name (Place). words; Name — words
    LINE = "name on a line of its own"  # heading, bold line, signature, entry of a list, sender of a letter
    SAID = "name with a verb of speech"  # Prof X, title, said:
    BIO = "sentence about the person"  # X is professor of …
    LISTED = "named in the introduction"


class Person(Struct, frozen=True, gc=False):
    """A name inside a mark, with its place in the source text; `post` where each of several people has one."""

    name: Name
    start: int
    end: int
    post: tuple[int, int] = (0, 0)


class SpeakerMark(Struct, frozen=True, gc=False):
    """A candidate: here may stand who speaks. All offsets are of the source text.

    Attributes:
        line: number of the line it stands in.
        people: who; two or more speak together.
        key: what marks of one design in this document share; the vote is taken over keys.
        words_from: where the speaker's own words begin in the same line; -1 where the line is all label.
        words_to: where the words before it in the same line end, in a signature that closes a paragraph; -1 otherwise.
        affiliation: (start, end) of the post or institution that stands with the name; (0, 0) if none.
        signs: it looks like a signature: a dash in front, a class "author" or "cite".
    """

    line: int
    people: tuple[Person, ...]
    style: MarkStyle
    key: str
    words_from: int = -1
    words_to: int = -1
    affiliation: tuple[int, int] = (0, 0)
    signs: bool = False
