"""What passes between a job's process and the machine room: JSON headers, each followed by so many blobs.

One connection carries one ask after another. Whoever asked hangs up to cancel.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

LARGEST_BLOB = 64 * 1024 * 1024
"""Bytes. Films are sent in pieces that are smaller than this."""
MOST_FRAMES = 24 * 60
LONGEST_PROMPT = 40_000

Count = Annotated[int, Field(ge=0)]
Seed = Annotated[int, Field(ge=0, lt=2**63)]


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @property
    def blobs(self) -> int:
        """How many follow this header."""
        return 0


class FilmAsk(_Message):
    """Make a film. Blobs: the pictures (PNG), then the voices (WAV, 16 bit mono).

    family: of `engine.models.FAMILIES`. prompt: as the family reads it. frames, width, height: numbers that
    the family can make (`engine.generation.shapes`). seed: of all noise. pictures, voices: how many follow,
    in the order of their numbers in the prompt. first: whether the first picture is the first frame, not a
    reference. continues: whether it goes on from the film that this connection asked for last. steps: of
    denoising; None: what the family does by itself.
    """

    kind: Literal["film"] = "film"
    family: str
    prompt: Annotated[str, Field(max_length=LONGEST_PROMPT, repr=False)]
    frames: Annotated[int, Field(gt=0, le=MOST_FRAMES)]
    width: Annotated[int, Field(gt=0, le=4096)]
    height: Annotated[int, Field(gt=0, le=4096)]
    seed: Seed
    pictures: Annotated[int, Field(ge=0, le=16)] = 0
    voices: Annotated[int, Field(ge=0, le=8)] = 0
    first: bool = False
    continues: bool = False
    steps: Annotated[int, Field(gt=0, le=200)] | None = None

    @property
    def blobs(self) -> int:
        """Pictures and voices."""
        return self.pictures + self.voices


class PictureAsk(_Message):
    """Make one picture of the people that the others show. Blobs: those (PNG)."""

    kind: Literal["picture"] = "picture"
    family: str
    prompt: Annotated[str, Field(max_length=LONGEST_PROMPT, repr=False)]
    width: Annotated[int, Field(gt=0, le=4096)]
    height: Annotated[int, Field(gt=0, le=4096)]
    seed: Seed
    pictures: Annotated[int, Field(ge=0, le=16)] = 0

    @property
    def blobs(self) -> int:
        """The pictures."""
        return self.pictures


class SpeechAsk(_Message):
    """Say a line in a voice. Blob: the voice (WAV, 16 bit mono). heard: what it says in it, where known."""

    kind: Literal["speech"] = "speech"
    family: str
    text: Annotated[str, Field(max_length=2000, repr=False)]
    heard: Annotated[str, Field(max_length=2000, repr=False)] = ""
    seed: Seed

    @property
    def blobs(self) -> int:
        """The voice."""
        return 1


class SoundAsk(_Message):
    """Make a sound or a piece of music of so many seconds."""

    kind: Literal["sound"] = "sound"
    family: str
    prompt: Annotated[str, Field(max_length=2000, repr=False)]
    seconds: Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
    seed: Seed


class EnlargeAsk(_Message):
    """Enlarge pictures. Blob: so many of them, (frames, from_height, from_width, 3) uint8 RGB.

    width, height: what they are enlarged to. from_width, from_height: the size they have; the client fills
    it in.
    """

    kind: Literal["enlarge"] = "enlarge"
    family: str
    frames: Annotated[int, Field(gt=0, le=MOST_FRAMES)]
    width: Annotated[int, Field(gt=0, le=4096)]
    height: Annotated[int, Field(gt=0, le=4096)]
    from_width: Annotated[int, Field(ge=0, le=4096)] = 0
    from_height: Annotated[int, Field(ge=0, le=4096)] = 0

    @property
    def blobs(self) -> int:
        """The pictures."""
        return 1


Ask = FilmAsk | PictureAsk | SpeechAsk | SoundAsk | EnlargeAsk
ASK: TypeAdapter[Ask] = TypeAdapter(Annotated[Ask, Field(discriminator="kind")])


class Doing(StrEnum):
    """What the room does for an ask just now."""

    WAITING = "waiting"
    LOADING = "loading"
    ENCODING = "encoding"
    DENOISING = "denoising"
    DECODING = "decoding"


class At(_Message):
    """How far the work is: `done` of `of` steps. Said every few seconds, so that silence means trouble."""

    kind: Literal["at"] = "at"
    doing: Doing
    done: Count = 0
    of: Count = 0


class Look(_Message):
    """A rough picture of what is being made. Blob: JPEG."""

    kind: Literal["look"] = "look"

    @property
    def blobs(self) -> int:
        """The picture."""
        return 1


class Film(_Message):
    """The film is made; its frames follow. Blob: its sound, (samples, channels) float32, which may be empty.

    frames, width, height: as made, which is what was asked for. fps: frames a second. rate: of the sound in
    Hz. notes: how it was made, for the clip's manifest. took_s: so long the card worked for it, up to its
    first frames.
    """

    kind: Literal["film"] = "film"
    frames: Count
    width: Count
    height: Count
    fps: float
    rate: Count = 0
    channels: Count = 0
    notes: tuple[str, ...] = ()
    took_s: float = 0.0

    @property
    def blobs(self) -> int:
        """The sound."""
        return 1


class Frames(_Message):
    """The next frames of a film, or what was enlarged. Blob: (count, height, width, 3) uint8 RGB."""

    kind: Literal["frames"] = "frames"
    count: Annotated[int, Field(gt=0)]
    width: Count
    height: Count

    @property
    def blobs(self) -> int:
        """The pictures."""
        return 1


class Picture(_Message):
    """The picture is made. Blob: PNG."""

    kind: Literal["picture"] = "picture"
    notes: tuple[str, ...] = ()

    @property
    def blobs(self) -> int:
        """The picture."""
        return 1


class Sound(_Message):
    """The sound, or the line, is made. Blob: (samples, channels) float32, -1..1."""

    kind: Literal["sound"] = "sound"
    rate: Annotated[int, Field(gt=0)]
    channels: Annotated[int, Field(gt=0, le=2)]
    notes: tuple[str, ...] = ()

    @property
    def blobs(self) -> int:
        """The sound."""
        return 1


class Trouble(StrEnum):
    """Why the room gives nothing."""

    OUT_OF_MEMORY = "out_of_memory"
    NOT_HERE = "not_here"
    """The family's files are not on this machine, or no such family is known."""
    CANNOT = "cannot"
    """The family cannot do what was asked."""
    BROKEN = "broken"


class Failed(_Message):
    """Nothing comes of the ask. `sentence` is for the operator's log and never holds what was asked for."""

    kind: Literal["failed"] = "failed"
    trouble: Trouble
    sentence: str


Answer = At | Look | Film | Frames | Picture | Sound | Failed
ANSWER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="kind")])
