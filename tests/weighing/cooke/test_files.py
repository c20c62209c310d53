"""Which format a file is in goes by its ending, in any case."""

import pytest
from builders.studies import study

from weighin.errors import Missing, UnknownContainer
from weighin.weighing.cooke.files import files_of, read_study
from weighin.weighing.cooke.study import Study

MADE = study([[[1, 2, 3], None], [[2, 3, 4], [0, 1, 2]]], [2.5, None])


def put(folder, name):
    for path, content in files_of(MADE, folder / name).files.items():
        path.write_bytes(content)


@pytest.mark.parametrize("name", ["panel.dtt", "panel.json"])
def test_a_study_is_read_from_the_files_it_was_written_to(tmp_path, name):
    put(tmp_path, name)
    read = read_study(tmp_path / name).study
    assert isinstance(read, Study)
    assert [item.realisation for item in read.items] == [2.5, None]


@pytest.mark.parametrize(("judgements", "realisations"), [("P.DTT", "P.RLS"), ("P.Dtt", "P.rls"), ("P.dtt", "P.RLS")])
@pytest.mark.parametrize("asked", [0, 1])
def test_endings_count_in_any_case_and_either_file_may_be_named(tmp_path, judgements, realisations, asked):
    put(tmp_path, "x.dtt")
    (tmp_path / "x.dtt").rename(tmp_path / judgements)
    (tmp_path / "x.rls").rename(tmp_path / realisations)
    assert read_study(tmp_path / (judgements, realisations)[asked]).study == MADE


def test_a_missing_rls_file_is_a_warning_and_a_missing_dtt_file_an_error(tmp_path):
    put(tmp_path, "x.dtt")
    (tmp_path / "x.rls").rename(tmp_path / "y.rls")
    assert ".rls" in read_study(tmp_path / "x.dtt").warnings[0]
    with pytest.raises(Missing, match=r"\.dtt"):
        read_study(tmp_path / "y.rls")
    with pytest.raises(Missing):
        read_study(tmp_path / "z.json")


def test_an_unknown_ending_lists_those_that_are_known(tmp_path):
    with pytest.raises(UnknownContainer, match=r"\.dtt.*\.json"):
        read_study(tmp_path / "panel.xlsx")
    with pytest.raises(UnknownContainer, match=r"\.dtt.*\.json"):
        files_of(MADE, tmp_path / "panel")
