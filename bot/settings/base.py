"""What every section is made of: its base, and numbers within bounds."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
)

Positive = Annotated[int, Field(gt=0)]
LONGEST_TIME = 100_000
"""As days it is 270 years: every deadline stays within what a calendar can name."""


def _lasting(written: float) -> float:
    if written > LONGEST_TIME:
        raise ValueError(f"{LONGEST_TIME:,} is the most")
    return written


Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False), AfterValidator(_lasting)]
"""Or as many minutes, hours or days, as the name of the setting says."""

Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]
RendererName = Annotated[str, Field(pattern=r"^[\w.-]{1,64}$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Section(BaseModel):
    """Base of a section: frozen; a key that nobody knows is a mistake and is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RoomSection(BaseModel):
    """A section that another room shares: keys of the other room are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")
