"""What people are in a chat, and how the API tells of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from telegram_server.world import User

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


class Standing(StrEnum):
    """What somebody is in a chat, as the API calls it."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def inside(self) -> bool:
        """Whether they are there."""
        return self not in (Standing.LEFT, Standing.KICKED)

    @property
    def manages(self) -> bool:
        """Whether they run it."""
        return self in (Standing.CREATOR, Standing.ADMINISTRATOR)


@dataclass(frozen=True)
class Member:
    """Somebody and what they are."""

    user: "User"
    standing: Standing


def member_payload(user: dict[str, Any], standing: Standing, *, in_channel: bool) -> dict[str, Any]:
    """A member as the API shows one; restricted means: may read only."""
    shown = {"status": str(standing), "user": user}
    match standing:
        case Standing.CREATOR:
            return shown | {"is_anonymous": False}
        case Standing.ADMINISTRATOR:
            rights = dict.fromkeys(_RIGHTS, True) | {"can_promote_members": False}
            rights |= {"can_post_messages": True, "can_edit_messages": True} if in_channel else {}
            return shown | {"can_be_edited": False, "is_anonymous": False} | rights
        case Standing.RESTRICTED:
            return shown | {"is_member": True, "until_date": 0} | dict.fromkeys(_PERMISSIONS, False)
        case Standing.KICKED:
            return shown | {"until_date": 0}
    return shown
