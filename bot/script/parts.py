"""The parts that people play, and the camera, place, style and action of what is left of a prompt."""

import re
from dataclasses import dataclass

from bot.script.marks import PERSON, person
from bot.script.words import CAMERA, NOT_A_PLACE, PLACE_PREPOSITION, PLACE_WORD, STYLE_NOUN, STYLES
from engine.contract.messages import Style

LONGEST_PART = 200

_I = re.IGNORECASE
_WHO = rf"((?:{PERSON}\s*(?:,\s*and|,|and|&|\+|with)\s*)*{PERSON})"
_STOP = (
    rf"(?=$|[,.;:!?]|{PERSON}|\s+and\s+(?:\w+s|\w+ing)\b|\s+and\s+{PERSON}"
    rf"|\s+(?:{PLACE_PREPOSITION}|who|that|while|then|when|with|wearing|holding|to|\w+ing)\b"
    rf"|(?<=\w)\s+(?!(?:news|sales|sports|arts|games|series)\b)\w+(?<![sui])s\b)"
)
_NOT_A_PART = (
    r"(?!(?:if|well|soon|long|though|usual|always|they|he|she|it|we|you|fast|big"
    r"|the (?:sun|rain|moon|wind|waves?))\b)"
)
_AS = re.compile(
    rf"{_WHO}\s*,?\s*(?:(?:is|are|am|'m|both|dressed(?:\s+up)?|disguised|posing|playing|acting|starring|working|being)\s+)*"
    rf"\bas\s+{_NOT_A_PART}((?:(?!\s+and\s+an?\s).)+?(?:\s+and\s+an?\s+.+?)?){_STOP}",
    _I,
)
_IS = re.compile(rf"{_WHO}\s*(?:is|am|'m|are|plays?|playing)\s+((?:an?|the|two)\s+.+?){_STOP}", _I)
_DRESSED = re.compile(rf"\bdressed(?:\s+up)?\s+(?:as|like)\s+(.+?){_STOP}", _I)
_APPOSED = re.compile(rf"{_WHO}\s*,\s*(an?\s+[^,.;:!?]+?)\s*(?=,)", _I)
_ARTICLE = re.compile(r"^(?:an?|the|two|three|both)\s+", _I)
_CLAUSE = re.compile(r"[^,.;!?:]+")
_PLACE = re.compile(
    rf"{PLACE_PREPOSITION}\s+(?!{NOT_A_PLACE.pattern})"
    rf"[^,.;:!?\ue000-\ueaff]+?(?=$|[,.;:!?]|{PERSON}|\s+(?:and\s+\w+(?:s|ing)\b|while|then|as|where|who|that|with|wearing|holding|looking)\b)",
    _I,
)
_LABELLED = re.compile(
    r"\b(camera|environment|setting|place|location|scene)\s*:\s*([^.;!?:]+?)(?=$|[.;!?]|,?\s+\w+:)", _I
)
_LABEL = re.compile(r"\b(?:subject|action|who|what)\s*:\s*", _I)
_LEFT_OVER = re.compile(rf"\s+(?:and|while|then|as)\s+{PERSON}\s*$", _I)
_PRONOUN = re.compile(r"(?:he|she|they|it|who|both|everyone|we)?", _I)
_EXPLORES = re.compile(r"^(?:exploring|explores?|visiting|crossing)\s+", _I)
_IRREGULAR = {
    "men": "man", "wives": "wife", "wolves": "wolf", "elves": "elf", "thieves": "thief", "knives": "knife",
    "people": "person", "children": "child",
}  # fmt: skip
_ENDS_IN_ES = ("ses", "shes", "ches", "xes", "zes")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a prompt says besides roles, lines and times. `style` is None where it names none."""

    action: str
    camera: str
    environment: str
    style: Style | None


def singular(noun: str) -> str:
    """English singular of a plural ("astronauts" -> "astronaut"), for parts that several people share."""
    for plural, one in _IRREGULAR.items():
        if noun.lower().endswith(plural):
            return noun[: -len(plural)] + one
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004 - "ties" and "pies" keep their i
        return noun[:-3] + "y"
    if noun.endswith(_ENDS_IN_ES):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _parts_of(written: str, count: int) -> list[str]:
    """Share out what several people play: "a cop and a robber" one each, "astronauts" to all."""
    pieces = re.split(r"\s+and\s+(?=an?\s)", written.strip())
    if len(pieces) == count:
        return [_ARTICLE.sub("", piece).strip()[:LONGEST_PART] for piece in pieces]
    part = _ARTICLE.sub("", written.strip()).strip()[:LONGEST_PART]
    return [singular(part) if count > 1 else part] * count


def read_parts(text: str) -> tuple[dict[int, str], str]:
    """Find who plays what: role index -> part, and the text without the words that said so."""
    parts: dict[int, str] = {}

    def taken(found: re.Match[str]) -> str:
        who = [person(mark) for mark in re.findall(PERSON, found.group(1))]
        for index, part in zip(who, _parts_of(found.group(2), len(who)), strict=True):
            parts.setdefault(index, part)
        return found.group(1)

    text = _AS.sub(taken, text)
    text = _IS.sub(taken, text)
    dressed = _DRESSED.search(text)
    everyone = [person(mark) for mark in re.findall(PERSON, text)]
    if dressed is not None and everyone:
        owner = [person(mark) for mark in re.findall(PERSON, text[: dressed.start()])][-1:] or everyone[:1]
        parts.setdefault(owner[0], _parts_of(dressed.group(1), 1)[0])
    for found in _APPOSED.finditer(text):
        parts.setdefault(person(found.group(1)[-1]), _parts_of(found.group(2), 1)[0])
    return parts, _APPOSED.sub(lambda found: f"{found.group(1)} ", text)


def read_style(text: str) -> tuple[Style | None, str]:
    """The style named first, and the text without it where it stands beside "style", "video" and the like."""
    found = [(at.start(), style) for style, words in STYLES.items() for at in re.finditer(words, text, _I)]
    if not found:
        return None, text
    style = min(found)[1]
    words = STYLES[style]
    head = rf"(?:\b(?:in|as|like|with)\s+)?(?:\b(?:an?|the)\s+)?{words}"
    label = r"(?:\b(?:style|look)\s*[:=]\s*)?"
    alone = rf"(?:^|(?<=[,.;:]))\s*{label}{head}(?:[\s-]+{STYLE_NOUN})*(?:\s+of\b)?\s*(?=$|[,.;:])"
    beside = rf"{head}(?:[\s-]+{STYLE_NOUN})+(?:\s+of\b)?"
    return style, re.sub(beside, " ", re.sub(alone, " ", text, flags=_I), flags=_I)


def _camera_phrase(clause: str) -> str:
    """What a clause says of the camera: all of it where nobody acts in it, else just the phrase."""
    if not re.search(PERSON, clause) and len(clause.split()) <= 8:  # noqa: PLR2004 - a longer clause tells more
        return clause.strip()
    found = re.search(
        rf"(?:\b(?:in|from|with|on)\s+)?(?:\b(?:an?|the)\s+)?{CAMERA}(?:\s+of\b|\s+shot\b)?", clause, _I
    )
    return found.group().strip() if found else ""


def _labelled(text: str) -> tuple[dict[str, list[str]], str]:
    """Take what stands after a label ("Camera: close-up.") out of `text`; other labels lose their name."""
    found: dict[str, list[str]] = {"camera": [], "environment": []}

    def taken(label: re.Match[str]) -> str:
        found["camera" if label.group(1).lower() == "camera" else "environment"].append(label.group(2))
        return " "

    return found, _LABEL.sub("", _LABELLED.sub(taken, text))


def _named(text: str, roles: tuple[str, ...]) -> str:
    return re.sub(PERSON, lambda found: roles[person(found.group())], text)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,.;:-\u2013\u2014&")
    return re.sub(r"^(?:and|then|while|who|,)\s+|\s+(?:and|then|while|of)$", "", text, flags=_I).strip(" ,")


def read_scene(text: str, roles: tuple[str, ...]) -> Scene:
    """Sort the clauses of what is left into action, camera and environment."""
    style, text = read_style(text)
    labelled, text = _labelled(text)
    action: list[str] = []
    camera = [_tidy(_named(words, roles)) for words in labelled["camera"]]
    environment = [_tidy(_named(words, roles)) for words in labelled["environment"]]
    for clause in (found.group() for found in _CLAUSE.finditer(text)):
        rest = _LEFT_OVER.sub("", clause)
        if re.search(CAMERA, rest, _I) and (phrase := _camera_phrase(rest)):
            camera.append(_tidy(_named(phrase, roles)))
            rest = rest.replace(phrase, " ", 1)
        environment += [_tidy(_EXPLORES.sub("", found.group())) for found in _PLACE.finditer(rest)]
        bare = _PLACE.sub(" ", rest)
        names_only = not re.search(r"\w", re.sub(rf"{PERSON}|\b(?:and|with|is|are)\b", " ", bare))
        if re.search(PLACE_WORD, bare, _I) and not re.search(rf"{PERSON}|^\s*\w+(?:s|ing)\b", bare):
            environment.append(_tidy(bare))
        elif not names_only and not _PRONOUN.fullmatch(_tidy(bare)):
            action.append(_tidy(_named(rest, roles)))
    return Scene(
        action=", ".join(filter(None, action)),
        camera=", ".join(filter(None, camera)),
        environment=", ".join(dict.fromkeys(filter(None, environment))),
        style=style,
    )
