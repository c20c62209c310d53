"""Write the reference pages that are made from code: command line, record, errors, phrases. A test holds them true.

python scripts/write_reference.py           write them
python scripts/write_reference.py --check   say which differ, exit 1
"""

import csv
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

import weighin.errors
from weighin.cli.examples import EXIT_CODES
from weighin.cli.main import app
from weighin.errors import WeighInError
from weighin.record.schema import record_schema, schema_text

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Made by scripts/write_reference.py; a change here is lost. -->\n\n"


def main() -> int:
    """Write or compare every page."""
    pages = {name: text if name.endswith(".json") else MADE + text for name, text in reference_pages().items()}
    differing = [name for name, text in pages.items() if not _stands(name, text)]
    if "--check" in sys.argv[1:]:
        for name in differing:
            print(f"docs/reference/{name} does not say what the code says: run make docs")
        return 1 if differing else 0
    for name in differing:
        (REFERENCE / name).write_text(pages[name], encoding="utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


def _stands(name: str, text: str) -> bool:
    path = REFERENCE / name
    return path.exists() and path.read_text(encoding="utf-8") == text


def reference_pages() -> dict[str, str]:
    """Every page that is made from code, by its file name."""
    return {
        "command-line.md": command_line_page(),
        "record.md": record_page(record_schema()),
        "record.schema.json": schema_text(),
        "errors.md": errors_page(),
        "phrases.md": phrases_page(),
    }


def command_line_page() -> str:
    """The commands with their arguments, options and examples, as their own help has them."""
    group = typer.main.get_command(app)
    if not isinstance(group, TyperGroup):
        msg = "the command line is one command only"
        raise TypeError(msg)
    lines = ["# Command line", "", "`weighin COMMAND --help` says the same on the terminal.", ""]
    for name, command in group.commands.items():
        if isinstance(command, TyperCommand):
            lines += [f"## weighin {name}", "", *_paragraphs(command.help or ""), *_parameters(command), ""]
            lines += ["```text", *_examples(command.epilog or ""), "```", ""]
    lines += ["## Exit codes", "", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    lines += ["", "## Everywhere", "", *EVERYWHERE]
    return "\n".join(lines).rstrip() + "\n"


EVERYWHERE = (
    "What was read goes to standard output; reports, progress and errors go to standard error.",
    "Colour is left out where `NO_COLOR` is set or nobody looks on; `COLUMNS` says how wide a table may be.",
    "`weighin --install-completion` teaches your shell the commands and options (bash, zsh, fish, PowerShell).",
)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        yield from (" ".join(paragraph.split()), "")


def _examples(epilog: str) -> list[str]:
    return [line.strip() for line in epilog.replace("\b", "").strip().splitlines()[1:]]


def _parameters(command: TyperCommand) -> Iterator[str]:
    yield "| argument or option | meaning |"
    yield "| --- | --- |"
    for parameter in command.params:
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts) if name.startswith("-"))
        shown = names or f"`{parameter.human_readable_name}`"
        yield f"| {shown} | {_cell(getattr(parameter, 'help', None) or '')} |"


def record_page(schema: dict[str, Any]) -> str:
    """Every object of the record with its fields."""
    parts = [
        "# The record",
        "",
        f"Version {schema.get('version', '1.0')} of the format, as a [JSON Schema](record.schema.json).",
        "Offsets count characters (Unicode code points) of `text`; a piece that was read stands there exactly.",
        "",
    ]
    for name, definition in sorted(schema["$defs"].items(), key=lambda pair: (pair[0] != "Record", pair[0])):
        parts += [f"## {name}", "", _first_paragraph(definition.get("description", "")), ""]
        if "enum" in definition:
            parts += [", ".join(f"`{value}`" for value in definition["enum"]), ""]
        if "properties" in definition:
            required = set(definition.get("required", ()))
            parts += ["| field | type | required |", "| --- | --- | --- |"]
            for field, value in definition["properties"].items():
                parts.append(f"| `{field}` | {_cell(_type_of(value))} | {'yes' if field in required else 'no'} |")
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _type_of(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type_of(option) for option in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_type_of(value.get('items', {}))}" if value.get("items") else "list"
    kind = value.get("type", "anything")
    bounds = [
        f"≥ {value['minimum']:g}" if "minimum" in value else "",
        f"≤ {value['maximum']:g}" if "maximum" in value else "",
    ]
    return " ".join([str(value.get("format", kind)), *filter(None, bounds)])


def errors_page() -> str:
    """The errors with exit code and HTTP status."""
    lines = ["# Errors", "", "Every error that a caller can meet; each says what is wrong, where, and what to do.", ""]
    lines += ["| error | meaning | exit code | HTTP status |", "| --- | --- | --- | --- |"]
    lines += [
        f"| `{error.__name__}` | {_first_paragraph(error.__doc__ or '')} | {error.exit_code} | {error.http_status} |"
        for error in _errors(WeighInError)
    ]
    return "\n".join(lines) + "\n"


def _errors(base: type[WeighInError]) -> Iterator[type[WeighInError]]:
    for error in base.__subclasses__():
        if error.__module__ == weighin.errors.__name__:
            yield error
            yield from _errors(error)


def phrases_page() -> str:
    """The shipped table of phrases of likelihood."""
    table = files("weighin.reading.forecasts") / "data" / "phrases.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    lines = ["# Phrases of likelihood", ""]
    lines += [
        "What surveyed readers take a phrase for, in per cent; how the table is made stands in [Words of likelihood](../explanation/words-of-likelihood.md).",
        "",
    ]
    lines += ["| " + " | ".join(rows[0]) + " |", "| " + " | ".join("---" for _ in rows[0]) + " |"]
    lines += ["| " + " | ".join(_cell(value or "") for value in row.values()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _first_paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
