"""Lines that stand at the same edge of one answer after the other and are no part of it: the time of a post, who somebody is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.choose import Choice, Turn
from weighin.reading.posts import is_post
from weighin.reading.silence import Silence

_FEWEST = 3
_MOST_BIO = 400
_MOST_CLOCK = 40
_OPENING = 60
_NEAR = 6  # lines before the first label in which a topic like the later ones would stand
_CLOCK = re.compile(
    r"(?:(?:posted|published|updated|at|on)[ :]+)?"
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?|\d{1,2} ?[ap]\.?m\.?|\d{1,3} ?(?:min(?:ute)?s?|hours?|hrs?|[dhm])(?: ago)?"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,?(?: \d{4})?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
    r"(?:[ ,·|•–-]+(?=\S)|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:bio\w*|about|role|affil\w*|credentials?|jobtitle|job-title|who|author\w*)(?:$|[\s_-])"
)
_TELLS = re.compile(
    r" (?:(?:is|was|has|had|runs|leads|heads|directs|teaches|works|chairs|edits|founded|studies|covers|owns|writes|lives|joined|serves)\b)"
)
_PRONOUN = re.compile(r"(?:She|He|They) (?:is|was|are|has|have|works|runs|leads|heads|teaches|writes|lives)\b")
_IS = re.compile(r" (?:is|was) (?:currently |also |now )?(?:an? |the )?")


class Post(Struct, frozen=True):
    """Who the speaker of a turn is: where in the source text it says so."""

    turn: int
    start: int
    end: int


class Edges(Struct, frozen=True):
    """What frames the answers: posts by the number of their line, and lines that are only furniture."""

    posts: Mapping[int, Post]
    furniture: frozenset[int]


NO_EDGES = Edges({}, frozenset())


def edges_of(lines: Sequence[Line], choice: Choice, turns: Mapping[int, Turn], silent: Mapping[int, Silence]) -> Edges:
    """Find them where the names stand before the words; most answers have such a line, at the same end."""
    bodies = _bodies(lines, turns, silent)
    posts: dict[int, Post] = {}
    furniture: set[int] = set()
    if len(bodies) < _FEWEST:
        return NO_EDGES
    for at in (-1, 0):
        edge = {number: body[at] for number, body in bodies.items() if len(body) > 1}
        clocks = [line for line in edge.values() if _is_time(line.text)]
        if len(clocks) >= _FEWEST and len(clocks) * 2 >= len(edge):
            furniture.update(line.number for line in clocks)
            continue
        for number, line in _telling(lines, choice, turns, bodies, edge, at=at).items():
            posts[line.number] = Post(number, *_post_in(line))
    above = _posts_above(lines, turns, silent)
    if len(above) * 2 >= len(turns):
        posts.update((line.number, Post(number, line.start, line.end)) for number, line in above.items())
    return Edges(posts, frozenset(furniture))


def hours_of_posts(lines: Sequence[Line], turns: Mapping[int, Turn]) -> frozenset[int]:
    """The hours that stand above the posts of a live blog: each ends the answer before it, whoever speaks next."""
    clocks = {line.number for line in lines if len(line.text) < _MOST_CLOCK and _is_time(line.text)}
    if len(clocks) < _FEWEST:
        return frozenset()
    above = sum(any(number - back in clocks for back in range(1, _FEWEST + 1)) for number in turns)
    below = sum(number + 1 in clocks and turn.mark.words_from < 0 for number, turn in turns.items())
    return frozenset(clocks) if above * 3 >= len(turns) * 2 and below * 2 < len(turns) else frozenset()


def _posts_above(lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence]) -> dict[int, Line]:
    """By turn, the line that stands over the name in the same box and says who it is; in a box of the words it is none."""
    found: dict[int, Line] = {}
    for number, turn in turns.items():
        line = lines[number - 1] if number else None
        if (
            line is not None
            and line.number not in silent
            and line.number not in turns
            and 0 <= line.block.parent == lines[number].block.parent
            and (number < 2 or lines[number - 2].block.parent != line.block.parent)
            and turn.mark.affiliation == (0, 0)
            and not line.is_heading
            and is_post(line)
        ):
            found[number] = line
    return found


def _bodies(lines: Sequence[Line], turns: Mapping[int, Turn], silent: Mapping[int, Silence]) -> dict[int, list[Line]]:
    order = sorted(turns)
    bodies: dict[int, list[Line]] = {}
    for number, until in zip(order, [*order[1:], len(lines)], strict=True):
        own = [] if turns[number].mark.words_from < 0 else [lines[number]]
        for line in lines[number + 1 : until]:
            if line.is_heading:
                break
            if line.number not in silent:
                own.append(line)
        bodies[number] = own
    return bodies


def _is_time(text: str) -> bool:
    """Nothing but a day or an hour; a year alone may be an answer."""
    place = 0
    while place < len(text) and (found := _CLOCK.match(text, place)):
        place = found.end()
    return place == len(text) and any(character.isdigit() for character in text)


def _telling(
    lines: Sequence[Line],
    choice: Choice,
    turns: Mapping[int, Turn],
    bodies: Mapping[int, Sequence[Line]],
    edge: Mapping[int, Line],
    *,
    at: int,
) -> dict[int, Line]:
    """The lines at this end that say who the speaker is."""
    apart = _looks_kept_for_edges(lines, turns, bodies, edge, at=at)
    found = {
        number: line
        for number, line in edge.items()
        if len(line.text) < _MOST_BIO
        and (_tells_of(line, choice, turns[number]) or (line.look in apart and _reads_as_bio(line, is_last=at < 0)))
    }
    return found if len(found) >= _FEWEST - 1 and len(found) * 2 >= len(edge) else {}


def _looks_kept_for_edges(
    lines: Sequence[Line],
    turns: Mapping[int, Turn],
    bodies: Mapping[int, Sequence[Line]],
    edge: Mapping[int, Line],
    *,
    at: int,
) -> set[str]:
    looks = Counter(line.look for line in edge.values())
    numbers = {line.number for line in edge.values()}
    elsewhere = {line.look for body in bodies.values() for line in body if line.number not in numbers}
    above = {line.look for line in lines[max(0, min(turns) - _NEAR) : min(turns)]} if at < 0 else set()
    return {look for look, times in looks.items() if times >= _FEWEST - 1 and look not in elsewhere | above}


def _tells_of(line: Line, choice: Choice, turn: Turn) -> bool:
    """`Name is …`, with the name of whoever speaks."""
    text = line.text
    if line.number == turn.mark.line:
        return False
    for member in turn.members:
        for form in choice.cast.forms[member]:
            for word in {form.display, form.display.split(" ")[0], form.display.rsplit(" ", 1)[-1]}:
                if text.startswith(word) and _TELLS.match(text, len(word)):
                    return True
                place = text.find(f" {word} ", 0, 30)  # "Dr Doe is", "Professor Jane Doe is"
                if place > 0 and text[:place].count(" ") < 2 and _TELLS.match(text, place + 1 + len(word)):
                    return True
    return False


def _reads_as_bio(line: Line, *, is_last: bool) -> bool:
    text = line.text
    if _PRONOUN.match(text):
        return True
    if is_last and is_post(line):
        return True
    return bool(_ABOUT.search(line.block.classes.split(" ", 1)[0])) and not re.search(r"\b(?:I|my|me)\b", text)


def _post_in(line: Line) -> tuple[int, int]:
    """After `Name is a …`, to the end of the first sentence; else the line."""
    text = line.text
    found = _IS.search(text, 0, _OPENING)
    begin = found.end() if found else 0
    stop = text.find(". ", begin)
    end = stop if stop > 0 else len(text.rstrip(" ."))
    return (line.start + begin, line.start + end) if end > begin else (line.start, line.end)
