"""Discord: slash commands, mentions, buttons and reactions, and clips back in the conversation.

`python -m adapters.discord` connects with `discord.token`. Start at `bot` (the client), `visits` (how a
command is answered), `posting` (what is owed to people) and `statuses` (how renders stand).
"""
