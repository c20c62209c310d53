"""What a drawn article is before it takes a container: lines with a role, in boxes."""

from dataclasses import dataclass, field

Runs = tuple[tuple[str, str], ...]  # (text, "" or "b" or "i")


@dataclass(frozen=True)
class Line:
    """One line or paragraph. `role` tells a container how to set it; `level` is that of a heading."""

    role: str
    runs: Runs
    level: int = 0

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True)
class Box:
    """Lines that belong together: a panel, a card, a turn, the section of a question or an expert, a box beside the text."""

    role: str
    content: list["Line | Box"] = field(default_factory=list)


def line(role: str, text: str, style: str = "", level: int = 0) -> Line:
    """A line in one style."""
    return Line(role, ((text, style),), level)


def heading(role: str, text: str, level: int) -> Line:
    """A heading."""
    return Line(role, ((text, ""),), level)
