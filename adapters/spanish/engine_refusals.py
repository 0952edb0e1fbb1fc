"""What the engine refuses, by code, and what the checks on a prompt and the reader of commands say."""

from collections.abc import Mapping

RECORDINGS: Mapping[str, str] = {
    "not_a_video": "Esto no es un vídeo que se pueda leer. Envía una grabación en MP4, MOV o WebM.",
    "truncated": "La grabación está dañada o se cortó por el camino. Envíala otra vez, por favor.",
    "too_large": "La grabación es demasiado grande. Se pueden leer hasta 200 MB y 4K.",
    "too_long": "La grabación dura más de 60 segundos; lo adecuado es de 10 a 20 segundos.",
    "too_short": "La grabación dura menos de 5 segundos; lo adecuado es de 10 a 20 segundos.",
    "too_small": "La imagen es demasiado pequeña. El lado más corto necesita al menos 240 píxeles.",
    "no_face": "No se ve ninguna cara, o no todo el tiempo. Mantén toda tu cara dentro de la imagen.",
    "two_faces": "Se ve más de una cara. Grábate a solas.",
    "faces_change": "La grabación muestra a personas distintas. Tiene que ser la misma de principio a fin.",
    "face_too_small": "Tu cara es demasiado pequeña en la imagen. Acércate.",
    "too_dark": "Está demasiado oscuro para ver tu cara. Ponte de cara a una ventana o a una lámpara.",
    "still_image": "Esto parece una imagen fija. Grábate en vivo, con movimiento y hablando.",
    "mouth_still": "La boca no se mueve con las palabras. Habla tú a la cámara.",
    "wrong_turns": "Los giros de cabeza no son los que se pidieron, o no en ese orden.",
    "wrong_turns.mirrored_turns": "En los giros de cabeza, la izquierda y la derecha están cambiadas. Si tu "
    "cámara graba en espejo (a veces pasa con los mensajes redondos), desactívalo o envía un vídeo desde tu "
    "aplicación de cámara; la izquierda es tu propia izquierda.",
    "wrong_phrase": "No se oyeron las palabras pedidas. Léelas en voz alta y clara en un lugar tranquilo.",
    "silent": "No se oye a nadie hablar. Comprueba el micrófono y lee la frase en voz alta.",
}
PICTURES: Mapping[str, str] = {
    "not_a_picture": "Esto no es una imagen que se pueda leer. Envía una imagen PNG, JPEG o WebP.",
    "picture_too_large.megapixels": "La imagen es demasiado grande. Se pueden leer hasta 20 MB y 40 "
    "megapíxeles: hazla más pequeña y envíala otra vez.",
    "picture_too_small": "La imagen es demasiado pequeña. El lado más corto necesita al menos 200 píxeles.",
    "scene_shows_a_person": "En la imagen de la escena se ve una cara. Nadie sale sin dar su "
    "consentimiento: envía la imagen de un lugar sin gente, o describe el lugar con palabras.",
    "scene_not_allowed": "La imagen de la escena parece un desnudo, y eso aquí no se permite. Envía otra, o "
    "describe el lugar con palabras.",
    "human_face": "En una imagen se ve una cara humana. Los personajes no son personas: deja a la gente "
    "fuera de la imagen; para salir tú en clips, escribe /cameo setup.",
    "picture_not_allowed": "Una imagen parece un desnudo, y eso aquí no se permite. Envía otra.",
    "picture_blurred": "Una imagen está demasiado borrosa. Mantén quieta la cámara, con buena luz, y "
    "envíala otra vez.",
    "no_outline": "El personaje no se distingue de lo que tiene detrás. Ponlo delante de una pared lisa, "
    "entero en la imagen, o envía un PNG con fondo transparente.",
    "character_too_small": "El personaje es demasiado pequeño en la imagen. Acércate y envíala otra vez.",
}
RENDERING: Mapping[str, str] = {
    "line_too_long.line": "Decir la frase lleva {needed:n} s, pero solo hay {seconds:n} s. Pide al menos "
    "{needed:n} segundos, o dilo con menos palabras.",
    "line_too_long.lines": "Decir las frases lleva {needed:n} s, pero solo hay {seconds:n} s. Pide al menos "
    "{needed:n} segundos, o dilo con menos palabras.",
    "line_unspeakable": "La frase “{text}” no tiene palabras que se puedan decir. Escríbela con palabras "
    "inglesas.",
    "role_without_cast": "Nadie hace de {role}.",
    "likeness_too_short": "La grabación de {role} es demasiado corta para mostrarla.",
    "engine_failed.gave_up": "El motor falló mientras trabajaba en esto.",
    "engine_failed.unreadable_job": "Este motor no puede leer el encargo.",
    "vault_unwritable": "No se pudo guardar el resultado: la caja fuerte no admite nada.",
    "vault_unreadable": "No se pudo abrir un archivo sellado que hace falta para esto.",
    "likeness_unreadable": "Un doble es de otra versión; grábalo de nuevo.",
    "weights_missing": "El motor no está completo: falta un archivo de modelo.",
    "engine_too_small": "La memoria del motor es demasiado pequeña para este clip. "
    "Prueba con uno más corto o en 720p.",
    "renderer_unknown": "El motor no puede trabajar de la manera que está ajustada.",
}
CHECKS: Mapping[str, str] = {
    "minors.strike": "Nunca se hace nada sexual con menores, ni en serio ni en broma.",
    "minors.refuse": "No se muestra a niños en escenas románticas, de violencia, de peligro o con drogas. "
    "Una escena familiar sí se puede.",
    "sexual.strike": "No se hace nada sexual con personas reales. Un baile, una cita o una boda sí se puede.",
    "sexual.refuse": "No se muestra a nadie desnudo ni desvistiéndose. La ropa de baño en la playa sí se "
    "puede.",
    "self_harm.refuse": "No se muestra a nadie haciéndose daño. Si se trata de ti o de alguien que conoces, "
    "por favor, habla con alguien ahora: findahelpline.com reúne a personas que escuchan, en todos los "
    "países.",
    "gore.refuse": "No se muestra cómo matan, torturan o hieren gravemente a nadie. Un duelo, una "
    "persecución o un monstruo sin sangre sí se puede.",
    "hate.refuse": "No se hace nada que rebaje a las personas por ser quienes son. Deja fuera al grupo.",
    "hate.strike": "No se hace nada que llame al odio o lo glorifique. Una lección de historia sí se puede.",
    "harassment.strike": "Aquí no se amenaza a nadie. Una discusión por los platos sí se puede.",
    "harassment.refuse": "No se hace nada para insultar, amenazar o avergonzar a alguien. Una broma que esa "
    "persona contaría de sí misma sí se puede.",
    "illegal.refuse": "No se hace nada que enseñe a cometer un delito, ni a personas reales cometiéndolo. "
    "Una detective en plena investigación sí se puede.",
    "illegal.approval": "Esto muestra a personas al otro lado de la ley, así que antes tienen que aprobarlo "
    "todas las que salen.",
    "fraud.refuse": "No se hace nada para engañar a la gente, llegar a su dinero o hacerse pasar por una "
    "autoridad. Un sketch que se vea que lo es sí se puede.",
    "jailbreak.refuse": "Las comprobaciones no se quitan hablando. Di solo lo que se tiene que ver y oír.",
    "public_figure.refuse": "En un clip solo sale quien tiene aquí un doble, no figuras públicas. Una "
    "estrella, una presidenta o un campeón inventados sí se puede.",
    "copyright.refuse": "No se hacen personajes, mundos ni estilos que son de otros. Describe algo tuyo: un "
    "héroe enmascarado, una escuela de magia, un aire de dibujo a mano.",
    "political.refuse": "No se hace nada que le diga a la gente qué votar. Deja fuera las elecciones.",
    "political.approval": "Esto toma partido en una cuestión política, así que antes tienen que aprobarlo "
    "todas las personas que salen.",
    "brand.approval": "Una marca puede parecer publicidad de quienes salen, así que antes tienen que "
    "aprobarlo todas esas personas.",
    "weighty_words.approval": "Tomadas en serio, estas palabras tendrían consecuencias, así que antes "
    "tienen que aprobarlo todas las personas que salen.",
    "intimacy.approval": "Esto es íntimo, así que antes tienen que aprobarlo todas las personas que salen.",
    "unchecked.approval": "Una de las comprobaciones no contesta ahora, así que antes tienen que aprobarlo "
    "todas las personas que salen.",
    "unchecked.refuse": "Una de las comprobaciones no contesta ahora. Inténtalo de nuevo en unos minutos, "
    "por favor.",
}
LINES: Mapping[str, str] = {
    "not_understood.too_long": "Son {length:n} caracteres; como mucho pueden ser {limit:n}. Acórtalo.",
    "not_understood.unaddressed": "Di quién sale en el clip y qué pasa, por ejemplo: {example}. `/cameo "
    "help` explica más.",
    "not_understood.unknown": "No hay ningún comando “{word}”. `/cameo help` los muestra.",
    "not_understood.unknown_near": "No hay ningún comando “{word}”. ¿Querías decir `/cameo {meant}`? "
    "{meant:about}",
    "not_understood.nobody": "Di de quién se trata.",
    "not_understood.no_name": "Ese no es un nombre que pueda leer.",
    "not_understood.no_prompt": "Di qué pasa en el clip.",
    "not_understood.no_clip": "Ese no es el número de un clip.",
    "not_understood.no_amount": "Di cuántos créditos.",
    "not_understood.no_code": "Escribe el código detrás.",
    "not_understood.nothing_reported": "Di qué clip, por su número, o quién.",
    "not_understood.no_kind_of_report": "Di qué está mal, una de estas: {kinds}.",
    "not_understood.no_reason": "Di por qué es un error.",
    "not_understood.of_not_last": "Escribe `--of` y el personaje al final del todo.",
    "not_understood.no_limit": "“{words}” no es una condición que conozca.",
    "not_understood.no_limit_named": "“{words}” no es una condición que conozca; `/cameo boundary presets` "
    "muestra los límites.",
    "not_understood.no_date": "Escribe una fecha como 2026-12-31.",
    "not_understood.no_clips_at_all": "Para no permitir ningún clip está `/cameo deny`.",
    "not_understood.no_usage": "Elige una de estas: only me, approved, mutuals, everyone.",
    "not_understood.no_visibility": "Elige una de estas: nobody, approved, mutuals, everyone.",
    "not_understood.no_notify": "Elige una de estas: each use, published, digest, none.",
    "not_understood.no_approval": "Elige una de estas: never, before render, before publish, both.",
    "not_understood.no_boundary_verb": "Di add, remove, list o presets.",
    "not_understood.no_character_verb": "Di add, pictures, rename, remove o list.",
    "not_understood.no_character_name": "Di su nombre, por ejemplo `@rex`.",
    "not_understood.no_character_kind": "Di qué es, una de estas: {kinds}.",
    "not_understood.no_seconds": "`--seconds` necesita un número.",
    "not_understood.no_style": "`--style` es una de estas: {styles}.",
    "not_understood.no_option": "No hay ninguna opción --{name}; están --seconds, --style, --pro y "
    "--standard.",
    "not_understood.usage": "{what} Escribe `/cameo {command:usage}`, por ejemplo: {command:example}",
}
FRAMES: Mapping[str, str] = {"in_scene": "Escena {in_scene:n}: {what}"}
