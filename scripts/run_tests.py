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
ON_BOTH = ("tests/site", "tests/journeys")  # what speaks to a database


def main() -> int:
    """Both runs; the worse exit code."""
    everything = subprocess.call([sys.executable, "-m", "pytest", "-q", "-n", "2", *sys.argv[1:]], cwd=ROOT)
    if everything:
        return everything
    server = urlsplit(POSTGRESQL)
    if not answers(server.hostname or "127.0.0.1", server.port or 5432) and not os.environ.get("WEIGHIN_REQUIRE_ALL"):
        print(f"PostgreSQL does not answer on {server.hostname}:{server.port}: the site was tested on SQLite only.")
        return 0
    print("The site once more, on PostgreSQL:", flush=True)
    environment = {**os.environ, "WEIGHIN_DATABASE": POSTGRESQL}
    return subprocess.call([sys.executable, "-m", "pytest", "-q", "-n", "2", *ON_BOTH], cwd=ROOT, env=environment)


def answers(host: str, port: int) -> bool:
    """Whether something listens there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
