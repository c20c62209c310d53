"""The form as it is shown: each question with its fields, what was typed in them, and what is wrong."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from weighin.asking.answers import Asked, Flaw, Help
from weighin.asking.clarifications import Clarification
from weighin.asking.form import BECAUSE, HELP, STANCES, closed_now
from weighin.asking.routing import condition_told
from weighin.asking.scales import NOTHING_CHOSEN, Choices, Picture, parts_of, picture_of, told
from weighin.asking.wording import Say, Write, in_english, marked, plainly
from weighin.asking.words import word_count
from weighin.record.judgements import ChoiceScale, Terms
from weighin.record.values import Stance

STANCE_TOLD = {
    Stance.UNCERTAIN: marked("I am uncertain"),
    Stance.NO_OPINION: marked("I have no opinion"),
    Stance.DECLINED: marked("Not my field"),
}
HELP_TOLD = {
    Help.NOBODY: marked("No, the words are my own"),
    Help.MACHINE: marked("A machine helped, such as a language model"),
    Help.OFFICE: marked("A press office or an assistant helped"),
    Help.BOTH: marked("Both helped"),
}
EXPERTISE = (
    marked("1: I follow it in the news"),
    "2",
    marked("3: I know the subject"),
    "4",
    marked("5: I work on exactly this"),
)


class Field(Struct, frozen=True, kw_only=True):
    """One field: its name in the form, its label, what stands in it, and how it is typed."""

    name: str
    label: str
    value: str
    kind: str  # number, chips, date or choice
    unit: str = ""
    choices: Choices = ()
    overlooked: str = ""  # what another window saved here, where it is something else


class Shown(Struct, frozen=True, kw_only=True):
    """A question on the form."""

    number: int
    identifier: str
    text: str
    asks_prose: bool
    prose: Field
    judgement: tuple[Field, ...]
    judgement_told: str
    picture: Picture | None
    can_share: bool  # the form helps to make it sum to 100 per cent
    stance: Field
    expertise: Field
    flaws: tuple[str, ...]
    words: int
    words_wanted: int | None = None
    condition: str = ""  # of whom it is asked, in words; empty where of everybody
    is_asked: bool = True  # by what is typed now
    opens: bool = False  # whether another is asked by what is answered here
    supposing: str = ""  # what the panelist is to suppose, of a forecast under a condition
    terms: tuple[tuple[str, str], ...] = ()
    clarifications: tuple[tuple[str, Clarification], ...] = ()  # each with its day as the language writes it
    because: Field | None = None  # where an earlier answer is kept or revised
    beside: object = None  # what the form shows beside it: one's own answer of the round before, and the group's


def sheet_of(
    questions: Sequence[Asked],
    fields: Mapping[str, str],
    *,
    flaws: Sequence[Flaw] = (),
    overlooked: Mapping[str, str] | None = None,
    beside: Mapping[str, object] | None = None,
    asks_why: bool = False,
    say: Say = in_english,
    write: Write = plainly,
) -> list[Shown]:
    """Every question with its fields.

    `overlooked`: what another window holds, shown where it differs. `beside`: by question, what else the form shows of it. `asks_why`: whether it
    asks why an earlier answer is kept or revised. `say`, `write`: in the panelist's language.
    """
    sheet = _Sheet(tuple(questions), fields, overlooked or {}, say=say, write=write)
    shown = [sheet.shown(number, question, flaws) for number, question in enumerate(questions, start=1)]
    why = say("Why you keep or change your answer")
    return [
        replace(
            one,
            because=sheet.field(question, BECAUSE, why, "prose") if asks_why else None,
            beside=(beside or {}).get(question.identifier),
        )
        for one, question in zip(shown, questions, strict=True)
    ]


def help_field(fields: Mapping[str, str], say: Say = in_english) -> Field:
    """Who helped with the writing, for round-ups that ask."""
    choices = tuple((one.value, say(told)) for one, told in HELP_TOLD.items())
    label = say("Did a machine or a press office help you with the writing?")
    return Field(name=HELP, label=label, value=fields.get(HELP, ""), kind="choice", choices=(NOTHING_CHOSEN, *choices))


class _Sheet:
    """What was typed, here and in another window, and the language."""

    def __init__(
        self,
        questions: tuple[Asked, ...],
        fields: Mapping[str, str],
        overlooked: Mapping[str, str],
        *,
        say: Say,
        write: Write,
    ) -> None:
        self.fields, self.overlooked, self.say, self.write = fields, overlooked, say, write
        self.places = {question.identifier: number for number, question in enumerate(questions, start=1)}
        self.sources = {question.asked_if.question for question in questions if question.asked_if}
        self.closed = closed_now(fields, questions) if self.sources else frozenset[str]()

    def shown(self, number: int, question: Asked, flaws: Sequence[Flaw]) -> Shown:
        prose = self.field(question, "prose", self.say("Your answer"), "prose")
        stances = tuple((stance.value, self.say(STANCE_TOLD[stance])) for stance in STANCES)
        ranks = tuple((str(rank), self.say(told)) for rank, told in enumerate(EXPERTISE, start=1))
        return Shown(
            number=number,
            identifier=question.identifier,
            text=question.text,
            asks_prose=question.asks_prose,
            prose=prose,
            judgement=tuple(
                self.field(question, part.name, part.label, part.kind, unit=part.unit, choices=part.choices)
                for part in parts_of(question.scale, self.say, self.write)
            ),
            judgement_told=told(question.scale, self.say, self.write),
            picture=picture_of(question.scale),
            can_share=isinstance(question.scale, ChoiceScale),
            stance=self.field(
                question, "stance", self.say("Or say why you give none"), "choice", choices=(NOTHING_CHOSEN, *stances)
            ),
            expertise=self.field(
                question,
                "expertise",
                self.say("How much of an expert are you on this question?"),
                "choice",
                choices=(NOTHING_CHOSEN, *ranks),
            ),
            flaws=tuple(flaw.reason for flaw in flaws if flaw.question == question.identifier),
            words=word_count(prose.value),
            words_wanted=question.words_wanted,
            supposing=(question.terms.condition or "") if question.terms else "",
            condition=self.condition_of(question),
            is_asked=question.identifier not in self.closed,
            opens=question.identifier in self.sources,
            terms=tuple((self.say(name), said) for name, said in _terms_told(question.terms, self.write) if said),
            clarifications=tuple((self.write(one.day), one) for one in question.clarifications),
        )

    def condition_of(self, question: Asked) -> str:
        condition = question.asked_if
        return condition_told(condition, self.places[condition.question], self.say, self.write) if condition else ""

    def field(
        self, question: Asked, part: str, label: str, kind: str, *, unit: str = "", choices: Choices = ()
    ) -> Field:
        name = f"{question.identifier}.{part}"
        value, other = self.fields.get(name, ""), self.overlooked.get(name, "")
        return Field(
            name=name,
            label=label,
            value=value,
            kind=kind,
            unit=unit,
            choices=choices,
            overlooked=other if other != value else "",
        )


def _terms_told(terms: Terms | None, write: Write) -> tuple[tuple[str, str], ...]:
    if terms is None:
        return ()
    return (
        (marked("What counts"), terms.what_counts),
        (marked("Where it will stand"), terms.source),
        (marked("Known by"), write(terms.due) if terms.due else ""),
        (marked("Fine print"), terms.fine_print),
    )
