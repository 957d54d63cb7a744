"""Signing in, signing out, and changing one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from review import audit
from review.access.declare import allowed, public
from review.accounts.forms import OwnPasswordForm, SignInForm
from review.accounts.roles import EVERYBODY


class SignIn(LoginView):
    """Who is signed in already goes straight on."""

    template_name = "accounts/masuk.html"
    form_class = SignInForm
    redirect_authenticated_user = True


class OwnPassword(PasswordChangeView):
    """Ends the user's other sessions too, as Django does on a new password."""

    template_name = "accounts/sandi.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("beranda")

    def form_valid(self, form: Any) -> HttpResponse:
        """Store it and say so."""
        response = super().form_valid(form)
        audit.record("password", request=self.request, subject=self.request.user.username)
        messages.success(self.request, "Kata sandi sudah diganti.")
        return response


sign_in = public(SignIn.as_view())
sign_out = public(LogoutView.as_view())
own_password = allowed(EVERYBODY)(OwnPassword.as_view())
