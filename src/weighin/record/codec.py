"""Records to JSON and back, without loss. The one place where bad data is met."""

import json
import re
from typing import Any

import msgspec

from weighin.errors import BadRecord, UnknownFormat
from weighin.record.record import FORMAT_VERSION, Record
from weighin.record.rules import FORMAT_PATTERN
from weighin.record.schema import record_schema

__all__ = ["LARGEST_RECORD", "decode_record", "encode_record", "record_schema"]

LARGEST_RECORD = 64 * 1024 * 1024  # bytes; the longest round-up we know makes a record of 0.3 MB
ROOT, FORMAT_AT = "$", "$.format"
LONGEST_FOUND = 80  # characters of a bad value that an error repeats

_decoder = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()

_AT = re.compile(r" - at `(?P<path>[^`]*)`$")
_WRONG_TYPE = re.compile(r"Expected (?P<expected>.+), got (?P<found>.+)", re.DOTALL)
_WRONG_SIZE = re.compile(r"Expected (?P<expected>.+)", re.DOTALL)
_MISSING_FIELD = re.compile(r"Object missing required field `(?P<field>.*)`", re.DOTALL)
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(?P<field>.*)`", re.DOTALL)
_OWN_RULE = re.compile(r"expected (?P<expected>.+), found (?P<found>.+)", re.DOTALL)
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<number>\d+)\]")


class _Head(msgspec.Struct):
    """What tells the version, whatever else the record holds."""

    format: str | None = None


class _Twice(msgspec.Struct):
    """Stands in for an object that gives one name twice."""

    name: str


def encode_record(record: Record) -> bytes:
    """A record as UTF-8 JSON: the same bytes for the same record, every field written out.

    `decode_record(encode_record(record)) == record`, whatever the record.
    """
    return _encoder.encode(record)


def decode_record(data: bytes) -> Record:
    """A record from UTF-8 JSON.

    Raises:
        UnknownFormat: a version of the format that this program does not know; nothing else was looked at.
        BadRecord: not JSON, over `LARGEST_RECORD` bytes, a name given twice, a value that breaks a rule; says where.
    """
    if len(data) > LARGEST_RECORD:
        raise BadRecord(ROOT, f"at most {LARGEST_RECORD:,} bytes", f"{len(data):,}")
    _require_known_format(data)
    try:
        record = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _as_bad_record(error, data) from error
    _require_names_once(data)
    return record


def _require_known_format(data: bytes) -> None:
    try:
        version = msgspec.json.decode(data, type=_Head).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _as_bad_record(error, data) from error
    expected = f"a version that this program knows (1.x; it writes {FORMAT_VERSION})"
    if version is None:
        raise BadRecord(FORMAT_AT, expected, "no format")
    if not re.fullmatch(FORMAT_PATTERN, version):
        raise UnknownFormat(FORMAT_AT, expected, _shown(version))


def _as_bad_record(error: Exception, data: bytes) -> BadRecord:
    """The parts of what msgspec says in one sentence, and the value itself where it does not repeat it."""
    if isinstance(error, RecursionError):
        return BadRecord(ROOT, "a record", "values nested in one another hundreds deep")
    sentence = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return BadRecord(ROOT, "JSON in UTF-8", sentence)
    path = ROOT
    if at := _AT.search(sentence):
        path, sentence = at["path"], sentence[: at.start()]
    if isinstance(error.__cause__, ValueError) and (rule := _OWN_RULE.fullmatch(sentence)):
        return BadRecord(path, rule["expected"], rule["found"])
    if missing := _MISSING_FIELD.fullmatch(sentence):
        return BadRecord(f"{path}.{missing['field']}", "a value", "nothing")
    if unknown := _UNKNOWN_FIELD.fullmatch(sentence):
        return BadRecord(
            f"{path}.{unknown['field']}", f"only the fields of format {FORMAT_VERSION}", "an unknown field"
        )
    if wrong := _WRONG_TYPE.fullmatch(sentence):
        return BadRecord(path, wrong["expected"], wrong["found"])
    return BadRecord(path, _expected_instead_of(sentence), _found_at(path, data))


def _expected_instead_of(sentence: str) -> str:
    """`Invalid enum value 'x'` and `Invalid RFC3339 encoded date` say what is wrong; we say what is right."""
    if wrong := _WRONG_SIZE.fullmatch(sentence):
        return wrong["expected"]
    if sentence.startswith("Invalid enum value"):
        return "one of the values that the schema lists"
    if "date" in sentence:
        return "a date as YYYY-MM-DD"
    return f"something else ({sentence})"


def _found_at(path: str, data: bytes) -> str:
    value: Any = msgspec.json.decode(data.decode("utf-8", errors="replace"))  # what is no UTF-8 may be what is wrong
    for step in _STEP.finditer(path):
        value = value[step["name"]] if step["name"] else value[int(step["number"])]
    return _shown(value)


def _shown(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= LONGEST_FOUND else words[: LONGEST_FOUND - 1] + "…"


def _require_names_once(data: bytes) -> None:
    """JSON leaves open what a name given twice means; two readers could see two records, so it means nothing here.

    Comes after decoding, which has bounded depth and kinds.
    """
    found_twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> object:
        names = dict(pairs)
        if len(names) == len(pairs):
            return names
        seen: set[str] = set()
        name = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        found_twice.append(name)
        return _Twice(name)

    top = json.loads(data, object_pairs_hook=once)
    if found_twice:
        raise BadRecord(_path_to_twice(top, ROOT), "each name once", "it twice")


def _path_to_twice(value: object, path: str) -> str:
    """Where the first object stands that gives a name twice; empty where there is none below."""
    if isinstance(value, _Twice):
        return f"{path}.{value.name}"
    if isinstance(value, dict):
        return next(filter(None, (_path_to_twice(part, f"{path}.{name}") for name, part in value.items())), "")
    if isinstance(value, list):
        return next(filter(None, (_path_to_twice(part, f"{path}[{n}]") for n, part in enumerate(value))), "")
    return ""
