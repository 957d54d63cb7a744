"""The errors of the files: what typing, Excel and habit do to a person's identifiers.

Each source has a profile of error rates at noise 1.0; `noise` multiplies them. Corruptions return
the value as it will stand in the file together with the name of what was done to it, so that the
truth can say which rows carry a right NIK.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from pipelines.demo import names
from pipelines.demo.world import Person

DUMMIES = ("0", "9999999999999999", "0000000000000000", "1234567890123456", "-", "6305000000000000")

VARIANTS = (
    ("MUHAMMAD", ("MUHAMAD", "MOHAMMAD", "MOCHAMMAD", "MOH.", "MUH.", "M.", "MHD")),
    ("AHMAD", ("AKHMAD", "ACHMAD", "AKH.")),
    ("ABDUL", ("ABD.", "ABDOEL")),
    ("SITI", ("SITTI", "ST.", "ST")),
    ("NUR", ("NOOR", "NOER", "NOR")),
    ("NOR", ("NUR", "NOOR")),
)
SPELLINGS = (
    ("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("SY", "SJ"), ("Y", "J"), ("KH", "CH"),
    ("F", "P"), ("Z", "J"), ("DH", "D"), ("AA", "A"), ("Q", "K"), ("V", "P"),
)  # fmt: skip
TITLES_MAN = ("H. {}", "{}, S.Pd", "DRS. {}", "GT. {}", "H. {}, S.E.", "UST. {}", "{} (ALM)")
TITLES_WOMAN = ("HJ. {}", "{}, S.Pd", "HJ. {}, A.Md", "DRA. {}")


HASTY_SHARE = 0.08
HASTY = 5.0
CAREFUL = 0.65
"""One row in twelve (at noise 1.0) is typed in haste: its error rates are a multiple of the
others', so that the mean at noise 1.0 stays what the profile says."""


@dataclass(frozen=True)
class Profile:
    """Error rates of a source at noise 1.0, by kind of error."""

    nik: Mapping[str, float] = field(default_factory=dict)
    name: Mapping[str, float] = field(default_factory=dict)
    birth: Mapping[str, float] = field(default_factory=dict)
    kk: Mapping[str, float] = field(default_factory=dict)


_TYPING = {"variant": 0.014, "typo": 0.012, "drop": 0.006, "title": 0.01, "joinsplit": 0.004}
PROFILES: dict[str, Profile] = {
    "usulan-desa": Profile(
        nik={
            "missing": 0.02, "digit": 0.012, "transp": 0.006, "d15": 0.005, "d17": 0.004,
            "exc16": 0.008, "sci": 0.003, "oletter": 0.004, "dummy": 0.005, "swap": 0.003,
            "relative": 0.004, "shift": 0.003, "temporary": 0.003,
        },
        name={**_TYPING, "bin": 0.005, "initial": 0.004, "oldspelling": 0.006, "nickname": 0.003},
        birth={"default": 0.008, "daymonth": 0.004, "year": 0.005, "missing": 0.006,
               "yearonly": 0.003, "invalid": 0.003},
        kk={"missing": 0.012, "digit": 0.006},
    ),
    "dtks": Profile(
        nik={"missing": 0.045, "digit": 0.008, "transp": 0.004, "exc16": 0.004, "dummy": 0.003,
             "relative": 0.002},
        name={**_TYPING, "oldspelling": 0.01, "drop": 0.012, "initial": 0.003},
        birth={"default": 0.012, "daymonth": 0.003, "year": 0.004, "missing": 0.002},
        kk={"missing": 0.02, "digit": 0.004},
    ),
    "dtsen": Profile(
        nik={"missing": 0.01, "digit": 0.003}, name={"typo": 0.006, "variant": 0.006},
        birth={"year": 0.002},
    ),
    "sktm": Profile(
        nik={"missing": 0.025, "digit": 0.014, "d15": 0.01, "oletter": 0.006, "dummy": 0.006,
             "transp": 0.006},
        name={"typo": 0.025, "title": 0.01, "variant": 0.012, "bin": 0.006, "drop": 0.006},
        birth={"missing": 0.012, "invalid": 0.006, "year": 0.004}, kk={"missing": 0.1},
    ),
    "dukcapil": Profile(name={"typo": 0.002, "variant": 0.001}),
    "asn": Profile(nik={"missing": 0.015}, name={"title": 0.25, "variant": 0.01}),
    "bpjstk": Profile(
        nik={"missing": 0.012, "digit": 0.004}, name={"title": 0.02, "typo": 0.01, "variant": 0.01},
        birth={"default": 0.003, "year": 0.003},
    ),
    "ahu": Profile(nik={"missing": 0.02}, name={"title": 0.05}),
    "kematian": Profile(nik={"missing": 0.02}, name={"typo": 0.01}, birth={"year": 0.03}),
    "pln": Profile(nik={"missing": 0.45}, name={"title": 0.025, "variant": 0.008, "drop": 0.004,
                                                "typo": 0.003}),
    "kendaraan": Profile(nik={"missing": 0.34, "digit": 0.005}, name={"title": 0.013,
                                                                     "variant": 0.009}),
    "bansos": Profile(nik={"missing": 0.02}, name={"title": 0.018, "typo": 0.011}),
    "pbi": Profile(nik={"missing": 0.02, "digit": 0.004}, name={"typo": 0.011},
                   kk={"missing": 0.03}),
    "aduan": Profile(nik={"missing": 0.45}, name={"title": 0.05, "drop": 0.05}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A value as a file shows it and the error it suffered ('' for none)."""

    value: str | date
    kind: str = ""


def is_no_value(text: object) -> bool:
    """Whether a NIK cell says nothing at all (CONTRACT: `0`, `-` and dummies are no values)."""
    return text in ("", None) or str(text) in DUMMIES


class Corruptor:
    """Draws errors of one source's profile at a given noise."""

    def __init__(self, rng: Random, source: str, noise: float) -> None:
        profile = PROFILES[source]
        self.rng = rng
        self._noise = noise
        self._care = 1.0
        self._rates = {
            part: [(kind, rate * noise) for kind, rate in rates.items()]
            for part, rates in (
                ("nik", profile.nik),
                ("name", profile.name),
                ("birth", profile.birth),
                ("kk", profile.kk),
            )
        }

    def about(self, *key: object) -> Random:
        """Draw from here on for one row only, named by `key`: the same row errs the same way in
        every month's extract. Returns that row's random stream."""
        self.rng = Random("/".join(map(str, key)))
        return self.rng

    def identity(
        self, person: Person, relative: str = "", village_code: str = ""
    ) -> tuple[Written, Written, Written]:
        """NIK, name and birth date of a new row about `person`.

        Errors come together: whoever mistypes a NIK in haste spells the name his own way too.
        `relative` is a family member's NIK, which may slip into the row.
        """
        hasty = self.rng.random() < min(0.4, HASTY_SHARE * self._noise)
        self._care = HASTY if hasty else CAREFUL
        return (
            self.nik(person.nik, relative, village_code),
            self.name(person.nama, person.sex, person.ayah),
            self.birth(person.birth),
        )

    def draw(self, part: str) -> str:
        """The error a value suffers, '' for none; missing NIKs stay below nine in ten."""
        roll = self.rng.random()
        for kind, rate in self._rates[part]:
            roll -= min(rate * self._care, 0.9)
            if roll < 0:
                return kind
        return ""

    def nik(self, nik: str, relative: str = "", village_code: str = "") -> Written:
        """The NIK as typed. `relative` is a family member's NIK where the row has one."""
        kind = self.draw("nik")
        if kind in {"swap", "shift"}:  # these need more than one cell: the caller's business
            return Written(nik, kind)
        if kind == "relative":
            return Written(relative, kind) if relative else Written(nik)
        return Written(spoil_number(self.rng, nik, kind, village_code), kind)

    def kk(self, kk: str) -> Written:
        """The KK as typed."""
        kind = self.draw("kk")
        if kind == "digit":  # in the serial: the recording date inside stays plausible and equal
            return Written(kk[:-2] + str((int(kk[-2]) + 3) % 10) + kk[-1], kind)
        return Written("", kind) if kind == "missing" else Written(kk)

    def name(self, name: str, sex: str, father: str = "") -> Written:
        """The name as typed."""
        kind = self.draw("name")
        written = spoil_name(self.rng, name, kind, sex, father) if kind else name
        return Written(written, kind if written != name else "")

    def birth(self, birth: date) -> Written:
        """The birth date as known: a date, or the text of something that is none."""
        kind = self.draw("birth")
        written = spoil_birth(self.rng, birth, kind) if kind else birth
        return Written(written, kind if written != birth else "")


def spoil_number(rng: Random, nik: str, kind: str, village_code: str = "") -> str:
    """A 16-digit number after one error of `kind` ('' returns it unchanged)."""
    at = rng.randint(4, 15)
    if kind == "missing":
        return ""
    if kind == "digit":
        return nik[:at] + str((int(nik[at]) + rng.randint(1, 9)) % 10) + nik[at + 1 :]
    if kind == "transp":
        spots = [i for i in range(4, 15) if nik[i] != nik[i + 1]]
        at = rng.choice(spots)
        return nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :]
    if kind == "d15":
        return nik[:at] + nik[at + 1 :]
    if kind == "d17":
        return nik[:at] + nik[at] + nik[at:]
    if kind == "exc16":
        return f"{nik[:15]}0"
    if kind == "sci":
        mantissa = f"{int(nik) / 10**15:.5f}"
        return f"{mantissa.replace('.', ',')}E+15"
    if kind == "oletter":
        swapped = nik.replace("0", "O", 1) if rng.random() < 0.6 else nik.replace("1", "l", 1)
        return swapped if swapped != nik else nik.replace("0", "O", 1)
    if kind == "dummy":
        return rng.choice(DUMMIES)
    if kind == "temporary" and village_code:
        return f"0{village_code}{rng.randint(1, 99999):05d}"
    return nik


def spoil_name(rng: Random, name: str, kind: str, sex: str, father: str = "") -> str:
    """A name after one error of `kind`; unchanged where the error does not apply to it."""
    tokens = name.split()
    if kind == "variant":
        for plain, others in VARIANTS:
            if plain in tokens:
                return " ".join(rng.choice(others) if t == plain else t for t in tokens)
        return _respell(rng, name)
    if kind == "oldspelling":
        return _respell(rng, name)
    if kind == "typo":
        return _typo(rng, name)
    if kind == "drop" and len(tokens) > 1:
        tokens.pop(rng.randrange(1, len(tokens)))
        return " ".join(tokens)
    if kind == "initial" and len(tokens) > 1:
        at = rng.randrange(1, len(tokens))
        tokens[at] = f"{tokens[at][0]}."
        return " ".join(tokens)
    if kind == "joinsplit":
        if len(tokens) > 1:
            return tokens[0] + " ".join(tokens[1:])
        middle = len(name) // 2
        return f"{name[:middle]} {name[middle:]}" if len(name) > 6 else name
    if kind == "title":
        return rng.choice(TITLES_MAN if sex == "L" else TITLES_WOMAN).format(name)
    if kind == "bin" and father:
        return f"{name} {rng.choice(('BIN', 'BN') if sex == 'L' else ('BINTI', 'BT'))} {father}"
    if kind == "nickname":
        return names.nickname(rng, sex)
    return name


def _respell(rng: Random, name: str) -> str:
    able = [(new, old) for new, old in SPELLINGS if new in name]
    if not able:
        return name
    new, old = rng.choice(able)
    return name.replace(new, old, 1)


def _typo(rng: Random, name: str) -> str:
    at = rng.randrange(1, len(name))
    if name[at] == " ":
        at -= 1
    how = rng.randrange(4)
    if how == 0 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if how == 1:
        return name[:at] + name[at + 1 :]
    if how == 2:
        return name[:at] + name[at] + name[at:]
    return name[:at] + rng.choice("AEIOUNRSML") + name[at + 1 :]


def spoil_birth(rng: Random, birth: date, kind: str) -> date | str:
    """A birth date after one error; text where the result is no date ('' when missing)."""
    if kind == "missing":
        return ""
    if kind == "yearonly":
        return str(birth.year)
    if kind == "invalid":
        return f"31-02-{birth.year}"
    if kind == "default":
        return date(birth.year, *rng.choice(((12, 31), (7, 1), (1, 1))))
    if kind == "daymonth":
        swapped = birth.day <= 12
        return date(birth.year, birth.day, birth.month) if swapped else birth
    year = birth.year + rng.choice((-10, -2, -1, 1, 2))
    return birth.replace(year=year, day=min(birth.day, 28))


def misspell_place(rng: Random, place: str) -> str:
    """A village name as someone in a hurry writes it."""
    if " " in place and rng.random() < 0.5:
        return place.replace(" ", "")
    return re.sub(r"([AIUEO])(?=[^AIUEO ]*$)", lambda m: m[1] * 2, place.upper(), count=1)
