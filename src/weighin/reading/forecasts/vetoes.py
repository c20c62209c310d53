"""What takes a forecast back: a turn of phrase, a habit, a permission, a wish, advice, an indirect question."""

import re

# of these words one stands in every wish, and in everything that did not happen
WISH_WORDS = frozenset(
    "hope wish pray like want love prefer rather let's let hopefully only wants need needs seek seeks demand demands prefers looking".split()
)
UNREAL_WORDS = frozenset("have had were was".split())
_FORMULA = re.compile(
    r"\b(?=[a-z])(?:(?:it|that|this|what)(?:'ll| will| would| should) be (?:very |most |more |also |particularly |so )?(?:interesting|fascinating|instructive|worth|fun|nice|useful|important|wise|helpful|better to|key to|crucial to)|time will tell|"
    r"(?:we|you)(?:'ll| will| shall) (?:all )?(?:see if|see whether|have to (?:see|wait)|have noticed|know (?:soon|more|whether)|find out|forgive|note|recall|remember|understand|notice|excuse)|we(?:'ll| shall| will) see\b(?= ?(?:$|[.,;!\"]))|"
    r"(?:who|nobody|no one) will tell|will tell (?:you|us)|as (?:i|we) (?:will|shall)|let me|would you|you will have|you'll (?:have (?:seen|heard|noticed)|forgive|excuse|hear people)|i'll give you|will be (?:familiar|aware)|"
    r"(?:people|they|some|critics|others|cynics|many|someone|somebody|everyone|you) (?:will|may|might|could) (?:say|tell you|argue|object|point out|claim|complain)|will not thank|"
    r"(?:may|might|could) (?:very |well )*be (?:right|wrong|true|so|mistaken)(?= ?(?:about\b|that\b|[.,;]|$))|[a-z]+s will (?:recogni[sz]e|know|remember|recall|be familiar|understand|object|tell)\b|you (?:might|could|may) (?:see|find|think|say|want|ask|expect|wonder)\b|"
    r"would not say|may sound|may seem|might seem|may surprise (?:you|some|people|readers)|may not sound|may well ask|you may|i may\b(?! (?:be|have|need|lose|win|never))|i might (?:add|be|say|as well)|if i may|as (?:it|that|this) may|that may be(?=[ ,.]|$)|be that as it may|"
    r"could probably be|(?:it|this|that|which) (?:may|might|could) (?:well )?(?:be|mean|explain|reflect|help|have) (?:that |because |why |worth|to )|as (?:\w+ ){0,7}as possible|wherever possible|where possible|possible to|for a possible|come what may|if you will|"
    r"will do(?= ?[.,;]|$)|so be it|at will|free will|good will|ill will|the will of|political will|the will to|will power|against (?:my|his|her|their|our) will|goes without saying)"
)
_ADVICE = re.compile(
    r"\b(?:we|you|they|i|governments?|ministers?|regulators?|employers|schools|doctors|parents|voters|people|readers|anyone|everyone|nobody|no one|one|companies|banks|parliament|clients|families|households|patients|women|men|students|[a-z]{2,}(?:ers|ors|ists|ians|ees)|the (?:government|ministry|minister|bank|commission|council|court|regulator|committee|president|board))(?: \w+)? (?:should|must|need to|ought to|had better)\b(?! (?:manage|see|go on seeing|come|fall|rise|drop|ease|recover|peak|settle|arrive|last|hold|stay|grow|shrink|win|lose|show|get|reach|know|be able|find out)\b)"
)
_RIGHT = re.compile(
    r"\bwhat (?:\w+ ){1,2}should\b|\b(?:idea|view|principle|demand|proposal|case|argument|agree|insist|suggest|propose|recommend|feel|not) that\b.* should\b"
)
_NORM = re.compile(r"\b(?:should|ought to) (?:not|n't|never|i|we|you|he|she|they|it)\b")
_PURPOSE = re.compile(
    r"\b(?:so that|in order that|in case|lest|for fear that|until|by the time|when|once|as soon as|whatever|anyone who|anybody who|those who|people who)\b(?: [\w'-]+){1,7} ?$"
)
_ASKED_INSIDE = re.compile(
    r"\b(?:know|knows|knew|say|says|tell|tells|told|ask|asks|asked|wonder|wondering|decide|depends on|depend on|question is|question of|question|clear|guess|understand|remember|seen?|explain|issue is|matter of)(?: (?:me|us|him|her|them|you|people|anyone|everybody|myself))? (?:exactly |just |precisely )?(?:whether|who|what|when|where|how|which|why|if)\b(?! will happen:)[^,;:]*$"
)
_HABIT = re.compile(
    r"\b(?:every (?:time|year|day|week|season|winter|summer|election|night|morning)|whenever|in general|as a rule|will always|each time|by definition|tends? to|invariably|traditionally|historically|in an? (?:average|normal|typical) \w+|on \w+ (?:days|nights|mornings|times|years) (?:in|out of) \w+|(?:is|are) (?:another|a different) (?:matter|question|story|thing))\b"
)
# "a boat will last forty years if you paint it"
_IF_YOU = re.compile(
    r"^\W*(?:an?|any) (?:[\w-]+ ){1,3}?(?:will|won't)\b.* (?:if|when|unless|once) (?:you|one|it|he|she|they)(?:'s|'re)?\b(?! (?:stays?|wins?|loses?))"
)
# "women who smoke are likely to …": of a kind, not of what is to come
_KIND = re.compile(r"^\W*(?:[a-z]+s|people|women|men|children|anyone|those) (?:who|with|without)\b")
_USUAL = re.compile(
    r"\b(?:usually|normally|often|typically|generally|already have|by now|(?:points|times|goals|people) (?:a|per|each) (?:year|season|month|week|game|night|day))\b"
)
_ANY_ONE = re.compile(r"\b(?:a|an|any|anyone|anybody|everyone|those)(?: [\w'-]+){0,3}? (?:who|that|which)\b[^,;]*$")
_YOU = re.compile(r"\byou(?: \w+)? ?$")
_LAW = re.compile(
    r"\b(?:law|rules?|statute|constitution|treaty|ordinance|charter|by-?laws?|terms|contract|regulations?|members|candidates|the commission|the court|parliament|any \w+|one(?! of\b)|nobody|licence)\b[^,;]*$"
)
_WISH = re.compile(
    r"\b(?:i|we) (?:only |do |just |very much |can only |sincerely |certainly )?(?:hope|wish|pray|would like|'d like|want|would love|would prefer|would rather)\b|\b(?:i|we)(?:'d| would) (?:like|love|rather|prefer|(?:be|have been) (?:happy|glad|delighted|pleased|grateful))\b|\b(?:let's|let us) hope\b|\bhopefully\b|\bif only\b"
)
# "voters want somebody who will listen"
_WANTED = re.compile(
    r"\b(?:wants?|needs?|seeks?|demands?|prefers?|looking for)\b[^,;]*\b(?:who|that|which)(?: \w+)? ?$"
)
_COUNTERFACTUAL = re.compile(
    r"\b(?:would|could|might|should) (?:\w+ )?have (?:\w+ )?(?:been\b|\w+(?:ed|en)\b|gone|done|made|had|won|lost|come|run|said|kept|paid|held|cost)|\bhad (?:it|they|he|she|we|i|the \w+) (?:not )?(?:been|\w+ed)\b|\bif (?:i|we|it|they|he|she|the \w+) (?:were|was|had)\b"
)
_UNREAL = re.compile(r"\bif (?:[\w'-]+ ){1,4}?(?:had|were|could|did)\b")
_STATIVE = re.compile(
    r"^(?:may|might|could) (?:\w+ly |also |well |still |just |not |even |very |simply |indeed )*(?:be(?! (?:back|gone|over|ready|enough|able|forced|another story|the (?:next|first|last|end)|an? (?:third|second|fourth|fifth))\b)|mean|have|seem|know|explain|reflect|look|sound|want|need|think|feel|help|like|contain|include|suggest|hide|exist|matter|owe|stem)\b"
)
_ALLOWS = re.compile(
    r"\b(?:without asking|only (?:when|if|with|after|on)|whenever|any \w+ that|at any|up to|no more than|not more than|as (?:he|she|it|they) (?:likes?|pleases?)|what (?:she|he|they) likes?|freely|if (?:he|she|they|it) (?:wants?|wishes))\b"
)
# "may not exceed", "may be made until": what is allowed, in words of which none is an event
_ALLOWED = re.compile(
    r"may not (?:also |then )?(?:exceed|sell|use|enter|leave|charge|prescribe|vote|stand|serve|carry|contain|be (?:moved|sold|used|built|charged|exported|removed|touched|opened|shown|photographed))\b|"
    r"may (?:only )?be (?:made|submitted|filed|lodged|sold|used|paid|claimed|sent|handed in|requested|appealed|extended)(?: [\w-]+){0,3} (?:until|only|by (?:anyone|any)|within|up to|once|twice)\b"
)
_ANY_MAY = re.compile(r"(?:^\W*(?:a|an|any)(?: [\w'-]+){1,3}|\b(?:any|no) [\w'-]+) ?$")


def is_formula(low: str, start: int, end: int) -> bool:
    """Whether the cue belongs to a turn of phrase that forecasts nothing."""
    for match in _FORMULA.finditer(low, max(0, start - 60), end + 80):
        if match.start() <= end and start <= match.end():
            return True
    return False


def is_advice(low: str, words: str) -> bool:
    """Whether a "should" tells somebody what to do, or says what is right."""
    return any((_ADVICE.search(low), _RIGHT.search(low), _NORM.search(words)))


def is_wish(low: str, start: int) -> bool:
    """Whether a wish governs the cue."""
    found = _WISH.search(low)
    return (found is not None and found.start() < start) or _WANTED.search(low[:start]) is not None


def is_counterfactual(low: str) -> bool:
    """Whether a clause speaks of what did not happen."""
    return _COUNTERFACTUAL.search(low) is not None


def is_unreal(low: str) -> bool:
    """Whether a condition says what is not so: "if players had to"."""
    return _UNREAL.search(low) is not None


def is_asked_inside(low: str, start: int) -> bool:
    """Whether the verb stands in an indirect question: "nobody knows when it will"."""
    return _ASKED_INSIDE.search(low[:start]) is not None


def is_subordinate(low: str, start: int) -> bool:
    """Whether the verb only says when or what for: "until it will", "so that it can"."""
    return _PURPOSE.search(low[:start]) is not None


def is_habit(low: str, start: int, *, has_time: bool, asked: bool = False) -> bool:
    """Whether a bare "will" speaks of what always happens, or, where nothing was asked about what is to come, of anyone or of "you"."""
    if _USUAL.search(low):
        return True
    if has_time:
        return False
    before = low[:start]
    if _HABIT.search(low) or _IF_YOU.search(low):
        return True
    return not asked and (_ANY_ONE.search(before) is not None or _YOU.search(before) is not None)


def is_of_a_kind(low: str, start: int) -> bool:
    """Whether a likelihood is said of everybody of some kind: "people who smoke are likely to"."""
    return _KIND.search(low[:start]) is not None


def is_permission(low: str, start: int, words: str) -> bool:
    """Whether a "may" allows: a law or an office stands before it."""
    if not words.startswith("may") or "may well" in words:
        return False
    before, after = low[:start], low[start + len(words) :]
    if _ALLOWED.match(low[start:]):
        return True
    return any((_LAW.search(before), _ANY_MAY.search(before), _ALLOWS.search(after)))


def is_about_now(words: str) -> bool:
    """Whether a possibility is one of how things are: "may mean", "could be"."""
    return _STATIVE.match(words) is not None
