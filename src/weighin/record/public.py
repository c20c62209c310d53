"""What may leave the house: the public twin of the record, in its own types.

A `PublicRecord` comes about only inside `disclosure.disclose`, so that nothing withheld can be handed to a page by accident. It carries no
offsets and no source text unless all may be shown.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum

from msgspec import UNSET, Struct, UnsetType

from weighin.record.asking import Asking
from weighin.record.conditions import Condition
from weighin.record.judgements import Judgement, Scale, Terms
from weighin.record.record import Record, TopicKind
from weighin.record.seeds import Seed
from weighin.record.values import DisplayRight, Polarity, Position, ProbabilityRange, Stance

_disclosing: ContextVar[bool] = ContextVar("_disclosing", default=False)


class Audience(Enum):
    """To whom something is shown."""

    READERS = "readers"  # everybody: as the display right allows
    EDITORS = "editors"  # those who read the article in: all of it, for their eyes only


class Mark(Struct, frozen=True):
    """Where a forecast stands in a quotation: `text[start:end]` of that quotation."""

    start: int
    end: int
    forecast: str


class Quotation(Struct, frozen=True, kw_only=True):
    """Words of a panelist as they stand in the source; `cut_before` and `cut_after` say where words were left off."""

    text: str
    marks: tuple[Mark, ...] = ()
    cut_before: bool = False
    cut_after: bool = False


class PublicPanelist(Struct, frozen=True, kw_only=True):
    """An expert in this round-up."""

    identifier: str
    name: str
    affiliation: str = ""
    interests: tuple[str, ...] = ()
    group: str = ""
    is_named: bool = True  # otherwise `name` stands in for one that is not told


class PublicQuestion(Struct, frozen=True, kw_only=True):
    """A question that was put to the panel, with the scale and the terms that it was put on, and what the editors knew of it beforehand."""

    identifier: str
    text: str
    scale: Scale | None = None
    terms: Terms | None = None
    seed: Seed | UnsetType = UNSET
    asked_if: Condition | UnsetType = UNSET
    not_asked: tuple[str, ...] = ()


class PublicAnswer(Struct, frozen=True, kw_only=True):
    """What was said to one question. `words` counts all of the answer; where `is_shortened`, the quotations hold only a part of it."""

    identifier: str
    panelists: tuple[str, ...]
    question: str | None
    stance: Stance
    quotations: tuple[Quotation, ...]
    words: int
    is_shortened: bool
    position: Position | None = None
    confidence: float | None = None
    judgement: Judgement | None = None


class PublicForecast(Struct, frozen=True, kw_only=True):
    """A passage in which a panelist commits. `phrase_start` and `phrase_end` find the phrase in the quotation; None where it is not in it."""

    identifier: str
    answer: str
    panelist: str
    question: str | None
    quotation: Quotation
    polarity: Polarity
    phrase: str = ""
    phrase_start: int | None = None
    phrase_end: int | None = None
    probability: ProbabilityRange | None = None
    is_unhedged: bool = False
    is_conditional: bool = False
    condition: str = ""
    about: str = ""
    by_when: str = ""
    reported_by_narrator: bool = False
    rules: tuple[str, ...] = ()


class PublicMention(Struct, frozen=True, kw_only=True):
    """Who names a topic, in which words. `sentence` is empty where it may not be repeated."""

    answer: str
    panelists: tuple[str, ...]
    words: str
    sentence: str = ""


class PublicTopic(Struct, frozen=True, kw_only=True):
    """An actor or an issue, and who names it."""

    identifier: str
    label: str
    kind: TopicKind
    mentions: tuple[PublicMention, ...]

    @property
    def panelists(self) -> tuple[str, ...]:
        """Who names it, in the order of first mention."""
        return tuple(dict.fromkeys(panelist for mention in self.mentions for panelist in mention.panelists))


class PublicIllustration(Struct, frozen=True, kw_only=True):
    """A picture by its caption; its address only where it may be shown."""

    caption: str
    credit: str = ""
    address: str = ""


class PublicRecord(Struct, frozen=True, kw_only=True):
    """A round-up as one audience may see it. Made by `disclose` alone.

    Attributes:
        is_whole: all may be shown; otherwise quotations are short and the source text is withheld.
        words: how many words all answers have together, shown or not.
        whole: the record itself, where all may be shown.
        asking: how it was asked, of what is our own.

    Raises:
        TypeError: made, decoded or changed anywhere else than inside `disclose`.
    """

    audience: Audience
    display_right: DisplayRight
    is_whole: bool
    title: str
    outlet: str
    address: str
    language: str
    published: dt.date | None
    byline: str
    standfirst: str
    introduction: tuple[str, ...]
    panel: tuple[PublicPanelist, ...]
    questions: tuple[PublicQuestion, ...]
    answers: tuple[PublicAnswer, ...]
    forecasts: tuple[PublicForecast, ...]
    topics: tuple[PublicTopic, ...]
    illustrations: tuple[PublicIllustration, ...]
    words: int
    whole: Record | None = None
    asking: Asking | None = None

    def __post_init__(self) -> None:
        if not _disclosing.get():
            msg = "a PublicRecord is made by weighin.record.disclosure.disclose(record, audience) and nowhere else"
            raise TypeError(msg)

    def panelist(self, identifier: str) -> PublicPanelist:
        """The panelist of that identifier, counted from p1."""
        return self.panel[int(identifier[1:]) - 1]

    def question(self, identifier: str) -> PublicQuestion:
        """The question of that identifier, counted from q1."""
        return self.questions[int(identifier[1:]) - 1]

    def answer(self, identifier: str) -> PublicAnswer:
        """The answer of that identifier, counted from a1."""
        return self.answers[int(identifier[1:]) - 1]


@contextmanager
def permission_to_disclose() -> Iterator[None]:
    """For `disclosure.disclose` alone: inside it, a PublicRecord may come about."""
    before = _disclosing.set(True)
    try:
        yield
    finally:
        _disclosing.reset(before)
