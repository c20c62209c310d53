import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.sealing.journal import (
    Break,
    Entry,
    Fault,
    JournalHead,
    digest_of,
    entry_after,
    given_up,
    standing_commitments,
    verify_chain,
)
from weighin.sealing.receipts import commitment_to, fresh_nonce, opens, receipt_for

START = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
CHAINS = st.integers(2, 12)


def journal_of(*steps, outlet="tide23456789abcd"):
    """Entries one minute apart; a step is (event, about) or (event, about, round-up)."""
    entries, head = [], None
    for minute, (event, about, *roundup) in enumerate(steps, start=1):
        entry = entry_after(
            head,
            event,
            outlet=outlet,
            by=None,
            at=START + dt.timedelta(minutes=minute),
            roundup=roundup[0] if roundup else "ferry-2026",
            about=about,
        )
        entries.append(entry)
        head = entry.head
    return entries


def chain(length):
    return journal_of(*(("corrected", {"summary": f"piece {number}"}) for number in range(length)))


def test_chains_that_were_begun_before_this_room_still_verify():
    digests = (  # written by the site of November 2026, before the hashing moved here
        "d7a1d0eacbf4673c4741632d03ba59dbd3fa66c300727b03885dcc1aef1d1423",
        "ece86737847be0740c64c321bbc0c66a89b9d53c3c009273111b09e6f82c4ecb",
        "492042506527b178d410d1bed8eebcdc8700832b1540429d6d085f22b6838057",
    )
    steps = (
        ("outlet founded", None, None, {}),
        ("member added", "ada234567890abcd", None, {"member": "ben234567890abcd", "role": "editor"}),
        ("withdrawn", "ben234567890abcd", "ferry23456789abc", {"because": "Die Fähre fährt nicht — 배가 없다"}),
    )
    previous, entries = "0" * 64, []
    for number, ((event, by, roundup, about), digest) in enumerate(zip(steps, digests, strict=True), start=1):
        at = dt.datetime(2026, 11, 24, 9, number, 0, 5 * number, tzinfo=dt.UTC)
        entries.append(
            Entry(
                outlet="tide23456789abcd",
                number=number,
                event=event,
                by=by,
                at=at,
                roundup=roundup,
                about=json.dumps(about, ensure_ascii=True, sort_keys=True),
                previous=previous,
                digest=digest,
            )
        )
        head = JournalHead(number=number - 1, digest=previous) if number > 1 else None
        assert entries[-1] == entry_after(
            head, event, outlet="tide23456789abcd", by=by, at=at, roundup=roundup, about=about
        )
        previous = digest
    assert verify_chain(entries) is None


@given(st.integers(0, 12))
def test_a_chain_that_nobody_touched_holds(length):
    assert verify_chain(chain(length)) is None


@given(CHAINS, st.data())
def test_an_altered_entry_is_the_first_that_disagrees(length, data):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 1))
    change = data.draw(
        st.sampled_from(
            [{"about": "{}"}, {"event": "published"}, {"by": "eve"}, {"at": START}, {"roundup": None}, {"outlet": "x"}]
        )
    )
    entries[place] = replace(entries[place], **change)
    assert verify_chain(entries) == Break(place + 1, Fault.ALTERED)


@given(CHAINS, st.data())
def test_an_entry_that_was_altered_and_made_to_fit_breaks_the_next(length, data):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 2))
    changed = replace(entries[place], about="{}")
    entries[place] = replace(changed, digest=digest_of(changed))
    assert verify_chain(entries) == Break(place + 2, Fault.UNLINKED)


@given(CHAINS, st.data())
def test_a_missing_entry_is_named(length, data):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 2))
    del entries[place]
    assert verify_chain(entries) == Break(place + 1, Fault.MISSING)


@given(CHAINS, st.data())
def test_an_entry_that_was_moved_up_is_named(length, data):
    entries = chain(length)
    place = data.draw(st.integers(1, length - 1))
    to = data.draw(st.integers(0, place - 1))
    entries.insert(to, entries.pop(place))
    assert verify_chain(entries) == Break(place + 1, Fault.REORDERED)


@given(CHAINS, st.data())
def test_an_entry_that_was_put_in_is_named(length, data):
    entries = chain(length)
    place, number = data.draw(st.integers(0, length - 1)), data.draw(st.integers(1, length + 5))
    before = entries[place - 1].digest if place else "0" * 64
    forged = replace(
        entries[0], number=number, event="published", previous=data.draw(st.sampled_from([before, "f" * 64]))
    )
    entries.insert(place, replace(forged, digest=digest_of(forged)))
    found = verify_chain(entries)
    assert found == Break(number, Fault.INSERTED)


def test_an_entry_added_at_the_end_without_its_link_does_not_follow():
    entries = chain(3)
    forged = replace(entries[2], number=4, previous="f" * 64)
    assert verify_chain([*entries, replace(forged, digest=digest_of(forged))]) == Break(4, Fault.UNLINKED)


def test_an_entry_without_a_zone_is_no_entry():
    with pytest.raises(ValueError, match="with its time zone"):
        replace(chain(1)[0], at=dt.datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


def test_when_a_person_is_erased_the_chain_verifies_and_nothing_tells_the_answer_any_more():
    answers = {"given": [{"question": "run", "judgement": {"probability": 0.4}}]}
    kept = {}  # the sealed store: commitment → nonce and answers
    steps = [("opened", {})]
    for panelist in ("p7", "x2", "k9"):
        receipt = receipt_for(answers, START, fresh_nonce(), roundup="ferry-2026", panelist=panelist)
        kept[receipt.commitment] = (receipt, answers)
        steps.append(("submitted", {"commitment": receipt.commitment}))
    entries = journal_of(*steps)
    assert all(opens(*sealed) for sealed in kept.values())

    receipt, _ = kept.pop(entries[2].said("commitment"))  # erasing: content and nonce go, the entry stays
    about = {"erased": receipt.commitment}
    entries.append(
        entry_after(
            entries[-1].head, "erased", outlet=entries[-1].outlet, by=None, at=START, roundup="ferry-2026", about=about
        )
    )
    assert verify_chain(entries) is None
    assert not any(word in entry.about for entry in entries for word in ("judgement", "0.4", receipt.nonce))
    for percent in range(101):
        guess = {"given": [{"question": "run", "judgement": {"probability": percent / 100}}]}
        assert commitment_to(guess, START, fresh_nonce(), roundup="ferry-2026", panelist="x2") != receipt.commitment


def submitted(panelist, commitment, on_time="yes"):
    about = {"asked": "ferry-2026", "panelist": panelist, "commitment": commitment, "on time": on_time}
    return "answers submitted", about, None


def done(event, panelist):
    return event, {"asked": "ferry-2026", "panelist": panelist}, None


STEPS = (
    submitted("a", "a1"),
    submitted("b", "b1"),
    submitted("c", "c1"),
    ("answers submitted", {"asked": "another", "panelist": "a", "commitment": "x1"}, None),
    submitted("a", "a2"),
    done("answers withdrawn", "b"),
    submitted("c", "c2", "no"),
    submitted("d", "d1", "no"),
    submitted("e", "e1"),
    submitted("e", "e2", "no"),
    done("late answers accepted", "e"),
    submitted("f", "f1", "no"),
    submitted("f", "f2", "no"),
    done("late answers accepted", "f"),
    ("answers submitted", {"panelist": "h", "commitment": "h1"}, "ferry-2026"),
    submitted("g", "g1"),
)


def test_the_commitments_that_stand_are_the_last_in_time_of_each_panelist_and_accepted_late_ones():
    entries = journal_of(*STEPS)
    closed = entries[-1].at - dt.timedelta(seconds=1)
    assert standing_commitments(entries, "ferry-2026", closed) == {"a2", "c1", "e2", "f2", "h1"}


@pytest.mark.parametrize(
    ("commitment", "number", "words"),
    [
        ("a1", 5, "were replaced by a later submission"),
        ("b1", 6, "were withdrawn"),
        ("c2", 7, "came after the deadline"),
        ("d1", 8, "came after the deadline"),
        ("e1", 11, "were replaced by late ones that the editor accepted"),
    ],
)
def test_why_a_commitment_does_not_stand_is_told_with_its_entry(commitment, number, words):
    entry, told = given_up(journal_of(*STEPS), "ferry-2026", commitment)
    assert (entry.number, told) == (number, words)


@pytest.mark.parametrize("commitment", ["a2", "c1", "h1", "x1", "unheard of"])
def test_of_what_stands_or_is_not_known_nothing_of_the_kind_is_told(commitment):
    assert given_up(journal_of(*STEPS), "ferry-2026", commitment) is None
