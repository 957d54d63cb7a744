"""The pages for what goes wrong, in words that say what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

SENTENCES = {
    400: ("Permintaan tidak dapat dibaca", "Kembali ke halaman sebelumnya dan coba sekali lagi."),
    403: (
        "Halaman ini bukan untuk peran Anda",
        "Percobaan ini dicatat. Bila Anda memang memerlukannya, mintalah kepada administrator.",
    ),
    404: (
        "Tidak ditemukan",
        "Alamatnya keliru, datanya sudah tidak ada, atau di luar wilayah Anda.",
    ),
    500: (
        "Ada kesalahan pada program",
        "Yang sudah disimpan tetap aman. Beri tahu pengelola sistem jam kejadiannya.",
    ),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Drawn without the request: whatever failed must not fail again here."""
    title, todo = SENTENCES[500]
    page = render_to_string("pages/kesalahan.html", {"title": title, "todo": todo})
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page that stayed open beyond the session's end."""
    words = (
        "Formulir sudah kedaluwarsa",
        "Belum ada yang disimpan; biasanya sesi Anda sudah berakhir. Tekan Kembali di peramban, "
        "salin tulisan Anda, muat ulang halamannya, masuk lagi bila diminta, lalu kirim lagi.",
    )
    return render(
        request, "pages/kesalahan.html", {"title": words[0], "todo": words[1]}, status=403
    )


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, todo = SENTENCES[status]
    return render(request, "pages/kesalahan.html", {"title": title, "todo": todo}, status=status)
