"""Enrolment's vocabulary: its states, where its files lie, the challenge that a live recording answers."""

from enum import StrEnum
from secrets import SystemRandom

from engine.contract.messages import Challenge, Turn

TURNS = 3
PHRASE_WORDS = 5
# Common, clearly different words of two or more sounds that a speech recogniser spells in one way only.
_WORD_LIST = """
amber apple autumn basket bicycle blanket bottle breakfast bridge butter candle carpet castle cherry
chicken circle cloud coffee corner cotton crystal curtain dinner dolphin dragon eagle elephant engine
evening family feather finger forest fountain garden giraffe guitar hammer holiday honey island jacket
journey jungle kitchen ladder lantern lemon letter library lion magic market meadow melon mirror monkey
morning mountain music needle ocean office orange orchard paper parrot pencil penguin pepper picture
pillow planet pocket potato promise pumpkin purple rabbit rainbow river rocket saddle sailor salad school
shadow silver sister spider spring square station summer sunset table teacher tiger tomato tower travel
turtle umbrella valley velvet village violin walnut water weather window winter wizard yellow zebra
"""
WORDS = tuple(_WORD_LIST.split())
_random = SystemRandom()


class LikenessState(StrEnum):
    """A recording on its way to a likeness. READY is the one in use; at most one per person."""

    QUEUED = "queued"
    ANALYSING = "analysing"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"
    REPLACED = "replaced"
    ERASED = "erased"


UNFINISHED = frozenset({LikenessState.QUEUED, LikenessState.ANALYSING})


def new_challenge() -> Challenge:
    """Turns in an order and words that nobody could have recorded before: 24 orders times 10^10 phrases."""
    turns = tuple(_random.sample(tuple(Turn), TURNS))
    return Challenge(turns=turns, phrase=" ".join(_random.sample(WORDS, PHRASE_WORDS)))


def footage_ref(person: str, enrolment: str) -> str:
    """Where a recording lies in the vault until its outcome is known."""
    return f"people/{person}/footage/{enrolment}"


def face_ref(person: str, enrolment: str, attempt: int) -> str:
    """Where what an attempt measured of the face lies in the vault until the bot has taken it."""
    return f"people/{person}/face/{enrolment}.{attempt}"


def likeness_ref(person: str, enrolment: str, attempt: int) -> str:
    """Where an attempt's likeness lies in the vault."""
    return f"people/{person}/likeness/{enrolment}.{attempt}"
