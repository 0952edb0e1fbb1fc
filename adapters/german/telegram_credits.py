"""What is said around paying with Stars: prices, terms, help with payments."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.credits.history": "📜 Verlauf",
    "telegram.credits.buy": "⭐ Credits kaufen",
    "telegram.credits.gift": "🎁 Verschenken",
    "telegram.credits.gift.write": "Wer bekommt wie viele deiner Credits? Die Person muss dir "
    "ihr Abbild erlauben. Schreib zum Beispiel: @ada 50 Alles Gute zum Geburtstag!",
    "telegram.credits.end": "✖️ Nicht mehr zahlen",
    "telegram.credits.renewal": "Dein Pro-Tarif ist bis {until} (UTC) bezahlt, und danach wieder für "
    "einen Monat.",
    "telegram.credits.how": "Du zahlst mit Telegram-Sternen, und die Credits kommen sofort. Bedingungen: "
    "`/terms`. Hilfe bei einer Zahlung: `/paysupport`.",
    "telegram.credits.none": "Hier auf Telegram wird nichts verkauft.",
    "telegram.credits.pay": "{stars} ⭐ im Monat zahlen",
    "telegram.credits.sold.pack": "{credits} Credits, um Clips zu machen. Sie verfallen nicht.",
    "telegram.credits.sold.plan": "{credits} Credits und {months} Monate Pro-Tarif.",
    "telegram.credits.sold.monthly": "Der Pro-Tarif mit {credits} Credits, alle 30 Tage, bis du ihn mit "
    "/credits beendest. Was bezahlt ist, behältst du.",
    "telegram.credits.not_now": "Das geht gerade nicht. Berechnet wurde nichts; versuch es in einer "
    "Minute noch einmal.",
    "telegram.credits.given_back": "Diese Zahlung hat dir nichts gebracht, weil es nicht mehr da ist, "
    "wofür sie war. Deine Sterne gehen also an dich zurück.",
    "telegram.credits.support": "Stimmt etwas mit einer Zahlung nicht? Schreib mir, was passiert ist und "
    "wann du bezahlt hast. Die Betreiber dieses Dienstes lesen es und antworten dir hier. Sie können eine "
    "Zahlung zurückgeben, und ihre Credits gehen mit. Der Support von Telegram kann bei Käufen hier nicht "
    "helfen.",
    "telegram.menu.terms": "Was gilt, wenn du etwas kaufst.",
    "telegram.credits.terms": "Was du hier kaufst, sind Credits, um Clips zu machen, oder Monate des "
    "Pro-Tarifs, von: {by}. Telegram nimmt die Zahlung in Sternen entgegen und ist nicht der Verkäufer. "
    "Credits kommen sofort und verfallen nicht; sie sind kein Geld und werden nicht ausgezahlt. Ein Clip, "
    "der nicht gemacht werden konnte, kostet nichts. Ein Monat, der immer wieder bezahlt wird, lässt sich "
    "jederzeit mit `/cameo credits` beenden und gilt bis zu seinem Ende. Wer eine Zahlung zurückhaben "
    "will oder etwas dazu fragt, schreibt `/paysupport`.",
    "telegram.credits.nobody": "den Betreibern dieses Dienstes",
}
