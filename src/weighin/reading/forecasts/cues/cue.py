"""What a cue is: a way in which people commit to how something will turn out."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from msgspec import Struct

from weighin.record.values import Polarity

AFFIRM, DENY, OPEN = Polarity.AFFIRM, Polarity.DENY, Polarity.OPEN


class Kind(Enum):
    """What sort of word carries the commitment: which vetoes and negations apply to it."""

    WILL = "will"  # will, going to, is to: the verb itself is in the future
    MAY = "may"  # may, might, could: possibility, permission or ability
    LIKELIHOOD = "likelihood"  # likely, probably, a chance: needs something to come that it speaks of
    BELIEF = "belief"  # I expect, my bet, I doubt: the panelist's own, whoever stands around it


class Needs(Enum):
    """What must stand besides a cue for it to be a forecast."""

    NOTHING = "nothing"
    FUTURE = "a future verb or time"  # "probably" alone may speak of today
    TIME = "a time to come"


class Cue(Struct, frozen=True, gc=False):
    """A way of committing.

    Attributes:
        name: of the rule, for people who ask why. strength: of two cues in one clause the stronger decides.
        key: the phrase of the shipped table whose range it has; empty where the words give none.
        triggers: the words of which one stands in every match. besides: where those are everyday words, others of which one stands there too.
    """

    name: str
    triggers: str
    pattern: str
    lean: Polarity
    key: str
    kind: Kind
    strength: int
    needs: Needs = Needs.NOTHING
    besides: frozenset[str] = frozenset()

    def places_in(self, low: str) -> Iterator[re.Match[str]]:
        """Where it stands in a text."""
        return _compiled(self.pattern).finditer(low)

    @property
    def is_unhedged(self) -> bool:
        """Whether it is a bare "will", which is style more than certainty."""
        return self.key == "will"


class Match(Struct, frozen=True, gc=False):
    """A cue found: its place in the text that was searched."""

    cue: Cue
    start: int
    end: int


# a pattern is compiled when its trigger is first met: most articles need few of them
_compiled = cache(re.compile)
