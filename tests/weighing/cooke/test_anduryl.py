"""Anduryl's project files: both forms are read, the later is written."""

import json
from contextlib import suppress

import numpy as np
import pytest
from builders.studies import studies
from hypothesis import given
from hypothesis import strategies as st

from weighin.errors import BadJudgements
from weighin.weighing.cooke.anduryl import read_anduryl, write_anduryl
from weighin.weighing.cooke.study import Expert, Item, Scale, Study

PROJECT = {
    "version": "1.2.1",
    "experts": {"ada": {"name": "Ada Lovelace", "user_weight": 0.5}, "ben": {"name": "", "user_weight": None}},
    "items": {
        "rain": {
            "realization": 2.5,
            "scale": "LOG",
            "question": "How much?",
            "quantiles": [0.05, 0.5, 0.95],
            "unit": "mm",
            "bounds": [None, 10.0],
            "overshoots": [0.0, None],
        },
        "snow": {"realization": None, "scale": "uni", "quantiles": [0.5, 0.95]},
    },
    "assessments": {"ada": {"rain": [1, 2, 3.5], "snow": [0, 4]}, "ben": {"rain": [None, None, None], "snow": [1, 2]}},
}


def changed(**parts):
    return json.dumps({**PROJECT, **parts})


def test_a_project_is_read():
    read = read_anduryl(json.dumps(PROJECT).encode())
    assert read.study.experts == (Expert(id="ada", name="Ada Lovelace", weight=0.5), Expert(id="ben"))
    assert read.study.items == (
        Item(
            id="rain",
            scale=Scale.LOG,
            realisation=2.5,
            question="How much?",
            unit="mm",
            bounds=(None, 10.0),
            overshoots=(0.0, None),
            levels=(0.05, 0.5, 0.95),
        ),
        Item(id="snow", levels=(0.5, 0.95)),
    )
    np.testing.assert_equal(read.study.assessments, [[[1, 2, 3.5], [np.nan, 0, 4]], [[np.nan] * 3, [np.nan, 1, 2]]])
    assert read.warnings == ()


def test_the_form_without_a_version_is_read():
    older = {
        "experts": {"ada": {"name": "Ada"}},
        "items": {"rain": {"realization": float("nan"), "scale": "uni", "question": ""}},
        "assessments": {"ada": {"rain": {"0.95": 3.0, "0.05": 1.0, "0.5": 2.0, "0.25": float("nan")}}},
    }
    study = read_anduryl(json.dumps(older)).study
    assert study.levels == (0.05, 0.5, 0.95)
    assert study.assessments.tolist() == [[[1.0, 2.0, 3.0]]]


def test_a_version_that_is_not_known_is_read_with_a_warning():
    assert "9.0" in read_anduryl(changed(version="9.0")).warnings[0]


@given(studies(differing_levels=True))
def test_what_is_written_is_read_again(made):
    read = read_anduryl(write_anduryl(made)).study
    assert read.experts == made.experts
    np.testing.assert_array_equal(read.levels_used(), made.levels_used())
    assert [item.id for item in read.items] == [item.id for item in made.items]
    np.testing.assert_array_equal(read.realisations, made.realisations)
    np.testing.assert_array_equal(read.assessments, made.assessments)
    assert read_anduryl(write_anduryl(read)).study == read


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ('{"version":\n "1.2.1",\n oops}', "line 3"),
        ("[]", "$: expected an object"),
        ("{}", "$.assessments"),
        (changed(items=3), "$.items"),
        (changed(items={"rain": {"scale": "cubic", "quantiles": [0.5]}}, assessments={}), "$.items.rain.scale"),
        (changed(items={"rain": {"scale": "uni", "quantiles": [0.5, 0.05]}}, assessments={}), "$.items.rain.quantiles"),
        (changed(items={"rain": {"scale": "uni", "quantiles": 5}}, assessments={}), "$.items.rain.quantiles"),
        (changed(items={"rain": {"scale": "uni", "quantiles": [0.5], "bounds": [1]}}, assessments={}), ".bounds"),
        (changed(assessments={"eve": {}}), "no expert 'eve'"),
        (changed(assessments={"ada": {"hail": [1]}}), "no item 'hail'"),
        (changed(assessments={"ada": {"rain": [1, 2]}}), "expected 3 values"),
        (changed(assessments={"ada": {"rain": [1, "two", 3]}}), "$.assessments.ada.rain[1]"),
        (changed(assessments={"ada": {"rain": [1, 3, 2]}}), "lower than"),
        (changed(experts={"ada": {"name": 3}, "ben": {}}), "$.experts.ada.name"),
        ('{"experts": {"a": {}, "a": {}}}', "'a' stands twice"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(raw, says):
    with pytest.raises(BadJudgements) as refused:
        read_anduryl(raw)
    assert says in str(refused.value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=3), st.lists))
def test_any_json_is_read_or_refused(found):
    for raw in (json.dumps(found), changed(items=found), changed(assessments=found), changed(experts=found)):
        with suppress(BadJudgements):
            assert read_anduryl(raw).study.levels


def test_items_without_any_level_are_refused():
    with pytest.raises(BadJudgements, match="expected quantiles of at least one item"):
        read_anduryl(changed(items={"rain": {"scale": "uni", "quantiles": []}}, assessments={}))


def test_a_study_without_names_keeps_nothing_else_back():
    made = Study(
        experts=(Expert(id="a"),), items=(Item(id="q", levels=(0.5,)),), levels=(0.5,), assessments=np.ones((1, 1, 1))
    )
    assert read_anduryl(write_anduryl(made)).study == made
