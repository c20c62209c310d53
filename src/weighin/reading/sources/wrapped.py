"""Paragraphs that were broken into lines, by hand or by a program: which breaks only end a line, and which end a paragraph.

A line was broken because the next word had no room in it. Where that word would have fitted, somebody meant the break.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_WIDTHS = (34, 110)  # characters a line; outside them nobody wraps text
_FEWEST = 4
_FULL = 0.5  # of the lines that another follows have no room for its first word
_USUAL = 0.92  # so many lines are no longer than the width; what is longer was forgotten, or is an address
_LONG = 0.6  # of the width: what is shorter may be an entry of a list, or the last line of a paragraph
_OF_A_LETTER = 72
_SLACK = 15  # a line that is so much shorter than the others was not broken for want of room
_TIGHT = 3
_AT_END = (".", "!", "?", ":", "…", "”", '"', "’", ")")  # fmt: skip
_ITEM = re.compile(
    r"(?:[(\[]?(?:(?:Q|A|Question|Answer|Frage|Zu(?: Frage)?|Ad|Re|On|To|No\.?|Nr\.?|Point|Topic) ?)?#?\d{1,2}(?:[.):\]]|\s[–—-])|[-*•–—](?=\s))\s",
    re.IGNORECASE,
)
_DASHES = re.compile(r"(?:--|[—–―])\s?(?=[^\W\d_a-z])")
_LABEL = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|van|von|de|der|den|la|le|al|bin|da|dos|ter|ten|di|du)){0,4}"
    r"(?:,? ?\([^()]{1,80}\)|, [^.:?!]{2,60})?:\s|\[[^\]]{2,40}\]\s|[»>]\s)(?=\S)"
)


_ENTRY = re.compile(
    r"\s*(?:[^\W\d_a-z][\w.’'-]*\s){1,4}[^\W\d_a-z][\w.’'-]*(?:,| \(| [–—|-]| --)\s?\S"
)  # of a list of people


_NAME_ALONE = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?: (?:[“\"][\w ]+[”\"]|van|von|de|der|den|la|le|al|bin|da|dos|di|[^\W\d_a-z][\w.’'-]*)){1,5}"
)


class Wrapping:
    """How a text was broken into lines; `width` in characters, 0 where every line is a paragraph.

    With `is_letter` the lines are those of a letter, which programs wrap as long as nobody has told them otherwise.
    """

    def __init__(self, lines: Sequence[str], *, is_letter: bool = False) -> None:
        self.width = _width(lines, is_letter=is_letter)

    def paragraphs(self, lines: Sequence[str]) -> Iterator[list[str]]:
        """The paragraphs of a run of lines without a blank one between."""
        if not self.width or self._is_list(lines):
            yield from ([line] for line in lines)
            return
        own: list[str] = []
        for place, line in enumerate(lines):
            if own and (self._begins(own, line) or _indents(own, line, lines[place + 1 : place + 2])):
                yield own
                own = []
            own.append(line)
        if own:
            yield own

    def _is_list(self, lines: Sequence[str]) -> bool:
        """Entries without an end, most of them far too short to have been broken."""
        if len(lines) > 1 and all(_ENTRY.match(line) for line in lines):
            return True
        if len(lines) < _FEWEST - 1 or any(line.rstrip().endswith((".", "!")) for line in lines[:-1]):
            return False
        short = sum(len(line.rstrip()) + _SLACK < self.width and _may_open(line) for line in lines[:-1])
        return short * 2 >= len(lines) - 1 and all(_may_open(line) for line in lines)

    def _begins(self, own: Sequence[str], line: str) -> bool:
        """Whether a line opens a paragraph after the lines of the one before."""
        before, text = own[-1].rstrip(), line.strip()
        ends = before.endswith(_AT_END)
        if len(own) == 1 and len(before) * 2 < self.width and _NAME_ALONE.fullmatch(before.strip()):
            return True  # a post below a name
        if text[:1].islower() and not ends:
            return False
        if max(len(before), len(line.rstrip())) > self.width + 2 * _SLACK:
            return True  # such a line is a paragraph by itself
        if len(own) > 1 and abs(_indent(line) - _indent(own[1])) > 1:
            return True
        if _DASHES.match(text) and (ends or _indent(line) != _indent(before)):
            return True
        if (ends or len(before) + _SLACK < self.width) and (_ITEM.match(text) or _LABEL.match(text)):
            return True
        word = text.split(" ", 1)[0]
        room = self.width - len(before) - 1 - len(word)
        if text[:1].islower() and not before.endswith((".", "!", "?", ":")):
            return False
        return room >= _SLACK or (room >= _TIGHT and before.endswith((".", "!", "?", ":")) and _may_open(line))


def _indents(own: Sequence[str], line: str, after: Sequence[str]) -> bool:
    """Whether a line opens a paragraph by being set in: those after it are not, or the one above it is an entry of a list of people."""
    if _indent(line) - _indent(own[-1]) <= 1 or line.strip()[:1].islower():
        return False
    if len(own) == 1 and _ENTRY.match(own[0]) and own[0].rstrip()[-1:] not in ".!?":
        return True
    return bool(after) and _indent(line) - _indent(after[0]) > 1


def _width(lines: Sequence[str], *, is_letter: bool) -> int:
    pairs = [
        (len(line.rstrip()), len(after.split(None, 1)[0]))
        for line, after in pairwise(lines)
        if line.strip() and after.strip()
    ]
    lengths = sorted(length for length, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * _USUAL))] if lengths else 0
    if is_letter and _are_whole(lines):
        return 0
    if is_letter:
        return max(_OF_A_LETTER, width) if width <= _WIDTHS[1] else 0
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return 0
    too_long = sum(len(line.rstrip()) > width + _TIGHT for line in lines)
    if too_long > 2 * (1 - _USUAL) * sum(bool(line.strip()) for line in lines):
        return 0
    long = [length + 1 + word > width - _TIGHT for length, word in pairs if length > _LONG * width]
    return width if sum(long) >= max(_FEWEST, _FULL * len(long)) else 0


def _are_whole(lines: Sequence[str]) -> bool:
    """Whether most of the words stand in lines that nobody broke."""
    lengths = [len(line) for line in lines]
    return sum(length for length in lengths if length > _WIDTHS[1]) * 2 > sum(lengths)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _may_open(line: str) -> bool:
    text = line.strip()
    return not text[:1].islower()


def joined_lines(lines: Sequence[str]) -> str:
    """One paragraph of wrapped lines; a word that was divided keeps its hyphen only where it has one by itself."""
    text = ""
    for line in lines:
        bare = line.strip()
        if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and bare[:1].islower():
            text += bare  # "first-" + "year": a program that wraps lines breaks at hyphens, it makes none
        else:
            text += f" {bare}" if text else bare
    return text


_ORNAMENT = re.compile(
    r"(?P<sign>[*=~#_-])(?P=sign)+ *(?P<text>[^\s*=~#_-].*?[^\s*=~#_-]) *(?P=sign){2,}|(?P<mark>[*_])(?P<marked>[^\s*_].*[^\s*_])(?P=mark)"
)


def without_ornament(text: str) -> tuple[str, bool]:
    """`*** Words ***` and `*Words*` as words, and whether they were set apart so."""
    found = _ORNAMENT.fullmatch(text.strip())
    if found is None:
        return text, False
    return found["text"] or found["marked"], True
