"""A receipt as people keep it: a few lines that survive a mail, a printer and a typist.

    WEIGH-IN RECEIPT 1
    Round-up    ferry-2026
    Panelist    7kq2mfwz
    Submitted   2026-11-24T11:58:03.000000Z
    Commitment  2CQ7 … (7 groups of 4, the last two characters check the line)
                9B0M …
    Nonce       …
                …
    Check       Q4ZR
    END OF RECEIPT

Codes are Crockford's Base32: no I, L, O or U, and case does not matter. Whoever quotes, indents or rewraps the lines does no harm.
"""

import base64
import datetime as dt
import re
from hashlib import sha256

from weighin.errors import NotCheckable
from weighin.sealing.receipts import Receipt
from weighin.sealing.rules import in_utc

BEGINS, ENDS = "WEIGH-IN RECEIPT", "END OF RECEIPT"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITE, _READ = str.maketrans(_RFC_4648, _CROCKFORD), str.maketrans(_CROCKFORD, _RFC_4648)
_MISTAKEN = str.maketrans("OIL", "011")
_LINE, _OF_A_LINE = 26, 28  # characters of a code in a line; with the two that check it
_PLACES = ("first", "second")
_FIELDS = re.compile(
    r"WEIGH-IN RECEIPT (?P<version>\S{1,9}) Round-up (?P<roundup>\S{1,80}) Panelist (?P<panelist>\S{1,80}) Submitted (?P<at>\S{1,40}) "
    r"Commitment (?P<commitment>.{1,200}?) Nonce (?P<nonce>.{1,200}?) Check (?P<check>\S{1,9}) END OF RECEIPT",
    re.IGNORECASE,
)


def receipt_text(receipt: Receipt) -> str:
    """The receipt as lines of at most 50 characters."""
    commitment, nonce = _code_lines("Commitment", receipt.commitment), _code_lines("Nonce", receipt.nonce)
    rows = (
        ("Round-up", receipt.roundup),
        ("Panelist", receipt.panelist),
        ("Submitted", in_utc(receipt.at)),
        ("Commitment", commitment[0]),
        ("", commitment[1]),
        ("Nonce", nonce[0]),
        ("", nonce[1]),
        ("Check", _check_of_all(receipt)),
    )
    return "\n".join([f"{BEGINS} 1", *(f"{label:<12}{value}" for label, value in rows), ENDS]) + "\n"


def read_receipt(text: str, *, name: str = "the receipt") -> Receipt:
    """The receipt that stands in a text, whatever stands around it.

    Raises:
        NotCheckable: there is none, or a line of it was miscopied; says which.
    """
    found = _FIELDS.search(_as_one_line(text))
    if found is None:
        raise NotCheckable(name, f"no whole receipt stands in it; copy all lines from “{BEGINS}” to “{ENDS}”")
    if found["version"] != "1":
        raise NotCheckable(
            name, f"a receipt of version {found['version']}, which this program does not know; it knows 1"
        )
    commitment = _code(found["commitment"], "Commitment", name)
    nonce = _code(found["nonce"], "Nonce", name)
    try:
        receipt = Receipt(
            roundup=found["roundup"],
            panelist=found["panelist"],
            at=dt.datetime.fromisoformat(found["at"].upper()),
            commitment=commitment,
            nonce=nonce,
        )
    except ValueError as error:
        raise NotCheckable(name, f"its first lines were miscopied ({error})") from error
    if _check_of_all(receipt) != found["check"].upper().translate(_MISTAKEN):
        raise NotCheckable(
            name,
            "its check does not fit: something in it was miscopied, most likely round-up, panelist or time; copy it again",
        )
    return receipt


def _as_one_line(text: str) -> str:
    """Without the quotation marks of mails, and however the lines were broken."""
    return " ".join(re.sub(r"(?m)^[ \t]*(?:[>|][ \t]*)+", "", text.replace("\ufeff", "")).split())


def _code_lines(label: str, digest: str) -> tuple[str, str]:
    code = base64.b32encode(bytes.fromhex(digest)).decode("ascii").rstrip("=").translate(_WRITE)
    first, second = (line + _check(f"{label} {place} {line}", 2) for place, line in enumerate(_halves(code, _LINE)))
    return _grouped(first), _grouped(second)


def _code(typed: str, label: str, name: str) -> str:
    """The digest that a code stands for, in hexadecimal."""
    code = "".join(typed.split()).upper().translate(_MISTAKEN)
    if len(code) != 2 * _OF_A_LINE:
        raise NotCheckable(name, f"the {label.lower()} has {len(code)} characters instead of {2 * _OF_A_LINE}")
    kept = ""
    for place, line in enumerate(_halves(code, _OF_A_LINE)):
        letters, check = line[:_LINE], line[_LINE:]
        if set(line) - set(_CROCKFORD) or check != _check(f"{label} {place} {letters}", 2):
            raise NotCheckable(
                name, f"the {_PLACES[place]} line of the {label.lower()} was miscopied: {_grouped(line)}"
            )
        kept += letters
    return base64.b32decode(kept.translate(_READ) + "====").hex()


def _check_of_all(receipt: Receipt) -> str:
    says = f"{receipt.roundup} {receipt.panelist} {in_utc(receipt.at)} {receipt.commitment} {receipt.nonce}"
    return _check(says, 4)


def _check(text: str, length: int) -> str:
    return "".join(_CROCKFORD[byte % 32] for byte in sha256(text.encode()).digest()[:length])


def _halves(code: str, length: int) -> tuple[str, str]:
    return code[:length], code[length:]


def _grouped(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
