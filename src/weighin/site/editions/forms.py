"""What is said when a round-up is withdrawn."""

from django import forms


class WithdrawForm(forms.Form):
    """The reason, which readers see."""

    because = forms.CharField(
        label="Reason, for readers",
        help_text="Stands on the page that takes its place. May be left empty.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
