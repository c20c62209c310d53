"""kill -9 of the server and of the worker at random moments while panelists submit and letters go out by real SMTP; and at every step of the dialogue.

Printed is what was acknowledged and what became of it; the exit code is 1 where an acknowledged answer is lost or there twice, a letter went out
twice, a letter is neither sent nor listed as perhaps sent, or the journal does not verify.
"""

import argparse
import contextlib
import datetime as dt
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator

from post_office import STEPS, PostOffice
from serving import Seat, begin, data_and_database, end, free_port, is_acknowledged, panel_of, submit, wait_for

AT_ONCE = 6  # panelists who submit at the same time
LONGEST = 0.8  # seconds that the server lives once it answers
AFTER_THE_LEASE = dt.timedelta(hours=1)
_CHANCE = random.Random()  # noqa: S311 - moments, no secrets


def main() -> int:
    """Each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--on", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    if given.on:
        return kill(given.on, given.times)
    return max(subprocess.call([sys.executable, *sys.argv, "--on", on]) for on in ("sqlite", "postgresql"))


def kill(kind: str, times: int) -> int:
    """All kills on one database; 1 where something is wrong."""
    office = PostOffice(free_port())
    with data_and_database(kind, WEIGHIN_MAIL=f"smtp://127.0.0.1:{office.port}") as environment, office.opened():
        seats = panel_of(environment, AT_ONCE + len(STEPS))
        send_off_invitations()
        acknowledged: list[tuple[Seat, str]] = []
        for number in range(times):
            acknowledged += one_life(environment, seats[:AT_ONCE], office, number)
        wrong = [sentence for step in STEPS for sentence in killed_at(step, environment, office)]
        send_the_rest(office)
        wrong += [*lost_or_doubled(acknowledged), *letters_gone_wrong(office.taken), *broken_chain()]
        print(f"{kind}: {times} kills of server and worker, and {len(STEPS)} of the worker at steps of the dialogue")
        print(f"  {len(acknowledged)} acknowledged submissions; letters: {told_states()}; {len(office.taken)} taken")
    print(
        "\n".join(f"  WRONG: {sentence}" for sentence in wrong) or "  nothing lost, nothing twice, the chain verifies"
    )
    return 1 if wrong else 0


def one_life(environment: dict[str, str], seats: list[Seat], office: PostOffice, number: int) -> list[tuple[Seat, str]]:
    """Server and worker begin, panelists submit, both are killed; what was acknowledged."""
    port = free_port()
    worker = begin(environment, "work")
    server = begin(environment, "serve", "--no-letters", "--port", str(port))
    office.slowness = _CHANCE.choice((0.0, 0.02, 0.2))
    acknowledged: list[tuple[Seat, str]] = []
    is_over = threading.Event()

    def write(seat: Seat) -> None:
        for again in range(1000):
            if is_over.is_set():
                return
            words = f"{number}-{seat.public_id}-{again}"
            if is_acknowledged(submit(port, seat, words, seen=10**6)):
                acknowledged.append((seat, words))

    wait_for(port)
    crowd = [threading.Thread(target=write, args=[seat]) for seat in seats]
    for one in crowd:
        one.start()
    for process in _CHANCE.sample([server, worker], 2):
        time.sleep(_CHANCE.uniform(0, LONGEST))
        end(process, signal.SIGKILL)
    is_over.set()
    for one in crowd:
        one.join()
    return acknowledged


def killed_at(step: str, environment: dict[str, str], office: PostOffice) -> Iterator[str]:
    """The mail server kills the worker at that step over one letter; what is wrong with the letter afterwards."""
    from weighin.site.mail.worker import find_perhaps_sent
    from weighin.site.store.models import Letter, LetterState

    office.slowness = 0.0
    send_the_rest(office)
    letter = fresh_letter()
    worker = begin(environment, "work")
    office.kills(worker.pid, at=step)
    worker.wait(timeout=120)
    time.sleep(0.2)  # what the server had in hand
    office.kills(None)
    find_perhaps_sent(now=_later())
    send_the_rest(office)
    letter.refresh_from_db()
    number = office.taken[letter.message_id]
    if letter.state not in {LetterState.PERHAPS_SENT, LetterState.SENT}:
        yield f"killed at {step}: the letter is {letter.state}"
    if number > 1 or (number == 0 and letter.state == LetterState.SENT):
        yield f"killed at {step}: the letter is {letter.state} and went out {number} times"
    if Letter.objects.filter(state=LetterState.SENDING).exists():
        yield f"killed at {step}: a letter is neither sent nor listed"


def send_off_invitations() -> None:
    """What the opening drafted."""
    from weighin.site import clock
    from weighin.site.mail.letters import send_off
    from weighin.site.store.models import AskedRoundup, Member

    asked = AskedRoundup.objects.get()
    send_off(asked.letters.all(), asked=asked, by=Member.objects.get(), now=clock.now())


def fresh_letter() -> "Letter":  # type: ignore[name-defined]  # noqa: F821 - Django is set up by then
    """A receipt that waits for the worker."""
    from weighin.asking.answers import Answers, GivenAnswer
    from weighin.site import clock
    from weighin.site.reply.commands import submit_answers
    from weighin.site.store.models import AskedPanelist, Letter

    panelist = AskedPanelist.objects.order_by("-position").filter(versions=None).first()
    assert panelist is not None  # noqa: S101 - there is one for each step
    question = panelist.asked.questions.all()[0].public_id
    answers = Answers(given=(GivenAnswer(question=question, prose="Nothing."),))
    submit_answers(panelist=panelist, answers=answers, now=clock.now())
    return Letter.objects.get(panelist=panelist, version__isnull=False)


def send_the_rest(office: PostOffice) -> None:
    """What the dead left queued; what they had in hand when they died is found when the lease ends."""
    from weighin.site.environment import MailServer
    from weighin.site.mail.smtp import by_smtp
    from weighin.site.mail.worker import send_due

    deliver = by_smtp(MailServer(host="127.0.0.1", port=office.port), sender="panel@courant.example")
    with contextlib.suppress(StopIteration):
        while send_due(deliver, now=_later()):
            pass


def lost_or_doubled(acknowledged: list[tuple[Seat, str]]) -> Iterator[str]:
    """Acknowledged answers that are not there, or there twice; submissions without their one receipt."""
    from weighin.site.board.queries import answers_of
    from weighin.site.store.models import AnswerVersion, Letter, LetterKind

    submitted = list(AnswerVersion.objects.filter(is_submitted=True).select_related("panelist"))
    kept = Counter((one.panelist.public_id, answers_of(one).given[0].prose) for one in submitted)
    yield from (f"{words}: lost" for seat, words in acknowledged if not kept[seat.public_id, words])
    yield from (f"{words}: kept {number} times" for (_, words), number in kept.items() if number > 1)
    receipts = Counter(Letter.objects.filter(kind=LetterKind.RECEIPT).values_list("version", flat=True))
    yield from (f"version {one.pk}: {receipts[one.pk]} receipts" for one in submitted if receipts[one.pk] != 1)


def letters_gone_wrong(taken: Counter[str]) -> Iterator[str]:
    """Letters that went out twice, that are called sent and were not, that are lost without being listed."""
    from weighin.site.store.models import Letter, LetterState

    yield from (f"{message}: went out {number} times" for message, number in taken.items() if number > 1)
    for letter in Letter.objects.all():
        number = taken[letter.message_id]
        is_listed = letter.state == LetterState.PERHAPS_SENT
        if not is_listed and (letter.state != LetterState.SENT or number != 1):
            yield f"a {letter.kind} is {letter.state}, and went out {number} times: {letter.server_said}"


def broken_chain() -> list[str]:
    """Where the journal breaks."""
    from weighin.site.store.journal import first_break
    from weighin.site.store.models import Outlet

    broken = first_break(Outlet.objects.get())
    return [f"the journal breaks: {broken}"] if broken else []


def told_states() -> str:
    """How many letters stand where."""
    from weighin.site.store.models import Letter

    states = Counter(Letter.objects.values_list("state", flat=True))
    return ", ".join(f"{number} {state}" for state, number in sorted(states.items()))


def _later() -> dt.datetime:
    from weighin.site import clock

    return clock.now() + AFTER_THE_LEASE


if __name__ == "__main__":
    sys.exit(main())
