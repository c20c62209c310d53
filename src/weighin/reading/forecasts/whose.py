"""Whose expectation it is: the panelist's own, somebody else's that is only reported, or no expectation but a plan."""

import re

_SAYS = (
    r"(?:says|said|saying|claims|claimed|predicts|predicted|thinks|thought|believes|believed|expects|expected|hopes|hoped|argues|argued|warns|warned|insists|insisted|promises|promised|told|tells|"
    r"reckons|reckoned|projects|projected|forecasts|fears|feared|assumes|assumed|estimates|estimated|announced|declared|wrote|writes|considers|swears|swore|maintains|maintained|assures|assured|suggested|hinted|pledged|vowed|boasts|boasted|hoping|expecting|betting|predicting)"
)
_PLURAL_SAY = r"(?:say|claim|predict|think|believe|expect|hope|argue|warn|insist|promise|tell|reckon|project|forecast|fear|assume|estimate|swear|maintain)"
_SAID = re.compile(rf"\b(?P<one>{_SAYS})\b|\b(?P<many>{_PLURAL_SAY})\b")
# what may stand between who says and says
_BETWEEN = frozenset(
    "also still now have has had once all already always keep kept often recently apparently never will may might would rightly wrongly is are am".split()
)
_PLURAL = frozenset(
    "they people many most some others all models polls bulls bears everybody everyone you children women men media".split()
)
# "they claim an exemption" reports nothing, nor does "as bad as they say"
_NO_REPORT = (" on ", " in ", " a ", " an ", " for ", " to ", " some ", " no ", " more ")
_AS_THEY = ("as they ", "as people ", "as you ")
_WHAT = frozenset({"what", "how", "whatever", "however"})
_IF = re.compile(r"\b(?:if|unless|once|until)\b[^,;]*$")
_NO_PLURAL = frozenset({"this", "us", "is", "was", "does", "as", "its", "his", "perhaps", "always"})
# what says something without being anybody
_EVIDENCE = frozenset(
    "i we i'm we're i'd we'd i've and data model evidence history experience numbers figures arithmetic gut everything something instinct that which it this signs logic what who a an the this his their its our my her of as be been nothing book math maths curve curves trend record research".split()
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion) of|as (?!it\b|they\b|he\b|she\b|i\b|we\b)(?:\w+ ){1,4}?(?:says?|said|put it|predicted|claimed|promised))\b(?! me\b| my\b)"
)
_THEIRS = re.compile(
    r"\b(?:the|their|his|her|its|\w+'s|official) (?:\w+ )?(?:forecast|prediction|claim|promise|projection|plan|hope|line|consensus|pitch|theory|brochure|manifesto|pledge|argument|fear)s? (?:is|was|are|were|has been|says?) (?:that |to )?"
)
# "he gave them a warning that things may change"
_TOLD_THEM = re.compile(
    r"\b(?:a|the|his|her|their|its) (?:[a-z]+ )?(?:warning|threat|promise|assurance|pledge|hint|signal|prediction|forecast|announcement|boast|claim|rumou?r)s? that\b"
)
# "some of my clients are convinced that it will", not "I am", "it is"
_CONVINCED = re.compile(
    r"(?<!\bi)(?<!\bwe)(?<!\bit)(?<!\bthat)(?<!\bthis)(?<!\bwhat)(?<!\bthere) (?:is|are|remains?) (?:\w+ )?(?:convinced|persuaded|adamant|confident|hopeful|afraid|worried|sure|certain|of the (?:view|opinion)) (?:that )?(?=\w)(?!to\b|of\b)"
)
_TOLD_ME = re.compile(
    r"\b(?:i|we) (?:was|were|have been|had been|am|are) (?:often |always |also )?(?:told|promised|assured|warned|asked)\b|\bi (?:often |still )?hear (?:that|it)\b|\b(?:told|promised|assured|warned|asked) (?:me|us)\b"
)
_TAKEN_BACK = re.compile(
    r";|(?<!\b\w)\.(?=\s)|\b(?:but|however|yet) (?:i|we|it|they|there|the|my|he|she|that)\b|\b(?:and|so) (?:i|we) |, (?:so|but) |\b(?:rightly|and i agree|as do i)\b"
)
_AFTERWARDS = re.compile(
    rf",\"? (?!and\b|but\b|or\b)(?:the |a |my |his |her |their )?(?:[\w'-]+ ){{1,4}}{_SAYS}(?: me| us)?[.!\"]*$|, (?:they|some|people|we are told|i am told|it is said|many) (?:say|think|claim|believe)?[.!\"]*$"
)
_PLAN_VERBS = (
    r"(?:publish|vote|watch|monitor|ask|propose|present|release|look at|wait|try|write|report|announce|open|send|offer|test|tell|give you|come back|leave|say|add|explain|show|spare|keep (?:watching|an eye|asking|going|doing)|"
    r"continue to (?:monitor|work|ask|press)|start with|begin with|return to|be (?:watching|looking|voting|publishing|asking|listening|in touch|there to|following|monitoring|tracking|studying|repeating|testing|measuring|collecting|reporting|running)|follow|study|track|repeat|measure|collect|not be (?:attending|commenting|drawn)|let you|put|read|stop|eat|buy|drink|stick|skip|pass on|"
    r"pay (?:rent|for)|answer|argue|admit|confess|concede|resist|refrain|pretend|hold my|call|repeat|cheer|sit|stay out|abstain|support|oppose|back)"
)
_I_PLAN = re.compile(
    r"i(?<!\wi)(?:'ll| will| shall| won't| am going to|'m going to|'m not going to| am not going to)(?: \w+ly| also| still| never| not| just)? "
    r"(?!see\b|live\b|be (?:surprised|proved|wrong|right|gone|dead|out|unemployed|retired|able)|win\b|lose\b|get\b|need\b|end\b|regret\b|have (?:to|a|no|my|more|fewer|\d+|two|three|four|five|ten|twenty)\b|die\b|miss\b|sell\b|earn\b|remember\b|hear\b)[a-z]+"
)
_WE_PLAN = re.compile(
    rf"we(?<!\wwe)(?:'ll| will| shall| won't| are going to|'re going to)(?: \w+ly| also| still| never| not| just)? {_PLAN_VERBS}\b"
)

# of these words one stands wherever somebody else's view is reported
REPORT_WORDS = frozenset(f"{_SAYS}|{_PLURAL_SAY}".replace("(?:", "").replace(")", "").split("|")) | frozenset(
    "according words view opinion forecast prediction claim promise projection plan hope line consensus pitch theory brochure manifesto pledge argument fear forecasts predictions claims promises projections "
    "plans hopes lines theories pledges warning warnings threat threats assurance assurances hint hints signal signals announcement boast rumour rumor convinced persuaded adamant confident hopeful afraid worried sure certain arguments fears warned asked hear put some many".split()
)


def is_anothers(low: str, start: int, end: int, *, narrated: bool) -> bool:
    """Whether a third party's view governs the cue between two places of a clause."""
    before = low[:start].rpartition(";")[2]
    if not narrated and (_ACCORDING.search(before) or _ACCORDING.search(low, end) or _AFTERWARDS.search(low[end:])):
        return True
    if _TOLD_ME.search(before):
        return True
    if not narrated and _CONVINCED.search(before) and not _TAKEN_BACK.search(before):
        return True
    if any(not _TAKEN_BACK.search(before, told.end()) for told in _TOLD_THEM.finditer(before)):
        return True
    theirs = _THEIRS.search(before)
    if theirs and not _TAKEN_BACK.search(before[theirs.end() :]):
        return True
    found = None
    for match in _SAID.finditer(before):
        who = _who(before, match.start())
        if before.startswith(_NO_REPORT, match.end()) or before[: match.start()].endswith(_AS_THEY):
            continue
        if _IF.search(before, 0, match.start()) and "," in before[match.end() :]:
            continue  # "if she says no, they will …"
        if who and who not in _EVIDENCE and not (narrated and match["one"]):
            is_one = match["one"] or who in _PLURAL or (who.endswith("s") and who not in _NO_PLURAL)
            found = match if is_one else found
    return found is not None and not _TAKEN_BACK.search(before[found.end() :])


def _who(before: str, end: int) -> str:
    """Who says what begins at `end`: the last word that is no adverb; nobody where "what they think" is itself the subject."""
    words = before[max(0, end - 60) : end].split()
    while words and words[-1] in _BETWEEN:
        words.pop()
    if not words or words[-1].endswith((",", ";", ":")) or not _WHAT.isdisjoint(words[-5:-1]):
        return ""
    return words[-1].strip("\"'(.")


def is_own_plan(low: str, start: int, end: int) -> bool:
    """Whether the cue announces what the panelist means to do."""
    return any(
        match.start() <= start and end <= match.end() + 1
        for plan in (_I_PLAN, _WE_PLAN)
        for match in plan.finditer(low)
    )
