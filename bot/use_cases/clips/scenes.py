"""The picture that a maker sends to set a clip in: sealed under the clip's own key before the clip is there.

As with a recording, the file comes first and its row in one transaction after it; a file without its row is a
chore that the sweeper clears away. The engine looks at the picture before it draws anything.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.chores import ChoreKind
from bot.errors import FilesUnavailable, SceneTooLarge
from bot.ids import new_id
from bot.ports import Ports
from bot.requests import MakeRequest
from bot.use_cases.clips.casting import scene_ref
from engine.contract.keys import DataKey
from engine.contract.vault import VaultError

MB = 1_000_000
# A picture written for a clip that never came about goes after this long.
ORPHAN_S = 600.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a clip begins with: its id and key, and where the picture lies under that key, if there is one."""

    clip: str
    key: DataKey
    scene: str | None = None


def check(ports: Ports, request: MakeRequest) -> None:
    """Refuse a picture that is too large to be looked at.

    Raises:
        SceneTooLarge.
    """
    limit = ports.settings.clips.scene_mb
    if request.scene is not None and len(request.scene) > limit * MB:
        raise SceneTooLarge(limit=limit)


async def prepared(ports: Ports, request: MakeRequest) -> Canvas:
    """An id and a key for a new clip, with the request's picture sealed in the vault.

    Raises:
        FilesUnavailable: the vault refuses to write.
    """
    name, key = new_id(), DataKey.generate()
    if request.scene is None:
        return Canvas(name, key)
    ref = scene_ref(name)
    async with ports.uow() as tx:
        await tx.chores.add(ChoreKind.FILE, [ref], ports.clock.now() + timedelta(seconds=ORPHAN_S))
    try:
        await ports.files.put(ref, request.scene, key)
    except VaultError as error:
        raise FilesUnavailable from error
    return Canvas(name, key, ref)


async def discard(ports: Ports, canvas: Canvas) -> None:
    """There is no such clip: at once if the vault lets us; otherwise the chore does it."""
    if canvas.scene is None:
        return
    try:
        await ports.files.delete(canvas.scene)
    except VaultError:
        return
