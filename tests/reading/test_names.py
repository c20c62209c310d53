"""What is a name, and which forms may be one person."""

import pytest

from weighin.reading.cast import Cast
from weighin.reading.names import may_be, read_name, split_people


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("Prof Sir Jonas Wirth FRS", "Jonas Wirth"),
        ("Dr. Ama Boateng, PhD", "Ama Boateng"),
        ("Colonel (ret.) Wade Orton", "Wade Orton"),
        ("Margit Solheim CNZM", "Margit Solheim"),
        ("Jan van der Meer", "Jan van der Meer"),
        ("Ben Oduya", "Ben Oduya"),
        ("Siân O’Dowd-Price", "Siân O’Dowd-Price"),
        ("Yūsuf al-Ḥaddād", "Yūsuf al-Ḥaddād"),
    ],
)
def test_titles_honours_and_degrees_are_no_part_of_a_name(text, display):
    name = read_name(text)
    assert name is not None
    assert name.display == display
    assert name.is_full


@pytest.mark.parametrize(
    "text",
    [
        "Note",
        "The Tern",
        "Yes",
        "Champions",
        "University of Esker",
        "Mara Lindqvist, harbour master",
        "Shore College",
        "What next",
        "4 July",
        "Updated",
    ],
)
def test_words_that_open_lines_are_nobodys_name(text):
    assert read_name(text) is None


def test_a_second_script_in_brackets_is_an_alias():
    name = read_name("金智恩 (Kim Ji-eun)")
    assert name is not None
    assert name.display == "Kim Ji-eun"
    assert "金智恩" in name.aliases


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Lindqvist", "Mara Lindqvist"),
        ("Mara", "Mara Lindqvist"),
        ("M. Lindqvist", "Mara Lindqvist"),
        ("ML", "Mara Lindqvist"),
        ("Kim Ji-eun", "Ji-eun Kim"),
        ("Bob Arden", "Robert Arden"),
        ("Fred Holm", "Frederic C. Holm"),
        ("LINDQVIST", "Mara Lindqvist"),
        ("van der Meer", "Jan van der Meer"),
    ],
)
def test_a_shorter_form_may_mean_the_full_name(short, full):
    one, other = read_name(short), read_name(full)
    assert one is not None
    assert other is not None
    assert may_be(one, other) > 0


@pytest.mark.parametrize(
    ("one", "other"), [("Nils Holm", "Ruth Holm"), ("Mara Lindqvist", "Mara Lund"), ("AB", "Cy Dahl")]
)
def test_different_given_names_are_different_people(one, other):
    first, second = read_name(one), read_name(other)
    assert first is not None
    assert second is not None
    assert may_be(first, second) == 0


def test_a_name_that_fits_two_members_equally_means_neither():
    cast = Cast()
    for text in ("Nils Holm", "Ruth Holm"):
        name = read_name(text)
        assert name is not None
        cast.add(name)
    surname, initial = read_name("Holm"), read_name("R. Holm")
    assert surname is not None
    assert initial is not None
    assert cast.find(surname) is None
    assert cast.find(initial) == 1


def test_people_in_one_label_are_split_at_its_joints():
    text = "Ana Costa, Bilal Haq and Chen Mei"
    assert [text[start:end] for start, end in split_people(text)] == ["Ana Costa", "Bilal Haq", "Chen Mei"]


def test_a_list_with_a_piece_that_is_no_name_is_no_list_of_people():
    assert split_people("Ana Costa and the others") == []
