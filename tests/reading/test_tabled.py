"""Round-ups in tables, either way round, and the three ways of not answering."""

from tests.builders.articles import asked_in, page, panel_of, record_of, said_in, words_of
from weighin.record.values import Position, Stance


def _table(*rows: list[str], more: str = "") -> str:
    cells = "".join(
        "<tr>"
        + "".join(f"<{'th' if number == 0 else 'td'}>{cell}</{'th' if number == 0 else 'td'}>" for cell in row)
        + "</tr>"
        for number, row in enumerate(rows)
    )
    return page(f"<p>“Fares will double within five years.”</p><table>{cells}{more}</table>")


VOTES = _table(
    ["Expert", "Affiliation", "Vote", "Confidence", "Comment"],
    ["Ada Moreau", "Lyon", "Agree", "8", "They will."],
    ["Bo Lindgren", "Uppsala", "Uncertain", "4", ""],
    ["Cy Okafor", "Enugu", "No opinion", "", ""],
    ["Di Prentice", "Leeds", "Did not answer", "", ""],
)


def test_uncertain_no_opinion_and_no_answer_are_three_things():
    stances = {
        record_of(VOTES).panelist(answer.panelists[0]).name: answer.stance for answer in record_of(VOTES).answers
    }
    assert stances == {
        "Ada Moreau": Stance.ANSWERED,
        "Bo Lindgren": Stance.UNCERTAIN,
        "Cy Okafor": Stance.NO_OPINION,
        "Di Prentice": Stance.DID_NOT_ANSWER,
    }


def test_a_vote_has_its_position_confidence_and_comment():
    answer = record_of(VOTES).answers[0]
    assert answer.vote is not None
    assert (answer.vote.position, answer.vote.confidence) == (Position.AGREE, 8)
    assert words_of(record_of(VOTES))["Ada Moreau"] == "Agree/They will."


def test_the_statement_above_a_table_of_votes_is_the_question():
    assert asked_in(record_of(VOTES)) == ["“Fares will double within five years.”"]


def test_experts_down_the_side_answer_the_questions_across_the_top():
    record = record_of(
        _table(
            ["Who", "Will it run?", "What will it cost?"],
            ["Mara Lindqvist (harbour master)", "It will, until the ice comes.", "Nine crowns."],
            ["Joel Abara (captain)", "–", "Too much."],
            ["Ines Okafor (economist)", "On Sundays.", "Twelve."],
        )
    )
    assert ("Joel Abara", "What will it cost?", "Too much.") in said_in(record)
    assert "–" not in words_of(record)["Joel Abara"]
    assert panel_of(record)["Ines Okafor"] == "economist"


def test_experts_across_the_top_answer_the_questions_down_the_side():
    record = record_of(
        _table(
            ["", "Mara Lindqvist", "Joel Abara", "Ines Okafor"],
            ["", "Harbour master", "Captain", "Economist"],
            ["Will it run?", "Yes.", "No.", "Perhaps."],
            more='<tr><td>What will it cost?</td><td colspan="2">Nine, we both say.</td><td>Twelve.</td></tr>',
        )
    )
    assert panel_of(record)["Joel Abara"] == "Captain"
    assert ("Mara Lindqvist+Joel Abara", "What will it cost?", "Nine, we both say.") in said_in(record)


def test_a_table_without_people_is_no_round_up():
    from tests.builders.articles import reading_of

    text = _table(["Club", "Points"], ["Dunmore", "84"], ["Ferrybridge", "83"], ["Tarn", "67"])
    assert reading_of(text).record is None


def _answers(question: str, *rows: tuple[str, str]) -> str:
    return (
        f"<h2>{question}</h2><table>"
        + "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in rows)
        + "</table>"
    )


UNDER_HEADINGS = page(
    _answers(
        "Question 1. Will the bridge open in time?",
        ("Moreau, A.", "It will, and nobody will be there."),
        ("Lindgren, B.; Okafor, C.", "Not before the spring, in our view."),
        ("Prentice, D.", "The steel is late."),
    )
    + _answers(
        "Question 2. Who will pay for it?",
        ("Moreau, A.", "n/a"),
        ("Lindgren, B.", "The lorries, by toll."),
        ("Okafor, C.", "Whoever lives near it."),
        ("Prentice, D.", ""),
    )
    + "<h2>The panel</h2><p>Ada Moreau is an engineer in Lyon.</p><p>Bo Lindgren is an economist at Uppsala.</p>"
    "<p>Cy Okafor is a planner in Enugu.</p><p>Di Prentice is a welder in Leeds.</p>"
)


def test_the_heading_over_a_table_of_names_and_answers_is_its_question():
    assert asked_in(record_of(UNDER_HEADINGS)) == ["Will the bridge open in time?", "Who will pay for it?"]


def test_a_family_name_with_initials_means_the_person_whom_the_panel_names_in_full():
    assert list(panel_of(record_of(UNDER_HEADINGS))) == ["Ada Moreau", "Bo Lindgren", "Cy Okafor", "Di Prentice"]


def test_two_names_in_one_cell_make_a_joint_answer():
    joint = ("Bo Lindgren+Cy Okafor", "Will the bridge open in time?", "Not before the spring, in our view.")
    assert joint in said_in(record_of(UNDER_HEADINGS))


def test_a_cell_that_says_not_applicable_is_silence():
    assert "n/a" not in words_of(record_of(UNDER_HEADINGS))["Ada Moreau"]
