"""The cast of the site's tests, and what they have read. Ada owns The Courant, Ben edits, Vera views; Olga owns another outlet."""

import datetime as dt

from weighin.record.record import Answer, Forecast, Panelist, Question, ReadingWarning, Record, Source, WarningKind
from weighin.record.values import Container, DisplayRight, Passage, Polarity
from weighin.site.accounts.commands import found_outlet
from weighin.site.store.models import Member
from weighin.site.store.outlets import sign_in_key

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
PASSWORD = "four ferries at dawn"
THEY_SAID = (
    "The ferry will probably be late this winter.",
    "I doubt that the harbour freezes.",
    (
        "Nobody knows, and the mayor least of all; ask again when the ice has come and the pilots have gone home, "
        "because before that every word about it is a guess, and guesses about ice have sunk better boats than ours, "
        "as anybody who has read the harbour master's books will tell you over a glass of something warm."
    ),
)


def ferry_record(title="Will the ferry run?", *, digest="", display_right=DisplayRight.QUOTATION):
    """A small round-up: three experts, one question, two forecasts, one warning."""
    question = "Will the ferry run this winter?"
    pieces = [title, question, *THEY_SAID]
    text = "\n".join(pieces)
    passages = []
    for piece in pieces:
        start = text.index(piece)
        passages.append(Passage(text=piece, start=start, end=start + len(piece)))
    names = ["Cleo Maris", "Dmitri Vale", "Ines Holt"]
    return Record(
        title=title,
        title_at=passages[0],
        source=Source(
            container=Container.TEXT, name="ferry.txt", address="https://other.example/ferry", digest=digest, language="en"
        ),
        text=text,
        panel=tuple(Panelist(identifier=f"p{n}", name=name) for n, name in enumerate(names, start=1)),
        outlet="The Other Paper",
        display_right=display_right,
        questions=(Question(identifier="q1", text=question, asked_at=passages[1]),),
        answers=tuple(
            Answer(identifier=f"a{n}", panelists=(f"p{n}",), question="q1", paragraphs=(said,))
            for n, said in enumerate(passages[2:], start=1)
        ),
        forecasts=(
            Forecast(identifier="f1", answer="a1", panelist="p1", passage=passages[2], polarity=Polarity.AFFIRM, question="q1"),
            Forecast(identifier="f2", answer="a2", panelist="p2", passage=passages[3], polarity=Polarity.DENY, question="q1"),
        ),
        warnings=(
            ReadingWarning(identifier="w1", kind=WarningKind.NOT_PLACED, message="this line was taken for nothing", passage=passages[1]),
        ),
    )  # fmt: skip


def outlet_of(name, owner):
    """An outlet with its owner."""
    return found_outlet(name, owner=owner, password=PASSWORD, now=NOON)


def colleague(owner, name, role):
    """A member beside the owner, with a password of their own."""
    member = Member(
        outlet=owner.outlet, name=name, sign_in_key=sign_in_key(name), role=role, added_at=NOON, added_by=owner
    )
    member.set_password(PASSWORD)
    member.save()
    return member


def drained(response):
    """The whole body of an answer; a file that it is streamed from is closed."""
    body = response.getvalue()
    for close in response._resource_closers:
        close()
    return body
