"""Cues that are the verb itself: will, going to, may, might, could, would, should, and the present that stands for the future."""

from weighin.reading.forecasts.cues.cue import AFFIRM, DENY, OPEN, Cue, Kind, Needs
from weighin.reading.forecasts.cues.words import ADVERB

# the verb, not the month
_MAY = (
    r"\b(?:might|may(?<!\bin may)(?<!\bby may)(?<!\bof may)(?<!\bthis may)(?<!\blast may)(?<!\bnext may)(?<!\d may)(?<!\bfrom may)"
    r"(?<!\buntil may)(?<!\bsince may)(?<!\bbefore may)(?<!\bafter may)(?<!\bearly may)(?<!\blate may)(?<!\bmid.may))"
)
# a modal needs a verb: "between January and May because …" has none
_NO_VERB = r"because\b|but\b|when\b|while\b|though\b|for\b|with\b|in\b|on\b|at\b|of\b|as\b|than\b|if\b|where\b|that\b|this\b|next\b|last\b|the\b"
_ACT = rf"(?!{_NO_VERB}|have\b(?! (?:to|the|an?|no|some|any|more|less|fewer|enough|another|its|their|his|her)\b)|i\b|he\b|she\b|they\b|as well (?:be|have|ask)|be worth|is\b|was\b|were\b|has\b|and\b|or\b|to\b|say\b|ask\b|recall\b|add\b|sound\b|seem\b|appear\b)[a-z]+"
_COULD = (
    r"(?!not\b|n't\b|have\b(?! to)|always\b|never\b|only\b|barely\b|hardly\b|see\b|hear\b|feel\b|say\b|tell\b|ask\b|argue\b|think\b|remember\b|"
    r"imagine\b|afford\b|find\b|not be\b|do with\b|care less\b|point\b|add\b)[a-z]+"
)
_WOULD = (
    r"(?!have (?:been|had|gone|done|made|won|lost|come|run|said|kept|paid|held|cost|liked|thought|preferred|[a-z]+(?:ed|en))\b|have to (?:say|be)\b|like\b|be an?\b|be (?:interesting|nice|good|better|wise|wrong to|surprised|astonished|amazed|my|our|useful|sensible|helpful)|say\b|rather\b|prefer\b|want\b|love\b|advise\b|"
    r"suggest\b|argue\b|add\b|hope\b|not\b|you\b|it\b|urge\b|recommend\b|ask\b|call\b|emphasi[sz]e\b|stress\b|warn\b|note\b|point\b|put\b|"
    r"give\b|expect\b|go for\b|bet\b|guess\b|agree\b|vote\b|never\b(?! (?:work|happen|pass|be))|mind\b|describe\b|look at\b|watch\b|think\b)[a-z]+"
)


WILL = Kind.WILL
MODALS = (
    Cue("will", "will 'll shall won't shan't", r"(?:\b(?:will|shall|won't|shan't)\b|'ll\b)", AFFIRM, "will", WILL, 3),
    Cue(
        "going to",
        "going gonna",
        rf"(?:'s|'re|'m|\b(?:is|are|am|be|isn't|aren't|ain't|not|never)) (?:{ADVERB}|probably |likely |definitely ){{0,3}}going to(?: (?!the\b|a\b|an\b|my\b|our\b|school\b|be the case\b)[a-z]+|(?=[.,;!?]|$))|\bgonna\b",
        AFFIRM,
        "will",
        WILL,
        5,
    ),
    Cue(
        "set to",
        "set poised course track stands stand looks look due slated headed heading destined about expected projected forecast predicted scheduled tipped primed",
        r"\b(?:is|are|'s|'re|be|looks?|seems?|now|still|all)? ?(?:set|poised|slated|destined|primed|tipped|expected|projected|forecast|predicted) to (?!be a\b)|"
        r"\b(?:is|are|'s|'re|seems?|looks?) (?:now |still |all |surely |certainly |probably |almost )?(?:on course|on track|headed|heading|due|about|gearing up|on the verge|on the way) (?:to|for|of|towards|up|down|higher|lower|out)\b|"
        r"\bstands? to\b|\blooks? (?:set|certain|bound|destined|likely|poised|sure|good) (?:to|for)\b",
        AFFIRM,
        "set to",
        WILL,
        6,
    ),
    Cue(
        "is to come",
        "coming cards horizon way stay store corner going",
        r"\bhere to stay\b|(?:'s|'re|\b(?:is|are|isn't|aren't))(?: not| never)? (?:coming back|going (?:away|anywhere|nowhere|back|home|under|bust|ahead|through|badly|wrong|well))\b|(?:'s|'re|\b(?:is|are)) (?:also |still |definitely )?coming(?! (?:from|out of|to terms))\b|(?<!not )(?<!n't )\b(?:on|in) the cards\b|\bon the horizon\b|\b(?:is|are) on (?:the|its|their) way\b|\b(?:is|are|lies?) in store\b|\b(?:round|around) the corner\b",
        AFFIRM,
        "expect",
        WILL,
        5,
    ),
    Cue(
        "never",
        "never",
        r"\b(?:will|'ll|would|is going to|'s going to|are going to|shall) never\b|\b(?:is|are|'s|'re) never going to\b|\bnever (?:will|again)\b",
        DENY,
        "never",
        WILL,
        6,
    ),
    Cue(
        "may well",
        "may might could",
        rf"\b(?:may|might|could) (?:very |quite |just as )?(?:well|easily) {_ACT}|\b(?:may|might|could) (?:very |quite )?well(?=[.,;!\"]|$)",
        OPEN,
        "may well",
        Kind.MAY,
        5,
        besides=frozenset({"well", "easily"}),
    ),
    Cue(
        "may",
        "may might",
        rf"{_MAY}(?: {ADVERB}*+(?:have to )?{_ACT}|(?: not| yet)?(?=[.,;!\"]|$))",
        OPEN,
        "may",
        Kind.MAY,
        4,
    ),
    Cue("could", "could", rf"\bcould(?: {ADVERB}*+{_COULD}|(?: not| yet)?(?=[.,;!\"]|$))", OPEN, "could", Kind.MAY, 4),
    Cue(
        "would",
        "would 'd wouldn't",
        r"\b(?:would|wouldn't)(?: \w+)? (?:probably|likely|almost certainly|certainly|surely|presumably|undoubtedly|most likely|inevitably|hardly|never)\b|"
        r"'d (?:probably|likely|almost certainly|inevitably) \w+",
        AFFIRM,
        "would",
        WILL,
        3,
        besides=frozenset(
            "probably likely almost certainly surely presumably undoubtedly inevitably hardly never".split()
        ),
    ),
    Cue(
        "would do",
        "would wouldn't 'd",
        rf"\b(?:would|wouldn't) {ADVERB}{{0,2}}+{_WOULD}|(?<!\bi)(?<!\bthey)(?<!\bhe)(?<!\bshe)'d (?:be|see|get|lose|win|need|end|have(?= (?:an?|the|no|some|more|fewer|less|water|something)\b))\b",
        AFFIRM,
        "would",
        WILL,
        2,
        Needs.TIME,
    ),
    Cue(
        "should",
        "should ought",
        rf"\b(?:should|ought to) (?:at any rate |at last |{ADVERB}){{0,2}}+(?!have\b|be \w+(?:ed|en)\b(?! by)(?![^,;]* (?:by|before|in) (?:the |end |of |early |late |mid-|next )*(?:spring|summer|autumn|winter|year|month|week|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|20\d\d))|not\b|n't|know\b|think\b|like\b|say\b|add\b|note\b|worry\b|stress\b|care\b|consider\b|ask\b|read\b|learn\b|want\b|need\b|try\b|stop\b|listen\b|remember\b)[a-z]+",
        AFFIRM,
        "should",
        WILL,
        4,
    ),
    Cue(
        "ought to, and no more",
        "should ought",
        r"\b(?:should|ought to)(?= ?(?:[.,;!]|$))",
        AFFIRM,
        "should",
        WILL,
        3,
        Needs.FUTURE,
    ),
    Cue(
        "is to be",
        "be",
        r"\b(?:is|are) to be (?:an?|the|one|another|no)\b",
        AFFIRM,
        "set to",
        WILL,
        4,
        besides=frozenset({"is", "are"}),
    ),
    Cue(
        "free relative",
        "whatever whoever however wherever",
        r"\b(?:will|'ll) (?:be|go|do) (?:whatever|whoever|wherever|however)\b",
        OPEN,
        "",
        WILL,
        6,
    ),
    Cue(
        "not long",
        "long",
        r"\b(?:won't|will not) be (?:very |too )?long (?:in|before|until|now|coming)\b",
        AFFIRM,
        "expect",
        Kind.LIKELIHOOD,
        8,
    ),
)
# looked for only where a time to come, a condition or the question asks for it: in any other place a present is a present.
# Besides the verbs of `turns`: those that say it with another word, any verb after a pronoun, and what does not happen.
PRESENT = Cue(
    "present for the future",
    "is are isn't aren't there does do don't doesn't not nobody no everybody everyone somebody someone nothing neither he she it",
    r"\bthere(?:'s| is| are) (?:no|nothing|nobody)\b|\b(?:is|are) (?:gone|over|dead|finished|down|out|history|back)\b|\b(?:does well|do well)\b|"
    r"\b(?:do not|don't|does not|doesn't) (?!think\b|know\b|believe\b|see\b|expect\b|want\b|need\b|like\b|mean\b|have\b|seem\b|look\b|feel\b|care\b|say\b|understand\b|remember\b|matter\b)[a-z]+\b|"
    r"\b(?:(?<=\bnobody )|(?<=\bno one )|(?<=\beverybody )|(?<=\beveryone )|(?<=\bsomebody )|(?<=\bsomeone )|(?<=\bnothing )|(?<=\bneither )|(?<=\bhe )|(?<=\bshe )|(?<=\bit ))"
    r"(?!is\b|has\b|was\b|does\b|says\b|knows\b|needs\b|wants\b|thinks\b|likes\b|seems\b|looks\b|means\b|always\b|has\b|feels\b|sounds\b|depends\b|hurts\b|takes\b|hinges\b|asks\b|deserves\b)[a-z]+(?<!s)(?<!u)(?<!i)s\b",
    AFFIRM,
    "expect",
    WILL,
    1,
    Needs.TIME,
)
