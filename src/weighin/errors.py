"""Every error that a caller can meet.

    WeighInError                      exit  HTTP
    ├── BadRecord                       4    422   a record that breaks its own rules
    │   └── UnknownFormat               4    422   a record of a version that this program does not know
    ├── BadSource                       5    422   what was given cannot be read at all
    │   ├── EmptySource                 5    422   nothing in it
    │   ├── UnknownContainer            5    415   none of html, text, markdown, docx, pdf, eml
    │   ├── TooLarge                    5    413   over a stated limit of size, depth or expansion
    │   ├── Unreadable                  5    422   damaged, encrypted, binary
    │   └── NotFetched                  6    502   an address that could not be fetched
    │       └── AddressRefused          6    403   an address on a private network, or of a kind we do not fetch
    ├── NotARoundup                     3    422   readable, but no expert round-up; says why
    ├── Missing                         7    404   a file, a record or a folder that is not there
    ├── BadJudgements                   4    422   numbers that cannot be judgements; names expert and question
    │   ├── ProbabilityOutOfRange       4    422   outside [0, 1]; 60 is told apart from 0.6
    │   ├── OppositeCertainties         4    422   one expert at 0 and another at 1 on the same question
    │   ├── CrossingQuantiles           4    422   a higher level with a lower quantile
    │   ├── WrongShape                  4    422   arrays that do not fit together, or not this method
    │   └── TooFew                      4    422   fewer experts, questions or settled forecasts than the method needs
    ├── DoesNotFit                      8    409   a correction that the record it is made for has no place for
    ├── NotAccepted                     2    422   what was typed cannot be taken
    │   ├── BadSetting                  2    500   a variable of the environment that cannot be understood
    │   ├── BadName                     2    422   a name that nobody can sign in with, or that is taken
    │   ├── BadPassword                 2    422   a password that would not protect
    │   ├── NotCanonical                2    422   a value that has no canonical JSON; says where
    │   └── NotCheckable                2    422   a receipt, seal or journal that cannot be read, or nothing to compare it with
    └── InTheWay                        9    409   what is to be made cannot be: something is there, or not allowed
        ├── AlreadyThere                9    409   a file that would be lost
        ├── NotWritable                 9    409   a file or folder that cannot be written
        ├── PortTaken                   9    409   a port that something listens on already
        ├── NoDatabase                  9    503   a database that cannot be reached or written
        ├── NotReady                    9    409   something that asking needs is not there; `weighin doctor` says what
        ├── OwnerThere                  9    409   a name that somebody in another outlet has
        ├── LastOwner                   9    409   an outlet would be left without an owner
        ├── NotPublished                9    409   what is to be withdrawn is not published
        └── ChangedMeanwhile            9    409   others kept changing a round-up while it was being published

Exit code 2 is a command line that cannot be understood, 1 an error of the program itself.
"""

from typing import ClassVar


class WeighInError(Exception):
    """An error that is the caller's to mend; its sentence says what is wrong, where, and what to do."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500


class BadRecord(WeighInError):
    """A record that breaks its own rules.

    Attributes:
        path: where in the record, as `$.answers[3].paragraphs[0]`.
        expected: what should stand there.
        found: what stands there.
    """

    exit_code = 4
    http_status = 422

    def __init__(self, path: str, expected: str, found: str) -> None:
        super().__init__(f"{path}: expected {expected}, found {found}")
        self.path = path
        self.expected = expected
        self.found = found


class UnknownFormat(BadRecord):
    """A record of a version that this program does not know."""


class BadSource(WeighInError):
    """What was given cannot be read at all.

    Attributes:
        source: what the caller named: a file name, an address, "standard input".
        reason: what is wrong with it, and what to do.
    """

    exit_code = 5
    http_status = 422

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class EmptySource(BadSource):
    """Nothing in it."""


class UnknownContainer(BadSource):
    """None of the containers that can be read."""

    http_status = 415


class TooLarge(BadSource):
    """Over a stated limit of size, depth or expansion."""

    http_status = 413


class Unreadable(BadSource):
    """Damaged, encrypted or binary."""


class NotFetched(BadSource):
    """An address that could not be fetched."""

    exit_code = 6
    http_status = 502


class AddressRefused(NotFetched):
    """An address on a private network, or of a kind that is not fetched."""

    http_status = 403


class NotARoundup(WeighInError):
    """Readable, but no expert round-up.

    Attributes:
        source: what the caller named.
        reasons: why it was not taken for one, the weightiest first.
    """

    exit_code = 3
    http_status = 422

    def __init__(self, source: str, reasons: tuple[str, ...]) -> None:
        super().__init__(f"{source} is not an expert round-up: {'; '.join(reasons)}")
        self.source = source
        self.reasons = reasons


class Missing(WeighInError):
    """A file, a folder or a record that is not there."""

    exit_code = 7
    http_status = 404


class BadJudgements(WeighInError):
    """Numbers that cannot be judgements.

    Attributes:
        expert: name or number of the expert, from 0; None where no single one is at fault.
        question: the same of the question.
        reason: what is wrong, and what to do.
    """

    exit_code = 4
    http_status = 422

    def __init__(self, reason: str, *, expert: object = None, question: object = None) -> None:
        places = [
            f"{name} {place}" for name, place in (("expert", expert), ("question", question)) if place is not None
        ]
        super().__init__(f"{', '.join(places)}: {reason}" if places else reason)
        self.reason = reason
        self.expert = expert
        self.question = question


class ProbabilityOutOfRange(BadJudgements):
    """A probability outside [0, 1]; where it looks like per cent, the error says so."""


class OppositeCertainties(BadJudgements):
    """One expert at 0 and another at 1 on the same question: no pool of odds can hold both."""


class CrossingQuantiles(BadJudgements):
    """A quantile that is lower than one of a lower level."""


class WrongShape(BadJudgements):
    """Arrays that do not fit together, or not this method."""


class TooFew(BadJudgements):
    """Fewer experts, questions or settled forecasts than the method needs."""


class DoesNotFit(WeighInError):
    """A correction that the record it is made for has no place for.

    Attributes:
        reason: what is missing or in the way, and what to do.
    """

    exit_code = 8
    http_status = 409

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAccepted(WeighInError):
    """What was typed cannot be taken."""

    exit_code = 2
    http_status = 422


class BadSetting(NotAccepted):
    """A variable of the environment that cannot be understood; says which, and what may stand there."""

    http_status = 500


class BadName(NotAccepted):
    """A name that nobody can sign in with, or that is taken."""


class BadPassword(NotAccepted):
    """A password that would not protect: too short, too common, too like the name."""


class NotCanonical(NotAccepted):
    """A value that has no canonical JSON: NaN, half a surrogate pair, a name given twice.

    Attributes:
        path: where in the value, as `$.q1.text`.
        reason: what is wrong there.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotCheckable(NotAccepted):
    """A receipt, a seal, a record or a journal that cannot be read as one, or nothing to compare it with.

    Attributes:
        source: what the caller named.
        reason: what is wrong with it, and what to do.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class InTheWay(WeighInError):
    """What is to be made cannot be: something is there already, or it is not allowed."""

    exit_code = 9
    http_status = 409


class AlreadyThere(InTheWay):
    """A file that would be lost."""


class NotWritable(InTheWay):
    """A file or a folder that cannot be written."""


class PortTaken(InTheWay):
    """A port that something listens on already."""


class NoDatabase(InTheWay):
    """A database that cannot be reached or cannot be written."""

    http_status = 503


class NotReady(InTheWay):
    """Something that asking needs is not there, or not as it should be."""


class OwnerThere(InTheWay):
    """A name that somebody in another outlet has."""


class LastOwner(InTheWay):
    """An outlet would be left without an owner."""


class NotPublished(InTheWay):
    """What is to be withdrawn is not published."""


class ChangedMeanwhile(InTheWay):
    """Others kept changing a round-up while it was being published."""
