"""Public identifiers: random, never made from a name or a key of the database."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another
LENGTH = 16  # 79 bits: not guessed, not met twice
PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"


def fresh_identifier() -> str:
    """A new one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
