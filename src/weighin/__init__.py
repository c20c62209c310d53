"""Weigh-In: experts weigh in; Weigh-In keeps the record, and the score.

    import weighin

    record = weighin.read("article.html")  # a path, an address, text or bytes
    edition = weighin.publish(weighin.disclose(record, weighin.Audience.READERS))

Nothing heavy is imported until it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from weighin.version import __version__

if TYPE_CHECKING:
    from weighin.errors import (
        AddressRefused,
        BadRecord,
        BadSource,
        EmptySource,
        InTheWay,
        Missing,
        NotARoundup,
        NotFetched,
        TooLarge,
        UnknownContainer,
        UnknownFormat,
        Unreadable,
        WeighInError,
    )
    from weighin.notebook import read
    from weighin.publishing import Edition, Masthead, publish
    from weighin.record.codec import decode_record, encode_record
    from weighin.record.disclosure import Audience, PublicRecord, disclose
    from weighin.record.kinds import DisplayRight
    from weighin.record.record import Record
    from weighin.settling import score
    from weighin.weighing.pool import pool
    from weighin.weighing.sensitivity import sensitivity

__all__ = [
    "AddressRefused",
    "Audience",
    "BadRecord",
    "BadSource",
    "DisplayRight",
    "Edition",
    "EmptySource",
    "InTheWay",
    "Masthead",
    "Missing",
    "NotARoundup",
    "NotFetched",
    "PublicRecord",
    "Record",
    "TooLarge",
    "UnknownContainer",
    "UnknownFormat",
    "Unreadable",
    "WeighInError",
    "__version__",
    "decode_record",
    "disclose",
    "encode_record",
    "pool",
    "publish",
    "read",
    "score",
    "sensitivity",
]

_HOMES = {
    "read": "weighin.notebook",
    "Record": "weighin.record.record",
    "DisplayRight": "weighin.record.kinds",
    "decode_record": "weighin.record.codec",
    "encode_record": "weighin.record.codec",
    "Audience": "weighin.record.disclosure",
    "PublicRecord": "weighin.record.disclosure",
    "disclose": "weighin.record.disclosure",
    "Edition": "weighin.publishing",
    "Masthead": "weighin.publishing",
    "publish": "weighin.publishing",
    "pool": "weighin.weighing.pool",
    "score": "weighin.settling",
    "sensitivity": "weighin.weighing.sensitivity",
}


def __getattr__(name: str) -> object:
    """Import what is asked for, now (PEP 562); all that stands in no other home is an error."""
    if name not in __all__:
        msg = f"module 'weighin' has no attribute {name!r}"
        raise AttributeError(msg)
    found = getattr(import_module(_HOMES.get(name, "weighin.errors")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is offered, also what is not imported yet."""
    return sorted(__all__)
