"""One round-up as lists of them tell of it."""

import datetime as dt

from msgspec import Struct

from weighin.publishing.leanings import Leanings


class ListEntry(Struct, frozen=True, kw_only=True):
    """One round-up on the front page.

    Attributes:
        title: as published. address: where its edition begins, relative to the front page.
        outlet, published, standfirst: as the record has them.
        experts, questions, answers: how many.
        leanings: how many forecasts lean which way.
        shared: labels of the topics that most of the panel name, with how many experts name each.
        is_whole: shown in full, or by short quotations.
        root: of the seal, where it was asked. updated: when this version was published. correction: what it corrected.
    """

    title: str
    address: str
    outlet: str = ""
    published: dt.date | None = None
    standfirst: str = ""
    experts: int = 0
    questions: int = 0
    answers: int = 0
    leanings: Leanings = Leanings()
    shared: tuple[tuple[str, int], ...] = ()
    is_whole: bool = True
    root: str = ""
    updated: dt.datetime | None = None
    correction: str = ""

    @property
    def forecasts(self) -> int:
        """How many forecasts there are."""
        return self.leanings.number
