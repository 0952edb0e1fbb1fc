"""From a take and its sound to frames: who sits where in which scene, frame after frame."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from engine.contract.messages import FPS, Refusal, Shot, Stage, Style
from engine.enrolment.likeness import Likeness
from engine.errors import EngineRefusal
from engine.renderers import Footage, Report, Take
from engine.renderers.studio import gestures, puppet, scenes, styles
from engine.renderers.studio.composite import lay_person
from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.lips import Faces, canonical
from engine.renderers.studio.performer import Part, Performer, Placed, Seat
from engine.renderers.studio.puppet import Puppet, Stand
from engine.renderers.studio.relight import COARSE, Relighter
from engine.renderers.studio.scenes.given import Given
from engine.renderers.studio.scenes.look import Scene
from engine.renderers.studio.weather import Weather
from engine.renderers.studio.yuv import Backdrop, Canvas, Film
from engine.sound import Soundtrack
from engine.visemes import aperture_track

_SINGLE_FACE, _PAIR_FACE = 0.315, 0.265
_PAIR_SEATS = (0.29, 0.71)
# A character's height and width, at most, in frame heights and widths.
_SINGLE_TALL, _SINGLE_WIDE = 0.66, 0.62
_PAIR_TALL, _PAIR_WIDE = 0.56, 0.40
_FEWEST_FRAMES = 2


@dataclass(frozen=True, slots=True)
class _Span:
    """A shot and its frames in the clip, [first, last)."""

    shot: Shot
    first: int
    last: int

    @property
    def frames(self) -> int:
        return self.last - self.first


def spans(shots: tuple[Shot, ...]) -> tuple[_Span, ...]:
    """Cut the clip into whole frames: every cut on the frame nearest its time, the whole as long as asked."""
    ends = np.round(np.cumsum([shot.seconds for shot in shots]) * FPS).astype(int).tolist()
    return tuple(_Span(shot, first, last) for shot, first, last in zip(shots, [0, *ends], ends, strict=False))


def notes(take: Take) -> tuple[str, ...]:
    """What this renderer leaves out of what the screenplay asks for, in sentences."""
    said: list[str] = []
    play = take.screenplay
    for shot in play.shots:
        if take.scene is None and scenes.place_of(shot, scenes.about(play)) is scenes.NEUTRAL:
            asked = shot.environment or shot.action or play.prompt
            said.append(f"No scene for {asked[:80]!r}: a neutral stage.")
        said += _undrawn(take, shot)
    speaking = frozenset(line.role for shot in play.shots for line in shot.lines)
    said += puppet.notes(take.characters, speaking)
    return tuple(dict.fromkeys(said))


def _undrawn(take: Take, shot: Shot) -> list[str]:
    if any(role in take.cast for role in shot.roles):
        limit, shown = "the recording holds head and shoulders only", frozenset[str]()
    else:
        limit, shown = "a character is a picture that hops and leans", puppet.drawn(shot)
    return [f"{word!r} is not shown: {limit}." for word in gestures.undrawn(shot) if word not in shown]


def footage(take: Take, soundtrack: Soundtrack, report: Report) -> Footage:
    """Frames for a take whose sound is made; they are drawn as they are read.

    Raises:
        engine.errors.EngineRefusal: a role is played by nobody, or by a likeness without frames.
    """
    cut = spans(take.screenplay.shots)
    for name in {name for span in cut for name in span.shot.roles}:
        if name not in take.characters:
            _check(name, take.cast)
    count = cut[-1].last
    return Footage(
        frames=_frames(take, cut, soundtrack, report),
        frame_count=count,
        soundtrack=soundtrack,
        notes=notes(take),
    )


def _check(role: str, cast: Mapping[str, Likeness]) -> None:
    if role not in cast:
        message = f"Nobody plays {role}."
        raise EngineRefusal(Refusal(code="role_without_cast", message=message, facts={"role": role}))
    if len(cast[role].frames) < _FEWEST_FRAMES:
        message = f"The recording of {role} is too short to show."
        raise EngineRefusal(Refusal(code="likeness_too_short", message=message, facts={"role": role}))


def _frames(take: Take, cut: tuple[_Span, ...], soundtrack: Soundtrack, report: Report) -> Iterator[Bytes]:
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        faces: dict[str, Faces] = {}
        film = Film(take.seed, styles.GRADES[take.screenplay.style])
        for span in cut:
            if span.frames == 0:
                continue
            setting = _Setting(take, span, soundtrack, faces)
            for index in range(span.frames):
                yield film.develop(setting.draw(index))
                report(Stage.FRAMES, (span.first + index + 1) / cut[-1].last)
    finally:
        cv2.setNumThreads(before)


class _Setting:
    """One shot, set up: scene, weather, people in their seats."""

    def __init__(self, take: Take, span: _Span, soundtrack: Soundtrack, faces: dict[str, Faces]) -> None:
        width, height = take.resolution.size
        self._span = span
        self._size = (width, height)
        self._graphic = take.screenplay.style is Style.GRAPHIC
        seed = take.seed % 2**31
        self._scene = _scene(take, span.shot, seed)
        look = self._scene.look
        self._weather = Weather(width, height, seed, look.rain, look.motes)
        self._backdrop = Backdrop(width, height)
        self._canvas = Canvas.blank(width, height)
        # The same place goes on from shot to shot instead of starting anew.
        self._start_s = span.first / FPS + 2.0
        seats = zip(span.shot.roles, _seats(span.shot, look.seat), strict=True)
        self._cast = [
            self._placed(take, role, seat, self._track(soundtrack, role), faces) for role, seat in seats
        ]

    def draw(self, index: int) -> Canvas:
        """Frame `index` of the shot."""
        seconds = self._start_s + index / FPS
        picture = self._scene.picture(seconds)
        if self._graphic:
            picture = styles.inked_scene(picture)
        zoom = gestures.zoom(self._span.shot, index / max(self._span.frames - 1, 1))
        # What is further away grows less.
        self._backdrop.lay(self._canvas, picture, 1 + 0.45 * (zoom - 1))
        self._weather.behind(self._canvas.luma, seconds)
        for phase, one in enumerate(self._cast):
            if isinstance(one, Puppet):
                one.stand(self._canvas, index, zoom, picture, FPS)
                continue
            performer, relighter = one
            sway = gestures.sway(self._span.shot, index / FPS, 2.1 * phase)
            _stand(self._canvas, performer.at(index, zoom, sway), relighter, picture)
        self._weather.before(self._canvas.luma, seconds)
        return self._canvas

    def _track(self, soundtrack: Soundtrack, role: str) -> Floats:
        """Wanted opening and rounding of a role's lips (frames, 2); a closed mouth where they say nothing."""
        phones = [phone for line in soundtrack.lines if line.role == role for phone in line.phones]
        return aperture_track(phones, self._span.last, FPS)[self._span.first :]

    def _placed(
        self, take: Take, role: str, seat: Seat, track: Floats, faces: dict[str, Faces]
    ) -> "Puppet | tuple[Performer, Relighter]":
        if role not in take.characters:
            return self._seated(take, role, seat, track, _faces(take, role, faces))
        views = take.characters[role].views
        pair = len(self._span.shot.roles) > 1
        stand = Stand(
            x=seat.x, height=_PAIR_TALL if pair else _SINGLE_TALL, width=_PAIR_WIDE if pair else _SINGLE_WIDE
        )
        # Another view from shot to shot, where there is more than one.
        shots = take.screenplay.shots
        view = views[shots.index(self._span.shot) % len(views)]
        return Puppet(
            view,
            self._span.shot,
            track[:, 0],
            stand,
            self._size,
            look=self._scene.look,
            graphic=self._graphic,
        )

    def _seated(
        self, take: Take, role: str, seat: Seat, track: Floats, faces: Faces
    ) -> tuple[Performer, Relighter]:
        seed = (take.seed + 7919 * self._span.first) % 2**31
        part = Part(track, seat, self._size, seed, styles.inked if self._graphic else None)
        template = np.median(faces.points, axis=0).astype(np.float32)
        performer = Performer(take.cast[role], faces, part)
        return performer, Relighter(self._scene.look, template, performer.skin, performer.white)


def _scene(take: Take, shot: Shot, seed: int) -> Scene:
    """The place of a shot, at half the frame's size: what was sent, else what the words say."""
    width, height = take.resolution.size
    if take.scene is not None:
        return Given(take.scene, width // 2, height // 2)
    return scenes.place_of(shot, scenes.about(take.screenplay)).paint(width // 2, height // 2, seed)


def _faces(take: Take, role: str, known: dict[str, Faces]) -> Faces:
    """The canonical faces of a role, worked out once a clip."""
    if role not in known:
        known[role] = canonical(take.cast[role].track)
    return known[role]


def _seats(shot: Shot, single: float) -> tuple[Seat, ...]:
    if len(shot.roles) > 1:
        return tuple(Seat(x=x, face=_PAIR_FACE) for x in _PAIR_SEATS)
    close = re.search(r"\bclose[- ]?up\b", shot.camera, re.IGNORECASE)
    return tuple(Seat(x=single, face=0.42 if close else _SINGLE_FACE) for _ in shot.roles)


def _stand(canvas: Canvas, placed: Placed, relighter: Relighter, picture: Floats) -> None:
    height, width = placed.matte.shape
    coarse = (max(2, width // COARSE), max(2, height // COARSE))
    matte = cv2.resize(placed.matte, coarse, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    left, top = placed.corner
    # The picture has half the frame's resolution.
    behind = picture[top // 2 : (top + height) // 2, left // 2 : (left + width) // 2]
    behind = cv2.resize(behind, coarse, interpolation=cv2.INTER_AREA)
    light = relighter.light(matte, placed.landmarks / COARSE, behind)
    lay_person(canvas, placed.bgr, placed.matte, light, placed.corner)
