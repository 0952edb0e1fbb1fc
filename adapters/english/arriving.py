"""Messages that could not be posted, that nobody saw arrive, that wait to be read."""

from collections.abc import Mapping

from adapters.english.phrases import count, lines, moment, short
from adapters.wording import Wording
from bot import notices
from bot.deliveries import Hindrance

WHY = {
    Hindrance.GONE: "that chat is not there any more, or I am not in it",
    Hindrance.FORBIDDEN: "I may not write or attach files there",
    Hindrance.CLOSED: "nobody takes messages from me there",
    Hindrance.REFUSED: "the chat did not take it",
}


def _called(notice: notices.Called) -> str:
    if notice.yes is None:
        return "There is a message for you that I cannot send you directly. Only you will see it."
    return lines(
        "There is a question for you that I cannot send you directly. Look at it privately before you "
        "answer; nobody else sees it.",
        "You can answer here as well.",
    )


def _clip_not_posted(notice: notices.ClipNotPosted) -> str:
    return lines(
        f"Here is your clip: {short(notice.prompt)}",
        f"I could not post it where you wanted it: {WHY[notice.why]}.",
        "It is kept for you, and `/cameo clips` finds it. Nothing more is charged.",
        f"A draft until {moment(notice.due_at)}: save it, or it is gone." if notice.due_at else "",
    )


def _perhaps_unsaid(notice: notices.PerhapsUnsaid) -> str:
    about = f" about {short(notice.prompt)}" if notice.prompt else ""
    return (
        f"I do not know whether a message{about} reached you. If you cannot find it, I send it again; "
        "nothing is charged for that."
    )


def _sent_again(notice: notices.SentAgain) -> str:
    return "It had arrived after all." if notice.arrived else "It is on its way to you again."


def _unread(notice: notices.UnreadShown) -> str:
    return f"{count(notice.count, 'message')} for you could not be sent. You can read the oldest here."


WORDINGS: Mapping[str, Wording] = {
    "called": _called,
    "clip_not_posted": _clip_not_posted,
    "perhaps_unsaid": _perhaps_unsaid,
    "sent_again": _sent_again,
    "unread_shown": _unread,
}
