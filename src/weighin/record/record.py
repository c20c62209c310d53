"""The record: what is known of one expert round-up.

A `Record` is immutable and valid by construction. Every piece that was read from a source carries its offsets in `Record.text`,
and the text there is exactly that piece. Identifiers are counted within the record (p1, q1, a1, f1, t1, w1); they say nothing of anybody.
"""

import datetime as dt
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from weighin.record.asking import Asking, Attribution
from weighin.record.conditions import Condition, require_earlier, require_test_on
from weighin.record.judgements import Judgement, Scale, Terms, require_fit
from weighin.record.passages import passages_in
from weighin.record.rules import (
    FORMAT_PATTERN,
    require_counted,
    require_finite,
    require_format,
    require_some,
    require_text,
)
from weighin.record.seeds import Seed, require_truth_on
from weighin.record.values import Container, DisplayRight, Passage, Polarity, Position, ProbabilityRange, Span, Stance

# 1.1 adds scales, terms, judgements and how a round-up was asked; 1.2 intervals, chips in bins, two axes, rankings; 1.3 groups of stakeholders, rounds, seeds, how answers came
FORMAT_VERSION = "1.3"


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a record was read from."""

    container: Container
    name: str = ""  # file name without its folder, or "standard input"
    address: str = ""  # where readers find the original
    digest: str = ""  # SHA-256 of the bytes that were read, in hexadecimal
    language: str = ""


class Published(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day on which a round-up was published, and where it says so."""

    day: dt.date
    read_at: Passage | None = None


class Panelist(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expert in this round-up, with the affiliation as it was then.

    Attributes:
        name: as people cite it: given and family name in the order of the source, without titles of honour.
        named_at: where the fullest form of the name stands (with titles, nicknames or another script); None if asked, not read.
        affiliation: post and institution in one line; empty where the source gives none.
        affiliation_at: the pieces of the source that the affiliation was put together from.
        aliases: other spellings that the source uses for this person.
        interests: what the panelist declares that could bear on the answers; never part of an answer.
        attribution: under what this panelist's answers stand, where that is stricter than what holds for the round-up (`asking.attribution`).
        group: the group of stakeholders that the panelist was asked for; empty where there is none, or where telling it would point to somebody.
    """

    identifier: str
    name: str
    named_at: Passage | None = None
    affiliation: str = ""
    affiliation_at: tuple[Passage, ...] = ()
    aliases: tuple[str, ...] = ()
    interests: tuple[Passage, ...] = ()
    group: str = ""
    attribution: Attribution | None = None

    def __post_init__(self) -> None:
        require_text("name", self.name)


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that was put to the panel.

    Attributes:
        repeated_at: where the source prints it again (under each expert, in each letter).
        scale: the scale of the judgement that it asks for besides prose; None where it asks for prose alone.
        terms: by what it will be settled; None where nobody has said.
        seed: what the editors knew of it beforehand; unset where it is no seed question.
        asked_if: of whom it is asked, by an earlier answer; unset where it is asked of everybody.
        not_asked: panelists who answered, and were not asked this by that: they did not keep silent.
    """

    identifier: str
    text: str
    asked_at: Passage | None = None
    repeated_at: tuple[Span, ...] = ()
    scale: Scale | None = None
    terms: Terms | None = None
    seed: Seed | UnsetType = UNSET  # left out where there is none, so that older programs read the rest
    asked_if: Condition | UnsetType = UNSET  # the same
    not_asked: tuple[str, ...] | UnsetType = UNSET  # the same

    def __post_init__(self) -> None:
        require_text("text", self.text)
        if self.seed:
            require_truth_on(self.seed.truth, self.scale)


class Vote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A position on a statement, with the confidence where the poll asks for it.

    `confidence` is as the source counts it (most polls: 1 to 10); `None` where it says none.
    """

    position: Position
    cast_at: Passage | None = None
    confidence: float | None = None
    confidence_at: Passage | None = None

    def __post_init__(self) -> None:
        require_finite("confidence", self.confidence)


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one panelist, or several together, said to one question (`None`: the article puts no explicit question).

    `judgement` is what was given on the question's scale.
    """

    identifier: str
    panelists: Annotated[tuple[str, ...], Meta(min_length=1)]
    question: str | None = None
    paragraphs: tuple[Passage, ...] = ()
    stance: Stance = Stance.ANSWERED
    vote: Vote | None = None
    judgement: Judgement | None = None

    def __post_init__(self) -> None:
        require_some("panelists", self.panelists)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(paragraph.text.split()) for paragraph in self.paragraphs)


class Forecast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A passage in which a panelist commits to how something will turn out.

    Attributes:
        answer: the answer it stands in. panelist: whose it is. question: as of the answer.
        passage: the sentence or clause.
        phrase: the words that carry the likelihood ("highly likely", "will", "one in four"); None where a bare answer says it.
        polarity: which way the panelist leans on the event as worded in `about`.
        probability: what the phrase leaves open for that event; None where the words give no likelihood ("anyone's guess" has one: it is open).
        is_unhedged: a bare "will" or "won't": style more than certainty; kept out of averages by default.
        condition: the clause that it depends on.
        is_conditional: true also where the condition is not a clause of the same passage.
        about: the words that say what is expected. by_when: the words that say by when.
        reported_by_narrator: the journalist puts the panelist's expectation in other words.
        rules: names of the rules that found it, so that an editor can see why.
    """

    identifier: str
    answer: str
    panelist: str
    passage: Passage
    polarity: Polarity
    question: str | None = None
    phrase: Passage | None = None
    probability: ProbabilityRange | None = None
    is_unhedged: bool = False
    is_conditional: bool = False
    condition: Passage | None = None
    about: Passage | None = None
    by_when: Passage | None = None
    reported_by_narrator: bool = False
    rules: tuple[str, ...] = ()


class Illustration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture of the article, by its caption."""

    caption: Passage
    credit: Passage | None = None
    address: str = ""


class TopicKind(Enum):
    """Who or what a topic is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    PLACE = "place"
    ISSUE = "issue"
    NAME = "name"  # a name that does not show what it stands for


class Mention(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a topic is named: the words, and the sentence that holds them."""

    answer: str
    panelists: tuple[str, ...]
    named_at: Passage
    sentence: Span


class Topic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An actor or an issue that the panel talks about, its variants merged."""

    identifier: str
    label: str
    kind: TopicKind
    variants: tuple[str, ...]
    mentions: Annotated[tuple[Mention, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        require_some("mentions", self.mentions)

    @property
    def panelists(self) -> tuple[str, ...]:
        """Who names it, in the order of first mention."""
        return tuple(dict.fromkeys(panelist for mention in self.mentions for panelist in mention.panelists))


class WarningKind(Enum):
    """Why an editor should look at a line."""

    NOT_PLACED = "not placed"  # a line of the article that was taken for nothing
    LEFT_OUT = "left out"  # recognised and left out: pull quote, editor's note, moderator, comments
    UNSURE_SPEAKER = "unsure speaker"
    UNSURE_QUESTION = "unsure question"
    NO_DATE = "no date"
    ANSWERS_ELSEWHERE = "answers elsewhere"  # a hub page: the panel is named, the answers are on other pages
    DAMAGED = "damaged"  # characters that could not be decoded


class ReadingWarning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something in the source that the editor should look at, in a sentence, with its place."""

    identifier: str
    kind: WarningKind
    message: str
    passage: Passage | None = None


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One round-up: title, panel, questions, answers, forecasts; valid by construction.

    `asking` says how it was asked, where it was: rules, times, numbers, edits, the seal.

    Raises:
        ValueError: an identifier that is not counted from 1, a reference to nothing, a passage that does not stand where it says, a judgement
            that does not fit its question's scale.
    """

    title: str
    source: Source
    text: str
    panel: tuple[Panelist, ...]
    format: Annotated[str, Meta(pattern=FORMAT_PATTERN)] = FORMAT_VERSION
    display_right: DisplayRight = DisplayRight.QUOTATION
    title_at: Passage | None = None
    standfirst: Passage | None = None
    introduction: tuple[Passage, ...] = ()
    outlet: str = ""
    outlet_at: Passage | None = None
    byline: Passage | None = None
    published: Published | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    illustrations: tuple[Illustration, ...] = ()
    topics: tuple[Topic, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    asking: Asking | None = None

    def __post_init__(self) -> None:
        require_format(self.format)
        self._require_counted_identifiers()
        self._require_known_references()
        self._require_fitting_judgements()
        self._require_fitting_conditions()
        for passage in passages_in(self):
            if self.text[passage.start : passage.end] != passage.text:
                msg = f"expected {passage.text!r} at {passage.start}:{passage.end} of the text, found {self.text[passage.start : passage.end]!r}"
                raise ValueError(msg)

    def _require_counted_identifiers(self) -> None:
        require_counted("panelist", [panelist.identifier for panelist in self.panel], "p")
        require_counted("question", [question.identifier for question in self.questions], "q")
        require_counted("answer", [answer.identifier for answer in self.answers], "a")
        require_counted("forecast", [forecast.identifier for forecast in self.forecasts], "f")
        require_counted("topic", [topic.identifier for topic in self.topics], "t")
        require_counted("warning", [warning.identifier for warning in self.warnings], "w")

    def _require_known_references(self) -> None:
        panel = {panelist.identifier for panelist in self.panel}
        questions = {question.identifier for question in self.questions} | {None}
        answers = {answer.identifier for answer in self.answers}
        for answer in self.answers:
            _require_known(panel, answer.identifier, *answer.panelists)
            _require_known(questions, answer.identifier, answer.question)
        for question in self.questions:
            _require_known(panel, question.identifier, *(question.not_asked or ()))
        for forecast in self.forecasts:
            _require_known(panel, forecast.identifier, forecast.panelist)
            _require_known(questions, forecast.identifier, forecast.question)
            _require_known(answers, forecast.identifier, forecast.answer)
        for topic in self.topics:
            for mention in topic.mentions:
                _require_known(answers, topic.identifier, mention.answer)
                _require_known(panel, topic.identifier, *mention.panelists)
        if self.asking:
            _require_known(panel, "asking", *self.asking.late)
            _require_known(panel, "asking", *(one.panelist for one in self.asking.entered or () if one.panelist))
            _require_known(answers, "asking", *(edited.answer for edited in self.asking.edited))
            self._require_known_in_rounds(panel, questions)

    def _require_known_in_rounds(self, panel: AbstractSet[str | None], questions: AbstractSet[str | None]) -> None:
        rounds = self.asking.rounds if self.asking else None
        if rounds is None:
            return
        _require_known(panel | {""}, "an earlier round", *(one.panelist for one in rounds.earlier))
        _require_known(questions, "an earlier round", *(one.question for one in rounds.earlier))
        _require_known(questions, "a reason", *(one.question for one in rounds.reasons))
        _require_known(questions, "a proposal", *(one.question for one in rounds.proposals))
        _require_known(questions, "what was agreed", *(one.question for one in rounds.agreed))

    def _require_fitting_judgements(self) -> None:
        for answer in self.answers:
            if answer.judgement is not None:
                self._require_fit(answer.judgement, answer.question, of=answer.identifier)
        rounds = self.asking.rounds if self.asking else None
        if rounds:
            for earlier in rounds.earlier:
                self._require_fit(earlier.judgement, earlier.question, of=f"round {earlier.round}")
            for agreed in rounds.agreed:
                self._require_fit(agreed.judgement, agreed.question, of="what was agreed")

    def _require_fit(self, judgement: Judgement, question: str | None, *, of: str) -> None:
        scale = self.question(question).scale if question else None
        if scale is None:
            msg = f"expected a question with a scale for the judgement of {of}, found none"
            raise ValueError(msg)
        require_fit(judgement, scale)

    def _require_fitting_conditions(self) -> None:
        conditions = [(question.identifier, question.asked_if or None) for question in self.questions]
        require_earlier(conditions)
        for _, condition in conditions:
            if condition is not None:
                require_test_on(condition.test, self.question(condition.question).scale)

    def panelist(self, identifier: str) -> Panelist:
        """The panelist of that identifier, counted from p1."""
        return self.panel[int(identifier[1:]) - 1]

    def question(self, identifier: str) -> Question:
        """The question of that identifier, counted from q1."""
        return self.questions[int(identifier[1:]) - 1]

    def answers_to(self, question: str | None) -> tuple[Answer, ...]:
        """The answers to one question, in the order of the source."""
        return tuple(answer for answer in self.answers if answer.question == question)

    def answers_by(self, panelist: str) -> tuple[Answer, ...]:
        """What one panelist answered, joint answers included."""
        return tuple(answer for answer in self.answers if panelist in answer.panelists)

    def forecasts_by(self, panelist: str) -> tuple[Forecast, ...]:
        """What one panelist expects."""
        return tuple(forecast for forecast in self.forecasts if forecast.panelist == panelist)


def _require_known(known: AbstractSet[str | None], where: str, *references: str | None) -> None:
    for reference in references:
        if reference not in known:
            msg = f"expected {where} to name a panelist, question or answer of this record, found {reference!r}"
            raise ValueError(msg)
