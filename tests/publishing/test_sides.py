"""Groups of stakeholders beside each other on the page and in files."""

import csv
import io

import msgspec
from builders.judged import ASKED, record_of

from weighin.publishing import publish
from weighin.publishing.panel.sides import groups_beside
from weighin.record.disclosure import Audience, disclose
from weighin.record.judgements import (
    AxesJudgement,
    AxesScale,
    ProbabilityJudgement,
    ProbabilityScale,
    RankingJudgement,
    RankingScale,
)

GIVEN = (0.1, 0.2, 0.3, 0.6, 0.7, 0.95, 0.5)
GROUPS = ("Industry", "Industry", "Industry", "Patients", "Patients", "Patients", "State")


def grouped(asked, groups=GROUPS):
    record = record_of(asked)
    panel = tuple(msgspec.structs.replace(one, group=group) for one, group in zip(record.panel, groups, strict=False))
    return disclose(msgspec.structs.replace(record, panel=panel), Audience.READERS)


def probabilities(groups=GROUPS):
    judged = tuple(ProbabilityJudgement(probability=one) for one in GIVEN)
    return grouped((("Ice?", ProbabilityScale(event="ice"), None, judged),), groups)


def test_each_group_that_is_large_enough_has_its_middle_and_its_size():
    found = groups_beside(probabilities())["q1"]
    assert [(line.label, line.counted, line.cells) for line in found.lines] == [
        ("Industry", 3, ("20 %",)),
        ("Patients", 3, ("70 %",)),
    ]
    assert found.note == "Fewer than 3 answered of State: too few to be shown apart."


def test_a_panel_without_groups_or_with_one_that_is_large_enough_has_no_table_of_them():
    assert groups_beside(probabilities(("",) * 7)) == {}
    assert groups_beside(probabilities((*("Industry",) * 3, "State", "", "", ""))) == {}
    assert publish(probabilities(("",) * 7)).file("groups.csv") is None


def test_the_page_and_a_file_show_the_groups_and_the_panel_list_who_is_in_which():
    edition = publish(probabilities())
    page = edition.file("index.html").content.decode()
    assert "By group" in page
    assert "Industry (3)" in page
    assert '<span class="group" dir="auto">Patients</span>' in page
    table = edition.file("groups.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(row["group"], row["counted"], row["measure"], row["value"]) for row in rows] == [
        ("Industry", "3", "pool (median)", "0.2"),
        ("Patients", "3", "pool (median)", "0.7"),
    ]


def test_every_scale_has_its_way_of_being_shown_by_group():
    axes = tuple(AxesJudgement(across=one, up=6 - one) for one in (1, 2, 3, 3, 4, 5))
    places = tuple(RankingJudgement(places=one) for one in ((1, 2), (1, 2), (2, 1), (2, 1), (2, 1), (2, 1)))
    twice = tuple((text, scale, terms, (*given, *given)) for text, scale, terms, given in ASKED)
    asked = (
        *twice,
        ("Storm?", AxesScale(across="Likelihood", up="Impact"), None, axes),
        ("First?", RankingScale(options=("Dikes", "Pumps")), None, places),
    )
    found = groups_beside(grouped(asked, ("A", "B", "A", "B", "A", "B", "A", "B", "A", "B")))
    assert list(found) == [f"q{number}" for number in range(1, 9)]
    assert {line.label: line.cells for line in found["q6"].lines} == {"A": ("3", "1", "1"), "B": ("3", "1", "1")}
    assert [line.cells for line in found["q7"].lines] == [("3", "3"), ("3", "3")]
    assert [line.cells for line in found["q8"].lines] == [("1.7", "1.3"), ("1.7", "1.3")]
    page = publish(grouped(asked, ("A", "B") * 5)).file("index.html").content.decode()
    assert page.count("By group") == 8
