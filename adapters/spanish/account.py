"""The ledger, help, refusals and erasing."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.commands import MANUAL
from adapters.spanish.phrases import credited, moment, number
from adapters.spanish.sentences import REWORDING
from adapters.spanish.terms import ENTRIES, TIERS
from adapters.spanish.writing import SPANISH
from adapters.wording import Wording
from bot import notices
from bot.clips import Tier
from bot.credits import EntryKind


def _ledger_shown(notice: notices.LedgerShown) -> str:
    rows = [_row(entry) for entry in notice.entries]
    held = (
        f" {number(notice.held)} de {number(notice.balance)} están reservados para clips en marcha."
        if notice.held
        else ""
    )
    return lines(
        f"Puedes gastar {credited(notice.available)}.{held}",
        _plan(notice),
        "\n".join(rows) if rows else "Todavía no se ha movido nada.",
    )


def _plan(notice: notices.LedgerShown) -> str:
    if notice.plan is Tier.STANDARD:
        return ""
    if notice.plan_until is None:
        return f"Tienes el plan {TIERS[notice.plan]} mientras dure tu suscripción."
    return f"Tienes el plan {TIERS[notice.plan]} hasta el {moment(notice.plan_until)}."


def _row(entry: notices.Entry) -> str:
    """One line of the ledger; only what changes the balance carries a sign."""
    still = entry.kind in {EntryKind.HOLD, EntryKind.RELEASE}
    amount = f" {number(entry.amount)}" if still else SPANISH.signed(entry.amount)
    clip = f"  clip {entry.clip}" if entry.clip else ""
    return f"{entry.at:%Y-%m-%d %H:%M}  {amount:>8}  {ENTRIES[entry.kind]}{clip}"


def _help_shown(notice: notices.HelpShown) -> str:
    return MANUAL.help_with(notice.topic)


def _refusals(notice: notices.Refusals) -> str:
    return "\n".join(REWORDING.refusal(refusal) for refusal in notice.refusals)


def _erase_offered(_notice: notices.EraseOffered) -> str:
    return lines(
        "Esto destruye tu doble, su clave, tus ajustes y permisos, y cada clip en el que sales.",
        "No se puede deshacer. Los créditos que te queden se pierden.",
    )


def _person_erased(_notice: notices.PersonErased) -> str:
    return "Todo lo tuyo está destruido, y su clave lo primero. Puedes empezar de nuevo con /cameo setup."


WORDINGS: Mapping[str, Wording] = {
    "ledger_shown": _ledger_shown,
    "help_shown": _help_shown,
    "refusals": _refusals,
    "erase_offered": _erase_offered,
    "person_erased": _person_erased,
}
