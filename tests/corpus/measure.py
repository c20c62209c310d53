"""Print how well the program reads the corpora: document by document for `practice` and `opened`, the totals only for `held`.

Run it as `PYTHONPATH=tests .venv/bin/python -m corpus.measure`, with the folder of a corpus of the same shape as argument to measure
that one instead.
"""

import sys
from pathlib import Path

from corpus.test_reading_corpus import HERE, _documents, _figures, _read, _score, _total


def main() -> None:
    """Measure the folders that are named, or the three that stand beside this file."""
    folders = [Path(argument).resolve() for argument in sys.argv[1:]] or [
        HERE / name for name in ("practice", "opened", "held")
    ]
    for folder in folders:
        if folder.name != "held":
            _print_documents(folder)
        total = _total(folder)
        _print_line(folder.name, _figures(folder) | {"wrong offsets": total.wrong_offsets, "matched": total.matched})


def _print_documents(folder: Path) -> None:
    for gold, document in _documents(folder):
        if not gold["is_roundup"]:
            _print_line(document.name, {"refused": 1 - _read(document)["is_roundup"]})
        else:
            _print_line(document.name, _score(gold, document).figures())


def _print_line(name: str, figures: dict[str, float]) -> None:
    shown = "  ".join(f"{key} {value:.3f}" if key != "matched" else f"{key} {value}" for key, value in figures.items())
    sys.stdout.write(f"{name[:40]:40}  {shown}\n")


if __name__ == "__main__":
    main()
