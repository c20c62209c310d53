"""A round-up with a judgement of every kind, of our own invention, and arbitrary ones."""

import datetime as dt

from hypothesis import strategies as st

from weighin.record.judgements import (
    AgreementJudgement,
    AgreementScale,
    ChoiceJudgement,
    ChoiceScale,
    DateJudgement,
    DateScale,
    Judgement,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RatingJudgement,
    RatingScale,
    Scale,
    Terms,
)
from weighin.record.record import Answer, Panelist, Published, Question, Record, Source
from weighin.record.values import Container, DisplayRight, Passage, Position, Stance

PANEL = (
    ("Ada Quist", "Professor of Limnology, University of Orn"),
    ("Bruno Hale", "former harbour master of Vess"),
    ("Cleo Maris", "economist at the Orn Institute"),
    ("Dmitri Vale", "ice pilot"),
    ("Esra Lund", "University of Vess"),
)
AGREE, STRONGLY, DISAGREE, UNCERTAIN = (
    Position.AGREE,
    Position.STRONGLY_AGREE,
    Position.DISAGREE,
    Position.UNCERTAIN,
)


def _days(*days: str) -> DateJudgement:
    return DateJudgement(days=tuple(map(dt.date.fromisoformat, days)))


ASKED: tuple[tuple[str, Scale, Terms | None, tuple[Judgement | None, ...]], ...] = (
    (
        "Will the ice close the ferry route before Christmas?",
        ProbabilityScale(event="the ferry route is closed by ice on at least one day before 25 December 2024"),
        Terms(
            what_counts="The harbour council lists the route as closed for ice.",
            source="Bulletin of the harbour council",
            due=dt.date(2024, 12, 27),
            fine_print="A closure for wind does not count, however much ice there is.",
        ),
        tuple(ProbabilityJudgement(probability=one) for one in (0.7, 0.65, 0.75, 0.05, 0.6)),
    ),
    (
        "Who will run the winter ferry?",
        ChoiceScale(options=("The harbour council", "A private company", "Nobody")),
        None,
        (
            *(ChoiceJudgement(probabilities=one) for one in ((0.6, 0.3, 0.1), (0.5, 0.4, 0.1), (0.7, 0.2, 0.1))),
            ChoiceJudgement(probabilities=(0.05, 0.05, 0.9)),
            None,
        ),
    ),
    (
        "How many passengers will cross in January?",
        QuantityScale(unit="passengers", levels=(0.05, 0.25, 0.5, 0.75, 0.95), lowest=0),
        None,
        tuple(
            QuantityJudgement(quantiles=one)
            for one in (
                (800, 1100, 1250, 1400, 2000),
                (900, 1000, 1200, 1500, 1900),
                (700, 1200, 1500, 1600, 2400),
                (0, 10, 20, 100, 300),
                (1000, 1300, 1400, 1450, 1500),
            )
        ),
    ),
    (
        "When will the new ferry sail?",
        DateScale(),
        Terms(what_counts="A crossing with paying passengers."),
        (
            _days("2025-01-10", "2025-03-01", "2025-06-01"),
            _days("2025-02-01", "2025-04-15", "2025-09-01"),
            _days("2025-01-20", "2025-03-20", "2025-05-01"),
            _days("2026-01-01", "2026-06-01", "2027-01-01"),
            None,
        ),
    ),
    (
        "How well is the harbour prepared?",
        RatingScale(lowest=1, highest=9, lowest_means="not at all", highest_means="perfectly"),
        None,
        tuple(RatingJudgement(rating=one) for one in (7, 6, 7, 2, 7)),
    ),
    (
        "Should the fares rise?",
        AgreementScale(statement="The fares of the winter ferry should rise by a tenth."),
        None,
        tuple(
            AgreementJudgement(position=position, confidence=confidence)
            for position, confidence in ((AGREE, 7), (STRONGLY, 9), (AGREE, 5), (DISAGREE, 4), (UNCERTAIN, 3))
        ),
    ),
)


def record_of(asked, *, right: DisplayRight = DisplayRight.OWN, prose: str = "So it looks from here.") -> Record:
    """A record of questions, each with its scale, terms and a judgement (or None) of each of the panel."""
    experts = max(len(judgements) for *_, judgements in asked)
    answers, pieces, at = [], [], 0
    for number, (_, _, _, judgements) in enumerate(asked, start=1):
        for place, judgement in enumerate(judgements, start=1):
            if judgement is None:
                continue
            said = (Passage(text=prose, start=at, end=at + len(prose)),) if prose else ()
            pieces.append(prose)
            at += len(prose) + 1
            answers.append(
                Answer(
                    identifier=f"a{len(answers) + 1}",
                    panelists=(f"p{place}",),
                    question=f"q{number}",
                    paragraphs=said,
                    stance=Stance.ANSWERED,
                    judgement=judgement,
                )
            )
    names = [*PANEL, *((f"Expert {number}", "") for number in range(len(PANEL) + 1, experts + 1))]
    return Record(
        title="Will the ferries of Lake Orn sail through the winter?",
        source=Source(container=Container.ASKED),
        text="\n".join(pieces),
        display_right=right,
        published=Published(day=dt.date(2024, 11, 4)),
        panel=tuple(
            Panelist(identifier=f"p{place}", name=name, affiliation=affiliation)
            for place, (name, affiliation) in enumerate(names[:experts], start=1)
        ),
        questions=tuple(
            Question(identifier=f"q{number}", text=text, scale=scale, terms=terms)
            for number, (text, scale, terms, _) in enumerate(asked, start=1)
        ),
        answers=tuple(answers),
    )


def judged_record(right: DisplayRight = DisplayRight.OWN) -> Record:
    """Five experts, a question of every kind, the fourth always apart."""
    return record_of(ASKED, right=right)


def hostile_judgements(words: str) -> Record:
    """Scales, terms, options and units that hold these words."""
    terms = Terms(what_counts=words, source=words, fine_print=words)
    halves = (ChoiceJudgement(probabilities=(0.5, 0.5)),) * 3
    numbers_given = (QuantityJudgement(quantiles=(-1, 2, 3)),) * 3
    return record_of(
        (
            (words, ProbabilityScale(event=words), terms, (ProbabilityJudgement(probability=0.5),) * 3),
            (words, ChoiceScale(options=(words, f"{words}.")), terms, halves),
            (words, QuantityScale(unit=words), terms, numbers_given),
            (words, RatingScale(lowest_means=words, highest_means=words), None, (RatingJudgement(rating=5),) * 3),
            (words, AgreementScale(statement=words), None, (AgreementJudgement(position=AGREE),) * 3),
        )
    )


probabilities = st.floats(0, 1)
numbers = st.floats(-1e300, 1e300)
days = st.dates()
words = st.text(min_size=1, max_size=30).filter(lambda text: not text.isspace())
levels = st.sampled_from([(0.5,), (0.9,), (0.25, 0.75), (0.05, 0.5, 0.95), (0.05, 0.25, 0.5, 0.75, 0.95)])


@st.composite
def scales_with_judgements(draw) -> tuple[Scale, st.SearchStrategy[Judgement]]:
    """A scale of any kind, and judgements that fit it."""
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return ProbabilityScale(event=draw(words)), probabilities.map(lambda one: ProbabilityJudgement(probability=one))
    if kind == 1:
        options = tuple(draw(st.lists(words, min_size=2, max_size=5, unique=True)))
        shares = st.lists(st.integers(0, 9), min_size=len(options), max_size=len(options)).filter(any)
        return ChoiceScale(options=options), shares.map(
            lambda given: ChoiceJudgement(probabilities=tuple(one / sum(given) for one in given))
        )
    asked = draw(levels)
    if kind == 2:
        quantiles = st.lists(numbers, min_size=len(asked), max_size=len(asked)).map(sorted)
        return QuantityScale(unit=draw(st.text(max_size=8)), levels=asked), quantiles.map(
            lambda given: QuantityJudgement(quantiles=tuple(given))
        )
    if kind == 3:
        given_days = st.lists(days, min_size=len(asked), max_size=len(asked)).map(sorted)
        return DateScale(levels=asked), given_days.map(lambda given: DateJudgement(days=tuple(given)))
    if kind == 4:
        lowest = draw(st.integers(-50, 50))
        highest = lowest + draw(st.integers(1, 100))
        return RatingScale(lowest=lowest, highest=highest), st.integers(lowest, highest).map(
            lambda one: RatingJudgement(rating=one)
        )
    return AgreementScale(statement=draw(words)), st.builds(
        AgreementJudgement, position=st.sampled_from(Position), confidence=st.none() | st.integers(1, 10)
    )


@st.composite
def judged_records(draw, least: int = 1, most: int = 8) -> Record:
    """One question of any kind, judged by some of a panel."""
    scale, judgements = draw(scales_with_judgements())
    given = draw(st.lists(judgements, min_size=least, max_size=most))
    return record_of(((draw(words), scale, None, tuple(given)),), prose="")
