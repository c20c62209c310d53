"""What is stated on the desk."""

from django import forms

from weighin.record.values import DisplayRight

RIGHTS = [
    (DisplayRight.QUOTATION.value, "Another outlet's work: short quotations with the link"),
    (DisplayRight.LICENSED.value, "The outlet that published it has agreed: everything, with its name and link"),
    (DisplayRight.OWN.value, "Our own: everything"),
]


class RightForm(forms.Form):
    """By which right a round-up may be shown."""

    right = forms.ChoiceField(label="Readers may see", choices=RIGHTS, widget=forms.RadioSelect)
