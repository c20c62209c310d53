"""Every value that is not public is a word that stands nowhere else. Visitors of each role read all that they can reach, at each stage of a round-up
whose panel is anonymous to readers, and find of these words only what the table lets them see.
"""

import datetime as dt
import logging

import msgspec
import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.crawler import crawl, words_of_letter
from builders.mail import bounce_of, written
from builders.mailbox import fetched
from builders.second_factor import device_of
from builders.site import NOON
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from weighin.asking.life import Stage
from weighin.record.judgements import QuantityScale
from weighin.record.seeds import QuantityTruth
from weighin.sealing.receipt_text import receipt_text
from weighin.site import clock
from weighin.site.board import editing, queries
from weighin.site.drafting import seeding, seeds
from weighin.site.environment import IncomingServer
from weighin.site.mail import texts
from weighin.site.mail.collecting import keep
from weighin.site.mail.smtp import Accepted
from weighin.site.mail.worker import send_due
from weighin.site.reply import form_page, rounds
from weighin.site.security import LogLine
from weighin.site.store.identifiers import LENGTH as IDENTIFIER
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedRoundup, Edit, Inbox, Letter, LetterKind, LetterState, MailKind
from weighin.site.store.reply_addresses import reply_address_of, reply_proof_of
from weighin.site.store.versions import receipt_of

STAGES = ("draft", "open", "closed", "sealed", "published")
NEVER = len(STAGES)
MEMBERS = ("viewer", "editor", "owner")


def since(**first):
    """From which stage on each role may see something; a role that is not named never may."""
    return {role: STAGES.index(stage) for role, stage in first.items()}


def members_since(stage, **more):
    return since(**dict.fromkeys(MEMBERS, stage), **more)


# Who may see what, from which stage on. `author`: whose it is. `peer`: another on the same panel. Nobody else is named: readers, panelists of
# another round-up and other outlets see what is published, and nothing before.
MAY_SEE = {
    "title": members_since("draft", author="open", peer="open", reader="published"),
    "note to the panel": members_since("draft", author="open", peer="open"),
    "name": members_since("draft", author="open"),
    "address": members_since("draft", author="open"),
    "affiliation": members_since("draft", author="open"),
    "interests": members_since("draft", author="open"),
    "identifier": members_since("draft", author="open"),
    "token": since(author="open"),
    "reply address": since(author="open"),  # in the headers of their letters
    "nonce": since(author="open"),
    "saved, never submitted": since(author="open"),
    "withdrawn": since(author="open"),
    "late": since(author="open"),
    "answer": members_since("closed", author="open", reader="published", peer="published"),
    "cut by the editor": members_since("closed", author="open"),
    "edited": members_since("sealed", author="sealed", reader="published", peer="published"),
    "remark": members_since("sealed", author="sealed"),
    "why declined": members_since("open", author="open"),
    "time": members_since("open", author="open"),
    "second factor": since(),
    "mailed": since(),  # shown to an editor who opens the letter, which is no visit but a deed
    "mail that fits nobody": since(editor="open", owner="open"),  # its subject
    "letter": members_since("open", author="open"),
    "note": members_since("open"),
    "true value": members_since("sealed", reader="published"),
}
ENTERED = {("true value", role) for role in ("editor", "owner")}  # while it is a draft, those may see it who enter it


class Canaries:
    """The words: which of which kind, and whose."""

    def __init__(self):
        self.words, self.met = {}, set()

    def new(self, kind, owner):
        word = f"qz{len(self.words)}{kind.split()[0].lower()}{owner.lower()}xj"
        return self.known(word, kind, owner)

    def known(self, word, kind, owner):
        assert kind in MAY_SEE
        self.words[word] = (kind, owner)
        return word

    def seen_in(self, text, *, by, role, stage):
        """What of it this reader may not see."""
        for word, (kind, owner) in self.words.items():
            if word not in text:
                continue
            self.met.add((by, kind))
            as_whom = role if role != "panelist" else "author" if owner == by else "peer" if by in PANEL else "reader"
            if stage == 0 and (kind, role) in ENTERED:
                continue
            rows = MAY_SEE[kind]
            first = min(rows.get(as_whom, NEVER), rows.get("reader", NEVER))
            if stage < first:
                yield f"{kind} of {owner}"


def secrets_of(device):
    return (device.totp.secret, *device.recovery_codes)


PANEL = ("Cleo", "Dmitri", "Ines", "Jonas")


class Story:
    """A round-up from its draft to its page, full of canaries."""

    def __init__(self, ada, ben, browser_of, set_clock):
        self.canaries, self.set_clock, self.letters = Canaries(), set_clock, []
        for secret in secrets_of(device_of(ben, now=NOON)):
            self.canaries.known(secret, "second factor", "Ben")
        self.ben = browser_of(ben)
        self.at(NOON)
        columns = {"attribution": "anonymous to readers", "note_to_panel": self.new("note to the panel", "all")}
        self.asked = asked_roundup(ada, is_open=False, title=self.new("title", "all"), **columns)
        self.first, self.second = self.asked.questions.all()
        self.knows_the_answer_to(self.first, by=ada)
        self.seats = {name: self.seat(name) for name in PANEL}
        self.other = panelist_on(asked_roundup(ada, title="The regatta"), "Erin Dahl")
        self.desk = f"/desk/asked/{self.asked.public_id}"

    def new(self, kind, owner):
        return self.canaries.new(kind, owner)

    def knows_the_answer_to(self, question, *, by):
        question.scale = msgspec.json.encode(QuantityScale(unit="m")).decode()
        question.save()
        source = self.new("true value", "all")
        for word in ("6493.81", "6,493.81"):
            self.canaries.known(word, "true value", "all")
        seeding.mark_seed(
            question, seeding.KnownValue(truth=QuantityTruth(value=6493.81), source=source), by=by, now=NOON
        )

    def seat(self, name):
        values = {kind: self.new(kind, name) for kind in ("name", "affiliation", "interests")}
        panelist = panelist_on(self.asked, address=f"{self.new('address', name)}@panel.example", **values)
        self.canaries.known(panelist.public_id, "identifier", name)
        self.canaries.known(token_of(panelist), "token", name)
        self.canaries.known(reply_proof_of(panelist), "reply address", name)
        return panelist

    def at(self, moment):
        self.now = moment
        self.set_clock(moment)

    def at_a_time_of(self, name, hours):
        """A moment whose clock time is a canary."""
        moment = NOON.replace(hour=7, minute=13 + len(self.canaries.words) % 40, second=37, microsecond=918273)
        moment += dt.timedelta(days=1, hours=hours)
        self.canaries.known(f"{moment:%H:%M:%S}", "time", name)
        self.at(moment)

    def link(self, name):
        return f"/answer/{token_of(self.seats[name])}"

    def post(self, name, rest="", **typed):
        response = Client().post(self.link(name) + rest, typed)
        assert response.status_code == 302, response.content.decode()[-2000:]

    def answer(self, name, words, do="submit"):
        seen = self.seats[name].versions.count()
        first, second = self.first.public_id, self.second.public_id
        self.post(name, **{f"{first}.prose": words, f"{second}.prose": "Everybody.", "seen": seen, "do": do})
        for version in self.seats[name].versions.filter(nonce__isnull=False):
            self.canaries.known(bytes(version.nonce).hex(), "nonce", name)
            lines = receipt_text(receipt_of(version)).splitlines()
            printed = next(line for line in lines if line.startswith("Nonce"))
            self.canaries.known(printed.removeprefix("Nonce").strip(), "nonce", name)

    def edit_at_the_desk(self, rest, expected=302, **typed):
        response = self.ben.post(f"{self.desk}{rest}", typed)
        assert response.status_code == expected, response.content.decode()[-2000:]

    def send_all(self):
        drafts = self.asked.letters.filter(state=LetterState.DRAFT)
        for letter in drafts.filter(kind=LetterKind.INVITATION):
            owner = next(name for name, seat in self.seats.items() if seat.pk == letter.panelist_id)
            Letter.objects.filter(pk=letter.pk).update(text=f"{letter.text}\n{self.new('letter', owner)}")
        self.edit_at_the_desk("/letters/send", letter=[one.public_id for one in drafts], confirmed="yes")
        send_due(self.deliver, now=DEADLINE + dt.timedelta(days=9))

    def deliver(self, message, _address):
        self.letters.append(message)
        return Accepted("250 taken")

    def mail_comes(self):
        inbox = Inbox.objects.create(name="x", next_look_at=self.now)
        cleo, dmitri = (reply_address_of(self.seats[name]) for name in ("Cleo", "Dmitri"))
        quoted = f"> {self.second.text}\n\n{self.new('mailed', 'Dmitri')}\n\n> http://testserver{self.link('Dmitri')}"
        letters = [
            written(quoted, to=dmitri, sender=self.seats["Dmitri"].address, subject=self.new("mailed", "Dmitri")),
            written(self.new("mailed", "Ines"), to=reply_address_of(self.seats["Ines"])),
            written(self.new("mailed", "all"), to=cleo, Cc=dmitri, subject=self.new("mail that fits nobody", "all")),
            *(bounce_of(letter, action=action) for letter in self.letters for action in ("failed", "delayed")),
        ]
        for number, letter in enumerate(letters, start=1):
            assert keep(fetched(letter, uid=number, at=self.now), inbox, now=self.now)
        for mail in self.asked.panel.get(pk=self.seats["Dmitri"].pk).incoming.filter(kind=MailKind.REPLY):
            self.edit_at_the_desk(f"/mail/{mail.public_id}", 200, do="open")

    def goes_on_to(self, stage):
        getattr(self, stage)()

    def draft(self):
        pass

    def open(self):
        self.edit_at_the_desk("/open")
        self.asked.refresh_from_db()
        self.send_all()
        self.mail_comes()
        self.at_a_time_of("Cleo", 1)
        self.answer("Cleo", self.new("saved, never submitted", "Cleo"), do="save")
        self.at_a_time_of("Cleo", 2)
        self.answer("Cleo", self.new("withdrawn", "Cleo"))
        self.post("Cleo", "/withdraw")
        self.at_a_time_of("Cleo", 3)
        self.answer("Cleo", f"It rains. {self.new('answer', 'Cleo')} {self.new('cut by the editor', 'Cleo')}")
        self.at_a_time_of("Dmitri", 4)
        self.answer("Dmitri", self.new("answer", "Dmitri"))
        self.at_a_time_of("Ines", 5)
        self.answer("Ines", self.new("saved, never submitted", "Ines"), do="save")
        self.at_a_time_of("Jonas", 6)
        self.post("Jonas", "/decline", because=self.new("why declined", "Jonas"))
        for name in ("Cleo", "Dmitri"):
            self.edit_at_the_desk(f"/panelists/{self.seats[name].public_id}", text=self.new("note", name))

    def closed(self):
        self.at(DEADLINE + A_SECOND)
        self.answer("Ines", self.new("late", "Ines"))

    def sealed(self):
        self.edit_at_the_desk("/seal")
        kept = next(word for word, what in self.canaries.words.items() if what == ("answer", "Cleo"))
        text = f"It rains. {kept} {self.new('edited', 'Cleo')}"
        cleo = self.seats["Cleo"]
        self.edit_at_the_desk(f"/answers/{self.first.public_id}/{cleo.public_id}", text=text)
        Edit.objects.update(remark=self.new("remark", "Cleo"))
        self.edit_at_the_desk("/record")
        self.send_all()

    def published(self):
        self.asked.refresh_from_db()
        response = self.ben.post(f"/desk/roundups/{self.asked.roundup.public_id}/publish")
        assert response.status_code == 302


@pytest.fixture
def story(ada, ben, browser_of, monkeypatch, settings):
    settings.INCOMING_MAIL = IncomingServer(host="127.0.0.1", port=1, user="panel", password="x")
    return Story(ada, ben, browser_of, lambda moment: monkeypatch.setattr(clock, "now", lambda: moment))


@pytest.fixture
def visitors(story, ada, ben, vera, olga, browser_of):
    """By name: the browser, the role, where each begins."""
    desk = ["/desk", "/desk/asked", "/desk/journal", "/"]
    return {
        "Eve": (browser_of(), "reader", ["/"]),
        "Cleo": (browser_of(), "panelist", ["/", story.link("Cleo")]),
        "Dmitri": (browser_of(), "panelist", [story.link("Dmitri")]),
        "Erin": (browser_of(), "panelist", [f"/answer/{token_of(story.other)}"]),
        "Vera": (browser_of(vera), "viewer", desk),
        "Ben": (browser_of(ben), "editor", desk),
        "Ada": (browser_of(ada), "owner", desk),
        "Olga": (browser_of(olga), "other outlet", desk),
    }


def addresses(patterns=None, rooms=()):
    for entry in patterns or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, (*rooms, *([entry.app_name] if entry.app_name else [])))
        elif isinstance(entry, URLPattern):
            yield ":".join((*rooms, entry.name)), set(entry.pattern.regex.groupindex)


def guesses(story):
    """Every address of the table that can be written down for this round-up by who knows every identifier but no token."""
    roundup = AskedRoundup.objects.get(pk=story.asked.pk).roundup
    letter = story.asked.letters.first()
    for seat in story.seats.values():
        known = {"asked": story.asked.public_id, "panelist": seat.public_id, "question": story.first.public_id}
        known |= {"letter": letter.public_id} if letter else {}
        mail = seat.incoming.first()
        known |= {"mail": mail.public_id} if mail else {}
        known |= {"roundup": roundup.public_id, "public_id": roundup.public_id} if roundup else {}
        for name, arguments in addresses():
            if arguments <= set(known):
                yield reverse(name, kwargs={argument: known[argument] for argument in arguments})


def leaks(story, visitors, *, until="published"):
    """All that somebody saw and may not see, as sentences."""
    log = Log()
    logging.getLogger().addHandler(log)
    found = set()
    try:
        for stage, name in enumerate(STAGES[: STAGES.index(until) + 1]):
            story.goes_on_to(name)
            guessed = [address for address in set(guesses(story)) if "sign-out" not in address]
            for who, (browser, role, starts) in visitors.items():
                more = [] if role == "panelist" else guessed  # without a link they are a reader
                for address, words in crawl(browser, [*starts, *more]).items():
                    told = without_what_was_asked(words, address)
                    seen = story.canaries.seen_in(told, by=who, role=role, stage=stage)
                    found |= {f"{name}: {who} sees {what} at {address}" for what in seen}
            found |= {f"{name}: {sentence}" for sentence in leaks_by_mail(story, stage)}
            found |= {f"{name}: the log holds {kind} of {owner}" for word, (kind, owner) in story.canaries.words.items() if word in log.told}  # fmt: skip
    finally:
        logging.getLogger().removeHandler(log)
    return found


def without_what_was_asked(words, address):
    """Whoever writes an identifier into an address may read it in the answer."""
    for part in address.split("/"):
        words = words.replace(part, "") if len(part) == IDENTIFIER else words
    return words


def leaks_by_mail(story, stage):
    owners = {str(seat.address): name for name, seat in story.seats.items()}
    for message in story.letters:
        to = owners[message["To"].addresses[0].addr_spec]
        for what in story.canaries.seen_in(words_of_letter(message), by=to, role="panelist", stage=stage):
            yield f"a letter to {to} holds {what}"


class Log(logging.Handler):
    """What the server would write."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.setFormatter(LogLine())
        self.told = ""

    def emit(self, record):
        self.told += self.format(record)


def test_nobody_sees_what_is_not_for_them_at_any_stage(story, visitors):
    assert sorted(leaks(story, visitors)) == []
    assert {kind for kind, _ in story.canaries.words.values()} == set(MAY_SEE)
    assert story.canaries.met >= WHO_MEETS_WHAT


# without these the crawler would have looked in the wrong places
WHO_MEETS_WHAT = {
    *(("Eve", kind) for kind in ("title", "answer", "edited", "true value")),
    *(("Cleo", kind) for kind in ("reply address", "token", "nonce", "answer", "title", "note to the panel", "letter")),
    *(("Ines", kind) for kind in ("nonce", "letter")),
    *(("Vera", kind) for kind in ("note", "name", "address", "affiliation", "why declined", "letter", "answer")),
    *(
        ("Ben", kind)
        for kind in ("mail that fits nobody", "name", "cut by the editor", "edited", "identifier", "note to the panel")
    ),
}


def open_early(monkeypatch):
    monkeypatch.setattr(editing, "stage_now", lambda *_: Stage.CLOSED)
    monkeypatch.setattr(queries, "stage_now", lambda *_: Stage.CLOSED)


def tell_in_a_header(monkeypatch):
    def told(response):
        response.headers["X-Panel"] = ", ".join(AskedRoundup.objects.first().panel.values_list("name", flat=True))
        return response

    monkeypatch.setattr(form_page, "private", told)


def tell_a_true_value(monkeypatch):
    monkeypatch.setattr(seeds, "seal_row", lambda _: True)


def write_to_the_log(monkeypatch):
    def told(panelist):
        logging.getLogger("weighin").warning("a visit by %s", panelist.address)
        return versions(panelist)

    versions = rounds.last_version
    monkeypatch.setattr(rounds, "last_version", told)


def tell_in_a_letter(monkeypatch):
    def told(panelist, **_):
        panel = ", ".join(panelist.asked.panel.values_list("name", flat=True))
        return texts.Written("Receipt", f"Also asked: {panel}")

    monkeypatch.setattr(texts, "receipt", told)


@pytest.mark.parametrize(
    ("leak", "expected"),
    [
        (open_early, "open: Ben sees answer of Dmitri"),
        (tell_a_true_value, "open: Ben sees true value of all"),
        (tell_in_a_header, "open: Cleo sees name of Dmitri"),
        (write_to_the_log, "open: the log holds address of Cleo"),
        (tell_in_a_letter, "open: a letter to Cleo holds name of Dmitri"),
    ],
)
def test_a_leak_that_is_built_in_on_purpose_is_found(leak, expected, story, visitors, monkeypatch):
    leak(monkeypatch)
    seen = {who: visitors[who] for who in ("Ben", "Cleo")}
    story.seats["Dmitri"].refresh_from_db()
    found = leaks(story, seen, until="open")
    if leak is tell_in_a_letter:
        send_due(story.deliver, now=DEADLINE)
        found |= {f"open: {sentence}" for sentence in leaks_by_mail(story, STAGES.index("open"))}
    assert any(sentence.startswith(expected) for sentence in found), sorted(found)[:20]
