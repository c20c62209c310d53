"""Ready-made drafts: good questions of their own, with blanks that are found again."""

import pytest

from weighin.asking.ready_made import BLANKS, READY_MADE, blanks_in, ready_made_of, texts_of
from weighin.record.protocols import Delphi, Facilitated, Idea, OneRound


def test_there_is_one_for_each_way_of_asking():
    assert [type(one.protocol) for one in READY_MADE] == [
        OneRound,
        OneRound,
        OneRound,
        Delphi,
        Idea,
        Facilitated,
        OneRound,
    ]
    assert ready_made_of("delphi").protocol.stopping.most_rounds == 3
    assert ready_made_of("nothing") is None


@pytest.mark.parametrize("ready", READY_MADE, ids=lambda one: one.key)
def test_every_blank_of_one_is_known(ready):
    assert blanks_in(texts_of(ready))
    assert all(text.count("[") == sum(text.count(blank) for blank in BLANKS) for text in texts_of(ready))
    assert all(question.terms or question.is_seed for question in ready.questions if question.scale)
    assert sum(question.is_seed for question in ready.questions) == (8 if ready.key == "cooke" else 0)


def test_what_an_editor_puts_into_brackets_is_no_blank():
    assert blanks_in(["He said [sic] that [the event] and [the event] again", "[2] and [] and [the\nevent]"]) == ("[the event]",)  # fmt: skip
