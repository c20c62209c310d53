"""What a panel thinks, from what its members wrote: a record's forecasts as arrays, question by question, and their pool.

Forecasts read from prose are about many matters; only those about the same matter may be pooled. A question is pooled where it asks whether
something will be ("Will the council reach its target by 2028?"), and of each panelist the first forecast counts that is about the thing asked: one
that names nothing else ("I think it is unlikely", "Not a chance"), if it is the first with which the panelist meets the question, or one whose words say
at least half of what the question says. All else is left out and counted, by the reason. What the words cannot show stays unseen:
a synonym is taken for another matter, and a forecast on narrower terms, said in the words of the question, for the same.

The ranges of a record are of the event as the forecast words it, with its negations taken into account ("I doubt that" is low), so nothing is turned here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import numpy as np
from msgspec import Struct

from weighin.errors import TooFew
from weighin.record.public import PublicForecast, PublicRecord
from weighin.record.record import Forecast, Record
from weighin.record.values import ProbabilityRange
from weighin.weighing.arrays import BoolArray, FloatArray
from weighin.weighing.pool import pool
from weighin.weighing.result import Weighing
from weighin.weighing.sensitivity import leave_one_expert_out

POINTS = ("lowest", "low", "median", "high", "highest")
APART_FROM = 3  # answers: of two, each stands apart from the other


class LeftOut(StrEnum):
    """Why a forecast on a question does not count."""

    OTHER_MATTER = "about something else"
    WITHOUT_RANGE = "no words of likelihood"
    FLAT = "a bare “will”, which is style as much as certainty"
    CONDITIONAL = "hangs on a condition"
    AGAIN = "the panelist has said it before"


class ProseJudgements(Struct, frozen=True, kw_only=True, eq=False):
    """What each panelist expects, question by question, as far as the words say.

    Attributes:
        experts: identifiers of the whole panel, in its order. names: theirs.
        questions: identifiers of the questions that ask whether something will be, in order. texts: theirs. Others can have no pool. A round-up
            that puts no question has its title as the only one, whose identifier is None, as that of its answers.
        ranges: (experts, questions, 5), lowest, low, median, high, highest probability in [0, 1]: the central 90 % and 50 % of what surveyed
            readers take the words for; NaN where a panelist says nothing that counts.
        forecasts: by expert, then question: the identifier of the forecast that counts, or None.
        left_out: by question: how many forecasts do not count, by the reason.
        not_pooled: identifiers of the questions that are answered by more than a yes or no.
    """

    experts: tuple[str, ...]
    names: tuple[str, ...]
    questions: tuple[str | None, ...]
    texts: tuple[str, ...]
    ranges: FloatArray
    forecasts: tuple[tuple[str | None, ...], ...]
    left_out: tuple[Mapping[LeftOut, int], ...]
    not_pooled: tuple[str, ...]


class PooledProse(Struct, frozen=True, kw_only=True, eq=False):
    """The panel together, by question; NaN where nobody's words count.

    Attributes:
        low, median, high: (questions,), the pools of the experts' low ends, middles and high ends, in [0, 1].
        answered: (questions,), how many experts count.
        without: (experts, questions), the pooled median without each expert; NaN where nobody else counts.
        change: (experts, questions), that minus the pooled median.
        apart: (experts, questions), whether the expert's own central half lies wholly outside the pooled one; never below three answers.
    """

    low: FloatArray
    median: FloatArray
    high: FloatArray
    answered: FloatArray
    without: FloatArray
    change: FloatArray
    apart: BoolArray


def judgements_in_prose(record: Record | PublicRecord, *, flat_too: bool = False) -> ProseJudgements:
    """The forecasts of a record as arrays.

    Args:
        record: the whole, or what of it may be shown.
        flat_too: whether a bare "will" or "won't" counts too, as near to certain as readers take it.
    """
    put: list[tuple[str | None, str]] = [(question.identifier, question.text) for question in record.questions]
    put = put or [(None, record.title)]
    asked = [(identifier, text) for identifier, text in put if asks_whether_it_will_be(text)]
    experts = tuple(panelist.identifier for panelist in record.panel)
    ranges = np.full((len(experts), len(asked), len(POINTS)), np.nan)
    counted: list[list[str | None]] = [[None] * len(asked) for _ in experts]
    left_out: list[Counter[LeftOut]] = [Counter() for _ in asked]
    said = defaultdict(list)
    for forecast in record.forecasts:
        said[forecast.question, forecast.panelist].append(forecast)
    for number, (identifier, text) in enumerate(asked):
        for place, expert in enumerate(experts):
            for forecast, reason in _sorted_out(said[identifier, expert], text, flat_too=flat_too):
                if reason:
                    left_out[number][reason] += 1
                elif forecast.probability:
                    ranges[place, number] = _points(forecast.probability)
                    counted[place][number] = forecast.identifier
    pooled = {identifier for identifier, _ in asked}
    return ProseJudgements(
        experts=experts,
        names=tuple(panelist.name for panelist in record.panel),
        questions=tuple(identifier for identifier, _ in asked),
        texts=tuple(text for _, text in asked),
        ranges=ranges,
        forecasts=tuple(map(tuple, counted)),
        left_out=tuple(left_out),
        not_pooled=tuple(one.identifier for one in record.questions if one.identifier not in pooled),
    )


def pool_prose(
    judgements: ProseJudgements, *, method: str = "median", weights: Iterable[float] | None = None
) -> Weighing[PooledProse]:
    """Pool what the panelists expect: low ends, middles and high ends each by the same method.

    Args:
        judgements: as `judgements_in_prose` gives them.
        method: a pool of probabilities that needs no more settings than weights, by its name.
        weights: (experts,), 0 or more; equal where left out.

    Raises:
        NotAccepted: no such method, or one that takes no weights. OppositeCertainties: odds cannot hold a 0 and a 1.
    """
    settings: dict[str, Any] = {} if weights is None else {"weights": list(weights)}
    low, middle, high = (judgements.ranges[:, :, POINTS.index(name)] for name in ("low", "median", "high"))
    if not judgements.questions:
        bottom = value = top = np.full(0, np.nan)
        warnings: tuple[str, ...] = ()
    else:
        below, between, above = (
            pool(values, method=method, experts=judgements.names, questions=judgements.texts, **settings)
            for values in (low, middle, high)
        )
        bottom, value, top, warnings = below.value, between.value, above.value, between.warnings
    answered = (~np.isnan(middle)).sum(axis=0)
    without = _without_each(middle, method=method, **settings)
    with np.errstate(invalid="ignore"):
        apart = ((high < bottom) | (low > top)) & (answered >= APART_FROM)
    return Weighing(
        value=PooledProse(
            low=bottom,
            median=value,
            high=top,
            answered=answered.astype(np.float64),
            without=without,
            change=without - value,
            apart=np.asarray(apart),
        ),
        method=method,
        settings=settings,
        shape=judgements.ranges.shape,
        answered=int(answered.sum()),
        warnings=warnings,
    )


def asks_whether_it_will_be(question: str) -> bool:
    """Whether one thing is asked, about what is to come, that yes or no answers."""
    asking = [sentence for sentence in _SENTENCE.findall(question.lower()) if _asks_whether(sentence)]
    return len(asking) == 1 and _TO_COME.search(asking[0]) is not None


def is_about(words: str, question: str) -> bool:
    """Whether words say at least half of what a question says, and neither denies what the other affirms."""
    asked, said = content_of(question), content_of(words)
    shared = len(asked & said)
    needed = max(min(2, len(asked)), (len(asked) + 1) // 2)
    return 0 < needed <= shared and bool(_DENIES.search(words.lower())) == bool(_DENIES.search(question.lower()))


def content_of(words: str) -> frozenset[str]:
    """The words that carry what is said, by their beginnings, so that "returned" and "returns" are one."""
    found = _WORD.findall(words.lower().replace("’", "'"))
    kept = (word.split("'")[0] for word in found)
    return frozenset(_beginning(word) for word in kept if word not in _EMPTY and (len(word) > 2 or word.isdigit()))


def _sorted_out(
    forecasts: Iterable[Forecast | PublicForecast], question: str, *, flat_too: bool
) -> Iterator[tuple[Forecast | PublicForecast, LeftOut | None]]:
    """Each forecast of one panelist on one question with the reason for which it does not count; None for the one that does."""
    first, found = True, False
    for forecast in forecasts:
        words = _words(forecast.about)
        if not forecast.probability:
            yield forecast, LeftOut.WITHOUT_RANGE
            continue
        same = is_about(words, question) or (first and not content_of(words))
        first = False
        if not same:
            yield forecast, LeftOut.OTHER_MATTER
        elif forecast.is_conditional:
            yield forecast, LeftOut.CONDITIONAL
        elif forecast.is_unhedged and not flat_too:
            yield forecast, LeftOut.FLAT
        elif found:
            yield forecast, LeftOut.AGAIN
        else:
            found = True
            yield forecast, None


def _without_each(middle: FloatArray, *, method: str, **settings: Any) -> FloatArray:
    if not middle.size:
        return np.full(middle.shape, np.nan)
    try:
        return leave_one_expert_out(middle, method=method, **settings)
    except TooFew:  # a panel of one: nobody would stay
        return np.full(middle.shape, np.nan)


def _points(chance: ProbabilityRange) -> list[float]:
    return [getattr(chance, name) for name in POINTS]


def _words(about: object) -> str:
    return about if isinstance(about, str) else getattr(about, "text", "")


def _asks_whether(sentence: str) -> bool:
    found = _WHETHER.search(sentence)
    return found is not None and not _ASKS_MORE.search(sentence[: found.start()]) and not _EITHER.search(sentence)


def _beginning(word: str) -> str:
    return (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)[:5]


_SENTENCE = re.compile(r"[^.?!]*\?|[^.?!]+$")
_WHETHER = re.compile(
    r"(?:^|[,:;–—-] )\W*(?:(?:and|so|but|then|realistically|ultimately) )?"
    r"(?:will|won't|won’t|shall|can|could|would|might|is|are|does|do you (?:think|expect|believe|foresee|anticipate|see)|should we expect|can we expect)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|won't|won’t|shall|going to|about to|set to|likely to|expect|foresee|anticipate|"
    r"(?:by|before|within|until|in|during|over) (?:the (?:end|next|coming)|next|20\d\d|a year|\w+ (?:months|years))|"
    r"(?:this|next) (?:week|month|quarter|season|spring|summer|autumn|winter|year|decade)|ever)\b"
)
_ASKS_MORE = re.compile(r"\b(?:what|why|how|who|whom|whose|which|where|when)\b")
_EITHER = re.compile(r"\bor (?!not\b|more\b|less\b|no\b)")
_DENIES = re.compile(
    r"\b(?:not|no|never|nothing|nobody|neither|nor|without|hardly|fail\w*|refus\w+|reject\w*|block\w*|prevent\w*|avoid\w*|collaps\w+|delay\w*|postpone\w*|abandon\w*|instead)\b|n['’]t\b"
)
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_EMPTY = frozenset(
    "the and but for nor yet with from into onto over under about after before than then that this these those there here they them their theirs our ours "
    "you your yours his her hers its who whom whose which what when where why how will would shall should can could may might must does did doing done "
    "are was were been being have has had having not any some all both each few more most other such only own same too very just also even still ever "
    "think thinks expect expects believe foresee anticipate see say said chance chances likely unlikely possible probability odds probably perhaps "
    "happen happens case going get gets one thing things much many really ultimately realistically soon now".split()
)
