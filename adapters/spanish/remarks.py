"""What bot and engine say in English without a code, by the English words."""

from collections.abc import Mapping

from bot.penalties import WHY

ADVICE: Mapping[str, str] = {
    "Your face is dark: face a window or a lamp.": "Tu cara está oscura: ponte de cara a una ventana o a "
    "una lámpara.",
    "Your face is overexposed: turn a little away from the light.": "Tu cara está sobreexpuesta: apártate "
    "un poco de la luz.",
    "The light comes from one side: even, natural light works best.": "La luz viene de un lado: lo mejor es "
    "una luz natural y uniforme.",
    "The picture is soft: clean the lens and hold the camera still.": "La imagen está poco nítida: limpia "
    "la lente y mantén quieta la cámara.",
    "Your face is small: come closer, so that head and shoulders fill the picture.": "Tu cara es pequeña: "
    "acércate hasta que la cabeza y los hombros llenen la imagen.",
    "The camera is very close, which widens the face: hold it at arm's length.": "La cámara está muy cerca, "
    "y eso ensancha la cara: sostenla a un brazo de distancia.",
    "Your shoulders are cut off at the side: sit in the middle, a little further away.": "Tus hombros "
    "quedan cortados a un lado: siéntate en el centro, un poco más lejos.",
    "Turn your head a little to both sides for a livelier likeness.": "Gira un poco la cabeza a ambos "
    "lados, y tu doble tendrá más vida.",
    "There is no speech, so a stock voice will speak for you: read something aloud.": "No se oye hablar, "
    "así que una voz genérica hablará por ti: lee algo en voz alta.",
    "use a plain background, or a PNG with a transparent one: the outline is a guess now": "Usa un fondo "
    "liso, o un PNG con fondo transparente: ahora el contorno es una suposición.",
    "show all of it: what the picture's lower edge cuts off stays off": "Muéstralo entero: lo que corta el "
    "borde inferior de la imagen tampoco se verá en el clip.",
    "use a sharper picture": "Usa una imagen más nítida.",
    "use a larger picture: at least 720 pixels high looks best": "Usa una imagen más grande: se ve mejor "
    "con al menos 720 píxeles de alto.",
}
NOTES: Mapping[str, str] = {
    "No sound bed for {place}; a quiet room instead.": "No hay sonido de fondo para {place}; en su lugar, "
    "una habitación en silencio.",
    "No sound for {what}: it happens silently.": "No hay sonido para {what}: ocurre en silencio.",
    "No scene for {place}: a neutral stage.": "No hay escenario para {place}: es un fondo neutro.",
    "{what} is not shown: the recording holds head and shoulders only.": "{what} no se ve: la grabación "
    "solo tiene cabeza y hombros.",
    "{what} is not shown: a character is a picture that hops and leans.": "{what} no se ve: un personaje es "
    "una imagen que salta y se inclina.",
    "{role} speaks without lips: a stock voice, and it hops to the words.": "{role} habla sin labios: con "
    "una voz genérica, y salta al ritmo de las palabras.",
    "{role}: a neutral stock voice, since no voice is known ({voice}).": "{role}: una voz genérica neutra, "
    "porque no se conoce ninguna ({voice}).",
    "{role}: a stock voice near theirs, at their pitch ({voice}).": "{role}: una voz genérica parecida a la "
    "suya, en su tono ({voice}).",
    "{role}: a neutral stock voice, since no voice is known, from the small spare synthesiser.": "{role}: "
    "una voz genérica neutra del pequeño sintetizador de reserva, porque no se conoce ninguna.",
    "{role}: a stock voice, from the small spare synthesiser.": "{role}: una voz genérica del pequeño "
    "sintetizador de reserva.",
}
STRIKES: Mapping[str, str] = {
    "minors": "contenido no permitido sobre menores",
    "minor": "contenido no permitido sobre menores",
    "sexual": "contenido sexual",
    "gore": "contenido violento",
    "violence": "contenido violento",
    "hate": "contenido de odio",
    "harassment": "acoso",
    "self_harm": "contenido sobre autolesiones",
    "illegal": "contenido sobre quebrantar la ley",
    "fraud": "contenido que engaña a la gente",
    "deception": "contenido que engaña a la gente",
    "impersonation": "hacer que alguien diga o haga lo que no dijo ni hizo",
    "public_figure": "mostrar a una figura pública que no está aquí",
    "copyright": "usar lo que es de otra persona",
    "brand": "usar lo que es de otra persona",
    "me_without_consent": "mostrar a alguien que no lo aceptó",
    "jailbreak": "intentar saltarse las reglas",
    "false_report": "una denuncia hecha para perjudicar a alguien",
}
"""By code, after "por:"."""
OTHERWISE = {"a breach of the rules": "romper las reglas"}
SUBJECTS: Mapping[str, str] = {
    "romance": "romance",
    "violence": "violencia",
    "politics": "política",
    "weapons": "armas",
    "alcohol": "alcohol",
    "nudity": "desnudos",
    "commercial": "fines comerciales",
    "fake statements": "declaraciones falsas",
    "crude humour": "humor grosero",
    "endorsements": "publicidad y recomendaciones",
}
"""What boundaries with a name of their own are about."""
REASONS: Mapping[str, str] = {WHY[code]: said for code, said in STRIKES.items()} | OTHERWISE
REMARKS: Mapping[str, str] = {**ADVICE, **NOTES}
