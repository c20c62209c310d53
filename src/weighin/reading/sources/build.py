"""Making a page: blocks are added one by one, the text and the offsets stay in step."""

from collections.abc import Sequence

from msgspec import Struct

from weighin.reading.page import Block, BlockKind, Cell, Page, Region, Run, Style
from weighin.reading.sources.normalise import folded
from weighin.record.values import Container

_GAP = "\n\n"


class Piece(Struct, frozen=True, gc=False):
    """A stretch of a block's raw text in one set of styles."""

    text: str
    styles: tuple[Style, ...] = ()


class PageBuilder:
    """Collects blocks; `page()` gives the finished page."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self.language = ""
        self.lossy: list[str] = []

    def meta(self, label: str, text: str, where: str = "") -> None:
        """Add what the source says of itself without showing it."""
        self.block([Piece(text)], kind=BlockKind.META, label=label, where=where)

    def block(  # noqa: PLR0913 - a block has as many sides
        self,
        pieces: Sequence[Piece],
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        region: Region = Region.BODY,
        level: int = 0,
        marker: str = "",
        label: str = "",
        cell: Cell | None = None,
        tag: str = "",
        classes: str = "",
        parent: int = -1,
        where: str = "",
        size: float = 0.0,
        image: str = "",
    ) -> bool:
        """Add a block, its white space folded; False where nothing readable is in it."""
        text, runs = _joined(pieces, self._length)
        if not text and kind is not BlockKind.RULE:
            return False
        start = self._length
        if text:
            self._parts.append(text)
            self._length += len(text) + len(_GAP)
        self._blocks.append(
            Block(
                start=start,
                end=start + len(text),
                kind=kind,
                region=region,
                level=level,
                marker=marker,
                label=label,
                runs=runs,
                cell=cell,
                tag=tag,
                classes=classes,
                parent=parent,
                where=where,
                size=size,
                image=image,
            )
        )
        return True

    def page(self) -> Page:
        """What was collected."""
        text = _GAP.join(self._parts)
        return Page(
            text=text,
            blocks=tuple(block for block in self._blocks if block.end <= len(text)),
            container=self._container,
            language=self.language,
            lossy="; ".join(self.lossy),
        )


def _joined(pieces: Sequence[Piece], offset: int) -> tuple[str, tuple[Run, ...]]:
    """The folded text of the pieces, and the runs in which they are styled."""
    if len(pieces) == 1:
        text = folded(pieces[0].text)
        styles = pieces[0].styles if text else ()
        return text, tuple([Run(offset, offset + len(text), style) for style in styles]) if styles else ()
    text = ""
    runs: list[Run] = []
    for piece in pieces:
        raw = piece.text
        part = folded(raw)
        if not part:
            if raw and text and not text.endswith(" "):
                text += " "
            continue
        if text and not text.endswith(" ") and raw[0].isspace():
            text += " "
        start = offset + len(text)
        text += part
        runs.extend(Run(start, start + len(part), style) for style in piece.styles)
        if raw[-1].isspace():
            text += " "
    stripped = text.rstrip()
    return stripped, _merged(runs)


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring runs of one style as one."""
    merged: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.style.value, run.start)):
        if merged and merged[-1].style is run.style and run.start <= merged[-1].end + 1:
            merged[-1] = Run(merged[-1].start, max(merged[-1].end, run.end), run.style)
        else:
            merged.append(run)
    return tuple(sorted(merged, key=lambda run: run.start))
