"""What is said to panelists is English here and is said in their language by a function that is handed in: the pure rooms know no catalogue."""

from collections.abc import Callable

Say = Callable[[str], str]
"""An English text to the same in the panelist's language. Parts in it are written %(name)s and filled in afterwards."""


def marked(text: str) -> str:
    """The text itself, marked for translation; it is said later."""
    return text


def in_english(text: str) -> str:
    """The text as it stands."""
    return text
