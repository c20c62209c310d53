"""The letters' words: plain text, as a person would write. An editor reads and changes each before it goes out; only receipts go of themselves."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import dateformat
from django.utils.translation import gettext, gettext_noop
from msgspec import Struct

from weighin.asking.policies import Approval, Attribution
from weighin.site.mail.calendars import calendar_of
from weighin.site.store.letters import DEADLINE, LINK, RECEIPT, STOP_LINK
from weighin.site.store.lives import deadline_of
from weighin.site.store.models import AskedPanelist

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


LIST_TOLD = "With the answers we publish whom we asked and who answered, by name."


class Written(Struct, frozen=True):
    """A subject, a text and, where one goes with it, a calendar file."""

    subject: str
    text: str
    calendar: str = ""


def invitation(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Asks a panelist to answer: what it is about, by when, under which rules, by which link."""
    asked = panelist.asked
    deadline = deadline_of(panelist)
    questions = "\n".join(
        f"{number}. {question.text}" for number, question in enumerate(asked.questions.all(), start=1)
    )
    text = _joined(
        f"Dear {panelist.name},",
        f"{asked.outlet} is asking a panel of experts: {asked.title}",
        asked.note_to_panel,
        questions,
        f"Please answer by {in_zone_of(panelist, deadline)}. No account is needed; this link is yours alone:\n{LINK}",
        "What you write is saved as you go, and nobody but you sees it before the deadline. You can decline there with one click, too.",
        ATTRIBUTION_TOLD[Attribution(asked.attribution)],
        APPROVAL_TOLD[Approval(asked.approval)],
        LIST_TOLD if panel_is_published(panelist) else "",
        f"To get no reminders: {STOP_LINK}",
        str(asked.outlet),
    )
    return Written(f"{asked.outlet} asks: {asked.title}", text, calendar_of(panelist, deadline, now=now))


def reminder(panelist: AskedPanelist) -> Written:
    """Reminds who has not answered yet. It may lie for days before it goes, so the deadline is put in when it does."""
    asked = panelist.asked
    text = _joined(
        f"Dear {panelist.name},",
        f"your answers to “{asked.title}” can reach us until {DEADLINE}. What you have begun is still there:\n{LINK}",
        "If you would rather not answer, one click there tells us so.",
        f"To get no more reminders: {STOP_LINK}",
        str(asked.outlet),
    )
    return Written(f"A reminder: {asked.title}", text)


def next_round(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Asks for the next round, in which one's own answer stands beside the group's."""
    asked, deadline = panelist.asked, deadline_of(panelist)
    text = _joined(
        f"Dear {panelist.name},",
        f"round {asked.round} of “{asked.title}” is open. You see there what the group answered in the round before, without names, beside your own answer, and can keep or revise it:\n{LINK}",
        f"Please do so by {in_zone_of(panelist, deadline)}. To keep your answer, submit it again.",
        f"To get no reminders: {STOP_LINK}",
        str(asked.outlet),
    )
    return Written(f"Round {asked.round}: {asked.title}", text, calendar_of(panelist, deadline, now=now))


def extension(panelist: AskedPanelist, *, now: dt.datetime) -> Written:
    """Tells one panelist of more time."""
    deadline = deadline_of(panelist)
    text = _joined(
        f"Dear {panelist.name},",
        f"you have until {in_zone_of(panelist, deadline)} for “{panelist.asked.title}”. Your link is the same:\n{LINK}",
        str(panelist.asked.outlet),
    )
    return Written(f"More time: {panelist.asked.title}", text, calendar_of(panelist, deadline, now=now))


def receipt(panelist: AskedPanelist, *, received_at: dt.datetime, on_time: bool, entered_by: str = "") -> Written:
    """Says that the answers arrived, when, and how that can be proved later. `entered_by`: the editor who entered a reply that came some other way."""
    asked = panelist.asked
    arrived = f"your answers to “{asked.title}” arrived at {in_zone_of(panelist, received_at)}."
    late = "That is after the deadline. They are kept, and the editors decide whether to take them."
    text = _joined(
        f"Dear {panelist.name},",
        arrived if on_time else f"{arrived} {late}",
        f"They came outside of the form: {entered_by} entered them for you as you wrote them. Please look whether they are right."
        if entered_by
        else "",
        f"You can read them, and change them until the deadline, by your link:\n{LINK}",
        "Keep this receipt. With it anybody can check later that what is published is what you submitted, and when. It tells nothing of your answers.",
        RECEIPT,
        str(asked.outlet),
    )
    return Written(f"Receipt: {asked.title}", text)


def clarification(panelist: AskedPanelist, *, question: str, text: str, has_answered: bool) -> Written:
    """Says to everybody what is said of a question after the first answer, and asks who has answered to confirm it."""
    asked = panelist.asked
    wanted = (
        "You have answered already. Your answer counts as it stands. Please look at it, and confirm or change it:"
        if has_answered
        else "It stands below the question on your form:"
    )
    text = _joined(
        f"Dear {panelist.name},",
        f"there is a clarification of a question in “{asked.title}”:",
        question,
        text,
        f"{wanted}\n{LINK}",
        str(asked.outlet),
    )
    return Written(f"A clarification: {asked.title}", text)


def sealed(panelist: AskedPanelist, *, root: str, size: int, sealed_at: dt.datetime) -> Written:
    """Gives every panelist the root over all that was submitted, before anything is published."""
    asked = panelist.asked
    text = _joined(
        f"Dear {panelist.name},",
        f"“{asked.title}” is closed. {size} {'submission is' if size == 1 else 'submissions are'} sealed, at {in_zone_of(panelist, sealed_at)}, under this number:",
        root,
        "It will stand on the published page and in the feed too. Whoever compares them sees whether everybody was told the same.",
        "Two small files go with this letter. witness.json is that number with its time: keep it, and nothing can be put in its place later. proof.json shows that your receipt is among what was sealed, and tells nobody's answers.",
        "With your receipt they can be checked at any time, without asking us: weighin verify receipt.txt proof.json witness.json",
        str(asked.outlet),
    )
    return Written(f"Sealed: {asked.title}", text)


def edited(panelist: AskedPanelist) -> Written:
    """Shows a panelist that what they wrote was edited, and asks for what the policy foresees."""
    asked = panelist.asked
    wanted = {
        Approval.APPROVES: "Please look at it and approve it, or tell us what is wrong with it:",
        Approval.SHOWN: "If you see an error of fact, please tell us there:",
        Approval.NOT_SHOWN: "You find both there:",
    }[Approval(asked.approval)]
    text = _joined(
        f"Dear {panelist.name},",
        f"we have edited your answers to “{asked.title}”. {wanted}\n{LINK}",
        str(asked.outlet),
    )
    return Written(f"Edited: {asked.title}", text)


def panel_is_published(panelist: AskedPanelist) -> bool:
    """Whether readers are to see who was asked: where the outlet says so, and answers are on the record."""
    return panelist.asked.publishes_panel and panelist.asked.attribution == Attribution.ON_THE_RECORD.value


def in_zone_of(panelist: AskedPanelist, moment: dt.datetime | None) -> str:
    """A moment in the panelist's time zone, else in the outlet's, with the zone's name."""
    if moment is None:
        return "a day that is not set yet"
    zone = zone_of(panelist)
    there = moment.astimezone(zone)
    told = str(zone) if str(zone) == there.tzname() else f"{there.tzname()}, {zone}"
    day = dateformat.format(there, gettext("l, j F Y, H:i"))  # in Django's letters for the parts of a date
    return f"{day} ({told})"


def zone_of(panelist: AskedPanelist) -> dt.tzinfo:
    """The time zone of the panelist, else of the outlet."""
    return zone_named(panelist.time_zone) or zone_named(panelist.asked.time_zone) or dt.UTC


def zone_named(name: str) -> ZoneInfo | None:
    """The time zone of that IANA name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip()) + "\n"
