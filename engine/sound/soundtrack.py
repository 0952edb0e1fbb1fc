"""From a screenplay to its finished sound: speech, effects on their beats, ambience, one mix."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from engine.contract.messages import FPS, Beat, Line, Screenplay
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.sound import MIX_RATE, Phone, PlacedBeat, Soundtrack, SpokenLine, composed
from engine.sound.ambience import NEUTRAL, PLACES, bed, echoed
from engine.sound.cloned import VoiceLostError, cast_speakers
from engine.sound.effects import effect, sound_for
from engine.sound.mix import SPEECH_LUFS, Floats, Placed, Wave, at_loudness, mixed
from engine.sound.room_sounds import RoomSounds
from engine.sound.schedule import Timed, timed
from engine.sound.speech import Speaker, Spoken, speakers

SILENT, MADE = "none", "made"
"""What a beat's sound is called that has none, and one that a model made for it."""
WIDEST_PAN = 0.25
LAST_BEAT_S = 0.25
"""A beat needs this much of its shot to be heard in."""
BESIDE_SPEECH_S = 0.35
TRY_EVERY_S = 0.125

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Span:
    """A shot's place in the clip, in seconds, and its sound bed."""

    start_s: float
    end_s: float
    place: str


def _spans(screenplay: Screenplay, ambience: Sequence[str]) -> list[_Span]:
    ends = list(accumulate(shot.seconds for shot in screenplay.shots))
    places = [name if name in PLACES else NEUTRAL for name in ambience]
    return [
        _Span(start, end, place) for start, end, place in zip([0.0, *ends[:-1]], ends, places, strict=True)
    ]


def soundtrack(
    screenplay: Screenplay,
    voices: Mapping[str, Voice | None],
    ambience: Sequence[str],
    weights: WeightStore,
    seed: int,
    *,
    report: Report | None = None,
    room: RoomSounds | None = None,
) -> Soundtrack:
    """Make the sound of a whole clip.

    Args:
        screenplay: what is said and what happens.
        voices: role -> how that person sounds, or None where nothing is known (a neutral stock voice speaks).
        ambience: one sound bed per shot, a name in `engine.sound.ambience.PLACES` ("surf", "rain", ...).
        weights: where the synthesiser's files are.
        seed: of the beds' noise; the same arguments give the same sound.
        report: told how far the speech is, 0..1.
        room: what the operator has the machine room make; by itself the engine speaks in stock voices, has
            effects for the commonest words, and makes no music.

    Returns:
        The mix, exactly round(seconds * 48000) samples long, with the times of lines and beats in the clip.

    Raises:
        engine.errors.EngineRefusal: `line_too_long` where the lines do not fit their shot, `line_unspeakable`
            where a line holds nothing that can be read aloud.
    """
    spans = _spans(screenplay, ambience)
    spoken, notes = _speech(screenplay, voices, weights, seed, report=report, room=room)
    beats, beat_notes = _beats(screenplay, spans, spoken, room)
    notes += beat_notes
    notes += [f"No sound bed for {name!r}; a quiet room instead." for name in ambience if name not in PLACES]
    samples = round(screenplay.seconds * MIX_RATE)
    effects = [Placed(round(beat.frame / FPS * MIX_RATE), wave) for beat, wave in beats if wave is not None]
    lines = [_placed(one, screenplay, spans) for one in spoken]
    beds = _beds(screenplay, spans, samples, seed, room)
    music = composed.music(room, screenplay, samples) if room else None
    mix = mixed(lines, effects, beds, samples, music)
    notes += room.notes.values() if room else ()
    return Soundtrack(
        mix,
        tuple(_spoken_line(one) for one in spoken),
        tuple(beat for beat, _ in beats),
        tuple(dict.fromkeys(notes)),
    )


def _speech(
    screenplay: Screenplay,
    voices: Mapping[str, Voice | None],
    weights: WeightStore,
    seed: int,
    *,
    report: Report | None,
    room: RoomSounds | None,
) -> tuple[list[Timed], list[str]]:
    speaking = {line.role for shot in screenplay.shots for line in shot.lines}
    heard = {role: voices.get(role) for role in sorted(speaking)}
    stock = speakers(heard, weights, seed)
    who = cast_speakers(heard, stock, room, weights)
    while True:
        try:
            return _lines(screenplay, who, report), [speaker.note for speaker in who.values()]
        except VoiceLostError as lost:
            # Somebody has one voice in a clip: what was said in the other is said anew.
            who[lost.role] = stock[lost.role]


def _lines(screenplay: Screenplay, who: Mapping[str, Speaker], report: Report | None) -> list[Timed]:
    count, done = sum(len(shot.lines) for shot in screenplay.shots), 0

    def spoken(line: Line, speed: float) -> Spoken:
        nonlocal done
        result = who[line.role].say(line.text, speed)
        done += 1
        if report:
            report(min(done / count, 1.0))
        return result

    lines: list[Timed] = []
    start = 0.0
    for shot in screenplay.shots:
        lines += timed(shot, start, spoken)
        start += shot.seconds
    return lines


def _placed(one: Timed, screenplay: Screenplay, spans: Sequence[_Span]) -> Placed:
    """A line in its place; who speaks from which side follows the order of the shot's roles."""
    index = next(i for i in reversed(range(len(spans))) if one.start_s >= spans[i].start_s)
    roles = screenplay.shots[index].roles
    seat = roles.index(one.line.role) if one.line.role in roles else 0
    pan = WIDEST_PAN * (2 * seat / (len(roles) - 1) - 1) if len(roles) > 1 else 0.0
    wave = echoed(at_loudness(one.spoken.pcm, SPEECH_LUFS), spans[index].place)
    return Placed(round(one.start_s * MIX_RATE), wave, pan)


def _spoken_line(one: Timed) -> SpokenLine:
    phones = tuple(Phone(p.symbol, one.start_s + p.start_s, one.start_s + p.end_s) for p in one.spoken.phones)
    return SpokenLine(one.line.role, one.line.text, one.start_s, one.start_s + one.spoken.seconds, phones)


def _beats(
    screenplay: Screenplay, spans: Sequence[_Span], spoken: Sequence[Timed], room: RoomSounds | None
) -> tuple[list[tuple[PlacedBeat, Floats | None]], list[str]]:
    """Every beat in its place, and what it sounds like."""
    placed: list[tuple[PlacedBeat, Floats | None]] = []
    notes: list[str] = []
    for shot, span in zip(screenplay.shots, spans, strict=True):
        for number, beat in enumerate(shot.beats, start=1):
            at = _beat_time(beat, number / (len(shot.beats) + 1), span, spoken)
            made = composed.effect(room, beat.what, span.end_s - at) if room else None
            known = sound_for(beat.what) if made is None else None
            if made is None and known is None:
                notes.append(f"No sound for {beat.what!r}: it happens silently.")
            name = MADE if made is not None else known or SILENT
            wave = effect(known) if known else made
            placed.append((PlacedBeat(beat.what, name, round(at * FPS)), wave))
    return placed, notes


def _beat_time(beat: Beat, share: float, span: _Span, spoken: Sequence[Timed]) -> float:
    """When a beat happens: where it is named, else near its share of the shot and beside speech."""
    last = max(span.end_s - LAST_BEAT_S, span.start_s)
    if beat.at_s is not None:
        return min(span.start_s + beat.at_s, last)
    wanted = span.start_s + share * (last - span.start_s)
    times = np.arange(span.start_s, last + 1e-9, TRY_EVERY_S)

    def talked_over(at: float) -> bool:
        return any(
            one.start_s - BESIDE_SPEECH_S < at < one.start_s + one.spoken.seconds + BESIDE_SPEECH_S / 2
            for one in spoken
        )

    return float(min(times, key=lambda at: (talked_over(float(at)), abs(at - wanted)), default=wanted))


def _beds(
    screenplay: Screenplay, spans: Sequence[_Span], samples: int, seed: int, room: RoomSounds | None
) -> list[Wave]:
    random = np.random.default_rng(seed)
    edges = [round(span.start_s * MIX_RATE) for span in spans] + [samples]
    lengths = [end - start for start, end in pairwise(edges)]
    beds = []
    for shot, span, length in zip(screenplay.shots, spans, lengths, strict=True):
        level = PLACES[span.place].level_lufs
        wave = composed.bed(room, shot.environment, length, level) if room else None
        own = bed(span.place, length, random)
        beds.append(np.asarray(at_loudness(own, level), np.float64) if wave is None else wave)
    return beds
