"""The contract's rules, sentence by sentence, from files in the inbox to `flags.parquet`.

Each case writes one family (or a few) into the same small regency and says every flag that their
households shall bear: `auto`, `review`, or for `missing_from_dtks` the subtype. Kinds that are not
named must not be raised. One run serves all cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from tests.contract.office import (
    BINUANG,
    COMFORTABLE,
    POOR,
    TATAKAN,
    Office,
    Output,
    Person,
    kk_of,
)

Builder = Callable[[Office], Iterable[Person]]
CASES: dict[str, tuple[Builder, dict[str, str]]] = {}


def case(sentence: str, **expected: str) -> Callable[[Builder], Builder]:
    """Declare a case: what the contract says, and all flags of the households built."""

    def declare(build: Builder) -> Builder:
        assert sentence not in CASES
        CASES[sentence] = (build, expected)
        return build

    return declare


# ── in the registry, or missing from it ────────────────────────────────────────────────────────


@case("a poor proposed household that no registry knows is missing",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    return family


@case("one accepted member row proposes the whole household", missing_from_dtks="confirmed_poor")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(wife)
    return head, wife


@case("a household nobody proposed and without a letter is not flagged")
def _(o: Office) -> Iterable[Person]:
    return o.couple()


@case("a proposed household that is not poor is not flagged")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators=COMFORTABLE)
    return family


@case("a proposed household that is not poor is not flagged for its letter either")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators=COMFORTABLE)
    o.sktm(family[0])
    return family


@case("exactly two criteria are not enough")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={**POOR, "daya_listrik": "900"})
    return family


@case("no dwelling is poor at once", missing_from_dtks="confirmed_poor")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={**COMFORTABLE, "tempat_tinggal": "tidak"})
    return family


@case("two met and one missing may be three: unknown, not non-poor",
      missing_from_dtks="indicators_missing")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={**POOR, "daya_listrik": ""})
    return family


@case("one met and one missing cannot be three: non-poor")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={**POOR, "daya_listrik": "", "lantai": "2"})
    return family


@case("no indicators at all is unknown", missing_from_dtks="indicators_missing")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={})
    return family


@case("indicators on the family's first row count for all of it",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head, indicators=POOR)
    o.propose(wife, indicators={})
    return head, wife


@case("floor of cement, boards, shared latrine: codes e, f and g are met",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={**COMFORTABLE, "lantai": "6", "dinding": "3", "jamban": "2"})
    return family


@case("walls of code 5 and a floor of code 7 meet nothing")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(
        *family,
        indicators={**COMFORTABLE, "lantai": "7", "dinding": "5", "jamban": "2",
                    "daya_listrik": "tanpa listrik"},
    )  # fmt: skip
    return family


@case("a member in dtks puts the household in the registry")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    for p in family:
        o.dtks(p)
    return family


@case("desil 5 is in the registry")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    o.dtsen(5, *family)
    return family


@case("poor, but in DTSEN with desil 6 only", desil_mismatch="auto")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    o.dtsen(6, *family)
    return family


@case("unknown and in DTSEN with desil 6 is missing, for a mismatch asks for poor",
      missing_from_dtks="indicators_missing")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={})
    o.dtsen(6, *family)
    return family


@case("not poor and in DTSEN with desil 9 is no mismatch")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators=COMFORTABLE)
    o.dtsen(9, *family)
    return family


@case("a family split over two DTSEN families takes the lowest desil", members_missing="auto")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head, wife)
    o.dtsen(3, head)
    o.dtsen(8, wife, kk=kk_of(901, date(2009, 5, 4)))
    return head, wife


@case("a family split over two DTSEN families, both above, is one mismatch", desil_mismatch="auto")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head, wife)
    o.dtsen(7, head)
    o.dtsen(8, wife, kk=kk_of(902, date(2009, 5, 4)))
    return head, wife


@case("in dtks, a high desil is no mismatch")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    o.dtsen(8, *family)
    for p in family:
        o.dtks(p)
    return family


@case("a dead member does not keep the household in the registry",
      missing_from_dtks="confirmed_poor", deceased_in_dtks="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(wife)
    o.dtks(head)
    o.register("kematian", head, tanggal_meninggal="03-02-2026")
    return head, wife


@case("a household of which nobody lives is not missing")
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.dukcapil(alone)
    o.propose(alone)
    o.register("kematian", alone, tanggal_meninggal="03-10-2026")
    return (alone,)


@case("somebody in dtks who is too close to rule out calls for review",
      missing_from_dtks="near_match")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    o.dtks(family[0], IDBDT="B900", NIK="", NoKK="", TglLahir="")
    return family


@case("a near match goes before missing indicators", missing_from_dtks="near_match")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family, indicators={})
    o.dtks(family[0], IDBDT="B901", NIK="", NoKK="", TglLahir="")
    return family


# ── membership ─────────────────────────────────────────────────────────────────────────────────


@case("a later KK on the village's list moves the person to that household",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    _, wife = left_behind(o)
    o.propose(replace(wife, kk=kk_of(903, date(2025, 6, 1))))
    return (wife,)


@case("the household that somebody left by a later KK is no longer proposed through them")
def _(o: Office) -> Iterable[Person]:
    head, wife = left_behind(o)
    o.propose(replace(wife, kk=kk_of(904, date(2025, 6, 1))))
    return (head,)


@case("an earlier KK on the village's list is an old one", missing_from_dtks="confirmed_poor")
def _(o: Office) -> Iterable[Person]:
    head, wife = left_behind(o)
    o.propose(replace(wife, kk=kk_of(905, date(2008, 6, 1))))
    return (head,)


@case("a KK recorded on the period's last day still counts")
def _(o: Office) -> Iterable[Person]:
    head, wife = left_behind(o)
    o.propose(replace(wife, kk=kk_of(906, date(2026, 10, 31))))
    return (head,)


@case("a KK recorded after the period's last day is not plausible",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = left_behind(o)
    o.propose(replace(wife, kk=kk_of(907, date(2026, 11, 1))))
    return (head,)


@case("a KK with an impossible date is not plausible", missing_from_dtks="confirmed_poor")
def _(o: Office) -> Iterable[Person]:
    head, wife = left_behind(o)
    o.propose(replace(wife, kk="6305013113250908"))
    return (head,)


@case("somebody who joins a registered household by a later KK is a missing member of it",
      members_missing="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    registered = o.person(kk=kk_of(909, date(2025, 7, 2)))
    o.dukcapil(registered)
    o.dtks(registered)
    _, bride = left_behind(o)
    o.propose(replace(bride, kk=registered.kk))
    return (registered,)


def left_behind(o: Office) -> tuple[Person, Person]:
    """A couple on a KK of 2012 in Dukcapil."""
    return o.couple()


# ── deaths ─────────────────────────────────────────────────────────────────────────────────────


@case("a registered person in kematian is reported", deceased_in_dtks="auto")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtks(head)
    o.dtks(wife)
    o.register("kematian", wife, tanggal_meninggal="17-09-2026")
    return head, wife


@case("MENINGGAL by Dukcapil is dead", deceased_in_dtks="auto")
def _(o: Office) -> Iterable[Person]:
    return dead_by(o, "MENINGGAL")


@case("MATI by Dukcapil is dead", deceased_in_dtks="auto")
def _(o: Office) -> Iterable[Person]:
    return dead_by(o, "MATI")


@case("PINDAH by Dukcapil is not dead")
def _(o: Office) -> Iterable[Person]:
    return dead_by(o, "PINDAH")


@case("a dead person in DTSEN above desil_max is in no registry")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtsen(8, head, wife)
    o.register("kematian", wife, tanggal_meninggal="17-09-2026")
    return head, wife


@case("a village's word that somebody died is not enough")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtks(head)
    o.dtks(wife)
    return head, wife


def dead_by(o: Office, status: str) -> tuple[Person, Person]:
    head = o.person()
    wife = o.person(like=head, sex="P", shdk="ISTRI", year=1979)
    o.dukcapil(head)
    o.dukcapil(wife, status=status)
    o.dtks(head)
    o.dtks(wife)
    return head, wife


# ── duplicates, members, identity ──────────────────────────────────────────────────────────────


@case("one person with two IDARTBDT is a duplicate", duplicate_in_dtks="auto")
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.dukcapil(alone)
    o.dtks(alone, "A901")
    o.dtks(alone, "A902", IDBDT="B902")
    return (alone,)


@case("the same IDARTBDT in overlapping extracts is one entry")
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.dukcapil(alone)
    o.dtks(alone, "A903")
    o.dtks(alone, "A903", file="ART kecamatan Binuang.csv")
    return (alone,)


@case("two villages that proposed the same household are told",
      missing_from_dtks="confirmed_poor", duplicate_submission="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head, indicators=POOR)
    o.propose(wife, indicators=COMFORTABLE, village=TATAKAN, file="Usulan Tatakan.csv")
    return head, wife


@case("unknown in one village and non-poor in the other is non-poor",
      duplicate_submission="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head, indicators={})
    o.propose(wife, indicators=COMFORTABLE, village=TATAKAN, file="Usulan Tatakan.csv")
    return head, wife


@case("the same village proposing twice is no duplicate submission",
      missing_from_dtks="confirmed_poor")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.propose(head)
    o.propose(wife, file="Usulan Binuang susulan.csv")
    return head, wife


@case("a child in Dukcapil whom the registry does not know is a missing member",
      members_missing="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dukcapil(o.person(like=head, shdk="ANAK", year=2019))
    o.dtks(head)
    o.dtks(wife)
    return head, wife


@case("a dead child is no missing member")
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    child = o.person(like=head, shdk="ANAK", year=2019)
    o.dukcapil(child)
    o.register("kematian", child, tanggal_meninggal="01-01-2024")
    o.dtks(head)
    o.dtks(wife)
    return head, wife


@case("a member whom only the village's list knows is missing from the registry too",
      members_missing="auto", identity_unverified="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtks(head)
    o.dtks(wife)
    o.propose(head, o.person(like=head, shdk="ANAK", year=2020))
    return head, wife


@case("a member whom only a letter knows is not asked for",
      identity_unverified="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    head, wife = o.couple()
    o.dtks(head)
    o.dtks(wife)
    o.sktm(o.person(like=head, shdk="ANAK", year=2005))
    return head, wife


@case("a proposed person whom Dukcapil does not know is unverified",
      missing_from_dtks="confirmed_poor", identity_unverified="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.propose(alone)
    return (alone,)


@case("the holder of a valid letter whom Dukcapil does not know is unverified",
      missing_from_dtks="sktm_only", identity_unverified="auto")  # fmt: skip
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.sktm(alone)
    return (alone,)


@case("the holder of an expired letter need not be in Dukcapil")
def _(o: Office) -> Iterable[Person]:
    alone = o.person()
    o.sktm(alone, "01-02-2026")
    return (alone,)


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


@case("ahu beside asn is decided by asn", ineligible_sktm="auto")
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


# ── the run ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Output, dict[str, list[Person]]]:
    """All cases in one regency, run once."""
    office = Office(tmp_path_factory.mktemp("rules") / "kantor")
    office.configure('# "berobat" = 1', '"berobat" = 1')
    office.neighbours(BINUANG, 170)
    office.neighbours(TATAKAN, 20)
    people = {sentence: list(build(office)) for sentence, (build, _) in CASES.items()}
    return office.run(), people


@pytest.mark.parametrize("sentence", CASES)
def test_the_contract_holds(
    judged: tuple[Output, dict[str, list[Person]]], sentence: str
) -> None:
    out, people = judged
    found = {
        kind: flag["subtype"] or ("review" if flag["needs_review"] else "auto")
        for kind, flag in out.flags_of(*people[sentence]).items()
    }
    assert found == CASES[sentence][1]


def test_only_a_confirmed_poor_household_is_missing_without_review(
    judged: tuple[Output, dict[str, list[Person]]],
) -> None:
    missing = judged[0].flags.filter(kind="missing_from_dtks")
    assert set(missing["subtype"]) >= {"confirmed_poor", "indicators_missing", "sktm_only"}
    assert (missing["needs_review"] == (missing["subtype"] != "confirmed_poor")).all()


def test_sktm_only_has_the_lowest_priority(
    judged: tuple[Output, dict[str, list[Person]]],
) -> None:
    flags = judged[0].flags
    letters = flags.filter(subtype="sktm_only")["priority"]
    assert letters.min() >= flags.filter(flags["subtype"] != "sktm_only")["priority"].max()
