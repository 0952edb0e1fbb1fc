"""How the bot hears of things: it polls, or has them pushed."""

import re
from typing import Any

from telegram_server import errors
from telegram_server.routing import Call, method
from telegram_server.updates import Webhook

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_POLL_S = 50


@method("getUpdates")
async def get_updates(call: Call) -> Any:
    if "allowed_updates" in call:
        call.server.updates.allowed = _allowed(call)
    timeout_s = min(call.number("timeout"), _LONGEST_POLL_S)
    call.server.changes.notify()
    found = await call.server.updates.poll(call.number("offset"), call.number("limit", 100), timeout_s)
    call.server.changes.notify()
    return found


@method("setWebhook")
async def set_webhook(call: Call) -> Any:
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return await delete_webhook(call)
    # The real one takes https on four ports alone; this machine has no certificate.
    if not re.match(r"https?://", url):
        raise errors.bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise errors.bad("secret token contains unallowed characters")
    connections = call.number("max_connections", 40)
    if not 1 <= connections <= 100:
        raise errors.bad("max_connections must be from 1 to 100")
    if "allowed_updates" in call:
        call.server.updates.allowed = _allowed(call)
    if call.flag("drop_pending_updates"):
        call.server.updates.pending.clear()
    call.server.updates.start_pushing(Webhook(url, secret, connections, call.server.updates.allowed))
    call.server.changes.notify()
    return True


@method("deleteWebhook")
async def delete_webhook(call: Call) -> Any:
    if call.flag("drop_pending_updates"):
        call.server.updates.pending.clear()
    if call.server.updates.webhook is not None:
        call.server.updates.start_pushing(None)
    return True


@method("getWebhookInfo")
async def webhook_info(call: Call) -> Any:
    hook, waiting = call.server.updates.webhook, len(call.server.updates.pending)
    shown: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    if hook is None:
        return shown
    shown |= {"url": hook.url, "max_connections": hook.max_connections}
    if hook.last_error:
        shown |= {"last_error_message": hook.last_error, "last_error_date": hook.last_error_at}
    allowed = call.server.updates.allowed
    return shown | ({"allowed_updates": sorted(allowed)} if allowed else {})


@method("logOut")
async def log_out(_: Call) -> Any:
    return True


@method("close")
async def close(_: Call) -> Any:
    return True


def _allowed(call: Call) -> frozenset[str] | None:
    """An empty list means what is heard of without asking."""
    return frozenset(call.json("allowed_updates") or []) or None
