"""Arbitrary valid records, for tests of rules that hold for every record."""

import datetime as dt

from hypothesis import strategies as st

from weighin.record.record import (
    Answer,
    Forecast,
    Illustration,
    Mention,
    Panelist,
    Published,
    Question,
    ReadingWarning,
    Record,
    Source,
    Topic,
    TopicKind,
    Vote,
    WarningKind,
)
from weighin.record.values import Container, DisplayRight, Passage, Polarity, Position, ProbabilityRange, Span, Stance

words = st.text(min_size=1, max_size=30).filter(str.strip)
some_text = st.text(max_size=30)


def tuples_of(values, *, largest=3, smallest=0):
    """Tuples of a few."""
    return st.lists(values, min_size=smallest, max_size=largest).map(tuple)


def maybe(values):
    """One, or none."""
    return st.none() | values


@st.composite
def spans_of(draw, text):
    """A stretch of a text."""
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


def passages_of(text):
    """A stretch of a text with something to read in it."""
    return (
        spans_of(text)
        .filter(lambda span: text[span.start : span.end].strip())
        .map(lambda span: Passage(text=text[span.start : span.end], start=span.start, end=span.end))
    )


@st.composite
def probability_ranges(draw):
    """Five probabilities that do not fall."""
    five = sorted(draw(st.lists(st.floats(0, 1), min_size=5, max_size=5)))
    return ProbabilityRange(
        lowest=five[0],
        low=five[1],
        median=five[2],
        high=five[3],
        highest=five[4],
        respondents=draw(st.integers(0, 10**6)),
        basis=draw(some_text),
        is_derived=draw(st.booleans()),
    )


def counted(letter, number):
    """p1, p2, …"""
    return [f"{letter}{n}" for n in range(1, number + 1)]


@st.composite
def arbitrary_records(draw, texts=None, display_rights=None):
    """Any valid record; small, because what matters is which fields meet."""
    text = draw(st.text(min_size=1, max_size=200).filter(str.strip) if texts is None else texts)
    rights = st.sampled_from(DisplayRight) if display_rights is None else display_rights
    passage = passages_of(text)
    panel_ids = counted("p", draw(st.integers(0, 4)))
    question_ids = counted("q", draw(st.integers(0, 3)))
    speakers = tuples_of(st.sampled_from(panel_ids), smallest=1) if panel_ids else st.nothing()
    panel = tuple(
        Panelist(
            identifier=identifier,
            name=draw(words),
            named_at=draw(maybe(passage)),
            affiliation=draw(some_text),
            affiliation_at=draw(tuples_of(passage)),
            aliases=draw(tuples_of(words)),
            interests=draw(tuples_of(passage, largest=1)),
        )
        for identifier in panel_ids
    )
    questions = tuple(
        Question(
            identifier=identifier,
            text=draw(words),
            asked_at=draw(maybe(passage)),
            repeated_at=draw(tuples_of(spans_of(text))),
        )
        for identifier in question_ids
    )
    votes = st.builds(
        Vote,
        position=st.sampled_from(Position),
        cast_at=maybe(passage),
        confidence=maybe(st.floats(allow_nan=False, allow_infinity=False)),
        confidence_at=maybe(passage),
    )
    answer_ids = counted("a", draw(st.integers(0, 4))) if panel_ids else []
    answers = tuple(
        Answer(
            identifier=identifier,
            panelists=draw(speakers),
            question=draw(maybe(st.sampled_from(question_ids))) if question_ids else None,
            paragraphs=draw(tuples_of(passage)),
            stance=draw(st.sampled_from(Stance)),
            vote=draw(maybe(votes)),
        )
        for identifier in answer_ids
    )
    forecast_ids = counted("f", draw(st.integers(0, 4))) if answer_ids else []
    forecasts = tuple(
        Forecast(
            identifier=identifier,
            answer=draw(st.sampled_from(answer_ids)),
            panelist=draw(st.sampled_from(panel_ids)),
            passage=draw(passage),
            polarity=draw(st.sampled_from(Polarity)),
            question=draw(maybe(st.sampled_from(question_ids))) if question_ids else None,
            phrase=draw(maybe(passage)),
            probability=draw(maybe(probability_ranges())),
            is_unhedged=draw(st.booleans()),
            is_conditional=draw(st.booleans()),
            condition=draw(maybe(passage)),
            about=draw(maybe(passage)),
            by_when=draw(maybe(passage)),
            reported_by_narrator=draw(st.booleans()),
            rules=draw(tuples_of(some_text)),
        )
        for identifier in forecast_ids
    )
    mentions = st.builds(
        Mention,
        answer=st.sampled_from(answer_ids or ["a1"]),
        panelists=speakers,
        named_at=passage,
        sentence=spans_of(text),
    )
    topics = tuple(
        Topic(
            identifier=identifier,
            label=draw(words),
            kind=draw(st.sampled_from(TopicKind)),
            variants=draw(tuples_of(words)),
            mentions=draw(tuples_of(mentions, smallest=1)),
        )
        for identifier in (counted("t", draw(st.integers(0, 3))) if answer_ids else [])
    )
    return Record(
        title=draw(some_text),
        source=Source(
            container=draw(st.sampled_from(Container)),
            name=draw(some_text),
            address=draw(some_text),
            digest=draw(some_text),
            language=draw(some_text),
        ),
        text=text,
        panel=panel,
        format=draw(st.sampled_from(["1.0", "1.1", "1.27"])),
        display_right=draw(rights),
        title_at=draw(maybe(passage)),
        standfirst=draw(maybe(passage)),
        introduction=draw(tuples_of(passage)),
        outlet=draw(some_text),
        outlet_at=draw(maybe(passage)),
        byline=draw(maybe(passage)),
        published=draw(maybe(st.builds(Published, day=st.dates(dt.date(1500, 1, 1)), read_at=maybe(passage)))),
        questions=questions,
        answers=answers,
        forecasts=forecasts,
        illustrations=draw(
            tuples_of(st.builds(Illustration, caption=passage, credit=maybe(passage), address=some_text), largest=2)
        ),
        topics=topics,
        warnings=tuple(
            ReadingWarning(
                identifier=identifier,
                kind=draw(st.sampled_from(WarningKind)),
                message=draw(some_text),
                passage=draw(maybe(passage)),
            )
            for identifier in counted("w", draw(st.integers(0, 2)))
        ),
    )


@st.composite
def told_roundups(draw):
    """A round-up of another outlet in which every word occurs once, and the words that readers may see of it.

    The second value is the set of words outside every answer's beginning and every forecast: what must be withheld.
    """
    numbers = iter(range(100_000))
    pieces, length = [], 0

    def put(words, close):
        nonlocal length
        text = " ".join(f"Zq{next(numbers)}x" if word == 0 else f"zq{next(numbers)}x" for word in range(words)) + close
        passage = Passage(text=text, start=length, end=length + len(text))
        pieces.append(text)
        length += len(text)
        return passage

    def paragraph():
        start, sentences = length, []
        for _ in range(draw(st.integers(1, 3))):
            sentences.append(put(draw(st.integers(1, 90)), draw(st.sampled_from([".", "?", "!”"]))))
            space()
        return sentences, Passage(text="".join(pieces)[start : length - 1], start=start, end=length - 1)

    def space():
        nonlocal length
        pieces.append(" ")
        length += 1

    introduction = put(50, ".")
    space()
    panel = tuple(Panelist(identifier=p, name=f"Name {p}") for p in counted("p", draw(st.integers(1, 3))))
    answers, forecasts, may_show = [], [], set()
    for number in range(draw(st.integers(1, 5))):
        told = [paragraph() for _ in range(draw(st.integers(1, 3)))]
        may_show.update(told[0][1].text.split()[:40])
        speaker = draw(st.sampled_from(panel)).identifier
        answers.append(
            Answer(identifier=f"a{number + 1}", panelists=(speaker,), paragraphs=tuple(text for _, text in told))
        )
        if draw(st.booleans()):
            passage = draw(st.sampled_from([sentence for sentences, _ in told for sentence in sentences]))
            may_show.update(passage.text.split())
            forecasts.append(
                Forecast(
                    identifier=f"f{len(forecasts) + 1}",
                    answer=f"a{number + 1}",
                    panelist=speaker,
                    passage=passage,
                    phrase=passage,
                    polarity=draw(st.sampled_from(Polarity)),
                    probability=draw(maybe(probability_ranges())),
                )
            )
    text = "".join(pieces)
    record = Record(
        title="What the panel told us",
        source=Source(container=Container.TEXT, address="https://other.example/roundup"),
        text=text,
        panel=panel,
        outlet="The Other Paper",
        introduction=(introduction,),
        standfirst=introduction,
        answers=tuple(answers),
        forecasts=tuple(forecasts),
        warnings=(
            ReadingWarning(
                identifier="w1", kind=WarningKind.LEFT_OUT, message="An introduction.", passage=introduction
            ),
        ),
    )
    return record, set(text.split()) - may_show
