"""Actors and issues × experts: what is shared, and who alone names what."""

from collections import Counter

from msgspec import Struct

from weighin.record.public import PublicMention, PublicPanelist, PublicRecord, PublicTopic
from weighin.record.record import TopicKind

MOST_COLUMNS = 60  # experts; a wider grid shows how many name a topic, and who in the list beneath
MOST_VOICES = 20  # experts whose sentences on one topic are repeated; the others are named
SHARED_BY = 2  # experts; a topic of one alone is listed with that expert


class Naming(Struct, frozen=True):
    """How often one expert names a topic, and where."""

    panelist: PublicPanelist
    mentions: tuple[PublicMention, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that may be repeated, each once."""
        return tuple(dict.fromkeys(mention.sentence for mention in self.mentions if mention.sentence))

    @property
    def words(self) -> tuple[str, ...]:
        """The words that this expert uses for it."""
        return tuple(dict.fromkeys(mention.words for mention in self.mentions))


class TopicRow(Struct, frozen=True):
    """One topic: a naming an expert in the order of the panel, empty where the expert does not name it."""

    topic: PublicTopic
    namings: tuple[Naming, ...]

    @property
    def other_words(self) -> tuple[str, ...]:
        """The words that the panel uses for it besides its label, each once, whatever its capitals."""
        words = {mention.words.casefold(): " ".join(mention.words.split()) for mention in self.topic.mentions}
        words.pop(self.topic.label.casefold(), None)
        return tuple(words.values())

    @property
    def named_by(self) -> tuple[Naming, ...]:
        """Those who name it."""
        return tuple(naming for naming in self.namings if naming.mentions)

    def others(self, shown: int) -> tuple[PublicPanelist, ...]:
        """Those who name it after the first so many."""
        return tuple(naming.panelist for naming in self.named_by[shown:])


class Topics(Struct, frozen=True):
    """`shared`: named by two or more, by most first. `alone`: named by one, grouped by whom."""

    shared: tuple[TopicRow, ...]
    alone: tuple[tuple[PublicPanelist, tuple[TopicRow, ...]], ...]

    @property
    def shared_issues(self) -> tuple[TopicRow, ...]:
        """What the panel talks about."""
        return tuple(row for row in self.shared if row.topic.kind is TopicKind.ISSUE)

    @property
    def shared_actors(self) -> tuple[TopicRow, ...]:
        """Whom, and where."""
        return tuple(row for row in self.shared if row.topic.kind is not TopicKind.ISSUE)

    @property
    def rows(self) -> tuple[TopicRow, ...]:
        """All of them, shared ones first."""
        return (*self.shared, *(row for _, rows in self.alone for row in rows))


def topics_of(record: PublicRecord) -> Topics:
    """The topics with who names them; ties are broken by number of mentions, then by label."""
    rows = sorted((_row(record, topic) for topic in record.topics), key=_weight)
    return Topics(
        shared=tuple(row for row in rows if len(row.named_by) >= SHARED_BY),
        alone=tuple(
            (panelist, own)
            for panelist in record.panel
            if (own := tuple(row for row in rows if [n.panelist for n in row.named_by] == [panelist]))
        ),
    )


def _row(record: PublicRecord, topic: PublicTopic) -> TopicRow:
    return TopicRow(
        topic,
        tuple(
            Naming(panelist, tuple(m for m in topic.mentions if panelist.identifier in m.panelists))
            for panelist in record.panel
        ),
    )


def _weight(row: TopicRow) -> tuple[int, int, str, str]:
    mentions = Counter(naming.panelist.identifier for naming in row.namings for _ in naming.mentions).total()
    return -len(row.named_by), -mentions, row.topic.label.casefold(), row.topic.identifier
