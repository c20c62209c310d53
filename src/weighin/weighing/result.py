"""What every weighing gives back: the value with how it came about."""

from typing import Any, Generic, TypeVar

from msgspec import Struct

Value = TypeVar("Value")


class Weighing(Struct, Generic[Value], frozen=True, kw_only=True):
    """A result with its method, the shape of what went in, and warnings in sentences.

    Attributes:
        value: what was asked for; arrays as in the function of that method.
        method: the published name of the method. settings: its parameters as they were used.
        shape: of the inputs, `(experts, questions[, levels])`. answered: how many judgements were there, the missing left out.
        warnings: what a reader of the number should know.
    """

    value: Value
    method: str
    shape: tuple[int, ...]
    answered: int
    settings: dict[str, Any] = {}
    warnings: tuple[str, ...] = ()
