"""Oneself on one page, how far an analysis is, and what the service keeps of people."""

from collections.abc import Mapping

from adapters.phrasing import lines
from adapters.spanish.access import settings_shown
from adapters.spanish.likeness import better
from adapters.spanish.phrases import capital, count, percent, reasons
from adapters.spanish.places import LANGUAGES
from adapters.spanish.terms import STAGES
from adapters.wording import Wording
from bot import notices
from bot.likeness import LikenessState
from engine.contract.messages import Stage


def _me_shown(notice: notices.MeShown) -> str:
    return settings_shown(notice.settings)


_ENDED = {
    LikenessState.READY: "✅ Analizada: tu doble está listo.",
    LikenessState.REPLACED: "Esta grabación se analizó, y una más nueva ha ocupado su lugar.",
    LikenessState.ERASED: "Esta grabación se borró.",
}


def _enrolment_shown(notice: notices.EnrolmentShown) -> str:
    if notice.state in _ENDED:
        return lines(_ENDED[notice.state], better(notice.advice))
    if notice.over:
        return lines("Esta grabación no sirve:", reasons(notice.refusals))
    if notice.stage is Stage.WAITING:
        return "🎥 Tu grabación está sellada y espera su turno."
    return f"🔎 {capital(STAGES[notice.stage])}: {percent(notice.done)}"


def _export_offered(_notice: notices.ExportOffered) -> str:
    return lines(
        "Recibes un archivo ZIP con lo que este servicio sabe de ti: tu cuenta, qué permites y a quién, tus "
        "clips con sus prompts, tus créditos, denuncias, cómo estás y el registro.",
        "Dentro van los clips que puedes ver, los más recientes primero, tantos como quepan.",
        "El doble no: quien consiguiera ese archivo podría hacerse pasar por ti.",
    )


def _privacy_notice(notice: notices.PrivacyNotice) -> str:
    who = notice.operator or "quien instaló este bot aquí; no ha dado ningún nombre"
    drafts = count(round(notice.draft_hours), "hora", "horas")
    evidence = count(round(notice.evidence_days), "día", "días")
    return lines(
        f"Responsable: {who}. El servicio funciona en una máquina suya.",
        f"Preguntas y quejas: {notice.contact}" if notice.contact else "",
        "Lo que se guarda de ti: el identificador y el nombre de tu cuenta, qué permites y a quién, tus "
        "prompts y clips, tus créditos y un registro de cada uso de tu doble.",
        "Si haces un doble: un archivo sellado con cómo es y cómo se mueve tu cara y con tu voz, cifrado "
        "con una clave propia, y las medidas por las que se reconoce tu cara en clips de otras personas. La "
        "grabación se borra en cuanto está analizada.",
        "Para qué sirve: para los clips que permites, y para nada más. No entrena ningún modelo y no se "
        "pasa a nadie.",
        f"Cuánto tiempo: los clips que nadie guarda, {drafts}; lo que acompaña a una denuncia, {evidence} "
        "tras la "
        "decisión; todo lo demás, hasta que lo borres.",
        "Tus derechos: verlo, llevártelo, parar todo uso y destruirlo (primero se va la clave, y con ella "
        "cada copia): /cameo me, /cameo export, /cameo pause, /cameo erase.",
    )


def _language_shown(notice: notices.LanguageShown) -> str:
    if notice.chosen is None:
        return "Te escribo en el idioma de tu aplicación, si lo hablo."
    return f"Te escribo en {LANGUAGES.get(notice.chosen, notice.chosen)}."


WORDINGS: Mapping[str, Wording] = {
    "me_shown": _me_shown,
    "enrolment_shown": _enrolment_shown,
    "export_offered": _export_offered,
    "language_shown": _language_shown,
    "privacy_notice": _privacy_notice,
}
