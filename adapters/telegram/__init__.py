"""Telegram: the service in private chats, groups and, inline, in any chat."""
