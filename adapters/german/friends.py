"""Other people: who they are to the reader, and the use of the reader's likeness."""

from collections.abc import Mapping, Sequence

from adapters.german.access import gone, granted
from adapters.german.phrases import clips, moment, people, quoted, short
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices


def _profile_shown(notice: notices.ProfileShown) -> str:
    likeness = "hat hier ein Abbild" if notice.likeness else "hat hier noch kein Abbild"
    if notice.you:
        return f"@{notice.handle} darfst du immer benutzen und {likeness}."
    if notice.may_use:
        use = f"Du darfst es benutzen. Versuch: @{notice.handle} winkt bei Sonnenuntergang"
    elif notice.asked:
        use = "Du hast gefragt, und es ist noch keine Antwort da."
    else:
        use = f"Du kannst fragen: `/cameo ask @{notice.handle}`."
    return f"@{notice.handle} {likeness}. {use}"


def _friends_shown(notice: notices.FriendsShown) -> str:
    return lines(
        f"Du erlaubst es: {granted(notice.grants) or 'niemandem ausdrücklich'}.",
        f"Dir erlauben es: {granted(notice.granted_by) or 'niemand ausdrücklich'}.",
        _questions("Dich fragen:", notice.asked_of_me, "`/cameo allow {who}` oder `/cameo deny {who}`"),
        _questions("Du hast gefragt:", notice.asked_by_me, ""),
        f"Blockiert hast du: {people(notice.blocked)}." if notice.blocked else "",
    )


def _questions(title: str, questions: Sequence[notices.Question], answer: str) -> str:
    if not questions:
        return ""
    return lines(
        title,
        *(
            f"  @{one.handle}"
            + (f" wegen @{one.of}" if one.of else "")
            + (f", {quoted(one.message)}" if one.message else "")
            + f", bis {moment(one.due_at)}"
            + (f": {answer.format(who=_asker(one))}" if answer else "")
            for one in questions
        ),
    )


def _asker(question: notices.Question) -> str:
    """Who asks, as a command names them."""
    return f"@{question.handle} --of @{question.of}" if question.of else f"@{question.handle}"


def _block_changed(notice: notices.BlockChanged) -> str:
    if not notice.blocked:
        return (
            f"@{notice.friend} ist nicht mehr blockiert. Was du vorher erlaubt hast, ist zu Ende; "
            f"`/cameo allow @{notice.friend}` erlaubt es wieder."
        )
    return (
        f"@{notice.friend} ist blockiert, kann dein Abbild nicht benutzen, und du hörst nichts mehr von den "
        f"Anfragen. @{notice.friend} erfährt es nicht.{gone(notice.stopped, notice.taken)}"
    )


def _likeness_asked(notice: notices.LikenessAsked) -> str:
    return lines(
        f"@{notice.maker} hat einen Clip mit dir angefragt: {short(notice.prompt)}",
        *_said(notice.words),
        "Du kannst ihn jederzeit stoppen.",
    )


def _digest_told(notice: notices.DigestTold) -> str:
    return lines(
        f"{clips(len(notice.uses))} mit dir seit der letzten Übersicht:",
        *(_use(use) for use in notice.uses),
        "Jeden davon kannst du mit `/cameo delete CLIP` löschen.",
    )


def _use(use: notices.Use) -> str:
    did = "gemacht von" if use.made else "angefragt von"
    return lines(f"• {use.clip}: {did} @{use.maker}, {short(use.prompt)}", *_said(use.words))


def _said(words: Sequence[notices.SpokenWords]) -> list[str]:
    return [f"  @{line.handle}: {quoted(line.text)}" for line in words]


WORDINGS: Mapping[str, Wording] = {
    "profile_shown": _profile_shown,
    "friends_shown": _friends_shown,
    "block_changed": _block_changed,
    "likeness_asked": _likeness_asked,
    "digest_told": _digest_told,
}
