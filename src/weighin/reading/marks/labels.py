"""Labels: a name at the start of a line, with or without a post, a verb of speech, and the speaker's words after it.

One grammar serves `Name: words`, `Name, post at Place: words`, `Name (Place). words`, `SURNAME: words`, the bold name that runs into
the text, the line that is nothing but `Name, post`, the heading `Name: ‘headline’`, the signature `— Name, post` and
`Prof X, post, said:`. A colon alone proves nothing: whether a label is used in this article is for `choose` to say.
"""

import re
from collections.abc import Iterator, Sequence

from weighin.reading.blocks import Line
from weighin.reading.marks.handles import MOST_HANDLED, handle_label
from weighin.reading.marks.label_posts import (
    MOST_LABEL,
    SENTENCE_END,
    bracketed,
    colon_after,
    dashed,
    is_post,
    made,
    with_post,
)
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.marks.people import DOES, SPEECH, after_blanks, people_at, people_in, posts_of, trimmed
from weighin.reading.marks.trailing import trailing_signature
from weighin.reading.names import read_name
from weighin.reading.page import BlockKind

_SAID = re.compile(r"(?:^|[\s,;)])" + SPEECH + r"\b([^.:“\"!?]{0,70}):\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[—–―-]{1,3}\s*|~\s*|by\s+(?=\w+\.?\s+\w+.{0,120}$))", re.IGNORECASE)
_BRACKET = re.compile(r"^\((?=.{4,200}\)$)")  # a signature in brackets: "(Name, post)"
_SIGNS = re.compile(
    r"(?:^|[\s_-])(?:author|by-?after|byline|cite|sig(?:nature|n|ned)?|who|attrib\w*|credit|source|signoff)(?:$|[\s_-])"
)
_BIO = re.compile(
    r"\s+(?:is|was|are|were)\s+(?:currently\s+|also\s+|now\s+)?(?=(?:an?|the|one|professor|director|chief|head|chair|senior|author|co-|editor|president|founder|former|emeritus|associate|assistant|deputy|second|first|executive|managing|research|visiting|lecturer|reader|fellow|vice|policy|general|dean|partner|principal|secretary|minister|lead|national|political)\b)"
)
_POSSESSIVE = re.compile(
    r"['’]s? (?:final |own |bold |big |top )?(?:picks?|predictions?|view|take|verdict|answer|choice|vote|forecast|response|bet|opinion|tip|call|guess|prognosis)\s*[:.–—-]\s*",
    re.IGNORECASE,
)
_BIO_VERB = re.compile(rf"\s+(?:currently\s+|also\s+|now\s+)?(?=(?:writes|{DOES})\s)")
_MANY_ARE = re.compile(r"\s+(?:are|were)\s+(?:both\s+)?(?=[a-z])")
_FIRST_SENTENCE = re.compile(r"(?<!\bDr)(?<!\bSt)(?<!\bMr)(?<!\b[A-Z])[.!]\s+(?=[A-Z])")
_MOST_BIO = 120


def speaker_labels(lines: Sequence[Line]) -> Iterator[SpeakerMark]:
    """Every label that the lines may hold."""
    for line in lines:
        if line.block.cell is not None or (line.kind is BlockKind.CAPTION and line.text[0] not in "—–―"):
            continue
        mark = read_label(line)
        if mark is None or (mark.style is MarkStyle.INLINE and not mark.people[0].name.is_full):
            mark = trailing_signature(line) or mark
        if mark is not None:
            yield mark


def read_label(line: Line) -> SpeakerMark | None:
    """The label at the start of a line, if one may stand there."""
    text = line.text
    keyed = _KEYED.match(text) if ":" in text[:16] else None
    if keyed:
        return _label_after_key(line, keyed.end())
    if text.startswith("A"):
        answering = _ANSWERING.match(text)
        if answering:
            return _answer_of(line, answering)
    if "@" in text[:MOST_HANDLED]:
        handled = handle_label(line)
        if handled is not None:
            return handled
    if line.block.tag == "dt" and len(text) < _MOST_BIO and (term := _term(line)) is not None:
        return term
    apart = _surname_apart(line)
    if apart is not None:
        return apart
    lead = _LEAD.match(text) if text[0] in "—–―-~bB" else _BRACKET.match(text) if text[0] == "(" else None
    begin = lead.end() if lead else _after_initials(text)
    if begin >= len(text) or not _may_open(text[begin]):
        return None
    bold = line.bold_to if begin < line.bold_to < len(text) else 0
    for place, people in people_at(text, begin, bold):
        mark = _label_after(line, begin, place, people)
        if mark is not None:
            return mark
    return _said_after_an_opening(line) if ":" in text[:MOST_LABEL] else None


def _after_initials(text: str) -> int:
    """In `JD  Jane Doe, post`, the key of a transcript, where the name begins; 0 where no initials stand before their name."""
    found = _INITIALS_FIRST.match(text)
    if found is None:
        return 0
    words = text[found.end() :].replace("-", " ").split()[: len(found["initials"])]
    return found.end() if "".join(word[:1] for word in words) == found["initials"] else 0


_INITIALS_FIRST = re.compile(r"\(?(?P<initials>[A-Z]{2,4})\)?\s?[:=–—-]?\s(?=[A-Z])")


def _label_after_key(line: Line, begin: int) -> SpeakerMark | None:
    """`Expert: Name`, alone on the line."""
    people = people_in(line.text, begin, len(line.text))
    if not people or not people[0].name.is_full:
        return None
    return made(line, people, MarkStyle.LINE)


_KEYED = re.compile(
    r"(?:expert|name|panell?ist|who|analyst|contributor|speaker|economist|respondent|participant)\s*:\s+(?=\w)",
    re.IGNORECASE,
)


def _answer_of(line: Line, answering: re.Match[str]) -> SpeakerMark | None:
    """`A (Name, initials): words`."""
    start = answering.start("who")
    people = people_in(line.text, start, start + len(answering["who"].split(",")[0]))
    return made(line, people, MarkStyle.INLINE, words_from=answering.end(), shape="A") if people else None


_ANSWERING = re.compile(r"A(?:nswer)? ?\((?P<who>[^()]{2,60})\) ?: +")


def _term(line: Line) -> SpeakerMark | None:
    """`Surname post` as the term of a definition: the name ends where the small letters begin."""
    words = line.text.split(" ")
    for many in range(min(4, len(words) - 1), 0, -1):
        edge = len(" ".join(words[:many]))
        people = people_in(line.text, 0, edge) if words[many][:1].islower() else []
        if people:
            return made(line, people, MarkStyle.LINE, affiliation=trimmed(line.text, edge, len(line.text)))
    return None


def _surname_apart(line: Line) -> SpeakerMark | None:
    """`HALE It will hold.`, the surname in capitals before the words; `Hale, Tamsin`, as a register has it, set apart."""
    text = line.text
    if text[:2].isupper() and text[-1] in _SENTENCE_MARKS:
        capitals = _CAPITALS.match(text)
        people = people_in(text, 0, capitals.end("who")) if capitals else []
        if capitals and people:
            return made(line, people, MarkStyle.INLINE, words_from=capitals.end(), shape=" C")
    if not (line.is_heading or line.bold_to) or "," not in text[:_MOST_SURNAME]:
        return None
    register = _REGISTER.match(text)
    if register is None or not (line.is_heading or line.bold_to >= register.end("given")):
        return None
    name = read_name(f"{register['given']} {register['family']}")
    if name is None or not name.is_full:
        return None
    who = [Person(name, 0, register.end("given"))]
    return _label_after(line, 0, register.end("given"), who)


_CAPITALS = re.compile(
    r"(?![A-Z] [A-Z][a-z])(?P<who>(?:[^\W\d_a-z]|[’'-]){1,30}(?: (?:[^\W\d_a-z]|[’'-]){1,30}){0,3}) +(?=[\"“‘(]?(?:[^\W\d_a-z][a-zß-ÿ’']|[IA] ))"
)
_REGISTER = re.compile(
    r"(?P<family>(?:(?:van|von|de|der|den|la|le|al|da|dos) ){0,2}[^\W\d_a-z][\w’'-]+), (?P<given>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z]\.)?)(?=$|:| \(| [—–-] |\.(?: |$))"
)
_MOST_SURNAME = 40


def _may_open(character: str) -> bool:
    return character.isupper() or (character.isalpha() and (character in "vdtzalb" or ord(character) > 0x0590))


def _label_after(line: Line, begin: int, place: int, people: list[Person]) -> SpeakerMark | None:
    """What follows the names decides the kind of label."""
    text = line.text
    place += text.startswith(".:", place)  # of initials with full stops
    tail = text[place:]
    bare = tail.lstrip(" ")
    signs = begin > 0 or bool(line.block.classes and _SIGNS.search(line.block.classes.split(" ", 1)[0]))
    if not bare.strip(" .:*†‡)") or (bare.startswith("again") and len(bare) < len("again") + 7):
        return made(line, people, MarkStyle.LINE, signs=signs)
    if (own := _possessive(line, people, place)) is not None:
        return own
    said = _SAID.search(tail[:MOST_LABEL]) if ":" in tail[:MOST_LABEL] and bare[0] != ":" else None
    if said and not SENTENCE_END.search(tail[: said.start() + 1]) and "“" not in tail[: said.start()]:
        more, affiliation = posts_of(text, people, place, place + said.start())
        return made(line, more, MarkStyle.SAID, affiliation=affiliation, words_from=place + said.end())
    first = bare[0]
    if first == ":" and len(bare) > 1 and bare[1] == " ":
        return colon_after(line, people, place + tail.index(":"), (0, 0))
    if first == "." and bare[1:2] == " ":
        return made(line, people, MarkStyle.INLINE, words_from=after_blanks(text, place + 1), shape=".")
    if first in "(（[":
        return bracketed(line, people, place, signs=signs)
    if first in "—–―-" and (bare[1:2] in " —–-" or (first in "—―" and bare[1:2].isalpha() and tail[0] == first)):
        return dashed(line, people, place, signs=signs)
    if first in ",|·;" or _PREPOSITION.match(bare):
        return with_post(line, people, place, signs=signs)
    about = _sentence_about(line, people, place) or _leading_in(line, people, bare)
    if about is not None:
        return about
    if (
        line.bold_to in {place, place + 1}
        and people[0].name.is_full
        and (bare[0].isupper() or _STANDS_FOR_POST.match(bare))
        and len(bare) < _MOST_BIO
        and is_post(line, bare)
        and bare[-1] not in ".!?"
    ):
        return made(line, people, MarkStyle.LINE, affiliation=trimmed(text, place, len(text)), signs=signs)
    if line.bold_to == place and ((bare[0] in "“\"‘'" and len(bare) > 2) or _is_sentence(bare)):
        return made(line, people, MarkStyle.INLINE, words_from=place + len(tail) - len(bare), shape=" ")
    return None


def _is_sentence(words: str) -> bool:
    """Whether words that follow a name in bold are said by it, and do not go on from it."""
    return (words[0].isupper() or words[0].isdigit()) and words[-1] in _SENTENCE_MARKS and len(words) > _LEAST_SAID


_SENTENCE_MARKS = '.!?…”"’)'
_LEAST_SAID = 12


def _leading_in(line: Line, people: list[Person], bare: str) -> SpeakerMark | None:
    """`Name is back, with seven seats to call:`, `Name sees it differently:`; the words are in the lines below."""
    text = line.text
    leads = text[-1] == ":" and len(text) < _MOST_LED and people[0].name.is_full and _LEADS_IN.match(bare)
    return made(line, people, MarkStyle.SAID) if leads else None


_LEADS_IN = re.compile(
    r"(?:is|was|isn[’']t|has|does|[a-z]{2,}s|disagreed|agreed|took|saw|put|went) [^.!?:“]*:$"
    r"|(?:disagrees|agrees|elaborates|continues|concurs|demurs):$"
)
_MOST_LED = 110
_STANDS_FOR_POST = re.compile(r"[a-z][\w’-]*(?: (?!(?:to|that|it)\b)[\w’-]+){0,5}(?:,| (?:of|at|for|from|in) |$)")


def _sentence_about(line: Line, people: list[Person], place: int) -> SpeakerMark | None:
    """`Name is professor of …`, `A and B are …`, `Name runs the …`."""
    text = line.text
    bio = _BIO.match(text, place) or (_MANY_ARE.match(text, place) if len(people) > 1 else None)
    if bio is None and (line.is_italic or len(text) < _MOST_BIO):
        bio = _BIO_VERB.match(text, place)
    if bio is None or not people[0].name.is_full:
        return None
    over = _FIRST_SENTENCE.search(text, bio.end())
    end = over.start() if over else len(text)
    return made(line, people, MarkStyle.BIO, affiliation=trimmed(text, bio.end(), end))


def _possessive(line: Line, people: list[Person], place: int) -> SpeakerMark | None:
    """`Name’s pick: words`."""
    own = _POSSESSIVE.match(line.text, place)
    if own is None or line.is_heading:
        return None
    words_from = after_blanks(line.text, own.end())
    if words_from >= len(line.text):
        return made(line, people, MarkStyle.LINE)
    return made(line, people, MarkStyle.INLINE, words_from=words_from, shape="'s")


_PREPOSITION = re.compile(r"(?:of|from|at|in|for)\s")


def _said_after_an_opening(line: Line) -> SpeakerMark | None:
    """`Commenting on the study, Dr X, post, said:`."""
    text = line.text[:MOST_LABEL]
    said = _SAID.search(text)
    if said is None or SENTENCE_END.search(text[: said.start()]) or "“" in text[: said.start()]:
        return None
    place = 0
    for segment in text[: said.start()].split(","):
        bare = segment.strip()
        if place and bare:
            people = people_in(line.text, place + segment.index(bare[0]), place + segment.index(bare[0]) + len(bare))
            if people and people[0].name.is_full:
                affiliation = trimmed(line.text, people[-1].end, said.start())
                return made(line, people, MarkStyle.SAID, affiliation=affiliation, words_from=said.end())
        place += len(segment) + 1
    return None
