"""`python traced_render.py LIKENESS KEYS WEIGHTS`: render, finish, review, and print the sockets seen.

Python's own show in its audit hook; those of native code and of ffmpeg show among the open files of this
process and its children, which are looked at all the while.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOK_EVERY_S = 0.002


@contextmanager
def watching() -> Iterator[set[str]]:
    """Collect the sockets that are opened within the block."""
    found: set[str] = set()
    over = threading.Event()

    def heard(event: str, _arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") and event != "socket.gethostname" and not over.is_set():
            found.add(event)

    def look() -> None:
        while not over.wait(LOOK_EVERY_S):
            tasks = Path("/proc/self/task").glob("*/children")
            children = [child for task in tasks for child in task.read_text(encoding="ascii").split()]
            found.update(_sockets_of("self", *children))

    sys.addaudithook(heard)
    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        over.set()
        looking.join()


def _sockets_of(*processes: str) -> Iterator[str]:
    for process in processes:
        try:
            links = [str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir()]
        except OSError:
            continue  # it ended, or closed a file while it was looked at
        if any(link.startswith("socket:") for link in links):
            yield f"socket of {process}"


def main() -> None:
    likeness, keys, weights = map(Path, sys.argv[1:])
    with watching() as found:
        from engine.contract.keys import EngineKey  # noqa: PLC0415 - what an import opens counts too
        from engine.contract.messages import Line, Resolution, Role, Screenplay, Shot  # noqa: PLC0415
        from engine.contract.vault import open_file  # noqa: PLC0415
        from engine.contract.weights import WeightStore  # noqa: PLC0415
        from engine.enrolment.likeness import unpack  # noqa: PLC0415
        from engine.production import produce  # noqa: PLC0415
        from engine.provenance import Signer  # noqa: PLC0415
        from engine.renderers import Take  # noqa: PLC0415

        line = Line(role="grace", text="Hello there!")
        shot = Shot(seconds=2, roles=("grace",), environment="a neon street in the rain", lines=(line,))
        screenplay = Screenplay(prompt="hello", roles=(Role(name="grace"),), shots=(shot,))
        person = unpack(open_file(likeness.read_bytes(), EngineKey.load_or_create(keys)))
        take = Take(screenplay=screenplay, cast={"grace": person}, resolution=Resolution.P720, seed=1)
        signer = Signer.load_or_create(keys)
        made = produce(take, "studio", WeightStore(weights), signer, lambda _stage, _done: None)
    print(made.review.frames, sorted(found))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
