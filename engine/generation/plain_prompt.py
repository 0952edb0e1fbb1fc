"""Prompts in plain words, for models that read nothing else: one paragraph, in the order of what happens.

After the prompting guide of LTX-2: present tense, the look first, then who is seen, what they do, where the
camera is; spoken words in quotation marks beside whoever says them.
"""

from collections.abc import Collection, Mapping, Sequence

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
    untagged,
)

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
CUT = "Cut to the next shot."
STAYS = (
    "face, hair, skin, age and build stay exactly so; clothing, pose, light are free.",
    "what it is, its shape, colours and markings stay exactly so; pose, light are free.",
)
"""Of a person; of a character that is none."""


def paragraph(play: Screenplay, characters: Collection[str] = ()) -> str:
    """What is seen and said in a screenplay, or a part of one. characters: roles that no person plays."""
    called = names(play, characters)
    shots = f" {CUT} ".join(_shot(shot, play, called) for shot in play.shots)
    return f"{LOOKS[play.style]} {shots}"


def with_sound(play: Screenplay, characters: Collection[str] = ()) -> str:
    """The same for a model that makes sound, too."""
    return " ".join(
        part for part in (paragraph(play, characters), soundscape(play), sentence(plain(music(play)))) if part
    )


def first_frame(
    play: Screenplay,
    pictures: Mapping[str, Sequence[int]],
    scene: int | None,
    before: int | None,
    characters: Collection[str] = (),
) -> str:
    """What the first frame of a part shows, for a model that is shown pictures of who is in it.

    pictures: numbers of the pictures, from 1, of each role. scene: of a picture of the place. before: of the
    shot before this one. characters: roles that no person plays.
    """
    called, shot = names(play, characters), play.shots[0]
    shown = [role for role in shot.roles if role in pictures]
    told = [_bound(called[role], pictures[role], STAYS[role in characters]) for role in shown]
    if scene is not None:
        told.append(f"Image {scene} shows the place: it stays as it is.")
    if before is not None:
        told.append(f"Image {before} is the shot before: look and everybody's clothing go on from it.")
    return " ".join(
        part
        for part in (
            f"The first frame of a film. {LOOKS[play.style]}",
            *told,
            _seen(shot, play, called),
            sentence(place(shot), named(shot.action or play.prompt, called)),
            f"Camera: {plain(shot.camera) or CAMERA}.",
            "The moment before anything happens, mouths closed. No writing in the picture.",
        )
        if part
    )


def names(play: Screenplay, characters: Collection[str] = ()) -> dict[str, str]:
    """What everybody is called, for a model knows nobody by name."""
    roles = [role.name for role in play.roles]
    people = _counted("person", [role for role in roles if role not in characters])
    return people | _counted("character", [role for role in roles if role in characters])


def _counted(what: str, roles: Sequence[str]) -> dict[str, str]:
    if len(roles) == 1:
        return {roles[0]: f"the {what}"}
    return {role: f"the {ordinal} {what}" for role, ordinal in zip(roles, ORDINALS, strict=False)}


def _bound(called: str, numbers: Sequence[int], stays: str) -> str:
    one = len(numbers) == 1
    shown = f"Image {numbers[0]} shows" if one else f"Images {listed([*map(str, numbers)])} show"
    return f"{shown} {called}: {stays}"


def _shot(shot: Shot, play: Screenplay, called: dict[str, str]) -> str:
    parts = (
        _seen(shot, play, called),
        sentence(place(shot), named(shot.action, called)),
        f"Camera: {plain(shot.camera) or CAMERA}.",
        *(_spoken(line, called, seen=line.role in shot.roles) for line in shot.lines),
        *(_heard(beat) for beat in shot.beats),
    )
    return " ".join(part for part in parts if part)


def _seen(shot: Shot, play: Screenplay, called: dict[str, str]) -> str:
    """Who stands where: those who are shown stand in the order of the shot's roles."""
    if not shot.roles:
        return "Nobody is in the picture."
    parts: dict[str, Role] = {role.name: role for role in play.roles}
    people = [_as(called[role], parts[role]) for role in shot.roles]
    if len(people) == 1:
        return f"In the picture: {people[0]}, and nobody else."
    return f"In the picture, from left to right: {listed(people)}, and nobody else."


def _as(called: str, role: Role) -> str:
    return f"{called} as {plain(role.part)}" if role.part else called


def _spoken(line: Line, called: dict[str, str], *, seen: bool) -> str:
    mood = f", {plain(line.mood)}," if line.mood else ""
    when = "" if line.at_s is None else f"At {seconds(line.at_s)} "
    words = untagged(line.text).replace('"', "'")
    told = f'{when}{called[line.role]}{mood} says{"" if seen else " from off screen"}: "{words}"'
    return f"{told[0].upper()}{told[1:]}"


def _heard(beat: Beat) -> str:
    when = "" if beat.at_s is None else f" at {seconds(beat.at_s)}"
    return f"Seen and heard{when}: {plain(beat.what)}."
