"""One panelist's reply by letter or as a document, taken apart by the questions that were put: for an editor to confirm, never final."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from weighin.errors import UnknownContainer
from weighin.reading.letter_questions import Questions
from weighin.reading.letters import places_in_letter
from weighin.reading.names import Name, fold, read_name
from weighin.reading.page import Block, BlockKind, Page
from weighin.reading.sources import read_source, recognise
from weighin.reading.sources.build import PageBuilder
from weighin.reading.sources.encoding import decode
from weighin.reading.sources.letter_lines import add_letter_lines
from weighin.reading.sources.normalise import cleaned
from weighin.record.values import Container

_NOBODY = Name("The Panelist", ("the", "panelist"))
_MARKER = re.compile(r"[(\[]?(\d{1,2})[.)\]]")
_AS_MUCH_AS_TELLS = 40  # characters by which a paragraph of a letter that was sent is known again


class Reply(Struct, frozen=True, kw_only=True):
    """What a reply says.

    Attributes:
        answers: the words to each question, in the order in which they were put; paragraphs parted by an empty line, empty where there are none.
        rest: what was taken for no answer, as greetings, signatures, and what nobody could place.
        whole: everything that was read, quotations with their signs.
        note: what could not be read, in a sentence; empty where there is nothing.
    """

    answers: tuple[str, ...]
    rest: tuple[str, ...]
    whole: str
    note: str = ""


def read_reply(
    data: bytes, *, name: str, questions: Sequence[str], writer: str = "", sent: Sequence[str] = ()
) -> Reply:
    """Read a reply into the questions.

    Answers may stand under the questions, quoted or copied, begin with their numbers (`Ad 1:`), or follow their order.

    Args:
        data: EML, text as it was pasted, DOCX, HTML. name: what people call it.
        questions: the texts that were put, in order. writer: the panelist's name, for the signature.
        sent: the texts of the letters that went to the panelist; what stands in them is nobody's answer.

    Raises:
        BadSource: it cannot be read at all.
    """
    page = page_of_reply(data, name=name)
    ours = fold("\n".join(sent))
    asked = read_name(writer) or _NOBODY
    best: dict[int, list[tuple[int, int]]] = {}
    for parent in dict.fromkeys(_letter_of(block, page) for block in page.blocks):
        blocks = [block for block in page.blocks if _letter_of(block, page) == parent]
        found = _read(page, [one for one in blocks if not _is_ours(page, one, ours, questions)], asked, questions)
        if sum(map(bool, found.values())) > sum(map(bool, best.values())):
            best = found
    answers = tuple(_text(page, best.get(number, [])) for number in range(len(questions)))
    return Reply(
        answers=answers, rest=tuple(_rest(page, best.values(), questions)), whole=_whole(page), note=page.lossy
    )


def page_of_reply(data: bytes, *, name: str) -> Page:
    """The page of a reply; pasted text is read as a letter, whose quotations have their signs.

    Raises:
        BadSource: it cannot be read at all, or is a PDF, whose lines are no paragraphs.
    """
    container = recognise(data, name=name) if data.strip() else None
    if container is Container.PDF:
        raise UnknownContainer(name, "a PDF is not read as a reply; copy its text and paste that")
    if container not in {Container.TEXT, Container.MARKDOWN}:
        return read_source(data, name=name, container=container)
    builder = PageBuilder(Container.MAIL)
    text = cleaned(decode(data).text.replace("\r\n", "\n").replace("\r", "\n"))
    add_letter_lines(builder, text.split("\n"))
    return builder.page()


def _letter_of(block: Block, page: Page) -> int:
    """Which letter of several a block stands in; a document that is no letter is one whole."""
    return block.parent if page.container is Container.MAIL else 0


def _read(page: Page, blocks: Sequence[Block], name: Name, texts: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    questions = Questions(page)
    questions.ask(texts)
    places = places_in_letter(page, blocks, name=name, questions=questions)
    found = {number: said for number, said in places.items() if number is not None}
    return found or _by_marker(blocks, len(texts))


def _by_marker(blocks: Iterable[Block], count: int) -> dict[int, list[tuple[int, int]]]:
    """In a numbered list the numbers are no part of the text; each point answers the question of its number."""
    found: dict[int, list[tuple[int, int]]] = {}
    for block in blocks:
        marker = _MARKER.fullmatch(block.marker)
        if marker and 0 < int(marker[1]) <= count:
            found.setdefault(int(marker[1]) - 1, []).append((block.start, block.end))
    return found


def _is_ours(page: Page, block: Block, ours: str, questions: Sequence[str]) -> bool:
    """Whether a paragraph is a copy out of a letter that was sent to the panelist, and none of the questions."""
    text = fold(page.of(block))
    is_line = text in (line.strip() for line in ours.split("\n"))
    if not is_line and (len(text) < _AS_MUCH_AS_TELLS or text[:_AS_MUCH_AS_TELLS] not in ours):
        return False
    return not any(fold(question) in text or text in fold(question) for question in questions)


def _text(page: Page, places: Sequence[tuple[int, int]]) -> str:
    return "\n\n".join(page.text[start:end].strip() for start, end in places)


def _rest(page: Page, taken: Iterable[Sequence[tuple[int, int]]], questions: Sequence[str]) -> Iterable[str]:
    ends = {end for places in taken for _, end in places}
    put = {fold(question) for question in questions}
    for block in page.blocks:
        text = page.of(block)
        is_said = block.end in ends or any(one in fold(text) for one in put)
        if text and not is_said and block.kind not in {BlockKind.META, BlockKind.QUOTE}:
            yield text


def _whole(page: Page) -> str:
    lines = []
    for block in page.blocks:
        text = page.of(block)
        if text and block.kind is BlockKind.META:
            lines.append(f"{block.label.title()}: {text}")
        elif text:
            sign = "> " * max(1, block.level) if block.kind is BlockKind.QUOTE else ""
            lines.append(f"{sign}{block.marker} {text}".strip() if block.marker else f"{sign}{text}")
    return "\n\n".join(lines)
