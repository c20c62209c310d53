import datetime as dt
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.errors import NotCanonical, NotCheckable
from weighin.sealing.receipt_text import read_receipt, receipt_text
from weighin.sealing.receipts import Receipt, commitment_to, fresh_nonce, opens, receipt_for

AT = dt.datetime(2026, 11, 24, 11, 58, 3, 250, tzinfo=dt.UTC)
NONCE = bytes(range(32))
ANSWERS = {
    "given": [
        {
            "question": "run",
            "stance": "answered",
            "prose": "The ferry will very likely run.\n\nIt did last year.",
            "judgement": {"type": "probability", "probability": 0.85},
        },
        {"question": "tram", "stance": "no opinion", "prose": ""},
    ],
    "version": 1,
}
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
RECEIPTS = st.builds(
    Receipt,
    roundup=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True),
    panelist=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True),
    at=st.datetimes(min_value=dt.datetime(2000, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - the zone stands beside it
    commitment=DIGESTS,
    nonce=DIGESTS,
)


@pytest.fixture
def receipt():
    return receipt_for(ANSWERS, AT, NONCE, roundup="ferry-2026", panelist="7kq2")


def test_a_receipt_opens_for_its_answers_and_for_no_others(receipt):
    assert opens(receipt, ANSWERS)
    assert opens(receipt, dict(reversed(ANSWERS.items())))
    assert not opens(receipt, {**ANSWERS, "version": 2})
    assert not opens(receipt, {"given": ANSWERS["given"][:1], "version": 1})
    assert not opens(receipt, {})


@pytest.mark.parametrize(
    "change",
    [
        {"roundup": "ferry-2027"},
        {"panelist": "8kq2"},
        {"at": AT + dt.timedelta(microseconds=1)},
        {"nonce": "00" * 32},
        {"commitment": "00" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_receipt_is_bound_to_its_roundup_its_panelist_its_time_and_its_nonce(receipt, change):
    assert not opens(replace(receipt, **change), ANSWERS)


def test_the_time_is_the_same_in_every_zone(receipt):
    in_seoul = receipt_for(
        ANSWERS, AT.astimezone(dt.timezone(dt.timedelta(hours=9))), NONCE, roundup="ferry-2026", panelist="7kq2"
    )
    assert in_seoul == receipt


def test_a_commitment_is_what_it_ever_was(receipt):
    assert receipt.commitment == "27e9d60cbe1d3f5e2f5bbcff1dfd2efa5cf3552d0f5aeebb8255ad270e240e8f"


def test_from_a_public_leaf_no_answer_is_found_by_trying_all_while_with_the_nonce_one_is():
    nonce = secrets.token_bytes(32)

    def says(percent):
        judgement = {"type": "probability", "probability": percent / 100}
        return {"given": [{"question": "run", "judgement": judgement}], "version": 1}

    leaf = receipt_for(says(62), AT, nonce, roundup="ferry-2026", panelist="7kq2").commitment

    def found(with_nonce):
        return [
            percent
            for percent in range(101)
            if commitment_to(says(percent), AT, with_nonce, roundup="ferry-2026", panelist="7kq2") == leaf
        ]

    assert found(nonce) == [62]
    assert not found(bytes(32))
    assert not found(secrets.token_bytes(32))


def test_the_same_answers_twice_have_commitments_that_do_not_show_it():
    first, second = (receipt_for(ANSWERS, AT, fresh_nonce(), roundup="ferry-2026", panelist="7kq2") for _ in range(2))
    assert first.commitment != second.commitment
    assert len({fresh_nonce() for _ in range(100)}) == 100


def test_what_cannot_be_committed_to_is_refused():
    with pytest.raises(NotCanonical, match=r"\$\.answers\.given\[0\]\.prose"):
        receipt_for({"given": [{"prose": "\ud83d"}]}, AT, NONCE, roundup="r", panelist="7")
    with pytest.raises(ValueError, match="a nonce of 32 bytes, found 16"):
        receipt_for(ANSWERS, AT, bytes(16), roundup="r", panelist="7")
    with pytest.raises(ValueError, match="with its time zone"):
        receipt_for(ANSWERS, AT.replace(tzinfo=None), NONCE, roundup="r", panelist="7")
    with pytest.raises(ValueError, match="panelist of 1 to 64 letters and digits"):
        receipt_for(ANSWERS, AT, NONCE, roundup="r", panelist="Cleo Marsh")
    with pytest.raises(ValueError, match="letters and digits"):
        receipt_for(ANSWERS, AT, NONCE, roundup="two words", panelist="7")


@given(RECEIPTS)
def test_every_receipt_is_read_back_from_its_lines(receipt):
    text = receipt_text(receipt)
    assert read_receipt(text) == receipt
    assert all(len(line) <= 76 for line in text.splitlines())
    assert text.isascii()


def letters_for_digits(text):
    lines = text.splitlines()
    return "\n".join([*lines[:4], *(line.replace("0", "o").replace("1", "l") for line in lines[4:8]), *lines[8:]])


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "Dear all,\n\n" + text + "\nBest\nCleo",
        lambda text: "\n".join("> > " + line for line in text.splitlines()),
        lambda text: "\n".join("   " + line + "  " for line in text.splitlines()),
        lambda text: " ".join(text.split()),
        lambda text: text.replace("   ", "\t"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\n".join([*text.splitlines()[:4], *text.lower().splitlines()[4:]]),
        letters_for_digits,
        lambda text: "\ufeff" + text,
    ],
    ids="crlf,a letter around it,quoted twice,indented,one line,tabs,hard spaces,small letters,letters for digits,byte order mark".split(
        ","
    ),
)
def test_a_receipt_survives_what_mails_do_to_it(receipt, mangle):
    assert read_receipt(mangle(receipt_text(receipt))) == receipt


@given(RECEIPTS, st.data())
def test_a_character_that_was_miscopied_is_found_and_its_line_is_named(receipt, data):
    lines = receipt_text(receipt).splitlines()
    place = data.draw(st.integers(4, 7))
    column = data.draw(st.sampled_from([c for c in range(12, 12 + 34) if lines[place][c] != " "]))
    other = data.draw(st.sampled_from(sorted(set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {lines[place][column]})))
    lines[place] = lines[place][:column] + other + lines[place][column + 1 :]
    with pytest.raises(NotCheckable) as refused:
        read_receipt("\n".join(lines), name="cleo.txt")
    assert refused.value.source == "cleo.txt"
    where = f"{('first', 'second')[place % 2]} line of the {'commitment' if place < 6 else 'nonce'}"
    assert where in refused.value.reason or "check does not fit" in refused.value.reason  # 1 in 1024 passes its line


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("ferry-2026", "ferry-2027", "check does not fit"),
        ("Panelist    7kq2", "Panelist    7kq3", "check does not fit"),
        ("Panelist    7kq2", "Panelist    Seven!", "first lines were miscopied"),
        ("11:58:03", "11:58:04", "check does not fit"),
        ("11:58:03", "11:88:03", "first lines were miscopied"),
        ("RECEIPT 1", "RECEIPT 2", "version 2"),
        ("END OF RECEIPT", "", "no whole receipt"),
    ],
)
def test_other_lines_that_were_miscopied_are_found_too(receipt, was, becomes, complaint):
    text = receipt_text(receipt)
    assert was in text
    with pytest.raises(NotCheckable, match=complaint):
        read_receipt(text.replace(was, becomes))


def test_a_line_that_is_missing_is_found(receipt):
    lines = receipt_text(receipt).splitlines()
    for place in range(4, 8):
        with pytest.raises(NotCheckable, match=r"characters instead of 56|no whole receipt"):
            read_receipt("\n".join([*lines[:place], *lines[place + 1 :]]))


def test_the_lines_tell_nothing_of_the_answers(receipt):
    text = receipt_text(receipt).casefold()
    assert not any(word in text for word in ("likely", "0.85", "opinion", "tram"))
