"""What is said around credits: balance, history, buying, giving."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "credits.about": "Was du ausgeben kannst, was sich bewegt hat, und wie du mehr bekommst.",
    "credits.balance.about": "Zeigen, was du ausgeben kannst, was reserviert ist, und deinen Tarif.",
    "credits.history.about": "Jede Bewegung deiner Credits zeigen, die neuesten zuerst.",
    "credits.history.none": "Noch hat sich nichts bewegt.",
    "credits.history.page": "Seite {page} von {pages}",
    "credits.buy.about": "Zeigen, was es hier zu kaufen gibt.",
    "credits.buy.how": "Die Zahlung nimmt Discord entgegen, und die Credits kommen sofort.",
    "credits.buy.none": "Hier auf Discord wird nichts verkauft.",
    "credits.gift.about": "Jemandem Credits schenken, der dir das eigene Abbild erlaubt.",
    "credits.gift.friend": "Wer sie bekommt.",
    "credits.gift.amount": "Wie viele Credits.",
    "credits.gift.message": "Was du dazu schreibst.",
}
