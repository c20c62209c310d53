"""A mailbox in the place of a mail server: letters become files in a folder. For the demo, and for trying things out without sending anything."""

import email
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from weighin.site.mail.smtp import AS_SENT, Accepted, Deliver, Outcome


def into_folder(folder: Path) -> Deliver:
    """A way to deliver into that folder, one file a letter, named by its Message-ID."""

    def deliver(message: EmailMessage, _to_address: str) -> Outcome:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{_name_of(str(message['Message-ID']))}.eml"
        unfinished = folder / f".{name}"
        unfinished.write_bytes(message.as_bytes(policy=AS_SENT))
        unfinished.replace(folder / name)
        return Accepted("kept in this site's mailbox; nothing was sent")

    return deliver


def letters_in(folder: Path) -> list[EmailMessage]:
    """What was delivered, the last first."""
    files = sorted(folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return [email.message_from_bytes(path.read_bytes(), policy=modern) for path in files]


def forget(folder: Path, message_ids: Iterable[str]) -> None:
    """Remove the letters of those Message-IDs, where they are there."""
    for message_id in message_ids:
        (folder / f"{_name_of(message_id)}.eml").unlink(missing_ok=True)


def _name_of(message_id: str) -> str:
    return "".join(letter for letter in message_id if letter.isalnum())[:80]
