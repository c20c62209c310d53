"""What the domain of the sender says of its mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). By DNS, read only."""

import re
from collections.abc import Callable, Iterator
from enum import Enum

from msgspec import Struct

Lookup = Callable[[str], tuple[str, ...]]
SECONDS = 5.0
_TAG = re.compile(r"\s*([a-z]+)\s*=\s*([^;]*)", re.IGNORECASE)
_ALL = re.compile(r"(?:^|\s)([+?~-]?)all(?:\s|$)", re.IGNORECASE)
_FEWEST_LABELS = 2


class CannotLookUp(Exception):
    """The name server did not answer; says why."""


class Verdict(Enum):
    """What a check says."""

    GOOD = "good"
    WORTH_A_LOOK = "worth a look"
    BAD = "bad"
    NOT_CHECKED = "not checked"


class Finding(Struct, frozen=True):
    """What was checked, what came of it, and what to do."""

    subject: str
    verdict: Verdict
    told: str


def findings_of_domain(domain: str, *, lookup: Lookup, selector: str = "") -> Iterator[Finding]:
    """What the domain says of its mail. `selector`: the name under which the mail server's DKIM key stands, where that is known."""
    if "." not in domain:
        told = f"letters are from {domain}, which is no domain on the internet: set WEIGHIN_MAIL_FROM"
        yield Finding("sender's domain", Verdict.BAD, told)
        return
    yield _checked("SPF", lambda: _spf(domain, lookup))
    yield _checked("DKIM", lambda: _dkim(domain, selector, lookup))
    yield _checked("DMARC", lambda: _dmarc(domain, lookup))


def txt_records(name: str, *, nameserver: str = "", port: int = 53) -> tuple[str, ...]:
    """The TXT records of a name; none where the name has none.

    Raises:
        CannotLookUp: no name server answered within five seconds.
    """
    import dns.exception  # only where the doctor is asked
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver(configure=not nameserver)
        if nameserver:
            resolver.nameservers, resolver.port = [nameserver], port
        answer = resolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except (dns.exception.DNSException, OSError) as error:
        raise CannotLookUp(" ".join(str(error).split())[:200]) from error
    return tuple(b"".join(row.strings).decode("utf-8", errors="replace") for row in answer)


def _checked(subject: str, check: Callable[[], tuple[Verdict, str]]) -> Finding:
    try:
        return Finding(subject, *check())
    except CannotLookUp as error:
        return Finding(subject, Verdict.NOT_CHECKED, f"the name server does not answer: {error}")


def _spf(domain: str, lookup: Lookup) -> tuple[Verdict, str]:
    found = [text for text in lookup(domain) if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        told = f"{domain} does not say who may send its mail; add a TXT record as the mail provider gives it: v=spf1 … -all"
        return Verdict.BAD, told
    if len(found) > 1:
        return Verdict.BAD, f"{domain} has {len(found)} SPF records, which counts as none; leave one"
    last = _ALL.search(found[0])
    if last is None and "redirect=" not in found[0].lower():
        return (
            Verdict.WORTH_A_LOOK,
            f"{found[0]} – it does not end with -all or ~all, so that everybody else is left open",
        )
    if last is not None and last[1] in {"", "+"}:
        return Verdict.BAD, f"{found[0]} – it ends with {last[0].strip()}: everybody may send as {domain}"
    if last is not None and last[1] == "?":
        return Verdict.WORTH_A_LOOK, f"{found[0]} – it ends with ?all, which says nothing of everybody else"
    return Verdict.GOOD, f"{found[0]} – whether it names your mail server only the server's provider can say"


def _dkim(domain: str, selector: str, lookup: Lookup) -> tuple[Verdict, str]:
    if not selector:
        told = "the mail server signs, and under which name only a signed letter says: send a test (--mail), look in it for DKIM-Signature, s=NAME, and give --selector NAME"
        return Verdict.NOT_CHECKED, told
    name = f"{selector}._domainkey.{domain}"
    found = [tags for text in lookup(name) if "p" in (tags := _tags(text))]
    if not found:
        return Verdict.BAD, f"there is no key at {name}"
    if not found[0]["p"]:
        return Verdict.BAD, f"the key at {name} is revoked: its p= is empty"
    return Verdict.GOOD, f"a key stands at {name}"


def _dmarc(domain: str, lookup: Lookup) -> tuple[Verdict, str]:
    labels = domain.split(".")
    for start in range(len(labels) - _FEWEST_LABELS + 1):
        name = "_dmarc." + ".".join(labels[start:])
        found = [tags for text in lookup(name) if (tags := _tags(text)).get("v", "").upper() == "DMARC1"]
        if len(found) > 1:
            return Verdict.BAD, f"{name} has {len(found)} DMARC records, which counts as none; leave one"
        if found:
            policy = (start and found[0].get("sp")) or found[0].get("p", "")
            if policy.lower() not in {"none", "quarantine", "reject"}:
                return Verdict.BAD, f"{name} says p={policy or '(nothing)'}; expected none, quarantine or reject"
            if policy.lower() == "none":
                return Verdict.WORTH_A_LOOK, f"{name} says p=none: forged letters are delivered all the same"
            return Verdict.GOOD, f"{name} says p={policy}"
    return (
        Verdict.BAD,
        f"there is no policy at _dmarc.{domain}; large providers refuse letters without: v=DMARC1; p=none is a beginning",
    )


def _tags(text: str) -> dict[str, str]:
    return {found[1].lower(): found[2].strip() for part in text.split(";") if (found := _TAG.match(part))}
