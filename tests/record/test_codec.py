"""Records to JSON and back; what is bad is refused with its place, what was expected and what was found."""

import json
import subprocess
import sys

import msgspec
import pytest
from builders.records import arbitrary_records, probability_ranges
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from weighin.errors import BadRecord, UnknownFormat
from weighin.record import codec
from weighin.record.codec import decode_record, encode_record, record_schema
from weighin.record.record import Record, Vote
from weighin.record.schema import schema_text
from weighin.record.values import Passage, Position, ProbabilityRange, Span

many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

SMALLEST = {
    "format": "1.0",
    "title": "Five on the ferry",
    "source": {"container": "text"},
    "text": "It may sail.",
    "panel": [{"identifier": "p1", "name": "Cleo Maris"}],
    "answers": [
        {"identifier": "a1", "panelists": ["p1"], "paragraphs": [{"text": "It may sail.", "start": 0, "end": 12}]}
    ],
}


def changed(path, value):
    """The smallest record with one value put at a path of names and numbers."""
    record = json.loads(json.dumps(SMALLEST))
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(record).encode()


@many
@given(arbitrary_records())
def test_every_record_comes_back_as_it_was(record):
    assert decode_record(encode_record(record)) == record


@many
@given(arbitrary_records())
def test_every_record_keeps_to_the_published_schema(record):
    Draft202012Validator(record_schema()).validate(json.loads(encode_record(record)))


def test_the_schema_in_the_documentation_is_that_of_the_types(root):
    assert (root / "docs/reference/record.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_and_refuses_what_the_decoder_refuses():
    schema = record_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(SMALLEST)
    assert not validator.is_valid({**SMALLEST, "surprise": 1})
    assert not validator.is_valid({name: value for name, value in SMALLEST.items() if name != "format"})
    assert not validator.is_valid(json.loads(changed(["answers", 0, "panelists"], [])))


@pytest.mark.parametrize(
    ("data", "path", "expected", "found"),
    [
        (changed(["title"], 5), "$.title", "`str`", "`int`"),
        (changed(["source"], {"container": "zip"}), "$.source.container", "one of the values", '"zip"'),
        (changed(["panel", 0, "name"], " "), "$.panel[0]", "name with at least one letter", "' '"),
        (changed(["panel", 0, "identifier"], "p2"), "$", "panelist 1 to have the identifier p1", "'p2'"),
        (changed(["answers", 0, "panelists"], []), "$.answers[0].panelists", "`array` of length >= 1", "[]"),
        (changed(["answers", 0, "panelists"], ["p9"]), "$", "a1 to name a panelist", "'p9'"),
        (changed(["answers", 0, "paragraphs", 0, "start"], -1), "$.answers[0].paragraphs[0].start", ">= 0", "-1"),
        (changed(["answers", 0, "paragraphs", 0, "text"], "It will sail"), "$", "'It will sail'", "'It may sail.'"),
        (changed(["answers", 0, "paragraphs", 0, "end"], 99), "$.answers[0].paragraphs[0]", "99 characters", "12"),
        (changed(["published"], {"day": "2019-02-31"}), "$.published.day", "YYYY-MM-DD", '"2019-02-31"'),
        (changed(["surprise"], 1), "$.surprise", "only the fields", "an unknown field"),
        (changed(["source"], {}), "$.source.container", "a value", "nothing"),
        (b"{", "$", "JSON in UTF-8", "truncated"),
        (b"", "$", "JSON in UTF-8", "truncated"),
        (b"\xff\xfe{}", "$", "JSON in UTF-8", "malformed"),
        (b"[]", "$", "`object`", "`array`"),
        (b"[" * 100_000, "$", "`object`", "`array`"),
        (json.dumps(SMALLEST).encode().replace(b'"1.0"', b"NaN"), "$", "JSON in UTF-8", "malformed"),
    ],
)
def test_a_bad_record_is_refused_with_path_expected_and_found(data, path, expected, found):
    with pytest.raises(BadRecord) as refusal:
        decode_record(data)
    assert refusal.value.path == path
    assert expected in refusal.value.expected
    assert found in refusal.value.found


@pytest.mark.parametrize("version", ["2.0", "0.9", "10.0", "1", "1.01", "one", "1.0\n"])
def test_another_major_version_is_told_apart_from_a_bad_record(version):
    with pytest.raises(UnknownFormat, match=r"1\.x"):
        decode_record(changed(["format"], version))


def test_another_version_is_named_before_its_fields_are_judged():
    with pytest.raises(UnknownFormat):
        decode_record(b'{"format": "7.0", "chapters": []}')


def test_a_record_without_a_format_is_refused():
    without = {name: value for name, value in SMALLEST.items() if name != "format"}
    with pytest.raises(BadRecord, match="no format"):
        decode_record(json.dumps(without).encode())


def test_a_name_given_twice_is_refused_with_its_place():
    twice = json.dumps(SMALLEST).replace('"name": "Cleo Maris"', '"name": "Cleo Maris", "name": "Eve Adder"')
    with pytest.raises(BadRecord) as refusal:
        decode_record(twice.encode())
    assert refusal.value.path == "$.panel[0].name"


def test_what_is_too_large_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(codec, "LARGEST_RECORD", 100)
    with pytest.raises(BadRecord, match="at most 100 bytes"):
        decode_record(json.dumps(SMALLEST).encode())


@pytest.mark.parametrize("confidence", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_cannot_carry_makes_no_vote(confidence):
    with pytest.raises(ValueError, match="finite"):
        Vote(position=Position.AGREE, confidence=confidence)


def accepts(make):
    """Whether a value comes about."""
    try:
        make()
    except (ValueError, msgspec.ValidationError):
        return False
    return True


numbers = st.integers(-3, 8)
shares = st.sampled_from([-0.1, 0.0, 0.3, 0.6, 1.0, 1.2, float("nan")])


@given(numbers, numbers)
def test_decoder_and_constructor_agree_on_spans(start, end):
    assert accepts(lambda: Span(start, end)) == accepts(
        lambda: msgspec.json.decode(json.dumps({"start": start, "end": end}), type=Span)
    )


@given(st.text(max_size=4), numbers, numbers)
def test_decoder_and_constructor_agree_on_passages(text, start, end):
    fields = {"text": text, "start": start, "end": end}
    assert accepts(lambda: Passage(**fields)) == accepts(lambda: msgspec.json.decode(json.dumps(fields), type=Passage))


@given(st.lists(shares, min_size=5, max_size=5), numbers)
def test_decoder_and_constructor_agree_on_ranges(five, respondents):
    fields = dict(zip(("lowest", "low", "median", "high", "highest"), five, strict=True), respondents=respondents)
    assert accepts(lambda: ProbabilityRange(**fields)) == accepts(
        lambda: msgspec.convert(fields, type=ProbabilityRange)
    )


@given(probability_ranges())
def test_a_range_denied_twice_is_the_same_to_the_last_digit_shown(given_range):
    assert given_range.denied().denied().median == pytest.approx(given_range.median)


@many
@given(arbitrary_records(), st.data())
def test_decoder_and_constructor_agree_on_records_with_one_value_changed(record, data):
    """A value of the record is swapped for one that may break a rule; both doors must say the same."""
    plain = msgspec.to_builtins(record)
    field, value = data.draw(
        st.sampled_from(
            [("format", "2.0"), ("format", "1.x"), ("text", ""), ("text", record.text + "."), ("panel", []),
             ("questions", []), ("answers", []), ("title", "")]
        )
    )  # fmt: skip
    by_decoder = accepts(lambda: msgspec.convert({**plain, field: value}, type=Record))
    by_hand = tuple(value) if isinstance(value, list) else value
    assert by_decoder == accepts(lambda: msgspec.structs.replace(record, **{field: by_hand}))


def test_the_record_room_starts_without_the_site_and_the_numbers():
    heavy = "django numpy altair jinja2 docx pypdfium2 httpcore"
    program = (
        "import sys, weighin.record.codec, weighin.record.disclosure\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert found.stdout.strip() == "[]"


def test_a_record_nested_without_end_is_bad_and_no_crash():
    for data in (b'{"format":"1.0","title":' + b'{"a":' * 5000, b"[" * 100_000):
        with pytest.raises(BadRecord):
            decode_record(data)


def test_a_date_that_is_no_utf_8_is_told_and_no_crash():
    day = b'"published":{"day":"2026-11-2\x80"}'
    with pytest.raises(BadRecord):
        decode_record(b'{"format":"1.0","title":"","source":{"container":"html"},"text":"","panel":[],' + day + b"}")
