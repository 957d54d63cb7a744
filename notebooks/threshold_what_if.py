"""What other thresholds would mean for the office's work, before changing them in padan.toml.

Example: marimo run notebooks/threshold_what_if.py -- --workspace kantor
Counts what a finished period holds. It does not link again: a link that another threshold would
make can bring relatives and flags of its own, which only a run can show.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Bagaimana bila ambang diubah")


@app.cell
def _():
    from contextlib import closing

    import altair as alt
    import marimo as mo
    import polars as pl
    from published import read, workspace_of

    from pipelines.machine.database import open_published
    from pipelines.office.config import load_config

    place = workspace_of(mo.cli_args().to_dict())
    current = load_config(place.config_file).link
    periods = place.published_periods()
    period = mo.ui.dropdown(periods, value=periods[-1], label="Periode")

    def threshold(name, meaning):
        """A slider over all probabilities that stands where padan.toml has it."""
        value = getattr(current, name)
        return mo.ui.slider(
            steps=sorted({value, *(step / 100 for step in range(1, 100))}),
            value=value,
            label=f"`{name}`: {meaning}",
            show_value=True,
        )

    accept = threshold("accept", "dua baris dianggap orang yang sama")
    automatic = threshold("automatic", "temuan diputuskan tanpa ditinjau")
    review = threshold("review", "pasangan ditanyakan kepada petugas")
    mo.vstack([mo.md("# Bagaimana bila ambang diubah"), period, accept, automatic, review])
    return (
        accept,
        alt,
        automatic,
        closing,
        current,
        mo,
        open_published,
        period,
        pl,
        place,
        read,
        review,
    )


@app.cell
def _(period, place, read):
    pairs = read(place, period.value, "select probability from link.candidate")["probability"]
    links = read(
        place,
        period.value,
        """
        select probability from link.record_person where match_reason not in ('single', 'decision')
        """,
    )["probability"]
    flags = read(
        place,
        period.value,
        "select kind, confidence, needs_review from out.flag where state <> 'resolved'",
    )
    return flags, links, pairs


@app.cell
def _(accept, automatic, current, flags, links, mo, pairs, pl, review):
    decided = flags.filter(~pl.col("needs_review"))["confidence"]
    compared = pl.DataFrame(
        [
            (
                "Pasangan yang ditanyakan kepada petugas",
                int((pairs >= current.review).sum()),
                int((pairs >= review.value).sum()),
            ),
            (
                "Baris bertaut yang peluangnya di bawah accept",
                int((links < current.accept).sum()),
                int((links < accept.value).sum()),
            ),
            (
                "Temuan otomatis yang keyakinannya di bawah automatic",
                int((decided < current.automatic).sum()),
                int((decided < automatic.value).sum()),
            ),
        ],
        schema=["Yang dihitung", "Ambang sekarang", "Ambang di atas"],
        orient="row",
    )
    mo.vstack(
        [
            mo.ui.table(compared, selection=None),
            mo.md(
                """
                Angka ini menghitung ulang hasil periode yang sudah terbit, bukan mencocokkan ulang.
                Untuk memastikan, ubah `[link]` di `padan.toml` pada salinan ruang kerja, lalu
                jalankan `padan run`.
                """
            ),
        ]
    )
    return


@app.cell
def _(alt, current, mo, pairs, pl):
    at_each = [step / 100 for step in range(1, 100)]
    queue = pl.DataFrame({"review": at_each, "pairs": [int((pairs >= at).sum()) for at in at_each]})
    now = alt.Chart(pl.DataFrame({"review": [current.review]})).mark_rule(strokeDash=[4, 4])
    mo.vstack(
        [
            mo.md("## Panjang antrean pasangan menurut ambang `review`"),
            (
                alt.Chart(queue)
                .mark_line(interpolate="step-after")
                .encode(
                    x=alt.X("review:Q", title="Ambang review"),
                    y=alt.Y("pairs:Q", title="Pasangan yang ditanyakan"),
                    tooltip=["review", "pairs"],
                )
                + now.encode(x="review:Q")
            ).properties(width=560),
        ]
    )
    return


@app.cell
def _(alt, automatic, flags, mo, pl):
    by_kind = (
        flags.with_columns(
            state=pl.when(pl.col("needs_review"))
            .then(pl.lit("sudah perlu ditinjau"))
            .when(pl.col("confidence") < automatic.value)
            .then(pl.lit("otomatis, di bawah ambang"))
            .otherwise(pl.lit("otomatis"))
        )
        .group_by("kind", "state")
        .agg(flags=pl.len())
        .sort("kind", "state")
    )
    mo.vstack(
        [
            mo.md("## Temuan menurut jenis pada ambang `automatic` di atas"),
            alt.Chart(by_kind)
            .mark_bar()
            .encode(
                x=alt.X("flags:Q", title="Temuan"),
                y=alt.Y("kind:N", title=None),
                color=alt.Color("state:N", title=None),
                tooltip=["kind", "state", "flags"],
            )
            .properties(width=560),
        ]
    )
    return


@app.cell
def _(mo):
    pair_minutes = mo.ui.number(start=0.5, stop=60, step=0.5, value=2.0, label="Menit per pasangan")
    finding_minutes = mo.ui.number(
        start=0.5, stop=60, step=0.5, value=5.0, label="Menit per temuan"
    )
    mo.vstack(
        [
            mo.md("## Jam kerja petugas dan kesalahan yang diperkirakan"),
            mo.hstack([pair_minutes, finding_minutes], justify="start"),
        ]
    )
    return finding_minutes, pair_minutes


@app.cell
def _(closing, current, finding_minutes, mo, open_published, pair_minutes, period, pl, place):
    from pipelines.explain.whatif import Effort, what_if

    effort = Effort(pair_minutes.value, finding_minutes.value)
    with closing(open_published(place.database(period.value))) as published_period:
        grid = what_if(published_period, current, effort)
    labels = {
        "accept": "accept",
        "automatic": "automatic",
        "hours": "Jam kerja",
        "pairs_asked": "Pasangan ditanyakan",
        "findings_asked": "Temuan ditinjau",
        "wrong_links": "Tautan salah",
        "missed_links": "Tautan terlewat",
        "wrong_findings": "Temuan otomatis salah",
        "missed_findings": "Temuan benar menunggu petugas",
        "present": "Sekarang",
    }
    table = grid.select(
        pl.col(name).replace_strict({True: "← sekarang", False: ""})
        if name == "present"
        else pl.col(name).round(1)
        if name.startswith(("wrong_", "missed_"))
        else pl.col(name)
        for name in labels
    ).rename(labels)
    mo.vstack(
        [
            mo.ui.table(table, selection=None, page_size=len(table)),
            mo.md(
                """
                Tautan dan temuan yang salah: yang diperkirakan keliru di antara yang tidak dilihat
                siapa pun. Yang terlewat dan yang menunggu: yang diperkirakan benar tetapi tidak
                diputuskan program sendiri; sebagian besar ditemukan petugas dalam antrean.
                """
            ),
        ]
    )
    return (grid,)


if __name__ == "__main__":
    app.run()
