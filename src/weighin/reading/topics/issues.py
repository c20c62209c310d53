"""Issues: nouns and two-word terms that recur in the answers, plurals and near-synonyms of changing something merged."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from weighin.reading.topics.families import FAMILY, family_of
from weighin.reading.topics.uses import Sentence, Use, Word
from weighin.reading.topics.vocabulary import FUNCTION_WORDS, GENERAL_NOUNS

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
WINDOW = 4  # words between a noun and what is done to it: "lifting of the remaining sanctions"


class Term(Struct, frozen=True):
    """One or two words of a sentence that may name an issue."""

    key: tuple[str, ...]
    use: Use


def issue_uses(sentences: Sequence[Sentence], taken: Iterable[Use]) -> dict[str, list[Use]]:
    """The issues that matter, by label, each with its uses.

    An issue matters when two panelists name it; a two-word term also when one names it twice, a single noun when one names it three times.
    """
    starts = frozenset(use.start for use in taken)
    content = [[_is_content(word, starts) for word in sentence.words] for sentence in sentences]
    nouns = _nouns(sentences, content)
    pairs = _gathered(_pairs(sentences, content, nouns), enough=lambda voices, uses: voices > 1 or uses > 1)
    _join_families(pairs, sentences, content)
    singles = _gathered(_singles(sentences, content, nouns), enough=lambda voices, uses: voices > 1 or uses > 2)
    return {
        **{_label(uses): uses for uses in pairs.values()},
        **{_label(uses): uses for key, uses in singles.items() if not _lies_within(key, uses, pairs)},
    }


@lru_cache(maxsize=20_000)  # the words of a language recur
def stem_of(word: str) -> str:
    """A word without its plural ending, in lower case."""
    lower = word.lower()
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 4 and lower.endswith(("ches", "shes", "xes", "sses", "zes")):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower


def _is_content(word: Word, taken: frozenset[int]) -> bool:
    return word.start not in taken and _may_name_an_issue(word.text)


@lru_cache(maxsize=20_000)
def _may_name_an_issue(word: str) -> bool:
    lower = word.lower()
    return (
        len(word) > 2
        and word[0].isalpha()
        and "’" not in word
        and "'" not in word
        and lower not in FUNCTION_WORDS
        and not lower.endswith("ly")
        and (word[0].islower() or word == word.capitalize())
    )


def _nouns(sentences: Sequence[Sentence], content: Sequence[Sequence[bool]]) -> frozenset[str]:
    """Stems that stand where nouns stand more often than where verbs and adjectives do."""
    evidence: Counter[str] = Counter()
    for sentence, flags in zip(sentences, content, strict=True):
        words = sentence.words
        for at, word in enumerate(words):
            if not flags[at] or word.text[0].isupper():
                continue
            before = words[at - 1].text.lower() if at and word.joined else ""
            heads = at + 1 == len(words) or not flags[at + 1] or not words[at + 1].joined
            stem = stem_of(word.text)
            if before in BEFORE_VERBS:
                evidence[stem] -= 1
            elif heads and (before in BEFORE_NOUNS or (at and flags[at - 1] and word.joined)):
                evidence[stem] += 1
    return frozenset(
        stem
        for stem, count in evidence.items()
        if (count > 0 or (count == 0 and stem.endswith(NOUN_ENDINGS)))
        and not stem.endswith(NO_NOUN_ENDINGS)
        and (count > 2 or not stem.endswith("ing"))
    )


def _singles(sentences: Sequence[Sentence], content: Sequence[Sequence[bool]], nouns: frozenset[str]) -> Iterator[Term]:
    for sentence, flags in zip(sentences, content, strict=True):
        for at, word in enumerate(sentence.words):
            stem = stem_of(word.text) if flags[at] else ""
            if stem in nouns and stem not in GENERAL_NOUNS and not _is_figure_of_speech(sentence.words, at):
                yield Term((stem,), Use(sentence, word.start, word.end))


def _pairs(sentences: Sequence[Sentence], content: Sequence[Sequence[bool]], nouns: frozenset[str]) -> Iterator[Term]:
    for sentence, flags in zip(sentences, content, strict=True):
        words = sentence.words
        for at in range(len(words) - 1):
            first, second = words[at], words[at + 1]
            if flags[at] and flags[at + 1] and second.joined and second.text[0].islower():
                head = stem_of(second.text)
                if head in nouns and (head not in GENERAL_NOUNS or stem_of(first.text) in nouns):
                    yield Term((stem_of(first.text), head), Use(sentence, first.start, second.end))


def _is_figure_of_speech(words: Sequence[Word], at: int) -> bool:
    """Whether a noun only compares: "serve as a bridge"."""
    return at > 1 and words[at - 1].text.lower() in {"a", "an", "the"} and words[at - 2].text.lower() in {"as", "like"}


def _gathered(terms: Iterable[Term], *, enough: Callable[[int, int], bool]) -> dict[tuple[str, ...], list[Use]]:
    uses: dict[tuple[str, ...], list[Use]] = defaultdict(list)
    for term in terms:
        uses[term.key].append(term.use)
    return {key: found for key, found in uses.items() if enough(_voices(found), len(found))}


def _voices(uses: Iterable[Use]) -> int:
    return len({panelist for use in uses for panelist in use.sentence.answer.panelists})


def _join_families(
    pairs: dict[tuple[str, ...], list[Use]], sentences: Sequence[Sentence], content: Sequence[Sequence[bool]]
) -> None:
    """To "sanctions relief" add "lifting of sanctions" and "relax some sanctions": the same is done to the same thing."""
    for thing, action in [key for key in pairs if family_of(key[1])]:
        if (thing, action) not in pairs:
            continue  # joined to another of its family before
        family = family_of(action)
        uses = pairs.pop((thing, action))
        for other in [key for key in pairs if key[0] == thing and family_of(key[1]) == family]:
            uses += pairs.pop(other)
        known = {use.start for use in uses}
        for sentence, flags in zip(sentences, content, strict=True):
            uses += [use for use in _done_to(thing, family, sentence, flags) if use.start not in known]
        pairs[thing, action] = uses


def _done_to(thing: str, family: str, sentence: Sentence, flags: Sequence[bool]) -> Iterator[Use]:
    words = sentence.words
    for at, word in enumerate(words):
        if not flags[at] or stem_of(word.text) != thing:
            continue
        for near in range(max(0, at - WINDOW), min(len(words), at + 2)):
            if FAMILY.get(words[near].text.lower()) == family:
                yield Use(sentence, min(words[near].start, word.start), max(words[near].end, word.end))
                break


def _lies_within(key: tuple[str, ...], uses: Sequence[Use], pairs: dict[tuple[str, ...], list[Use]]) -> bool:
    """Whether a noun is named in one two-word term and nowhere else."""
    return any(
        key[0] in pair and all(any(wide.start <= use.start and use.end <= wide.end for wide in wider) for use in uses)
        for pair, wider in pairs.items()
    )


def _label(uses: Sequence[Use]) -> str:
    """The form that is used most, the shorter and earlier of two."""
    forms = Counter(
        " ".join(word.text for word in use.sentence.words if use.start <= word.start < use.end).lower() for use in uses
    )
    return max(forms, key=lambda form: (forms[form], -len(form)))
