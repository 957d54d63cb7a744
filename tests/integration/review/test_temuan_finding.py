"""One finding: what its page says, and who decides on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pipelines.office.ledger import DECISION
from pipelines.office.verdicts import latest_verdicts
from pipelines.office.workspace import Workspace
from review.access.objects import one_or_404
from review.accounts.requests import OfficerRequest
from review.audit.models import AuditEvent
from review.findings import finding_views
from review.findings.attachments import MOST_BYTES, folder
from review.findings.deciding import REMOVALS
from review.findings.models import Attachment
from review.findings.side_by_side import side_by_side
from review.ledger.models import Decision
from review.published.reader import Reader, Row, gateway
from review.published.scope import Scope
from tests.support.small_inbox import HEADS
from tests.support.small_office import BINUANG, TATAKAN

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
JPEG = b"\xff\xd8\xff\xe0" + bytes(50)
REASON = "sudah didatangi"


@pytest.fixture
def missing(office: Workspace, samples: dict[str, str]) -> dict[str, Any]:
    """A family that is missing from the registry."""
    reader = Reader(gateway().publication(), Scope("", ""))
    found = reader.row("findings/one", flag=samples["flag_id"])
    assert found is not None
    return found


@pytest.fixture
def removal(missing: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The same finding taken for one that removes someone: the small month has none."""
    monkeypatch.setattr("review.findings.deciding.REMOVALS", REMOVALS | {missing["kind"]})
    return missing


def page(client: Client, finding: dict[str, Any]) -> str:
    response = client.get(f"/temuan/{finding['flag_id']}/")
    assert response.status_code == 200
    return str(response.content.decode())


def decide(
    client: Client, finding: dict[str, Any], verdict: str, about: str = "flag", **sent: str
) -> str:
    """Send the form as it stands now; returns the page that follows."""
    where = "keputusan" if about == "flag" else "usulan"
    form = {
        f"{about}-keputusan": verdict,
        f"{about}-alasan": REASON,
        "bukti": finding["evidence_hash"],
        "sesudah": seen(client, finding, about),
    }
    return str(
        client.post(
            f"/temuan/{finding['flag_id']}/{where}/", form | sent, follow=True
        ).content.decode()
    )


def seen(client: Client, finding: dict[str, Any], about: str = "flag") -> str:
    """The newest word that the page shows, as its form sends it back."""
    (part,) = [
        part
        for part in client.get(f"/temuan/{finding['flag_id']}/").context["about"]
        if part["name"] == about
    ]
    return str(part["newest"])


def verdicts() -> list[tuple[str, str, str]]:
    return [*Decision.objects.order_by("at").values_list("kind", "verdict", "by")]


# --- what is said


def test_the_page_gives_reason_rule_and_the_rows_behind_it(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    html = page(signed_in("operator"), missing)
    (reason,) = missing["reasons"]
    assert reason["evidence"] in html
    assert "Kepmensos 262/HUK/2022" in html
    assert "Usulan Binuang.csv, baris" in html and "SIAK.csv, baris" in html
    assert missing["head_name"] in html


def test_numbers_are_masked_until_they_are_opened_and_that_is_audited(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    kk = missing["kk"]
    (nik,) = [head[1] for head in HEADS if head[0] == kk]
    closed = page(client, missing)
    assert kk not in closed and nik not in closed
    opened = client.post(f"/temuan/{missing['flag_id']}/", {"buka": "1"}).content.decode()
    assert kk in opened and nik in opened
    event = AuditEvent.objects.get(kind="reveal")
    assert event.subject == missing["household_id"]


def test_what_differs_from_the_conclusion_is_marked() -> None:
    person = {
        "person_id": "p1", "nama": "SITI", "nik": "1", "kk": "2", "birth_date": None, "sex": "P",
        "mother": None, "shdk": None, "dead": False,
    }  # fmt: skip
    row: dict[str, Any] = person | {
        "nama": "Siti.", "nik": None, "nik_typed": "7", "kk_typed": None, "alamat": "Jl Karet",
        "rt": None, "rw": "2", "village_label": "Desa A", "work": None, "moved": False,
        "problems": [], "source": "dukcapil",
    }  # fmt: skip
    finding = {
        "person_ids": ["p1"], "alamat": "JL. KARET", "rt": "1", "rw": "1",
        "village_label": "Desa A",
    }  # fmt: skip
    (one,) = side_by_side(finding, [person], [row])
    assert {line.label for line in one.lines if line.differs} == {"NIK", "RT/RW"}
    assert one.concerned and one.differences == 2
    same = {line.label for line in one.lines if line.cells[0].same}
    assert "Nama" in same and same.isdisjoint({"NIK", "RT/RW", "Pekerjaan"})


def test_a_name_that_means_the_same_is_the_same_on_both_pages() -> None:
    """`Moh. Yusuf` of the village list is MUHAMMAD YUSUF: no difference to look at."""
    nobody: dict[str, Any] = dict.fromkeys(
        ("nik", "kk", "birth_date", "sex", "mother", "shdk", "alamat", "rt", "rw", "village_label")
    )
    person = nobody | {"person_id": "p1", "nama": "MUHAMMAD YUSUF", "dead": False}
    rows = [
        nobody | {"person_id": "p1", "nama": name, "source": "dtks", "problems": []}
        for name in ("H. Moh. Yusuf", "YUSUF MUHAMMAD", "MUHAMMAD YUNUS", "")
    ]
    (one,) = side_by_side(nobody | {"person_ids": []}, [person], rows)
    (line,) = one.lines
    assert [(cell.same, cell.differs) for cell in line.cells] == [
        (True, False), (True, False), (False, True), (False, False),
    ]  # fmt: skip


def test_every_month_of_the_family_is_shown(missing: dict[str, Any], signed_in: SignIn) -> None:
    html = signed_in("operator").get(f"/temuan/{missing['flag_id']}/riwayat/").content.decode()
    assert "Oktober 2026" in html and "Baru, keyakinan" in html


def test_the_next_finding_of_the_same_filter_is_one_key_away(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    queue = client.get("/temuan/?urut=village").content.decode()
    flags = re.findall(r'<a href="/temuan/(f\w{16})/', queue)
    for before, after in pairwise(flags):
        html = client.get(f"/temuan/{before}/?urut=village").content.decode()
        assert f'rel="next" href="/temuan/{after}/?urut=village"' in html


# --- deciding


@pytest.mark.parametrize("verdict", ["agree", "disagree", "unsure", "field_check"])
def test_one_person_decides_what_removes_nobody(
    missing: dict[str, Any], signed_in: SignIn, verdict: str
) -> None:
    html = decide(signed_in("operator"), missing, verdict)
    assert verdicts() == [("flag", verdict, "operator")]
    assert Decision.objects.get().evidence_hash == missing["evidence_hash"]
    assert REASON in html


def test_without_a_reason_nothing_is_decided(missing: dict[str, Any], signed_in: SignIn) -> None:
    html = decide(signed_in("operator"), missing, "agree", **{"flag-alasan": "   "})
    assert "Tuliskan alasannya" in html
    assert verdicts() == []


def test_numbers_can_be_opened_where_nothing_was_decided(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    html = decide(client, missing, "agree", **{"flag-alasan": ""})
    (address,) = re.findall(r'<form method="post" action="([^"]+)" class="bukan-cetak">', html)
    assert client.post(address, {"buka": "1"}).context["opened"]


def test_a_decision_on_evidence_that_has_changed_since_is_not_taken(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    html = decide(signed_in("operator"), missing, "agree", bukti="lama")
    assert "Buktinya berubah" in html
    assert verdicts() == []


@pytest.mark.parametrize("about", ["flag", "proposal"])
def test_a_word_said_since_the_page_was_opened_is_shown_before_it_can_be_overruled(
    missing: dict[str, Any], signed_in: SignIn, about: str
) -> None:
    budi, rina = (signed_in("operator", username="budi"), signed_in("verifikator", username="rina"))
    opened = seen(budi, missing, about)
    decide(rina, missing, "disagree", about, **{f"{about}-alasan": "rumahnya sudah bagus"})
    answer = decide(budi, missing, "unsure", about, sesudah=opened)
    assert "Belum disimpan" in answer and "rumahnya sudah bagus" in answer
    assert REASON in answer, "what was typed is not lost"
    assert verdicts() == [(about, "disagree", "rina")]
    decide(budi, missing, "unsure", about)
    assert verdicts()[-1] == (about, "unsure", "budi")


def test_a_form_sent_twice_by_a_double_click_is_one_decision(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    opened = seen(client, missing)
    for _ in range(2):
        answer = decide(client, missing, "agree", sesudah=opened)
        assert "Persetujuan tercatat" in answer
    assert [verdict for _, verdict, _ in verdicts()] == ["agree"]


@pytest.mark.parametrize("number", ["6305011701950001", "6305 0117 0195 0001"])
def test_a_reason_with_a_nik_is_not_taken(
    missing: dict[str, Any], signed_in: SignIn, number: str
) -> None:
    reason = f"NIK {number} sudah dicek"
    html = decide(signed_in("operator"), missing, "agree", **{"flag-alasan": reason})
    assert "Hapus NIK atau No. KK" in html
    assert verdicts() == []


def test_a_nik_in_an_imported_reason_is_masked(missing: dict[str, Any], signed_in: SignIn) -> None:
    from review.ledger.store import Ledger

    entry = {
        "kind": "flag", "subject_ids": [missing["flag_id"]], "verdict": "unsure",
        "reason": "cek 6305011701950001", "by": "impor", "at": "2026-10-20T00:00:00+00:00",
        "evidence_hash": None,
    }  # fmt: skip
    Ledger().append([entry])
    html = page(signed_in("operator"), missing)
    assert "6305011701950001" not in html and "6305••••••••0001" in html


def test_taking_a_decision_back_is_a_further_entry(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    decide(client, missing, "disagree")
    html = decide(client, missing, "unsure")
    assert [verdict for _, verdict, _ in verdicts()] == ["disagree", "unsure"]
    assert html.count(REASON) == 2


def test_saving_and_going_on_leads_to_the_next_finding(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    first, second = re.findall(
        r'<a href="/temuan/(f\w{16})/', client.get("/temuan/").content.decode()
    )[:2]
    finding = Reader(gateway().publication(), Scope("", "")).row("findings/one", flag=first)
    assert finding is not None
    form = {"flag-keputusan": "disagree", "flag-alasan": REASON, "bukti": finding["evidence_hash"]}
    response = client.post(f"/temuan/{first}/keputusan/?keputusan=open", form | {"lanjut": "1"})
    assert response.headers["Location"] == f"/temuan/{second}/?keputusan=open"


# --- two persons


@pytest.mark.parametrize("about", ["flag", "proposal"])
def test_a_removal_or_proposal_counts_when_a_second_person_agrees(
    removal: dict[str, Any], signed_in: SignIn, about: str
) -> None:
    answer = decide(signed_in("operator", username="budi"), removal, "agree", about)
    assert "baru berlaku setelah orang kedua" in answer
    rina = signed_in("verifikator", username="rina")
    assert "sebagai orang kedua" in page(rina, removal)
    decide(rina, removal, "agree", about)
    assert verdicts() == [(about, "first_agree", "budi"), (about, "agree", "rina")]


def test_a_word_said_while_the_answer_is_being_made_is_on_the_page_that_follows(
    missing: dict[str, Any], signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = signed_in("operator"), signed_in("verifikator")
    before = seen(second, missing, "proposal")
    colleague = [first]

    def read_just_before_a_colleague_decides(
        request: OfficerRequest, query: str, subject: str, **values: object
    ) -> Row:
        found = one_or_404(request, query, subject, **values)
        if colleague and request.method == "POST":
            decide(colleague.pop(), missing, "agree", "proposal")
        return found

    monkeypatch.setattr(finding_views, "one_or_404", read_just_before_a_colleague_decides)
    html = decide(second, missing, "agree", "proposal", sesudah=before)
    assert "Belum disimpan" in html and "Usulkan sebagai orang kedua" in html


@pytest.mark.parametrize("about", ["flag", "proposal"])
def test_nobody_seconds_their_own_agreement(
    removal: dict[str, Any], signed_in: SignIn, about: str
) -> None:
    client = signed_in("verifikator")
    decide(client, removal, "agree", about)
    assert "harus dari orang lain" in page(client, removal)
    decide(client, removal, "agree", about)
    assert verdicts() == [(about, "first_agree", "verifikator")]


def test_one_of_the_two_is_a_verifikator(removal: dict[str, Any], signed_in: SignIn) -> None:
    decide(signed_in("operator", username="budi"), removal, "agree")
    other = signed_in("operator", username="dewi")
    assert "harus verifikator" in page(other, removal)
    decide(other, removal, "agree")
    assert verdicts() == [("flag", "first_agree", "budi")]


def test_one_person_is_enough_to_stop_a_removal(removal: dict[str, Any], signed_in: SignIn) -> None:
    decide(signed_in("operator", username="budi"), removal, "agree")
    decide(signed_in("operator", username="dewi"), removal, "disagree")
    decide(signed_in("verifikator", username="rina"), removal, "agree")
    assert [verdict for _, verdict, _ in verdicts()] == ["first_agree", "disagree", "first_agree"]


def test_what_waits_for_a_second_person_waits_for_those_who_can_be_it(
    removal: dict[str, Any], signed_in: SignIn
) -> None:
    first = signed_in("operator", username="budi")
    decide(first, removal, "agree")
    second = signed_in("verifikator", username="rina")
    other = signed_in("operator", username="dewi")
    waits = "<strong>1</strong> persetujuan menunggu Anda sebagai orang kedua"
    for client, expected in ((first, False), (second, True), (other, False)):
        assert (waits in client.get("/").content.decode()) is expected
        queue = client.get("/temuan/?keputusan=mine").content.decode()
        assert (f"/temuan/{removal['flag_id']}/" in queue) is expected


def test_a_run_takes_a_first_agreement_as_no_decision(
    removal: dict[str, Any], signed_in: SignIn
) -> None:
    def decided() -> list[tuple[str, bool]]:
        rows = Decision.objects.values_list(*DECISION)
        table = pl.DataFrame([*rows], schema=DECISION, orient="row")
        return latest_verdicts(table).select("subject_id", "agrees").rows()

    decide(signed_in("operator"), removal, "agree", "proposal")
    assert decided() == []
    decide(signed_in("verifikator"), removal, "agree", "proposal")
    assert decided() == [(removal["household_id"], True)]


def test_the_administrator_looks_and_does_not_decide(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    client = signed_in("administrator")
    assert "Keputusan Anda" not in page(client, missing)
    assert client.post(f"/temuan/{missing['flag_id']}/keputusan/").status_code == 403


# --- photos and letters


def attach(client: Client, finding: dict[str, Any], name: str, content: bytes) -> str:
    form = {"judul": "foto rumah", "berkas": SimpleUploadedFile(name, content)}
    return str(
        client.post(f"/temuan/{finding['flag_id']}/lampiran/", form, follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("content", "suffix"),
    [(JPEG, ".jpg"), (b"\x89PNG\r\n\x1a\n" + bytes(9), ".png"), (b"%PDF-1.7 x", ".pdf")],
)
def test_a_photo_or_letter_is_kept_and_shown(
    missing: dict[str, Any], signed_in: SignIn, content: bytes, suffix: str
) -> None:
    client = signed_in("desa", BINUANG)
    assert "foto rumah" in attach(client, missing, "../../jahat.exe", content)
    note = Attachment.objects.get()
    assert note.suffix == suffix
    assert (folder() / f"{note.digest}{suffix}").stat().st_mode & 0o777 == 0o600
    shown = client.get(f"/temuan/{missing['flag_id']}/lampiran/{note.pk}/")
    assert shown.getvalue() == content
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    event = AuditEvent.objects.get(kind="upload")
    assert (event.subject, event.details["bytes"]) == (missing["flag_id"], len(content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<script>alert(1)</script>", "Hanya foto"),
        (b"", "kosong"),
        (JPEG + bytes(MOST_BYTES), "lebih dari 5 MB"),
    ],
    ids=["a page", "empty", "large"],
)
def test_other_files_are_refused_with_a_reason(
    missing: dict[str, Any], signed_in: SignIn, content: bytes, expected: str
) -> None:
    assert expected in attach(signed_in("operator"), missing, "foto.jpg", content)
    assert not Attachment.objects.exists()


def test_an_attachment_is_found_under_its_own_finding_and_place_only(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    attach(signed_in("operator"), missing, "foto.jpg", JPEG)
    note = Attachment.objects.get()
    elsewhere = signed_in("desa", TATAKAN)
    assert elsewhere.get(f"/temuan/{missing['flag_id']}/lampiran/{note.pk}/").status_code == 404
    other = re.findall(r'<a href="/temuan/(f\w{16})/', elsewhere.get("/temuan/").content.decode())[
        0
    ]
    assert elsewhere.get(f"/temuan/{other}/lampiran/{note.pk}/").status_code == 404


def test_an_attachment_is_never_changed_or_deleted(
    missing: dict[str, Any], signed_in: SignIn
) -> None:
    attach(signed_in("operator"), missing, "foto.jpg", JPEG)
    for attempt in (Attachment.objects.get().delete, Attachment.objects.all().delete):
        with pytest.raises(TypeError):
            attempt()
