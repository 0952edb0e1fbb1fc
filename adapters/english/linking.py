"""Accounts that are one person's."""

from collections.abc import Mapping, Sequence

from adapters.english.phrases import count, lines, listed, moment
from adapters.english.terms import USAGES
from adapters.wording import Wording
from bot import notices
from bot.consent import Usage


def _accounts(accounts: Sequence[notices.LinkedAccount]) -> str:
    return listed([f"{one.name} on {one.platform.value.capitalize()}" for one in accounts])


def _code_made(notice: notices.LinkCodeMade) -> str:
    return lines(
        f"Your code: {notice.code}",
        "On your other account, give it to my command “link”.",
        f"It works once, until {moment(notice.due_at)}. Give it to nobody: who types it has all you have.",
        f"Linked already: {_accounts(notice.accounts)}." if len(notice.accounts) > 1 else "",
    )


def _offered(notice: notices.LinkOffered) -> str:
    return lines(
        f"Link this account with {_accounts(notice.accounts)} (@{notice.other})?",
        "Only if both are yours: whoever has either account can then do all that you can. If somebody else "
        "gave you this code or link, say no: they would have your likeness and all your credits.",
        f"You will be @{notice.handle} on both. Clips, characters, purchases, grants, blocks, boundaries and "
        "strikes are then one; of two rules the stricter one holds.",
        f"@{notice.destroyed}'s likeness is destroyed for good; that of @{notice.handle} stays."
        if notice.destroyed
        else "",
        _usage(notice.usage),
        f"{count(notice.credits, 'credit')} come along." if notice.credits else "",
        f"{count(notice.lapsing, 'credit')} of this month's allowance do not: you have one allowance a month."
        if notice.lapsing
        else "",
    )


def _usage(usage: Usage | None) -> str:
    if usage is None:
        return ""
    if usage is Usage.EVERYONE:
        return "Who may use your likeness: everyone in the chats of both accounts (/cameo usage)."
    return f"Who may use your likeness: {USAGES[usage]}."


def _linked(notice: notices.AccountsLinked) -> str:
    return lines(
        f"Linked: {_accounts(notice.accounts)}. You are @{notice.handle} on all of them.",
        "Was that not you? Part them with /cameo unlink, and tell the operators of this service.",
    )


def _unlinked(notice: notices.AccountUnlinked) -> str:
    return lines(
        f"{_accounts([notice.account])} is linked no more: it begins anew, with nothing. All that you had "
        "stays with your other accounts.",
        "Was that not you? Tell the operators of this service.",
    )


def _linked_shown(notice: notices.LinkedShown) -> str:
    if len(notice.accounts) == 1:
        return f"Your only account is {_accounts(notice.accounts)}. /cameo link shows a code for another one."
    return lines(
        f"You are one person on: {_accounts(notice.accounts)}.",
        "An account that you part begins anew, with nothing; all that is yours stays with the others.",
    )


WORDINGS: Mapping[str, Wording] = {
    "link_code_made": _code_made,
    "link_offered": _offered,
    "accounts_linked": _linked,
    "account_unlinked": _unlinked,
    "linked_shown": _linked_shown,
}
