"""Documents of the corpus, damaged: what a Hypothesis test does to them, drawn from a seed so that every case can be made again."""

import os
import random
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = [
    "\x00",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ud7ff",
    "\u2028",
    "\x1b[31m",
    "İ",
    "ﬁ",
    "e\u0301" * 3,
    "\U0001f469\u200d\U0001f52c",
    "<",
    "&#0;",
    "&#xD800;",
    "<div>" * 200,
    "</div>" * 50,
    "<table><tr><td>" * 30,
    "<!--",
    "<script>",
    "]]>",
    "<p>: : :",
    "“" * 40,
    '"',
    "\n" * 30,
    "\n> > > ",
    "\n---\n",
    "\n-----Original Message-----\nFrom: A B <a@b.example>\n",
    "=?utf-8?q?=FF?=",
    "\nContent-Type: message/rfc822\n\n",
    "a " * 2_000,
    "9" * 400,
    ".!?" * 100,
    "Name: " * 200,
    ", " * 500,
    "(" * 200,
]
Damage = Callable[[bytes, bytes, random.Random], bytes]


def corpus() -> list[Path]:
    """Every document that may be damaged: our own always, the founders' where they lie beside the clone. Nothing that is held back."""
    shared = Path(os.environ.get("WEIGHIN_SHARED", ROOT.parent.parent / "shared"))
    folders = [ROOT / "corpus" / "practice", shared / "corpus" / "dev", shared / "seed"]
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path for path in found if path.suffix != ".json" and path.name not in {"README.md", "outcomes.md"}]


def flip(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """Some bytes become others."""
    damaged = bytearray(data)
    for _again in range(dice.choice([1, 3, 30, 300])):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def cut(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """A piece is missing."""
    start, end = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:start] + data[end:]


def break_off(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(len(data))]


def repeat(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """A piece stands there again and again."""
    start = dice.randrange(len(data))
    end = min(len(data), start + dice.choice([1, 20, 300, 4_000]))
    return data[:end] + data[start:end] * dice.choice([1, 5, 40]) + data[end:]


def splice(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The end of another document stands in place of its own."""
    return data[: dice.randrange(len(data))] + other[dice.randrange(len(other)) :]


def mingle(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Lines of two documents by turns."""
    lines = [line for pair in zip(data.split(b"\n"), other.split(b"\n"), strict=False) for line in pair]
    return b"\n".join(lines[: dice.randrange(10, 400)])


def insert(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """Hostile pieces stand in it."""
    damaged = data
    for _again in range(dice.choice([1, 2, 8])):
        at = dice.randrange(len(damaged))
        damaged = damaged[:at] + dice.choice(HOSTILE).encode("utf-8", "surrogatepass") + damaged[at:]
    return damaged


def shuffle(data: bytes, _: bytes, dice: random.Random) -> bytes:
    """Its lines stand in another order."""
    lines = data.split(b"\n")
    dice.shuffle(lines)
    return b"\n".join(lines)


DAMAGES: list[Damage] = [flip, cut, break_off, repeat, splice, mingle, insert, shuffle]


def damaged(number: int) -> tuple[str, bytes]:
    """The damaged document of that number, and a name for it that tells how it was made."""
    dice = random.Random(number)  # noqa: S311 - chance that can be repeated, not secrecy
    documents = corpus()
    path, other = dice.choice(documents), dice.choice(documents)
    data = path.read_bytes()
    names = []
    for _ in range(dice.choice([1, 1, 2, 4])):
        damage = dice.choice(DAMAGES)
        names.append(damage.__name__)
        data = damage(data, other.read_bytes(), dice) or b"?"
    return f"{number}-{'-'.join(names)}-{path.name}", data[:3_000_000]
