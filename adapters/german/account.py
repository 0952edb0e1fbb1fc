"""The ledger, help, refusals and erasing."""

from collections.abc import Mapping

from adapters.german.commands import MANUAL
from adapters.german.phrases import credited, moment, number
from adapters.german.sentences import REWORDING
from adapters.german.terms import ENTRIES, TIERS
from adapters.german.writing import GERMAN
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier
from bot.credits import EntryKind


def _ledger_shown(notice: notices.LedgerShown) -> str:
    rows = [_row(entry) for entry in notice.entries]
    held = (
        f" {number(notice.held)} von {number(notice.balance)} sind für Clips reserviert, die in Arbeit sind."
        if notice.held
        else ""
    )
    return lines(
        f"Ausgeben kannst du {credited(notice.available)}.{held}",
        _plan(notice),
        "\n".join(rows) if rows else "Noch hat sich nichts bewegt.",
    )


def _plan(notice: notices.LedgerShown) -> str:
    if notice.plan is Tier.STANDARD:
        return ""
    if notice.plan_until is None:
        return f"Du hast den {TIERS[notice.plan]}-Tarif, solange dein Abo läuft."
    return f"Du hast den {TIERS[notice.plan]}-Tarif bis {moment(notice.plan_until)}."


def _row(entry: notices.Entry) -> str:
    """One line of the ledger; only what changes the balance carries a sign."""
    still = entry.kind in {EntryKind.HOLD, EntryKind.RELEASE}
    amount = f" {number(entry.amount)}" if still else GERMAN.signed(entry.amount)
    clip = f"  Clip {entry.clip}" if entry.clip else ""
    return f"{entry.at:%Y-%m-%d %H:%M}  {amount:>8}  {ENTRIES[entry.kind]}{clip}"


def _help_shown(notice: notices.HelpShown) -> str:
    return MANUAL.help_with(notice.topic)


def _refusals(notice: notices.Refusals) -> str:
    return "\n".join(REWORDING.refusal(refusal) for refusal in notice.refusals)


def _erase_offered(_notice: notices.EraseOffered) -> str:
    return lines(
        "Das vernichtet dein Abbild, den Schlüssel dazu, deine Einstellungen und Erlaubnisse und jeden Clip "
        "mit dir.",
        "Es lässt sich nicht rückgängig machen. Credits, die du noch hast, sind verloren.",
    )


def _person_erased(_notice: notices.PersonErased) -> str:
    return "Alles von dir ist vernichtet, zuerst der Schlüssel dazu. Mit /cameo setup kannst du neu anfangen."


WORDINGS: Mapping[str, Wording] = {
    "ledger_shown": _ledger_shown,
    "help_shown": _help_shown,
    "refusals": _refusals,
    "erase_offered": _erase_offered,
    "person_erased": _person_erased,
}
