"""Answers without a verb to a question about what is to come: "Flat.", "January, 60 per cent", "Rovers.", "Yes, and early"."""

import re

from weighin.reading.forecasts.questions import asks_whether
from weighin.record.values import Polarity

_VERB = re.compile(
    r"\b(?:ought|behaves?|permit|allow|is|are|was|were|am|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|says?|said|think|thinks|know|knows|want|wants|needs?|makes?|made|goes|went|takes?|took|gets?|got|comes?|came|"
    r"looks|seems?|means?|depends?|asks?|asked|follows|publish|keep|keeps|bring|brings|puts?|buys?|let|lets|remember|forget|consider|hears?|inherits?|travel|travels|sits?|lives?|works|tells?|told|gives?|gave|owns?|runs|believe|believes|feels?|"
    r"hates?|loves?|remains?|disappears?|matters?|happens?|tends?|requires?|becomes?|became|begins?|began|writes?|wrote|teaches|speaks?|stands?|sells?|pays?|costs|counts|announces|stops|plays|shows|turns|moves|starts|ends|opens|brings|leaves|serves|produces|grows|drinks|eats|teaches|holds|leads|measures|uses|used|sees?|saw|finds?|found|calls|carry|carries|"
    r"left|lost|won|fell|rose|grew|built|broke|spent|voted|failed|started|stopped|moved|turned|changed|called|worked|lived|played|showed|happened|ended|arrived|opened|closed|signed|refused|agreed|decided|promised|wait|waits|talk|talks|read|reads|start with|stop)\b|(?<=it)'s|(?<=that)'s|(?<=he)'s|(?<=there)'s|(?<=what)'s|(?<=who)'s|'(?:re|ve|ll|d|m)\b|n't\b"
)
_PRONOUN = re.compile(r"\b(?:i|we|you|he|she|it|they|everybody|everyone|who|there|this is|that)\b")
# "it could, for a day or two", "there can"
_MIGHT = re.compile(
    r"^(?:yes, |well, |oh, )?(?:it|they|he|she|there|that|we|he or she) (?:can|could|might|may)(?: yet| just| well)?\b(?=$|[,.;:!]| but\b| if\b)"
)
_HOPES = re.compile(r", (?:i|we|one) (?:hopes?|trust|pray)$")
# "everybody watches it": who does something is no answer, whatever the verb
_DOES_SO = re.compile(
    r"\b(?:everybody|everyone|nobody|somebody|someone|people) [a-z]+s\b|\b[a-z]{3,}(?:'s|') (?:the|an?|all|just|no|not|been|too|so)\b|"
    r"^(?:(?:my|our|the|those|these|most|some|many|two|three|all)(?: of (?:the|my|our|them))?) (?:[\w'-]+ ){1,3}?(?:[a-z]{2,}ed|kept|owe|owes|work|vote|votes|hedge|sails?|dislikes?|likes?|says|want|hold|help) (?:a|an|the|on|in|for|one|two|this|me|us|it|with)\b"
)

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
_CHATTER = re.compile(
    r"^(?:mate|look here|friends|wrong question|(?:speaking|talking) (?:as|for)|good question|great question|well|thanks|thank you|ha\b|hm+|sorry|where to begin|sigh|ask the|ask me|that'?s|simple\b|easy\b|look\b|honestly|frankly|let me|first(?:ly)?, (?:a|the|i|let)|two things|three things|difficult|hard to say|it depends|no (?:comment|opinion|idea|answer)|dear\b|hello|hi\b|pass\b|see above|couldn't (?:say|tell)|"
    r"(?:not|outside|beyond) my (?:department|field|area|job|call)|as (?:above|before|ever|always|i said)|same (?:answer|again)|for (?:once|example|instance)|in short|in (?:a|one) word|on balance|by contrast|that said|to be (?:fair|honest|clear)|on the (?:one|other) hand|in my \d|speaking as|whatever|whoever|however|from (?:my|the)|with (?:respect|apologies)|(?:many|some|most|a few|a lot) (?:people|of))"
)
# what may follow the answer itself: a reason, a limit, a second thought
_TAIL = re.compile(
    r"(?:[;:(]| - |,? (?:because|since|unless|if|provided|though|although|but|so|as|give or take|whoever|whatever)\b|, (?:believe it or not|mind\b|i fear|i think|i suspect|and don't|which|who|and (?:i|it|that|they|we|not)|i|it|they|we|for|with|that)\b|(?<=one)(?: that| which| who)\b).*",
    re.DOTALL,
)
# "as a regulator, none whatsoever"
_ROLE = re.compile(r"^as (?:an?|the) [^,]{1,40}, ")
# "for my clients, none whatsoever": of what the answer is said
_OF_WHAT = re.compile(
    r"^(?:for|in|on|at|to|among|as for|by) [^,;:]{2,40}, (?:[^,;:]{2,30}, )?(?=(?:no|none|nothing|nobody|never|hardly|not|yes)\b)"
)
_INFINITIVE = re.compile(r"\bto [a-z]+")


def is_verbless(said: str) -> bool:
    """Whether neither a finite verb nor a pronoun that wants one stands in some words."""
    return _VERB.search(said) is None and _PRONOUN.search(said) is None


def is_chatter(low: str) -> bool:
    """Whether an answer begins with words that answer nothing: thanks, no comment, good question."""
    return _CHATTER.match(low.strip(" \"'(….-")) is not None


def bare_answer(low: str, question: str) -> tuple[Polarity, str] | None:
    """How the beginning of an answer, without a finite verb, answers a question about the future; None where it does not."""
    said = low.strip(" \"'(….-")
    said = _OF_WHAT.sub("", _ROLE.sub("", said))
    words = said.split()
    if not words or len(words) > 24 or low.endswith(("?", ":")) or _CHATTER.match(said):
        return None
    if _MIGHT.match(said):
        return Polarity.OPEN, "might"
    if _NO.match(said) and not (_VERB.search(said.partition(",")[0]) and len(words) > 3):
        return Polarity.DENY, "no"
    if _LESS.match(said) and asks_whether(question):
        return Polarity.DENY, "less"
    if _YES.match(said):
        return (Polarity.AFFIRM, "yes") if asks_whether(question) else None
    if _HOPES.search(said.rstrip(" .!\"'")) or _DOES_SO.search(said):
        return None
    head = _TAIL.sub("", said)
    if len(head.split()) > 12 or _VERB.search(_INFINITIVE.sub("", head)) or _PRONOUN.search(head):
        return None
    return Polarity.AFFIRM, "short"
