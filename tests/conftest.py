"""What tests of every room share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.pages import chromium
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
MUST_RUN_IN_CI = ("browser", "postgresql")

# no test fails because the machine is busy; in CI the same examples every time, elsewhere new ones
settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=bool(os.environ.get("WEIGHIN_REQUIRE_ALL")),
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The founders' shared folder beside the clone, which holds the corpus and the seed."""
    folder = Path(os.environ.get("WEIGHIN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared folder is not beside this clone: the corpus and the seed cannot be read")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, started once in each process: Playwright cannot run twice beside itself."""
    with chromium() as one:
        yield one


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[pytest.TestReport]:
    """In CI a browser or PostgreSQL test that is skipped is a failure."""
    report: pytest.TestReport = yield
    must_run = os.environ.get("WEIGHIN_REQUIRE_ALL") and any(item.get_closest_marker(name) for name in MUST_RUN_IN_CI)
    if report.skipped and must_run and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {report.longrepr}"
    return report
