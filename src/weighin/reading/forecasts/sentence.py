"""The forecasts of one sentence, by their places in it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from weighin.reading.forecasts import bare, wording
from weighin.reading.forecasts.clauses import Clause, border_between, clauses_of
from weighin.reading.forecasts.conditions import Condition, conditions_in
from weighin.reading.forecasts.cues import PRESENT, Kind, Match, cues_in, may_commit, presents_in, words_of
from weighin.reading.forecasts.finding import Finding, Setting, shifted, under
from weighin.reading.forecasts.numbers import Stated, stated_probability
from weighin.reading.forecasts.polarity import lean_of
from weighin.reading.forecasts.probability import key_of
from weighin.reading.forecasts.questions import asks_first_of_the_future, asks_of_the_future, asks_who_or_whether
from weighin.reading.forecasts.stands import Scene, hints_of, is_scheduled, scene_of, speaks_of_a_time_to_come, stands
from weighin.reading.forecasts.tense import FUTURE, PAST
from weighin.reading.forecasts.times import by_when_in
from weighin.reading.forecasts.vetoes import is_formula, is_wish
from weighin.reading.forecasts.whose import is_anothers
from weighin.record.values import Polarity

_YES_OR_NO = re.compile(r", (?P<word>yes|no|never)$")
# a short answer that comes late: "Dry, then.", "Dunmore, sadly", "Wet by June."
_CONCLUDES = re.compile(
    r"^(?:yes|no|nope|yep|never|nobody|hardly|probably|probably not|perhaps|maybe|certainly|certainly not|doubtful|unlikely|i doubt it)$|"
    r"^[^,]{2,30}, (?:then|sadly|alas|i fear|i suspect|i think|probably|perhaps|maybe|again)$|"
    r"^(?:[\w'-]+ ){1,4}(?:by|before|until|in|next) (?:[\w'-]+ )?(?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|spring|summer|autumn|winter|year|20\d\d)$|"
    r"^(?:[\w'-]+ ){1,4}to (?:win|join|take|follow|go|stay|beat|survive|finish|lose|fall)\b"
)
_DENIES = re.compile(r"n't\b|\b(?:not|never|nobody|no one|none|nothing|no|hardly|neither)\b")
_NO_ONE = re.compile(r"(?:no|not|nobody|no one|none|nothing|neither|never|little|hardly)\b")
_IS_NAMED_BY = re.compile(r"\W*(?:what|whoever|whatever)\b")
# where the main clause ends and a reason or a second thought begins
_REASON = re.compile(
    r"[;:(]|,? (?:because|since|for (?=no|it|they|there|he|she)|as (?=no|it|they|there|he|she))|, (?:and|but|so|with|whatever) "
)
# before a clause that gives the reason for what was said: "almost certain: nobody flies so far for nothing"
_EXPLAINS = re.compile(r":\s*$")
# rules that go by one everyday word
_WEAK = frozenset({"a time to come", "would do", "think"})
_FEW = 10
# longer than any sentence that somebody wrote: a table or a list that has lost its line ends
_LONGEST = 1500
_MOST_CUES = 30


def findings_in(low: str, setting: Setting) -> list[Finding]:
    """The forecasts of a sentence whose plain form is `low`: those that the rules find, and where they find none, one that its words speak for."""
    if len(low) > _LONGEST or low.rstrip("\"')").endswith("?"):
        return []
    asked = _is_asked_of_the_future(setting) if setting.question else None
    odds = wording.log_odds(low, asked=asked, is_opening=setting.is_opening)
    if odds < wording.AGAINST:
        return []
    found = _by_rules(low, setting, asked=bool(asked), may_be_present=odds >= wording.FOR_PRESENT)
    if odds < wording.FOR_WEAK:
        found = [finding for finding in found if finding.rules[0] not in _WEAK]
    return found if found or odds < wording.FOR else _by_words(low, setting, odds)


def _is_asked_of_the_future(setting: Setting) -> bool:
    # of several questions the first sentence of an answer takes the first
    asks = asks_first_of_the_future if setting.is_opening else asks_of_the_future
    return asks(setting.question)


def _by_rules(low: str, setting: Setting, *, asked: bool, may_be_present: bool) -> list[Finding]:
    opens = asked and (setting.is_opening or _CONCLUDES.search(low.rstrip(" .!\"'")) is not None)
    words = words_of(low)
    triggers = may_commit(words, narrated=setting.narrated)
    matches = cues_in(low, words, triggers, narrated=setting.narrated) if triggers else []
    hints = hints_of(low, words, setting.published)
    conditions = conditions_in(low, words)
    if not matches and (conditions or (may_be_present and (asked or any(time.is_to_come for time in hints.times)))):
        matches = presents_in(low, words)
    if (
        not matches
        and not opens
        and not hints.figure
        and not hints.times
        and not conditions
        and not low.rstrip(" .!\"'").endswith((", yes", ", no", ", never"))
    ):
        return []
    if len(matches) > _MOST_CUES:
        return []
    is_event = hints.figure and asked and asks_who_or_whether(setting.question)
    matches = _apart(matches)
    if conditions or setting.quoted:
        matches = [match for match in matches if not _is_aside(match, conditions, setting.quoted)]
    found: list[Finding] = []
    for clause in clauses_of(low):
        here = [
            Match(match.cue, match.start - clause.start, match.end - clause.start)
            for match in matches
            if clause.start <= match.start < clause.end
        ]
        condition = _condition_of(conditions, clause)
        explains = bool(found) and _EXPLAINS.search(low, 0, clause.start) is not None
        if explains:
            here = [match for match in here if match.cue is not PRESENT]
        if not here and not opens and not hints.figure and not hints.times:
            found += [under(finding, condition) for finding in _elliptical(low, clause, conditions, asked=asked)]
            continue
        scene = scene_of(
            low,
            clause,
            asked=asked,
            is_opening=setting.is_opening,
            is_governed=condition is not None,
            hints=hints,
            narrated=setting.narrated,
            published=setting.published,
        )
        in_clause = (
            list(_in_clause(clause, here, scene, may_be_stated=hints.figure, is_event=is_event))
            if here or hints.figure
            else []
        )
        if not in_clause:
            in_clause = _elliptical(low, clause, conditions, asked=asked)
        if not in_clause and opens and not explains and not _is_inside(clause, conditions):
            in_clause = _bare(low, clause, conditions, setting.question, is_first=not found)
        if not in_clause and not here and speaks_of_a_time_to_come(scene) and not _is_inside(clause, conditions):
            in_clause = [_dated(clause, scene.low)]
        found += [under(finding, condition) for finding in in_clause]
    joined = _joined(found)
    return [_timed(finding, low) for finding in joined] if hints.times else joined


def _by_words(low: str, setting: Setting, odds: float) -> list[Finding]:
    """The whole sentence, where its words speak for it and nothing says that it is about the past, another's view or no view at all."""
    words = words_of(low)
    conditions = conditions_in(low, words)
    cues = cues_in(low, words, may_commit(words, narrated=setting.narrated), narrated=setting.narrated)
    cues = [match for match in _apart(cues) if not _is_aside(match, conditions, setting.quoted)]
    if (
        not wording.speak_for(low, odds, is_struck=bool(cues))
        or bare.is_chatter(low)
        or is_formula(low, 0, len(low))
        or is_wish(low, len(low))
        or (is_scheduled(low) and not FUTURE.search(low))
        or (PAST.search(low) and not FUTURE.search(low))
        or is_anothers(low, len(low), len(low), narrated=setting.narrated)
    ):
        return []
    whole = Clause(0, len(low))
    if cues:
        finding = finding_of(whole, low, cues, stated=None, begin=0, end=len(low))
    else:
        is_denied = _DENIES.search(_REASON.split(low, maxsplit=1)[0]) is not None
        finding = Finding(0, len(low), Polarity.DENY if is_denied else Polarity.AFFIRM, ())
    finding = replace(finding, rules=(*finding.rules, "by its words"))
    return [_timed(under(finding, _condition_of(conditions, whole)), low)]


def _timed(finding: Finding, low: str) -> Finding:
    """A finding with the time by which it is to come true, if it says one."""
    by_when = by_when_in(low[finding.start : finding.end], None)
    return (
        finding
        if by_when is None
        else replace(finding, by_when=(finding.start + by_when[0], finding.start + by_when[1]))
    )


def _apart(matches: Sequence[Match]) -> list[Match]:
    """Without the weaker of two cues that overlap: "likely" in "not likely"."""
    # they are in order of place: where no neighbours overlap, none do
    if all(match.end <= following.start for match, following in pairwise(matches)):
        return list(matches)
    return [
        match
        for match in matches
        if not any(
            other is not match
            and other.start < match.end
            and match.start < other.end
            and (other.cue.strength, other.end - other.start) > (match.cue.strength, match.end - match.start)
            for other in matches
        )
    ]


def _is_aside(match: Match, conditions: Sequence[Condition], quoted: Sequence[tuple[int, int]]) -> bool:
    in_condition = any(not one.is_backward and one.start <= match.start < one.end for one in conditions)
    return in_condition or any(start < match.start < end for start, end in quoted)


def _is_inside(clause: Clause, conditions: Sequence[Condition]) -> bool:
    return any(not one.is_backward and one.start <= clause.start and clause.end <= one.end + 1 for one in conditions)


def _in_clause(
    clause: Clause, matches: Sequence[Match], scene: Scene, *, may_be_stated: bool, is_event: bool
) -> Iterator[Finding]:
    low = scene.low
    kept = [match for match in matches if stands(match, scene)]
    stated = (
        stated_probability(low, asked=scene.asked, is_event=is_event) if may_be_stated and not scene.is_over else None
    )
    if (
        stated
        and not kept
        and is_anothers(scene.before + low, len(scene.before + low), len(scene.before + low), narrated=scene.narrated)
    ):
        stated = None
    begin = 0
    groups = _groups(low, kept) or [[]]
    for number, group in enumerate(groups):
        end = len(low)
        if number + 1 < len(groups):
            border = border_between(low, group[-1].end, groups[number + 1][0].start)
            end = border if border is not None else groups[number + 1][0].start
        here = stated if stated and begin <= stated.start < end else None
        if group or here:
            yield finding_of(clause, low, group, stated=here, begin=begin, end=end)
        begin = end


def _groups(low: str, kept: Sequence[Match]) -> list[list[Match]]:
    """Cues that speak of one thing: a new group begins where the lean changes and something parts them."""
    groups: list[list[Match]] = []
    for match in kept:
        if groups and not _parts(low, groups[-1], match):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _parts(low: str, group: Sequence[Match], match: Match) -> bool:
    last = group[-1]
    if border_between(low, last.end, match.start) is None:
        return False
    if any(lean_of(low, one)[0] is lean_of(low, match)[0] for one in group):
        return False
    is_governed = last.cue.kind in {Kind.BELIEF, Kind.LIKELIHOOD} and match.cue.kind in {Kind.WILL, Kind.MAY}
    return (
        not is_governed
        or re.search(r"\b(?:and|while|though|although|because|since|which|but)\b", low[last.end : match.start])
        is not None
    )


def finding_of(
    clause: Clause, low: str, group: Sequence[Match], *, stated: Stated | None, begin: int, end: int
) -> Finding:
    """The cues of a stretch of a clause, and the probability that it states, as one finding."""
    place = (clause.start + begin, clause.start + end)
    if not group:
        assert stated is not None  # noqa: S101 - a group without cues is made only around a stated probability
        return Finding(
            *place,
            polarity=_lean_of(stated),
            rules=("stated probability",),
            phrase=shifted(clause, stated.start, stated.end),
            stated=stated,
            strength=10,
        )
    decisive = max(group, key=lambda match: (match.cue.strength, -match.start))
    later = [match for match in group if match.start > decisive.end and match.cue.strength >= 8]
    if later:
        decisive = later[-1]  # "might be tempted, but I don't think this is very likely"
    if decisive.cue.kind is Kind.WILL and _IS_NAMED_BY.match(low):
        decisive = [match for match in group if match.cue.kind is Kind.WILL][-1]  # "what they will get won't last"
    lean, is_mirrored = lean_of(low, decisive)
    if lean is Polarity.AFFIRM and decisive.cue.kind is not Kind.WILL:
        # "I expect that it won't", "probably … won't": the verb within denies what the belief affirms
        denying = [
            match
            for match in group
            if match is not decisive and match.cue.kind is Kind.WILL and lean_of(low, match)[0] is Polarity.DENY
        ]
        if denying:
            lean, is_mirrored = Polarity.DENY, True
    rules = tuple(filter(None, (decisive.cue.name, "negated" if is_mirrored else "")))
    words = low[decisive.start : decisive.end]
    phrase = shifted(clause, decisive.start, decisive.end)
    if stated is not None:
        lean, rules, phrase = (
            _lean_of(stated),
            (*rules, "stated probability"),
            shifted(clause, stated.start, stated.end),
        )
    return Finding(
        *place,
        polarity=lean,
        rules=rules,
        phrase=phrase,
        key=key_of(decisive.cue.key, words),
        is_mirrored=is_mirrored,
        is_unhedged=decisive.cue.is_unhedged and stated is None,
        stated=stated,
        strength=decisive.cue.strength,
    )


def _lean_of(stated: Stated) -> Polarity:
    middle = (stated.low + stated.high) / 2
    return Polarity.OPEN if 0.4 <= middle <= 0.5 else Polarity.AFFIRM if middle > 0.5 else Polarity.DENY


def _bare(low: str, clause: Clause, conditions: Sequence[Condition], question: str, *, is_first: bool) -> list[Finding]:
    """A piece of the first sentence that answers without a verb; later pieces only where those before them did."""
    if clause.start > 0 and is_first:
        return []
    said = low[clause.start : clause.end]
    for condition in conditions:
        if clause.start < condition.start < clause.end and not condition.is_backward:
            said = said[: condition.start - clause.start]
    answered = None if is_scheduled(said) else bare.bare_answer(said, question)
    if answered is None:
        return []
    return [Finding(clause.start, clause.end, answered[0], (f"bare answer: {answered[1]}",))]


def _elliptical(low: str, clause: Clause, conditions: Sequence[Condition], *, asked: bool) -> list[Finding]:
    """A clause that leaves its verb out: "amino acids, yes", "otherwise, nobody stirs", "if it lands anywhere else, confusion"."""
    said = low[clause.start : clause.end].rstrip(" .,;:!\"'")
    answer = _YES_OR_NO.search(said)
    if answer and len(said.split()) <= _FEW:
        lean = Polarity.AFFIRM if answer["word"] == "yes" else Polarity.DENY
        return [
            Finding(
                clause.start, clause.end, lean, ("elliptical answer",), phrase=shifted(clause, *answer.span("word"))
            )
        ]
    for condition in conditions:
        if clause.start <= condition.start < clause.end:
            rest = low[condition.end : clause.end].strip(" ,.!\"'")
            is_verbless = (
                asked and not condition.is_backward and condition.start - clause.start < _FEW and bare.is_verbless(rest)
            )
            if (
                rest
                and len(rest.split()) <= _FEW
                and (is_verbless or (condition.is_backward and not PAST.search(rest)))
            ):
                lean = Polarity.DENY if _NO_ONE.match(rest) else Polarity.AFFIRM
                return [Finding(clause.start, clause.end, lean, ("answer under a condition",))]
    return []


def _dated(clause: Clause, low: str) -> Finding:
    """A present whose only sign of the future is its time: "the first tranche lands in March"."""
    lean = Polarity.DENY if _DENIES.search(low) else Polarity.AFFIRM
    return Finding(clause.start, clause.end, lean, ("a time to come",))


def _condition_of(conditions: Sequence[Condition], clause: Clause) -> Condition | None:
    """The condition that governs a clause: in it, right before it, or in an afterthought ("though only if")."""
    for condition in conditions:
        if clause.start <= condition.start < clause.end:
            return condition
        if not condition.is_backward and condition.start < clause.start and clause.start - condition.end < 6:
            return condition
        if not condition.is_backward and 0 <= condition.start - clause.end < 12:
            return condition
    return None


def _joined(findings: Sequence[Finding]) -> list[Finding]:
    """Neighbours that lean the same way are one forecast; the stronger cue names it."""
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        if (
            last is None
            or finding.polarity is not last.polarity
            or finding.start - last.end > 8
            or finding.is_conditional is not last.is_conditional
            or (finding.stated is not None and last.stated is not None)
        ):
            joined.append(finding)
            continue
        stronger = last if last.strength >= finding.strength else finding
        weaker = finding if stronger is last else last
        joined[-1] = replace(
            stronger,
            start=last.start,
            end=finding.end,
            rules=tuple(dict.fromkeys((*stronger.rules, *weaker.rules))),
            condition=last.condition or finding.condition,
        )
    return joined
