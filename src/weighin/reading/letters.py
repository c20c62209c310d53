"""Replies by mail: forwarded letters in which the answers stand under quoted questions, begin with their numbers, or follow their order."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from weighin.reading.cast import Cast
from weighin.reading.draft import Doubt, Draft, Said, Speaker
from weighin.reading.letter_ends import PARTING, SIGN_OFF, is_greeting, is_own_name, posts_in
from weighin.reading.letter_questions import Questions, listed_in, questions_of
from weighin.reading.names import Name, fold, read_name
from weighin.reading.numbering import numbered_parts, ordinal_in, ordinal_in_words
from weighin.reading.page import Block, BlockKind, Page
from weighin.record.record import WarningKind

_ADDRESS = re.compile(r" ?[<(\[]?(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}[>)\]]? ?")
AUTOMATIC = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheit|i am away|vacation)",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|antw|sv|rv)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(
    r"(?:^|[_*=-]{5} ?)From: ?(?P<sender>[^<>\n]{2,80}?[<\[][^<>\s]{3,120}[>\]]) ?(?=Sent:|Date:|To:|$)"
)
_HEADER = re.compile(r"^(?:to|cc|bcc|sent|date|subject|importance|reply-to|attachments?):\s", re.IGNORECASE)
_FEWEST = 3
_LEAST_REMARK = 120  # characters; a letter that answers no question by any sign says at least so much


class _Letter(Struct):
    """A letter while it is read."""

    speaker: int
    name: Name
    subject: str
    said: dict[int | None, Said]
    greeting: list[Block]
    closing: list[Block]
    quoted: list[Block]
    has_rule: bool = False


def draft_of_letters(page: Page) -> Draft | None:
    """The round-up of the replies, or None where there are not three of them."""
    draft = Draft(speakers=[], questions=[], said=[], is_written=True)
    envelopes = _envelopes(page)
    asking = _asking(page, envelopes)
    replies = [one for one in envelopes if one is not asking and _name_of(one.sender) is not None]
    cover = [block for one in envelopes if one.sender == "" or one is asking for block in one.blocks]
    questions = questions_of(page, cover, [one.blocks for one in replies if not _is_automatic(one)])
    for block in listed_in(page, cover):
        asked = questions.of(block, is_quoted=True)
        if asked is not None:
            questions.put(block, asked)
    letters = _read_letters(page, envelopes, asking, draft, questions)
    subjects = Counter(letter.subject for letter in letters)
    usual = subjects.most_common(1)[0][0] if subjects else ""
    for letter in letters:
        if not letter.said:
            _say_without_quoting(page, draft, letter, questions, is_to_the_point=letter.subject == usual)
        draft.said.extend(letter.said.values())
        words = {place[1] for one in letter.said.values() for place in one.places}
        unsaid = [block for block in (*letter.greeting, *letter.closing) if block.end not in words]
        draft.asides += _asides(unsaid, "the opening or the close of a letter")
        draft.asides += _asides(letter.quoted, "quoted from an earlier letter")
    draft.questions = questions.asked()
    return draft if len({one.speakers for one in draft.said}) >= _FEWEST else None


def places_in_letter(
    page: Page, blocks: Sequence[Block], *, name: Name, questions: Questions
) -> dict[int | None, list[tuple[int, int]]]:
    """What one letter says to each of the questions, which are known before; None: what it says to none of them."""
    nobody = Speaker(name=name, named_at=(0, 0), affiliations=[], interests=[], aliases=[])
    draft = Draft(speakers=[nobody], questions=[], said=[])
    letter = _Letter(0, name, "", {}, [], [], [])
    _read_letter(page, blocks, draft, letter, questions)
    if not letter.said:
        _say_without_quoting(page, draft, letter, questions, is_to_the_point=True)
    return {question: said.places for question, said in letter.said.items()}


class _Envelope(Struct):
    """A letter before it is read: who sent it and where that stands, and its blocks; the covering letter has no sender."""

    blocks: list[Block]
    sender: str = ""
    sender_at: int = 0
    subject: str = ""


def _envelopes(page: Page) -> list[_Envelope]:
    """The covering letter and those forwarded in it: apart in the file, or opened by `From: … Sent: …` in the running text."""
    found: list[_Envelope] = []
    by_parent: dict[int, _Envelope] = {}
    for block in page.blocks:
        envelope = by_parent.get(block.parent)
        if envelope is None:
            envelope = by_parent[block.parent] = _Envelope([])
            found.append(envelope)
        text = page.of(block)
        opening = _FORWARDED.search(text) if block.kind is BlockKind.PARAGRAPH else None
        if block.label == "from" and block.parent > 0 and not envelope.sender:
            envelope.sender, envelope.sender_at = text, block.start
        elif block.label == "subject" and not envelope.subject:
            envelope.subject = text
        elif opening:
            sender_at = block.start + opening.start("sender")
            envelope = by_parent[block.parent] = _Envelope([], opening["sender"], sender_at)
            found.append(envelope)
        elif envelope.sender and _HEADER.match(text):
            if text.lower().startswith("subject:"):
                envelope.subject = text[len("subject:") :].strip()
        else:
            envelope.blocks.append(block)
    return found


def _is_automatic(envelope: _Envelope) -> bool:
    return AUTOMATIC.match(_REPLY.sub("", envelope.subject)) is not None


def _asking(page: Page, envelopes: Sequence[_Envelope]) -> _Envelope | None:
    """The letter that puts the questions to all, where it is among the others: it lists them with no answer between."""
    for envelope in envelopes[:_MOST_BEFORE]:
        listed = listed_in(page, envelope.blocks)
        if len(listed) > 1 and all(
            block.end + len("\n\n") == below.start and page.of(below).endswith("?") for block, below in pairwise(listed)
        ):
            return envelope if envelope.sender else None
    return None


_MOST_BEFORE = 4


def _asides(blocks: Iterable[Block], what: str) -> list[tuple[int, int, str]]:
    return [
        (block.start, block.end, what)
        for block in blocks
        if block.kind is not BlockKind.META and block.end > block.start
    ]


def _read_letters(
    page: Page, envelopes: Sequence[_Envelope], asking: _Envelope | None, draft: Draft, questions: Questions
) -> list[_Letter]:
    cast = Cast()
    members: dict[int, int] = {}
    letters: list[_Letter] = []
    for envelope in envelopes:
        name = _name_of(envelope.sender) if envelope is not asking else None
        if name is None:
            draft.asides += _asides(envelope.blocks, "a part of the covering letter")
            continue
        if _is_automatic(envelope):
            draft.notes.append(f"an automatic reply from {name.display} was left out")
            draft.asides += _asides(envelope.blocks, "an automatic reply")
            continue
        member = cast.add(name)
        if member not in members:
            members[member] = len(draft.speakers)
            draft.speakers.append(_speaker(envelope, name))
        subject = fold(_REPLY.sub("", envelope.subject)).strip()
        letters.append(_Letter(members[member], name, subject, {}, [], [], []))
        _read_letter(page, envelope.blocks, draft, letters[-1], questions)
    return letters


def _speaker(envelope: _Envelope, name: Name) -> Speaker:
    whole = _ADDRESS.sub("", envelope.sender).strip(" \"'")
    start = envelope.sender_at + max(0, envelope.sender.find(whole))
    return Speaker(
        name=name, named_at=(start, start + len(whole)), affiliations=[], interests=[], aliases=[name.display, whole]
    )


def _name_of(sender: str) -> Name | None:
    """The writer: `Jane Doe <…>`, `"Doe, Jane" <…>`, `DOE Jane`."""
    text = _ADDRESS.sub("", sender).strip(" \"'<>")
    family, comma, given = text.partition(",")
    if comma and "," not in given:
        text = f"{given.strip()} {family.strip()}"
    words = text.split()
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper():
        words = [*words[1:], words[0]]
    return read_name(" ".join(word.title() if word.isupper() and len(word) > 3 else word for word in words))


def _read_letter(page: Page, blocks: Sequence[Block], draft: Draft, letter: _Letter, questions: Questions) -> None:
    """Take the letter apart: what stands under a question that it quotes or copies is said to it."""
    question: int | None = None
    is_over = False
    for block in blocks:
        text = page.of(block)
        if block.kind is BlockKind.META:
            continue
        if block.label == "attribution":
            letter.quoted.append(block)
            continue
        is_quoted = block.kind is BlockKind.QUOTE
        asked = questions.of(block, is_quoted=is_quoted) if block.end > block.start else None
        if block.kind is BlockKind.RULE:
            is_over = letter.has_rule = True
        elif asked is not None:
            questions.put(block, asked)
            question = asked
            is_over = False
        elif is_quoted:
            letter.quoted.append(block)
        elif (run_in := questions.opens(block)) is not None:
            question, begin = run_in
            is_over = False
            _say(letter, question, (begin, block.end))
        elif is_over:
            letter.closing.append(block)
        elif SIGN_OFF.match(text) or is_own_name(text, letter.name):
            is_over = True
            _take_back_parting(page, letter)
            letter.closing.append(block)
        elif question is None:
            letter.greeting.append(block)
        else:
            _say(letter, question, (block.start, block.end))
    speaker = draft.speakers[letter.speaker]
    speaker.affiliations += [
        post
        for post in posts_in(
            page, letter.name, greeting=letter.greeting, closing=letter.closing, has_rule=letter.has_rule
        )
        if not any(page.text[slice(*post)] == page.text[slice(*known)] for known in speaker.affiliations)
    ]


def _take_back_parting(page: Page, letter: _Letter) -> None:
    """`Yours ever,` above the name, in whatever language, is no part of the answer."""
    places = next(reversed(letter.said.values())).places if letter.said else []
    if len(places) > 1 and PARTING.fullmatch(page.text[places[-1][0] : places[-1][1]]):
        places.pop()
    elif not letter.said and letter.greeting and PARTING.fullmatch(page.of(letter.greeting[-1])):
        letter.closing.append(letter.greeting.pop())


def _say(letter: _Letter, question: int | None, place: tuple[int, int]) -> None:
    letter.said.setdefault(question, Said((letter.speaker,), question, [])).places.append(place)


def _say_without_quoting(
    page: Page, draft: Draft, letter: _Letter, questions: Questions, *, is_to_the_point: bool
) -> None:
    """Answers above the quoted letter, or without any: by number, by topic, by their order; else all of it answers no question."""
    words = [block for block in letter.greeting if not is_greeting(page.of(block))]
    _say_by_number(page, letter, questions, words)
    if not letter.said:
        _say_by_topic(page, letter, questions, words)
    if letter.said:
        return
    long = sum(block.end - block.start for block in words)
    if len(questions) == 1 and is_to_the_point and words:
        for block in words:
            _say(letter, 0, (block.start, block.end))
    elif len(questions) == len(words) and is_to_the_point:
        for number, block in enumerate(words):
            _say(letter, number, (block.start, block.end))
            message = f"{letter.name.display} says by no sign which question this answers; it is filed by its order"
            draft.doubts.append(Doubt(WarningKind.UNSURE_QUESTION, message, block.start, block.end))
    elif not len(questions) or (is_to_the_point and long >= _LEAST_REMARK):
        for block in words:
            _say(letter, None, (block.start, block.end))


def _say_by_number(page: Page, letter: _Letter, questions: Questions, words: Sequence[Block]) -> None:
    question: int | None = None
    highest = 0
    last = questions.last_number()
    for block in words:
        text = page.of(block)
        number, begin = ordinal_in_words(text, last=last) if not ordinal_in(text)[0] else (0, 0)
        if number and (asked := questions.numbered(number)) is not None:
            question = asked
            _say(letter, question, (block.start + begin, block.end))
            continue
        for part in numbered_parts(text, last=last):
            asked = questions.numbered(part.number) if part.number > highest else None
            if asked is not None:
                question, highest = asked, part.number
            if question is not None:
                whole = part.start if asked is not None or not part.number else 0
                if part.end > whole:
                    _say(letter, question, (block.start + whole, block.start + part.end))


def _say_by_topic(page: Page, letter: _Letter, questions: Questions, words: Sequence[Block]) -> None:
    """`On the price: …`, where at least two paragraphs begin so."""
    topics = [questions.on_topic(page.of(block)) for block in words]
    if len({topic[0] for topic in topics if topic}) < min(2, len(questions)):
        return
    question: int | None = None
    for block, topic in zip(words, topics, strict=True):
        if topic is not None:
            question = topic[0]
        if question is not None:
            _say(letter, question, (block.start + (topic[1] if topic else 0), block.end))
