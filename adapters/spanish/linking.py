"""Accounts that are one person's."""

from collections.abc import Mapping, Sequence

from adapters.phrasing import lines
from adapters.spanish.phrases import credited, listed, moment
from adapters.spanish.terms import USAGES
from adapters.wording import Wording
from bot import notices
from bot.consent import Usage


def _accounts(accounts: Sequence[notices.LinkedAccount]) -> str:
    return listed([f"{one.name} en {one.platform.value.capitalize()}" for one in accounts])


def _code_made(notice: notices.LinkCodeMade) -> str:
    return lines(
        f"Tu código: {notice.code}",
        "Dáselo en tu otra cuenta a mi comando «link».",
        f"Vale una vez, hasta el {moment(notice.due_at)}. No se lo des a nadie: quien lo escriba "
        "tendrá todo lo tuyo.",
        f"Ya vinculadas: {_accounts(notice.accounts)}." if len(notice.accounts) > 1 else "",
    )


def _offered(notice: notices.LinkOffered) -> str:
    return lines(
        f"¿Vincular esta cuenta con {_accounts(notice.accounts)} (@{notice.other})?",
        "Solo si las dos son tuyas: quien tenga una podrá hacer todo lo que tú puedes. Si este código o "
        "enlace te lo dio otra persona, di que no: tendría tu doble y todos tus créditos.",
        f"En las dos serás @{notice.handle}. Clips, personajes, compras, permisos, bloqueos, límites y "
        "faltas serán unos solos; de dos reglas vale la más estricta.",
        f"El doble de @{notice.destroyed} se destruye para siempre; el de @{notice.handle} se queda."
        if notice.destroyed
        else "",
        _usage(notice.usage),
        f"{credited(notice.credits)} vienen contigo." if notice.credits else "",
        f"{credited(notice.lapsing)} de la asignación de este mes no: solo hay una al mes."
        if notice.lapsing
        else "",
    )


def _usage(usage: Usage | None) -> str:
    if usage is None:
        return ""
    if usage is Usage.EVERYONE:
        return "Quién puede usar tu doble: cualquiera en los chats de las dos cuentas (/cameo usage)."
    return f"Quién puede usar tu doble: {USAGES[usage]}."


def _linked(notice: notices.AccountsLinked) -> str:
    return lines(
        f"Vinculadas: {_accounts(notice.accounts)}. En todas eres @{notice.handle}.",
        "¿No fuiste tú? Sepáralas con /cameo unlink y avisa a quienes llevan este servicio.",
    )


def _unlinked(notice: notices.AccountUnlinked) -> str:
    return lines(
        f"{_accounts([notice.account])} ya no está vinculada: empieza de nuevo, sin nada. Todo lo que tenías "
        "se queda en tus otras cuentas.",
        "¿No fuiste tú? Avisa a quienes llevan este servicio.",
    )


def _linked_shown(notice: notices.LinkedShown) -> str:
    if len(notice.accounts) == 1:
        return f"Tu única cuenta es {_accounts(notice.accounts)}. /cameo link da un código para otra."
    return lines(
        f"Eres una sola persona en: {_accounts(notice.accounts)}.",
        "Una cuenta que separas empieza de nuevo, sin nada; todo lo tuyo se queda en las demás.",
    )


WORDINGS: Mapping[str, Wording] = {
    "link_code_made": _code_made,
    "link_offered": _offered,
    "accounts_linked": _linked,
    "account_unlinked": _unlinked,
    "linked_shown": _linked_shown,
}
