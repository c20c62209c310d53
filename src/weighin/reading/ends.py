"""Where answers end: after a closed quotation, and after the last one the end matter of the page."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.choose import Turn
from weighin.reading.page import BlockKind
from weighin.reading.silence import Silence

OPENING = '“"‘«„'
CLOSING = '”"’»“'
_TERMINAL = '.!?…”"’)»:;'
_COLOPHON = re.compile(
    r"^(?:[A-Z][\w’'&]*(?: [A-Z][\w’'&]*){0,4}) (?:is (?:edited|independent|published|produced|an? (?:independent|weekly|monthly|quarterly|"
    r"newsletter|publication|project|magazine|news))|thanks? all|thanks? (?:the|our|all) )|^(?:Our|The) (?:next|thanks)\b|"
    r"^Thanks? (?:you )?(?:to|all)\b|^(?:With )?(?:reporting|additional)|^(?:Next|Coming) (?:issue|week|month|time|up)\b|^\(c\) |^©",
)
_NOTE = re.compile(r"(?:notes?|disclaimer|disclosures?)\s*:", re.IGNORECASE)
_LEAST_TELLING = 2  # answers of others that show how an answer is set
_MOST_FRAGMENT = 60
_LEAST_PROSE = 120


class Setting(Struct, frozen=True):
    """How answers are set in this article, learned from all answers but the last.

    Attributes:
        shapes: element, class and size of their paragraphs. quoted: the quotation mark that they all open with, or "".
        outlet: its name, folded to lower case; who speaks of the outlet by name after the last answer is the outlet.
    """

    shapes: frozenset[str]
    quoted: str
    outlet: str
    last_of_box: Mapping[int, int]
    has_italics: bool = False


def setting_of(
    lines: Sequence[Line],
    turns: Mapping[int, Turn],
    silent: Mapping[int, Silence],
    closing: frozenset[int],
    outlet: str,
) -> Setting:
    """Learn it; `closing`: the lines, questions to all, after which nobody speaks until the next label."""
    order = sorted(turns)
    shapes: set[str] = set()
    has_italics = False
    telling = 0
    for place, number in enumerate(order[:-1]):
        until = next((at for at in range(number + 1, order[place + 1]) if at in closing), order[place + 1])
        own = [line for line in lines[number + 1 : until] if line.number not in silent and not line.is_heading]
        if turns[number].mark.words_from >= 0:
            own.append(lines[number])
        telling += bool(own)
        has_italics = has_italics or any(line.is_italic for line in own)
        shapes.update(shape_of(line) for line in own)
    last_of_box = {line.block.parent: line.number for line in lines}
    return Setting(
        frozenset(shapes) if telling >= _LEAST_TELLING else frozenset(),
        _quoted(lines, turns),
        outlet.lower() if len(outlet) > 3 else "",
        last_of_box,
        has_italics,
    )


def shape_of(line: Line) -> str:
    """The look of a line without its weight."""
    return f"{line.look.rsplit('/', 1)[0]}/{line.block.size:.0f}"


def _quoted(lines: Sequence[Line], turns: Mapping[int, Turn]) -> str:
    """The mark that answers open with throughout, if they stand in quotation marks."""
    opening: dict[str, int] = {}
    for number, turn in turns.items():
        if turn.mark.words_from >= 0:
            text = lines[number].text[turn.mark.words_from - lines[number].start :]
        else:
            own = (line.text for line in lines[number + 1 : number + 4] if line.text[-1] != "?")
            text = next(own, "")
        if text[:1] in OPENING:
            opening[text[:1]] = opening.get(text[:1], 0) + 1
    best = max(opening, key=lambda mark: opening[mark], default="")
    return best if sum(opening.values()) * 3 > len(turns) * 2 else ""


def quotation_is_over(before: Line, line: Line, setting: Setting) -> bool:
    """After a closed quotation only another one, or a question inside the answer, belongs to it."""
    if not setting.quoted or line.text[:1] == setting.quoted or line.text.rstrip().endswith("?"):
        return False
    return before.text.rstrip()[-1:] in CLOSING


def is_end_matter(line: Line, label: Line, before: Line | None, setting: Setting) -> bool:
    """Whether a line after the last label is no more of the answer but of the page."""
    text = line.text
    if line.after_rule and before is not None:
        return True
    if line.link_to >= len(text) - 1 or (line.is_italic and before is not None and not setting.has_italics):
        return True
    box = label.block.parent
    if box >= 0 and line.block.parent != box and label.kind is not BlockKind.HEADING and before is not None:
        shared = setting.last_of_box.get(box, -1)
        if shared > label.number and line.number > shared and before.block.parent == box and not _goes_on(line, before):
            return True
    if setting.shapes and shape_of(line) not in setting.shapes and before is not None and not _goes_on(line, before):
        return True
    if before is not None and len(text) < _MOST_FRAGMENT and text[-1] not in _TERMINAL and not _goes_on(line, before):
        return True
    if before is not None and _NOTE.match(text):
        return True
    return bool(_COLOPHON.match(text)) or bool(setting.outlet and text.lower().startswith(setting.outlet))


def _goes_on(line: Line, before: Line) -> bool:
    """A list that the answer announced, or its next entry, or a quotation in it."""
    if line.kind is BlockKind.LIST_ITEM:
        return before.kind is BlockKind.LIST_ITEM or before.text.rstrip().endswith((":", ";"))
    return before.kind is BlockKind.LIST_ITEM or before.text.rstrip().endswith(":") or line.kind is BlockKind.QUOTE


def closes_for_good(reason: Silence) -> bool:
    """Whether after such a line nothing of the article comes any more."""
    return reason is Silence.FURNITURE


def is_prose(line: Line) -> bool:
    """A paragraph of sentences."""
    return len(line.text) >= _LEAST_PROSE and line.text.rstrip()[-1:] in '.!?”"’)'
