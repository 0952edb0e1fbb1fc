"""When each sound of a line is spoken, for a voice that does not say so itself.

The same line is said by the small synthesiser, which knows its phones, and the two are laid on one another by
dynamic time warping (Sakoe & Chiba 1978; for labelling speech: Malfrère & Dutoit, "High-quality speech
synthesis for phonetic speech segmentation", 1997). So it takes no weights and works for any voice.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct

from engine.sound import Phone
from engine.sound.synthesis import SPEECH_RATE, HibariVoice
from engine.voices import FRAME_S, log_mels

Floats = NDArray[np.float32]

CEPSTRA = 13
DELTA = 3
"""Frames on either side over which the change of a frame is measured."""
LOUD, EDGE_S = 0.07, 0.04
"""Beside the peak: where speech begins and ends, and what is left around it. With these and `DELTA`, lips of
five recorded people (GRID corpus) are followed with r = .60, with silence left in .43, by loudness alone .30;
0.07 to 0.15 and 2 to 4 differ by .03. Phones of 12 Kokoro lines are off by 26 ms on average (by recognised
words, shared out among their phones, by 82 ms)."""


def aligned(pcm: Floats, rate: int, spoken: str) -> tuple[Phone, ...]:
    """The phones of a line in somebody's voice.

    Args:
        pcm: (n,) mono speech at `rate` Hz.
        rate: of it.
        spoken: what is said, as `engine.sound.phonemes.phonemes` has it.
    """
    known = HibariVoice().say(spoken, speed=1.0)
    ours_from, ours = _spoken_part(known.pcm, SPEECH_RATE)
    theirs_from, theirs = _spoken_part(pcm, rate)
    times = _warped(_features(ours, SPEECH_RATE), _features(theirs, rate))
    at = ours_from + np.arange(len(times)) * FRAME_S

    def moved(time_s: float) -> float:
        return theirs_from + float(np.interp(time_s, at, times * FRAME_S))

    phones = (Phone(phone.symbol, moved(phone.start_s), moved(phone.end_s)) for phone in known.phones)
    return tuple(phone for phone in phones if phone.end_s > phone.start_s)


def _spoken_part(pcm: Floats, rate: int) -> tuple[float, Floats]:
    """From the first that is loud to the last, and when it begins: two silences are not alike."""
    loud = np.flatnonzero(np.abs(pcm) > LOUD * np.abs(pcm).max(initial=0.0))
    if not len(loud):
        return 0.0, pcm
    first = max(int(loud[0]) - round(EDGE_S * rate), 0)
    return first / rate, pcm[first : int(loud[-1]) + round(EDGE_S * rate)]


def _features(pcm: Floats, rate: int) -> Floats:
    """Cepstra and their change, (frames, 2 * CEPSTRA), alike for loud and quiet, near and far voices."""
    cepstra = dct(log_mels(pcm, rate), axis=1, norm="ortho")[:, :CEPSTRA]
    cepstra = (cepstra - cepstra.mean(axis=0)) / (cepstra.std(axis=0) + 1e-6)
    padded = np.pad(cepstra, ((DELTA, DELTA), (0, 0)), "edge")
    return np.asarray(np.hstack([cepstra, padded[2 * DELTA :] - padded[: -2 * DELTA]]), np.float32)


def _warped(ours: Floats, theirs: Floats) -> NDArray[np.float64]:
    """For every frame of ours the frame of theirs that goes with it, rising."""
    path = _path(_distances(ours, theirs))
    rows, columns = np.asarray(path).T
    counts = np.bincount(rows, minlength=len(ours))
    return np.asarray(np.bincount(rows, weights=columns, minlength=len(ours)) / np.maximum(counts, 1))


def _distances(ours: Floats, theirs: Floats) -> Floats:
    squares = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1)[None]
    return np.asarray(np.sqrt(np.maximum(squares - 2 * ours @ theirs.T, 0)), np.float32)


def _path(cost: Floats) -> Sequence[tuple[int, int]]:
    """The cheapest way through, one step along either or both sides at a time; (row, column) in order."""
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    for diagonal in range(rows + columns - 1):  # all cells of one need only those of the two before
        row = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        column = diagonal - row
        before = np.minimum(total[row, column + 1], total[row + 1, column])
        total[row + 1, column + 1] = cost[row, column] + np.minimum(before, total[row, column])
    at = (rows - 1, columns - 1)
    path = [at]
    while at != (0, 0):
        row, column = at
        ways = ((row - 1, column - 1), (row - 1, column), (row, column - 1))
        at = min(ways, key=lambda way: total[way[0] + 1, way[1] + 1])
        path.append(at)
    return path[::-1]
