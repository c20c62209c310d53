"""Replies by mail."""

from tests.builders.articles import asked_in, panel_of, record_of, said_in

HEADERS = "From: Desk <desk@harbourpost.example>\nTo: Editors <ed@harbourpost.example>\nSubject: The ferry, all replies\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"


def _forwarded(sender: str, body: str, subject: str = "Re: Two questions") -> str:
    return f"---------- Forwarded message ----------\nFrom: {sender}\nDate: Sun, 3 Mar 2024\nSubject: {subject}\n\n{body}\n\n"


QUOTED = (
    HEADERS
    + "All in.\n\n"
    + _forwarded(
        "Mara Lindqvist <mara@esker.example>",
        "Dear Kim,\n\n> 1. Will the ferry run?\n\nIt will.\n\n> 2. What will it cost?\n\nNine crowns.\n\nBest,\n\nMara Lindqvist\nHarbour master, Port Esker\nTel 555 0100",
    )
    + _forwarded(
        "ABARA, Joel <joel@tern.example>",
        "> 2. What will it cost?\n\nToo much. Who counts?\n\nBien à vous,\n\nJoel Abara | captain of the Tern | This message may be confidential.",
    )
    + _forwarded(
        "Ines Okafor <ines@shore.example>",
        "Call me an economist, please.\n\n> 1. Will the ferry run?\n\nPerhaps.\n\nIO",
    )
    + _forwarded("Ivo Brandt <ivo@bay.example>", "I will be back on Monday.", "Automatic reply: Two questions")
)


def test_an_answer_stands_under_the_question_that_it_quotes():
    record = record_of(QUOTED, "replies.eml")
    assert asked_in(record) == ["Will the ferry run?", "What will it cost?"]
    assert ("Joel Abara", "What will it cost?", "Too much. Who counts?") in said_in(record)


def test_a_signature_gives_the_post_and_is_no_answer():
    panel = panel_of(record_of(QUOTED, "replies.eml"))
    assert panel["Mara Lindqvist"] == "Harbour master, Port Esker"
    assert panel["Joel Abara"] == "captain of the Tern"


def test_a_writer_may_say_how_to_be_called():
    assert panel_of(record_of(QUOTED, "replies.eml"))["Ines Okafor"] == "economist"


def test_an_automatic_reply_is_left_out_and_that_is_said():
    record = record_of(QUOTED, "replies.eml")
    assert "Ivo Brandt" not in panel_of(record)
    assert any("automatic reply from Ivo Brandt" in warning.message for warning in record.warnings)


def test_letters_forwarded_in_the_running_text_answer_by_number():
    text = (
        HEADERS
        + "We asked:\n\n1) Will the ferry run?\n\n2) What will it cost?\n\n"
        + "\n\n".join(
            f"_______________________\nFrom: {sender}\nSent: Sunday, 3 March 2024\nTo: Desk\nSubject: RE: The ferry\n\n{body}"
            for sender, body in (
                (
                    "Mara Lindqvist <mara@esker.example>",
                    "Hello,\n\n1) It will.\n\n2) Nine.\n\nRegards,\n\nMara Lindqvist",
                ),
                ("Joel Abara <joel@tern.example>", "Q2. Too much.\n\nAbrazo\n\nJoel Abara"),
                ("Ines Okafor <ines@shore.example>", "1) and 2) The same question twice.\n\nInes Okafor"),
            )
        )
    )
    said = said_in(record_of(text, "digest.eml"))
    assert ("Mara Lindqvist", "What will it cost?", "Nine.") in said
    assert ("Joel Abara", "What will it cost?", "Too much.") in said
    assert ("Ines Okafor", "Will the ferry run?", "The same question twice.") in said


def test_the_end_of_a_question_in_a_quotation_means_the_whole_question():
    shortened = QUOTED.replace("> 2. What will it cost?\n\nToo much.", "> 2. it cost?\n\nToo much.")
    record = record_of(shortened, "replies.eml")
    assert asked_in(record) == ["Will the ferry run?", "What will it cost?"]
    assert ("Joel Abara", "What will it cost?", "Too much. Who counts?") in said_in(record)


def test_who_speaks_of_himself_by_name_in_a_letter_has_written_it_all_the_same():
    letters = HEADERS + "All in.\n\n"
    for name in ("Mara Lindqvist", "Joel Abara", "Ines Okafor"):
        given = name.split()[0]
        letters += _forwarded(
            f"{name} <{given.lower()}@esker.example>",
            f"> 1. Will the ferry run?\n\nNobody ever listens to {given}. It will run until the boiler goes.\n\n"
            f"> 2. What will it cost?\n\n{given} pays nine crowns, and so will everybody else next year.\n\nBest,\n\n{name}",
        )
    assert {who for who, _, _ in said_in(record_of(letters, "replies.eml"))} == {
        "Mara Lindqvist",
        "Joel Abara",
        "Ines Okafor",
    }
