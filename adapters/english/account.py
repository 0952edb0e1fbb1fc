"""The ledger, help, refusals and erasing."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment
from adapters.english.terms import ENTRIES
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier
from bot.commands import TABLE
from bot.credits import EntryKind


def _ledger_shown(notice: notices.LedgerShown) -> str:
    rows = [_row(entry) for entry in notice.entries]
    held = (
        f" {notice.held:,} of {notice.balance:,} are reserved for clips in the making." if notice.held else ""
    )
    return lines(
        f"You can spend {count(notice.available, 'credit')}.{held}",
        _plan(notice),
        "\n".join(rows) if rows else "Nothing has moved yet.",
    )


def _plan(notice: notices.LedgerShown) -> str:
    if notice.plan is Tier.STANDARD:
        return ""
    if notice.plan_until is None:
        return "You are on the pro plan, as long as your subscription runs."
    return f"You are on the pro plan until {moment(notice.plan_until)}."


def _row(entry: notices.Entry) -> str:
    """One line of the ledger; only what changes the balance carries a sign."""
    still = entry.kind in {EntryKind.HOLD, EntryKind.RELEASE}
    amount = f" {entry.amount:,}" if still else f"{entry.amount:+,}"
    clip = f"  clip {entry.clip}" if entry.clip else ""
    return f"{entry.at:%Y-%m-%d %H:%M}  {amount:>8}  {ENTRIES[entry.kind]}{clip}"


def _help_shown(notice: notices.HelpShown) -> str:
    return help_with(notice.topic)


def _refusals(notice: notices.Refusals) -> str:
    return "\n".join(refusal.message for refusal in notice.refusals)


def _erase_offered(_notice: notices.EraseOffered) -> str:
    return lines(
        "This destroys your likeness, the key to it, your settings and grants, and every clip with you.",
        "It cannot be undone. Credits that you still have are lost.",
    )


def _person_erased(_notice: notices.PersonErased) -> str:
    return "Everything of yours is destroyed, and the key to it first. You can begin again with /cameo setup."


def help_with(topic: str) -> str:
    """The help: every command with its sentence, or one command with an example."""
    row = TABLE.get(topic)
    if row is not None:
        return lines(f"/cameo {row.usage}", row.about, f"For example: {row.example}")
    return lines(
        "Write who is in the clip and what happens:",
        f"  {TABLE['make'].example}",
        "A good prompt has five parts: who, what they do, the camera, the place, the style.",
        *(f"/cameo {row.usage}\n  {row.about}" for row in TABLE.values()),
    )


WORDINGS: Mapping[str, Wording] = {
    "ledger_shown": _ledger_shown,
    "help_shown": _help_shown,
    "refusals": _refusals,
    "erase_offered": _erase_offered,
    "person_erased": _person_erased,
}
