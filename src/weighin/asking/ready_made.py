"""Ready-made drafts to begin a round-up from: texts, rules and questions of our own writing, with blanks to fill in.

A blank stands in square brackets. `asking.missing` names those that are left, so that none reaches a panel.
"""

import itertools
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from weighin.record.asking import Approval, Attribution
from weighin.record.judgements import (
    ProbabilityScale,
    QuantityScale,
    RouletteScale,
    Scale,
    Terms,
)
from weighin.record.protocols import Delphi, Facilitated, Idea, OneRound, Protocol, StoppingRule

_BRACKETED = re.compile(r"\[[^\[\]\n]{2,60}\]")


class ReadyQuestion(Struct, frozen=True, kw_only=True):
    """A question of a ready-made draft. `is_seed`: the editor knows its true value, or will before the round-up opens."""

    text: str
    is_seed: bool = False
    asks_prose: bool = True
    words_wanted: int | None = None
    scale: Scale | None = None
    terms: Terms | None = None


class ReadyMade(Struct, frozen=True, kw_only=True):
    """A draft to begin from. `name` and `use` are what the list says of it."""

    key: str
    name: str
    use: str
    title: str
    questions: tuple[ReadyQuestion, ...]
    standfirst: str = ""
    introduction: str = ""
    note_to_panel: str = ""
    attribution: Attribution = Attribution.ON_THE_RECORD
    approval: Approval = Approval.SHOWN
    reminders: tuple[int, ...] = (72, 24)  # hours before the deadline
    protocol: Protocol = OneRound()


PROSE = ReadyMade(
    key="prose",
    name="Five questions to a panel, in prose",
    use="What a news site asks before or after an event: a few paragraphs each, published side by side.",
    title="What to expect of [the event]",
    standfirst="We asked [how many] who know [the subject] what will come of it.",
    introduction="[The event] takes place on [the day]. We put five questions to people who have followed [the subject] for years. Their answers stand here as they gave them.",
    note_to_panel="We would be grateful for your view of [the event]. A paragraph or two to each question is enough, and you may leave out any that is not your field. Where you expect something, please say how sure you are: readers and we will come back to it.",
    questions=(
        ReadyQuestion(text="What do you expect to come of [the event]?", words_wanted=150),
        ReadyQuestion(text="What would have to happen for you to call it a success?", words_wanted=120),
        ReadyQuestion(text="Who has the most to gain from it, and who the most to lose?", words_wanted=120),
        ReadyQuestion(text="What is most often misunderstood about [the subject]?", words_wanted=120),
        ReadyQuestion(text="What will you be watching for in the weeks afterwards, and why?", words_wanted=120),
    ),
)

PROBABILITIES = ReadyMade(
    key="probabilities",
    name="Probabilities, with terms",
    use="Events that will have happened or not by a day. Each has terms, so that it can be settled and scored.",
    title="How likely is it? [The subject] until [the day]",
    introduction="We asked for probabilities, and settle each question by the terms that stand below it.",
    note_to_panel="Please give a probability from 0 to 100 per cent for each event, and a sentence or two of why. The terms below each question say what counts.",
    questions=(
        ReadyQuestion(
            text="Will [the event] have happened by [the day]?",
            words_wanted=60,
            scale=ProbabilityScale(event="[the event] happens by [the day]"),
            terms=Terms(
                what_counts="[What exactly has to happen, and what does not count]", source="[who will report it]"
            ),
        ),
        ReadyQuestion(
            text="Will [a second event] have happened by [the day]?",
            words_wanted=60,
            scale=ProbabilityScale(event="[a second event] happens by [the day]"),
            terms=Terms(
                what_counts="[What exactly has to happen, and what does not count]", source="[who will report it]"
            ),
        ),
        ReadyQuestion(
            text="What would most change your mind on either?",
            words_wanted=100,
        ),
    ),
)

QUANTITIES = ReadyMade(
    key="quantities",
    name="Quantities, by three quantiles",
    use="Numbers that will be known: low, middle and high values, which say how sure somebody is.",
    title="How much? [The subject] in [the year]",
    introduction="We asked for three values each: one that the truth will hardly fall short of, one that it is as likely to exceed as not, and one that it will hardly exceed.",
    note_to_panel="For each quantity please give three values. You should think it a chance of 1 in 20 that the truth lies below the low one, and 1 in 20 that it lies above the high one. Beginning with the two ends keeps most people from being too sure.",
    questions=(
        ReadyQuestion(
            text="How large will [the quantity] be in [the year]?",
            words_wanted=60,
            scale=QuantityScale(unit="[unit]"),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
        ReadyQuestion(
            text="How large will [a second quantity] be in [the year]?",
            words_wanted=60,
            scale=QuantityScale(unit="[unit]"),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
    ),
)

DELPHI = ReadyMade(
    key="delphi",
    name="Delphi, in three rounds",
    use="A panel that shall come closer, or show that it does not: each sees the group's answers and its reasons without names, and keeps or revises.",
    title="A Delphi on [the subject]",
    introduction="The panel answered in up to three rounds. From the second on everybody saw the group's answers and its reasons, without names. What counts as consensus, and when to stop, was fixed before the first round.",
    note_to_panel="There will be up to three rounds. In the first you answer alone. In the next you see the group's answers and its reasons without names, and keep or revise your own. A reason helps the others more than a number.",
    attribution=Attribution.ANONYMOUS_TO_READERS,
    approval=Approval.NOT_SHOWN,
    protocol=Delphi(stopping=StoppingRule(most_rounds=3, at_consensus=True, when_kept=0.85)),
    questions=(
        ReadyQuestion(
            text="How likely is it that [the event] happens by [the year]?",
            words_wanted=80,
            scale=ProbabilityScale(event="[the event] happens by [the year]"),
            terms=Terms(what_counts="[What exactly has to happen]", source="[who will report it]"),
        ),
        ReadyQuestion(
            text="How large will [the quantity] be in [the year]?",
            words_wanted=80,
            scale=QuantityScale(unit="[unit]"),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
        ReadyQuestion(text="What stands most in the way?", words_wanted=100),
    ),
)

IDEA = ReadyMade(
    key="idea",
    name="IDEA: investigate, discuss, estimate, aggregate",
    use="Estimates where data are thin: everybody estimates, the group discusses under pseudonyms, everybody estimates again.",
    title="Estimates of [the quantity]",
    introduction="Everybody estimated alone, then discussed the estimates with the others under a pseudonym, then estimated a second time. The second estimates count.",
    note_to_panel="Please estimate alone first, and say what your estimate rests on: the others will see your reasons under a pseudonym. In the second round you see theirs and estimate again. Nobody has to agree with anybody.",
    attribution=Attribution.ANONYMOUS_TO_READERS,
    approval=Approval.NOT_SHOWN,
    protocol=Idea(),
    questions=(
        ReadyQuestion(
            text="What is [the quantity] in [the place] in [the year]?",
            words_wanted=100,
            scale=QuantityScale(unit="[unit]", levels=(0.1, 0.5, 0.9)),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
        ReadyQuestion(
            text="How likely is it that [the event] happens by [the year]?",
            words_wanted=100,
            scale=ProbabilityScale(event="[the event] happens by [the year]"),
            terms=Terms(what_counts="[What exactly has to happen]", source="[who will report it]"),
        ),
    ),
)

FACILITATED = ReadyMade(
    key="facilitated",
    name="Facilitated, with roulette (SHELF)",
    use="A workshop: everybody lays chips alone, then the group meets and agrees on one distribution, which stands beside theirs.",
    title="A workshop on [the quantity]",
    introduction="Everybody laid 20 chips alone before the meeting. The distribution that the group then agreed on stands beside theirs.",
    note_to_panel="Please lay your chips before we meet: each stands for 5 per cent of your belief. Begin with the bins at the two ends. In the meeting we go through where we differ, and look for one distribution that a rational onlooker would hold after having heard us.",
    attribution=Attribution.ANONYMOUS_TO_READERS,
    approval=Approval.NOT_SHOWN,
    protocol=Facilitated(),
    questions=(
        ReadyQuestion(
            text="What is [the quantity] in [the place] in [the year]?",
            words_wanted=100,
            scale=RouletteScale(edges=tuple(map(float, range(0, 101, 10))), unit="[unit]", chips=20),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
    ),
)

COOKE = ReadyMade(
    key="cooke",
    name="Cooke's classical model, with seed questions",
    use="Experts are weighted by how well they do on questions whose answers you know. Eight or more of them stand among those that you want to know.",
    title="How much? [The subject], with experts weighted by their performance",
    introduction="Among the questions stood some whose answers we knew. They were sealed before anybody answered, and weigh the experts.",
    note_to_panel="For each quantity please give three values: 1 in 20 that the truth lies below the low one, as likely above as below the middle one, 1 in 20 that it lies above the high one. Some questions have answers that are known already. Please answer all of them from what you know, without looking anything up.",
    protocol=OneRound(),
    attribution=Attribution.ANONYMOUS_TO_READERS,
    approval=Approval.NOT_SHOWN,
    questions=(
        *(
            ReadyQuestion(
                text=f"How large was [the quantity of seed question {number}]?",
                asks_prose=False,
                is_seed=True,
                scale=QuantityScale(unit="[unit]"),
            )
            for number in range(1, 9)
        ),
        ReadyQuestion(
            text="How large will [the quantity] be in [the year]?",
            words_wanted=60,
            scale=QuantityScale(unit="[unit]"),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
        ReadyQuestion(
            text="How large will [a second quantity] be in [the year]?",
            words_wanted=60,
            scale=QuantityScale(unit="[unit]"),
            terms=Terms(what_counts="[Which figure, measured how]", source="[who will publish it]"),
        ),
    ),
)

READY_MADE = (PROSE, PROBABILITIES, QUANTITIES, DELPHI, IDEA, FACILITATED, COOKE)


def ready_made_of(key: str) -> ReadyMade | None:
    """The ready-made draft of that key; None where there is none."""
    return next((one for one in READY_MADE if one.key == key), None)


def blanks_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The blanks of ready-made drafts that still stand in these texts, each once, in their order. Other words in brackets are none."""
    found = itertools.chain.from_iterable(map(_BRACKETED.findall, texts))
    return tuple(dict.fromkeys(one for one in found if one in BLANKS))


def texts_of(ready: ReadyMade) -> Iterator[str]:
    """Every text of a ready-made draft that a panelist or a reader would see."""
    yield from (ready.title, ready.standfirst, ready.introduction, ready.note_to_panel)
    for question in ready.questions:
        yield from texts_of_question(question.text, question.scale, question.terms)


def texts_of_question(text: str, scale: Scale | None, terms: Terms | None) -> Iterator[str]:
    """Every text of a question: its own, of its scale and of its terms."""
    yield text
    for part in (scale, terms):
        for name in part.__struct_fields__ if part else ():
            value = getattr(part, name)
            yield from [value] if isinstance(value, str) else [one for one in _many(value) if isinstance(one, str)]


def _many(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


BLANKS = frozenset(
    itertools.chain.from_iterable(map(_BRACKETED.findall, itertools.chain.from_iterable(map(texts_of, READY_MADE))))
)
