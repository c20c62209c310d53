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
