"""Who and what a panel talks about."""

import pytest

from weighin.reading.topics import find_topics
from weighin.record.record import Answer, Panelist, Topic, TopicKind
from weighin.record.values import Passage

SAID = {
    "Ilka Marsh": "The sanctions are the heart of it. Kazakhstan wants sanctions relief before the ferry season. I see the Kremlin offering workers, not money.",
    "Bruno Achterberg": "Russia will not move. Astana asked for an easing of the remaining sanctions in May, and President Olumide Tarn said no.",
    "Chidi Okafor": "Everybody in Astana speaks of the workers. Tarn cannot give them a bridge, so he serves as a bridge himself.",
    "Dora Lindqvist": "A road bridge over the strait would matter more than the workers. The Kazakh side knows it, and so does Moscow.",
}


@pytest.fixture(scope="module")
def topics() -> dict[str, Topic]:
    text = "\n\n".join(SAID.values())
    panel = [Panelist(identifier=f"p{number}", name=name) for number, name in enumerate(SAID, start=1)]
    answers = [
        Answer(
            identifier=f"a{number}",
            panelists=(f"p{number}",),
            paragraphs=(Passage(text=said, start=text.index(said), end=text.index(said) + len(said)),),
        )
        for number, said in enumerate(SAID.values(), start=1)
    ]
    return {topic.label: topic for topic in find_topics(text, answers=answers, panel=panel)}


def test_a_state_has_its_capital_its_people_and_its_name_as_one(topics):
    assert topics["Kazakhstan"].kind is TopicKind.STATE
    assert set(topics["Kazakhstan"].variants) == {"Kazakhstan", "Astana", "Kazakh"}
    assert topics["Kazakhstan"].panelists == ("p1", "p2", "p3", "p4")


def test_a_seat_of_government_stands_for_the_state_that_the_panel_names(topics):
    assert set(topics["Russia"].variants) == {"Kremlin", "Russia", "Moscow"}


def test_a_person_is_one_with_and_without_the_first_name(topics):
    assert topics["Olumide Tarn"].kind is TopicKind.PERSON
    assert topics["Olumide Tarn"].variants == ("Olumide Tarn", "Tarn")


def test_easing_sanctions_and_sanctions_relief_are_one_issue(topics):
    assert set(topics["sanctions relief"].panelists) == {"p1", "p2"}


def test_a_noun_that_several_name_is_an_issue(topics):
    assert topics["workers"].panelists == ("p1", "p3", "p4")


def test_a_figure_of_speech_is_no_mention(topics):
    assert len([mention for mention in topics["bridge"].mentions if mention.panelists == ("p3",)]) == 1


def test_a_word_is_no_name_because_it_opens_a_sentence(topics):
    assert "Everybody" not in topics


def test_every_mention_lies_in_its_sentence(topics):
    for topic in topics.values():
        for mention in topic.mentions:
            assert mention.sentence.holds(mention.named_at)


def test_nothing_said_gives_no_topics():
    assert find_topics("", answers=[], panel=[]) == ()
