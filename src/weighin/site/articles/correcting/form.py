"""What the forms of all corrections share: which piece, which version was seen, and how they come to a correction."""

from typing import ClassVar, Self

from django import forms
from django.http import QueryDict

from weighin.reading.corrections import Correction
from weighin.reading.corrections.kinds import Newcomer
from weighin.site.articles.correcting.subject import Subject, panelists_of

NOBODY_CHOSEN = "Choose somebody of the panel, or give a name."
LONGEST = 2_000


class CorrectionForm(forms.Form):
    """A form that makes one correction.

    Attributes:
        kind: its name in an address. heading: what it says of the piece. button: what sending it does.
    """

    kind: ClassVar[str]
    heading: ClassVar[str]
    button: ClassVar[str]
    is_removal: ClassVar[bool] = False

    piece = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, subject: Subject, data: QueryDict | None = None, *, seen: int = 0) -> None:
        super().__init__(data, auto_id=f"{self.kind}-%s", initial={"piece": subject.name, "seen": seen})
        self.subject = subject
        self.prepare()

    @classmethod
    def fits(cls, _subject: Subject) -> bool:
        """Whether it makes sense for this piece."""
        return True

    def prepare(self) -> None:
        """Fill in what the piece says now, and what there is to choose from."""

    def correction(self) -> Correction:
        """What was said, in lasting identifiers.

        Raises:
            DoesNotFit: words that do not stand where they must.
        """
        raise NotImplementedError

    def showing(self, seen: int) -> Self:
        """The same form, as typed, for the version that is shown now."""
        if isinstance(self.data, QueryDict):
            typed = self.data.copy()
            typed["seen"] = str(seen)
            self.data = typed
        return self


class SpeakerForm(CorrectionForm):
    """A form that says who it was: one or two of the panel, or somebody new."""

    speaker = forms.ChoiceField(label="Who said it", required=False)
    together = forms.ChoiceField(label="Together with", required=False)
    name = forms.CharField(label="Or somebody who is not on the list: name", required=False, max_length=LONGEST)
    affiliation = forms.CharField(label="Their affiliation", required=False, max_length=LONGEST)

    def prepare(self) -> None:
        """The panel."""
        panel = panelists_of(self.subject)
        self.choices("speaker", [("", "Choose …"), *panel])
        self.choices("together", [("", "Nobody else"), *panel])

    def choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        """What a field lets one choose."""
        chosen = self.fields[field]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = choices

    def require_somebody(self) -> None:
        """Somebody is named."""
        if not self.cleaned_data.get("speaker") and not self.cleaned_data.get("name", "").strip():
            self.add_error("speaker", NOBODY_CHOSEN)

    @property
    def panelists(self) -> tuple[str, ...]:
        """Those of the panel."""
        return tuple(filter(None, (self.cleaned_data["speaker"], self.cleaned_data["together"])))

    @property
    def newcomer(self) -> Newcomer | None:
        """Somebody new, where one is named."""
        name = self.cleaned_data["name"]
        return Newcomer(name=name, affiliation=self.cleaned_data["affiliation"]) if name.strip() else None
