"""Run the notebooks of `examples` and write what their cells say back into them: `python scripts/run_notebooks.py`.

A notebook is run as a person would: cell by cell from the top, in its own folder, in one namespace. What is kept is what a cell prints and the value
of its last line, as text, and the picture of a figure; a test runs the same and holds the text to be true.
"""

import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from weighin.publishing.figures import Figure

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run every notebook and write it back."""
    for path in sorted((ROOT / "examples").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for number, (cell, outputs) in enumerate(run(notebook, folder=path.parent), start=1):
            cell["outputs"], cell["execution_count"] = outputs, number
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        sys.stdout.write(f"ran {path.relative_to(ROOT)}\n")


def run(notebook: Mapping[str, Any], *, folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each code cell with what it gives; an error in a cell is raised as it is."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.chdir(folder):
        for number, cell in enumerate(notebook["cells"], start=1):
            if cell["cell_type"] == "code":
                yield cell, list(_outputs("".join(cell["source"]), names, name=f"cell {number}"))


def _outputs(source: str, names: dict[str, Any], *, name: str) -> Iterator[dict[str, Any]]:
    tree = ast.parse(source, filename=name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, name, "exec"), names)  # noqa: S102 - to run our own notebooks is what this file is for
        value = eval(compile(ast.Expression(last.value), name, "eval"), names) if last else None  # noqa: S307 - the same
    if printed.getvalue():
        yield {"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(keepends=True)}
    if value is not None:
        shown: dict[str, Any] = {"text/plain": text_of(value).splitlines(keepends=True)}
        if isinstance(value, Figure):
            shown["image/svg+xml"] = value._repr_svg_().splitlines(keepends=True)
        yield {"output_type": "display_data", "data": shown, "metadata": {}}


def text_of(value: object) -> str:
    """A value as a notebook writes it where there is no picture: of a figure its caption."""
    return f"{value.title}. {value.caption}" if isinstance(value, Figure) else repr(value)


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    main()
