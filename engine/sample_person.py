"""The sample person of the demo: a portrait of someone long dead that answers a challenge on camera.

The recording is made on the spot from weights that `cameo models pull` brought: the portrait is turned
in depth, its lips follow the synthesiser's own phone times, and it is encoded as a phone would. It
stands in for a visitor's own selfie, and whatever comes of it is marked as unverified by whoever uses
it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Challenge, Turn
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE
from engine.footage import encode_recording
from engine.portrait import Portrait, Pose
from engine.sound import Phone
from engine.sound.phonemes import phonemes
from engine.sound.synthesis import HibariVoice, Utterance
from engine.visemes import aperture_track

Floats = NDArray[np.float32]

# Said after the phrase, so that there is enough of the voice and of the lips: a saying that Grace
# Hopper made her own.
OWN_WORDS = "A ship in port is safe, but that is not what ships are for."
PITCH, SPEED = 0.92, 1.0  # an elderly voice, a little below the synthesiser's own
# How far the head turns in the portrait's depth, in degrees: twice what enrolment asks for.
ANGLES = {Turn.LEFT: (34.0, 0.0), Turn.RIGHT: (-34.0, 0.0), Turn.UP: (0.0, 25.0), Turn.DOWN: (0.0, -20.0)}
START_S, TURN_S, REST_S, PAUSE_S, END_S = 0.7, 1.5, 0.35, 0.5, 0.6
BLINK_S = 0.22
GRAIN = 1.6
ROOM_DB = -62.0


@dataclass(frozen=True, slots=True)
class Acting:
    """One row per frame: what the face does; and the sound, (n,) mono at 24 kHz."""

    poses: tuple[Pose, ...]
    pcm: Floats


def _said(text: str) -> Utterance:
    return HibariVoice(pitch=PITCH).say(phonemes(text), speed=SPEED)


def _swing(frames: int, start_s: float) -> Floats:
    """Out, hold and back: 0..1 over a turn that begins at `start_s`."""
    share = np.clip((np.arange(frames) / FPS - start_s) / TURN_S, 0, 1)
    edge = np.clip(np.minimum(share, 1 - share) / 0.35, 0, 1)
    return np.asarray(edge * edge * (3 - 2 * edge), np.float32)


def _drift(frames: int, rng: np.random.Generator, size: float) -> Floats:
    """What a living head does while it holds still: slow, small, never the same."""
    time, rates = np.arange(frames) / FPS, (0.21, 0.37, 0.83)
    waves = [np.sin(2 * np.pi * (rate * time + rng.uniform())) * rng.uniform(0.5, 1) for rate in rates]
    return np.asarray(size * np.sum(waves, axis=0) / len(waves), np.float32)


def _blinks(frames: int, rng: np.random.Generator) -> Floats:
    time, shut = np.arange(frames) / FPS, np.zeros(frames)
    at = 0.4
    while at < frames / FPS:
        shut = np.maximum(shut, 1 - np.abs(time - at) / (BLINK_S / 2))
        at += rng.uniform(1.8, 3.6)
    return np.asarray(np.clip(shut * 1.4, 0, 1), np.float32)


def act(challenge: Challenge, seed: int = 0) -> Acting:
    """Plan the recording: the turns in their order, then the phrase, then words of her own."""
    rng = np.random.default_rng(seed)
    turns_at = [START_S + index * (TURN_S + REST_S) for index in range(len(challenge.turns))]
    speech_s = START_S + len(challenge.turns) * (TURN_S + REST_S)
    pcm = [np.zeros(round(speech_s * VOICE_RATE), np.float32)]
    phones: list[Phone] = []
    for text in filter(None, (challenge.phrase, OWN_WORDS)):
        spoken = _said(text)
        start = sum(map(len, pcm)) / VOICE_RATE
        phones += [Phone(phone.symbol, phone.start_s + start, phone.end_s + start) for phone in spoken.phones]
        pcm += [spoken.pcm, np.zeros(round(PAUSE_S * VOICE_RATE), np.float32)]
    pcm.append(np.zeros(round(END_S * VOICE_RATE), np.float32))
    sound = np.concatenate(pcm)
    frames = int(sound.size / VOICE_RATE * FPS)
    sound = sound[: frames * VOICE_RATE // FPS]
    room = rng.normal(0, 10 ** (ROOM_DB / 20), sound.size)
    poses = _poses(frames, challenge, turns_at, phones, rng)
    return Acting(poses, np.asarray(sound * 0.8 + room, np.float32))


def _poses(
    frames: int,
    challenge: Challenge,
    turns_at: list[float],
    phones: list[Phone],
    rng: np.random.Generator,
) -> tuple[Pose, ...]:
    yaw, pitch = _drift(frames, rng, 5.0), _drift(frames, rng, 3.5)
    for turn, at in zip(challenge.turns, turns_at, strict=True):
        swing = _swing(frames, at)
        yaw, pitch = yaw + ANGLES[turn][0] * swing, pitch + ANGLES[turn][1] * swing
    lips = aperture_track(tuple(phones), frames, FPS)
    # At rest her lips are closed; the table's rest is a mouth about to speak.
    opening = np.clip((lips[:, 0] - 0.07) / 0.93, 0, 1)
    columns = (
        yaw,
        pitch,
        _drift(frames, rng, 2.2),
        _drift(frames, rng, 5.0),
        _drift(frames, rng, 3.0),
        opening,
        lips[:, 1],
        _blinks(frames, rng),
    )
    return tuple(Pose(*map(float, row)) for row in zip(*columns, strict=True))


def _filmed(portrait: Portrait, poses: tuple[Pose, ...], seed: int) -> Iterator[NDArray[np.uint8]]:
    rng = np.random.default_rng(seed)
    grains = [rng.normal(0, GRAIN, portrait.picture.shape).astype(np.int16) for _ in range(6)]
    for index, pose in enumerate(poses):
        light = 1 + 0.012 * np.sin(index / FPS * 0.9)
        lit = cv2.convertScaleAbs(portrait.draw(pose), alpha=light)
        yield np.asarray(cv2.add(lit, grains[index % len(grains)], dtype=cv2.CV_8U), np.uint8)


def record_sample(challenge: Challenge, weights: WeightStore, seed: int = 0) -> bytes:
    """A selfie video (MP4, H.264 and AAC, 720 high, 24 fps) in which the sample person does what was asked.

    Raises:
        engine.contract.weights.WeightMissingError: the portrait or a model is not here.
    """
    picture = cv2.imread(str(weights.path("sample_portrait")), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("the sample portrait cannot be read")
    portrait = Portrait(picture.astype(np.uint8, copy=False), weights)
    acting = act(challenge, seed)
    size = (portrait.picture.shape[1], portrait.picture.shape[0])
    return encode_recording(_filmed(portrait, acting.poses, seed), size, acting.pcm)
