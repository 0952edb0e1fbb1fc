"""The prompt that MiniMax-H3's reference workflow reads: six sections, people bound to their references.

Sections, tags and their vocabulary are those of the model's guide for `ref2va` (full reference): subjects are
bound to numbered pictures and voices, cuts are marked `[Shot n]`, spoken words `<d>...</d>`. What a maker
wrote is content only: it can bring no tag, no section and no shot of its own.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.contract.messages import Beat, Line, Role, Screenplay, Shot, Style

MOST_PICTURES, MOST_VOICES = 9, 3
"""What one call takes."""

LOOKS = {
    Style.PHOTO: "A photorealistic scene with natural light, true skin and true materials.",
    Style.CINEMATIC: "A cinematic scene: shaped light, shallow depth of field, a restrained film grade.",
    Style.DOCUMENTARY: "A documentary scene: available light, a hand-held camera that follows what happens.",
    Style.GRAPHIC: "A hand-drawn scene with clean outlines and flat colours; faces stay recognisable.",
}
_MARKUP = re.compile(r"[<>\[\]{}]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Bound:
    """What one role is seen and heard by: numbers of its pictures, and of its voice, in the call, from 1."""

    role: str
    pictures: tuple[int, ...]
    voice: int | None = None


def bind(screenplay: Screenplay, pictures: Mapping[str, int], voices: Collection[str]) -> tuple[Bound, ...]:
    """Number what is passed of each person, in the order of the roles.

    pictures: how many there are of each role in the cast. voices: whose voice there is; only of those who
    speak it is passed, for what a model hears it lets somebody say.

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
        speaks = role in voices and role in _speakers(screenplay) and heard < MOST_VOICES
        heard += speaks
        bound.append(Bound(role, numbers, heard if speaks else None))
    return tuple(bound)


def prompt(screenplay: Screenplay, bound: Sequence[Bound], continues: int | None = None) -> str:
    """Write the six sections.

    bound: the people in the cast, in the order in which their references are passed. continues: the number of
    the video reference that this film goes on from, None for the first segment.
    """
    numbers = {one.role: number for number, one in enumerate(bound, start=1)}
    sections = (
        ("subject_definitions", _definitions(screenplay, bound, continues)),
        ("summary", _summary(screenplay, numbers, continues)),
        ("retention_analysis", _retention(bound, continues)),
        ("detailed_description", _description(screenplay, numbers)),
        ("overall_soundscape", _soundscape(screenplay)),
        ("non_diegetic_music", _music(screenplay)),
    )
    return "\n\n".join(f"{name}:\n\n{text}" for name, text in sections)


def _definitions(screenplay: Screenplay, bound: Sequence[Bound], continues: int | None) -> str:
    roles = {role.name: role for role in screenplay.roles}
    lines = [_definition(number, one, roles[one.role]) for number, one in enumerate(bound, start=1)]
    if continues is not None:
        lines.append(f"<Video {continues}> is the film so far; this one goes on where it ends.")
    return "\n".join(lines)


def _definition(number: int, one: Bound, role: Role) -> str:
    shown = _listed([f"<Picture {picture}>" for picture in one.pictures])
    part = f", here as {_plain(role.part)}" if role.part else ""
    voice = "" if one.voice is None else f"; speaks with the voice of <Audio {one.voice}>"
    return f"<Subject {number}> is the person in {shown}{part}{voice}."


def _summary(screenplay: Screenplay, numbers: dict[str, int], continues: int | None) -> str:
    tasks = ["reference generation", "audio reference"] if _speaks(screenplay) else ["reference generation"]
    if continues is not None:
        tasks.insert(0, "video continuation")
    who = _listed([f"<Subject {number}>" for number in numbers.values()])
    scenes = [_sentence(_where(shot), _named(shot.action, numbers)) for shot in screenplay.shots]
    told = " Then ".join(scene for scene in scenes if scene) or _sentence(
        "", _named(screenplay.prompt, numbers)
    )
    return f"[{' + '.join(tasks)}] {who}: {told}".strip()


def _retention(bound: Sequence[Bound], continues: int | None) -> str:
    lines: list[str] = []
    for number, one in enumerate(bound, start=1):
        lines.append(
            f"<Subject {number}>: partially_preserved. Face, hair, skin, age and build stay exactly those "
            "of the pictures; clothing, pose, light and background are free."
        )
        if one.voice is not None:
            lines.append(
                f"<Audio {one.voice}>: reference. Timbre, pitch and accent of <Subject {number}>; "
                "the words are new."
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
    who = f"In the picture: {_listed(here)}, and nobody else." if here else "Nobody is in the picture."
    camera = _plain(shot.camera) or "a steady camera at eye level"
    parts = [
        f"{_seconds(begins_s)} to {_seconds(begins_s + shot.seconds)}.",
        who,
        _sentence(_where(shot), _named(shot.action, numbers)),
        f"Camera: {camera}.",
        *(_spoken(line, numbers, begins_s) for line in shot.lines),
        *(_heard(beat, begins_s) for beat in shot.beats),
    ]
    return " ".join(part for part in parts if part)


def _spoken(line: Line, numbers: dict[str, int], begins_s: float) -> str:
    who = f"<Subject {numbers[line.role]}>" if line.role in numbers else "A voice"
    mood = f", {_plain(line.mood)}," if line.mood else ""
    when = "" if line.at_s is None else f"At {_seconds(begins_s + line.at_s)} "
    return f"{when}{who}{mood} says <d>{_untagged(line.text)}</d>, lips in time with the words."


def _heard(beat: Beat, begins_s: float) -> str:
    when = "" if beat.at_s is None else f" at {_seconds(begins_s + beat.at_s)}"
    return f"Heard and seen{when}: {_plain(beat.what)}."


def _soundscape(screenplay: Screenplay) -> str:
    """Spoken words stand in the description alone: repeated here they would be spoken twice."""
    places = list(dict.fromkeys(_plain(shot.environment) for shot in screenplay.shots if shot.environment))
    sounds = list(dict.fromkeys(_plain(beat.what) for shot in screenplay.shots for beat in shot.beats))
    said = [f"The natural sound of the place: {_listed(places)}." if places else "Quiet, natural room sound."]
    if sounds:
        said.append(f"Distinct sounds, in time with the picture: {_listed(sounds)}.")
    if not _speaks(screenplay):
        said.append("Nobody speaks.")
    return " ".join(said)


def _music(screenplay: Screenplay) -> str:
    asked = re.search(r"[^,.;]*\bmusic\b[^,.;]*", screenplay.prompt, re.IGNORECASE)
    return f"{_plain(asked[0])}." if asked else "None."


def _speaks(screenplay: Screenplay) -> bool:
    return bool(_speakers(screenplay))


def _speakers(screenplay: Screenplay) -> frozenset[str]:
    return frozenset(line.role for shot in screenplay.shots for line in shot.lines)


def _where(shot: Shot) -> str:
    """The place, unless the action tells of it already."""
    told = any(piece and piece in shot.action for piece in shot.environment.split(", "))
    return "" if told else _plain(shot.environment)


def _named(text: str, numbers: dict[str, int]) -> str:
    """The same with subjects in the place of names."""
    plain = _plain(text)
    for name in sorted(numbers, key=len, reverse=True):
        plain = re.sub(rf"(?<![\w.-])@?{re.escape(name)}(?![\w-])", f"<Subject {numbers[name]}>", plain)
    return plain


def _plain(text: str) -> str:
    return _untagged(text).rstrip(".")


def _untagged(text: str) -> str:
    return _SPACES.sub(" ", _MARKUP.sub(" ", text)).strip()


def _sentence(*parts: str) -> str:
    told = ", ".join(part for part in parts if part)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _listed(names: Sequence[str]) -> str:
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _seconds(moment_s: float) -> str:
    return f"{moment_s:.1f} s"
