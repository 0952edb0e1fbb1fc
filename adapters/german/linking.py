"""Accounts that are one person's."""

from collections.abc import Mapping, Sequence

from adapters.german.phrases import credited, listed, moment
from adapters.german.terms import USAGES
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.consent import Usage


def _accounts(accounts: Sequence[notices.LinkedAccount]) -> str:
    return listed([f"{one.name} auf {one.platform.value.capitalize()}" for one in accounts])


def _code_made(notice: notices.LinkCodeMade) -> str:
    return lines(
        f"Dein Code: {notice.code}",
        "Gib ihn auf deinem anderen Konto meinem Befehl „link“.",
        f"Er gilt einmal, bis {moment(notice.due_at)}. Gib ihn niemandem: Wer ihn eintippt, hat "
        "alles, was dir gehört.",
        f"Schon verbunden: {_accounts(notice.accounts)}." if len(notice.accounts) > 1 else "",
    )


def _offered(notice: notices.LinkOffered) -> str:
    return lines(
        f"Dieses Konto mit {_accounts(notice.accounts)} (@{notice.other}) verbinden?",
        "Nur, wenn dir beide gehören: Wer eines von ihnen hat, kann dann alles, was du kannst. Kommt dieser "
        "Code oder Link von jemand anderem, sag nein: Der hätte dann dein Abbild und dein ganzes Guthaben.",
        f"Du heißt dann auf beiden @{notice.handle}. Clips, Figuren, Käufe, Erlaubnisse, Sperren, Grenzen "
        "und Verstöße gehören dann zusammen; von zwei Regeln gilt die strengere.",
        f"Das Abbild von @{notice.destroyed} wird endgültig vernichtet; das von @{notice.handle} bleibt."
        if notice.destroyed
        else "",
        _usage(notice.usage),
        f"{credited(notice.credits)} kommen mit." if notice.credits else "",
        f"{credited(notice.lapsing)} vom Guthaben dieses Monats verfallen: Du bekommst es einmal im Monat."
        if notice.lapsing
        else "",
    )


def _usage(usage: Usage | None) -> str:
    if usage is None:
        return ""
    if usage is Usage.EVERYONE:
        return "Wer dein Abbild benutzen darf: alle in den Chats beider Konten (/cameo usage)."
    return f"Wer dein Abbild benutzen darf: {USAGES[usage]}."


def _linked(notice: notices.AccountsLinked) -> str:
    return lines(
        f"Verbunden: {_accounts(notice.accounts)}. Du heißt überall @{notice.handle}.",
        "Warst das nicht du? Trenne sie mit /cameo unlink und sag den Betreibern dieses Dienstes Bescheid.",
    )


def _unlinked(notice: notices.AccountUnlinked) -> str:
    return lines(
        f"{_accounts([notice.account])} ist nicht mehr verbunden: Es fängt neu an, mit nichts. Alles, was du "
        "hattest, bleibt bei deinen anderen Konten.",
        "Warst das nicht du? Sag den Betreibern dieses Dienstes Bescheid.",
    )


def _linked_shown(notice: notices.LinkedShown) -> str:
    if len(notice.accounts) == 1:
        return (
            f"Dein einziges Konto ist {_accounts(notice.accounts)}. /cameo link zeigt einen Code für ein "
            "weiteres."
        )
    return lines(
        f"Du bist eine Person auf: {_accounts(notice.accounts)}.",
        "Ein Konto, das du trennst, fängt neu an, mit nichts; alles, was dir gehört, bleibt bei den anderen.",
    )


WORDINGS: Mapping[str, Wording] = {
    "link_code_made": _code_made,
    "link_offered": _offered,
    "accounts_linked": _linked,
    "account_unlinked": _unlinked,
    "linked_shown": _linked_shown,
}
