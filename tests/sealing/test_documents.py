import json

import msgspec
import pytest
from builders.sealed import sealed_files, sealed_roundup

from weighin.errors import NotCheckable
from weighin.record.record import Record
from weighin.sealing.documents import Journal, decode_document, encode_document, encode_journal
from weighin.sealing.receipts import Receipt, Submission
from weighin.sealing.seal import Proof, Seal, Witness

KINDS = {
    "receipt.txt": Receipt,
    "submission.json": Submission,
    "proof.json": Proof,
    "witness.json": Witness,
    "seal.json": Seal,
    "record.json": Record,
    "journal.jsonl": Journal,
}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_document_is_is_told_by_its_content(name):
    assert type(decode_document(sealed_files()[name], "a file")) is KINDS[name]


def test_documents_are_read_back_as_they_were_written():
    made = sealed_roundup()
    for one in (made["seal"], made["witness"], made["proof"], made["replaced"], made["replaced"].receipt):
        assert encode_document(decode_document(encode_document(one), "a file")) == encode_document(one)
        assert encode_document(decode_document(msgspec.json.encode(one), "a file")) == encode_document(one)
    for one in (made["witness"], made["proof"], made["replaced"].receipt):
        assert decode_document(encode_document(one), "a file") == one
    assert decode_document(encode_journal(made["journal"]), "a file") == Journal(tuple(made["journal"]))


def test_a_journal_of_one_entry_is_a_journal():
    journal = sealed_roundup()["journal"][:1]
    assert decode_document(encode_journal(journal), "a file") == Journal(tuple(journal))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    for name, kind in KINDS.items():
        data = b"\xef\xbb\xbf" + sealed_files()[name].replace(b"\n", b"\r\n")
        assert type(decode_document(data, name)) is kind


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "this is not a receipt"),
        (b"Dear Cleo, thank you.", "a receipt begins with the line"),
        (b"WEIGH-IN RECEIPT 1\nRound-up x", "no whole receipt"),
        (b"\x00\xff\xfe", "this is not a receipt"),
        (b"{", "this is not a receipt"),
        (b"{}", "this is not a receipt"),
        (b'{"format": "weigh-in witness 2"}', "does not know"),
        (b'{"format": "weigh-in \x1b[2J"}', "this is not a receipt"),
        (rb'{"format": "weigh-in \u001b[2J"}', "its format is “weigh-in \ufffd\\[2J”"),
        (b'{"format": "weigh-in witness 1"}', "it is damaged: Object missing required field `roundup`"),
        (b'{"format": 7}', "this is not a receipt"),
        (b'{"format": "1.0"}', "this is not a receipt"),
        (b'{"format": "9.0"}', "this is not a receipt"),
        (b"[1]", "this is not a receipt"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_the_reason(data, complaint):
    with pytest.raises(NotCheckable, match=complaint) as refused:
        decode_document(data, "thing.bin")
    assert refused.value.source.startswith("thing.bin")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("root", "B8" * 32),
        ("root", "b8"),
        ("root", "b8" * 32 + "\n"),
        ("size", -1),
        ("closed_at", "2026-11-20T17:00:00"),
        ("closed_at", "yesterday"),
        ("roundup", "two words"),
        ("questions", ""),
        ("journal", {"number": 1, "digest": "x"}),
        ("more", 1),
    ],
)
def test_a_value_that_breaks_a_rule_is_damage(field, value):
    witness = json.loads(encode_document(sealed_roundup()["witness"]))
    with pytest.raises(NotCheckable, match="it is damaged"):
        decode_document(json.dumps({**witness, field: value}).encode(), "witness.json")


def test_a_name_given_twice_is_damage_since_two_readers_could_see_two_documents():
    data = encode_document(sealed_roundup()["witness"]).replace(b'"size": 3', b'"size": 3, "size": 4')
    with pytest.raises(NotCheckable, match=r"it is damaged: .*a name stands twice"):
        decode_document(data, "witness.json")
    with pytest.raises(NotCheckable, match="it is damaged"):
        decode_document(data[: len(data) // 2], "witness.json")


def test_a_bad_line_of_a_journal_is_named():
    lines = sealed_files()["journal.jsonl"].splitlines()
    lines[2] = lines[2][:-5]
    with pytest.raises(NotCheckable, match=r"journal\.jsonl, line 3: it is damaged"):
        decode_document(b"\n".join(lines), "journal.jsonl")


def test_the_shipped_examples_are_what_is_made_today(root):
    folder = root / "examples" / "sealed"
    made = sealed_files()
    assert {path.name for path in folder.iterdir()} == made.keys()
    assert [name for name, content in made.items() if (folder / name).read_bytes() != content] == []
