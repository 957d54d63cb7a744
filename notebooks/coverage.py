"""Coverage of the poverty registry by district and village. Counts only, nothing of any person.

Example: marimo run notebooks/coverage.py -- --workspace kantor
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Cakupan")


@app.cell
def _():
    import altair as alt
    import marimo as mo
    import polars as pl
    from published import labelled, read, workspace_of

    from schemas.out import Coverage

    place = workspace_of(mo.cli_args().to_dict())
    periods = place.published_periods()
    period = mo.ui.dropdown(periods, value=periods[-1], label="Periode")
    mo.vstack([mo.md("# Cakupan pendataan keluarga miskin"), period])
    return Coverage, alt, labelled, mo, period, pl, place, read


@app.cell
def _(period, place, read):
    villages = read(place, period.value, "select * from out.coverage order by village_code")
    files = read(
        place,
        period.value,
        """
        select source, max(coalesce(carried_from, period)) as newest, count(*) as files,
               sum(rows_read)::bigint as rows_read
        from raw.file where status = 'read' group by source order by source
        """,
    )
    return files, villages


@app.cell
def _(mo, villages):
    total = villages.sum()
    known = villages.height
    mo.hstack(
        [
            mo.stat(int(total["submitted"][0]), label=f"desa mengirim, dari {known}"),
            mo.stat(int(total["proposed"][0]), label="keluarga diusulkan"),
            mo.stat(int(total["poor"][0]), label="di antaranya miskin"),
            mo.stat(int(total["missing"][0]), label="temuan belum terdaftar"),
            mo.stat(int(total["sktm_valid"][0]), label="keluarga ber-SKTM berlaku"),
            mo.stat(int(total["sktm_ineligible"][0]), label="temuan SKTM tidak layak"),
        ],
        widths="equal",
    )
    return


@app.cell
def _(pl, villages):
    counts = ["proposed", "poor", "in_registry", "missing", "sktm_valid", "sktm_ineligible"]
    districts = (
        villages.group_by("district_code", "district_name")
        .agg(pl.col(*counts).sum(), sent=pl.col("submitted").sum(), villages=pl.len())
        .sort("district_code")
    )
    return (districts,)


@app.cell
def _(alt, districts, mo, pl):
    labels = {"in_registry": "Terdaftar", "missing": "Belum terdaftar"}
    bars = districts.unpivot(
        list(labels), index="district_name", variable_name="state", value_name="households"
    ).with_columns(pl.col("state").replace_strict(labels))
    mo.vstack(
        [
            mo.md("## Terdaftar dan belum terdaftar, per kecamatan"),
            alt.Chart(bars)
            .mark_bar()
            .encode(
                x=alt.X("households:Q", title="Keluarga"),
                y=alt.Y("district_name:N", title=None, sort=None),
                color=alt.Color("state:N", title=None),
                tooltip=["district_name", "state", "households"],
            )
            .properties(width=560),
        ]
    )
    return


@app.cell
def _(Coverage, districts, labelled, mo, pl, villages):
    working = villages.filter(pl.col("submitted") | (pl.col("problems") > 0))
    waiting = villages.filter(~pl.col("submitted"))
    by_district = labelled(districts.drop("district_code"), Coverage).rename(
        {"sent": "Desa mengirim", "villages": "Dari desa"}
    )
    by_village = labelled(working.drop("village_code", "district_code"), Coverage)
    silent = labelled(waiting.select("village_code", "village_name", "district_name"), Coverage)
    mo.vstack(
        [
            mo.md("## Angka per kecamatan"),
            mo.ui.table(by_district, selection=None),
            mo.md("## Angka per desa yang mengirim atau bermasalah"),
            mo.ui.table(by_village, selection=None),
            mo.md("## Desa yang belum mengirim"),
            mo.ui.table(silent, selection=None),
        ]
    )
    return


@app.cell
def _(files, mo, period, pl):
    aged = files.select(
        pl.col("source").alias("Sumber"),
        pl.col("newest").alias("Data bulan"),
        (pl.col("newest") != period.value).alias("Dibawa dari bulan lalu"),
        pl.col("files").alias("Berkas"),
        pl.col("rows_read").alias("Baris"),
    )
    mo.vstack([mo.md("## Umur data per sumber"), mo.ui.table(aged, selection=None)])
    return


if __name__ == "__main__":
    app.run()
