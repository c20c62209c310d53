"""Cues that stake something on what is expected, or say whose reckoning it is: I would lay money, you have my word, our model says."""

from weighin.reading.forecasts.cues.cue import AFFIRM, DENY, OPEN, Cue, Kind, Needs
from weighin.reading.forecasts.cues.words import FIRST_PERSON

_B = Kind.BELIEF
_STAKE = r"(?:money|house|shirt|farm|salary|reputation|pension|mortgage|hat|boots|life|name|savings|wages|chips?|cash|dinner|pint|fiver|tenner|crate|bottle|case|lunch|supper|pay|bonus|career|job|allotment)"
_RECKONING = (
    r"(?:reading|read|sense|take|view|impression|verdict|reckoning|calculations?|arithmetic|models?|simulations?|spreadsheet|modelling|sums|maths|math|crystal ball|curves?|runs|numbers|figures|nightmare|worry|headline|answer|"
    r"bold claim|claim|theory|thesis|argument|warning|outlook)"
)
_SAYS = r"(?:is|are|says?|has|have|gives?|suggests?|points?|puts?|implies|imply|shows?|would be|remains?|goes|comes? out at|leads?)"
_NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|a (?:third|quarter|half|fifth))"

WAGERS = (
    Cue(
        "a stake",
        "money house shirt farm salary reputation pension mortgage hat boots life name savings wages chip chips cash dinner pint fiver tenner crate bottle case lunch supper pay bonus career job allotment",
        rf"\b(?:i|we)(?:'d| would|'ll| will|'m| am|'ve| have| can)?(?: \w+){{0,2}}? (?:lay|bet|stake|wager|put|putting|betting|laid|staked|staking|sign|risk) (?:(?!it\b)[\w']+ ){{0,3}}{_STAKE}\b",
        AFFIRM,
        "bet",
        _B,
        7,
        besides=FIRST_PERSON,
    ),
    Cue(
        "my word",
        "word words name calling first limb assured depend me read watch record",
        r"\b(?:you have|take|on) my word\b|\bmark my words\b|\b(?:read|heard|saw) it here first\b|\b(?:sign|put) my name (?:to|under|on)\b|\bi(?:'m| am) calling (?:it|this|that)\b|\bi(?:'ll| will) go out on a limb\b|"
        r"\brest assured\b|\bdepend (?:up)?on it\b|\b(?:you )?(?:may|can|should) take it (?:from me|that|as read)\b|\bput me down (?:for|as)\b|\bset your watch by\b|\b(?:for|on) the record\b(?=[,:])",
        AFFIRM,
        "bet",
        _B,
        6,
        besides=frozenset("my here calling limb rest depend take put watch record".split()),
    ),
    Cue(
        "can be counted on",
        "bank bet count rely relied counted expected pencil depended reckon",
        r"\b(?:you|one|we|anyone|they) (?:can|may|could|should) (?:safely |certainly |probably |also |always )?(?:bank|bet|count|rely|depend|reckon) (?:up)?on\b|\b(?:can|may) be (?:relied|counted|depended) (?:up)?on\b|"
        r"\b(?:can|may|should|must) be expected\b|\b(?:you|one) can (?:pencil|ink) in\b|\b(?:pencil|ink) (?:it|that|this) in\b|\b(?:you|one) can bank on\b",
        AFFIRM,
        "expect",
        _B,
        6,
    ),
    Cue(
        "my reckoning",
        "reading read sense take view impression verdict reckoning calculation calculations arithmetic model models simulation simulations spreadsheet modelling sums maths math ball curve curves runs numbers figures nightmare worry headline answer claim theory thesis argument warning outlook",
        rf"\b(?:my|our) (?:own |best |honest |bold |central |rough |considered |first |main )?{_RECKONING}(?: (?:for|of|on|about) (?:[\w-]+ ){{1,4}}?)? ?{_SAYS}\b",
        AFFIRM,
        "think",
        _B,
        3,
        Needs.FUTURE,
        besides=frozenset({"my", "our"}),
    ),
    Cue(
        "how I see it",
        "see read going",
        r"\b(?:that's|that is|this is|here is|here's) (?:how|the way|the shape|what|where|the picture|the future|the world) (?:that )?(?:i|we) (?:see|read|expect|think|imagine|picture)\b|\b(?:the way|as) (?:i|we) (?:see|read) it\b|\bthat's where (?:it|this|all this) is (?:going|heading)\b",
        AFFIRM,
        "expect",
        _B,
        6,
        besides=FIRST_PERSON | {"where"},
    ),
    Cue(
        "see something come",
        "see",
        rf"\b(?:i|we)(?: can| do| still| also| fully| only| could)? see (?:a|an|the|another|one|at least|more|fewer|less|further|{_NUMBER}|some|most|several|half|them|it|this|us|prices|rates|growth)\b",
        AFFIRM,
        "expect",
        _B,
        3,
        Needs.TIME,
        besides=FIRST_PERSON,
    ),
    Cue(
        "come out at",
        "get make come land end arrive settle work comes",
        rf"\b(?:i|we)(?:'d| would)? (?:get(?: to)?|make it|come out at|come to|land on|end up (?:at|with|on)|arrive at|settle (?:at|on|for)|work it out at)(?: (?:about|around|roughly|some|something like|somewhere (?:near|around|between)|between|nearer|closer to))? {_NUMBER}\b",
        AFFIRM,
        "think",
        _B,
        4,
        Needs.TIME,
        besides=FIRST_PERSON,
    ),
    Cue(
        "would put it then",
        "put have",
        r"\b(?:i|we)(?:'d| would)? put (?:[\w'-]+ ){1,5}?(?:there|at|in|on|by|into|above|below|around|near)\b",
        AFFIRM,
        "expect",
        _B,
        4,
        Needs.TIME,
        besides=FIRST_PERSON,
    ),
    Cue(
        "not put it past",
        "past",
        r"\b(?:wouldn't|would not|don't|do not|can't|cannot) put it past\b",
        OPEN,
        "",
        _B,
        8,
    ),
    Cue(
        "put me down",
        "put mark count pencil lean leaning neck limb bet",
        r"\b(?:put|mark|count|pencil) me (?:down |in )?(?:at|for|as|among|with)\b|\b(?:i|i'd|i'm|we|we'd) (?:still )?lean(?:ing)? (?:yes|towards?|to)\b|\b(?:my|our|his|her) neck out\b|\bout on a limb\b|\bthe way to bet\b",
        AFFIRM,
        "bet",
        _B,
        7,
    ),
    Cue(
        "lean no",
        "lean leaning",
        r"\b(?:i|i'd|i'm|we|we'd) (?:still )?lean(?:ing)? (?:no|away)\b",
        DENY,
        "doubt",
        _B,
        8,
    ),
    Cue(
        "not vouch",
        "vouch swear picture anybody's anyone's way telling bounds",
        r"\b(?:wouldn't|would not|can't|cannot|couldn't) (?:vouch for|swear (?:to|that))\b|\bi can (?:well |easily |just )?picture\b|\b(?:is|are|'s|remains?) (?:still |now )?(?:anybody's|anyone's)\b(?! (?:fault|business|guess))|\bno (?:way of (?:knowing|telling|saying)|telling\b)|\b(?:within|not beyond) the bounds of (?:the )?possib\w+",
        OPEN,
        "",
        _B,
        8,
    ),
    Cue(
        "gives it until",
        "give",
        r"\b(?:i|we)(?:'d|'ll| would)? give (?!it\b|us\b|me\b)(?:[\w'-]+ ){1,5}?(?:until|till)\b",
        DENY,
        "do not expect",
        _B,
        8,
    ),
    Cue(
        "baked in",
        "baked nailed stars racing due overdue",
        r"\b(?:is|are|'s|now) (?:all |already |more or less )?(?:baked in|nailed on)\b|\bwritten in the stars\b|\bracing certainty\b|\b(?:we're|they're|it's|we are|they are) (?:over)?due (?:one|another|for|a)\b",
        AFFIRM,
        "expect",
        _B,
        6,
    ),
    Cue(
        "would not bet",
        "look ranch hold breath grounds",
        r"^\W*(?:but )?(?:don't|do not|never) (?:look to|hold your breath)\b|\b(?:wouldn't|would not) bet (?:the ranch|the house|on it)\b|\bno grounds (?:for|to) (?:think|believ|expect|suppos)",
        DENY,
        "do not expect",
        _B,
        8,
    ),
)
