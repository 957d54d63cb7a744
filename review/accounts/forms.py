"""The forms for signing in and for one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class SignInForm(AuthenticationForm):
    """User name and password; names are lower case however they are typed."""

    error_messages = {  # noqa: RUF012 (Django's way)
        "invalid_login": "Nama pengguna atau kata sandi keliru. Periksa huruf besar-kecilnya.",
        "inactive": "Akun ini sudah dinonaktifkan. Hubungi administrator.",
    }

    def clean_username(self) -> str:
        """The name as it is stored."""
        return str(self.cleaned_data["username"]).strip().lower()


class OwnPasswordForm(PasswordChangeForm):
    """A new password for oneself; a temporary one is done with afterwards."""

    def save(self, commit: bool = True) -> Any:
        """Store the new password."""
        self.user.must_change_password = False
        return super().save(commit)
