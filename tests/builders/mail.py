"""Letters that come in, bounces and automatic replies, as people and programs write them."""

import secrets
from email.message import EmailMessage


def written(text, *, sender="cleo@panel.example", to="panel@courant.example", subject="Re: The fair", **headers):
    """A letter that a person wrote. Headers by name, `_` standing for `-`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{secrets.token_hex(8)}@panel.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def bounce_of(original, *, action="failed", status="5.1.1", to="cleo@panel.example", said="550 5.1.1 no such mailbox"):
    """What a mail server says of a letter that it could not deliver (RFC 3464), with the letter. `original`: a message, or a Message-ID."""
    returned = original if not isinstance(original, str) else f"Message-ID: {original}\nSubject: The fair\n\nDear Cleo"
    whole = returned if isinstance(returned, str) else returned.as_string()
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: panel@courant.example\nSubject: Undelivered\n"
        f"Message-ID: <{secrets.token_hex(8)}@mx.example>\nAuto-Submitted: auto-replied\nReturn-Path: <>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="part"\n\n'
        "--part\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n"
        f"--part\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {to}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n\n"
        f"--part\nContent-Type: message/rfc822\n\n{whole}\n--part--\n"
    ).encode()
