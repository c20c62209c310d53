import subprocess
import sys

import pytest

from weighin.version import __version__

COMMANDS = (
    "read",
    "show",
    "pool",
    "cooke",
    "agree",
    "export",
    "verify",
    "score",
    "calibration",
    "track",
    "serve",
    "demo",
    "init",
    "work",
    "doctor",
    "reset-second-factor",
)


def test_help_names_every_command_and_every_exit_code(weighin):
    result = weighin("--help")
    assert (result.returncode, result.stderr) == (0, "")
    for words in (*COMMANDS, "--install-completion", "130  stopped with Ctrl-C"):
        assert words in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples(weighin, command):
    shown = weighin(command, "--help").stdout
    assert "Examples:" in shown
    assert f"    weighin {command}" in shown


def test_no_command_at_all_is_answered_with_help(weighin):
    result = weighin()
    assert result.returncode == 2
    assert "Commands:" in result.stdout + result.stderr


def test_the_version_is_that_of_the_package(weighin):
    assert weighin("--version").stdout == f"weighin {__version__}\n"


def test_help_does_not_load_what_reads_draws_or_serves(environment):
    script = (
        "import sys, weighin.cli.main\n"
        "print(sorted({'rich', 'msgspec', 'django', 'pydantic', 'selectolax', 'numpy', 'weighin.reading'} & sys.modules.keys()))"
    )
    assert _python(script, environment) == "[]\n"


def test_importing_weighin_loads_nothing_heavy_until_it_is_used(environment):
    script = (
        "import sys, weighin\n"
        "print(sorted({'rich', 'msgspec', 'jinja2', 'weighin.errors'} & sys.modules.keys()))\n"
        "print(weighin.Record.__name__, 'jinja2' in sys.modules)"
    )
    assert _python(script, environment) == "[]\nRecord False\n"


def test_a_shell_learns_the_commands(weighin):
    asked = {"_WEIGHIN_COMPLETE": "complete_bash", "COMP_WORDS": "weighin ex", "COMP_CWORD": "1"}
    assert weighin(**asked).stdout.split() == ["export"]


def test_completion_installs_itself(tmp_path, environment):
    subprocess.run(
        ["bash", "-c", "weighin --install-completion; true"],
        env={**environment, "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert "weighin" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def _python(script, environment):
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.parametrize("command", ["pool", "cooke", "agree"])
def test_weighing_starts_without_the_site_and_draws_only_where_it_is_asked_to(command, judgements, environment):
    file = judgements / {"pool": "forecasts.csv", "cooke": "harbour.dtt", "agree": "ratings.csv"}[command]
    script = (
        "import sys, weighin.cli.main\n"
        f"sys.argv = ['weighin', {command!r}, {str(file)!r}]\n"
        "try:\n"
        "    weighin.cli.main.main()\n"
        "except SystemExit:\n"
        "    print(sorted({'django', 'psycopg', 'altair', 'vl_convert', 'jinja2'} & sys.modules.keys()))"
    )
    assert _python(script, environment).splitlines()[-1] == "[]"
