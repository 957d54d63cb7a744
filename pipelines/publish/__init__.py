"""Publish: the out layer → the files people work with, put in place in one movement."""

from pipelines.publish.held import hold
from pipelines.publish.outputs import write_outputs
from pipelines.publish.run_info import RunInfo
from pipelines.publish.swap import recover, swap_in

__all__ = ["RunInfo", "hold", "recover", "swap_in", "write_outputs"]
