"""Making clips on Discord: commands, forms, and what is said beside notices."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "make.about": "Hacer un clip contigo y con tus amigos. Ves el precio antes de gastar nada.",
    "make.prompt": "Quién sale, qué pasa y “lo que se dice”. @Self eres tú.",
    "make.seconds": "Cuánto dura, en segundos.",
    "make.resolution": "Lo grande que es la imagen.",
    "make.resolution.standard": "Standard, 720p",
    "make.resolution.pro": "Pro, 1080p: cuesta más, más parecido",
    "make.style": "Qué aspecto tiene.",
    "make.style.photo": "Como una foto",
    "make.style.cinematic": "Como en el cine",
    "make.style.documentary": "Documental",
    "make.style.graphic": "Dibujado",
    "make.with": "Hasta dos personas que puedas incluir, como @mia @bo.",
    "make.role1": "De qué hace la primera, por ejemplo: astronauta",
    "make.role2": "De qué hace la segunda.",
    "make.draft": "Sí: el clip lo recibes solo tú y lo compartes cuando quieras. No: llega aquí.",
    "compose.about": "Escribir un prompt en sus cinco partes: quién, acción, cámara, lugar, estilo.",
    "compose.title": "Un clip en cinco partes",
    "compose.subject": "Quién sale",
    "compose.subject.hint": "@Self como detective y @mia como sospechosa",
    "compose.action": "Qué pasa y qué se dice",
    "compose.action.hint": "@Self se gira hacia la ventana y dice “It was you!”",
    "compose.camera": "Cámara",
    "compose.camera.hint": "primer plano lento",
    "compose.environment": "Dónde es",
    "compose.environment.hint": "en una oficina oscura, lluvia en la ventana",
    "compose.style": "Estilo",
    "compose.style.hint": "como en el cine",
    "remix.menu": "Hacer un remix de este clip",
    "remix.title": "Hacer un remix de este clip",
    "edit.title": "Cambiar el prompt",
    "edit.prompt": "Qué pasa esta vez",
    "edit.prompt.hint": "Si no nombras a nadie, salen las mismas personas.",
    "listen.private": "Eso queda entre tú y yo: usa aquí el comando, y la respuesta la lees solo tú, o "
    "escríbemelo a solas.",
    "listen.nothing": "Mencióname y di quién sale en el clip: @Self en una playa al atardecer, saluda. "
    "`/cameo help` explica más.",
}
