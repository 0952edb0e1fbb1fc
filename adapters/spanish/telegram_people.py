"""Oneself and one's account on Telegram: setting up, what one allows, menus, help."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.hello": "¡Hola! Hago clips contigo y con tus amigos, y solo si todos los que salen están de "
    "acuerdo.\n• /setup hace tu doble digital, en vivo, en pocos minutos.\n• /make hace un clip; también "
    "@{bot}, en cualquier chat, con quién sale y qué pasa.\n• /help te cuenta lo demás.",
    "telegram.go.setup": "🎥 Hacer mi doble digital",
    "telegram.go.privacy-notice": "🔒 Qué se guarda de mí",
    "telegram.setup.how": "Graba aquí, en este chat, un videomensaje redondo, o un vídeo con tu cámara, de "
    "{limit} MB como mucho. Tiene que ser nuevo: los vídeos reenviados o enviados como archivo no cuentan. "
    "Solo lo vemos tú y yo. Borro lo que me llega; tu mensaje se queda en este chat hasta que lo borres.",
    "telegram.back": "◀ Atrás",
    "telegram.language.own": "El de mi aplicación",
    "telegram.language.en": "English",
    "telegram.language.de": "Deutsch",
    "telegram.language.es": "Español",
    "telegram.menu.setup": "Hacer tu doble digital en vivo, o renovarlo.",
    "telegram.menu.link": "Ser la misma persona aquí y en otra plataforma.",
    "telegram.menu.language": "Elegir el idioma en que te escribo.",
    "telegram.menu.export": "Llevarte lo que este servicio sabe de ti, en un archivo.",
    "telegram.menu.erase": "Destruir tu doble digital y todo lo que se sabe de ti. Antes se te pregunta.",
    "telegram.menu.paysupport": "Recibir ayuda con un pago.",
    "telegram.menu.settings": "Decidir cómo se hacen clips en este grupo.",
    "telegram.bot.description": "Tú y tus amigos en clips de IA, solo con consentimiento.\n\nHaz tu doble "
    "digital una vez, en vivo, en pocos minutos. Decide quién puede usarlo y para qué. Después escribe un "
    "prompt aquí o en cualquier chat, y todos los que salen pueden decir sí o no. Bórrate cuando quieras.",
    "telegram.bot.short": "Tú y tus amigos en clips de IA, solo con consentimiento.",
    "telegram.help": "Escribe quién sale en el clip y qué pasa, aquí, o detrás de @{bot} en cualquier "
    "chat:\n@Self en una playa al atardecer, saluda y dice «Wish you were here!»\nUn buen prompt tiene "
    "cinco partes: quién, qué hace, la cámara, el lugar, el estilo.",
    "telegram.boundaries": "En qué no quieres salir. Pulsa un límite para ponerlo o quitarlo.",
    "telegram.boundaries.own": "✍️ Con mis palabras",
    "telegram.boundaries.write": "¿En qué no quieres salir? Escríbelo en pocas palabras, por ejemplo: sin "
    "arañas",
    "telegram.friends.ask": "¿Quieres preguntar a {name} si puedes usar su doble digital? Escribe lo que "
    "le dices.",
    "telegram.friends.send": "📨 Preguntar sin palabras",
    "telegram.friends.pass_on": "📨 Enviarle la pregunta",
    "telegram.friends.come": "Me gustaría hacer clips contigo. Aquí decides tú:",
    "telegram.receipts.file": "📄 Todo en un archivo",
    "telegram.ask.appeal": "¿Por qué es un error la sanción? Escríbelo con tus palabras.",
    "telegram.ask.redeem": "¿Qué código te deja entrar? Escríbelo como lo recibiste.",
    "telegram.report.how": "Responde al mensaje de un clip, o de alguien, con /report. O escribe /report y "
    "el número del clip, o un nombre.",
    "telegram.report.what": "¿Qué está mal?",
    "telegram.report.words": "¿Qué pasó? Escríbelo con tus palabras. Solo lo leen los operadores de este "
    "servicio.",
    "telegram.report.send": "🚩 Enviar sin palabras",
    "telegram.character.send": "Envíame de una a {most} imágenes suyas, juntas o una tras otra, nítidas y "
    "con un fondo liso.",
    "telegram.character.more": "Llegó la imagen {number}. Envía más, hasta {most}, o pulsa el botón cuando "
    "estén todas.",
    "telegram.character.done": "✅ Están todas",
    "telegram.friends.who": "¿A quién te refieres? Escribe /{command} y su @nombre, o responde a un "
    "mensaje suyo con /{command}.",
    "telegram.friends.contact": "O comparte aquí su contacto conmigo.",
    "telegram.invite.pass_on": "📨 Enviarla a alguien",
    "telegram.invite.come": "Con esto entras y podemos hacer clips juntos:",
}
