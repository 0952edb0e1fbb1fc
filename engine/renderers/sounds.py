"""The sound of a take that the engine makes itself: lines, effects, beds and music, by whatever is chosen."""

from collections.abc import Sequence

from engine.contract.messages import Stage
from engine.renderers import Report, Take
from engine.room.messages import At
from engine.settings import EngineSettings
from engine.sound import Soundtrack
from engine.sound.room_sounds import RoomSounds
from engine.sound.soundtrack import soundtrack


def heard(take: Take, ambience: Sequence[str], report: Report) -> Soundtrack:
    """Make it.

    Args:
        take: what is said and what happens, and by whom.
        ambience: one sound bed per shot, as `engine.sound.soundtrack.soundtrack` takes them.
        report: told of the speech, and while the machine room works.

    Raises:
        engine.errors.EngineRefusal: a line cannot be spoken, or is too long.
        engine.contract.weights.WeightMissingError: the speech synthesiser's files are not on this machine.
    """
    settings = EngineSettings.load()
    spoken = 0.0

    def speech(done: float) -> None:
        nonlocal spoken
        spoken = done
        report(Stage.SPEECH, done)

    def still(_at: At) -> None:
        report(Stage.SPEECH, spoken)

    speech(0.0)
    with RoomSounds(settings.models, take.seed, still) as room:
        made = soundtrack(
            take.screenplay,
            {name: likeness.voice for name, likeness in take.cast.items()},
            ambience,
            settings.weight_store(),
            take.seed,
            report=speech,
            room=room,
        )
    speech(1.0)
    return made
