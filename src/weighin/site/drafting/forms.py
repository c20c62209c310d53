"""What is typed into a draft."""

from typing import Any

from django import forms
from msgspec import UNSET

from weighin.asking.attributions import against_policies
from weighin.asking.numbers import number_typed
from weighin.asking.policies import Approval, Attribution
from weighin.record.judgements import (
    MOST_OPTIONS,
    AgreementScale,
    AxesScale,
    ChoiceScale,
    DateScale,
    IntervalScale,
    ProbabilityScale,
    QuantityScale,
    RankingScale,
    RatingScale,
    RouletteScale,
    Scale,
    Terms,
    kind_of,
)
from weighin.site.mail.texts import zone_named, zone_of_roundup
from weighin.site.moments import TO_THE_MINUTE, moment_in_field, moment_typed
from weighin.site.sentences import sentence
from weighin.site.store.asked import DAYS_TO_REPORT
from weighin.site.store.models import AskedRoundup

ATTRIBUTIONS = [
    (Attribution.ON_THE_RECORD.value, "On the record: name and affiliation"),
    (Attribution.AFFILIATION_ONLY.value, "Affiliation only, without the name"),
    (Attribution.ANONYMOUS_TO_READERS.value, "Anonymous to readers; editors know who wrote what"),
    (
        Attribution.ANONYMOUS_TO_PANELISTS.value,
        "Anonymous to readers and to other panelists; editors know who wrote what",
    ),
    (
        Attribution.ANONYMOUS_TO_EDITORS.value,
        "Anonymous to editors too: what ties an answer to a person is destroyed at the seal",
    ),
]
APPROVALS = [
    (Approval.NOT_SHOWN.value, "We edit for length and clarity, and do not send edited texts for approval"),
    (Approval.SHOWN.value, "Panelists are shown the edited text and can report errors of fact"),
    (Approval.APPROVES.value, "Panelists approve the edited text, or object"),
]
KINDS = [
    ("prose", "Prose alone"),
    ("probability", "Probability of an event"),
    ("choice", "Choice: a probability for each option"),
    ("quantity", "Quantity, by quantiles"),
    ("interval", "Quantity, in three or four steps: lowest, highest, best guess, how sure"),
    ("roulette", "Quantity, by roulette: chips in bins"),
    ("date", "Date, by quantiles"),
    ("rating", "Rating on a scale"),
    ("axes", "Two ratings, as likelihood and impact"),
    ("agreement", "Agreement with a statement, with confidence"),
    ("ranking", "Ranking"),
]
LEVELS = [
    ("0.05 0.5 0.95", "5, 50 and 95 per cent"),
    ("0.05 0.25 0.5 0.75 0.95", "5, 25, 50, 75 and 95 per cent"),
    ("0.1 0.5 0.9", "10, 50 and 90 per cent"),
    ("0.25 0.5 0.75", "25, 50 and 75 per cent"),
]
CONFIDENCES = [
    ("", "The panelist says how sure they are (four steps)"),
    ("0.5", "50 per cent sure (three steps)"),
    ("0.8", "80 per cent sure (three steps)"),
    ("0.9", "90 per cent sure (three steps)"),
]
CONDITION_HELP = "For “if X happens, how likely is Y?”: X. The panel is asked to suppose it; where X does not come true, the question is void."
CONDITION: dict[str, Any] = {"label": "Only if this comes true", "required": False, "max_length": 1000}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DraftForm(forms.Form):
    """Title, texts, deadline, rules."""

    title = forms.CharField(label="Title", max_length=300)
    standfirst = forms.CharField(label="Standfirst", required=False, widget=_area(2), max_length=2000)
    introduction = forms.CharField(
        label="Introduction",
        help_text="Stands on the published page.",
        required=False,
        widget=_area(5),
        max_length=20000,
    )
    note_to_panel = forms.CharField(
        label="Note to the panel",
        help_text="Stands in the invitation and above the form, never on the page.",
        required=False,
        widget=_area(5),
        max_length=20000,
    )
    deadline = forms.CharField(
        label="Deadline",
        required=False,
        help_text="To the minute, in the time zone below.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE),
    )
    time_zone = forms.CharField(
        label="Time zone", help_text="As in Europe/Vienna or Asia/Seoul.", max_length=64, initial="UTC"
    )
    attribution = forms.ChoiceField(label="Answers appear", choices=ATTRIBUTIONS, widget=forms.RadioSelect)
    approval = forms.ChoiceField(label="Editing", choices=APPROVALS, widget=forms.RadioSelect)
    days_to_report = forms.IntegerField(
        label="Days to report errors",
        help_text="Where panelists are shown edits: so many days after the letter. It can be set for each edit.",
        min_value=1,
        max_value=60,
        initial=DAYS_TO_REPORT,
        required=False,
    )
    publishes_panel = forms.BooleanField(
        label="Publish who was asked and who answered",
        help_text="A list by name, with who declined, was late or kept silent. Only where answers are on the record; the invitation says so.",
        required=False,
    )
    asks_help = forms.BooleanField(
        label="Ask whether a machine or a press office helped with the writing", required=False
    )
    reminders = forms.CharField(
        label="Reminders",
        help_text="Hours before the deadline, as in 72, 24. Empty: none.",
        required=False,
        max_length=60,
    )

    def clean_time_zone(self) -> str:
        """A zone that there is."""
        name = str(self.cleaned_data["time_zone"])
        if zone_named(name) is None:
            msg = f"There is no time zone “{name}”. Write it as in Europe/Vienna."
            raise forms.ValidationError(msg)
        return name

    def clean_days_to_report(self) -> int:
        """What was typed; the usual number where nothing was."""
        return int(self.cleaned_data["days_to_report"] or DAYS_TO_REPORT)

    def clean_reminders(self) -> str:
        """Whole hours, the earliest first."""
        hours = str(self.cleaned_data["reminders"]).replace(";", ",").replace(" ", ",").split(",")
        told = [hour for hour in hours if hour]
        if not all(hour.isdecimal() and 0 < int(hour) < 2000 for hour in told) or len(told) > 10:
            msg = "Expected whole hours before the deadline, as in 72, 24."
            raise forms.ValidationError(msg)
        return ",".join(map(str, sorted(set(map(int, told)), reverse=True)))

    def clean(self) -> dict[str, Any]:
        """The deadline, in UTC."""
        found = dict(self.cleaned_data)
        typed, zone = str(found.get("deadline") or "").strip(), zone_named(str(found.get("time_zone") or ""))
        found["deadline"] = None
        if found.get("attribution") and found.get("approval"):
            attribution, approval = Attribution(found["attribution"]), Approval(found["approval"])
            for conflict in against_policies(attribution, approval, has_rounds=False):
                self.add_error("approval", conflict)
        if typed and zone is not None:
            try:
                found["deadline"] = moment_typed(typed, zone)
            except forms.ValidationError as error:
                self.add_error("deadline", error)
        return found


def draft_fields(asked: AskedRoundup) -> dict[str, object]:
    """A draft as the form shows it."""
    return {
        "title": asked.title,
        "standfirst": asked.standfirst,
        "introduction": asked.introduction,
        "note_to_panel": asked.note_to_panel,
        "deadline": moment_in_field(asked.deadline, zone_of_roundup(asked)) if asked.deadline else "",
        "time_zone": asked.time_zone,
        "attribution": asked.attribution,
        "approval": asked.approval,
        "days_to_report": asked.days_to_report,
        "asks_help": asked.asks_help,
        "publishes_panel": asked.publishes_panel,
        "reminders": asked.reminders.replace(",", ", "),
    }


class QuestionForm(forms.Form):
    """A question with its scale and its terms. Only the fields of the chosen kind are looked at."""

    text = forms.CharField(label="Question", widget=_area(2), max_length=2000)
    asks_prose = forms.BooleanField(label="Asks for prose", required=False, initial=True)
    words_wanted = forms.IntegerField(
        label="About how many words",
        help_text="A guide for the panel, no limit.",
        required=False,
        min_value=1,
        max_value=20_000,
    )
    kind = forms.ChoiceField(label="And for a judgement", choices=KINDS, initial="prose")
    event = forms.CharField(
        label="The event", help_text="As it goes on after “How probable is it that …”.", required=False, max_length=500
    )
    options = forms.CharField(label="Options, one a line", required=False, widget=_area(4), max_length=5000)
    unit = forms.CharField(label="Unit", required=False, max_length=60)
    levels = forms.ChoiceField(label="Quantiles", choices=LEVELS, required=False)
    lowest = forms.FloatField(label="Lowest possible", required=False)
    highest = forms.FloatField(label="Highest possible", required=False)
    confidence = forms.ChoiceField(label="How sure the interval is", choices=CONFIDENCES, required=False)
    edges = forms.CharField(
        label="The ends of the bins", help_text="Rising numbers, as in 0 10 20 30 40.", required=False, max_length=1000
    )
    chips = forms.IntegerField(label="Chips", required=False, min_value=2, max_value=100, initial=20)
    across = forms.CharField(label="First", help_text="As in Likelihood.", required=False, max_length=100)
    up = forms.CharField(label="Second", help_text="As in Impact.", required=False, max_length=100)
    criterion = forms.CharField(
        label="What the ranking is by", help_text="As in Most urgent first.", required=False, max_length=300
    )
    lowest_means = forms.CharField(label="The lowest means", required=False, max_length=100)
    highest_means = forms.CharField(label="The highest means", required=False, max_length=100)
    statement = forms.CharField(label="The statement", required=False, widget=_area(2), max_length=1000)
    what_counts = forms.CharField(label="What counts", required=False, widget=_area(2), max_length=4000)
    condition = forms.CharField(help_text=CONDITION_HELP, **CONDITION)
    source = forms.CharField(label="Where it will stand", required=False, max_length=500)
    due = forms.DateField(label="Known by", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    fine_print = forms.CharField(label="Fine print", required=False, widget=_area(3), max_length=8000)

    def clean(self) -> dict[str, Any]:
        """The scale and the terms, or what is wrong with them."""
        found = dict(self.cleaned_data)
        try:
            found["scale"] = scale_of(found)
        except ValueError as error:
            self.add_error("kind", sentence(error))
        try:
            found["terms"] = terms_of(found)
        except ValueError as error:
            self.add_error("what_counts", sentence(error))
        if not found.get("asks_prose") and found.get("kind") == "prose":
            self.add_error("asks_prose", "A question asks for prose, for a judgement, or for both.")
        return found


def scale_of(typed: dict[str, Any]) -> Scale | None:
    """The scale of the chosen kind.

    Raises:
        ValueError: what was typed makes none.
    """
    levels = tuple(map(float, str(typed.get("levels") or LEVELS[0][0]).split()))
    match typed.get("kind"):
        case "probability":
            return ProbabilityScale(event=typed["event"])
        case "choice":
            return ChoiceScale(options=_lines(typed["options"]))
        case "quantity":
            return QuantityScale(unit=typed["unit"], levels=levels, lowest=typed["lowest"], highest=typed["highest"])
        case "interval":
            sure = float(typed["confidence"]) if typed.get("confidence") else None
            return IntervalScale(unit=typed["unit"], confidence=sure, lowest=typed["lowest"], highest=typed["highest"])
        case "roulette":
            edges = tuple(map(number_typed, str(typed["edges"]).replace(";", " ").split()))
            return RouletteScale(unit=typed["unit"], edges=edges, chips=typed["chips"] or 20)
        case "axes":
            lowest, highest = _whole("lowest", typed["lowest"], 1), _whole("highest", typed["highest"], 5)
            return AxesScale(across=typed["across"], up=typed["up"], lowest=lowest, highest=highest)
        case "ranking":
            return RankingScale(options=_lines(typed["options"]), criterion=typed["criterion"])
        case "date":
            return DateScale(levels=levels)
        case "rating":
            return RatingScale(
                lowest=_whole("lowest", typed["lowest"], 1),
                highest=_whole("highest", typed["highest"], 9),
                lowest_means=typed["lowest_means"],
                highest_means=typed["highest_means"],
            )
        case "agreement":
            return AgreementScale(statement=typed["statement"])
        case _:
            return None


def terms_of(typed: dict[str, Any]) -> Terms | None:
    """The terms of settlement; None where nothing of them was typed.

    Raises:
        ValueError: something was typed, and not what counts.
    """
    parts = {name: typed.get(name) for name in ("what_counts", "condition", "source", "due", "fine_print")}
    if not any(parts.values()):
        return None
    return Terms(
        what_counts=str(parts["what_counts"] or ""),
        source=str(parts["source"] or ""),
        due=typed.get("due"),
        fine_print=str(parts["fine_print"] or ""),
        condition=str(parts["condition"] or "").strip() or UNSET,
    )


def question_fields(text: str, *, asks_prose: bool, scale: Scale | None, terms: Terms | None) -> dict[str, object]:
    """A question as the form shows it."""
    fields: dict[str, object] = {"text": text, "asks_prose": asks_prose, "kind": kind_of(scale) if scale else "prose"}
    match scale:
        case ProbabilityScale():
            fields |= {"event": scale.event}
        case ChoiceScale():
            fields |= {"options": "\n".join(scale.options)}
        case QuantityScale():
            fields |= {"unit": scale.unit, "lowest": scale.lowest, "highest": scale.highest}
            fields |= {"levels": " ".join(f"{level:g}" for level in scale.levels)}
        case IntervalScale():
            fields |= {"unit": scale.unit, "lowest": scale.lowest, "highest": scale.highest}
            fields |= {"confidence": f"{scale.confidence:g}" if scale.confidence else ""}
        case RouletteScale():
            fields |= {"unit": scale.unit, "chips": scale.chips, "edges": " ".join(f"{edge:g}" for edge in scale.edges)}
        case AxesScale():
            fields |= {"across": scale.across, "up": scale.up, "lowest": scale.lowest, "highest": scale.highest}
        case RankingScale():
            fields |= {"options": "\n".join(scale.options), "criterion": scale.criterion}
        case DateScale():
            fields |= {"levels": " ".join(f"{level:g}" for level in scale.levels)}
        case RatingScale():
            fields |= {"lowest": scale.lowest, "highest": scale.highest}
            fields |= {"lowest_means": scale.lowest_means, "highest_means": scale.highest_means}
        case AgreementScale():
            fields |= {"statement": scale.statement}
        case None:
            pass
    if terms is not None:
        fields |= {"what_counts": terms.what_counts, "source": terms.source, "fine_print": terms.fine_print}
        fields |= {"due": terms.due.isoformat() if terms.due else ""}
        fields |= {"condition": terms.condition or ""}
    return fields


def _lines(typed: object) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in str(typed).splitlines() if line.strip())
    return lines[: MOST_OPTIONS + 1]


def _whole(name: str, typed: float | None, otherwise: int) -> int:
    if typed is None:
        return otherwise
    if not typed.is_integer():
        msg = f"expected {name} to be a whole number, found {typed:g}"
        raise ValueError(msg)
    return int(typed)
