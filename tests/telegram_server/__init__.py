"""Our own Telegram on this machine, for tests that run the real client over real sockets.

The fixture `telegram_house` (integration/conftest.py, telegram_house.py) has all of it running:

    ada = await telegram_house.enrolled("ada")              # or member("bob", started=False), stranger("eve")
    await ada.says(telegram_house.group, "/help"); await telegram_house.settle()

By hand:

    async with running(TelegramServer()) as telegram:        # serving.py, server.py
        ada, bob = move_in(telegram, "ada", "bob")           # people.py: they and a supergroup of theirs
        ...                                                  # the bot: telegram.token, .api_base, .file_base
        await telegram.until_listening()                     # it polls, or has set its webhook

People (people.py) can do what a client lets them do, and only that; `Where` is a `Chat` or a `Topic`:

    await ada.starts("ask-7")                   # a deep link; until then the bot may not write to her
    await ada.tells("/make ...")                # to the bot alone; says(where, text) anywhere else
    await ada.says(ada.here, f"@cameobot {bob.mention} waves", reply_to=message)
    await ada.answers(message, "text")          # a reply, where the message is
    await ada.records(data, side=384)           # a video note; films(data), sends(document(data)) ...
    await ada.sends_album(photo(a), photo(b), caption="/character ...")
    await ada.forwards(message, where)          # shares_contact(user), edits(message, text), deletes(message)
    said = await ada.hears("words", where)      # waits for the bot's words; where: alone, if not given
    said = await ada.sees(lambda one: one.film, where)
    press = await ada.presses(said, "Yes")      # by label or beginning of the data; .text .alert .url
    press = await ada.begins_press(said, "Yes") # does not wait; forges_press(said, "data"): any data
    await ada.follows(said, "Open")             # a button that is a deep link to the bot
    await ada.reacts(said, "👍")                # none: takes it back. In groups admin bots hear of it
    offered = await ada.types_inline("bob dances", "supergroup")     # .results .titles .button
    offered = await ada.goes_inline(said, "Share")                   # a button that opens the bot's name
    card = await ada.chooses(offered, "title or id", where)      # the message; .inline_id, .edits
    charge = await ada.pays(invoice_message_or_link)                 # checks_out(...) asks without paying
    await ada.blocks_the_bot(); await ada.unblocks_the_bot(); await ada.leaves(group)
    ada.menu(where)                             # {command: description} as her client shows it

A `Message` (world.py) has .text .entities .labels .keyboard .media .film .edits .reacted(user) .reply_to
.thread .silent .asks_for_reply; a `Chat` or `Topic` has .posted. Chats are made by server.private(user),
.group(title, users, bot=True), .supergroup(..., forum=True), .channel(...), .between(a, b) (the bot is not in
it). chatting.py: bot_joins, bot_leaves, joins, becomes(server, chat, user, Standing.ADMINISTRATOR, by),
upgrade(server, group), open_topic(server, forum, name, by), close_topic, delete_topic.
paying.py: renew(server, charge), tell_again(server, charge), pay(server, checkout, tell=False).

The bot hears in groups what privacy mode lets it hear, unless it runs them or server.reads_all is set.
What goes wrong is ordered in server.faults (faults.py: too_many, broken, failing, proxy_error, Fault) and
server.paces. Updates: server.updates.repeat(update) hands one out again; .given has every one. A test may set
server.now to its own clock, user.deactivated, message.date (48 h), press.expired, server.local (own server),
server.silent_films (a video comes back as an animation), chat.films_forbidden, chat.text_forbidden.

Worth knowing: in a topic what answers nothing "answers" the message that opened the topic; outside forums an
answer has a message_thread_id without being in a topic; an inline message can be edited only where it had
buttons, and takes no uploads; what an edit leaves out (buttons) is gone; who blocked the bot can still have
its words deleted; AIORateLimiter lets 20 messages a minute into one group, so do not send more in a test.

Every request, answer and update is checked against Telegram's published description where that lies beside
the checkout; what is wrong stands in server.wrong, which is to be empty at the end.
"""
