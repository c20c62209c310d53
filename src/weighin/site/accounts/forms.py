"""What is typed when signing in, changing a password and adding a member."""

from django import forms

from weighin.site.accounts.commands import LONGEST_NAME, LONGEST_PASSWORD
from weighin.site.store.models import Role


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The password that holds, and the one that shall."""

    current = forms.CharField(
        label="Your password now",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    chosen = forms.CharField(
        label="New password",
        help_text="At least 10 characters. A few words that only you would put together are good.",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="New password, again",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Typed twice the same."""
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("chosen") not in {None, again}:
            msg = "This is not the new password that you typed above."
            raise forms.ValidationError(msg)
        return again


class ChosenPasswordForm(forms.Form):
    """The password that a new member chooses."""

    chosen = forms.CharField(
        label="Password",
        help_text="At least 10 characters. A few words that only you would put together are good.",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class AddressForm(forms.Form):
    """A member's mail address."""

    address = forms.EmailField(
        label="Mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class MemberForm(forms.Form):
    """A colleague's name and role."""

    name = forms.CharField(
        label="Name to sign in with",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label="May",
        choices=[
            (Role.EDITOR.value, "read, correct and publish (editor)"),
            (Role.VIEWER.value, "look, and change nothing (viewer)"),
            (Role.OWNER.value, "everything, members too (owner)"),
        ],
    )
    address = forms.EmailField(
        label="Mail address",
        required=False,
        max_length=254,
        help_text="With an address they get a letter with a link and choose their own password. Without, you are shown a password that holds once.",
    )


class RoleForm(forms.Form):
    """A role."""

    role = forms.ChoiceField(choices=Role.choices)


class CodeForm(forms.Form):
    """A code of the second factor, or for signing in a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": 22}
        ),
    )


class ProofForm(forms.Form):
    """What shows that it is the member who changes a second factor."""

    proof = forms.CharField(
        label="A code of the app, a recovery code, or your password",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
