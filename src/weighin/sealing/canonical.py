"""Canonical JSON (RFC 8785, JCS): equal values have equal bytes, whatever the order of their names or the program that wrote them.

Numbers are IEEE 754 doubles, as in ECMAScript: 1 and 1.0 are one number, and an integer beyond 2^53 - 1 is refused rather than rounded.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeAlias

from weighin.errors import NotCanonical

Json: TypeAlias = (
    Any  # None, bool, int, float, str, lists and mappings by str of the same, which mypy cannot say without a cycle
)

DEEPEST = 64  # levels of nesting; what people answer has five
LARGEST_INTEGER = 2**53 - 1
ROOT = "$"
_FIXED_UP_TO, _FIXED_DOWN_TO = 21, -6  # powers of ten between which ECMAScript writes no exponent


def encode_canonical(value: Json) -> bytes:
    """A JSON value as canonical UTF-8.

    Raises:
        NotCanonical: NaN, an infinity, an integer beyond 2^53 - 1, half a surrogate pair, a name that is no text, more than `DEEPEST` levels.
    """
    return "".join(_pieces(value, ROOT, 0)).encode("utf-8")


def digest_of_canonical(value: Json) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return sha256(encode_canonical(value)).hexdigest()


def decode_json(data: bytes) -> Json:
    """A JSON value from UTF-8 in which nothing can be read in two ways.

    Raises:
        NotCanonical: not JSON, a name given twice in one object, a number that no double holds, half a surrogate pair.
    """
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_names_once, parse_int=_as_double, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise NotCanonical(ROOT, f"this is no JSON in UTF-8 ({error})") from error
    for _ in _pieces(value, ROOT, 0):
        pass  # what cannot be written cannot be read either
    return value


def _pieces(value: Json, path: str, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise NotCanonical(path, f"nested in more than {DEEPEST} levels")
    if value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, str):
        yield _text(value, path)
    elif isinstance(value, int | float):
        yield _number(value, path)
    elif isinstance(value, Mapping):
        yield "{"
        for place, name in enumerate(sorted(value, key=lambda name: _order_of(name, path))):
            yield ("," if place else "") + _text(name, path) + ":"
            yield from _pieces(value[name], f"{path}.{name}", depth + 1)
        yield "}"
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        yield "["
        for place, part in enumerate(value):
            yield "," if place else ""
            yield from _pieces(part, f"{path}[{place}]", depth + 1)
        yield "]"
    else:
        raise NotCanonical(path, f"JSON has no {type(value).__name__}")


def _text(value: str, path: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical(path, "half a character (a lone surrogate): type it again") from error
    return json.dumps(value, ensure_ascii=False)  # escapes what RFC 8785 escapes, in its short forms


def _order_of(name: object, path: str) -> bytes:
    """Names are sorted by UTF-16 code units, in which an emoji comes before U+FB33."""
    if not isinstance(name, str):
        raise NotCanonical(path, f"a name of JSON is text, not {type(name).__name__}")
    return name.encode("utf-16-be", "surrogatepass")


def _number(value: float, path: str) -> str:
    """As ECMAScript's Number::toString: the shortest digits that give the same double."""
    if not math.isfinite(value):
        raise NotCanonical(path, f"JSON has no {value}")
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(path, f"{value} is beyond the integers that every program reads alike; write it as text")
        return str(int(value))
    if value == 0:
        return "0"  # minus nothing is nothing
    sign = "-" if value < 0 else ""
    _, figures, exponent = Decimal(repr(abs(value))).as_tuple()
    digits = "".join(map(str, figures))
    point = len(digits) + int(exponent)  # where the decimal point stands, counted from the first digit
    digits = digits.rstrip("0")
    if len(digits) <= point <= _FIXED_UP_TO:
        return sign + digits.ljust(point, "0")
    if 0 < point <= _FIXED_UP_TO:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if _FIXED_DOWN_TO < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"


def _names_once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    names = dict(pairs)
    if len(names) != len(pairs):
        msg = "a name stands twice in one object"
        raise ValueError(msg)
    return names


def _as_double(digits: str) -> float:
    """Integers beyond 2^53 - 1 are the doubles that every other program makes of them."""
    return int(digits) if len(digits) <= 17 and abs(int(digits)) <= LARGEST_INTEGER else float(digits)


def _no_number(word: str) -> float:
    msg = f"JSON has no {word}"
    raise ValueError(msg)
