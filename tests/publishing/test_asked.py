"""What readers are told of how a round-up was asked."""

import json
import re

import msgspec
import pytest
from builders.asked_page import DEADLINE, OPENED, ROOT, asked_record, asking, at
from builders.sealed import sealed_roundup

from weighin.publishing import publish
from weighin.publishing.asking import asking_in_sentences
from weighin.record.asking import Approval, Attribution, EnteredAnswers, Way
from weighin.record.disclosure import Audience, disclose
from weighin.record.values import Moment


def told(**instead):
    return list(asking_in_sentences(asking(**instead), "The Post"))


def edition(seal=None, **instead):
    return publish(disclose(asked_record(**instead), Audience.READERS), seal=seal)


def shown(name="index.html", seal=None, **instead):
    return edition(seal, **instead).file(name).content.decode()


def test_times_numbers_and_rules_stand_in_sentences():
    first, numbers, attribution, edits = told()
    assert (
        first
        == "The Post asked 6 people on 16 November 2026, 09:00 UTC, for answers until 20 November 2026, 17:00 UTC."
    )
    assert numbers == "3 answered in time, 1 answered late, which was accepted, 1 declined and 1 did not answer."
    assert attribution.startswith("Answers are on the record")
    assert edits.startswith("Nothing was edited")


def test_where_the_panel_is_not_named_times_are_told_to_the_day():
    day = {name: Moment(day=DEADLINE.date()) for name in ("opened", "deadline", "closed", "sealed")}
    page = shown(attribution=Attribution.ANONYMOUS_TO_READERS, invited=(), **day)
    assert not re.search(r"[0-9]:[0-9][0-9]", page)
    assert "Readers are not told who answered" in page


def test_more_time_and_an_early_close_are_told():
    assert any("last until 16 November" in one for one in told(deadline=at(OPENED), closed=at(OPENED.replace(hour=10))))
    assert "It was closed before that, on 16 November 2026, 09:00 UTC." in told(closed=at(OPENED))


def test_what_came_late_and_what_was_edited_is_marked_where_it_stands():
    page = shown()
    marks = re.findall(r'id="(a[0-9])".*?(?:<p class="came">(.*?)</p>|</article>)', page, re.DOTALL)
    assert marks == [
        ("a1", "<span>Edited for length</span>"),
        ("a2", "<span>Came late</span><span>Edited</span>"),
        ("a3", ""),
    ]
    assert "Came late" in shown("experts.html")
    assert "*Came late; Edited*" in shown("roundup.md")


def test_how_answers_came_that_an_editor_entered_is_told_and_marked():
    entered = (EnteredAnswers(way=Way.MAIL, panelist="p1"), EnteredAnswers(way=Way.OTHERWISE, panelist="p3"))
    assert (
        "Of these, 1 answered by mail and 1 answered in some other way, as over a telephone;"
        in told(entered=entered)[2]
    )
    record = asked_record()
    record = msgspec.structs.replace(record, asking=msgspec.structs.replace(record.asking, entered=entered))
    page = publish(disclose(record, Audience.READERS)).file("index.html").content.decode()
    assert re.findall(r"<span>(Came by mail|Told to an editor)</span>", page) == ["Came by mail", "Told to an editor"]
    assert "answered by mail" not in shown()


@pytest.mark.parametrize("approval", list(Approval))
def test_the_page_says_what_panelists_saw_of_the_editing(approval):
    page = shown(approval=approval)
    assert "1 answer was edited for length: words were cut and nothing else was changed." in page
    sentences = {
        Approval.APPROVES: "approved it before it was published",
        Approval.SHOWN: "were shown what was edited",
        Approval.NOT_SHOWN: "were not sent to panelists",
    }
    assert [one for one, words in sentences.items() if words in page] == [approval]


def test_who_was_asked_is_listed_only_where_the_record_lists_it():
    assert '<a href="asked.html">' in shown()
    assert "Who was asked" not in shown(invited=())
    assert not {file.name for file in edition(invited=()).files} & {"asked.html", "asked.csv"}


def test_who_was_asked_and_who_answered_is_a_page_and_a_table_of_its_own_without_what_they_answered():
    page = shown("asked.html")
    assert re.sub(r"\s+", " ", re.search(r'<p class="lead">(.*?)</p>', page.split("<h2", 1)[1], re.DOTALL)[1]).startswith("1 answered · 1 declined.")  # fmt: skip
    rows = [re.sub(r"<[^>]*>|\s{2,}", "", row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
    assert rows == ["NameAffiliationWhat came of it", "Cleo MarshHarbour InstituteAnswered", "Ruth VaneDeclined"]
    assert shown("asked.csv") == "\ufeffname,affiliation,outcome\r\nCleo Marsh,Harbour Institute,answered\r\nRuth Vane,,declined\r\n"  # fmt: skip
    assert not [text for answer in asked_record().answers for part in answer.paragraphs if (text := part.text) in page]


def test_where_nothing_was_edited_the_page_says_what_would_have_been_done():
    said = {told(approval=approval)[-1] for approval in Approval}
    assert len(said) == 3
    assert all(one.startswith("Nothing was edited: ") for one in said)


def test_the_root_stands_on_the_page_and_the_seal_beside_it_where_there_is_one():
    assert ROOT in shown()
    assert ROOT in shown("roundup.md")
    assert "seal.json" not in shown()
    seal = sealed_roundup()["seal"]
    assert 'href="seal.json"' in shown(seal=seal)
    assert json.loads(edition(seal).file("seal.json").content)["witness"]["root"] == seal.witness.root


def test_what_search_engines_read_says_who_asked_and_who_answered():
    page = shown()
    structured = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert structured["description"].endswith("; asked by The Tidewater Post.")
    assert [one["name"] for one in structured["contributor"]] == ["Cleo Marsh", "Dmitri Orr", "Fay Oduya"]
    assert 'property="og:title" content="Will the ferry return?"' in page


def test_a_round_up_that_was_read_says_nothing_of_it(panel_on_ferries):
    page = publish(disclose(panel_on_ferries, Audience.EDITORS)).file("index.html").content.decode()
    assert "How this was asked" not in page
