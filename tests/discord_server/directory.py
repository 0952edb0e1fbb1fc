"""The rest of the API that the bot uses: itself, people, servers, commands, and what was bought."""

from typing import Any

from discord_server import errors
from discord_server.limits import check_commands
from discord_server.routing import Call, route
from discord_server.world import Guild, new_id


@route("GET", "/users/@me")
async def myself(call: Call) -> Any:
    return call.server.bot.payload() | {
        "verified": True,
        "mfa_enabled": False,
        "locale": "en-US",
        "email": None,
    }


@route("GET", "/users/{user}")
async def user(call: Call, user: str) -> Any:
    return call.server.user(user).payload()


@route("GET", "/oauth2/applications/@me")
async def application(call: Call) -> Any:
    return {
        "id": str(call.server.bot.id),
        "name": "Cameo",
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": call.server.owner.payload(),
        "approximate_guild_count": len(call.server.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


@route("GET", "/gateway/bot")
async def gateway(call: Call) -> Any:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.server.gateway_url, "shards": 1, "session_start_limit": limit}


@route("POST", "/users/@me/channels")
async def direct(call: Call) -> Any:
    return call.server.direct(call.server.user(call.body["recipient_id"])).payload()


@route("GET", "/guilds/{guild}")
async def server(call: Call, guild: str) -> Any:
    return call.server.guild_payload(_guild(call, guild))


@route("GET", "/guilds/{guild}/channels")
async def channels(call: Call, guild: str) -> Any:
    return [one.payload() for one in _guild(call, guild).channels]


@route("GET", "/guilds/{guild}/roles")
async def roles(call: Call, guild: str) -> Any:
    return _guild(call, guild).role_payloads()


@route("GET", "/guilds/{guild}/members/{user}")
async def member(call: Call, guild: str, user: str) -> Any:
    there, who = _guild(call, guild), call.server.user(user)
    if who not in there.members and who is not call.server.bot:
        raise errors.UNKNOWN_MEMBER
    return there.member(who)


@route("GET", "/applications/{application}/commands")
async def commands(call: Call, application: str) -> Any:
    return call.server.commands


@route("PUT", "/applications/{application}/commands")
async def set_commands(call: Call, application: str) -> Any:
    check_commands(call.body)
    known = {(one["name"], one["type"]): one["id"] for one in call.server.commands}
    for one in call.body:
        if one.get("default_member_permissions") is not None:
            one["default_member_permissions"] = str(one["default_member_permissions"])
    call.server.commands[:] = [
        {
            "default_member_permissions": None,
            "description": "",
            "nsfw": False,
            "contexts": None,
            "integration_types": [0],
            **{name: value for name, value in ({"type": 1} | one).items() if value is not None},
            "id": known.get((one["name"], one.get("type", 1)), str(new_id())),
            "application_id": application,
            "version": str(new_id()),
        }
        for one in call.body
    ]
    call.server.changes.notify()
    return call.server.commands


@route("GET", "/applications/{application}/entitlements")
async def entitlements(call: Call, application: str) -> Any:
    found = sorted(call.server.entitlements.values(), key=lambda one: int(one["id"]))
    if call.query.get("exclude_deleted", "true") in ("true", "1"):
        found = [one for one in found if not one["deleted"]]
    if call.query.get("exclude_ended", "false") in ("true", "1"):
        found = [one for one in found if one["ends_at"] is None]
    if "user_id" in call.query:
        found = [one for one in found if one["user_id"] == call.query["user_id"]]
    limit = int(call.query.get("limit", 100))
    if "after" in call.query:
        return [one for one in found if int(one["id"]) > int(call.query["after"])][:limit]
    earlier = [one for one in found if int(one["id"]) < int(call.query.get("before", 1 << 63))]
    return earlier[-limit:][::-1]


@route("GET", "/applications/{application}/entitlements/{entitlement}")
async def entitlement(call: Call, application: str, entitlement: str) -> Any:
    return _entitlement(call, entitlement)


@route("POST", "/applications/{application}/entitlements/{entitlement}/consume")
async def consume(call: Call, application: str, entitlement: str) -> None:
    _entitlement(call, entitlement)["consumed"] = True


@route("GET", "/applications/{application}/skus")
async def skus(call: Call, application: str) -> Any:
    return call.server.skus


def _guild(call: Call, number: str) -> Guild:
    found = next((one for one in call.server.guilds if str(one.id) == number), None)
    if found is None:
        raise errors.UNKNOWN_GUILD
    return found


def _entitlement(call: Call, number: str) -> dict[str, Any]:
    if number not in call.server.entitlements:
        raise errors.UNKNOWN_ENTITLEMENT
    return call.server.entitlements[number]
