"""Consent as the README tells it, in plain dictionaries: what the service is held against.

Written from the words of the matrix and not from `bot.consent`, so that one mistake is not made twice.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Allowance:
    """What one person lets another do. clips: how many at most. place: only asked for there."""

    until: datetime | None = None
    clips: int | None = None
    place: str | None = None
    presets: frozenset[str] = frozenset()


@dataclass
class Somebody:
    """What one person has set. `places`: where they were seen."""

    usage: str = "approved"
    approval: str = "before_publish"
    exceptions: dict[str, str] = field(default_factory=dict)
    grants: dict[str, Allowance] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    boundaries: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    likeness: bool = False
    paused: bool = False


@dataclass(frozen=True)
class Asked:
    """One clip that one maker asks for: the words of its prompt, where, and how many went before."""

    maker: str
    prompt: str
    place: str
    now: datetime
    used: int = 0
    """Clips with this person that rest on the same grant, this one left out."""


class World:
    """Everybody, and what follows from what they set."""

    def __init__(self, names: Collection[str]) -> None:
        self.people = {name: Somebody() for name in names}

    def consents(self, owner: str, asked: Asked) -> bool:
        """Whether `owner` lets themselves be used so, at this moment."""
        them, maker = self.people[owner], self.people[asked.maker]
        if owner == asked.maker or not them.likeness:
            return them.likeness
        apart = asked.maker in them.blocked or owner in maker.blocked
        touched = any(_clear(word, asked.prompt) for word in self.binding(owner, asked.maker))
        granted = self.granted(owner, asked)
        shared = bool(them.places & maker.places) and asked.maker not in them.withdrawn
        lets_in = {
            "only_me": False,
            "approved": granted,
            "mutuals": granted and _in_time(maker.grants.get(owner), asked.now),
            "everyone": granted or shared,
        }
        return lets_in[them.usage] and not apart and not touched and not them.paused

    def granted(self, owner: str, asked: Asked) -> bool:
        """Whether there is a grant, and this clip is within its limits."""
        given = self.people[owner].grants.get(asked.maker)
        if given is None:
            return False
        enough = given.clips is None or asked.used < given.clips
        return _in_time(given, asked.now) and enough and given.place in {None, asked.place}

    def binding(self, owner: str, maker: str) -> set[str]:
        """Every boundary that binds that maker: the owner's own, and those that their grant is bound to."""
        given = self.people[owner].grants.get(maker)
        return self.people[owner].boundaries | set(given.presets if given else ())

    def asks(self, owner: str, maker: str, prompt: str, phase: str) -> bool:
        """Whether they have to be asked at that phase ("before_render", "before_publish")."""
        if owner == maker:
            return False
        them = self.people[owner]
        unsure = "delicate" in prompt or any(
            word in prompt and not _clear(word, prompt) for word in self.binding(owner, maker)
        )
        if unsure and phase == "before_render":
            return True
        return them.exceptions.get(maker, them.approval) in {phase, "both"}

    def gone(self, name: str) -> None:
        """Somebody erased themselves: what others had set about them is gone with them."""
        self.people[name] = Somebody()
        for other in self.people.values():
            for named in (other.exceptions, other.grants):
                named.pop(name, None)
            other.withdrawn.discard(name)
            other.blocked.discard(name)


def _in_time(given: Allowance | None, now: datetime) -> bool:
    return given is not None and (given.until is None or now < given.until)


def _clear(word: str, prompt: str) -> bool:
    """Surely said. With a question mark behind it, it might not be meant (tests' PlainJudge reads it so)."""
    return word in prompt.replace(f"{word}?", "")
