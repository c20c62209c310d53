"""How a reply is given."""

import datetime as dt
from typing import Any

from django import forms

from weighin.site.mail.texts import zone_of_roundup
from weighin.site.moments import moment_typed
from weighin.site.store.models import Arrival, AskedRoundup

LONGEST_REPLY = 400_000  # characters
MOST_REPLY_BYTES = 5_000_000
ARRIVALS = [
    (Arrival.MAIL.value, "By mail, or as a document with one"),
    (Arrival.EDITOR.value, "Some other way: by telephone, on paper, in person"),
]
PASTED = "pasted text"


class ArrivalForm(forms.Form):
    """When and how the reply reached the outlet: by that it is in time or late."""

    received_at = forms.CharField(
        label="When did it arrive?", widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    arrival = forms.ChoiceField(
        label="How did it arrive?", choices=ARRIVALS, initial=Arrival.MAIL.value, widget=forms.RadioSelect
    )

    def __init__(self, *given: Any, asked: AskedRoundup, **more: Any) -> None:
        super().__init__(*given, **more)
        self.zone = zone_of_roundup(asked)
        self.fields[
            "received_at"
        ].help_text = f"In the round-up's time zone, {asked.time_zone}. It decides whether the answers are in time, and the journal keeps it with your name."

    def clean_received_at(self) -> dt.datetime:
        """The moment, in UTC."""
        return moment_typed(self.cleaned_data["received_at"], self.zone)


class ReplyForm(ArrivalForm):
    """A reply, pasted or as a file."""

    text = forms.CharField(
        label="Paste the reply",
        required=False,
        strip=False,
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="With the questions if they are quoted in it. Answers are found under quoted questions, after numbers as in “Ad 1:”, or by their order.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        max_length=300,
        allow_empty_file=True,  # reading says what is wrong with an empty one
        help_text="A saved mail (EML), plain text or DOCX.",
        widget=forms.FileInput(attrs={"accept": ".eml,.txt,.docx,.md,.html"}),
    )

    field_order = ("text", "file", "received_at", "arrival")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        file = given.get("file")
        if bool(str(given.get("text") or "").strip()) == bool(file):
            msg = "Paste the reply or choose a file, one of the two."
            raise forms.ValidationError(msg)
        if file and file.size > MOST_REPLY_BYTES:
            msg = f"The file is larger than {MOST_REPLY_BYTES // 1_000_000} MB, which no reply is."
            raise forms.ValidationError(msg)
        return given

    def source(self) -> tuple[bytes, str]:
        """The bytes of the reply, and what to call it."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), str(file.name or "file")
        return str(self.cleaned_data["text"]).encode("utf-8", errors="replace"), PASTED
