"""The README's decision matrices, made from `consent.decide` itself.

`python tests/decision_matrix.py` writes them into the README; a test compares.
"""

import sys
from pathlib import Path

from bot.approvals import Phase
from bot.consent import (
    ApprovalMode,
    Circumstances,
    GrantStanding,
    LikenessStanding,
    Outcome,
    Usage,
    decide,
)

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- decision matrix -->", "<!-- /decision matrix -->"
USAGES = {
    Usage.ONLY_ME: "only me",
    Usage.APPROVED: "people I approve",
    Usage.MUTUALS: "mutuals",
    Usage.EVERYONE: "everyone in a shared server",
}
RELATIONS: dict[str, dict[str, object]] = {
    "myself": {"own": True},
    "a stranger": {},
    "shares a server or chat with me": {"shared_place": True},
    "has my grant": {"grant": GrantStanding.OPEN},
    "has my grant, I have theirs": {"grant": GrantStanding.OPEN, "granted_back": True},
    "its date, number or place does not fit": {"grant": GrantStanding.LAPSED, "granted_back": True},
    "I took it back; we share a chat": {"withdrawn": True, "shared_place": True},
    "has my grant, asks on a server that I am not on": {"grant": GrantStanding.OPEN, "absent": True},
    "I blocked them; we share a chat": {"blocked": True, "shared_place": True},
    "has my grant, and I have paused": {
        "grant": GrantStanding.OPEN,
        "granted_back": True,
        "paused": True,
    },
    "has my grant, touches a boundary": {
        "grant": GrantStanding.OPEN,
        "granted_back": True,
        "boundary": "spiders",
    },
}
MODES = {
    ApprovalMode.NEVER: "never",
    ApprovalMode.BEFORE_RENDER: "before render",
    ApprovalMode.BEFORE_PUBLISH: "before publish",
    ApprovalMode.BOTH: "both",
}
DOUBTS: dict[str, dict[str, object]] = {
    "as usual": {},
    "near a boundary": {"borderline": "spiders"},
    "moderation wants everybody's yes": {"ask_anyway": True},
    "set in a picture, and I have boundaries": {"unread": True},
    "I excepted this friend: never": {"exception": ApprovalMode.NEVER},
    "I excepted this friend: both": {"exception": ApprovalMode.BOTH},
    "my own clip": {"own": True},
}


def case(**fields: object) -> Circumstances:
    """A friend who was granted nothing, with nothing in the way but that."""
    given: dict[str, object] = {
        "own": False,
        "name": "mia",
        "usage": Usage.APPROVED,
        "approval": ApprovalMode.NEVER,
        "standing": LikenessStanding.READY,
    }
    return Circumstances(**given | fields)  # type: ignore[arg-type]  # columns of the tables above


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _may(given: Circumstances) -> str:
    return "no" if decide(given).outcome is Outcome.REFUSED else "yes"


def _asked(given: Circumstances) -> str:
    phases = decide(given).phases
    words = {Phase.BEFORE_RENDER: "before the render", Phase.BEFORE_PUBLISH: "before it is shown"}
    return ", then ".join(words[phase] for phase in Phase if phase in phases) or "not asked"


def matrices() -> str:
    """Both tables, as they stand between the README's marks."""
    who = _table(
        ["the maker ... \\ I let in", *USAGES.values()],
        [
            [name, *(_may(case(usage=usage, **relation)) for usage in USAGES)]
            for name, relation in RELATIONS.items()
        ],
    )
    when = _table(
        ["the clip ... \\ my rule", *MODES.values()],
        [
            [name, *(_asked(case(grant=GrantStanding.OPEN, approval=mode, **doubt)) for mode in MODES)]
            for name, doubt in DOUBTS.items()
        ],
    )
    return f"{who}\n\nWhere the answer is yes, when am I asked?\n\n{when}"


def main() -> None:
    """Put them into the README."""
    text = README.read_text()
    before, rest = text.split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n{matrices()}\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    sys.exit(main())
