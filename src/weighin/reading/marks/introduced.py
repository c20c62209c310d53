"""People whom an introduction names in one breath: "Danielle Osgood (editor), Marcus Thiele (tactics) and Jun-ho Baek (data)"."""

import re
from collections.abc import Iterator, Sequence

from weighin.reading.blocks import Line
from weighin.reading.marks.mark import MarkStyle, Person, SpeakerMark
from weighin.reading.names import read_name

_ENTRY = re.compile(
    r"(?P<name>[A-Z\u00C0-\u017F][\w’'.-]{0,40}(?: (?:[“\"‘'][\w’ -]{1,40}[”\"’'] )?(?:van |von |de |der |al-)?[A-Z\u00C0-\u017F][\w’'-]{1,40}){1,3}) \((?P<post>[^()]{2,120})\)"
)
_EARLY = 30


def introduced_marks(lines: Sequence[Line]) -> Iterator[SpeakerMark]:
    """Names with their posts in brackets, where one of the first lines holds three or more of them."""
    for line in lines[:_EARLY]:
        found = list(_ENTRY.finditer(line.text)) if line.text.count("(") > 2 else []
        if len(found) < 3:
            continue
        for match in found:
            name = read_name(match["name"])
            if name is None or not name.is_full:
                continue
            base = line.start
            yield SpeakerMark(
                line=line.number,
                people=(Person(name, base + match.start("name"), base + match.end("name")),),
                style=MarkStyle.LISTED,
                key="introduced",
                affiliation=(base + match.start("post"), base + match.end("post")),
            )
