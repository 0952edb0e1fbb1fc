"""`python -m engine.record_sample left,right,up "the phrase"`: the sample person's answer to standard output.

A process of its own for who must not load a model runtime, such as the demo in the terminal.
"""

import os
import sys

from engine.contract.messages import Challenge, Turn
from engine.contract.weights import WeightMissingError
from engine.sample_person import record_sample
from engine.settings import EngineSettings

BROKEN = 1


def main() -> int:
    """Record; whatever a library prints goes to standard error."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    turns, phrase = sys.argv[1:]
    challenge = Challenge(turns=tuple(Turn(turn) for turn in turns.split(",") if turn), phrase=phrase)
    try:
        recording = record_sample(challenge, EngineSettings.load().weight_store())
    except WeightMissingError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's answer
        return BROKEN
    with channel:
        channel.write(recording)
    return 0


if __name__ == "__main__":
    sys.exit(main())
