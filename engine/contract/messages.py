"""What passes between bot and engine: jobs in, progress and results out, and the screenplay type.

Every message is frozen, refuses unknown keys and bounds what it holds. `PROTOCOL` rises when an old reader
would misunderstand a new message.
"""

import math
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

PROTOCOL: Final = 1
RENDERS = "renders"
"""The queue of the studio's renders; see `renders_of`."""
ENROLMENTS = "enrolments"
STUDIO: Final = "studio"
"""The renderer that needs no card."""
PROGRESS = "progress"
FPS = 24
LONGEST_CLIP_S = 60.0
MOST_PEOPLE_IN_A_SHOT = 2
MOST_ROLES = 8
PREVIEW_BYTES = 24_000
PREVIEW_TEXT = 34_000
"""PREVIEW_BYTES and what sealing adds, as base64."""
MOST_FACTS, LONGEST_FACT = 12, 400
WHICH: Final = "which"
"""The fact of a refusal that names the sentence where its code has several."""

Seconds = Annotated[float, Field(gt=0, le=LONGEST_CLIP_S, allow_inf_nan=False)]
Moment = Annotated[float, Field(ge=0, le=LONGEST_CLIP_S, allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=2000)]
Fact = Annotated[str, Field(max_length=LONGEST_FACT)]
RoleName = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.-]+$")]
Ref = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[a-z0-9][a-z0-9/_.-]*$")]


def renders_of(renderer: str) -> str:
    """The queue in which the renders of one renderer wait, for engines that have it."""
    return RENDERS if renderer == STUDIO else f"{RENDERS}.{renderer}"


class Message(BaseModel):
    """Base of all that crosses the border. An error says what is wrong, and nothing of what was written."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Style(StrEnum):
    """How the clip looks."""

    PHOTO = "photo"
    CINEMATIC = "cinematic"
    DOCUMENTARY = "documentary"
    GRAPHIC = "graphic"


class Resolution(StrEnum):
    """Landscape frame sizes."""

    P720 = "720p"
    P1080 = "1080p"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return {Resolution.P720: (1280, 720), Resolution.P1080: (1920, 1080)}[self]


class Turn(StrEnum):
    """A head turn, from the point of view of the person who turns."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Role(Message):
    """Someone who appears: `name` is unique in the screenplay, `part` is what they play ("astronaut")."""

    name: RoleName
    part: Text = ""


class Line(Message):
    """Words spoken by a role, in order; `at_s` (in its shot) where the prompt names a time."""

    role: RoleName
    text: Annotated[str, Field(min_length=1, max_length=500)]
    mood: Annotated[str, Field(max_length=40)] = ""
    at_s: Moment | None = None


class Beat(Message):
    """Something that happens and sounds: `what` in the maker's words, `at_s` where a time is named."""

    what: Annotated[str, Field(min_length=1, max_length=200)]
    at_s: Moment | None = None


class Shot(Message):
    """One uninterrupted scene; with the style these are the five parts of a good prompt."""

    seconds: Seconds
    roles: Annotated[tuple[RoleName, ...], Field(max_length=MOST_PEOPLE_IN_A_SHOT)]
    action: Text = ""
    camera: Text = ""
    environment: Text = ""
    lines: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    beats: Annotated[tuple[Beat, ...], Field(max_length=40)] = ()


class Screenplay(Message):
    """What to make. Shots play in order, cut to cut."""

    prompt: Annotated[str, Field(max_length=2000)]
    style: Style = Style.PHOTO
    roles: Annotated[tuple[Role, ...], Field(max_length=MOST_ROLES)]
    shots: Annotated[tuple[Shot, ...], Field(min_length=1, max_length=12)]

    @property
    def seconds(self) -> float:
        """Length of the whole clip."""
        return math.fsum(shot.seconds for shot in self.shots)

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        names = [role.name for role in self.roles]
        if len(set(names)) != len(names):
            raise ValueError("two roles share a name")
        for shot in self.shots:
            used = set(shot.roles) | {line.role for line in shot.lines}
            if not used <= set(names):
                raise ValueError("a shot uses a role that the screenplay does not name")
        if self.seconds > LONGEST_CLIP_S:
            raise ValueError(f"a clip lasts at most {LONGEST_CLIP_S:.0f} s")
        return self


class Challenge(Message):
    """What a person is asked to do in front of the camera: turns in this order, and a phrase read aloud."""

    turns: Annotated[tuple[Turn, ...], Field(max_length=6)]
    phrase: Annotated[str, Field(max_length=200)]


class CastRef(Message):
    """Who plays a role: the sealed likeness of one person, or a character.

    `attribution`: what a licensed character's owner wants said wherever it is shown.
    """

    role: RoleName
    likeness: Ref
    attribution: Annotated[str, Field(max_length=200)] = ""


class JobKeys(Message):
    """Data keys of just this job, vault ref -> tink keyset (base64); sealed to the engine's public key."""

    keysets: Annotated[dict[Ref, str], Field(repr=False)]


class RenderJob(Message):
    """The bot asks for a clip. `sealed_keys`: JobKeys, hybrid-encrypted with `job_id` as context (base64).

    enhanced: whether to spend more on identity, where the renderer can.
    scene: a picture of the maker's to set it in, as it was sent; the engine looks at it before it draws.
    strangers: where the faces of people who are not in the cast are sealed, if the clip shows any; see
        engine.contract.face_vectors.
    small: where a smaller version is sealed, if the clip is larger than `fit_bytes` and there can be one that
        is worth seeing.
    """

    protocol: Literal[1] = PROTOCOL
    job_id: str
    clip: str
    attempt: Annotated[int, Field(ge=1)]
    screenplay: Screenplay
    cast: Annotated[tuple[CastRef, ...], Field(min_length=1, max_length=8)]
    resolution: Resolution
    enhanced: bool = False
    renderer: str
    seed: Annotated[int, Field(ge=0, lt=2**32)]
    output: Ref
    poster: Ref
    scene: Ref | None = None
    strangers: Ref | None = None
    small: Ref | None = None
    fit_bytes: Annotated[int, Field(ge=1)] | None = None
    sealed_keys: str


class EnrolJob(Message):
    """The bot asks to turn a recording into a likeness. Without a challenge the result is unverified.

    `character`: the footage is a set of pictures (engine.contract.picture_set) of something that is not a
    person; there is no challenge, and it is verified where no picture shows a human face.
    `face`: where what the face measures is sealed beside the likeness, for the bot to know it again.
    `throw_away`: for the demo's store. A challenge is checked, yet the result stays unverified.
    """

    protocol: Literal[1] = PROTOCOL
    job_id: str
    enrolment: str
    attempt: Annotated[int, Field(ge=1)]
    footage: Ref
    output: Ref
    face: Ref | None = None
    challenge: Challenge | None
    character: bool = False
    throw_away: bool = False
    sealed_keys: str


class Stage(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    LOADING = "loading"
    ANALYSING = "analysing"
    SPEECH = "speech"
    FRAMES = "frames"
    REVIEW = "review"
    SEALING = "sealing"


class Progress(Message):
    """The engine says how far it is. A heartbeat too: `at` moves at least every 5 s while it lives.

    preview: a frame of what it draws, as a JPEG of at most PREVIEW_BYTES sealed with the clip's key (base64;
        see engine.contract.preview); only where there is a new one.
    """

    stage: Stage
    done: Annotated[float, Field(ge=0, le=1)]
    at: datetime
    preview: Annotated[str | None, Field(max_length=PREVIEW_TEXT, repr=False)] = None


class Refusal(Message):
    """A named reason why no result came, and a sentence for the person. Codes are snake_case and stable.

    facts: what the sentence was filled with, by name, so that it can be said in other languages than English;
    moments in ISO 8601. `which` (WHICH) tells apart sentences that share a code.
    """

    code: str
    message: str
    facts: Annotated[dict[str, Fact], Field(max_length=MOST_FACTS)] = Field(default={})


class IdentityScore(Message):
    """Face distance (dlib ResNet, Euclidean) of sampled frames to the likeness' centroid; low is alike."""

    role: RoleName
    frames: int
    frames_with_face: int
    mean: float
    worst: float
    below_045: float
    below_060: float


class LipScore(Message):
    """Pearson r of measured lip aperture with what the phones want, at its best lag within 5 frames."""

    role: RoleName
    r: float
    lag_frames: int


class SpokenScore(Message):
    """What a recogniser heard against what the screenplay says. `wer` is word error rate, 0 is perfect.

    letter_errors: the same by letters, word breaks left out; a language that the recogniser does not know
        comes out as other words with much the same letters. unexpected: words that were heard and are not
        written, in order. added: the most of them in a row that stand in no word's place.
    """

    wanted: str
    heard: str
    wer: float
    letter_errors: float = 0.0
    unexpected: Annotated[tuple[str, ...], Field(max_length=400)] = ()
    added: Annotated[int, Field(ge=0)] = 0


class NudityScore(Message):
    """How much sampled frames look like nudity to a classifier (Yahoo's open_nsfw), 0..1 each."""

    worst: Annotated[float, Field(ge=0, le=1)]
    mean: Annotated[float, Field(ge=0, le=1)]
    frames: Annotated[int, Field(ge=1)]


class BeatScore(Message):
    """A sound event: where it was placed and where its onset is in the finished file."""

    what: str
    wanted_frame: int
    measured_frame: int


class Review(Message):
    """Measured on the finished file, never on what the renderer meant to do. Scores, never a decision.

    strangers: how many people are visible who are not in the cast; None where nobody looked. What their faces
        measure never stands here: it lies sealed at the job's `strangers`.
    spoken: None where nothing is to be said and nothing was heard that is speech.
    nudity: None where nobody looked.
    """

    width: int
    height: int
    fps: float
    frames: int
    seconds: float
    loudness_lufs: float | None
    true_peak_db: float | None
    identity: tuple[IdentityScore, ...]
    lips: tuple[LipScore, ...]
    spoken: SpokenScore | None
    beats: tuple[BeatScore, ...]
    nudity: NudityScore | None = None
    strangers: Annotated[int, Field(ge=0)] | None = None


class RenderDone(Message):
    """The clip lies sealed in the vault. `notes` are honest remarks about it ("neutral stage").

    bytes: size of the film. small_bytes: size of the smaller version, None where there is none.
    """

    kind: Literal["done"] = "done"
    job_id: str
    clip: str
    attempt: int
    bytes: int
    sha256: str
    verified: bool
    review: Review
    notes: tuple[str, ...]
    small_bytes: Annotated[int, Field(ge=1)] | None = None


class EnrolDone(Message):
    """The likeness lies sealed in the vault. `advice` says what would make it better."""

    kind: Literal["done"] = "done"
    job_id: str
    enrolment: str
    attempt: int
    verified: bool
    seconds: float
    advice: tuple[str, ...]


class JobFailed(Message):
    """No result. `refusals` when the input is at fault, else one entry with code `engine_failed`."""

    kind: Literal["failed"] = "failed"
    job_id: str
    attempt: int
    refusals: Annotated[tuple[Refusal, ...], Field(min_length=1)]
