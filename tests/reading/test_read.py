"""The whole reading: on the practice round-ups, and what holds for every source."""

import json
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from tests.builders.articles import page, reading_of, record_of
from weighin.reading.blocks import lines_of
from weighin.reading.names import fold
from weighin.reading.read import read_bytes
from weighin.record.record import Record, WarningKind

PRACTICE = Path(__file__).resolve().parent.parent / "corpus" / "practice"
GOLD = sorted(PRACTICE.glob("*.gold.json"))


def _gold(path: Path) -> tuple[dict, bytes, str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (PRACTICE / gold["file"]).read_bytes(), gold["file"]


ROUND_UPS = [path for path in GOLD if json.loads(path.read_text(encoding="utf-8"))["is_roundup"]]
OTHERS = [path for path in GOLD if path not in ROUND_UPS]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", fold(text)))


def _overlap(found: Counter[str], wanted: Counter[str]) -> float:
    shared = sum((found & wanted).values())
    return 2 * shared / max(1, sum(found.values()) + sum(wanted.values()))


@pytest.mark.parametrize("path", ROUND_UPS, ids=lambda path: path.name.split("-")[0])
def test_each_practice_round_up_gives_its_panel_its_questions_and_nearly_all_words_to_who_said_them(path):
    gold, data, name = _gold(path)
    record = read_bytes(data, name=name).record
    assert record is not None
    forms = {
        fold(form): panelist.identifier for panelist in record.panel for form in (panelist.name, *panelist.aliases)
    }
    found = [one for one in gold["panel"] if any(fold(form) in forms for form in (one["name"], *one["aliases"]))]
    assert len(found) >= len(gold["panel"]) - 1
    assert len(record.questions) == len(gold["questions"])
    said: dict[str, Counter[str]] = {}
    for answer in record.answers:
        for identifier in answer.panelists:
            said.setdefault(identifier, Counter()).update(_words(" ".join(p.text for p in answer.paragraphs)))
    aliases = {form: fold(one["name"]) for one in gold["panel"] for form in (one["name"], *one["aliases"])}
    wanted: dict[str, Counter[str]] = {}
    for answer in gold["answers"]:
        names = answer["panelist"] if isinstance(answer["panelist"], list) else [answer["panelist"]]
        for one in names:
            wanted.setdefault(aliases[one], Counter()).update(_words(" ".join(answer["paragraphs"])))
    for one in found:
        who = next(forms[fold(form)] for form in (one["name"], *one["aliases"]) if fold(form) in forms)
        if fold(one["name"]) in wanted:
            assert _overlap(said.get(who, Counter()), wanted[fold(one["name"])]) > 0.65, one["name"]


@pytest.mark.parametrize("path", ROUND_UPS, ids=lambda path: path.name.split("-")[0])
def test_title_outlet_and_day_of_each_practice_round_up_are_right(path):
    gold, data, name = _gold(path)
    head = read_bytes(data, name=name).head
    assert fold(head.title) == fold(gold["title"])
    assert fold(head.outlet) == fold(gold["outlet"])
    assert head.published is not None
    assert head.published.day.isoformat() == gold["published"]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name.split("-")[0])
def test_what_is_no_round_up_is_refused_with_a_reason(path):
    _, data, name = _gold(path)
    reading = read_bytes(data, name=name)
    assert reading.record is None
    assert reading.verdict.reasons


def _spans(record: Record) -> list[tuple[int, int]]:
    """Every span in a record."""
    found: list[tuple[int, int]] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
                found.append((value["start"], value["end"]))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner)

    walk(msgspec.to_builtins(record))
    return found


@pytest.mark.parametrize("path", ROUND_UPS, ids=lambda path: path.name.split("-")[0])
def test_every_line_after_the_head_is_in_the_record_or_in_a_warning(path):
    _, data, name = _gold(path)
    reading = read_bytes(data, name=name)
    record = reading.record
    assert record is not None
    known = {fold(form) for panelist in record.panel for form in (panelist.name, *panelist.aliases)}
    spans = _spans(record)
    for line in lines_of(reading.page):
        is_label = any(form in fold(line.text) for form in known) and len(line.text) < 160
        is_label = is_label or any(fold(line.text) in fold(panelist.affiliation) for panelist in record.panel)
        is_cell = line.block.cell is not None
        if line.number in reading.head.lines or is_label or is_cell or not any(c.isalpha() for c in line.text):
            continue
        assert any(start < line.end and line.start < end for start, end in spans), line.text


def test_a_day_that_is_not_found_is_a_warning():
    record = record_of(
        page("<p><b>Mara Lindqvist:</b> Yes.</p><p><b>Joel Abara:</b> No.</p><p><b>Ines Okafor:</b> Perhaps.</p>")
    )
    assert WarningKind.NO_DATE in {warning.kind for warning in record.warnings}


def test_a_caption_becomes_an_illustration_with_its_credit():
    record = record_of(
        page(
            "<p><b>Mara Lindqvist:</b> Yes.</p><p>The Tern in the ice | Photo: Coastguard</p><p><b>Joel Abara:</b> No.</p><p><b>Ines Okafor:</b> Perhaps.</p>"
        )
    )
    (one,) = record.illustrations
    assert one.caption.text == "The Tern in the ice"
    assert one.credit is not None
    assert one.credit.text == "Coastguard"


def test_reading_twice_gives_the_same():
    text = page("<p><b>Mara Lindqvist:</b> Yes.</p><p><b>Joel Abara:</b> No.</p><p><b>Ines Okafor:</b> Perhaps.</p>")
    assert reading_of(text).record == reading_of(text).record
