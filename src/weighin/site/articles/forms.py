"""How an article is given."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from weighin.errors import TooLarge
from weighin.fetching import looks_like_an_address
from weighin.reading.sources import MOST_BYTES
from weighin.record.values import DisplayRight
from weighin.site.articles.commands import PASTED, Given

RIGHTS = [
    (DisplayRight.QUOTATION.value, "Another outlet's work: readers see short quotations with the link"),
    (DisplayRight.LICENSED.value, "The outlet that published it has agreed: readers see everything"),
    (DisplayRight.OWN.value, "Our own: readers see everything"),
]
NOTHING_GIVEN = "Paste the text, choose a file or give an address."
TWO_GIVEN = "There is a pasted text as well. Clear the text to read the file, or take the file away to read the text."
NO_ADDRESS = "An address begins with http:// or https://."


class ReadForm(forms.Form):
    """An article by one of three ways, and by which right it may be shown."""

    text = forms.CharField(
        label="Paste the text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="The whole article as it stands on the page: title, names, questions and answers.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        max_length=300,
        allow_empty_file=True,  # reading says what is wrong with an empty one
        help_text=f"HTML, plain text, Markdown, DOCX, PDF or a saved mail (EML), up to {MOST_BYTES // 1_000_000} MB.",
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.txt,.md,.markdown,.docx,.pdf,.eml"}),
    )
    address = forms.CharField(
        label="Address of the original",
        required=False,
        max_length=2000,
        help_text="With a text or a file it is noted as the place of the original. Alone, the page is fetched from there.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "spellcheck": "false"}),
    )
    right = forms.ChoiceField(
        label="By which right may it be shown?",
        choices=RIGHTS,
        initial=DisplayRight.QUOTATION.value,
        widget=forms.RadioSelect,
    )

    def clean_address(self) -> str:
        """Of a web page."""
        address = str(self.cleaned_data["address"]).strip()
        if address and not looks_like_an_address(address):
            raise forms.ValidationError(NO_ADDRESS)
        return address

    def clean(self) -> dict[str, Any]:
        """One way, not two, not none."""
        given = super().clean() or self.cleaned_data
        has_text = bool(str(given.get("text") or "").strip())
        if has_text and given.get("file"):
            self.add_error("file", TWO_GIVEN)
        if not has_text and not given.get("file") and not given.get("address") and not self.errors:
            self.add_error("text", NOTHING_GIVEN)
        return given

    @property
    def way(self) -> str:
        """The field by which the article came."""
        if self.cleaned_data.get("file"):
            return "file"
        return "text" if str(self.cleaned_data.get("text") or "").strip() else "address"

    def given(self) -> Given:
        """The article.

        Raises:
            TooLarge: a file over the limit; nothing of it was looked at.
        """
        address, right = self.cleaned_data["address"], DisplayRight(self.cleaned_data["right"])
        match self.way:
            case "file":
                file: UploadedFile[Any] = self.cleaned_data["file"]
                if (file.size or 0) > MOST_BYTES:
                    raise TooLarge(
                        file.name or "the file", f"larger than {MOST_BYTES // 1_000_000} MB, which no article is"
                    )
                return Given(data=file.read(), name=file.name or "", address=address, display_right=right)
            case "text":
                data = str(self.cleaned_data["text"]).encode("utf-8", errors="replace")
                return Given(data=data, name=PASTED, address=address, display_right=right)
            case _:
                return Given(data=None, name=address, address=address, display_right=right)
