"""Automatic replies: what no person wrote for us. RFC 3834 says how they tell themselves; many say it otherwise."""

import re
from email.message import Message

from weighin.reading.incoming.bounded import header

_PRECEDENCES = frozenset({"auto_reply", "bulk", "junk", "list"})
_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Mail-Autoreply", "List-Id")
_SUBJECT = re.compile(
    r"(automatic reply|auto(mated)?[- ]?(reply|response)|out of (the )?office|ooo\b|away from (my|the) (mail|office)"
    r"|automatische antwort|abwesenheits(notiz|meldung)|abwesend\b|nicht im büro|réponse automatique|absence du bureau"
    r"|respuesta automática|fuera de la oficina|자동 ?(응답|회신)|부재 ?중)",
    re.IGNORECASE,
)


def is_automatic(message: Message) -> bool:
    """Whether a program wrote it: it says so itself, has no sender to answer to, or begins its subject as such replies do."""
    submitted = header(message, "Auto-Submitted").lower().split(";")[0].strip()
    return (
        (bool(submitted) and submitted != "no")
        or header(message, "Precedence").lower() in _PRECEDENCES
        or any(header(message, name) for name in _HEADERS)
        or header(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or bool(_SUBJECT.match(header(message, "Subject")))
    )
