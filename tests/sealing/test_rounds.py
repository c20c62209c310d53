"""The journal of a round-up of several rounds: what the seal must hold is what counted in each."""

import datetime as dt

from builders.sealed import CLOSED, ROUNDUP, entered, journal_of, submission_of
from hypothesis import given
from hypothesis import strategies as st

from weighin.sealing.documents import Journal
from weighin.sealing.journal import given_up, standing_commitments
from weighin.sealing.seal import seal_roundup
from weighin.sealing.verification import Exhibit, Rule, Standing, verify

WHEN = CLOSED - dt.timedelta(days=9)
NEXT = (WHEN, "next round opened", {"round": 2})
PEOPLE = ("cleo", "dmitri", "fay")


def receipts():
    return {
        (who, version): submission_of(who, at=WHEN, version=version).receipt
        for who in PEOPLE
        for version in range(1, 4)
    }


RECEIPTS = receipts()


def submitted(who, version, **options):
    return entered(WHEN, RECEIPTS[who, version], **options)


def withdrawn(who, **about):
    return WHEN, "answers withdrawn", {"panelist": RECEIPTS[who, 1].panelist, **about}


def standing(*steps):
    known = {receipt.commitment: f"{who} {version}" for (who, version), receipt in RECEIPTS.items()}
    return {known[one] for one in standing_commitments(journal_of(*steps), ROUNDUP, CLOSED)}


def test_each_round_has_its_own_leaf_of_each_panelist():
    steps = (submitted("cleo", 1), submitted("dmitri", 1), NEXT, submitted("cleo", 2), submitted("cleo", 3))
    assert standing(*steps) == {"cleo 1", "dmitri 1", "cleo 3"}


def test_what_is_withdrawn_goes_of_the_running_round_alone_and_of_all_where_somebody_is_erased():
    steps = (submitted("cleo", 1), NEXT, submitted("cleo", 2))
    assert standing(*steps, withdrawn("cleo")) == {"cleo 1"}
    assert standing(*steps, withdrawn("cleo", **{"all rounds": "yes"})) == set()


def test_late_answers_that_are_accepted_count_in_the_round_that_they_came_in():
    late = (WHEN, "late answers accepted", {"panelist": RECEIPTS["fay", 1].panelist})
    steps = (submitted("fay", 1, on_time="no"), late, NEXT, submitted("fay", 2, on_time="no"))
    assert standing(*steps) == {"fay 1"}


def test_an_answer_of_the_next_round_does_not_explain_why_one_of_the_round_before_is_missing():
    journal = journal_of(submitted("cleo", 1), NEXT, submitted("cleo", 2))
    assert given_up(journal, ROUNDUP, RECEIPTS["cleo", 1].commitment) is None
    erased = journal_of(submitted("cleo", 1), NEXT, withdrawn("cleo", **{"all rounds": "yes"}))
    assert given_up(erased, ROUNDUP, RECEIPTS["cleo", 1].commitment)[1] == "were withdrawn"


@given(
    st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(1, 3)), min_size=1, max_size=8, unique=True),
    st.integers(0, 8),
)
def test_a_seal_of_what_stands_agrees_with_its_journal_and_one_that_lacks_a_leaf_is_named(order, next_at):
    steps = [submitted(*one) for one in order]
    steps.insert(min(next_at, len(steps)), NEXT)
    journal = journal_of(*steps)
    leaves = sorted(standing_commitments(journal, ROUNDUP, CLOSED))

    def sealed(leaves):
        return seal_roundup(leaves, order=range(len(leaves)), roundup=ROUNDUP, closed_at=CLOSED, questions=())

    def complete(leaves):
        found = verify(Exhibit("seal", sealed(leaves)), Exhibit("journal", Journal(tuple(journal))))
        return [check.standing for check in found.checks if check.rule is Rule.COMPLETE]

    assert complete(leaves) == [Standing.AGREES]
    assert complete(leaves[1:]) == [Standing.DISAGREES]
    assert complete([*leaves, "00" * 32]) == [Standing.DISAGREES]
