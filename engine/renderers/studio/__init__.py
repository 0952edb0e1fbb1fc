"""The studio: the person's own frames over a drawn scene, lit by it, speaking new words. Runs on a CPU.

After Bregler, Covell and Slaney, "Video Rewrite" (1997): mouths are borrowed from the person's own recording,
chosen by the phones of the new words, and fitted onto their head; `direction` says how a frame comes about.
"""

from engine.renderers import Footage, Report, Take
from engine.renderers.sounds import heard
from engine.renderers.studio import direction, scenes


def render(take: Take, report: Report) -> Footage:
    """Make the sound, plan the shots; the frames are drawn as they are read.

    Raises:
        engine.errors.EngineRefusal: a role has no cast, or a line cannot be spoken.
        engine.contract.weights.WeightMissingError: the speech synthesiser's files are not on this machine.
    """
    play = take.screenplay
    sound = heard(take, [scenes.ambience(shot, scenes.about(play)) for shot in play.shots], report)
    return direction.footage(take, sound, report)
