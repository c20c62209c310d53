"""Clarifications: what is said of a question's terms after the first answer. Nothing before them is changed; each stands below, with its day."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from weighin.record.judgements import Terms

_MONTHS = "January February March April May June July August September October November December".split()


class Clarification(Struct, frozen=True, kw_only=True):
    """What was said of a question, and on which day (UTC)."""

    day: dt.date
    text: str

    @property
    def told(self) -> str:
        """With its day, as it stands on the form, on the page and in what is sealed."""
        return f"Clarification of {self.day.day} {_MONTHS[self.day.month - 1]} {self.day.year}: {self.text.strip()}"


def clarified_terms(terms: Terms | None, clarifications: Sequence[Clarification], *, question: str) -> Terms | None:
    """The terms with what was said of them later, below the fine print. A question without terms counts by what it says."""
    if not clarifications:
        return terms
    before = terms or Terms(what_counts=question)
    fine_print = "\n\n".join(filter(None, (before.fine_print.strip(), *(one.told for one in clarifications))))
    return msgspec.structs.replace(before, fine_print=fine_print)
