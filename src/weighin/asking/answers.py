"""What a panelist hands in: for each question prose, a judgement, or why there is neither."""

from collections.abc import Iterator
from enum import Enum

import msgspec
from msgspec import Struct

from weighin.asking.clarifications import Clarification
from weighin.asking.wording import NotTaken, Say, Write, in_english, marked, plainly
from weighin.record.conditions import Condition
from weighin.record.judgements import Judgement, Scale, Terms, require_fit
from weighin.record.values import Stance

MOST_CHARACTERS = 200_000  # of one answer: a long essay; what is longer was pasted by mistake
MOST_OF_A_REASON = 5_000  # characters
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
        because: why an earlier answer was kept or revised, in words for the group; empty where nobody said or asked.
    """

    question: str
    stance: Stance = Stance.ANSWERED
    prose: str = ""
    judgement: Judgement | None = None
    expertise: int | None = None
    because: str = ""

    @property
    def is_silent(self) -> bool:
        """Nothing was given: neither prose, nor a judgement, nor a reason for giving none."""
        return self.stance is Stance.ANSWERED and not self.prose.strip() and self.judgement is None


class Proposal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that a panelist proposes in round 0, and why it should be asked."""

    text: str
    because: str = ""


class Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that one panelist hands in at once, in the order of the questions. `version` is that of the shape, sealed with them.

    `help` is None where the round-up does not ask who helped. `proposals` are those of round 0, in which nothing else is given.
    """

    given: tuple[GivenAnswer, ...]
    version: int = 1
    help: Help | None = None
    proposals: tuple[Proposal, ...] = ()

    def to(self, question: str) -> GivenAnswer | None:
        """The answer to that question; None where there is none."""
        return next((one for one in self.given if one.question == question), None)

    @property
    def is_silent(self) -> bool:
        """Nothing was given to any question that was asked, and none was proposed."""
        return not self.proposals and all(one.is_silent or one.stance is Stance.NOT_ASKED for one in self.given)


class Asked(Struct, frozen=True, kw_only=True):
    """A question as the form puts it. `words_wanted`: about how many words the editors hope for; a guide, no limit."""

    identifier: str
    text: str
    scale: Scale | None = None
    asks_prose: bool = True
    words_wanted: int | None = None
    terms: Terms | None = None
    asked_if: Condition | None = None
    clarifications: tuple[Clarification, ...] = ()


class Flaw(Struct, frozen=True, kw_only=True):
    """What is wrong with an answer, in a sentence for its author, and in which question."""

    question: str
    reason: str


def flaws_in(
    answers: Answers, asked: tuple[Asked, ...], *, say: Say = in_english, write: Write = plainly
) -> tuple[Flaw, ...]:
    """What keeps the answers from being submitted, each in a sentence for their author. A saved draft may have flaws; nothing of it is lost."""
    questions = {question.identifier: question for question in asked}
    found = [
        Flaw(question=one.question, reason=reason.said(say, write))
        for one in answers.given
        for reason in _reasons_against(one, questions)
    ]
    if answers.is_silent:
        reason = say("Nothing is answered yet. Answer at least one question, or decline.")
        found.append(Flaw(question="", reason=reason))
    return tuple(found)


def _reasons_against(one: GivenAnswer, questions: dict[str, Asked]) -> Iterator[NotTaken]:
    question = questions.get(one.question)
    if question is None:
        yield NotTaken(marked("This question is not asked here."))
        return
    if len(one.prose) > MOST_CHARACTERS:
        too_long = marked("Please shorten this answer. It has %(found)s characters; at most %(most)s are taken.")
        yield NotTaken(too_long, found=len(one.prose), most=MOST_CHARACTERS)
    if len(one.because) > MOST_OF_A_REASON:
        too_long = marked("Please shorten this reason. It has %(found)s characters; at most %(most)s are taken.")
        yield NotTaken(too_long, found=len(one.because), most=MOST_OF_A_REASON)
    if one.expertise is not None and not 1 <= one.expertise <= MOST_EXPERTISE:
        yield NotTaken(marked("Expertise goes from 1 to %(most)s."), most=MOST_EXPERTISE)
    if one.judgement is not None and question.scale is None:
        yield NotTaken(marked("This question asks for prose alone."))
    elif one.judgement is not None and question.scale is not None:
        try:
            require_fit(one.judgement, question.scale)
        except ValueError as error:  # the form has asked for each of these rules in words for panelists
            yield NotTaken(marked("This does not fit the question: %(why)s."), why=str(error))


def decode_answers(data: bytes) -> Answers:
    """Answers from their JSON, as they were kept.

    Raises:
        ValueError: damaged.
    """
    return msgspec.json.decode(data, type=Answers)


def plain_answers(answers: Answers) -> dict[str, object]:
    """Answers as plain JSON values, to be sealed as canonical JSON.

    Of what was not asked for, nothing is said: who helped, what to ask, why an answer was kept or revised.
    """
    plain: dict[str, object] = msgspec.to_builtins(answers)
    plain["given"] = [
        {name: part for name, part in msgspec.to_builtins(one).items() if part or name != "because"}
        for one in answers.given
    ]
    return {name: part for name, part in plain.items() if part or name not in {"help", "proposals"}}
