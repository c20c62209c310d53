"""A panel from a table."""

from hypothesis import given
from hypothesis import strategies as st

from weighin.asking.panel_table import read_panel_table


def test_columns_are_told_by_their_header_in_any_order_and_with_any_delimiter() -> None:
    for delimiter in ",;\t":
        header = delimiter.join(["E-Mail", "Surname", "First name", "Time zone", "shoe size"])
        row = delimiter.join(["cleo@panel.example", "Maris", "Cleo", "Asia/Seoul", "39"])
        [line] = read_panel_table(f"\ufeff{header}\r\n{row}\r\n\r\n")
        assert (line.number, line.name, line.address, line.time_zone, line.flaw) == (
            2,
            "Cleo Maris",
            "cleo@panel.example",
            "Asia/Seoul",
            "",
        )


def test_each_bad_line_says_what_is_wrong_with_it() -> None:
    table = (
        "name,email\n\nCleo,cleo@panel.example\n,eve@panel.example\nDmitri,dmitri at panel\nInes,CLEO@panel.example\n"
    )
    assert [line.flaw for line in read_panel_table(table)] == [
        "",
        "no name",
        "“dmitri at panel” is no mail address",
        "the same address as line 3",
    ]


def test_a_cell_with_several_addresses_gives_the_first_to_letters() -> None:
    [line] = read_panel_table("name\temail\nCleo\tcleo@panel.example; c@home.example\n")
    assert (line.address, line.other_addresses, line.flaw) == ("cleo@panel.example", "c@home.example", "")


def test_a_column_for_the_group_of_stakeholders_is_read() -> None:
    first, second = read_panel_table(f"name,Group\nCleo,Patients\nDmitri,{'x' * 101}\n")
    assert (first.group, first.flaw) == ("Patients", "")
    assert second.flaw == "a group of more than 100 characters"


def test_languages_zones_and_orcids_that_there_are_not_are_told() -> None:
    header = "name,language,time zone,orcid\n"
    rows = "A,German!,,\nB,de-informal,Europe/Atlantis,\nC,pt-BR,Asia/Seoul,https://orcid.org/0000-0002-1825-0097\n"
    flaws = [line.flaw for line in read_panel_table(header + rows)]
    assert "language tag" in flaws[0]
    assert "time zone “Europe/Atlantis”" in flaws[1]
    assert flaws[2] == ""


def test_what_is_no_table_of_people_is_told() -> None:
    assert "nothing in the table" in read_panel_table(" \n")[0].flaw
    assert "names no column" in read_panel_table("Cleo,cleo@panel.example")[0].flaw


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    read_panel_table(text)
    read_panel_table(f"name,email\n{text}")
