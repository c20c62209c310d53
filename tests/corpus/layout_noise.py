"""What stands in articles besides the panel's words."""

from collections.abc import Callable
from random import Random

from corpus.layout_page import Box, Line, line

Piece = Line | Box
Noise = Callable[[Random, list[str]], Piece]

_SUBJECTS = "The harbour at low tide|Commuters on the old bridge|The committee room on Tuesday|A field near Tarnmouth|The minister arriving".split(
    "|"
)
_CREDITS = " | Photo: Northmark News Agency| (Photograph: Ida Brekke)|. Picture: Coastline Images|".split("|")
_LINKS = (
    "Ferry talks collapse again|Five charts on the harsh winter|The long road to Lisse|Why the mayor resigned".split(
        "|"
    )
)


def _caption(random: Random, _said: list[str]) -> Piece:
    return Box("figure", [line("caption", random.choice(_SUBJECTS) + random.choice(_CREDITS))])


def _pull(random: Random, said: list[str]) -> Piece:
    return line("pull", random.choice(said))


def _boxed(*words: str) -> Noise:
    return lambda *_: Box("aside", [line("furniture", text) for text in words])


def _links(random: Random, _said: list[str]) -> Piece:
    return Box(
        "links", [line("furniture", "Related stories"), *(line("link", text) for text in random.sample(_LINKS, 3))]
    )


def _note(text: str) -> Noise:
    return lambda *_: line("note", text, "i")


def _comments(_random: Random, _said: list[str]) -> Piece:
    return Box(
        "comments",
        [
            line("furniture", "2 comments"),
            line("comment", "Harold T: I have lived here for forty years and never heard such nonsense."),
            line("comment", "ferrymouse: Good piece, thank you."),
        ],
    )


# between the answers
WITHIN: dict[str, Noise] = {
    "caption": _caption,
    "pull quote": _pull,
    "advertisement": _boxed("Advertisement"),
    "newsletter": _boxed("Sign up for our weekly newsletter", "The best of the coast in your inbox every Friday."),
    "read more": lambda random, _: line("link", f"Read more: {random.choice(_LINKS)}"),
    "links within": _links,
    "rule": lambda *_: line("rule", ""),
    "note within": _note("[This answer has been edited for length.]"),
}
# after the last answer
AT_END: dict[str, Noise] = {
    "author": _note("Ida Brekke covers the coast for this newspaper."),
    "edited": _note("Answers have been edited for length and clarity."),
    "correction": _note("Correction: an earlier version of this article misstated the length of the bridge."),
    "links": _links,
    "tags": lambda *_: line("furniture", "Tags: economy, harbour, elections"),
    "comments": _comments,
    "share": _boxed("Share this article", "Facebook", "Email"),
    "copyright": lambda *_: line("furniture", "© 2024 The Tarnmouth Courier. All rights reserved."),
    "thanks": lambda *_: line("plain", "The Courier thanks all contributors for their time."),
}
