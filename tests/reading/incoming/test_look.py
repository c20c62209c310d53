"""What a letter that came in is: bounce, automatic, or from a person. Whatever stands in it, there is an answer."""

import pytest
from builders.mail import bounce_of, written
from hypothesis import given
from hypothesis import strategies as st

from weighin.reading.incoming.look import Nature, digest_of, look_at

OURS = "<0123456789abcdef@courant.example>"
QMAIL = (
    "From: MAILER-DAEMON@mx.example\nTo: panel@courant.example\nSubject: failure notice\n\n"
    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<cleo@panel.example>:\nno mailbox here by that name\n\n"
    f"--- Below this line is a copy of the message.\n\nMessage-ID: {OURS}\nSubject: The fair\n\nDear Cleo\n"
)
EXIM = (
    "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: cleo@panel.example\nSubject: Mail delivery failed\n\n"
    f"A message that you sent could not be delivered.\n\n  cleo@panel.example\n    Unrouteable address\n\nMessage-ID: {OURS}\n"
)
POSTFIX_WARNING = (
    "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nSubject: Delayed Mail (still being retried)\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSome words.\n'
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; cleo@panel.example\n"
    f"Action: delayed\nStatus: 4.4.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {OURS}\n\n--b--\n"
)


@pytest.mark.parametrize(
    ("data", "nature"),
    [
        (bounce_of(OURS), Nature.BOUNCE),
        (bounce_of(OURS, status="5.7.1", said="550 not from you"), Nature.BOUNCE),
        (bounce_of(OURS, status="5.2.2", said="552 full"), Nature.DELAY),
        (bounce_of(OURS, status="4.4.7", said="given up after 5 days"), Nature.DELAY),
        (bounce_of(OURS, action="delayed", status="4.2.2"), Nature.DELAY),
        (bounce_of(OURS, action="relayed", status="2.0.0"), Nature.AUTOMATIC),
        (QMAIL.encode(), Nature.BOUNCE),
        (EXIM.encode(), Nature.BOUNCE),
        (POSTFIX_WARNING.encode(), Nature.DELAY),
    ],
)
def test_a_bounce_is_known_with_the_letter_that_it_is_of(data, nature):
    came = look_at(data)
    assert came.nature is nature
    assert OURS in came.named
    assert came.told or nature is Nature.AUTOMATIC


def test_a_bounce_says_the_servers_reason_and_for_whom():
    assert look_at(bounce_of(OURS)).told == "cleo@panel.example: 550 5.1.1 no such mailbox"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner=x"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "away"},
        {"Return_Path": "<>"},
        {"subject": "Automatic reply: The fair"},
        {"subject": "Abwesenheitsnotiz: Die Messe"},
        {"subject": "자동 응답: 박람회"},
    ],
)
def test_an_automatic_reply_is_known_and_its_first_line_told(headers):
    came = look_at(written("\n\nI am away until Monday.\nWrite to Ines.", **headers).as_bytes())
    assert (came.nature, came.told) == (Nature.AUTOMATIC, "I am away until Monday.")


@pytest.mark.parametrize(
    "headers", [{}, {"Auto_Submitted": "no"}, {"Precedence": "first-class"}, {"subject": "Out of luck"}]
)
def test_what_a_person_wrote_is_nothing_else(headers):
    came = look_at(written("Undelivered mail is returned to the sender.", In_Reply_To=OURS, **headers).as_bytes())
    assert (came.nature, came.told, came.named) == (Nature.PERSONAL, "", (OURS,))


def test_a_person_who_writes_of_bounces_or_attaches_a_letter_has_sent_none():
    message = written("See the letter that I got.")
    message.add_attachment(bounce_of("<x@y.example>"), maintype="application", subtype="octet-stream", filename="b.eml")
    assert look_at(message.as_bytes()).nature is Nature.PERSONAL


def test_all_addresses_that_it_went_to_are_told_whoever_wrote_them_where():
    letter = written("x", to="A <a@courant.example>, b@courant.example", Cc="c@x.example", Delivered_To="d@x.example")
    assert look_at(letter.as_bytes()).recipients == ("a@courant.example", "b@courant.example", "c@x.example", "d@x.example")  # fmt: skip


def test_two_copies_by_two_ways_are_one_letter_and_two_letters_are_two():
    letter = written("Yes.").as_bytes()
    assert digest_of(b"Received: by one\n" + letter) == digest_of(b"Delivered-To: x@y.example\r\n" + letter)
    assert digest_of(letter) != digest_of(letter.replace(b"Yes.", b"No."))
    assert digest_of(b"Subject: x\n\nYes.") != digest_of(b"Subject: y\n\nYes.")


HARMFUL = {
    "nested": b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(10_000)),
    "letters in letters": b"Content-Type: message/rfc822\n\n" * 10_000,
    "many parts": b'From: a@b\nContent-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\nhello\n" * 10_000,
    "a header of megabytes": b"From: " + b"a@b.example, " * 200_000 + b"\n\nhi",
    "headers without end": b"".join(b"X-%d: a\n" % n for n in range(50_000)) + b"\nhi",
}


@pytest.mark.parametrize("data", HARMFUL.values(), ids=HARMFUL)
def test_what_is_made_to_do_harm_is_told_and_not_read(data):
    came = look_at(data)
    assert came.nature is Nature.PERSONAL
    assert "made to do harm" in came.flaw


STRANGE = {
    "nothing": b"",
    "no header": b"hello there",
    "no Message-ID, a charset that is none": b'From: a@b.example\nContent-Type: text/plain; charset="none"\nSubject: =?no?q?=ff?= =?utf-8?b?////?=\n\n\xff\xfe',
    "brackets": b"From: " + b"(" * 19_000 + b'\nTo: "(((' + b"(" * 9000 + b"\n\nhi",
    "blanks from a server": b"From: MAILER-DAEMON@x\nReturn-Path: <>\n\n" + (b" " * 499 + b"\n") * 200,
    "a long line from a server": b"From: MAILER-DAEMON@x\nReturn-Path: <>\n\n<" + b"a@" * 1_000_000,
    "blank lines": b"From: MAILER-DAEMON@x\nReturn-Path: <>\n\n" + b"\n" * 1_000_000,
    "HTML alone": b"From: a@b.example\nAuto-Submitted: auto-replied\nContent-Type: text/html\n\n<p>Away</p><script>x</script>",
}


@pytest.mark.parametrize("data", STRANGE.values(), ids=STRANGE)
def test_what_is_strange_is_read_as_far_as_it_goes(data):
    came = look_at(data)
    assert came.flaw == ""
    assert "script" not in came.told


@given(st.binary(max_size=2000) | st.text(alphabet='From: To@<>()=?utf-8?b?\n;"\\,', max_size=600).map(str.encode))
def test_any_bytes_have_an_answer(data):
    assert look_at(data).nature in Nature
    assert len(digest_of(data)) == 64


def test_a_header_cannot_begin_another():
    came = look_at(b"From: a@b.example\nSubject: =?utf-8?q?Re=0D=0ABcc:_eve=40evil.example?=\n\nx")
    assert came.subject == "Re Bcc: eve@evil.example"
