"""Whatever panelists and editors do, in whatever order and at whatever time: a plain model beside the site, compared after every step.

WEIGHIN_EXAMPLES sets how many lives are lived, for a deeper look than the suite takes.
"""

import datetime as dt
import os
from dataclasses import dataclass, field

import msgspec
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.mail import written
from builders.mailbox import fetched
from builders.site import NOON
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from weighin.site import clock
from weighin.site.mail.collecting import keep
from weighin.site.store.journal import first_break
from weighin.site.store.links import token_of
from weighin.site.store.models import AnswerVersion, AskedPanelist, AskedRoundup, Inbox, Letter, Seal
from weighin.site.store.reply_addresses import reply_address_of
from weighin.site.store.versions import answers_of, counted_version

EXAMPLES = int(os.environ.get("WEIGHIN_EXAMPLES", "50"))
NAMES = ("Cleo Maris", "Dmitri Vale", "Ines Holt")
who = st.integers(0, len(NAMES) - 1)
chance = st.sampled_from(["10", "60", "99"])


@dataclass
class Submission:
    words: str
    probability: str
    at: dt.datetime
    in_time: bool
    withdrawn: bool = False


@dataclass
class Panelist:
    """What the model knows of one: all that was typed, all that was acknowledged."""

    typed: list[str] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    extension: dt.datetime | None = None
    taken_late: bool = False
    declined: bool = False

    def standing(self):
        return next((one for one in reversed(self.submissions) if not one.withdrawn), None)

    def counted(self, sealed_at):
        return next(
            (
                one
                for one in reversed(self.submissions)
                if not one.withdrawn and (one.in_time or self.taken_late) and (sealed_at is None or one.at <= sealed_at)
            ),
            None,
        )


class Life(RuleBasedStateMachine):
    """One round-up from its opening on. The cast and its browsers are the class's, made once."""

    browsers: dict[str, Client]
    owner: object

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.asked = asked_roundup(self.owner)
        self.rows = [panelist_on(self.asked, name) for name in NAMES]
        self.links = [f"/answer/{token_of(row)}" for row in self.rows]
        self.desk = f"/desk/asked/{self.asked.public_id}"
        self.first, self.second = self.asked.questions.all()
        self.panel = [Panelist() for _ in NAMES]
        self.closed_early = self.sealed_at = None
        self.sealed, self.tried = set(), []
        self.now, self.count = NOON, 0
        self.inbox, self.mailed = Inbox.objects.create(name=self.desk, next_look_at=NOON), []
        clock.now = lambda: self.now

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # the model

    def deadline_of(self, panelist):
        latest = max(DEADLINE, panelist.extension or DEADLINE)
        return min(latest, self.closed_early) if self.closed_early else latest

    def is_closed(self):
        return self.now > max(self.deadline_of(one) for one in self.panel)

    def fresh_words(self):
        self.count += 1
        return f"WORD{self.count}OF{self.asked.pk}X"

    def post(self, number, rest="", **typed):
        return Client().post(self.links[number] + rest, typed)

    def form(self, words, probability):
        first, second = self.first.public_id, self.second.public_id
        return {f"{first}.prose": words, f"{first}.probability": probability, f"{second}.prose": ""}

    # what panelists do

    @rule(number=who, is_stale=st.booleans())
    def save(self, number, is_stale):
        words, last = self.fresh_words(), self.rows[number].versions.count()
        seen = max(0, last - 1) if is_stale else last
        response = self.post(number, **self.form(words, "60"), seen=str(seen), do="save")
        assert response.status_code == (409 if is_stale and last else 302)
        self.panel[number].typed.append(words)

    @rule(number=who, probability=chance, again=st.booleans())
    def submit(self, number, probability, again):
        panelist, standing = self.panel[number], self.panel[number].standing()
        words = standing.words if again and standing else self.fresh_words()
        response = self.post(
            number, **self.form(words, probability), seen=str(self.rows[number].versions.count()), do="submit"
        )
        assert response.status_code == 302
        assert response["Location"].endswith("/receipt")
        panelist.typed.append(words)
        panelist.declined = False if standing is None else panelist.declined
        in_time = self.now <= self.deadline_of(panelist)
        is_same = standing and (standing.words, standing.probability) == (words, probability)
        if not is_same or (in_time and not standing.in_time):
            panelist.submissions.append(Submission(words, probability, self.now, in_time))

    @rule(number=who)
    def submit_what_is_no_probability(self, number):
        words = self.fresh_words()
        response = self.post(
            number, **self.form(words, "160"), seen=str(self.rows[number].versions.count()), do="submit"
        )
        assert response.status_code == 422
        assert words in response.content.decode()
        self.panel[number].typed.append(words)

    @rule(number=who)
    def withdraw(self, number):
        panelist = self.panel[number]
        response = self.post(number, "/withdraw")
        if panelist.standing() and not self.is_closed():
            assert response.status_code == 302
            for one in panelist.submissions:
                one.withdrawn = True
        else:
            assert response.status_code == 409

    @rule(number=who)
    def decline(self, number):
        panelist = self.panel[number]
        response = self.post(number, "/decline", because=self.fresh_words())
        assert response.status_code == (409 if panelist.standing() else 302)
        panelist.declined = panelist.declined or not panelist.standing()

    @rule(number=who, probability=chance, is_entered=st.booleans())
    def answer_by_mail(self, number, probability, is_entered):
        panelist, row, words = self.panel[number], self.rows[number], self.fresh_words()
        letter = written(f"> {self.first.text}\n\n{words}", to=reply_address_of(row), subject=words)
        assert keep(fetched(letter, uid=self.count, at=self.now), self.inbox, now=self.now)
        mail = row.incoming.order_by("-pk").first()
        self.mailed.append((words, mail))
        if not is_entered:
            return
        last = row.versions.order_by("-number").first()
        typed = self.form(words, probability) | {"do": "enter"}
        response = self.browsers["ben"].post(f"{self.desk}/mail/{mail.public_id}", typed)
        assert response.status_code == (302 if self.sealed_at is None else 409)
        if self.sealed_at is None:
            self.mailed.pop()
            panelist.typed.insert(-1 if last and not last.is_submitted else len(panelist.typed), words)
            panelist.submissions.append(
                Submission(words, probability, self.now, self.now <= self.deadline_of(panelist))
            )
            panelist.declined = False

    @rule(number=who)
    def stop_reminders(self, number):
        assert self.post(number, "/reminders").status_code == 200

    # what the editor does

    @rule(number=who, later=st.sampled_from([dt.timedelta(days=-30), A_SECOND, dt.timedelta(days=2)]))
    def extend(self, number, later):
        panelist = self.panel[number]
        before = self.deadline_of(panelist)
        until = max(before, self.now).replace(second=0, microsecond=0) + later
        typed = until.isoformat(timespec="seconds")
        self.browsers["ben"].post(f"{self.desk}/panelists/{self.rows[number].public_id}/extension", {"until": typed})
        if self.closed_early is None and self.sealed_at is None and until > max(before, self.now):
            panelist.extension = until

    @rule()
    def close_early(self):
        was_closed = self.is_closed()
        self.browsers["ben"].post(f"{self.desk}/close")
        if not was_closed:
            self.closed_early = self.now

    @rule(number=who)
    def accept_late(self, number):
        panelist = self.panel[number]
        self.browsers["ben"].post(f"{self.desk}/panelists/{self.rows[number].public_id}/late")
        if panelist.standing() and not panelist.standing().in_time and self.sealed_at is None:
            panelist.taken_late = True

    @precondition(lambda self: self.is_closed())
    @rule()
    def seal(self):
        self.browsers["ben"].post(f"{self.desk}/seal")
        counted = [one.counted(self.sealed_at) for one in self.panel]
        if self.sealed_at is None and any(counted):
            self.sealed_at = self.now
            self.sealed = {one.words for one in counted if one}

    @precondition(lambda self: not self.is_closed())
    @rule()
    def try_to_seal(self):
        self.browsers["ben"].post(f"{self.desk}/seal")

    @rule()
    def try_it_out(self):
        self.browsers["ben"].post(f"{self.desk}/test")
        words = self.fresh_words()
        seat = AskedPanelist.objects.select_related("asked").get(asked__test_of=self.asked)
        first, second = seat.asked.questions.all()
        typed = {f"{first.public_id}.prose": words, f"{first.public_id}.probability": "60"}
        sent = typed | {f"{second.public_id}.prose": "", "seen": "0", "do": "submit"}
        assert Client().post(f"/answer/{token_of(seat)}", sent).status_code == 302
        self.tried.append(words)

    # time

    @rule(
        to=st.sampled_from(
            [A_SECOND, dt.timedelta(hours=7), DEADLINE, DEADLINE + A_SECOND, DEADLINE + dt.timedelta(days=1)]
        )
    )
    def time_goes_on(self, to):
        self.now = self.now + to if isinstance(to, dt.timedelta) else max(self.now, to)

    # what holds

    @rule(role=st.sampled_from(["anonymous", "vera", "ben", "ada", "olga"]))
    def look(self, role):
        pages = [self.desk, f"{self.desk}/letters", f"{self.desk}/panel", f"{self.desk}/preview", "/desk/journal"]
        pages += [f"{self.desk}/answers/{question.public_id}" for question in (self.first, self.second)]
        pages += [f"{self.desk}/mail/{mail.public_id}" for _, mail in self.mailed]
        seen = "".join(self.browsers[role].get(page).content.decode() for page in pages)
        assert not [words for words, _ in self.mailed if words in seen]
        everything = {words for one in self.panel for words in one.typed}
        counted = {one.words for panelist in self.panel if (one := panelist.counted(self.sealed_at))}
        may_see = counted if self.is_closed() and role in {"vera", "ben", "ada"} else set()
        assert {words for words in everything if words in seen} == may_see
        assert not [words for words in self.tried if words in seen]

    @rule(number=who)
    def look_as_a_panelist(self, number):
        pages = ["", "/receipt", "/decline", "/withdraw", "/reminders"]
        seen = "".join(Client().get(self.links[number] + page, follow=True).content.decode() for page in pages)
        others = {words for other, one in enumerate(self.panel) if other != number for words in one.typed}
        assert not {words for words in others if words in seen}
        own = self.panel[number].typed
        assert not own or own[-1] in seen

    @invariant()
    def what_counts_is_the_last_that_came_in_time(self):
        for row, panelist in zip(self.rows, self.panel, strict=True):
            row.refresh_from_db()
            version, expected = counted_version(row), panelist.counted(self.sealed_at)
            assert (answers_of(version).given[0].prose if version else None) == (expected.words if expected else None)
            assert (row.declined_at is not None) == panelist.declined

    @invariant()
    def nothing_typed_is_lost(self):
        for row, panelist in zip(self.rows, self.panel, strict=True):
            kept = "".join(AnswerVersion.objects.filter(panelist=row).values_list("content", flat=True))
            assert all(words in kept for words in panelist.typed)

    @invariant()
    def no_letter_holds_an_answer(self):
        letters = "".join(f"{one.subject}{one.text}{one.calendar}" for one in Letter.objects.filter(asked=self.asked))
        assert not [words for one in self.panel for words in one.typed if words in letters]

    @invariant()
    def the_seal_holds_exactly_what_counted(self):
        row = Seal.objects.filter(asked=self.asked).first()
        assert (row is not None) == (self.sealed_at is not None)
        if row is not None:
            versions = AnswerVersion.objects.filter(panelist__asked=self.asked, is_submitted=True)
            words = {one.commitment: answers_of(one).given[0].prose for one in versions}
            content = msgspec.json.encode(msgspec.json.decode(row.content)).decode()
            assert {words[commitment] for commitment in words if commitment in content} == self.sealed
            assert row.size == len(self.sealed)

    @invariant()
    def the_journal_verifies(self):
        assert first_break(AskedRoundup.objects.get(pk=self.asked.pk).outlet) is None


def test_nobody_but_its_author_sees_an_answer_before_the_close_and_nothing_is_lost(
    ada, ben, vera, olga, browser_of, monkeypatch
):
    ben.address = "ben@courant.example"  # to which tests of his own go
    ben.save()
    monkeypatch.setattr(clock, "now", clock.now)  # given back after the last life
    members = {"anonymous": None, "vera": vera, "ben": ben, "ada": ada, "olga": olga}
    browsers = {role: browser_of(member) for role, member in members.items()}
    life = type("LifeAtTheCourant", (Life,), {"owner": ada, "browsers": browsers})
    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
