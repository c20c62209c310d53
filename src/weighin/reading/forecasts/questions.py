"""What a question asks: of what is to come, or of how things are, were or ought to be, or of whoever answers."""

import re
from functools import lru_cache

from weighin.reading.forecasts.times import by_when_in

_ASKS_OF_THE_FUTURE = re.compile(
    r"\b(?:will|won't|shall|going to|next (?:year|month|week|season|decade|summer|winter|spring|autumn|two|three|five|ten|few|round|election|leader|president|chair|step|move)|what (?:comes|happens|follows) (?:next|now)|"
    r"by (?:the end|the time|christmas|easter|20\d\d|december|november|october|may|june|july|spring|summer|autumn|winter|then|next|year-end)|in (?:20[2-9]\d|january|february|march|april|june|july|august|september|october|november|december|five|ten|two|three|twenty|the next|the coming)|"
    r"expect|predict\w*|forecasts?|likely|chances?|odds|outlook|a future\b|the future\b|bets?|happens? (?:over|first|in|to|if|when|after)|would happen|"
    r"(?:who|what|which(?: \w+){1,3}) (?:wins?|goes|comes|takes|loses|gets|disappears|survives|dies|breaks|surprises|follows|replaces|finishes|leaves|falls|rises|ends|makes|gives|blinks|gains|suffers|pays|stays|emerges|succeeds|inherits|becomes)|"
    r"up, down|up or down|how (?:long|many|much|high|far|soon|low|fast|bad|big) (?:will|before|until|can)|finish|this (?:season|year|winter|summer|autumn|spring|time)|the coming|your (?:pick|tip|winner|champion|call)|where (?:will|next)|when (?:will|does|do|is|are)|(?:how|what|where|who|which(?: \w+){1,3}) (?:might|could|may|would) (?!you\b|we\b|i\b|have\b)[a-z]+|surprise of|(?:bold|rash|brave|wild) (?:claim|call|prediction|guess)|winner|to win|so[- ]called crystal ball|crystal ball)\b"
)
# of what was, of what ought to be, of reasons, of what would have to be so
_NOT_OF_THE_FUTURE = re.compile(
    r"^\W*(?:q?\d+[.):] )?(?:and |so |but )?(?:(?:what|who|where|when|why|how(?: [\w-]+)?|which(?: [\w-]+){1,3}) )?(?:did|was|were|had|has|have)\b|"
    r"^\W*(?:q?\d+[.):] )?(?:and |so |but )?(?:(?:what|who|where|how(?: [\w-]+)?|which(?: [\w-]+){0,3})(?: [\w-]+){0,3} )?(?:should|must|ought to)\b|"
    r"^\W*(?:what went|what worries|what do you make|what would (?:you (?:do|tell|advise)|make|help|change|it take))\b"
)
# of whoever answers: what surprises or worries them, what they watch, and mean to do
_OF_THE_SPEAKER = re.compile(
    r"\b(?:surpris|worr|concern|bother|troubl|frighten|alarm|disappoint|puzzl|strik|excit|encourag|sadden|anger)(?:y|e|es|s|ies|en|ens)? (?:you|anyone|anybody|readers)\b|"
    r"\b(?:are|were) you (?:\w+ )?(?:surprised|worried|concerned|alarmed|disappointed|puzzled|encouraged)\b|\bcome as (?:a|any|no) (?:\w+ )?surprise\b|"
    r"\b(?:what|which|who|where)\b[^?]*\b(?:watch(?:ing)?|look(?:ing)? (?:at|out for|for)|keep(?:ing)? (?:an|your) eye)\b|"
    r"\b(?:what|which|whom?|where|how)(?: [\w-]+){0,3} (?:will|would|do|are) you (?:be )?(?:do|doing|ask|asking|tell|telling|say|recommend|advise|advising|vote|voting|read|reading|pay)\b"
)
_SENTENCE_END = re.compile(r"(?<=\?) |(?<=[a-z]{3}[.!;]) ")
_AND_ANOTHER = re.compile(r", (?=(?:and|or|but) (?:if so|what|who|when|where|how|which|will|is|are|does|do|can)\b)")
_STATEMENT = re.compile(r"^[^?]*\bwould (?!have\b)[^?]*$")
# "who wins it?", "which three go down?": in a round-up the present of such a question is the future
_SINCE = re.compile(r"\b(?:has|have|had|did|was|were|should|must)\b")
_PRESENT_QUESTION = re.compile(
    r"^\W*(?:\d+[.)] )?(?:and |so |but )?(?:who|what|which(?: [\w-]+){1,3}) (?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|do\b|does\b|did\b|should\b|would\b|must\b|can\b|could\b|[a-z]+ed\b|went\b|made\b|matters?\b|worr\w+|explains?\b|means?\b|causes?\b|drives?\b|knows?\b|makes? (?:a|an|you|this|it)\b|you\b|we\b|i\b|they\b|about\b|advice\b|one\b|to\b)[a-z]+s?\b[^,]*\?$"
)
# "does the rule stick?", "can the talks produce anything?", "how does the suit come out?": so is that of what somebody does, and not of how things are
_DOES = re.compile(
    r"(?:^|[?:;,.] |\b(?:and|but|so|how|when|where) )\W{0,9}(?:do|does|can|don't|doesn't|can't) (?!you\b|we\b|i\b)(?![^?]*\b(?:mean|matter|think|want|need|know|believe|surprise|care|like|have|understand|cause|work|say|seem|fit|agree|explain|reflect|support|show|suggest|come as|make sense|add up|hold water)\b)[^?]+\?"
)
# "leading run-scorer?", "dearer or cheaper?": a pick
_PICK = re.compile(
    r"^\W{0,9}(?:your )?(?:\w[\w'-]{0,30}ly )?(?:[\w'-]{1,30} ){0,4}(?:[\w-]{0,30}scorer|winner|champions?|loser|player|surprise|flop|prediction|favourite|outsider|underdog|score|signing|team|finalists?|semi-finalists|[\w-]{1,30}-taker|wicket-taker|relegated|promoted|upset|medals?|picture|director|actor|actress|price|rate|turnout|margin)s?\?$|\b\w{1,30}er or \w{1,30}er\b|\bup,? (?:or )?down\b"
)
_YES_NO = re.compile(r"(?:^|[:,] )\W{0,9}(?:will|is|are|can|do|does|could|would|shall|should|might|won't|has|have)\b")
_WHO = re.compile(r"\b(?:who|which|whom)\b")
_HOW_MUCH = re.compile(
    r"\b(?:how (?:much|many|high|low|far|large|big)|where (?:will|is|are)|per cent|percentage|rates?|inflation|shares?|turnout|growth|prices?|margin|number|level)\b|%"
)


@lru_cache(maxsize=512)
def asks_of_the_future(question: str) -> bool:
    """Whether a question, or a statement that is voted on, is about what is to come; of several that are put at once, whether one is."""
    return any(map(_is_of_the_future, _parts_of(question)))


@lru_cache(maxsize=512)
def asks_first_of_the_future(question: str) -> bool:
    """Whether the first of the questions that are put at once is about what is to come: the one that a bare word answers."""
    return _is_of_the_future(_parts_of(question)[0])


def _parts_of(question: str) -> list[str]:
    """The questions that are put at once, without the statements beside them."""
    asked = [part for part in _SENTENCE_END.split(question) if "?" in part] or [question]
    return [part for several in asked for part in _AND_ANOTHER.split(several)]


def _is_of_the_future(question: str) -> bool:
    if _NOT_OF_THE_FUTURE.match(question) or _OF_THE_SPEAKER.search(question):
        return False
    if any(form.search(question) for form in (_ASKS_OF_THE_FUTURE, _PRESENT_QUESTION, _DOES, _PICK, _STATEMENT)):
        return True
    return by_when_in(question, None) is not None and not _SINCE.search(question)


@lru_cache(maxsize=512)
def asks_whether(question: str) -> bool:
    """Whether yes or no answers a question."""
    return _YES_NO.search(question) is not None


@lru_cache(maxsize=512)
def asks_who_or_whether(question: str) -> bool:
    """Whether a question is about an event, and not about how much of something there will be."""
    return (asks_whether(question) or _WHO.search(question) is not None) and not _HOW_MUCH.search(question)
