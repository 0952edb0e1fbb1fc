"""What is said to a group, and to those who run it: welcome, settings and their buttons."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.group.welcome": "¡Hola! Hago clips contigo y con tus amigos, y solo con el permiso de todos "
    "los que salen. Escribe `/cameo make @Self surfea una ola gigante`, o mencióname. Quien administra "
    "este grupo decide con `/cameo settings` quién puede.",
    "telegram.group.anonymous": "No veo quién eres mientras escribes como el grupo. Desactiva “Mantener "
    "anonimato” para ti, e inténtalo otra vez.",
    "telegram.group.not_yours": "Eso solo pueden hacerlo los administradores del grupo. Pídeselo a uno.",
    "telegram.group.administrators": "administradores",
    "telegram.group.title": "«{title}»",
    "telegram.group.topic": "tema {number}",
    "telegram.group.whole": "este grupo",
    "telegram.group.pause": "⏸️ Pausar los clips",
    "telegram.group.resume": "▶️ Seguir con los clips",
    "telegram.group.makers": "👥 Quién puede pedir",
    "telegram.group.makers.choose": "¿Quién puede pedir clips? Los administradores siempre pueden.",
    "telegram.group.makers.all": "Todo el mundo",
    "telegram.group.makers.admins": "Solo administradores",
    "telegram.group.topics": "💬 Temas",
    "telegram.group.topics.choose": "¿En qué temas se pueden pedir clips? Escribe /settings en un tema "
    "para elegirlo aquí.",
    "telegram.group.topics.all": "En todos",
    "telegram.group.topics.add": "En este tema",
    "telegram.group.topics.drop": "No en este tema",
    "telegram.group.member": "🔢 Tope por persona",
    "telegram.group.member.choose": "¿Cuántos clips puede pedir aquí cada persona en 24 horas?",
    "telegram.group.place": "🔢 Tope para todos",
    "telegram.group.place.choose": "¿Cuántos clips se pueden pedir aquí entre todos en 24 horas?",
    "telegram.group.unlimited": "Sin tope",
    "telegram.group.speak": "🌐 Idioma",
    "telegram.group.speak.choose": "¿En qué idioma se habla aquí a todo el mundo? Las respuestas privadas "
    "van en el de cada persona.",
    "telegram.group.gate": "🚫 Asuntos",
    "telegram.group.gate.choose": "¿Qué asuntos quedan fuera de este grupo? Lo que se rechaza en todas "
    "partes sigue rechazado.",
    "telegram.group.usual": "🎬 Lo habitual",
    "telegram.group.usual.choose": "¿Qué significa aquí una petición cuando no lo dice? Las frases que "
    "necesiten más la tienen.",
    "telegram.group.usual.draft": "Primero para quien pide",
    "telegram.group.usual.posted": "Para todos al momento",
    "telegram.group.usual.reset": "Como en todas partes",
    "telegram.group.export": "📦 Exportar 30 días",
}
