"""`weighin verify` with stamps from outside: what they are over, who signed them, which block has to be asked, and every way in which one can be wrong."""

import datetime as dt
from hashlib import sha256

import pytest
from builders.sealed import sealed_roundup
from builders.stamps import SHA256, Clock, append, in_block, pending, proof_over
from msgspec import UNSET
from msgspec.structs import replace

from weighin.errors import NotCheckable
from weighin.sealing.documents import decode_document, encode_document
from weighin.sealing.seal import Seal, witness_bytes
from weighin.sealing.stamps import Stamp, StampKind
from weighin.sealing.timestamps import Certificates, Timestamp, query_for, read_timestamp
from weighin.sealing.verification import Exhibit, Rule, Standing, verify

MADE = sealed_roundup()
LONG_AGO = dt.datetime(2026, 11, 20, 17, 0, tzinfo=dt.UTC)
# the example was sealed on 20 November 2026; openssl stamps by the machine's clock, which may be earlier
WITNESS = replace(MADE["witness"], closed_at=dt.datetime(2020, 1, 2, tzinfo=dt.UTC))
SEAL = replace(MADE["seal"], witness=WITNESS)


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return Clock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def stamp(clock):
    return clock.answer(query_for(witness_bytes(WITNESS)).request)


def brought(**files):
    """The findings of stamps; each file as bytes or as the document that it is."""
    documents = {name: decode_document(one, name) if isinstance(one, bytes) else one for name, one in files.items()}
    found = verify(*(Exhibit(name, document) for name, document in documents.items()))
    return [check for check in found.checks if check.rule is Rule.STAMPED]


def test_what_a_stamp_is_over_is_the_canonical_witness():
    assert witness_bytes(WITNESS).startswith(
        b'{"closed_at":"2020-01-02T00:00:00.000000Z","format":"weigh-in witness 1"'
    )
    assert decode_document(witness_bytes(WITNESS), "witness.json") == WITNESS
    assert witness_bytes(decode_document(encode_document(WITNESS), "witness.json")) == witness_bytes(WITNESS)


def test_a_stamp_that_a_trusted_service_signed_agrees_and_says_who_and_when(stamp, clock):
    [check] = brought(stamp=stamp, witness=WITNESS, root=clock.root)
    assert check.standing is Standing.AGREES
    assert check.sentence.startswith("CN=Invented clock signed that this witness was there: stamped 20")
    [in_seal] = brought(stamp=stamp, seal=SEAL, root=clock.root)
    assert in_seal.standing is Standing.AGREES


def test_openssl_itself_accepts_the_stamp_over_the_published_bytes(stamp, clock):
    (clock.folder / "witness.json").write_bytes(witness_bytes(WITNESS))
    (clock.folder / "witness.tsr").write_bytes(stamp)
    said = clock.openssl("ts", "-verify", "-data", "witness.json", "-in", "witness.tsr", "-CAfile", "root.pem")
    assert b"Verification: OK" in said


def test_without_a_certificate_it_says_what_to_bring(stamp):
    [check] = brought(stamp=stamp, witness=WITNESS, receipt=MADE["replaced"].receipt, seal=SEAL)
    assert (check.standing, "bring the certificate" in check.sentence) == (Standing.NOT_CHECKED, True)


def test_a_certificate_of_somebody_else_vouches_for_nobody(stamp, tmp_path):
    other = Clock(tmp_path)
    [check] = brought(stamp=stamp, witness=WITNESS, root=other.root)
    assert check.standing is Standing.DISAGREES
    assert "Nobody whom the certificates vouch for signed this stamp" in check.sentence


def test_a_stamp_of_another_witness_is_named(stamp, clock):
    changed = replace(WITNESS, root="00" * 32)
    [check] = brought(stamp=stamp, witness=changed, root=clock.root)
    assert check.standing is Standing.DISAGREES
    assert "stamp of something else" in check.sentence
    with pytest.raises(NotCheckable, match="Bring the witness"):
        brought(stamp=stamp, root=clock.root)
    with pytest.raises(NotCheckable, match="Bring the stamp"):
        brought(root=clock.root)


def test_a_stamp_from_before_the_close_tells_that_a_clock_is_wrong(clock):
    later = replace(WITNESS, closed_at=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))
    early = clock.answer(query_for(witness_bytes(later)).request)
    [check] = brought(stamp=early, witness=later, root=clock.root)
    assert check.standing is Standing.DISAGREES
    assert "One of the two clocks is wrong" in check.sentence


def test_any_bit_of_a_stamp_that_is_changed_is_told_or_changes_nothing_that_is_said(stamp, clock):
    was = read_timestamp(stamp)
    for place in range(0, len(stamp), 7):
        damaged = bytes(byte ^ (1 << place % 8) if at == place else byte for at, byte in enumerate(stamp))
        try:
            [check] = brought(stamp=damaged, witness=WITNESS, root=clock.root)
        except NotCheckable:
            continue
        now = read_timestamp(damaged)
        if check.standing is Standing.AGREES:  # what nobody signed: how a field is written, not what it says
            assert (now.digest, now.at, now.hash_name) == (was.digest, was.at, was.hash_name)


def test_certificates_in_the_order_of_the_service_are_read_all_the_same(stamp, clock):
    assert b"Invented root" in stamp  # two certificates, as many services send them
    assert isinstance(decode_document(stamp, "witness.tsr"), Timestamp)


def test_a_certificate_is_one_in_der_and_in_pem_with_text_before_it(stamp, clock):
    der = clock.openssl("x509", "-in", "root.pem", "-outform", "DER")
    for root in (der, b"subject=CN = Invented root\n" + clock.root):
        document = decode_document(root, "root")
        assert isinstance(document, Certificates)
        assert brought(stamp=stamp, witness=WITNESS, root=document)[0].standing is Standing.AGREES
    with pytest.raises(NotCheckable, match="damaged"):
        decode_document(clock.root.replace(b"MII", b"MIX"), "root")


def test_a_refusal_is_no_stamp(clock):
    refused = clock.answer(
        query_for(b"x").request.replace(bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"))
    )
    with pytest.raises(NotCheckable, match=r"refused to stamp|damaged"):
        read_timestamp(refused)


def test_a_proof_says_which_block_has_to_be_asked_and_for_what():
    digest = sha256(witness_bytes(WITNESS)).digest()
    proof = proof_over(digest, append(b"x") + SHA256 + in_block(800_000))
    follows, asks = brought(proof=proof, witness=WITNESS)
    assert follows.standing is Standing.AGREES
    assert asks.standing is Standing.NOT_CHECKED
    assert "Bitcoin block 800000" in asks.sentence
    assert bytes(reversed(sha256(digest + b"x").digest())).hex() in asks.sentence


def test_a_proof_that_waits_says_for_whom_and_one_of_something_else_disagrees():
    digest = sha256(witness_bytes(WITNESS)).digest()
    waits = brought(proof=proof_over(digest, pending("https://alice.example")), witness=WITNESS)
    assert "calendar https://alice.example has not put it into a block" in waits[1].sentence
    [other] = brought(proof=proof_over(sha256(b"x").digest(), in_block(1)), witness=WITNESS, seal=SEAL)
    assert other.standing is Standing.DISAGREES


def test_a_seal_names_its_stamps_and_what_it_says_of_them_is_compared(stamp, clock):
    at = read_timestamp(stamp).at
    digest = sha256(witness_bytes(WITNESS)).digest()
    files = {"stamp": stamp, "proof": proof_over(digest, in_block(9)), "root": clock.root}
    named = (
        Stamp(kind=StampKind.RFC_3161, file="witness.tsr", services=("https://clock.example",), at=at),
        Stamp(kind=StampKind.OPENTIMESTAMPS, file="witness.ots", services=("https://alice.example",), block=9),
    )
    assert not [one for one in brought(seal=replace(SEAL, stamps=named), **files) if one.standing is Standing.DISAGREES]
    missing = brought(seal=replace(SEAL, stamps=named), witness=WITNESS)
    assert [one.standing for one in missing] == [Standing.NOT_CHECKED] * 2
    assert "bring witness.tsr" in missing[0].sentence
    wrong = (replace(named[0], at=at + dt.timedelta(seconds=5)), replace(named[1], block=8))
    told = [
        one.sentence for one in brought(seal=replace(SEAL, stamps=wrong), **files) if one.standing is Standing.DISAGREES
    ]
    of_the_time, of_the_block = told
    assert "that the stamp is of 20" in of_the_time
    assert "block 8; it leads to block 9" in of_the_block


def test_a_seal_without_stamps_is_written_as_before_and_one_with_them_is_read_back():
    assert b"stamps" not in encode_document(MADE["seal"])
    assert decode_document(encode_document(MADE["seal"]), "seal.json").stamps is UNSET
    stamped = replace(SEAL, stamps=(Stamp(kind=StampKind.RFC_3161, file="witness.tsr", services=("s",), at=LONG_AGO),))
    read = decode_document(encode_document(stamped), "seal.json")
    assert isinstance(read, Seal)
    assert read.stamps == stamped.stamps
