"""Oneself and one's account on Telegram: setting up, what one allows, menus, help."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.hello": "Hello! I make clips with you and your friends, and only with the consent of "
    "everybody who is in them.\n• /setup makes your likeness, live, in a few minutes.\n• /make makes a "
    "clip; so does @{bot} with who is in it and what happens, in any chat.\n• /help tells the rest.",
    "telegram.go.setup": "🎥 Make my likeness",
    "telegram.go.privacy-notice": "🔒 What is kept of me",
    "telegram.setup.how": "Record a round video message here in this chat, or a video with your camera, of "
    "at most {limit} MB. It has to be new: videos that were passed on, or sent as a file, do not count. "
    "Only we two see it. I delete what I was sent; your message stays in this chat until you delete it.",
    "telegram.back": "◀ Back",
    "telegram.language.own": "As in my app",
    "telegram.language.en": "English",
    "telegram.language.de": "Deutsch",
    "telegram.language.es": "Español",
    "telegram.menu.setup": "Make your likeness, live, or renew it.",
    "telegram.menu.link": "Be one person here and on another platform.",
    "telegram.menu.language": "Choose the language I write to you in.",
    "telegram.menu.export": "Take along what this service knows of you, in one file.",
    "telegram.menu.erase": "Destroy your likeness and all that is known of you. You are asked first.",
    "telegram.menu.paysupport": "Get help with a payment.",
    "telegram.menu.settings": "Decide how clips are made in this group.",
    "telegram.bot.description": "You and your friends in AI clips, made only with consent.\n\nMake your "
    "likeness once, live, in a few minutes. Decide who may use it and for what. Then write a prompt here "
    "or in any chat, and everybody who appears can say yes or no. Erase yourself whenever you like.",
    "telegram.bot.short": "You and your friends in AI clips, made only with consent.",
    "telegram.help": "Write who is in the clip and what happens, here, or after @{bot} in any chat:\n@Self "
    'on a beach at sunset, waves and says "Wish you were here!"\nA good prompt has five parts: who, what '
    "they do, the camera, the place, the style.",
    "telegram.boundaries": "What you do not want to be shown in. Press one to set it or to take it away.",
    "telegram.boundaries.own": "✍️ In my own words",
    "telegram.boundaries.write": "What do you not want to be shown in? Write it in a few words, for "
    "example: no spiders",
    "telegram.friends.ask": "Do you want to ask {name} whether you may use their likeness? Write what you "
    "tell them with it.",
    "telegram.friends.send": "📨 Ask without words",
    "telegram.friends.pass_on": "📨 Send them the question",
    "telegram.friends.come": "I would like to make clips with you. You decide here:",
    "telegram.receipts.file": "📄 All of it as a file",
    "telegram.ask.appeal": "Why is the penalty a mistake? Write it in your words.",
    "telegram.ask.redeem": "Which code lets you in? Write it as you got it.",
    "telegram.report.how": "Answer the message of a clip, or of somebody, with /report. Or write /report "
    "and the number of the clip, or a name.",
    "telegram.report.what": "What is wrong?",
    "telegram.report.words": "What happened? Write it in your words. Nobody but the operators of this "
    "service reads it.",
    "telegram.report.send": "🚩 Send without words",
    "telegram.character.send": "Send me one to {most} pictures of it, together or one after the other, "
    "sharp and before a plain background.",
    "telegram.character.more": "Got picture {number}. Send more, up to {most}, or press the button when "
    "all are there.",
    "telegram.character.done": "✅ All are there",
    "telegram.friends.who": "Whom do you mean? Write /{command} and their @name, or answer one of their "
    "messages with /{command}.",
    "telegram.friends.contact": "Or share their contact with me here.",
    "telegram.invite.pass_on": "📨 Send it to a friend",
    "telegram.invite.come": "This lets you in, and we can make clips together:",
}
