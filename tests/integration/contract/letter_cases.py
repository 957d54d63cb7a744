"""Cases: valid letters, and what disqualifies."""

from __future__ import annotations

from collections.abc import Iterable

from tests.integration.contract.cases import Builder, case
from tests.integration.contract.office import Office, Person

# ── letters ────────────────────────────────────────────────────────────────────────────────────

LETTERS = {
    "an SKTM without a last day is valid for six months": (("30-04-2026",), True),
    "six months from 31 March end on 30 September": (("31-03-2026",), False),
    "six months from 1 April end on 1 October": (("01-04-2026",), True),
    "an SKTM of the period's last day is valid": (("31-10-2026",), True),
    "an SKTM of the day after the period is not yet valid": (("01-11-2026",), False),
    "berlaku_sampai on the period's first day is valid": (("05-05-2026", "01-10-2026"), True),
    "berlaku_sampai on the day before the period is not": (("05-09-2026", "30-09-2026"), False),
    "berlaku_sampai outlasts the six months": (("05-01-2026", "31-12-2026"), True),
    "an undated SKTM is not valid": (("",), False),
    "a two-digit year is the latest that is not after the period": (("15/10/26",), True),
    "a two-digit year is never in the future": (("15/11/26",), False),
    "a date in words is a date": (("12 Agustus 2026",), True),
}
HEALTH = {
    "a health letter holds for a month": ("01-09-2026", True),
    "a health letter of 31 August ended on 30 September": ("31-08-2026", False),
}


def _letter_case(dates: tuple[str, ...], keperluan: str) -> Builder:
    def build(o: Office) -> Iterable[Person]:
        family = o.couple()
        o.sktm(family[0], *dates, keperluan=keperluan)
        return family

    return build


for _sentence, (_dates, _valid) in LETTERS.items():
    case(_sentence, **({"missing_from_dtks": "sktm_only"} if _valid else {}))(
        _letter_case(_dates, "Sekolah")
    )
for _sentence, (_issued, _valid) in HEALTH.items():
    case(_sentence, **({"missing_from_dtks": "sktm_only"} if _valid else {}))(
        _letter_case((_issued,), "Surat untuk BEROBAT di rumah sakit")
    )


@case("the certificate covers its holder's household, wherever the holder stands in it")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtks(head)
    o.dtks(wife)
    o.sktm(wife)
    return head, wife


# ── disqualifications ──────────────────────────────────────────────────────────────────────────

SPEAKS = {
    "asn": ("asn", {"jenis": "PNS", "instansi": "Dinas Pertanian"}, "auto"),
    "a pensioner": ("asn", {"jenis": "PENSIUNAN PNS", "instansi": "Taspen"}, "auto"),
    "the wage at the UMK": ("bpjstk", {"upah": "3496195", "status": "AKTIF"}, "auto"),
    "a wage with dots": ("bpjstk", {"upah": "Rp 4.683.000", "status": "AKTIF"}, "auto"),
    "a wage one rupiah below the UMK": ("bpjstk", {"upah": "3496194", "status": "AKTIF"}, ""),
    "a wage of somebody NON AKTIF": ("bpjstk", {"upah": "5000000", "status": "NON AKTIF"}, ""),
    "2200 VA": ("pln", {"daya_va": "2200"}, "auto"),
    "1300 VA": ("pln", {"daya_va": "1300"}, ""),
    "four wheels": ("kendaraan", {"roda": "4"}, "auto"),
    "two wheels": ("kendaraan", {"roda": "2"}, ""),
    "ahu alone": ("ahu", {"badan_usaha": "PT MAJU", "jabatan": "DIREKTUR"}, "review"),
}


def _held(source: str, says: dict[str, str]) -> Builder:
    def build(o: Office) -> Iterable[Person]:
        head, wife = o.couple()
        o.sktm(wife)
        o.register(source, head, **says)
        return head, wife

    return build


def _registered(source: str, says: dict[str, str]) -> Builder:
    def build(o: Office) -> Iterable[Person]:
        head, wife = o.couple()
        o.dtks(head)
        o.dtks(wife)
        o.register(source, wife, **says)
        return head, wife

    return build


for _sentence, (_source, _says, _outcome) in SPEAKS.items():
    _flags = {"ineligible_sktm": _outcome} if _outcome else {}
    if _outcome != "auto":  # no disqualification: a letter alone says that the registry lacks them
        _flags["missing_from_dtks"] = "sktm_only"
    case(f"{_sentence}: what it means for an SKTM", **_flags)(_held(_source, _says))
    case(
        f"{_sentence}: what it means in the registry",
        **({"ineligible_dtks": _outcome} if _outcome else {}),
    )(_registered(_source, _says))


@case("ahu next to asn is decided by asn", ineligible_sktm="auto")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.sktm(wife)
    o.register("asn", head, jenis="PNS")
    o.register("ahu", head, badan_usaha="PT MAJU", jabatan="KOMISARIS")
    return head, wife


@case("a dead member on asn disqualifies nobody", missing_from_dtks="sktm_only")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.sktm(wife)
    o.register("asn", head, jenis="PNS")
    o.register("kematian", head, tanggal_meninggal="01-05-2020")
    return head, wife


@case("an expired letter of a civil servant is no finding")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.sktm(wife, "01-01-2026")
    o.register("asn", head, jenis="PNS")
    return head, wife


@case("a holder who died before the letter's date", ineligible_sktm="auto")
def _(o: Office) -> Iterable[Person]:
    return died(o, "31-08-2026")


@case("a holder who died on the letter's date did not die before it",
      missing_from_dtks="sktm_only")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    return died(o, "01-09-2026")


@case("a holder whom only Dukcapil calls dead, without a date, calls for review",
      ineligible_sktm="review", missing_from_dtks="sktm_only")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head = o.person()
    wife = o.person(like=head, sex="P", shdk="ISTRI", year=1979)
    o.dukcapil(head, status="MENINGGAL")
    o.dukcapil(wife)
    o.sktm(head)
    return (wife,)


def died(o: Office, day: str) -> tuple[Person, Person]:
    """A letter of 1 September 2026 whose holder died on `day`; his widow lives."""
    head, wife = o.couple()
    o.sktm(head, "01-09-2026")
    o.register("kematian", head, tanggal_meninggal=day)
    return head, wife


@case("an asset row without NIK decides by a unique name, street and RT", ineligible_sktm="auto")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.sktm(wife)
    o.register("pln", head, nik="", daya_va="2200")
    return head, wife


@case("an asset row without NIK that two neighbours may own decides nothing",
      missing_from_dtks="sktm_only")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    namesake = o.person(nama=head.nama, street=head.street, rt=head.rt)
    o.dukcapil(namesake)
    o.sktm(wife)
    o.register("pln", head, nik="", daya_va="2200")
    return head, wife, namesake
