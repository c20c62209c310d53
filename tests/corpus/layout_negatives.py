"""Articles that are no round-ups, drawn by lot: reported news, an interview, one author's list, a product test, an explainer, profiles."""

from collections.abc import Callable
from html import escape
from random import Random

from corpus.layout_people import Expert, draw_panel
from corpus.layout_words import QUESTIONS, TOPICS, Words

Negative = Callable[[Random, Words], bytes]


def _page(title: str, parts: list[str]) -> bytes:
    return f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>{''.join(parts)}</article></body></html>".encode()


def _p(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _h(text: str, level: int = 2) -> str:
    return f"<h{level}>{escape(text, quote=False)}</h{level}>"


def _news(random: Random, words: Words) -> bytes:
    panel = draw_panel(random, 4, "titles")
    parts = [_p("By Ida Brekke"), _p(words.some(2))]
    for expert in panel:
        parts += [_p(f"“{words.some(1)}” said {expert.titled}, {expert.post}."), _p(words.some(random.randint(2, 3)))]
    parts.append(_p(f"{panel[0].family} added: “{words.some(1)}”"))
    return _page("Bridge stays shut after second inspection", parts)


def _interview(random: Random, words: Words) -> bytes:
    [expert] = draw_panel(random, 1, "simple")
    parts = [_p(f"{expert.name} is {expert.post}. We met on a wet afternoon.")]
    for place, question in enumerate(random.sample(QUESTIONS, 7)):
        label = expert.name if not place else expert.family
        parts += [f"<p><strong>{escape(question)}</strong></p>", _p(f"{label}: {words.some(3)}")]
    return _page(f"“Nobody reads the footnotes”: an interview with {expert.name}", parts)


def _dialogue(random: Random, words: Words) -> bytes:
    one, other = draw_panel(random, 2, "simple")
    parts = [_p(f"{one.name} spoke to {other.name}.")]
    for question in random.sample(QUESTIONS, 6):
        parts += [_p(f"{one.given}: {question}"), _p(f"{other.given}: {words.some(3)}")]
    return _page("A conversation by the river", parts)


def _listicle(random: Random, words: Words) -> bytes:
    parts = [_p("By Ida Brekke, economics editor")]
    for number, topic in enumerate(random.sample(TOPICS, 6), start=1):
        parts += [_h(f"{number}. {topic}"), _p(words.some(4)), _p(words.some(2))]
    return _page("Six things to watch this year", parts)


def _test(random: Random, words: Words) -> bytes:
    goods = random.sample(
        "Tarn Ridge Shell|Brennick Alpine|Oslo Rover|Delmar Trail Light|Corvane Peak Pro|Halden Storm".split("|"), 5
    )
    parts = [_p("We tested five waterproof jackets in the hills.")]
    for name in goods:
        parts += [
            _h(name),
            _p(f"Price: {random.randint(60, 300)} crowns"),
            _p(_told_of_a_jacket(random)),
            _p(f"Verdict: {random.choice(_VERDICTS)}"),
        ]
    return _page("Tested: the best rain jackets", parts)


def _told_of_a_jacket(random: Random) -> str:
    return " ".join(random.sample(_JACKETS, 4))


_VERDICTS = ("Heavy but honest.", "Good value for walkers.", "Too thin for the coast.", "The best of the five.")
_JACKETS = (
    "The hood fits over a helmet and stays put in a crosswind.",
    "After two hours in the rain the shoulders were damp.",
    "It packs into its own pocket and weighs less than a loaf of bread.",
    "The zip jams when it is cold, and the cuffs are too narrow for gloves.",
    "There are four pockets, of which three can be reached with a rucksack on.",
    "The fabric is stiff at first and softens after a week.",
    "Testers praised the long back and complained about the colour.",
)


def _explainer(random: Random, words: Words) -> bytes:
    parts = [_p(words.some(3))]
    for question in random.sample(QUESTIONS, 6):
        parts += [_h(question), _p(words.some(3)), _p(words.some(2))]
    return _page("Everything you need to know about the new tariff", parts)


def _profiles(random: Random, words: Words) -> bytes:
    parts = [_p("By Ida Brekke")]
    for expert in draw_panel(random, 5, "simple"):
        parts += [_h(expert.name, 3), _p(_told_of(random, expert)), _p(_told_of(random, expert))]
    return _page("Five to watch in the new parliament", parts)


def _told_of(random: Random, expert: Expert) -> str:
    told = (
        "{n} grew up above a bakery and left school at sixteen. Colleagues describe a patient organiser who reads everything twice.",
        "Friends say {n} never wanted to enter politics at all. That changed when the mill closed and her father lost his job.",
        "She was elected in March with a majority of nine. In the chamber she sits near the door, and her speeches are short.",
        "He trained as a surveyor and spent ten years abroad. His first bill would let tenants of the port buy their sheds.",
        "Rivals in the party find {n} hard to place. She has voted with the government on rents and against it on the harbour.",
    )
    return random.choice(told).format(n=expert.family)


NEGATIVES: dict[str, Negative] = {
    "news": _news,
    "interview": _interview,
    "dialogue": _dialogue,
    "listicle": _listicle,
    "test": _test,
    "explainer": _explainer,
    "profiles": _profiles,
}
