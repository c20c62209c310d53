"""The journal as values: entries of which each holds the hash of the one before, and what was done to a chain that does not hold.

It holds commitments, never content: when a person is erased, answers and nonces go elsewhere, and every entry stays as it is.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from weighin.sealing.rules import require_at_least, require_aware, require_digest

NOTHING_BEFORE = "0" * 64

# what is done to answers, and what `about` says of it: the round-up and the panelist by identifier, the commitment in hexadecimal
SUBMITTED, WITHDRAWN, LATE_ACCEPTED = "answers submitted", "answers withdrawn", "late answers accepted"
NEXT_ROUND = "next round opened"  # what counted of the round before is fixed
TRUTH_SEALED = "true value sealed"  # of a seed question, at the opening; says a commitment, and not of which
ASKED, PANELIST, COMMITMENT, ON_TIME = "asked", "panelist", "commitment", "on time"  # ON_TIME: "yes" or "no"
ALL_ROUNDS = "all rounds"  # "yes" where what is withdrawn is not of the running round alone
_OF_ANSWERS = frozenset({SUBMITTED, WITHDRAWN, LATE_ACCEPTED, NEXT_ROUND, TRUTH_SEALED})


class JournalHead(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a journal stands: its last entry. Whoever keeps it can tell later whether anything up to there was rewritten or cut off.

    `root` is that of the tree (RFC 9162) over the digests of all entries up to there: with it a short proof shows, to whoever has not the
    journal, that it grew by appending alone. Witnesses of before it was kept have none.
    """

    number: int
    digest: str
    root: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        require_at_least("number", self.number, 1)
        require_digest("digest, root", self.digest, *([self.root] if self.root else []))


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
    """The commitments that the seal of a round-up must hold: of each panelist and round the last that was submitted in time by then.

    Where the editor accepted what came late, the last of all of that round. What was withdrawn is gone. With them those to the true values of
    seed questions.
    """
    truths: set[str] = set()
    ended: list[dict[str, str]] = []  # panelist → commitment, of each round that ended
    running = _Running()
    for entry in entries:
        if entry.event not in _OF_ANSWERS or not entry.speaks_of(roundup):
            continue
        if entry.event == TRUTH_SEALED:
            truths.add(entry.said(COMMITMENT))
        elif entry.at > until:
            continue
        elif entry.event == NEXT_ROUND:
            ended.append(running.counted())
            running = _Running()
        else:
            running.take(entry)
            if entry.event == WITHDRAWN and entry.said(ALL_ROUNDS):
                ended = [_without(entry.said(PANELIST), counted) for counted in ended]
    return {one for counted in (*ended, running.counted()) for one in counted.values()} | truths


class _Running:
    """What stands in the round that is running: panelist → commitment."""

    def __init__(self) -> None:
        self.in_time: dict[str, str] = {}
        self.last: dict[str, str] = {}
        self.accepted: set[str] = set()

    def take(self, entry: Entry) -> None:
        panelist = entry.said(PANELIST)
        if entry.event == LATE_ACCEPTED:
            self.accepted.add(panelist)
        elif entry.event == WITHDRAWN:
            self.in_time, self.last = _without(panelist, self.in_time), _without(panelist, self.last)
        else:
            self.last[panelist] = entry.said(COMMITMENT)
            if entry.said(ON_TIME) != "no":
                self.in_time[panelist] = entry.said(COMMITMENT)

    def counted(self) -> dict[str, str]:
        return self.in_time | {panelist: one for panelist, one in self.last.items() if panelist in self.accepted}


def _without(panelist: str, commitments: dict[str, str]) -> dict[str, str]:
    return {one: commitment for one, commitment in commitments.items() if one != panelist}


def given_up(entries: Sequence[Entry], roundup: str, commitment: str) -> tuple[Entry, str] | None:
    """The entry by which a commitment ceased to count, and how; None where the journal says nothing of the kind."""
    ours = [entry for entry in entries if entry.speaks_of(roundup)]
    place = next((place for place, entry in enumerate(ours) if entry.said(COMMITMENT) == commitment), None)
    if place is None:
        return None
    own, after = ours[place], ours[place + 1 :]
    is_same_round = True
    for entry in after:
        is_same_round = is_same_round and entry.event != NEXT_ROUND
        if entry.said(PANELIST) != own.said(PANELIST):
            continue
        if entry.event == WITHDRAWN and (is_same_round or entry.said(ALL_ROUNDS)):
            return entry, "were withdrawn"
        if not is_same_round:
            continue
        if entry.event == SUBMITTED and entry.said(ON_TIME) != "no":
            return entry, "were replaced by a later submission"
        if entry.event == LATE_ACCEPTED and own.said(ON_TIME) != "no":
            return entry, "were replaced by late ones that the editor accepted"
    return (own, "came after the deadline") if own.said(ON_TIME) == "no" else None
