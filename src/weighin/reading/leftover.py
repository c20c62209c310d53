"""What of an article was taken for nothing: each such line becomes a warning, so that nothing is dropped in silence."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from weighin.reading.blocks import Line
from weighin.reading.draft import Draft
from weighin.reading.head import Head
from weighin.reading.page import BlockKind
from weighin.record.values import Passage


def leftover(lines: Sequence[Line], draft: Draft, head: Head, passages: Iterable[Passage]) -> list[Line]:
    """The lines of which no part is in the draft, in the head or in these passages, and that nobody has left out with a reason."""
    told = (passage for passage in (head.title_at, head.standfirst, head.byline, head.outlet_at) if passage)
    starts = sorted(
        [
            *(passage.start for passage in (*passages, *told)),
            *(start for one in draft.said for start, _ in one.places),
            *(start for asked in draft.questions for start, _ in asked.places),
            *(speaker.named_at[0] for speaker in draft.speakers if speaker.named_at != (0, 0)),
            *(start for speaker in draft.speakers for start, _ in (*speaker.affiliations, *speaker.interests)),
            *(start for start, _, _ in draft.asides),
        ]
    )
    known = head.lines | draft.accounted | draft.silent.keys()
    return [
        line
        for line in lines
        if line.number not in known and line.kind is not BlockKind.RULE and not _holds_one(line, starts)
    ]


def _holds_one(line: Line, starts: Sequence[int]) -> bool:
    place = bisect_left(starts, line.start)
    return place < len(starts) and starts[place] < line.end
