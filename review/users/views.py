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
from review.audit.chain import locked_head
from review.users.forms import UserForm
from review.users.passwords import form_of, give, new_form, stands, temporary_password

ADMINISTRATOR = Role.ADMINISTRATOR
FORM_FIELD = "lembar"  # distinguishes one form that asks for a password from another


@allowed(ADMINISTRATOR)
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """All users, those who may sign in first."""
    listed = User.objects.order_by("-is_active", "username")
    context = {"users": [(user, form_of(user)) for user in listed], "form_field": FORM_FIELD}
    return render(request, "users/daftar.html", context)


@allowed(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new user, who gets a temporary password."""
    sheet = request.POST.get(FORM_FIELD) or new_form()
    context = {"form_field": FORM_FIELD, "sheet": sheet}
    if request.method != "POST":
        return render(request, "users/ubah.html", {"form": UserForm(), **context})
    password = temporary_password(request.POST.get("username", ""), sheet)
    with transaction.atomic():
        locked_head()  # a form that was sent twice is taken one copy after the other
        known = _added_by(request, password)
        form = UserForm(request.POST)
        if known is None:
            if not form.is_valid():
                return render(request, "users/ubah.html", {"form": form, **context})
            known = form.save(commit=False)
            give(known, password)
            known.save()
            _audit(request, known, "added")
    return _show_password(request, known, password)


@allowed(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, user_id: int) -> HttpResponse:
    """Another name, role or place. The last administrator stays one."""
    user = get_object_or_404(User, pk=user_id)
    last = _is_last_administrator(user)
    form = UserForm(request.POST or None, instance=user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "users/ubah.html", {"form": form, "changed": user})
    if last and form.cleaned_data["role"] != ADMINISTRATOR:
        form.add_error("role", "Ini administrator terakhir; tunjuk dulu administrator lain.")
        return render(request, "users/ubah.html", {"form": form, "changed": user})
    with transaction.atomic():
        form.save()
        _audit(request, user, "changed")
    messages.success(request, f"Data {user.full_name} sudah disimpan.")
    return redirect("pengguna")


@allowed(ADMINISTRATOR)
@require_POST
def reset_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """A new temporary password; a pause after wrong ones ends."""
    user, form = get_object_or_404(User, pk=user_id), request.POST.get(FORM_FIELD, "")
    password = temporary_password(user.username, form)
    with transaction.atomic():
        locked_head()  # a form that was sent twice is taken one copy after the other
        user.refresh_from_db()
        if form == form_of(user):
            give(user, password)
            user.save()
            forget_failures(username=user.username)
            _audit(request, user, "password reset")
        elif not stands(user, password):
            messages.warning(
                request,
                f"Sandi baru belum dibuat: kata sandi {user.full_name} sudah diganti sesudah "
                "halaman itu dibuka. Bila masih perlu, tekan “Sandi baru” sekali lagi.",
            )
            return redirect("pengguna")
    return _show_password(request, user, password)


@allowed(ADMINISTRATOR)
@require_POST
def switch(request: HttpRequest, user_id: int) -> HttpResponse:
    """Deactivate a user, or let one in again, as the button said. The last administrator stays."""
    user, active = get_object_or_404(User, pk=user_id), request.POST.get("aktif") == "1"
    with transaction.atomic():
        locked_head()
        user.refresh_from_db()
        if not active and _is_last_administrator(user):
            messages.error(request, "Administrator terakhir tidak dapat dinonaktifkan.")
            return redirect("pengguna")
        if user.is_active != active:  # else the button was pressed twice
            user.is_active = active
            user.save()
            _audit(request, user, "activated" if active else "deactivated")
    done = "diaktifkan lagi" if active else "dinonaktifkan"
    messages.success(request, f"{user.full_name} sudah {done}.")
    return redirect("pengguna")


def _added_by(request: HttpRequest, password: str) -> User | None:
    """The user whom this very form has added already (it was sent twice); None when there is none.

    Who goes back and changes an entry sends another form: that name is taken.
    """
    typed = {name: request.POST.get(name, "") for name in UserForm.Meta.fields}
    for user in User.objects.filter(must_change_password=True):
        if all(getattr(user, name) == text for name, text in typed.items()):
            return user if stands(user, password) else None
    return None


def _show_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """Rendered in answer to the form itself: the password is in no address and no session."""
    context = {"added": user, "password": password}
    return render(request, "users/sandi_sementara.html", context)


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
