"""Cases: duplicates, missing members, and identities."""

from __future__ import annotations

from collections.abc import Iterable

from tests.integration.contract.cases import case
from tests.integration.contract.office import COMFORTABLE, POOR, TATAKAN, Office, Person

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


@case("two villages that proposed the same household are informed",
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
