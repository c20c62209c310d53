"""How a round-up was asked, with everything that can be said of it: for tests of records and pages."""

import datetime as dt

from weighin.asking.compose import AskedDocument, AskedPanelist, AskedQuestion, FinalAnswer, compose_record
from weighin.record.asking import Approval, Asking, Attribution, Editing, Invited, Outcome, SealedRoot
from weighin.record.values import Moment

OPENED = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)
DEADLINE = dt.datetime(2026, 11, 20, 17, 0, tzinfo=dt.UTC)
ROOT = "5e" * 32


def at(moment):
    return Moment(day=moment.date(), at=moment)


def asking(**instead):
    """Six were asked; four answered, one of them late."""
    told = {
        "opened": at(OPENED),
        "deadline": at(DEADLINE),
        "closed": at(DEADLINE),
        "sealed": at(DEADLINE + dt.timedelta(hours=1)),
        "attribution": Attribution.ON_THE_RECORD,
        "approval": Approval.SHOWN,
        "asked": 6,
        "in_time": 3,
        "late_taken": 1,
        "declined": 1,
        "silent": 1,
        "seal": SealedRoot(root=ROOT, size=4),
        "invited": (
            Invited(name="Cleo Marsh", affiliation="Harbour Institute", outcome=Outcome.ANSWERED),
            Invited(name="Ruth Vane", outcome=Outcome.DECLINED),
        ),
    }
    return Asking(**told | instead)


def asked_record(**instead):
    """Its record: the answer of Cleo was shortened, that of Dmitri reworded and late, Fay's stands as it came."""
    people = {"cleo": "Cleo Marsh", "dmitri": "Dmitri Orr", "fay": "Fay Oduya"}
    editing = {"cleo": Editing.SHORTENED, "dmitri": Editing.REWORDED}
    return compose_record(
        AskedDocument(
            title="Will the ferry return?",
            outlet="The Tidewater Post",
            day=dt.date(2026, 11, 23),
            language="en",
            questions=(AskedQuestion(identifier="runs", text="Will it run?"),),
            panel=tuple(
                AskedPanelist(identifier=key, name=name, is_late=key == "dmitri") for key, name in people.items()
            ),
            answers=tuple(
                FinalAnswer(panelist=key, question="runs", prose=f"It will, says {name}.", editing=editing.get(key))
                for key, name in people.items()
            ),
            asking=asking(**instead),
        )
    )
