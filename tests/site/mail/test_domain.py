"""What the sender's domain says of its mail."""

import socket
import threading

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from weighin.site.mail.domain import CannotLookUp, Verdict, findings_of_domain, txt_records

GOOD = {
    "courant.example": ("v=spf1 include:_spf.mailer.example -all", "some-verification=1"),
    "k1._domainkey.courant.example": ("v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3",),
    "_dmarc.courant.example": ("v=DMARC1; p=quarantine; rua=mailto:dmarc@courant.example",),
}


def verdicts(records, domain="courant.example", selector="k1"):
    found = findings_of_domain(domain, lookup=lambda name: records.get(name, ()), selector=selector)
    return {one.subject: one.verdict for one in found}


def test_a_domain_that_says_everything_is_good():
    assert verdicts(GOOD) == dict.fromkeys(("SPF", "DKIM", "DMARC"), Verdict.GOOD)


def test_a_domain_that_says_nothing_is_told_what_to_add():
    found = list(findings_of_domain("courant.example", lookup=lambda _: (), selector="k1"))
    assert {one.verdict for one in found} == {Verdict.BAD}
    assert "v=spf1" in found[0].told
    assert "_dmarc.courant.example" in found[2].told


@pytest.mark.parametrize(
    ("subject", "name", "records", "expected"),
    [
        ("SPF", "courant.example", ("v=spf1 +all",), Verdict.BAD),
        ("SPF", "courant.example", ("v=spf1 all",), Verdict.BAD),
        ("SPF", "courant.example", ("v=spf1 mx -all", "v=spf1 a -all"), Verdict.BAD),
        ("SPF", "courant.example", ("v=spf1 mx ?all",), Verdict.WORTH_A_LOOK),
        ("SPF", "courant.example", ("v=spf1 mx",), Verdict.WORTH_A_LOOK),
        ("SPF", "courant.example", ("v=spf1 mx ~all",), Verdict.GOOD),
        ("SPF", "courant.example", ("v=spf1 redirect=_spf.mailer.example",), Verdict.GOOD),
        ("SPF", "courant.example", ("v=spf10 mx -all",), Verdict.BAD),
        ("DKIM", "k1._domainkey.courant.example", ("v=DKIM1; p=",), Verdict.BAD),
        ("DKIM", "k1._domainkey.courant.example", ("p=MIGf",), Verdict.GOOD),
        ("DMARC", "_dmarc.courant.example", ("v=DMARC1; p=none",), Verdict.WORTH_A_LOOK),
        ("DMARC", "_dmarc.courant.example", ("v=DMARC1; p=perhaps",), Verdict.BAD),
        ("DMARC", "_dmarc.courant.example", ("v=DMARC1; p=none", "v=DMARC1; p=reject"), Verdict.BAD),
    ],
)
def test_each_record_is_judged_by_its_own_standard(subject, name, records, expected):
    assert verdicts(GOOD | {name: records})[subject] is expected


def test_a_part_of_a_domain_is_under_the_policy_of_the_whole():
    records = GOOD | {"panel.courant.example": ("v=spf1 mx -all",)}
    assert verdicts(records, domain="panel.courant.example")["DMARC"] is Verdict.GOOD
    weaker = records | {"_dmarc.courant.example": ("v=DMARC1; p=reject; sp=none",)}
    assert verdicts(weaker, domain="panel.courant.example")["DMARC"] is Verdict.WORTH_A_LOOK


def test_without_the_selector_dkim_is_plainly_not_checked():
    found = verdicts(GOOD, selector="")
    assert found["DKIM"] is Verdict.NOT_CHECKED


def test_a_name_server_that_is_silent_makes_nothing_good_or_bad():
    def silent(_name):
        raise CannotLookUp(_name)

    found = list(findings_of_domain("courant.example", lookup=silent, selector="k1"))
    assert {one.verdict for one in found} == {Verdict.NOT_CHECKED}


def test_a_sender_on_this_machine_has_no_domain():
    [found] = findings_of_domain("localhost", lookup=lambda _: (), selector="")
    assert found.verdict is Verdict.BAD


@pytest.fixture
def name_server():
    """A name server of our own, on this machine, that knows one name."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))

    def answer():
        while True:
            try:
                data, asker = line.recvfrom(4096)
            except OSError:
                return
            query = dns.message.from_wire(data)
            response = dns.message.make_response(query)
            response.flags |= dns.flags.RA
            name = query.question[0].name
            if name.to_text() == "courant.example.":
                response.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", '"v=spf1 mx" " -all"', '"other"'))
            elif name.to_text() == "broken.example.":
                response.set_rcode(dns.rcode.SERVFAIL)
            else:
                response.set_rcode(dns.rcode.NXDOMAIN)
            line.sendto(response.to_wire(), asker)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield {"nameserver": "127.0.0.1", "port": line.getsockname()[1]}
    line.close()


def test_records_are_read_by_dns_and_their_strings_joined(name_server):
    assert set(txt_records("courant.example", **name_server)) == {"v=spf1 mx -all", "other"}
    assert txt_records("nobody.example", **name_server) == ()


def test_a_name_server_that_fails_is_told_from_a_name_without_records(name_server):
    with pytest.raises(CannotLookUp):
        txt_records("broken.example", **name_server)
