"""What waits for the user: each feature adds one function to PROVIDERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from pipelines.office.publications.held import held_runs
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, RUNNERS, Role
from review.findings.answers import ANY
from review.findings.models import Assignment
from review.ledger.second import cannot_second
from review.published.reader import Reader
from review.villages.models import StagedUpload


@dataclass(frozen=True)
class Waiting:
    """Something to do: how many, in words, and the page where it is done (if there is one)."""

    count: int
    title: str
    address: str = ""


Provider = Callable[[OfficerRequest, Reader], list[Waiting]]


def undecided_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that need a person's decision before anything follows."""
    if request.user.role not in DECIDERS:
        return []
    ((count,),) = (tuple(row.values()) for row in published.rows("home/undecided"))
    address = f"{reverse('temuan')}?keputusan=open&tinjau=yes"
    return [Waiting(count, "temuan menunggu keputusan", address)]


def answered_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that a village has answered and nobody has decided."""
    if request.user.role not in DECIDERS:
        return []
    count = sum(row["undecided"] for row in published.rows("findings/answered"))
    address = f"{reverse('temuan')}?keputusan=open&jawaban={ANY}"
    return [Waiting(count, "temuan sudah dijawab desa, menunggu keputusan", address)]


def second_persons(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Agreements that the user can give as the second person."""
    if request.user.role not in DECIDERS:
        return []
    hindering = cannot_second(request.user)
    ((count,),) = (
        tuple(row.values()) for row in published.rows("findings/seconds", hindering=hindering)
    )
    address = f"{reverse('temuan')}?keputusan=mine"
    return [Waiting(count, "persetujuan menunggu Anda sebagai orang kedua", address)]


def assigned_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that somebody gave to the user and nobody has decided."""
    flags = [*Assignment.objects.filter(user_id=request.user.pk).values_list("flag_id", flat=True)]
    if not flags:
        return []
    ((count,),) = (tuple(row.values()) for row in published.rows("findings/assigned", flags=flags))
    address = f"{reverse('temuan')}?keputusan=open&tugas=saya"
    return [Waiting(count, "temuan ditugaskan kepada Anda", address)]


def undecided_pairs(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Pairs of rows to decide, and drawn pairs that wait for the user's own blind opinion."""
    if request.user.role not in DECIDERS:
        return []
    counts = published.row("pairs/counts") or {"open": 0}
    sample = published.rows("pairs/sample", reviewer=request.user.username)
    return [
        Waiting(counts["open"], "pasangan menunggu keputusan", reverse("pasangan")),
        Waiting(len(sample), "pasangan sampel menunggu pendapat Anda", reverse("pasangan-sampel")),
    ]


def unanswered_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that nobody has decided and that the user's village has not answered."""
    if request.user.role != Role.DESA:
        return []
    ((count,),) = (tuple(row.values()) for row in published.rows("home/unanswered"))
    address = reverse("desa-lihat", args=[request.user.place_code])
    text = "temuan belum dijawab desa: unduh daftar verifikasi, isi, lalu unggah kembali"
    return [Waiting(count, text, address)]


def held_results(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Results of runs that wait to be compared and made current."""
    if request.user.role not in RUNNERS:
        return []
    count = len(held_runs(settings.WORKSPACE))
    return [Waiting(count, "hasil proses menunggu dibandingkan", reverse("jalankan"))]


def uploads_to_bring_in(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Files that the user uploaded and neither brought into the inbox nor dropped."""
    uploads = StagedUpload.objects.filter(user_id=request.user.pk).order_by("at")
    first = uploads.first()
    if first is None:
        return []
    address = reverse("desa-periksa", args=[first.village_code])
    return [Waiting(uploads.count(), "berkas unggahan belum masuk inbox", address)]


PROVIDERS: tuple[Provider, ...] = (
    undecided_findings,
    answered_findings,
    undecided_pairs,
    second_persons,
    assigned_findings,
    unanswered_findings,
    held_results,
    uploads_to_bring_in,
)


def waiting_for(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Everything that waits for the request's user, without what is nothing."""
    found = [item for provide in PROVIDERS for item in provide(request, published)]
    return [item for item in found if item.count]
