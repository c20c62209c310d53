"""Who and what the panel talks about, by expert: people, states, organisations, places, and issues.

Nothing here was trained: names are found by how they are written, states by a table that is shipped (`data/states.csv`), issues as nouns and
compounds that recur, and variants are merged by stated rules. So the same text always gives the same topics, and an editor can see why.
"""

from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.topics.actors import actor_uses
from weighin.reading.topics.issues import issue_uses
from weighin.reading.topics.uses import Use, sentences_of
from weighin.record.record import Answer, Mention, Panelist, Topic, TopicKind
from weighin.record.values import Passage

MOST_ISSUES = 40


def find_topics(text: str, *, answers: Sequence[Answer], panel: Sequence[Panelist]) -> tuple[Topic, ...]:
    """Find the actors and issues of a round-up.

    Args:
        text: the source text that the answers' passages lie in.
        answers: who said what.
        panel: the panelists; a panelist who is spoken of by another is an actor too.

    Returns:
        Topics in the order of how many panelists name them, then of how often; identifiers t1, t2, …
    """
    sentences = sentences_of(text, answers)
    actors = actor_uses(sentences, panel)
    issues = issue_uses(text, sentences, taken=[use for uses in actors.values() for use in uses])
    found = [
        *(_named(label, kind, uses) for (label, kind), uses in actors.items()),
        *sorted((_named(label, TopicKind.ISSUE, uses) for label, uses in issues.items()), key=_weight)[:MOST_ISSUES],
    ]
    return tuple(_topic(text, named, number) for number, named in enumerate(sorted(found, key=_weight), start=1))


class _Named(Struct, frozen=True, gc=False):
    """What is to be a topic, if it is among the weightiest."""

    label: str
    kind: TopicKind
    uses: Sequence[Use]  # in the order of the text
    voices: int


def _named(label: str, kind: TopicKind, uses: Sequence[Use]) -> _Named:
    voices = {panelist for use in uses for panelist in use.sentence.answer.panelists}
    return _Named(label, kind, sorted(uses, key=lambda use: use.start), len(voices))


def _weight(named: _Named) -> tuple[int, int, int]:
    return (-named.voices, -len(named.uses), named.uses[0].start)


def _topic(text: str, named: _Named, number: int) -> Topic:
    mentions = tuple(
        Mention(
            answer=use.sentence.answer.identifier,
            panelists=use.sentence.answer.panelists,
            named_at=Passage(text=text[use.start : use.end], start=use.start, end=use.end),
            sentence=use.sentence.span,
        )
        for use in named.uses
    )
    variants = tuple(dict.fromkeys(" ".join(mention.named_at.text.split()) for mention in mentions))
    return Topic(identifier=f"t{number}", label=named.label, kind=named.kind, variants=variants, mentions=mentions)
