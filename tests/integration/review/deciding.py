"""Decides without end and prints each decision's id once it is confirmed (killed by a test)."""

from __future__ import annotations

import sys
from pathlib import Path

from pipelines.office.workspace import open_workspace
from review.setup import configure

configure(open_workspace(Path(sys.argv[1])))

from review.accounts.models import User  # noqa: E402 (Django must be set up first)
from review.ledger.store import Ledger  # noqa: E402

name = sys.argv[2]
user = User.objects.add(None, username=name, full_name=name, role="operator")
number = 0
while True:
    number += 1
    print(Ledger().decide(user, "flag", [f"f{name}{number}"], "agree", "sudah dicek"), flush=True)
