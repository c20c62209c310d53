"""Where sentences end, in offsets.

A rule-based splitter: a mark that can end a sentence does so unless what stands before it is an abbreviation, an initial or a number that goes on,
or what follows does not look like a beginning. Quotation marks close with the sentence they belong to. Linear in the length of the text.
"""

import re
from functools import lru_cache

from weighin.record.values import Span

_END = re.compile(r"""[.!?…]+[”"’'»)\]]*(?:\s+|$)""")
_BEGINS = re.compile(
    r"""[“"‘'«(\[–—-]{0,6}\s?[A-Z0-9À-ÖØ-ÞŁŚŠŽÇĆČĐİ£$€#\u0400-\u042F\u3040-\uD7AF\u10A0-\u10FF\u0590-\u08FF…]"""
)
_OPENINGS = re.compile(r"[\s“”\"‘(\[—–]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,12}$")
_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof profs st sr jr rev hon gen col lt sgt capt adm maj gov sen rep amb pres messrs vs v no nos vol pp p ch fig figs eq ed eds al cf ca c approx est dept
    inc ltd co corp bros univ ave blvd rd ft mt jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun e.g i.e eg ie viz""".split()
)
_LONG = max(map(len, _ABBREVIATIONS)) + 1  # letters: of so many no abbreviation is made
# these end a sentence as often as not: it depends on what follows
_MAY_END = frozenset("inc ltd co corp etc bros jr sr no st".split())
_STARTERS = frozenset(
    """the a an this that these those it he she they we i you in on at by for with from but and so yes no if when while as there here what who where why how our my his her its
    their one some many most all not even still also however moreover meanwhile that’s it’s there’s i’m we’re""".split()
)


@lru_cache(maxsize=512)  # forecasts and topics ask for the same ones; a round-up has fewer paragraphs
def sentences_in(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, in order, without the white space between them."""
    found: list[Span] = []
    begin = _skip(text, start, end)
    for match in _END.finditer(text, start, end):
        stop = match.start() + len(match.group().rstrip())
        if match.end() < end and not _ends_here(text, begin, match.start(), match.end(), end):
            continue
        if stop > begin:
            found.append(Span(begin, stop))
        begin = match.end()
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if last > begin:
        found.append(Span(begin, last))
    return tuple(found)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_here(text: str, begin: int, mark: int, after: int, end: int) -> bool:
    """Whether the mark at `mark` ends a sentence, when more text follows at `after`."""
    if not _BEGINS.match(text, after, end):
        return False
    if text[mark] != "." or text[mark + 1 : mark + 2] in {".", "!", "?"} or text[mark - _LONG : mark].isalpha():
        return True
    word = _word_before(text, begin, mark)
    if not word:
        return True
    lower = word.lower()
    if (
        lower in _ABBREVIATIONS
        or (len(word) == 1 and word.isalpha() and word.isupper() and lower != "i")
        or _INITIALS.fullmatch(f"{word}.")
    ):
        return _ends_after_abbreviation(text, begin, mark, after, end)
    return True


def _word_before(text: str, begin: int, mark: int) -> str:
    """What stands right before a mark, without a bracket or quotation mark that opens before it."""
    return _OPENINGS.split(text[max(begin, mark - 24) : mark])[-1]


def _ends_after_abbreviation(text: str, begin: int, mark: int, after: int, end: int) -> bool:
    """After "in the U.S. The next" it ends, "U.S. President" and "Dr. No" do not; "No." alone is a sentence."""
    word = _word_before(text, begin, mark).lower()
    if mark - begin <= len(word) and word == "no":
        return not text[after : after + 1].isdigit()
    follows = re.match(r"[“\"‘(]*([\w’']+)", text[after : min(end, after + 24)])
    opens = follows is not None and follows.group(1).lower() in _STARTERS
    if word in _MAY_END:
        return opens or (word == "no" and not text[after : after + 1].isdigit())
    return opens and ("." in word or len(word) == 1)
