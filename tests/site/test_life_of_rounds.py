"""Whatever panelists and editors do over several rounds, by whatever protocol: nobody but its author sees an answer of the round that runs, others see
of ended rounds what the protocol shows of the group, and nowhere who it was.

WEIGHIN_EXAMPLES sets how many lives are lived, for a deeper look than the suite takes.
"""

import datetime as dt
import os

from builders.asked import A_SECOND, asked_roundup, panelist_on
from builders.site import NOON
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from weighin.record.protocols import Delphi, Idea, LargeMove, OneRound, RealTimeDelphi, StoppingRule, most_rounds
from weighin.site import clock
from weighin.site.store.journal import first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Letter
from weighin.site.store.protocols import encode_protocol
from weighin.site.store.versions import answers_of, counted_in_ended

EXAMPLES = int(os.environ.get("WEIGHIN_EXAMPLES", "12"))
NAMES = ("Cleo", "Dmitri", "Ines", "Jonas", "Karla")
GROUPS = ("Science", "Industry")
A_WEEK = dt.timedelta(days=7)
PROTOCOLS = (
    OneRound(),
    Delphi(stopping=StoppingRule(most_rounds=3)),
    Delphi(by_group=True, large_move=LargeMove(), stopping=StoppingRule(most_rounds=4, when_kept=None)),
    RealTimeDelphi(by_group=True),
    Idea(),
)
who = st.integers(0, len(NAMES) - 1)


class Rounds(RuleBasedStateMachine):
    """One round-up by one protocol. `said`: by round, what each submitted last and did not withdraw."""

    browser: Client
    owner: object

    @initialize(protocol=st.sampled_from(PROTOCOLS))
    def begin(self, protocol):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.protocol, self.now, self.number, self.count = protocol, NOON, 1, 0
        clock.now = lambda: self.now
        self.deadline = NOON + A_WEEK
        self.asked = asked_roundup(self.owner, protocol=encode_protocol(protocol))
        AskedRoundup.objects.filter(pk=self.asked.pk).update(deadline=self.deadline)
        self.rows = [
            panelist_on(self.asked, f"NAME{name.upper()}", group=GROUPS[number % 2])
            for number, name in enumerate(NAMES)
        ]
        self.first, self.second = self.asked.questions.all()
        self.desk = f"/desk/asked/{self.asked.public_id}"
        self.said = {1: {}}
        self.everything = [set() for _ in NAMES]

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def link(self, number):
        return f"/answer/{token_of(self.rows[number])}"

    def page(self, number):
        return Client().get(self.link(number)).content.decode()

    def is_closed(self):
        return self.now > self.deadline

    def post(self, number, do, **typed):
        sent = {f"{self.first.public_id}.{part}": words for part, words in typed.items()}
        return Client().post(self.link(number), sent | {"do": do, "seen": str(self.rows[number].versions.count())})

    @precondition(lambda self: not self.is_closed())
    @rule(number=who, probability=st.sampled_from(["10", "50", "90"]))
    def submit(self, number, probability):
        self.count += 1
        words = f"WORD{self.count}X{self.asked.pk}X"
        response = self.post(number, "submit", prose=words, probability=probability, because=f"WHY{words}")
        assert response.status_code == 302
        self.everything[number].add(words)
        self.said[self.number][number] = words

    @precondition(lambda self: not self.is_closed() and self.number > 1)
    @rule(number=who)
    def keep(self, number):
        before = next(
            (round_[number] for _, round_ in sorted(self.said.items(), reverse=True)[1:] if number in round_), None
        )
        response = self.post(number, "keep")
        assert response.status_code == 302
        assert response["Location"].endswith("/receipt") == (before is not None)
        if before is not None:
            self.said[self.number][number] = before

    @precondition(lambda self: not self.is_closed())
    @rule(number=who)
    def withdraw(self, number):
        response = Client().post(f"{self.link(number)}/withdraw")
        assert response.status_code == (302 if self.said[self.number].pop(number, None) else 409)

    @rule()
    def time_goes_on(self):
        self.now = self.deadline + A_SECOND if not self.is_closed() else self.now + A_WEEK

    @rule()
    def open_next_round(self):
        may = self.is_closed() and self.number < most_rounds(self.protocol) and bool(self.said[self.number])
        deadline = self.now + A_WEEK
        typed = {"deadline": deadline.isoformat(), "note": "Whatever the rules say."}
        response = self.browser.post(f"{self.desk}/next-round", typed)
        assert response.status_code == (302 if may else 409)
        if may:
            self.number, self.deadline = self.number + 1, deadline
            self.said[self.number] = {}

    @rule(number=who)
    def look(self, number):
        seen = self.page(number) + Client().get(f"{self.link(number)}/receipt", follow=True).content.decode()
        assert not [name for other, name in enumerate(NAMES) if other != number and f"NAME{name.upper()}" in seen]
        others = {words for other, all_said in enumerate(self.everything) if other != number for words in all_said}
        assert {words for words in others if words in seen} <= self.may_be_read_by(number)

    def may_be_read_by(self, number):
        """Words of others that the protocol lets somebody read."""
        if isinstance(self.protocol, Delphi) and self.number > 1:
            return set(self.said[self.number - 1].values())
        if isinstance(self.protocol, RealTimeDelphi) and number in self.said[1]:
            return {words for all_said in self.everything for words in all_said}
        return set()

    @rule(number=who)
    def in_a_delphi_every_reason_of_the_round_before_is_read(self, number):
        if isinstance(self.protocol, Delphi) and self.number > 1:
            page = self.page(number)
            others = {words for other, words in self.said[self.number - 1].items() if other != number}
            assert {words for words in others if words not in page} == set()

    @rule()
    def look_at_the_desk(self):
        pages = [self.desk, f"{self.desk}/letters", f"{self.desk}/next-round", f"{self.desk}/protocol", "/desk/journal"]
        seen = "".join(self.browser.get(page).content.decode() for page in pages)
        assert not [words for all_said in self.everything for words in all_said if words in seen]
        reasons = self.browser.get(f"{self.desk}/reasons").content.decode()
        closed = {
            words
            for number, round_ in self.said.items()
            if number < self.number or self.is_closed()
            for words in round_.values()
        }
        assert {words for all_said in self.everything for words in all_said if words in reasons} <= closed
        assert "NAME" not in reasons

    @invariant()
    def what_ended_stands(self):
        for number in range(1, getattr(self, "number", 1)):
            counted = {version.panelist.name: version for version in counted_in_ended(self.asked, number).values()}
            found = {name: answers_of(version).given[0].prose for name, version in counted.items()}
            assert found == {f"NAME{NAMES[who_].upper()}": words for who_, words in self.said[number].items()}

    @invariant()
    def no_letter_holds_an_answer_and_the_journal_verifies(self):
        if not hasattr(self, "asked"):
            return
        letters = "".join(f"{one.subject}{one.text}" for one in Letter.objects.filter(asked=self.asked))
        assert not [words for all_said in self.everything for words in all_said if words in letters]
        assert first_break(self.asked.outlet) is None


def test_over_rounds_nobody_sees_more_than_the_protocol_shows_and_never_who(ada, ben, browser_of, monkeypatch):
    monkeypatch.setattr(clock, "now", clock.now)  # given back after the last life
    life = type("RoundsAtTheCourant", (Rounds,), {"owner": ada, "browser": browser_of(ben)})
    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
