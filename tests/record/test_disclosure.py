"""What of a record may be shown to whom."""

import msgspec
import pytest
from builders.records import arbitrary_records, told_roundups
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighin.record.disclosure import Audience, PublicRecord, disclose
from weighin.record.quotation import Measure, first_sentence, within
from weighin.record.record import Answer, Forecast, Mention, Panelist, Record, Source, Topic, TopicKind
from weighin.record.values import Container, DisplayRight, Passage, Polarity, Span

many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(told_roundups())
def test_readers_of_another_outlets_words_reach_nothing_that_is_withheld(told):
    record, withheld = told
    everything_reachable = msgspec.json.encode(disclose(record, Audience.READERS)).decode()
    assert not [word for word in withheld if word in everything_reachable]


@many
@given(told_roundups())
def test_of_each_answer_at_most_thirty_words_are_quoted_and_the_rest_is_counted(told):
    record, _ = told
    for answer, shown in zip(record.answers, disclose(record, Audience.READERS).answers, strict=True):
        quoted = sum(len(quotation.text.split()) for quotation in shown.quotations)
        assert 0 < quoted <= 30
        assert shown.words == answer.words
        assert shown.is_shortened == (quoted < answer.words)


@many
@given(told_roundups())
def test_of_each_forecast_at_most_twenty_five_words_are_quoted(told):
    record, _ = told
    for forecast in disclose(record, Audience.READERS).forecasts:
        assert 0 < len(forecast.quotation.text.split()) <= 25


@many
@given(arbitrary_records())
def test_every_record_can_be_disclosed_to_everybody(record):
    readers, editors = (disclose(record, audience) for audience in Audience)
    assert readers.is_whole == (record.display_right is not DisplayRight.QUOTATION)
    assert editors.whole == record
    for shown in (readers, editors):
        for quotation in [quotation for answer in shown.answers for quotation in answer.quotations]:
            assert all(0 <= mark.start < mark.end <= len(quotation.text) for mark in quotation.marks)
        for forecast in shown.forecasts:
            if forecast.phrase_start is not None:
                assert forecast.quotation.text[forecast.phrase_start : forecast.phrase_end] == forecast.phrase


@many
@given(arbitrary_records(display_rights=st.sampled_from([DisplayRight.OWN, DisplayRight.LICENSED])))
def test_readers_of_our_own_words_get_all_but_the_warnings_and_the_file_name(record):
    whole = disclose(record, Audience.READERS).whole
    assert whole.warnings == ()
    assert whole.source.name == ""
    assert (whole.text, whole.answers, whole.forecasts) == (record.text, record.answers, record.forecasts)


def smallest():
    """One answer, one forecast."""
    text = "It may rain."
    passage = Passage(text=text, start=0, end=len(text))
    return Record(
        title="Rain",
        source=Source(container=Container.TEXT),
        text=text,
        panel=(Panelist(identifier="p1", name="Cleo Maris"),),
        answers=(Answer(identifier="a1", panelists=("p1",), paragraphs=(passage,)),),
        forecasts=(Forecast(identifier="f1", answer="a1", panelist="p1", passage=passage, polarity=Polarity.OPEN),),
    )


def test_a_public_record_is_made_by_disclosing_and_in_no_other_way():
    public = disclose(smallest(), Audience.READERS)
    fields = {name: getattr(public, name) for name in public.__struct_fields__}
    with pytest.raises(TypeError, match="disclose"):
        PublicRecord(**fields)
    with pytest.raises(TypeError, match="disclose"):
        msgspec.structs.replace(public, whole=smallest())
    with pytest.raises((TypeError, msgspec.ValidationError), match="disclose"):
        msgspec.json.decode(msgspec.json.encode(public), type=PublicRecord)


def test_the_same_record_is_disclosed_the_same_way_twice():
    assert disclose(smallest(), Audience.READERS) == disclose(smallest(), Audience.READERS)


def test_a_topics_sentence_is_repeated_only_where_it_is_quoted_anyway():
    sentences = ["The harbour may freeze in a winter as cold as this one.", "The mayor will not say so aloud."]
    text = " ".join(sentences)
    second = Span(len(sentences[0]) + 1, len(text))
    mention = [
        Mention(answer="a1", panelists=("p1",), named_at=Passage(text="The harbour", start=0, end=11), sentence=Span(0, len(sentences[0]))),
        Mention(answer="a1", panelists=("p1",), named_at=Passage(text="The mayor", start=second.start, end=second.start + 9), sentence=second),
    ]  # fmt: skip
    record = Record(
        title="Ice",
        source=Source(container=Container.TEXT),
        text=text,
        panel=(Panelist(identifier="p1", name="Cleo Maris"),),
        answers=(Answer(identifier="a1", panelists=("p1",), paragraphs=(Passage(text=text, start=0, end=len(text)),)),),
        topics=tuple(
            Topic(identifier=f"t{n}", label=one.named_at.text, kind=TopicKind.ISSUE, variants=(), mentions=(one,))
            for n, one in enumerate(mention, start=1)
        ),
    )
    shown = disclose(record, Audience.READERS).topics
    assert [topic.mentions[0].sentence for topic in shown] == [sentences[0], ""]
    whole = disclose(record, Audience.EDITORS).topics
    assert [topic.mentions[0].sentence for topic in whole] == sentences


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The ferry sails. It is late.", "The ferry sails."),
        ("Dr. Maris of the U.S. Navy said no. Others agree.", "Dr. Maris of the U.S. Navy said no."),
        ("“Never!” That was all.", "“Never!”"),
        ("Prices rose 3.5 per cent. Good.", "Prices rose 3.5 per cent."),
        ("So do I. They do not.", "So do I."),
        ("No sentence ends here", "No sentence ends here"),
        ("J. R. Hale will go. Or not.", "J. R. Hale will go."),
        ("船は出る。明日。", "船は出る。"),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_end_it(text, first):
    assert text[: first_sentence(text).end] == first


def test_a_long_forecast_is_cut_so_that_its_phrase_stays_in_sight():
    text = " ".join(f"word{n}" for n in range(200)) + " will probably fail " + " ".join(f"end{n}" for n in range(90))
    start = text.index("will probably")
    part = within(text, Measure(words=60, characters=450), keep=Span(start, start + 13))
    assert "will probably" in text[part.start : part.end]
    assert len(text[part.start : part.end].split()) <= 60


def test_a_script_without_spaces_is_measured_by_its_characters():
    part = within("字" * 2000, Measure(words=40, characters=300))
    assert part == Span(0, 300)


@given(st.text(max_size=300), st.integers(1, 9), st.integers(1, 40))
def test_a_stretch_is_never_longer_than_its_measure(text, words, characters):
    part = within(text, Measure(words=words, characters=characters))
    assert part.end - part.start <= max(characters, 0)
    assert len(text[part.start : part.end].split()) <= words
