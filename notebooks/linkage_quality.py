"""How well rows were linked to people: reasons, probabilities, damaged NIKs, undecided pairs.

Example: marimo run notebooks/linkage_quality.py -- --workspace kantor
Counts only: no row, name or number of a person is shown.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Mutu pencocokan")


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import polars as pl
    from published import read, workspace_of

    place = workspace_of(mo.cli_args().to_dict())
    periods = place.published_periods()
    period = mo.ui.dropdown(periods, value=periods[-1], label="Periode")
    mo.vstack([mo.md("# Mutu pencocokan orang"), period])
    return alt, mo, period, pl, place, read


@app.cell
def _(period, place, read):
    links = read(
        place,
        period.value,
        """
        select p.source, l.match_reason, count(*) as rows,
               round(avg(l.probability), 4) as probability
        from link.record_person l join core.person p using (record_id)
        group by all order by all
        """,
    )
    unsure = read(
        place,
        period.value,
        """
        select floor(probability * 20) / 20 as probability, match_reason, count(*) as rows
        from link.record_person where match_reason not in ('single', 'decision')
        group by all order by all
        """,
    )
    niks = read(
        place,
        period.value,
        "select source, nik_status, count(*) as rows from core.person group by all order by all",
    )
    people = read(
        place,
        period.value,
        """
        select in_dukcapil, in_dtks, in_dtsen, count(*) as persons,
               sum(records)::bigint as rows
        from out.person group by all order by all
        """,
    )
    pairs = read(
        place, period.value, "select probability, review, agrees, differs from link.candidate"
    )
    return links, niks, pairs, people, unsure


@app.cell
def _(alt, links, mo):
    mo.vstack(
        [
            mo.md(
                """
                ## Dengan alasan apa baris dikenali

                `nik`: NIK sama dan didukung nama atau tanggal lahir · `splink`: nama, tanggal lahir
                dan keterangan lain cocok · `household`: didukung anggota keluarganya ·
                `asset_address`: nama dan alamat pemilik · `decision`: diputuskan petugas ·
                `single`: baris berdiri sendiri.
                """
            ),
            alt.Chart(links)
            .mark_bar()
            .encode(
                x=alt.X("rows:Q", stack="normalize", title="Bagian baris", axis={"format": "%"}),
                y=alt.Y("source:N", title=None),
                color=alt.Color("match_reason:N", title=None),
                tooltip=["source", "match_reason", "rows", "probability"],
            )
            .properties(width=560),
            mo.ui.table(links, selection=None),
        ]
    )
    return


@app.cell
def _(alt, mo, unsure):
    mo.vstack(
        [
            mo.md(
                """
                ## Peluang bahwa baris benar milik orang itu

                Sebagian besar harus mendekati 1. Tiap alasan punya skala sendiri, supaya yang
                sedikit tetap terlihat.
                """
            ),
            alt.Chart(unsure)
            .mark_bar()
            .encode(
                x=alt.X("probability:O", title="Peluang, mulai dari", axis={"format": ".2f"}),
                y=alt.Y("rows:Q", title="Baris"),
                column=alt.Column("match_reason:N", title=None),
                tooltip=["probability", "match_reason", "rows"],
            )
            .properties(width=170, height=160)
            .resolve_scale(y="independent", x="independent"),
        ]
    )
    return


@app.cell
def _(mo, niks, people, pl):
    share = (
        niks.with_columns(share=pl.col("rows") / pl.col("rows").sum().over("source"))
        .with_columns(pl.col("share").round(4))
        .sort("source", "rows", descending=[False, True])
    )
    mo.vstack(
        [
            mo.md("## Keadaan NIK per sumber"),
            mo.ui.table(share, selection=None),
            mo.md("## Orang menurut keberadaannya di Dukcapil, DTKS dan DTSEN"),
            mo.ui.table(people, selection=None),
        ]
    )
    return


@app.cell
def _(alt, mo, pairs, pl):
    def combinations(column):
        """How often each set of agreeing or differing columns occurs."""
        return (
            pairs.with_columns(pl.col(column).list.sort().list.join(", "))
            .group_by(column)
            .agg(pairs=pl.len(), to_review=pl.col("review").sum())
            .sort("pairs", column, descending=[True, False])
        )

    steps = (
        pairs.with_columns((pl.col("probability") * 20).floor() / 20)
        .group_by("probability", "review")
        .agg(pairs=pl.len())
        .sort("probability")
    )
    mo.vstack(
        [
            mo.md(
                f"""
                ## Pasangan mirip yang tidak digabung

                {pairs.height} pasangan; {pairs["review"].sum()} di antaranya ditanyakan kepada
                petugas (`pairs_for_review.parquet`).
                """
            ),
            alt.Chart(steps)
            .mark_bar()
            .encode(
                x=alt.X("probability:O", title="Peluang, mulai dari", axis={"format": ".2f"}),
                y=alt.Y("pairs:Q", title="Pasangan"),
                color=alt.Color("review:N", title="Ditanyakan"),
                tooltip=["probability", "review", "pairs"],
            )
            .properties(width=560),
            mo.md("### Apa yang berbeda"),
            mo.ui.table(combinations("differs"), selection=None),
            mo.md("### Apa yang sama"),
            mo.ui.table(combinations("agrees"), selection=None),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
