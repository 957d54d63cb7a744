"""The second process that writes papers.

Started by `papers` and spoken to over a line: it writes what it is sent, one paper after another.
When the run is over, or was killed, the line is cut and it ends. Its own failure ends it, too: the
traceback goes to standard error, and the run, which waits for an answer, fails.
"""

from __future__ import annotations

from contextlib import suppress
from multiprocessing.connection import Connection

from pipelines.machine.logs import mask_tracebacks
from pipelines.publish.papers import Paper

DONE = "done"


def serve(line: Connection) -> None:
    """Write papers until the other side hangs up."""
    with suppress(EOFError, ConnectionError):
        while True:
            paper: Paper = line.recv()
            paper.put_down()
            line.send(DONE)


def main(arguments: list[str]) -> None:
    """Serve on the descriptor that is the only argument."""
    mask_tracebacks()
    (descriptor,) = arguments
    # Not closed here: were it cut before a traceback is out, the run would end this process first.
    line = Connection(int(descriptor))
    serve(line)
