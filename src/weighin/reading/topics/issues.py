"""Issues: nouns and two-word terms that recur in the answers, plurals and near-synonyms of changing something merged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from weighin.reading.topics.families import FAMILY, family_of
from weighin.reading.topics.uses import Sentence, Use, Word
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
type_of_content = tuple[Sentence, list[int]]  # a sentence, and which of its words may name an issue


class Term(Struct, frozen=True):
    """One or two words of a sentence that may name an issue."""

    key: tuple[str, ...]
    use: Use


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
            [at for at, word in enumerate(sentence.words) if word.form.may_name_an_issue and word.start not in starts],
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
    evidence: Counter[str] = Counter()
    for sentence, places in content:
        words = sentence.words
        known = set(places)
        for at in places:
            word = words[at]
            if word.text[0].isupper():
                continue
            before = words[at - 1].form.lower if at and word.joined else ""
            if before in BEFORE_VERBS:
                evidence[word.form.stem] -= 1
            elif at + 1 in known and words[at + 1].joined:
                continue  # it may describe what follows
            else:
                # "for supporting" and "the money creates" hold verbs
                determined = before in (DETERMINERS if word.text.endswith("ing") else BEFORE_NOUNS)
                described = word.joined and at - 1 in known and not word.text.endswith(("s", "ing"))
                evidence[word.form.stem] += determined or described
    return frozenset(
        stem
        for stem, count in evidence.items()
        if (count > 0 or (count == 0 and stem.endswith(NOUN_ENDINGS)))
        and not stem.endswith(NO_NOUN_ENDINGS)
        and (count > 2 or not stem.endswith("ing"))
    )


def _singles(content: Sequence[type_of_content], nouns: frozenset[str]) -> Iterator[Term]:
    topical = nouns - GENERAL_NOUNS
    for sentence, places in content:
        words = sentence.words
        for at in places:
            word = words[at]
            if word.form.stem in topical and not _is_figure_of_speech(words, at):
                yield Term((word.form.stem,), Use(sentence, word.start, word.end))


def _pairs(content: Sequence[type_of_content], nouns: frozenset[str]) -> Iterator[Term]:
    for sentence, places in content:
        words = sentence.words
        for at, following in pairwise(places):
            first, second = words[at], words[following]
            if following == at + 1 and second.joined and second.text[0].islower():
                head = second.form.stem
                if head in nouns and (head not in GENERAL_NOUNS or first.form.stem in nouns):
                    yield Term((first.form.stem, head), Use(sentence, first.start, second.end))


def _is_figure_of_speech(words: Sequence[Word], at: int) -> bool:
    """Whether a noun only compares: "serve as a bridge"."""
    return at > 1 and words[at - 1].form.lower in {"a", "an", "the"} and words[at - 2].form.lower in {"as", "like"}


def _gathered(terms: Iterable[Term]) -> dict[tuple[str, ...], list[Use]]:
    uses: dict[tuple[str, ...], list[Use]] = defaultdict(list)
    for term in terms:
        uses[term.key].append(term.use)
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
            if sentence.words[at].form.stem in things:
                places[sentence.words[at].form.stem].append((sentence, at))
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
        words = sentence.words
        word = words[at]
        for near in range(max(0, at - WINDOW), min(len(words), at + 2)):
            if FAMILY.get(words[near].form.lower) == family:
                yield Use(sentence, min(words[near].start, word.start), max(words[near].end, word.end))
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
