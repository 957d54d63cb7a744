"""What waits for the user: each feature adds one function to PROVIDERS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from pipelines.office.publications.held import held_runs
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, RUNNERS, Role
from review.findings.answers import ANY, NONE
from review.findings.models import Assignment
from review.findings.queue import count
from review.published.reader import Reader
from review.villages.models import StagedUpload


@dataclass(frozen=True)
class Waiting:
    """Something to do: how many, in words, and the page where it is done (if there is one)."""

    count: int
    title: str
    address: str = ""


Provider = Callable[[OfficerRequest, Reader], list[Waiting]]


# Filters of the queue: what waits is counted as the queue shows it.
UNDECIDED = {"keputusan": "open", "tinjau": "yes"}
ANSWERED = {"keputusan": "open", "jawaban": ANY}
UNANSWERED = {"keputusan": "open", "jawaban": NONE}
SECOND = {"keputusan": "mine"}
ASSIGNED = {"keputusan": "open", "tugas": "saya"}


def undecided_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that need a person's decision, and those that a village has answered."""
    if request.user.role not in DECIDERS:
        return []
    answered = "temuan sudah dijawab desa, menunggu keputusan"
    return [
        _in_queue(request, published, UNDECIDED, "temuan menunggu keputusan"),
        _in_queue(request, published, ANSWERED, answered),
    ]


def second_persons(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Agreements that the user can give as the second person."""
    if request.user.role not in DECIDERS:
        return []
    title = "persetujuan menunggu Anda sebagai orang kedua"
    return [_in_queue(request, published, SECOND, title)]


def assigned_findings(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Findings that someone gave to the user and nobody has decided."""
    if not Assignment.objects.filter(user_id=request.user.pk).exists():
        return []
    return [_in_queue(request, published, ASSIGNED, "temuan ditugaskan kepada Anda")]


def _in_queue(
    request: OfficerRequest, published: Reader, chosen: Mapping[str, str], title: str
) -> Waiting:
    """What the queue shows behind these filters."""
    address = f"{reverse('temuan')}?{urlencode(chosen)}"
    return Waiting(count(request.user, published, chosen), title, address)


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
    address = reverse("desa-lihat", args=[request.user.place_code])
    text = "temuan belum dijawab desa: unduh daftar verifikasi, isi, lalu unggah kembali"
    return [Waiting(count(request.user, published, UNANSWERED), text, address)]


def held_results(request: OfficerRequest, published: Reader) -> list[Waiting]:
    """Results of runs that wait to be compared and made current."""
    if request.user.role not in RUNNERS:
        return []
    return [
        Waiting(
            len(held_runs(settings.WORKSPACE)),
            "hasil proses menunggu dibandingkan",
            reverse("jalankan"),
        )
    ]


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
