"""What panelists read, in their language."""

import html
import re
import sys
from pathlib import Path

import pytest
from builders.asked import A_SECOND, DEADLINE, ask_on_every_scale, typed_for
from builders.site import NOON
from builders.spoken import stayed_english
from django.conf import settings
from django.urls import reverse

from weighin.record.judgements import ProbabilityJudgement
from weighin.site import clock
from weighin.site.policy import ADDRESSES, has_a_link
from weighin.site.store.links import token_of
from weighin.site.store.models import AskedPanelist, AskedRoundup
from weighin.site.store.versions import answers_of, submitted_version

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "scripts"))
import translate  # noqa: E402 - a script beside the package

OWN_WORDS = (
    "not at all",
    "Ames",
    "Boyd",
    "Coe",
    "Dikes",
    "Pumps",
    "Likelihood",
    "Impact",
    "Most urgent first",
    "visitors",
    "cm",
    "mm",
)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%%|<\w+>")


@pytest.fixture
def page(cleo, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON + A_SECOND)
    return f"/answer/{token_of(cleo)}"


def test_the_languages_that_are_offered_are_those_with_a_catalogue():
    assert [code for code, _ in settings.LANGUAGES] == ["en-gb", *translate.languages()]


@pytest.mark.parametrize("language", translate.languages())
def test_no_text_of_the_form_lacks_a_translation(language):
    assert translate.missing(language) == []


@pytest.mark.parametrize("language", translate.languages())
def test_a_translation_keeps_what_is_filled_in(language):
    lost = []
    for text in translate.catalogue(language):
        if text.id:
            one, *many = [
                set(PLACEHOLDER.findall(each)) for each in (text.id if isinstance(text.id, tuple) else (text.id,))
            ]
            for number, each in enumerate(text.string if isinstance(text.string, tuple) else (text.string,)):
                kept = set(PLACEHOLDER.findall(each))
                # the form for one thing may leave the number out; it need not, where it is the form for 21 as well
                if kept != (many[0] if many else one) and not (many and number == 0 and kept == one):
                    lost.append(each)
    assert lost == []


@pytest.mark.parametrize("language", ["fr", "pl", "ja"])
def test_a_catalogue_for_another_language_begins_with_every_text(language):
    catalogue = translate.catalogue(language)
    assert len(catalogue) == len(translate.texts())
    assert len(translate.missing(language)) == len(translate.texts())


@pytest.mark.parametrize("language", translate.languages())
def test_a_compiled_catalogue_is_that_of_its_source(language):
    compiled = (translate.LOCALE / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == translate.compiled(language)


def test_the_extraction_finds_texts_of_templates_and_code():
    found = translate.texts()
    assert {"Submit", "Strongly agree", "saved %(time)s", "Would you tell the editors why?"} <= found
    assert any(isinstance(text, tuple) for text in found)


@pytest.mark.parametrize(
    ("language", "told", "day"),
    [
        ("de", ("Einreichen", "Ihre Antwort", "Wie wahrscheinlich ist dies", "Höchster plausibler Wert"), "Dienstag, 1. Dezember 2026, 13:00 Uhr (Mitteleuropäische Normalzeit)"),
        ("ko", ("제출", "답변", "확률", "있을 법한 최댓값"), "2026년 12월 1일 화요일 13:00(중부유럽 표준시)"),
    ],
)  # fmt: skip
def test_the_form_speaks_the_panelists_language_and_time(client, page, fair, language, told, day):
    AskedPanelist.objects.update(language=language, time_zone="Europe/Vienna")
    ask_on_every_scale(fair)
    shown = client.get(page, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert f'<html lang="{language}">' in shown
    assert [words for words in (*told, day) if words not in shown] == []
    assert "Submit" not in shown
    for rest in ("/decline", "/withdraw", "/reminders", "/ask"):
        assert f'<html lang="{language}">' in client.get(page + rest).content.decode()


def test_where_no_language_is_known_the_browser_is_asked(client, page):
    assert "Einreichen" in client.get(page, HTTP_ACCEPT_LANGUAGE="fr,de-AT;q=0.9,en;q=0.5").content.decode()
    assert "Submit" in client.get(page, HTTP_ACCEPT_LANGUAGE="fr").content.decode()


@pytest.mark.parametrize("language", ["xx", "de-AT", "ko-KR", "../../etc", "%00"])
def test_a_language_that_is_not_spoken_here_does_no_harm(client, page, language):
    AskedPanelist.objects.update(language=language)
    assert client.get(page).status_code == 200


def test_what_is_saved_is_told_in_the_language_too(client, page, fair, cleo):
    AskedPanelist.objects.update(language="de")
    answered = client.post(page, typed_for(fair) | {"seen": "0", "do": "save"}, HTTP_ACCEPT="application/json")
    assert answered.json()["told"] == "gespeichert 12:00"
    client.post(page, typed_for(fair) | {"seen": "1", "do": "submit"})
    assert "Ihre Antworten sind angekommen" in client.get(f"{page}/receipt").content.decode()


def test_the_desk_speaks_english_whatever_the_browser_asks_for(browser_of, ada, fair):
    shown = browser_of(ada).get(f"/desk/asked/{fair.public_id}/draft/preview", HTTP_ACCEPT_LANGUAGE="de")
    assert "Ihre Antwort" not in shown.content.decode()


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        ("de", ("wie sicher Sie sind. Sie haben 30 geschrieben", "„1.250“ lässt sich auf zwei Arten lesen", "zum Beispiel 12,5. „viel“", "ergeben. Ihre ergeben 62,5.", "Bitte verteilen Sie genau 10 Chips. Verteilt sind 4.")),
        ("ko", ("50~100퍼센트로 적어 주십시오. 입력하신 값: 30", "‘1.250’", "12.5처럼 숫자로 적어 주십시오", "입력하신 값의 합: 62.5.", "칩을 정확히 10개 놓아 주십시오. 지금 놓인 칩: 4개.")),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_in_the_panelists_language(client, page, fair, language, reasons):
    AskedPanelist.objects.update(language=language)
    first = typed_for(fair, probability="viel")
    asked = {text: question.public_id for text, question in ask_on_every_scale(fair).items()}
    typed = {f"{asked['How many visitors?']}.{part}": "1" for part in ("lowest", "best", "highest")}
    typed |= {f"{asked['How many visitors?']}.sure": "30", f"{asked['Which boat wins?']}.option-0": "62,5"}
    typed |= {f"{asked['How deep is the river?']}.quantile-{number}": "1.250" for number in range(3)}
    typed |= {f"{asked['How thick is the ice?']}.chips-1": "4"}
    answered = client.post(page, first | typed | {"seen": "0", "do": "submit"})
    assert answered.status_code == 422
    shown = html.unescape(answered.content.decode())
    assert [reason for reason in reasons if reason not in shown] == []
    assert not re.search(r'field-error">[^<]*(You wrote|Please)', shown)


def test_decimal_commas_are_taken_as_they_are_typed(client, page, fair, cleo):
    AskedPanelist.objects.update(language="de")
    client.post(page, typed_for(fair, probability="62,5") | {"seen": "0", "do": "submit"})
    given = answers_of(submitted_version(cleo)).given[0]
    assert given.judgement == ProbabilityJudgement(probability=0.625)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Was aus Ihren Antworten geworden ist", ">62,5 %</p>")),
        ("ko", ("답변이 어떻게 되었는지", ">62.5 %</p>")),
    ],
)
def test_what_became_of_the_answers_is_told_in_the_language_too(client, page, fair, monkeypatch, language, words):
    AskedPanelist.objects.update(language=language)
    client.post(page, typed_for(fair, probability="62,5") | {"seen": "0", "do": "submit"})
    monkeypatch.setattr(clock, "now", lambda: DEADLINE + A_SECOND)
    shown = client.get(f"{page}/afterwards").content.decode()
    assert [one for one in words if one not in shown] == []


def test_what_cannot_be_done_is_told_in_the_language_too(client, page, fair, monkeypatch):
    AskedPanelist.objects.update(language="de")
    assert "nichts eingereicht, was sich zurückziehen ließe" in client.post(f"{page}/withdraw").content.decode()
    client.post(page, typed_for(fair) | {"seen": "0", "do": "submit"})
    assert "Ziehen Sie sie zuerst zurück." in client.post(f"{page}/decline", {"because": ""}).content.decode()
    monkeypatch.setattr(clock, "now", lambda: DEADLINE + A_SECOND)
    assert "Bitte schreiben Sie der Redaktion." in client.post(f"{page}/withdraw").content.decode()
    told = client.post(f"{page}/ask", {"wish": "", "text": ""}).content.decode()
    assert "zwingend erforderlich" in told  # what the framework says of an empty field


def test_a_link_that_leads_nowhere_is_told_in_the_browsers_language(client, db):
    shown = client.get(f"/answer/{'A' * 43}", HTTP_ACCEPT_LANGUAGE="ko").content.decode()
    assert "이 링크는 열 수 없습니다" in shown
    assert '<html lang="ko">' in shown
    elsewhere = client.get("/nowhere-at-all", HTTP_ACCEPT_LANGUAGE="ko").content.decode()
    assert "There is nothing here" in elsewhere  # readers and desks are spoken to in English


def test_a_proof_that_is_not_there_yet_is_told_in_the_panelists_language(client, page):
    AskedPanelist.objects.update(language="de")
    shown = client.get(f"{page}/proof.json", HTTP_ACCEPT_LANGUAGE="ko")
    assert shown.status_code == 404
    assert "Dieser Link führt ins Leere" in shown.content.decode()


def pages_behind_a_link():
    """The names of all addresses that a personal link opens and that show a page; from the table, so that a new one is looked at too."""
    files = {"reply:submission", "reply:proof", "reply:witness"}
    return sorted({name for name, predicate in ADDRESSES.items() if predicate is has_a_link} - files)


@pytest.mark.parametrize("language", translate.languages())
@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
def test_no_page_of_a_panelist_says_anything_in_english(client, page, fair, monkeypatch, language, is_closed):
    own = {fair.title, str(fair.outlet), "Cleo Maris", "Weigh-In", "it rains on the harbour fair"}
    typed = typed_for(fair)
    own |= set(typed.values()) | {question.text for question in ask_on_every_scale(fair).values()}
    own |= {"Will it rain on the fair?", "Who will come?", "The fair should move.", *OWN_WORDS}
    AskedRoundup.objects.update(asks_help=True)
    client.post(page, typed | {"seen": "0", "do": "submit", "help": "nobody"})
    if is_closed:
        monkeypatch.setattr(clock, "now", lambda: DEADLINE + A_SECOND)
    pages = {}
    for wanted in ("en", language):
        AskedPanelist.objects.update(language=wanted)
        addresses = [reverse(name, args=[page.split("/")[2]]) for name in pages_behind_a_link()]
        shown = "".join(client.get(address).content.decode() for address in addresses)
        shown += client.post(page, typed | {"seen": "1", "do": "submit"}).content.decode()  # nobody said who helped
        pages[wanted] = shown
    assert stayed_english(pages["en"], pages[language], own=own) == set()
