"""What a paragraph of a DOCX is, by its style and its numbering."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DEEPEST = 10  # styles that are based on styles that are based on styles
_NO_LEVEL = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class WordStyle(Struct, frozen=True, kw_only=True):
    """A style with what it inherits worked out."""

    name: str = ""
    heading: int = 0  # 1 to 6, or 0 where it is none
    bold: bool = False
    italic: bool = False
    numbering: str = ""
    level: int = 0


class _Level(Struct, frozen=True):
    form: str
    text: str
    start: int


def part_of(document: Any, kind: str) -> Any:
    """The XML of a part that the document names, or None where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype == _RELATION + kind and not relation.is_external:
            part = relation.target_part
            if hasattr(part, "element"):
                return part.element
            from docx.oxml import parse_xml  # a part that the library does not know by itself

            return parse_xml(part.blob)
    return None


def styles_in(root: Any) -> dict[str, WordStyle]:
    """Every style by its identifier, heirs with what they inherit."""
    elements = {} if root is None else {one.get(WORD + "styleId", ""): one for one in root.iter(WORD + "style")}
    return {identifier: _resolved(identifier, elements) for identifier in elements}


def _resolved(identifier: str, elements: Mapping[str, Any]) -> WordStyle:
    style = WordStyle()
    chain: list[Any] = []
    while identifier in elements and len(chain) < _DEEPEST:
        chain.append(elements[identifier])
        identifier = value_of(elements[identifier].find(WORD + "basedOn"))
    for element in reversed(chain):  # from the ancestor on
        name = value_of(element.find(WORD + "name")).lower()
        level = value_of(element.find(f"{WORD}pPr/{WORD}outlineLvl"))
        own = heading_of(name, level)
        number = element.find(f"{WORD}pPr/{WORD}numPr")
        style = WordStyle(
            name=f"{name} {style.name}".strip(),
            heading=own or style.heading,
            bold=is_on(element.find(f"{WORD}rPr/{WORD}b"), otherwise=style.bold),
            italic=is_on(element.find(f"{WORD}rPr/{WORD}i"), otherwise=style.italic),
            numbering=(value_of(number.find(WORD + "numId")) if number is not None else "") or style.numbering,
            level=_small(value_of(number.find(WORD + "ilvl")) if number is not None else "") or style.level,
        )
    return style


def heading_of(name: str, level: str) -> int:
    """The level of a heading by the name of its style or its level in the outline; 0 where it is none."""
    if name == "title":
        return 1
    if name.startswith("heading"):
        return min(6, 1 + (_small(name.removeprefix("heading").strip()) or 1))
    return min(6, 2 + int(level)) if level.isdecimal() and int(level) < _NO_LEVEL else 0


def value_of(element: Any) -> str:
    """The value of a property; empty where there is none."""
    return "" if element is None else str(element.get(WORD + "val") or "")


def is_on(element: Any, *, otherwise: bool = False) -> bool:
    """Whether a property that can be switched is on."""
    return otherwise if element is None else element.get(WORD + "val") not in {"0", "false", "none", "off"}


class Numbering:
    """Counts list items as a word processor does, so that an item has the number that its reader sees."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is not None:
            for abstract in root.iter(WORD + "abstractNum"):
                self._levels[abstract.get(WORD + "abstractNumId", "")] = {
                    _small(level.get(WORD + "ilvl", "")): _Level(
                        value_of(level.find(WORD + "numFmt")),
                        value_of(level.find(WORD + "lvlText")),
                        _small(value_of(level.find(WORD + "start")) or "1"),
                    )
                    for level in abstract.iter(WORD + "lvl")
                }
            for one in root.iter(WORD + "num"):
                self._lists[one.get(WORD + "numId", "")] = value_of(one.find(WORD + "abstractNumId"))

    def marker(self, numbering: str, level: int) -> str:
        """The mark of the next item of a list at a level: "•", "3.", "b)"."""
        levels = self._levels.get(self._lists.get(numbering, ""), {})
        here = levels.get(level)
        if here is None or here.form in {"bullet", "none"}:
            return "•"
        self._counts[numbering, level] = self._counts.get((numbering, level), here.start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counts.pop((numbering, deeper), None)
        shown = here.text
        for outer in range(level + 1):
            form = levels[outer].form if outer in levels else "decimal"
            shown = shown.replace(f"%{outer + 1}", _in_form(self._counts.get((numbering, outer), 1), form))
        return shown.strip() or "•"


def _in_form(number: int, form: str) -> str:
    if form.endswith("Letter") and number <= 26:
        letter = chr(ord("a") + max(1, number) - 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and 0 < number < 40:
        shown = ""
        for value, sign in _ROMAN:
            shown += sign * (number // value)
            number %= value
        return shown.upper() if form.startswith("upper") else shown
    return str(number)


def _small(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
