"""The project's own rules."""

import ast
import importlib
import inspect
import re
import subprocess
import sys

import pytest

import weighin.errors
from weighin.errors import WeighInError
from weighin.version import __version__

LONGEST_FILE = 400
MACHINE = re.compile(
    r"(?<![\w.:-])/(?:work|root|Users|opt|mnt)/\w|(?:^|\s)--?(?:extra-)?index(?:-url)?[ =]|//[\w.-]+/simple\b",
    re.MULTILINE,
)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


def tracked(root, *patterns):
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="module")
def pages(root):
    return [*tracked(root, "docs/*.md"), *(root / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]


def test_no_file_names_a_machine_or_a_registry(root):
    here = __file__
    texts = {
        path: path.read_text(encoding="utf-8", errors="replace")
        for path in tracked(root)
        if str(path) != here and "held" not in path.parts and path.suffix not in {".png", ".pdf", ".docx", ".js"}
    }
    assert [f"{path.name}: {found[0]}" for path, text in texts.items() if (found := MACHINE.search(text))] == []


def test_no_file_of_the_program_has_grown_past_its_length(root):
    files = tracked(root, "src/*.py", "scripts/*.py", "benchmarks/*.py")
    assert [path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE] == []


def test_everything_public_says_what_it_is(root):
    silent = []
    for path in tracked(root, "src/*.py"):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
        silent += [f"{path.name}: {node.name}" for node in public if not ast.get_docstring(node)]
    assert silent == []


def test_every_link_inside_the_documentation_leads_somewhere(pages):
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_decision_is_in_the_navigation(root):
    navigation = (root / "mkdocs.yml").read_text(encoding="utf-8")
    missing = [
        path.name for path in tracked(root, "docs/*.md") if path.relative_to(root / "docs").as_posix() not in navigation
    ]
    assert missing == []


def test_the_generated_reference_says_what_the_code_says(root):
    command = [sys.executable, "scripts/write_reference.py", "--check"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def kinds_of_error():
    def below(error):
        for kind in error.__subclasses__():
            yield kind
            yield from below(kind)

    return [kind for kind in below(WeighInError) if kind.__module__ == weighin.errors.__name__]


def test_the_drawn_tree_is_the_tree_of_errors():
    drawn = re.findall(r"([│ ]*)[├└]── (\w+) +(\d+) +(\d+) ", weighin.errors.__doc__)
    tree = {name: (len(depth) // 4, int(code), int(status)) for depth, name, code, status in drawn}
    real = {kind.__name__: (len(kind.__mro__) - 4, kind.exit_code, kind.http_status) for kind in kinds_of_error()}
    assert tree == real


def test_the_face_of_the_package_is_what_it_says():
    for name in weighin.__all__:
        assert getattr(weighin, name) is not None
    assert set(weighin.__all__) == set(dir(weighin))
    assert {kind.__name__ for kind in kinds_of_error() if kind.__name__ in weighin.__all__} >= {
        "NotARoundup",
        "BadSource",
    }
    with pytest.raises(AttributeError, match="no attribute 'weigh'"):
        weighin.weigh  # noqa: B018 - looking is the test


def test_python_in_the_documentation_is_python_and_its_names_exist(pages):
    for page in pages:
        for block in FENCED.finditer(page.read_text(encoding="utf-8")):
            if block["language"] != "python":
                continue
            tree = ast.parse(block["code"])
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "weighin":
                    assert hasattr(weighin, node.attr), f"{page.name}: weighin.{node.attr}"
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("weighin"):
                    module = importlib.import_module(node.module)
                    assert all(hasattr(module, alias.name) for alias in node.names), page.name


def test_commands_in_the_documentation_exist(root, pages):
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    options = (root / "docs/reference/command-line.md").read_text(encoding="utf-8")
    for page in pages:
        text = "\n".join(
            block["code"]
            for block in FENCED.finditer(page.read_text(encoding="utf-8"))
            if block["language"] != "python"
        )
        assert set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= targets, page.name
        for command in re.findall(r"^(?:\.venv/bin/)?weighin ([^#|\n]+)", text, re.MULTILINE):
            name, *arguments = command.split()
            assert f"## weighin {name}" in options or name.startswith("-"), f"{page.name}: {command}"
            assert all(f"`{word}`" in options for word in arguments if re.fullmatch(r"--[a-z-]+", word)), (
                f"{page.name}: {command}"
            )


def test_the_change_log_knows_this_version(root):
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert __version__ in log or "Unreleased" in log
    assert inspect.getmodule(weighin).__version__ == __version__
