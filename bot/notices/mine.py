"""About oneself: everything on one page, how far an analysis is, and what the service keeps of anybody."""

from typing import Literal

from typing_extensions import override

from bot.likeness import UNFINISHED, LikenessState
from bot.notices.access import SettingsShown
from bot.notices.base import Action, Button, Notice
from engine.contract.messages import Refusal, Stage


class MeShown(Notice):
    """To a person (`person` is their id): all that they allow, and what they can do about themselves."""

    private = True
    kind: Literal["me_shown"] = "me_shown"
    person: str
    settings: SettingsShown

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        pause = Action.RESUME_ME if self.settings.paused_at is not None else Action.PAUSE_ME
        recording = (Action.RECORD_AGAIN, pause) if self.settings.likeness else ()
        actions = (*recording, Action.EXPORT_ME, Action.OFFER_ERASE)
        return tuple(Button(action=action, id=self.person) for action in actions)


class EnrolmentShown(Notice):
    """To who made a recording: how far its analysis is, or how it ended.

    done: of the stage, 0 to 1. refusals: each reason why it could not be used. advice: what would make a
    better one, where it could be used.
    """

    private = True
    kind: Literal["enrolment_shown"] = "enrolment_shown"
    enrolment: str
    state: LikenessState
    stage: Stage
    done: float
    refusals: tuple[Refusal, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it ended, one way or the other."""
        return self.state not in UNFINISHED

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        again = self.state in {LikenessState.REFUSED, LikenessState.FAILED}
        return (Button(action=Action.RECORD_AGAIN, id=self.enrolment),) if again else ()


class ExportOffered(Notice):
    """To a person: what an export of everything holds, before it is made."""

    private = True
    kind: Literal["export_offered"] = "export_offered"
    person: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.EXPORT_ME, id=self.person),)


class LanguageShown(Notice):
    """To a person: in which language they are spoken to on this platform; None: the one that it says."""

    kind: Literal["language_shown"] = "language_shown"
    chosen: str | None


class PrivacyNotice(Notice):
    """To anybody: who runs this service, what it keeps of people, for how long, and how to end that.

    operator, contact: "" where whoever runs it has not said. draft_hours: how long an unsaved clip is kept;
    evidence_days: how long what was reported is kept after the decision.
    """

    kind: Literal["privacy_notice"] = "privacy_notice"
    operator: str
    contact: str
    draft_hours: float
    evidence_days: float
