"""A journal that grew by appending is told from one that was rewritten: from seal to seal, and from export to export."""

import datetime as dt

import pytest
from builders.sealed import CLOSED, OUTLET, entered, journal_of, sealed_roundup, submission_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.errors import NotCheckable
from weighin.sealing.documents import Journal, decode_document, encode_document
from weighin.sealing.growth import growth_holds, growth_since, head_of
from weighin.sealing.journal import JournalHead, entry_after
from weighin.sealing.seal import seal_roundup
from weighin.sealing.verification import Exhibit, Rule, Standing, verify

LATER, NEXT = "tunnel3kd8wq5mz7", CLOSED + dt.timedelta(days=40)
MADE = sealed_roundup()


def journal_with(number, head=None, first=1):
    """That many more entries of the outlet."""
    entries = []
    for place in range(number):
        entries.append(
            entry_after(
                head,
                "opened",
                outlet=OUTLET,
                by=None,
                at=NEXT,
                roundup=None,
                about={"asked": LATER, "n": place + first},
            )
        )
        head = entries[-1].head
    return entries


def both_seals():
    """The example's seal with a root over its journal, and one of the same outlet forty days later; and the journal of both."""
    journal = [*MADE["journal"], *journal_with(4, MADE["journal"][-1].head)]
    submitted = {"asked": LATER, "panelist": "nobody", "commitment": "00" * 32}
    journal.append(
        entry_after(
            journal[-1].head, "answers submitted", outlet=OUTLET, by=None, at=NEXT, roundup=None, about=submitted
        )
    )
    digests = [entry.digest for entry in journal]
    earlier = head_of(digests[: len(MADE["journal"])])
    first = replace(MADE["seal"], witness=replace(MADE["witness"], journal=earlier))
    second = seal_roundup(["00" * 32], order=[0], roundup=LATER, closed_at=NEXT, questions=(), journal=head_of(digests))
    return first, replace(second, growth=growth_since(earlier, digests)), journal


def brought(**documents):
    return verify(*(Exhibit(name, document) for name, document in documents.items()))


def told(found, rule):
    return [(check.standing, check.sentence) for check in found.checks if check.rule is rule]


@given(st.integers(1, 40), st.integers(0, 40))
def test_every_journal_grows_from_every_earlier_state_of_itself(earlier, more):
    digests = [entry.digest for entry in journal_with(earlier + more)]
    growth = growth_since(head_of(digests[:earlier]), digests)
    assert growth_holds(growth, head_of(digests))
    changed = [*digests[: earlier - 1], "ff" * 32, *digests[earlier:]]
    assert not growth_holds(growth, head_of(changed))
    if more:
        assert not growth_holds(growth, head_of(digests[:-1])) or more == 1


def test_a_head_of_before_there_were_roots_proves_nothing():
    digests = [entry.digest for entry in journal_with(3)]
    growth = growth_since(head_of(digests[:2]), digests)
    assert not growth_holds(growth, JournalHead(number=3, digest=digests[-1]))
    assert head_of([]) is None


def test_two_seals_of_one_outlet_agree_and_say_that_the_journal_grew():
    first, second, journal = both_seals()
    found = brought(first=first, second=second)
    assert found.agrees
    assert [sentence for _, sentence in told(found, Rule.GROWN)] == [
        "The journal of 5 entries that an earlier seal named grew to 10; nothing in it was changed.",
        "It is the journal that first names.",
    ]
    witness = decode_document(encode_document(first.witness), "witness.json")
    assert brought(kept=witness, second=second, journal=Journal(tuple(journal)), first=first).agrees
    assert decode_document(encode_document(second), "seal.json") == second


def test_a_journal_that_was_rewritten_between_two_seals_is_named():
    first, second, _ = both_seals()
    forged = journal_of(*(entered(CLOSED, submission_of("cleo", at=CLOSED).receipt) for _ in range(10)))
    head = head_of([entry.digest for entry in forged])
    found = brought(first=first, second=replace(second, witness=replace(second.witness, journal=head)))
    assert Rule.GROWN in {check.rule for check in found.disagreements}
    elsewhere = replace(second.growth, earlier=replace(second.growth.earlier, root="00" * 32))
    found = brought(first=first, second=replace(second, growth=elsewhere))
    assert {check.rule for check in found.disagreements} == {Rule.GROWN, Rule.ROUNDUP}


def test_an_earlier_witness_and_a_later_journal_are_of_one_outlet_and_seals_of_two_are_not():
    first, second, journal = both_seals()
    found = brought(kept=first.witness, later=second.witness, journal=Journal(tuple(journal)))
    assert found.agrees
    assert len(told(found, Rule.HEAD)) == 2
    apart = brought(
        kept=first, later=replace(second, growth=second.growth.__class__(earlier=head_of(["aa" * 32]), path=()))
    )
    assert Rule.ROUNDUP in {check.rule for check in apart.disagreements}


def test_the_root_of_a_witness_is_compared_with_the_journal():
    first, _, journal = both_seals()
    head = replace(first.witness.journal, root="00" * 32)
    found = brought(witness=replace(first.witness, journal=head), journal=Journal(tuple(journal)))
    assert "The root over the entries up to 5 is not the one" in told(found, Rule.HEAD)[0][1]


def test_two_exports_of_one_journal_are_compared_entry_by_entry():
    _, _, journal = both_seals()
    earlier, later = Journal(tuple(journal[:6])), Journal(tuple(journal))
    assert told(brought(later=later, earlier=earlier), Rule.GROWN) == [
        (Standing.AGREES, "Both have the same first 6 entries; the later adds 4.")
    ]
    rewritten = [*journal[:3], *journal_with(4, journal[2].head, first=9)]
    found = brought(earlier=earlier, later=Journal(tuple(rewritten)))
    assert told(found, Rule.GROWN) == [(Standing.DISAGREES, "They part at entry 4: one of the two was rewritten.")]
    assert told(brought(earlier=earlier, nothing=Journal(())), Rule.GROWN) == []


@pytest.mark.parametrize("part", ["path", "earlier"])
def test_a_growth_that_is_damaged_disagrees(part):
    _, second, _ = both_seals()
    growth = second.growth
    wrong = (
        replace(growth, path=growth.path[::-1])
        if part == "path"
        else replace(growth, earlier=replace(growth.earlier, number=4))
    )
    assert {check.rule for check in brought(second=replace(second, growth=wrong)).disagreements} == {Rule.GROWN}


def test_a_growth_that_is_no_hash_is_refused():
    _, second, _ = both_seals()
    data = encode_document(second).replace(second.growth.path[0].encode(), b"nothing")
    with pytest.raises(NotCheckable):
        decode_document(data, "seal.json")
