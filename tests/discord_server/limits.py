"""Bounds that Discord holds requests to and its published description leaves out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from discord_server.errors import invalid_form

NAME = re.compile(r"[-_'\w]{1,32}")
CONTENT = 2000
EMBED = {"title": 256, "description": 4096}
EMBEDS_TOGETHER = 6000
CUSTOM_ID = 100
CHILDREN = 25
CHOICES = 25
DESCRIPTION = 100
COMMAND_TEXT = 8000
COMPONENTS_V2 = 1 << 15


def check_message(body: Mapping[str, Any]) -> None:
    """Refuse a message that is too long or whose buttons cannot be told apart.

    Raises:
        ApiError: as Discord answers it.
    """
    _hold("content", str(body.get("content") or ""), CONTENT)
    embeds = body.get("embeds") or []
    for embed in embeds:
        for name, limit in EMBED.items():
            _hold(name, str(embed.get(name) or ""), limit)
        for field in embed.get("fields") or []:
            _hold("field name", field["name"], 256)
            _hold("field value", field["value"], 1024)
    if sum(len(text) for embed in embeds for text in _embedded(embed)) > EMBEDS_TOGETHER:
        raise invalid_form("embeds: longer than 6000 together")
    _check_components(body.get("components") or [])


def check_modal(data: Mapping[str, Any]) -> None:
    """The same of a modal.

    Raises:
        ApiError: as Discord answers it.
    """
    _hold("title", str(data["title"]), 45)
    _check_components(data["components"])


def _check_components(components: list[Any]) -> None:
    if len(components) > 5 and not any(one["type"] > 8 for one in components):
        raise invalid_form("components: more than 5 rows")
    ids = []
    for one in every_component(components):
        if one["type"] == 1 and len(one["components"]) > 5:
            raise invalid_form("components: more than 5 in a row")
        if "custom_id" in one:
            _hold("custom_id", one["custom_id"], CUSTOM_ID)
            ids.append(one["custom_id"])
        _hold("label", str(one.get("label") or ""), 80 if one["type"] == 2 else 45)
        _hold("placeholder", str(one.get("placeholder") or ""), 150 if one["type"] == 3 else 100)
        for option in one.get("options") or []:
            for name in ("label", "value", "description"):
                _hold(f"option {name}", str(option.get(name) or ""), 100)
        if len(one.get("options") or []) > CHOICES:
            raise invalid_form("options: more than 25")
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        raise invalid_form(f"custom_id {twice[0]!r} is there twice")


def every_component(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows and containers, and all that is in them."""
    for one in components:
        yield one
        yield from every_component(one.get("components") or [])
        for name in ("component", "accessory"):
            if one.get(name):
                yield from every_component([one[name]])


def check_commands(commands: Iterable[Mapping[str, Any]]) -> None:
    """Refuse commands that Discord would not register.

    Raises:
        ApiError: as Discord answers it.
    """
    for command in commands:
        if command.get("type", 1) == 1:
            _check_command(command)
            if _longest(command) > COMMAND_TEXT:
                raise invalid_form(f"/{command['name']} is longer than 8000 together: {_longest(command)}")
        else:
            _hold("name", command["name"], 32)


def _check_command(option: Mapping[str, Any]) -> None:
    names = [option["name"], *(option.get("name_localizations") or {}).values()]
    wrong = [name for name in names if not NAME.fullmatch(name) or name != name.lower()]
    if wrong:
        raise invalid_form(f"name: {wrong[0]!r}")
    for text in [option["description"], *(option.get("description_localizations") or {}).values()]:
        if not text:
            raise invalid_form(f"description of {option['name']!r} is missing")
        _hold(f"description of {option['name']!r}", text, DESCRIPTION)
    children = option.get("options") or []
    if len(children) > CHILDREN:
        raise invalid_form(f"options of {option['name']!r}: {len(children)}")
    required = [bool(one.get("required")) for one in children]
    if required != sorted(required, reverse=True):
        raise invalid_form(f"options of {option['name']!r}: a required one after one that is not")
    if len(option.get("choices") or []) > CHOICES:
        raise invalid_form(f"choices of {option['name']!r}")
    for choice in option.get("choices") or []:
        for text in [choice["name"], *(choice.get("name_localizations") or {}).values()]:
            _hold(f"choice of {option['name']!r}", text, 100)
    for one in children:
        _check_command(one)


def _longest(option: Mapping[str, Any]) -> int:
    """How long names, descriptions and choices are together; of several languages the longest counts."""

    def longest(name: str, of: Mapping[str, Any]) -> int:
        return max(
            len(text) for text in [of.get(name, ""), *(of.get(f"{name}_localizations") or {}).values()]
        )

    own = longest("name", option) + longest("description", option)
    choices = sum(longest("name", one) + len(str(one["value"])) for one in option.get("choices") or [])
    return own + choices + sum(_longest(one) for one in option.get("options") or [])


def _embedded(embed: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(embed.get(name) or "") for name in EMBED)
    yield from (field[part] for field in embed.get("fields") or [] for part in ("name", "value"))
    yield str((embed.get("footer") or {}).get("text", ""))


def _hold(name: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise invalid_form(f"{name}: {len(text)} characters, {limit} at most")
