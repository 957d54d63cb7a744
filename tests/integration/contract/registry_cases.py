"""Cases: in the registry or missing from it, today's household, deaths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.integration.contract.cases import case
from tests.integration.contract.office import COMFORTABLE, POOR, Office, Person, kk_of

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


@case("poor, but in DTSEN with desil 6 only", desil_mismatch="confirmed_poor")
def _(o: Office) -> Iterable[Person]:
    family = o.couple()
    o.propose(*family)
    o.dtsen(6, *family)
    return family


@case("unknown and in DTSEN with desil 6 is a mismatch to look at",
      desil_mismatch="indicators_missing")  # fmt: skip
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


@case("a family split over two DTSEN families, both above, is one mismatch",
      desil_mismatch="confirmed_poor")  # fmt: skip
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


@case("a household with no living member is not missing")
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
