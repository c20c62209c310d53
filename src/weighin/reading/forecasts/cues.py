"""Words with which people commit to how something will turn out: each with the way it leans and the phrase that surveys asked for.

Rules are looked up by a trigger word, so that a sentence without any of them costs one search, and a sentence with one costs few.
All patterns see text in lower case with straight apostrophes.
"""

import re
from enum import Enum

from msgspec import Struct

from weighin.record.values import Polarity

AFFIRM, DENY, OPEN = Polarity.AFFIRM, Polarity.DENY, Polarity.OPEN


class Needs(Enum):
    """What must stand besides a cue for it to be a forecast."""

    NOTHING = "nothing"
    FUTURE = "a future verb or time"  # "probably" alone may speak of today
    TIME = "a time to come"


class Cue(Struct, frozen=True, gc=False):
    """A way of committing.

    Attributes:
        name: of the rule, for people who ask why. strength: of two cues in one clause the stronger decides.
        key: the phrase of the shipped table whose range it has; empty where the words give none.
    """

    name: str
    pattern: re.Pattern[str]
    polarity: Polarity
    key: str
    strength: int
    needs: Needs
    is_unhedged: bool = False


class Match(Struct, frozen=True, gc=False):
    """A cue found: its place in the clause."""

    cue: Cue
    start: int
    end: int


_ADVERB = r"(?:(?:also|still|even|just|now|soon|then|only|simply|eventually|ultimately|again|inevitably|at least|first|largely|mostly|further|clearly|increasingly|gradually|initially|instead|in turn|once more|once again|as usual|of course|quietly|slowly|quickly|really|actually|certainly|all|both|either|never|ever|\w+ly) )"
_VERY = r"(?:very|highly|most|extremely|quite|rather|pretty|fairly|so|too|exceedingly|deeply|overwhelmingly|vanishingly|exceptionally|increasingly|really|particularly|all that|that|at all|also|still|equally|just as|more|less|hugely|wildly|distinctly|perfectly|entirely|by far the)"
_I = r"(?:i|we)"

_RULES: list[tuple[str, str, str, Polarity, str, int, Needs]] = [
    # --- will and going to
    (
        "no chance",
        "chance chances hope prospect",
        r"\b(?:no|zero|not a|not the slightest|without a|next to no|almost no|virtually no|practically no|hardly any|scant|barely any) (?:real |realistic |serious |earthly )?(?:chance|chances|hope in hell|prospect)\b",
        DENY,
        "almost no chance",
        9,
        Needs.NOTHING,
    ),
    (
        "small chance",
        "chance chances prospect hope likelihood probability odds possibility",
        r"\b(?:(?:very |only )?(?:slim|slight|small|low|poor|little|remote|minimal|outside|faint|tiny|negligible|limited|dim|not much|not a great deal)(?: of a| of an)?|little)(?: \w+)? (?:chances?|prospects?|likelihood|probability|odds|possibility|hope)\b|\b(?:chances?|prospects?|odds|likelihood|probability)(?: \w+){0,8} (?:is|are|look|looks|remain|remains|seem|seems) (?:very |pretty |extremely |rather )?(?:slim|slight|small|low|poor|remote|minimal|negligible|dim|bleak|against|long|vanishing|close to zero|near zero)\b",
        DENY,
        "chances are slight",
        9,
        Needs.NOTHING,
    ),
    (
        "good chance",
        "chance chances odds likelihood probability possibility prospect",
        r"\b(?:(?:very |pretty |quite a |reasonably )?(?:good|decent|fair|strong|high|better than even|reasonable|excellent|great|sporting|solid|more than even|big)) (?:chances?|odds|likelihood|probability|possibility|prospect)\b|\b(?:chances|odds|probability|likelihood)(?: \w+){0,6} (?:is|are|look|looks) (?:very |pretty )?(?:good|high|strong|better than even|excellent)\b|\bchances are\b(?! (?:about |roughly )?(?:even|slim|low|small|poor|slight|remote|not))",
        AFFIRM,
        "good chance",
        8,
        Needs.NOTHING,
    ),
    (
        "even chance",
        "even fifty toss coin evens flip evenly knife",
        r"\b(?:toss[- ]?up|coin[- ](?:toss|flip)|toss of a coin|flip of a coin|fifty[- ]fifty|(?:about |roughly |around |exactly |no better than |at )?even (?:chance|chances|money|odds)|(?:chances?|odds|probability)(?: \w+){0,5} (?:is|are|at|of) (?:about |roughly |around |no better than )?(?:even|fifty[- ]fifty)|about even\b|as likely as not|evens\b|knife[- ]edge|too close to call|could go either way|finely balanced)",
        OPEN,
        "about even",
        9,
        Needs.NOTHING,
    ),
    (
        "risk",
        "risk danger possibility chance threat potential",
        r"\b(?:(?:real|serious|small but real|some|realistic|distinct|genuine|growing|considerable|substantial|definite|non-zero|nonzero|significant) )+(?:risk|danger|possibility|chance|threat)\b|\b(?:is|are|remains|be|see|sees) (?:also |still |always )?(?:an? |the )(?:[\w-]+ )?(?:risk|danger|possibility|chance)\b|\b(?:has|have|had) (?:the )?(?:potential|every chance|a chance|a shot)\b|\bchance (?:that|of)\b|\bpossibility (?:that|of)\b",
        OPEN,
        "possible",
        5,
        Needs.NOTHING,
    ),
    ("unlikely", "unlikely", r"\b(?:" + _VERY + r" )?unlikely\b|\bunlikeliest\b", DENY, "unlikely", 8, Needs.NOTHING),
    (
        "not likely",
        "likely likelier",
        r"\b(?:not|n't|isn't|aren't|hardly|scarcely|far from|nor is it|less|never)(?: \w+){0,2}? (?:"
        + _VERY
        + r" )?likely\b|\bleast likely\b",
        DENY,
        "unlikely",
        8,
        Needs.NOTHING,
    ),
    (
        "likely",
        "likely likelier likeliest",
        r"\b(?:" + _VERY + r" )*(?:likely|likelier|likeliest)\b",
        AFFIRM,
        "likely",
        7,
        Needs.NOTHING,
    ),
    (
        "more likely than not",
        "likely",
        r"\b(?:more likely than not|likelier than not)\b",
        AFFIRM,
        "more likely than not",
        9,
        Needs.NOTHING,
    ),
    (
        "in all likelihood",
        "likelihood probability",
        r"\b(?:in (?:all )?(?:likelihood|probability))\b|\bwith (?:a )?high probability\b",
        AFFIRM,
        "in all likelihood",
        8,
        Needs.FUTURE,
    ),
    (
        "probably not",
        "probably probable presumably doubtless",
        r"\bprobably (?:not|never|won't|isn't going|no\b)",
        DENY,
        "probably not",
        8,
        Needs.FUTURE,
    ),
    (
        "probably",
        "probably probable presumably doubtless undoubtedly surely certainly definitely inevitably",
        r"\b(?:most |very |quite )?(?:probably|presumably|doubtless|undoubtedly|surely|definitely|inevitably)\b",
        AFFIRM,
        "probably",
        6,
        Needs.FUTURE,
    ),
    (
        "almost certainly",
        "certainly surely certain",
        r"\b(?:almost|virtually|nearly|all but|practically|near|as good as) (?:certain(?:ly)?|sure(?:ly)?|a certainty|guaranteed|inevitable)\b",
        AFFIRM,
        "almost certain",
        9,
        Needs.NOTHING,
    ),
    ("certainly", "certainly", r"\b(?:most )?certainly\b", AFFIRM, "certainly", 6, Needs.FUTURE),
    ("probable", "probable", r"\b(?:" + _VERY + r" )?probable\b", AFFIRM, "probable", 7, Needs.NOTHING),
    (
        "improbable",
        "improbable implausible inconceivable unthinkable unrealistic impossible",
        r"\b(?:"
        + _VERY
        + r" |nearly |almost |virtually |all but |practically )?(?:improbable|implausible|inconceivable|unthinkable|unrealistic|impossible)\b",
        DENY,
        "improbable",
        8,
        Needs.NOTHING,
    ),
    (
        "not impossible",
        "impossible inconceivable unthinkable improbable excluded implausible",
        r"\b(?:not|n't|isn't|hardly|far from|by no means|never)(?: \w+)? (?:impossible|inconceivable|unthinkable|improbable|excluded|implausible)\b",
        OPEN,
        "not impossible",
        9,
        Needs.NOTHING,
    ),
    (
        "doubtful",
        "doubtful dubious questionable",
        r"\b(?:" + _VERY + r" )?(?:doubtful|dubious|questionable)\b",
        DENY,
        "doubtful",
        8,
        Needs.NOTHING,
    ),
    (
        "bound to",
        "bound certain sure guaranteed destined doomed inevitable foregone nailed cert",
        r"\b(?:bound|certain|sure|guaranteed|destined|doomed|fated) to\b|\binevitable\b|\bforegone conclusion\b|\bnailed on\b|\bdead cert\b|\ba (?:racing )?certainty\b|\ba lock\b|\bguaranteed\b",
        AFFIRM,
        "bound to",
        8,
        Needs.NOTHING,
    ),
    (
        "not certain",
        "certain sure clear guaranteed guarantee convinced given",
        r"\b(?:not|n't|isn't|aren't|far from|nor is it|less|by no means|never|hardly)(?: \w+)? (?:certain|sure|clear|guaranteed|a given)(?: (?:whether|if|that|about|there|it|to|how)\b)",
        OPEN,
        "not certain",
        8,
        Needs.FUTURE,
    ),
    (
        "not convinced",
        "convinced persuaded confident optimistic hopeful sanguine sure",
        r"\b(?:not|n't|less than|far from|hardly|nor am i|never|less)(?: \w+)? (?:convinced|persuaded|confident|optimistic|hopeful|sanguine|holding my breath)\b|\bpessimistic\b",
        DENY,
        "unlikely",
        8,
        Needs.NOTHING,
    ),
    (
        "confident",
        "confident convinced certain sure optimistic",
        r"\b"
        + _I
        + r"(?:'m| am|'re| are| remain| feel)(?: \w+){0,2}? (?:confident|convinced|certain|sure|optimistic|hopeful) (?:that |it |they |we |there |he |she |the |this |about )",
        AFFIRM,
        "almost certain",
        8,
        Needs.FUTURE,
    ),
    (
        "optimistic",
        "optimistic",
        r"\b(?:cautiously |quite |very |fairly )?optimistic\b",
        AFFIRM,
        "likely",
        5,
        Needs.NOTHING,
    ),
    (
        "possible",
        "possible possibly conceivable conceivably plausible plausibly potentially imaginable",
        r"\b(?:(?:quite|entirely|perfectly|just|very|still|also|always|certainly|theoretically) )?(?:possible|conceivable|plausible|imaginable)\b(?! (?:to|for|way|ways)\b)|\b(?:quite )?(?:possibly|conceivably|potentially|plausibly)\b",
        OPEN,
        "possible",
        5,
        Needs.NOTHING,
    ),
    ("perhaps", "perhaps maybe", r"\b(?:perhaps|maybe)\b", OPEN, "maybe", 4, Needs.FUTURE),
    (
        "may",
        "may might",
        r"\b(?:may|might) (?:not |never |well |yet |also |still |even |just |really |easily |soon |very well |indeed |only |actually |have to |\w+ly )*(?!have\b(?! to)|i\b|he\b|as well\b|be worth\b|say\b|ask\b|recall\b|add\b)[a-z]+",
        OPEN,
        "may",
        4,
        Needs.NOTHING,
    ),
    ("may end", "may might", r"\b(?:may|might)(?: not| yet| well)?(?=[.,;!”\"]|$)", OPEN, "may", 4, Needs.NOTHING),
    (
        "could",
        "could",
        r"\bcould (?:well |also |still |even |yet |easily |potentially |perhaps |very well |just |possibly |conceivably |soon |quite |all |now |therefore |thus |then |only |actually |\w+ly )*(?!not\b|n't\b|have\b(?! to)|always\b|ever\b|never\b|only\b|barely\b|hardly\b|see\b|hear\b|feel\b|say\b|tell\b|ask\b|argue\b|think\b|remember\b|imagine\b|afford\b|find\b)[a-z]+",
        OPEN,
        "could",
        4,
        Needs.NOTHING,
    ),
    (
        "going to",
        "going gonna",
        r"\b(?:'s|'re|'m|is|are|am|was not|be|isn't|aren't|not|never) (?:"
        + _ADVERB
        + r"|not |probably |likely |almost certainly |all |really ){0,3}going to (?!the\b|a\b|an\b|my\b|our\b|school\b|be the case\b)[a-z]+|\bgonna\b",
        AFFIRM,
        "will",
        5,
        Needs.NOTHING,
    ),
    (
        "will",
        "will 'll shall won't shan't",
        r"(?:\b(?:will|shall|won't|shan't)\b|'ll\b)",
        AFFIRM,
        "will",
        3,
        Needs.NOTHING,
    ),
    (
        "is to",
        "is are",
        r"\b(?:is|are) (?:about|set|poised|due|slated|expected|projected|forecast|predicted|headed|heading|destined|on course|on track|on the verge|gearing up|likely|scheduled) (?:to|for|of|towards)\b",
        AFFIRM,
        "likely",
        6,
        Needs.NOTHING,
    ),
    (
        "set to",
        "set poised course track stands stand looks look heading headed cards",
        r"\b(?:set to|poised to|on course (?:to|for)|on track (?:to|for)|stands? to (?:gain|lose|become|benefit|win|be)|looks? (?:set|certain|bound|destined|likely|poised|sure) to|headed for|heading for|on the cards|on the horizon)\b",
        AFFIRM,
        "likely",
        6,
        Needs.NOTHING,
    ),
    (
        "expect",
        "expect expects expecting anticipate anticipates predict predicts forecast foresee foresees envisage envision reckon reckons bet wager project projecting fear fancy bank count assume suspect expectation",
        r"\b"
        + _I
        + r"(?:'d| would|'ll| will|'m| am|'re| are)?(?: \w+){0,2}? (?:expect|anticipate|predict|forecast|foresee|envisage|envision|bet|wager|project|fancy|fear|am expecting|expecting|projecting|predicting|forecasting|anticipating|banking on|bank on|betting on|counting on|pencilling in|pencil in)\b",
        AFFIRM,
        "expect",
        6,
        Needs.NOTHING,
    ),
    (
        "not expect",
        "expect expects expecting anticipate predict foresee",
        r"\b(?:"
        + _I
        + r"|one|you|nobody|anyone)? ?(?:do not|don't|wouldn't|would not|can't|cannot|can not|shouldn't|should not|never|hardly|not|no one should|don't know that we can|needn't)(?: \w+){0,2}? (?:expect|expecting|anticipate|foresee|envisage|count on|bank on|bet on)\b",
        DENY,
        "do not expect",
        8,
        Needs.NOTHING,
    ),
    (
        "can expect",
        "expect",
        r"\b(?:he|she|they|we|you|one|readers|investors|voters|consumers|markets|people) (?:can|should|may|must|could|might) (?:also |certainly |probably |reasonably |therefore )?expect\b|^expect (?!me|us|them|nobody|no one)",
        AFFIRM,
        "expect",
        6,
        Needs.NOTHING,
    ),
    (
        "my call",
        "guess bet money prediction forecast expectation hunch feeling instinct gut call view estimate wager sense prognosis pick tip odds central baseline suspicion fear",
        r"\b(?:my|our) (?:own |best |central |base |baseline |personal |working |educated |strong |firm |honest |\w+ )?(?:guess|bet|money|prediction|forecast|expectation|hunch|feeling|instinct|gut|wager|prognosis|pick|tip|assumption|suspicion|fear|call|estimate|base case|central case|scenario)\b|\bthe smart money\b|\bi'd (?:go|plump|go with|opt) for\b|\b(?:is|would be) (?:my|our) (?:guess|bet|call|forecast|prediction|pick|expectation|estimate)\b",
        AFFIRM,
        "expect",
        6,
        Needs.NOTHING,
    ),
    (
        "think",
        "think believe thinks believes suspect reckon guess say imagine feel sense",
        r"\b"
        + _I
        + r"(?:'d| would|'ll| do| rather| still| really| strongly| firmly| honestly| also| just)*(?: \w+ly)? (?:think|believe|suspect|reckon|guess|imagine|feel|sense|say|venture|hazard)\b|\bin (?:my|our) (?:view|opinion|judgement|judgment|book)\b",
        AFFIRM,
        "think",
        2,
        Needs.FUTURE,
    ),
    (
        "do not think",
        "think believe see imagine reckon thinks",
        r"\b(?:"
        + _I
        + r"|he|she|they)(?:'d| would)? ?(?:do not|don't|doesn't|does not|can't|cannot|couldn't|wouldn't|struggle to|fail to|find it hard to|find it difficult to)(?: \w+){0,2}? (?:think|believe|see|imagine|reckon|envisage|picture|conceive)\b(?! (?:what|why|how|much of a|a problem|much point|any reason|the point))|\b(?:hard|difficult|tough|not easy|impossible) to (?:see|imagine|envisage|picture|conceive of|foresee)\b",
        DENY,
        "do not think",
        8,
        Needs.FUTURE,
    ),
    (
        "doubt",
        "doubt doubts",
        r"\b(?:"
        + _I
        + r"|he|she)(?:'d)?(?: \w+){0,2}? doubts?\b|\b(?:i have|we have|have|has) (?:my|our|serious|grave|strong|his|her|some)(?: \w+)? doubts\b|\bmuch in doubt\b|\bin doubt\b",
        DENY,
        "doubt",
        8,
        Needs.NOTHING,
    ),
    (
        "no doubt",
        "doubt question",
        r"\b(?:no|little|not much|without|hardly any|never any|scant|not in|beyond|without a) (?:real |serious |shadow of a )?(?:doubt|question)\b",
        AFFIRM,
        "no doubt",
        9,
        Needs.FUTURE,
    ),
    (
        "surprised",
        "surprised astonished amazed shocked astounded stunned surprise shock surprising",
        r"\b(?:would|'d|will|'ll|should)(?: \w+){0,2}? (?:surprised|astonished|amazed|shocked|astounded|stunned|flabbergasted|(?:a|big|huge|real|major)? ?(?:surprise|shock)(?: to)? me|a (?:big |huge |major |real )?(?:surprise|shock)|surprising)\b",
        DENY,
        "surprised if",
        8,
        Needs.NOTHING,
    ),
    (
        "not surprised",
        "surprised astonished amazed shocked surprise surprising",
        r"\b(?:wouldn't|would not|won't|will not|shouldn't|should not|don't|do not|nobody should|no one should|not)(?: \w+){0,2}? (?:surprised|astonished|amazed|shocked|surprise|surprising)\b",
        OPEN,
        "not surprised if",
        9,
        Needs.NOTHING,
    ),
    (
        "rule out",
        "rule exclude excluded ruled discount dismiss",
        r"\b(?:can't|cannot|can not|wouldn't|would not|don't|do not|not|couldn't|never|nor can we|nobody can)(?: \w+){0,2}? (?:rule(?:d)? out|exclude[d]?|discount(?:ed)?|dismiss(?:ed)?)\b|\bnot (?:be )?(?:ruled out|excluded)\b",
        OPEN,
        "cannot be ruled out",
        8,
        Needs.NOTHING,
    ),
    (
        "anyone's guess",
        "guess knows tell say predict unclear uncertain unpredictable lap open",
        r"\b(?:any(?:one|body)'s guess|who knows|in the lap of the gods|impossible to (?:say|tell|predict|know)|(?:remains|is|still) (?:very |entirely |wholly |deeply |highly )?(?:unclear|uncertain|unpredictable)|up in the air|hangs in the balance|(?:is|remains|wide) open\b)",
        OPEN,
        "",
        8,
        Needs.FUTURE,
    ),
    (
        "put it at",
        "put give say odds call",
        r"\b(?:"
        + _I
        + r")(?:'d| would|'ll)? (?:put|give|call|say|make|set|place|estimate)(?: \w+){0,6}? (?:at|odds|chance|probability|likelihood|(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|even))\b",
        AFFIRM,
        "",
        6,
        Needs.NOTHING,
    ),
    (
        "give it",
        "give",
        r"\b(?:i|we)(?:'d| would|'ll)? give (?:it|them|him|her|this|that) (?:\w+ ){0,3}(?:weeks?|months?|years?|days?|decades?)\b",
        AFFIRM,
        "expect",
        7,
        Needs.NOTHING,
    ),
    ("never", "never", r"\b(?:it'll|will|'ll) never\b|\bis never going to\b", DENY, "never", 6, Needs.NOTHING),
    (
        "hardly",
        "hardly scarcely",
        r"\b(?:will|'ll|can|would|is going to)(?: \w+)? (?:hardly|scarcely|barely)\b|\b(?:hardly|scarcely) (?:going to|likely)\b",
        DENY,
        "hardly",
        8,
        Needs.NOTHING,
    ),
    (
        "long shot",
        "shot stretch pigs breath miracle forget dream fantasy",
        r"\blong[- ]shot\b|\bwhen pigs fly\b|\b(?:hold|holding) (?:my|your|our) breath\b|\bneed a miracle\b|\btake a miracle\b|\bforget it\b|\bpipe dream\b|\bforget about\b|\bfat chance\b|\bdream on\b|\bnot a prayer\b|\bsnowball's chance\b",
        DENY,
        "chances are slight",
        8,
        Needs.NOTHING,
    ),
    (
        "decade away",
        "away off",
        r"\b(?:at least|more than|still|well over|about|some|many|several|a|two|three|five|ten)? ?(?:\w+ )?(?:years?|decades?|generations?|months?) (?:away|off)\b|\ba (?:long|very long) way off\b",
        DENY,
        "do not expect",
        6,
        Needs.NOTHING,
    ),
    (
        "here to stay",
        "stay numbered dead over finished coming doomed toast goner",
        r"\bhere to stay\b|\b(?:is|are|'s|'re) coming(?! (?:from|out|to terms))\b",
        AFFIRM,
        "expect",
        5,
        Needs.NOTHING,
    ),
    (
        "numbered",
        "numbered doomed goner toast dead",
        r"\bdays are numbered\b|\b(?:is|are|'s|'re) (?:doomed|toast|a goner|dead in the water|finished)\b",
        DENY,
        "do not expect",
        6,
        Needs.NOTHING,
    ),
    (
        "would",
        "would 'd wouldn't",
        r"\b(?:would|wouldn't|'d) (?:probably|likely|almost certainly|certainly|surely|presumably|undoubtedly|most likely|inevitably|further|hardly|never|also|still|not|n't)\b",
        AFFIRM,
        "expect",
        3,
        Needs.NOTHING,
    ),
    (
        "would do",
        "would",
        r"\bwould (?!have\b|like\b|be interesting\b|say\b|rather\b|prefer\b|want\b|need\b|love\b|advise\b|suggest\b|argue\b|add\b|hope\b|not\b|you\b|that\b|it be\b|urge\b|recommend\b|ask\b|call\b|take\b|mean\b|cost\b|emphasi[sz]e\b|stress\b|warn\b|note\b|point\b|put\b|give\b|expect\b)[a-z]+",
        AFFIRM,
        "expect",
        1,
        Needs.TIME,
    ),
    (
        "wouldn't do",
        "wouldn't would",
        r"\b(?:wouldn't|would not) (?!have\b|like\b|say\b|want\b|know\b|call\b|be surprised\b|put\b|tell\b|advise\b|recommend\b|rule\b|bet\b|expect\b|trust\b|wish\b|describe\b)[a-z]+",
        DENY,
        "do not expect",
        2,
        Needs.TIME,
    ),
    (
        "should see",
        "should ought",
        r"\b(?:should|ought to) (?:be able to |soon |then |eventually |start to |begin to |also |still |finally |be (?:clear|visible|enough|over|back|in place|done|ready|complete|available|lower|higher|known|cheaper|better)\b|see\b|come\b|arrive\b|settle\b|reach\b|begin\b|start\b|ease\b|fall\b|rise\b|recover\b|hold\b|become\b|get\b|improve\b|pick up\b|stabili[sz]e\b|follow\b|return\b|peak\b|win\b|slow\b|drop\b|help\b|pass\b|land\b|finish\b|turn\b|show\b|happen\b|lead to\b|bring\b)",
        AFFIRM,
        "likely",
        4,
        Needs.TIME,
    ),
]

TRIGGERS: dict[str, tuple[Cue, ...]] = {}


def _index() -> None:
    by_trigger: dict[str, list[Cue]] = {}
    for name, triggers, pattern, polarity, key, strength, needs in _RULES:
        cue = Cue(name, re.compile(pattern), polarity, key, strength, needs, is_unhedged=name in {"will", "going to"})
        for trigger in triggers.split():
            by_trigger.setdefault(trigger, []).append(cue)
    TRIGGERS.update({trigger: tuple(cues) for trigger, cues in by_trigger.items()})


_index()
_ANY = re.compile(
    r"'ll\b|\b(?:"
    + "|".join(sorted((re.escape(trigger) for trigger in TRIGGERS if trigger != "'ll"), key=len, reverse=True))
    + r")\b"
)
_MISSPELT = re.compile(
    r"\b(?:lik+l?ely|liklely|likley|likey|unlikley|unlikey|probaly|probabaly|porbably|prob?ably|improbble|definately|certianly|certainley|possbly|posibly|possibley|proably|prably)\b"
)
_RIGHT = {"l": "likely", "u": "unlikely", "p": "probably", "d": "definitely", "c": "certainly", "i": "improbable"}


def may_commit(low: str) -> bool:
    """Whether any trigger stands in a text, the cheapest question first."""
    return _ANY.search(low) is not None or _MISSPELT.search(low) is not None


def cues_in(low: str) -> list[Match]:
    """Every cue of a clause, in order of place."""
    found: list[Match] = []
    seen: set[str] = set()
    triggers = set(_ANY.findall(low))
    for trigger in triggers:
        for cue in TRIGGERS[trigger]:
            if cue.name in seen:
                continue
            seen.add(cue.name)
            found.extend(Match(cue, match.start(), match.end()) for match in cue.pattern.finditer(low))
    for match in _MISSPELT.finditer(low) if "l" in low or "p" in low else ():
        word = match.group()
        right = _RIGHT.get(word[0], "")
        if word != right and right:
            name = right if right in {"likely", "unlikely", "probably", "improbable", "certainly"} else "probably"
            cue = next(cue for cues in TRIGGERS.values() for cue in cues if cue.name == name)
            found.append(Match(cue, match.start(), match.end()))
    return sorted(found, key=lambda match: (match.start, -match.end))
