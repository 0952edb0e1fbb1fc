"""What is said around paying with Stars: prices, terms, help with payments."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.credits.history": "📜 History",
    "telegram.credits.buy": "⭐ Buy credits",
    "telegram.credits.gift": "🎁 Give away",
    "telegram.credits.gift.write": "Who gets how many of your credits? They must let you use "
    "their likeness. Write, for example: @ada 50 Happy birthday!",
    "telegram.credits.end": "✖️ Pay no more",
    "telegram.credits.renewal": "Your pro plan is paid until {until} (UTC), and then again for another "
    "month.",
    "telegram.credits.how": "You pay with Telegram Stars, and the credits come at once. Terms: `/terms`. "
    "Help with a payment: `/paysupport`.",
    "telegram.credits.none": "Nothing is sold here on Telegram.",
    "telegram.credits.pay": "Pay {stars} ⭐ a month",
    "telegram.credits.sold.pack": "{credits} credits to make clips with. They do not lapse.",
    "telegram.credits.sold.plan": "{credits} credits and {months} months of the pro plan.",
    "telegram.credits.sold.monthly": "The pro plan with {credits} credits, every 30 days until you end "
    "it with /credits. What is paid stays yours.",
    "telegram.credits.not_now": "That does not work just now. Nothing was charged; try again in a minute.",
    "telegram.credits.given_back": "This payment brought you nothing, since what it was for is not there "
    "any more. So your Stars go back to you.",
    "telegram.credits.support": "Is something wrong with a payment? Write me what happened, and when you "
    "paid. The people who run this service read it and answer here. They can give a payment back, and its "
    "credits go with it. Telegram's own support cannot help with what is bought here.",
    "telegram.menu.terms": "What you agree to when you buy something.",
    "telegram.credits.terms": "What you buy here are credits to make clips with, or months of the pro "
    "plan, from: {by}. Telegram takes the payment in Stars and is not the seller. Credits come at once "
    "and do not lapse; they are not money and are not paid out. A clip that could not be made costs "
    "nothing. A month that is paid again can be ended at any time with `/cameo credits`, and lasts until "
    "its end. Whoever wants a payment back, or asks about one, writes `/paysupport`.",
    "telegram.credits.nobody": "the people who run this service",
}
