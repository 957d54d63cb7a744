"""Published periods: put in place in one movement, held back, traced to what they were built on."""

from pipelines.office.publications.held import hold
from pipelines.office.publications.swap import recover, recover_when_idle, swap_in

__all__ = ["hold", "recover", "recover_when_idle", "swap_in"]
