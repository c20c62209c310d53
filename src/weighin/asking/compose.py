"""From the answers of an asked round-up to its record: one text in the order of the page, and every piece with its place in it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from weighin.asking.routing import renamed
from weighin.record.asking import Asking, Attribution, EditedAnswer, Editing, EnteredAnswers, Way
from weighin.record.conditions import Condition
from weighin.record.judgements import Judgement, Scale, Terms
from weighin.record.record import Answer, Panelist, Published, Question, Record, Source
from weighin.record.rounds import EarlierJudgement, KeptOrRevised
from weighin.record.seeds import Seed
from weighin.record.values import Container, DisplayRight, Passage, Stance

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_END_OF_LINE = re.compile(r"\r\n?|[\u2028\u2029]")


class AskedQuestion(Struct, frozen=True, kw_only=True):
    """A question as it stands in the finished round-up."""

    identifier: str
    text: str
    scale: Scale | None = None
    terms: Terms | None = None
    seed: Seed | UnsetType = UNSET
    asked_if: Condition | None = None


class AskedPanelist(Struct, frozen=True, kw_only=True):
    """A panelist as readers may be told of: the name is what the attribution allows. `is_late`: the answers came late and were taken. `way`: how they came, where not by the form."""

    identifier: str
    name: str
    affiliation: str = ""
    interests: str = ""
    group: str = ""
    attribution: Attribution | None = None
    is_late: bool = False
    way: Way | None = None


class FinalAnswer(Struct, frozen=True, kw_only=True):
    """The text of one answer as it is to be published: submitted, then edited; `editing` says what became of its words."""

    panelist: str
    question: str
    stance: Stance = Stance.ANSWERED
    prose: str = ""
    judgement: Judgement | None = None
    editing: Editing | None = None
    because: str = ""  # why it was kept or revised, of the last of several rounds


class EarlierAnswer(Struct, frozen=True, kw_only=True):
    """What somebody gave in a round before the last; whoever is not in the record by then stands in it without a name."""

    round: int
    panelist: str
    question: str
    judgement: Judgement


class AskedDocument(Struct, frozen=True, kw_only=True):
    """Everything of an asked round-up that its record is made from. Panelists and questions in the order in which they are to stand.

    `asking` is how it was asked; who came late, how answers came, what was edited, and of several rounds the judgements before and the reasons of the last, is
    filled in from panel and answers.
    """

    title: str
    standfirst: str = ""
    introduction: str = ""
    outlet: str = ""
    day: dt.date | None = None
    language: str = ""
    questions: tuple[AskedQuestion, ...] = ()
    panel: tuple[AskedPanelist, ...] = ()
    answers: tuple[FinalAnswer, ...] = ()
    earlier: tuple[EarlierAnswer, ...] = ()
    asking: Asking | None = None


def compose_record(document: AskedDocument) -> Record:
    """The record of an asked round-up.

    Its text holds the title, the standfirst, the introduction, then each question with its answers, each led by the panelist's name. A panelist
    without any answer is not in the panel: who was asked and kept silent is a list of its own. Forecasts and topics are found by reading, later.

    Raises:
        ValueError: an answer by nobody on the panel, to no question, or one that does not fit its question's scale.
    """
    sheet = _Sheet()
    panel = _those_who_answered(document)
    title = sheet.put(document.title)
    standfirst = sheet.put(document.standfirst)
    introduction = tuple(map(sheet.passage, paragraphs_of(document.introduction)))
    asked_at: dict[str, Passage | None] = {}
    answers: list[Answer] = []
    names = {question.identifier: f"q{number}" for number, question in enumerate(document.questions, start=1)}
    edited: list[EditedAnswer] = []
    reasons: list[KeptOrRevised] = []
    for number, question in enumerate(document.questions, start=1):
        asked_at[question.identifier] = sheet.put(question.text)
        for one in _in_the_panels_order(document, question.identifier, panel):
            answers.append(_answer(one, panel, sheet, question=f"q{number}", number=len(answers) + 1))
            if editing := one[1].editing:
                edited.append(EditedAnswer(answer=answers[-1].identifier, editing=editing))
            if because := one[1].because.strip():
                reasons.append(KeptOrRevised(question=f"q{number}", because=because))
    _require_all_placed(document, answers)
    panelists = tuple(_panelist(one, number, sheet) for number, one in enumerate(panel, start=1))
    return Record(
        title=document.title,
        title_at=title,
        standfirst=standfirst,
        introduction=introduction,
        outlet=document.outlet,
        published=Published(day=document.day) if document.day else None,
        source=Source(container=Container.ASKED, language=document.language),
        text=sheet.text,
        display_right=DisplayRight.OWN,
        panel=panelists,
        questions=tuple(
            Question(
                identifier=f"q{number}",
                text=question.text,
                asked_at=asked_at[question.identifier],
                scale=question.scale,
                terms=question.terms,
                seed=question.seed,
                asked_if=renamed(question.asked_if, names) or UNSET,
                not_asked=_not_asked(document, question.identifier, panel) or UNSET,
            )
            for number, question in enumerate(document.questions, start=1)
        ),
        answers=tuple(answers),
        asking=_asking(document, panel, edited, reasons),
    )


def paragraphs_of(prose: str) -> tuple[str, ...]:
    """The paragraphs of what somebody typed, parted by empty lines; blank ones are none."""
    lines = _END_OF_LINE.sub("\n", prose)
    return tuple(paragraph.strip() for paragraph in _BETWEEN_PARAGRAPHS.split(lines) if paragraph.strip())


class _Sheet:
    """The text as it grows: the one place where something is put and its place is known at once."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, piece: str) -> Passage | None:
        """A piece on lines of its own; None where there is nothing to put."""
        return self.passage(piece.strip()) if piece.strip() else None

    def passage(self, piece: str) -> Passage:
        """The same for a piece that has something in it."""
        start = len(self.text)
        self.text += piece + "\n\n"
        return Passage(text=piece, start=start, end=start + len(piece))


def _those_who_answered(document: AskedDocument) -> list[AskedPanelist]:
    answered = {one.panelist for one in document.answers if one.stance is not Stance.NOT_ASKED}
    return [one for one in document.panel if one.identifier in answered]


def _in_the_panels_order(
    document: AskedDocument, question: str, panel: Sequence[AskedPanelist]
) -> list[tuple[AskedPanelist, FinalAnswer]]:
    by_panelist = {
        one.panelist: one for one in document.answers if one.question == question and one.stance is not Stance.NOT_ASKED
    }
    return [(one, by_panelist[one.identifier]) for one in panel if one.identifier in by_panelist]


def _not_asked(document: AskedDocument, question: str, panel: Sequence[AskedPanelist]) -> tuple[str, ...]:
    """Those of the panel who were not asked it, as the record counts them."""
    who = {one.panelist for one in document.answers if one.question == question and one.stance is Stance.NOT_ASKED}
    return tuple(f"p{number}" for number, one in enumerate(panel, start=1) if one.identifier in who)


def _answer(
    one: tuple[AskedPanelist, FinalAnswer],
    panel: Sequence[AskedPanelist],
    sheet: _Sheet,
    *,
    question: str,
    number: int,
) -> Answer:
    panelist, given = one
    sheet.put(f"{panelist.name}:")
    return Answer(
        identifier=f"a{number}",
        panelists=(f"p{panel.index(panelist) + 1}",),
        question=question,
        paragraphs=tuple(map(sheet.passage, paragraphs_of(given.prose))),
        stance=given.stance,
        judgement=given.judgement,
    )


def _panelist(one: AskedPanelist, number: int, sheet: _Sheet) -> Panelist:
    named_at = sheet.passage(one.name)
    affiliation_at = sheet.put(one.affiliation)
    interests = tuple(map(sheet.passage, paragraphs_of(one.interests)))
    return Panelist(
        identifier=f"p{number}",
        name=one.name,
        named_at=named_at,
        affiliation=one.affiliation.strip(),
        affiliation_at=(affiliation_at,) if affiliation_at else (),
        interests=interests,
        group=one.group,
        attribution=one.attribution,
    )


def _asking(
    document: AskedDocument,
    panel: Sequence[AskedPanelist],
    edited: Sequence[EditedAnswer],
    reasons: Sequence[KeptOrRevised],
) -> Asking | None:
    asking = document.asking
    if asking is None:
        return None
    late = tuple(f"p{number}" for number, one in enumerate(panel, start=1) if one.is_late)
    rounds = asking.rounds and replace(
        asking.rounds,
        reasons=tuple(sorted(reasons, key=lambda one: (len(one.question), one.question, one.because))),
        earlier=tuple(_earlier(document, panel)),
    )
    return replace(asking, late=late, edited=tuple(edited), rounds=rounds, entered=_entered(asking, panel))


def _entered(asking: Asking, panel: Sequence[AskedPanelist]) -> tuple[EnteredAnswers, ...] | UnsetType:
    """By panelist where they stand by name; else only how often, since a colleague may know who wrote a mail."""
    all_are_named = asking.attribution is Attribution.ON_THE_RECORD
    came = [(f"p{number}", one) for number, one in enumerate(panel, start=1) if one.way]
    named = [(who, one.way) for who, one in came if all_are_named and one.attribution is None]
    others = [one.way for _, one in came if not (all_are_named and one.attribution is None)]
    entered = [EnteredAnswers(panelist=who, way=way) for who, way in named if way]
    entered += [EnteredAnswers(way=way) for way in Way for same in others if same is way]
    return tuple(entered) or UNSET


def _earlier(document: AskedDocument, panel: Sequence[AskedPanelist]) -> Iterator[EarlierJudgement]:
    """Round by round and question by question, in the order of the panel; who left comes last, by value, which says nothing of who it is."""
    places = {one.identifier: number for number, one in enumerate(panel, start=1)}
    questions = {question.identifier: number for number, question in enumerate(document.questions, start=1)}
    asked = [one for one in document.earlier if one.question in questions]

    def order(one: EarlierAnswer) -> tuple[int, int, int, str]:
        return one.round, questions[one.question], places.get(one.panelist, len(places) + 1), repr(one.judgement)

    for one in sorted(asked, key=order):
        yield EarlierJudgement(
            round=one.round,
            question=f"q{questions[one.question]}",
            judgement=one.judgement,
            panelist=f"p{places[one.panelist]}" if one.panelist in places else "",
        )


def _require_all_placed(document: AskedDocument, answers: Sequence[Answer]) -> None:
    given = sum(one.stance is not Stance.NOT_ASKED for one in document.answers)
    if len(answers) != given:
        placed = (
            f"expected every answer to have a panelist and a question of this round-up, once each; {given} were given"
        )
        msg = f"{placed}, found a place for {len(answers)}"
        raise ValueError(msg)
