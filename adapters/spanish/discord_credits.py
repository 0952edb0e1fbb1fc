"""What is said around credits: balance, history, buying, giving."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "credits.about": "Lo que puedes gastar, lo que se ha movido y cómo conseguir más.",
    "credits.balance.about": "Mostrar lo que puedes gastar, lo que está reservado y tu plan.",
    "credits.history.about": "Mostrar cada movimiento de tus créditos, los más recientes primero.",
    "credits.history.none": "Todavía no se ha movido nada.",
    "credits.history.page": "Página {page} de {pages}",
    "credits.buy.about": "Mostrar lo que se puede comprar aquí.",
    "credits.buy.how": "El pago lo cobra Discord, y los créditos llegan al momento.",
    "credits.buy.none": "Aquí en Discord no se vende nada.",
    "credits.gift.about": "Regalar créditos a alguien que te permite usar su doble.",
    "credits.gift.friend": "Quién los recibe.",
    "credits.gift.amount": "Cuántos créditos.",
    "credits.gift.message": "Lo que le escribes.",
}
