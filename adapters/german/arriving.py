"""Messages that could not be posted, that nobody saw arrive, that wait to be read."""

from collections.abc import Mapping

from adapters.german.phrases import count, moment, short
from adapters.phrasing import lines
from adapters.wording import Wording
from bot import notices
from bot.deliveries import Hindrance

WHY = {
    Hindrance.GONE: "Diesen Chat gibt es nicht mehr, oder ich bin nicht darin",
    Hindrance.FORBIDDEN: "Ich darf dort nicht schreiben oder keine Dateien anhängen",
    Hindrance.CLOSED: "Dort nimmt niemand Nachrichten von mir an",
    Hindrance.REFUSED: "Der Chat hat ihn nicht angenommen",
}


def _called(notice: notices.Called) -> str:
    if notice.yes is None:
        return (
            "Für dich ist eine Nachricht da, die ich dir nicht direkt schicken kann. Nur du wirst sie sehen."
        )
    return lines(
        "Für dich ist eine Frage da, die ich dir nicht direkt schicken kann. Sieh sie dir privat an, bevor "
        "du antwortest; niemand sonst sieht sie.",
        "Antworten kannst du auch gleich hier.",
    )


def _clip_not_posted(notice: notices.ClipNotPosted) -> str:
    return lines(
        f"Hier ist dein Clip: {short(notice.prompt)}",
        f"Dort, wo du ihn haben wolltest, ließ er sich nicht zeigen. {WHY[notice.why]}.",
        "Er ist für dich aufbewahrt, und `/cameo clips` findet ihn. Mehr wird nicht berechnet.",
        f"Ein Entwurf bis {moment(notice.due_at)}: Speichere ihn, sonst ist er weg." if notice.due_at else "",
    )


def _perhaps_unsaid(notice: notices.PerhapsUnsaid) -> str:
    about = f" zu {short(notice.prompt)}" if notice.prompt else ""
    return (
        f"Ich weiß nicht, ob dich eine Nachricht{about} erreicht hat. Wenn du sie nicht findest, schicke ich "
        "sie "
        "noch einmal; das kostet nichts."
    )


def _sent_again(notice: notices.SentAgain) -> str:
    return "Sie war doch angekommen." if notice.arrived else "Sie ist noch einmal zu dir unterwegs."


def _unread(notice: notices.UnreadShown) -> str:
    waiting = count(notice.count, "Nachricht", "Nachrichten")
    return f"Was sich nicht schicken ließ, wartet hier auf dich: {waiting}. Die älteste kannst du hier lesen."


WORDINGS: Mapping[str, Wording] = {
    "called": _called,
    "clip_not_posted": _clip_not_posted,
    "perhaps_unsaid": _perhaps_unsaid,
    "sent_again": _sent_again,
    "unread_shown": _unread,
}
