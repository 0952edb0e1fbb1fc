"""Messages that tell how analyses go."""

from typing import Any

import pytest

from adapters.analyses import EVERY_S, Analyses
from bot.likeness import LikenessState
from bot.notices import EnrolmentShown
from engine.contract.messages import Stage

pytestmark = pytest.mark.unit


class _App:
    """Knows how every analysis goes."""

    begun: "Analyses | None" = None

    async def enrolment(self, person: str, enrolment: str) -> EnrolmentShown:
        if person == "broken":
            raise OSError
        if self.begun is not None:
            self.begun.watch("late", "e", "en", _ignored)
            self.begun = None
        return EnrolmentShown(
            enrolment=enrolment, state=LikenessState.ANALYSING, stage=Stage.ANALYSING, done=0.5
        )


async def _ignored(_notice: EnrolmentShown) -> bool:
    return True


def _analyses(app: Any, *, now: float = 0.0) -> Analyses:
    return Analyses(app, now=lambda: now)


async def test_one_that_begins_during_a_look_is_looked_at_next() -> None:
    app = _App()
    analyses = _analyses(app)
    analyses.watch("ada", "e", "en", _ignored)
    app.begun = analyses
    await analyses.once()
    assert [watch.person for watch in analyses.watched] == ["ada", "late"]


async def test_trouble_with_one_leaves_the_others_alone() -> None:
    analyses, told = _analyses(_App()), list[EnrolmentShown]()

    async def tell(notice: EnrolmentShown) -> bool:
        told.append(notice)
        return True

    analyses.watch("broken", "e", "en", _ignored)
    analyses.watch("ada", "e", "en", tell)
    await analyses.once()
    assert len(told) == 1


async def test_a_message_that_was_just_posted_is_not_edited_yet() -> None:
    analyses, told = _analyses(_App(), now=0.0), list[EnrolmentShown]()

    async def tell(notice: EnrolmentShown) -> bool:
        told.append(notice)
        return True

    analyses.watch("ada", "e", "en", tell)
    await analyses.once(EVERY_S)
    assert told == []


async def test_what_has_nothing_new_to_say_is_left_alone() -> None:
    analyses, told = _analyses(_App()), list[EnrolmentShown]()

    async def tell(notice: EnrolmentShown) -> bool:
        told.append(notice)
        return True

    analyses.watch("ada", "e", "en", tell)
    await analyses.once()
    await analyses.once()
    assert len(told) == 1


async def test_a_message_that_is_gone_is_told_of_no_longer() -> None:
    analyses = _analyses(_App())

    async def tell(_notice: EnrolmentShown) -> bool:
        return False

    analyses.watch("ada", "e", "en", tell)
    await analyses.once()
    assert analyses.watched == []
