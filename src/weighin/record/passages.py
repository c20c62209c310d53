"""Where in a value of the record passages stand, however deep."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import Struct

from weighin.record.values import Passage


def passages_in(value: object) -> Iterator[Passage]:
    """Every passage anywhere inside a value of the record."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Passage):
            yield one
        elif isinstance(one, tuple):
            waiting.extend(reversed(one))
        elif isinstance(one, Struct):
            for name in _holders_of(type(one)):
                inner = getattr(one, name)
                if inner:
                    waiting.append(inner)


@cache
def _holders_of(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a type that may hold passages, the last first: texts, numbers and spans need no look."""
    return tuple(field.name for field in reversed(msgspec.structs.fields(kind)) if _may_hold(field.type))


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        return annotation is Passage or bool(_holders_of(annotation))
    return any(map(_may_hold, get_args(annotation)))
