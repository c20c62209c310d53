import pytest

import weighin


@pytest.fixture
def harbour(root):
    return root / "examples" / "roundups" / "harbour-summit-2024.txt"


def test_a_path_its_name_its_text_and_its_bytes_give_the_same_panel(harbour):
    given = (harbour, str(harbour), harbour.read_text(encoding="utf-8"), harbour.read_bytes())
    panels = [[panelist.name for panelist in weighin.read(source).panel] for source in given]
    assert len(panels[0]) == 8
    assert panels == [panels[0]] * 4


def test_the_right_is_a_quotation_unless_somebody_says_otherwise(harbour):
    assert weighin.read(harbour).display_right is weighin.DisplayRight.QUOTATION
    assert weighin.read(harbour, display_right=weighin.DisplayRight.OWN).display_right is weighin.DisplayRight.OWN


def test_what_is_none_raises_with_the_reasons():
    with pytest.raises(weighin.NotARoundup, match="at least 3") as refused:
        weighin.read("The bridge reopened on Monday.\n\nTraffic was light.\n")
    assert refused.value.reasons


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("nothing-of-that-name.html", weighin.Missing),
        ("", weighin.EmptySource),
        (b"", weighin.BadSource),
        (bytes(range(256)) * 8, weighin.UnknownContainer),
        ("http://127.0.0.1/round-up", weighin.AddressRefused),
    ],
)
def test_what_cannot_be_read_raises_its_own_error(source, error):
    with pytest.raises(error):
        weighin.read(source)


def test_a_round_up_goes_from_file_to_page_in_three_calls(harbour):
    record = weighin.read(harbour, display_right=weighin.DisplayRight.OWN)
    edition = weighin.publish(weighin.disclose(record, weighin.Audience.READERS))
    assert "index.html" in {file.name for file in edition.files}
