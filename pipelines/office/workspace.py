"""Where things are in a workspace: the folder of one office, never inside the repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.domain.periods import is_period
from pipelines.errors import UsageError


@dataclass(frozen=True)
class Workspace:
    """Paths of a workspace; nothing is created by asking for one."""

    root: Path

    @property
    def config_file(self) -> Path:
        return self.root / "padan.toml"

    @property
    def corrections_file(self) -> Path:
        """Known faults of sources, written by the office; need not be there."""
        return self.root / "koreksi.toml"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def state(self) -> Path:
        """Private folder: ledger, Prefect home, building databases, logs."""
        return self.root / ".padan"

    @property
    def ledger(self) -> Path:
        return self.state / "ledger.sqlite3"

    @property
    def models(self) -> Path:
        """Linkage models the office trained itself, and which of them it adopted."""
        return self.root / "models"

    @property
    def withdrawn(self) -> Path:
        """Publications that were withdrawn, each in a folder of its own."""
        return self.root / "withdrawn"

    def run_log(self, period: str) -> Path:
        """Where the runs of a period are logged."""
        return self.state / "logs" / f"run-{period}.log"

    def out(self, period: str) -> Path:
        return self.root / "out" / period

    def database(self, period: str) -> Path:
        return self.published / f"{period}.duckdb"

    def inbox_periods(self) -> list[str]:
        """Periods with an inbox folder, oldest first."""
        if not self.inbox.is_dir():
            return []
        return sorted(p.name for p in self.inbox.iterdir() if p.is_dir() and is_period(p.name))

    def published_periods(self) -> list[str]:
        """Published periods, oldest first."""
        if not self.published.is_dir():
            return []
        return sorted(p.stem for p in self.published.glob("*.duckdb") if is_period(p.stem))

    def previous_period(self, period: str) -> str | None:
        """The newest published period before `period`."""
        earlier = [p for p in self.published_periods() if p < period]
        return earlier[-1] if earlier else None


def require_period(period: str) -> None:
    """UsageError (in Indonesian) unless `period` is a month."""
    if not is_period(period):
        raise UsageError(f"periode '{period}' bukan bulan; tulis seperti 2026-10")


def require_published(workspace: Workspace, period: str) -> None:
    """UsageError (in Indonesian) unless `period` is published."""
    published = workspace.published_periods()
    if period not in published:
        raise UsageError(f"periode '{period}' belum terbit; yang ada: {', '.join(published)}")


def require_inbox(workspace: Workspace, period: str) -> None:
    """UsageError (in Indonesian) unless `period` is a month with a folder in the inbox."""
    require_period(period)
    if not (workspace.inbox / period).is_dir():
        known = ", ".join(workspace.inbox_periods()) or "belum ada"
        raise UsageError(
            f"folder {workspace.inbox / period} tidak ada; letakkan berkas bulan itu di sana. "
            f"Periode yang ada di inbox: {known}"
        )


def open_workspace(root: Path) -> Workspace:
    """The workspace at `root`; UsageError when there is none."""
    workspace = Workspace(root.resolve())
    if not workspace.config_file.is_file():
        raise UsageError(
            f"{root} bukan ruang kerja padan (tidak ada padan.toml di dalamnya); periksa nama "
            "foldernya, atau buat yang baru dengan `padan init`"
        )
    return workspace
