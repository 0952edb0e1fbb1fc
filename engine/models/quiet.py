"""Third parties' voices in the room's process: no bars, no notices, no look-ups. Imports none of them."""

import logging
import os

SETTINGS = {
    "TQDM_DISABLE": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DIFFUSERS_VERBOSITY": "error",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
}
"""tokenizers warns of deadlocks after a fork unless it is told; one prompt at a time needs no threads."""
TALKATIVE = ("torch.utils._pytree",)
"""torchao 0.18 registers enums in a way that torch 2.14 finds old, twice, on standard error."""


def hush() -> None:
    """Say so, before any of them is imported. What the operator has set otherwise stays."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
