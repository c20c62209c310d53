"""What the page on track records says of how often they are right is what a simulation gives."""

import importlib.util
import re

import numpy as np
import pytest

RUNS = 25
APART = 0.12  # a share from few runs may be that far from the share of many


@pytest.fixture(scope="module")
def simulation(root):
    found = importlib.util.spec_from_file_location("simulation", root / "scripts" / "simulate_track_records.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(simulation):
    made = simulation.PAGE.read_text(encoding="utf-8").split(simulation.BEGIN)[1].split(simulation.END)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in made.strip().splitlines()[2:]]
    return {int(row[0]): [int(cell.removesuffix(" %")) / 100 for cell in row[1:]] for row in rows}


def test_the_page_has_every_number_of_forecasts(simulation, page):
    assert tuple(page) == simulation.SETTLED


@pytest.mark.parametrize("settled", [20, 100])
def test_a_small_run_gives_about_what_the_page_says(simulation, page, settled):
    (row,) = simulation.simulated(runs=RUNS, settled=[settled])
    skill, rank, pairs, said, _, _ = page[settled]
    found = [row.skill_covered, row.rank_covered, row.pairs, row.said]
    np.testing.assert_allclose(found, [skill, rank, pairs, said], atol=APART)


def test_the_intervals_hold_what_they_promise(page):
    assert all(0.87 <= shares[0] <= 1 and 0.87 <= shares[1] <= 1 for shares in page.values())


def test_the_same_seed_gives_the_same_shares(simulation):
    one, other = (next(simulation.simulated(runs=2, settled=[50])) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_records_of_experts_who_are_far_apart_stand_in_the_true_order(simulation):
    errors = np.array([0.1, 4.0])
    truth = simulation.true_skill(errors, np.random.default_rng(1))
    records = simulation.records_of(errors, 300, np.random.default_rng(2), seed=3)
    assert truth[0] < 0 < truth[1]
    assert records[0].high < records[1].low
    assert simulation.rightness(300, truth, [records]).pairs == 1


def test_only_the_generated_part_of_the_page_is_replaced(simulation):
    page = f"before {simulation.BEGIN}\nold\n{simulation.END} after"
    assert (
        re.sub(r"\s+", " ", simulation.replaced(page, "new")) == f"before {simulation.BEGIN} new {simulation.END} after"
    )
