"""What every weighing gives back: the value with how it came about."""

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from msgspec import Struct

from weighin.errors import NotAccepted
from weighin.tables import Columns, frame_of

Value = TypeVar("Value")


class Weighing(Struct, Generic[Value], frozen=True, kw_only=True):
    """A result with its method, the shape of what went in, and warnings in sentences.

    Attributes:
        value: what was asked for; arrays as in the function of that method.
        method: the published name of the method. settings: its parameters as they were used.
        shape: of the inputs, `(experts, questions[, levels])`. answered: how many judgements were there, the missing left out.
        warnings: what a reader of the number should know.
        questions: their names, where they were given. third: what stands along the last axis of the value: options or levels.
    """

    value: Value
    method: str
    shape: tuple[int, ...]
    answered: int
    settings: dict[str, Any] = {}
    warnings: tuple[str, ...] = ()
    questions: tuple[object, ...] = ()
    third: tuple[object, ...] = ()

    def columns(self, questions: Sequence[object] | None = None) -> Columns:
        """The value as a table: a row a question, or a row a question and option or level; all parts that have one number a question.

        Args:
            questions: their names, where the result does not know them; else they are numbered from 0.

        Raises:
            NotAccepted: a value that is not by question.
        """
        names = self.questions if questions is None else questions
        return dict(_columns_of(self.value, names, self.third, self.shape[:2]))

    def to_frame(self, backend: str = "polars", questions: Sequence[object] | None = None) -> Any:
        """The same as a data frame of polars, pandas or pyarrow, whichever is named and installed.

        Raises:
            NotAccepted: no such library, or a value that is not by question.
        """
        return frame_of(self.columns(questions), backend)


def _columns_of(
    value: object, names: Sequence[object], third: Sequence[object], shape: tuple[int, ...]
) -> Iterator[tuple[str, Sequence[object]]]:
    parts = {"value": value} if isinstance(value, np.ndarray) else _parts_of(value)
    first = next((part for part in parts.values() if len(part) == shape[-1]), None)
    if first is None or "experts" in parts or not all(len(part) == len(first) for part in parts.values()):
        msg = f"a result of {type(value).__name__} is not by question; the reports of each room have tables of it"
        raise NotAccepted(msg)
    named = [str(name) for name in names] if names else list(range(len(first)))
    if isinstance(first, np.ndarray) and first.ndim == 2:
        along = list(third) if third else list(range(first.shape[1]))
        yield "question", [name for name in named for _ in along]
        yield "level" if all(isinstance(one, float) for one in along) else "option", along * len(first)
        yield "value", first.ravel().tolist()
        return
    yield "question", named
    yield from ((name, [_plain(one) for one in part]) for name, part in parts.items())


def _parts_of(value: object) -> dict[str, Any]:
    if not isinstance(value, Struct):
        return {}
    parts = {name: getattr(value, name) for name in value.__struct_fields__}
    return {name: part for name, part in parts.items() if isinstance(part, np.ndarray | tuple) and np.ndim(part) == 1}


def _plain(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    return getattr(value, "value", value)
