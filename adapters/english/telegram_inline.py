"""Cards and clips that are sent from behind the bot's name in any chat of Telegram's."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.inline.welcome.title": "What I can do",
    "telegram.inline.welcome": "I make short clips of you and your friends, with everybody's yes. In any "
    "chat, type my name, a friend's @name and what happens.",
    "telegram.inline.asks": "Credits: {price} · {seconds} s · with {cast} · asks {who} first",
    "telegram.inline.free": "Credits: {price} · {seconds} s · with {cast} · nobody has to be asked",
    "telegram.inline.begins": "🎬 {prompt}\nIt begins in a moment.",
    "telegram.inline.soon": "⏳ In a moment",
    "telegram.inline.waits": "It begins in a moment. If nothing happens, whoever runs me has to turn on "
    "inline feedback at @BotFather.",
    "telegram.inline.elsewhere": "This card was sent before: the clip comes there.",
    "telegram.inline.look": "🎞️ See how it stands",
    "telegram.inline.refused": "Nothing came of this, and nothing was charged.",
    "telegram.inline.why": "Why? (for who sent it)",
    "telegram.inline.nobody_named": "Say who is in it: @me, or a friend's @name",
    "telegram.inline.not_to_cast": "Nobody by that name whom you may cast",
    "telegram.inline.no_likeness": "Make your likeness first",
    "telegram.inline.too_few_credits": "You have too few credits for that",
    "telegram.inline.go_on": "Go on, what happens? {names}",
    "telegram.inline.no_storage": "Whoever runs me has not set up clips in chats",
    "telegram.inline.ask_me": "Not like this. Ask me in our private chat",
}
