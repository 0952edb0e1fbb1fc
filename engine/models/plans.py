"""Memory plans: where a model's parts lie and how finely they are kept, and which of them fits where."""

from dataclasses import dataclass
from enum import StrEnum


class Plan(StrEnum):
    """How a model is held. Each is slower and needs less of the card than the one before."""

    FULL = "full"
    """All of it on the card, as it was trained (bfloat16)."""
    INT8 = "int8"
    """All of it on the card, the large matrices in 8 bits."""
    GROUP_OFFLOAD = "group_offload"
    """A few layers at a time on the card, the next being fetched meanwhile."""
    CPU_OFFLOAD = "cpu_offload"
    """8 bits in main memory, layer by layer to the card and back: the least of the card, and the slowest."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a family needs, in 10^9 bytes, as far as can be known before it runs.

    weights: all parts of it in bfloat16. stays: how much of that is never taken off the card (embeddings,
    the parts that decode). work: beside the weights, for the largest film or sound that it makes, an
    estimate. source: of the weights' size.
    """

    weights: float
    stays: float
    work: float
    source: str


@dataclass(frozen=True, slots=True)
class Room:
    """Memory, in 10^9 bytes: of the card, and of the machine beside it."""

    card: float
    main: float


NEEDS = {
    "h3": Needs(133, 8, 16, "files: transformer_ref 67.3 GB, text_encoder 59.3 GB, decoders 5.4 GB"),
    "ltx2": Needs(70, 6, 14, "files: transformer 38 GB, text_encoder 24 GB, connectors, decoders"),
    "wan": Needs(47, 4, 12, "files in bfloat16: transformer 34.7 GB, text_encoder 11.4 GB, decoder 0.5 GB"),
    "first_frame": Needs(16, 2, 6, "files: transformer 7.8 GB, text_encoder 8 GB, decoder 0.2 GB"),
    "pocket_tts": Needs(0.6, 0.6, 0.5, "files"),
    "vibevoice": Needs(5.4, 1.5, 2, "files"),
    "dia": Needs(3.6, 0.5, 2, "files in bfloat16"),
    "csm": Needs(3.6, 1.0, 2, "files in bfloat16"),
    "stable_audio_3": Needs(6, 1, 3, "an estimate: its files are not published in diffusers' layout"),
    "ace_step": Needs(12, 1, 3, "files"),
    "swin2sr": Needs(0.05, 0.05, 2, "files"),
}
"""Sizes as the hub lists them, November 2026. `work` has never been measured here: no card was to be had."""

EIGHT_BITS = 0.53
"""Of the bytes in bfloat16: the matrices in half of them, their scales, and what is left as it was."""
STREAMED = 0.06
"""Of the bytes of streamed layers: those on the card at a time, of some fifty, with the next ones."""
LOADING = 5.0
"""10^9 bytes of main memory beside the weights: Python, torch, and a file's worth of weights on their way."""
MARGIN = 0.97
"""Of a card: the rest goes to its own context and to pieces that fit nowhere."""


def leaner(plan: Plan) -> Plan | None:
    """The next that needs less of the card; None after the leanest."""
    plans = list(Plan)
    rest = plans[plans.index(plan) + 1 :]
    return rest[0] if rest else None


def needed(family: str, plan: Plan) -> Room:
    """What a plan of a family needs of the card and of the main memory.

    Raises:
        KeyError: nothing is known of the family.
    """
    needs = NEEDS[family]
    moved = needs.weights - needs.stays
    match plan:
        case Plan.FULL:
            return Room(needs.weights + needs.work, LOADING)
        case Plan.INT8:
            return Room(needs.stays + EIGHT_BITS * moved + needs.work, LOADING)
        case Plan.GROUP_OFFLOAD:
            return Room(needs.stays + STREAMED * moved + needs.work, LOADING + moved)
        case Plan.CPU_OFFLOAD:
            return Room(needs.stays + STREAMED / 2 * moved + needs.work / 2, LOADING + EIGHT_BITS * moved)


def chosen(family: str, card_gb: float | None, main_gb: float) -> Plan | None:
    """The roomiest plan that fits; None where even the leanest does not.

    card_gb: of the card's memory, 10^9 bytes; None where the family is to run on the processor, which holds
    all of it as it is or cannot. main_gb: main memory that can be had.
    """
    if card_gb is None or family not in NEEDS:
        return Plan.FULL
    for plan in Plan:
        room = needed(family, plan)
        if room.card <= MARGIN * card_gb and room.main <= main_gb:
            return plan
    return None
