"""`python -m jjjdata.pipeline.worker`: does what is written to its input, one thing after another."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import Final

GRACE: Final = 10
"""Seconds beyond the limit after which it ends itself, should nobody be left to end it."""


def serve() -> None:
    """Answer with the result of each function and task until nothing comes any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the answers
    from jjjdata.pipeline.reading import warm  # noqa: PLC0415 - whatever it prints is turned aside already

    warm()  # before the time of the first document begins
    answers.write(b"!")
    answers.flush()
    while True:
        try:
            function, task, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if hasattr(signal, "alarm"):
            signal.alarm(int(seconds) + GRACE)
        pickle.dump(function(task), answers)
        answers.flush()


if __name__ == "__main__":
    serve()
