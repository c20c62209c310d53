"""What the rules say after a round."""

import pytest

from weighin.asking.answers import Answers, Asked, GivenAnswer
from weighin.record.judgements import ProbabilityJudgement, ProbabilityScale
from weighin.record.protocols import ConsensusRule, Delphi, Idea, OneRound, RealTimeDelphi, StoppingRule
from weighin.weighing.delphi.stopping import Advice, after_round

ASKED = (
    Asked(identifier="rain", text="Rain?", scale=ProbabilityScale(event="rain")),
    Asked(identifier="snow", text="Snow?", scale=ProbabilityScale(event="snow")),
    Asked(identifier="why", text="Why?"),
)
DELPHI = Delphi(consensus=ConsensusRule(probability=0.2), stopping=StoppingRule(when_kept=0.75))


def round_of(**given):
    """By name: what they gave to both questions."""
    return {
        name: Answers(
            given=tuple(
                GivenAnswer(question=question, judgement=ProbabilityJudgement(probability=one))
                for question, one in zip(("rain", "snow"), both, strict=True)
            )
        )
        for name, both in given.items()
    }


APART = round_of(cleo=(0.1, 0.1), dmitri=(0.4, 0.4), ines=(0.6, 0.6), jonas=(0.9, 0.9))


def advice(protocol, number, now, before=None):
    return after_round(protocol, number, ASKED, now, before).advice


def test_it_goes_on_while_the_panel_is_apart_and_moves():
    assert advice(DELPHI, 1, APART) is Advice.GO_ON
    moved = round_of(cleo=(0.2, 0.1), dmitri=(0.5, 0.4), ines=(0.6, 0.6), jonas=(0.9, 0.9))
    state = after_round(DELPHI, 2, ASKED, moved, APART)
    assert state.advice is Advice.GO_ON
    assert (state.kept.both, state.kept.kept, state.agreed) == (8, 6, 0)


def test_it_stops_once_every_question_is_agreed_on_and_not_before():
    near = {"cleo": 0.4, "dmitri": 0.45, "ines": 0.5, "jonas": 0.5}
    assert advice(DELPHI, 1, round_of(**{name: (one, one) for name, one in near.items()})) is Advice.STOP_AT_CONSENSUS
    half = round_of(**{name: (one, far) for (name, one), far in zip(near.items(), (0, 0.4, 0.6, 1), strict=True)})
    assert advice(DELPHI, 1, half) is Advice.GO_ON


@pytest.mark.parametrize(
    ("snow", "said"), [(0.1, Advice.STOP_WHEN_KEPT), (0.2, Advice.STOP_WHEN_KEPT), (0.3, Advice.GO_ON)]
)
def test_it_stops_once_enough_keep_theirs_on_every_question(snow, said):
    moved = {"cleo": (0.1, snow), "dmitri": (0.4, 0.4 if snow < 0.3 else 0.5), "ines": (0.6, 0.6), "jonas": (0.9, 0.9)}
    assert advice(DELPHI, 2, round_of(**moved), APART) is said


def test_who_leaves_and_who_joins_is_in_no_share():
    now = round_of(cleo=(0.1, 0.1), dmitri=(0.4, 0.4), ines=(0.6, 0.6), karla=(0.9, 0.8))
    state = after_round(DELPHI, 2, ASKED, now, APART)
    assert state.kept.both == 6
    assert state.advice is Advice.STOP_WHEN_KEPT


def test_after_the_last_round_there_is_none_whatever_the_answers():
    assert advice(DELPHI, 3, APART, APART) is Advice.STOP_AT_MOST
    assert advice(Idea(), 1, APART) is Advice.GO_ON
    assert advice(Idea(), 2, APART, APART) is Advice.STOP_AT_MOST


@pytest.mark.parametrize("protocol", [OneRound(), RealTimeDelphi()])
def test_where_there_is_one_round_no_rule_speaks(protocol):
    assert advice(protocol, 1, APART) is None


def test_a_round_in_which_nobody_judged_is_no_consensus():
    assert advice(DELPHI, 1, {}) is Advice.GO_ON
    assert advice(DELPHI, 2, {}, {}) is Advice.GO_ON
