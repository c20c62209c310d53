"""Labels that two of the panel fit equally well, and handles of strangers: what stands under them is nobody's, and an editor is told so."""

from collections.abc import Mapping, Sequence

from weighin.reading.asking import Asking
from weighin.reading.blocks import Line
from weighin.reading.choose import Choice, Turn
from weighin.reading.draft import Doubt
from weighin.reading.marks.handles import HANDLED
from weighin.reading.marks.mark import SpeakerMark
from weighin.record.record import WarningKind


def ambiguous_labels(choice: Choice, turns: Mapping[int, Turn], *, ending: int) -> dict[int, SpeakerMark]:
    """The labels of the chosen design whose name fits more than one of the panel, or is a handle of nobody there, by line; none at or after `ending`."""
    return {
        mark.line: mark
        for mark in choice.unsure
        if mark.line not in turns
        and mark.line < ending
        and len(mark.people) == 1
        and (len(choice.cast.might_be(mark.people[0].name)) > 1 or mark.key == HANDLED)
    }


def certain_part(
    body: Sequence[Line], ambiguous: Mapping[int, SpeakerMark], asking: Asking, *, signed: bool
) -> tuple[Sequence[Line], list[Doubt], set[int]]:
    """Of the lines of a turn those that are certainly its speaker's, what is in doubt, and the lines that are."""
    found = [place for place, line in enumerate(body) if line.number in ambiguous]
    if not found:
        return body, [], set()
    edges = [-1, *found] if signed else [*found, len(body)]
    doubts: list[Doubt] = []
    doubtful: set[int] = set()
    for place, label in enumerate(found):
        own = body[edges[place] + 1 : label + 1] if signed else body[label : edges[place + 1]]
        asked = [number for number, line in enumerate(own) if line.number in asking.at]
        if asked:
            own = own[asked[-1] + 1 :] if signed else own[: asked[0]]
        name = ambiguous[body[label].number].people[0].name.display
        fits = "is nobody of" if name.startswith("@") else "fits more than one of"
        message = f"“{name}” {fits} the panel; say who speaks here"
        doubts.append(Doubt(WarningKind.UNSURE_SPEAKER, message, own[0].start, own[-1].end))
        doubtful.update(line.number for line in own)
    return (body[found[-1] + 1 :] if signed else body[: found[0]]), doubts, doubtful
