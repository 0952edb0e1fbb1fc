"""The prompt that MiniMax-H3's reference workflow reads: six sections, people bound to their references.

Sections, tags and their vocabulary are those of the model's guide for `ref2va` (full reference): subjects are
bound to numbered pictures and voices, cuts are marked `[Shot n]`, spoken words `<d>...</d>`. What a maker
wrote is content only: it can bring no tag, no section and no shot of its own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot
from engine.generation.wording import (
    CAMERA,
    LOOKS,
    listed,
    music,
    named,
    place,
    plain,
    seconds,
    sentence,
    soundscape,
    speakers,
    untagged,
)

MOST_PICTURES, MOST_VOICES = 9, 3
"""What one call takes."""
PERSON = (
    "Face, hair, skin, age and build stay exactly those of the pictures; clothing, pose, light and "
    "background are free."
)
CHARACTER = (
    "What it is, its shape, its colours and its markings stay exactly those of the pictures; pose, light and "
    "background are free."
)
"""What stays of whoever plays a role."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one role is seen and heard by: numbers of its pictures, and of its voice, in the call, from 1.

    person: False where something else plays it: an animal, a toy, a drawn figure.
    """

    role: str
    pictures: tuple[int, ...]
    voice: int | None = None
    person: bool = True


def bind(
    screenplay: Screenplay,
    pictures: Mapping[str, int],
    voices: Collection[str],
    characters: Collection[str] = (),
) -> tuple[Bound, ...]:
    """Number what is passed of each person, in the order of the roles.

    pictures: how many there are of each role in the cast. voices: whose voice there is; only of those who
    speak it is passed, for what a model hears it lets somebody say. characters: roles that no person plays.

    Raises:
        ValueError: there are more pictures than one call takes.
    """
    if sum(pictures.values()) > MOST_PICTURES:
        raise ValueError(f"one call takes {MOST_PICTURES} pictures, not {sum(pictures.values())}")
    bound: list[Bound] = []
    shown, heard = 0, 0
    for role in (role.name for role in screenplay.roles if role.name in pictures):
        numbers = tuple(range(shown + 1, shown + pictures[role] + 1))
        shown += pictures[role]
        speaks = role in voices and role in speakers(screenplay) and heard < MOST_VOICES
        heard += speaks
        bound.append(Bound(role, numbers, heard if speaks else None, role not in characters))
    return tuple(bound)


def prompt(
    screenplay: Screenplay, bound: Sequence[Bound], continues: int | None = None, place: int | None = None
) -> str:
    """Write the six sections.

    bound: the people in the cast, in the order in which their references are passed. continues: the number of
    the video reference that this film goes on from, None for the first segment. place: the number of the
    picture of where it happens, None where the words say so.
    """
    numbers = {one.role: number for number, one in enumerate(bound, start=1)}
    sections = (
        ("subject_definitions", _definitions(screenplay, bound, continues, place)),
        ("summary", _summary(screenplay, numbers, continues)),
        ("retention_analysis", _retention(bound, continues, place)),
        ("detailed_description", _description(screenplay, numbers)),
        ("overall_soundscape", soundscape(screenplay)),
        ("non_diegetic_music", music(screenplay) or "None."),
    )
    return "\n\n".join(f"{name}:\n\n{text}" for name, text in sections)


def _definitions(
    screenplay: Screenplay, bound: Sequence[Bound], continues: int | None, place: int | None
) -> str:
    roles = {role.name: role for role in screenplay.roles}
    lines = [_definition(number, one, roles[one.role]) for number, one in enumerate(bound, start=1)]
    if place is not None:
        lines.append(f"<Picture {place}> is the place where it happens.")
    if continues is not None:
        lines.append(f"<Video {continues}> is the film so far; this one goes on where it ends.")
    return "\n".join(lines)


def _definition(number: int, one: Bound, role: Role) -> str:
    shown = listed([f"<Picture {picture}>" for picture in one.pictures])
    part = f", here as {plain(role.part)}" if role.part else ""
    voice = "" if one.voice is None else f"; speaks with the voice of <Audio {one.voice}>"
    what = "person" if one.person else "character"
    return f"<Subject {number}> is the {what} in {shown}{part}{voice}."


def _summary(screenplay: Screenplay, numbers: dict[str, int], continues: int | None) -> str:
    tasks = ["reference generation", "audio reference"] if speakers(screenplay) else ["reference generation"]
    if continues is not None:
        tasks.insert(0, "video continuation")
    who = listed([f"<Subject {number}>" for number in numbers.values()])
    scenes = [sentence(place(shot), _named(shot.action, numbers)) for shot in screenplay.shots]
    told = " Then ".join(scene for scene in scenes if scene) or sentence(
        "", _named(screenplay.prompt, numbers)
    )
    return f"[{' + '.join(tasks)}] {who}: {told}".strip()


def _retention(bound: Sequence[Bound], continues: int | None, place: int | None) -> str:
    lines: list[str] = []
    for number, one in enumerate(bound, start=1):
        lines.append(f"<Subject {number}>: partially_preserved. {PERSON if one.person else CHARACTER}")
        if one.voice is not None:
            lines.append(
                f"<Audio {one.voice}>: reference. Timbre, pitch and accent of <Subject {number}>; "
                "the words are new."
            )
    if place is not None:
        lines.append(
            f"<Picture {place}>: partially_preserved. The place, its layout and its light stay; who is in it "
            "and what happens there are new."
        )
    if continues is not None:
        lines.append(
            f"<Video {continues}>: partially_preserved. Place, light, clothing and look go on; "
            "what happens is new."
        )
    return "\n".join(lines)


def _description(screenplay: Screenplay, numbers: dict[str, int]) -> str:
    shots = screenplay.shots
    starts = [0.0, *accumulate(shot.seconds for shot in shots)]
    told = [
        f"[Shot {number}] {_shot(shot, numbers, starts[number - 1])}"
        for number, shot in enumerate(shots, start=1)
    ]
    return "\n".join([LOOKS[screenplay.style], *told])


def _shot(shot: Shot, numbers: dict[str, int], begins_s: float) -> str:
    here = [f"<Subject {numbers[role]}>" for role in shot.roles if role in numbers]
    who = f"In the picture: {listed(here)}, and nobody else." if here else "Nobody is in the picture."
    camera = plain(shot.camera) or CAMERA
    parts = [
        f"{seconds(begins_s)} to {seconds(begins_s + shot.seconds)}.",
        who,
        sentence(place(shot), _named(shot.action, numbers)),
        f"Camera: {camera}.",
        *(_spoken(line, numbers, begins_s, seen=line.role in shot.roles) for line in shot.lines),
        *(_heard(beat, begins_s) for beat in shot.beats),
    ]
    return " ".join(part for part in parts if part)


def _spoken(line: Line, numbers: dict[str, int], begins_s: float, *, seen: bool) -> str:
    who = f"<Subject {numbers[line.role]}>" if line.role in numbers else "A voice"
    mood = f", {plain(line.mood)}," if line.mood else ""
    when = "" if line.at_s is None else f"At {seconds(begins_s + line.at_s)} "
    how = "lips in time with the words" if seen else "heard from off screen"
    return f"{when}{who}{mood} says <d>{untagged(line.text)}</d>, {how}."


def _heard(beat: Beat, begins_s: float) -> str:
    when = "" if beat.at_s is None else f" at {seconds(begins_s + beat.at_s)}"
    return f"Heard and seen{when}: {plain(beat.what)}."


def _named(text: str, numbers: dict[str, int]) -> str:
    """The same with subjects in the place of names."""
    return named(text, {name: f"<Subject {number}>" for name, number in numbers.items()})
