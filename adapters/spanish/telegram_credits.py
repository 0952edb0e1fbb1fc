"""What is said around paying with Stars: prices, terms, help with payments."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.credits.history": "📜 Historial",
    "telegram.credits.buy": "⭐ Comprar créditos",
    "telegram.credits.gift": "🎁 Regalar",
    "telegram.credits.gift.write": "¿Quién recibe cuántos de tus créditos? Tiene que permitirte "
    "usar su doble. Escribe, por ejemplo: @ada 50 ¡Feliz cumpleaños!",
    "telegram.credits.end": "✖️ No pagar más",
    "telegram.credits.renewal": "Tu plan Pro está pagado hasta el {until} (UTC), y después otra vez por "
    "un mes.",
    "telegram.credits.how": "Pagas con Estrellas de Telegram, y los créditos llegan al momento. "
    "Condiciones: `/terms`. Ayuda con un pago: `/paysupport`.",
    "telegram.credits.none": "Aquí en Telegram no se vende nada.",
    "telegram.credits.pay": "Pagar {stars} ⭐ al mes",
    "telegram.credits.sold.pack": "{credits} créditos para hacer clips. No caducan.",
    "telegram.credits.sold.plan": "{credits} créditos y {months} meses del plan Pro.",
    "telegram.credits.sold.monthly": "El plan Pro con {credits} créditos, cada 30 días hasta que lo "
    "termines con /credits. Lo que está pagado es tuyo.",
    "telegram.credits.not_now": "Ahora mismo no funciona. No se ha cobrado nada; inténtalo otra vez en un "
    "minuto.",
    "telegram.credits.given_back": "Este pago no te trajo nada, porque ya no está aquello por lo que era. "
    "Así que tus Estrellas te vuelven.",
    "telegram.credits.support": "¿Algo va mal con un pago? Escríbeme qué pasó y cuándo pagaste. Lo leen "
    "los operadores de este servicio y te responden aquí. Pueden devolver un pago, y sus créditos se van "
    "con él. El soporte de Telegram no puede ayudar con lo que se compra aquí.",
    "telegram.menu.terms": "Lo que aceptas cuando compras algo.",
    "telegram.credits.terms": "Lo que compras aquí son créditos para hacer clips, o meses del plan Pro, "
    "de: {by}. Telegram cobra el pago en Estrellas y no es quien vende. Los créditos llegan al momento y "
    "no caducan; no son dinero ni se pagan de vuelta. Un clip que no se pudo hacer no cuesta nada. Un mes "
    "que se paga una y otra vez se termina cuando quieras con `/cameo credits`, y dura hasta su final. "
    "Quien quiera que se le devuelva un pago, o pregunte por uno, escribe `/paysupport`.",
    "telegram.credits.nobody": "los operadores de este servicio",
}
