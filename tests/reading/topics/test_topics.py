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


def topics_in(*said: str, names: tuple[str, ...] = ()) -> dict[str, Topic]:
    """One answer a panelist."""
    text = "\n\n".join(said)
    panel = [
        Panelist(identifier=f"p{n}", name=names[n - 1] if names else f"Panelist {n}") for n in range(1, len(said) + 1)
    ]
    answers = []
    at = 0
    for number, one in enumerate(said, start=1):
        passage = Passage(text=one, start=at, end=at + len(one))
        answers.append(Answer(identifier=f"a{number}", panelists=(f"p{number}",), paragraphs=(passage,)))
        at += len(one) + 2
    return {topic.label: topic for topic in find_topics(text, answers=answers, panel=panel)}


def test_a_noun_that_stands_only_in_a_term_gives_way_to_the_term():
    found = topics_in("We want debt relief now.", "No debt relief is in sight.", "The debt relief came late.")
    assert "debt relief" in found
    assert "relief" not in found


def test_a_term_of_one_alone_gives_way_to_the_noun_that_others_name():
    found = topics_in(
        "They will build a road bridge. A road bridge costs more.", "The bridge is old.", "A bridge helps."
    )
    assert found["bridge"].panelists == ("p1", "p2", "p3")
    assert "road bridge" not in found


def test_a_verb_in_ing_is_no_issue():
    found = topics_in("I am for supporting them. They gain by supporting us.", "A plan for supporting farms helps.")
    assert "supporting" not in found


def test_a_number_in_words_is_no_issue():
    found = topics_in("Of the forty, few came.", "We counted the forty again.", "The forty are lost.")
    assert "forty" not in found


def test_a_contraction_is_no_name():
    found = topics_in("I'd wait. And I'd pay.", "So I'd say. But I'm late, and I'm tired.")
    assert not {"I'd", "I'm"} & set(found)


def test_a_double_surname_is_one_name():
    found = topics_in("Annika Berg-Olsen left.", "Then Annika Berg-Olsen returned, and Berg-Olsen stayed.")
    assert "Annika Berg-Olsen" in found


def test_two_names_joined_by_a_hyphen_are_two_actors():
    found = topics_in("The Tarn-Oyelade talks failed.", "Oyelade left, and Tarn stayed. I blame Tarn. I blame Oyelade.")
    assert {"Tarn", "Oyelade"} <= set(found)


def test_nobody_is_an_actor_of_ones_own_answer():
    names = ("Marek Lund", "Ada Quist")
    found = topics_in("Marek Lund doubts it. Marek Lund waits.", "I ask Marek Lund. Then Lund asks me.", names=names)
    assert found["Marek Lund"].panelists == ("p2",)


def test_a_people_is_merged_with_its_land_even_where_no_table_knows_it():
    found = topics_in("In Velmoria the Velmorian army waits.", "The Velmorians waited. Velmoria burned.")
    assert set(found["Velmoria"].variants) == {"Velmoria", "Velmorian", "Velmorians"}


def test_in_a_large_panel_two_who_use_a_noun_once_each_make_no_issue():
    said = ["The lantern is old.", "They want a lantern.", *(f"Nothing {n}." for n in range(6))]
    assert "lantern" not in topics_in(*said)
    assert "lantern" in topics_in(*said[:4])
