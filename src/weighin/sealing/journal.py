"""The journal as values: entries of which each holds the hash of the one before, and what was done to a chain that does not hold.

It holds commitments, never content: when a person is erased, answers and nonces go elsewhere, and every entry stays as it is.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from weighin.sealing.rules import require_aware

NOTHING_BEFORE = "0" * 64

# what is done to answers, and what `about` says of it: the round-up and the panelist by identifier, the commitment in hexadecimal
SUBMITTED, WITHDRAWN, LATE_ACCEPTED = "answers submitted", "answers withdrawn", "late answers accepted"
TRUTH_SEALED = "true value sealed"  # of a seed question, at the opening; says a commitment, and not of which
ASKED, PANELIST, COMMITMENT, ON_TIME = "asked", "panelist", "commitment", "on time"  # ON_TIME: "yes" or "no"


class JournalHead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a journal stands: its last entry. Whoever keeps it can tell later whether anything up to there was rewritten or cut off."""

    number: int
    digest: str


class Entry(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="format", tag="weigh-in journal 1"
):
    """One thing that was done in an outlet.

    Attributes:
        outlet, by, roundup: public identifiers; nobody (None) where the command line or no one round-up.
        number: counted from 1 within the outlet.
        event: what was done, in words.
        about: what else is to be known of it, as JSON in ASCII; never an answer, a nonce or a name.
        previous: the digest of the entry before; zeros in the first.
        digest: SHA-256 over all of the above.
    """

    outlet: str
    number: int
    event: str
    by: str | None
    at: dt.datetime
    roundup: str | None
    about: str
    previous: str
    digest: str

    def __post_init__(self) -> None:
        require_aware("at", self.at)  # what else may have been tampered with is for `verify_chain` to say

    def speaks_of(self, roundup: str) -> bool:
        """Whether it tells of that round-up: one that is asked is named in `about`."""
        return roundup in {self.roundup, self.said(ASKED)}

    @property
    def head(self) -> JournalHead:
        """The journal as it stands with this entry."""
        return JournalHead(number=self.number, digest=self.digest)

    def said(self, name: str) -> str:
        """What `about` says under a name; empty where it does not."""
        if f'"{name}"' not in self.about:  # most entries speak of other things
            return ""
        try:
            about = json.loads(self.about)
        except ValueError:
            return ""
        return str(about.get(name, "")) if isinstance(about, dict) else ""


def entry_after(
    head: JournalHead | None,
    event: str,
    *,
    outlet: str,
    by: str | None,
    at: dt.datetime,
    roundup: str | None,
    about: Mapping[str, str | int],
) -> Entry:
    """The entry that follows where the journal stands (None: the first)."""
    entry = Entry(
        outlet=outlet,
        number=head.number + 1 if head else 1,
        event=event,
        by=by,
        at=at,
        roundup=roundup,
        about=json.dumps(dict(about), ensure_ascii=True, sort_keys=True),
        previous=head.digest if head else NOTHING_BEFORE,
        digest=NOTHING_BEFORE,  # stands in until it is known
    )
    return replace(entry, digest=digest_of(entry))


def digest_of(entry: Entry) -> str:
    """SHA-256 over everything that the entry says, the hash of the one before included, in hexadecimal."""
    return sha256(entry_bytes(entry)).hexdigest()


def entry_bytes(entry: Entry) -> bytes:
    """What is hashed: JSON in ASCII, names sorted, `, ` and `: ` between.

    Older than this room's canonical JSON and kept as it is, so that every chain that was ever begun still verifies.
    """
    says = {
        "outlet": entry.outlet,
        "number": entry.number,
        "event": entry.event,
        "by": entry.by,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "roundup": entry.roundup,
        "about": entry.about,
        "previous": entry.previous,
    }
    return json.dumps(says, ensure_ascii=True, sort_keys=True).encode("ascii")


class Fault(Enum):
    """What was done to a chain, as far as the chain itself can tell."""

    ALTERED = "it was changed"
    MISSING = "the entry is missing"
    REORDERED = "it stands in another place than it was entered"
    INSERTED = "it was put in later"
    UNLINKED = "it does not follow the entry before"  # one of the two was rewritten, with a hash that fits itself


class Break(Struct, frozen=True):
    """Where a journal does not hold together: the number of the first entry that disagrees, and how."""

    number: int
    fault: Fault

    @property
    def reason(self) -> str:
        """How, in words."""
        return self.fault.value


def verify_chain(entries: Iterable[Entry]) -> Break | None:
    """The first entry that disagrees, and how; None where all hold. What was cut off at the end shows only beside a witness."""
    coming = iter(entries)
    last: Entry | None = None
    for entry in coming:
        expected = last.number + 1 if last else 1
        if entry.digest != digest_of(entry):
            return Break(entry.number, Fault.ALTERED)
        if entry.number > expected:
            return _skipped(entry, expected, list(coming))
        if entry.number < expected:
            return Break(entry.number, Fault.INSERTED)
        if entry.previous != (last.digest if last else NOTHING_BEFORE):
            return _unlinked(entry, next(coming, None))
        last = entry
    return None


def _skipped(entry: Entry, expected: int, rest: list[Entry]) -> Break:
    """An entry stands where an earlier number is expected: moved up, put in, or others taken out before it."""
    by_number = {later.number: later for later in rest}
    if expected not in by_number:
        return Break(expected, Fault.MISSING)
    before = by_number.get(entry.number - 1)
    was_moved = before is not None and entry.previous == before.digest
    return Break(entry.number, Fault.REORDERED if was_moved else Fault.INSERTED)


def _unlinked(entry: Entry, following: Entry | None) -> Break:
    """A second entry of the same number that follows tells that this one is not the one that belongs here."""
    if following is not None and following.number == entry.number:
        return Break(entry.number, Fault.INSERTED)
    return Break(entry.number, Fault.UNLINKED)


def standing_commitments(entries: Iterable[Entry], roundup: str, until: dt.datetime) -> set[str]:
    """The commitments that the seal of a round-up must hold: of each panelist the last that was submitted in time by then.

    Where the editor accepted what came late, the last of all. What was withdrawn is gone. With them those to the true values of seed questions.
    """
    in_time: dict[str, str] = {}
    last: dict[str, str] = {}
    accepted: set[str] = set()
    truths: set[str] = set()
    for entry in entries:
        if entry.event == TRUTH_SEALED and entry.speaks_of(roundup):
            truths.add(entry.said(COMMITMENT))
        if entry.event not in {SUBMITTED, WITHDRAWN, LATE_ACCEPTED} or not entry.speaks_of(roundup) or entry.at > until:
            continue
        panelist = entry.said(PANELIST)
        if entry.event == LATE_ACCEPTED:
            accepted.add(panelist)
        elif entry.event == WITHDRAWN:
            in_time.pop(panelist, None)
            last.pop(panelist, None)
        else:
            last[panelist] = entry.said(COMMITMENT)
            if entry.said(ON_TIME) != "no":
                in_time[panelist] = entry.said(COMMITMENT)
    counted = in_time | {panelist: commitment for panelist, commitment in last.items() if panelist in accepted}
    return set(counted.values()) | truths


def given_up(entries: Sequence[Entry], roundup: str, commitment: str) -> tuple[Entry, str] | None:
    """The entry by which a commitment ceased to count, and how; None where the journal says nothing of the kind."""
    ours = [entry for entry in entries if entry.speaks_of(roundup)]
    place = next((place for place, entry in enumerate(ours) if entry.said(COMMITMENT) == commitment), None)
    if place is None:
        return None
    own, after = ours[place], ours[place + 1 :]
    for entry in after:
        if entry.said(PANELIST) != own.said(PANELIST):
            continue
        if entry.event == WITHDRAWN:
            return entry, "were withdrawn"
        if entry.event == SUBMITTED and entry.said(ON_TIME) != "no":
            return entry, "were replaced by a later submission"
        if entry.event == LATE_ACCEPTED and own.said(ON_TIME) != "no":
            return entry, "were replaced by late ones that the editor accepted"
    return (own, "came after the deadline") if own.said(ON_TIME) == "no" else None
