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
    the parts that decode). work: beside the weights, for the largest film or sound that it makes. source: of
    the sizes. `work` is an estimate, unless the source says that it was measured.
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
    "h3": Needs(130, 5, 16, "diffusers; transformer 67.3 GB, text encoder 59.3 GB, two decoders"),
    "ltx2": Needs(72, 5, 12, "the model card of LTX-2.5: transformer 44 GB, Gemma 26 GB, decoders"),
    "wan": Needs(47, 3, 10, "the model card of Wan2.1-VACE-14B: transformer 35 GB, UMT5 11.4 GB"),
    "first_frame": Needs(16, 2, 6, "the model card of FLUX.2 Klein 4B: transformer 8 GB, Qwen3 8 GB"),
    "pocket_tts": Needs(0.3, 0.3, 0.5, "a model of 100 million numbers"),
    "vibevoice": Needs(5.5, 5.5, 2, "a model of 2.7 thousand million numbers"),
    "higgs": Needs(12, 12, 3, "a model of 5.8 thousand million numbers"),
    "dia": Needs(3.3, 3.3, 2, "a model of 1.6 thousand million numbers"),
    "csm": Needs(3.3, 3.3, 2, "a model of 1.6 thousand million numbers"),
    "stable_audio_3": Needs(6, 1, 3, "an estimate"),
    "ace_step": Needs(9, 1, 3, "an estimate"),
    "swin2sr": Needs(0.03, 0.03, 2, "a model of 12 million numbers"),
}

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
