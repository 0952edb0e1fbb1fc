"""Tarjetas y clips que se envían tras el nombre del bot en cualquier chat de Telegram."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.inline.welcome.title": "Qué sé hacer",
    "telegram.inline.welcome": "Hago clips cortos contigo y con tus amigos, con el sí de todos. En cualquier "
    "chat, escribe mi nombre, el @nombre de un amigo y qué pasa.",
    "telegram.inline.asks": "Créditos: {price} · {seconds} s · con {cast} · antes pregunta a {who}",
    "telegram.inline.free": "Créditos: {price} · {seconds} s · con {cast} · no hay que preguntar a nadie",
    "telegram.inline.begins": "🎬 {prompt}\nEmpieza en un momento.",
    "telegram.inline.soon": "⏳ En un momento",
    "telegram.inline.waits": "Empieza en un momento. Si no pasa nada, quien me gestiona tiene que activar "
    "«inline feedback» en @BotFather.",
    "telegram.inline.elsewhere": "Esta tarjeta ya se había enviado: el clip llega allí.",
    "telegram.inline.look": "🎞️ Ver cómo va",
    "telegram.inline.refused": "De esto no ha salido nada, y no se ha cobrado nada.",
    "telegram.inline.why": "¿Por qué? (para quien lo envió)",
    "telegram.inline.nobody_named": "Di quién sale: @me, o el @nombre de un amigo",
    "telegram.inline.not_to_cast": "Nadie con ese nombre que puedas incluir",
    "telegram.inline.no_likeness": "Primero graba tu doble digital",
    "telegram.inline.too_few_credits": "No tienes créditos suficientes para eso",
    "telegram.inline.go_on": "Sigue, ¿qué pasa? {names}",
    "telegram.inline.no_storage": "Quien me gestiona no ha preparado los clips en chats",
    "telegram.inline.ask_me": "Así no. Pregúntame en nuestro chat privado",
}
