"""Text to the synthesisers' phonetic alphabet, and their durations back to timed phones."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import hibari
from hibari.g2p import G2P
from hibari.tts import Hibari

from engine.sound import Phone

LONGEST_CHUNK = 380
"""Symbols per call; the synthesiser was trained on at most 510 and drawls near its end."""
_BRACKETS = re.compile(r"[\[\]{}<>|]")
_BEFORE = frozenset("ˈˌ")
_AFTER = frozenset("ːʰʲ̃")
_BREAKS = frozenset(';:,.!?—…"()“” ')
_LINK_STEPS = 3
"""A word space of up to this many duration steps (25 ms each) is spoken through; a longer one is a pause."""


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Symbol -> token id, shared by Kokoro and hibari."""
    text = (Path(hibari.__file__).parent / "assets" / "vocab.json").read_text(encoding="utf-8")
    return {str(symbol): int(token) for symbol, token in json.loads(text).items()}


@lru_cache(maxsize=2)
def _grapheme_to_phoneme(british: bool) -> Any:  # noqa: FBT001 - the cache's key
    return G2P(british=british)


def phonemes(text: str, *, british: bool = False) -> str:
    """How a text is read aloud, punctuation kept; empty where it holds nothing that can be spoken.

    Brackets are dropped first: the grapheme converter takes `[word](/phones/)` as a respelling, with which a
    line could say something other than what it shows.
    """
    plain = _BRACKETS.sub(" ", text)
    known = vocabulary()
    spoken = (_grapheme_to_phoneme(british)(sentence) or "" for sentence in Hibari.split_sentences(plain))
    joined = " ".join("".join(symbol for symbol in each if symbol in known).strip() for each in spoken)
    return joined if any(is_sound(symbol) for symbol in joined) else ""


def is_sound(symbol: str) -> bool:
    """Whether a symbol is a speech sound, not a stress mark, a length mark, a space or punctuation."""
    return symbol not in _BEFORE and symbol not in _AFTER and symbol not in _BREAKS


def chunks(spoken: str) -> list[str]:
    """Cut a long reading at sentence ends, clauses or, where there are none, words."""
    pieces = [spoken]
    for mark in (r"(?<=[.!?…]) ", r"(?<=[,;:—]) ", r" "):
        pieces = [part for piece in pieces for part in _packed(piece, mark)]
    return pieces


def _packed(piece: str, mark: str) -> list[str]:
    if len(piece) <= LONGEST_CHUNK:
        return [piece]
    packed = [""]
    for part in re.split(mark, piece):
        if packed[-1] and len(packed[-1]) + len(part) + 1 > LONGEST_CHUNK:
            packed.append(part)
        else:
            packed[-1] = f"{packed[-1]} {part}".strip()
    return packed


def timed(spoken: str, steps: Sequence[float], step_s: float, earlier_s: float = 0.0) -> tuple[Phone, ...]:
    """Turn the synthesiser's durations into phones.

    Args:
        spoken: the n symbols that were said.
        steps: n + 2 durations, with those of the silent tokens at both ends.
        step_s: seconds a step lasts.
        earlier_s: by how much the waveform runs ahead of the durations.

    Returns:
        The speech sounds with their times from the start of the waveform. A stress mark's time belongs to
        the sound after it, a length mark's and a short word space's to the sound before; pauses are left
        out.
    """
    starts = [-earlier_s]
    for count in steps:
        starts.append(starts[-1] + float(count) * step_s)
    found: list[Phone] = []
    carried: float | None = None
    for index, symbol in enumerate(spoken, start=1):
        start, end = max(starts[index], 0.0), max(starts[index + 1], 0.0)
        if symbol in _BEFORE:
            carried = start if carried is None else carried
        elif is_sound(symbol):
            found.append(Phone(symbol, start if carried is None else carried, end))
            carried = None
        elif found and (symbol in _AFTER or (symbol == " " and steps[index] <= _LINK_STEPS)):
            found[-1] = Phone(found[-1].symbol, found[-1].start_s, end)
    return tuple(found)


def contiguous(phones: Sequence[Phone]) -> bool:
    """Whether no phone overlaps the next."""
    return all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(phones))
