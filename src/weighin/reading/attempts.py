"""Readings of one article in several ways, and which of them explains most of it.

The grammar of labels reads most articles. Where what it finds leaves much of the prose to nobody, the article is read again with looser
marks, and the reading that gives more of the words to more people is kept.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from weighin.reading.blocks import Line
from weighin.reading.cast import Cast
from weighin.reading.choose import Choice, choose
from weighin.reading.draft import Draft
from weighin.reading.head import Head, head_of, is_byline
from weighin.reading.labelled import draft_of_labels
from weighin.reading.marks.anchored import anchored_marks, full_names_of
from weighin.reading.marks.introduced import introduced_marks
from weighin.reading.marks.labels import speaker_labels
from weighin.reading.marks.mark import MarkStyle, SpeakerMark
from weighin.reading.page import BlockKind, Page
from weighin.reading.silence import Silence, silent_lines
from weighin.reading.verdict import FEWEST, Verdict, VerdictKind, verdict_of
from weighin.reading.voices import are_told_about, is_of_two, only_ask
from weighin.record.values import Container

_ENOUGH = 0.75  # of the prose; an introduction and end matter are the rest
_LITTLE = 0.4  # with less, names that are never given in full may be what the article goes by
_CLEARLY = 0.1
_NEARLY = 0.8
_LEAST = 30  # characters; what is shorter is as often a label
_TOLD_ABOUT = "names stand above its parts, but the words are about those who bear them, and not theirs"
_ONLY_ASK = "most of those who are named only put questions: this is an interview, or letters that somebody answers"
_NOBODY_ASKED = "its title says that it collects letters, reviews or quotations: nobody was asked"
_COLLECTED = re.compile(
    r"^(?:letters? to the editors?|your letters|testimonials|they said it|(?:customer|reader|readers[’']?|user|guest)s? (?:letters|reviews|testimonials|feedback))\b"
    r"|\bwhat our (?:customers|clients|guests|members) say\b|\b(?:quotes?|quotations?) of the (?:day|week|month|year)\b",
    re.IGNORECASE,
)


class Attempt(Struct, frozen=True):
    """One way of reading an article, and the share of its prose that it gives to somebody, less where one person gets most of it."""

    choice: Choice
    head: Head
    draft: Draft | None
    verdict: Verdict
    share: float


def best_attempt(page: Page, lines: Sequence[Line], silent: dict[int, Silence]) -> Attempt:
    """The reading that explains the article best."""
    labels = list(speaker_labels(lines))
    first = _attempt(page, lines, silent, labels)
    if first.verdict.kind is VerdictKind.ROUNDUP and first.share >= _ENOUGH and not _is_narrated(first):
        return first
    in_cells = any(line.block.cell is not None for line in lines)
    if in_cells:
        lines = _without_cells(lines)
        silent = silent_lines(lines)
        labels = list(speaker_labels(lines))
    heard = {number: reason for number, reason in silent.items() if reason is not Silence.CAPTION}
    full = full_names_of(lines, labels)
    best = first
    for founding in (False, True):
        looser = anchored_marks(lines, labels, frozenset(heard), full, founding=founding)
        # else it would be the first attempt once more
        if looser or in_cells or (founding and _may_found(labels, first.choice.cast)):
            named = {mark.line for mark in looser}
            marks = sorted([*(mark for mark in labels if mark.line not in named), *looser], key=lambda mark: mark.line)
            open_lines = {number: reason for number, reason in silent.items() if number not in named}
            again = _attempt(page, lines, open_lines, marks, founding=founding)
            if _is_better(again, best):
                best = again
        if best.verdict.kind is VerdictKind.ROUNDUP and best.share >= _LITTLE:
            break
    return best


def _may_found(labels: Sequence[SpeakerMark], cast: Cast) -> bool:
    """Whether labels call somebody by one name again and again who is nobody of the cast."""
    short = [person.name for mark in labels for person in mark.people if not person.name.is_full]
    times = Counter(name.words for name in short)
    return any(times[name.words] > 1 and not cast.might_be(name) for name in short)


def _is_better(one: Attempt, other: Attempt) -> bool:
    if one.verdict.kind is not VerdictKind.ROUNDUP:
        return False
    if _is_narrated(other) and not _is_narrated(one):
        return one.share > other.share * _NEARLY  # who is labelled is known better than who is told of
    return other.verdict.kind is not VerdictKind.ROUNDUP or one.share > other.share + _CLEARLY


def _is_narrated(attempt: Attempt) -> bool:
    return attempt.draft is not None and attempt.draft.narrated


def _without_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines as if each cell were a box of its own: tables also set texts side by side."""
    flat = []
    for line in lines:
        cell = line.block.cell
        if cell is None:
            flat.append(line)
            continue
        box = _BOXES + (cell.table * _BOXES + cell.row) * 100 + cell.column
        kind = BlockKind.PARAGRAPH if line.kind is BlockKind.CELL else line.kind
        block = structs.replace(line.block, cell=None, kind=kind, parent=box)
        flat.append(structs.replace(line, kind=kind, block=block))
    return flat


_BOXES = 1_000_000  # above every number of an element


def _attempt(
    page: Page,
    lines: Sequence[Line],
    silent: dict[int, Silence],
    labels: Sequence[SpeakerMark],
    *,
    founding: bool = False,
) -> Attempt:
    choice = _vote(lines, silent, labels, founding=founding)
    first_turn = min(choice.turns, default=len(lines))
    members = {turn.members for turn in choice.turns.values()}
    asked = first_turn - 1 if len(choice.turns) > len(members) and not choice.is_signed else -1
    head = head_of(page, lines, _first_of(choice, first_turn), asked=asked)
    draft = _draft(page, lines, choice, silent, head)
    verdict = verdict_of(
        draft,
        speakers=len({member for turn in choice.turns.values() for member in turn.members}),
        listed=0 if choice.turns else sum(mark.style is not MarkStyle.LISTED for mark in choice.listed),
    )
    if verdict.kind is VerdictKind.ROUNDUP and draft is not None:
        if _COLLECTED.search(head.title):
            verdict = Verdict(VerdictKind.NOT_A_ROUNDUP, (_NOBODY_ASKED,))
        elif are_told_about(page, lines, choice, draft, strictly=founding):
            verdict = Verdict(VerdictKind.NOT_A_ROUNDUP, (_TOLD_ABOUT,))
        elif len(draft.speakers) - len(only_ask(page, lines, choice, draft)) < FEWEST or is_of_two(
            page, lines, choice, draft
        ):
            verdict = Verdict(VerdictKind.NOT_A_ROUNDUP, (_ONLY_ASK,))
    return Attempt(choice, head, draft, verdict, _share(lines, silent, head, draft))


def _share(lines: Sequence[Line], silent: Mapping[int, Silence], head: Head, draft: Draft | None) -> float:
    said = sorted(start for one in (draft.said if draft else ()) for start, _ in one.places)
    told = prose = 0
    for line in lines:
        if len(line.text) < _LEAST or line.is_heading or line.number in silent or line.number in head.lines:
            continue
        prose += len(line.text)
        told += len(line.text) * (bisect_left(said, line.start) < bisect_left(said, line.end))
    return told / prose * _evenness(draft) if prose and draft is not None else 0.0


def _evenness(draft: Draft) -> float:
    """1 where nobody has more than twice an equal part of the words; less where one has most of them, as if the others only stood in a list."""
    parts: Counter[int] = Counter()
    for one in draft.said:
        for speaker in one.speakers:
            parts[speaker] += sum(end - start for start, end in one.places)
    if not parts.total():
        return 0.0
    return min(1.0, 2 * parts.total() / (len(parts) * max(parts.values())))


def _vote(
    lines: Sequence[Line], silent: dict[int, Silence], labels: Sequence[SpeakerMark], *, founding: bool
) -> Choice:
    marks = [
        mark
        for mark in labels
        if (mark.line not in silent or mark.style is MarkStyle.BIO) and not is_byline(lines, mark.line)
    ]
    introduced = list(introduced_marks([line for line in lines if line.number not in silent], marks))
    return choose(lines, marks, silent=frozenset(silent), introduced=introduced, founding=founding)


def _first_of(choice: Choice, first_turn: int) -> int:
    listed = [mark.line for mark in choice.listed if mark.style is not MarkStyle.LISTED]
    return min([first_turn, *listed]) if listed else first_turn


def _draft(page: Page, lines: Sequence[Line], choice: Choice, silent: dict[int, Silence], head: Head) -> Draft | None:
    """The draft of the way of marking that this article uses: the one that accounts for most words of most people."""
    if page.container is Container.MAIL:
        from weighin.reading.letters import draft_of_letters  # its patterns cost a cold start what only letters need

        letters = draft_of_letters(page)
        if letters is not None and len({speaker for one in letters.said for speaker in one.speakers}) >= FEWEST:
            return letters
    has_cells = any(line.kind is BlockKind.CELL for line in lines)
    tables = None
    if has_cells:
        from weighin.reading.tabled import draft_of_tables  # the same for tables

        tables = draft_of_tables(page, lines, silent, choice.listed)
    labelled = draft_of_labels(page, lines, choice, silent, head) if choice.turns else None
    if tables is not None and (labelled is None or _weight(tables) > _weight(labelled)):
        return tables
    if labelled is not None and len({speaker for one in labelled.said for speaker in one.speakers}) >= 3:
        return labelled
    from weighin.reading.woven import draft_of_prose  # and for prose

    return draft_of_prose(lines, silent, head.lines) or labelled


def _weight(draft: Draft) -> int:
    return len({speaker for one in draft.said for speaker in one.speakers}) * sum(
        end - start for one in draft.said for start, end in one.places
    )
