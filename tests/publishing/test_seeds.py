"""The page and the files of a round-up with seed questions."""

import csv
import io
import json

import pytest
from builders.seeded_records import TRUTHS, seeded_record

from weighin.publishing import publish
from weighin.record.disclosure import Audience, disclose


@pytest.fixture(scope="module")
def files():
    return {
        file.name: file.content.decode("utf-8-sig")
        for file in publish(disclose(seeded_record(), Audience.READERS)).files
    }


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_tells_what_was_known_beside_the_answers(files):
    page = files["index.html"]
    assert page.count("Known to the editors beforehand") == len(TRUTHS)
    assert "120 km (The Gauging Office, as of 3 May 2026), sealed on 24 November 2026, 12:00 UTC" in page
    assert page.count("The true value") == len(TRUTHS)
    assert "Known to the editors beforehand: 120 km" in files["roundup.md"]


def test_questions_without_a_known_answer_have_the_weighted_pool_beside_the_equal_one(files):
    page = files["index.html"]
    assert page.count("Weighted by performance</") == 2
    assert "Weighted by how the experts did on 10 seed questions" in page
    measures = {(row["question"], row["measure"], row["part"]): row["value"] for row in rows_of(files["panel.csv"])}
    assert measures["q12", "pool (equal weights, mixture)", ""] == "0.5"
    assert float(measures["q12", "pool (performance weights)", ""]) < 0.3
    assert {part for question, name, part in measures if (question, name) == ("q11", "pool (performance weights)")} == {"0.05", "0.5", "0.95"}  # fmt: skip
    assert measures["q1", "true value", ""] == "120"
    told = {one["question"]: one for one in json.loads(files["panel.json"])}
    assert any("Cooke" in note for note in told["q11"]["notes"])


def test_the_section_says_how_everybody_did_and_the_file_has_the_numbers(files):
    assert 'id="seeds"' in files["index.html"]
    assert "They count neither as forecasts nor for track records" in files["index.html"]
    assert '<a href="weights.csv">' in files["index.html"]
    weights = rows_of(files["weights.csv"])
    assert [row["expert"] for row in weights] == ["Cleo Maris", "Dmitri Vale", "Ines Marsh"]
    assert sum(float(row["weight"]) for row in weights) == pytest.approx(1)


def test_with_too_few_seeds_the_page_says_so_and_weighs_nobody():
    few = {
        file.name: file.content.decode()
        for file in publish(disclose(seeded_record(TRUTHS[:3]), Audience.READERS)).files
    }
    assert "weights.csv" not in few
    assert "3 of them ask for quantiles and counts; below 5" in few["index.html"]
    assert "Weighted by performance" not in few["index.html"]


def test_with_fewer_than_the_method_wants_it_says_so():
    some = {
        file.name: file.content.decode()
        for file in publish(disclose(seeded_record(TRUTHS[:6]), Audience.READERS)).files
    }
    assert "6 count, fewer than the 10 that the method wants" in some["index.html"]
