"""What each kind of server wants to be sent for a film. What it answers is one shape in all of them.

`POST /v1/videos` -> an id; `GET /v1/videos/{id}` -> how it stands; `GET .../content` -> the film; `DELETE`
ends it. OpenAI's video API as of 2025-10, vLLM-Omni's and SGLang-diffusion's renderings of it as read in
November 2026.
"""

import base64
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from engine.generation.orders import Order
from engine.settings import Dialect, RemoteServer

SHEET_HEIGHT = 720
File = tuple[str, tuple[str, bytes, str]]


class State(StrEnum):
    """How an ordered film stands."""

    QUEUED = "queued"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


_WORDS: Mapping[str, State] = {
    "queued": State.QUEUED,
    "pending": State.QUEUED,
    "in_progress": State.IN_PROGRESS,
    "processing": State.IN_PROGRESS,
    "running": State.IN_PROGRESS,
    "completed": State.COMPLETED,
    "succeeded": State.COMPLETED,
}


class Answer(BaseModel):
    """What a server says of an ordered film; whatever else it says is left alone.

    progress: 0..100. sha256: of the film, hexadecimal, where the server says it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    id: Annotated[str, Field(pattern=r"^[\w.-]{1,200}$")]
    status: str = "queued"
    progress: float | None = None
    sha256: str | None = None

    @property
    def state(self) -> State:
        """In one word; one that nobody knows is the end."""
        return _WORDS.get(self.status, State.FAILED)


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """The body of an order: form fields with files, or JSON. notes: what the dialect cannot say."""

    data: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[File] = ()
    json: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()


def request_for(order: Order, server: RemoteServer) -> Request:
    """An order as this server takes it."""
    return _DIALECTS[server.dialect](order, server)


def _openai(order: Order, server: RemoteServer) -> Request:
    """One picture is all it takes: everybody side by side, in the order of the pictures' numbers."""
    data = {
        "model": server.model,
        "prompt": order.prompt,
        "seconds": str(_length(order.seconds, server.lengths)),
        "size": f"{order.width}x{order.height}",
    }
    notes = ["Its server takes one picture: everybody's views were shown side by side."] * (
        len(order.pictures) > 1
    )
    notes += ["Its server takes no voices: people speak with the model's own."] * bool(order.voices)
    notes += ["Its server takes no film to go on from."] * (order.before is not None)
    files = (
        [("input_reference", ("reference.png", _sheet(order.pictures), "image/png"))]
        if order.pictures
        else []
    )
    return Request(data=data, files=files, notes=tuple(notes))


def _vllm(order: Order, server: RemoteServer) -> Request:
    """References of every kind, told apart by their type; the film before comes last: its sound counts."""
    data = {
        "model": server.model,
        "prompt": order.prompt,
        "width": str(order.width),
        "height": str(order.height),
        "seed": str(order.seed),
        "extra_params": json.dumps({"task": "ref2va", "duration": _length(order.seconds, server.lengths)}),
    }
    if server.steps is not None:
        data["num_inference_steps"] = str(server.steps)
    return Request(data=data, files=[("input_references", file) for file in _references(order)])


def _sglang(order: Order, server: RemoteServer) -> Request:
    """References by address; here each is its own content, so that no file of anybody lies on a disk."""
    conditions = [
        {
            "type": kind.partition("/")[0],
            "uri": f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}",
            "role": "reference",
        }
        for _, data, kind in _references(order)
    ]
    shape = math.gcd(order.width, order.height)
    body: dict[str, Any] = {
        "model": server.model,
        "prompt": order.prompt,
        "seed": order.seed,
        "conditions": conditions,
        "target": {
            "short_edge": min(order.width, order.height),
            "aspect_ratio": f"{order.width // shape}:{order.height // shape}",
            "duration_seconds": _length(order.seconds, server.lengths),
        },
    }
    if server.steps is not None:
        body["num_inference_steps"] = server.steps
    return Request(json=body)


def _references(order: Order) -> list[tuple[str, bytes, str]]:
    files = [
        (f"picture-{number}.png", data, "image/png") for number, data in enumerate(order.pictures, start=1)
    ]
    files += [(f"voice-{number}.wav", data, "audio/wav") for number, data in enumerate(order.voices, start=1)]
    if order.before is not None:
        files.append(("before.mp4", order.before, "video/mp4"))
    return files


def _length(seconds: float, lengths: Sequence[float]) -> float | int:
    """The shortest length that it makes and that is long enough; whole seconds where it makes any."""
    longer = sorted(length for length in lengths if length >= seconds)
    found = longer[0] if longer else math.ceil(seconds)
    return int(found) if float(found).is_integer() else found


def _sheet(pictures: Sequence[bytes]) -> bytes:
    shown = [cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) for data in pictures]
    scaled = [
        cv2.resize(one, (max(1, round(one.shape[1] * SHEET_HEIGHT / one.shape[0])), SHEET_HEIGHT))
        for one in shown
        if one is not None
    ]
    return bytes(cv2.imencode(".png", cv2.hconcat(scaled))[1].tobytes())


_DIALECTS: Mapping[Dialect, Callable[[Order, RemoteServer], Request]] = {
    Dialect.OPENAI: _openai,
    Dialect.VLLM: _vllm,
    Dialect.SGLANG: _sglang,
}
