"""From one round to the next: what ended is fixed, and what counts of every round is sealed."""

import datetime as dt

import pytest
from builders.asked import DEADLINE, asked_roundup, panelist_on, typed_for
from builders.site import NOON

from weighin.errors import InTheWay, NotAccepted
from weighin.record.codec import decode_record
from weighin.record.protocols import Delphi, StoppingRule
from weighin.site import clock
from weighin.site.board import commands
from weighin.site.board.rounds import open_next_round
from weighin.site.store.links import token_of
from weighin.site.store.models import LetterKind
from weighin.site.store.protocols import encode_protocol
from weighin.site.store.versions import answers_of, counted_in_ended, counted_version, submitted_version

pytestmark = pytest.mark.django_db

A_DAY = dt.timedelta(days=1)
AFTER_THE_FIRST = DEADLINE + A_DAY
SECOND_DEADLINE = DEADLINE + 7 * A_DAY
TWO_ROUNDS = encode_protocol(Delphi(stopping=StoppingRule(most_rounds=2)))


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the site."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def answer(client, asked, panelist, *, probability):
    typed = typed_for(asked, probability=probability) | {"do": "submit", "seen": str(panelist.versions.count())}
    assert client.post(f"/answer/{token_of(panelist)}", typed).status_code == 302


def probability_in(version):
    return answers_of(version).given[0].judgement.probability


def test_two_rounds_are_answered_counted_and_sealed(client, ada, at):
    asked = asked_roundup(ada, protocol=TWO_ROUNDS)
    cleo, dmitri = (panelist_on(asked, name) for name in ("Cleo Maris", "Dmitri Vale"))
    at(NOON + A_DAY)
    answer(client, asked, cleo, probability="20")
    answer(client, asked, dmitri, probability="80")

    asked = open_next_round(asked, SECOND_DEADLINE, by=ada, now=AFTER_THE_FIRST)

    cleo, dmitri = asked.panel.select_related("asked__outlet")
    assert asked.round == 2
    assert submitted_version(cleo) is None
    assert [probability_in(version) for version in counted_in_ended(asked, 1).values()] == [0.2, 0.8]
    assert asked.ended_rounds.get().closed_at == DEADLINE
    assert cleo.letters.filter(kind=LetterKind.NEXT_ROUND).count() == 1

    at(AFTER_THE_FIRST + A_DAY)
    answer(client, asked, cleo, probability="20")
    sealed = commands.seal(asked, by=ada, now=SECOND_DEADLINE + A_DAY)

    assert counted_version(cleo).round == 2
    assert sealed.size == 3

    record = decode_record(bytes(commands.compose(asked, by=ada, now=SECOND_DEADLINE + A_DAY).record))
    rounds = record.asking.rounds
    assert [(held.number, held.answered) for held in rounds.held] == [(1, 2), (2, 1)]
    assert [(one.panelist, one.judgement.probability) for one in rounds.earlier] == [("p1", 0.2), ("", 0.8)]
    assert record.asking.left == 1
    assert record.asking.opened.at == NOON


def test_what_was_submitted_in_a_round_that_ended_cannot_be_withdrawn(client, ada, at):
    asked = asked_roundup(ada, protocol=TWO_ROUNDS)
    cleo = panelist_on(asked, "Cleo Maris")
    at(NOON + A_DAY)
    answer(client, asked, cleo, probability="20")
    asked = open_next_round(asked, SECOND_DEADLINE, by=ada, now=AFTER_THE_FIRST)
    at(AFTER_THE_FIRST + A_DAY)

    response = client.post(f"/answer/{token_of(cleo)}/withdraw")

    assert response.status_code == 409
    assert len(counted_in_ended(asked, 1)) == 1


@pytest.mark.parametrize("protocol", ["", encode_protocol(Delphi())])
def test_no_round_is_opened_while_one_is_open_or_where_the_protocol_has_none(client, ada, at, protocol):
    asked = asked_roundup(ada, protocol=protocol)
    at(NOON + A_DAY)
    answer(client, asked, panelist_on(asked, "Cleo Maris"), probability="20")
    moment = AFTER_THE_FIRST if protocol == "" else NOON + A_DAY

    with pytest.raises(InTheWay):
        open_next_round(asked, SECOND_DEADLINE, by=ada, now=moment)


def test_a_deadline_that_is_over_opens_nothing(client, ada, at):
    asked = asked_roundup(ada, protocol=TWO_ROUNDS)
    at(NOON + A_DAY)
    answer(client, asked, panelist_on(asked, "Cleo Maris"), probability="20")

    with pytest.raises(NotAccepted, match="deadline"):
        open_next_round(asked, DEADLINE, by=ada, now=AFTER_THE_FIRST)

    assert not asked.ended_rounds.exists()
