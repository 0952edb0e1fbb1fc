"""The fields that each method served here cannot do without, as Telegram's documentation lists them."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "getUpdates": (),
    "setWebhook": ("url",),
    "deleteWebhook": (),
    "getWebhookInfo": (),
    "getMe": (),
    "logOut": (),
    "close": (),
    "sendMessage": (
        "chat_id",
        "text",
    ),
    "forwardMessage": (
        "chat_id",
        "from_chat_id",
        "message_id",
    ),
    "forwardMessages": (
        "chat_id",
        "from_chat_id",
        "message_ids",
    ),
    "copyMessage": (
        "chat_id",
        "from_chat_id",
        "message_id",
    ),
    "copyMessages": (
        "chat_id",
        "from_chat_id",
        "message_ids",
    ),
    "sendPhoto": (
        "chat_id",
        "photo",
    ),
    "sendAudio": (
        "chat_id",
        "audio",
    ),
    "sendDocument": (
        "chat_id",
        "document",
    ),
    "sendVideo": (
        "chat_id",
        "video",
    ),
    "sendAnimation": (
        "chat_id",
        "animation",
    ),
    "sendVoice": (
        "chat_id",
        "voice",
    ),
    "sendVideoNote": (
        "chat_id",
        "video_note",
    ),
    "sendMediaGroup": (
        "chat_id",
        "media",
    ),
    "sendChatAction": (
        "chat_id",
        "action",
    ),
    "setMessageReaction": (
        "chat_id",
        "message_id",
    ),
    "getUserProfilePhotos": ("user_id",),
    "getFile": ("file_id",),
    "leaveChat": ("chat_id",),
    "getChat": ("chat_id",),
    "getChatAdministrators": ("chat_id",),
    "getChatMemberCount": ("chat_id",),
    "getChatMember": (
        "chat_id",
        "user_id",
    ),
    "answerCallbackQuery": ("callback_query_id",),
    "setMyCommands": ("commands",),
    "deleteMyCommands": (),
    "getMyCommands": (),
    "setMyName": (),
    "getMyName": (),
    "setMyDescription": (),
    "getMyDescription": (),
    "setMyShortDescription": (),
    "getMyShortDescription": (),
    "setChatMenuButton": (),
    "getChatMenuButton": (),
    "setMyDefaultAdministratorRights": (),
    "savePreparedInlineMessage": (
        "user_id",
        "result",
    ),
    "editMessageText": (),
    "editMessageCaption": (),
    "editMessageMedia": ("media",),
    "editMessageReplyMarkup": (),
    "deleteMessage": (
        "chat_id",
        "message_id",
    ),
    "deleteMessages": (
        "chat_id",
        "message_ids",
    ),
    "answerInlineQuery": (
        "inline_query_id",
        "results",
    ),
    "sendInvoice": (
        "chat_id",
        "title",
        "description",
        "payload",
        "currency",
        "prices",
    ),
    "createInvoiceLink": (
        "title",
        "description",
        "payload",
        "currency",
        "prices",
    ),
    "answerPreCheckoutQuery": (
        "pre_checkout_query_id",
        "ok",
    ),
    "getMyStarBalance": (),
    "getStarTransactions": (),
    "refundStarPayment": (
        "user_id",
        "telegram_payment_charge_id",
    ),
    "editUserStarSubscription": (
        "user_id",
        "telegram_payment_charge_id",
        "is_canceled",
    ),
}
