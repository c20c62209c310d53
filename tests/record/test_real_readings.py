import json

import jsonschema
import pytest

import weighin
from weighin.record.passages import passages_in
from weighin.record.schema import record_schema


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(record_schema())


@pytest.fixture(scope="module")
def readings(root):
    return [weighin.read(path) for path in sorted((root / "examples" / "roundups").iterdir())]


def test_what_was_really_read_keeps_to_the_schema_and_comes_back_the_same(readings, validator):
    for record in readings:
        written = weighin.encode_record(record)
        validator.validate(json.loads(written))
        assert weighin.decode_record(written) == record
        assert weighin.encode_record(weighin.decode_record(written)) == written


def test_every_piece_stands_in_the_text_where_it_says(readings):
    for record in readings:
        places = list(passages_in(record))
        assert len(places) > 30
        assert all(record.text[place.start : place.end] == place.text for place in places)


def test_the_seed_is_read_whole(shared):
    record = weighin.read(shared / "seed" / "kim-putin-2019.txt")
    assert (len(record.panel), len(record.questions), len(record.answers)) == (9, 5, 45)


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        (lambda record: record["answers"][0].update(panelists=[]), "$.answers[0].panelists", "length >= 1"),
        (lambda record: record["answers"][2].update(stance="bored"), "$.answers[2].stance", "one of the values"),
        (lambda record: record["panel"][1].pop("name"), "$.panel[1].name", "a value"),
        (lambda record: record["panel"][0].update(mail="ada@example.org"), "$.panel[0].mail", "only the fields"),
        (lambda record: record["published"].update(day="11 June"), "$.published.day", "a date as YYYY-MM-DD"),
        (lambda record: record["forecasts"][0].update(panelist="p99"), "$", "to name a panelist"),
        (lambda record: record["questions"][0].update(identifier="q7"), "$", "q1"),
        (lambda record: record.update(text=record["text"][1:]), "$", "of the text"),
        (lambda record: record.update(panel="everybody"), "$.panel", "array"),
    ],
)
def test_a_reading_that_was_tampered_with_is_refused_with_its_place(readings, change, path, expected):
    record = json.loads(weighin.encode_record(readings[0]))
    change(record)
    with pytest.raises(weighin.BadRecord) as refused:
        weighin.decode_record(json.dumps(record).encode())
    assert refused.value.path == path
    assert expected in refused.value.expected
    assert refused.value.found
