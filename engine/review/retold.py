"""What a finished clip says of itself, as a screenplay to measure it by."""

from collections.abc import Sequence

from engine.contract.messages import LONGEST_CLIP_S, MOST_PEOPLE_IN_A_SHOT, Beat, Line, Role, Screenplay, Shot
from engine.provenance import read_timing
from engine.review.playback import header


def retold(video: bytes, names: Sequence[str]) -> Screenplay:
    """Read a clip's own manifest back into one shot; without a manifest nothing is said to be spoken.

    Args:
        video: the MP4.
        names: who plays, in the order of the roles it was made with.

    Raises:
        engine.review.playback.UnplayableError: this is not a video clip.
    """
    timing = read_timing(video)
    lines = () if timing is None else timing.lines
    beats = () if timing is None else timing.beats
    shot = Shot(
        seconds=min(header(video).seconds, LONGEST_CLIP_S),
        roles=tuple(names[:MOST_PEOPLE_IN_A_SHOT]),
        lines=tuple(
            Line(role=names[one.speaker], text=one.text) for one in lines if one.speaker < len(names)
        ),
        beats=tuple(Beat(what=one.sound) for one in beats),
    )
    return Screenplay(prompt="", roles=tuple(Role(name=name) for name in names), shots=(shot,))
