"""How things are put into words on a page: shares, leanings, stances, days, counts. Colour never says anything alone."""

import datetime as dt
import re
import unicodedata
from urllib.parse import urlsplit

from weighin.record.public import PublicAnswer, PublicForecast
from weighin.record.record import TopicKind
from weighin.record.values import DisplayRight, Moment, Polarity, Position, ProbabilityRange, Stance

LEANING = {Polarity.AFFIRM: "expects it", Polarity.DENY: "doubts it", Polarity.OPEN: "leaves it open"}
LEANING_SIGN = {Polarity.AFFIRM: "▲", Polarity.DENY: "▼", Polarity.OPEN: "◆"}
FLAT_SIGN = {Polarity.AFFIRM: "△", Polarity.DENY: "▽", Polarity.OPEN: "◇"}  # no words of likelihood stand there
STANCE = {
    Stance.ANSWERED: "answered",
    Stance.UNCERTAIN: "uncertain",
    Stance.NO_OPINION: "no opinion",
    Stance.DID_NOT_ANSWER: "did not answer",
    Stance.DECLINED: "declined to comment",
    Stance.NOT_ASKED: "not asked",
}
POSITION = {position: position.value for position in Position}
KIND = {
    TopicKind.PERSON: "person",
    TopicKind.STATE: "state",
    TopicKind.ORGANISATION: "organisation",
    TopicKind.PLACE: "place",
    TopicKind.ISSUE: "issue",
    TopicKind.NAME: "name",
}
RIGHT = {
    DisplayRight.OWN: "This outlet’s own work, shown in full.",
    DisplayRight.LICENSED: "Shown in full by agreement with the outlet that published it.",
    DisplayRight.QUOTATION: "Another outlet’s work, shown here by short quotations. The words in full are with the original.",
}
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """A text without what a page may not hold or what turns the words around it: control, surrogate and bidirectional override characters."""
    return _FORBIDDEN.sub("", text)


def safe_address(address: str) -> str:
    """An address that may be linked: http or https with a host; empty for any other."""
    try:
        parts = urlsplit(clean(address).strip())
    except ValueError:
        return ""
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else ""


def host_of(address: str) -> str:
    """The host that a reader is sent to."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def safe_language(language: str) -> str:
    """A language tag that HTML may carry; empty for any other."""
    return language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else ""


def day_in_words(day: dt.date) -> str:
    """`19 April 2019`."""
    return f"{day.day} {day:%B} {day.year}"


def moment_in_words(moment: Moment) -> str:
    """`1 December 2026, 12:00 UTC`; the day alone where the time is not told."""
    day = day_in_words(moment.day)
    return f"{day}, {moment.at:%H:%M} UTC" if moment.at else day


def counted(number: int, one: str, many: str = "") -> str:
    """`1 answer`, `7 answers`, `1,204 answers`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def initials(name: str) -> str:
    """One or two letters for a monogram: first of the first and of the last word that starts with a letter."""
    shown = unicodedata.normalize("NFC", clean(name))
    letters = [word[0] for word in shown.partition("(")[0].split() or shown.split() if word[0].isalpha()]
    chosen = (letters[0], letters[-1]) if len(letters) > 1 else letters
    return (
        "".join(letter.title()[0] for letter in chosen) or "·"
    )  # not upper(): Georgian has no such capitals in most fonts


def per_cent(share: float) -> str:
    """A share in whole per cent, never 0 or 100 for what is only close to it."""
    if 0 < share < 0.005:
        return "under 1"
    if 0.995 <= share < 1:
        return "over 99"
    return f"{share * 100:.0f}"


def interval(low: float, high: float) -> str:
    """`65–80 %`, or `60 %` where both ends meet."""
    first, last = per_cent(low), per_cent(high)
    return f"{first} %" if first == last else f"{first}–{last} %"


def is_own_number(probability: ProbabilityRange) -> bool:
    """Whether the panelist named a number, which leaves nothing to readers."""
    return probability.respondents == 0 and probability.lowest == probability.highest


def range_in_words(probability: ProbabilityRange) -> str:
    """The central half in figures, and what nine readers in ten named."""
    if is_own_number(probability):
        return f"{interval(probability.low, probability.high)}, a figure of the expert’s own"
    return (
        f"{interval(probability.low, probability.high)} "
        f"(9 in 10 readers: {interval(probability.lowest, probability.highest)})"
    )


def reach_in_words(probability: ProbabilityRange) -> str:
    """What nine readers in ten named, beside the central half."""
    if is_own_number(probability):
        return "the expert’s own figure"
    return f"9 in 10 readers: {interval(probability.lowest, probability.highest)}"


def basis_in_words(probability: ProbabilityRange) -> str:
    """Where the figures come from, in a few words."""
    if is_own_number(probability):
        return "stated in figures"
    asked = f"{probability.respondents:,} readers asked" if probability.respondents else "by rule"
    return f"{asked}, derived" if probability.is_derived and probability.respondents else asked


def lean_in_words(forecast: PublicForecast) -> str:
    """`▲ expects it`: sign and words, so that colour is not needed."""
    return f"{LEANING_SIGN[forecast.polarity]} {LEANING[forecast.polarity]}"


def sign_of(forecast: PublicForecast) -> str:
    """The sign of its leaning: filled where words of likelihood stand there, hollow where it is said flatly or without them."""
    signs = LEANING_SIGN if forecast.probability and not forecast.is_unhedged else FLAT_SIGN
    return signs[forecast.polarity]


def stance_in_words(answer: PublicAnswer) -> str:
    """What the panelist did with the question; a vote says it more exactly."""
    if answer.position:
        return POSITION[answer.position]
    return STANCE[answer.stance]


def says_only_its_stance(answer: PublicAnswer) -> bool:
    """Whether the words are no more than "No opinion.", which its stance says already."""
    words = " ".join(quotation.text for quotation in answer.quotations)
    return answer.stance is not Stance.ANSWERED and words.strip(" .–—-\n").casefold() in {"", answer.stance.value}


def says_only_its_vote(text: str, position: Position) -> bool:
    """Whether a paragraph is no more than the vote."""
    return text.strip(" .").casefold() == position.value


def confidence_in_words(confidence: float) -> str:
    """`confidence 7`, as the poll counts it."""
    return f"confidence {confidence:g}"


def opening_words(text: str, number: int) -> str:
    """The first words of a text, with an ellipsis where it goes on."""
    words = text.split()
    if len(words) <= number and len(text) <= number * 12:
        return text
    return " ".join(words[:number])[: number * 12].rstrip(" ,;:.—–-") + "…"
