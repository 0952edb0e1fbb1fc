"""What the bot refuses, by code; forms of facts stand in `sentences`."""

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    # coming in
    "already_in": "Ya estás dentro: escribe `/cameo setup` para hacer tu doble.",
    "invite_needed": "A este servicio se entra con invitación. `/cameo redeem CODE` te deja entrar, `/cameo "
    "waitlist` te pone en la lista de espera.",
    "invite_only": "A este servicio se entra con invitación. Pide un código a alguien que esté dentro y "
    "escribe `/cameo redeem CODE`.",
    "invite_unknown": "Este código no deja entrar a nadie: está mal escrito, gastado o caducado. Pide otro.",
    "nothing_to_wait_for": "Aquí no hay lista de espera. Pide un código a alguien que esté dentro y escribe "
    "`/cameo redeem CODE`.",
    "open_to_all": "Aquí nadie necesita invitación. Diles a tus amigos que escriban `/cameo setup`.",
    "server_needed": "Este servicio es para los miembros de ciertos servidores. Escríbele desde uno de "
    "ellos, o usa un código.",
    "too_many_attempts": "Eso se ha intentado demasiadas veces en poco tiempo. Espera un rato y vuelve a "
    "intentarlo.",
    "too_many_invites": "Ya has dado las {limit:n} invitaciones que tiene cada persona. Gracias por traer "
    "amigos.",
    "unknown_invite": "Esa invitación no existe. `cameo admin invites list` las muestra.",
    # characters
    "attribution_needed": "Di a quién hay que nombrar allí donde se vea un personaje con licencia: "
    '`--credit "© Ada Studio"`.',
    "attribution_too_long": "Lo que hay que nombrar puede tener {limit:n} caracteres como mucho. Acórtalo.",
    "handle_taken": "Aquí ya hay alguien que se llama {handle}. Elige otro nombre.",
    "handle_unusable": "El nombre necesita de {least:n} a {most:n} letras, cifras, `_`, `.` o `-`, por "
    "ejemplo `@rex`.",
    "licence_needed": "Un personaje con licencia necesita el permiso de su propietario. Si lo tienes, "
    "añádelo con `--licensed`.",
    "picture_too_large": "Una imagen pesa más de {limit:n} MB. Hazla más pequeña y envíala otra vez.",
    "pictures_needed": "Adjunta a este comando de una a {most:n} imágenes del personaje (PNG, JPEG o WebP).",
    "pictures_running": "Sus últimas imágenes todavía se están mirando. Espera la respuesta antes de enviar "
    "otras.",
    "too_many_characters": "Tienes {limit:n} personajes, no puede haber más. Quita uno antes: `/cameo "
    "character list`.",
    "too_many_pictures": "Basta con una a {most:n} imágenes. Envía las mejores.",
    "unknown_character": "No tienes ningún personaje que se llame {name}. `/cameo character list` muestra "
    "los tuyos.",
    # clips
    "cannot_cancel": "Este clip ya no se puede cancelar; cómo está: {state:state}.",
    "cannot_keep": "Solo se puede guardar un borrador; cómo está este clip: {state:state}.",
    "cannot_share": "Solo se puede compartir un clip terminado; cómo está este: {state:state}. `/cameo "
    "status` muestra cómo va.",
    "clip_too_long": "Un clip {tier:tier} dura {longest:n} segundos como mucho; este duraría {seconds:n}. "
    "Acórtalo.",
    "nobody_cast": "Di quién sale en el clip: `@Self` eres tú, y a tus amigos los nombras con su @nombre.",
    "nothing_to_see": "Este clip ya no tiene archivo; cómo está: {state:state}.",
    "nowhere_to_share": "Pediste este clip aquí, donde no lee nadie más. Compártelo en el canal en el que "
    "lo quieras.",
    "shared_already": "Este clip ya está en esa conversación. Compártelo en otra en la que no esté.",
    "too_large_to_post": "Este clip es demasiado grande para publicarlo aquí. Ábrelo donde se permitan "
    "archivos más grandes, o hazlo más corto.",
    "scene_too_large": "La imagen de la escena pesa más de {limit:n} MB. Hazla más pequeña, o describe el "
    "lugar con palabras.",
    "scene_too_long": "La escena {number:n} dura {seconds:n} segundos, y una escena {tier:tier} {longest:n} "
    "como mucho. Acórtala o divídela.",
    "storyboard_too_long": "Las escenas duran juntas de {shortest:n} a {longest:n} segundos, y las tuyas "
    "{seconds:n}. Quita alguna.",
    "storyboard_too_short": "Las escenas duran juntas de {shortest:n} a {longest:n} segundos, y las tuyas "
    "{seconds:n}. Hazlas más largas.",
    "too_many_clips": "Ya tienes {limit:n} clips en marcha. Espera a que acabe uno, o cancélalo con `/cameo "
    "cancel`.",
    "unknown_link": "Aquí ya no se muestra nada. En el chat, `/cameo clips` muestra lo que puedes ver.",
    "unknown_clip": "No tienes ningún clip así. `/cameo status` muestra los tuyos.",
    "wrong_length": "Aquí no se hacen clips de esa duración.",
    # what others allow
    "boundary_empty": "Di en pocas palabras en qué no quieres salir, por ejemplo “violencia”.",
    "boundary_too_long": "Un límite puede tener {limit:n} caracteres como mucho; mejor añade varios cortos.",
    "boundary_unclear": "No he entendido qué descarta eso. Nombra una cosa o una situación, por ejemplo "
    "“nada de arañas”.",
    "grant_over_already": "Esa fecha ya pasó. Nombra una que esté por venir, por ejemplo `until 2031-12-31`.",
    "licence_missing": "La licencia de {name} aún no está confirmada aquí, así que nadie puede usar ese "
    "personaje todavía. Pregunta a los operadores.",
    "message_too_long": "El mensaje puede tener {limit:n} caracteres como mucho. Acórtalo.",
    "needs_plan": "Los clips con {name} necesitan el plan Pro. `/cameo plan` muestra cómo conseguirlo.",
    "not_agreed_yet": "Aún no lo han aprobado todas las personas que salen en este clip, así que solo ellas "
    "pueden verlo.",
    "not_asked_to_approve": "Nadie te pide que apruebes este clip, o ya está decidido.",
    "nothing_to_deny": "{name} no te ha preguntado nada. `/cameo revoke {name}` retira lo que le permitiste.",
    "outside_what_they_allow": "Eso va más allá de lo que permite {name}. Puedes preguntar: `/cameo ask "
    "{name}`.",
    "too_many_boundaries": "Tienes {limit:n} límites, no puede haber más. Quita uno antes.",
    "too_many_questions": "Hoy has preguntado a muchas personas. Espera a mañana para volver a preguntar.",
    "too_many_tries": "Lo has intentado demasiadas veces con {name}. Espera un rato, o pregunta con `/cameo "
    "ask {name}`.",
    "unknown_boundary": "No tienes ningún límite así. `/cameo settings` muestra los tuyos.",
    "unknown_request": "Nadie te pregunta eso, o la petición ya no está abierta.",
    "you_blocked_them": "Has bloqueado a {name}. `/cameo unblock {name}` permite volver a salir juntos en "
    "clips.",
    # credits
    "already_spent": "Habría que retirar {amount:n} créditos, pero solo quedan {available:n}. `--force` "
    "toma esos.",
    "already_subscribed": "Ya pagas el plan Pro cada mes. `/cameo credits` lo muestra, y cómo terminarlo.",
    "not_subscribed": "Aquí no pagas nada cada mes. Lo que pagaste es tuyo hasta que termine.",
    "offer_changed": "El precio ha cambiado desde esta oferta. `/cameo packs` muestra el nuevo; no se ha "
    "cobrado nada.",
    "offer_over": "Esta oferta terminó, o era para otra persona. `/cameo packs` tiene una nueva; no se ha "
    "cobrado nada.",
    "refund_refused": "Telegram no devolvió el pago: {why}. No se retiró nada; comprueba el número y el "
    "token.",
    "unknown_offer": "No hay ninguna oferta para este pago, así que se devuelve.",
    "unknown_question": "Ninguna pregunta sobre un pago tiene este número, o ya se respondió: {id}. Sin "
    "número se muestran todas.",
    "charge_of_another": "Este pago ya se abonó a otra persona. Pregunta a los operadores de este servicio.",
    "given_enough_today": "En 24 horas puedes regalar {limit:n} créditos; quedan {left:n}. Vuelve a "
    "intentarlo mañana.",
    "not_enough_credits": "Este clip cuesta {price:n} créditos y tienes {available:n}. Hazlo más corto, o "
    "espera a tener más.",
    "nothing_paid": "Por este clip no se pagó nada, o ya se devolvió.",
    "nothing_to_give": "Regala al menos un crédito, por ejemplo `/cameo gift @ada 50 ¡Feliz cumpleaños!`.",
    "subscription_over": "Esta suscripción ya terminó. Una nueva trae de vuelta el plan: `/cameo packs`.",
    "too_little_to_give": "Ahora puedes regalar {available:n} créditos como mucho; {amount:n} son más de "
    "los que tienes.",
    "unknown_charge": "Aquí no se abonó ningún pago con ese número. Comprueba el número y la plataforma.",
    "unknown_pack": "Aquí no hay ningún paquete con ese nombre. `/cameo packs` los muestra.",
    "unknown_message": "Detrás de esto no hay nada para ti: es de otra persona, o ya pasó. `/cameo status` "
    "muestra tus clips.",
    "not_held": "El clip {id} no espera a nadie. `cameo admin holds list` muestra los que sí.",
    # likenesses
    "agreement_needed": "Un doble solo se hace si lo aceptas expresamente.",
    "challenge_needed": "Un doble se hace a partir de una grabación en vivo que responde a un reto. Escribe "
    "`/cameo setup` para recibir uno.",
    "challenge_over": "Este reto ya se usó o se acabó su tiempo. Escribe `/cameo setup` para recibir otro.",
    "enrolment_running": "Tu última grabación todavía se está analizando. Espera la respuesta antes de "
    "enviar otra.",
    "no_likeness_yet": "Todavía no tienes un doble. Escribe `/cameo setup` para hacerlo.",
    "not_set_up": "{name} todavía no tiene un doble aquí. Se hace con `/cameo setup`.",
    "recording_is_file": "Un archivo puede ser de cualquier momento. Grábate con la cámara en este chat, o "
    "envía la grabación como vídeo y no como archivo.",
    "recording_passed_on": "Este vídeo está reenviado, así que no se grabó para este reto. Graba uno tú y "
    "envíalo.",
    "recording_too_old": "Este vídeo es anterior al reto y no puede responderlo. Haz lo que dice el reto y "
    "grábalo.",
    "recording_empty": "La grabación está vacía. Envía un vídeo de 10 a 20 segundos.",
    "recording_too_large": "La grabación pesa más de {limit:n} MB. Envía de 10 a 20 segundos a 1080p o "
    "menos.",
    "unverified_likeness": "El doble de {name} se hizo sin reto en vivo, así que aquí no se puede usar.",
    # what is not made here
    "content_refused": "El prompt pide algo que aquí no se hace.",
    "house_rule": "Los operadores de este servicio no quieren que eso se haga aquí.",
    # penalties
    "banned": "Tu cuenta está cerrada para siempre, por: {reason:reason}. `/cameo appeal` pide que se mire "
    "otra vez.",
    "casting_suspended": "Hasta el {until:t} solo puedes hacer clips contigo, por: {reason:reason}. `/cameo "
    "appeal` pide que se mire otra vez.",
    "cooling_down": "Hasta el {until:t} no puedes hacer clips, por: {reason:reason}. `/cameo appeal` pide "
    "que se mire otra vez.",
    "suspended": "Tu cuenta está suspendida hasta el {until:t}, por: {reason:reason}. `/cameo appeal` pide "
    "que se mire otra vez.",
    # people
    "account_erased": "Esta cuenta se borró. Escribe `/cameo setup` para empezar de nuevo.",
    "link_code_unknown": "Este código no vincula nada: mal escrito, usado o caducado. `/cameo link` en el "
    "otro lado da uno nuevo.",
    "own_link_code": "Ese código es de esta cuenta, o de una que ya es tuya. Escríbelo en el otro lado.",
    "linked_there_already": "Las dos tienen una cuenta en {platform}, y una persona tiene una allí. Separa "
    "antes una: `/cameo unlink`.",
    "link_unfinished": "Algo de {name} aún se está haciendo. Espera a que termine, o cancélalo, y vuelve a "
    "probar.",
    "just_linked": "Hasta el {until:t} esta cuenta puede irse, pero no separar otra: acaba de vincularse. "
    "Las otras sí pueden.",
    "not_linked": "No tienes ninguna cuenta en {platform}. `/cameo link` muestra cuáles tienes.",
    "only_account": "Esta es tu única cuenta, así que no hay nada vinculado. `/cameo erase` acaba con ella y "
    "con todo lo tuyo.",
    "parting_barred": "Mientras cuenten faltas o sanciones, las cuentas siguen juntas. `/cameo "
    "standing` dice hasta cuándo.",
    "that_is_you": "Esa persona eres tú: tu propio doble siempre puedes usarlo.",
    "unknown_person": "Aquí nadie se llama {name}. Comprueba cómo se escribe, o pide a esa persona que "
    "empiece con `/cameo setup`.",
    # places
    "administrators_only": "Eso solo puede hacerlo quien administra este servidor, y solo en él. Pide a "
    "alguien así que lo haga por ti.",
    "administrators_make": "Aquí solo los administradores pueden pedir clips. Pídeselo a uno, o haz el tuyo "
    "en nuestro chat privado.",
    "age_gated_only": "Aquí, los clips que tratan de {subject:subject} van en canales con restricción de "
    "edad. Ve a uno, o quita eso.",
    "cap_out_of_range": "Un tope es un número de clips de 1 a {most:n}. 0 lo quita.",
    "clips_paused": "Aquí los clips están en pausa. Pregunta a quienes llevan este lugar cuándo siguen, o "
    "haz el tuyo en otro sitio.",
    "export_too_large": "Serían {size:n} MB, y aquí se pueden publicar {limit:n} MB. Pide menos de {days:n} "
    "días.",
    "member_cap_reached": "Cada persona puede pedir aquí {limit:n} clips en 24 horas, y ya lo has hecho. "
    "Podrás volver a pedir en {wait}.",
    "no_such_channel": "Aquí no hay ningún canal así. Elige uno de este servidor.",
    "not_in_this_chat": "En este canal no se hacen clips. Ve a uno en el que sí, o pregunta a quienes "
    "llevan este lugar.",
    "place_cap_reached": "Entre todos se pueden pedir aquí {limit:n} clips en 24 horas, y ya se han pedido. "
    "Se podrá volver a pedir en {wait}.",
    "role_needed": "Aquí solo algunos roles pueden pedir clips. Pide uno de ellos a quienes llevan este "
    "lugar.",
    "subject_not_here": "Aquí no se hacen clips que tratan de {subject:subject}. Quita eso, o haz el tuyo "
    "en otro sitio.",
    "too_many_chosen": "Elige {limit:n} como mucho. Ninguno significa en todas partes, o todo el mundo.",
    "unusable_days": "Elige entre 1 y {most:n} días.",
    "unusable_language": "Nombra un idioma por su código, por ejemplo `en`, `de` o `es`.",
    "unusable_length": "Un clip {tier:tier} dura de {shortest:n} a {longest:n} segundos. Elige una duración "
    "entre esas.",
    # proposals
    "prompt_gone": "El prompt de este clip ya no se guarda. Escribe uno nuevo con `/cameo make`.",
    "choice_over": "Lo que elegiste ya no está disponible así. Escríbelo otra vez y elige de nuevo.",
    "proposal_taken": "Este clip ya está en marcha. `/cameo status` muestra cómo va.",
    "unknown_proposal": "Esta petición no es tuya, o ya no está: espera una hora. Vuelve a pedirlo con "
    "`/cameo make`.",
    # reports and appeals
    "account_closed": "Esta cuenta se cerró hasta el {until:t} antes de borrarse. Quien lleva este servicio "
    "puede volver a abrirla.",
    "account_closed_for_good": "Esta cuenta se cerró para siempre antes de borrarse. Quien lleva este "
    "servicio puede volver a abrirla.",
    "appealed_already": "Ya recurriste esta sanción; solo se puede una vez. `/cameo standing` la muestra.",
    "being_looked_at": "Los operadores están revisando este clip, así que de momento nadie puede verlo. Te "
    "avisaré cuando acabe.",
    "cannot_report_yourself": "Esa persona eres tú. Un clip se denuncia por su número: `/cameo report CLIP`.",
    "no_such_rung": "{written} no es ninguna sanción: {why}.",
    "nothing_kept": "Con esta denuncia no se guarda copia del clip: entonces no tenía archivo, o se "
    "destruyó a su debido tiempo.",
    "nothing_to_appeal": "No tienes ninguna sanción que recurrir. `/cameo standing` muestra cómo estás.",
    "unknown_appeal": "No hay ningún recurso abierto {id}. `cameo admin appeals list` muestra los abiertos.",
    "unknown_penalty": "No hay ninguna sanción vigente {id}. `cameo admin people show HANDLE` muestra las "
    "de una persona.",
    "unknown_report": "No hay ninguna denuncia abierta {id}. `cameo admin reports list` muestra las "
    "abiertas.",
    # the house
    "engine_failed": "El motor dejó de trabajar en esto una y otra vez. No se cobró nada; inténtalo más "
    "tarde.",
    "files_unavailable": "Ahora mismo no se pueden guardar ni leer archivos. No se cambió ni se cobró nada; "
    "inténtalo en un momento.",
    "no_engine": "Desde hace un rato no funciona ningún motor que haga estos clips. No se cobró nada; "
    "inténtalo más tarde.",
    "queue_unavailable": "Ahora mismo no se llega a la cola. No se cambió ni se cobró nada; inténtalo en un "
    "momento.",
    "too_many_commands": "Eso es mucho de golpe. Espera un minuto y sigue donde estabas.",
    # how a prompt is read
    "cast_too_large": "En un clip salen {limit:n} personas como mucho, y has nombrado {count:n}. Quita a "
    "alguien.",
    "length_out_of_range": "Un clip dura de {shortest:n} a {longest:n} segundos; has pedido {seconds:n}.",
    "line_too_long": "Decir “{start}” lleva unos {seconds:n} segundos; un clip dura {longest:n}. Acorta las "
    "palabras.",
    "lines_do_not_fit": "Decir esas palabras lleva unos {needed:n} segundos, y hay {seconds:n}. Hazlo más "
    "largo.",
    "moment_after_end": "Algo pasa en el segundo {moment:n}, después del final de un clip de {seconds:n} "
    "segundos.",
    "prompt_empty": "Di qué pasa en el clip, por ejemplo: @Self en una playa al atardecer, saluda y dice "
    "“Hello!”.",
    "prompt_too_long": "Tu prompt tiene {length:n} caracteres; como mucho pueden ser {limit:n}. Acórtalo.",
    "scenes_do_not_fit": "Estas escenas llevan {needed:n} segundos, y hay {seconds:n}. Hazlo más largo, o "
    "acorta una escena.",
    "scenes_too_few": "Estas {count:n} escenas duran {most:n} segundos como mucho, y quieres {seconds:n}. "
    "Añade una escena.",
    "too_many_lines": "Un clip tiene {limit:n} frases habladas como mucho; el tuyo tiene {count:n}.",
    "too_many_people": "En una escena caben {limit:n} personas como mucho, y has nombrado {count:n}. Quita "
    "a alguien.",
    "too_many_scenes": "Un storyboard tiene {limit:n} escenas como mucho; el tuyo tiene {count:n}. Junta "
    "algunas, o haz dos clips.",
}
