"""A small round-up of invented people that was asked, sealed and published; the files in examples/sealed are made of it.

`python tests/builders/sealed.py` writes them.
"""

import datetime as dt
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from weighin.asking.answers import Answers, GivenAnswer, plain_answers
from weighin.asking.compose import AskedDocument, AskedPanelist, AskedQuestion, FinalAnswer, compose_record
from weighin.record.codec import encode_record
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale, Terms
from weighin.record.values import Stance
from weighin.sealing.documents import encode_document, encode_journal
from weighin.sealing.journal import entry_after
from weighin.sealing.receipt_text import receipt_text
from weighin.sealing.receipts import Submission, receipt_for
from weighin.sealing.seal import proof_for, seal_roundup, sealed_question

ROUNDUP, OUTLET = "ferry7q2mwz4kdh8", "tidewater4nq7kzp"
OPENED = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)
CLOSED = dt.datetime(2026, 11, 20, 17, 0, 0, 412_000, tzinfo=dt.UTC)
QUESTIONS = (
    AskedQuestion(
        identifier="runs2vq8k4nd6hm3",
        text="Will the night ferry to Hollow Isle run on 1 May 2027?",
        scale=ProbabilityScale(event="it runs"),
        terms=Terms(
            what_counts="A paying passenger is carried.", source="the timetable of the line", due=dt.date(2027, 5, 2)
        ),
    ),
    AskedQuestion(identifier="whyx5kq3md7wz2nh", text="What decides it?"),
)
PANEL = (
    AskedPanelist(identifier="cleo", name="Cleo Marsh", affiliation="Harbour Institute"),
    AskedPanelist(identifier="dmitri", name="Dmitri Vane", affiliation="Isle Transport Union"),
    AskedPanelist(identifier="fay", name="Fay Oduya", affiliation="Northern Polytechnic"),
)
PSEUDONYMS = {"cleo": "k3wz8nq4md2hv7xp", "dmitri": "p9hd2kq7wz4nm5vx", "fay": "w4md7xk2nq8hz3vp"}
SAID = {
    "cleo": (0.85, "It very likely will: the line has hired its crew.\n\nThe pier was repaired in October."),
    "dmitri": (0.4, "The union has not signed, and without it nothing leaves the quay."),
    "fay": (0.65, "I expect that it runs, though later in the month than they say."),
}
REASONS = {"cleo": "The crew.", "dmitri": "The contract.", "fay": ""}
EDITED = "I expect that it runs, though later than they say."


def nonce_of(panelist, version=1):
    """Fixed, so that the examples are always the same; the site draws them with `fresh_nonce()`."""
    return sha256(f"an example, {panelist}, {version}".encode()).digest()


def answers_of(panelist, probability=None):
    said, words = SAID[panelist]
    judgement = ProbabilityJudgement(probability=said if probability is None else probability)
    why = REASONS[panelist]
    return Answers(
        given=(
            GivenAnswer(question=QUESTIONS[0].identifier, prose=words, judgement=judgement, expertise=4),
            GivenAnswer(
                question=QUESTIONS[1].identifier, prose=why, stance=Stance.ANSWERED if why else Stance.NO_OPINION
            ),
        )
    )


def submission_of(panelist, *, at, version=1, probability=None):
    answers = plain_answers(answers_of(panelist, probability))
    receipt = receipt_for(answers, at, nonce_of(panelist, version), roundup=ROUNDUP, panelist=PSEUDONYMS[panelist])
    return Submission(receipt=receipt, answers=answers)


def sealed_roundup():
    """Everything that anybody keeps of it, by name: Dmitri submitted twice, Fay's answer was edited, Cleo opened hers."""
    hours = (dt.timedelta(hours=hour, minutes=7, seconds=3) for hour in (3, 26, 50, 71))
    at = [OPENED + hour for hour in hours]
    first = submission_of("dmitri", at=at[0], probability=0.3)
    submitted = {
        "cleo": submission_of("cleo", at=at[1]),
        "dmitri": submission_of("dmitri", at=at[2], version=2),
        "fay": submission_of("fay", at=at[3]),
    }
    commitments = [one.receipt.commitment for one in submitted.values()]
    order = ((at[0], first), *((at[place], one) for place, one in enumerate(submitted.values(), start=1)))
    journal = journal_of((OPENED, "opened", {}), *(entered(when, one.receipt) for when, one in order))
    seal = seal_roundup(
        commitments,
        order=[2, 0, 1],
        roundup=ROUNDUP,
        closed_at=CLOSED,
        questions=[sealed_question(one.identifier, one.text, scale=one.scale, terms=one.terms) for one in QUESTIONS],
        journal=journal[-1].head,
    )
    record = composed()
    edited = next(answer.identifier for answer in record.answers if answer.panelists == ("p3",))
    return {
        "submissions": submitted,
        "replaced": first,
        "witness": seal.witness,
        "proof": proof_for(seal, commitments[0]),
        "seal": replace(seal, openings=(replace(submitted["cleo"], published_as="p1"),), edited=(edited,)),
        "journal": journal,
        "record": record,
    }


def entered(at, receipt, *, on_time="yes"):
    """What the site enters of a submission."""
    about = {"panelist": receipt.panelist, "commitment": receipt.commitment, "on time": on_time}
    return at, "answers submitted", about


def journal_of(*steps):
    entries, head = [], None
    for at, event, about in steps:
        says = {**about, "asked": ROUNDUP}
        entries.append(entry_after(head, event, outlet=OUTLET, by=None, at=at, roundup=None, about=says))
        head = entries[-1].head
    return entries


def composed():
    answers = []
    for panelist in SAID:
        for one in answers_of(panelist).given:
            prose = EDITED if one.prose == SAID["fay"][1] else one.prose
            answers.append(
                FinalAnswer(
                    panelist=panelist, question=one.question, stance=one.stance, prose=prose, judgement=one.judgement
                )
            )
    return compose_record(
        AskedDocument(
            title="Will the night ferry return?",
            outlet="The Tidewater Post",
            day=dt.date(2026, 11, 23),
            language="en",
            questions=QUESTIONS,
            panel=PANEL,
            answers=tuple(answers),
        )
    )


def sealed_files():
    """The files of examples/sealed: what Cleo keeps, what everybody can have, what an auditor is given."""
    made = sealed_roundup()
    cleo = made["submissions"]["cleo"]
    return {
        "receipt.txt": receipt_text(cleo.receipt).encode(),
        "submission.json": encode_document(cleo),
        "proof.json": encode_document(made["proof"]),
        "witness.json": encode_document(made["witness"]),
        "seal.json": encode_document(made["seal"]),
        "record.json": encode_record(made["record"]),
        "journal.jsonl": encode_journal(made["journal"]),
    }


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2] / "examples" / "sealed"
    for name, content in sealed_files().items():
        (folder / name).write_bytes(content)
