"""What is typed of a draft's panel."""

from django import forms

from weighin.asking.panel_table import LONGEST_GROUP, is_language
from weighin.site.drafting.forms import ATTRIBUTIONS
from weighin.site.mail.texts import zone_named


class PanelistForm(forms.Form):
    """Somebody for the panel, by hand."""

    name = forms.CharField(label="Name", max_length=200)
    address = forms.EmailField(label="Mail address", required=False, max_length=254)
    affiliation = forms.CharField(label="Affiliation, as it is now", required=False, max_length=300)
    time_zone = forms.CharField(
        label="Time zone", required=False, max_length=64, help_text="As in Asia/Seoul; empty: the round-up's."
    )
    language = forms.CharField(
        label="Language", required=False, max_length=12, help_text="As in de or ko; empty: the browser's."
    )
    group = forms.CharField(
        label="Group of stakeholders",
        required=False,
        max_length=LONGEST_GROUP,
        help_text="As in Industry or Patients; empty where the panel has no groups.",
    )
    keep = forms.BooleanField(label="Keep them in the directory of experts, too", required=False, initial=True)

    def clean_time_zone(self) -> str:
        """A zone that there is, or none."""
        name = str(self.cleaned_data["time_zone"])
        if name and zone_named(name) is None:
            msg = f"There is no time zone “{name}”. Write it as in Asia/Seoul."
            raise forms.ValidationError(msg)
        return name

    def clean_language(self) -> str:
        """A tag, or none."""
        tag = str(self.cleaned_data["language"])
        if tag and not is_language(tag):
            msg = f"“{tag}” is no language tag. Write it as in de or pt-BR."
            raise forms.ValidationError(msg)
        return tag


class SeatForm(forms.Form):
    """What holds for one panelist alone."""

    group = PanelistForm.base_fields["group"]
    attribution = forms.ChoiceField(
        label="Answers of this panelist appear",
        choices=[("", "As those of the whole panel"), *ATTRIBUTIONS],
        widget=forms.RadioSelect,
        required=False,
        help_text="Only what is stricter than the rule of the round-up changes anything. They are told before they answer.",
    )


class GroupForm(forms.Form):
    """The group of stakeholders of all that were ticked."""

    group = forms.CharField(required=False, max_length=LONGEST_GROUP)


class PanelTableForm(forms.Form):
    """A panel as a table, pasted."""

    table = forms.CharField(
        label="A table with a header",
        help_text="As from a spreadsheet: name, email, affiliation, time zone, group. A first look shows every line before anything is added.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=500_000,
    )
    keep = forms.BooleanField(label="Keep them in the directory of experts, too", required=False, initial=True)
