"""The public front page: the list of round-ups."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from weighin.publishing.edition import PLAIN, Edition, Masthead, edition_file
from weighin.publishing.leanings import Leanings, leanings_of
from weighin.publishing.pages import icon, page, stylesheet
from weighin.publishing.topics import topics_of
from weighin.record.public import PublicRecord
from weighin.record.record import TopicKind

MOST_TOPICS = 4


class ListEntry(Struct, frozen=True, kw_only=True):
    """One round-up on the front page.

    Attributes:
        title: as published. address: where its edition begins, relative to the front page.
        outlet, published, standfirst: as the record has them.
        experts, questions, answers: how many.
        leanings: how many forecasts lean which way.
        shared: labels of the topics that most of the panel name, with how many experts name each.
        is_whole: shown in full, or by short quotations.
    """

    title: str
    address: str
    outlet: str = ""
    published: dt.date | None = None
    standfirst: str = ""
    experts: int = 0
    questions: int = 0
    answers: int = 0
    leanings: Leanings = Leanings()
    shared: tuple[tuple[str, int], ...] = ()
    is_whole: bool = True

    @property
    def forecasts(self) -> int:
        """How many forecasts there are."""
        return self.leanings.number


def entry_of(record: PublicRecord, *, address: str) -> ListEntry:
    """What the front page says of a record; `address` is where its edition begins."""
    return ListEntry(
        title=record.title,
        address=address,
        outlet=record.outlet,
        published=record.published,
        standfirst=record.standfirst,
        experts=len(record.panel),
        questions=len(record.questions),
        answers=len(record.answers),
        leanings=leanings_of(record.forecasts),
        shared=tuple(_most_shared(record)),
        is_whole=record.is_whole,
    )


def publish_list(entries: Sequence[ListEntry], *, masthead: Masthead = PLAIN) -> Edition:
    """The front page: the round-ups in the order given."""
    return Edition(
        files=(
            edition_file("index.html", "text/html", page("front.html", entries=entries, masthead=masthead)),
            edition_file("style.css", "text/css", stylesheet()),
            edition_file("icon.svg", "image/svg+xml", icon()),
        )
    )


def _most_shared(record: PublicRecord) -> list[tuple[str, int]]:
    """Issues first: that a panel on Korea names Korea tells nobody anything."""
    rows = [row for row in topics_of(record).shared if len(row.named_by) > 1]
    issues = [row for row in rows if row.topic.kind is TopicKind.ISSUE]
    return [(row.topic.label, len(row.named_by)) for row in (issues or rows)[:MOST_TOPICS]]
