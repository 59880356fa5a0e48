"""The command `tvetgraph`: read the arguments, call one verb, turn every error into one sentence.

Only the modules named cli* write to the screen or set the exit code; they must not hold any
knowledge of reports, graphs or queries.
"""

import io
import os
import sys
from collections.abc import Sequence

from tvetgraph.cli_output import complain, sentence
from tvetgraph.cli_parser import parse
from tvetgraph.loaders.errors import TvetgraphError

FAILED = 1
# What a shell reports for a program ended by Ctrl-C (128 + SIGINT) or a closed pipe (+ SIGPIPE).
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    try:
        options = parse(sys.argv[1:] if argv is None else argv)
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not fail again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except (TvetgraphError, OSError) as error:
        complain(sentence(error))
        return FAILED
    return code


def _speak_utf8() -> None:
    # The locale of a bare machine is often not UTF-8; the output is always.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
