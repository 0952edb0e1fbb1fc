"""The families of generative models: what each makes, from where and on what terms (models.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

LIST = Path(__file__).with_name("models.toml")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Licence(_Entry):
    """On what terms a model may be used.

    dated: which text of it was read for this list. not_in: where it may not be used at all. duties: of
    whoever runs it, a sentence each. accept: whether somebody has to say that they keep to it, before any
    file comes.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9.-]+$")]
    title: str
    link: str
    dated: str = ""
    not_in: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    accept: bool = False

    @property
    def signed(self) -> str:
        """What an acceptance is of: the title and the date of its text."""
        return f"{self.title} of {self.dated}" if self.dated else self.title


class Part(_Entry):
    """Files of one hub repository: those of `folders`, and of its root those that `files` names (globs).

    "." among folders: the weights of its root. either: of these in its root, the first that is there. skip:
    of all that, what is left out (globs of whole paths). into: the folder inside the family's where they go;
    its own root where empty. gigabytes: roughly. gated: whether the hub wants an account that has agreed to
    something there. optional: fetched when asked for.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    repository: Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")]
    revision: str = "main"
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ("*.json", "*.txt", "*.jinja", "*.model", "LICEN[CS]E*", "NOTICE*")
    either: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    into: Annotated[str, Field(pattern=r"^[a-z0-9_]*$")] = ""
    gigabytes: Annotated[float, Field(gt=0)]
    gated: bool = False
    optional: bool = False


class Family(_Entry):
    """One family of models.

    makes: what, in a few words. needed_by: the renderers that cannot do without it ("renderer NAME"), or the
    settings that choose it. by_hand: where no part of it can be fetched as it is, a sentence on how its files
    are come by.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    makes: str
    needed_by: tuple[str, ...]
    licence: Licence
    parts: Annotated[tuple[Part, ...], Field(alias="part")] = ()
    by_hand: str = ""

    def wanted(self, *, turbo: bool = False) -> tuple[Part, ...]:
        """The parts to fetch; `turbo` adds the optional ones."""
        return tuple(part for part in self.parts if turbo or not part.optional)

    def gigabytes(self, *, turbo: bool = False) -> float:
        """Roughly, of those parts."""
        return sum(part.gigabytes for part in self.wanted(turbo=turbo))


class UnknownFamilyError(KeyError):
    """The list has no family of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class _List(_Entry):
    licence: tuple[Licence, ...]
    family: tuple[Family, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_licences(cls, given: dict[str, Any]) -> dict[str, Any]:
        # A family names its licence in the file, and carries it here.
        by_name = {licence["name"]: licence for licence in given["licence"]}
        families = [{**family, "licence": by_name[family["licence"]]} for family in given["family"]]
        return {**given, "family": families}

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        names = [family.name for family in self.family]
        if len(set(names)) < len(names):
            raise ValueError("a family stands there twice")
        if bare := [family.name for family in self.family if bool(family.parts) == bool(family.by_hand)]:
            raise ValueError(f"{bare[0]} needs parts to fetch, or a word on how its files are come by")
        return self


@cache
def families() -> dict[str, Family]:
    """By name, those that this version works with."""
    read = _List.model_validate(tomllib.loads(LIST.read_text(encoding="utf-8")))
    return {family.name: family for family in read.family}


def for_renderer(name: str) -> tuple[str, ...]:
    """The families that a renderer cannot do without, the one it is named after first."""
    needed = (family.name for family in families().values() if f"renderer {name}" in family.needed_by)
    return tuple(sorted(needed, key=lambda family: family != name))


def family_of(name: str, known: dict[str, Family] | None = None) -> Family:
    """The family of that name.

    Raises:
        UnknownFamilyError: there is none.
    """
    listed = families() if known is None else known
    if name not in listed:
        raise UnknownFamilyError(f"There is no family {name!r}; there are: {', '.join(listed)}.")
    return listed[name]
