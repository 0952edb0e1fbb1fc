"""What every notice has: buttons, the file that goes with it, and whether it is private."""

from enum import StrEnum
from typing import ClassVar

from engine.contract.messages import Message

Handle = str


class Action(StrEnum):
    """What a button does with its id."""

    ALLOW_ACCESS = "allow_access"
    DENY_ACCESS = "deny_access"
    APPROVE_CLIP = "approve_clip"
    DENY_CLIP = "deny_clip"
    KEEP_CLIP = "keep_clip"
    DELETE_CLIP = "delete_clip"
    CANCEL_CLIP = "cancel_clip"
    AGREE_SETUP = "agree_setup"
    ERASE_ME = "erase_me"
    MAKE_AGAIN = "make_again"
    EDIT_PROMPT = "edit_prompt"
    SHARE_CLIP = "share_clip"
    VIEW_CLIP = "view_clip"
    WATCH_CLIP = "watch_clip"
    LOOK_FIRST = "look_first"
    START_CLIP = "start_clip"
    DROP_PROPOSAL = "drop_proposal"
    SEND_AGAIN = "send_again"
    RECORD_AGAIN = "record_again"
    PAUSE_ME = "pause_me"
    RESUME_ME = "resume_me"
    EXPORT_ME = "export_me"
    OFFER_ERASE = "offer_erase"
    REMOVE_CHARACTER = "remove_character"
    LINK = "link"
    UNLINK = "unlink"
    REPORT_CLIP = "report_clip"
    REPORT_ME_WITHOUT_CONSENT = "report_me_without_consent"
    REPORT_SEXUAL = "report_sexual"
    REPORT_MINOR = "report_minor"
    REPORT_VIOLENCE = "report_violence"
    REPORT_HARASSMENT = "report_harassment"
    REPORT_HATE = "report_hate"
    REPORT_DECEPTION = "report_deception"
    REPORT_COPYRIGHT = "report_copyright"
    REPORT_IMPERSONATION = "report_impersonation"
    REPORT_OTHER = "report_other"


class Button(Message):
    """`id` is the id of the access request, clip, proposal, delivery or person that `action` is about.

    Of a character it is the handle, of an account its platform; to join accounts it is the code.
    """

    action: Action
    id: str


class Attach(StrEnum):
    """The file shown with a notice."""

    NOTHING = "nothing"
    VIDEO = "video"


class Notice(Message):
    """Base. `private` ones are for the addressed person's eyes only and never go to a room with others."""

    private: ClassVar[bool] = False
    attach: ClassVar[Attach] = Attach.NOTHING

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What the reader can press."""
        return ()
