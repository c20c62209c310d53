"""Choosing some of a panel: by where they stand, whether they have answered, by name."""

from enum import Enum

from msgspec import Struct

from weighin.asking.standing import Standing

ANSWERED = frozenset({Standing.SUBMITTED, Standing.LATE})


class Answered(Enum):
    """Whether something was submitted, in time or late."""

    YES = "yes"
    NO = "no"


class Sieve(Struct, frozen=True, kw_only=True):
    """What is looked for; whatever is None or empty lets everybody through."""

    standing: Standing | None = None
    answered: Answered | None = None
    group: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everybody passes."""
        return self == Sieve()

    def lets_through(self, standing: Standing, *described: str, group: str = "") -> bool:
        """Whether somebody of that group who stands there passes; every word has to be in one of the texts that describe them."""
        if self.standing is not None and standing is not self.standing:
            return False
        if self.answered is not None and (standing in ANSWERED) != (self.answered is Answered.YES):
            return False
        if self.group and group != self.group:
            return False
        said = " ".join(described).casefold()
        return all(word in said for word in self.words.casefold().split())


def read_sieve(asked: dict[str, str]) -> Sieve:
    """What an address asks for. A value that is none of these is not asked for."""
    return Sieve(
        standing=next((one for one in Standing if one.value == asked.get("standing")), None),
        answered=next((one for one in Answered if one.value == asked.get("answered")), None),
        group=asked.get("group", "")[:100],
        words=asked.get("words", "").strip()[:200],
    )


def write_sieve(sieve: Sieve) -> dict[str, str]:
    """The same as an address has it; nothing for what lets everybody through."""
    told = {
        "standing": sieve.standing.value if sieve.standing else "",
        "answered": sieve.answered.value if sieve.answered else "",
        "group": sieve.group,
        "words": sieve.words,
    }
    return {name: value for name, value in told.items() if value}
