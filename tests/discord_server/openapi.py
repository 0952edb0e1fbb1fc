"""Discord's published description of its API, as a judge of what our client says and what our server answers.

The file lies beside the checkout; where it does not, nothing is judged. Three gaps of it are bridged here:
it takes ids as strings alone where discord.py sends numbers as well, and it knows neither media channels nor
a listing of SKUs.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = Path(__file__).resolve().parents[3] / "shared" / "specs" / "discord" / "openapi.json"
BEYOND_IT = frozenset({("GET", "/applications/{application_id}/skus")})
LONG = 20_000
"""What has more characters, as all commands together have, is read once: every test sends the same."""
_ASKED, _ANSWERED = "https://discord.invalid/asked", "https://discord.invalid/answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as far as the description speaks of it. files: the names of the parts that hold one."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Operation:
    template: str
    method: str
    pattern: re.Pattern[str]
    parameters: tuple[Mapping[str, Any], ...]
    fixed: int


class OpenApi:
    """Says what is wrong with a request or an answer; nothing is, where the list is empty."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        document = _with_media_channels(document)
        as_is = Resource.from_contents(dict(document), default_specification=DRAFT202012)
        lax = Resource.from_contents(_with_numbers_for_ids(document), default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resources([(_ANSWERED, as_is), (_ASKED, lax)])
        self._document = document
        self._operations = sorted(self._read(), key=lambda one: -one.fixed)
        self._validators: dict[str, Draft202012Validator] = {}
        self._read_before: dict[tuple[str, str], list[str]] = {}

    def wrong_with(self, asked: Asked) -> list[str]:
        """What of a request the description does not allow."""
        found = self._find(asked.method, asked.path)
        name = f"{asked.method} {asked.path}"
        if found is None:
            return [f"{name}: no such operation"]
        if (asked.method, found.template) in BEYOND_IT:
            return []
        return [f"{name}: {said}" for said in self._of_request(found, asked)]

    def wrong_with_answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """What of an answer the description does not foresee."""
        found = self._find(method, path)
        if found is None or (method, found.template) in BEYOND_IT:
            return []
        responses = self._document["paths"][found.template][method.lower()]["responses"]
        kind = str(status) if str(status) in responses else f"{status // 100}XX"
        if kind not in responses:
            return [f"{method} {path}: no answer {status}"]
        if body is None:
            return []
        at = ("paths", found.template, method.lower(), "responses", kind)
        if "$ref" in responses[kind]:
            at = ("components", "responses", responses[kind]["$ref"].rpartition("/")[2])
        said = self._check(_ANSWERED, body, *at, "content", "application/json", "schema")
        return [f"{method} {path} -> {status}: {one}" for one in said]

    def _read(self) -> Iterator[_Operation]:
        for template, item in self._document["paths"].items():
            shared = tuple(item.get("parameters", ()))
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))
            fixed = sum(not part.startswith("{") for part in template.split("/"))
            for method, operation in item.items():
                if method != "parameters":
                    parameters = shared + tuple(operation.get("parameters", ()))
                    yield _Operation(template, method.upper(), pattern, parameters, fixed)
        for method, template in BEYOND_IT:
            pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template))
            yield _Operation(template, method, pattern, (), 0)

    def _find(self, method: str, path: str) -> _Operation | None:
        fitting = (one for one in self._operations if one.method == method and one.pattern.fullmatch(path))
        return next(fitting, None)

    def _of_request(self, found: _Operation, asked: Asked) -> Iterator[str]:
        match = found.pattern.fullmatch(asked.path)
        in_path = match.groupdict() if match else {}
        given = {"path": in_path, "query": asked.query}
        known = {one["name"] for one in found.parameters if one["in"] == "query"}
        yield from (f"query {name!r} is not known" for name in sorted(set(asked.query) - known))
        for one in found.parameters:
            value = given.get(one["in"], {}).get(one["name"])
            if value is not None:
                yield from self._of_parameter(one, value)
            elif one.get("required"):
                yield f"{one['in']} {one['name']!r} is missing"
        yield from self._of_body(found, asked)

    def _of_parameter(self, parameter: Mapping[str, Any], text: str) -> Iterator[str]:
        validator = Draft202012Validator(_absolute(parameter["schema"]), registry=self._registry)
        readings = [text, *_readings(text)]
        if not any(validator.is_valid(one) for one in readings):
            yield f"{parameter['in']} {parameter['name']!r} may not be {text[:40]!r}"

    def _of_body(self, found: _Operation, asked: Asked) -> Iterator[str]:
        request = self._document["paths"][found.template][found.method.lower()].get("requestBody")
        if request is None:
            if asked.body not in (None, {}):
                yield "has a body where none is foreseen"
            return
        if asked.body is None:
            if request.get("required"):
                yield "has no body"
            return
        kind = "multipart/form-data" if asked.files else "application/json"
        if kind not in request["content"]:
            yield f"may not be {kind}"
            return
        body = asked.body
        if asked.files and isinstance(body, dict):
            body = body | dict.fromkeys(asked.files, "")
        at = ("paths", found.template, found.method.lower(), "requestBody")
        yield from self._check(_ASKED, body, *at, "content", kind, "schema")

    def _check(self, document: str, value: Any, *at: str) -> list[str]:
        pointer = "/".join(part.replace("~", "~0").replace("/", "~1") for part in at)
        place = f"{document}#/{pointer}"
        if place not in self._validators:
            self._validators[place] = Draft202012Validator({"$ref": place}, registry=self._registry)
        read = place, json.dumps(value)
        if read in self._read_before:
            return self._read_before[read]
        error = best_match(self._validators[place].iter_errors(value))
        found = [_said(error)] if error is not None else []
        if len(read[1]) > LONG:
            self._read_before[read] = found
        return found


def _said(error: ValidationError) -> str:
    place = "/".join(str(part) for part in error.absolute_path) or "the body"
    return f"{place}: {error.message[:300]}"


def _readings(text: str) -> Iterator[Any]:
    """What a value in an address can mean."""
    if text.lstrip("-").isdigit():
        yield int(text)
    if text.lower() in ("true", "1", "false", "0"):
        yield text.lower() in ("true", "1")
    yield text.split(",")


def _absolute(schema: Any) -> Any:
    """Turn references within the document into references to it."""
    if isinstance(schema, dict):
        return {
            key: f"{_ASKED}{value}" if key == "$ref" and str(value).startswith("#") else _absolute(value)
            for key, value in schema.items()
        }
    return [_absolute(one) for one in schema] if isinstance(schema, list) else schema


def _with_numbers_for_ids(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same description, but an id may be a number."""
    number = {"type": "integer", "minimum": 0}
    return _changed(document, "SnowflakeType", lambda was: {"anyOf": [was, number]})


def _with_media_channels(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same description, but a channel may be one for media, as Discord's documentation has it."""
    media = {"title": "GUILD_MEDIA", "const": 16}
    return _changed(document, "ChannelTypes", lambda was: was | {"oneOf": [*was["oneOf"], media]})


def _changed(
    document: Mapping[str, Any], schema: str, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    components = document["components"]
    schemas = {**components["schemas"], schema: change(components["schemas"][schema])}
    return {**document, "components": {**components, "schemas": schemas}}


@lru_cache(maxsize=1)
def published() -> OpenApi | None:
    """The description beside the checkout, where it is there; read once."""
    if not FILE.is_file():
        return None
    return OpenApi(json.loads(FILE.read_text(encoding="utf-8")))
