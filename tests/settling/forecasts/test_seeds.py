"""What the editors knew when they asked was known, not forecast: it counts for no score."""

from builders.seeded_records import TRUTHS, seeded_record

from weighin.settling.forecasts import forecasts_of_record


def test_answers_to_seed_questions_are_no_forecasts_and_are_counted_apart():
    forecasts = forecasts_of_record(seeded_record(), {}, name="rivers")
    assert set(forecasts.questions) == {"q11", "q12"}
    assert forecasts.left_out["on a seed question"] == 3 * len(TRUTHS)
