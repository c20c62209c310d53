"""Round-ups drawn by lot: the components, and one article from a number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from corpus.layout_containers import ABOVE_ONLY, AFTER_ONLY, BESIDE, CONTAINERS, GRIDS, SUFFIX, WITHOUT_STYLE, rendered
from corpus.layout_noise import AT_END, WITHIN
from corpus.layout_page import Box, Line, heading, line
from corpus.layout_people import Expert, draw_panel
from corpus.layout_speakers import ABOVE, AFTER, IN_FRONT, NEED_PANEL, NEED_STYLE, SPEAKING, Turn
from corpus.layout_words import HEADLINES, INTRODUCTIONS, NUMBERS, QUESTIONS, TITLES, TOPICS, UNANNOUNCED, Words

ASKED = (
    "heading|topic heading|bold|numbered heading|Q colon|Question 2 colon|Question 2 line|italic|plain|capitals|bold numbered|"
    "moderator colon|Q1 bold|We asked|The question|number of a list|repeated bold|repeated heading|repeated italic|repeated Q and A|by number|title only"
).split("|")
UNDER_EXPERTS = frozenset({"repeated bold", "repeated heading", "repeated italic", "repeated Q and A", "by number"})
LISTED = "nowhere|bullets|sentence|cards|at the end|paragraph each|numbered".split("|")
NAMES = "simple|titles|particles|hyphens|middle initials|two of a surname|first names only|other scripts".split("|")
INTRODUCED = ("announced", "announced", "not announced", "nothing")
ANSWERS = "long|one paragraph|short|uneven".split("|")
COMPONENTS: dict[str, tuple[str, ...]] = {
    "container": CONTAINERS,
    "who": tuple(SPEAKING),
    "asked": tuple(ASKED),
    "listed": tuple(LISTED),
    "names": tuple(NAMES),
    "answers": tuple(ANSWERS),
    "intro": INTRODUCED,
    "within": ("nothing", *WITHIN),
    "end": ("nothing", *AT_END),
}
# Chosen before anything was measured; nobody develops on them.
HELD_OUT: dict[str, frozenset[str]] = {
    "container": frozenset({"table", "figures", "wrapped", "spans", "columns"}),
    "who": frozenset(
        {
            "italic name colon", "brackets colon", "square brackets", "writes", "bold surname dash",
            "post above line", "capitals line", "answer of", "line, post colon", "heading, post below", "dash, name only",
            "closing brackets", "stroke",
            "angles", "pipe run in", "what … thinks", "time line", "initials after", "vote",
        }
    ),
    "asked": frozenset({"The question", "Question 2 line", "capitals", "repeated italic"}),
    "listed": frozenset({"numbered"}),
    "names": frozenset({"hyphens"}),
    "answers": frozenset({"uneven"}),
    "intro": frozenset(),
    "within": frozenset({"links within", "note within"}),
    "end": frozenset({"tags", "thanks"}),
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """An article with what is true of it, and the components that it was made from."""

    name: str
    document: bytes
    gold: dict[str, Any]
    components: dict[str, str] = field(default_factory=dict)


def draw(seed: int, *, held_out: bool = False) -> Drawn:
    """The round-up of that number; with `held_out` one that has a component held out, by which its speakers, its container or its questions are marked."""
    random = Random(f"{'held' if held_out else 'open'} {seed}")  # noqa: S311 - a lot, no secret
    chosen = _components(random, held_out=held_out)
    size = random.randint(3, 10)
    panel = draw_panel(random, size, chosen["names"])
    words = Words(random)
    many = 0 if chosen["asked"] == "title only" else random.randint(2, 5 if size < 7 else 3)
    questions = random.sample(TOPICS if chosen["asked"] == "topic heading" else QUESTIONS, many)
    said = _answers(random, words, panel, questions, chosen)
    headline = random.choice(HEADLINES).rstrip("?")
    title = random.choice(TITLES).format(headline=headline, n=NUMBERS[size])
    content = _head(random, title, panel, chosen)
    if chosen["container"] in GRIDS:
        content.append(_grid(panel, questions, said, across=chosen["container"] == "grid across"))
    elif chosen["container"] == "forwarded":
        content += _forwarded(panel, questions, said)
    else:
        content += _spoken(random, panel, questions, said, chosen)
    if chosen["asked"] == "number of a list":
        place = next(place for place, one in enumerate(content) if isinstance(one, Box) and one.role == "section")
        content[place:place] = [line("plain", f"{number}. {text}") for number, text in enumerate(questions, start=1)]
    content += _foot(random, panel, chosen, said)
    container = chosen["container"]
    return Drawn(
        f"drawn-{seed}{SUFFIX.get(container, '.html')}",
        rendered(content, container, title=title, random=random),
        {
            "is_roundup": True,
            "panel": [
                {"name": expert.name, "affiliation": expert.post, "aliases": [expert.titled]} for expert in panel
            ],
            "questions": [{"text": question} for question in questions],
            "answers": [
                {"panelist": panel[expert].name, "question_index": question if many else None, "paragraphs": paragraphs}
                for (expert, question), paragraphs in said.items()
            ],
            "forecasts": [],
        },
        chosen,
    )


def _grid(
    panel: Sequence[Expert], questions: Sequence[str], said: dict[tuple[int, int], list[str]], *, across: bool
) -> Box:
    """A table with the experts down its side, or across its head."""
    corner = Box("cell", [line("corner", "")])
    rows = [Box("row", [corner, *(Box("cell", [line("question", text, "b")]) for text in questions)])]
    for expert, one in enumerate(panel):
        cells = [
            Box("cell", [line("words", text) for text in said.get((expert, place), [])])
            for place in range(len(questions))
        ]
        rows.append(Box("row", [Box("cell", [line("who", f"{one.titled}, {one.post}", "b")]), *cells]))
    if across:
        rows = [Box("row", list(column)) for column in zip(*(row.content for row in rows), strict=True)]
    return Box("grid", list(rows))


def _forwarded(
    panel: Sequence[Expert], questions: Sequence[str], said: dict[tuple[int, int], list[str]]
) -> list[Line | Box]:
    """Replies by mail, one after the other, each below its header, with the questions quoted above the answers."""
    content: list[Line | Box] = []
    for expert, one in enumerate(panel):
        content += [
            line("mark", "---------- Forwarded message ----------"),
            line("mark", f"From: {one.name} <{one.given.lower()}@example.org>"),
            line("mark", "Subject: Re: our questions"),
            line("mark", "Dear Ida,"),
        ]
        for place, text in enumerate(questions):
            if (expert, place) in said:
                content += [
                    line("mark", f"> {place + 1}. {text}"),
                    *(line("words", words) for words in said[expert, place]),
                ]
        content += [line("mark", "Best wishes,"), line("mark", one.name), line("mark", one.post)]
    return content


def _spoken(
    random: Random,
    panel: Sequence[Expert],
    questions: Sequence[str],
    said: dict[tuple[int, int], list[str]],
    chosen: dict[str, str],
) -> list[Line | Box]:
    return (_by_expert if chosen["asked"] in UNDER_EXPERTS else _by_question)(random, panel, questions, said, chosen)


def _components(random: Random, *, held_out: bool) -> dict[str, str]:
    """One of each kind, independently, again until they go together."""
    while True:
        chosen = {
            kind: random.choice([one for one in every if held_out or one not in HELD_OUT[kind]])
            for kind, every in COMPONENTS.items()
        }
        is_held = any(chosen[kind] in HELD_OUT[kind] for kind in ("container", "who", "asked"))
        if is_held == held_out and _go_together(chosen):
            return chosen


def _go_together(chosen: dict[str, str]) -> bool:
    container, who, asked, names = chosen["container"], chosen["who"], chosen["asked"], chosen["names"]
    short = ("surname", "first name", "says", "initials")
    under_experts = asked in UNDER_EXPERTS
    clashes = (
        container in {*GRIDS, "forwarded"}
        and (who != "bold line, post" or asked != "bold" or names == "first names only"),
        container.startswith("pdf") and (names == "other scripts" or who in {"vote", "stars", "arrow line"}),
        container in ABOVE_ONLY and (who not in ABOVE or who in {"message, byline", "heading with message"}),
        container in AFTER_ONLY and (who not in AFTER or who == "message, signed" or "closing" in who),
        container in WITHOUT_STYLE and (who in NEED_STYLE or who == "vote"),
        under_experts and (who not in ABOVE or container in {"list", "definitions", "table", "breaks", *WITHOUT_STYLE}),
        under_experts and who in {"message, byline", "says line", "answer of", "numbered line"},
        under_experts and (chosen["answers"] == "uneven" or container in BESIDE),
        container in BESIDE and ("message" in who or who == "woven"),
        asked == "moderator colon" and who not in IN_FRONT,
        who == "woven" and (asked not in {"heading", "title only"} or names == "two of a surname"),
        "message" in who and asked != "title only",
        who in NEED_PANEL and (chosen["listed"] in {"nowhere", "at the end"} or names == "two of a surname"),
        who == "surname capitals" and names == "particles",
        names in {"two of a surname", "first names only", "other scripts"} and any(part in who for part in short),
        names in {"first names only", "other scripts"} and who in {"title and surname", "woven", *NEED_PANEL},
        names == "first names only" and chosen["listed"] in {"paragraph each", "at the end", "sentence"},
        names == "other scripts" and "capitals" in who,
    )
    return not any(clashes)


def _answers(
    random: Random, words: Words, panel: Sequence[Expert], questions: Sequence[str], chosen: dict[str, str]
) -> dict[tuple[int, int], list[str]]:
    """By expert and question, in the order in which the article prints them."""
    order = list(range(len(panel)))
    if random.random() < 0.3:
        random.shuffle(order)
    skips = random.random() < 0.4
    said = {}
    for question in range(max(1, len(questions))):
        if random.random() < 0.15:
            random.shuffle(order)
        for expert in order:
            if not (skips and question and random.random() < 0.2):
                said[expert, question] = words.answer(chosen["answers"])
    return said


def _head(random: Random, title: str, panel: Sequence[Expert], chosen: dict[str, str]) -> list[Line | Box]:
    number = NUMBERS[len(panel)]
    content: list[Line | Box] = [heading("title", title, 1)]
    if random.random() < 0.5:
        content.append(
            line("meta", random.choice(("By Ida Brekke", "Ida Brekke, 4 March 2024", "Published 4 March 2024")))
        )
    if random.random() < 0.3:
        content.append(line("meta", random.choice(("March 4, 2024", "Updated: 6 March 2024", "2024-03-04 08:15"))))
    if chosen["intro"] != "nothing":
        told = INTRODUCTIONS if chosen["intro"] == "announced" else UNANNOUNCED
        content.append(line("intro", random.choice(told).format(n=number, N=number.capitalize())))
    return content + _panel_list(random, panel, chosen["listed"])


def _panel_list(random: Random, panel: Sequence[Expert], listed: str) -> list[Line | Box]:
    lead = line("plain", random.choice(("The panel:", "Our experts are:", "The following experts responded in time:")))
    if listed == "bullets":
        return [lead, Box("panel", [line("entry", f"{expert.titled}, {expert.post}") for expert in panel])]
    if listed == "numbered":
        return [lead, *(line("plain", f"{number}. {e.titled} ({e.post})") for number, e in enumerate(panel, start=1))]
    if listed == "sentence":
        named = [f"{expert.titled} ({expert.post})" for expert in panel]
        return [line("intro", f"We heard from {', '.join(named[:-1])} and {named[-1]}.")]
    if listed == "paragraph each":
        return [line("intro", expert.sentence) for expert in panel]
    if listed == "cards":
        cards: list[Line | Box] = [
            Box("card", [line("alt", e.name), line("name", e.titled, "b"), line("role", e.post)]) for e in panel
        ]
        return [Box("cards", cards)]
    return []


def _by_question(
    random: Random,
    panel: Sequence[Expert],
    questions: Sequence[str],
    said: dict[tuple[int, int], list[str]],
    chosen: dict[str, str],
) -> list[Line | Box]:
    content: list[Line | Box] = []
    named: set[int] = set()
    for question in range(max(1, len(questions))):
        section = Box("section", [])
        if questions:
            section.content.extend(_asked(chosen["asked"], question, questions[question]))
        turns = [expert for expert, other in said if other == question]
        for place, expert in enumerate(turns):
            is_first = expert not in named
            turn = Turn(
                panel[expert], said[expert, question], is_first=is_first, rank=place, level=3 if questions else 2
            )
            spoken = list(SPEAKING[chosen["who"]](turn))
            section.content.append(Box("turn", spoken))
            if chosen["who"] == "woven":  # what the journalist adds counts as part of the paragraph
                said[expert, question] = [one.text for one in spoken]
            named.add(expert)
            _interrupt(random, section, panel, said, chosen, last=place + 1 == len(turns))
        content.append(section)
    return content


def _interrupt(
    random: Random,
    section: Box,
    panel: Sequence[Expert],
    said: dict[tuple[int, int], list[str]],
    chosen: dict[str, str],
    *,
    last: bool,
) -> None:
    within = chosen["within"]
    if within != "nothing" and not last and random.random() < 0.3:
        first = [paragraphs[0].split(". ")[0] for paragraphs in said.values()]
        section.content.append(WITHIN[within](random, [one for one in first if 30 < len(one) < 200] or first))


def _asked(asked: str, number: int, question: str) -> list[Line]:
    one = number + 1
    forms: dict[str, list[Line]] = {
        "heading": [heading("question", question, 2)],
        "topic heading": [heading("question", question, 2)],
        "bold": [line("question", question, "b")],
        "numbered heading": [heading("question", f"{one}. {question}", 2)],
        "bold numbered": [line("question", f"{one}) {question}", "b")],
        "Q colon": [line("question", f"Q: {question}")],
        "Question 2 colon": [line("question", f"Question {one}: {question}", "b")],
        "Question 2 line": [heading("number", f"Question {one}", 2), line("question", question)],
        "italic": [line("question", question, "i")],
        "plain": [line("question", question)],
        "moderator colon": [line("question", f"MODERATOR: {question}")],
        "Q1 bold": [line("question", f"Q{one}. {question}", "b")],
        "We asked": [line("question", f"We asked: {question}", "i")],
        "The question": [heading("number", "The question", 2), line("question", question, "b")],
        "number of a list": [heading("number", f"Question {one}", 2)],
        "capitals": [line("question", question.upper())],
    }
    return forms[asked]


def _by_expert(
    random: Random,
    panel: Sequence[Expert],
    questions: Sequence[str],
    said: dict[tuple[int, int], list[str]],
    chosen: dict[str, str],
) -> list[Line | Box]:
    asked = chosen["asked"]
    content: list[Line | Box] = []
    if asked == "by number":
        content += [line("plain", f"{number}. {text}") for number, text in enumerate(questions, start=1)]
    for place, expert in enumerate(dict.fromkeys(expert for expert, _ in said)):
        label = [
            one
            for one in SPEAKING[chosen["who"]](Turn(panel[expert], [], is_first=True, rank=place, level=2))
            if one.role != "words"
        ]
        turn = Box("turn", list(label))
        for question, text in enumerate(questions):
            paragraphs = said.get((expert, question))
            if paragraphs is None:
                continue
            if asked == "by number":
                turn.content.extend([line("words", f"{question + 1}. {paragraphs[0]}")])
            elif asked == "repeated Q and A":
                turn.content.extend([line("question", f"Q: {text}"), line("words", f"A: {paragraphs[0]}")])
            else:
                again = (
                    heading("question", text, 3) if asked == "repeated heading" else line("question", text, asked[9])
                )
                turn.content.extend([again, line("words", paragraphs[0])])
            turn.content.extend([line("words", paragraph) for paragraph in paragraphs[1:]])
        content.append(turn)
        box = Box("section", [])
        _interrupt(random, box, panel, said, chosen, last=place + 1 == len(panel))
        content += box.content
    return content


def _foot(
    random: Random, panel: Sequence[Expert], chosen: dict[str, str], said: dict[tuple[int, int], list[str]]
) -> list[Line | Box]:
    content: list[Line | Box] = []
    if chosen["listed"] == "at the end":
        content.append(heading("about", "About the contributors", 2))
        content += [line("bio", expert.sentence) for expert in panel]
    if chosen["end"] != "nothing":
        content.append(AT_END[chosen["end"]](random, []))
    return content
