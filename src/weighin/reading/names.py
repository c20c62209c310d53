"""Names of people as articles write them, and whether two of them may be one person.

We compare names within one document; we do not parse strangers. A name is its words, folded (no case, no accents), with what is
no part of it (titles of honour, degrees, nicknames in quotation marks, another script in brackets) set aside.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct, structs

HONORIFICS = frozenset(
    "dr prof professor profs drs sir dame lord lady baroness baron rev reverend hon mr mrs ms miss mx ambassador amb sen senator gen "
    "general col colonel maj major capt captain lt cmdr admiral adm sgt fr father sister judge justice president minister herr frau "
    "dipl ing engr nurse coach pastor chef cardinal monsignor commander marshal emeritus emerita associate assistant assoc asst adjunct right honourable rt madame monsieur mme dott ir sheikh imam rabbi mayor bishop archbishop alderman brigadier commodore sergeant inspector "
    "congressman congresswoman rep representative gov governor councillor cllr deputy dean visiting rear vice air field flight wing squadron chief".split()
)
# Titles that open a phrase only together with another title: "Associate Prof", never a person called "Deputy".
_MODIFIERS = frozenset(
    "associate assistant assoc asst adjunct emeritus emerita right rt deputy visiting rear vice air field flight wing squadron chief".split()
)
_DEGREES = frozenset(
    "phd md mph msc mba ma ba bsc frs obe mbe cbe kc qc jd jr sr dphil mp mep frcp dsc rn esq ii iii iv frse freng am ao msp ms td".split()
)
PARTICLES = frozenset(
    "í van von der den de del della di da dos das do du la le las los ter ten te zu zum zur af av bin ibn bint ap ab ben y e st el al und "
    "vander vande mac mc ní nic ó ui uí".split()
)
_GIVEN_OR_PARTICLE = frozenset({"Ben", "Al", "Di", "Du"})  # with a capital in front, given names
_NO_NAME = frozenset(
    # what begins sentences, headings and notes, and is nobody's name
    "the a an this that these those there here it its he she they we you i my our your his her their who whom whose what which when where "
    "why how if unless while because although though but and or nor so yet for from with without of on in at by to as into over under "
    "after before during since until about against between not no yes maybe perhaps never always also only just even still more most "
    "less least other another some any all every each both either neither few many much one two three four five six seven eight nine ten "
    "is are was were be been being am do does did has have had can could will't would should shall may't might must let ask see read "
    "note remember update updated correction clarification editor editors editor's editor’s editorial photo photograph picture image "
    "caption source sources credit advertisement sponsored subscribe related comments comment share tags tagged posted published "
    "question questions answer answers moderator interviewer q a statement conclusion summary background introduction methodology "
    "first second third fourth fifth last next previous finally meanwhile however moreover furthermore indeed honestly legally "
    "practically politically technically frankly clearly nothing something anything everything nobody somebody anybody everybody "
    "everyone someone anyone people experts expert panel today tomorrow yesterday monday tuesday wednesday thursday friday saturday "
    "sunday january february october november december prediction predictions forecast verdict poll vote winner winners champions "
    "title role prediction position affiliation occupation outlook winner pick picks expert contributor analyst name subject date time author "
    "disclosure disclosures interests declared competing conflict conflicts breaking live opinion analysis feature news letters quiz "
    "gallery podcast video newsletter menu home contact privacy about search log sign follow continue full part chapter section "
    "weekly daily monthly quarterly bulletin why's what's who's how's it's that's there's here's don't confidence relegated relegation table round week match "
    "points reaction reactions highlights takeaways overview timeline details context facts figures numbers findings results analysis "
    "again good bad best worst great big small new old very too such same own "
    # weekdays and the like are above; institutions:
    "university institute institution centre center college school department ministry bank association council society foundation "
    "union group company corporation ltd inc llc plc limited press times review journal magazine gazette herald tribune post courant "
    "chronicle committee commission agency authority office laboratory lab hospital trust academy federation confederation network "
    "government parliament party court league club team city state states republic kingdom north south east west northern southern "
    "eastern western international national global world european american british research studies science sciences economics".split()
)
_NOT_FIRST = frozenset(
    "chief head former director editor founder chair president senior lead minister economist".split()
)
_SPECIAL = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_QUOTATION_MARKS = "‘’“”–—"  # they fold to themselves
_NICKNAME = re.compile(r"\s*[“\"‘'„]([^”\"’']{2,24})[”\"’']\s*")
RETIRED = re.compile(r"\s*\((?:re?td?|ret['’]d|retired|em|emer|emeritus|emerita|hon|acting)\.?\)\s*", re.IGNORECASE)
HANDLE = re.compile(r"@[\w.]{2,40}(?<!\.)(?:@[\w-]+(?:\.[\w-]+)+)?")
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*")
_EDGE = " \t,;:.*†‡§|·—–-―•▲▼"
_SHORT_FORMS = (
    "bob robert|rob robert|bobby robert|bill william|will william|billy william|liz elizabeth|beth elizabeth|betty elizabeth|"
    "eliza elizabeth|lizzie elizabeth|dick richard|rick richard|rich richard|peggy margaret|maggie margaret|meg margaret|"
    "jack john|johnny john|jim james|jimmy james|jamie james|ted edward|ned edward|ed edward|teddy theodore|kate katherine|"
    "kate catherine|kathy katherine|cathy catherine|mike michael|mick michael|tony anthony|tom thomas|steve stephen|steve steven|"
    "sasha alexander|alex alexander|alex alexandra|sandy alexander|chris christopher|harry henry|hank henry|hal henry|joe joseph|"
    "pepe jose|paco francisco|nick nicholas|andy andrew|drew andrew|dave david|charlie charles|chuck charles|bert albert|gus august|"
    "misha mikhail|kolya nikolai|volodya vladimir|dima dmitri|dima dmitry|tolya anatoly|peggy margaret|polly mary|molly mary|nell helen|"
    "abby abigail|fred frederick|fred frederic|fritz friedrich|sepp josef|toni antonio|xander alexander|zeke ezekiel|lexi alexandra|"
    "becky rebecca|debbie deborah|sue susan|jen jennifer|jenny jennifer|trish patricia|pat patricia|pat patrick|paddy patrick|"
    "larry lawrence|jerry gerald|jeff jeffrey|geoff geoffrey|greg gregory|matt matthew|ben benjamin|sam samuel|sam samantha|"
    "dan daniel|danny daniel|ron ronald|ray raymond|vicky victoria|val valerie|cindy cynthia|nan anne|annie anne|barb barbara"
)
_NICKNAMES: dict[str, set[str]] = {}
for _pair in _SHORT_FORMS.split("|"):
    _short, _long = _pair.split()
    _NICKNAMES.setdefault(_short, set()).add(_long)


def long_forms(word: str) -> frozenset[str]:
    """The given names that a short form stands for: `zeke` → `ezekiel`."""
    return frozenset(_NICKNAMES.get(word, ()))


class Name(Struct, frozen=True, gc=False):
    """A person's name as one place of the source writes it.

    Attributes:
        display: without titles, degrees, nickname and brackets, in the order of the source.
        words: the words of `display`, folded; particles among them.
        aliases: the other script or the nickname that stood with it, and the whole form if that differs.
        is_full: given and family name, so that it can found a panelist by itself.
    """

    display: str
    words: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    is_full: bool = False
    has_title: bool = False


def fold(text: str) -> str:
    """Lower case, no accents: `Tokarzewska-Błoch` → `tokarzewska-bloch`."""
    if text.isascii():
        return text.lower()
    plain = text
    for mark in _QUOTATION_MARKS:
        plain = plain.replace(mark, "")
    if plain.isascii():  # most of what is not ASCII in an article are its quotation marks and dashes
        return text.lower()
    return _without_accents(text)


@lru_cache(maxsize=4096)  # an article is folded several times
def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).lower()


@lru_cache(maxsize=4096)
def read_name(text: str) -> Name | None:
    """The name of one person that `text` is and nothing else, or None where it is none."""
    if not 1 < len(text) <= 90 or text[0].isdigit():
        return None
    if text[0] == "@":
        return Name(display=text, words=(text.lower(),)) if HANDLE.fullmatch(text) else None
    whole = RETIRED.sub(" ", text).strip(_EDGE) if "(" in text else text.strip(_EDGE)
    aliases: list[str] = []
    core = whole
    if "(" in core or "（" in core or "[" in core:
        found = _BRACKETS.search(core)
        if found is None:
            return None
        inner = found[1].strip()
        core = f"{core[: found.start()]} {core[found.end() :]}".strip()
        if HANDLE.fullmatch(inner):
            name = read_name(core)
            return structs.replace(name, aliases=(*name.aliases, inner)) if name is not None else None
        outer_is_latin, inner_is_latin = _is_latin(core), _is_latin(inner)
        if outer_is_latin == inner_is_latin and len(inner.split()) > 1:
            return None  # that is a post or a place, not another spelling
        if not _is_name_words(inner):
            return None
        if not outer_is_latin and inner_is_latin:
            aliases += [core, whole]
            core = inner
        else:
            aliases.append(inner)
            if outer_is_latin != inner_is_latin:
                aliases.append(whole)
    nickname = _NICKNAME.search(core) if core[-1:] not in "”\"’'" else None
    if nickname:
        aliases.append(nickname[1])
        core = f"{core[: nickname.start()]} {core[nickname.end() :]}"
    if "," in core and any(
        token.replace(".", "").lower() not in _DEGREES and not _is_postnominal(token)
        for token in core.partition(",")[2].replace(",", " ").split()
    ):
        return None  # a post follows
    bare, has_title = _without_titles(core.split())
    if not bare or not _is_name_words(" ".join(bare)):
        return None
    display = " ".join(bare)
    words = tuple(fold(word).strip(".") for word in bare)
    words = tuple(word for word in words if word)
    if not words:
        return None
    full = sum(1 for word in words if word not in PARTICLES and len(word) > 1) + (bare[0] in _GIVEN_OR_PARTICLE)
    is_full = (
        full >= 2
        or (len(words) >= 2 and full >= 1 and (_is_initial(bare[0]) or not _all_particles(words[:-1])))
        or _is_compact_script(display)
    )
    return Name(display=display, words=words, aliases=tuple(aliases), is_full=is_full, has_title=has_title)


def _without_titles(tokens: list[str]) -> tuple[list[str], bool]:
    first, last = 0, len(tokens)
    while first < last - 1 and tokens[first].strip(".,").lower() in HONORIFICS:
        first += 1
    titled = first > 0 and any(token.strip(".,").lower() not in _MODIFIERS for token in tokens[:first])
    if first and not titled:
        first = 0
    while (
        last > first + 1
        and tokens[last - 1].replace(".", "").strip(",").lower() in _DEGREES
        and tokens[last - 1][:1].isupper()
    ):
        if len(tokens[last - 1]) <= 2 and last - first <= 2:
            break  # "Wen Ma" is a person, not a master of arts
        if not tokens[last - 1].replace(".", "").strip(",")[1:2].isupper() and tokens[last - 1].strip(
            ".,"
        ).lower() not in {"phd", "jr", "sr", "esq", "dphil"}:
            break
        last -= 1
    while last > first + 2 and _is_postnominal(tokens[last - 1]) and not tokens[last - 2].isupper():
        last -= 1
    return [token.strip(",;:*†‡") for token in tokens[first:last]], titled


def _is_postnominal(token: str) -> bool:
    """An honour after the name, CNZM or FRS: capitals only, among words that are not."""
    return 3 <= len(token) <= 6 and token.isalpha() and token.isupper()


def _is_name_words(text: str) -> bool:
    tokens = text.split()
    if not tokens or len(tokens) > 7:
        return False
    proper = 0
    for position, token in enumerate(tokens):
        low = token.lower()
        if low in _NO_NAME or (position == 0 and len(tokens) > 1 and low in _NOT_FIRST):
            if not (len(token) <= 2 and position and token.endswith(".")):  # the initial in "Anthony A. Rinna"
                return False
            continue
        kind = _token_kind(token)
        if kind == 0:
            return False
        if kind == 2:
            proper += 1
        elif position == len(tokens) - 1:
            return False  # a name does not end in a particle
    return proper > 0


@lru_cache(maxsize=8192)
def _token_kind(token: str) -> int:
    """0 no part of a name, 1 a particle, 2 a proper word or an initial. Boxes stand for letters that a font or an encoding lacked."""
    first = token[0]
    if not all(
        character.isalpha() or character in ".'’ʼ‘-‐‑·・\ufffd■□" or unicodedata.combining(character)
        for character in token
    ):
        return 0
    if first.isupper():
        if "." in token[:-1] and not re.fullmatch(r"(?:[^\W\d_]\.-?)+[^\W\d_]?\.?|St\.-?\w+", token):
            return 0  # two sentences without a space, or an address
        return 2
    if token.lower() in PARTICLES:
        return 1
    if not first.isalpha():
        return 0
    if not _is_cased_script(first):
        return 2
    # al-Ḥaddād, d’Ormesson, ’t-Hooft
    joint = re.split(r"[-'’‑]", token, maxsplit=1)
    return 2 if len(joint) == 2 and len(joint[0]) <= 3 and joint[1][:1].isupper() else 0


def _is_cased_script(character: str) -> bool:
    return ord(character) < 0x0590  # Latin, Greek, Cyrillic, Armenian; Georgian has capitals that nobody writes


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return not letters or sum(
        ord(character) < 0x0250 or 0x1E00 <= ord(character) < 0x1F00 for character in letters
    ) * 2 > len(letters)


def _is_compact_script(text: str) -> bool:
    """Written without a space between family and given name: 林宥廷."""
    return len(text) >= 2 and all(0x3040 <= ord(character) < 0xD7B0 for character in text if character.isalpha())


def _is_initial(token: str) -> bool:
    """A capital alone, or with its full stop: in "E. Hale" no particle."""
    return token[0].isupper() and len(token.strip(".")) == 1


def _all_particles(words: tuple[str, ...]) -> bool:
    return all(word in PARTICLES for word in words)


def split_people(text: str) -> list[tuple[int, int]]:
    """The places of the people in `A`, `A and B`, `A, B and C`, `A & B`; empty where a piece is nobody's name."""
    if (
        " and " not in text
        and " AND " not in text
        and " & " not in text
        and " with " not in text
        and " und " not in text
        and " et " not in text
        and " / " not in text
    ):
        return [(0, len(text))] if read_name(text) else []
    places: list[tuple[int, int]] = []
    start = 0
    for joint in [*_JOINTS.finditer(text), None]:
        end = joint.start() if joint else len(text)
        piece = text[start:end]
        if not piece.strip():
            if joint:
                start = joint.end()
            continue
        if not read_name(piece.strip()):
            return []
        lead = len(piece) - len(piece.lstrip())
        places.append((start + lead, start + len(piece.rstrip())))
        start = joint.end() if joint else end
    return places


_JOINTS = re.compile(r",? (?:and|AND|&|with|und|et|/) |, ")


def may_be(short: Name, full: Name) -> int:
    """How well `short` fits as another form of `full`: 0 not at all, up to 5 for the same words."""
    return _may_be(short.words, full.words)


@lru_cache(maxsize=16384)
def _may_be(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    if short == full or sorted(short) == sorted(full):
        return 5
    bare_short = _flat(short)
    bare_full = _flat(full)
    if bare_short == bare_full or sorted(bare_short) == sorted(bare_full):
        return 5
    size = len(short)
    if size < len(full):
        if full[-size:] == short or (_family(short) == _family(full) and len(_given(short)) == 0):
            return 4
        if full[:size] == short:
            return 3
        if _contains(full, short):
            return 3
    if len(short) > 1 and len(full) > 1 and _family(short) and _family(short) == _family(full):
        return 4 if _given_fit(_given(short), _given(full)) else 0
    if len(short) > 1 and len(full) > 1 and full[0] == short[-1] and _given_fit(short[:-1], full[1:]):
        return 3  # family name first in the one, last in the other
    if _are_initials(short, full):
        return 3
    if size == 1 and len(short[0]) > 2:
        if short[0] in bare_full:
            return 2
        if any(long == full[0] for long in _NICKNAMES.get(short[0], ())):
            return 2
        if full[0].startswith(short[0]) and len(short[0]) >= 3:
            return 2
    return 0


def _flat(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for word in words for part in re.split(r"[-‐‑'’]", word) if part)


def _contains(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    size = len(short)
    return any(full[at : at + size] == short for at in range(len(full) - size + 1)) and not _all_particles(short)


def _family(words: tuple[str, ...]) -> tuple[str, ...]:
    first = len(words) - 1
    while first > 0 and words[first - 1] in PARTICLES and (first > 1 or len(words[0]) > 1):  # at the start an initial
        first -= 1
    return words[first:]


def _given(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[: len(words) - len(_family(words))]


def _given_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Fred and Frederic C., N. and Nadia: the first given names agree as far as both are written."""
    if not one or not other:
        return True
    first, second = sorted((one[0], other[0]), key=len)
    if first == second or (len(first) <= 2 and second.startswith(first[:1]) and len(first.strip(".")) == 1):
        return True
    return (
        (second.startswith(first) and len(first) >= 3)
        or second in _NICKNAMES.get(first, ())
        or first in _NICKNAMES.get(second, ())
    )


def _are_initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    letters = "".join(word.replace(".", "") for word in short)
    if not 2 <= len(letters) <= 4 or any(len(word.replace(".", "")) > (4 if len(short) == 1 else 1) for word in short):
        return False
    whole = "".join(part[0] for part in _flat(full))
    bare = "".join(word[0] for word in full)
    capitals = "".join(word[0] for word in full if word not in PARTICLES)
    return letters in {whole, bare, capitals} or (len(letters) == 2 and letters == bare[:1] + bare[-1:])
