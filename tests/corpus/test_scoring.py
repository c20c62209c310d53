"""The scorer itself: what it counts as the same, and what it does not."""

from typing import Any

import pytest
from corpus.scoring import Score, score, speaker

GOLD: dict[str, Any] = {
    "panel": [
        {"name": "Zoë Ármannsdóttir", "affiliation": "Harbour School", "aliases": ["Dr Zoë Ármannsdóttir"]},
        {"name": "Tobias Finch", "affiliation": "Finch & Daughters", "aliases": []},
        {"name": "Ada Finch", "affiliation": "Finch & Daughters", "aliases": []},
    ],
    "questions": [{"text": "Will the bridge open this year?"}, {"text": "What will it cost in the end?"}],
    "answers": [
        {"panelist": "Zoë Ármannsdóttir", "question_index": 0, "paragraphs": ["I doubt that it opens before May."]},
        {
            "panelist": ["Tobias Finch", "Ada Finch"],
            "question_index": 1,
            "paragraphs": ["It will cost double.", "Ask us then."],
        },
    ],
    "forecasts": [
        {
            "panelist": "Zoë Ármannsdóttir",
            "question_index": 0,
            "sentence": "I doubt that it opens before May",
            "phrase": "doubt",
            "polarity": "deny",
        },
        {
            "panelist": ["Tobias Finch", "Ada Finch"],
            "question_index": 1,
            "sentence": "It will cost double",
            "phrase": "will",
            "polarity": "affirm",
        },
    ],
}


def _reading(**changes: object) -> dict[str, Any]:
    """A reading that agrees with the gold record in everything but the changes."""
    text = "I doubt that it opens before May. It will cost double. Ask us then."

    def at(piece: str) -> dict[str, int]:
        return {"start": text.index(piece), "end": text.index(piece) + len(piece)}

    answers = [{**one, "paragraphs": [{"text": p, **at(p)} for p in one["paragraphs"]]} for one in GOLD["answers"]]
    forecasts = [{**one, **at(one["sentence"])} for one in GOLD["forecasts"]]
    return {**GOLD, "answers": answers, "forecasts": forecasts, "text": text} | changes


def test_a_reading_that_agrees_in_everything_has_every_figure_at_one() -> None:
    whole = score(GOLD, _reading())
    assert set(whole.figures().values()) == {1.0}
    assert whole.wrong_offsets == 0


def test_an_empty_reading_has_every_figure_at_zero() -> None:
    assert set(score(GOLD, {}).figures().values()) == {0.0}


def test_an_answer_under_the_wrong_panelist_is_neither_right_nor_recalled() -> None:
    answers = _reading()["answers"]
    answers[0]["panelist"] = "Tobias Finch"
    assert score(GOLD, _reading(answers=answers)).answers.f1 == pytest.approx(14 / 21)


def test_an_answer_under_the_wrong_question_is_neither_right_nor_recalled() -> None:
    answers = _reading()["answers"]
    answers[0]["question_index"] = 1
    assert score(GOLD, _reading(answers=answers)).answers.f1 == pytest.approx(14 / 21)


def test_questions_count_for_nothing_where_the_article_asks_none() -> None:
    gold = {**GOLD, "questions": [], "answers": [{**one, "question_index": None} for one in GOLD["answers"]]}
    assert score(gold, _reading()).answers.f1 == 1.0


def test_a_forecast_of_another_panelist_is_found_but_not_attributed() -> None:
    forecasts = _reading()["forecasts"]
    forecasts[0]["panelist"] = "Ada Finch"
    measured = score(GOLD, _reading(forecasts=forecasts))
    assert (measured.forecasts.f1, measured.attributed.f1) == (1.0, 0.5)


def test_the_other_polarity_is_wrong() -> None:
    forecasts = _reading()["forecasts"]
    forecasts[1]["polarity"] = "open"
    assert score(GOLD, _reading(forecasts=forecasts)).figures()["polarity"] == 0.5


def test_a_span_that_takes_the_whole_page_finds_nothing() -> None:
    page = " ".join(["It will cost double and the bridge opens before May they say"] * 9)
    forecasts = [{**GOLD["forecasts"][0], "sentence": page, "start": 0, "end": 0}]
    assert score(GOLD, _reading(forecasts=forecasts)).forecasts.right == 0


def test_an_optional_span_counts_neither_way() -> None:
    optional = {**GOLD, "forecasts": [{**GOLD["forecasts"][0], "optional": True}, GOLD["forecasts"][1]]}
    found = _reading()["forecasts"]
    assert score(optional, _reading(forecasts=found)).forecasts.f1 == 1.0
    assert score(optional, _reading(forecasts=found[1:])).forecasts.f1 == 1.0


def test_an_offset_that_gives_other_words_is_counted() -> None:
    forecasts = _reading()["forecasts"]
    forecasts[0]["end"] -= 1
    assert score(GOLD, _reading(forecasts=forecasts)).wrong_offsets == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Dr. Zoe Armannsdottir", "Zoë Ármannsdóttir"),
        ("Ármannsdóttir", "Zoë Ármannsdóttir"),
        ("Tobias", "Tobias Finch"),
        ("T. Finch", "Tobias Finch"),
        ("Finch", "Finch"),
        ("Nobody Known", "Nobody Known"),
    ],
)
def test_a_name_means_the_one_panelist_that_it_fits(said: str, meant: str) -> None:
    assert speaker(said, GOLD["panel"]) == meant


def test_scores_of_documents_add_up_by_their_words() -> None:
    both = score(GOLD, _reading()) + score(GOLD, {}) + Score()
    assert both.answers.f1 == pytest.approx(2 / 3)
