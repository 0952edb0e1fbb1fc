"""The likeness: what is kept of one person, and how it becomes bytes. It is only ever written sealed.

None of these types has a telling repr, so that no log or traceback can show a face, a voice or what was said.
"""

import io
import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
FRAME_HEIGHT = 720
VOICE_RATE = 24_000

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, repr=False)
class FaceTrack:
    """What the face did, one row per frame at the likeness' fps.

    landmarks: (T, 478, 3) x and y in pixels of the stored frame, z in pixels relative to the head
        (MediaPipe order).
    blendshapes: (T, 52) 0..1 (ARKit order of the face landmarker).
    pose_deg: (T, 3) yaw (positive: the person's left), pitch (positive: up), roll (positive: clockwise
        as seen).
    sharpness: (T,) variance of the Laplacian inside the face box, so blurred frames can be passed over.
    """

    landmarks: Floats
    blendshapes: Floats
    pose_deg: Floats
    sharpness: Floats


@dataclass(frozen=True, slots=True, repr=False)
class Voice:
    """How the person sounds.

    `pcm` is (n,) mono at 24 kHz, -1..1; `embedding` (256,) unit length; F0 in Hz.
    """

    pcm: Floats
    embedding: Floats
    f0_median_hz: float
    f0_spread_semitones: float
    transcript: str


@dataclass(frozen=True, slots=True, repr=False)
class Likeness:
    """One person.

    frames: T JPEG images (BGR when decoded by OpenCV), height at most 720, all one size, at `fps`
        frames a second.
    mattes: T greyscale JPEG images of the frame's size: 255 is person.
    face_centroid: (128,) mean dlib descriptor of sampled frames; face_vectors: (K, 128) held-back
        descriptors.
    voice: None where the recording has no usable speech.
    verified: True only where a challenge was passed.
    """

    verified: bool
    fps: float
    frames: tuple[bytes, ...]
    mattes: tuple[bytes, ...]
    track: FaceTrack
    face_centroid: Floats
    face_vectors: Floats
    voice: Voice | None


class LikenessFormatError(ValueError):
    """This is not a likeness this version can read."""


def _joined(parts: tuple[bytes, ...]) -> tuple[Bytes, NDArray[np.int64]]:
    return np.frombuffer(b"".join(parts), np.uint8), np.cumsum([0, *map(len, parts)], dtype=np.int64)


def _split(data: Bytes, offsets: NDArray[np.int64]) -> tuple[bytes, ...]:
    raw = data.tobytes()
    return tuple(raw[start:end] for start, end in pairwise(offsets.tolist()))


def pack(likeness: Likeness) -> bytes:
    """Serialise to one .npz in memory (no pickles)."""
    frames, frame_offsets = _joined(likeness.frames)
    mattes, matte_offsets = _joined(likeness.mattes)
    voice = likeness.voice
    head: dict[str, Any] = {
        "format": FORMAT,
        "verified": likeness.verified,
        "fps": likeness.fps,
        "voice": None,
    }
    arrays: dict[str, NDArray[Any]] = {
        "frames": frames,
        "frame_offsets": frame_offsets,
        "mattes": mattes,
        "matte_offsets": matte_offsets,
        "landmarks": likeness.track.landmarks,
        "blendshapes": likeness.track.blendshapes,
        "pose_deg": likeness.track.pose_deg,
        "sharpness": likeness.track.sharpness,
        "face_centroid": likeness.face_centroid,
        "face_vectors": likeness.face_vectors,
    }
    if voice is not None:
        arrays |= {"voice_pcm": (voice.pcm * 32767).astype(np.int16), "voice_embedding": voice.embedding}
        head["voice"] = {
            "f0_median_hz": voice.f0_median_hz,
            "f0_spread_semitones": voice.f0_spread_semitones,
            "transcript": voice.transcript,
        }
    arrays["head"] = np.frombuffer(json.dumps(head).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def unpack(data: bytes) -> Likeness:
    """Read what `pack` wrote.

    Raises:
        LikenessFormatError: the bytes are something else, or of another format version.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            if head["format"] != FORMAT:
                raise LikenessFormatError(f"likeness format {head['format']}, this version reads {FORMAT}")
            voice = None
            if head["voice"] is not None:
                voice = Voice(
                    pcm=arrays["voice_pcm"].astype(np.float32) / 32767,
                    embedding=arrays["voice_embedding"],
                    **head["voice"],
                )
            return Likeness(
                verified=head["verified"],
                fps=head["fps"],
                frames=_split(arrays["frames"], arrays["frame_offsets"]),
                mattes=_split(arrays["mattes"], arrays["matte_offsets"]),
                track=FaceTrack(
                    landmarks=arrays["landmarks"],
                    blendshapes=arrays["blendshapes"],
                    pose_deg=arrays["pose_deg"],
                    sharpness=arrays["sharpness"],
                ),
                face_centroid=arrays["face_centroid"],
                face_vectors=arrays["face_vectors"],
                voice=voice,
            )
    except (ValueError, KeyError, OSError, EOFError) as error:
        if isinstance(error, LikenessFormatError):
            raise
        raise LikenessFormatError("these bytes are not a likeness") from error
