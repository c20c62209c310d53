"""What the panel thinks, as readers meet it: from judgements, from votes, from words of likelihood."""

import csv
import io
import json

import pytest
from builders.judged import ASKED, judged_record, judged_records, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

import weighin.weighing.together
from weighin.publishing import publish
from weighin.publishing.matrix import matrix_of
from weighin.publishing.panel import views_of
from weighin.publishing.panel.picture import axis_of, day_axis, day_ticks, number_ticks, whole_ticks
from weighin.publishing.panel.prose import verdict
from weighin.publishing.panel.view import FEWEST, MOST_ROWS, leaving_one_out
from weighin.publishing.panel.words import judgement_in_words, probability_in_words, quantity_in_words
from weighin.reading.read import read_bytes
from weighin.record.disclosure import Audience, disclose
from weighin.record.judgements import (
    AxesJudgement,
    AxesScale,
    IntervalJudgement,
    IntervalScale,
    ProbabilityJudgement,
    ProbabilityScale,
    QuantityJudgement,
    QuantityScale,
    RankingJudgement,
    RankingScale,
    RouletteJudgement,
    RouletteScale,
)
from weighin.record.values import DisplayRight, Position
from weighin.weighing.prose import APART_FROM

few = settings(max_examples=60, deadline=None)
QUESTION = "Will the ice close the route before Christmas?"
LIKELY = "It is likely that the ice will close the route before Christmas."
UNLIKELY = "It is highly unlikely that the ice will close the route before Christmas."
FLAT = "The ice will close the route before Christmas."
NAMES = ("Ada Quist", "Bruno Hale", "Cleo Maris", "Dmitri Vale", "Esra Lund")


@pytest.fixture(scope="module")
def judged():
    return disclose(judged_record(), Audience.READERS)


@pytest.fixture(scope="module")
def edition(judged):
    return publish(judged)


def said(*answers):
    """Read an article in which each expert says one thing."""
    panel = "\n\n".join(f"  • {name}, University of Orn" for name in NAMES)
    answered = "\n\n".join(f"{name}: {words}" for name, words in zip(NAMES, answers, strict=False))
    article = f"Will the harbour hold?\n\nMarch 3, 2024\n\nThe following experts answered in time:\n\n{panel}\n\n{QUESTION}\n\n{answered}\n"
    return disclose(read_bytes(article.encode(), name="harbour.txt").record, Audience.EDITORS)


def probabilities(*given):
    judgements = tuple(ProbabilityJudgement(probability=one) for one in given)
    return disclose(record_of(((QUESTION, ProbabilityScale(event="ice"), None, judgements),)), Audience.READERS)


def rows_of(edition, name):
    return list(csv.DictReader(io.StringIO(edition.file(name).content.decode("utf-8-sig"), newline="")))


def measured(rows, question, measure, part=""):
    return [one["value"] for one in rows if (one["question"], one["measure"], one["part"]) == (question, measure, part)]


def test_every_kind_of_judgement_has_a_common_answer(judged):
    views = views_of(judged)
    assert [view.kind for view in views.values()] == [
        "probability",
        "choice",
        "quantity",
        "date",
        "rating",
        "agreement",
    ]
    assert all(view.measures and view.rule for view in views.values())
    assert all(view.picture or view.kind == "agreement" for view in views.values())


def test_the_common_answer_is_told_in_a_sentence_of_each_kind(judged):
    leads = [view.lead for view in views_of(judged).values()]
    assert leads == [
        "5 of 5 experts gave a probability. The median is 65 %; the middle half of them lies between 60 % and 70 %; the mean, which is the linear pool, is 55 %.",
        "4 of 5 experts gave probabilities of the options. Together: The harbour council 46.2 %, Nobody 30 %, A private company 23.8 %.",
        "5 of 5 experts gave a quantity. Together: 1,074 passengers (90 % range: 680 to 1,620).",
        "4 of 5 experts gave a date. Together: 2 April 2025 (90 % range: 26 January 2025 to 17 July 2025).",
        "5 of 5 experts gave a rating. The median is 7; the middle half of them lies between 6 and 7.",
        "Of the 5 experts who voted 3 agree, 1 disagrees, 1 takes no side.",
    ]


def test_who_stands_apart_is_named_with_what_was_given_and_marked_in_the_picture(judged):
    view = views_of(judged)["q1"]
    assert "Dmitri Vale (5 %) stands apart from the others." in view.notes
    assert [row.label for row in view.picture.rows if row.is_apart] == ["Dmitri Vale"]
    assert view.picture.rows[-1].is_pool


def test_the_vote_against_all_others_stands_apart(judged):
    assert "Dmitri Vale stands apart from the others." in views_of(judged)["q6"].notes


def test_leaving_one_out_names_the_largest_change_and_everybody_who_makes_it(judged):
    told = views_of(judged)["q1"].notes[-1]
    assert told == (
        "Leaving one out moves the median most to 62.5 % without Ada Quist or Cleo Maris, to 67.5 % without Dmitri Vale or Esra Lund; with all it is 65 %."
    )


def test_a_change_that_cannot_be_seen_is_none():
    told = leaving_one_out(["A", "B"], [0.0, 1e-9], ["50 %", "50 %"], what="the median", now="50 %")
    assert told == "Without any one of them the median would still be 50 %."


def test_each_judgement_stands_beside_its_answer_by_question_by_expert_and_in_the_matrix(judged, edition):
    for page in ("index.html", "experts.html"):
        shown = edition.file(page).content.decode()
        assert shown.count('class="judged"') == sum(
            one.judgement is not None and not one.position for one in judged.answers
        )
        assert "1,250 passengers (90 % range: 800 to 2,000)" in shown
    cells = [cell for row in matrix_of(judged).rows for cell in row.cells]
    assert [cell.judged for cell in cells[:3]] == [
        "70 %",
        "The harbour council 60 %, A private company 30 %, Nobody 10 %",
        "1,250 passengers (90 % range: 800 to 2,000)",
    ]


def test_the_terms_of_settlement_stand_under_their_question(edition):
    shown = edition.file("index.html").content.decode()
    for told in (
        "The harbour council lists the route as closed for ice.",
        "Bulletin of the harbour council",
        "27 December 2024",
        "A closure for wind does not count, however much ice there is.",
        "how probable it is: the ferry route is closed by ice",
    ):
        assert told in shown


def test_a_vote_that_was_asked_for_is_shown_like_one_that_was_read(judged):
    assert [one.position for one in judged.answers if one.question == "q6"][:2] == [
        Position.AGREE,
        Position.STRONGLY_AGREE,
    ]
    assert 'class="ballot cards"' in publish(judged).file("index.html").content.decode()


def test_the_table_of_judgements_holds_every_number(judged, edition):
    rows = rows_of(edition, "judgements.csv")
    assert len(rows) == 5 + 4 * 3 + 5 * 5 + 4 * 3 + 5 + 5
    assert [one["value"] for one in rows if one["question"] == "q4"][:3] == ["2025-01-10", "2025-03-01", "2025-06-01"]
    assert {one["unit"] for one in rows if one["question"] == "q3"} == {"passengers"}
    assert [one["confidence"] for one in rows if one["question"] == "q6"] == ["7", "9", "5", "4", "3"]


def test_the_files_of_the_panel_carry_the_same_as_the_page(judged, edition):
    rows = rows_of(edition, "panel.csv")
    assert measured(rows, "q1", "pool (median)") == ["0.65"]
    assert measured(rows, "q1", "pool (mean)") == ["0.55"]
    assert measured(rows, "q2", "pool (mean)", "Nobody") == ["0.3"]
    assert measured(rows, "q3", "pool (vincent)", "0.5") == ["1074"]
    assert measured(rows, "q4", "pool (vincent median)", "0.5") == ["2025-04-02"]
    assert measured(rows, "q5", "pool (median)") == ["7"]
    assert measured(rows, "q6", "votes", "agree") == ["2"]
    told = json.loads(edition.file("panel.json").content)
    assert [one["lead"] for one in told] == [view.lead for view in views_of(judged).values()]
    assert sum(len(one["measures"]) for one in told) == len(rows)
    markdown = edition.file("roundup.md").content.decode()
    assert "**What the panel thinks.** 5 of 5 experts gave a rating." in markdown
    assert "| The panel together | 1,074 (680 to 1,620) |" in markdown
    assert "Judgement: 7 on a scale of 1 to 9" in markdown


def test_a_quotation_shows_the_judgements_too(edition):
    quoted = publish(disclose(judged_record(DisplayRight.QUOTATION), Audience.READERS))
    assert quoted.file("panel.csv").content == edition.file("panel.csv").content


def test_below_the_fewest_the_page_says_so_and_draws_no_pool():
    view = views_of(probabilities(*[0.4] * (FEWEST - 1)))["q1"]
    assert view.lead == "2 of 2 experts gave a probability: too few to speak of the panel."
    assert not any(row.is_pool for row in view.picture.rows)
    assert (view.notes, view.measures) == ((), ())


def test_a_large_panel_is_dots_on_the_row_of_the_panel():
    public = probabilities(*[number / (2 * MOST_ROWS) for number in range(MOST_ROWS + 1)])
    (row,) = views_of(public)["q1"].picture.rows
    assert row.is_pool
    assert len(row.dots) == MOST_ROWS + 1
    assert f"{MOST_ROWS + 1} experts have no row of their own" in publish(public).file("index.html").content.decode()


def test_words_of_likelihood_are_pooled_and_said_no_more_exactly_than_they_are():
    view = views_of(said(LIKELY, LIKELY, UNLIKELY, FLAT, "Nobody knows that."))["q1"]
    assert view.lead == (
        "3 of 5 experts put words of likelihood to it. Together readers hear a chance of 65–80 % in them: more likely than not."
    )
    assert view.notes[0].startswith("Dmitri Vale says flatly that it will be so:")
    assert view.notes[1].startswith("Cleo Maris (")
    assert [row.label for row in view.picture.rows] == ["Ada Quist", "Bruno Hale", "Cleo Maris", "The panel together"]


def test_one_or_two_who_give_a_likelihood_are_counted_and_not_pooled():
    view = views_of(said(LIKELY, UNLIKELY, FLAT, FLAT, "Nobody knows that."))["q1"]
    assert view.lead == "2 of 5 experts put words of likelihood to it: too few to speak of the panel."
    assert (view.picture, view.measures) == (None, ())


def test_where_nobody_gives_a_likelihood_nothing_is_said():
    public = said(FLAT, FLAT, FLAT, "Nobody knows that.")
    assert views_of(public) == {}
    made = publish(public)
    assert "What the panel thinks" not in made.file("index.html").content.decode()
    assert [made.file(name) for name in ("panel.csv", "panel.json", "judgements.csv")] == [None] * 3


def test_a_judgement_counts_before_words():
    assert [view.basis.value for view in views_of(probabilities(0.2, 0.3, 0.4)).values()] == ["judgements"]


@given(st.floats(0, 1), st.floats(0, 1))
def test_likely_is_said_of_a_side_only_where_the_range_does_not_reach_the_other(one, other):
    low, high = sorted((one, other))
    assert (verdict(low, high) == "more likely than not") == (low > 0.5)
    assert (verdict(low, high) == "less likely than not") == (high < 0.5)


def test_the_fewest_are_the_same_wherever_they_are_counted():
    assert weighin.weighing.together.FEWEST == FEWEST == APART_FROM


@few
@given(judged_records())
def test_every_mark_lies_on_its_scale(record):
    for view in views_of(disclose(record, Audience.READERS)).values():
        for row in view.picture.rows if view.picture else ():
            marks = [row.middle, row.second, *row.dots]
            marks += [end for part in (row.line, row.bar) if part for end in (part.start, part.end)]
            assert all(0 <= mark <= 100 for mark in marks if mark is not None)
            assert all(part.width >= 0 for part in (row.line, row.bar) if part)


@few
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=6))
def test_a_scale_holds_what_was_given_and_its_labels_rise_within_it(values):
    axis = axis_of(values)
    assert axis.low <= min(values) <= max(values) <= axis.high
    places = [tick.at for tick in number_ticks(axis)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@few
@given(st.lists(st.dates(), min_size=1, max_size=4), st.integers(-60, 60), st.integers(1, 200))
def test_days_and_whole_numbers_have_labels_at_their_places(days, lowest, span):
    assert len(day_ticks(day_axis([float(day.toordinal()) for day in days]))) == 3
    ticks = whole_ticks(axis_of([float(lowest), float(lowest + span)]))
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (1250, "1,250"),
        (-0.4, "−0.4"),
        (1234567.891, "1,234,570"),
        (0.00001, "1e−05"),
        (1e18, "1e+18"),
        (2.5, "2.5"),
    ],
)
def test_a_quantity_is_written_as_people_write_it(number, words):
    assert quantity_in_words(number) == words


@given(st.floats(0, 1))
def test_only_certainty_is_written_as_certainty(probability):
    told = probability_in_words(probability)
    assert (told == "0 %") == (probability == 0)
    assert (told == "100 %") == (probability == 1)


def test_quantiles_without_a_middle_are_a_range_and_a_single_one_says_its_level():
    def told(levels, *quantiles):
        return judgement_in_words(QuantityJudgement(quantiles=quantiles), QuantityScale(unit="km", levels=levels))

    assert told((0.1, 0.9), 2, 5) == "80 % range: 2 to 5 km"
    assert told((0.9,), 5) == "5 km (at 90 %)"
    assert told((0.5,), 5) == "5 km"
    assert told((0.05, 0.5, 0.95), 1, 2, 3) == "2 km (90 % range: 1 to 3)"


def test_what_the_builder_asks_is_of_every_kind():
    assert len({type(scale) for _, scale, *_ in ASKED}) == 6


def test_a_round_up_without_a_question_has_its_title_asked():
    article = "\n\n".join(
        (
            "Will the ice close the harbour before Christmas?",
            "March 3, 2024",
            "The following experts answered in time:",
            *(f"  • {name}, University of Orn" for name in NAMES[:3]),
            *(f"{name}: It is likely that the ice will close the harbour before Christmas." for name in NAMES[:3]),
        )
    )
    public = disclose(read_bytes(article.encode(), name="harbour.txt").record, Audience.EDITORS)
    assert public.questions == ()
    view = views_of(public)["q0"]
    assert (view.question, view.text, view.counted) == (None, "Will the ice close the harbour before Christmas?", 3)
    made = publish(public)
    assert 'id="q0-panel"' in made.file("index.html").content.decode()
    assert view.lead in made.file("roundup.md").content.decode()
    assert measured(rows_of(made, "panel.csv"), "", "pool of middles") != []


def view_on(scale, *judgements):
    return views_of(disclose(record_of(((QUESTION, scale, None, judgements),)), Audience.READERS)).get("q1")


def test_intervals_are_pooled_as_quantiles_of_one_confidence():
    steps = [(80, 100, 140, 0.8), (90, 100, 120, 0.5), (84, 100, 132, 0.8)]
    given = [IntervalJudgement(lowest=low, best=best, highest=high, confidence=sure) for low, best, high, sure in steps]
    view = view_on(IntervalScale(unit="cm", lowest=0), *given)
    assert view.lead == "3 of 3 experts gave an interval. Together: 100 cm (80 % range: 82.6667 to 134.667)."
    assert judgement_in_words(given[1], IntervalScale(unit="cm")) == "100 cm (50 % sure: 90 to 120)"


def test_chips_in_bins_are_pooled_as_quantiles():
    scale = RouletteScale(edges=(0, 10, 20), chips=10, unit="cm")
    view = view_on(scale, *[RouletteJudgement(chips=(5, 5))] * 3)
    assert view.lead == "3 of 3 experts gave chips in bins. Together: 10 cm (90 % range: 1 to 19)."
    told = judgement_in_words(RouletteJudgement(chips=(1, 9)), scale)
    assert told == "9 chips on 10 to 20 cm, 1 chip on 0 to 10 cm"


def test_two_axes_and_rankings_are_told_and_not_pooled():
    axes, ranking = AxesScale(across="Likelihood", up="Impact"), RankingScale(options=("dikes", "pumps"))
    assert judgement_in_words(AxesJudgement(across=4, up=2), axes) == "Likelihood 4, Impact 2, each of 5"
    assert judgement_in_words(RankingJudgement(places=(2, 1)), ranking) == "1. pumps, 2. dikes"
    assert view_on(axes, *[AxesJudgement(across=4, up=2)] * 3) is None
    assert view_on(ranking, *[RankingJudgement(places=(2, 1))] * 3) is None


def test_a_page_with_every_new_kind_is_made():
    asked = (
        (QUESTION, IntervalScale(confidence=0.9), None, [IntervalJudgement(lowest=1, best=2, highest=3)] * 3),
        (QUESTION, RouletteScale(edges=(0, 1, 2), chips=4), None, [RouletteJudgement(chips=(4, 0))] * 3),
        (QUESTION, AxesScale(across="Likelihood", up="Impact"), None, [AxesJudgement(across=4, up=2)] * 3),
        (QUESTION, RankingScale(options=("dikes", "pumps")), None, [RankingJudgement(places=(2, 1))] * 3),
    )
    made = publish(disclose(record_of(asked), Audience.READERS))
    page = made.file("index.html").content.decode()
    for told in (
        "2 (90 % sure: 1 to 3)",
        "4 chips on 0 to 1",
        "Likelihood 4, Impact 2, each of 5",
        "1. pumps, 2. dikes",
    ):
        assert told in page
    parts = {(row["kind"], row["part"]) for row in rows_of(made, "judgements.csv")}
    assert {("interval", "best"), ("roulette", "0 to 1"), ("axes", "Impact"), ("ranking", "pumps")} <= parts
