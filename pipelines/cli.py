"""The command `padan`: arguments and exit codes; the work is done in `pipelines.commands`.

Heavy libraries (polars, DuckDB, Prefect) are imported inside the commands, so that `--help` and
`init` answer at once. A NIK is read from standard input, never from the arguments, where other
users of the machine and the shell's history would see it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import Annotated, Optional

import typer

from pipelines.errors import EXIT_CODES, PadanError, UsageError
from pipelines.machine.trouble import trouble_in_words

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
user = typer.Typer(
    help="Who may sign in to the web application.\n\n"
    "Example: padan user add kantor --name siti --role administrator",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(user, name="user")

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
    from pipelines.office.creating import create_workspace

    place = create_workspace(workspace, region)
    typer.echo(
        f"Ruang kerja siap di {place.root}.\n"
        f"1. Periksa pengaturan di {place.config_file}.\n"
        f"2. Letakkan berkas di {place.inbox}/<periode>/<sumber>/, "
        "misalnya inbox/2026-10/usulan-desa/.\n"
        f"3. Jalankan: padan run {quote(str(workspace))} --period 2026-10"
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
def run(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    hold: Annotated[
        bool, typer.Option("--hold", help="Do not publish: keep the result for `padan publish`.")
    ] = False,
) -> None:
    """Run the monthly reconciliation of one period and publish it.

    With --hold the published months stay as they are and the result waits to be compared.

    Example: padan run kantor --period 2026-10
    """
    from pipelines.commands.run import run_and_report

    run_and_report(workspace, period, hold=hold)


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

    Columns: kind (pair, pair_opinion, flag, proposal, population_list, replacement_list, column),
    subject_ids (separated by spaces or semicolons), verdict, reason, by, at; evidence_hash where
    known. Exit code 2, and nothing is appended, when a row is wrong.

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
    workspace: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Workspace whose settings and corrections count."),
    ] = None,
) -> None:
    """Show what would be read from one file, with the first problems; needs no workspace.

    Every column is shown with what it was taken for and how certainly, and what to write into
    padan.toml where that is wrong.

    Example: padan check "usulan Tatakan.xlsx" --source usulan-desa
    """
    from pipelines.commands.check import print_check

    print_check(file, source, region, workspace)


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
def serve(
    workspace: WorkspaceArgument,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Start the officers' web application (until Ctrl+C).

    Beyond this machine (--host other than 127.0.0.1) it demands PADAN_SECRET_KEY,
    PADAN_PUBLIC_URL (https://…) and PADAN_TRUSTED_PROXY in the environment.

    Example: padan serve kantor --port 8000
    """
    from pipelines.commands.serve import serve as serve_workspace

    serve_workspace(workspace, host, port)


@user.callback()
def user_commands() -> None:
    """Keeps `add` a command of its own while it is the only one."""


@user.command("add")
def user_add(
    workspace: WorkspaceArgument,
    name: Annotated[str, typer.Option("--name", help="Name to sign in with, lower case.")],
    role: Annotated[
        str,
        typer.Option(help="administrator, operator, verifikator, kecamatan, desa or pimpinan."),
    ],
    full_name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--full-name", help="The person's name; the sign-in name when left out."),
    ] = None,
    district: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="For kecamatan: code or name, e.g. 63.05.01."),
    ] = None,
    village: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="For desa: code or name, e.g. 63.05.01.2003."),
    ] = None,
) -> None:
    """Add a user; the password is asked for, or read from standard input.

    Example: padan user add kantor --name siti --role administrator
    """
    from pipelines.commands.user import add_user

    added = add_user(workspace, name, role, full_name=full_name, district=district, village=village)
    typer.echo(f"Pengguna {added} sudah ditambahkan.")


@app.command()
def audit(
    workspace: WorkspaceArgument,
    head: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="A head NUMBER:DIGEST noted earlier, which must still be in the chain."),
    ] = None,
) -> None:
    """Verify that nobody changed the audit log; exit code 1 says where it breaks.

    Example: padan audit kantor
    """
    from pipelines.commands.audit import audit_chain

    typer.echo(audit_chain(workspace, head))


@app.command()
def train(
    workspace: WorkspaceArgument,
    version: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--version", help="Name of the new model; today's date when left out."),
    ] = None,
    adopt: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--adopt", help="Use this model from the next run on ('bawaan': built-in)."),
    ] = None,
) -> None:
    """Train a linkage model from the office's review and compare it with the present one.

    Nothing changes before a model is adopted; a run never trains.

    Example: padan train kantor --version 2026-11, then padan train kantor --adopt 2026-11
    """
    from pipelines.commands.train import adopt_model, train_model

    if version is not None and adopt is not None:
        raise UsageError("pakai salah satu: --version untuk melatih, --adopt untuk memakai")
    typer.echo(train_model(workspace, version) if adopt is None else adopt_model(workspace, adopt))


@app.command()
def publish(workspace: WorkspaceArgument, period: PeriodOption) -> None:
    """Publish the result of a period that `padan run --hold` has kept back.

    Example: padan publish kantor --period 2026-10
    """
    from pipelines.commands.publish import publish as publish_period

    typer.echo(publish_period(workspace, period))


@app.command()
def unpublish(
    workspace: WorkspaceArgument,
    period: PeriodOption,
    reason: Annotated[str, typer.Option(help="Why the period is withdrawn; kept on record.")],
) -> None:
    """Withdraw a published period that ran on wrong files; its record is kept.

    Example: padan unpublish kantor --period 2026-10 --reason "berkas DTKS keliru"
    """
    from pipelines.commands.unpublish import unpublish as unpublish_period

    typer.echo(unpublish_period(workspace, period, reason))


def main() -> None:
    """Entry point: errors raised on purpose become one message and their exit code.

    So do a failing disk and a lack of memory; whatever else is uncaught
    shows its traceback, masked.
    """
    try:
        with trouble_in_words():
            app()
    except PadanError as error:
        typer.echo(f"padan: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception:
        from pipelines.machine.logs import mask_tracebacks

        mask_tracebacks()  # what was raised may quote a cell
        raise


if __name__ == "__main__":
    main()
