"""By what rules a round-up names its panelists, and lets them see what became of their words."""

from enum import Enum


class Attribution(Enum):
    """Under what a panelist's answers stand. The panelist is told before answering."""

    ON_THE_RECORD = "on the record"  # name and affiliation
    AFFILIATION_ONLY = "affiliation only"
    ANONYMOUS_TO_READERS = "anonymous to readers"  # editors know who wrote what


class Approval(Enum):
    """What a panelist sees of the editing before readers do. The page says which held."""

    APPROVES = "the panelist approves"
    SHOWN = "the panelist is shown"
    NOT_SHOWN = "the panelist is not shown"
