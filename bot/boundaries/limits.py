"""What binds a likeness, and what was found to touch it. Light: everything may import it."""

from dataclasses import dataclass

from bot.consent import BoundaryPreset


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One boundary: a preset, or else its owner's own words."""

    text: str = ""
    preset: BoundaryPreset | None = None

    @property
    def words(self) -> str:
        """Its owner's words, or the plain name of the preset."""
        return self.text if self.preset is None else self.preset.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryHit:
    """A boundary, the words of the screenplay that touch it, and whether a person has to judge.

    borderline: it may be meant; the owner is asked before anything is made. Both are for the owner only.
    """

    limit: Limit
    part: str
    borderline: bool = False
