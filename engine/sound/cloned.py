"""Lines in the cast's own voices, as a model in the machine room clones them."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE, Voice
from engine.recognition import transcribe
from engine.sound import MIX_RATE
from engine.sound.alignment import aligned
from engine.sound.room_sounds import NotMadeError, Part, RoomSounds
from engine.sound.speech import Speaker, Spoken, StockSpeaker, read_aloud, trimmed
from engine.sound.synthesis import SPEECH_RATE, HibariVoice
from engine.sound.tempo import faster
from engine.voices import f0_statistics, loudest, wav

Floats = NDArray[np.float32]

SAMPLE_S = 10.0
"""Length of the recording that a model hears; they take 3 to 15 s."""
LEAST_S = 1.5
"""Less of a voice is nobody's in particular."""
QUICKEST, SLOWEST, SLACK_S = 0.35, 2.2, 1.0
"""A line that takes less than the first of what the synthesiser takes for it, or more than the second and
this besides, is not that line: such models now and then leave words out, or go on by themselves."""
TRIES = 2
ODD = "it did not say the lines as they are written"


class VoiceLostError(Exception):
    """A role cannot be spoken by its clone any more; all its lines are to be said by another speaker."""

    def __init__(self, role: str) -> None:
        """Take whose voice it is."""
        super().__init__(role)
        self.role = role


class ClonedSpeaker:
    """Speaks in a person's own voice."""

    def __init__(self, role: str, voice: Voice, room: RoomSounds, weights: WeightStore) -> None:
        """Nothing is asked of the room yet. weights: to hear what is said in the recording."""
        self._role = role
        self._room = room
        self._title = room.title
        self._weights = weights
        self._sample = loudest(voice.pcm, VOICE_RATE, SAMPLE_S)
        self._heard: str | None = None
        self._said: dict[str, Spoken] = {}

    @property
    def note(self) -> str:
        """See `Speaker`."""
        return f"{self._role}: their own voice, cloned by {self._title}."

    def say(self, text: str, speed: float) -> Spoken:
        """Speak a line; see `Speaker`.

        Raises:
            VoiceLostError: the model gives no such line.
        """
        symbols = read_aloud(text)
        if text not in self._said:
            self._said[text] = self._new(text, symbols)
        said = self._said[text]
        pcm = faster(said.pcm, MIX_RATE, speed)
        return Spoken(pcm, aligned(pcm, MIX_RATE, symbols), said.f0_hz)

    def _new(self, text: str, symbols: str) -> Spoken:
        usual = len(HibariVoice().say(symbols, speed=1.0).pcm) / SPEECH_RATE
        try:
            for attempt in range(TRIES):
                pcm, rate = self._room.line(text, wav(self._sample, VOICE_RATE), self._words(), attempt)
                said = trimmed(pcm, rate, (), f0_statistics(pcm, rate)[0])
                if np.any(pcm) and QUICKEST * usual <= said.seconds <= SLOWEST * usual + SLACK_S:
                    return said
            self._room.lost(Part.SPEECH, ODD)
        except NotMadeError as error:
            raise VoiceLostError(self._role) from error
        raise VoiceLostError(self._role)

    def _words(self) -> str:
        """What is said in the recording, where the model wants to know."""
        if self._heard is None:
            listens = self._room.listens and self._weights.has("whisper_base")
            self._heard = transcribe(self._sample, VOICE_RATE, self._weights).text if listens else ""
        return self._heard


def cast_speakers(
    voices: Mapping[str, Voice | None],
    stock: Mapping[str, StockSpeaker],
    room: RoomSounds | None,
    weights: WeightStore,
) -> dict[str, Speaker]:
    """Who speaks each role: a clone where there is a voice and a model for it, else the stock voice."""
    who: dict[str, Speaker] = dict(stock)
    if room is None or not room.makes(Part.SPEECH):
        return who
    for role, voice in voices.items():
        if voice is not None and len(voice.pcm) >= LEAST_S * VOICE_RATE:
            who[role] = ClonedSpeaker(role, voice, room, weights)
    return who
