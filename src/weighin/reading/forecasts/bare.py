"""Answers without a verb to a question about what is to come: "Flat.", "January, 60 per cent", "Rovers.", "Yes, and early"."""

import re

from weighin.record.values import Polarity

_ASKS_OF_THE_FUTURE = re.compile(
    r"\b(?:will|going to|next|by (?:the end|christmas|20\d\d|december|may|june|the)|in (?:20\d\d|january|february|march|april|may|june|july|august|september|october|november|december|five|ten|two|three|the next)|expect|predict|forecast|likely|happens? (?:next|over|first|in|to|if)|would happen|(?:who|what|which \w+) (?:wins?|goes|comes|takes|loses|gets|disappears|survives|dies|breaks|surprises|follows|replaces|finishes)|outlook|up, down|where (?:will|next)|how (?:long|many|much|high|far|soon) (?:will|before|until)|your prediction|finish)\b"
)
_YES_NO = re.compile(r"^(?:will|is|are|can|do|does|could|would|shall|should|might|won't)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|says?|said|think|thinks|know|knows|want|wants|need|needs|makes?|made|goes|went|takes?|took|gets?|got|comes?|came|look|looks|seems?|means?|depends?|ask|follow|publish|keep|bring|put|buy|let|remember|forget|consider|take)\b|'(?:s|re|ve|ll|d|m)\b|n't\b"
)
_YES = re.compile(
    r"^(?:yes|yep|yeah|absolutely|definitely|of course|certainly|undoubtedly|without (?:a )?doubt|almost certainly|inevitably|very much so|i think so|probably)\b"
)
_NO = re.compile(
    r"^(?:no\b|nope|not (?:really|in my view|yet|at all|likely|a chance|this|before|in|for|soon|by)|never|hardly|of course not|neither|none|nobody|nothing|unlikely|doubtful|very doubtful)\b"
)
_CHATTER = re.compile(
    r"^(?:good question|well|thanks|thank you|ha|hm+|sorry|where to begin|sigh|ask the|ask me|that'?s|simple|easy|look|honestly|frankly|let me|first|two things|three things|difficult|hard to say|it depends|no (?:comment|opinion|idea|answer)|dear|hello|hi\b|pass\b|uncertain\b|see above)"
)


def asks_of_the_future(question: str) -> bool:
    """Whether a question is about what is to come."""
    return _ASKS_OF_THE_FUTURE.search(question) is not None and not re.match(
        r"^(?:was|were|did|why did|what went|how worried|should|what should|what one thing should)\b", question
    )


def bare_answer(low: str, question: str) -> tuple[Polarity, str] | None:
    """How a first sentence without a finite verb answers a question about the future; None where it does not."""
    words = low.split()
    if not words or len(words) > 14 or low.endswith("?") or _CHATTER.match(low.lstrip(" \"'(…-.")):
        return None
    bare = low.strip(" \"'(…-.")
    yes_no = _YES_NO.match(question) is not None
    if _YES.match(bare):
        return (Polarity.AFFIRM, "yes") if yes_no else None
    if _NO.match(bare):
        return Polarity.DENY, "no"
    if _FINITE.search(low):
        return None
    return Polarity.AFFIRM, "bare"
