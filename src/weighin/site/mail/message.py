"""From a row of the outbox to the message that goes out: the personal link is put in here and nowhere else."""

import html
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from weighin.sealing.documents import encode_document
from weighin.sealing.receipt_text import receipt_text
from weighin.sealing.seal import proof_for
from weighin.site.addresses import as_sent
from weighin.site.mail.letters import one_line
from weighin.site.mail.smtp import AS_SENT
from weighin.site.mail.texts import in_zone_of
from weighin.site.store.letters import DEADLINE, LINK, RECEIPT, STOP_LINK
from weighin.site.store.links import token_of
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedPanelist, Letter, LetterKind, LinkPurpose, SignInLink
from weighin.site.store.reply_addresses import reply_address_of
from weighin.site.store.seals import seal_document
from weighin.site.store.sign_in_links import token_of_link
from weighin.site.store.versions import receipt_of

ABOUT_ANSWERING = {LetterKind.INVITATION, LetterKind.REMINDER}
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def message_of(letter: Letter) -> EmailMessage:
    """The message with text and HTML, the calendar file, and a way to stop reminders with one click (RFC 8058).

    Raises:
        NotAccepted: no mail server takes the address.
    """
    text = filled(letter)
    message = EmailMessage(policy=AS_SENT)
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.queued_at or letter.written_at)
    message["From"] = settings.MAIL_SENDER
    message["To"] = as_sent(letter.to_address, name=one_line(letter.to_name))
    message["Subject"] = letter.subject
    if letter.panelist and settings.INCOMING_MAIL is not None:
        message["Reply-To"] = reply_address_of(letter.panelist)
    if letter.panelist and letter.kind in ABOUT_ANSWERING:
        message["List-Unsubscribe"] = f"<{stop_address(letter.panelist)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if letter.written_by_id is None:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_alternative(_as_html(text, letter.subject, language=letter.language), subtype="html")
    if letter.calendar:
        message.add_attachment(
            letter.calendar.encode("utf-8"), maintype="text", subtype="calendar", filename="deadline.ics"
        )
    for name, content in _kept_as_proof(letter):
        message.add_attachment(content, maintype="application", subtype="json", filename=name)
    message["Content-Language"] = letter.language  # of the whole; set earlier, it would move into the first part
    return message


def _kept_as_proof(letter: Letter) -> Iterator[tuple[str, bytes]]:
    """With the letter of the seal: the witness, and the proof that this panelist's receipt is in it. Made while it is sent, kept in no row."""
    if letter.kind != LetterKind.SEAL or letter.version is None:
        return
    seal = seal_document(letter.version.panelist.asked)
    if seal is not None and letter.version.commitment in seal.leaves:
        yield "witness.json", encode_document(seal.witness)
        yield "proof.json", encode_document(proof_for(seal, letter.version.commitment))


def filled(letter: Letter) -> str:
    """A letter's text with the links, the deadline and the receipt in the place of their marks."""
    text, panelist = letter.text, letter.panelist
    if letter.sign_in_link is not None:
        return text.replace(LINK, member_address(letter.sign_in_link))
    if panelist is None:
        return text
    if letter.version is not None:
        text = text.replace(RECEIPT, receipt_text(receipt_of(letter.version)))
    with override(letter.language):
        text = text.replace(DEADLINE, in_zone_of(panelist, deadline_of(panelist)))
    return text.replace(LINK, answer_address(panelist)).replace(STOP_LINK, stop_address(panelist))


def answer_address(panelist: AskedPanelist) -> str:
    """Where this panelist answers: the personal link."""
    return settings.SITE_ADDRESS + reverse("reply:form", kwargs={"token": token_of(panelist)})


def member_address(link: SignInLink) -> str:
    """Where a member signs in, or takes up the membership."""
    name = "accounts:take_up" if link.purpose == LinkPurpose.INVITATION else "accounts:sign_in_link"
    return settings.SITE_ADDRESS + reverse(name, kwargs={"link": token_of_link(link)})


def stop_address(panelist: AskedPanelist) -> str:
    """Where this panelist stops reminders."""
    return settings.SITE_ADDRESS + reverse("reply:stop_reminders", kwargs={"token": token_of(panelist)})


def _as_html(text: str, subject: str, *, language: str) -> str:
    """The same words, nothing else: no picture, no style sheet, nothing that is fetched when the letter is opened."""
    paragraphs = "\n".join(f"<p>{_line_html(part)}</p>" for part in _BETWEEN_PARAGRAPHS.split(text.strip()))
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8"><title>{html.escape(subject)}</title></head>\n'
        f"<body>\n{paragraphs}\n</body></html>\n"
    )


def _line_html(part: str) -> str:
    pieces, last = [], 0
    for found in _ADDRESS.finditer(part):
        address = found[0].rstrip(".,;:)")
        pieces.append(html.escape(part[last : found.start()]))
        pieces.append(f'<a href="{html.escape(address)}">{html.escape(address)}</a>')
        last = found.start() + len(address)
    pieces.append(html.escape(part[last:]))
    return "".join(pieces).replace("\n", "<br>\n")
