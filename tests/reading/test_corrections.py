"""Corrections: every one leaves a valid record or is refused, and can be taken back."""

import datetime as dt

import pytest
from builders.records import arbitrary_records
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from weighin.errors import BadRecord, DoesNotFit
from weighin.reading.corrections import (
    correct,
    decode_correction,
    describe,
    encode_correction,
    kinds,
    replay,
)
from weighin.reading.corrections.kinds import Newcomer
from weighin.reading.read import read_bytes
from weighin.record.codec import decode_record, encode_record
from weighin.record.record import TopicKind, WarningKind
from weighin.record.values import Passage, Polarity, ProbabilityRange, Span

ARTICLE = """\
Will the harbour bridge open on time?

By Ida Lund

The North Pier Courier, 3 March 2024

We asked four engineers who know the harbour two questions.

When will the bridge open?

Anna Berg: The bridge will probably open in June. The deck is already in place.

Berg added later that the paint is still missing from the railings on the eastern side.

Carl Dorn: I doubt that they will finish before the winter. The cables came late.

Eva Falk: It is likely to open in summer if the weather holds.

Who pays for the delay?

Anna Berg: The city will pay for it. The contract leaves it no choice.

Carl Dorn: The builders are unlikely to pay anything at all.

Eva Falk: The harbour fund is going to carry the cost of the delay.
"""


@pytest.fixture(scope="module")
def record():
    reading = read_bytes(ARTICLE.encode(), name="bridge.txt")
    assert reading.record is not None
    return reading.record


def place(record, words):
    start = record.text.index(words)
    return {"start": start, "end": start + len(words)}


def answer_by(record, name, question="q1"):
    return next(one for one in record.answers_to(question) if record.panelist(one.panelists[0]).name == name)


def forecast_with(record, words):
    return next(one for one in record.forecasts if words in one.passage.text)


def panelist_called(record, name):
    return next(one for one in record.panel if one.name == name)


@st.composite
def corrections_of(draw, record):
    """Any correction, mostly of what is there."""
    kind = draw(st.sampled_from(kinds.Correction.__args__))

    def one_of(pieces, letter):
        return draw(st.sampled_from([*(piece.identifier for piece in pieces), f"{letter}99"]))

    edges = sorted(draw(st.tuples(st.integers(0, len(record.text)), st.integers(0, len(record.text)))))
    words = draw(st.text(max_size=20) | st.sampled_from([one.name for one in record.panel] or ["x"]))
    newcomer = draw(st.none() | st.builds(Newcomer, name=st.text(max_size=9), affiliation=st.text(max_size=9)))
    chosen = {
        "answer": lambda: one_of(record.answers, "a"),
        "panelist": lambda: one_of(record.panel, "p"),
        "into": lambda: one_of(record.panel, "p"),
        "panelists": lambda: tuple(one_of(record.panel, "p") for _ in range(draw(st.integers(0, 2)))),
        "newcomer": lambda: newcomer,
        "question": lambda: one_of(record.questions, "q"),
        "before": lambda: draw(st.none() | st.just(one_of(record.questions, "q"))),
        "forecast": lambda: one_of(record.forecasts, "f"),
        "warning": lambda: one_of(record.warnings, "w"),
        "start": lambda: edges[0],
        "end": lambda: edges[1],
        "phrase": lambda: Span(*edges),
        "condition": lambda: draw(st.none() | st.just(Span(*edges))),
        "standfirst": lambda: draw(st.none() | st.just(Span(*edges))),
        "polarity": lambda: draw(st.sampled_from(Polarity)),
        "is_conditional": lambda: draw(st.booleans()),
        "day": lambda: draw(st.none() | st.dates()),
    }
    return kind(**{name: chosen.get(name, lambda: words)() for name in kind.__struct_fields__})


@given(st.data())
def test_a_correction_gives_a_valid_record_of_the_same_text_or_is_refused(data):
    before = data.draw(arbitrary_records())
    correction = data.draw(corrections_of(before))
    try:
        after = correct(before, correction)
    except DoesNotFit:
        return
    assert after.text == before.text
    assert after.source == before.source
    assert decode_record(encode_record(after)) == after
    assert describe(correction, before)


@given(st.data())
def test_a_correction_goes_to_json_and_back_unchanged(data):
    correction = data.draw(corrections_of(data.draw(arbitrary_records())))
    assert decode_correction(encode_correction(correction)) == correction


@given(st.data())
def test_taking_all_back_restores_the_record_as_it_was_read(data):
    read = data.draw(arbitrary_records())
    kept = []
    for _ in range(3):
        state = replay(read, kept)
        kept.append(state.lasting(data.draw(corrections_of(state.record))))
    assert replay(read, [None] * len(kept)).record == read
    assert replay(read, kept) == replay(read, kept)


@given(st.data())
def test_whatever_is_taken_back_the_rest_is_applied_or_reported(data):
    read = data.draw(arbitrary_records())
    kept = []
    for number in range(4):
        state = replay(read, kept)
        correction = data.draw(corrections_of(state.record))
        try:
            correct(state.record, correction)
        except DoesNotFit:
            kept.append(None)
            continue
        kept.append(state.lasting(correction))
        assert not [one for one in replay(read, kept).misfits if one.number == number + 1]
    gone = data.draw(st.integers(0, 3))
    rest = replay(read, [None if number == gone else one for number, one in enumerate(kept)])
    assert decode_record(encode_record(rest.record)) == rest.record
    assert all(kept[misfit.number - 1] is not None and misfit.number - 1 != gone for misfit in rest.misfits)


def test_the_article_reads_as_the_tests_below_expect(record):
    assert [one.name for one in record.panel] == ["Anna Berg", "Carl Dorn", "Eva Falk"]
    assert len(record.questions) == 2
    assert len(record.answers) == 6


def test_an_answer_given_to_another_takes_its_forecasts_and_topics_along(record):
    answer = answer_by(record, "Carl Dorn")
    eva = panelist_called(record, "Eva Falk").identifier
    after = correct(record, kinds.GiveAnswer(answer=answer.identifier, panelists=(eva,)))
    assert forecast_with(after, "I doubt").panelist == eva
    mentions = [one for topic in after.topics for one in topic.mentions if one.answer == answer.identifier]
    assert all(one.panelists == (eva,) for one in mentions)


def test_an_answer_can_be_given_to_somebody_whom_the_reading_missed(record):
    answer = answer_by(record, "Carl Dorn")
    after = correct(
        record, kinds.GiveAnswer(answer=answer.identifier, newcomer=Newcomer(name="Gro Holm", affiliation="Port Union"))
    )
    newcomer = panelist_called(after, "Gro Holm")
    assert newcomer.affiliation == "Port Union"
    assert after.answers_by(newcomer.identifier)[0].paragraphs == answer.paragraphs
    assert forecast_with(after, "I doubt").panelist == newcomer.identifier


def test_a_joint_answer_has_each_forecast_once_for_each_speaker(record):
    answer = answer_by(record, "Carl Dorn")
    both = tuple(panelist_called(record, name).identifier for name in ("Carl Dorn", "Eva Falk"))
    joint = correct(record, kinds.GiveAnswer(answer=answer.identifier, panelists=both))
    assert [one.panelist for one in joint.forecasts if "I doubt" in one.passage.text] == list(both)
    single = correct(joint, kinds.GiveAnswer(answer=answer.identifier, panelists=both[:1]))
    assert single == record


def test_a_newcomer_of_a_name_that_is_on_the_panel_is_refused(record):
    with pytest.raises(DoesNotFit, match="on the panel already"):
        correct(record, kinds.GiveAnswer(answer="a1", newcomer=Newcomer(name="carl  dorn")))


def test_an_answer_moved_to_another_question_takes_its_forecasts_along(record):
    answer = answer_by(record, "Eva Falk")
    after = correct(record, kinds.MoveAnswer(answer=answer.identifier, question="q2"))
    assert forecast_with(after, "likely to open").question == "q2"
    assert len(after.answers_to("q2")) == 4


def test_a_removed_question_leaves_its_answers_without_one_and_the_next_moves_up(record):
    after = correct(record, kinds.RemoveQuestion(question="q1"))
    assert [one.text for one in after.questions] == ["Who pays for the delay?"]
    assert len(after.answers_to(None)) == 3
    assert forecast_with(after, "city will pay").question == "q1"


def test_an_added_question_stands_where_the_source_asks_it(record):
    after = correct(record, kinds.AddQuestion(text="Will the harbour bridge open on time?", before="q1"))
    assert after.questions[0].asked_at == Passage(
        text="Will the harbour bridge open on time?", start=0, end=len("Will the harbour bridge open on time?")
    )
    assert len(after.answers_to("q2")) == 3


def test_a_reworded_question_keeps_its_place_in_the_source(record):
    after = correct(record, kinds.RewordQuestion(question="q2", text="Who will pay?"))
    assert after.question("q2").text == "Who will pay?"
    assert after.question("q2").asked_at == record.question("q2").asked_at


def test_the_old_name_of_a_renamed_panelist_stays_known(record):
    after = correct(record, kinds.RenamePanelist(panelist="p1", name="Anna  Bergström"))
    assert after.panelist("p1").name == "Anna Bergström"
    assert "Anna Berg" in after.panelist("p1").aliases


def test_two_who_are_one_keep_all_answers_and_forecasts(record):
    after = correct(record, kinds.MergePanelists(panelist="p1", into="p3"))
    assert [one.name for one in after.panel] == ["Carl Dorn", "Eva Falk"]
    assert len(after.answers_by("p2")) == 4
    assert "Anna Berg" in after.panelist("p2").aliases
    assert len(after.forecasts) == len(record.forecasts)


def test_whoever_says_something_cannot_be_removed_from_the_panel(record):
    with pytest.raises(DoesNotFit, match="has 2 answers"):
        correct(record, kinds.RemovePanelist(panelist="p1"))


def test_a_passage_placed_in_an_answer_brings_its_forecasts_and_settles_its_warning(record):
    words = "The cables came late."
    shorter = correct(record, kinds.TakeOutPassage(answer="a2", **place(record, words)))
    assert words not in " ".join(part.text for part in shorter.answers[1].paragraphs)
    restored = correct(shorter, kinds.PlacePassage(answer="a2", **place(record, words)))
    assert words in [part.text for part in restored.answers[1].paragraphs]
    doubt = "I doubt that they will finish before the winter."
    without = correct(record, kinds.TakeOutPassage(answer="a2", **place(record, doubt)))
    assert not [one for one in without.forecasts if "I doubt" in one.passage.text]
    again = correct(without, kinds.PlacePassage(answer="a2", **place(record, doubt)))
    assert forecast_with(again, "I doubt").polarity is Polarity.DENY
    assert forecast_with(again, "I doubt").panelist == "p2"


def test_the_rest_of_an_answer_can_be_somebody_elses(record):
    words = "The cables came late."
    after = correct(record, kinds.AddAnswer(panelists=("p3",), question="q1", **place(record, words)))
    assert [one.panelists for one in after.answers_to("q1")] == [("p1",), ("p2",), ("p3",), ("p3",)]
    assert after.answers_by("p3")[0].paragraphs[0].text == words


def test_an_answer_of_which_nothing_is_left_is_gone(record):
    whole = record.answers[1].paragraphs[0]
    after = correct(record, kinds.TakeOutPassage(answer="a2", start=whole.start, end=whole.end))
    assert len(after.answers) == 5
    assert all(
        mention.answer in {one.identifier for one in after.answers} for t in after.topics for mention in t.mentions
    )


def test_a_turned_forecast_has_the_range_of_its_new_lean(record):
    likely = ProbabilityRange(lowest=0.5, low=0.6, median=0.7, high=0.8, highest=0.9, respondents=10, basis="a survey")
    first = replace(record.forecasts[0], polarity=Polarity.AFFIRM, probability=likely)
    ranged = replace(record, forecasts=(first, *record.forecasts[1:]))
    turned = correct(ranged, kinds.TurnForecast(forecast="f1", polarity=Polarity.DENY))
    assert turned.forecasts[0].polarity is Polarity.DENY
    assert turned.forecasts[0].probability == likely.denied()
    assert correct(turned, kinds.TurnForecast(forecast="f1", polarity=Polarity.AFFIRM)) == ranged


def test_what_is_no_forecast_is_gone_and_the_others_are_counted_anew(record):
    after = correct(record, kinds.RemoveForecast(forecast="f1"))
    assert [one.passage for one in after.forecasts] == [one.passage for one in record.forecasts[1:]]


def test_a_missed_forecast_is_found_by_its_words(record):
    doubt = forecast_with(record, "I doubt")
    without = correct(record, kinds.RemoveForecast(forecast=doubt.identifier))
    added = correct(without, kinds.AddForecast(start=doubt.passage.start, end=doubt.passage.end))
    again = forecast_with(added, "I doubt")
    assert (again.polarity, again.phrase, again.probability) == (doubt.polarity, doubt.phrase, doubt.probability)
    assert again.rules[0] == "chosen by an editor"
    assert [one.passage for one in added.forecasts] == [one.passage for one in record.forecasts]


def test_a_forecast_without_words_of_likelihood_needs_a_lean(record):
    words = place(record, "The deck is already in place.")
    with pytest.raises(DoesNotFit, match="say which way it leans"):
        correct(record, kinds.AddForecast(**words))
    after = correct(record, kinds.AddForecast(**words, polarity=Polarity.AFFIRM))
    assert forecast_with(after, "deck").probability is None


def test_a_passage_outside_every_answer_is_no_forecast(record):
    with pytest.raises(DoesNotFit, match="place it in an answer first"):
        correct(record, kinds.AddForecast(**place(record, "We asked four engineers"), polarity=Polarity.AFFIRM))


def test_a_forecast_can_be_marked_conditional_given_away_and_its_words_chosen(record):
    forecast = forecast_with(record, "I doubt")
    name = forecast.identifier
    conditional = correct(record, kinds.MarkConditional(forecast=name, is_conditional=True))
    assert conditional.forecasts[int(name[1:]) - 1].is_conditional
    given_away = correct(record, kinds.GiveForecast(forecast=name, panelist="p3"))
    assert forecast_with(given_away, "I doubt").panelist == "p3"
    chosen = correct(record, kinds.ChoosePhrase(forecast=name, phrase=Span(**place(record, "doubt"))))
    assert forecast_with(chosen, "I doubt").phrase.text == "doubt"
    with pytest.raises(DoesNotFit, match="do not stand in the forecast"):
        correct(record, kinds.ChoosePhrase(forecast=name, phrase=Span(0, 4)))


def test_a_number_that_is_chosen_is_the_panelists_own():
    text = ARTICLE.replace("I doubt that they will finish", "There is a 30 per cent chance that they will finish")
    record = read_bytes(text.encode(), name="bridge.txt").record
    forecast = forecast_with(record, "30 per cent")
    chosen = correct(
        record, kinds.ChoosePhrase(forecast=forecast.identifier, phrase=Span(**place(record, "30 per cent")))
    )
    assert forecast_with(chosen, "30 per cent").probability.median == pytest.approx(0.3)


def test_title_outlet_date_and_standfirst_are_found_in_the_source_where_they_stand_there(record):
    after = correct(record, kinds.CorrectTitle(title="The bridge, and who pays"))
    assert (after.title, after.title_at) == ("The bridge, and who pays", None)
    after = correct(after, kinds.CorrectTitle(title="Will the harbour bridge open on time?"))
    assert after.title_at.start == 0
    after = correct(after, kinds.CorrectOutlet(outlet="The North Pier Courier"))
    assert after.outlet_at.text == "The North Pier Courier"
    after = correct(after, kinds.CorrectDate(day=dt.date(2024, 3, 4)))
    assert after.published.day == dt.date(2024, 3, 4)
    after = correct(after, kinds.CorrectStandfirst(standfirst=Span(**place(after, "We asked four engineers"))))
    assert after.standfirst.text == "We asked four engineers"


def test_a_date_given_by_hand_settles_the_warning_that_there_is_none():
    text = ARTICLE.replace("The North Pier Courier, 3 March 2024\n\n", "")
    record = read_bytes(text.encode(), name="bridge.txt").record
    assert WarningKind.NO_DATE in {one.kind for one in record.warnings}
    after = correct(record, kinds.CorrectDate(day=dt.date(2024, 3, 3)))
    assert WarningKind.NO_DATE not in {one.kind for one in after.warnings}


def test_what_was_corrected_later_still_means_the_same_piece_when_an_earlier_correction_is_taken_back(record):
    kept = []
    for correction in (
        kinds.AddQuestion(text="How long will it stand?", before="q1"),
        kinds.RewordQuestion(question="q3", text="And who pays?"),
        kinds.RewordQuestion(question="q1", text="How long will it last?"),
    ):
        kept.append(replay(record, kept).lasting(correction))
    assert [one.text for one in replay(record, kept).record.questions] == [
        "How long will it last?",
        "When will the bridge open?",
        "And who pays?",
    ]
    without = replay(record, [None, *kept[1:]])
    assert [one.text for one in without.record.questions] == ["When will the bridge open?", "And who pays?"]
    assert [one.number for one in without.misfits] == [3]
    assert "not in the record any more" in without.misfits[0].reason


def test_bytes_that_are_no_correction_are_refused():
    for data in (b"{}", b"\xff", b'{"correction":"rename panelist","panelist":"p1"}', b'{"correction":"sing"}'):
        with pytest.raises(BadRecord):
            decode_correction(data)


def test_topics_are_found_anew_in_a_passage_that_was_in_no_answer(record):
    without = correct(record, kinds.RemoveAnswer(answer="a2"))
    paragraph = record.answers[1].paragraphs[0]
    again = correct(
        without, kinds.AddAnswer(panelists=("p2",), question="q1", start=paragraph.start, end=paragraph.end)
    )
    assert again.answers == record.answers
    assert again.topics == record.topics
    assert all(topic.kind in TopicKind for topic in again.topics)
