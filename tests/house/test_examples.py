import datetime as dt

import pytest

import weighin

# what a person who reads the samples finds in them
EXPECTED = {
    "harbour-summit-2024.txt": (8, 5, 39, "The Tidewater Post", dt.date(2024, 6, 11)),
    "heat-pump-panel.html": (7, 3, 21, "The Weir Gazette", dt.date(2025, 3, 4)),
    "museum-bronzes.docx": (6, 3, 18, "The Cabinet", dt.date(2024, 9, 18)),
    "night-trains-predictions.md": (10, 0, 10, "Slow Lines", dt.date(2025, 1, 2)),
    "rent-cap-poll.html": (10, 3, 30, "The Ledger Panel", dt.date(2026, 2, 10)),
    "volcano-replies.eml": (5, 4, 19, "The Basalt Bulletin", dt.date(2024, 11, 14)),
    "wolf-bill-reactions.pdf": (8, 0, 8, None, dt.date(2025, 4, 17)),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sample_is_read_whole(root, name):
    record = weighin.read(root / "examples" / "roundups" / name)
    panel, questions, answers, outlet, day = EXPECTED[name]
    assert (len(record.panel), len(record.questions), len(record.answers)) == (panel, questions, answers)
    assert record.published
    assert record.published.day == day
    assert outlet in {record.outlet, None}
    assert len(record.forecasts) >= len(record.panel)


def test_every_sample_is_expected_and_described(root):
    shipped = {path.name for path in (root / "examples" / "roundups").iterdir()}
    described = (root / "examples" / "README.md").read_text(encoding="utf-8")
    assert shipped == EXPECTED.keys()
    for name, (panel, questions, answers, *_) in EXPECTED.items():
        assert f"(roundups/{name})" in described
        row = next(line for line in described.splitlines() if f"(roundups/{name})" in line)
        assert row.endswith(f"| {panel} | {questions} | {answers} |")
