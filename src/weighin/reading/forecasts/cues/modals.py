"""Cues that are the verb itself: will, going to, may, might, could, would, should, and the present that stands for the future."""

from weighin.reading.forecasts.cues.cue import AFFIRM, DENY, OPEN, Cue, Kind, Needs
from weighin.reading.forecasts.cues.words import ADVERB

# verbs that say how things turn out; in the present they speak of the future when a time to come, a condition or the question does
OUTCOME = (
    r"(?:wins?|loses?|peaks?|falls?|rises?|hits?|pass(?:es)?|collapses?|resigns?|survives?|returns?|comes? (?:back|down|out|through|home|first|last|next)|"
    r"goes(?= ?[.,;!\"]|$)|goes (?:up|down|out|to|on|through|back|ahead|bust|nowhere|under|home|first|the)|ends?|drops?|slips?|reach(?:es)?|becomes?|signs?|stays?|holds?|fails?|"
    r"doubles?|halves|cross(?:es)?|beats?|recovers?|folds?|quits?|shrinks?|grows?|crash(?:es)?|breaks?|closes?|finish(?:es)?|gets?|keeps?|takes?|"
    r"lasts?|doesn't last|is gone|is over|is dead|are gone|are over|cuts?|stalls?|vanish(?:es)?|disappears?|arrives?|tops?|ships?|launch(?:es)?|flips?|"
    r"turns?|starts?|remains?|leaves?|eases?|bottoms?|steps? down|hangs? on|scrapes? (?:home|through|in)|limps? (?:on|home)|drags? on|runs? (?:out|on|dry)|"
    r"happens|pays?|settles?|merges?|splits?|qualif(?:y|ies)|lifts?|retires?|dies?|gives? way|blinks?|makes? it|land|lands|overtake|overtakes|supply|supplies|bring|brings|pick|picks|drift|drifts|edge|edges|climb|climbs|slide|slides|sink|sinks|jump|jumps|soar|soars|surge|surges|tumble|tumbles|dip|dips|slow|slows|burst|bursts|spread|spreads|ratify|ratifies|approve|approves|reject|rejects|replace|replaces|surpass|surpasses|follow|follows|emerge|emerges|prevail|prevails|stick|sticks|sell|sells|buy|buys|concede|concedes|retreat|retreats|improve|improves|worsen|worsens|stabilise|stabilises|stabilize|stabilizes|flatten|flattens|plateau|plateaus|bounce|bounces|rebound|rebounds|weaken|weakens|strengthen|strengthens|let|lets|outsell|outsells|outnumber|outnumbers|outlast|outlasts|pull|pulls|walk|walks|bow|bows|drown|drowns|swing|swings|narrow|narrows|widen|widens|thaw|thaws|melt|melts|move|moves|does well|do well|carr(?:y|ies) on)"
)
# the verb, not the month
_MAY = (
    r"\b(?:might|may(?<!\bin may)(?<!\bby may)(?<!\bof may)(?<!\bthis may)(?<!\blast may)(?<!\bnext may)(?<!\d may)(?<!\bfrom may)"
    r"(?<!\buntil may)(?<!\bsince may)(?<!\bbefore may)(?<!\bafter may)(?<!\bearly may)(?<!\blate may)(?<!\bmid.may))"
)
# a modal needs a verb: "between January and May because …" has none
_NO_VERB = r"because\b|but\b|when\b|while\b|though\b|for\b|with\b|in\b|on\b|at\b|of\b|as\b|than\b|if\b|where\b|that\b|this\b|next\b|last\b|the\b"
_ACT = rf"(?!{_NO_VERB}|have\b(?! to)|i\b|he\b|she\b|they\b|as well (?:be|have|ask)|be worth|is\b|was\b|were\b|has\b|and\b|or\b|to\b|say\b|ask\b|recall\b|add\b|sound\b|seem\b|appear\b)[a-z]+"
_COULD = (
    r"(?!not\b|n't\b|have\b(?! to)|always\b|never\b|only\b|barely\b|hardly\b|see\b|hear\b|feel\b|say\b|tell\b|ask\b|argue\b|think\b|remember\b|"
    r"imagine\b|afford\b|find\b|not be\b|do with\b|care less\b|point\b|add\b)[a-z]+"
)
_WOULD = (
    r"(?!have\b|like\b|be (?:interesting|nice|good|better|wise|wrong to|surprised|astonished|amazed|my|our|useful|sensible|helpful)|say\b|rather\b|prefer\b|want\b|love\b|advise\b|"
    r"suggest\b|argue\b|add\b|hope\b|not\b|you\b|it\b|urge\b|recommend\b|ask\b|call\b|emphasi[sz]e\b|stress\b|warn\b|note\b|point\b|put\b|"
    r"give\b|expect\b|go for\b|bet\b|guess\b|agree\b|vote\b|never\b(?! (?:work|happen|pass|be))|mind\b|describe\b|look at\b|watch\b|think\b)[a-z]+"
)


WILL = Kind.WILL
MODALS = (
    Cue("will", "will 'll shall won't shan't", r"(?:\b(?:will|shall|won't|shan't)\b|'ll\b)", AFFIRM, "will", WILL, 3),
    Cue(
        "going to",
        "going gonna",
        rf"(?:'s|'re|'m|\b(?:is|are|am|be|isn't|aren't|not|never)) (?:{ADVERB}|probably |likely |definitely ){{0,3}}going to(?: (?!the\b|a\b|an\b|my\b|our\b|school\b|be the case\b)[a-z]+|(?=[.,;!?]|$))|\bgonna\b",
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
        r"\bhere to stay\b|(?:'s|'re|\b(?:is|are|isn't|aren't))(?: not| never)? (?:coming back|going (?:away|anywhere|nowhere))\b|(?:'s|'re|\b(?:is|are)) (?:also |still |definitely )?coming(?! (?:from|out of|to terms))\b|(?<!not )(?<!n't )\b(?:on|in) the cards\b|\bon the horizon\b|\b(?:is|are) on (?:the|its|their) way\b|\b(?:is|are|lies?) in store\b|\b(?:round|around) the corner\b",
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
    Cue("could", "could", rf"\bcould {ADVERB}*+{_COULD}", OPEN, "could", Kind.MAY, 4),
    Cue(
        "would",
        "would 'd wouldn't",
        r"\b(?:would|wouldn't)(?: \w+)? (?:probably|likely|almost certainly|certainly|surely|presumably|undoubtedly|most likely|inevitably|hardly|never)\b|"
        r"'d (?:probably|likely|almost certainly|inevitably) \w+",
        AFFIRM,
        "would",
        WILL,
        3,
    ),
    Cue(
        "would do",
        "would wouldn't",
        rf"\b(?:would|wouldn't) {ADVERB}{{0,2}}+{_WOULD}",
        AFFIRM,
        "would",
        WILL,
        2,
        Needs.TIME,
    ),
    Cue(
        "should",
        "should ought",
        rf"\b(?:should|ought to) (?:at any rate |at last |{ADVERB}){{0,2}}+(?!have\b|be \w+(?:ed|en)\b(?! by)|not\b|n't|know\b|think\b|like\b|say\b|add\b|note\b|worry\b|stress\b|care\b|consider\b|ask\b|read\b|learn\b|want\b|need\b|try\b|stop\b|listen\b|remember\b)[a-z]+",
        AFFIRM,
        "should",
        WILL,
        4,
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
# looked for only where a time to come, a condition or the question asks for it: in any other place a present is a present
PRESENT = Cue(
    "present for the future",
    "win wins lose loses peak peaks fall falls rise rises hit hits pass passes collapse collapses resign resigns survive survives return returns come comes goes end ends drop drops slip slips "
    "reach reaches become becomes sign signs stay stays hold holds fail fails double doubles halves cross crosses beat beats recover recovers fold folds quit quits shrink shrinks grow grows crash "
    "crashes break breaks close closes finish finishes get gets keep keeps take takes last lasts gone over dead cut cuts stall stalls vanish vanishes disappear disappears arrive arrives top tops ship ships "
    "launch launches flip flips turn turns start starts remain remains leave leaves ease eases bottom bottoms step steps hang hangs scrapes limp limps drag drags run runs happens pay pays settle settles merge "
    "merges split splits land lands overtake overtakes supply supplies bring brings pick picks drift drifts edge edges climb climbs slide slides sink sinks jump jumps soar soars surge surges tumble tumbles dip dips slow slows burst bursts spread spreads ratify ratifies approve approves reject rejects replace replaces surpass surpasses follow follows emerge emerges prevail prevails stick sticks sell sells buy buys concede concedes retreat retreats improve improves worsen worsens stabilise stabilises stabilize stabilizes flatten flattens plateau plateaus bounce bounces rebound rebounds weaken weakens strengthen strengthens let lets outsell outsells outnumber outnumbers outlast outlasts pull pulls walk walks bow bows drown drowns swing swings narrow narrows widen widens thaw thaws melt melts move moves qualify qualifies lift lifts retire retires die dies give gives blink blinks make makes do does carry carries nobody no everybody everyone somebody someone nothing neither he she it",
    rf"\b(?:{OUTCOME})\b|"
    r"\b(?:(?<=\bnobody )|(?<=\bno one )|(?<=\beverybody )|(?<=\beveryone )|(?<=\bsomebody )|(?<=\bsomeone )|(?<=\bnothing )|(?<=\bneither )|(?<=\bhe )|(?<=\bshe )|(?<=\bit ))"
    r"(?!is\b|has\b|was\b|does\b|says\b|knows\b|needs\b|wants\b|thinks\b|likes\b|seems\b|looks\b|means\b|always\b|has\b|feels\b|sounds\b|depends\b|hurts\b|takes\b)[a-z]+(?<!s)(?<!u)(?<!i)s\b",
    AFFIRM,
    "expect",
    WILL,
    1,
    Needs.TIME,
)
