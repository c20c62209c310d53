"""Round-ups drawn by lot, so that what the reader can do is measured on layouts that nobody wrote for it.

From a number, `draw` makes an article: a panel, questions, answers, and an independent choice of how it is marked up, how it says who
speaks and what is asked, where it lists the panel, and what stands between. What is true of it is known, since it was made. Run
`PYTHONPATH=tests .venv/bin/python -m corpus.layouts --seeds 0:300` for how well each component is read.

A fifth of the components are held out: no article that `draw` makes for development holds one, and what is read of those that do is
printed as one figure only, so that the reader is never fitted to them.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from corpus.layout_draw import Drawn, draw
from corpus.layout_negatives import NEGATIVES
from corpus.layout_words import Words
from corpus.scoring import Score, score

from weighin.reading.plain import plain_reading
from weighin.reading.read import read_bytes


def read_score(drawn: Drawn) -> tuple[Score, bool]:
    """How well an article is read, and whether it is taken for a round-up."""
    plain = plain_reading(read_bytes(drawn.document, name=drawn.name), elapsed_ms=0.0)
    return score(drawn.gold, plain), plain["is_roundup"]


def refused_share(seeds: Iterable[int]) -> float:
    """Which share of the articles that are no round-ups is told so."""
    drawn = [(kind, make(Random(seed), Words(Random(seed)))) for seed in seeds for kind, make in NEGATIVES.items()]  # noqa: S311
    return 1 - sum(plain["is_roundup"] for plain in (_plain_negative(html) for _, html in drawn)) / len(drawn)


def _plain_negative(html: bytes) -> dict[str, Any]:
    return plain_reading(read_bytes(html, name="drawn.html"), elapsed_ms=0.0)


def total(seeds: Iterable[int], *, held_out: bool = False) -> tuple[Score, float]:
    """What all those articles together give, and which share of them is taken for a round-up."""
    read = [read_score(draw(seed, held_out=held_out)) for seed in seeds]
    return sum((one for one, _ in read), start=Score()), sum(taken for _, taken in read) / len(read)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="0:300", help="from:to")
    parser.add_argument("--worst", type=int, default=0, help="name so many of the worst articles")
    parser.add_argument("--only", default="", help="kind=component: only articles that have it")
    parser.add_argument("--write", default="", help="number: print that article and its components")
    options = parser.parse_args()
    if options.write:
        one = draw(int(options.write))
        sys.stdout.write(f"{one.components}\n{one.document.decode('utf-8', 'replace')}\n")
        return
    first, last = (int(part) for part in options.seeds.split(":"))
    every = [draw(seed) for seed in range(first, last)]
    if options.only:
        kind, _, name = options.only.partition("=")
        every = [one for one in every if one.components[kind] == name]
    read = [(one, *read_score(one)) for one in every]
    _print_table(read)
    for one, figures, _ in sorted(read, key=lambda entry: entry[1].answers.f1)[: options.worst]:
        sys.stdout.write(f"{one.name} {figures.answers.f1:.2f} {figures.questions.f1:.2f} {one.components}\n")
    _print_line("all", sum((figures for _, figures, _ in read), start=Score()), [taken for *_, taken in read])
    if not options.only:
        figures, recognised = total(range(first, first + (last - first) // 2), held_out=True)
        _print_line("held out", figures, [recognised] * ((last - first) // 2))
        by_kind = {
            kind: sum(_plain_negative(make(Random(seed), Words(Random(seed))))["is_roundup"] for seed in range(20))  # noqa: S311
            for kind, make in NEGATIVES.items()
        }
        sys.stdout.write(f"wrongly taken for round-ups, of 20: {by_kind}\n")


def _print_table(read: Sequence[tuple[Drawn, Score, bool]]) -> None:
    groups: dict[tuple[str, str], list[tuple[Score, bool]]] = defaultdict(list)
    for one, figures, taken in read:
        for kind, name in one.components.items():
            groups[kind, name].append((figures, taken))
    for (kind, name), entries in sorted(groups.items()):
        _print_line(f"{kind}={name}", sum((one for one, _ in entries), start=Score()), [taken for _, taken in entries])


def _print_line(name: str, figures: Score, taken: Sequence[float]) -> None:
    sys.stdout.write(
        f"{name[:36]:36} {len(taken):4}  panel {figures.panel.f1:.3f}  questions {figures.questions.f1:.3f}  "
        f"answers {figures.answers.f1:.3f}  recognised {sum(taken) / max(1, len(taken)):.2f}\n"
    )


if __name__ == "__main__":
    main()
