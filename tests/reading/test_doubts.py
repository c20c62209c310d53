"""What is in doubt is nobody's, or filed where it most likely belongs, and an editor is told with its place."""

from tests.builders.articles import record_of, said_in
from weighin.record.record import WarningKind

PANEL = "- Ann Marlow, keeper\n- Tom Marlow, engineer\n- Ines Okafor, economist\n- Joel Abara, captain\n"
FORWARDS = f"""Who keeps the lighthouse?

The Harbour Post, 3 March 2024

{PANEL}
Will it be sold?

Ann Marlow: It will be sold by the winter, and to nobody from here.

Joel Abara: Nobody will buy a tower.

Marlow: There is always a buyer for a view.

I expect three offers.

Ines Okafor: I think it could go for a crown.

Who pays for the lamp?

Tom Marlow: The county will.

Joel Abara: The ships will pay.
"""
SIGNED = f"""Who keeps the lighthouse?

The Harbour Post, 3 March 2024

{PANEL}
It will be sold by the winter, and to nobody from here.
— Ann Marlow

There is always a buyer for a view, and I expect three offers.
— Marlow

Nobody will buy a tower that leaks, and this one leaks.
— Joel Abara

I think it could go for a crown, if anybody asks for it.
— Ines Okafor

The county will pay for the lamp, as it pays for everything.
— Tom Marlow
"""


def _doubts(record):
    return [warning.passage.text for warning in record.warnings if warning.kind is WarningKind.UNSURE_SPEAKER]


def test_words_under_a_name_that_fits_two_are_nobodys_and_the_editor_is_told_where_they_are():
    record = record_of(FORWARDS, "a.txt")
    assert _doubts(record) == ["Marlow: There is always a buyer for a view.\n\nI expect three offers."]
    assert ("Joel Abara", "Will it be sold?", "Nobody will buy a tower.") in said_in(record)


def test_the_same_holds_for_a_signature():
    record = record_of(SIGNED, "a.txt")
    assert _doubts(record) == ["There is always a buyer for a view, and I expect three offers.\n\n— Marlow"]
    assert ("Joel Abara", "", "Nobody will buy a tower that leaks, and this one leaks.") in said_in(record)


def test_a_question_that_stands_alone_before_somebody_new_is_asked_of_all():
    assert ("Tom Marlow", "Who pays for the lamp?", "The county will.") in said_in(record_of(FORWARDS, "a.txt"))
