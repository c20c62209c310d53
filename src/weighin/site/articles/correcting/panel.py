"""Forms for a panelist."""

from django import forms

from weighin.reading.corrections.kinds import MendAffiliation, MergePanelists, RemovePanelist, RenamePanelist
from weighin.site.articles.correcting.form import LONGEST, CorrectionForm
from weighin.site.articles.correcting.subject import Subject, panelists_of


class RenameForm(CorrectionForm):
    """The name."""

    kind, heading, button = "rename", "Name", "Correct the name"
    name = forms.CharField(label="Name", max_length=LONGEST)

    def prepare(self) -> None:
        """As it is now."""
        self.initial["name"] = self.subject.panelist.name

    def correction(self) -> RenamePanelist:
        """The name as typed."""
        return RenamePanelist(panelist=self.subject.name, name=self.cleaned_data["name"])


class AffiliationForm(CorrectionForm):
    """Post and institution."""

    kind, heading, button = "affiliation", "Affiliation", "Correct the affiliation"
    affiliation = forms.CharField(
        label="Affiliation", required=False, max_length=LONGEST, help_text="Post and institution, as they were then."
    )

    def prepare(self) -> None:
        """As it is now."""
        self.initial["affiliation"] = self.subject.panelist.affiliation

    def correction(self) -> MendAffiliation:
        """The affiliation as typed."""
        return MendAffiliation(panelist=self.subject.name, affiliation=self.cleaned_data["affiliation"])


class MergeForm(CorrectionForm):
    """Two who are one."""

    kind, heading, button = "merge", "The same person as somebody else", "Merge the two"
    into = forms.ChoiceField(
        label="Is the same person as", help_text="That name stays; this one is kept as another spelling."
    )

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """Where there is somebody else."""
        return len(subject.record.panel) > 1

    def prepare(self) -> None:
        """The others."""
        into = self.fields["into"]
        if isinstance(into, forms.ChoiceField):
            into.choices = panelists_of(self.subject, besides=self.subject.name)

    def correction(self) -> MergePanelists:
        """Who they are."""
        return MergePanelists(panelist=self.subject.name, into=self.cleaned_data["into"])


class RemovePanelistForm(CorrectionForm):
    """Somebody who says nothing."""

    kind, heading, button = "remove-panelist", "Is not on the panel", "Remove from the panel"
    is_removal = True

    @classmethod
    def fits(cls, subject: Subject) -> bool:
        """Where somebody says nothing."""
        who = subject.panelist.identifier
        return not subject.record.answers_by(who) and not subject.record.forecasts_by(who)

    def correction(self) -> RemovePanelist:
        """That they are not on the panel."""
        return RemovePanelist(panelist=self.subject.name)
