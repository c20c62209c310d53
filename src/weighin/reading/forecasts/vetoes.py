"""What takes a forecast back: the past, somebody else's view, a habit, a plan of one's own, advice, a formula."""

import re

FUTURE = re.compile(
    r"\b(?:will|won't|shall|shan't|going to|gonna)\b|'ll\b|\b(?:is|are) to\b|\b(?:may|might|could|would|should)\b|\bto (?:[a-z]+ )?(?:come|be|happen|see|win|lose|fall|rise|go|get|take|become|reach|last|hold|pass|survive|succeed|fail|return|change|end|start|double|drop|grow|stay|remain|join|make)\b"
)
TIME_TO_COME = re.compile(
    r"\b(?:next|coming|following|later this|by the end of|before the end of|by (?:then|now|the time|early|late|mid|next|christmas|easter|summer|spring|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{4})|before (?:christmas|easter|long|the (?:summer|spring|autumn|winter|year|election|end|season|decade|next))|within (?:a |the |\w+ )?(?:weeks?|months?|years?|days?|decades?|hours?)|in (?:a |the |\w+ )?(?:next |coming )?(?:weeks?|months?|years?|days?|decades?|fortnight)(?:'s?)? (?:time)?|in (?:the )?(?:short|medium|long|near)[- ](?:term|future)|this (?:year|month|week|season|summer|autumn|spring|winter|time|decade|term)|tomorrow|tonight|soon|eventually|one day|sooner or later|around (?:january|february|march|april|may|june|july|august|september|october|november|december|easter|christmas)|from (?:january|february|march|april|may|june|july|august|september|october|november|december|next)|until|this time next|(?:second|first) half|by 20\d\d|in 20\d\d|after (?:the|that|christmas|easter)|for (?:years|decades|the foreseeable))\b"
)
_PAST_BEFORE = re.compile(
    r"\b(?:was|were|had|had been|have been|has been|would have|could have|might have|may have|should have|used to|did|didn't|wasn't|weren't|looked|seemed|felt|said|told|thought|believed|expected|hoped|feared|promised|predicted|claimed|argued|suggested|warned|insisted|assumed|knew)\b(?: \w+){0,3} ?$"
)
_PAST_LIKELY = re.compile(
    r"\b(?:was|were|had been|has been|have been|wasn't|weren't|seemed|looked|became|felt|remained|been|had) (?:\w+ ){0,2}$"
)
_PERFECT_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:have|has|had) (?:\w+ )?(?:been |\w+ed\b|\w+en\b|done|made|gone|had|seen|taken|come|known|put|run|won|lost|said)"
)
_THIRD_PARTY = re.compile(
    r"\b(?P<who>(?:(?:many|most|some|several|other|few|both|certain|all|these|those|the|our|their|his|her|its|a|an|one|two|\w+'s)\s+)?(?:\w+[ -]){0,4}?(?:analysts?|experts?|observers?|economists?|forecasters?|officials?|ministers?|ministry|government|spokes\w+|critics?|colleagues?|friends?|people|commentators?|pundits?|models?|report|paper|study|papers|studies|polls?|pollsters?|company|bank|insurers?|investors?|markets?|bookmakers?|bookies|journalists?|press|lawyers?|leaders?|specialists?|scientists?|immunologists?|researchers?|advisers?|president|manufacturers?|developers?|operator|industry|they|he|she|everyone|everybody|nobody|committee|commission|agency|organi[sz]ers|team|prime minister|chancellor|secretary|director|chief|brochures?|strategy|it))\s+"
    r"(?:(?:also|still|now|have|has|had|once|all|already|always|will|would|may|might|keep|kept|often|recently|apparently|never)\s+){0,2}(?:says?|said|saying|claims?|claimed|predicts?|predicted|thinks?|thought|believes?|believed|expects?|expected|hopes?|hoped|argues?|argued|warns?|warned|insists?|insisted|promises?|promised|told|suggests?|suggested|reckons?|reckoned|projects?|projected|forecasts?|fears?|feared|assumes?|assumed|estimates?|estimated|announced|declared|wrote|writes|consider|considers|swears?|swore|maintains?)\b"
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion) of|as (?:\w+ ){1,4}(?:says?|said|put it|predicted|claimed))\b(?! me\b| my\b)"
)
_OWN_PLAN = re.compile(
    r"\bi(?:'ll| will| shall| am going to|'m going to)(?: \w+ly| also| still| never| not| certainly| just)? (?!see\b|live\b|be (?:surprised|proved|wrong|right|gone|dead)|win\b|lose\b|get\b|need\b|end\b|regret\b|have to\b|look\b)[a-z]+"
)
_FORMULA = re.compile(
    r"\b(?:(?:it|that|this)(?:'ll| will| would| should) be (?:very |most |more |also |particularly )?(?:interesting|fascinating|instructive|worth|fun|good|nice|useful|important|wise|better|helpful|better to)|time will tell|remains? to be seen|(?:we|you)(?:'ll| will| shall) (?:see if|see whether|have to (?:see|wait)|have noticed|know by|find out|forgive|note|recall|remember|understand)|we(?:'ll| shall| will) see\b(?= ?(?:$|[.,;!]))|will tell (?:you|us)|as (?:i|we) (?:will|shall)|let me|would you|you will have|i'll give you|will be (?:familiar|aware)|(?:people|they|some|critics|others|cynics|many|someone|somebody|everyone|you) will (?:say|tell you|argue|object|point out|always|call|ask|claim|complain)|will not thank|will always\b|would not say|may sound|may seem|might seem|may surprise|may not sound|may well ask|you may|i may\b|i might (?:add|be|say|as well)|if i may|as (?:it|that|this) may|that may be|be that as it may|may or may not|could probably be)"
)
_ADVICE = re.compile(
    r"\b(?:we|you|they|governments?|ministers?|regulators?|the \w+|voters|people|readers|anyone|everyone|nobody|one)(?: \w+)? (?:should|must|need to|ought to|had better)\b"
)
_ABILITY = re.compile(
    r"\b(?:so|that|and) (?:\w+ ){0,3}could (?:\w+ )?(?:hear|see|feel|afford|find|sit|walk|drive|sleep|eat)\b"
)
_HABIT = re.compile(
    r"\b(?:every|each|always|usually|normally|often|whenever|typically|whoever|a good \w+ will|in general|as a rule)\b(?! (?:country|chance|reason|sign|likelihood))"
)
_WISH = re.compile(
    r"\b(?:i|we) (?:only |do |just |very much )?(?:hope|wish|pray|would like|'d like|want|would love|'d love|would prefer|'d rather|would rather)\b"
)
_SINCE_PAST = re.compile(
    r"\b(?:yesterday|last (?:year|month|week|night|summer|winter|spring|autumn|season|time|decade|june|july|may|march|april|august|september|october|november|december|january|february)|years ago|months ago|weeks ago|in (?:19\d\d))\b"
)
_REPORTED_TO_ME = re.compile(
    r"\b(?:i|we) (?:was|were|have been|had been) (?:told|promised|assured|warned)\b|\b(?:told|promised|assured|warned) (?:me|us)\b"
)


def is_past(low: str, start: int, end: int) -> bool:
    """Whether the words before or after a cue put it into the past."""
    before = low[max(0, start - 60) : start]
    return (
        bool(_PAST_LIKELY.search(before))
        or bool(_PERFECT_AFTER.match(low[end : end + 40]))
        or bool(_REPORTED_TO_ME.search(low[:start]))
    )


def is_anothers(low: str, start: int, *, narrated: bool) -> bool:
    """Whether a third party's view governs the cue."""
    before = low[:start]
    if _ACCORDING.search(before) and not narrated:
        return True
    reports = list(_THIRD_PARTY.finditer(before))
    if not reports:
        return False
    found = reports[-1]
    who = found["who"].strip()
    if narrated and who in {"he", "she", "they"}:
        return False
    between = before[found.end() :]
    return not re.search(
        r"[;.]|\b(?:but|however|yet) (?:i|we|it|they|there|the|my)\b|\band (?:i|we) |, (?:so|and|but) ", between
    )


def is_formula(low: str, start: int, end: int) -> bool:
    """Whether the cue belongs to a turn of phrase that forecasts nothing."""
    return any(match.start() <= end and start <= match.end() for match in _FORMULA.finditer(low))


def is_own_plan(low: str, start: int, end: int) -> bool:
    """Whether the cue announces what the panelist means to do."""
    return any(match.start() <= start and end <= match.end() + 1 for match in _OWN_PLAN.finditer(low))


def is_advice(low: str, name: str) -> bool:
    """Whether a "should" advises."""
    return name == "should see" and _ADVICE.search(low) is not None


def is_wish(low: str, start: int) -> bool:
    """Whether a wish governs the cue."""
    found = _WISH.search(low)
    return found is not None and found.start() < start


def is_habit(low: str) -> bool:
    """Whether a bare "will" or "may" speaks of what always happens."""
    return _HABIT.search(low) is not None


def speaks_of_the_past(low: str) -> bool:
    """Whether the clause names a time that is over."""
    return _SINCE_PAST.search(low) is not None
