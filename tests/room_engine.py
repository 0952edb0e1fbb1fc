"""The engine's worker with children that ask the machine room: `python room_engine.py --config FILE`."""

import sys
from pathlib import Path

from engine import supervisor, worker

supervisor.CHILD = (sys.executable, str(Path(__file__).with_name("room_child.py")))

if __name__ == "__main__":
    sys.exit(worker.main())
