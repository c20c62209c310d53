"""Whose answers count of a round-up that is closed, in the order in which they may be told."""

import hashlib

from msgspec import Struct

from weighin.asking.answers import Answers
from weighin.asking.attributions import is_named
from weighin.asking.policies import Attribution
from weighin.site.store.attributions import attribution_of, stands_loose
from weighin.site.store.models import AnswerVersion, Arrival, AskedPanelist, AskedRoundup
from weighin.site.store.versions import Author, answers_of, counted_versions


class Counted(Struct, frozen=True, kw_only=True):
    """A submission that counts. `author` is a panelist, or nobody whom anybody could name. `name` is what readers are told."""

    author: Author
    attribution: Attribution
    answers: Answers
    name: str
    affiliation: str = ""
    interests: str = ""
    group: str = ""
    is_late: bool = False
    arrival: str = Arrival.FORM.value
    version: int | None = None  # its key; of what is nobody's there is none

    @property
    def identifier(self) -> str:
        """It stays inside the house."""
        return self.author.public_id


def counted_of(asked: AskedRoundup) -> list[Counted]:
    """The submissions that count: those under a name in the order of the panel, then all others in an order that says nothing of anybody.

    What is to be anonymous to editors too is not here until it is sealed, and of no panelist from then on.
    """
    counted = counted_versions(asked).values()
    tied = [(version.panelist, version) for version in counted if not stands_loose(version.panelist)]
    named = [seated for seated in tied if is_named(attribution_of(seated[0]))]
    others = sorted((seated for seated in tied if seated not in named), key=_drawn)
    found = [
        *(_of_panelist(panelist, version, name=panelist.name) for panelist, version in named),
        *(
            _of_panelist(panelist, version, name=f"Panelist {number}")
            for number, (panelist, version) in enumerate(others, start=1)
        ),
    ]
    for number, loose in enumerate(asked.loose.all(), start=len(others) + 1):
        found.append(
            Counted(
                author=loose,
                attribution=Attribution.ANONYMOUS_TO_EDITORS,
                answers=answers_of(loose),
                name=f"Panelist {number}",
                group=loose.group,
            )
        )
    return found


def _drawn(seated: tuple[AskedPanelist, AnswerVersion]) -> bytes:
    """The nonce decides the order: it was drawn at random, is told to nobody, and is the same whenever the record is made."""
    _, version = seated
    return hashlib.sha256(bytes(version.nonce or b"")).digest()


def _of_panelist(panelist: AskedPanelist, version: AnswerVersion, *, name: str) -> Counted:
    attribution = attribution_of(panelist)
    under_a_name = is_named(attribution)
    return Counted(
        author=panelist,
        attribution=attribution,
        answers=answers_of(version),
        name=name,
        affiliation=panelist.affiliation if under_a_name or attribution is Attribution.AFFILIATION_ONLY else "",
        interests=panelist.interests if under_a_name else "",
        group=panelist.group,
        is_late=version.on_time is False,
        arrival=version.arrival,
        version=version.pk,
    )
