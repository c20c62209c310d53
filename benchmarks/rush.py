"""The last minute before a deadline: 500 panelists submit five answers each, by real HTTP to `weighin serve`, on SQLite and on PostgreSQL.

Each opens the form, saves once, submits, and reads the receipt, at a moment of their own within the minute. Printed are the times that submitting
took; the exit code is 1 where an acknowledged submission is missing, is there twice, has no receipt in the outbox, where anything was an error of
the server, or where 95 of 100 did not have their answer within the second. PostgreSQL: WEIGHIN_TEST_POSTGRESQL, or the one on this machine.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from serving import Seat, ask, begin, data_and_database, end, free_port, is_acknowledged, panel_of, submit, wait_for

MOST_SECONDS = 1.0  # that submitting takes for 95 of 100
AT_ONCE = 200  # threads of visitors
SERVER_ERROR = 500
PROSE = "Nobody knows what comes of the pier, and the harbour master least of all. " * 20


class Visit(NamedTuple):
    """One panelist's visit: what they wrote, every status they met, whether it was acknowledged, seconds that submitting took."""

    seat: Seat
    words: str
    statuses: tuple[int, ...]
    acknowledged: bool
    seconds: float


def main() -> int:
    """Both databases, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panelists", type=int, default=500)
    parser.add_argument("--within", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--on", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    if given.on:
        return rush(given.on, given.panelists, given.within, workers=given.workers)
    codes = [subprocess.call([sys.executable, *sys.argv, "--on", on]) for on in ("sqlite", "postgresql")]
    return max(codes)


def rush(kind: str, panelists: int, within: float, *, workers: int) -> int:
    """One rush; 1 where something is wrong."""
    with data_and_database(kind, WEIGHIN_MAIL="mailbox") as environment:
        seats = panel_of(environment, panelists)
        port = free_port()
        server = begin(environment, "serve", "--port", str(port), "--workers", str(workers))
        try:
            wait_for(port)
            began = time.monotonic()
            visits = visit_all(port, seats, within)
            took = time.monotonic() - began
        finally:
            end(server)
        wrong = [*what_is_wrong(visits), *what_is_missing(visits)]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    times = sorted(visit.seconds for visit in visits)
    p50, p95, slowest = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.95, 1.0))
    if p95 > MOST_SECONDS:
        wrong.append(f"95 of 100 took up to {p95:.2f} s to submit; expected at most {MOST_SECONDS:g} s")
    told = sum(visit.acknowledged for visit in visits)
    print(
        f"{kind}: {told} of {len(visits)} submissions of 5 answers acknowledged in {took:.0f} s ({workers} processes)"
    )
    print(f"  submitting took p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, at most {slowest * 1000:.0f} ms")
    each = (used.ru_utime + used.ru_stime) / len(visits)
    print(
        f"  the server used {each * 1000:.0f} ms of a processor for each visit; load of this machine {os.getloadavg()[0]:.1f}"
    )
    print("\n".join(f"  WRONG: {sentence}" for sentence in wrong) or "  all stored, none twice, no server error")
    return 1 if wrong else 0


def visit_all(port: int, seats: list[Seat], within: float) -> list[Visit]:
    """Everybody comes at a moment of their own."""
    chance = random.Random(20261124)  # noqa: S311 - moments, no secrets
    moments = [chance.uniform(0, within) for _ in seats]
    began = time.monotonic()
    gate = threading.Semaphore(AT_ONCE)

    def one(seat: Seat, moment: float) -> Visit:
        time.sleep(max(0.0, began + moment - time.monotonic()))
        with gate:
            return visit(port, seat)

    with ThreadPoolExecutor(len(seats)) as crowd:
        return list(crowd.map(one, seats, moments))


def visit(port: int, seat: Seat) -> Visit:
    """Open, save, submit, read the receipt."""
    words = f"{PROSE} {seat.public_id}"
    opened = ask(port, "GET", seat.address)
    saved = ask(port, "POST", seat.address, {seat.fields[0]: words, "seen": "0", "do": "save"})
    began = time.monotonic()
    submitted = submit(port, seat, words, seen=1)
    seconds = time.monotonic() - began
    receipt = ask(port, "GET", f"{seat.address}/receipt")
    statuses = (opened.status, saved.status, submitted.status, receipt.status)
    return Visit(seat, words, statuses, is_acknowledged(submitted), seconds)


def what_is_wrong(visits: list[Visit]) -> list[str]:
    """What the visitors saw that they should not have seen."""
    bad = [status for visit in visits for status in visit.statuses if status == 0 or status >= SERVER_ERROR]
    silent = [visit for visit in visits if not visit.acknowledged]
    found = [f"{len(bad)} answers were errors of the server or none: {sorted(set(bad))}"] if bad else []
    return [*found, f"{len(silent)} submissions were not acknowledged"] if silent else found


def what_is_missing(visits: list[Visit]) -> list[str]:
    """What was acknowledged and is not in the database once, with its receipt, in a journal that holds together."""
    from weighin.site.board.queries import answers_of
    from weighin.site.store.journal import first_break
    from weighin.site.store.models import AnswerVersion, Letter, LetterKind, Outlet

    found = []
    for visit in visits:
        kept = list(AnswerVersion.objects.filter(panelist__public_id=visit.seat.public_id, is_submitted=True))
        if visit.acknowledged and [answers_of(one).given[-1].prose for one in kept] != [visit.words]:
            found.append(f"{len(kept)} versions of an acknowledged submission")
        letters = Letter.objects.filter(panelist__public_id=visit.seat.public_id, kind=LetterKind.RECEIPT)
        if visit.acknowledged and letters.count() != 1:
            found.append(f"{letters.count()} receipts for one submission")
    broken = first_break(Outlet.objects.get())
    return [*found, f"the journal breaks: {broken}"] if broken else found


if __name__ == "__main__":
    sys.exit(main())
