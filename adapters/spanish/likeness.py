"""Making a likeness."""

from collections.abc import Mapping, Sequence

from adapters.phrasing import lines
from adapters.spanish.phrases import listed, moment, quoted, reasons, remarks
from adapters.spanish.terms import APPROVALS, TURNS, UNVERIFIED, USAGES
from adapters.wording import Wording
from bot import notices
from engine.contract.messages import Turn


def _setup_offered(_notice: notices.SetupOffered) -> str:
    return lines(
        "Para salir en clips necesitas un doble digital: guarda cómo es y cómo se mueve tu cara, y tu voz.",
        "Se hace a partir de un vídeo en vivo de 10 a 20 segundos: giras la cabeza y lees una frase en voz "
        "alta.",
        "Se guarda cifrado, se usa solo en los clips que permites y se destruye cuando lo borras "
        "(/cameo erase).",
        "Lo mejor es una luz natural y uniforme, un lugar tranquilo y la cámara a un brazo de distancia o "
        "más.",
        "¿De acuerdo?",
    )


def _turns(turns: Sequence[Turn]) -> str:
    return f", luego {listed([TURNS[turn] for turn in turns])}, volviendo siempre al centro" if turns else ""


def _challenge_issued(notice: notices.ChallengeIssued) -> str:
    return lines(
        "Grábate de 10 a 20 segundos, a solas y con luz uniforme:",
        f"1. Mira al frente{_turns(notice.turns)}.",
        f"2. Lee en voz alta (en inglés): {quoted(notice.phrase)}",
        f"Envía el vídeo aquí antes del {moment(notice.due_at)}. Vale una vez, y solo para ti.",
    )


def _recording_taken(_notice: notices.RecordingTaken) -> str:
    return "Recibida y sellada. La grabación se está analizando; te aviso aquí."


def better(advice: Sequence[str]) -> str:
    """What the next recording could do better; nothing where there is nothing."""
    return lines("La próxima vez saldrá mejor así:", *remarks(advice)) if advice else ""


def _likeness_ready(notice: notices.LikenessReady) -> str:
    return lines(
        "Tu doble está renovado." if notice.replaced else "Tu doble está listo.",
        "" if notice.verified else UNVERIFIED,
        f"Quién puede incluirte: {USAGES[notice.usage]}. Aprobación: {APPROVALS[notice.approval]}.",
        better(notice.advice),
        "Puedes cambiarlo con /cameo usage, /cameo approval y /cameo boundary.",
    )


def _likeness_refused(notice: notices.LikenessRefused) -> str:
    return lines(
        "Esta grabación no sirve:", reasons(notice.refusals), "Escribe /cameo setup para volver a intentarlo."
    )


WORDINGS: Mapping[str, Wording] = {
    "setup_offered": _setup_offered,
    "challenge_issued": _challenge_issued,
    "recording_taken": _recording_taken,
    "likeness_ready": _likeness_ready,
    "likeness_refused": _likeness_refused,
}
