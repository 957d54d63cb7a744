"""Users: a role, and for district and village officers the place they are responsible for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from pipelines.domain.regions import load_regions
from review.accounts.roles import CHOICES, PEOPLE, PLACES, Role

USERNAME = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,29}$",
    "Nama pengguna: 3 sampai 30 huruf kecil, angka, titik, atau strip, diawali huruf.",
)


class UserManager(BaseUserManager["User"]):
    """Adds users that have been checked in full."""

    def add(self, password: str | None, **fields: Any) -> User:
        """A new user; ValidationError (in Indonesian) when a field or the password is wrong.

        Without a password the user cannot sign in until one is set.
        """
        from django.contrib.auth.password_validation import validate_password

        user = self.model(**fields)
        user.set_password(password)
        user.full_clean()
        if password is not None:
            validate_password(password, user)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in. Never deleted, because decisions and audit events name them."""

    username = models.CharField(
        "nama pengguna",
        max_length=30,
        unique=True,
        validators=[USERNAME],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    full_name = models.CharField("nama lengkap", max_length=120)
    role = models.CharField("peran", max_length=20, choices=CHOICES)
    place_code = models.CharField(
        "wilayah",
        max_length=13,
        blank=True,
        help_text="63.05.01 (kecamatan) or 63.05.01.2003 (desa); empty for the whole regency",
    )
    is_active = models.BooleanField("aktif", default=True)
    must_change_password = models.BooleanField("harus mengganti kata sandi", default=False)
    added_at = models.DateTimeField("ditambahkan", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name", "role"]

    class Meta:
        ordering = ("username",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="place_belongs_to_role",
                condition=(
                    Q(role=Role.KECAMATAN.value, place_code__regex=r"^\d\d\.\d\d\.\d\d$")
                    | Q(role=Role.DESA.value, place_code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$")
                    | (~Q(role__in=sorted(role.value for role in PLACES)) & Q(place_code=""))
                ),
                violation_error_message="Wilayah tidak sesuai dengan peran.",
            )
        ]

    def clean(self) -> None:
        """ValidationError unless the place is one of the regency's and fits the role."""
        super().clean()
        from django.conf import settings

        regions = load_regions(settings.OFFICE.region)
        if self.role == Role.KECAMATAN and self.place_code not in regions.districts:
            raise ValidationError({"place_code": "Pilih kecamatan untuk petugas kecamatan."})
        if self.role == Role.DESA and self.place_code not in regions.by_code:
            raise ValidationError({"place_code": "Pilih desa/kelurahan untuk petugas desa."})
        if self.role not in PLACES and self.place_code:
            raise ValidationError({"place_code": "Peran ini tidak dibatasi wilayah: kosongkan."})

    @property
    def sees_people(self) -> bool:
        """Whether the role may see people at all."""
        return self.role in PEOPLE

    @property
    def place_name(self) -> str:
        """The place in words: `Desa Tungkap, Kecamatan Binuang`, or the regency."""
        from django.conf import settings

        regions = load_regions(settings.OFFICE.region)
        if village := regions.by_code.get(self.place_code):
            return f"{village.name}, Kecamatan {village.district}"
        if district := regions.districts.get(self.place_code):
            return f"Kecamatan {district}"
        return regions.name

    def get_full_name(self) -> str:
        """The name officers see."""
        return str(self.full_name)
