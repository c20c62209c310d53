"""Replies by mail: forwarded letters in which the answers stand under the quoted questions."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.names import Name, fold, read_name
from weighin.reading.page import Block, BlockKind, Page

_ADDRESS = re.compile(r" ?[<(\[]?(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}[>)\]]? ?")
_AUTOMATIC = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheit|i am away|vacation)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^\(?(?:Q(?:uestion)?\s*)?(?P<number>\d{1,2})[.):]\s*(?:(?:and|&|,|\+)\s*(?:Q ?)?\d{1,2}[.):]\s*)?"
)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(
    r"(?:^|[_*=-]{5} ?)From: ?(?P<sender>[^<>\n]{2,80}?[<\[][^<>\s]{3,120}[>\]]) ?(?=Sent:|Date:|To:|$)"
)
_HEADER = re.compile(r"^(?:to|cc|bcc|sent|date|subject|importance|reply-to|attachments?):\s", re.IGNORECASE)
_PARTING = re.compile(r"[^\W\d_][^.?!:]{1,28},?")
_SIGN_OFF = re.compile(
    r"^(?:best|kind|warm|with|many|all the|sincerely|yours|regards|cheers|thanks|thank you|greetings|sent from|get outlook|happy to|hope this)\b.{0,70}$|^.{0,40}(?:regards|greetings|wishes)[,.]?(?:\s.{0,40})?$",
    re.IGNORECASE,
)
_NO_POST = re.compile(r"^(?:tel|phone|mobile|fax|e-?mail|www|http|\+?\d[\d ()-]{6,})|@", re.IGNORECASE)
_SELF = re.compile(
    r"(?:(?i:describe me as|call me|credit me as|introduce me as|identify me as|list me as)\s+(?:an?\s+|the\s+)?|I(?:['’]m| am)\s+(?:an?|the)\s+)"
    r"(?P<post>[^.!?]{6,140}?)(?=,? (?:that['’]s|which|because|please|if|but)\b|[.!?]|$)"
    r"|(?P<name>[A-Z]\w+ [A-Z][\w-]+),\s*(?P<post2>[^.!?]{4,80}?)(?:, as ever|[.!?]|$)"
)
_DISCLAIMER = re.compile(
    r"\b(?:This (?:e-?mail|message|communication)|Confidential|Sent from|The information|Please consider)\b"
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|will|my|your|you|I)\b")
_MOST_POST_LINES = 2
_MOST_POST = 120
_LEAST_QUOTED = 6  # letters that must be left of a question that is quoted by its end
_MOST_COPIED = 250  # a question that is copied into a reply is no longer than this
_FEWEST = 3


class _Letter(Struct):
    """A letter while it is read."""

    speaker: int
    name: Name
    said: dict[int | None, Said]
    greeting: list[Block]
    closing: list[Block]
    quoted: list[Block]
    has_rule: bool = False


def draft_of_letters(page: Page) -> Draft | None:
    """The round-up of the replies, or None where there are not three of them."""
    draft = Draft(speakers=[], questions=[], said=[])
    cast = Cast()
    members: dict[int, int] = {}
    keys: dict[str, int] = {}
    letters: list[_Letter] = []
    for envelope in _envelopes(page):
        name = _name_of(envelope.sender) if envelope.sender else None
        if name is None:
            _ask_in_cover(page, envelope.blocks, draft, keys)
            draft.asides += _asides(envelope.blocks, "a part of the covering letter")
            continue
        if _AUTOMATIC.match(_REPLY.sub("", envelope.subject)):
            draft.notes.append(f"an automatic reply from {name.display} was left out")
            draft.asides += _asides(envelope.blocks, "an automatic reply")
            continue
        member = cast.add(name)
        if member not in members:
            members[member] = len(draft.speakers)
            draft.speakers.append(_speaker(envelope, name))
        letters.append(_Letter(members[member], name, {}, [], [], []))
        _read_letter(page, envelope.blocks, draft, letters[-1], keys)
    for letter in letters:
        if not letter.said:
            _say_by_number(page, draft, letter)
        draft.said.extend(letter.said.values())
        draft.asides += _asides((*letter.greeting, *letter.closing), "the opening or the close of a letter")
        draft.asides += _asides(letter.quoted, "quoted from an earlier letter")
    return draft if len({one.speakers for one in draft.said}) >= _FEWEST else None


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
        opening = _FORWARDED.search(text) if block.kind is not BlockKind.META else None
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


def _asides(blocks: Iterable[Block], what: str) -> list[tuple[int, int, str]]:
    return [
        (block.start, block.end, what)
        for block in blocks
        if block.kind is not BlockKind.META and block.end > block.start
    ]


def _ask_in_cover(page: Page, blocks: Sequence[Block], draft: Draft, keys: dict[str, int]) -> None:
    """Questions that the covering letter lists: the replies may answer them by number."""
    for block in blocks:
        text = page.of(block)
        if block.kind is not BlockKind.META and _NUMBERING.match(text) and text.rstrip().endswith("?"):
            _asked(draft, keys, block, text)


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


def _read_letter(page: Page, blocks: Sequence[Block], draft: Draft, letter: _Letter, keys: dict[str, int]) -> None:
    question: int | None = None
    is_over = False
    for block in blocks:
        text = page.of(block)
        if block.kind is BlockKind.META:
            continue
        if block.label == "attribution":
            letter.quoted.append(block)
            continue
        if block.kind is BlockKind.RULE:
            is_over = letter.has_rule = True
        elif block.kind is BlockKind.QUOTE or _repeats_question(text, keys):
            if _is_question(text):
                question = _asked(draft, keys, block, text)
                is_over = False
            else:
                letter.quoted.append(block)
        elif is_over:
            letter.closing.append(block)
        elif _SIGN_OFF.match(text) or _is_own_name(text, letter.name):
            is_over = True
            _take_back_parting(page, letter)
            letter.closing.append(block)
        elif question is None:
            letter.greeting.append(block)
        else:
            _say(letter, question, (block.start, block.end))
    _add_posts(page, draft.speakers[letter.speaker], letter)


def _take_back_parting(page: Page, letter: _Letter) -> None:
    """`Yours ever,` above the name, in whatever language, is no part of the answer."""
    places = next(reversed(letter.said.values())).places if letter.said else []
    if len(places) > 1 and _PARTING.fullmatch(page.text[places[-1][0] : places[-1][1]]):
        places.pop()
    elif not letter.said and letter.greeting and _PARTING.fullmatch(page.of(letter.greeting[-1])):
        letter.closing.append(letter.greeting.pop())


def _say(letter: _Letter, question: int | None, place: tuple[int, int]) -> None:
    letter.said.setdefault(question, Said((letter.speaker,), question, [])).places.append(place)


def _repeats_question(text: str, keys: Mapping[str, int]) -> bool:
    """A question that the writer copied without quoting it."""
    if not text.rstrip().endswith("?") or len(text) > _MOST_COPIED:
        return False
    return bool(_NUMBERING.match(text)) or _key(_NUMBERING.sub("", text)) in keys


def _say_by_number(page: Page, draft: Draft, letter: _Letter) -> None:
    """Answers above the quoted letter, or without any: `1. …` answers the first question; without numbers all is one answer."""
    question: int | None = None
    for block in letter.greeting:
        text = page.of(block)
        numbering = _NUMBERING.match(text)
        number = int(numbering["number"]) if numbering else 0
        if numbering and 0 < number <= len(draft.questions):
            question = number - 1
            _say(letter, question, (block.start + numbering.end(), block.end))
        elif question is not None or (not draft.questions and not _is_greeting(text)):
            _say(letter, question, (block.start, block.end))


def _is_question(text: str) -> bool:
    return len(text) < 320 and (bool(_NUMBERING.match(text)) or text.rstrip().endswith("?")) and len(text) > 8


def _whole_key(key: str, keys: Mapping[str, int]) -> str:
    """The key of the question that a writer quotes the end of only: the one that ends in these words, if there is just one."""
    whole = [known for known in keys if known.endswith(key)]
    return whole[0] if key not in keys and len(whole) == 1 and len(key) >= _LEAST_QUOTED else key


def _asked(draft: Draft, keys: dict[str, int], block: Block, text: str) -> int:
    numbering = _NUMBERING.match(text)
    start = block.start + (numbering.end() if numbering else 0)
    bare = text[start - block.start :]
    key = _whole_key(_key(bare), keys)
    if key not in keys:
        keys[key] = len(draft.questions)
        draft.questions.append(Asked(bare, []))
    draft.questions[keys[key]].places.append((start, block.end))
    return keys[key]


def _key(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _is_own_name(text: str, name: Name) -> bool:
    if re.match(rf"{re.escape(fold(name.display))}\s*[|,·–—/-]", fold(text)):
        return True
    words = set(fold(text).replace(",", " ").replace(".", " ").replace("|", " ").split())
    return (
        len(text) < 90
        and len(text.split()) < 12
        and bool(words & {name.words[-1], name.words[0]})
        and not text.rstrip().endswith((".", "?", "!"))
    )


def _is_greeting(text: str) -> bool:
    return len(text) < 60 and bool(
        re.match(r"^(?:dear|hi|hello|good (?:morning|afternoon)|hey)\b", text, re.IGNORECASE)
    )


def _add_posts(page: Page, speaker: Speaker, letter: _Letter) -> None:
    """The writer's post: as the signature gives it, or as the writer asks to be called."""
    for block in letter.greeting:
        match = _SELF.search(page.of(block))
        if match is None or (match["name"] and fold(match["name"]).split()[-1] != letter.name.words[-1]):
            continue
        group = "post" if match["post"] else "post2"
        speaker.affiliations.append((block.start + match.start(group), block.start + match.end(group)))
        break
    has_name = letter.has_rule
    for block in letter.closing:
        start, end = _post_in(page, block, letter.name)
        text = page.text[start:end]
        if _is_own_name(page.of(block), letter.name):
            has_name = True
        if not text or not has_name or _SIGN_OFF.match(text) or _NO_POST.search(text) or _reads_as_sentence(text):
            continue
        speaker.affiliations.append((start, end))
        if len(speaker.affiliations) == _MOST_POST_LINES:
            return


def _post_in(page: Page, block: Block, name: Name) -> tuple[int, int]:
    """A line of a signature without the name before it and the disclaimer after it; empty where nothing is left."""
    text = page.of(block)
    lead = re.match(rf"(?:\w+\.? )?{re.escape(fold(name.display))}\s*[|,·–—/-]?\s*", fold(text))
    start = lead.end() if lead and len(fold(text)) == len(text) else 0
    if lead is None and _is_own_name(text, name):
        return block.start, block.start
    cut = _DISCLAIMER.search(text, start)
    end = cut.start() if cut else len(text)
    return block.start + start, block.start + len(text[:end].rstrip(" |·,"))


def _reads_as_sentence(text: str) -> bool:
    return len(text) > _MOST_POST or (text.rstrip()[-1:] in ".?!" and bool(_SENTENCE.search(text))) or text[-1:] == "?"
