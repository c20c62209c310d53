"""Replies by mail: forwarded letters in which the answers stand under the quoted questions."""

import re
from collections.abc import Sequence

from weighin.reading.cast import Cast
from weighin.reading.draft import Asked, Draft, Said, Speaker
from weighin.reading.names import Name, fold, read_name
from weighin.reading.page import Block, BlockKind, Page

_ADDRESS = re.compile(r"\s*[<(\[]?(?:mailto:)?[\w.+-]+@[\w.-]+[>)\]]?\s*")
_AUTOMATIC = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|abwesenheit|i am away|vacation)",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\(?(?:Q(?:uestion)?\s*)?\d{1,2}[.):]\s*")
_SIGN_OFF = re.compile(
    r"^(?:best|kind|warm|with|many|all the|sincerely|yours|regards|cheers|thanks|thank you|greetings|sent from|get outlook|happy to|hope this)\b.{0,70}$|^.{0,40}(?:regards|greetings|wishes)[,.]?(?:\s.{0,40})?$",
    re.IGNORECASE,
)
_NO_POST = re.compile(r"^(?:tel|phone|mobile|fax|e-?mail|www|http|\+?\d[\d ()-]{6,})|@", re.IGNORECASE)
_SELF = re.compile(
    r"(?:describe me as|call me|credit me as|introduce me as|I(?:['’]m| am))\s+(?:an?\s+|the\s+)?(?P<post>[^.!?]{6,140})|(?P<name>[A-Z]\w+ [A-Z][\w-]+),\s*(?P<post2>[^.!?]{4,80}?)(?:, as ever|[.!?]|$)"
)


def draft_of_letters(page: Page) -> Draft | None:
    """The round-up of the replies, or None where there are not three of them."""
    letters: dict[int, list[Block]] = {}
    for block in page.blocks:
        letters.setdefault(block.parent, []).append(block)
    draft = Draft(speakers=[], questions=[], said=[])
    cast = Cast()
    members: dict[int, int] = {}
    keys: dict[str, int] = {}
    for parent, blocks in sorted(letters.items()):
        sender = next((block for block in blocks if block.label == "from"), None)
        if sender is None or parent < 1:
            continue
        name = _name_of(page.of(sender))
        subject = next((page.of(block) for block in blocks if block.label == "subject"), "")
        if name is None:
            continue
        if _AUTOMATIC.match(subject.removeprefix("Re:").strip()):
            draft.notes.append(f"an automatic reply from {name.display} was left out")
            continue
        member = cast.add(name)
        if member not in members:
            members[member] = len(draft.speakers)
            at = page.of(sender).find(name.display.split()[-1])
            whole = _ADDRESS.sub("", page.of(sender)).strip(" \"'")
            start = sender.start + max(0, page.of(sender).find(whole))
            del at
            draft.speakers.append(
                Speaker(
                    name=name,
                    named_at=(start, start + len(whole)),
                    affiliations=[],
                    interests=[],
                    aliases=[name.display],
                )
            )
        _read_letter(page, blocks, draft, members[member], name, keys)
    return draft if len({one.speakers for one in draft.said}) > 2 else None


def _name_of(sender: str) -> Name | None:
    text = _ADDRESS.sub("", sender).strip(" \"'<>")
    if "," in text and text.count(",") == 1:
        family, given = text.split(",")
        text = f"{given.strip()} {family.strip()}"
    return read_name(text)


def _read_letter(
    page: Page, blocks: Sequence[Block], draft: Draft, speaker: int, name: Name, keys: dict[str, int]
) -> None:
    question: int | None = None
    said: dict[int | None, Said] = {}
    greeting: list[Block] = []
    closing: list[Block] = []
    is_over = signature = False
    for block in blocks:
        text = page.of(block)
        if block.kind is BlockKind.META or block.label == "attribution":
            continue
        if block.kind is BlockKind.RULE:
            is_over = signature = True
        elif block.kind is BlockKind.QUOTE:
            if _is_question(text):
                question = _asked(draft, keys, block, text)
                is_over = False
        elif is_over:
            closing.append(block)
        elif question is None:
            numbered = _NUMBERING.match(text)
            if numbered and text.rstrip().endswith("?") and len(text) < 250:
                question = _asked(draft, keys, block, text)
            else:
                greeting.append(block)
        elif _SIGN_OFF.match(text) or _is_own_name(text, name):
            is_over = True
            closing.append(block)
        else:
            said.setdefault(question, Said((speaker,), question, [])).places.append((block.start, block.end))
    if not said and greeting and not draft.questions:
        said[None] = Said(
            (speaker,), None, [(block.start, block.end) for block in greeting if not _is_greeting(page.of(block))]
        )
    draft.said.extend(one for one in said.values() if one.places)
    _add_posts(page, draft, speaker, name, greeting, closing, signature=signature)


def _is_question(text: str) -> bool:
    return len(text) < 320 and (bool(_NUMBERING.match(text)) or text.rstrip().endswith("?")) and len(text) > 8


def _asked(draft: Draft, keys: dict[str, int], block: Block, text: str) -> int:
    numbering = _NUMBERING.match(text)
    start = block.start + (numbering.end() if numbering else 0)
    bare = text[start - block.start :]
    key = "".join(character for character in fold(bare) if character.isalnum())
    if key not in keys:
        keys[key] = len(draft.questions)
        draft.questions.append(Asked(bare, []))
    draft.questions[keys[key]].places.append((start, block.end))
    return keys[key]


def _is_own_name(text: str, name: Name) -> bool:
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


def _add_posts(
    page: Page,
    draft: Draft,
    speaker: int,
    name: Name,
    greeting: Sequence[Block],
    closing: Sequence[Block],
    *,
    signature: bool,
) -> None:
    found = draft.speakers[speaker].affiliations
    for block in greeting:
        match = _SELF.search(page.of(block))
        if match:
            group = "post" if match["post"] else "post2"
            if group == "post2" and fold(match["name"]).split()[-1] != name.words[-1]:
                continue
            found.append((block.start + match.start(group), block.start + match.end(group)))
            break
    for block in closing[:5]:
        text = page.of(block)
        if _NO_POST.search(text) or _SIGN_OFF.match(text) or len(text) > 120:
            continue
        if _is_own_name(text, name) and "|" not in text and "," not in text:
            continue
        at = text.rfind("|")
        start = block.start + (at + 1 if at >= 0 else 0)
        while start < block.end and page.text[start] == " ":
            start += 1
        if start < block.end and (signature or at >= 0):
            found.append((start, block.end))
            break
