"""What is typed into the directory."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from weighin.asking.panel_table import is_language, is_orcid, is_time_zone
from weighin.site.store.models import Expert, Proof


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ExpertForm(forms.Form):
    """Who somebody is, and how to reach them."""

    name = forms.CharField(label="Name", max_length=200, help_text="As people cite it, without titles.")
    other_names = forms.CharField(
        label="Other spellings of the name",
        required=False,
        max_length=1000,
        help_text="Parted by semicolons: in another script, before a marriage.",
    )
    address = forms.EmailField(
        label="Mail address", required=False, max_length=254, help_text="Where invitations go. Readers never see it."
    )
    other_addresses = forms.CharField(
        label="Other addresses", required=False, max_length=2000, help_text="Parted by commas."
    )
    languages = forms.CharField(
        label="Languages",
        required=False,
        max_length=100,
        help_text="As in en, ko or pt-BR, parted by commas. The form is shown in the first where it is translated.",
    )
    time_zone = forms.CharField(
        label="Time zone", required=False, max_length=64, help_text="As in Asia/Seoul. Deadlines are told in it."
    )
    subjects = forms.CharField(
        label="Subjects", required=False, max_length=500, help_text="Parted by commas: ice, shipping, river law."
    )
    biography = forms.CharField(label="Biography", required=False, widget=_area(5), max_length=20_000)
    interests = forms.CharField(
        label="Declared interests",
        required=False,
        widget=_area(3),
        max_length=5000,
        help_text="What could bear on answers: clients, shares, offices. Stands beside the name on the page.",
    )
    orcid = forms.CharField(label="ORCID", required=False, max_length=60, help_text="As in 0000-0002-1825-0097.")

    def clean_other_addresses(self) -> str:
        """Addresses, each one."""
        found = _parts(self.cleaned_data["other_addresses"], r"[,;\s]+")
        for address in found:
            try:
                validate_email(address)
            except ValidationError as error:
                msg = f"“{address}” is no mail address."
                raise forms.ValidationError(msg) from error
        return ", ".join(found)

    def clean_languages(self) -> str:
        """Tags, each one."""
        found = _parts(self.cleaned_data["languages"], r"[,;\s]+")
        for tag in found:
            if not is_language(tag):
                msg = f"“{tag}” is no language tag. Write it as in en or pt-BR."
                raise forms.ValidationError(msg)
        return ", ".join(found)

    def clean_time_zone(self) -> str:
        """A zone that there is, or none."""
        name = str(self.cleaned_data["time_zone"])
        if name and not is_time_zone(name):
            msg = f"There is no time zone “{name}”. Write it as in Asia/Seoul."
            raise forms.ValidationError(msg)
        return name

    def clean_subjects(self) -> str:
        """One after another, each once."""
        return ", ".join(dict.fromkeys(_parts(self.cleaned_data["subjects"], r"[,;\n]+")))

    def clean_other_names(self) -> str:
        """One after another, each once."""
        return "; ".join(dict.fromkeys(_parts(self.cleaned_data["other_names"], r"[;\n]+")))

    def clean_orcid(self) -> str:
        """One whose last character fits the others, however it was copied."""
        told = str(self.cleaned_data["orcid"]).rstrip("/").rsplit("/", maxsplit=1)[-1].upper()
        if told and not is_orcid(told):
            msg = "This is no ORCID: its last character does not fit the others. Copy it whole, as in 0000-0002-1825-0097."
            raise forms.ValidationError(msg)
        return told


class AffiliationForm(forms.Form):
    """Where somebody works, and between which days."""

    affiliation = forms.CharField(label="Post and institution", max_length=300)
    since = forms.DateField(label="Since", required=False, widget=_day(), help_text="Empty: not known.")
    until = forms.DateField(label="Until", required=False, widget=_day(), help_text="Empty: it still holds.")


class NewExpertForm(ExpertForm):
    """The same, with where they work now."""

    affiliation = forms.CharField(label="Affiliation, as it is now", required=False, max_length=300)
    field_order = ("name", "affiliation", "address", "time_zone", "languages", "subjects")


class EndForm(forms.Form):
    """The last day of an affiliation."""

    until = forms.DateField()


class IdentityForm(forms.Form):
    """By what it was made sure who somebody is."""

    proof = forms.ChoiceField(label="Confirmed by", choices=Proof.choices)
    how = forms.CharField(
        label="In words",
        max_length=300,
        help_text="Which address wrote back, which number was called, since when and from where known.",
    )


class PhotographForm(forms.Form):
    """A photograph."""

    photograph = forms.FileField(
        label="Photograph",
        help_text="JPEG, PNG or WebP. It is made anew here: the place and the camera in the file are not kept.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class ExpertsTableForm(forms.Form):
    """Experts as a table: a file, or pasted."""

    file = forms.FileField(
        label="A CSV file",
        required=False,
        help_text="As a spreadsheet or LimeSurvey's participants are exported.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    table = forms.CharField(
        label="Or the table, pasted",
        required=False,
        help_text="With a header: name (or firstname and lastname), email, affiliation, language, time zone, subjects, biography, interests, ORCID.",
        widget=_area(8),
        max_length=2_000_000,
    )


def expert_fields(expert: Expert) -> dict[str, object]:
    """An expert as the form shows them."""
    return {name: getattr(expert, name) for name in ExpertForm.base_fields}


def _parts(told: str, between: str) -> list[str]:
    return [part for piece in re.split(between, str(told)) if (part := " ".join(piece.split()))]
