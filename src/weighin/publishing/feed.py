"""The feed of published round-ups (Atom, RFC 4287). An entry has the root of the seal, so that whoever follows the feed keeps a witness."""

import datetime as dt
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from weighin.publishing.edition import Masthead
from weighin.publishing.entries import ListEntry
from weighin.publishing.wording import clean, counted

ATOM = "http://www.w3.org/2005/Atom"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # a feed has a time, also one without entries


def feed_of(entries: Sequence[ListEntry], *, masthead: Masthead, site: str) -> bytes:
    """The feed of these round-ups, in the order given. `site` is where the front page stands, as https://weigh-in.example."""
    home = site.rstrip("/") + "/"
    feed = ET.Element("feed", xmlns=ATOM)
    _put(feed, "id", home)
    _put(feed, "title", masthead.name)
    _put(feed, "updated", _time(max((entry.updated or _NEVER for entry in entries), default=_NEVER)))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=home)
    for entry in entries:
        _add(feed, entry, home)
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _add(feed: ET.Element, entry: ListEntry, home: str) -> None:
    address = home + entry.address
    told = ET.SubElement(feed, "entry")
    _put(told, "id", address)
    _put(told, "title", entry.title or "Round-up")
    _put(told, "updated", _time(entry.updated or _NEVER))
    _put(ET.SubElement(told, "author"), "name", entry.outlet or "Weigh-In")
    ET.SubElement(told, "link", rel="alternate", type="text/html", href=address)
    if entry.root:
        ET.SubElement(
            told, "link", rel="related", type="application/json", title="The seal", href=f"{address}seal.json"
        )
    _put(told, "summary", " ".join(_sentences(entry)))


def _sentences(entry: ListEntry) -> list[str]:
    counts = [
        counted(entry.experts, "expert"),
        counted(entry.questions, "question"),
        counted(entry.forecasts, "forecast"),
    ]
    found = [entry.standfirst, f"{', '.join(counts)}."]
    if entry.correction:
        found.append(f"Corrected: {entry.correction}")
    if entry.root:
        found.append(f"Sealed under the root {entry.root}.")
    return [sentence for sentence in found if sentence]


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = clean(text)


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
