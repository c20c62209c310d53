"""How many forecasts lean which way."""

from collections.abc import Iterable

from msgspec import Struct

from weighin.record.public import PublicForecast
from weighin.record.values import Polarity


class Leanings(Struct, frozen=True):
    """How many forecasts lean which way."""

    affirm: int = 0
    deny: int = 0
    left_open: int = 0

    @property
    def number(self) -> int:
        """All of them."""
        return self.affirm + self.deny + self.left_open


def leanings_of(forecasts: Iterable[PublicForecast]) -> Leanings:
    """Count them."""
    ways = [forecast.polarity for forecast in forecasts]
    return Leanings(ways.count(Polarity.AFFIRM), ways.count(Polarity.DENY), ways.count(Polarity.OPEN))
