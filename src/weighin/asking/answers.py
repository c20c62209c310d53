"""What a panelist hands in: for each question prose, a judgement, or why there is neither."""

from enum import Enum

import msgspec
from msgspec import Struct

from weighin.asking.clarifications import Clarification
from weighin.record.judgements import Judgement, Scale, Terms, require_fit
from weighin.record.values import Stance

MOST_CHARACTERS = 200_000  # of one answer: a long essay; what is longer was pasted by mistake
MOST_EXPERTISE = 5


class Help(Enum):
    """Who helped with the writing, where the round-up asks."""

    NOBODY = "nobody"
    MACHINE = "a machine"  # a language model or the like
    OFFICE = "an office"  # a press office, an assistant
    BOTH = "a machine and an office"


class GivenAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One panelist's answer to one question.

    Attributes:
        question: the question's public identifier.
        stance: answered, uncertain, no opinion, declined ("not my field"): each is something else than silence.
        prose: as it was typed; paragraphs are parted by an empty line.
        judgement: what was given on the question's scale.
        expertise: how much of an expert the panelist is on this question in their own eyes, 1 to 5; None where they did not say.
    """

    question: str
    stance: Stance = Stance.ANSWERED
    prose: str = ""
    judgement: Judgement | None = None
    expertise: int | None = None

    @property
    def is_silent(self) -> bool:
        """Nothing was given: neither prose, nor a judgement, nor a reason for giving none."""
        return self.stance is Stance.ANSWERED and not self.prose.strip() and self.judgement is None


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that one panelist hands in at once, in the order of the questions. `version` is that of the shape, sealed with them.

    `help` is None where the round-up does not ask who helped.
    """

    given: tuple[GivenAnswer, ...]
    version: int = 1
    help: Help | None = None

    def to(self, question: str) -> GivenAnswer | None:
        """The answer to that question; None where there is none."""
        return next((one for one in self.given if one.question == question), None)

    @property
    def is_silent(self) -> bool:
        """Nothing was given to any question."""
        return all(one.is_silent for one in self.given)


class Asked(Struct, frozen=True, kw_only=True):
    """A question as the form puts it. `words_wanted`: about how many words the editors hope for; a guide, no limit."""

    identifier: str
    text: str
    scale: Scale | None = None
    asks_prose: bool = True
    words_wanted: int | None = None
    terms: Terms | None = None
    clarifications: tuple[Clarification, ...] = ()


class Flaw(Struct, frozen=True, kw_only=True):
    """What is wrong with an answer, in a sentence for its author, and in which question."""

    question: str
    reason: str


def flaws_in(answers: Answers, asked: tuple[Asked, ...]) -> tuple[Flaw, ...]:
    """What keeps the answers from being submitted. A saved draft may have flaws; nothing of it is lost."""
    questions = {question.identifier: question for question in asked}
    found = [flaw for one in answers.given for flaw in _flaws_of(one, questions)]
    if answers.is_silent:
        found.append(Flaw(question="", reason="nothing is answered yet; answer at least one question, or decline"))
    return tuple(found)


def _flaws_of(one: GivenAnswer, questions: dict[str, Asked]) -> list[Flaw]:
    question = questions.get(one.question)
    if question is None:
        return [Flaw(question=one.question, reason="this question is not asked here")]
    found = []
    if len(one.prose) > MOST_CHARACTERS:
        reason = f"expected at most {MOST_CHARACTERS:,} characters, found {len(one.prose):,}"
        found.append(Flaw(question=one.question, reason=reason))
    if one.expertise is not None and not 1 <= one.expertise <= MOST_EXPERTISE:
        reason = f"expected an expertise from 1 to {MOST_EXPERTISE}, found {one.expertise}"
        found.append(Flaw(question=one.question, reason=reason))
    if one.judgement is not None:
        if question.scale is None:
            found.append(Flaw(question=one.question, reason="this question asks for prose alone"))
        else:
            try:
                require_fit(one.judgement, question.scale)
            except ValueError as error:
                found.append(Flaw(question=one.question, reason=str(error)))
    return found


def decode_answers(data: bytes) -> Answers:
    """Answers from their JSON, as they were kept.

    Raises:
        ValueError: damaged.
    """
    return msgspec.json.decode(data, type=Answers)


def plain_answers(answers: Answers) -> dict[str, object]:
    """Answers as plain JSON values, to be sealed as canonical JSON. Where nobody asked who helped, nothing of it is said."""
    plain: dict[str, object] = msgspec.to_builtins(answers)
    return plain if answers.help else {name: part for name, part in plain.items() if name != "help"}
