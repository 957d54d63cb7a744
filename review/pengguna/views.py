"""Listing, adding and changing users. Users are deactivated, never deleted: others name them."""

from __future__ import annotations

from axes.utils import reset as forget_failures
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from review import audit
from review.access.declare import allowed
from review.accounts.models import User
from review.accounts.roles import Role
from review.pengguna.forms import UserForm
from review.pengguna.passwords import give_temporary_password

ADMINISTRATOR = Role.ADMINISTRATOR


@allowed(ADMINISTRATOR)
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """All users, those who may sign in first."""
    listed = User.objects.order_by("-is_active", "username")
    return render(request, "pengguna/daftar.html", {"users": listed})


@allowed(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new user, who gets a temporary password."""
    form = UserForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pengguna/ubah.html", {"form": form})
    user = form.save(commit=False)
    password = give_temporary_password(user)
    with transaction.atomic():
        user.save()
        _audit(request, user, "added")
    return _show_password(request, user, password)


@allowed(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, user_id: int) -> HttpResponse:
    """Another name, role or place. The last administrator stays one."""
    user = get_object_or_404(User, pk=user_id)
    last = _is_last_administrator(user)
    form = UserForm(request.POST or None, instance=user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "pengguna/ubah.html", {"form": form, "changed": user})
    if last and form.cleaned_data["role"] != ADMINISTRATOR:
        form.add_error("role", "Ini administrator terakhir; tunjuk dulu administrator lain.")
        return render(request, "pengguna/ubah.html", {"form": form, "changed": user})
    with transaction.atomic():
        form.save()
        _audit(request, user, "changed")
    messages.success(request, f"Data {user.full_name} sudah disimpan.")
    return redirect("pengguna")


@allowed(ADMINISTRATOR)
@require_POST
def reset_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """A new temporary password; a pause after wrong ones ends."""
    user = get_object_or_404(User, pk=user_id)
    password = give_temporary_password(user)
    with transaction.atomic():
        user.save()
        forget_failures(username=user.username)
        _audit(request, user, "password reset")
    return _show_password(request, user, password)


@allowed(ADMINISTRATOR)
@require_POST
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """Deactivate a user, or let one in again. The last administrator stays active."""
    user = get_object_or_404(User, pk=user_id)
    if _is_last_administrator(user):
        messages.error(request, "Administrator terakhir tidak dapat dinonaktifkan.")
        return redirect("pengguna")
    user.is_active = not user.is_active
    with transaction.atomic():
        user.save()
        _audit(request, user, "activated" if user.is_active else "deactivated")
    done = "diaktifkan lagi" if user.is_active else "dinonaktifkan"
    messages.success(request, f"{user.full_name} sudah {done}.")
    return redirect("pengguna")


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Rendered in answer to the form itself: the password is in no address and no session."""
    context = {"added": user, "password": password}
    return render(request, "pengguna/sandi_sementara.html", context)


def _is_last_administrator(user: User) -> bool:
    active = User.objects.filter(role=ADMINISTRATOR, is_active=True)
    return bool(active.filter(pk=user.pk).exists()) and active.count() == 1


def _audit(request: HttpRequest, user: User, what: str) -> None:
    audit.record(
        "user",
        request=request,
        subject=user.username,
        what=what,
        role=user.role,
        place=user.place_code,
    )
