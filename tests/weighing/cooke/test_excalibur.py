"""EXCALIBUR's files: what is read, what is written, and what is said of a bad one."""

from contextlib import suppress

import numpy as np
import pytest
from builders.studies import studies, study
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import BadJudgements, CrossingQuantiles
from weighin.weighing.cooke.excalibur import read_excalibur, write_excalibur
from weighin.weighing.cooke.study import Expert, Item, Scale, Study

HEAD = "* CLASS ASCII OUTPUT FILE. NQ=   3   QU=   5  50  95\n"
LINE = "    1      ada    1        rainfall UNI  1.00000E+0000  2.00000E+0000  3.50000E+0000 \n"


def dtt(*lines, head=HEAD):
    return (head + "".join(lines)).encode("latin-1")


def rls(*lines):
    return "".join(lines).encode("latin-1")


def plain(expert, item, name, *values, scale="UNI", expert_id="ada"):
    return f"{expert:5d} {expert_id:>8s} {item:4d} {name:>14s} {scale} " + "  ".join(map(str, values)) + " \n"


def test_a_judgement_and_its_realisation_are_read():
    read = read_excalibur(dtt(LINE), rls("    1        rainfall  2.50000E+0000 UNI   How much?\n"))
    assert read.study.levels == (0.05, 0.5, 0.95)
    assert read.study.experts == (Expert(id="ada"),)
    assert read.study.items == (Item(id="rainfall", realisation=2.5),)
    assert read.study.assessments.tolist() == [[[1.0, 2.0, 3.5]]]
    assert read.warnings == ()


def test_without_realisations_there_is_a_study_and_a_warning():
    read = read_excalibur(dtt(LINE), None)
    assert read.study.items[0].realisation is None
    assert ".rls" in read.warnings[0]


@pytest.mark.parametrize("code", [-1000, -999.6, -999.5, -999, -995, -990])
def test_what_programs_write_for_missing_is_missing_and_nothing_is_said(code):
    lines = plain(1, 1, "a", code, code, code), plain(1, 2, "b", 1, 2, 3)
    read = read_excalibur(dtt(*lines), rls(f"    1  a  {code} UNI\n", "    2  b 4 UNI\n"))
    assert np.isnan(read.study.assessments[0, 0]).all()
    assert [item.realisation for item in read.study.items] == [None, 4.0]
    assert read.warnings == ()


def test_a_true_value_that_the_format_takes_for_missing_is_reported_with_its_line():
    read = read_excalibur(dtt(plain(1, 1, "depth", -1200, -998.7, -800)), rls("    1  depth  -997.25 UNI\n"))
    assert np.isnan(read.study.assessments[0, 0]).tolist() == [False, True, False]
    assert "line 2" in read.warnings[0]
    assert "-998.7" in read.warnings[0]
    assert "line 1 of the .rls file" in read.warnings[1]


def test_identifiers_fill_their_column_and_hold_blanks_and_digits():
    lines = plain(1, 1, "Asbestos death", 1, 2, 3, expert_id="exprt 01"), plain(1, 2, "_item  1 x", 1, 2, 3)
    read = read_excalibur(dtt(*lines), rls("    2  _item  1 x 2.5 UNI\n", "    1 Asbestos death 7 UNI\n"))
    assert [item.id for item in read.study.items] == ["Asbestos death", "_item  1 x"]
    assert [item.realisation for item in read.study.items] == [7.0, 2.5]
    assert read.study.experts[0].id == "exprt 01"


def test_any_levels_are_read_apart_by_blanks_tabs_or_commas():
    head = "* CLASS ASCII OUTPUT FILE. NQ=   4   QU=  2.5\t25, 50 97.5\n"
    assert read_excalibur(dtt(plain(1, 1, "a", 1, 2, 3, 4), head=head), None).study.levels == (0.025, 0.25, 0.5, 0.975)


def test_values_apart_by_tabs_and_columns_that_are_off_are_read():
    lines = "    1        A    1       _item  1 UNI  \t7.00E+00\t7.38E+00\t8.0\n", "1 A 2 SQ2  log 1e-3 2 3\n"
    read = read_excalibur(dtt(*lines), rls("1 SQ2 0.5 LOG\n"))
    assert read.study.assessments.tolist() == [[[7.0, 7.38, 8.0], [0.001, 2.0, 3.0]]]
    assert read.study.items[1] == Item(id="SQ2", scale=Scale.LOG, realisation=0.5)


def test_question_and_name_of_the_expert_stand_behind_the_values():
    text = LINE.rstrip("\n") + f"{'How much rain?':>173s} Ada Lovelace\n"
    read = read_excalibur(dtt(text), None)
    assert read.study.items[0].question == "How much rain?"
    assert read.study.experts[0].name == "Ada Lovelace"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_letters_are_latin_1_or_utf_8(encoding):
    line = LINE.rstrip("\n") + f"{'Participación de petróleo':>173s}\n"
    assert read_excalibur((HEAD + line).encode(encoding), None).study.items[0].question == "Participación de petróleo"


def test_a_judgement_that_has_no_line_is_missing():
    lines = plain(1, 1, "a", 1, 2, 3), plain(2, 2, "b", 1, 2, 3, expert_id="ben")
    assert np.isnan(read_excalibur(dtt(*lines), None).study.assessments[:, :, 0]).tolist() == [
        [False, True],
        [True, False],
    ]


def test_two_items_of_one_name_are_told_apart_and_it_is_said():
    read = read_excalibur(dtt(plain(1, 1, "a", 1, 2, 3), plain(1, 2, "a", 1, 2, 3)), None)
    assert [item.id for item in read.study.items] == ["a", "a (2)"]
    assert "called a (2)" in " ".join(read.warnings)


def test_a_realisation_whose_name_is_unknown_goes_by_its_number():
    read = read_excalibur(dtt(LINE), rls("    1  rainfal 3 UNI\n", "    9  snow 3 UNI\n"))
    assert read.study.items[0].realisation == 3.0
    assert "taken for rainfall" in read.warnings[0]
    assert "snow is not in the .dtt file" in read.warnings[1]


BAD = [
    (b"", None, "line 1"),
    (b"hello\n1 a 1 b UNI 1 2 3\n", None, "QU="),
    (HEAD.encode(), None, "no judgement"),
    (dtt(LINE, "nonsense\n"), None, "line 3"),
    (dtt(plain(1, 1, "a", 1, 2)), None, "line 2: expected 3 values, found 2"),
    (dtt(plain(1, 1, "a", 1, "two", 3)), None, "line 2: expected a value, found 'two'"),
    (dtt(plain(1, 1, "a", 1, "nan", 3)), None, "'nan'"),
    (dtt(plain(1, 1, "a", 1, "inf", 3)), None, "'inf'"),
    (dtt(plain(1, 1, "a", 1, "1_0", 30)), None, "'1_0'"),
    (dtt(LINE, LINE), None, "line 3: a second judgement"),
    (dtt(LINE, head="* NQ= 4 QU= 5 50 95\n"), None, "NQ= says 4"),
    (dtt(LINE, head="* QU= 50 5 95\n"), None, "rise between 0 and 100"),
    (dtt(LINE, head="* QU= 0 50 95\n"), None, "rise between 0 and 100"),
    (dtt(LINE, head="* QU= 5 fifty 95\n"), None, "'fifty'"),
    (dtt(plain(1, 1, "a", -1, 2, 3, scale="LOG")), None, "above 0 on a logarithmic scale"),
    (dtt(LINE), b"nonsense\n", "line 1 of the .rls file"),
    (dtt(LINE), b"1 rainfall x UNI\n", "line 1 of the .rls file"),
    (dtt(LINE), b"1 rainfall 2 UNI\n1 rainfall 2 UNI\n", "line 2 of the .rls file"),
    (dtt(plain(1, 1, "a", 1, 2, 3, scale="LOG")), b"1 a -2 LOG\n", "line 1 of the .rls file"),
]


@pytest.mark.parametrize(("judgements", "realisations", "says"), BAD)
def test_a_bad_file_is_refused_with_the_line(judgements, realisations, says):
    with pytest.raises(BadJudgements, match=r"line|file") as refused:
        read_excalibur(judgements, realisations)
    assert says in str(refused.value)


def test_crossing_quantiles_name_line_expert_and_item():
    with pytest.raises(CrossingQuantiles, match=r"expert ada, question depth: line 2") as refused:
        read_excalibur(dtt(plain(1, 1, "depth", 1, 3, 2)), None)
    assert (refused.value.expert, refused.value.question) == ("ada", "depth")


@given(studies())
def test_what_is_written_is_read_again(made):
    written = write_excalibur(without_weights(made))
    assert read_excalibur(written.dtt, written.rls).study == without_weights(made)


@given(st.lists(st.floats(1e-300, 1e300), min_size=3, max_size=3, unique=True).map(sorted))
def test_no_digit_is_lost(values):
    made = study([[values]], [values[0]])
    written = write_excalibur(made)
    assert read_excalibur(written.dtt, written.rls).study == made


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=6, unique=True).map(sorted))
def test_levels_of_any_kind_are_written_and_read(levels):
    made = study([[list(range(len(levels)))]], [None], levels=tuple(levels))
    assert read_excalibur(write_excalibur(made).dtt, None).study.levels == tuple(levels)


@given(st.binary(max_size=300), st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(judgements, realisations):
    for data in (judgements, HEAD.encode() + judgements):
        with suppress(BadJudgements):
            assert read_excalibur(data, realisations).study.levels


def test_names_that_are_too_long_are_cut_apart_and_it_is_said():
    made = Study(
        experts=(Expert(id="Hypatia of Alexandria"), Expert(id="Hypatia of Athens")),
        items=(Item(id="rain in the first week"), Item(id="rain in the first year", unit="mm")),
        levels=(0.05, 0.5, 0.95),
        assessments=np.tile([1.0, 2.0, 3.0], (2, 2, 1)),
    )
    written = write_excalibur(made)
    read = read_excalibur(written.dtt, written.rls).study
    assert [expert.id for expert in read.experts] == ["Hypatia", "Hypati~2"]
    assert [item.id for item in read.items] == ["rain in the fi", "rain in the ~2"]
    assert len(written.warnings) == 5


def test_a_value_that_would_be_read_as_missing_is_not_written():
    with pytest.raises(BadJudgements, match=r"expert E0, question q0.*-995"):
        write_excalibur(study([[[-995.0, 0.0, 1.0]]], [None]))
    with pytest.raises(BadJudgements, match="question q0"):
        write_excalibur(study([[[-1.0, 0.0, 1.0]]], [-990.0]))


def without_weights(made):
    return Study(
        experts=tuple(Expert(id=expert.id) for expert in made.experts),
        items=made.items,
        levels=made.levels,
        assessments=made.assessments,
    )
