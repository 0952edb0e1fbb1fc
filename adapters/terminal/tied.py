"""`python -m adapters.terminal.tied MODULE [ARGUMENT ...]`: run a module that ends when its parent ends.

The parent holds the other end of standard input and never writes to it. When the parent is gone, killed with
-9 included, the pipe closes: the module gets SIGTERM, and its process group SIGKILL if it is still there
`GRACE_S` later. So no engine is left behind that would take jobs beside its successor, as the same executor.
"""

import os
import runpy
import signal
import sys
import threading
import time

GRACE_S = 10.0


def _wait_for_the_end(lifeline: int) -> None:
    while os.read(lifeline, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main() -> None:
    """Tie this process to standard input, then become the module."""
    lifeline = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    threading.Thread(target=_wait_for_the_end, args=(lifeline,), daemon=True, name="lifeline").start()
    module, sys.argv[:] = sys.argv[1], sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
