"""The page about a new model, for the officer who decides whether to adopt it (Bahasa Indonesia).

It names rows by their id and says what kind of row they are; of people it shows initials and a
birth year at most. It lies next to the model, in a folder that is the owner's alone.
"""

from __future__ import annotations

import polars as pl

from pipelines.demo.evaluate import Result
from pipelines.resolve.fitted import FittedModel
from pipelines.training.compare import ModelComparison
from schemas.sources import label_of

EXAMPLES = 20
RELIABLE = 0.03  # issue 4: the error of a probability that means what it says


def page(
    fresh: FittedModel, present: FittedModel, labels: pl.DataFrame, comparison: ModelComparison
) -> str:
    """The whole page, as Markdown. `labels`: see `pipelines.training.reviewed.LABEL`."""
    judging = int(labels["for_evaluation"].sum()) if labels.height else 0
    sections = [
        f"# Model pencocokan {fresh.version}",
        f"Dibandingkan dengan model yang sekarang dipakai ({present.version}). Model ini belum "
        "dipakai; lihat bagian terakhir.",
        f"Keputusan petugas atas pasangan: {labels.height}, di antaranya {judging} hanya untuk "
        "menguji (dipilih acak, tidak ikut melatih).",
        _synthetic(comparison.synthetic),
        _labelled(comparison.labelled),
        _reliability(comparison.worst_error),
        _moved(comparison.moved),
        "## Memakai model ini\n\n"
        f"    padan train RUANG_KERJA --adopt {fresh.version}\n\n"
        "Berlaku mulai proses berikutnya. Kembali ke model bawaan: `--adopt bawaan`.",
    ]
    return "\n\n".join(sections) + "\n"


def _synthetic(figures: dict[str, tuple[Result, Result]]) -> str:
    lines = [
        "## Ketepatan pada kabupaten karangan",
        "",
        "Orangnya karangan, jadi jawaban yang benar diketahui. Derau 1 biasa, 2 buruk.",
        "",
        "| Derau | Model | Presisi | Kelengkapan | F1 | Salah gabung | Terlewat |",
        "|---|---|---|---|---|---|---|",
    ]
    for noise, both in figures.items():
        for name, one in zip(("sekarang", "baru"), both, strict=True):
            lines.append(
                f"| {noise} | {name} | {one['precision']:.4f} | {one['recall']:.4f} "
                f"| {one['f1']:.4f} | {one['false']} | {one['missed']} |"
            )
    return "\n".join(lines)


def _labelled(figures: dict[str, tuple[Result, Result]]) -> str:
    lines = [
        "## Ketepatan pada pasangan yang diputuskan petugas",
        "",
        "| Pasangan | Model | Banyaknya | Benar | Salah gabung | Terlewat |",
        "|---|---|---|---|---|---|",
    ]
    names = {"evaluation": "penguji (acak)", "teaching": "pelatih (umumnya yang sulit)"}
    for kind, both in figures.items():
        for name, one in zip(("sekarang", "baru"), both, strict=True):
            lines.append(
                f"| {names[kind]} | {name} | {one['pairs']} | {one['right']} "
                f"| {one['joined_wrongly']} | {one['missed']} |"
            )
    if not figures:
        return f"{lines[0]}\n\nBelum ada periode yang terbit."
    return "\n".join(lines)


def _reliability(worst: tuple[float, float]) -> str:
    before, after = worst
    verdict = (
        "Peluang model baru dapat dipercaya."
        if after <= RELIABLE
        else f"Selisih di atas {RELIABLE:.2f}: jangan dipakai sebelum diperiksa pengembang."
    )
    return (
        "## Apakah peluangnya berarti seperti yang tertulis\n\n"
        f"Selisih terbesar antara peluang dan kenyataan: sekarang {before:.3f}, baru {after:.3f}. "
        f"{verdict}"
    )


def _moved(moved: pl.DataFrame) -> str:
    if not moved.height:
        return "## Baris yang berpindah\n\nTidak ada baris yang berpindah orang."
    lines = [
        "## Baris yang berpindah",
        "",
        f"{moved.height} baris akan berkumpul dengan baris lain. Contoh:",
        "",
        "| ID Baris | Sumber | Inisial | Tahun lahir | Kode desa | Sekarang bersama "
        "| Nanti bersama | Peluang |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in moved.head(EXAMPLES).iter_rows(named=True):
        initials = "".join(f"{token[0]}." for token in (row["name_folded"] or "").split())
        lines.append(
            f"| {row['record_id']} | {label_of(row['source'])} | {initials or '-'} "
            f"| {row['birth_year'] or '-'} | {row['village_code'] or '-'} "
            f"| {row['present_group']} | {row['fresh_group']} | {row['probability']:.3f} |"
        )
    return "\n".join(lines)
