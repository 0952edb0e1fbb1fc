"""What is said around credits: balance, history, buying, giving."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "credits.about": "What you can spend, what moved, and how to get more.",
    "credits.balance.about": "Show what you can spend, what is reserved, and your plan.",
    "credits.history.about": "Show every movement of your credits, the newest first.",
    "credits.history.none": "Nothing has moved yet.",
    "credits.history.page": "Page {page} of {pages}",
    "credits.buy.about": "Show what can be bought here.",
    "credits.buy.how": "Discord takes the payment, and the credits come at once.",
    "credits.buy.none": "Nothing is sold here on Discord.",
    "credits.gift.about": "Give credits to a friend who lets you use their likeness.",
    "credits.gift.friend": "Who gets them.",
    "credits.gift.amount": "How many credits.",
    "credits.gift.message": "What you write to them.",
}
