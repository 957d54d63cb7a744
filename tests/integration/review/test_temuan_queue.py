"""The queue of findings: what it shows, in which order, to whom, and what can be done with many."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.audit.models import AuditEvent
from review.findings.exporting import COLUMNS
from review.findings.models import Assignment, SavedFilter
from review.ledger.store import Ledger
from review.published.reader import Reader, gateway
from review.published.scope import Scope
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, TATAKAN, personal_values

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
EVERYBODY = Scope("", "")


@pytest.fixture
def findings(office: Workspace) -> list[dict[str, Any]]:
    """Every finding of the month, the most urgent first."""
    reader = Reader(gateway().publication(), EVERYBODY)
    return reader._run("SELECT * FROM finding ORDER BY urgency DESC, priority, flag_id", {})


def shown(client: Client, filters: str = "") -> list[str]:
    """The ids on the first page of the queue."""
    response = client.get(f"/temuan/?{filters}")
    assert response.status_code == 200
    return re.findall(r'<a href="/temuan/(f\w{16})/', response.content.decode())


def test_the_most_urgent_finding_stands_first_with_the_parts_of_its_urgency(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    assert shown(client) == [row["flag_id"] for row in findings]
    first = findings[0]
    assert first["urgency"] == first["stake"] * first["uncertainty"] * first["age"]
    parts = f"{first['stake']} × {first['uncertainty']:.2f}".replace(".", ",")
    assert f"{parts} × {first['age']}" in client.get("/temuan/").content.decode()


def test_where_a_person_must_decide_is_more_urgent_than_where_the_rules_are_sure(
    findings: list[dict[str, Any]],
) -> None:
    missing = [row for row in findings if row["kind"] == "missing_from_dtks"]
    assert {row["needs_review"]: row["uncertainty"] for row in missing} == {True: 0.6, False: 0.2}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("jenis=missing_from_dtks", lambda row: row["kind"] == "missing_from_dtks"),
        (f"wilayah={BINUANG_DISTRICT}", lambda row: row["village_code"] == BINUANG),
        (f"wilayah={TATAKAN}", lambda row: row["village_code"] == TATAKAN),
        ("prioritas=1", lambda row: row["priority"] == 1),
        ("tinjau=yes", lambda row: row["needs_review"]),
        ("keadaan=new", lambda row: row["state"] == "new"),
        ("keadaan=resolved", lambda row: False),
        ("keputusan=open", lambda row: True),
        ("keputusan=done", lambda row: False),
        ("tugas=belum", lambda row: True),
        ("tugas=saya", lambda row: False),
    ],
)
def test_filters_leave_what_they_name(
    findings: list[dict[str, Any]],
    signed_in: SignIn,
    filters: str,
    expected: Callable[[dict[str, Any]], bool],
) -> None:
    assert shown(signed_in("operator"), filters) == [
        row["flag_id"] for row in findings if expected(row)
    ]


def test_findings_are_sorted_by_village_when_asked(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    villages = {row["flag_id"]: row["village_code"] for row in findings}
    order = [villages[flag] for flag in shown(signed_in("operator"), "urut=village")]
    assert order == sorted(order)


def test_a_decided_finding_leaves_the_open_ones_and_comes_back_when_it_is_taken_back(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flag, user = findings[-1], User.objects.get()
    for verdict, filters in (("disagree", "done"), ("unsure", "unsure")):
        Ledger().decide(user, "flag", [flag["flag_id"]], verdict, "dilihat", flag["evidence_hash"])
        assert flag["flag_id"] in shown(client, f"keputusan={filters}")
        assert flag["flag_id"] not in shown(client, "keputusan=open")


def test_a_decision_on_other_evidence_leaves_the_finding_open(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flag = findings[0]["flag_id"]
    Ledger().decide(User.objects.get(), "flag", [flag], "agree", "dulu", "bukti lama")
    assert flag in shown(client, "keputusan=open")


def test_a_decision_counts_again_when_its_evidence_comes_back(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flag, user = findings[0], User.objects.get()
    for evidence in (flag["evidence_hash"], "bukti lain"):
        Ledger().decide(user, "flag", [flag["flag_id"]], "agree", "dilihat", evidence)
    assert flag["flag_id"] in shown(client, "keputusan=done")


def test_a_decision_on_evidence_as_it_was_hashed_before_counts(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flag, user = findings[0], User.objects.get()
    Ledger().decide(user, "flag", [flag["flag_id"]], "agree", "dilihat", flag["row_hash"])
    assert flag["flag_id"] in shown(client, "keputusan=done")
    page = client.get(f"/temuan/{flag['flag_id']}/").content.decode()
    assert "bukti yang lama" not in page


def test_a_decision_from_a_table_without_evidence_counts(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flag = findings[0]["flag_id"]
    Ledger().decide(User.objects.get(), "flag", [flag], "agree", "berita acara", None)
    assert flag in shown(client, "keputusan=done")


@pytest.mark.parametrize(
    ("role", "place"), [("kecamatan", BINUANG_DISTRICT), ("desa", TATAKAN), ("desa", BINUANG)]
)
def test_who_has_a_place_sees_its_findings_only(
    findings: list[dict[str, Any]], signed_in: SignIn, role: str, place: str
) -> None:
    client = signed_in(role, place)
    own = [row["flag_id"] for row in findings if row["village_code"].startswith(place)]
    assert own and shown(client) == own
    assert "Tugaskan" not in client.get("/temuan/").content.decode()


def test_a_wrong_filter_is_said_and_nothing_breaks(office: Workspace, signed_in: SignIn) -> None:
    response = signed_in("operator").get("/temuan/?jenis=lain&halaman=999999999&prioritas=x")
    assert response.status_code == 200
    assert "lain" in response.content.decode()


# --- assignment


def test_chosen_findings_are_given_to_somebody_and_taken_back(
    findings: list[dict[str, Any]], signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    client = signed_in("operator")
    rina = add_user("verifikator", username="rina")
    flags = sorted(row["flag_id"] for row in findings[:2])
    client.post("/temuan/tugaskan/", {"petugas": rina.pk, "temuan": flags})
    assert sorted(Assignment.objects.values_list("flag_id", flat=True)) == flags
    event = AuditEvent.objects.get(kind="assignment")
    assert (event.by, event.subject, event.details["rows"]) == ("operator", "rina", 2)
    assert "Petugas rina" in client.get("/temuan/").content.decode()
    assert set(shown(client, "tugas=belum")).isdisjoint(flags)
    other = Client()
    other.force_login(rina, "django.contrib.auth.backends.ModelBackend")
    assert sorted(shown(other, "tugas=saya")) == flags
    assert "<strong>2</strong> temuan ditugaskan kepada Anda" in other.get("/").content.decode()
    client.post("/temuan/tugaskan/", {"cabut": "on", "temuan": flags})
    assert not Assignment.objects.exists()


def test_nothing_is_taken_from_anybody_where_no_user_was_chosen(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    """`Tugaskan semua` with the list left as it was would have undone every assignment."""
    client = signed_in("operator")
    me = User.objects.get()
    client.post("/temuan/tugaskan/", {"petugas": me.pk, "semua": "on"})
    answer = client.post("/temuan/tugaskan/", {"petugas": "", "semua": "on"}, follow=True)
    assert "Pilih petugas dari daftarnya" in answer.content.decode()
    assert Assignment.objects.count() == len(findings)


def test_all_that_the_filters_let_through_are_given_at_once(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("operator")
    me = User.objects.get()
    client.post("/temuan/tugaskan/?jenis=missing_from_dtks", {"petugas": me.pk, "semua": "on"})
    assert sorted(Assignment.objects.values_list("flag_id", flat=True)) == sorted(
        row["flag_id"] for row in findings if row["kind"] == "missing_from_dtks"
    )


def test_nobody_is_given_findings_of_another_place(
    findings: list[dict[str, Any]], signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    client = signed_in("operator")
    village = add_user("desa", TATAKAN)
    answer = client.post(
        "/temuan/tugaskan/", {"petugas": village.pk, "semua": "on"}, follow=True
    ).content.decode()
    given = set(Assignment.objects.values_list("flag_id", flat=True))
    assert given == {row["flag_id"] for row in findings if row["village_code"] == TATAKAN}
    assert "2 temuan tidak ditugaskan: di luar wilayah" in answer


@pytest.mark.parametrize("sent", [{}, {"petugas": "9999", "temuan": "fx"}, {"temuan": "f0"}])
def test_an_assignment_of_nothing_changes_nothing(
    office: Workspace, signed_in: SignIn, sent: dict[str, str]
) -> None:
    assert signed_in("operator").post("/temuan/tugaskan/", sent).status_code == 302
    assert not Assignment.objects.exists()


# --- saved filters


def test_a_filter_is_kept_for_its_user_and_forgotten_again(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    kept = client.post("/temuan/saringan/?jenis=desil_mismatch&rahasia=1", {"nama": "Desil"})
    assert kept.headers["Location"] == "/temuan/?jenis=desil_mismatch"
    assert 'href="?jenis=desil_mismatch">Desil</a>' in client.get("/temuan/").content.decode()
    assert "Desil</a>" not in signed_in("verifikator").get("/temuan/").content.decode()
    client.post("/temuan/saringan/?prioritas=1", {"nama": "Desil"})
    assert SavedFilter.objects.get().query == "prioritas=1"
    client.post("/temuan/saringan/hapus/", {"nama": "Desil"})
    assert not SavedFilter.objects.exists()


# --- the view as a file


def workbook(client: Client, filters: str = "", **sent: str) -> list[tuple[Any, ...]]:
    response = client.post(f"/temuan/unduh/?{filters}", {"bentuk": "xlsx", **sent})
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    return [*load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)]


def test_the_file_holds_the_view_with_masked_numbers(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    client = signed_in("kecamatan", BINUANG_DISTRICT)
    rows = workbook(client, "jenis=missing_from_dtks", lengkap="ya")
    assert rows[0] == tuple(COLUMNS)
    assert [row[0] for row in rows[1:]] == [
        row["flag_id"]
        for row in findings
        if row["village_code"] == BINUANG and row["kind"] == "missing_from_dtks"
    ]
    assert all("•" in row[4] and "•" in row[5] for row in rows[1:])
    event = AuditEvent.objects.get(kind="export")
    assert (event.details["rows"], event.details["numbers"]) == (len(rows) - 1, "masked")


def test_a_decider_can_take_numbers_along_and_that_is_audited(
    findings: list[dict[str, Any]], signed_in: SignIn
) -> None:
    rows = workbook(signed_in("operator"), lengkap="ya")
    assert {len(row[4]) for row in rows[1:]} == {16}
    assert "•" not in str(rows)
    assert AuditEvent.objects.get(kind="export").details["numbers"] == "opened"


def test_numbers_in_full_are_refused_in_csv(office: Workspace, signed_in: SignIn) -> None:
    response = signed_in("operator").post("/temuan/unduh/", {"bentuk": "csv", "lengkap": "ya"})
    assert response.status_code == 302
    assert not AuditEvent.objects.filter(kind="export").exists()


def test_what_begins_like_a_formula_is_text(
    office: Workspace, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Reader.rows

    def hostile(self: Reader, query: str, **values: object) -> list[dict[str, Any]]:
        found = rows(self, query, **values)
        return [{**row, "head_name": '=HYPERLINK("x")'} for row in found] if found else found

    monkeypatch.setattr(Reader, "rows", hostile)
    client = signed_in("operator")
    text = client.post("/temuan/unduh/", {"bentuk": "csv"}).content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(""x"")"' in text
    content = client.post("/temuan/unduh/", {"bentuk": "xlsx"}).content
    cell = load_workbook(io.BytesIO(content)).active["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


def test_no_address_of_the_queue_names_anybody(office: Workspace, signed_in: SignIn) -> None:
    html = signed_in("operator").get("/temuan/").content.decode()
    addresses = " ".join(re.findall(r'(?:href|action)="([^"]+)"', html))
    assert [value for value in personal_values() if value in addresses] == []
