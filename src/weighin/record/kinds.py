"""The closed vocabularies of the record. They stand alone, so that `weighin --help` can name them without loading the record."""

from enum import Enum


class Container(Enum):
    """What the source came in."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"
    MAIL = "mail"
    ASKED = "asked"  # not read: the answers were given to us, and the text is put together from them


class DisplayRight(Enum):
    """By which right a record may be shown to readers."""

    OWN = "own"  # our outlet asked the questions, or wrote the text
    LICENSED = "licensed"  # the outlet that published it has agreed
    QUOTATION = "quotation"  # another's work: short quotations with the source, no more


class Polarity(Enum):
    """Which way a forecast leans on the event as it is worded."""

    AFFIRM = "affirm"
    DENY = "deny"
    OPEN = "open"


class Stance(Enum):
    """What a panelist did with a question. Uncertain, no opinion and no answer are three things."""

    ANSWERED = "answered"
    UNCERTAIN = "uncertain"
    NO_OPINION = "no opinion"
    DID_NOT_ANSWER = "did not answer"
    DECLINED = "declined"  # says in words that there will be no comment
    NOT_ASKED = (
        "not asked"  # in what is submitted: the question is only for those who answered an earlier one in a certain way
    )


class Position(Enum):
    """A vote on a statement, as panels of economists cast it."""

    STRONGLY_AGREE = "strongly agree"
    AGREE = "agree"
    UNCERTAIN = "uncertain"
    DISAGREE = "disagree"
    STRONGLY_DISAGREE = "strongly disagree"
    NO_OPINION = "no opinion"
    DID_NOT_ANSWER = "did not answer"
