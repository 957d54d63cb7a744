"""The command `padan`: arguments and exit codes; the work lies in `pipelines.commands`.

Heavy libraries (polars, DuckDB, Prefect) are imported inside the commands, so that `--help` and
`init` answer at once. A NIK is read from standard input, never from the arguments, where other
users of the machine and the shell's history would see it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from pipelines.errors import EXIT_CODES, PadanError

app = typer.Typer(
    help="padan reconciles a regency's village lists, SKTM and poverty registry month by month.",
    epilog="Exit codes: " + "; ".join(f"{code} {what}" for code, what in EXIT_CODES.items()) + ".",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, which hold people
    rich_markup_mode=None,
)
decisions = typer.Typer(
    help="The ledger of decisions as a table (csv, xlsx or parquet by the file's name).\n\n"
    "Example: padan decisions export kantor keputusan.xlsx",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(decisions, name="decisions")

WorkspaceArgument = Annotated[Path, typer.Argument(help="Folder of the office's workspace.")]
PeriodOption = Annotated[str, typer.Option("--period", help="Month as YYYY-MM.")]
# typer 0.x evaluates annotations at run time: Optional, because `str | None` needs no import.
AnyPeriodOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--period", help="Published month as YYYY-MM; the newest when left out."),
]


@app.command()
def init(
    workspace: WorkspaceArgument,
    region: Annotated[str, typer.Option(help="Kemendagri code of the regency, e.g. 63.05.")],
) -> None:
    """Create a workspace: a commented padan.toml and an empty inbox.

    Example: padan init kantor --region 63.05
    """
    from pipelines.commands.init import create_workspace

    place = create_workspace(workspace, region)
    typer.echo(
        f"Ruang kerja siap di {place.root}.\n"
        f"1. Periksa pengaturan di {place.config_file}.\n"
        f"2. Letakkan berkas di {place.inbox}/<periode>/<sumber>/, "
        "misalnya inbox/2026-10/usulan-desa/.\n"
        f"3. Jalankan: padan run {workspace} --period 2026-10"
    )


@app.command()
def demo(
    workspace: WorkspaceArgument,
    households: Annotated[int, typer.Option(min=50, help="Households to invent.")] = 1200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same regency.")] = 63,
    period: PeriodOption = "2026-10",
    region: Annotated[str, typer.Option(help="Kemendagri code of the regency.")] = "63.05",
) -> None:
    """Create a workspace with an invented regency, run it and say where to look.

    Example: padan demo /tmp/contoh --households 1200 --seed 63 --period 2026-10
    """
    from pipelines.commands.demo import run_demo

    run_demo(workspace, region=region, households=households, seed=seed, period=period)


@app.command()
def run(workspace: WorkspaceArgument, period: PeriodOption) -> None:
    """Run the monthly reconciliation of one period and publish it.

    Example: padan run kantor --period 2026-10
    """
    from pipelines.commands.run import run_and_report

    run_and_report(workspace, period)


@app.command()
def explain(
    workspace: WorkspaceArgument,
    period: AnyPeriodOption = None,
    nik: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--nik", help="Only '-': the NIK is read from standard input."),
    ] = None,
    flag: Annotated[Optional[str], typer.Option(help="A flag_id (ID Temuan).")] = None,  # noqa: UP045
    record: Annotated[Optional[str], typer.Option(help="A record_id.")] = None,  # noqa: UP045
) -> None:
    """Say why a person or household is or is not flagged, with the evidence rows.

    Example: padan explain kantor --period 2026-10 --nik -  (then type the NIK)
    """
    from pipelines.commands.explain import print_explanation

    print_explanation(workspace, period, nik=nik, flag=flag, record=record)


@decisions.command("export")
def decisions_export(
    workspace: WorkspaceArgument,
    file: Annotated[Path, typer.Argument(help="Table to write: .csv, .xlsx or .parquet.")],
) -> None:
    """Write all decisions as a table.

    Example: padan decisions export kantor keputusan.csv
    """
    from pipelines.commands.decisions import export_decisions

    count = export_decisions(workspace, file)
    typer.echo(f"{count} keputusan ditulis ke {file}.")


@decisions.command("import")
def decisions_import(
    workspace: WorkspaceArgument,
    file: Annotated[Path, typer.Argument(help="Table to read: .csv, .xlsx or .parquet.")],
) -> None:
    """Append decisions from a table; what is in the ledger already is not appended again.

    Columns: kind (pair, flag, proposal, population_list), subject_ids (separated by spaces or
    semicolons), verdict, reason, by, at; evidence_hash where known. Exit code 2, and nothing is
    appended, when a row is wrong.

    Example: padan decisions import kantor keputusan.csv
    """
    from pipelines.commands.decisions import import_decisions

    added, known = import_decisions(workspace, file)
    typer.echo(f"{added} keputusan dicatat; {known} sudah tercatat sebelumnya.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="File to look at; nothing is stored.")],
    source: Annotated[str, typer.Option(help="Source folder it belongs to, e.g. usulan-desa.")],
    region: Annotated[str, typer.Option(help="Kemendagri code of the regency.")] = "63.05",
) -> None:
    """Show what would be read from one file, with the first problems; needs no workspace.

    Example: padan check "usulan Tatakan.xlsx" --source usulan-desa
    """
    from pipelines.commands.check import print_check

    print_check(file, source, region)


@app.command()
def template(
    workspace: WorkspaceArgument,
    village: Annotated[str, typer.Option(help="Village code (with or without dots) or name.")],
    period: AnyPeriodOption = None,
) -> None:
    """Write a village's list for next month, filled in from a published month.

    Example: padan template kantor --village 63.05.02.2001
    """
    from pipelines.commands.template import write_template

    typer.echo(write_template(workspace, village, period))


@app.command()
def unpublish(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    reason: Annotated[str, typer.Option(help="Why the period is withdrawn; kept on record.")],
) -> None:
    """Withdraw a published period that ran on wrong files; its record is kept.

    Example: padan unpublish kantor --period 2026-10 --reason "berkas DTKS keliru"
    """
    from pipelines.commands.unpublish import withdraw

    kept = withdraw(workspace, period, reason)
    typer.echo(f"Periode {period} ditarik; arsipnya disimpan di {kept}.")


def main() -> None:
    """Entry point: errors raised on purpose become one message and their exit code."""
    try:
        app()
    except PadanError as error:
        typer.echo(f"padan: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
