"""Publish: the out layer → the files people work with."""

from pipelines.publish.outputs import write_outputs
from pipelines.publish.run_info import RunInfo

__all__ = ["RunInfo", "write_outputs"]
