"""Ctrl-C: one line and exit code 130, whatever the program is at. Imports next to nothing, so that it can be first."""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType

CODE = 130
"""As shells have it: 128 and the number of the signal."""


def at_once() -> None:
    """From now on Ctrl-C ends the process where it stands, as nothing is under way that must be put in order.

    Where Ctrl-C is ignored (a job in the background) it stays so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _end)


class InOrder:
    """Within the block Ctrl-C undoes what is half done, as an exception would, and a second one ends it at once."""

    def __enter__(self) -> None:
        self._before = signal.getsignal(signal.SIGINT)
        if self._before is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, _leave)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)


class Held:
    """Ctrl-C waits for the end of the block. Threads and processes that begin within it do not hear it (POSIX): the
    program ends them itself, and they would say how they were interrupted."""

    def __enter__(self) -> None:
        if os.name == "posix":
            self._before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if os.name == "posix":
            signal.pthread_sigmask(signal.SIG_SETMASK, self._before)


def _leave(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, _drop)
    _say()
    raise SystemExit(CODE)


def _end(number: int, frame: FrameType | None) -> None:
    _say()
    os._exit(CODE)


def _drop(number: int, frame: FrameType | None) -> None:
    os._exit(CODE)


def _say() -> None:
    line = "provenance: interrupted\n"
    try:
        os.write(2, ("\n" + line if os.isatty(2) else line).encode())
    except OSError:
        sys.stderr = None  # nobody listens
