"""Files of villages come into the inbox only after someone has looked at their report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pipelines.domain.regions import load_regions
from pipelines.office.workspace import Workspace
from review.audit.models import AuditEvent
from review.villages import checking, staging
from review.villages.dry_run import dry_run
from review.villages.models import StagedUpload
from review.villages.names import inbox_name, named_village
from tests.support.small_inbox import CRITERIA, PERIOD, USULAN
from tests.support.small_office import BINUANG, TATAKAN

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
REGIONS = load_regions("63.05")
PERSON = "6305010101100031;6305011203850031;NORHAYATI;P;12-03-1985;KEPALA KELUARGA;JL INTAN;1;1"
NEXT = "2026-11"


def listed(*villages: str, header: str = USULAN + CRITERIA) -> bytes:
    """A village list with one invented family for each village named."""
    rows = [
        f"{PERSON.replace('0031', f'00{number:02}')};{village};;ada;ya;ya;ya;tidak"
        for number, village in enumerate(villages, start=31)
    ]
    return "\n".join([header, *rows]).encode()


def send(
    client: Client,
    content: bytes,
    name: str = "usulan baru.csv",
    village: str = BINUANG,
    **fields: str,
) -> Any:
    """Upload a file for a village; the answer after redirects."""
    form = {"source": "usulan-desa", "period": PERIOD, **fields}
    return client.post(
        f"/desa/{village}/unggah/", form | {"file": SimpleUploadedFile(name, content)}, follow=True
    )


@pytest.fixture
def inbox(office: Workspace) -> Iterator[Path]:
    """The inbox; what a test brings in is taken out again."""
    before = set(office.inbox.rglob("*"))
    yield office.inbox
    for path in sorted(set(office.inbox.rglob("*")) - before, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


@pytest.fixture(autouse=True)
def looked_at_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dry runs in this process, where they take no time to start, but where a test says so."""
    if "real_process" not in request.fixturenames:
        monkeypatch.setattr("review.villages.uploading.report_of", report_here)


@pytest.fixture
def real_process() -> None:
    """Says that a test has its dry runs as officers do: in a process of their own."""


def report_here(path: Path, source: str, period: str) -> dict[str, Any]:
    """What the process would print."""
    from django.conf import settings

    found = dry_run(settings.WORKSPACE.root, source, period, path)
    return dict(json.loads(json.dumps(asdict(found))))


def brought_in(inbox: Path) -> list[str]:
    """Files next to those of the published month."""
    known = {"Usulan Binuang.csv", "Usulan Tatakan.csv", "SIAK.csv", "ART.csv", "kosong.xlsx"}
    return sorted(p.name for p in inbox.rglob("*") if p.is_file() and p.name not in known)


def test_a_file_comes_into_the_inbox_only_after_its_report_was_seen(
    inbox: Path, signed_in: SignIn, real_process: None
) -> None:
    client = signed_in("desa", BINUANG)
    page = send(client, listed("BINUANG"), period=_open_month(client)).content.decode()
    assert "1 dibaca: 1 diterima" in page and "Masukkan ke inbox" in page
    assert brought_in(inbox) == []
    done = client.post(f"/desa/{BINUANG}/masukkan/", follow=True).content.decode()
    assert "sudah masuk inbox" in done
    assert brought_in(inbox) == ["Binuang - usulan baru.csv"]
    assert not StagedUpload.objects.exists()
    whats = AuditEvent.objects.filter(kind="upload").order_by("number")
    assert [event.details["what"] for event in whats] == ["checked", "accepted"]


def _open_month(client: Client) -> str:
    """A month that the client's user may upload for."""
    form = client.get(f"/desa/{BINUANG}/unggah/").context["form"]
    return str(form.fields["period"].choices[0][0])


def test_a_file_in_the_inbox_is_never_overwritten(inbox: Path, signed_in: SignIn) -> None:
    client = signed_in("operator")
    for content in (listed("BINUANG"), listed("BINUANG", "BINUANG")):
        send(client, content)
        client.post(f"/desa/{BINUANG}/masukkan/")
    assert brought_in(inbox) == ["Binuang - usulan baru (2).csv", "Binuang - usulan baru.csv"]
    one = inbox / PERIOD / "usulan-desa" / "Binuang - usulan baru.csv"
    assert one.read_bytes() == listed("BINUANG")
    assert one.stat().st_mode & 0o077 == 0


def test_a_cancelled_file_leaves_nothing_behind(inbox: Path, signed_in: SignIn) -> None:
    client = signed_in("operator")
    send(client, listed("BINUANG"))
    folder = staging.staged_path(StagedUpload.objects.get()).parent
    assert folder.is_dir() and folder.stat().st_mode & 0o077 == 0
    client.post(f"/desa/{BINUANG}/batalkan/")
    assert not folder.exists() and not StagedUpload.objects.exists() and brought_in(inbox) == []
    answer = client.post(f"/desa/{BINUANG}/masukkan/", follow=True)
    assert "Tidak ada berkas yang menunggu" in answer.content.decode()


def test_a_second_upload_takes_the_place_of_the_first(inbox: Path, signed_in: SignIn) -> None:
    client = signed_in("operator")
    send(client, listed("BINUANG"), "satu.csv")
    first = staging.staged_path(StagedUpload.objects.get())
    send(client, listed("BINUANG"), "dua.csv")
    assert not first.exists()
    assert StagedUpload.objects.get().name == "Binuang - dua.csv"


def test_a_refused_file_is_shown_with_its_remedy_and_cannot_come_in(
    inbox: Path, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    page = send(client, b"%PDF-1.4 bukan tabel", "daftar.xlsx").content.decode()
    assert "Berkas ini PDF, bukan tabel" in page and "Masukkan ke inbox" not in page
    refused = client.post(f"/desa/{BINUANG}/masukkan/", follow=True).content.decode()
    assert "Berkas ini PDF" in refused and brought_in(inbox) == []


def test_problems_are_reported_with_their_rows_and_without_values(
    inbox: Path, signed_in: SignIn
) -> None:
    wrong = listed("BINUANG").replace(b"6305011203850031", b"630501120385")
    page = send(signed_in("operator"), wrong).content.decode()
    assert "NIK kurang dari 16 angka" in page
    assert "630501120385" not in page and "NORHAYATI" not in page
    assert "NORHAYATI" not in str(StagedUpload.objects.get().report)


def test_a_village_officer_brings_in_nothing_about_another_village(
    inbox: Path, signed_in: SignIn
) -> None:
    client = signed_in("desa", BINUANG)
    month = _open_month(client)
    page = send(client, listed("BINUANG", "TATAKAN"), period=month).content.decode()
    assert "memuat baris Tatakan (1)" in page and "Masukkan ke inbox" not in page
    client.post(f"/desa/{BINUANG}/masukkan/")
    assert brought_in(inbox) == []


def test_an_operator_is_warned_of_another_village_and_may_go_on(
    inbox: Path, signed_in: SignIn
) -> None:
    page = send(signed_in("operator"), listed("BINUANG", "TATAKAN")).content.decode()
    assert "Ada baris desa lain: Tatakan (1)" in page and "Masukkan ke inbox" in page


def test_an_operator_is_told_when_no_row_is_the_villages(inbox: Path, signed_in: SignIn) -> None:
    page = send(signed_in("operator"), listed("TATAKAN")).content.decode()
    assert "Tidak satu baris pun milik Binuang" in page and "Tatakan (1)" in page


def test_a_village_officer_cannot_change_a_published_month(inbox: Path, signed_in: SignIn) -> None:
    page = send(signed_in("desa", BINUANG), listed("BINUANG"), period=PERIOD)
    assert "period" in page.context["form"].errors and not StagedUpload.objects.exists()


def test_a_village_officer_answers_findings_of_the_own_village_only(
    inbox: Path, signed_in: SignIn, samples: dict[str, str]
) -> None:
    header = "ID Temuan;NIK;Nama;Hasil Verifikasi;Catatan;Petugas;Tanggal Verifikasi"

    def reply(flag: str) -> bytes:
        person = "6305015507750002;RUSDIANA"
        return f"{header}\n{flag};{person};Layak;;Rusmini;20-10-2026\n".encode()

    client = signed_in("desa", BINUANG)
    fields = {"source": "verifikasi", "period": _open_month(client)}
    page = send(client, reply(samples["flag_id"]), "balasan.csv", **fields).content.decode()
    assert "Masukkan ke inbox" in page
    page = send(client, reply("f0000000000000000"), "balasan.csv", **fields).content.decode()
    assert "1 ID Temuan bukan milik wilayah Anda" in page and "Masukkan ke inbox" not in page


REPLY = "ID Temuan;NIK;Nama;Hasil Verifikasi;Catatan;Petugas;Tanggal Verifikasi"


def test_a_filled_verification_list_cannot_come_in_as_a_list_of_proposals(
    inbox: Path, signed_in: SignIn, samples: dict[str, str]
) -> None:
    """The kind offered first is a list of proposals: read as one, a reply would propose people."""
    client = signed_in("operator")
    row = f"{samples['flag_id']};6305015507750002;RUSDIANA;Layak;;Rusmini;20-10-2026"
    page = send(client, f"{REPLY}\n{row}\n".encode(), "balasan.csv").content.decode()
    assert "unggah sebagai Balasan verifikasi" in page
    assert "Masukkan ke inbox" not in page
    client.post(f"/desa/{BINUANG}/masukkan/")
    assert brought_in(inbox) == []


def test_a_list_of_proposals_sent_as_a_reply_is_called_what_it_is(
    inbox: Path, signed_in: SignIn
) -> None:
    page = send(signed_in("operator"), listed("BINUANG"), source="verifikasi").content.decode()
    assert "kolom ID Temuan tidak ada" in page and "Masukkan ke inbox" not in page
    assert "harus ada Nama" not in page


def test_the_date_of_a_list_is_shown_and_an_earlier_months_is_warned_of(
    inbox: Path, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    page = send(client, listed("BINUANG"), "usulan 5 Oktober 2026.csv").content.decode()
    assert "<dd>5 Oktober 2026</dd>" in page and "bulan lalu" not in page
    page = send(client, listed("BINUANG"), "usulan 5 September 2026.csv").content.decode()
    assert "Daftar ini bertanggal 5 September 2026" in page and "Masukkan ke inbox" in page


@pytest.mark.parametrize("name", ["daftar.pdf", "daftar", "daftar.xlsx.exe"])
def test_what_is_no_table_by_its_name_is_not_taken(
    inbox: Path, signed_in: SignIn, name: str
) -> None:
    page = send(signed_in("operator"), listed("BINUANG"), name).content.decode()
    assert "Simpan daftarnya sebagai Excel" in page and not StagedUpload.objects.exists()


def test_a_file_that_is_too_large_is_not_taken(
    inbox: Path, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.villages.forms.LARGEST", 0)
    page = send(signed_in("operator"), listed("BINUANG")).content.decode()
    assert "Paling besar 0 MB" in page and not StagedUpload.objects.exists()


def test_the_same_bytes_in_the_inbox_are_pointed_out(inbox: Path, signed_in: SignIn) -> None:
    client = signed_in("operator")
    content = (inbox / PERIOD / "usulan-desa" / "Usulan Binuang.csv").read_bytes()
    assert "isinya sama persis (Usulan Binuang.csv)" in send(client, content).content.decode()


def test_only_an_operator_says_what_columns_are(inbox: Path, signed_in: SignIn) -> None:
    odd = listed("BINUANG", header=(USULAN + CRITERIA).replace("alamat", "kode rumah"))
    page = send(signed_in("verifikator"), odd).content.decode()
    assert "kode rumah" in page and "Kolom yang belum pasti" not in page
    page = send(signed_in("operator"), odd).content.decode()
    assert "Kolom yang belum pasti" in page


def test_a_named_column_is_a_decision_in_the_ledger(inbox: Path, signed_in: SignIn) -> None:
    from review.ledger.models import Decision

    client = signed_in("operator")
    odd = listed("BINUANG", header=(USULAN + CRITERIA).replace("alamat", "kode rumah"))
    form = send(client, odd).context["columns_form"]
    (asked,) = [name for name, (_, header) in form.asked.items() if header == "kode rumah"]
    client.post(f"/desa/{BINUANG}/kolom/", {asked: "alamat", "reason": "kata pengirim"})
    decision = Decision.objects.get()
    assert (decision.kind, decision.verdict, decision.by) == ("column", "alamat", "operator")
    assert decision.subject_ids == [form.asked[asked][0], "kode rumah"]


def test_a_file_waits_for_its_turn_and_its_sender_is_told_to_come_back(
    inbox: Path, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, real_process: None
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 0)
    with checking._turn(), checking._turn():
        page = send(signed_in("operator"), listed("BINUANG")).content.decode()
    assert "Masih ada berkas lain yang diperiksa" in page and not StagedUpload.objects.exists()


def test_for_a_file_that_takes_too_long_the_page_says_what_to_do(
    inbox: Path, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, real_process: None
) -> None:
    monkeypatch.setattr(checking, "LONGEST", 0.01)
    page = send(signed_in("operator"), listed("BINUANG")).content.decode()
    assert "terlalu berat untuk diperiksa" in page and not StagedUpload.objects.exists()


def test_uploads_of_one_officer_are_not_seen_by_another(inbox: Path, signed_in: SignIn) -> None:
    send(signed_in("operator"), listed("BINUANG"))
    answer = signed_in("verifikator").get(f"/desa/{BINUANG}/periksa/", follow=True)
    assert "Tidak ada berkas yang menunggu" in answer.content.decode()


# Names in the inbox


@pytest.mark.parametrize(
    ("uploaded", "expected"),
    [
        ("Usulan Binuang.xlsx", "Usulan Binuang.xlsx"),
        ("usulan.XLSX", "Binuang - usulan.xlsx"),
        ("../../etc/passwd.csv", "Binuang - passwd.csv"),
        ("C:\\Data\\usulan tatakan.csv", "6305011001 - usulan tatakan.csv"),
        ("~$kunci.xlsx", "Binuang - kunci.xlsx"),
        ("data 6305011203800001 final.csv", "Binuang - data final.csv"),
        ("a\u202egpj.xlsx", "Binuang - a u202egpj.xlsx"),
        (".xlsx.csv", "Binuang - xlsx.csv"),
    ],
)
def test_a_name_is_made_safe_and_gives_the_village(uploaded: str, expected: str) -> None:
    village = REGIONS.by_code[BINUANG]
    name = inbox_name(uploaded, village, REGIONS)
    assert named_village(name, REGIONS) in (BINUANG, None)
    assert name == expected


def test_a_very_long_name_is_cut() -> None:
    name = inbox_name("ü" * 300 + ".csv", REGIONS.by_code[TATAKAN], REGIONS)
    assert len(name.encode()) < 200 and name.endswith(".csv")


def test_a_list_without_known_columns_is_mended_by_an_operator_or_at_home(
    inbox: Path, signed_in: SignIn
) -> None:
    odd = listed("BINUANG", header="a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p").replace(b"630501", b"ABC")
    for role, place, told in (
        ("desa", BINUANG, "minta operator kabupaten menetapkannya"),
        ("operator", "", "tetapkan kolomnya di bawah"),
    ):
        client = signed_in(role, place)
        page = send(client, odd, period=_open_month(client)).content.decode()
        assert told in page and "padan.toml" not in page


def test_a_header_that_may_be_a_row_of_somebody_is_not_shown(
    inbox: Path, signed_in: SignIn
) -> None:
    rows = listed("BINUANG", "BINUANG").split(b"\n")[1:]
    page = send(signed_in("operator"), b"\n".join(rows)).content.decode()
    assert "6305010101100031" not in page and "6305011203850031" not in page


def test_beranda_reminds_of_a_file_that_was_not_brought_in(inbox: Path, signed_in: SignIn) -> None:
    client = signed_in("operator")
    send(client, listed("BINUANG"))
    page = client.get("/").content.decode()
    assert "berkas unggahan belum masuk inbox" in page and f"/desa/{BINUANG}/periksa/" in page
