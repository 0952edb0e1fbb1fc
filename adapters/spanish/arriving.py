"""Messages that could not be posted, that nobody saw arrive, that wait to be read."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.phrases import count, moment, short
from adapters.wording import Wording
from bot import notices
from bot.deliveries import Hindrance

WHY = {
    Hindrance.GONE: "ese chat ya no existe, o no estoy en él",
    Hindrance.FORBIDDEN: "allí no puedo escribir ni adjuntar archivos",
    Hindrance.CLOSED: "allí nadie acepta mensajes míos",
    Hindrance.REFUSED: "el chat no lo aceptó",
}


def _called(notice: notices.Called) -> str:
    if notice.yes is None:
        return "Hay un mensaje para ti que no puedo enviarte directamente. Solo lo verás tú."
    return lines(
        "Hay una pregunta para ti que no puedo enviarte directamente. Mírala en privado antes de contestar; "
        "nadie más la ve.",
        "También puedes contestar aquí.",
    )


def _clip_not_posted(notice: notices.ClipNotPosted) -> str:
    return lines(
        f"Aquí está tu clip: {short(notice.prompt)}",
        f"No pude publicarlo donde lo querías: {WHY[notice.why]}.",
        "Está guardado para ti, y `/cameo clips` lo encuentra. No se cobra nada más.",
        f"Un borrador hasta el {moment(notice.due_at)}: guárdalo, o desaparece." if notice.due_at else "",
    )


def _perhaps_unsaid(notice: notices.PerhapsUnsaid) -> str:
    about = f" sobre {short(notice.prompt)}" if notice.prompt else ""
    return f"No sé si te llegó un mensaje{about}. Si no lo encuentras, lo envío otra vez; eso no cuesta nada."


def _sent_again(notice: notices.SentAgain) -> str:
    return "Sí que había llegado." if notice.arrived else "Va otra vez de camino a ti."


def _unread(notice: notices.UnreadShown) -> str:
    waiting = count(notice.count, "mensaje", "mensajes")
    return f"No se pudieron enviar y te esperan aquí: {waiting}. Puedes leer el más antiguo."


WORDINGS: Mapping[str, Wording] = {
    "called": _called,
    "clip_not_posted": _clip_not_posted,
    "perhaps_unsaid": _perhaps_unsaid,
    "sent_again": _sent_again,
    "unread_shown": _unread,
}
