"""What running prose tells of speakers: introductions, verbs of speech, pronouns, descriptions in place of names."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from weighin.reading.blocks import Line
from weighin.reading.capitals import full_names_by
from weighin.reading.names import Name, fold, read_name

SPEECH = (
    r"(?:say|says|said|saying|adds?|added|tells?|told|thinks?|thought|believes?|argues?|argued|explains?|explained|insists?|insisted|"
    r"replies|replied|answers?|answered|concedes?|conceded|expects?|expected|predicts?|predicted|warns?|warned|notes?|noted|recalls?|"
    r"recalled|remembers?|remembered|shrugs?|laughs?|laughed|wonders?|doubts?|reckons?|reckoned|suggests?|suggested|points? out|"
    r"agrees?|agreed|disagrees?|admits?|admitted|calls?|called|describes?|described|puts?|maintains?|counters?|countered|sees?|"
    r"estimates?|cautions?|cautioned|goes on|continues|went on|observes?|observed|writes?|wrote|hopes?|fears?|worries|"
    r"promise[sd]?|guess(?:es|ed)?|declare[sd]?|assume[sd]?|imagines?|bets?|muse[sd]?|sighs?|joke[sd]?|responds?|responded|foresees?|forecasts|hints?|"
    r"claims?|claimed|allows?|grants?|confirms?|confirmed|stresses|stressed|holds|offers?|offered|has (?:no|little|few) (?:doubts?|illusions?|hope)|"
    r"does not (?:think|believe|expect|see|share|buy|rule)|doesn[’']t (?:think|believe|expect|see|share|buy|rule)|would not (?:rule|bet|be)|"
    r"is (?:less|more|not|sure|certain|convinced|sceptical|skeptical|confident|blunter|gloomier|optimistic|pessimistic))"
)
_SPEECH = re.compile(SPEECH)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Dame|Ms|Mr|Mrs)\.? )?[A-Z\u00C0-\u017F][\w’'-]{0,40}"
    r"(?:(?:(?:(?<=\b[A-Z])|(?<=\bDr)|(?<=\bSt)|(?<=\bProf))\.)?(?: (?:van|von|de|der|den|la|le|al|bin|da|dos|ter|ten|ap)){0,2} [A-Z\u00C0-\u017F][\w’'-]{1,40}){1,5}"
)
_PANEL_NOUN = (
    r"(?:experts?|specialists?|analysts?|economists?|scholars|scientists|researchers|historians|voices|insiders|pundits|panelists|"
    r"panellists|observers|practitioners|people|readers|lawyers|engineers|doctors)"
)
_NUMBER = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|several|some of|\d{1,2})"
_ASKED = re.compile(
    r"\b(?:[Ww]e|I|[A-Z][\w’]+(?: [A-Z][\w’]+){0,3}) (?:asked|put|spoke (?:to|with)|sent|talked to|invited|polled|approached|went to|rang|"
    r"called|consulted|canvassed|wrote to)\b.{0,120}?\b(?:questions?|experts?|specialists?|panel|(?:three|four|five|six|seven|eight|"
    r"nine|ten|a dozen|several) (?:\w+ ){0,3}?(?:people|who|of|men|women|\w+s)|people who|those who|a [a-z ]+, a [a-z ]+)\b"
    rf"|\bround-?(?:up|table)\b|\bexperts (?:weigh|say|predict|on)\b|\b(?:our|a|the) panel\b"
    rf"|\b(?i:{_NUMBER} (?:\w+ ){{0,2}}?{_PANEL_NOUN}) (?:on|weigh|say|look|predict|explain|tell|give|answer|assess|think|talk|speak|discuss|share|consider|react|respond|argue)\b"
    rf"|\b{_PANEL_NOUN} (?:react|respond|weigh in|told us|tell us|predict|disagree)\b"
    r"|\b[Pp]redictions\b"
    rf"|\b(?:ask(?:ed)?|spoke (?:to|with)|talk(?:ed)? to|interviewed) (?:\w+ ){{0,2}}?(?i:{_NUMBER} (?:\w+ ){{0,2}}?{_PANEL_NOUN})\b"
)
# without one of these nobody is asked, and to look for each is cheaper than one search by the pattern
_OF_ASKING = (
    "expert specialist analyst economist scholars scientist researcher historian voices insiders pundit panel observers practitioners people "
    "readers lawyers engineers doctors round asked put spoke sent talked invited polled approached went rang called consulted canvassed wrote prediction"
).split()
# "A judge, an advocate and two clerks consider …": a panel told by what they are
_ROLE = re.compile(
    r"(?:^|, |\band |[.:–—] )(?:an?|the|two|three|another) [\w’' -]{2,45}(?=,| and )|\band (?:an?|the|two|three|another) (?=\w)"
)
_CONSIDER = re.compile(
    r"\b(?:consider|weigh|say|look|predict|explain|tell|give|answer|assess|think|talk|speak|discuss|react|respond|argue|disagree|imagine|expect|guess|debate)\b"
    r"|\b(?:on (?:what|whether|the|how|why)|each|asked|in their own words)\b"
)
_FEWEST_ROLES = 3
_PRONOUN = re.compile(
    rf"\b(?:(?P<subject>[Ss]he|[Hh]e)\b(?: (?:also|still|now|has|does|doesn[’']t|did))? {SPEECH}\b|{SPEECH},? (?P<after>she|he)\b"
    r"|(?P<of>Her|His|her|his) (?:estimate|guess|view|prediction|bet|figures?|forecast|answer|advice|hunch|opinion|reckoning|numbers|account)\b)"
)
# without one of these nobody is meant; asked first, because most paragraphs hold none
_OF_A_PERSON = re.compile(r"[SsHh](?<!\w.)(?:(?<=[Ss])he|(?<=[Hh])(?:e|er|is))\b")
_ANY_PRONOUN = re.compile(r"\b(?P<subject>[Ss]he|[Hh]e)\b")
_QUOTED = re.compile(r"[“\"][^”\"]{2,}[”\"]?")
_WHO = r"(\w[\w’-]*(?: [\w’-]+){0,6}?)"
_DESCRIPTION = re.compile(
    rf"(?:^|  |[,.;] ){SPEECH} the {_WHO}(?=[.,;”]|$)|(?:^|[.,;]\s|\bif )[Tt]he {_WHO},? (?={SPEECH}\b|is right\b)"
)
_APPOSITION = re.compile(
    r",\s*(?:who |an? |the )?(?P<post>[^.“”\"]{3,170}?)"
    rf"(?=,\s+(?:does|is|was|it|has|had|would|will|could|can|may|might|should|cannot|and|who|to|for whom|whose|{SPEECH})\b|,\s*[“\"]|\.|, [a-z]+s\b|$)"
)
_VERB_PHRASE = re.compile(
    rf" (?P<post>(?!(?:{SPEECH}|before|after|when|as|while|and|but|or|that|if|at|with|in|on|for|to|too|not|also|got|counted)\b)(?:has |have |had |is |was )?[a-z]+ [^.,“]{{4,80}})"
)
_BEFORE = re.compile(r"(?:^|[.,] )(?:At|From|Inside|Over at|Across at) (?:the )?(?P<post>[^.,“”]{3,60}?),? $")
_POST_BEFORE = re.compile(
    r"(?:^|[.,;] |\b(?:says|said|adds) )(?:The )?(?P<post>(?!(?:For|But|And|Yet|So|While|If|To|In|At|With|Like|Unlike|Even|Then|Now|It|She|He|This|That|There|They)\b)[A-Za-z][a-z]+(?: [a-z]+){0,5}) $"
)
_OF = re.compile(r" (?:of|from|at) (?:the )?(?P<post>[A-Z][^,.“;]{2,60}?)(?=[,.;]| (?:says|said|is|was|thinks|told)\b)")
_GENERIC = frozenset(
    "ministry minister report paper government company operator spokesman spokeswoman spokesperson strategy police court owner statement "
    "media group holdings chat club regional national council authority party".split()
)
_NO_POST = frozenset(
    "nobody told what than who which has have had was are for from only never even about whether".split()
)
_TITLES = frozenset("Dr Prof Professor Sir Dame Ms Mr Mrs".split())
_NEAR = 24
_ROLE_BEFORE, _ROLE_AFTER = 40, 90
_OPENING = 2
_STEM = 5
_GOES_ON = re.compile(r",? [a-z]")  # after a name that opens a paragraph: a verb, not a possessive
_AT_ONCE = 12  # a name that stands so early, after a title, is the subject
_AHEAD = 260


# somebody called by what they do: "the retired skipper", "in the farmer's view", "says their owner, "
_DOER = r"(?:[\w’-]+ ){0,2}?[\w-]+(?:er|or|ist|ian|man|woman|eur|ant|ent|ess|ic|ee|ot|ef|se|yor|ain|ard|ge)"
_PAST = r" (?:sold|took|went|came|gave|made|saw|knew|kept|left|ran|thought|held|wrote|spoke|stood|built|bought|won|lost|spent|got|had|did|grew|met|led)\b"
_SUBJECT = re.compile(
    rf"(?:^|[.!?] |[.!?]  +|^And |^But |^So |^To )[Tt]he (?P<who>{_DOER})(?:,| from | of | at | in | with | who | for |[’']s | [a-z]+s\b| [a-z]+ed\b|{_PAST}| will | would | can | has | is | was | does | could )"
)
_OF_THEIRS = re.compile(
    rf"\b[Tt]he (?P<who>{_DOER})[’']s (?:reckoning|view|opinion|words|eyes|estimate|judge?ment|books?|mind|experience|guess|answer|money|bet|forecast|prediction)\b"
)
_CALLED = re.compile(rf".{{0,40}}?\b[Tt]he (?P<who>{_DOER})\b")
_NO_DOER = frozenset(
    "weather water number numbers paper other winter summer letter order border answer matter power river corner harbour door error floor "
    "motor sector factor labor labour price case course sense house phase license response expense increase purchase base rise use cause "
    "percent moment government parliament ministry department development agreement event current present student amount count account point "
    "public topic music traffic logic panic fabric clinic statistic three tree degree committee fee coffee lot plot pilot shot spot foot root "
    "chief brief belief relief week board card yard standard ward guard award edge bridge change charge stage page village age language average".split()
) - frozenset("pilot chief guard student".split())
_THEIR = rf"{SPEECH},? (?:the|an?|its|their|his|her|our|my) [^“”.,;]{{2,60}}, $"
_PUTS = re.compile(r" (?:put|asked|spoke|sent|invited|rang|called|wrote|approached|polled)\b")


class Introduced(Struct, frozen=True):
    """A person whom the prose names in full: where, with which post, the paragraph around, and of it what stands next to the name."""

    name: Name
    place: tuple[int, int]
    post: tuple[int, int] | None
    description: str
    role: str


class Pronoun(Struct, frozen=True):
    """The first she or he of a paragraph; `speaks`: with a verb of speech, or of whom an opinion is told."""

    gender: str
    start: int
    speaks: bool


class Description(Struct, frozen=True):
    """Words in place of a name: "the woman with the stamp"."""

    words: frozenset[str]
    start: int


def is_asked_of_several(line: Line) -> bool:
    """Whether a line says that a panel was asked."""
    low = line.text.lower()
    if any(word in low for word in _OF_ASKING) and _ASKED.search(line.text) is not None:
        return True
    return " and " in low and len(_ROLE.findall(low)) >= _FEWEST_ROLES and _CONSIDER.search(low) is not None


def lists_voices(line: Line) -> bool:
    """Whether a line says by their trades who will speak: `A judge, a clerk and a linguist consider what is lost`."""
    return " and a" in line.text and _VOICES.search(line.text) is not None


_TRADE = r"[Aa]n? [a-z’-]+(?: [a-z’-]+){0,2}?"
_VOICES = re.compile(
    rf"\b{_TRADE},(?: {_TRADE},)* (?:{_TRADE},? )?and {_TRADE} (?:consider|weigh|say|tell|predict|explain|look|discuss|debate|give|imagine|see|talk|answer|"
    r"assess|share|reflect|argue|describe|think|speak|try|call|expect|wonder|ask|walk|set out|make)\b"
)


def is_question_heading(line: Line) -> bool:
    """A heading that asks."""
    return line.is_heading and line.text.rstrip().endswith("?")


def outside_quotations(text: str) -> str:
    """The text with blanks in place of what stands in quotation marks, so that offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def words_of(text: str) -> frozenset[str]:
    """The telling words of a description, folded."""
    return frozenset(word for word in re.findall(r"\w{3,}", fold(text)) if word not in _COMMON)


_COMMON = frozenset(
    "the and who has have had was were for with from that this his her she him they them not but all one two three since until now "
    "are its than been will would could about into over says said does did woman man women men lady gentleman person".split()
)


def speech_near(text: str, start: int, end: int) -> bool:
    """Whether a verb of speech stands next to a name."""
    return bool(_SPEECH.search(text, max(0, start - _NEAR), end + _NEAR))


def pronoun_in(outside: str) -> Pronoun | None:
    """The pronoun that says who goes on speaking: one with a verb of speech, else the first of all."""
    if _OF_A_PERSON.search(outside) is None:
        return None
    found = _PRONOUN.search(outside)
    if found is not None:
        word = (found["subject"] or found["after"] or found["of"]).lower()
        return Pronoun("she" if word in {"she", "her"} else "he", found.start(), speaks=True)
    first = _ANY_PRONOUN.search(outside)
    return Pronoun(first["subject"].lower(), first.start(), speaks=False) if first else None


def description_in(outside: str) -> Description | None:
    """The first description that does the speaking; of an office or a company it stands for nobody on the panel."""
    found = _DESCRIPTION.search(outside)
    if found is None:
        return None
    who = next(group for group in found.groups() if group)
    words = words_of(who)
    return Description(frozenset() if words & _GENERIC else words, found.start())


def doers_in(outside: str) -> list[frozenset[str]]:
    """The words of each phrase in which somebody is called by what they do, in order: as a subject, or as whose view it is."""
    found = sorted(
        (match.start(), match["who"]) for pattern in (_SUBJECT, _OF_THEIRS) for match in pattern.finditer(outside)
    )
    phrases = (words_of(who) for _, who in found if fold(who.rsplit(" ", 1)[-1]) not in _NO_DOER)
    return [words for words in phrases if words and not words & _GENERIC]


def holders_in(outside: str) -> list[frozenset[str]]:
    """The same for those whose view something is, alone."""
    found = (words_of(match["who"]) for match in _OF_THEIRS.finditer(outside))
    return [words for words in found if words and not words & _GENERIC]


def stems_of(words: frozenset[str]) -> frozenset[str]:
    """What a trade and its place have in common: baker and bakery, hotelier and hotel."""
    return frozenset(word[:_STEM] for word in words)


def called_in(outside: str) -> list[frozenset[str]]:
    """The words of what somebody is called near the beginning of a paragraph, whether as its subject or not."""
    found = _CALLED.match(outside)
    if found is None or fold(found["who"].rsplit(" ", 1)[-1]) in _NO_DOER:
        return []
    words = words_of(found["who"])
    return [words] if words and not words & _GENERIC else []


def introductions(prose: Sequence[Line]) -> list[Introduced]:
    """People whom the prose names in full where they speak, with what it says of them, in order."""
    found: list[Introduced] = []
    seen: set[tuple[str, ...]] = set()
    for line in prose:
        if line.is_heading:
            continue
        for person in _introduced_in(line):
            if person.name.words not in seen:
                seen.add(person.name.words)
                found.append(person)
    return found


def _introduced_in(line: Line) -> Iterator[Introduced]:
    text = line.text
    outside = outside_quotations(text)
    is_quoted = outside != text
    is_first = True
    for match in full_names_by(_NAME, outside):
        read = _full_name_in(match)
        if read is None or fold(match[0].split()[-1]) in _GENERIC:
            continue
        name, start, end = read
        after = outside[end : end + _AHEAD]
        apposition = None if after.startswith(", which") else _APPOSITION.match(after)
        speaks = (
            re.match(rf"(?:,[^“”\"]{{3,200}},)? (?:also |still |simply )?{SPEECH}\b", after)
            or re.search(rf"(?:{SPEECH},?|[Aa]ccording to(?: the)?) $", outside[max(0, start - 40) : start])
            or re.search(r"(?:^|\. )For $", outside[max(0, start - 6) : start])
            or re.search(_THEIR, outside[max(0, start - 80) : start])
        )
        if speaks and _PUTS.match(after) and is_asked_of_several(line):
            continue  # the paper
        is_subject = is_first and _is_subject(outside, start, end, is_quoted=is_quoted)
        is_first = False
        if not (speaks or is_subject or (apposition and _SPEECH.search(outside, end))):
            continue
        post = _post(outside, start, end, has_apposition=apposition is not None)
        place = (line.start + post[0], line.start + post[1]) if post else None
        around = outside[max(0, start - _ROLE_BEFORE) : start] + outside[end : end + _ROLE_AFTER]
        yield Introduced(name, (line.start + start, line.start + end), place, outside, around)


def _is_subject(outside: str, start: int, end: int, *, is_quoted: bool) -> bool:
    """Whether a paragraph is about whom its first name means: at once before a quotation, or where a pronoun goes on to speak."""
    if is_quoted and start < _AT_ONCE:
        return True
    if start < _OPENING and _GOES_ON.match(outside, end) and (_SPEECH.search(outside, end) or pronoun_in(outside)):
        return True
    pronoun = pronoun_in(outside)
    return pronoun is not None and pronoun.speaks and pronoun.start > start


def _full_name_in(match: re.Match[str]) -> tuple[Name, int, int] | None:
    """The name at the end of a run of capitalised words: `At Shore College Jane Doe`."""
    start = match.start()
    end = start + len(match[0].removesuffix("’s").removesuffix("'s"))
    while True:
        name = read_name(match.string[start:end])
        if name is not None:
            return (name, start, end) if name.is_full else None
        gap = match.string.find(" ", start, end)
        if gap < 0:
            return None
        start = gap + 1


def _post(outside: str, start: int, end: int, *, has_apposition: bool) -> tuple[int, int] | None:
    """Where the prose says what somebody is: after the name, before it, or in what the person does."""
    if has_apposition:
        found = _APPOSITION.match(outside, end)
        if found:
            return found.span("post")
    house = _OF.match(outside, end)
    if house:
        return house.span("post")
    before = _BEFORE.search(outside, 0, start) or _POST_BEFORE.search(outside, 0, start)
    if before and before.end() == start and not words_of(before["post"]) & _NO_POST:
        return before.span("post")
    verb = _VERB_PHRASE.match(outside, end)
    return verb.span("post") if verb else None
