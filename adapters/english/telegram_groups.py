"""What is said to a group, and to those who run it: welcome, settings and their buttons."""

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "telegram.group.welcome": "Hello! I make clips with you and your friends, and only with the consent "
    "of everybody in them. Write `/cameo make @Self surfing a giant wave`, or mention me. Whoever runs "
    "this group decides with `/cameo settings` who may.",
    "telegram.group.anonymous": "I cannot see who you are while you write as the group. Switch off "
    "“Remain anonymous” for yourself, and try again.",
    "telegram.group.not_yours": "Only administrators of the group can do that. Ask one of them.",
    "telegram.group.administrators": "administrators",
    "telegram.group.title": "“{title}”",
    "telegram.group.topic": "topic {number}",
    "telegram.group.whole": "this group",
    "telegram.group.pause": "⏸️ Pause clips",
    "telegram.group.resume": "▶️ Go on with clips",
    "telegram.group.makers": "👥 Who may ask",
    "telegram.group.makers.choose": "Who can ask for clips? Administrators always can.",
    "telegram.group.makers.all": "Everybody",
    "telegram.group.makers.admins": "Administrators only",
    "telegram.group.topics": "💬 Topics",
    "telegram.group.topics.choose": "In which topics can clips be asked for? Write /settings in a topic "
    "to choose it here.",
    "telegram.group.topics.all": "In all of them",
    "telegram.group.topics.add": "In this topic",
    "telegram.group.topics.drop": "Not in this topic",
    "telegram.group.member": "🔢 Limit for each",
    "telegram.group.member.choose": "How many clips can each person ask for here within 24 hours?",
    "telegram.group.place": "🔢 Limit for all",
    "telegram.group.place.choose": "How many clips can all together ask for here within 24 hours?",
    "telegram.group.unlimited": "No limit",
    "telegram.group.speak": "🌐 Language",
    "telegram.group.speak.choose": "In which language is everybody spoken to here? Private answers stay "
    "in each reader's own.",
    "telegram.group.gate": "🚫 Subjects",
    "telegram.group.gate.choose": "Which subjects are kept out of this group? What is refused everywhere "
    "stays refused.",
    "telegram.group.usual": "🎬 What is usual",
    "telegram.group.usual.choose": "What does a request here mean where it does not say? Spoken lines "
    "that need longer have it.",
    "telegram.group.usual.draft": "For its maker first",
    "telegram.group.usual.posted": "For all at once",
    "telegram.group.usual.reset": "As everywhere",
    "telegram.group.export": "📦 Export 30 days",
}
