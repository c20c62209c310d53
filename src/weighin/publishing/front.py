"""The public front page: the list of round-ups."""

from collections.abc import Sequence

from weighin.publishing.edition import PLAIN, Edition, Masthead, edition_file
from weighin.publishing.entries import ListEntry
from weighin.publishing.feed import feed_of
from weighin.publishing.leanings import leanings_of
from weighin.publishing.pages import icon, page, stylesheet
from weighin.publishing.topics import topics_of
from weighin.record.public import PublicRecord
from weighin.record.record import TopicKind

MOST_TOPICS = 4


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
        root=record.asking.seal.root if record.asking and record.asking.seal else "",
    )


def publish_list(entries: Sequence[ListEntry], *, masthead: Masthead = PLAIN, site: str = "") -> Edition:
    """The front page: the round-ups in the order given; and where the site's own address is known (https://…), their feed."""
    feed = (
        (edition_file("feed.xml", "application/atom+xml", feed_of(entries, masthead=masthead, site=site)),)
        if site
        else ()
    )
    shown = page("front.html", entries=entries, masthead=masthead, has_feed=bool(feed))
    return Edition(
        files=(
            edition_file("index.html", "text/html", shown),
            *feed,
            edition_file("style.css", "text/css", stylesheet()),
            edition_file("icon.svg", "image/svg+xml", icon()),
        )
    )


def _most_shared(record: PublicRecord) -> list[tuple[str, int]]:
    """Issues first: that a panel on Korea names Korea tells nobody anything."""
    rows = [row for row in topics_of(record).shared if len(row.named_by) > 1]
    issues = [row for row in rows if row.topic.kind is TopicKind.ISSUE]
    return [(row.topic.label, len(row.named_by)) for row in (issues or rows)[:MOST_TOPICS]]
