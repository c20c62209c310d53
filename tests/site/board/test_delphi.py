"""A Delphi by real requests: chosen in the draft, answered, looked through, opened again, kept or revised with a reason, stopped by its rule."""

import datetime as dt
import re

import pytest
from builders.asked import A_SECOND, DEADLINE, asked_roundup, panelist_on
from builders.site import NOON
from builders.spoken import stayed_english
from django.test import Client
from msgspec import structs

from weighin.record.protocols import ConsensusRule, Delphi, LargeMove, StoppingRule
from weighin.site import clock
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedPanelist, AskedRoundup, Letter, LetterKind, ProtocolNote
from weighin.site.store.protocols import decode_protocol, encode_protocol, protocol_of
from weighin.site.store.versions import answers_of, submitted_version

pytestmark = pytest.mark.django_db

A_DAY = dt.timedelta(days=1)
FIRST = {"Cleo": "10", "Dmitri": "30", "Ines": "50", "Jonas": "60", "Karla": "90"}
PROTOCOL = Delphi(
    consensus=ConsensusRule(probability=0.2), stopping=StoppingRule(most_rounds=3), large_move=LargeMove()
)
NEXT = "2026-12-08T12:00"


class Panel:
    """A Delphi with five panelists, and the browser of an editor."""

    def __init__(self, ada, ben, set_clock, protocol=PROTOCOL):
        self.set_clock = set_clock
        self.ben = ben
        self.at(NOON)
        self.asked = asked_roundup(ada, protocol=encode_protocol(protocol))
        self.first, self.second = self.asked.questions.all()
        self.seats = {name: panelist_on(self.asked, f"{name} Maris") for name in FIRST}
        self.desk = f"/desk/asked/{self.asked.public_id}"

    def at(self, moment):
        self.set_clock(moment)

    def link(self, name):
        return f"/answer/{token_of(self.seats[name])}"

    def page(self, name):
        return Client().get(self.link(name)).content.decode()

    def post(self, name, do, expected=302, **typed):
        seat = self.seats[name]
        fields = {f"{self.first.public_id}.{part}": words for part, words in typed.items()}
        sent = fields | {"do": do, "seen": str(seat.versions.count())}
        response = Client().post(self.link(name), sent)
        assert response.status_code == expected, response.content.decode()[-1500:]
        return response.content.decode()

    def answer(self, name, probability, words="", **more):
        return self.post(name, "submit", probability=probability, prose=words, **more)

    def first_round(self):
        self.at(NOON + A_DAY)
        for name, probability in FIRST.items():
            self.answer(name, probability, f"Because of {name.lower()}stones.")
        self.at(DEADLINE + A_SECOND)

    def do(self, rest, expected=302, **typed):
        response = self.ben.post(f"{self.desk}{rest}", typed)
        assert response.status_code == expected, response.content.decode()[-1500:]
        return response.content.decode()

    def board(self):
        return " ".join(self.ben.get(self.desk).content.decode().split())

    def to_round_two(self):
        self.first_round()
        self.do("/next-round", deadline=NEXT)
        self.at(DEADLINE + A_DAY)


@pytest.fixture
def set_clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def panel(ada, ben, browser_of, set_clock):
    return Panel(ada, browser_of(ben), set_clock)


def given_by(panel, name):
    seat = AskedPanelist.objects.select_related("asked__outlet").get(pk=panel.seats[name].pk)
    return answers_of(submitted_version(seat)).given[0]


def test_the_protocol_is_chosen_in_the_draft_and_fixed_at_opening(ada, browser_of, set_clock):
    set_clock(NOON)
    asked = asked_roundup(ada, is_open=False)
    for name in ("Cleo Maris", "Dmitri Vale", "Ines Holt"):
        panelist_on(asked, name)
    browser, desk = browser_of(ada), f"/desk/asked/{asked.public_id}"
    typed = {"title": "The fair", "deadline": "2026-12-01T12:00", "time_zone": "UTC", "attribution": "on the record"}
    typed |= {"approval": "the panelist is not shown", "protocol": "Delphi", "most_rounds": "4", "at_consensus": "on"}
    wrong = browser.post(f"{desk}/draft", typed | {"when_kept": "180"})
    assert wrong.status_code == 422
    assert 'value="180"' in wrong.content.decode()
    assert browser.post(f"{desk}/draft", typed | {"asks_why_moved": "on", "when_kept": "90"}).status_code == 302
    asked.refresh_from_db()
    chosen = Delphi(stopping=StoppingRule(most_rounds=4, when_kept=0.9), large_move=LargeMove())
    assert protocol_of(asked) == chosen
    assert "up to 4 rounds" in browser.get(f"{desk}/preview").content.decode()
    assert browser.post(f"{desk}/open").status_code == 302
    assert '"Delphi"' in asked.journal.get(event="opened").about.replace("\\", "")
    assert browser.post(f"{desk}/draft", typed | {"protocol": "one round"}).status_code == 302
    assert protocol_of(AskedRoundup.objects.get()) == chosen


def test_the_second_round_shows_ones_own_answer_the_groups_and_reasons_without_names(panel):
    panel.to_round_two()
    page = panel.page("Cleo")
    assert "10 %" in page
    assert "5 answered. The middle is 50 %, the middle half lies from 30 % to 60 %." in page
    assert "Because of karlastones." in page
    assert "Karla" not in page
    assert page.count("Because of cleostones.") == 2  # what they wrote, and in the form; not among the others' reasons


def test_nothing_of_the_group_is_shown_in_the_first_round_and_nothing_of_the_second_while_it_runs(panel):
    panel.first_round()
    assert "The group" not in panel.page("Cleo")
    panel.do("/next-round", deadline=NEXT)
    panel.at(DEADLINE + A_DAY)
    before = panel.page("Cleo")
    for name in ("Dmitri", "Ines", "Jonas", "Karla"):
        panel.answer(name, FIRST[name], "A word of the second round.")
    assert panel.page("Cleo") == before


def test_one_tap_keeps_everything_with_a_receipt_of_its_own(panel):
    panel.to_round_two()
    panel.post("Cleo", "keep", because="Nothing new.")
    versions = panel.seats["Cleo"].versions.filter(is_submitted=True)
    first, second = (answers_of(version).given[0] for version in versions)
    assert second == structs.replace(first, because="Nothing new.")
    assert len(set(versions.values_list("commitment", flat=True))) == 2


def test_a_large_move_asks_for_a_reason_and_keeps_what_was_typed(panel):
    panel.to_round_two()
    told = panel.answer("Cleo", "70", "All changed.", expected=422)
    assert "Please say why" in told
    assert 'value="70"' in told
    panel.answer("Cleo", "29", "A small step.")
    panel.answer("Cleo", "70", "All changed.", because="The stones moved.")
    assert given_by(panel, "Cleo").because == "The stones moved."


def test_a_reason_is_read_in_the_next_round_and_is_not_said_again(panel):
    panel.to_round_two()
    for name, probability in FIRST.items():
        panel.answer(name, probability, because=f"Why {name.lower()}stones.")
    panel.at(DEADLINE + 9 * A_DAY)
    panel.do("/next-round", deadline="2026-12-20T12:00", note="The editors want one more.")
    page = panel.page("Cleo")
    assert "Why karlastones." in page
    assert "Why cleostones." not in page


def test_an_editor_withholds_and_redacts_reasons_without_knowing_whose_they_are(panel):
    panel.first_round()
    page = panel.ben.get(f"{panel.desk}/reasons").content.decode()
    assert "Maris" not in page
    for name, do, text in (("karla", "withhold", ""), ("ines", "redact", "Because of some stones.")):
        assert f"Because of {name}stones." in page
        place = page.index(f"Because of {name}stones.")
        key = re.findall(r'class="answer" id="(\w+)"', page[:place])[-1]
        panel.do("/reasons", question=panel.first.public_id, reason=key, do=do, text=text)
    panel.do("/reasons", 409, question=panel.first.public_id, reason=key, do="redact", text=" ")
    panel.do("/next-round", deadline=NEXT)
    seen = panel.page("Cleo")
    assert "karlastones" not in seen
    assert "inesstones" not in seen
    assert "Because of some stones." in seen
    assert answers_of(panel.seats["Karla"].versions.last()).given[0].prose == "Because of karlastones."


def test_reasons_are_shown_to_nobody_before_the_close(panel):
    panel.at(NOON + A_DAY)
    panel.answer("Cleo", "10", "Early.")
    assert panel.ben.get(f"{panel.desk}/reasons").status_code == 404


def test_the_board_says_what_the_rule_says_and_going_against_it_asks_for_a_note(panel):
    panel.first_round()
    assert "Consensus on 0 of 1 question that asks for a judgement: the rule says: go on." in panel.board()
    assert "say why in a note" in panel.do("/seal", 409)
    panel.do("/next-round", deadline=NEXT)
    panel.at(DEADLINE + A_DAY)
    for name in FIRST:
        panel.post(name, "keep") if name != "Karla" else None
    panel.at(DEADLINE + 9 * A_DAY)
    board = panel.board()
    assert "100 % of the judgements kept: the rule says: stop, because the answers are kept." in board
    assert "Round 2: 4 answered, 1 of those before left" in board
    assert "to decide otherwise" in panel.do("/next-round", 409, deadline="2026-12-20T12:00")
    panel.do("/next-round", deadline="2026-12-20T12:00", note="One more, for the stones.")
    note = ProtocolNote.objects.get()
    assert (note.text, decode_protocol(note.protocol)) == ("One more, for the stones.", PROTOCOL)
    assert "One more, for the stones." in panel.page("Cleo")
    assert Letter.objects.filter(kind=LetterKind.MESSAGE, text__contains="One more, for the stones.").count() == 5


def test_stopping_by_the_rule_seals_every_round(panel):
    panel.to_round_two()
    for name in FIRST:
        panel.answer(name, "50", because="The group is right.")
    panel.at(DEADLINE + 9 * A_DAY)
    assert "the rule says: stop, because the panel agrees" in panel.board()
    panel.do("/seal")
    assert panel.asked.seal.size == 10


def test_a_form_of_the_round_before_is_saved_and_not_submitted(panel):
    panel.to_round_two()
    seat = panel.seats["Cleo"]
    sent = {f"{panel.first.public_id}.probability": "20", "do": "submit", "round": "1", "seen": "2"}
    response = Client().post(panel.link("Cleo"), sent)
    assert response.status_code == 409
    assert "the next round has begun" in response.content.decode()
    assert not seat.versions.filter(is_submitted=True, round=2).exists()


def test_a_rule_changes_only_by_a_dated_note(panel):
    panel.first_round()
    typed = {"protocol": "Delphi", "most_rounds": "2", "at_consensus": "on", "when_kept": "85", "asks_why_moved": "on"}
    assert panel.ben.post(f"{panel.desk}/protocol", typed).status_code == 422
    assert "another protocol" in panel.do("/protocol", 422, **typed | {"protocol": "IDEA", "text": "Now IDEA."})
    panel.do("/protocol", text="Two rounds are enough.", **typed)
    asked = AskedRoundup.objects.get()
    assert protocol_of(asked).stopping.most_rounds == 2
    assert decode_protocol(asked.protocol) == PROTOCOL
    assert "Two rounds are enough." in panel.page("Cleo")


@pytest.mark.parametrize(("language", "words"), [("de", "Die Mitte liegt bei 50 %"), ("ko", "중앙값은 50 %")])
def test_what_the_group_answered_is_told_in_the_panelists_language(panel, language, words):
    panel.to_round_two()
    AskedPanelist.objects.update(language="en")
    english = panel.page("Cleo")
    AskedPanelist.objects.update(language=language)
    shown = panel.page("Cleo")
    assert words in shown
    own = {"The harbour fair", "The Courant", "Cleo Maris", "Weigh-In", "it rains on the harbour fair"}
    own |= {"Will it rain on the fair?", "Who will come?", *(f"Because of {name.lower()}stones." for name in FIRST)}
    assert stayed_english(english, shown, own=own) == set()
