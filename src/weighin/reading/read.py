"""The chain from bytes to a record, top-down."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from weighin.reading.attempts import best_attempt
from weighin.reading.blocks import Line, lines_of
from weighin.reading.capitals import in_mixed_case
from weighin.reading.choose import Choice
from weighin.reading.draft import Draft, Said, Speaker
from weighin.reading.forecasts import find_forecasts
from weighin.reading.head import Head
from weighin.reading.leftover import leftover
from weighin.reading.page import Page
from weighin.reading.passages import passage
from weighin.reading.posts import post_below
from weighin.reading.silence import Silence, credit_in, silent_lines
from weighin.reading.sources import read_source
from weighin.reading.topics import find_topics
from weighin.reading.verdict import Verdict, VerdictKind
from weighin.record.record import Answer, Illustration, Panelist, Question, ReadingWarning, Record, Source, WarningKind
from weighin.record.values import DisplayRight, Passage, Span, Stance


class Reading(Struct, frozen=True, kw_only=True):
    """What came of reading a source: the verdict, and the record where it is a round-up."""

    verdict: Verdict
    record: Record | None
    page: Page
    head: Head


def read_bytes(
    data: bytes,
    *,
    name: str,
    address: str = "",
    media_type: str = "",
    display_right: DisplayRight = DisplayRight.QUOTATION,
) -> Reading:
    """Read a source.

    Args:
        data: the bytes. name: what people call the source. address: where readers find the original.
        media_type: as a server declared it. display_right: by which right the record may be shown.

    Raises:
        BadSource: what was given cannot be read at all.
    """
    page = read_source(data, name=name, media_type=media_type)
    source = Source(
        container=page.container,
        name=name,
        address=address,
        digest=hashlib.sha256(data).hexdigest(),
        language=page.language,
    )
    return read_page(page, source=source, display_right=display_right)


def read_page(page: Page, *, source: Source, display_right: DisplayRight = DisplayRight.QUOTATION) -> Reading:
    """Read a page: marks, cast, vote, assembly, verdict, forecasts, topics."""
    lines = lines_of(page)
    silent = silent_lines(lines)
    attempt = best_attempt(page, lines, silent)
    head, draft, verdict = attempt.head, attempt.draft, attempt.verdict
    if verdict.kind is VerdictKind.NOT_A_ROUNDUP:
        return Reading(verdict=verdict, record=None, page=page, head=head)
    if draft is None:
        draft = _hub(attempt.choice, lines)
    return Reading(
        verdict=verdict,
        record=_record(page, lines, head, draft, verdict, source=source, display_right=display_right),
        page=page,
        head=head,
    )


def read_answers(record: Record) -> Record:
    """A record whose answers were asked, with the forecasts and the topics that their prose holds."""
    return msgspec.structs.replace(
        record,
        forecasts=find_forecasts(
            record.text,
            answers=record.answers,
            questions=record.questions,
            panel=record.panel,
            published=record.published.day if record.published else None,
            narrated=False,
        ),
        topics=find_topics(record.text, answers=record.answers, panel=record.panel),
    )


def _hub(choice: Choice, lines: Sequence[Line]) -> Draft:
    seen: dict[tuple[str, ...], Speaker] = {}
    for mark in choice.listed:
        for person in mark.people:
            if person.name.is_full:
                speaker = Speaker(
                    name=person.name, named_at=(person.start, person.end), affiliations=[], interests=[], aliases=[]
                )
                post = mark.affiliation if mark.affiliation != (0, 0) else post_below(lines, mark)
                if post is not None:
                    speaker.affiliations.append(post)
                seen.setdefault(person.name.words, speaker)
    return Draft(speakers=list(seen.values()), questions=[], said=[])


def _record(
    page: Page,
    lines: Sequence[Line],
    head: Head,
    draft: Draft,
    verdict: Verdict,
    *,
    source: Source,
    display_right: DisplayRight,
) -> Record:
    draft = _with_speaking_panel(draft, keep_all=verdict.kind is VerdictKind.HUB)
    panel = tuple(_panelist(page, speaker, number) for number, speaker in enumerate(draft.speakers, start=1))
    questions = tuple(
        Question(
            identifier=f"q{number}",
            text=page.text[asked.places[0][0] : asked.places[0][1]],
            asked_at=passage(page.text, *asked.places[0]),
            repeated_at=tuple(Span(*place) for place in asked.places[1:]),
        )
        for number, asked in enumerate(draft.questions, start=1)
    )
    answers = tuple(
        _answer(page, one, number)
        for number, one in enumerate((one for one in draft.said if one.places or one.vote), start=1)
    )
    introduction = tuple(_introduction(page, lines, head, draft))
    published = head.published.day if head.published else None
    return Record(
        title=head.title,
        title_at=head.title_at,
        standfirst=head.standfirst,
        introduction=introduction,
        outlet=head.outlet,
        outlet_at=head.outlet_at,
        byline=head.byline,
        published=head.published,
        source=source,
        text=page.text,
        display_right=display_right,
        panel=panel,
        questions=questions,
        answers=answers,
        forecasts=find_forecasts(
            page.text, answers=answers, questions=questions, panel=panel, published=published, narrated=draft.narrated
        ),
        illustrations=tuple(_illustrations(page, lines, draft)),
        topics=find_topics(page.text, answers=answers, panel=panel),
        warnings=tuple(_warnings(page, lines, head, draft, verdict, introduction)),
    )


def _answer(page: Page, one: Said, number: int) -> Answer:
    stance = _stance_of(page, one.places) if one.stance is Stance.ANSWERED else one.stance
    spoken = one.places if stance is not Stance.DID_NOT_ANSWER else []  # that is the editors' remark
    return Answer(
        identifier=f"a{number}",
        panelists=tuple(f"p{speaker + 1}" for speaker in one.speakers),
        question=None if one.question is None else f"q{one.question + 1}",
        paragraphs=tuple(found for start, end in spoken if (found := passage(page.text, start, end))),
        stance=stance,
        vote=one.vote,
    )


def _with_speaking_panel(draft: Draft, *, keep_all: bool) -> Draft:
    """The draft without those whom it lists but who say nothing, and without questions that nobody answers."""
    if keep_all:
        return draft
    speaking = {speaker for one in draft.said for speaker in one.speakers}
    order = [number for number in range(len(draft.speakers)) if number in speaking]
    new = {old: number for number, old in enumerate(order)}
    for one in draft.said:
        one.speakers = tuple(new[speaker] for speaker in one.speakers)
    draft.speakers = [draft.speakers[number] for number in order]
    answered = {one.question for one in draft.said}
    kept = [
        number
        for number in range(len(draft.questions))
        if number in answered or len(draft.questions[number].places) > 1
    ]
    renumbered: dict[int | None, int | None] = {old: number for number, old in enumerate(kept)}
    for one in draft.said:
        one.question = renumbered.get(one.question)
    draft.questions = [draft.questions[number] for number in kept]
    return draft


def _panelist(page: Page, speaker: Speaker, number: int) -> Panelist:
    name = speaker.name
    foreign = next((alias for alias in name.aliases if alias.endswith(f"({name.display})")), "")
    shown = foreign or in_mixed_case(name.display, page.text)
    stated = (passage(page.text, start, end) for start, end in speaker.affiliations)
    posts = list({post.text: post for post in stated if post}.values())
    return Panelist(
        identifier=f"p{number}",
        name=shown,
        named_at=passage(page.text, *speaker.named_at) if speaker.named_at != (0, 0) else None,
        affiliation=", ".join(post.text for post in posts),
        affiliation_at=tuple(posts),
        aliases=tuple(dict.fromkeys(alias for alias in (*speaker.aliases, name.display) if alias and alias != shown)),
        interests=tuple(found for start, end in speaker.interests if (found := passage(page.text, start, end))),
    )


def _stance_of(page: Page, places: Sequence[tuple[int, int]]) -> Stance:
    if not places:
        return Stance.DID_NOT_ANSWER
    text = page.text[places[0][0] : places[0][1]].strip(' .“”"').lower()
    if text == "no opinion":
        return Stance.NO_OPINION
    if text in {"did not answer", "no answer", "no response", "did not respond", "no reply"}:
        return Stance.DID_NOT_ANSWER
    if text in _DECLINED:
        return Stance.DECLINED
    return Stance.ANSWERED


_DECLINED = frozenset(
    {
        f"{lead}{verb}".strip()
        for lead in ("declined to ", "did not wish to ", "preferred not to ", "i decline to ")
        for verb in ("answer", "comment", "respond", "say")
    }
    | {"no comment", "decline", "declined"}
)


def _introduction(page: Page, lines: Sequence[Line], head: Head, draft: Draft) -> list[Passage]:
    starts = [start for one in draft.said for start, _ in one.places]
    starts += [start for asked in draft.questions for start, _ in asked.places]
    first = min(starts, default=0)
    named = sorted(speaker.named_at[0] for speaker in draft.speakers)
    found: list[Passage] = []
    for line in lines:
        if line.end > first:
            break
        is_entry = bisect_left(named, line.start) < bisect_left(named, line.end) and len(line.text) < _MOST_ENTRY
        is_told = line.number in head.lines or line.number in draft.silent or line.number in draft.accounted
        if not is_told and not is_entry and _introduces(line.text):
            one = passage(page.text, line.start, line.end)
            if one and one != head.standfirst:
                found.append(one)
    return found


def _introduces(text: str) -> bool:
    """A paragraph, or a short sentence; not the words of a menu."""
    return len(text) > _LEAST_PARAGRAPH or (len(text) > _LEAST_SENTENCE and text[-1] in ".?!:")


_MOST_ENTRY = 260  # a longer line that names panelists is a paragraph about them
_LEAST_PARAGRAPH = 60
_LEAST_SENTENCE = 15


def _illustrations(page: Page, lines: Sequence[Line], draft: Draft) -> list[Illustration]:
    found: list[Illustration] = []
    for line in lines:
        if draft.silent.get(line.number) != Silence.CAPTION.value:
            continue
        at = credit_in(line.text)
        caption = (
            passage(page.text, line.start, line.start + at[0])
            if at and at[0] > 3
            else passage(page.text, line.start, line.end)
        )
        credit = passage(page.text, line.start + at[1], line.end) if at and at[1] < len(line.text) else None
        if caption:
            found.append(Illustration(caption=caption, credit=credit, address=line.block.image))
    return found


def _warnings(
    page: Page, lines: Sequence[Line], head: Head, draft: Draft, verdict: Verdict, introduction: Sequence[Passage]
) -> list[ReadingWarning]:
    found: list[tuple[WarningKind, str, Passage | None]] = []
    if page.lossy:
        found.append((WarningKind.DAMAGED, page.lossy, None))
    if head.published is None:
        found.append((WarningKind.NO_DATE, "no day of publication was found; give it by hand", None))
    if verdict.kind is VerdictKind.HUB:
        found.append((WarningKind.ANSWERS_ELSEWHERE, verdict.reasons[0], None))
    found += [(WarningKind.LEFT_OUT, note, None) for note in draft.notes]
    for number, reason in sorted(draft.silent.items()):
        if reason not in {Silence.CAPTION.value, Silence.RULE.value}:
            line = lines[number]
            found.append((WarningKind.LEFT_OUT, f"left out as {reason}", passage(page.text, line.start, line.end)))
    for start, end, what in draft.asides:
        found.append((WarningKind.LEFT_OUT, f"left out as {what}", passage(page.text, start, end)))
    for doubt in draft.doubts:
        found.append((doubt.kind, doubt.message, passage(page.text, doubt.start, doubt.end)))
    for line in leftover(lines, draft, head, introduction):
        place = passage(page.text, line.start, line.end)
        found.append((WarningKind.NOT_PLACED, "this line was taken for nothing; is it part of an answer?", place))
    return [
        ReadingWarning(identifier=f"w{number}", kind=kind, message=message, passage=place)
        for number, (kind, message, place) in enumerate(found, start=1)
    ]
