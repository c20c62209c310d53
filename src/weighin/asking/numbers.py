"""Numbers as people type them, in whichever language: 12.5 and 12,5, 1 000 and 1’000, 1.250.000,5 and 1,250,000.5.

One separator before three digits, as in 1,250, is a thousand and more to one reader and little more than one to another. It is not guessed: the
language of the form does not say how somebody was taught to write.
"""

import math
import re
import unicodedata

from weighin.asking.wording import DIGITS, NotTaken, marked

EXAMPLE = 12.5
_SPACES = re.compile(r"[\s'’]")  # as people part thousands
_DECIMAL = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(
    r"[-+]?[0-9]{1,3}(?:(?P<one>,[0-9]{3}(?:,[0-9]{3})*)(?:\.[0-9]+)?|(?P<two>\.[0-9]{3}(?:\.[0-9]{3})*)(?:,[0-9]+)?)"
)
_EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def number_typed(typed: str) -> float:
    """A number as people type it.

    Raises:
        NotTaken: it is none, it can be read in two ways, or it is too large to be kept.
    """
    compact = _compact(typed)
    if _EITHER.fullmatch(compact):
        raise NotTaken(
            marked(
                "“%(typed)s” can be read in two ways. If it means %(thousands)s, write %(thousands)s; if not, add a zero at its end: %(longer)s."
            ),
            typed=typed,
            thousands=re.sub("[.,]", "", compact),
            longer=f"{compact}0",
        )
    return _number(compact, typed)


def small_number_typed(typed: str) -> float:
    """A number that cannot be a thousand or more, as one of per cent: 12,345 is little more than twelve.

    Raises:
        NotTaken: it is none.
    """
    return _number(_compact(typed), typed)


def number_written(number: float) -> str:
    """A number so that it is read as what it is: without an exponent, and never with three digits alone after the point."""
    written = f"{round(number, DIGITS):.{DIGITS}f}".rstrip("0").rstrip(".")
    return f"{written}0" if _EITHER.fullmatch(written) else written


def _compact(typed: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", typed)).replace("−", "-")


def _number(compact: str, typed: str) -> float:
    number = math.nan
    if _DECIMAL.fullmatch(compact):
        number = float(compact.replace(",", "."))
    elif grouped := _GROUPED.fullmatch(compact):
        group, point = (",", ".") if grouped["one"] else (".", ",")
        number = float(compact.replace(group, "").replace(point, "."))
    if math.isnan(number):
        raise NotTaken(
            marked("Please write a number, as in %(example)s. “%(typed)s” cannot be read as one."),
            example=EXAMPLE,
            typed=typed,
        )
    if math.isinf(number):
        raise NotTaken(marked("This number is too large."))
    return number
