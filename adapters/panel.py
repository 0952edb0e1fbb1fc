"""What a panel of settings holds: four of them, what each may be, and what choosing one asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adapters import text
from bot.commands import intents
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.notices import SettingsShown


class Setting(StrEnum):
    """What a choice is about."""

    USAGE = "usage"
    VISIBILITY = "visibility"
    APPROVAL = "approval"
    NOTIFY = "notify"


VALUES: Mapping[Setting, type[StrEnum]] = {
    Setting.USAGE: Usage,
    Setting.VISIBILITY: Visibility,
    Setting.APPROVAL: ApprovalMode,
    Setting.NOTIFY: Notify,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a setting: in words, as it is named, and whether it is what holds now."""

    words: str
    value: str
    chosen: bool


def standing(shown: SettingsShown, of: str = "") -> Mapping[Setting, StrEnum]:
    """What is set now. `of`: the handle of a character; characters have no notices of their own."""
    now: dict[Setting, StrEnum] = {
        Setting.USAGE: shown.usage,
        Setting.VISIBILITY: shown.visibility,
        Setting.APPROVAL: shown.approval,
    }
    return now if of else {**now, Setting.NOTIFY: shown.notify}


def options(setting: Setting, now: StrEnum | None, tag: str) -> Sequence[Option]:
    """All that a setting may be."""
    return [
        Option(text.phrase(f"privacy.{setting.value}.{value.value}", tag), value.value, chosen=value is now)
        for value in VALUES[setting]
    ]


def chosen(setting: Setting, value: str, of: str = "") -> intents.Intent:
    """What a choice asks for.

    Raises:
        ValueError: the setting has no such value.
    """
    match setting:
        case Setting.USAGE:
            return intents.SetUsage(Usage(value), of)
        case Setting.VISIBILITY:
            return intents.SetVisibility(Visibility(value), of)
        case Setting.APPROVAL:
            return intents.SetApproval(ApprovalMode(value), of)
        case Setting.NOTIFY:
            return intents.SetNotify(Notify(value))
