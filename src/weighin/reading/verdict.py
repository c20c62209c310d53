"""Is it a round-up, and if not, why not."""

from collections import Counter
from enum import Enum

from msgspec import Struct

from weighin.reading.draft import Draft

FEWEST = 3


class VerdictKind(Enum):
    """What a page was taken for."""

    ROUNDUP = "round-up"
    HUB = "hub"  # the panel is named, the answers are on other pages
    NOT_A_ROUNDUP = "not a round-up"


class Verdict(Struct, frozen=True):
    """What a page was taken for, and why, in sentences that a person understands."""

    kind: VerdictKind
    reasons: tuple[str, ...] = ()


def verdict_of(draft: Draft | None, *, speakers: int = 0, listed: int = 0) -> Verdict:
    """Judge a draft; `speakers` and `listed` say what was seen where no draft came about."""
    if draft is None or not draft.said:
        if listed >= FEWEST:
            return Verdict(
                VerdictKind.HUB, (f"{listed} people are listed, and no answers follow: they may stand on other pages",)
            )
        seen = (
            "nobody is marked as speaking for themselves"
            if not speakers
            else f"only {_people(speakers)} {'is' if speakers == 1 else 'are'} marked as speaking for themselves"
        )
        return Verdict(
            VerdictKind.NOT_A_ROUNDUP,
            (
                f"{seen}, and a round-up has at least {FEWEST}",
                "the rest reads as one author's text or as reported news",
            ),
        )
    counts = Counter(speaker for one in draft.said for speaker in one.speakers)
    if len(counts) < FEWEST:
        reasons = [
            f"only {_people(len(counts))} {'speaks' if len(counts) == 1 else 'speak'} at length, and a round-up has at least {FEWEST}"
        ]
        if len(counts) == 1 and len(draft.said) > 1:
            reasons.insert(0, "one person answers every question: this is an interview")
        return Verdict(VerdictKind.NOT_A_ROUNDUP, tuple(reasons))
    return Verdict(VerdictKind.ROUNDUP)


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"
