"""Other people: who they are to the reader, and the use of the reader's likeness."""

from collections.abc import Mapping, Sequence

from adapters.english.access import gone, granted
from adapters.english.phrases import count, lines, moment, people, short
from adapters.wording import Wording
from bot import notices


def _profile_shown(notice: notices.ProfileShown) -> str:
    likeness = "has a likeness here" if notice.likeness else "has no likeness here yet"
    if notice.you:
        return f"@{notice.handle} is yours to use, and {likeness}."
    if notice.may_use:
        use = f"You may use it. Try: @{notice.handle} waves at sunset"
    elif notice.asked:
        use = "You asked them, and they have not answered yet."
    else:
        use = f"You can ask them with `/cameo ask @{notice.handle}`."
    return f"@{notice.handle} {likeness}. {use}"


def _friends_shown(notice: notices.FriendsShown) -> str:
    return lines(
        f"You allow: {granted(notice.grants) or 'nobody by name'}.",
        f"You are allowed by: {granted(notice.granted_by) or 'nobody by name'}.",
        _questions("They ask you:", notice.asked_of_me, "`/cameo allow {who}` or `/cameo deny {who}`"),
        _questions("You asked:", notice.asked_by_me, ""),
        f"You blocked: {people(notice.blocked)}." if notice.blocked else "",
    )


def _questions(title: str, questions: Sequence[notices.Question], answer: str) -> str:
    if not questions:
        return ""
    return lines(
        title,
        *(
            f"  @{one.handle}"
            + (f" for @{one.of}" if one.of else "")
            + (f", “{one.message}”" if one.message else "")
            + f", until {moment(one.due_at)}"
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
            f"@{notice.friend} is no longer blocked. What you allowed them before has ended; "
            f"`/cameo allow @{notice.friend}` allows it again."
        )
    return (
        f"@{notice.friend} is blocked: they cannot use your likeness, and you hear no more of their requests."
        f" They are not told.{gone(notice.stopped, notice.taken)}"
    )


def _likeness_asked(notice: notices.LikenessAsked) -> str:
    return lines(
        f"@{notice.maker} asked for a clip with you: {short(notice.prompt)}",
        *_said(notice.words),
        "You can stop it at any time.",
    )


def _digest_told(notice: notices.DigestTold) -> str:
    return lines(
        f"{count(len(notice.uses), 'clip')} with you since the last digest:",
        *(_use(use) for use in notice.uses),
        "You can delete each of them with `/cameo delete CLIP`.",
    )


def _use(use: notices.Use) -> str:
    did = "made" if use.made else "asked for"
    return lines(f"• {use.clip}: @{use.maker} {did} {short(use.prompt)}", *_said(use.words))


def _said(words: Sequence[notices.SpokenWords]) -> list[str]:
    return [f"  @{line.handle}: “{line.text}”" for line in words]


WORDINGS: Mapping[str, Wording] = {
    "profile_shown": _profile_shown,
    "friends_shown": _friends_shown,
    "block_changed": _block_changed,
    "likeness_asked": _likeness_asked,
    "digest_told": _digest_told,
}
