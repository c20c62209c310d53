"""The list of an outlet's round-ups, and the page of each."""

import datetime as dt

import msgspec
import pytest
from builders.site import NOON, ferry_record
from django.urls import reverse

from weighin.record.values import DisplayRight
from weighin.site.desk import commands
from weighin.site.editions.commands import publish_roundup, withdraw_roundup
from weighin.site.store.door import keep_reading, record_of, save_record
from weighin.site.store.models import Correction

DESK = reverse("desk:roundups")
LATER = NOON + dt.timedelta(hours=1)


def page_of(roundup):
    return reverse("desk:roundup", kwargs={"roundup": roundup.public_id})


def read(browser, address):
    response = browser.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def corrected(roundup, by, *, summary="outlet is The Right Paper", at=LATER):
    save_record(roundup, msgspec.structs.replace(record_of(roundup), outlet="The Right Paper"))
    return Correction.objects.create(
        roundup=roundup, number=roundup.corrections.count() + 1, content=b"{}", summary=summary, made_by=by, made_at=at
    )


def test_an_empty_desk_says_so(browser_of, ada):
    assert "No round-up has been read here yet" in read(browser_of(ada), DESK)


@pytest.mark.parametrize("who", ["ada", "ben", "vera"])
def test_the_list_tells_state_counts_warnings_who_read_it_and_when(browser_of, ferry, who, ben, vera, request):
    page = read(browser_of(request.getfixturevalue(who)), DESK)
    for told in ("Will the ferry run?", ">private<", "3 experts · 1 question · 3 answers · 2 forecasts", "1 warning"):
        assert told in page
    assert "Read by Ada on" in page
    assert "24 November 2026, 12:00 UTC" in page


def test_the_list_of_one_outlet_holds_nothing_of_another(browser_of, ferry, olga):
    assert "ferry" not in read(browser_of(olga), DESK)


def test_a_title_is_shown_as_text(browser_of, ada):
    record = msgspec.structs.replace(ferry_record(), title="<script>alert(1)</script>", title_at=None)
    keep_reading(record, by=ada, now=NOON)
    page = read(browser_of(ada), DESK)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_readers_do_not_see_yet_is_named_in_the_list_and_on_the_page(browser_of, published_ferry, ada):
    for address in (DESK, page_of(published_ferry)):
        assert "outlet is The Right Paper" not in read(browser_of(ada), address)
    corrected(published_ferry, ada)
    for address in (DESK, page_of(published_ferry)):
        assert "outlet is The Right Paper" in read(browser_of(ada), address)
    publish_roundup(published_ferry, by=ada, now=LATER + dt.timedelta(seconds=1), correction="It is another paper.")
    for address in (DESK, page_of(published_ferry)):
        assert "outlet is The Right Paper" not in read(browser_of(ada), address)


def test_a_published_correction_that_was_taken_back_is_a_change_too(browser_of, ferry, ada):
    correction = corrected(ferry, ada)
    publish_roundup(ferry, by=ada, now=LATER)
    save_record(ferry, ferry_record())
    correction.taken_back_by, correction.taken_back_at = ada, LATER + dt.timedelta(hours=1)
    correction.save()
    assert "taken back: outlet is The Right Paper" in read(browser_of(ada), DESK)


def test_a_right_that_was_stated_since_is_a_change(browser_of, published_ferry, ada):
    commands.state_right(published_ferry, DisplayRight.OWN, by=ada, now=LATER)
    assert "display right stated: own" in read(browser_of(ada), DESK)


def test_the_page_shows_warnings_journal_and_what_an_editor_can_do(browser_of, ferry, ada, vera):
    page = read(browser_of(ada), page_of(ferry))
    for told in ("this line was taken for nothing", "round-up read – Ada", ">Publish<", "Preview as readers"):
        assert told.replace(">Publish<", "Publish </button>") in page
    page = read(browser_of(vera), page_of(ferry))
    assert "Publish </button>" not in page
    assert "State the right" not in page
    assert "Preview as readers" in page


def test_the_page_of_a_withdrawn_round_up_gives_the_reason_and_lets_it_be_published_again(
    browser_of, published_ferry, ada
):
    withdraw_roundup(published_ferry, because="Ines asked us to.", by=ada, now=LATER)
    page = read(browser_of(ada), page_of(published_ferry))
    assert "Ines asked us to." in page
    assert "Publish again" in page


def test_a_long_list_has_pages_and_costs_no_more_queries_for_more_round_ups(
    browser_of, ada, django_assert_max_num_queries
):
    for number in range(60):
        keep_reading(ferry_record(f"Ferry {number}"), by=ada, now=NOON + dt.timedelta(minutes=number))
    browser = browser_of(ada)
    with django_assert_max_num_queries(8):
        page = read(browser, DESK)
    assert "Ferry 59" in page
    assert "Ferry 9<" not in page
    assert "Page 1 of 2" in page
    assert "Ferry 9<" in read(browser_of(ada), DESK + "?page=2")
    for nonsense in ("0", "-1", "x", "999999999999999999999"):
        read(browser_of(ada), f"{DESK}?page={nonsense}")


def test_a_round_up_is_found_by_words_of_its_title_or_source(browser_of, ada):
    for number in range(7):
        keep_reading(ferry_record(f"Ferry {number}"), by=ada, now=NOON)
    browser = browser_of(ada)
    page = read(browser, DESK + "?words=5+FERRY")
    assert "Ferry 5" in page
    assert "Ferry 6" not in page
    assert "Ferry 6" in read(browser, DESK + "?words=ferry.txt")
    assert "“&lt;b&gt;%”" in read(browser, DESK + "?words=<b>%25")
    read(browser, DESK + "?words=%00")


def test_an_edition_of_an_earlier_version_of_the_program_can_be_made_anew(browser_of, published_ferry, ada):
    published_ferry.editions.update(made_with="0.0.1")
    told = "the program that makes the pages is newer"
    assert told in read(browser_of(ada), DESK)
    assert "Publish the changes" in read(browser_of(ada), page_of(published_ferry))
    publish_roundup(published_ferry, by=ada, now=LATER)
    assert told not in read(browser_of(ada), DESK)
    assert published_ferry.editions.count() == 1


def test_the_list_leads_to_the_published_page_and_to_the_review(browser_of, published_ferry, vera):
    page = read(browser_of(vera), DESK)
    assert f'href="/roundups/{published_ferry.public_id}/"' in page
    assert f'href="/desk/roundups/{published_ferry.public_id}/review"' in page
