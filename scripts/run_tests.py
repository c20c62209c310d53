"""Run every test: once on SQLite, and those of the site once more on PostgreSQL where a server answers.

Further arguments go to pytest. With WEIGHIN_REQUIRE_ALL=1 (as in CI) a browser or PostgreSQL test that cannot run is a failure.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = os.environ.get("WEIGHIN_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "2")
ON_BOTH = (
    "tests/site",
    "tests/journeys/test_whole_roundup.py",
    "tests/journeys/test_reply.py",
)  # what speaks to a database
# some thousand visits that ask who may see what, and of what is sent: no database answers them otherwise than another
ON_ONE = ("--ignore=tests/site/test_policy.py", "--ignore=tests/site/test_anything_sent.py")


def main() -> int:
    """Both runs, the second also where the first is red; the worse exit code."""
    # the tests start hundreds of processes, which should not each compile the program again
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    on_sqlite = subprocess.call([*PYTEST, *sys.argv[1:]], cwd=ROOT, env=environment)
    server = urlsplit(POSTGRESQL)
    if not answers(server.hostname or "127.0.0.1", server.port or 5432) and not os.environ.get("WEIGHIN_REQUIRE_ALL"):
        print(f"PostgreSQL does not answer on {server.hostname}:{server.port}: the site was tested on SQLite only.")
        return on_sqlite
    print("The site once more, on PostgreSQL:", flush=True)
    on_postgresql = subprocess.call(
        [*PYTEST, *ON_BOTH, *ON_ONE], cwd=ROOT, env={**environment, "WEIGHIN_DATABASE": POSTGRESQL}
    )
    if on_sqlite or on_postgresql:
        print(f"On SQLite: {told(on_sqlite)}. On PostgreSQL: {told(on_postgresql)}.")
    return max(on_sqlite, on_postgresql, key=abs)


def told(code: int) -> str:
    """How a run ended, in words."""
    return f"red (exit code {code})" if code else "green"


def answers(host: str, port: int) -> bool:
    """Whether something listens there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
