"""Issues: nouns and two-word terms that recur in the answers, plurals and near-synonyms of changing something merged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from weighin.reading.topics.families import FAMILY, family_of
from weighin.reading.topics.uses import Sentence, Use
from weighin.reading.topics.vocabulary import GENERAL_NOUNS

BEFORE_NOUNS = frozenset(
    """a an the this that these those its their his her our your my some any no each every another much many more most
    less few several of in on for with from about into over under between against by through without towards
    upon both such all north south east west half""".split()
)
BEFORE_VERBS = frozenset(
    """i you we they he she it who which to not will would can could may might must shall should do does did don’t
    doesn’t didn’t can’t won’t wouldn’t couldn’t i’ll we’ll they’ll you’ll he’ll she’ll it’ll i’d we’d they’d
    never also always let is are was were be been being am isn’t aren’t wasn’t weren’t has have had""".split()
)
NOUN_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ship", "ance", "ence", "ism", "ogy", "omy", "cracy")
NO_NOUN_ENDINGS = ("ly", "ed", "onal", "ical", "ous", "ful", "ive", "able", "ible", "ish", "less")
DETERMINERS = frozenset("a an the this that these those its their his her our your my every each another".split())
ALONE = 2  # voices that a noun needs of its own
LARGE_PANEL = 8  # panelists; from here on, two may use the same noun once each by chance
WINDOW = 4  # words between a noun and what is done to it: "lifting of the remaining sanctions"


type_of_issues = dict[tuple[str, ...], list[Use]]
type_of_term = tuple[tuple[str, ...], Use]  # the stems of one or two words that may name an issue, and where they stand
type_of_content = tuple[Sentence, list[int]]  # a sentence, and which of its words may name an issue


def issue_uses(text: str, sentences: Sequence[Sentence], taken: Iterable[Use]) -> dict[str, list[Use]]:
    """The issues that matter, by label, each with its uses.

    An issue matters when two panelists name it, in a large panel three times between them; a two-word term also when it is named twice, a
    single noun when it is named three times.
    """
    is_small = len({panelist for sentence in sentences for panelist in sentence.answer.panelists}) < LARGE_PANEL
    starts = frozenset(use.start for use in taken)
    content = [
        (
            sentence,
            [
                at
                for at, form in enumerate(sentence.forms)
                if form.may_name_an_issue and sentence.starts[at] not in starts
            ],
        )
        for sentence in sentences
    ]
    nouns = _nouns(content)
    pairs = _gathered(_pairs(content, nouns))
    _join_families(pairs, content)
    pairs = {key: uses for key, uses in pairs.items() if len(uses) > 1}
    singles = {
        key: uses
        for key, uses in _gathered(_singles(content, nouns)).items()
        if len(uses) > 2 or (is_small and _voices(uses) > 1)
    }
    pairs, singles = _told_apart(pairs, singles)
    return {_label(text, uses): uses for uses in (*pairs.values(), *singles.values())}


def _nouns(content: Sequence[type_of_content]) -> frozenset[str]:
    """Stems that stand where nouns stand more often than where verbs and adjectives do."""
    evidence: dict[str, int] = defaultdict(int)
    for sentence, places in content:
        forms, gaps = sentence.forms, sentence.gaps
        known = set(places)
        for at in places:
            form = forms[at]
            if form.is_capitalised:
                continue
            joined = at > 0 and gaps[at] == " " and forms[at - 1].may_be_followed
            before = forms[at - 1].lower if joined else ""
            if before in BEFORE_VERBS:
                evidence[form.stem] -= 1
            elif at + 1 in known and gaps[at + 1] == " " and form.may_be_followed:
                continue  # it may describe what follows
            else:
                # "for supporting them" and "money creates the work" hold verbs
                after = forms[at + 1].lower if at + 1 < len(forms) else ""
                determined = before in (DETERMINERS if form.text.endswith("ing") else BEFORE_NOUNS)
                described = joined and at - 1 in known and after not in DETERMINERS and not form.text.endswith("ing")
                evidence[form.stem] += determined or described
    return frozenset(
        stem
        for stem, count in evidence.items()
        if (count > 0 or (count == 0 and stem.endswith(NOUN_ENDINGS)))
        and not stem.endswith(NO_NOUN_ENDINGS)
        and (count > 2 or not stem.endswith("ing"))
    )


def _singles(content: Sequence[type_of_content], nouns: frozenset[str]) -> Iterator[type_of_term]:
    topical = nouns - GENERAL_NOUNS
    for sentence, places in content:
        for at in places:
            stem = sentence.forms[at].stem
            if stem in topical and not _is_figure_of_speech(sentence, at):
                yield (stem,), sentence.use(at, at)


def _pairs(content: Sequence[type_of_content], nouns: frozenset[str]) -> Iterator[type_of_term]:
    for sentence, places in content:
        for at, following in pairwise(places):
            first, second = sentence.forms[at], sentence.forms[following]
            head = second.stem
            if (
                following != at + 1
                or second.is_capitalised
                or head not in nouns
                or (head in GENERAL_NOUNS and first.stem not in nouns)
            ):
                continue
            if second.text[0].islower() and sentence.is_joined(following):
                yield (first.stem, head), sentence.use(at, following)


def _is_figure_of_speech(sentence: Sentence, at: int) -> bool:
    """Whether a noun only compares: "serve as a bridge"."""
    return at > 1 and sentence.lower(at - 1) in {"a", "an", "the"} and sentence.lower(at - 2) in {"as", "like"}


def _gathered(terms: Iterable[type_of_term]) -> dict[tuple[str, ...], list[Use]]:
    uses: dict[tuple[str, ...], list[Use]] = defaultdict(list)
    for key, use in terms:
        uses[key].append(use)
    return uses


def _voices(uses: Iterable[Use]) -> int:
    return len({panelist for use in uses for panelist in use.sentence.answer.panelists})


def _join_families(pairs: dict[tuple[str, ...], list[Use]], content: Sequence[type_of_content]) -> None:
    """To "sanctions relief" add "lifting of sanctions" and "relax some sanctions": the same is done to the same thing."""
    joining = [key for key in pairs if family_of(key[1])]
    things = {thing for thing, _ in joining}
    places: dict[str, list[tuple[Sentence, int]]] = defaultdict(list)
    for sentence, positions in content if things else ():
        for at in positions:
            if sentence.forms[at].stem in things:
                places[sentence.forms[at].stem].append((sentence, at))
    acted: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in joining:
        acted[key[0]].append(key)
    for thing, action in joining:
        if (thing, action) not in pairs:
            continue  # joined to another of its family before
        family = family_of(action)
        uses = pairs.pop((thing, action))
        for other in acted[thing]:
            if other in pairs and family_of(other[1]) == family:
                uses += pairs.pop(other)
        known = {use.start for use in uses}
        uses += [use for use in _done_to(places[thing], family) if use.start not in known]
        pairs[thing, action] = uses


def _done_to(places: Iterable[tuple[Sentence, int]], family: str) -> Iterator[Use]:
    for sentence, at in places:
        for near in range(max(0, at - WINDOW), min(len(sentence.forms), at + 2)):
            if FAMILY.get(sentence.lower(near)) == family:
                yield sentence.use(min(near, at), max(near, at))
                break


def _told_apart(pairs: type_of_issues, singles: type_of_issues) -> tuple[type_of_issues, type_of_issues]:
    """A noun and the terms that hold it, each only where it tells more: "sanctions relief" stands for "relief", "bridge" for "automobile bridge"."""
    holding: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in pairs:
        for stem in set(key):
            holding[stem].append(key)
    voices = {key: _voices(uses) for key, uses in (*pairs.items(), *singles.items())}
    kept = {
        key: uses
        for key, uses in singles.items()
        if not _is_held(key, uses, {pair: pairs[pair] for pair in holding[key[0]]}, voices)
    }
    told = {pair: uses for pair, uses in pairs.items() if pair[1:] not in kept or voices[pair] * 2 > voices[pair[1:]]}
    return told, kept


def _is_held(
    key: tuple[str, ...], uses: Sequence[Use], terms: type_of_issues, voices: Mapping[tuple[str, ...], int]
) -> bool:
    """Whether a noun is hardly named but in a two-word term that as many name."""
    if not any(voices[term] * 2 > voices[key] for term in terms):
        return False
    starts = {use.start for term in terms.values() for use in term}
    ends = {use.end for term in terms.values() for use in term}  # the noun stands at one end of a term
    outside = [use for use in uses if use.start not in starts and use.end not in ends]
    return len(outside) < len(uses) and (_voices(outside) < ALONE or len(outside) * 3 < len(uses))


def _label(text: str, uses: Sequence[Use]) -> str:
    """The form that is used most, the shorter and earlier of two."""
    forms = Counter(text[use.start : use.end].lower() for use in uses)
    return max(forms, key=lambda form: (forms[form], -len(form)))
