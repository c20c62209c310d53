"""Whether a cue commits its speaker to something that is to come."""

import datetime as dt
import re
from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.forecasts import tense, vetoes, whose
from weighin.reading.forecasts.clauses import Clause
from weighin.reading.forecasts.cues import Kind, Match, Needs
from weighin.reading.forecasts.numbers import may_state
from weighin.reading.forecasts.times import (
    Time,
    is_time_within,
    may_name_the_past,
    may_name_time,
    speaks_of_the_past,
    times_in,
)
from weighin.record.values import Polarity

_CAN = re.compile(r"\b(?:can|could|may|might|should|has to|to [a-z]+|[a-z]{2,}ing)\b")
_DETERMINED = frozenset(
    "the a an his her their my our its this that these those of in on to no some any more most each every for at by with from than and or not will would may might could can must should shall do does did "
    "i we you i'd we'd won't can't don't doesn't let's who which what it's be been being next last first one big small good bad new old".split()
)
_IS = re.compile(r"\b(?:is|are|has|have|am|do|does)\b|'s\b|'re\b")
_OTHER_VERB = re.compile(r"\b(?:i|we|you|to|can|must|if|when|has|have|had)\b")
_WAS = re.compile(r"\b(?:was|were|had|has been)\b")
_I_WOULD = re.compile(r"\b(?:i|we) $")
_THEY = re.compile(
    r"\W{0,9}(?:he|she|it|they) (?:wins?|loses?|stays?|goes|resigns?|survives?|pass(?:es)?|falls?|holds?|quits?|folds?)\b"
)
_OF_ANY_TIME = frozenset({"think", "no doubt", "little doubt"})
_DO = frozenset({"do", "don't", "does", "doesn't"})
_NO_SUBJECT = re.compile(r"(?:^|[,;:-]|\b(?:and|but|or|so|please|that|which|who))\W*$")
_FIRST = re.compile(r"\b(?:i|we|you)(?: \w+)? ?$")
# "a bank that may fail": of whoever may, not that somebody will
_ANY_THAT = re.compile(
    r"(?:^|\b(?:and|but|so|because|for|that)) ?\W*(?:an?|any|every|those|people|anyone|somebody|someone)(?: [\w-]+){0,2} (?:that|which|who)(?: \w+)? ?$"
)
_COMPARED = re.compile(r"(?<!,) (?:which|whom|than)(?: [\w'-]+){1,4} ?$")
_DEFINED = re.compile(
    r"\b(?:in|of|from|on|about|with|to|for|list|any|every|all) (?:the |any |some |all |a |an )?(?:[\w-]+ ){1,3}(?:that|which|who)(?: \w+)? ?$"
)
_HAS = re.compile(r"\b(?:has|have|had)(?: \w+)? $")
_ONE_OF = re.compile(r"\b(?:one|each|neither|none) of (?:[\w'-]+ ){1,3}$")
_FIGURE = re.compile(r"[0-9](?:(?<!\w.)|(?<=mid.))")  # that opens a word: "covid19" is no number
_IS_SO = re.compile(r" (?:wants?|has|have|knows?|likes?|needs?|feels?|thinks?|believes?)\b")
_FIRST_OR_DUTY = re.compile(
    r"\b(?:i|we|you|me|us|my|our|your|must|wants?|plans?|hopes?|says?|aims?|there|do|does|is an?|everybody|everyone|can|cannot|can't|has to|have to|needs? to|ought|let|ask|see|remember|if|that|who|which|what|when|until)\b"
)
_PERFECT = re.compile(r"\b(?:has|have|had)\b|\b[a-z]{3,}ed\b")
_A_CLAUSE = 4
_SHORT = 50
_SCHEDULED = re.compile(
    r"\b(?:meets?|sits?|expires?|lapses?|sails?|retires?|(?:comes?|enters?) into (?:force|effect)|(?:is|are|falls?) due (?=next|in\b|on\b|this)|is to (?:open|meet|sit|begin|start|report|rule|vote) (?:in|on|at)\b|opens? on|begins? on|starts? on|is due on|takes? place|is scheduled|are scheduled)\b"
)
_ADVERBS = frozenset({"probably", "certainly", "perhaps", "likely", "possible", "probably not", "almost certainly"})
_LIKELY = re.compile(r"\b(?:likely|unlikely|probable|chances?|odds)\b")


class Hints(Struct, frozen=True, gc=False):
    """What the words of a sentence leave possible at all, so that most of the dear questions need not be asked.

    Attributes:
        times: those that it names. past: a time that is over. figure: a stated probability. future: a verb in the future. report: somebody else's view. wish: a wish.
        unreal: what did not happen.
    """

    times: Sequence[Time]
    past: bool
    figure: bool
    future: bool
    report: bool
    wish: bool
    unreal: bool


def hints_of(low: str, words: frozenset[str], published: dt.date | None) -> Hints:
    """Ask the cheap questions of a sentence with these words."""
    has_digit = _FIGURE.search(low) is not None
    return Hints(
        times=times_in(low, published) if has_digit or may_name_time(words) else (),
        past=has_digit or may_name_the_past(words),
        figure=may_state(low, words, has_digit=has_digit),
        future=not tense.FUTURE_WORDS.isdisjoint(words),
        report=not whose.REPORT_WORDS.isdisjoint(words),
        wish=not vetoes.WISH_WORDS.isdisjoint(words),
        unreal=not vetoes.UNREAL_WORDS.isdisjoint(words),
    )


class Scene(Struct, frozen=True, gc=False):
    """What surrounds a clause and matters to all of its cues.

    Attributes:
        low: the clause. before: the sentence up to the clause. asked: its question is about what is to come. is_opening: it stands in the first sentence of
            an answer. is_governed: a condition governs it.
    """

    low: str
    before: str
    hints: Hints
    asked: bool
    is_opening: bool
    is_governed: bool
    narrated: bool
    has_time: bool
    time_before: bool
    has_future: bool
    is_over: bool


def scene_of(
    sentence: str,
    clause: Clause,
    *,
    asked: bool,
    is_opening: bool,
    is_governed: bool,
    hints: Hints,
    narrated: bool,
    published: dt.date | None,
) -> Scene:
    """Read a clause's surroundings once, for all of its cues."""
    low = sentence[clause.start : clause.end]
    return Scene(
        low=low,
        before=sentence[: clause.start],
        hints=hints,
        asked=asked,
        is_opening=is_opening,
        is_governed=is_governed,
        narrated=narrated,
        has_time=bool(hints.times) and is_time_within(hints.times, sentence, clause.start, clause.end, published),
        time_before=bool(hints.times) and is_time_within(hints.times, sentence, 0, clause.start, published),
        has_future=hints.future and tense.FUTURE.search(low) is not None,
        is_over=hints.past and speaks_of_the_past(low, published),
    )


def stands(match: Match, scene: Scene) -> bool:
    """Whether a cue that was found in a clause makes it a forecast of its speaker."""
    # the dearest question last: few cues come so far
    return _commits(match, scene) and not vetoes.is_formula(scene.low, match.start, match.end)


def _commits(match: Match, scene: Scene) -> bool:
    low, start, end, cue = scene.low, match.start, match.end, match.cue
    if not _has_what_it_needs(match, scene):
        return False
    if cue.kind is Kind.BELIEF:
        return _believes(match, scene)
    # "will have gone" is as much of the future as "will go"
    is_perfect = cue.name == "will"
    if (
        (not is_perfect and tense.is_past_around(low, start, end))
        or (scene.hints.wish and vetoes.is_wish(low, start))
        or (scene.hints.unreal and vetoes.is_counterfactual(low))
    ):
        return False
    if cue.kind is not Kind.LIKELIHOOD and vetoes.is_asked_inside(scene.before + low, len(scene.before) + start):
        return False
    if scene.hints.report and whose.is_anothers(
        scene.before + low, len(scene.before) + start, len(scene.before) + end, narrated=scene.narrated
    ):
        return False
    if cue.kind is Kind.MAY:
        return _may(match, scene)
    if cue.kind is Kind.LIKELIHOOD:
        return _is_likely(match, scene)
    return _will(match, scene)


def _has_what_it_needs(match: Match, scene: Scene) -> bool:
    needs = match.cue.needs
    if needs is Needs.NOTHING:
        return True
    if scene.has_time:
        return True
    if needs is Needs.TIME:
        is_short = len(scene.low) < _SHORT
        if is_short and match.cue.name == "present for the future" and _THEY.match(scene.low):
            return True
        return scene.is_governed or (scene.asked and (scene.is_opening or is_short or match.cue.name == "would do"))
    if scene.has_future:
        return True
    if match.cue.name in {"perhaps", "possible"} and _opens_clause(match, scene):
        return True
    if match.cue.kind is Kind.BELIEF and match.cue.strength >= 8 and match.cue.lean is not Polarity.OPEN:
        # "I'm confident that we win it"
        after = scene.low[match.end :]
        if (
            after.startswith((" that ", " we ", " they ", " it "))
            and not tense.PAST.search(after)
            and not _IS.search(after[:40])
        ):
            return True
    if match.cue.name == "anyone's guess" and "whether " in scene.low:
        return True
    if match.cue.name == "not certain":
        return False
    return bool(
        (scene.asked and not tense.PAST.search(scene.low))
        or (
            match.cue.kind is Kind.BELIEF
            and (_CAN.search(scene.low, match.end) or _LIKELY.search(scene.low, match.end))
        )
    )


def _opens_clause(match: Match, scene: Scene) -> bool:
    """Whether the cue opens its clause, as in "Perhaps the insurance money creates one": a thought about what may come, where no verb says that it is about now."""
    return (
        not scene.low[: match.start].strip(" \"'")
        and not tense.PAST.search(scene.low)
        and not _IS.search(scene.low[match.end : match.end + 24])
    )


def _believes(match: Match, scene: Scene) -> bool:
    low, end = scene.low, match.end
    if match.cue.name == "my call" and _WAS.search(low, end, end + 60) and not scene.has_future:
        return False
    if match.cue.name == "expect" and scene.is_over:
        return False
    if match.cue.name == "doubt" and tense.PAST.search(low, end, end + 30) and not (scene.has_future or scene.has_time):
        return False
    if match.cue.strength > 5 and match.cue.needs is Needs.NOTHING:
        return True
    if scene.is_over and not scene.has_future:
        return False
    # "I think it was", "I doubt they had": a belief about what is over
    after = low[end : end + 60]
    if match.cue.name in _OF_ANY_TIME and not scene.has_future and not scene.has_time and _IS.search(after[:24]):
        return False
    return not (
        tense.PAST.search(after)
        and not tense.FUTURE.search(low)
        and not scene.has_time
        and not tense.MODAL.search(after)
    )


def _may(match: Match, scene: Scene) -> bool:
    low, start = scene.low, match.start
    words = low[start : match.end]
    if vetoes.is_permission(scene.before + low, len(scene.before) + start, words):
        return False
    if vetoes.is_subordinate(low, start):
        return False
    # "the benefits that may result", "more than anyone could build" name a thing and say nothing of it
    if _DEFINED.search(low[:start]) or _ANY_THAT.search(low[:start]) or _COMPARED.search(low[:start]):
        return False
    if scene.is_governed:
        return True
    # "and could wait": ability in a story about the past
    if words.startswith("could") and tense.PAST.search(low[:start]):
        return False
    if scene.has_time or scene.has_future:
        return not scene.is_over
    if words.startswith("could") and _I_WOULD.search(low[:start]):
        return False
    if scene.is_over:
        return False
    return not vetoes.is_about_now(words) or scene.asked or "may well" in words or "might well" in words


def _is_likely(match: Match, scene: Scene) -> bool:
    low, start, end = scene.low, match.start, match.end
    if not (scene.asked or scene.has_time) and vetoes.is_of_a_kind(low, start):
        return False
    if scene.has_future and not scene.is_over:
        return not tense.follows_past(low, end) if match.cue.name in _ADVERBS else True
    if scene.is_over:
        return False
    if low[start:end].endswith("ly") and _HAS.search(low[:start]):
        return False
    if low[start:end].endswith("ly") and not scene.has_time and _IS_SO.match(low[end : end + 16]):
        return False
    if match.cue.name in _ADVERBS and (
        tense.follows_past(low, end) or (tense.PAST.search(low.partition(", as ")[0]) and not scene.has_time)
    ):
        return False
    is_adverb = low[start:end].endswith("ly") and not low[start:end].endswith("likely") and not scene.asked
    return scene.has_time or not tense.is_of_the_present(
        low, start, end, is_adverb=is_adverb, may_claim=not scene.asked or match.cue.lean is Polarity.AFFIRM
    )


def _will(match: Match, scene: Scene) -> bool:
    low, start, end, name = scene.low, match.start, match.end, match.cue.name
    if name == "present for the future":
        return _is_future_present(match, scene)
    if name in {"will", "going to", "never"} and whose.is_own_plan(low, start, end):
        return False
    if name == "should" and not scene.has_time and vetoes.is_advice(scene.before + low, low[start : match.end]):
        return False
    if name == "would do" and _I_WOULD.search(low[:start]):
        return False
    if name == "will" and (
        vetoes.is_habit(low, start, has_time=scene.has_time or scene.time_before, asked=scene.asked)
        or vetoes.is_subordinate(low, start)
    ):
        return False
    if "would" in low[start:end] and vetoes.is_unreal(scene.before + low):
        return False
    return not (name in {"would", "would do"} and tense.PAST.search(low[:start]))


def _is_future_present(match: Match, scene: Scene) -> bool:
    """Whether a verb in the present stands for the future: it agrees with a subject, and nothing in its clause speaks of another time."""
    low, start = scene.low, match.start
    verb = low[start : match.end].split()[0]
    if verb == "there":
        return scene.is_governed and not scene.is_over and not tense.PAST.search(low)
    if verb in _DO:
        # "they do not change before May", not "I do not", "we don't"
        return not (_FIRST.search(low[:start]) or _NO_SUBJECT.search(low[:start]) or scene.is_over)
    subject = low[:start].rpartition(",")[2].strip() or low[:start]
    before = subject.replace('"', " ").rstrip(" ,").split()
    if not before or before[-1] in _DETERMINED or scene.is_over:
        return False
    is_singular = verb.endswith("s") and verb not in {"pass", "cross"}
    if is_singular and _ONE_OF.search(low[:start]):
        return not tense.PAST.search(low)
    if (
        is_singular == before[-1].endswith("s")
        and not before[-1].endswith("ss")
        and verb not in {"is", "are"}
        and before[-1] not in {"they", "people"}
    ):
        return False
    if tense.PAST.search(low) or tense.MODAL.search(low) or tense.FUTURE.search(low) or _SCHEDULED.search(low):
        return False
    return not vetoes.is_habit(low, start, has_time=False) and not _OTHER_VERB.search(subject)


def speaks_of_a_time_to_come(scene: Scene) -> bool:
    """Whether a clause without any cue is about a time to come: no past, no plan, no advice, no timetable, nobody else's view."""
    low = scene.low
    return (
        scene.has_time
        and not scene.has_future
        and not scene.is_over
        and len(low.strip(" •*-").split()) >= _A_CLAUSE
        and not any(veto.search(low) for veto in (tense.PAST, tense.MODAL, _SCHEDULED, _FIRST_OR_DUTY, _PERFECT))
        and not vetoes.is_habit(low, len(low), has_time=False)
        and not vetoes.is_wish(low, len(low))
        and not (
            scene.hints.report
            and whose.is_anothers(
                scene.before + low, len(scene.before + low), len(scene.before + low), narrated=scene.narrated
            )
        )
    )


def is_scheduled(low: str) -> bool:
    """Whether a sentence only says when something is fixed to take place."""
    return _SCHEDULED.search(low) is not None
