"""The engine's worker with quick children: `python quick_engine.py --config FILE`."""

import sys
from pathlib import Path

from engine import supervisor, worker

supervisor.CHILD = (sys.executable, str(Path(__file__).with_name("quick_child.py")))

if __name__ == "__main__":
    sys.exit(worker.main())
