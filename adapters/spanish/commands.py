"""The commands, explained."""

from adapters.manual import Manual
from bot.commands.characters import KINDS as CHARACTERS
from bot.commands.complaints import KINDS as COMPLAINTS

ABOUT = {
    "setup": "Hacer tu doble, en vivo, o renovarlo.",
    "ask": "Preguntar a alguien si puedes usar su doble.",
    "allow": "Permitir a alguien usar tu doble, o aceptar su petición: el tiempo, las veces y el lugar que "
    "digas.",
    "deny": "Decir que no a una petición abierta.",
    "revoke": "Retirar lo que permitiste. Los clips contigo que están en marcha se detienen y los "
    "borradores se destruyen; los clips guardados se quedan hasta que los borres.",
    "block": "No tener nada que ver con alguien: retira lo que le permitiste, y no vuelves a oír de sus "
    "peticiones. Esa persona no se entera.",
    "unblock": "Volver a admitir a alguien, hasta donde lo permitan tus ajustes.",
    "friends": "Ver a quién le permites qué, quién te lo permite a ti, las peticiones abiertas y a quién "
    "has bloqueado.",
    "profile": "Ver si alguien tiene un doble y si puedes usarlo.",
    "visibility": "Decidir quién puede encontrarte aquí; los demás leen que no existes.",
    "notify": "Decidir cuándo te enteras de los clips contigo. Las preguntas y las advertencias llegan "
    "siempre.",
    "usage": "Decidir quién puede incluirte.",
    "approval": "Decidir si los clips contigo esperan tu sí: a las palabras, al clip terminado o a ambos.",
    "boundary": "Decir con tus palabras, o con el nombre de un límite ya hecho, en qué no quieres salir.",
    "make": "Hacer un clip. O escribe sin más a quienes salen en él.",
    "preflight": "Ver el precio, tu lugar en la cola y quién tiene que aprobarlo; no hace nada.",
    "cancel": "Cancelar un clip en marcha; los créditos vuelven.",
    "status": "Ver cómo van tus clips.",
    "keep": "Guardar un borrador; el que nadie guarda desaparece a las 24 horas.",
    "delete": "Borrar un clip que hiciste o en el que sales.",
    "approve": "Aprobar un clip en el que sales.",
    "reject": "Decir que no a un clip en el que sales; nadie más lo ve.",
    "balance": "Ver tus créditos y sus movimientos.",
    "packs": "Ver qué créditos se pueden comprar aquí.",
    "gift": "Regalar a alguien algunos de tus créditos.",
    "invite": "Recibir un código que deja entrar a una persona, donde este servicio va con invitación.",
    "redeem": "Entrar con un código.",
    "link": "Vincular otra cuenta tuya, o ver cuáles lo están.",
    "unlink": "Separar una cuenta vinculada: empieza de nuevo, sin nada.",
    "waitlist": "Ponerte en la lista de espera, o ver tu lugar.",
    "settings": "Ver qué permites y a quién.",
    "me": "Ver tu doble y todo lo que permites, con botones para grabar otra vez, pausar, exportar o borrar.",
    "pause": "Que nadie más pueda usar tu doble hasta que lo reanudes. Los clips contigo que están en "
    "marcha terminan; lo que permites se guarda para después.",
    "resume": "Que tu doble se pueda usar otra vez como lo tienes ajustado.",
    "character": "Hacer una mascota, un objeto o un personaje a partir de una a cuatro "
    "imágenes adjuntas, para que actúe como uno más. TIPO es uno de: " + CHARACTERS + "; "
    '`licensed` necesita --licensed y --credit "QUIÉN".',
    "receipts": "Ver lo que está anotado sobre ti: cada uso de tu doble y el consentimiento en que se basó.",
    "export": "Llevarte en un archivo lo que este servicio sabe de ti.",
    "privacy": "Leer quién lleva este servicio, qué guarda de ti, cuánto tiempo y cómo ponerle fin.",
    "report": "Decir a los operadores de este servicio qué rompe las reglas; nadie más "
    "se entera de que fuiste tú. TIPO es uno de: " + COMPLAINTS + ".",
    "standing": "Ver tus faltas y sanciones, con sus motivos y cuándo terminan.",
    "appeal": "Pedir a los operadores que miren otra vez una sanción, una vez por cada una.",
    "erase": "Destruir tu doble y todo lo que se sabe de ti.",
    "help": "Explicar todo esto, o un comando.",
}
STANDS_FOR = {
    "@friend": "@nombre",
    "@person": "@nombre",
    "@NAME": "@NOMBRE",
    "@NEW": "@NUEVO",
    "CLIP": "CLIP",
    "CODE": "CÓDIGO",
    "COMMAND": "COMANDO",
    "CREDITS": "CRÉDITOS",
    "DATE": "FECHA",
    "KIND": "TIPO",
    "N": "N",
    "PENALTY": "SANCIÓN",
    "PLATFORM": "PLATAFORMA",
    "PROMPT": "PROMPT",
    "TEXT": "TEXTO",
    "WHY": "MOTIVO",
    "message": "mensaje",
    "or": "o",
    "what is wrong": "qué está mal",
}
EXAMPLES = {
    "ask": "/cameo ask @ada ¿Un clip de cumpleaños para ti?",
    "boundary": "/cameo boundary add nada de arañas",
    "make": "@Self en una playa al atardecer, saluda y dice “Wish you were here!”",
    "preflight": "/cameo preflight @Self y @ada como astronautas en Marte",
    "gift": "/cameo gift @ada 50 ¡Feliz cumpleaños!",
    "report": "/cameo report @ada harassment sigue preguntando aunque dije que no",
    "appeal": "/cameo appeal Era de atrezo, no un arma",
}
MANUAL = Manual(
    about=ABOUT,
    stands_for=STANDS_FOR,
    examples=EXAMPLES,
    example="Por ejemplo:",
    beginning="Escribe quién sale en el clip y qué pasa:\n  {example}\n"
    "Un buen prompt tiene cinco partes: quién, qué hace, la cámara, el lugar, el estilo.",
)
