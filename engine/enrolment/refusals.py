"""What enrolment refuses, each with its own sentence."""

from engine.contract.messages import WHICH, Refusal
from engine.errors import EngineRefusal

MIRRORED = "mirrored_turns"
REFUSALS = {
    "no_face": "No face can be seen, or not all the time. Keep your whole face in the picture.",
    "two_faces": "More than one face can be seen. Record yourself alone.",
    "faces_change": "The recording shows different people. It has to be one person from start to end.",
    "face_too_small": "Your face is too small in the picture. Come closer.",
    "too_dark": "It is too dark to see your face. Face a window or a lamp.",
    "still_image": "This looks like a still picture. Record yourself live, moving and speaking.",
    "mouth_still": "The mouth does not move with the words. Speak to the camera yourself.",
    "wrong_turns": "The head turns are not the ones that were asked, in their order.",
    MIRRORED: (
        "The head turns are left for right. If your camera mirrors its recordings (round messages may be), "
        "switch that off, or send a video from your camera app; left means your own left."
    ),
    "wrong_phrase": "The words asked for could not be heard. Read them aloud, clearly, in a quiet room.",
    "silent": "No speech can be heard. Check the microphone and read the phrase aloud.",
}


def refused(name: str) -> EngineRefusal:
    """The refusal of that name; a mirrored recording is the case of `wrong_turns` that knows its remedy."""
    if name == MIRRORED:
        return EngineRefusal(Refusal(code="wrong_turns", message=REFUSALS[name], facts={WHICH: name}))
    return EngineRefusal(Refusal(code=name, message=REFUSALS[name]))
