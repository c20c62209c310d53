"""What is said of a question later stands below what was said before, and changes nothing of it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.clarifications import Clarification, clarified_terms
from weighin.record.judgements import Terms

DAY = dt.date(2026, 11, 24)
TERMS = Terms(what_counts="A ship sails.", source="harbour log", due=dt.date(2027, 1, 1), fine_print="Ferries count.")


def test_a_clarification_stands_below_the_fine_print_with_its_day():
    found = clarified_terms(TERMS, [Clarification(day=DAY, text=" Rafts do not. ")], question="Will it?")
    assert found.fine_print == "Ferries count.\n\nClarification of 24 November 2026: Rafts do not."


def test_without_clarifications_the_terms_are_the_same():
    assert clarified_terms(TERMS, [], question="Will it?") is TERMS
    assert clarified_terms(None, [], question="Will it?") is None


def test_a_question_without_terms_counts_by_what_it_says():
    found = clarified_terms(None, [Clarification(day=DAY, text="Rafts do not.")], question="Will a ship sail?")
    assert found == Terms(
        what_counts="Will a ship sail?", fine_print="Clarification of 24 November 2026: Rafts do not."
    )


@given(st.lists(st.text(min_size=1).filter(str.strip)))
def test_nothing_that_was_said_before_is_lost(texts):
    found = clarified_terms(TERMS, [Clarification(day=DAY, text=text) for text in texts], question="Will it?")
    assert (found.what_counts, found.source, found.due) == (TERMS.what_counts, TERMS.source, TERMS.due)
    assert found.fine_print.startswith(TERMS.fine_print)
    assert all(text.strip() in found.fine_print for text in texts)
