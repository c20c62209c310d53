"""The letters' words: plain text, as a person would write, in the language of whom they go to.

An editor reads and changes each before it goes out; only receipts go of themselves. Every letter is a function of the panelist, marked with `in_their_language`. What the program says in it goes through gettext as whole sentences with
named places; what editors wrote (title, questions, notes) is put in as it is.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext, gettext_noop, ngettext, override
from msgspec import Struct
from msgspec.structs import replace

from weighin.asking.attributions import is_named
from weighin.asking.policies import Approval, Attribution
from weighin.asking.rounds import Feedback, feedback_in
from weighin.record.protocols import Protocol, RealTimeDelphi
from weighin.site.languages import ENGLISH, language_to_write_in, moment_told
from weighin.site.mail.calendars import calendar_of
from weighin.site.mail.protocol_texts import protocol_told
from weighin.site.store.attributions import attribution_of, stands_loose
from weighin.site.store.letters import DEADLINE, LINK, RECEIPT, STOP_LINK
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedPanelist, AskedRoundup
from weighin.site.store.protocols import protocol_of

ATTRIBUTION_TOLD = {
    Attribution.ON_THE_RECORD: gettext_noop(
        "Your answers are on the record: they appear under your name and affiliation."
    ),
    Attribution.AFFILIATION_ONLY: gettext_noop(
        "Your answers appear under your affiliation, without your name. The editors know who wrote what."
    ),
    Attribution.ANONYMOUS_TO_READERS: gettext_noop(
        "Readers are not told who you are. The editors know who wrote what."
    ),
    Attribution.ANONYMOUS_TO_PANELISTS: gettext_noop(
        "Neither readers nor the other panelists are told who you are. The editors know who wrote what."
    ),
    Attribution.ANONYMOUS_TO_EDITORS: gettext_noop(
        "Nobody is told which answers are yours, the editors neither: when the answers are sealed after the deadline, what ties yours to you is destroyed. Nothing can be changed or taken after that, and edited texts cannot be shown to you. If fewer than three people answer like this, their answers are destroyed unread. Do not write in an answer who you are."
    ),
}
APPROVAL_TOLD = {
    Approval.APPROVES: gettext_noop(
        "If we edit what you wrote, you will see the edited text and can approve it or object before it is published."
    ),
    Approval.SHOWN: gettext_noop(
        "If we edit what you wrote, you will be shown the edited text and can report errors of fact."
    ),
    Approval.NOT_SHOWN: gettext_noop(
        "We may edit for length and clarity and do not send edited texts for approval. What you submit stays available to you."
    ),
}
LIST_TOLD = gettext_noop("With the answers we publish whom we asked and who answered, by name.")
MADE_UP = "Dr Example Panelist"
Given = ParamSpec("Given")


class Written(Struct, frozen=True):
    """A subject, a text and, where one goes with it, a calendar file; and the language of what is said in them."""

    subject: str
    text: str
    calendar: str = ""
    language: str = ENGLISH


Write = Callable[Concatenate[AskedPanelist, Given], Written]


def in_their_language(write: Write[Given]) -> Write[Given]:
    """The letter, said in the panelist's language; in English where it is not known, or not spoken here."""

    @wraps(write)
    def written(panelist: AskedPanelist, /, *given: Given.args, **more: Given.kwargs) -> Written:
        language = language_to_write_in(panelist.language)
        with override(language):
            return replace(write(panelist, *given, **more), language=language)

    return written


@in_their_language
def invitation(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Asks a panelist to answer: what it is about, by when, under which rules, by which link."""
    asked = panelist.asked
    deadline = deadline_of(panelist)
    protocol = protocol_of(asked)
    named = {"outlet": asked.outlet, "title": asked.title}
    questions = "\n".join(
        f"{number}. {question.text}" for number, question in enumerate(asked.questions.all(), start=1)
    )
    by_when = gettext("Please answer by %(deadline)s. No account is needed; this link is yours alone:")
    text = _letter(
        panelist,
        gettext("%(outlet)s is asking a panel of experts: %(title)s") % named,
        asked.note_to_panel,
        questions,
        f"{by_when % {'deadline': in_zone_of(panelist, deadline)}}\n{LINK}",
        _seen_by_nobody(protocol),
        "\n".join(protocol_told(protocol)),
        gettext(ATTRIBUTION_TOLD[attribution_of(panelist)]),
        gettext(APPROVAL_TOLD[Approval(asked.approval)]),
        gettext(LIST_TOLD) if panel_is_published(panelist) else "",
        gettext("To get no reminders: %(link)s") % {"link": STOP_LINK},
    )
    return Written(gettext("%(outlet)s asks: %(title)s") % named, text, calendar_of(panelist, deadline, now=now))


def _seen_by_nobody(protocol: Protocol) -> str:
    if isinstance(protocol, RealTimeDelphi):
        return gettext(
            "What you write is saved as you go, and nobody but you sees it before you submit it. You can decline there with one click, too."
        )
    return gettext(
        "What you write is saved as you go, and nobody but you sees it before the deadline. You can decline there with one click, too."
    )


@in_their_language
def reminder(panelist: AskedPanelist) -> Written:
    """Reminds who has not answered yet. It may lie for days before it goes, so the deadline is put in when it does."""
    title = panelist.asked.title
    by_when = gettext(
        "Your answers to “%(title)s” can reach us until %(deadline)s. What you have begun is still there:"
    )
    text = _letter(
        panelist,
        f"{by_when % {'title': title, 'deadline': DEADLINE}}\n{LINK}",
        gettext("If you would rather not answer, one click there tells us so."),
        gettext("To get no more reminders: %(link)s") % {"link": STOP_LINK},
    )
    return Written(gettext("A reminder: %(title)s") % {"title": title}, text)


@in_their_language
def next_round(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Asks for the next round: with Delphi to keep or revise beside the group's answers, with IDEA to discuss and estimate again, after a round 0 to answer."""
    asked, deadline = panelist.asked, deadline_of(panelist)
    named = {"number": asked.round, "title": asked.title}
    is_open = {
        Feedback.LAST_ROUND: gettext(
            "Round %(number)s of “%(title)s” is open. You see there what the group answered in the round before, without names, beside your own answer, and can keep all your answers with one click, or revise them:"
        ),
        Feedback.UNDER_PSEUDONYMS: gettext(
            "Round %(number)s of “%(title)s” is open. You see there everybody’s estimates under pseudonyms beside your own, can discuss them, and estimate again:"
        ),
    }.get(
        feedback_in(protocol_of(asked), asked.round),
        gettext("Round %(number)s of “%(title)s” is open. The questions are there now:"),
    )
    by_when = gettext("Please do so by %(deadline)s.")
    text = _letter(
        panelist,
        f"{is_open % named}\n{LINK}",
        by_when % {"deadline": in_zone_of(panelist, deadline)},
        gettext("To get no reminders: %(link)s") % {"link": STOP_LINK},
    )
    return Written(gettext("Round %(number)s: %(title)s") % named, text, calendar_of(panelist, deadline, now=now))


@in_their_language
def protocol_note(panelist: AskedPanelist, said: str) -> Written:
    """Tells everybody of a dated note on the protocol."""
    named = {"title": panelist.asked.title}
    stands = gettext("It stands on your form, too:")
    text = _letter(
        panelist,
        gettext("There is a note on how “%(title)s” is held:") % named,
        said,
        f"{stands}\n{LINK}",
    )
    return Written(gettext("A note on the protocol: %(title)s") % named, text)


@in_their_language
def first_round(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Asks the questions that the panel proposed, and says where what became of each proposal can be read."""
    asked, deadline = panelist.asked, deadline_of(panelist)
    named = {"title": asked.title}
    is_open = gettext(
        "The questions that the panel proposed for “%(title)s” are chosen, and the first round is open. What became of each proposal, and why, stands above the form:"
    )
    text = _letter(
        panelist,
        f"{is_open % named}\n{LINK}",
        gettext("Please answer by %(deadline)s.") % {"deadline": in_zone_of(panelist, deadline)},
        gettext("To get no reminders: %(link)s") % {"link": STOP_LINK},
    )
    return Written(gettext("The questions are here: %(title)s") % named, text, calendar_of(panelist, deadline, now=now))


@in_their_language
def extension(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Tells one panelist of more time."""
    title, deadline = panelist.asked.title, deadline_of(panelist)
    by_when = gettext("You have until %(deadline)s for “%(title)s”. Your link is the same:")
    text = _letter(panelist, f"{by_when % {'title': title, 'deadline': in_zone_of(panelist, deadline)}}\n{LINK}")
    subject = gettext("More time: %(title)s") % {"title": title}
    return Written(subject, text, calendar_of(panelist, deadline, now=now))


@in_their_language
def receipt(panelist: AskedPanelist, *, received_at: dt.datetime, on_time: bool, entered_by: str = "") -> Written:
    """Says that the answers arrived, when, and how that can be proved later. `entered_by`: the editor who entered a reply that came some other way."""
    title = panelist.asked.title
    arrived = gettext("Your answers to “%(title)s” arrived at %(time)s.")
    entered = gettext(
        "They came outside of the form: %(editor)s entered them for you as you wrote them. Please look whether they are right."
    )
    text = _letter(
        panelist,
        arrived % {"title": title, "time": in_zone_of(panelist, received_at)},
        ""
        if on_time
        else gettext("That is after the deadline. They are kept, and the editors decide whether to take them."),
        entered % {"editor": entered_by} if entered_by else "",
        f"{gettext('You can read them, and change them until the deadline, by your link:')}\n{LINK}",
        *(
            (
                gettext(
                    "The receipt itself is not in this letter, because whoever reads it could find out which answers are yours. Save it from the page behind your link before the answers are sealed: it is destroyed here then."
                ),
            )
            if stands_loose(panelist)
            else (
                gettext(
                    "Keep this receipt. With it anybody can check later that what is published is what you submitted, and when. It tells nothing of your answers."
                ),
                RECEIPT,
            )
        ),
    )
    return Written(gettext("Receipt: %(title)s") % {"title": title}, text)


@in_their_language
def clarification(panelist: AskedPanelist, *, question: str, text: str, has_answered: bool) -> Written:
    """Says to everybody what is said of a question after the first answer, and asks who has answered to confirm it."""
    title = panelist.asked.title
    wanted = (
        gettext(
            "You have answered already. Your answer counts as it stands. Please look at it, and confirm or change it:"
        )
        if has_answered
        else gettext("It stands below the question on your form:")
    )
    words = _letter(
        panelist,
        gettext("There is a clarification of a question in “%(title)s”:") % {"title": title},
        question,
        text,
        f"{wanted}\n{LINK}",
    )
    return Written(gettext("A clarification: %(title)s") % {"title": title}, words)


@in_their_language
def sealed(panelist: AskedPanelist, *, root: str, size: int, sealed_at: dt.datetime, seeds: int = 0) -> Written:
    """Gives every panelist the root over all that was submitted, before anything is published. `seeds`: how many leaves are what the editors knew."""
    title, size = panelist.asked.title, size - seeds
    beside = ngettext(
        "One question was a seed question: we knew the answer before we asked. It is sealed with yours since the opening, and the page will tell it.",
        "%(seeds)s questions were seed questions: we knew the answers before we asked. They are sealed with yours since the opening, and the page will tell them.",
        seeds,
    )
    closed = ngettext(
        "“%(title)s” is closed. One submission is sealed, at %(time)s, under this number:",
        "“%(title)s” is closed. %(size)s submissions are sealed, at %(time)s, under this number:",
        size,
    )
    text = _letter(
        panelist,
        closed % {"title": title, "size": size, "time": in_zone_of(panelist, sealed_at)},
        root,
        beside % {"seeds": seeds} if seeds else "",
        gettext(
            "It will stand on the published page and in the feed too. Whoever compares them sees whether everybody was told the same."
        ),
        gettext(
            "Two small files go with this letter. witness.json is that number with its time: keep it, and nothing can be put in its place later. proof.json shows that your receipt is among what was sealed, and tells nobody's answers."
        ),
        gettext("With your receipt they can be checked at any time, without asking us: %(command)s")
        % {"command": "weighin verify receipt.txt proof.json witness.json"},
    )
    return Written(gettext("Sealed: %(title)s") % {"title": title}, text)


@in_their_language
def edited(panelist: AskedPanelist, *, until: dt.datetime | None = None) -> Written:
    """Shows a panelist that what they wrote was edited, and asks for what the policy foresees; by when, where it says so."""
    title = panelist.asked.title
    wanted = {
        Approval.APPROVES: gettext("Please look at it and approve it, or tell us what is wrong with it:"),
        Approval.SHOWN: gettext("If you see an error of fact, please tell us there by %(time)s:")
        % {"time": in_zone_of(panelist, until)},
        Approval.NOT_SHOWN: gettext("You find both there:"),
    }[Approval(panelist.asked.approval)]
    told = gettext("We have edited your answers to “%(title)s”.") % {"title": title}
    return Written(gettext("Edited: %(title)s") % {"title": title}, _letter(panelist, f"{told} {wanted}\n{LINK}"))


@in_their_language
def report_answered(panelist: AskedPanelist, *, report: str, answer: str) -> Written:
    """Answers what a panelist said to an edit."""
    title = panelist.asked.title
    told = gettext("You wrote to us about our edit of your answers to “%(title)s”:") % {"title": title}
    where = gettext("You find it here, beside what you submitted:")
    subject = gettext("About what you reported: %(title)s") % {"title": title}
    return Written(subject, _letter(panelist, told, report, answer, f"{where}\n{LINK}"))


def sample_reader(asked: AskedRoundup, language: str) -> AskedPanelist:
    """Somebody to show a letter or the form for, never saved: the first of the panel who reads that language, else somebody made up."""
    panel = asked.panel.filter(erased_at__isnull=True)
    found = next((one for one in panel if language_to_write_in(one.language) == language), None)
    known = {"name": found.name, "time_zone": found.time_zone} if found else {"name": MADE_UP}
    return AskedPanelist(asked=asked, language=language, **known)


def panel_is_published(panelist: AskedPanelist) -> bool:
    """Whether readers are to see who was asked: where the outlet says so, and answers are on the record."""
    return panelist.asked.publishes_panel and is_named(attribution_of(panelist))


def in_zone_of(panelist: AskedPanelist, moment: dt.datetime | None) -> str:
    """A moment in the panelist's time zone, else in the outlet's, with the zone's name, as the language that is being spoken writes it."""
    return gettext("a day that is not set yet") if moment is None else moment_told(moment, zone_of(panelist))


def zone_of(panelist: AskedPanelist) -> dt.tzinfo:
    """The time zone of the panelist, else of the outlet."""
    return zone_named(panelist.time_zone) or zone_of_roundup(panelist.asked)


def zone_of_roundup(asked: AskedRoundup) -> dt.tzinfo:
    """The time zone in which the outlet names its deadlines."""
    return zone_named(asked.time_zone) or dt.UTC


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of that IANA name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _letter(panelist: AskedPanelist, *paragraphs: str) -> str:
    """The salutation, the paragraphs that have something in them, and who writes."""
    whole = (gettext("Dear %(name)s,") % {"name": panelist.name}, *paragraphs, str(panelist.asked.outlet))
    return "\n\n".join(paragraph.strip() for paragraph in whole if paragraph.strip()) + "\n"
