"""How far a reading agrees with a gold record: who, asked what, said what, and what each expects.

`score(gold, plain)` compares one reading (the object that `weighin read --json` prints) with one gold record; scores add up, so that
the figures of a folder are those of all its words and spans together, not the mean of its documents.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Words = Counter[str]
HONORIFICS = frozenset(
    "dr prof professor sir dame lord lady mr mrs ms rev hon emeritus assoc associate assistant".split()
)
SAME_QUESTION = 0.6  # words in common, F1
SAME_SPAN = 0.6  # of the words of the shorter one
SHORT_SPAN = 5  # words; below this the speaker decides which "Flat." is meant
ROUND_SPAN = (3, 20)  # a found span may have three times the words of the true one and twenty more


@dataclass(frozen=True)
class Tally:
    """How much was found and how much of that is right; how much there is and how much of that was found."""

    right: int = 0
    found: int = 0
    recalled: int = 0
    there: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.recalled + other.recalled,
            self.there + other.there,
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing agrees."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.recalled / self.there if self.there else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True)
class Score:
    """What one reading, or the readings of a folder, got right."""

    panel: Tally = field(default_factory=Tally)
    questions: Tally = field(default_factory=Tally)
    answers: Tally = field(default_factory=Tally)
    forecasts: Tally = field(default_factory=Tally)
    attributed: Tally = field(default_factory=Tally)
    matched: int = 0  # true spans that were found, whoever was named for them
    polarity_right: int = 0  # of those
    wrong_offsets: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.panel + other.panel,
            self.questions + other.questions,
            self.answers + other.answers,
            self.forecasts + other.forecasts,
            self.attributed + other.attributed,
            self.matched + other.matched,
            self.polarity_right + other.polarity_right,
            self.wrong_offsets + other.wrong_offsets,
        )

    def figures(self) -> dict[str, float]:
        """The figures that floors are set for."""
        return {
            "panel": self.panel.f1,
            "questions": self.questions.f1,
            "answers": self.answers.f1,
            "forecasts": self.forecasts.f1,
            "attributed": self.attributed.f1,
            "polarity": self.polarity_right / self.matched if self.matched else 0.0,
        }


def score(gold: Mapping[str, Any], plain: Mapping[str, Any], *, text: str = "") -> Score:
    """Compare one reading with its gold record; `text` is the document where the gold's spans are offsets into it."""
    gold = _spelled_out(gold, text)
    panel: Sequence[Mapping[str, Any]] = gold["panel"]
    asked = _aligned_questions(plain.get("questions", []), gold["questions"])
    forecasts = _ForecastMatch(gold, plain)
    return Score(
        panel=_panel(panel, plain.get("panel", [])),
        questions=Tally(
            len(asked), len(plain.get("questions", [])) if gold["questions"] else 0, len(asked), len(gold["questions"])
        ),
        answers=_overlap(
            _said(plain, panel, _filed(plain, gold, asked)),
            _said(gold, panel, dict(enumerate(range(len(gold["questions"]))))),
        ),
        forecasts=forecasts.tally(attributed=False),
        attributed=forecasts.tally(attributed=True),
        matched=len(forecasts.best),
        polarity_right=sum(found["polarity"] == true["polarity"] for found, true in forecasts.best),
        wrong_offsets=_wrong_offsets(plain),
    )


def _spelled_out(gold: Mapping[str, Any], text: str) -> Mapping[str, Any]:
    """The gold record with words in place of offsets into the document."""
    answers = [
        one if "paragraphs" in one else {**one, "paragraphs": [text[a:b] for a, b in one["paragraphs_offsets"]]}
        for one in gold["answers"]
    ]
    forecasts = [
        one if one.get("sentence") else {**one, "sentence": text[one["start"] : one["end"]]}
        for one in gold["forecasts"]
    ]
    return {**gold, "answers": answers, "forecasts": forecasts}


def words(text: str) -> list[str]:
    """The words, folded: no case, no accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"\w+", bare.lower().translate(str.maketrans("łøđı", "lodi")))


def speaker(name: str, panel: Sequence[Mapping[str, Any]]) -> str:
    """The gold name that is meant: by full name or alias, else by a surname or first name that only one has; else the name itself."""
    said = _bare(name)
    for one in panel:
        if any(_same_name(said, _bare(other)) for other in (one["name"], *one.get("aliases", []))):
            return str(one["name"])
    if not said:
        return name
    for part in (slice(-len(said), None), slice(0, len(said))):
        meant = [one["name"] for one in panel if _bare(one["name"])[part] == said]
        if len(meant) == 1:
            return str(meant[0])
    return name


def _bare(name: str) -> list[str]:
    return [word for word in words(name) if word not in HONORIFICS]


def _same_name(one: list[str], other: list[str]) -> bool:
    """Equal in any order, or the same surname after a first name of which one gives the initial only."""
    if not one or not other:
        return False
    if sorted(one) == sorted(other):
        return True
    first_names = one[0], other[0]
    return (
        min(len(one), len(other)) > 1
        and one[-1] == other[-1]
        and min(map(len, first_names)) == 1
        and first_names[0][0] == first_names[1][0]
    )


def _panel(panel: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> Tally:
    true = {
        one["name"]
        for one in panel
        for other in found
        if any(_same_name(_bare(other["name"]), _bare(n)) for n in (one["name"], *one.get("aliases", [])))
    }
    return Tally(len(true), len(found), len(true), len(panel))


def _aligned_questions(found: Sequence[Mapping[str, Any]], true: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Which found question is which true one, best pairs first."""
    likeness = sorted(
        ((_likeness(one["text"], other["text"]), i, j) for i, one in enumerate(found) for j, other in enumerate(true)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for how_like, i, j in likeness:
        if how_like >= SAME_QUESTION and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(one: str, other: str) -> float:
    a, b = Counter(words(one)), Counter(words(other))
    return 2 * (a & b).total() / (a.total() + b.total()) if a or b else 0.0


def _filed(plain: Mapping[str, Any], gold: Mapping[str, Any], asked: Mapping[int, int]) -> dict[int, int | None]:
    """Under which true question what is filed under a found one stands: -1 where nobody asked it, none where no question is asked at all."""
    return {i: asked.get(i, -1) if gold["questions"] else None for i in range(len(plain.get("questions", [])))}


def _said(
    record: Mapping[str, Any], panel: Sequence[Mapping[str, Any]], filed: Mapping[int, int | None]
) -> dict[tuple[str, int | None], Words]:
    """Every word of every answer, by (panelist, true question)."""
    said: dict[tuple[str, int | None], Words] = {}
    for answer in record.get("answers", []):
        question = answer["question_index"]
        for name in _names(answer["panelist"]):
            bag = said.setdefault((speaker(name, panel), None if question is None else filed[question]), Counter())
            for paragraph in answer["paragraphs"]:
                bag.update(words(paragraph if isinstance(paragraph, str) else paragraph["text"]))
    return said


def _names(panelist: str | Sequence[str]) -> Iterable[str]:
    return [panelist] if isinstance(panelist, str) else panelist


def _overlap(found: Mapping[Any, Words], true: Mapping[Any, Words]) -> Tally:
    common = sum((found[key] & true[key]).total() for key in found.keys() & true.keys())
    return Tally(common, sum(b.total() for b in found.values()), common, sum(b.total() for b in true.values()))


class _ForecastMatch:
    """Which found spans are which true ones. Spans marked optional count neither way."""

    def __init__(self, gold: Mapping[str, Any], plain: Mapping[str, Any]) -> None:
        panel = gold["panel"]
        self._found = list(plain.get("forecasts", []))
        self._true = list(gold["forecasts"])
        speakers = [
            [{speaker(n, panel) for n in _names(x["panelist"])} for x in xs] for xs in (self._found, self._true)
        ]
        self._pairs = {
            (i, j): bool(speakers[0][i] & speakers[1][j])
            for i, found in enumerate(self._found)
            for j, true in enumerate(self._true)
            if _same_span(found["sentence"], true["sentence"], same_speaker=bool(speakers[0][i] & speakers[1][j]))
        }
        self._required = [j for j, true in enumerate(self._true) if not true.get("optional")]
        self.best = [pair for j in self._required if (pair := self._best(j))]

    def tally(self, *, attributed: bool) -> Tally:
        """Spans right and recalled; with `attributed` only those of the right panelist."""
        pairs = {pair for pair, same_speaker in self._pairs.items() if same_speaker or not attributed}
        required = set(self._required)
        only_optional = {i for i, _ in self._pairs} - {i for i, j in self._pairs if j in required}
        counted = [i for i in range(len(self._found)) if i not in only_optional]
        right = {i for i, j in pairs if j in required}
        return Tally(len(right), len(counted), len({j for _, j in pairs} & required), len(required))

    def _best(self, j: int) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
        """The found span that shares the phrase with the true one, or else fits it best."""
        true = self._true[j]
        candidates = [self._found[i] for i, other in self._pairs if other == j]
        if not candidates:
            return None
        nearest = max(
            candidates,
            key=lambda found: (
                _likeness(found.get("phrase") or "", true["phrase"]),
                found["polarity"] == true["polarity"],
                _likeness(found["sentence"], true["sentence"]),
            ),
        )
        return nearest, true


def _same_span(found: str, true: str, *, same_speaker: bool) -> bool:
    a, b = Counter(words(found)), Counter(words(true))
    common, shorter = (a & b).total(), min(a.total(), b.total())
    if not shorter or (shorter < SHORT_SPAN and not same_speaker):
        return False
    factor, more = ROUND_SPAN
    return common >= max(SAME_SPAN * shorter, min(2, b.total())) and a.total() <= factor * b.total() + more


def _wrong_offsets(plain: Mapping[str, Any]) -> int:
    """Pieces whose offsets do not give exactly the piece (white space apart) in the text that the reading gives."""
    pieces = [p for answer in plain.get("answers", []) for p in answer["paragraphs"]] + list(plain.get("forecasts", []))
    text = plain.get("text", "")
    return sum(
        text[piece["start"] : piece["end"]].split() != (piece.get("text") or piece.get("sentence") or "").split()
        for piece in pieces
    )
