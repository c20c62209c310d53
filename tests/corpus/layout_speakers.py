"""Ways in which an article says who speaks. Each takes a turn and gives its lines: above the words, in front of them, or after them."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.layout_page import Line, Runs, heading, line
from corpus.layout_people import Expert
from corpus.layout_words import MESSAGES


@dataclass(frozen=True)
class Turn:
    """Somebody speaks: what they say, and how often they have been named before. `level` is that of headings here."""

    expert: Expert
    paragraphs: list[str]
    is_first: bool
    rank: int
    level: int

    @property
    def clock(self) -> str:
        return f"{10 + self.rank // 6}:{7 + 9 * (self.rank % 6):02}"

    @property
    def vote(self) -> str:
        return ("Yes", "No", "Agree", "Uncertain")[(self.rank + len("".join(self.paragraphs))) % 4]

    @property
    def short(self) -> str:
        return f"{self.expert.title or 'Dr'} {self.expert.family}"

    @property
    def full_or_family(self) -> str:
        return self.expert.titled if self.is_first else self.expert.family


Speaking = Callable[[Turn], list[Line]]


def _run_in(turn: Turn, *label: tuple[str, str]) -> list[Line]:
    """The label and the first paragraph in one line."""
    first, *rest = turn.paragraphs
    runs: Runs = (*label, (first, ""))
    return [Line("words", runs), *_words(rest)]


def _words(paragraphs: list[str]) -> list[Line]:
    return [line("words", paragraph) for paragraph in paragraphs]


def _above(turn: Turn, *label: Line) -> list[Line]:
    return [*label, *_words(turn.paragraphs)]


def _after(turn: Turn, *label: Line) -> list[Line]:
    return [*_words(turn.paragraphs), *label]


def _closing(turn: Turn, signature: str) -> list[Line]:
    """The signature in the same line as the last words."""
    *most, last = turn.paragraphs
    return [*_words(most), Line("words", ((last, ""), (signature, "")))]


def _quoted(turn: Turn) -> Turn:
    """The words in quotation marks: each paragraph opens with one, the last closes."""
    paragraphs = [f"“{paragraph}" for paragraph in turn.paragraphs]
    paragraphs[-1] += "”"
    return Turn(turn.expert, paragraphs, turn.is_first, turn.rank, turn.level)


def _woven(turn: Turn) -> list[Line]:
    """A journalist's paragraphs: quotations, with who says so between them."""
    expert = turn.expert
    who = f"{expert.titled}, {expert.post}" if turn.is_first else expert.family
    woven = []
    for place, paragraph in enumerate(turn.paragraphs):
        first, _, rest = paragraph.partition(". ")
        opening = f"“{first.rstrip('.')},” says {who if not place else expert.family}."
        woven.append(f"{opening} “{rest}”" if rest else opening)
    return _words(woven)


def _card(turn: Turn) -> list[Line]:
    return _above(
        turn, line("alt", turn.expert.name), line("who", turn.expert.titled, "b"), line("post", turn.expert.post)
    )


def _message(turn: Turn) -> list[Line]:
    """The message as a heading, the name under the words."""
    message = MESSAGES[turn.rank % len(MESSAGES)]
    return [
        heading("message", message, turn.level),
        *_words(turn.paragraphs),
        line("who", f"{turn.expert.titled}, {turn.expert.post}", "i"),
    ]


def _message_above(turn: Turn) -> list[Line]:
    """The message as a heading, the name under it and above the words."""
    message = MESSAGES[turn.rank % len(MESSAGES)]
    return [
        heading("message", message, turn.level),
        line("who", f"By {turn.expert.titled}"),
        line("post", turn.expert.post, "i"),
        *_words(turn.paragraphs),
    ]


# the name stands in front of the words, in the same paragraph
IN_FRONT: dict[str, Speaking] = {
    "name colon": lambda t: _run_in(t, (f"{t.expert.titled}: ", "")),
    "bold name colon": lambda t: _run_in(t, (f"{t.expert.titled}:", "b"), (" ", "")),
    "bold name": lambda t: _run_in(t, (t.expert.titled, "b"), (" ", "")),
    "bold name full stop": lambda t: _run_in(t, (f"{t.expert.titled}.", "b"), (" ", "")),
    "italic name colon": lambda t: _run_in(t, (f"{t.expert.titled}:", "i"), (" ", "")),
    "capitals colon": lambda t: _run_in(t, (f"{t.expert.name.upper()}: ", "")),
    "surname colon": lambda t: _run_in(t, (f"{t.full_or_family}: ", "")),
    "surname capitals": lambda t: _run_in(t, (f"{t.expert.family.upper()}: ", "")),
    "first name colon": lambda t: _run_in(t, (f"{t.expert.titled if t.is_first else t.expert.given}: ", "")),
    "initials colon": lambda t: _run_in(t, (f"{t.expert.initials}: ", "")),
    "name post colon": lambda t: _run_in(t, (f"{t.expert.titled}, {t.expert.post}: ", "")),
    "bold name, post colon": lambda t: _run_in(t, (t.expert.titled, "b"), (f", {t.expert.post}: ", "")),
    "brackets colon": lambda t: _run_in(t, (f"{t.expert.titled} ({t.expert.post}): ", "")),
    "brackets dash": lambda t: _run_in(t, (f"{t.expert.titled} ({t.expert.post}) — ", "")),
    "name dash": lambda t: _run_in(t, (f"{t.expert.titled} – ", "b")),
    "bold surname dash": lambda t: _run_in(t, (t.full_or_family, "b"), (" — ", "")),
    "says colon": lambda t: _run_in(t, (f"{t.full_or_family} says: ", "")),
    "said with post": lambda t: _run_in(_quoted(t), (f"{t.expert.titled}, {t.expert.post}, said: ", "")),
    "square brackets": lambda t: _run_in(t, (f"[{t.expert.titled}] ", "")),
    "post first colon": lambda t: _run_in(t, (f"{t.expert.post.split(',')[0].capitalize()} {t.expert.titled}: ", "")),
    "A with name": lambda t: _run_in(t, (f"A ({t.expert.titled}): ", "b")),
    "time in brackets": lambda t: _run_in(t, (f"[{t.clock}] {t.expert.titled}: ", "")),
    "time before": lambda t: _run_in(t, (f"{t.clock} {t.expert.titled}: ", "")),
    "angles": lambda t: _run_in(t, (f"<{t.expert.name}> ", "")),
    "double colon": lambda t: _run_in(t, (f"{t.expert.titled} :: ", "")),
    "pipe run in": lambda t: _run_in(t, (f"{t.expert.titled} | ", "")),
    "arrow run in": lambda t: _run_in(t, (f"{t.expert.titled} > ", "")),
    "title and surname": lambda t: _run_in(t, (f"{t.expert.titled if t.is_first else t.short}: ", "")),
    "capitals, post dash": lambda t: _run_in(t, (f"{t.expert.name.upper()}, {t.expert.post} — ", "")),
    "capitals run in": lambda t: _run_in(t, (f"{t.expert.name.upper()} ", "")),
    "vote": lambda t: _run_in(t, (f"{t.expert.titled}: ", "b"), (f"{t.vote}. ", "")),
    "bullet name": lambda t: _run_in(t, (f"• {t.expert.titled}: ", "")),
    "according to": lambda t: _run_in(t, (f"According to {t.expert.titled}, {t.expert.post}: ", "")),
    "writes": lambda t: _run_in(t, (f"{t.expert.titled} of {t.expert.post.split(', ')[-1]} writes: ", "")),
}
# the name stands above the words
ABOVE: dict[str, Speaking] = {
    "line": lambda t: _above(t, line("who", t.expert.titled)),
    "line colon": lambda t: _above(t, line("who", f"{t.expert.titled}:")),
    "bold line": lambda t: _above(t, line("who", t.expert.titled, "b")),
    "bold line, post": lambda t: _above(t, Line("who", ((t.expert.titled, "b"), (f", {t.expert.post}", "")))),
    "line, post": lambda t: _above(t, line("who", f"{t.expert.titled}, {t.expert.post}")),
    "line, post colon": lambda t: _above(t, line("who", f"{t.expert.titled}, {t.expert.post}:")),
    "capitals line": lambda t: _above(t, line("who", t.expert.name.upper())),
    "surname line": lambda t: _above(t, line("who", t.full_or_family, "b")),
    "line, post below": lambda t: _above(t, line("who", t.expert.titled, "b"), line("post", t.expert.post)),
    "line, italic post below": lambda t: _above(t, line("who", t.expert.titled), line("post", t.expert.post, "i")),
    "post above line": lambda t: _above(t, line("post", t.expert.post, "i"), line("who", t.expert.titled, "b")),
    "pipe": lambda t: _above(t, line("who", f"{t.expert.titled} | {t.expert.post}")),
    "brackets line": lambda t: _above(t, line("who", f"{t.expert.titled} ({t.expert.post})", "b")),
    "heading": lambda t: _above(t, heading("who", t.expert.titled, t.level)),
    "heading, post": lambda t: _above(t, heading("who", f"{t.expert.titled}, {t.expert.post}", t.level)),
    "heading, post below": lambda t: _above(
        t, heading("who", t.expert.titled, t.level), line("post", t.expert.post, "i")
    ),
    "numbered heading": lambda t: _above(t, heading("who", f"{t.rank + 1}. {t.expert.titled}", t.level)),
    "numbered line": lambda t: _above(t, line("who", f"{t.rank + 1}. {t.expert.titled}", "b")),
    "heading with message": lambda t: _above(
        t, heading("who", f"{t.expert.titled}: {MESSAGES[t.rank % len(MESSAGES)]}", t.level)
    ),
    "q&a with": lambda t: _above(t, heading("who", f"Q&A with {t.expert.titled}", t.level)),
    "answer of": lambda t: _above(t, line("who", f"{t.expert.titled}’s answer", "b")),
    "byline": lambda t: _above(t, line("who", f"By {t.expert.titled}"), line("post", t.expert.post, "i")),
    "message, byline": _message_above,
    "card": _card,
    "expert number": lambda t: _above(t, line("who", f"Expert {t.rank + 1}: {t.expert.titled}", "b")),
    "handle": lambda t: _above(t, line("who", f"{t.expert.titled} (@{t.expert.given.lower()})", "b")),
    "middle dot": lambda t: _above(t, line("who", f"{t.expert.titled} · {t.expert.post}")),
    "stroke": lambda t: _above(t, line("who", f"{t.expert.titled} / {t.expert.post}", "b")),
    "reply from": lambda t: _above(t, line("who", f"Reply from {t.expert.titled}:")),
    "possessive heading": lambda t: _above(t, heading("who", f"{t.expert.titled}’s prediction", t.level)),
    "view from": lambda t: _above(t, heading("who", f"The view from {t.expert.titled}", t.level)),
    "what … thinks": lambda t: _above(t, heading("who", f"What {t.expert.titled} thinks", t.level)),
    "from line": lambda t: _above(t, line("who", f"From: {t.expert.titled}")),
    "time line": lambda t: _above(t, line("who", f"{t.expert.titled} {t.clock}")),
    "arrow line": lambda t: _above(t, line("who", f"▸ {t.expert.titled}, {t.expert.post}")),
    "stars": lambda t: _above(
        t, line("who", f"{t.expert.titled} {'★' * (1 + t.rank % 5)}{'☆' * (4 - t.rank % 5)}", "b")
    ),
    "vote line": lambda t: _above(t, line("who", f"{t.expert.titled}: {t.vote}", "b")),
    "captioned": lambda t: _above(t, line("caption", f"{t.expert.titled}, {t.expert.post}")),
    "captioned with credit": lambda t: _above(
        t, line("caption", f"{t.expert.titled}. Photo: Coastline Images"), line("who", t.expert.titled, "b")
    ),
    "post in capitals below": lambda t: _above(
        t, line("who", t.expert.titled, "b"), line("post", t.expert.post.upper())
    ),
    "surname heading": lambda t: _above(t, heading("who", t.expert.family, t.level)),
    "says line": lambda t: _above(t, line("who", f"{t.full_or_family} says:")),
}
# the name stands among the words, which are the journalist's and the expert's
WOVEN: dict[str, Speaking] = {"woven": _woven}
# the name stands after the words
AFTER: dict[str, Speaking] = {
    "dash": lambda t: _after(t, line("who", f"— {t.expert.titled}, {t.expert.post}")),
    "dash, name only": lambda t: _after(t, line("who", f"– {t.expert.titled}")),
    "closing dash": lambda t: _closing(t, f" — {t.expert.titled}, {t.expert.post}"),
    "closing brackets": lambda t: _closing(t, f" ({t.expert.titled}, {t.expert.post})"),
    "yours": lambda t: _after(
        t, line("close", "Yours sincerely,"), line("who", t.expert.titled), line("post", t.expert.post)
    ),
    "line after": lambda t: _after(t, line("who", f"{t.expert.titled}, {t.expert.post}", "b")),
    "initials after": lambda t: _closing(t, f" ({t.expert.initials})"),
    "right-hand name": lambda t: _after(t, line("who", t.expert.titled, "i")),
    "cite": lambda t: _after(t, line("cite", f"{t.expert.titled}, {t.expert.post}")),
    "quoted, line after": lambda t: _after(_quoted(t), line("who", f"{t.expert.titled}, {t.expert.post}", "b")),
    "quoted, two lines after": lambda t: _after(
        _quoted(t), line("who", t.expert.titled, "b"), line("post", t.expert.post)
    ),
    "italic after": lambda t: _after(t, line("who", t.expert.sentence, "i")),
    "message, signed": _message,
}
SPEAKING: dict[str, Speaking] = {**IN_FRONT, **ABOVE, **WOVEN, **AFTER}
# These call people by less than the full name from the first time on, so that the panel has to be named elsewhere.
NEED_PANEL = frozenset({"surname capitals", "initials colon", "surname heading", "initials after"})
NEED_STYLE = frozenset(
    name
    for name in SPEAKING
    if "bold name" in name or "heading" in name or name in {"name dash", "bold surname dash", "q&a with"}
) - {"bold name colon", "bold name, post colon"}
