"""Whatever is done to a document, it is refused or it disagrees; and nothing makes the verifier crash."""

from contextlib import suppress

import pytest
from builders.sealed import sealed_files
from hypothesis import given, settings
from hypothesis import strategies as st

from weighin.errors import NotCheckable
from weighin.sealing.documents import decode_document, encode_document
from weighin.sealing.verification import Exhibit, verify

FILES = sealed_files()
BOUND = (
    "receipt.txt",
    "submission.json",
    "proof.json",
    "witness.json",
    "journal.jsonl",
)  # every character of them counts
OTHERS = st.sampled_from('0123456789abcdefxyzABCZ-:.,{}[]" \\')


def findings(files):
    return verify(*(Exhibit(name, decode_document(data, name)) for name, data in files.items()))


@settings(max_examples=300)
@given(st.sampled_from(BOUND), st.data())
def test_one_character_that_was_changed_is_refused_or_disagrees(name, data):
    was = FILES[name].decode()
    place = data.draw(st.integers(0, len(was) - 1))
    becomes = (was[:place] + data.draw(OTHERS) + was[place + 1 :]).encode()
    try:
        document = decode_document(becomes, name)
    except NotCheckable:
        return
    if document == decode_document(FILES[name], name):
        return  # white space, or another way to write the same
    assert not findings({**FILES, name: becomes}).agrees


@settings(max_examples=300)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_damage_is_refused_or_told_and_never_a_crash(name, data):
    was = FILES[name]
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(was)), st.integers(0, len(was)))))
    becomes = was[:start] + data.draw(st.binary(max_size=12) | st.just(was[end : end + 40])) + was[end:]
    try:
        found = findings({**FILES, name: becomes})
    except NotCheckable:
        return
    assert all(check.sentence for check in found.checks)


@pytest.mark.parametrize("number", range(1, 2 ** len(FILES)))
def test_whatever_of_it_somebody_kept_agrees_or_says_what_to_bring(number):
    kept = {name: data for place, (name, data) in enumerate(sorted(FILES.items())) if number >> place & 1}
    try:
        found = findings(kept)
    except NotCheckable as error:
        assert "bring" in error.reason.lower()  # noqa: PT017 - either outcome is right, each with its words
    else:
        assert found.agrees


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_a_document_or_are_refused(data):
    with suppress(NotCheckable):
        decode_document(data, "anything")


@pytest.mark.parametrize("depth", [100, 5000])
def test_nesting_without_end_is_refused(depth):
    data = b'{"format":"weigh-in submission 1","answers":' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"
    with pytest.raises(NotCheckable):
        decode_document(data, "deep.json")


def test_a_number_that_json_has_in_two_ways_is_one_number():
    was = FILES["submission.json"]
    assert was.count(b"0.85") == 1
    one = decode_document(was.replace(b"0.85", b"85e-2"), "submission.json")
    assert encode_document(one) == was
