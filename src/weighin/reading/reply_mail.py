"""A reply as it came by mail: the answers may stand in the letter, or in a document that goes with it."""

from collections.abc import Iterator, Sequence
from email.message import Message

import msgspec

from weighin.errors import BadSource, Unreadable
from weighin.reading.incoming.bounded import attached_as, parse
from weighin.reading.reply import Reply, read_reply

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
THIS = "this letter"  # what it is called where it cannot be read
MOST_DOCUMENTS = 3
MOST_BYTES = 5_000_000


def read_mailed_reply(data: bytes, *, questions: Sequence[str], writer: str = "", sent: Sequence[str] = ()) -> Reply:
    """Read a letter and the DOCX documents with it into the questions; of them the one counts that answers most. `whole` holds all.

    Arguments as of `read_reply`.

    Raises:
        BadSource: nothing of it can be read at all.
    """
    message = parse(data, name=THIS)
    read, notes = [], []
    for source, name in [(data, f"{THIS}.eml"), *_documents(message)]:
        try:
            one = read_reply(source, name=name, questions=questions, writer=writer, sent=sent)
        except BadSource as error:
            notes.append(f"{error.source}: {error.reason}")
        else:
            read.append((name, one))
    if not read:
        raise Unreadable(THIS, "; ".join(notes))
    best = max(read, key=lambda pair: sum(map(bool, pair[1].answers)))[1]
    whole = "\n\n".join(one.whole if one is read[0][1] else f"— {name} —\n\n{one.whole}" for name, one in read)
    documents = [name for name, _ in read]
    lossy = [_without(one.note, documents) for _, one in read]
    return msgspec.structs.replace(best, whole=whole, note="; ".join(filter(None, dict.fromkeys([*lossy, *notes]))))


def _without(note: str, read: Sequence[str]) -> str:
    """What could not be read, without the attachments that were read after all."""
    for name in read:
        note = note.replace(f"the attachment {name} was not read; save it and read it by itself", "")
    return note.strip("; ")


def _documents(message: Message) -> Iterator[tuple[bytes, str]]:
    found = 0
    for part in message.walk():
        name = attached_as(part)
        if part.get_content_type() != DOCX and not name.lower().endswith(".docx"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and len(content) <= MOST_BYTES and found < MOST_DOCUMENTS:
            found += 1
            yield content, name or f"document {found}.docx"
