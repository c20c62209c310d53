"""Answers without a verb to a question about what is to come: "Flat.", "January, 60 per cent", "Rovers.", "Yes, and early"."""

import re
from functools import lru_cache

from weighin.reading.forecasts.times import by_when_in
from weighin.record.values import Polarity

_ASKS_OF_THE_FUTURE = re.compile(
    r"\b(?:will|won't|shall|going to|next (?:year|month|week|season|decade|summer|winter|spring|autumn|two|three|five|ten|few|round|election|leader|president|chair|step|move)|what (?:comes|happens|follows) (?:next|now)|"
    r"by (?:the end|the time|christmas|easter|20\d\d|december|november|october|may|june|july|spring|summer|autumn|winter|then|next|year-end)|in (?:20[2-9]\d|january|february|march|april|june|july|august|september|october|november|december|five|ten|two|three|twenty|the next|the coming)|"
    r"expect|predict\w*|forecasts?|likely|chances?|odds|outlook|a future\b|the future\b|bets?|happens? (?:over|first|in|to|if|when|after)|would happen|"
    r"(?:who|what|which(?: \w+){1,3}) (?:wins?|goes|comes|takes|loses|gets|disappears|survives|dies|breaks|surprises|follows|replaces|finishes|leaves|falls|rises|ends|makes|gives|blinks|gains|suffers|pays|stays|emerges|succeeds|inherits|becomes)|"
    r"up, down|up or down|how (?:long|many|much|high|far|soon|low|fast|bad|big) (?:will|before|until|can)|finish|this (?:season|year|winter|summer|autumn|spring|time)|the coming|your (?:pick|tip|winner|champion|call)|where (?:will|next)|when (?:will|does|do|is|are)|surprise of|(?:bold|rash|brave|wild) (?:claim|call|prediction|guess)|winner|to win|so[- ]called crystal ball|crystal ball)\b"
)
_NOT_OF_THE_FUTURE = re.compile(
    r"^\W*(?:was|were|did|why did|why has|why have|has|have|what went|how worried|what worries|what surprised|what do you make|should|what should|what one thing should|who should|what must|which \w+ should|how should|what would (?:you (?:do|tell|advise)|make|help|change|it take))\b"
)
# "who wins it?", "which three go down?": in a round-up the present of such a question is the future
_SINCE = re.compile(r"\b(?:has|have|had|did|was|were|should|must)\b")
_PRESENT_QUESTION = re.compile(
    r"^\W*(?:\d+[.)] )?(?:and |so |but )?(?:who|what|which(?: [\w-]+){1,3}) (?!is\b|are\b|was\b|were\b|has\b|have\b|had\b|do\b|does\b|did\b|should\b|would\b|must\b|can\b|could\b|[a-z]+ed\b|went\b|made\b|matters?\b|worr\w+|explains?\b|means?\b|causes?\b|drives?\b|knows?\b|makes? (?:a|an|you|this|it)\b|you\b|we\b|i\b|they\b|about\b|advice\b|one\b|to\b)[a-z]+s?\b[^,]*\?$"
)
# "does the rule stick?", "can the talks produce anything?", "how does the suit come out?": so is that of what somebody does, and not of how things are
_DOES = re.compile(
    r"(?:^|[?:;,.] |\b(?:and|but|so|how|when|where) )\W{0,9}(?:do|does|can|don't|doesn't|can't) (?!you\b|we\b|i\b)(?![^?]*\b(?:mean|matter|think|want|need|know|believe|care|like|have|understand|cause|work|say|seem|fit|agree|explain|reflect|support|show|suggest|come as|make sense|add up|hold water)\b)[^?]+\?"
)
# "leading run-scorer?", "dearer or cheaper?": a pick
_PICK = re.compile(
    r"^\W{0,9}(?:your )?(?:\w[\w'-]{0,30}ly )?(?:[\w'-]{1,30} ){0,4}(?:[\w-]{0,30}scorer|winner|champions?|loser|player|surprise|flop|prediction|favourite|outsider|underdog|score|signing|team|finalists?|semi-finalists|[\w-]{1,30}-taker|wicket-taker|relegated|promoted|upset|medals?|picture|director|actor|actress|price|rate|turnout|margin)s?\?$|\b\w{1,30}er or \w{1,30}er\b|\bup,? (?:or )?down\b"
)
_YES_NO = re.compile(r"(?:^|[:,] )\W{0,9}(?:will|is|are|can|do|does|could|would|shall|should|might|won't|has|have)\b")
_VERB = re.compile(
    r"\b(?:ought|behaves?|permit|allow|is|are|was|were|am|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|says?|said|think|thinks|know|knows|want|wants|needs?|makes?|made|goes|went|takes?|took|gets?|got|comes?|came|"
    r"looks|seems?|means?|depends?|asks?|asked|follows|publish|keep|keeps|bring|brings|puts?|buys?|let|lets|remember|forget|consider|hears?|inherits?|travel|travels|sits?|lives?|works|tells?|told|gives?|gave|owns?|runs|believe|believes|feels?|"
    r"hates?|loves?|remains?|disappears?|matters?|happens?|tends?|requires?|becomes?|became|begins?|began|writes?|wrote|teaches|speaks?|stands?|sells?|pays?|costs|counts|announces|stops|plays|shows|turns|moves|starts|ends|opens|brings|leaves|serves|produces|grows|drinks|eats|teaches|holds|leads|measures|uses|used|sees?|saw|finds?|found|calls|carry|carries|"
    r"left|lost|won|fell|rose|grew|built|broke|spent|voted|failed|started|stopped|moved|turned|changed|called|worked|lived|played|showed|happened|ended|arrived|opened|closed|signed|refused|agreed|decided|promised|wait|waits|talk|talks|read|reads|start with|stop)\b|(?<=it)'s|(?<=that)'s|(?<=he)'s|(?<=there)'s|(?<=what)'s|(?<=who)'s|'(?:re|ve|ll|d|m)\b|n't\b"
)
_PRONOUN = re.compile(r"\b(?:i|we|you|he|she|it|they|everybody|everyone|who|there|this is|that)\b")
_YES = re.compile(
    r"^(?:yes|yep|yup|yeah|aye|absolutely|definitely|of course|certainly|undoubtedly|without (?:a )?doubt|almost certainly|inevitably|very much so|i (?:think|believe|expect|suspect|imagine|fear|should think|would think) so|probably|sure|surely|oh yes|undoubtedly)\b(?! not)"
)
_NO = re.compile(
    r"^(?:no\b(?! (?:later|doubt|comment|opinion|idea|answer|question|more than))|nope|nah|doubt it|not\b|never|hardly|of course not|certainly not|probably not|absolutely not|neither|none|(?:sadly|alas|probably|definitely|regrettably|i fear|i suspect|i think|i'm afraid) not|i (?:don't|do not) (?:think|believe|expect) so|i (?:very much )?doubt it|nobody|nothing|next to nothing|unlikely|doubtful|very doubtful|zero|fat chance|no chance)\b"
)
# to "will it beat last year's?"
_LESS = re.compile(
    r"^(?:a (?:little|bit|lot) |much |far |slightly |well |just )?(?:less|fewer|lower|under|below|smaller|very little|not much|little)\b(?! than)(?=$|[,;:.]|[^,]{0,20}$)"
)
_WHO = re.compile(r"\b(?:who|which|whom)\b")
_HOW_MUCH = re.compile(
    r"\b(?:how (?:much|many|high|low|far|large|big)|where (?:will|is|are)|per cent|percentage|rates?|inflation|shares?|turnout|growth|prices?|margin|number|level)\b|%"
)
_CHATTER = re.compile(
    r"^(?:good question|great question|well|thanks|thank you|ha\b|hm+|sorry|where to begin|sigh|ask the|ask me|that'?s|simple\b|easy\b|look\b|honestly|frankly|let me|first(?:ly)?, (?:a|the|i|let)|two things|three things|difficult|hard to say|it depends|no (?:comment|opinion|idea|answer)|dear\b|hello|hi\b|pass\b|see above|couldn't (?:say|tell)|"
    r"(?:not|outside|beyond) my (?:department|field|area|job|call)|as (?:above|before|ever|always|i said)|same (?:answer|again)|for (?:once|example|instance)|in short|in (?:a|one) word|on balance|by contrast|that said|to be (?:fair|honest|clear)|on the (?:one|other) hand|in my \d|speaking as|whatever|whoever|however|from (?:my|the)|with (?:respect|apologies)|(?:many|some|most|a few|a lot) (?:people|of))"
)
# what may follow the answer itself: a reason, a limit, a second thought
_TAIL = re.compile(
    r"(?:[;:(]| - |,? (?:because|since|unless|if|provided|though|although|but|so|as|give or take|whoever|whatever)\b|, (?:believe it or not|mind\b|i fear|i think|i suspect|and don't|which|who|and (?:i|it|that|they|we|not)|i|it|they|we|for|with|that)\b|(?<=one)(?: that| which| who)\b).*",
    re.DOTALL,
)
# "as a regulator, none whatsoever"
_ROLE = re.compile(r"^as (?:an?|the) [^,]{1,40}, ")
_INFINITIVE = re.compile(r"\bto [a-z]+")


@lru_cache(maxsize=512)
def asks_of_the_future(question: str) -> bool:
    """Whether a question, or a statement that is voted on, is about what is to come."""
    if _NOT_OF_THE_FUTURE.match(question):
        return False
    if any(form.search(question) for form in (_ASKS_OF_THE_FUTURE, _PRESENT_QUESTION, _DOES, _PICK)):
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


def is_verbless(said: str) -> bool:
    """Whether neither a finite verb nor a pronoun that wants one stands in some words."""
    return _VERB.search(said) is None and _PRONOUN.search(said) is None


def is_chatter(low: str) -> bool:
    """Whether an answer begins with words that answer nothing: thanks, no comment, good question."""
    return _CHATTER.match(low.strip(" \"'(….-")) is not None


def bare_answer(low: str, question: str) -> tuple[Polarity, str] | None:
    """How the beginning of an answer, without a finite verb, answers a question about the future; None where it does not."""
    said = low.strip(" \"'(….-")
    said = _ROLE.sub("", said)
    words = said.split()
    if not words or len(words) > 24 or low.endswith(("?", ":")) or _CHATTER.match(said):
        return None
    if _NO.match(said) and not (_VERB.search(said.partition(",")[0]) and len(words) > 3):
        return Polarity.DENY, "no"
    if _LESS.match(said) and asks_whether(question):
        return Polarity.DENY, "less"
    if _YES.match(said):
        return (Polarity.AFFIRM, "yes") if asks_whether(question) else None
    head = _TAIL.sub("", said)
    if len(head.split()) > 12 or _VERB.search(_INFINITIVE.sub("", head)) or _PRONOUN.search(head):
        return None
    return Polarity.AFFIRM, "short"
