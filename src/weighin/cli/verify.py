"""`weighin verify`: whether receipts, witnesses, seal, journal and record agree, without asking anybody."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weighin.cli.examples import examples
from weighin.errors import BadSource, NotCheckable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from weighin.sealing.verification import Check, Exhibit, Verification

EXAMPLES = examples(
    "weighin verify receipt.txt seal.json                were my answers sealed?",
    "weighin verify submission.json proof.json witness.json",
    "weighin verify record.json seal.json witness.json   is what is published what was sealed?",
    "weighin verify seal.json witness.tsr service.pem    was it stamped from outside, when, by whom?",
    "weighin verify journal.jsonl seal.json --json       for a program",
)

DISAGREES = 10
_SIGNS = {"agrees": ("✓", "green"), "disagrees": ("✗", "red"), "not checked": ("–", "yellow")}


def verify(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Whatever you kept: receipt, submission, proof, witness, seal, stamps, certificates, journal, record; - is standard input.",
            show_default=False,
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
) -> None:
    """Check what was kept of a sealed round-up: which agree, which disagree, in sentences.

    What each file is, is told by its content. Nothing is fetched and nobody is asked. Exit code 0: nothing disagrees; 10: something does;
    2: a file that cannot be read as one of these, or nothing to compare.
    """
    from weighin.sealing.verification import verify as verified  # msgspec: not for --help

    found = verified(*map(_exhibit, sources))
    if as_json:
        import msgspec

        told = {"agrees": found.agrees, "checks": found.checks}
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n")
    else:
        _print(found)
    if not found.agrees:
        sys.stdout.flush()
        raise typer.Exit(DISAGREES)


def _exhibit(source: str) -> "Exhibit":
    from weighin.sealing.documents import decode_document  # the same
    from weighin.sealing.verification import Exhibit

    return Exhibit(source, decode_document(_bytes_of(source), source))


def _bytes_of(source: str) -> bytes:
    from weighin.reading.sources.files import bytes_of_file  # the same

    if source == "-":
        return sys.stdin.buffer.read()
    if source.startswith(("http://", "https://")):
        raise NotCheckable(source, "nothing is fetched here; save it as a file first")
    try:
        return bytes_of_file(Path(source))
    except BadSource as error:
        raise NotCheckable(source, error.reason) from error


def _print(found: "Verification") -> None:
    from rich.text import Text  # what draws is not loaded for --help

    from weighin.cli.tables import NARROW, console

    to = console()
    to.print(_list(found.checks) if to.width < NARROW else _table(found.checks))
    counts = dict.fromkeys(_SIGNS, 0)
    for check in found.checks:
        counts[check.standing.value] += 1
    verdict = "Something disagrees." if not found.agrees else "Nothing disagrees."
    told = f"{verdict} {counts['agrees']} agree, {counts['disagrees']} disagree, {counts['not checked']} not checked."
    to.print(Text(told, style="bold"))


def _table(checks: tuple["Check", ...]) -> "RenderableType":
    from rich import box  # what draws is not loaded for --help
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("finding", no_wrap=True)
    table.add_column("what was checked", min_width=16)
    table.add_column("in words", ratio=1)
    for check in checks:
        sign, colour = _SIGNS[check.standing.value]
        words = _words(check)
        table.add_row(Text(f"{sign} {check.standing.value}", style=colour), Text(check.rule.value), words)
    return table


def _words(check: "Check") -> "Text":
    """The sentence, and below it which files it is about; what strangers wrote cannot move the cursor."""
    from rich.text import Text  # what draws is not loaded for --help

    def shown(text: str) -> str:
        return "".join(character if character.isprintable() else "\ufffd" for character in text)

    return Text(shown(check.sentence)) + Text(f"\n{shown(check.of)}", style="dim")


def _list(checks: tuple["Check", ...]) -> "RenderableType":
    from rich.console import Group  # what draws is not loaded for --help
    from rich.padding import Padding
    from rich.text import Text

    lines: list[RenderableType] = []
    for check in checks:
        sign, colour = _SIGNS[check.standing.value]
        lines.append(
            Text(f"{sign} {check.standing.value}", style=colour) + Text(f": {check.rule.value}", style="default")
        )
        lines.append(Padding(_words(check), (0, 0, 1, 2)))
    return Group(*lines)
