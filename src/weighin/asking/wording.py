"""What is said to panelists is English here and is said in their language by functions that are handed in: the pure rooms know no catalogue."""

import datetime as dt
from collections.abc import Callable

Say = Callable[[str], str]
"""An English text to the same in the panelist's language. Parts in it are written %(name)s and filled in afterwards."""
Write = Callable[[float | dt.date], str]
"""A number or a day as the panelist's language writes it."""
MOST_QUOTED = 100  # characters of what was typed; who pasted an essay into a field knows it by its beginning
DIGITS = 10  # after the point; what is beyond comes from the way in which computers hold numbers


def marked(text: str) -> str:
    """The text itself, marked for translation; it is said later."""
    return text


def in_english(text: str) -> str:
    """The text as it stands."""
    return text


def plainly(value: float | dt.date) -> str:
    """A number or a day as English writes it: 1,250, 12.5, 1 March 2027."""
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    return f"{round(value, DIGITS):,.{DIGITS}f}".rstrip("0").rstrip(".")


class NotTaken(ValueError):
    """Why what a panelist typed cannot be taken: a marked sentence, and the parts that are put into it."""

    def __init__(self, text: str, **parts: float | str) -> None:
        self.text, self.parts = text, parts
        super().__init__(self.said(in_english, plainly))

    def said(self, say: Say, write: Write) -> str:
        """The sentence in the panelist's language, its numbers as that language writes them."""
        return say(self.text) % {
            name: _quoted(part) if isinstance(part, str) else write(part) for name, part in self.parts.items()
        }


def _quoted(part: str) -> str:
    return part if len(part) <= MOST_QUOTED else f"{part[:MOST_QUOTED]}…"
