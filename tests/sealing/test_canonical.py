import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import NotCanonical
from weighin.sealing.canonical import LARGEST_INTEGER, decode_json, encode_canonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=30,
)

# RFC 8785, appendix B: the bits of a double, and how it is written
NUMBERS_OF_THE_RFC = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}


@pytest.mark.parametrize(("bits", "written"), NUMBERS_OF_THE_RFC.items())
def test_numbers_are_written_as_the_rfc_writes_them(bits, written):
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert encode_canonical(number).decode() == written


def test_the_example_of_the_rfc_has_the_bytes_of_the_rfc():
    given_there = rb"""{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }"""
    bytes_there = """
        7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72
        73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32
        2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c
        5c 5c 5c 22 2f 22 7d"""
    assert encode_canonical(decode_json(given_there)) == bytes.fromhex(bytes_there)


def test_names_are_sorted_by_utf_16_as_in_the_rfc():
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = decode_json(encode_canonical(dict.fromkeys(names, 0)))
    assert list(written) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert decode_json(encode_canonical(value)) == value


@given(st.dictionaries(TEXTS, VALUES, max_size=8), st.randoms(use_true_random=False))
def test_equal_values_have_equal_bytes_in_whatever_order_their_names_come(value, random):
    names = list(value)
    random.shuffle(names)
    assert encode_canonical({name: value[name] for name in names}) == encode_canonical(value)


@given(VALUES)
def test_what_was_written_is_written_again_alike(value):
    once = encode_canonical(value)
    assert encode_canonical(decode_json(once)) == once


def test_one_and_one_point_nothing_are_one_number_and_true_is_none():
    assert encode_canonical(1) == encode_canonical(1.0) == b"1"
    assert encode_canonical({"yes": True}) == b'{"yes":true}'


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"q1": {"share": math.nan}}, "$.q1.share"),
        ([0, math.inf], "$[1]"),
        ({"q1": {"text": "\ud83d"}}, "$.q1.text"),
        ({"\udc00": 1}, "$"),
        ({1: 1}, "$"),
        ([LARGEST_INTEGER + 1], "$[0]"),
        ([b"bytes"], "$[0]"),
        ({"q1": {1, 2}}, "$.q1"),
    ],
)
def test_what_has_no_canonical_form_is_refused_and_its_place_is_said(value, place):
    with pytest.raises(NotCanonical) as refused:
        encode_canonical(value)
    assert refused.value.path == place


@pytest.mark.parametrize(
    "data",
    [b'{"a":1,"a":2}', b"NaN", b"[Infinity]", b"[1e999]", rb'"\ud800"', b"\xff", b"", b"{", b"[" * 5000, b"[" * 80 + b"]" * 80],
)  # fmt: skip
def test_json_that_can_be_read_in_two_ways_or_in_none_is_refused(data):
    with pytest.raises(NotCanonical):
        decode_json(data)
